// kinds.h - the kinds of activity there are, for the table in kind.c.
#ifndef SEMPRE_WORKSHOPS_KINDS_KINDS_H
#define SEMPRE_WORKSHOPS_KINDS_KINDS_H

#include "i18n/message.h"
#include "workshops/kind.h"

extern const struct activity_kind ideas_kind, dots_kind, opinions_kind;

#endif
