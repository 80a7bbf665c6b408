// release_store.h - the rows behind releases.
#ifndef SEMPRE_RELEASES_RELEASE_STORE_H
#define SEMPRE_RELEASES_RELEASE_STORE_H

#include "releases/release.h"

extern const struct query *const release_queries[];
extern const struct query release_count_query;

// Every cell ever stored of a network or of one workshop and what belongs to the network, by object, release, kind, value.
struct release_row {
    int64_t object, release, workshop, value, people;
    enum cell_kind kind;
    struct cell_figure figure;
};
struct release_rows {
    struct release_row *at;
    size_t n, cap;
};
CHECKED enum err release_read_rows(struct call *call, struct network_id network, int64_t workshop, struct release_rows *ret_rows);

CHECKED enum err release_read_last(struct call *call, struct network_id network, struct release_made *ret_made);
CHECKED enum err release_read_newest(struct call *call, struct network_id network, int64_t workshop, struct released *ret_released);

CHECKED enum err release_insert(struct call *call, struct network_id network, const struct release_made *made);
// The object's rows so far are the newest no longer.
CHECKED enum err release_update_old(struct call *call, struct network_id network, int64_t object);
CHECKED enum err release_insert_cell(struct call *call, struct network_id network, int64_t release, const struct release_block *block,
                                     const struct release_cell *cell);

#endif
