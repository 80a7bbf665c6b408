// region_store.h - the rows behind regions.
#ifndef SEMPRE_NETWORKS_REGION_STORE_H
#define SEMPRE_NETWORKS_REGION_STORE_H

#include "networks/region.h"

extern const struct query *const region_queries[];

// Rows without their titles. ERR_NOT_FOUND.
CHECKED enum err region_read(struct call *call, const char *slug, struct region *ret_region);
CHECKED enum err region_read_id(struct call *call, struct region_id id, struct region *ret_region);
CHECKED enum err region_read_all(struct call *call, struct region_list *ret_list);

CHECKED enum err region_insert(struct call *call, const struct region *region);

#endif
