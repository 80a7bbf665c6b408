// ideas.c - collect sentences: each waits for the team, then stands on the wall, where others say "I need this too".
#include <stddef.h>

#include "workshops/activity.h"
#include "workshops/kinds/common.h"
#include "workshops/kinds/kinds.h"
#include "workshops_views.h"

struct ideas_settings {
    bool at_once; // new ideas appear without waiting for the team
    bool support; // others can say that they need it too
};

static const struct form settings_form = {
    .name = "ideas",
    .fields = (const struct field[]){{.name = "support", .kind = FIELD_CHECK,
                                      .label = N_("Others can say that they need it too"),
                                      .offset = offsetof(struct ideas_settings, support)},
                                     {.name = "at_once", .kind = FIELD_CHECK, .label = N_("New ideas appear at once"),
                                      .hint = N_("Otherwise they wait until the team has read them."),
                                      .offset = offsetof(struct ideas_settings, at_once)},
                                     {0}},
    .draft_size = sizeof(struct ideas_settings),
};

static enum err phone(const struct kind_place *place, struct body *ret_body)
{
    struct phone_view *view = common_phone(place);
    view->can_need = view->is_running && ((const struct ideas_settings *)place->activity->settings)->support;
    TRY(common_wall(place, &view->wall));
    *ret_body = body_phone_ideas(view);
    return OK;
}

static enum err act(struct kind_place *place, const char **ret_saved)
{
    struct phone_draft draft;
    struct filled *filled = NULL;
    bool done = false;
    TRY(form_read(place->request, &phone_form, &draft, &filled));
    if (draft.need != 0 && !((const struct ideas_settings *)place->activity->settings)->support)
        return ERR_CONFLICT;
    return common_act(place, &draft, filled, ret_saved, &done);
}

const struct activity_kind ideas_kind = {
    .name = "ideas",
    .marks_support = true,
    .label = N_("Ideas"),
    .help = N_("Everybody writes sentences. Others can say that they need the same."),
    .settings = &settings_form,
    .takes_words = true,
    .phone = phone,
    .console = common_console,
    .screen = common_screen,
    .result = common_result,
    .sheet = common_sheet,
    .act = act,
    .type_sheet = common_type_sheet,
    .sheet_form = common_sheet_form,
};
