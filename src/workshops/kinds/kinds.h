// kinds.h - the kinds of activity there are, for the table in kind.c.
#ifndef SEMPRE_WORKSHOPS_KINDS_KINDS_H
#define SEMPRE_WORKSHOPS_KINDS_KINDS_H

#include "i18n/message.h"
#include "workshops/kind.h"

struct ideas_settings {
    bool at_once; // new ideas appear without waiting for the team
    bool support; // others can say that they need it too
};

struct dots_settings {
    int64_t dots; // for each person
};

struct opinions_settings {
    bool own;     // people may add statements
    bool at_once; // which appear without waiting for the team
};

extern const struct activity_kind ideas_kind, dots_kind, opinions_kind;

#endif
