// area_figure_store.h - the rows behind the figures of areas.
#ifndef SEMPRE_NETWORKS_AREA_FIGURE_STORE_H
#define SEMPRE_NETWORKS_AREA_FIGURE_STORE_H

#include "networks/area_figure.h"

extern const struct query *const area_figure_queries[];

// Rows without their names, in the order they were entered.
CHECKED enum err area_figure_read_all(struct call *call, struct network_id network, struct area_figure_list *ret_list);
CHECKED enum err area_figure_insert(struct call *call, struct network_id network, const struct area_figure *figure);

// ERR_NOT_FOUND where the network has no such figure. `ret_name`: its text, to be removed too.
CHECKED enum err area_figure_delete(struct call *call, struct network_id network, struct area_figure_id id,
                                    struct text_id *ret_name);

#endif
