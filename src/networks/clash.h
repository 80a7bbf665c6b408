// clash.h - two people changed the same thing at once: what one typed beside what the other stored, field by field.
#ifndef SEMPRE_NETWORKS_CLASH_H
#define SEMPRE_NETWORKS_CLASH_H

#include "i18n/language.h"
#include "web/form.h"

struct clash {
    const char *label;         // of the field, in the reader's language
    const char *typed, *stored;
};
struct clash_list {
    struct clash *at;
    size_t n, cap;
};

// The fields in which two fillings of the same form differ. Owned by the arena of `typed`.
struct clash_list clash_between(const struct filled *typed, const struct filled *stored, enum language language);

#endif
