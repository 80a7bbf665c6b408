// contribution_review.c - what the team does with contributions: approve, reword, take down, translate, group.
#include <assert.h>

#include "base/limits.h"
#include "people/audit.h"
#include "workshops/activity_store.h"
#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/flag_store.h"
#include "workshops/found.h"
#include "workshops/participation_store.h"
#include "workshops/speaking.h"
#include "workshops/theme_store.h"

static enum err find_to_run(struct call *call, struct contribution_id id, struct contribution *ret_contribution,
                            struct activity *ret_activity)
{
    assert(db_in_transaction(call->db));
    struct contribution contribution;
    struct activity activity;
    struct scope scope;
    TRY(contribution_read(call, id, &contribution, &scope));
    TRY(call_require(call, RUN_WORKSHOP, scope));
    TRY(activity_read(call, contribution.activity, &activity));
    *ret_contribution = contribution;
    *ret_activity = activity;
    return OK;
}

// What it costs to be shown or hidden: the ballot is packed anew, and dots on a line nobody can see are free again.
static enum err change_state(struct call *call, const struct activity *activity, struct contribution *contribution,
                             enum contribution_state state, enum audit_act act)
{
    enum contribution_state before = contribution->state;
    contribution->state = state;
    TRY(contribution_update_state(call, contribution));
    TRY(contribution_index(call, activity, contribution));
    TRY(audit_add(call, activity->scope.network, act, contribution->id.v));
    bool was_shown = before == CONTRIBUTION_SHOWN, is_shown = state == CONTRIBUTION_SHOWN;
    if (was_shown != is_shown) {
        TRY(ballot_renew(call, activity));
        TRY(finding_due(call, activity, FINDING_SOON));
        if (activity->kind->values_add_up)
            TRY(participation_shift(call, activity, contribution->id, is_shown ? 1 : -1));
    }
    activity_tell_all(call, activity);
    return OK;
}

enum err contribution_approve(struct call *call, struct contribution_id id)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (contribution.state == CONTRIBUTION_SHOWN)
        return OK;
    if (contribution.state == CONTRIBUTION_TAKEN_DOWN)
        return ERR_CONFLICT;
    return change_state(call, &activity, &contribution, CONTRIBUTION_SHOWN, AUDIT_APPROVED);
}

enum err contribution_refuse(struct call *call, struct contribution_id id)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (contribution.state == CONTRIBUTION_REFUSED)
        return OK;
    if (contribution.state != CONTRIBUTION_WAITING)
        return ERR_CONFLICT;
    return change_state(call, &activity, &contribution, CONTRIBUTION_REFUSED, AUDIT_REFUSED);
}

enum err contribution_take_down(struct call *call, struct contribution_id id, const char *reason)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    TRY(contribution_check_words(call, reason, LIMIT_LINE_SIGNS, &contribution.reason));
    if (contribution.state == CONTRIBUTION_TAKEN_DOWN)
        return OK;
    if (contribution.state != CONTRIBUTION_SHOWN)
        return ERR_CONFLICT;
    TRY(flag_update_seen(call, activity.scope.network, id));
    return change_state(call, &activity, &contribution, CONTRIBUTION_TAKEN_DOWN, AUDIT_TAKEN_DOWN);
}

enum err contribution_bring_back(struct call *call, struct contribution_id id)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (contribution.state == CONTRIBUTION_SHOWN)
        return OK;
    if (contribution.state == CONTRIBUTION_WAITING)
        return ERR_CONFLICT;
    contribution.reason = NULL;
    return change_state(call, &activity, &contribution, CONTRIBUTION_SHOWN, AUDIT_APPROVED);
}

enum err contribution_reword(struct call *call, struct contribution_id id, const char *words, int64_t version)
{
    struct contribution contribution;
    struct activity activity;
    const char *clean = NULL;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (contribution.version != version)
        return ERR_CONFLICT;
    size_t most = contribution.origin == FROM_IMPORT ? LIMIT_IMPORTED_STATEMENT_SIGNS : LIMIT_LINE_SIGNS;
    TRY(contribution_check_words(call, words, most, &clean));
    TRY(contribution_update_words(call, &contribution, clean));
    if (contribution.text.v != 0)
        TRY(text_reword(call, contribution.text, clean));
    contribution.words.text = clean;
    TRY(contribution_index(call, &activity, &contribution));
    TRY(audit_add(call, activity.scope.network, AUDIT_REWORDED, id.v));
    activity_tell_all(call, &activity);
    return OK;
}

enum err contribution_translate(struct call *call, struct contribution_id id, enum language language, bool easy,
                                const char *words)
{
    struct contribution contribution;
    struct activity activity;
    const char *clean = NULL;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (language == contribution.words.language && !easy)
        return ERR_CONFLICT; // that is rewording it
    TRY(contribution_check_words(call, words, LIMIT_IMPORTED_STATEMENT_SIGNS, &clean));
    if (contribution.text.v == 0) {
        TRY(text_add(call, TEXT_CONTRIBUTION, activity.scope.network, contribution.words.language, contribution.words.text,
                     &contribution.text));
        TRY(contribution_update_text(call, id, contribution.text));
    }
    TRY(text_put(call, contribution.text, language, easy, TEXT_CHECKED, clean, 0));
    TRY(contribution_index(call, &activity, &contribution));
    activity_tell_all(call, &activity);
    return OK;
}

enum err contribution_set_theme(struct call *call, struct contribution_id id, struct theme_id theme)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    if (theme.v != 0) {
        struct theme_place place;
        TRY(theme_read(call, theme, &place));
        if (place.activity.v != activity.id.v)
            return ERR_NOT_FOUND;
    }
    TRY(contribution_update_theme(call, id, theme));
    activity_tell_room(call, &activity);
    return OK;
}

enum err contribution_unflag(struct call *call, struct contribution_id id)
{
    struct contribution contribution;
    struct activity activity;
    TRY(find_to_run(call, id, &contribution, &activity));
    TRY(flag_update_seen(call, activity.scope.network, id));
    activity_tell_room(call, &activity);
    return OK;
}

enum err contribution_flag(struct call *call, struct contribution_id id)
{
    assert(db_in_transaction(call->db));
    struct contribution contribution;
    struct activity activity;
    struct scope scope;
    TRY(contribution_read(call, id, &contribution, &scope));
    if (contribution.state != CONTRIBUTION_SHOWN)
        return ERR_NOT_FOUND;
    const char *secret = call->visitor;
    if (secret == NULL && call->actor.kind == ACTOR_PERSON)
        secret = arena_print(call->arena, "person %lld", (long long)call->actor.person.v);
    if (secret == NULL)
        return ERR_INVALID;
    TRY(activity_read(call, contribution.activity, &activity));
    const char *purpose = arena_print(call->arena, "flag %lld", (long long)id.v);
    TRY(flag_insert(call, &activity, id, call_hash(call, purpose, secret)));
    activity_tell_room(call, &activity);
    return OK;
}
