// kinds.h - the list of the kinds of activity. A kind is one file, NAME.c, which defines NAME_kind, and one line here.
#ifndef SEMPRE_WORKSHOPS_KINDS_KINDS_H
#define SEMPRE_WORKSHOPS_KINDS_KINDS_H

#include "workshops/kind.h"

// In the order in which they are offered to who plans a workshop.
#define ACTIVITY_KINDS(KIND) \
    KIND(ideas)              \
    KIND(dots)               \
    KIND(opinions)           \
    KIND(scale)

#define DECLARE_KIND(name) extern const struct activity_kind name##_kind;
ACTIVITY_KINDS(DECLARE_KIND)
#undef DECLARE_KIND

#endif
