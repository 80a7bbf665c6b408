// csv.h - tables in CSV files (RFC 4180), read with libcsv: whole, checked, with the line each row begins at.
#ifndef SEMPRE_INTERCHANGE_CSV_H
#define SEMPRE_INTERCHANGE_CSV_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

struct csv_row {
    const char **at; // as many as the table has columns
    size_t line;     // in the file, from 1
};

struct csv_table {
    const char *file;        // for messages
    struct strings columns;  // of the first line
    struct csv_row *at;
    size_t n, cap;
};

// Reads `n` bytes of a file called `file`. A byte-order mark is skipped, empty lines are ignored. Errors: ERR_INVALID with `ret_why`
// ("votes.csv, line 7: ..."): not UTF-8, a quote that never ends, a row with more or fewer fields than the first line;
// ERR_LIMIT (arena).
CHECKED enum err csv_read(struct arena *arena, const char *file, const char *bytes, size_t n, struct csv_table *ret_table,
                          const char **ret_why);

// Reads a file; folder NULL: `file` is its whole path. ERR_NOT_FOUND where there is none.
CHECKED enum err csv_read_file(struct arena *arena, const char *folder, const char *file, struct csv_table *ret_table,
                               const char **ret_why);

// Is given the table first with its columns only (n = 0), then once a row with that row only (n = 1), whose fields last until it
// returns. An error ends the reading.
typedef enum err csv_came(struct csv_table *table, void *context, const char **ret_why);

// Reads a file row by row, in as much memory as its longest row needs. Errors: those of csv_read_file, and of `came`.
CHECKED enum err csv_each(struct arena *arena, const char *folder, const char *file, csv_came *came, void *context,
                          const char **ret_why);

bool csv_has_column(const struct csv_table *table, const char *name);

// The first of these names, ended by NULL, that a column has; NULL: none.
const char *csv_known_column(const struct csv_table *table, const char *const *names);

// Which column has that name. ERR_INVALID with `ret_why` where none has.
CHECKED enum err csv_column(struct arena *arena, const struct csv_table *table, const char *name, size_t *ret_column,
                            const char **ret_why);

// The whole number in a field, from `least` to `most`. ERR_INVALID with `ret_why`.
CHECKED enum err csv_number(struct arena *arena, const struct csv_table *table, size_t row, size_t column, int64_t least,
                            int64_t most, int64_t *ret_number, const char **ret_why);

// The number in a field, finite, perhaps with a point and an exponent. ERR_INVALID with `ret_why`.
CHECKED enum err csv_real(struct arena *arena, const struct csv_table *table, size_t row, size_t column, double *ret_number,
                          const char **ret_why);

#endif
