// pabulib.h - participatory budgets in the .pb files of Pabulib (pabulib.org/format; arXiv:2012.06539), read and written.
//
// A file has the sections META (key;value), PROJECTS and VOTES, each with its row of column names, fields divided by ';'. Columns
// may stand in any order; a byte-order mark, CR LF, quotes and empty votes are taken as they come. Vote types and what a ballot counts
// in struct budget: approval, choose-1: each project 1; cumulative, scoring: its points; ordinal: Borda over max_length,
// the first max_length points, each next one fewer (without max_length the number of projects).
#ifndef SEMPRE_INTERCHANGE_PABULIB_H
#define SEMPRE_INTERCHANGE_PABULIB_H

#include <stdio.h>

#include "base/vec.h"
#include "insight/budget.h"

enum pabulib_vote_type { PABULIB_APPROVAL, PABULIB_ORDINAL, PABULIB_CUMULATIVE, PABULIB_CHOOSE_1, PABULIB_SCORING };

struct pabulib_meta {
    const char *key, *value;
    size_t line;
};
struct pabulib_meta_list {
    struct pabulib_meta *at;
    size_t n, cap;
};

struct pabulib_project {
    const char *id, *name;     // the name is the id where there is none
    const char *const *fields; // one a column of project_columns
};
struct pabulib_project_list {
    struct pabulib_project *at;
    size_t n, cap;
};

struct pabulib {
    const char *file;                      // for messages
    struct pabulib_meta_list meta;         // in the order of the file
    enum pabulib_vote_type vote_type;
    struct strings project_columns, vote_columns;
    struct pabulib_project_list projects;  // in the order of the file; its indices are those in `budget`
    const char *voters;                    // one behind the other the fields of each row, each ended by NUL, in the order of vote_columns;
                                           // of the ballot's own columns, which `budget` holds, only the NUL
    size_t vote_column, points_column;     // which those are; SIZE_MAX where there are no points
    struct budget budget;                  // ordinal ballots: most wanted first
    int64_t points_unit;                   // 1 point is so many in budget.ballot_points
};

// Reads `n` bytes of a file called `file`, with libcsv: O(n). The result is owned by the arena. Errors: ERR_INVALID with `ret_why`
// ("town.pb, line 7: ..."): not UTF-8, a quote that never ends, a section, column or value that is missing or wrong, an unknown
// project, one named twice, counts that contradict META. ERR_LIMIT: the arena is full, or numbers beyond budget.h.
CHECKED enum err pabulib_read(struct arena *arena, const char *file, const char *bytes, size_t n, struct pabulib *ret_pabulib,
                              const char **ret_why);

// The same from a path, piece by piece. ERR_NOT_FOUND, ERR_STORE with `ret_why`.
CHECKED enum err pabulib_read_file(struct arena *arena, const char *path, struct pabulib *ret_pabulib, const char **ret_why);

// The value of a key of META, or NULL.
const char *pabulib_meta(const struct pabulib *pabulib, const char *key);

// "approval", "choose-1" ...
const char *pabulib_vote_type_name(enum pabulib_vote_type type);

// Writes everything that was read; reading it gives the same again. With `selected` ([projects], may be NULL) the column of that name
// says 1 or 0. ERR_STORE.
CHECKED enum err pabulib_write(const struct pabulib *pabulib, const bool *selected, FILE *out);

// Money or points in words of a file: 150 with a unit of 100 is "1.5". Owned by the arena.
const char *pabulib_number(struct arena *arena, int64_t value, int64_t unit);

#endif
