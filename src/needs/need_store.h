// need_store.h - the rows behind needs.
#ifndef SEMPRE_NEEDS_NEED_STORE_H
#define SEMPRE_NEEDS_NEED_STORE_H

#include "needs/need.h"

extern const struct query *const need_queries[];
extern const struct query need_count_query;

// --- needs; without words ---
CHECKED enum err need_read(struct call *call, struct need_id id, struct need *ret_need);
CHECKED enum err need_read_list(struct call *call, struct network_id network, const struct need_filter *filter, bool is_public,
                                size_t skip, size_t most, struct need_list *ret_list);
CHECKED enum err need_read_own(struct call *call, struct network_id network, struct participant_id participant,
                               struct need_list *ret_list);
// Those with these ids, at most LIMIT_PAGE_ROWS, the newest first; others than of the network, and merged ones, are left out.
CHECKED enum err need_read_these(struct call *call, struct network_id network, const int64_t *ids, size_t n, struct need_list *ret_list);
// In the order of ids from after `after`, of all networks, without those merged.
CHECKED enum err need_read_after(struct call *call, int64_t after, size_t most, struct need_list *ret_list);
CHECKED enum err need_insert(struct call *call, const struct need *need);
// ERR_CONFLICT where the row's version is no longer need->version.
CHECKED enum err need_update(struct call *call, const struct need *need);
CHECKED enum err need_update_counts(struct call *call, struct need_id id, int64_t voices, int64_t hands);

// --- releases ---
// All but those merged.
struct need_counted {
    struct need_id id;
    struct text_id title;
    int64_t voices;
};
struct need_counted_list {
    struct need_counted *at;
    size_t n, cap;
};
CHECKED enum err need_read_counted(struct call *call, struct network_id network, struct need_counted_list *ret_list);
// Public voices and hands as the newest release shows them.
CHECKED enum err need_update_released(struct call *call, struct network_id network);

// --- labels ---
// ERR_NOT_FOUND.
CHECKED enum err need_label_find(struct call *call, struct network_id network, bool is_place, const char *folded,
                                 struct need_label_id *ret_id);
CHECKED enum err need_label_insert(struct call *call, struct network_id network, const struct need_label *label,
                                   const char *folded);
CHECKED enum err need_label_read(struct call *call, struct network_id network, struct need_label_list *ret_list);

#endif
