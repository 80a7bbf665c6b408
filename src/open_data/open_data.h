// open_data.h - what the public may read of a network, as a data package (Frictionless Data Package 2.0): tables as CSV and as JSON, what
// their columns mean, and the licence.
//
// Everything is read as a visitor reads it, whom nobody knows. Numbers of people are those of releases. docs/internals/open_data.md.
#ifndef SEMPRE_OPEN_DATA_OPEN_DATA_H
#define SEMPRE_OPEN_DATA_OPEN_DATA_H

#include "feature/feature.h"
#include "networks/network.h"
#include "open_data/open_table.h"

struct licence {
    const char *name;  // by SPDX: "CC-BY-4.0"
    const char *title; // as it calls itself
    const char *path;  // where its text is
};

struct open_data {
    struct call *call;        // a visitor who reads in the network's language; what it reads lasts
    struct call *part;        // the same; what it reads lasts until data_part_over
    struct network network;
    const struct licence *licence;
    int64_t released_at;      // when figures were published last; 0: never
};

// ERR_NOT_FOUND: there is no such network. `part` lends it memory and is emptied again and again.
CHECKED enum err open_data_begin(struct call *call, const char *slug, struct arena *part, struct open_data *ret_data);
void data_part_over(struct open_data *data);

// Writes a table into either or both files. Errors: those of data_file_add and of the database.
CHECKED enum err open_data_table(struct open_data *data, const struct data_table *table, struct data_file *csv, struct data_file *json,
                                 int64_t *ret_rows);

// A table whose files were written.
struct open_file_pair {
    const struct data_table *table;
    struct data_file csv, json;
    int64_t rows;
};
struct open_file_pairs {
    struct open_file_pair *at;
    size_t n, cap;
};

// What describes the package: datapackage.json, and for people README.md in the network's language.
#define DESCRIPTOR_NAME "datapackage.json"
#define DICTIONARY_NAME "README.md"
CHECKED enum err open_data_descriptor(struct open_data *data, struct open_file_pairs *files, struct buf *out);
void open_data_dictionary(struct open_data *data, struct buf *out);

// The licence that the setting `open_data_licence` names.
extern const struct setting open_data_settings[]; // ended by {0}
const struct licence *open_data_licence(struct call *call);

// --- open_rows.c and open_step_rows.c ---
#define ROWS_OF(name) CHECKED enum err name(struct open_data *data, struct data_writer *writer)
ROWS_OF(network_rows);
ROWS_OF(area_figure_rows);
ROWS_OF(organisation_rows);
ROWS_OF(need_rows);
ROWS_OF(need_workshop_rows);
ROWS_OF(answer_rows_open);
ROWS_OF(workshop_rows);
ROWS_OF(step_rows);
ROWS_OF(statement_rows);
ROWS_OF(count_rows);
ROWS_OF(translation_rows);
#undef ROWS_OF

const char *open_id(struct arena *arena, int64_t id);         // 13 signs
const char *open_day(struct open_data *data, int64_t at);     // in the network; NULL where `at` is 0
const char *open_moment(struct open_data *data, int64_t at);  // UTC; NULL where `at` is 0

#endif
