// opinion_table.h - votes as the mathematics takes them, with the names of people and statements beside them.
#ifndef SEMPRE_INTERCHANGE_OPINION_TABLE_H
#define SEMPRE_INTERCHANGE_OPINION_TABLE_H

#include "insight/vote_matrix.h"
#include "interchange/polis.h"

struct opinion_table {
    const char *topic;           // "" where not said
    size_t statements, participants;
    const int64_t *statement_id; // ascending
    const char *const *words;    // by statement; "" where not said
    const int64_t *participant_id; // ascending; those with at least one vote
    bool *is_out;                // by statement: moderated out
    struct vote *votes;
    size_t vote_count;
};

// `path`: a folder as Polis exports it, or one of its tables of votes. `participants` (may be NULL): a table with a column
// `participant`; only the people in it count. Errors with `ret_why` as those of polis_read.
CHECKED enum err opinion_table_read(struct arena *arena, const char *path, const char *participants, struct opinion_table *ret_table,
                                    const char **ret_why);

#endif
