// plan_web.c - planning a workshop, changing its time and place, opening and closing it.
#include "i18n/message.h"
#include "networks/clash.h"
#include "networks/country.h"
#include "networks_views.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

static enum err form_page(struct call *call, const struct request *request, struct reply *reply,
                          const struct workshop *workshop, struct filled *filled, const struct clash_list *clashes,
                          int status)
{
    struct workshop_form_view *view = ARENA_NEW(call->arena, struct workshop_form_view);
    struct network network;
    TRY(network_find_id(call, call->scope.network, &network));
    filled_choices(filled, "language", language_options(call->arena));
    *view = (struct workshop_form_view){.action = request->path,
                                        .network = network.slug,
                                        .network_title = network.title,
                                        .filled = filled,
                                        .version = filled->version};
    if (workshop != NULL)
        view->meeting = meeting_view_of(call, workshop);
    if (clashes != NULL)
        view->clashes = body_clashes(clashes);
    reply->section = "networks";
    reply_page(reply, status,
               tr(call->language, workshop == NULL ? N_("Plan a workshop") : N_("Change time and place")),
               body_workshop_form_page(view));
    return OK;
}

// --- a new one ---

enum err workshop_new_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    TRY(network_find_id(call, call->scope.network, &network));
    struct workshop_draft draft = {
        .title = "", .place = "", .date = "", .begins = "", .ends = "", .language = language_tag(network.language)};
    return form_page(call, request, reply, NULL, filled_from(call->arena, &workshop_form, &draft), NULL, 200);
}

enum err workshop_new_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop_draft draft;
    struct filled *filled;
    struct workshop_id id;
    TRY(form_read(request, &workshop_form, &draft, &filled));
    enum err error = workshop_add(call, call->scope.network, &draft, filled, &id);
    if (error == ERR_INVALID)
        return form_page(call, request, reply, NULL, filled, NULL, 422);
    TRY(error);
    reply_see(reply, "/workshops/%s/agenda", id_in_words(call->arena, id.v));
    return OK;
}

// --- changing one ---

// As it is stored, in the language in which it was written.
static enum err stored_of(struct call *call, const struct request *request, struct workshop *ret_workshop,
                          struct filled **ret_filled)
{
    TRY(workshop_of_request(call, request, ret_workshop));
    struct call own = call_in_own_language(call, ret_workshop);
    TRY(workshop_read_words(&own, ret_workshop, NULL));
    struct workshop_draft draft = workshop_draft_of(&own, ret_workshop);
    *ret_filled = filled_from(call->arena, &workshop_form, &draft);
    (*ret_filled)->version = ret_workshop->version;
    return OK;
}

enum err workshop_edit_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    struct filled *filled;
    TRY(stored_of(call, request, workshop, &filled));
    return form_page(call, request, reply, workshop, filled, NULL, 200);
}

enum err workshop_edit_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop_draft draft;
    struct filled *filled, *stored;
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    struct clash_list *clashes = ARENA_NEW(call->arena, struct clash_list);
    TRY(form_read(request, &workshop_form, &draft, &filled));
    TRY(stored_of(call, request, workshop, &stored));
    enum err error = workshop_change(call, workshop->id, &draft, filled);
    if (error == ERR_INVALID)
        return form_page(call, request, reply, workshop, filled, NULL, 422);
    if (error == ERR_CONFLICT) {
        filled_choices(filled, "language", language_options(call->arena));
        filled_choices(stored, "language", language_options(call->arena));
        *clashes = clash_between(filled, stored, call->language);
        filled->version = stored->version; // whoever saves again has seen both
        return form_page(call, request, reply, workshop, filled, clashes, 409);
    }
    TRY(error);
    reply_see(reply, "/workshops/%s/agenda", id_in_words(call->arena, workshop->id.v));
    return OK;
}

// --- open and close ---

static enum err change_state(struct call *call, const struct request *request, struct reply *reply,
                             enum err (*rule)(struct call *call, struct workshop_id id), const char *page)
{
    struct workshop_id id;
    if (request->param[0] == NULL || !id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    TRY(rule(call, id));
    reply_see(reply, "/%s/%s", page, request->param[0]);
    return OK;
}

enum err workshop_open_post(struct call *call, const struct request *request, struct reply *reply)
{
    return change_state(call, request, reply, workshop_open, "console");
}

enum err workshop_close_post(struct call *call, const struct request *request, struct reply *reply)
{
    return change_state(call, request, reply, workshop_close, "workshops");
}

enum err workshop_reopen_post(struct call *call, const struct request *request, struct reply *reply)
{
    return change_state(call, request, reply, workshop_reopen, "console");
}
