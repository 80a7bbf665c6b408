// help.h - a helper writes for somebody who takes part: with their consent, and after the words were read aloud to them. The
// words are the participant's own; the helper cannot see them again.
#ifndef SEMPRE_WORKSHOPS_HELP_H
#define SEMPRE_WORKSHOPS_HELP_H

#include "cards/card.h"
#include "workshops/activity.h"

// Stores what was read aloud and agreed to, as said by the owner of `card`, or by somebody without one where it is NULL.
// HELP_PARTICIPANT. `agrees`: the helper says that the person agrees and has heard the words; ERR_DENIED where not. Else as
// contribution_add; the helper learns nothing more than that.
CHECKED enum err help_say(struct call *call, const struct activity *activity, const struct card *card, bool agrees,
                          const char *words);

#endif
