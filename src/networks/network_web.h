// network_web.h - the handlers of this folder's pages, for its manifest.
#ifndef SEMPRE_NETWORKS_NETWORK_WEB_H
#define SEMPRE_NETWORKS_NETWORK_WEB_H

#include "feature/feature.h"
#include "networks/network_view.h"

// The network the route is about, with its texts for the reader.
CHECKED enum err network_of_request(struct call *call, const struct request *request, struct network *ret_network);

// The figures of a network as rows for its pages.
struct figure_rows_view figure_rows(struct call *call, const struct area_figure_list *figures);

#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
HANDLER(networks_get);
HANDLER(network_get);
HANDLER(network_new_get);
HANDLER(network_new_post);
HANDLER(network_edit_get);
HANDLER(network_edit_post);
HANDLER(region_new_get);
HANDLER(region_new_post);
HANDLER(members_get);
HANDLER(members_post);
HANDLER(member_join_get);
HANDLER(member_join_post);
HANDLER(member_get);
HANDLER(member_post);
HANDLER(member_remove_post);
HANDLER(network_texts_get);
HANDLER(texts_get);
HANDLER(programme_texts_get);
HANDLER(area_figures_get);
HANDLER(area_figures_post);
HANDLER(area_figure_remove_post);
#undef HANDLER

extern const struct command network_commands[];

#endif
