// opinions.c - opinions: one statement at a time, agree, disagree or not sure, in an order of everybody's own.
#include "i18n/message.h"
#include "workshops/kinds/kinds.h"

static const struct field settings_fields[] = {
    {.name = "own", .kind = FIELD_CHECK, .label = N_("People may add statements of their own"),
     .hint = N_("You check each one before others see it."), .offset = offsetof(struct opinions_settings, own)},
    {0},
};

static const struct form settings_form = {
    .name = "opinions_settings",
    .fields = settings_fields,
    .draft_size = sizeof(struct opinions_settings),
};

static const struct mark_value values[] = {
    {.value = 1, .label = N_("Agree"), .class_ = "y"},
    {.value = 0, .label = N_("Not sure"), .class_ = "u"},
    {.value = -1, .label = N_("Disagree"), .class_ = "n"},
    {0},
};

const struct activity_kind opinions_kind = {
    .name = "opinions",
    .label = N_("Opinions"),
    .help = N_("People see one statement after the other and say whether they agree."),
    .settings = &settings_form,
    .values = values,
    .has_list = true,
    .takes_words = true,
    .are_opinions = true,
    .asks_one_by_one = true,
};
