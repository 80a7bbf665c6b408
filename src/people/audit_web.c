// audit_web.c - the audit list of a network and of the programme.
#include "base/id.h"
#include "i18n/message.h"
#include "people/people_web.h"
#include "people_views.h"

static enum err audit_page(struct call *call, const struct request *request, struct reply *reply)
{
    struct audit_view *view = ARENA_NEW(call->arena, struct audit_view);
    struct place place = {.network = call->scope.network};
    const char *before = request_query(request, "before");
    int64_t from = 0;
    bool more = false;
    if (before != NULL && !id_parse(before, &from))
        return ERR_NOT_FOUND;
    TRY(places_name(call, &place, 1));
    TRY(audit_read(call, call->scope, from, &view->lines, &more));
    view->slug = place.slug;
    view->name = place.name;
    if (more) {
        char *id = arena_alloc(call->arena, ID_TEXT_SIZE);
        id_text(view->lines.at[view->lines.n - 1].id, id);
        view->older = id;
    }
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("What was done, and by whom")), body_audit(view));
    return OK;
}

enum err audit_network_get(struct call *call, const struct request *request, struct reply *reply)
{
    return audit_page(call, request, reply);
}

enum err audit_programme_get(struct call *call, const struct request *request, struct reply *reply)
{
    return audit_page(call, request, reply);
}
