// summary.h - what people spoke of in a workshop: the themes and the words that most of them used, step by step. Only counting.
#ifndef SEMPRE_WORKSHOPS_SUMMARY_H
#define SEMPRE_WORKSHOPS_SUMMARY_H

#include "workshops/audience.h"
#include "workshops/contribution.h"

enum { SUMMARY_ROWS = 10, SUMMARY_LEAST = 2, SUMMARY_SAID = 2000 };

struct summary_row {
    struct words what;       // a word as most wrote it, or a theme
    struct figure people;    // who spoke of it, each once
    struct figure *by_step;  // the same in each step; NULL: not told, or there is only one; of themes also where each is of one step
};
struct summary_rows {
    struct summary_row *at;  // by most people first
    size_t n, cap;
};
struct summary {
    struct summary_rows themes, words; // at most SUMMARY_ROWS each
    const struct activity **steps;     // in which people said something, in the order of the agenda
    size_t step_count;
};

// Of the steps for which `is_open` (by step of the list) says so, from at most SUMMARY_SAID shown contributions. What the team put up is
// not counted. A word or theme of fewer than SUMMARY_LEAST people is left out. For the public no live count is told: what the newest release
// shows of words as they were put, and of themes, with its figures and without steps. Where result_read_ahead read what was said, two
// statements at most; else four, and nothing for the public, for whom so much is not read again at each change.
CHECKED enum err summary_read(struct call *call, const struct activity_list *list, const bool *is_open, enum audience audience,
                              struct summary *ret_summary);

// The objects of their cells in a release: a hash of workshop and word; a theme's own id, which among mentions is this text.
int64_t summary_word_object(struct workshop_id workshop, const char *plain);
const char *summary_theme_key(struct call *call, struct theme_id theme);

#endif
