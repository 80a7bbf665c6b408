// pairs_table.c - numbers the things of a file of comparisons from 0, in the order of their names.
#include "interchange/pairs_table.h"

#include <stdlib.h>
#include <string.h>

#include "interchange/csv.h"

static int name_order(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

// Sorts and keeps one of each. Returns how many are left.
static size_t names_sort(const char **names, size_t n)
{
    size_t kept = 0;
    qsort(names, n, sizeof *names, name_order);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(names[i], names[kept - 1]) != 0)
            names[kept++] = names[i];
    return kept;
}

static uint32_t place_of(const struct pairs_table *table, const char *name)
{
    const char **at = bsearch(&name, table->items, table->item_count, sizeof *table->items, name_order);
    return (uint32_t)(at - table->items);
}

static enum err row_check(struct arena *arena, const struct csv_table *csv, size_t row, size_t winner, size_t loser,
                          const char **ret_why)
{
    const char *won = csv->at[row].at[winner], *lost = csv->at[row].at[loser];
    if (*won != '\0' && *lost != '\0' && strcmp(won, lost) != 0)
        return OK;
    if (*won == '\0' || *lost == '\0')
        *ret_why = arena_print(arena, "%s, line %zu: the column '%s' is empty.", csv->file, csv->at[row].line,
                               *won == '\0' ? "winner" : "loser");
    else
        *ret_why = arena_print(arena, "%s, line %zu: '%.60s' is compared with itself.", csv->file, csv->at[row].line, won);
    return ERR_INVALID;
}

static size_t people_count(struct arena *arena, const struct csv_table *csv, size_t person)
{
    const char **people = ARENA_ARRAY(arena, const char *, csv->n + 1);
    size_t n = 0;
    for (size_t row = 0; row < csv->n; row++)
        if (*csv->at[row].at[person] != '\0')
            people[n++] = csv->at[row].at[person];
    return names_sort(people, n);
}

enum err pairs_table_read(struct arena *arena, const char *path, struct pairs_table *ret_table, const char **ret_why)
{
    struct csv_table csv;
    struct pairs_table table = {0};
    size_t winner, loser, person;
    TRY(csv_read_file(arena, NULL, path, &csv, ret_why));
    TRY(csv_column(arena, &csv, "winner", &winner, ret_why));
    TRY(csv_column(arena, &csv, "loser", &loser, ret_why));
    table.items = ARENA_ARRAY(arena, const char *, 2 * csv.n + 1);
    table.comparisons = ARENA_ARRAY(arena, struct comparison, csv.n + 1);
    table.n = csv.n;
    for (size_t row = 0; row < csv.n; row++) {
        TRY(row_check(arena, &csv, row, winner, loser, ret_why));
        table.items[table.item_count++] = csv.at[row].at[winner];
        table.items[table.item_count++] = csv.at[row].at[loser];
    }
    table.item_count = names_sort(table.items, table.item_count);
    if (table.item_count > RANKING_MOST) {
        *ret_why = arena_print(arena, "%s: %zu things are compared; %d is the most.", csv.file, table.item_count, RANKING_MOST);
        return ERR_LIMIT;
    }
    for (size_t row = 0; row < csv.n; row++)
        table.comparisons[row] = (struct comparison){place_of(&table, csv.at[row].at[winner]), place_of(&table, csv.at[row].at[loser])};
    if (csv_has_column(&csv, "person")) {
        TRY(csv_column(arena, &csv, "person", &person, ret_why));
        table.people = people_count(arena, &csv, person);
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_table = table;
    return OK;
}
