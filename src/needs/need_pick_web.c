// need_pick_web.c - naming needs: the sentences of a workshop, to be ticked, and the need they are about.
#include "base/id.h"
#include "i18n/message.h"
#include "needs/need_web.h"
#include "needs_views.h"
#include "workshops/workshop.h"

#define AT(type, member) .offset = offsetof(struct type, member)

struct pick_draft {
    struct strings lines;
    const char *need, *title, *group, *place;
};
static const struct field pick_fields[] = {
    {"line", FIELD_MANY, N_("What was said"), .hint = N_("Tick the sentences that are about the same need."), .required = true,
     AT(pick_draft, lines)},
    {"need", FIELD_CHOICE, N_("A need that has a name already"), .hint = N_("Or leave this empty and name a new one below."),
     .most = 20, AT(pick_draft, need)},
    {"title", FIELD_SENTENCE, N_("What is needed, in one sentence"), .hint = N_("Words that people use at home. No names."),
     AT(pick_draft, title)},
    {"group", FIELD_LINE, N_("For whom"), .hint = N_("Only where it is for some: parents of small children."), .most = 80,
     AT(pick_draft, group)},
    {"place", FIELD_LINE, N_("Where"), .hint = N_("Only where it is about one village."), .most = 80, AT(pick_draft, place)},
    {0},
};
const struct form need_pick_form = {"pick", pick_fields, sizeof(struct pick_draft)};

static const char *id_words(struct call *call, int64_t id)
{
    char *text = arena_alloc(call->arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

static const char *line_label(struct call *call, const struct need_line *line)
{
    if (line->needs == 0)
        return line->words.text;
    const char *words[] = {line->words.text};
    return tr_fill(call->arena, tr(call->language, N_("{1} (stands behind a need already)")), words, 1);
}

static enum err offer(struct call *call, const struct workshop *workshop, size_t page, struct need_pick_view *view)
{
    struct need_lines lines;
    struct need_list needs;
    const struct need_filter all = {.state = NEED_STATES};
    bool more, more_needs;
    TRY(need_lines_to_name(call, workshop, page, &lines, &more));
    TRY(need_list_of(call, workshop->scope, &all, 0, &needs, &more_needs));
    struct option *options = ARENA_ARRAY(call->arena, struct option, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++)
        options[i] = (struct option){id_words(call, lines.at[i].id.v), line_label(call, &lines.at[i])};
    filled_choices(view->filled, "line", options);
    struct option *named = ARENA_ARRAY(call->arena, struct option, needs.n + 2);
    named[0] = (struct option){"", ""};
    for (size_t i = 0; i < needs.n; i++)
        named[i + 1] = (struct option){id_words(call, needs.at[i].id.v), needs.at[i].title.text};
    filled_choices(view->filled, "need", named);
    view->has_lines = lines.n > 0;
    view->before = page;
    view->after = more ? page + 2 : 0;
    return OK;
}

static enum err pick_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled, int status)
{
    struct need_pick_view *view = ARENA_NEW(call->arena, struct need_pick_view);
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    struct network network;
    struct workshop_id id;
    size_t page;
    if (!id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    TRY(request_page(request, &page));
    TRY(workshop_find(call, id, workshop));
    TRY(network_find_id(call, workshop->scope.network, &network));
    *view = (struct need_pick_view){
        .slug = network.slug,
        .network = network.title,
        .workshop = id,
        .title = workshop->title,
        .filled = filled,
        .is_saved = request_query(request, "saved") != NULL && status == 200,
    };
    TRY(offer(call, workshop, page, view));
    reply->section = "networks";
    reply_page(reply, status, tr_fill(call->arena, tr(call->language, N_("Needs from: {1}")), &workshop->title.text, 1),
               body_need_pick(view));
    return OK;
}

enum err need_pick_get(struct call *call, const struct request *request, struct reply *reply)
{
    return pick_page(call, request, reply, filled_empty(call->arena, &need_pick_form), 200);
}

static enum err add_or_support(struct call *call, const struct pick_draft *draft, struct filled *filled)
{
    struct contribution_ids lines = {0};
    const struct need_draft words = {.title = draft->title, .group = draft->group, .place = draft->place};
    struct need_id need = {0};
    for (size_t i = 0; i < draft->lines.n; i++)
        if (!id_parse(draft->lines.at[i], &VEC_PUSH(call->arena, &lines)->v))
            return ERR_NOT_FOUND;
    if (draft->need == NULL || *draft->need == '\0')
        return need_add(call, call->scope, &words, &lines, filled, &need);
    return id_parse(draft->need, &need.v) ? need_support(call, need, &lines) : ERR_NOT_FOUND;
}

enum err need_pick_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct pick_draft draft;
    struct filled *filled;
    TRY(form_read(request, &need_pick_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : add_or_support(call, &draft, filled);
    if (error == ERR_INVALID)
        return pick_page(call, request, reply, filled, 422);
    TRY(error);
    reply_see(reply, "/workshops/%s/needs?saved=1", request->param[0]);
    return OK;
}
