// opinion_table.h - votes as the mathematics takes them, with the names of people and statements beside them.
#ifndef SEMPRE_INTERCHANGE_OPINION_TABLE_H
#define SEMPRE_INTERCHANGE_OPINION_TABLE_H

#include "insight/vote_matrix.h"
#include "interchange/polis.h"

struct opinion_table {
    const char *topic;             // "" where not said
    const int64_t *statement_id;   // ascending
    const char *const *words;      // by statement; "" where not said
    const int64_t *participant_id; // ascending; those with at least one vote
    struct vote_matrix matrix;     // numbered in the order of the ids
};

// `path`: a folder as Polis exports it, or one of its tables of votes by itself: votes.csv (its timestamp may be missing: then the later row
// counts) or participants-votes.csv; statements are those it has votes on then, without words or moderation. `participants` (may be NULL):
// a table with a column `participant`; only the people in it count. The votes are read row by row, twice: first they are counted, then they
// go where they belong, so that n votes need 4 bytes each in the arena, and 8 more while they are read where they have times. Errors with
// `ret_why` as those of polis_read; ERR_STORE also where the file changes meanwhile.
CHECKED enum err opinion_table_read(struct arena *arena, const char *path, const char *participants, struct opinion_table *ret_table,
                                    const char **ret_why);

#endif
