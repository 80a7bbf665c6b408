// sentence_table.c - finds the column of sentences in a table, and what the rows are called.
#include "interchange/sentence_table.h"

static enum err sentence_column(struct arena *arena, const struct csv_table *csv, const char *wanted, size_t *ret_column,
                                const char **ret_why)
{
    static const char *const names[] = {"comment-body", "words", "text", "sentence", NULL};
    const char *name = wanted != NULL ? wanted : csv->columns.n == 1 ? csv->columns.at[0] : csv_known_column(csv, names);
    if (name != NULL)
        return csv_column(arena, csv, name, ret_column, ret_why);
    *ret_why = arena_print(arena, "%s, line 1: say which column has the sentences: --column NAME.", csv->file);
    return ERR_INVALID;
}

enum err sentence_table_read(struct arena *arena, const char *path, const char *column, struct sentence_table *ret_table,
                             const char **ret_why)
{
    static const char *const names[] = {"comment-id", "id", NULL};
    struct csv_table csv;
    size_t words, id = SIZE_MAX;
    TRY(csv_read_file(arena, NULL, path, &csv, ret_why));
    TRY(sentence_column(arena, &csv, column, &words, ret_why));
    const char *id_name = csv_known_column(&csv, names);
    if (id_name != NULL)
        TRY(csv_column(arena, &csv, id_name, &id, ret_why));
    struct sentence_table table = {.csv = csv,
                                   .words = ARENA_ARRAY(arena, const char *, csv.n + 1),
                                   .id = ARENA_ARRAY(arena, const char *, csv.n + 1)};
    for (size_t i = 0; i < csv.n && !arena_is_full(arena); i++) {
        table.words[i] = csv.at[i].at[words];
        table.id[i] = id == SIZE_MAX ? arena_print(arena, "%zu", csv.at[i].line) : csv.at[i].at[id];
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_table = table;
    return OK;
}

enum err sentence_language_read(struct arguments *arguments, enum language *ret_language)
{
    const char *tag = arguments_option(arguments, "language");
    enum language language = tag == NULL ? LANGUAGE_EN : language_of(tag);
    if (language != LANGUAGE_NONE) {
        *ret_language = language;
        return OK;
    }
    arguments->why = "Write --language with da, de, en, et, fi, lt, lv, nb, pl, ru, sv or uk.";
    return ERR_INVALID;
}
