// sentence_table.h - a CSV file of sentences: what people said, one a row.
#ifndef SEMPRE_INTERCHANGE_SENTENCE_TABLE_H
#define SEMPRE_INTERCHANGE_SENTENCE_TABLE_H

#include "feature/feature.h"
#include "interchange/csv.h"

struct sentence_table {
    struct csv_table csv; // the whole table; what follows is by its rows
    const char **words;   // as written
    const char **id;      // of the column comment-id or id, else the line in the file
};

// The sentences of the column called `column`; where that is NULL, of comment-body, words, text or sentence, or of the only column.
// Errors: ERR_NOT_FOUND, ERR_INVALID with file, line and reason, ERR_LIMIT (arena); `ret_why` says so.
CHECKED enum err sentence_table_read(struct arena *arena, const char *path, const char *column, struct sentence_table *ret_table,
                                     const char **ret_why);

// --language; English where it is not said. ERR_INVALID with arguments->why.
CHECKED enum err sentence_language_read(struct arguments *arguments, enum language *ret_language);

#endif
