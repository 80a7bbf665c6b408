// found.c - contributions go into the search and come out of it.
#include "workshops/found.h"

#include <assert.h>
#include <stdlib.h>

#include "jobs/queue.h"
#include "workshops/activity_store.h"
#include "workshops/found_store.h"
#include "workshops/workshop_web.h"

enum { AT_A_TIME = 300 }; // contributions in one turn of the job: nobody who writes waits for more

enum err activity_is_public(struct call *call, const struct activity *activity, bool *ret_is_public)
{
    struct workshop workshop = {.state = WORKSHOP_OPEN};
    bool may_be_over = activity->state == ACTIVITY_CLOSED && !activity->results_open;
    if (may_be_over)
        TRY(workshop_read(call, activity->workshop, &workshop));
    *ret_is_public = activity->state != ACTIVITY_WAITING && (activity->results_open || workshop.state == WORKSHOP_CLOSED);
    return OK;
}

enum err contribution_index(struct call *call, const struct activity *activity, const struct contribution *contribution)
{
    assert(db_in_transaction(call->db));
    bool is_public = false;
    if (contribution->state != CONTRIBUTION_SHOWN && contribution->state != CONTRIBUTION_WAITING)
        return search_remove(call, contribution->id.v);
    if (contribution->state == CONTRIBUTION_SHOWN)
        TRY(activity_is_public(call, activity, &is_public));
    return search_put(call, &(struct search_thing){.id = contribution->id.v,
                                                   .network = activity->scope.network,
                                                   .kind = SEARCH_CONTRIBUTIONS,
                                                   .is_public = is_public,
                                                   .text = contribution->text,
                                                   .words = contribution->words}, 1);
}

static enum err go_on(struct call *call, int64_t activity, int64_t after)
{
    const char *payload = arena_print(call->arena, "%lld %lld", (long long)activity, (long long)after);
    return job_add_once(call->db, call_id(call), INDEX_CONTRIBUTIONS, payload, call->now);
}

enum err found_due(struct call *call, struct activity_id activity)
{
    return go_on(call, activity.v, 0);
}

enum err found_index(struct call *call, const char *payload)
{
    char *rest;
    struct activity_id id = {strtoll(payload, &rest, 10)};
    int64_t after = strtoll(rest, NULL, 10);
    struct found_lines lines;
    struct activity activity;
    if (id.v != 0) {
        enum err error = activity_read(call, id, &activity);
        if (error == ERR_NOT_FOUND)
            return OK; // it was removed
        TRY(error);
        TRY(found_read_shown(call, &activity, after, AT_A_TIME, &lines));
    } else {
        TRY(found_read_all(call, after, AT_A_TIME, &lines));
    }
    struct search_thing *things = ARENA_ARRAY(call->arena, struct search_thing, lines.n);
    for (size_t i = 0; i < lines.n; i++)
        things[i] = (struct search_thing){.id = lines.at[i].id,
                                          .network = lines.at[i].network,
                                          .kind = SEARCH_CONTRIBUTIONS,
                                          .is_public = lines.at[i].is_public,
                                          .text = lines.at[i].text,
                                          .words = lines.at[i].words};
    TRY(search_put(call, things, lines.n));
    return lines.n < AT_A_TIME ? OK : go_on(call, id.v, lines.at[lines.n - 1].id);
}

enum err found_read(struct call *call, struct scope scope, const int64_t *ids, size_t n, struct search_hits *ret_hits)
{
    struct found_lines lines;
    struct search_hits hits = {0};
    TRY(found_read_these(call, scope.network, ids, n, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        const struct found_line *line = &lines.at[i];
        if (!line->is_public && !call_may(call, VIEW_NETWORK, scope))
            continue;
        const char *page = line->is_waiting && call_may(call, RUN_WORKSHOP, scope) ? "console" : "workshops";
        *VEC_PUSH(call->arena, &hits) = (struct search_hit){
            .words = line->words,
            .text = line->text,
            .from = line->title_text,
            .path = arena_print(call->arena, "/%s/%s", page, id_in_words(call->arena, line->workshop.v)),
            .at = line->said_at,
            .is_inside = !line->is_public,
        };
    }
    *ret_hits = hits;
    return OK;
}
