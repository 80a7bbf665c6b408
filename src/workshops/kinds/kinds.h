// kinds.h - every kind of activity there is: one line a kind, and one in the table of kind.c.
#ifndef SEMPRE_WORKSHOPS_KINDS_KINDS_H
#define SEMPRE_WORKSHOPS_KINDS_KINDS_H

#include "workshops/kind.h"

extern const struct activity_kind dots_kind;
extern const struct activity_kind ideas_kind;
extern const struct activity_kind opinions_kind;

struct dots_settings {
    int64_t dots; // each person has
};

struct ideas_settings {
    bool at_once; // shown without being checked first
    bool support; // "I need this too"
};

struct opinions_settings {
    bool own; // people may add statements, which the team checks
};

#endif
