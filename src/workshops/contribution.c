// contribution.c - what people say in an activity, and reading it. What the team does with it is in
// contribution_review.c.
#include "workshops/contribution.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/format.h"
#include "workshops/contribution_store.h"
#include "workshops/found.h"
#include "workshops/participation_store.h"
#include "workshops/speaking.h"

enum err contribution_check_words(struct call *call, const char *words, size_t most_signs, const char **ret_words)
{
    if (words == NULL || !utf8_is_valid(words, strlen(words)) || utf8_has_control(words, strlen(words)))
        return ERR_INVALID;
    const char *clean = normalize(call->arena, words);
    if (*fold(call->arena, clean) == '\0') // nothing but spaces
        return ERR_INVALID;
    if (utf8_length(clean, strlen(clean)) > most_signs)
        return ERR_LIMIT;
    *ret_words = clean;
    return OK;
}

// Two sentences of one person that differ in nothing but case and spaces have the same. Never 0.
static int64_t sameness_of(struct call *call, const char *words)
{
    const char *folded = fold(call->arena, words);
    unsigned char hash[crypto_generichash_BYTES_MIN];
    int64_t sameness;
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)folded, strlen(folded), NULL, 0);
    memcpy(&sameness, hash, sizeof(sameness));
    return sameness == 0 ? 1 : sameness;
}

static enum contribution_state first_state(const struct activity *activity, enum contribution_origin origin)
{
    if (origin == FROM_SHEET || kind_setting_is_on(activity->kind, activity->settings, "at_once"))
        return CONTRIBUTION_SHOWN;
    return CONTRIBUTION_WAITING;
}

enum err contribution_add(struct call *call, const struct activity *activity, struct participant_id participant,
                          enum contribution_origin origin, const char *words, struct contribution_id *ret_id)
{
    assert(db_in_transaction(call->db) && (origin == FROM_PHONE || origin == FROM_SHEET));
    if (origin == FROM_SHEET)
        TRY(call_require(call, RUN_WORKSHOP, activity->scope));
    if (!activity->kind->takes_words || !activity_is_open_for(call, activity))
        return ERR_CONFLICT;
    struct contribution contribution = {
        .id = {call_id(call)},
        .participant = participant,
        .words.language = call->language,
        .state = first_state(activity, origin),
        .origin = origin,
        .said_at = call->now,
    };
    TRY(contribution_check_words(call, words, LIMIT_LINE_SIGNS, &contribution.words.text));
    TRY(contribution_insert(call, activity, &contribution, sameness_of(call, contribution.words.text)));
    enum err error = participation_say(call, activity, participant, MOST_SAID);
    if (error == ERR_LIMIT && db_error(call->db) == OK)
        TRY(contribution_delete(call, contribution.id));
    TRY(error);
    TRY(contribution_index(call, activity, &contribution));
    if (contribution.state == CONTRIBUTION_SHOWN)
        TRY(ballot_renew(call, activity));
    activity_tell_room(call, activity);
    *ret_id = contribution.id;
    return OK;
}

enum err contribution_put_up(struct call *call, const struct activity *activity, const char *words,
                             struct contribution_id *ret_id)
{
    assert(db_in_transaction(call->db));
    if (!call_may(call, PLAN_WORKSHOP, activity->scope))
        TRY(call_require(call, RUN_WORKSHOP, activity->scope));
    struct workshop workshop;
    size_t others = 0;
    TRY(workshop_read(call, activity->workshop, &workshop));
    struct contribution contribution = {
        .id = {call_id(call)},
        .words.language = workshop.language,
        .state = CONTRIBUTION_SHOWN,
        .origin = FROM_TEAM,
        .said_at = call->now,
    };
    TRY(contribution_check_words(call, words, LIMIT_LINE_SIGNS, &contribution.words.text));
    TRY(contribution_read_count(call, activity, CONTRIBUTION_SHOWN, &others));
    if (others >= MOST_PUT_UP)
        return ERR_LIMIT;
    TRY(contribution_insert(call, activity, &contribution, 0));
    TRY(contribution_index(call, activity, &contribution));
    TRY(ballot_renew(call, activity));
    activity_tell_room(call, activity);
    *ret_id = contribution.id;
    return OK;
}

enum err contribution_put_up_question(struct call *call, const struct activity *activity)
{
    struct workshop workshop;
    size_t shown = 0, down = 0;
    TRY(contribution_read_count(call, activity, CONTRIBUTION_SHOWN, &shown));
    TRY(contribution_read_count(call, activity, CONTRIBUTION_TAKEN_DOWN, &down));
    if (shown + down > 0)
        return OK;
    TRY(workshop_read(call, activity->workshop, &workshop));
    struct call own = *call;
    own.language = workshop.language;
    own.easy = false;
    struct contribution contribution = {
        .id = {call_id(call)},
        .state = CONTRIBUTION_SHOWN,
        .origin = FROM_TEAM,
        .said_at = call->now,
    };
    TRY(text_find(&own, activity->question_text, &contribution.words));
    TRY(contribution_insert(call, activity, &contribution, 0));
    TRY(contribution_update_text(call, contribution.id, activity->question_text));
    contribution.text = activity->question_text;
    TRY(contribution_index(call, activity, &contribution));
    return ballot_renew(call, activity);
}

enum err contribution_list_aside(struct call *call, const struct activity *activity, size_t most,
                                 struct contribution_list *ret_list)
{
    struct contribution_list list;
    TRY(call_require(call, VIEW_NETWORK, activity->scope));
    TRY(contribution_read_aside(call, activity, most, &list));
    TRY(contribution_read_words(call, &list));
    *ret_list = list;
    return OK;
}

enum err contribution_list_of(struct call *call, const struct activity *activity, enum contribution_state state,
                              bool newest_first, size_t skip, size_t most, struct contribution_list *ret_list)
{
    struct contribution_list list;
    if (state != CONTRIBUTION_SHOWN)
        TRY(call_require(call, VIEW_NETWORK, activity->scope));
    TRY(contribution_read_state(call, activity, state, newest_first, skip, most, &list));
    TRY(contribution_read_words(call, &list));
    *ret_list = list;
    return OK;
}

enum err contribution_list_own(struct call *call, const struct activity *activity, struct participant_id participant,
                               struct contribution_list *ret_list)
{
    struct contribution_list list;
    TRY(contribution_read_own(call, activity, participant, &list));
    TRY(contribution_read_words(call, &list));
    *ret_list = list;
    return OK;
}

enum err contribution_list_flagged(struct call *call, const struct workshop *workshop,
                                   struct contribution_list *ret_list)
{
    struct contribution_list list;
    TRY(call_require(call, VIEW_NETWORK, workshop->scope));
    TRY(contribution_read_flagged(call, workshop, &list));
    TRY(contribution_read_words(call, &list));
    *ret_list = list;
    return OK;
}

enum err contribution_find(struct call *call, struct contribution_id id, struct contribution *ret_contribution)
{
    struct scope scope;
    struct contribution_list list = {.at = ARENA_NEW(call->arena, struct contribution), .n = 1, .cap = 1};
    TRY(contribution_read(call, id, list.at, &scope));
    if (list.at->state != CONTRIBUTION_SHOWN && !call_may(call, VIEW_NETWORK, scope))
        return ERR_NOT_FOUND;
    TRY(contribution_read_words(call, &list));
    *ret_contribution = *list.at;
    return OK;
}

enum err contribution_count(struct call *call, const struct activity *activity, enum contribution_state state,
                            size_t *ret_n)
{
    return contribution_read_count(call, activity, state, ret_n);
}
