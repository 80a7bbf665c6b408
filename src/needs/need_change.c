// need_change.c - what the team does with a need once it is named; and counting, when voices come or go.
#include <assert.h>

#include "base/limits.h"
#include "i18n/message.h"
#include "needs/need_found.h"
#include "needs/need_parts.h"
#include "needs/need_slot.h"
#include "needs/need_store.h"

enum { MOST_RECOUNTED = 500 }; // in one turn of the job

// Text of the reason a need was set aside for: the new one, or none.
static enum err set_reason(struct call *call, struct need *need, enum need_state state, const char *reason)
{
    need->reason_text = (struct text_id){0};
    if (state != NEED_SET_ASIDE)
        return OK;
    const char *clean = NULL;
    enum err error = contribution_check_words(call, reason, LIMIT_LINE_SIGNS, &clean);
    return error != OK ? ERR_INVALID : text_add(call, TEXT_NEED, need->scope.network, call->language, clean, &need->reason_text);
}

enum err need_set_state(struct call *call, struct need_id id, enum need_state state, const char *reason)
{
    struct need need;
    TRY(need_to_name(call, id, &need));
    if (state >= NEED_MERGED)
        return ERR_INVALID;
    struct text_id old = need.reason_text;
    TRY(set_reason(call, &need, state, reason));
    if (state != need.state)
        need.state_at = call->now;
    need.state = state;
    TRY(need_update(call, &need));
    if (old.v != 0)
        TRY(text_remove(call, old));
    TRY(need_recount(call, need.scope.network, id));
    return audit_add(call, need.scope.network, AUDIT_NEED_STATE, id.v);
}

enum err need_change(struct call *call, struct need_id id, const struct need_draft *draft, struct filled *filled)
{
    struct need need;
    const char *title = NULL;
    TRY(need_to_name(call, id, &need));
    if (!need_draft_is_right(call, draft, filled, &title))
        return ERR_INVALID;
    if (filled != NULL && filled->version != need.version)
        return ERR_CONFLICT;
    TRY(need_set_labels(call, draft, &need));
    TRY(need_update(call, &need));
    TRY(text_reword(call, need.title_text, title));
    TRY(need_index(call, &need));
    TRY(need_recount(call, need.scope.network, id));
    return audit_add(call, need.scope.network, AUDIT_NEED_CHANGED, id.v);
}

enum err need_merge(struct call *call, struct need_id id, struct need_id into)
{
    struct need need, target;
    const struct contribution_id all = {0};
    TRY(need_to_name(call, id, &need));
    TRY(need_to_name(call, into, &target));
    if (id.v == into.v || need.scope.network.v != target.scope.network.v)
        return ERR_CONFLICT;
    struct text_id old = need.reason_text;
    TRY(evidence_move(call, need.scope.network, id, into, all, NULL));
    TRY(need_slots_merged(call, need.scope.network, id, into));
    need.state = NEED_MERGED;
    need.state_at = call->now;
    need.merged_into = into;
    need.reason_text = (struct text_id){0};
    TRY(need_update(call, &need));
    TRY(need_index(call, &need));
    if (old.v != 0)
        TRY(text_remove(call, old));
    TRY(need_recount(call, need.scope.network, id));
    TRY(need_recount(call, need.scope.network, into));
    return audit_add(call, need.scope.network, AUDIT_NEEDS_MERGED, into.v);
}

enum err need_split(struct call *call, struct need_id id, const struct need_draft *draft, const struct contribution_ids *lines,
                    struct filled *filled, struct need_id *ret_id)
{
    struct need need;
    struct need_id split;
    const char *title = NULL;
    int64_t all = 0, moved = 0;
    TRY(need_to_name(call, id, &need));
    bool is_right = need_draft_is_right(call, draft, filled, &title);
    TRY(evidence_count(call, need.scope.network, id, &all));
    if (lines->n == 0 || (int64_t)lines->n >= all) {
        if (filled != NULL)
            filled_bad(filled, "line", N_("Choose at least one sentence, and leave at least one."));
        is_right = false;
    }
    if (!is_right)
        return ERR_INVALID;
    TRY(need_name(call, need.scope, draft, title, &split));
    for (size_t i = 0; i < lines->n; i++) {
        TRY(evidence_move(call, need.scope.network, id, split, lines->at[i], &moved));
        if (moved == 0)
            return ERR_NOT_FOUND; // the page is old: it belongs to this need no longer
    }
    TRY(need_recount(call, need.scope.network, id));
    TRY(need_recount(call, need.scope.network, split));
    TRY(audit_add(call, need.scope.network, AUDIT_NEED_SPLIT, id.v));
    *ret_id = split;
    return OK;
}

// --- counting ---

enum err need_recount_read(struct call *call, const char *payload, void **ret_work)
{
    (void)payload;
    struct need_ids *ids = ARENA_NEW(call->arena, struct need_ids);
    TRY(evidence_read_changed(call, (struct network_id){0}, MOST_RECOUNTED, ids));
    *ret_work = ids;
    return OK;
}

static enum err recount_all(struct call *call, const struct need_ids *ids)
{
    struct need need;
    for (size_t i = 0; i < ids->n; i++) {
        TRY(need_read(call, ids->at[i], &need));
        TRY(need_recount(call, need.scope.network, ids->at[i]));
    }
    return OK;
}

enum err need_recount_write(struct call *call, const char *payload, void *work)
{
    (void)payload;
    return recount_all(call, work);
}

enum err needs_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    assert(db_in_transaction(call->db));
    (void)participant; // what they said is gone already, and every mark
    struct need_ids gone, changed;
    if (keeps_words)
        return OK;
    TRY(evidence_read_gone(call, network, &gone));
    TRY(evidence_delete_gone(call, network));
    TRY(recount_all(call, &gone));
    TRY(evidence_read_changed(call, network, INT32_MAX, &changed));
    return recount_all(call, &changed);
}
