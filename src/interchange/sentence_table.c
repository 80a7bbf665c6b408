// sentence_table.c - finds the column of sentences in a table, and folds them.
#include "interchange/sentence_table.h"

#include "i18n/plain_words.h"

// The first of these names that the table has; NULL: none.
static const char *known_column(const struct csv_table *csv, const char *const *names)
{
    while (*names != NULL && !csv_has_column(csv, *names))
        names++;
    return *names;
}

static enum err sentence_column(struct arena *arena, const struct csv_table *csv, const char *wanted, size_t *ret_column,
                                const char **ret_why)
{
    static const char *const names[] = {"comment-body", "words", "text", "sentence", NULL};
    const char *name = wanted != NULL ? wanted : csv->columns.n == 1 ? csv->columns.at[0] : known_column(csv, names);
    if (name != NULL)
        return csv_column(arena, csv, name, ret_column, ret_why);
    *ret_why = arena_print(arena, "%s, line 1: say which column has the sentences: --column NAME.", csv->file);
    return ERR_INVALID;
}

enum err sentence_table_read(struct arena *arena, const char *path, const char *column, enum language language,
                             struct sentence_table *ret_table, const char **ret_why)
{
    static const char *const names[] = {"comment-id", "id", NULL};
    struct csv_table csv;
    size_t words, id = SIZE_MAX;
    TRY(csv_read_file(arena, NULL, path, &csv, ret_why));
    TRY(sentence_column(arena, &csv, column, &words, ret_why));
    const char *id_name = known_column(&csv, names);
    if (id_name != NULL)
        TRY(csv_column(arena, &csv, id_name, &id, ret_why));
    struct sentence_table table = {.words = ARENA_ARRAY(arena, const char *, csv.n + 1),
                                   .plain = ARENA_ARRAY(arena, const char *, csv.n + 1),
                                   .id = ARENA_ARRAY(arena, const char *, csv.n + 1),
                                   .n = csv.n};
    for (size_t i = 0; i < csv.n && !arena_is_full(arena); i++) {
        table.words[i] = csv.at[i].at[words];
        table.plain[i] = plain_words(arena, language, table.words[i]);
        table.id[i] = id == SIZE_MAX ? arena_print(arena, "%zu", csv.at[i].line) : csv.at[i].at[id];
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_table = table;
    return OK;
}
