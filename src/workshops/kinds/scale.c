// scale.c - each line, or the question itself, is answered with 1 to 5; the team says in words what 1 and 5 mean.
#include <stddef.h>

#include "workshops/activity.h"
#include "workshops/kinds/common.h"
#include "workshops/kinds/kinds.h"
#include "workshops_views.h"

struct scale_settings {
    const char *low, *high; // what 1 and 5 mean; "": nothing is said
};

enum { LOW = 1, HIGH = 5, END_SIGNS = 40 };

static const struct form settings_form = {
    .name = "scale",
    .fields = (const struct field[]){{.name = "low", .kind = FIELD_LINE, .label = N_("What 1 means"),
                                      .hint = N_("For example: not at all"), .required = true, .most = END_SIGNS,
                                      .offset = offsetof(struct scale_settings, low)},
                                     {.name = "high", .kind = FIELD_LINE, .label = N_("What 5 means"),
                                      .hint = N_("For example: very much"), .required = true, .most = END_SIGNS,
                                      .offset = offsetof(struct scale_settings, high)},
                                     {0}},
    .draft_size = sizeof(struct scale_settings),
};

static const struct mark_value values[] = {{LOW, "1", "value_1", "v1"}, {2, "2", "value_2", "v2"}, {3, "3", "value_3", "v3"},
                                           {4, "4", "value_4", "v4"}, {HIGH, "5", "value_5", "v5"}, {0}};

// "1 (not at all)", in the language of the workshop; "2".
static struct words value_words(const struct kind_place *place, const struct mark_value *value)
{
    const struct scale_settings *settings = place->activity->settings;
    const char *end = value->value == LOW ? settings->low : value->value == HIGH ? settings->high : "";
    if (*end == '\0')
        return (struct words){.text = value->label, .language = place->call->language};
    return (struct words){.text = arena_print(place->call->arena, "%s (%s)", value->label, end),
                          .language = place->workshop->language};
}

static enum err phone(const struct kind_place *place, struct body *ret_body)
{
    struct phone_view *view = common_phone(place);
    TRY(common_phone_lines(place, &view->lines));
    view->low = common_value_words(place, &values[0]);
    view->high = common_value_words(place, &values[HIGH - LOW]);
    *ret_body = body_phone_scale(view);
    return OK;
}

static enum err act(struct kind_place *place, const char **ret_saved)
{
    struct phone_draft draft;
    struct filled *filled = NULL;
    bool done = false;
    TRY(form_read(place->request, &phone_form, &draft, &filled));
    TRY(common_act(place, &draft, filled, ret_saved, &done));
    if (done)
        return OK;
    TRY(common_mark(place, &draft, ret_saved));
    char line[ID_TEXT_SIZE];
    id_text(draft.statement, line);
    *ret_saved = arena_print(place->call->arena, "%s#c%s", *ret_saved, line); // the page goes on where they were
    return OK;
}

const struct activity_kind scale_kind = {
    .name = "scale",
    .label = N_("Scale"),
    .help = N_("Everybody answers one question, or each line of a list, with 1 to 5."),
    .settings = &settings_form,
    .values = values,
    .has_list = true,
    .are_opinions = true,
    .asks_question = true,
    .has_mean = true,
    .agreement_heading = N_("Highest mean first"),
    .value_words = value_words,
    .phone = phone,
    .console = common_console,
    .screen = common_screen,
    .result = common_result,
    .sheet = common_sheet,
    .act = act,
    .type_sheet = common_type_sheet,
    .sheet_form = common_sheet_form,
};
