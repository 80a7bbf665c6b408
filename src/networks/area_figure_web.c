// area_figure_web.c - the page where a team looks after the figures of its area.
#include "base/id.h"
#include "i18n/message.h"
#include "networks/network_web.h"
#include "networks_views.h"

static enum err figures_page(struct call *call, const struct request *request, struct reply *reply,
                             struct filled *filled, int status)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct figures_view *view = ARENA_NEW(call->arena, struct figures_view);
    struct area_figure_list figures;
    TRY(network_of_request(call, request, network));
    TRY(area_figure_list(call, network->id, &figures));
    view->network = network;
    view->figures = figure_rows(call, &figures);
    view->filled = filled;
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, N_("The area in figures")), body_area_figures(view));
    return OK;
}

enum err area_figures_get(struct call *call, const struct request *request, struct reply *reply)
{
    return figures_page(call, request, reply, filled_empty(call->arena, &area_figure_form), 200);
}

enum err area_figures_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct area_figure_draft draft;
    struct filled *filled;
    struct network network;
    struct area_figure_id id;
    TRY(form_read(request, &area_figure_form, &draft, &filled));
    TRY(network_of_request(call, request, &network));
    enum err error = area_figure_add(call, &network, &draft, filled, &id);
    if (error == ERR_LIMIT)
        filled_bad(filled, "", N_("A network shows at most 20 figures. Please remove one first."));
    if (error == ERR_INVALID || error == ERR_LIMIT)
        return figures_page(call, request, reply, filled, 422);
    TRY(error);
    reply_see(reply, "/networks/%s/figures", network.slug);
    return OK;
}

enum err area_figure_remove_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    struct area_figure_id id;
    if (!id_parse(request->param[1], &id.v))
        return ERR_NOT_FOUND;
    TRY(network_of_request(call, request, &network));
    TRY(area_figure_remove(call, &network, id));
    reply_see(reply, "/networks/%s/figures", network.slug);
    return OK;
}
