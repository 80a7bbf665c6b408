// release_count_store.h - the counts that a release may publish, of all steps at once whose results the public may see.
#ifndef SEMPRE_WORKSHOPS_RELEASE_COUNT_STORE_H
#define SEMPRE_WORKSHOPS_RELEASE_COUNT_STORE_H

#include "releases/release.h"
#include "workshops/finding_store.h"

extern const struct query *const release_count_queries[];

// One shown contribution and one value that was given to it; where none was, `people` is 0. Contributions in the order of ids.
struct counted_value {
    struct workshop_id workshop;
    struct contribution_id contribution;
    const struct activity_kind *kind;
    int64_t value, people;
};
struct counted_values {
    struct counted_value *at;
    size_t n, cap;
};
CHECKED enum err release_count_read_marks(struct call *call, const struct release_wish *wish, struct counted_values *ret_values);
CHECKED enum err release_count_read_hands(struct call *call, const struct release_wish *wish, struct counted_values *ret_values);

// The kept finding of a step, and from how many people the one was worked out that the public sees (0: it sees none).
struct counted_finding {
    struct activity activity; // id, scope and workshop only
    struct finding *finding;
    int64_t released_people;
};
struct counted_findings {
    struct counted_finding *at;
    size_t n, cap;
};
CHECKED enum err release_count_read_findings(struct call *call, const struct release_wish *wish, struct counted_findings *ret_findings);

// What somebody said in a step in which people say something of their own; by workshop.
struct counted_said {
    struct workshop_id workshop;
    struct participant_id participant;
    struct words words; // without translations
    struct theme_id theme;
    struct text_id theme_title; // v 0: none
};
struct counted_said_list {
    struct counted_said *at;
    size_t n, cap;
};
// At most `most`.
CHECKED enum err release_count_read_said(struct call *call, const struct release_wish *wish, size_t most,
                                         struct counted_said_list *ret_said);

#endif
