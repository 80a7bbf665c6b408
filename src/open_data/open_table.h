// open_table.h - tables of open data: what their columns are, and rows written as CSV and as JSON at once, counted and hashed.
#ifndef SEMPRE_OPEN_DATA_OPEN_TABLE_H
#define SEMPRE_OPEN_DATA_OPEN_TABLE_H

#include <sodium.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "web/form.h"

// --- what a table is ---

// Types of the Table Schema.
enum data_type { DATA_STRING, DATA_INTEGER, DATA_NUMBER, DATA_BOOLEAN, DATA_DATE, DATA_DATETIME, DATA_YEAR };

struct data_field {
    const char *name;
    enum data_type type;
    const char *title;            // msgid
    const char *about;            // msgid, or NULL: the title says it
    const struct choice *choices; // every value it may have, ended by {0}, and what it means (msgid, or NULL); NULL: any
    bool required;
};

// These columns name a row of another table, by the key of that table, which has columns of the same names.
struct data_reference {
    const char *table;
    const char *fields[3]; // ended by NULL
};

enum { DATA_FIELDS = 12 };

struct open_data;
struct data_writer;
struct data_table {
    const char *name;                 // of its files and in the package
    const char *title, *about;        // msgids
    const struct data_field *fields;  // ended by {0}; at most DATA_FIELDS
    const char *key[6];               // columns that name a row, ended by NULL
    const struct data_reference *references; // ended by {0}, or NULL
    CHECKED enum err (*write)(struct open_data *data, struct data_writer *writer); // all its rows
};

// Every table, ended by NULL, in the order in which people read them: open_tables.c.
extern const struct data_table *const open_tables[];
size_t data_field_count(const struct data_table *table);
const char *data_type_name(enum data_type type);

// --- writing one ---

// A file that is being written: its bytes go to `to` or `into`, or nowhere, to be counted and hashed only.
struct data_file {
    FILE *to;
    struct buf *into;
    int64_t most; // bytes; 0: any
    int64_t bytes;
    crypto_hash_sha256_state hash;
};
void data_file_begin(struct data_file *file);
// ERR_STORE: it cannot be written, see errno; ERR_LIMIT: more than `most`.
CHECKED enum err data_file_add(struct data_file *file, const char *bytes, size_t n);
// SHA-256 as 64 hexadecimal signs, of all that was added. Owned by `arena`.
const char *data_file_hash(struct arena *arena, struct data_file *file);

struct data_writer {
    const struct data_table *table;
    struct data_file *csv, *json; // either may be NULL
    struct buf line;              // the row
    int64_t rows;
};

// One value. `text` NULL or "": there is none. `is_bare`: a number or true or false, which JSON writes without quotes.
struct data_cell {
    const char *text;
    bool is_bare;
};
static inline struct data_cell cell_text(const char *text)
{
    return (struct data_cell){text, false};
}
struct data_cell cell_number(struct arena *arena, int64_t number);
struct data_cell cell_decimal(struct arena *arena, double number, int digits);
struct data_cell cell_bool(bool value);

// The first line of the CSV; a row, one cell a column; and the end of the JSON. Errors: those of data_file_add.
CHECKED enum err data_begin(struct arena *arena, struct data_writer *writer);
CHECKED enum err data_row(struct data_writer *writer, const struct data_cell *cells, size_t n);
CHECKED enum err data_end(struct data_writer *writer);
#define DATA_ROW(writer, ...) \
    data_row((writer), (const struct data_cell[]){__VA_ARGS__}, sizeof((const struct data_cell[]){__VA_ARGS__}) / sizeof(struct data_cell))

#endif
