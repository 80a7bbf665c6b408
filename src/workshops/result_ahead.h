// result_ahead.h - what was read for the results of all steps of a workshop at once.
#ifndef SEMPRE_WORKSHOPS_RESULT_AHEAD_H
#define SEMPRE_WORKSHOPS_RESULT_AHEAD_H

#include "workshops/contribution_store.h"
#include "workshops/mark.h"

struct finding;  // finding.h
struct released; // releases/release.h

enum { MOST_SAID_AHEAD = 500 };

struct result_ahead {
    struct tally_list marks, hands;          // room and team
    const struct released *released;         // public: of the whole workshop
    bool has_findings;                       // what is kept of each step was read; finding NULL: none is
    const struct finding *finding;
    bool has_said;                           // false: too much is shown in the workshop, each step reads its own
    struct contribution_list said;           // what is shown in the step, with words, by id
};

#endif
