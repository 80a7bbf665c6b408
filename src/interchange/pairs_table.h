// pairs_table.h - a CSV file of comparisons: who or what was preferred to what, and perhaps by whom.
#ifndef SEMPRE_INTERCHANGE_PAIRS_TABLE_H
#define SEMPRE_INTERCHANGE_PAIRS_TABLE_H

#include "base/arena.h"
#include "insight/ranking.h"

struct pairs_table {
    const char **items; // their names, in the order of their bytes; items[i] is thing i of the comparisons
    size_t item_count;
    struct comparison *comparisons;
    size_t n;
    size_t people; // 0 where the file does not say
};

// Columns winner, loser and perhaps person. Errors: ERR_NOT_FOUND, ERR_INVALID with file, line and reason, ERR_LIMIT: more than
// RANKING_MOST things; `ret_why` says so.
CHECKED enum err pairs_table_read(struct arena *arena, const char *path, struct pairs_table *ret_table, const char **ret_why);

#endif
