// sentence_table.h - a CSV file of sentences: what people said, one a row.
#ifndef SEMPRE_INTERCHANGE_SENTENCE_TABLE_H
#define SEMPRE_INTERCHANGE_SENTENCE_TABLE_H

#include "i18n/language.h"
#include "interchange/csv.h"

struct sentence_table {
    const char **words; // as written
    const char **plain; // folded to their words: i18n/plain_words.h
    const char **id;    // of the column comment-id or id, else the line in the file
    size_t n;
};

// The sentences of the column called `column`; where that is NULL, of comment-body, words, text or sentence, or of the only column.
// Errors: ERR_NOT_FOUND, ERR_INVALID with file, line and reason, ERR_LIMIT (arena); `ret_why` says so.
CHECKED enum err sentence_table_read(struct arena *arena, const char *path, const char *column, enum language language,
                                     struct sentence_table *ret_table, const char **ret_why);

#endif
