// organisation_web.c - the pages where a team looks after the organisations of its network.
#include "base/id.h"
#include "i18n/message.h"
#include "networks/network_web.h"
#include "networks_views.h"

// --- the list, and a new one ---

static enum err members_page(struct call *call, const struct request *request, struct reply *reply,
                             struct filled *filled, int status)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct members_view *view = ARENA_NEW(call->arena, struct members_view);
    struct organisation_list others;
    TRY(network_of_request(call, request, network));
    TRY(organisation_list(call, network->id, &view->members));
    TRY(organisation_list_others(call, network, &others));
    view->network = network;
    view->filled = filled;
    view->has_others = others.n > 0;
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, status, tr(call->language, N_("Organisations")), body_members(view));
    return OK;
}

enum err members_get(struct call *call, const struct request *request, struct reply *reply)
{
    return members_page(call, request, reply, filled_empty(call->arena, &organisation_form), 200);
}

enum err members_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct organisation_draft draft;
    struct filled *filled;
    struct network network;
    struct organisation_id id;
    TRY(form_read(request, &organisation_form, &draft, &filled));
    TRY(network_of_request(call, request, &network));
    enum err error = organisation_add(call, &network, &draft, filled, &id);
    if (error == ERR_INVALID || error == ERR_CONFLICT)
        return members_page(call, request, reply, filled, err_http_status(error));
    TRY(error);
    reply_see(reply, "/networks/%s/members", network.slug);
    return OK;
}

// --- one that other networks have ---

static enum err member_join_page(struct call *call, const struct request *request, struct reply *reply,
                                 struct filled *filled, int status)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct members_view *view = ARENA_NEW(call->arena, struct members_view);
    struct organisation_list others;
    TRY(network_of_request(call, request, network));
    TRY(organisation_list_others(call, network, &others));
    struct option *options = ARENA_ARRAY(call->arena, struct option, others.n + 1);
    for (size_t i = 0; i < others.n; i++) {
        char *id = arena_alloc(call->arena, ID_TEXT_SIZE);
        id_text(others.at[i].id.v, id);
        options[i] = (struct option){id, others.at[i].name.text};
    }
    filled_choices(filled, "organisation", options);
    view->network = network;
    view->joining = filled;
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, N_("Organisations")), body_member_join(view));
    return OK;
}

enum err member_join_get(struct call *call, const struct request *request, struct reply *reply)
{
    return member_join_page(call, request, reply, filled_empty(call->arena, &joining_form), 200);
}

enum err member_join_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct joining_draft draft;
    struct filled *filled;
    struct network network;
    struct organisation_id id;
    TRY(form_read(request, &joining_form, &draft, &filled));
    TRY(network_of_request(call, request, &network));
    enum err error = ERR_INVALID;
    if (draft.organisation != NULL && id_parse(draft.organisation, &id.v))
        error = organisation_join(call, &network, id, &draft.membership, filled);
    if (error == ERR_CONFLICT)
        filled_bad(filled, "organisation", N_("This organisation takes part already."));
    else if (error == ERR_NOT_FOUND || error == ERR_INVALID)
        filled_bad(filled, "organisation", N_("Please choose an organisation from the list."));
    else
        TRY(error);
    if (error != OK)
        return member_join_page(call, request, reply, filled, error == ERR_CONFLICT ? 409 : 422);
    reply_see(reply, "/networks/%s/members", network.slug);
    return OK;
}

// --- changing one ---

static enum err organisation_of_request(struct call *call, const struct request *request, const struct network *network,
                                        struct organisation *ret_organisation)
{
    struct organisation_id id;
    if (!id_parse(request->param[1], &id.v))
        return ERR_NOT_FOUND;
    return organisation_find_own(call, network, id, ret_organisation);
}

static const struct form *form_of(const struct network *network, const struct organisation *organisation)
{
    return organisation->home.v == network->id.v ? &organisation_form : &membership_form;
}

static struct filled *stored(struct call *call, const struct network *network, const struct organisation *organisation)
{
    struct organisation_draft draft = organisation_draft_of(call, network, organisation);
    struct filled *filled = filled_from(call->arena, form_of(network, organisation), &draft);
    filled->version = organisation->version;
    return filled;
}

static enum err member_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                            int status)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct organisation *organisation = ARENA_NEW(call->arena, struct organisation);
    struct member_view *view = ARENA_NEW(call->arena, struct member_view);
    TRY(network_of_request(call, request, network));
    TRY(organisation_of_request(call, request, network, organisation));
    struct filled *now = stored(call, network, organisation);
    view->network = network;
    view->organisation = organisation;
    view->is_home = organisation->home.v == network->id.v;
    view->filled = filled == NULL ? now : filled;
    if (filled != NULL && filled->version != now->version) {
        view->clashes = clash_between(filled, now, call->language);
        filled->version = now->version; // whoever saves again has seen both
    }
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, status, organisation->name.text, body_member(view));
    return OK;
}

enum err member_get(struct call *call, const struct request *request, struct reply *reply)
{
    return member_page(call, request, reply, NULL, 200);
}

enum err member_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct organisation_draft draft = {0};
    struct filled *filled;
    struct network network;
    struct organisation organisation;
    TRY(network_of_request(call, request, &network));
    TRY(organisation_of_request(call, request, &network, &organisation));
    TRY(form_read(request, form_of(&network, &organisation), &draft, &filled));
    enum err error = organisation_change(call, &network, organisation.id, &draft, filled->version, filled);
    if (error == ERR_INVALID || error == ERR_CONFLICT)
        return member_page(call, request, reply, filled, err_http_status(error));
    TRY(error);
    reply_see(reply, "/networks/%s/members", network.slug);
    return OK;
}

enum err member_remove_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    struct organisation organisation;
    TRY(network_of_request(call, request, &network));
    TRY(organisation_of_request(call, request, &network, &organisation));
    enum err error = organisation_remove(call, &network, organisation.id);
    if (error == ERR_CONFLICT) {
        struct filled *filled = stored(call, &network, &organisation);
        filled_bad(filled, "", N_("Other networks list this organisation too. Write down the day it left instead."));
        return member_page(call, request, reply, filled, 409);
    }
    TRY(error);
    reply_see(reply, "/networks/%s/members", network.slug);
    return OK;
}
