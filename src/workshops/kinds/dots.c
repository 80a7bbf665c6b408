// dots.c - dots: everybody has a few and puts them on the lines of a list that matter most to them.
#include "i18n/message.h"
#include "workshops/kinds/kinds.h"

static const struct field settings_fields[] = {
    {.name = "dots", .kind = FIELD_NUMBER, .label = N_("How many dots does each person have?"), .required = true, .least = 1,
     .most = 20, .offset = offsetof(struct dots_settings, dots)},
    {0},
};

static const struct form settings_form = {
    .name = "dots_settings",
    .fields = settings_fields,
    .draft_size = sizeof(struct dots_settings),
};

const struct activity_kind dots_kind = {
    .name = "dots",
    .label = N_("Dots"),
    .help = N_("Everybody has a few dots and puts them on what matters most to them."),
    .settings = &settings_form,
    .has_list = true,
    .values_add_up = true,
};
