// network_store.h - the rows behind networks.
#ifndef SEMPRE_NETWORKS_NETWORK_STORE_H
#define SEMPRE_NETWORKS_NETWORK_STORE_H

#include "networks/network.h"

extern const struct query *const network_queries[];
extern const struct query network_count_query; // for /metrics

// Rows without their texts: see network_want. ERR_NOT_FOUND.
CHECKED enum err network_read(struct call *call, const char *slug, struct network *ret_network);
CHECKED enum err network_read_id(struct call *call, struct network_id id, struct network *ret_network);
CHECKED enum err network_read_scope(struct call *call, const char *slug, struct scope *ret_scope);
CHECKED enum err network_read_scope_id(struct call *call, struct network_id id, struct scope *ret_scope);

// Every network, ordered by country.
CHECKED enum err network_read_all(struct call *call, struct network_list *ret_list);

// Slug and title of some networks, in any order; those that are gone are left out.
struct network_title {
    struct network_id id;
    const char *slug;
    struct text_id title_text;
};
struct network_title_list {
    struct network_title *at;
    size_t n, cap;
};
CHECKED enum err network_read_titles(struct call *call, const struct network_id *ids, size_t n,
                                     struct network_title_list *ret_list);

// Notes that the texts of a network are wanted; the network must stay where it is until they were read.
void network_want(struct call *call, struct text_wants *wants, struct network *network);

CHECKED enum err network_insert(struct call *call, const struct network *network);
CHECKED enum err network_update(struct call *call, const struct network *network);

#endif
