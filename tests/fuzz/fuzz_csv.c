// fuzz_csv.c - CSV files from any bytes: a table has a field for every column, each of them text, or a sentence says why not.
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "interchange/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_numbers(struct arena *arena, const struct csv_table *table, size_t column)
{
    for (size_t row = 0; row < table->n; row++) {
        int64_t number = 7;
        const char *why = NULL;
        enum err error = csv_number(arena, table, row, column, -1, 1000, &number, &why);
        assert(error == OK ? number >= -1 && number <= 1000 : error == ERR_INVALID && number == 7 && why != NULL);
    }
}

static void check_table(struct arena *arena, const struct csv_table *table, size_t n)
{
    assert(table->columns.n > 0);
    size_t line = 1;
    for (size_t row = 0; row < table->n; row++) {
        assert(table->at[row].line > line && table->at[row].line <= n + 1);
        line = table->at[row].line;
        for (size_t column = 0; column < table->columns.n; column++) {
            const char *field = table->at[row].at[column];
            assert(strlen(field) <= n && utf8_is_valid(field, strlen(field)));
        }
    }
    for (size_t i = 0; i < table->columns.n; i++) {
        size_t column = SIZE_MAX;
        const char *why = NULL;
        enum err error = csv_column(arena, table, table->columns.at[i], &column, &why);
        assert(error == OK && column <= i); // the first of that name
        check_numbers(arena, table, column);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    char *file = arena_alloc(arena, n); // no NUL is promised behind it
    if (n > 0)
        memcpy(file, bytes, n);
    struct csv_table table;
    const char *why = NULL;
    enum err error = csv_read(arena, "votes.csv", file, n, &table, &why);
    if (error == OK)
        check_table(arena, &table, n);
    else
        assert(error == ERR_INVALID && strncmp(why, "votes.csv, line ", 16) == 0);
    arena_reset(arena);
    return 0;
}
