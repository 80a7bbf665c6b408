// open_step.h - what the public may read of a workshop, for files that programs read: the steps whose results are open to all, each
// statement in them, and what releases show of it. No live count is read, and nothing here says who spoke or when.
#ifndef SEMPRE_WORKSHOPS_OPEN_STEP_H
#define SEMPRE_WORKSHOPS_OPEN_STEP_H

#include "workshops/result.h"

struct open_statement {
    const char *key;       // names it in files, the same each time; 13 signs that follow from its id and the installation's key, so that
                           // they tell neither when it was said nor after what
    struct words words;    // as it was said
    struct text_id text;   // v 0: there are no translations, or they are those of the step's question
    struct result_row row; // the figures the public sees; its contribution holds no words
};

// Whether the public may read the results of a step.
bool activity_is_open_to_read(const struct workshop *workshop, const struct activity *activity);

// Every statement of a step that is shown, in the order of the keys. What `see` is given lasts until it returns; its error ends the
// reading. Beside a batch of words only ids and keys are held: 48 bytes a statement.
typedef enum err open_statement_see(void *context, const struct open_statement *statement);
CHECKED enum err open_statements_each(struct call *call, const struct activity *activity, open_statement_see *see, void *context);

// One count of a workshop that belongs to no statement.
enum open_count_kind { OPEN_GROUP, OPEN_WORD, OPEN_THEME };
struct open_count {
    enum open_count_kind kind;
    const struct activity *activity; // OPEN_GROUP: the step
    const char *what;                // the word or theme; of a group its number, from 1
    struct figure figure;
};
struct open_counts {
    struct open_count *at;
    size_t n, cap;
};
// Groups of opinion, themes and words as the public page tells them. `list`: all steps of the workshop, read ahead for the public.
CHECKED enum err open_counts_of(struct call *call, const struct workshop *workshop, const struct activity_list *list,
                                struct open_counts *ret_counts);

#endif
