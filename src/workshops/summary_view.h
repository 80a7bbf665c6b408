// summary_view.h - the data of what people spoke of, as tables.
#ifndef SEMPRE_WORKSHOPS_SUMMARY_VIEW_H
#define SEMPRE_WORKSHOPS_SUMMARY_VIEW_H

#include "web/view.h"

struct summary_cell {
    const char *number;      // as the audience may see it
};
struct summary_cells {
    struct summary_cell *at;
    size_t n, cap;
};
struct summary_line {
    struct words what;
    const char *people;
    struct summary_cells by_step;
};
struct summary_lines {
    struct summary_line *at;
    size_t n, cap;
};
struct summary_step {
    struct words title;
};
struct summary_steps {
    struct summary_step *at;
    size_t n, cap;
};
struct summary_table {
    const char *caption;
    struct summary_lines lines;
    struct summary_steps steps; // none where there is only one
};
struct summary_view {
    struct summary_table themes, words;
};

#endif
