// need_found.c - needs go into the search and come out of it.
#include "needs/need_found.h"

#include <assert.h>
#include <stdlib.h>

#include "base/id.h"
#include "jobs/queue.h"
#include "needs/need_store.h"

enum { AT_A_TIME = 300 }; // needs in one turn of the job

enum err need_index(struct call *call, const struct need *need)
{
    assert(db_in_transaction(call->db));
    if (need->state == NEED_MERGED)
        return search_remove(call, need->id.v);
    return search_put(call, &(struct search_thing){.id = need->id.v,
                                                   .network = need->scope.network,
                                                   .kind = SEARCH_NEEDS,
                                                   .is_public = true,
                                                   .text = need->title_text}, 1);
}

enum err needs_index(struct call *call, const char *payload)
{
    struct need_list list;
    TRY(need_read_after(call, strtoll(payload, NULL, 10), AT_A_TIME, &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(need_index(call, &list.at[i]));
    if (list.n < AT_A_TIME)
        return OK;
    const char *rest = arena_print(call->arena, "%lld", (long long)list.at[list.n - 1].id.v);
    return job_add_once(call->db, call_id(call), INDEX_NEEDS, rest, call->now);
}

enum err needs_found_read(struct call *call, struct scope scope, const int64_t *ids, size_t n, struct search_hits *ret_hits)
{
    struct need_list list;
    struct search_hits hits = {0};
    TRY(need_read_these(call, scope.network, ids, n, &list));
    for (size_t i = 0; i < list.n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(list.at[i].id.v, id);
        *VEC_PUSH(call->arena, &hits) = (struct search_hit){
            .text = list.at[i].title_text, .path = arena_print(call->arena, "/needs/%s", id), .at = list.at[i].named_at};
    }
    *ret_hits = hits;
    return OK;
}
