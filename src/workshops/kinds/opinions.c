// opinions.c - one statement at a time: agree, disagree or not sure; each person meets them in an order of their own.
#include <stddef.h>

#include "i18n/format.h"
#include "workshops/activity.h"
#include "workshops/kinds/common.h"
#include "workshops/kinds/kinds.h"
#include "workshops/kinds/opinions_result.h"
#include "workshops_views.h"

struct opinions_settings {
    bool own;     // people may add statements
    bool at_once; // which appear without waiting for the team
};

static const struct form settings_form = {
    .name = "opinions",
    .fields = (const struct field[]){{.name = "own_statements", .kind = FIELD_CHECK,
                                      .label = N_("People may add statements of their own"),
                                      .offset = offsetof(struct opinions_settings, own)},
                                     {.name = "at_once", .kind = FIELD_CHECK, .label = N_("New statements appear at once"),
                                      .hint = N_("Otherwise they wait until the team has read them."),
                                      .offset = offsetof(struct opinions_settings, at_once)},
                                     {0}},
    .draft_size = sizeof(struct opinions_settings),
};

static const struct mark_value values[] = {
    {1, N_("Agree"), "agree", "y"}, {0, N_("Not sure"), "unsure", "u"}, {-1, N_("Disagree"), "disagree", "n"}, {0}};

static bool takes_own(const struct activity *activity)
{
    return ((const struct opinions_settings *)activity->settings)->own;
}

// The statement somebody wants to answer anew, or the next one of theirs.
static enum err statement_for(const struct kind_place *place, struct contribution *ret_line, size_t *ret_done, size_t *ret_all)
{
    const char *change = request_query(place->request, "change");
    int64_t id = 0;
    enum err next = mark_next(place->call, place->activity, (struct participant_id){place->participant}, ret_line, ret_done,
                              ret_all);
    if (change == NULL || !id_parse(change, &id))
        return next;
    if (next != OK && next != ERR_NOT_FOUND)
        return next;
    TRY(contribution_find(place->call, contribution_of(id), ret_line));
    return ret_line->activity.v == place->activity->id.v ? OK : ERR_NOT_FOUND;
}

static enum err phone(const struct kind_place *place, struct body *ret_body)
{
    struct call *call = place->call;
    struct phone_view *view = common_phone(place);
    struct contribution line = {0};
    size_t done = 0, all = 0;
    enum err error = statement_for(place, &line, &done, &all);
    if (error != OK && error != ERR_NOT_FOUND)
        return error;
    view->is_end = error == ERR_NOT_FOUND;
    view->takes_words = view->takes_words && takes_own(place->activity);
    view->saved_of = view->saved == NULL ? NULL : request_query(place->request, "of");
    if (!view->is_end) {
        char *id = arena_alloc(call->arena, ID_TEXT_SIZE);
        id_text(line.id.v, id);
        view->line = (struct said_view){.id = id, .said = line.words};
    }
    view->position = format_number(call->arena, call->language, (int64_t)(done < all ? done + 1 : all));
    view->done = arena_print(call->arena, "%zu", done);
    view->all = arena_print(call->arena, "%zu", all);
    *ret_body = body_phone_opinions(view);
    return OK;
}

static enum err act(struct kind_place *place, const char **ret_saved)
{
    struct call *call = place->call;
    struct participant_id participant = {place->participant};
    struct phone_draft draft;
    struct filled *filled = NULL;
    bool done = false;
    TRY(form_read(place->request, &phone_form, &draft, &filled));
    bool has_words = draft.words != NULL && *draft.words != '\0';
    if (has_words && !takes_own(place->activity))
        return ERR_CONFLICT;
    TRY(common_act(place, &draft, filled, ret_saved, &done));
    if (done)
        return OK;
    if (draft.pass != 0)
        return mark_pass(call, place->activity, contribution_of(draft.pass), participant);
    return common_mark(place, &draft, ret_saved);
}

const struct activity_kind opinions_kind = {
    .name = "opinions",
    .marks_support = true,
    .label = N_("Opinions"),
    .help = N_("One statement at a time: agree, disagree or not sure."),
    .settings = &settings_form,
    .values = values,
    .has_list = true,
    .takes_words = true,
    .are_opinions = true,
    .agreement_heading = N_("Most agreed"),
    .finds_groups = true,
    .asks_one_by_one = true,
    .phone = phone,
    .console = common_console,
    .screen = common_screen,
    .result = opinions_result,
    .sheet = common_sheet,
    .act = act,
    .type_sheet = common_type_sheet,
    .sheet_form = common_sheet_form,
};
