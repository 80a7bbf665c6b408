// clash.c - what two people wrote in the same form.
#include "networks/clash.h"

#include <string.h>

#include "base/buf.h"
#include "i18n/message.h"

static const char *option_label(const struct filled *filled, size_t field, const char *value, enum language language)
{
    const struct choice *choices = filled->form->fields[field].choices;
    for (; choices != NULL && choices->value != NULL; choices++)
        if (strcmp(choices->value, value) == 0)
            return tr(language, choices->label);
    const struct option *options = filled->options[field];
    for (; options != NULL && options->value != NULL; options++)
        if (strcmp(options->value, value) == 0)
            return options->label;
    return value;
}

// What stands in a field, as people read it.
static const char *shown(const struct filled *filled, size_t field, enum language language)
{
    enum field_kind kind = filled->form->fields[field].kind;
    if (kind == FIELD_CHOICE || kind == FIELD_PICK)
        return option_label(filled, field, filled->typed[field], language);
    if (kind == FIELD_CHECK)
        return tr(language, *filled->typed[field] == '\0' ? N_("no") : N_("yes"));
    if (kind != FIELD_MANY)
        return filled->typed[field];
    struct buf out = buf_make(filled->arena, 64);
    for (size_t i = 0; i < filled->many[field].n; i++) {
        if (i > 0)
            BUF_LITERAL(&out, ", ");
        buf_add_text(&out, option_label(filled, field, filled->many[field].at[i], language));
    }
    return buf_text(&out);
}

struct clash_list clash_between(const struct filled *typed, const struct filled *stored, enum language language)
{
    struct clash_list list = {0};
    const struct field *fields = typed->form->fields;
    for (size_t i = 0; fields[i].name != NULL; i++) {
        const char *mine = shown(typed, i, language), *theirs = shown(stored, i, language);
        if (strcmp(mine, theirs) != 0)
            *VEC_PUSH(typed->arena, &list) = (struct clash){tr(language, fields[i].label), mine, theirs};
    }
    return list;
}
