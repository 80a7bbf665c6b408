// pabulib_read.h - what the parts of the .pb reader share.
#ifndef SEMPRE_INTERCHANGE_PABULIB_READ_H
#define SEMPRE_INTERCHANGE_PABULIB_READ_H

#include "interchange/pabulib.h"

enum { DECIMALS_MOST = 6 }; // of money and of points

enum section { SECTION_NONE, SECTION_META, SECTION_PROJECTS, SECTION_VOTES, SECTION_COUNT };

// A number as it stands in the file: value / 10^decimals.
struct decimal {
    int64_t value;
    int decimals;
};

// A set of texts: open addressing over indices from outside.
struct name_index {
    uint32_t *slots; // index + 1, 0 where empty
    size_t size;     // a power of two
    uint32_t n;
};

struct reading {
    struct arena *arena, *scratch; // scratch: for what is looked up only while the file is read
    struct pabulib *pabulib;
    enum section section;
    bool wants_columns;            // the next row names the columns
    bool is_seen[SECTION_COUNT];
    char *row;                     // the fields of the row being read, each ended by NUL
    size_t row_n, row_cap;
    struct { size_t *at; size_t n, cap; } fields; // where each begins in `row`
    size_t line, row_line;         // now; where the row began
    const char *why;               // the first thing that is wrong
    // META
    struct decimal limit;
    int64_t max_length;            // 0 where not said
    // PROJECTS
    size_t id_column, cost_column, name_column; // SIZE_MAX where there is none
    struct { struct decimal *at; size_t n, cap; } costs;
    struct name_index project_index;
    // VOTES
    size_t voter_column;
    struct { char *at; size_t n, cap; } voters;       // see struct pabulib
    struct { size_t *at; size_t n, cap; } ends;       // of each ballot, behind a 0 for the first to begin at
    struct { uint32_t *at; size_t n, cap; } marks;
    struct { int64_t *at; size_t n, cap; } points;    // in 1 / points_unit
    struct { uint32_t *at; size_t n, cap; } named_by; // [projects]: the last voter, from 1, who named it
    struct name_index voter_index;                    // of places in `voters`
};

// The first thing that is wrong, with file and line of the row.
void reading_wrong(struct reading *reading, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The beginning of a text from the file, short enough for a message.
const char *reading_quote(struct reading *reading, const char *text);

// Field `column` of the row being read.
char *reading_field(struct reading *reading, size_t column);

// Where `name` is in the index; UINT32_MAX where it is not. `name_at` gives the text of an index.
uint32_t name_find(const struct reading *reading, const struct name_index *index, const char *name, size_t n,
                   const char *(*name_at)(const struct reading *, uint32_t));
void name_add(struct reading *reading, struct name_index *index, uint32_t added,
              const char *(*name_at)(const struct reading *, uint32_t));
const char *project_name_at(const struct reading *reading, uint32_t project);

// A number with at most DECIMALS_MOST decimals; false where it is none or too large for the program.
bool decimal_read(const char *text, struct decimal *ret_decimal);

// value x 10^(decimals - its own), false on overflow.
bool decimal_scale(struct decimal decimal, int decimals, int64_t *ret_value);

// pabulib_vote.c: a row of VOTES.
void vote_read(struct reading *reading);

// pabulib.c: what libcsv calls with a struct reading.
void field_came(void *bytes, size_t n, void *context);
void row_ended(int end, void *context);

#endif
