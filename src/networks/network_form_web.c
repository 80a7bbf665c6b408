// network_form_web.c - the pages to add and change networks and to add regions.
#include "i18n/message.h"
#include "networks/country.h"
#include "networks/network_web.h"
#include "networks_views.h"

// A choice that may be left open has an empty first one.
static struct option *with_none(struct arena *arena, const struct option *options, const char *none)
{
    size_t n = 0;
    while (options[n].value != NULL)
        n++;
    struct option *all = ARENA_ARRAY(arena, struct option, n + 2);
    all[0] = (struct option){"", none};
    for (size_t i = 0; i < n; i++)
        all[i + 1] = options[i];
    return all;
}

static enum err region_options(struct call *call, struct option **ret_options)
{
    struct region_list regions;
    TRY(region_list(call, &regions));
    struct option *options = ARENA_ARRAY(call->arena, struct option, regions.n + 1);
    for (size_t i = 0; i < regions.n; i++)
        options[i] = (struct option){regions.at[i].slug, regions.at[i].title.text};
    *ret_options = with_none(call->arena, options, tr(call->language, N_("no region")));
    return OK;
}

static enum err network_choices(struct call *call, struct filled *filled)
{
    struct option *regions;
    TRY(region_options(call, &regions));
    filled_choices(filled, "region", regions);
    filled_choices(filled, "country", country_options(call->arena, call->language));
    filled_choices(filled, "languages", language_options(call->arena));
    filled_choices(filled, "time_zone",
                   with_none(call->arena, time_zone_options(call->arena),
                             tr(call->language, N_("the usual one of the country"))));
    return OK;
}

// --- a new network ---

static enum err network_new_page(struct call *call, struct reply *reply, struct filled *filled, int status)
{
    struct network_form_view *view = ARENA_NEW(call->arena, struct network_form_view);
    TRY(network_choices(call, filled));
    filled_choices(filled, "language", language_options(call->arena));
    view->filled = filled;
    view->may_move = true;
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, N_("Add a network")), body_network_new(view));
    return OK;
}

enum err network_new_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    struct network_draft draft = {.language = language_tag(call->language)};
    return network_new_page(call, reply, filled_from(call->arena, &network_form, &draft), 200);
}

enum err network_new_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network_draft draft;
    struct filled *filled;
    struct network_id id;
    TRY(form_read(request, &network_form, &draft, &filled));
    enum err error = network_add(call, &draft, filled, &id);
    if (error == ERR_INVALID)
        return network_new_page(call, reply, filled, 422);
    TRY(error);
    reply_see(reply, "/networks/%s", draft.slug);
    return OK;
}

// --- changing one ---

static enum err network_edit_page(struct call *call, struct reply *reply, const struct network *network,
                                  struct filled *filled, struct clash_list clashes, int status)
{
    struct network_form_view *view = ARENA_NEW(call->arena, struct network_form_view);
    TRY(network_choices(call, filled));
    view->network = network;
    view->filled = filled;
    view->clashes = clashes;
    view->may_move = call_may(call, CREATE_NETWORK, (struct scope){0});
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, N_("Change this network")), body_network_edit(view));
    return OK;
}

static enum err network_stored(struct call *call, struct network *ret_network, struct filled **ret_filled)
{
    TRY(network_find_own(call, call->scope.network, ret_network));
    struct network_draft draft = network_draft_of(call, ret_network);
    *ret_filled = filled_from(call->arena, &network_edit_form, &draft);
    (*ret_filled)->version = ret_network->version;
    return OK;
}

enum err network_edit_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct filled *filled;
    TRY(network_stored(call, network, &filled));
    return network_edit_page(call, reply, network, filled, (struct clash_list){0}, 200);
}

static enum err network_clash(struct call *call, struct reply *reply, struct network *network, struct filled *typed)
{
    struct filled *stored;
    TRY(network_stored(call, network, &stored));
    TRY(network_choices(call, stored));
    TRY(network_choices(call, typed));
    struct clash_list clashes = clash_between(typed, stored, call->language);
    typed->version = stored->version; // whoever saves again has seen both
    return network_edit_page(call, reply, network, typed, clashes, 409);
}

enum err network_edit_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network_draft draft;
    struct filled *filled;
    struct network *network = ARENA_NEW(call->arena, struct network);
    TRY(form_read(request, &network_edit_form, &draft, &filled));
    enum err error = network_change(call, call->scope.network, &draft, filled->version, filled);
    if (error == ERR_CONFLICT)
        return network_clash(call, reply, network, filled);
    if (error != OK && error != ERR_INVALID)
        return error;
    TRY(network_find_id(call, call->scope.network, network));
    if (error == ERR_INVALID)
        return network_edit_page(call, reply, network, filled, (struct clash_list){0}, 422);
    reply_see(reply, "/networks/%s", network->slug);
    return OK;
}

// --- a new region ---

static enum err region_new_page(struct call *call, struct reply *reply, struct filled *filled, int status)
{
    struct region_form_view *view = ARENA_NEW(call->arena, struct region_form_view);
    TRY(region_list(call, &view->regions));
    filled_choices(filled, "language", language_options(call->arena));
    view->filled = filled;
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, N_("Add a region")), body_region_new(view));
    return OK;
}

enum err region_new_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    struct region_draft draft = {.language = language_tag(call->language)};
    return region_new_page(call, reply, filled_from(call->arena, &region_form, &draft), 200);
}

enum err region_new_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct region_draft draft;
    struct filled *filled;
    struct region_id id;
    TRY(form_read(request, &region_form, &draft, &filled));
    enum err error = region_add(call, &draft, filled, &id);
    if (error == ERR_INVALID)
        return region_new_page(call, reply, filled, 422);
    TRY(error);
    reply_see(reply, "/regions/new");
    return OK;
}
