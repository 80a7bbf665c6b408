// need_edit_web.c - what the team does with a need: its words, how far it has come, joining and splitting.
#include "base/id.h"
#include "i18n/message.h"
#include "needs/need_web.h"
#include "needs_views.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field need_fields[] = {
    {"title", FIELD_SENTENCE, N_("What is needed, in one sentence"), .hint = N_("Words that people use at home. No names."),
     .required = true, AT(need_draft, title)},
    {"group", FIELD_LINE, N_("For whom"), .hint = N_("Only where it is for some: parents of small children."), .most = 80,
     AT(need_draft, group)},
    {"place", FIELD_LINE, N_("Where"), .hint = N_("Only where it is about one village."), .most = 80, AT(need_draft, place)},
    {0},
};
const struct form need_form = {"need", need_fields, sizeof(struct need_draft)};

struct state_draft {
    const char *state, *reason;
};
static const struct choice state_choices[] = {
    {"heard", N_("Heard")},
    {"checked", N_("Checked with people")},
    {"taken_up", N_("Taken up")},
    {"met", N_("Met")},
    {"set_aside", N_("Set aside")},
    {0},
};
static const struct field state_fields[] = {
    {"state", FIELD_PICK, N_("How far it has come"), .required = true, .choices = state_choices, AT(state_draft, state)},
    {"reason", FIELD_SENTENCE, N_("Why it is set aside"), .hint = N_("Everybody can read it. Only needed where it is set aside."),
     AT(state_draft, reason)},
    {0},
};
const struct form need_state_form = {"state", state_fields, sizeof(struct state_draft)};

struct split_draft {
    struct strings lines;
    const char *title;
};
static const struct field split_fields[] = {
    {"line", FIELD_MANY, N_("What was said"), .hint = N_("Tick the sentences that are about something else."), .required = true,
     AT(split_draft, lines)},
    {"title", FIELD_SENTENCE, N_("What is needed there, in one sentence"), .required = true, AT(split_draft, title)},
    {0},
};
const struct form need_split_form = {"split", split_fields, sizeof(struct split_draft)};

struct merge_draft {
    const char *into;
};
static const struct field merge_fields[] = {
    {"into", FIELD_CHOICE, N_("The need that stays"), .required = true, .most = 20, AT(merge_draft, into)},
    {0},
};
const struct form need_merge_form = {"merge", merge_fields, sizeof(struct merge_draft)};

static const char *id_words(struct call *call, int64_t id)
{
    char *text = arena_alloc(call->arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

static enum err offer_lines(struct call *call, const struct need *need, struct need_edit_view *view)
{
    struct need_lines lines;
    TRY(need_lines_of(call, need, &lines));
    struct option *options = ARENA_ARRAY(call->arena, struct option, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++)
        options[i] = (struct option){id_words(call, lines.at[i].id.v), lines.at[i].words.text};
    filled_choices(view->split, "line", options);
    view->lines = (int64_t)lines.n;
    view->may_split = lines.n > 1;
    return OK;
}

static enum err offer_needs(struct call *call, const struct need *need, struct need_edit_view *view)
{
    struct need_list needs;
    const struct need_filter all = {.state = NEED_STATES};
    bool more;
    size_t n = 0;
    TRY(need_list_of(call, need->scope, &all, 0, &needs, &more));
    struct option *options = ARENA_ARRAY(call->arena, struct option, needs.n + 1);
    for (size_t i = 0; i < needs.n; i++)
        if (needs.at[i].id.v != need->id.v)
            options[n++] = (struct option){id_words(call, needs.at[i].id.v), needs.at[i].title.text};
    filled_choices(view->merge, "into", options);
    view->may_merge = n > 0;
    return OK;
}

// `came_back`: the form that was sent and has messages, or NULL.
static enum err edit_page(struct call *call, const struct request *request, struct reply *reply, struct filled *came_back,
                          int status)
{
    struct need_edit_view *view = ARENA_NEW(call->arena, struct need_edit_view);
    struct need need;
    struct network network;
    TRY(need_of_request(call, request, &need));
    if (need.state == NEED_MERGED)
        return ERR_NOT_FOUND;
    struct call own = *call; // who edits sees the words as they were first written
    own.language = need.language;
    own.easy = false;
    TRY(need_of_request(&own, request, &need));
    TRY(network_find_id(call, need.scope.network, &network));
    const struct need_draft words = {.title = need.title.text, .group = need.group.text, .place = need.place.text};
    const struct state_draft state = {.state = need_state_name(need.state), .reason = need.reason.text};
    *view = (struct need_edit_view){
        .slug = network.slug,
        .network = network.title,
        .need = need_card(call, &need),
        .words = filled_from(call->arena, &need_form, &words),
        .state = filled_from(call->arena, &need_state_form, &state),
        .split = filled_empty(call->arena, &need_split_form),
        .merge = filled_empty(call->arena, &need_merge_form),
    };
    view->words->version = need.version;
    struct filled **forms[] = {&view->words, &view->state, &view->split, &view->merge};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (came_back != NULL && (*forms[i])->form == came_back->form)
            *forms[i] = came_back;
    TRY(offer_lines(call, &need, view));
    TRY(offer_needs(call, &need, view));
    reply->section = "networks";
    reply->time_zone = network.time_zone;
    reply_page(reply, status, tr_fill(call->arena, tr(call->language, N_("Work on: {1}")), &need.title.text, 1),
               body_need_edit(view));
    return OK;
}

enum err need_edit_get(struct call *call, const struct request *request, struct reply *reply)
{
    return edit_page(call, request, reply, NULL, 200);
}

static enum err need_id_of(const struct request *request, struct need_id *ret_id)
{
    return id_parse(request->param[0], &ret_id->v) ? OK : ERR_NOT_FOUND;
}

// The form again where it was wrong; else the page of the need `to`.
static enum err answer(struct call *call, const struct request *request, struct reply *reply, struct filled *filled, enum err error,
                       struct need_id to)
{
    if (error == ERR_INVALID || (error == ERR_CONFLICT && filled->form == &need_form))
        return edit_page(call, request, reply, filled, error == ERR_CONFLICT ? 409 : 422);
    TRY(error);
    reply_see(reply, "/needs/%s", id_words(call, to.v));
    return OK;
}

enum err need_edit_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct need_draft draft;
    struct filled *filled;
    struct need_id id;
    TRY(need_id_of(request, &id));
    TRY(form_read(request, &need_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : need_change(call, id, &draft, filled);
    if (error == ERR_CONFLICT)
        filled_bad(filled, "", N_("Somebody changed this need while you wrote. Compare, then save again."));
    return answer(call, request, reply, filled, error, id);
}

enum err need_state_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct state_draft draft;
    struct filled *filled;
    struct need_id id;
    TRY(need_id_of(request, &id));
    TRY(form_read(request, &need_state_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : need_set_state(call, id, need_state_of(draft.state), draft.reason);
    if (error == ERR_INVALID && filled->bad == 0)
        filled_bad(filled, "reason", N_("Please say why it is set aside: everybody who spoke may know."));
    return answer(call, request, reply, filled, error, id);
}

enum err need_split_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct split_draft draft;
    struct filled *filled;
    struct need_id id, split = {0};
    struct contribution_ids lines = {0};
    TRY(need_id_of(request, &id));
    TRY(form_read(request, &need_split_form, &draft, &filled));
    const struct need_draft words = {.title = draft.title, .group = "", .place = ""};
    for (size_t i = 0; i < draft.lines.n; i++)
        if (!id_parse(draft.lines.at[i], &VEC_PUSH(call->arena, &lines)->v))
            return ERR_NOT_FOUND;
    enum err error = filled->bad > 0 ? ERR_INVALID : need_split(call, id, &words, &lines, filled, &split);
    return answer(call, request, reply, filled, error, split);
}

enum err need_merge_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct merge_draft draft;
    struct filled *filled;
    struct need_id id, into = {0};
    TRY(need_id_of(request, &id));
    TRY(form_read(request, &need_merge_form, &draft, &filled));
    if (filled->bad == 0 && !id_parse(draft.into, &into.v))
        return ERR_NOT_FOUND;
    enum err error = filled->bad > 0 ? ERR_INVALID : need_merge(call, id, into);
    return answer(call, request, reply, filled, error, into);
}
