// dots.c - everybody has the same number of dots and puts them on the lines of a list.
#include <stddef.h>

#include "i18n/format.h"
#include "workshops/activity.h"
#include "workshops/kinds/common.h"
#include "workshops/kinds/kinds.h"
#include "workshops_views.h"

struct dots_settings {
    int64_t dots; // for each person
};

static const struct form settings_form = {
    .name = "dots",
    .fields = (const struct field[]){{.name = "dots", .kind = FIELD_NUMBER, .label = N_("Dots for each person"),
                                      .required = true, .least = 1, .most = 20, .offset = offsetof(struct dots_settings, dots)},
                                     {0}},
    .draft_size = sizeof(struct dots_settings),
};

static int64_t dots_of(const struct activity *activity)
{
    const struct dots_settings *settings = activity->settings;
    return settings->dots < 1 ? 1 : settings->dots;
}

static enum err phone(const struct kind_place *place, struct body *ret_body)
{
    struct call *call = place->call;
    struct phone_view *view = common_phone(place);
    struct mark_list marks = {0};
    TRY(common_phone_lines(place, &view->lines));
    TRY(mark_list_own(call, place->activity, (struct participant_id){place->participant}, &marks)); // hidden lines too
    int64_t left = dots_of(place->activity);
    for (size_t i = 0; i < marks.n; i++)
        left -= marks.at[i].value;
    for (size_t i = 0; i < view->lines.n; i++) {
        view->lines.at[i].can_less = view->lines.at[i].people > 0 && view->is_running;
        view->lines.at[i].can_more = left > 0 && view->is_running;
    }
    view->left = format_number(call->arena, call->language, left < 0 ? 0 : left);
    view->most = format_number(call->arena, call->language, dots_of(place->activity));
    *ret_body = body_phone_dots(view);
    return OK;
}

static int64_t value_of(const struct mark_list *marks, struct contribution_id contribution)
{
    for (size_t i = 0; i < marks->n; i++)
        if (marks->at[i].contribution.v == contribution.v)
            return marks->at[i].value;
    return 0;
}

// One dot more or less than the page showed, so that the same form sent twice moves one dot; a form that does not say what
// it showed counts from what is stored.
static enum err dot_put(struct kind_place *place, struct contribution_id contribution, int64_t had, int64_t change)
{
    struct call *call = place->call;
    struct participant_id participant = {place->participant};
    struct mark_list marks = {0};
    if (request_field(place->request, "had") == NULL) {
        TRY(mark_list_own(call, place->activity, participant, &marks));
        had = value_of(&marks, contribution);
    }
    int64_t value = had + change;
    if (value <= 0)
        return mark_take_back(call, place->activity, contribution, participant);
    enum err error = mark_put_within(call, place->activity, contribution, participant, value, dots_of(place->activity));
    return error == ERR_LIMIT ? OK : error; // the button of a page that was not fresh: no dot is left
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
    if (draft.more != 0)
        return dot_put(place, contribution_of(draft.more), draft.had, 1);
    return draft.less != 0 ? dot_put(place, contribution_of(draft.less), draft.had, -1) : ERR_INVALID;
}

const struct activity_kind dots_kind = {
    .name = "dots",
    .marks_support = true,
    .label = N_("Dots"),
    .help = N_("Everybody has some dots and puts them on what matters most."),
    .settings = &settings_form,
    .has_list = true,
    .values_add_up = true,
    .phone = phone,
    .console = common_console,
    .screen = common_screen,
    .result = common_result,
    .sheet = common_sheet,
    .act = act,
    .type_sheet = common_type_sheet,
    .sheet_form = common_sheet_form,
};
