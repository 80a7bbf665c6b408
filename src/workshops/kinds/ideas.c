// ideas.c - ideas: people say what they need or wish in a sentence, the team groups them, others say "I need this too".
#include "i18n/message.h"
#include "workshops/kinds/kinds.h"

static const struct field settings_fields[] = {
    {.name = "at_once", .kind = FIELD_CHECK, .label = N_("Show ideas at once, without checking them first"),
     .hint = N_("Better leave this empty: then nothing is on the big screen that you have not read."),
     .offset = offsetof(struct ideas_settings, at_once)},
    {.name = "support", .kind = FIELD_CHECK, .label = N_("Let people say “I need this too”"),
     .offset = offsetof(struct ideas_settings, support)},
    {0},
};

static const struct form settings_form = {
    .name = "ideas_settings",
    .fields = settings_fields,
    .draft_size = sizeof(struct ideas_settings),
};

static const struct mark_value values[] = {
    {.value = 1, .label = N_("I need this too"), .class_ = "y"},
    {0},
};

const struct activity_kind ideas_kind = {
    .name = "ideas",
    .label = N_("Ideas"),
    .help = N_("People write what they need or wish, one sentence at a time. You group the ideas under themes."),
    .settings = &settings_form,
    .values = values,
    .takes_words = true,
};
