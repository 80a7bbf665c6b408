// pairs_table.c - numbers the things of a file of comparisons from 0, in the order of their names.
#include "interchange/pairs_table.h"

#include <stdlib.h>
#include <string.h>

#include "interchange/csv.h"

enum { SLOTS = 4 * 1024 }; // a power of two, several times RANKING_MOST

// The names met so far, found again by their hash (FNV-1a).
struct names {
    const char *at[RANKING_MOST];
    size_t n;
    uint16_t slots[SLOTS]; // 1 + the place in `at`; 0: free
};

// The place of the name, which is added where it is new. ERR_LIMIT: one name too many.
static enum err name_place(struct names *names, const char *name, uint32_t *ret_place)
{
    uint32_t hash = 2166136261U;
    for (const char *at = name; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    size_t slot = (hash ^ (hash >> 16)) % SLOTS;
    while (names->slots[slot] != 0 && strcmp(names->at[names->slots[slot] - 1], name) != 0)
        slot = (slot + 1) % SLOTS;
    if (names->slots[slot] == 0) {
        if (names->n == RANKING_MOST)
            return ERR_LIMIT;
        names->at[names->n++] = name;
        names->slots[slot] = (uint16_t)names->n;
    }
    *ret_place = names->slots[slot] - 1U;
    return OK;
}

static int name_order(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

// Puts the names in order and numbers the comparisons so.
static void names_sort(struct arena *arena, struct names *names, struct pairs_table *table)
{
    uint32_t *place = ARENA_ARRAY(arena, uint32_t, names->n + 1);
    table->items = ARENA_ARRAY(arena, const char *, names->n + 1);
    table->item_count = names->n;
    memcpy(table->items, names->at, names->n * sizeof *table->items);
    qsort(table->items, names->n, sizeof *table->items, name_order);
    for (size_t i = 0; i < names->n; i++) {
        const char **at = bsearch(&names->at[i], table->items, names->n, sizeof *table->items, name_order);
        place[i] = (uint32_t)(at - table->items);
    }
    for (size_t i = 0; i < table->n; i++)
        table->comparisons[i] = (struct comparison){place[table->comparisons[i].winner], place[table->comparisons[i].loser]};
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
    size_t n = 0, count = 0;
    for (size_t row = 0; row < csv->n; row++)
        if (*csv->at[row].at[person] != '\0')
            people[n++] = csv->at[row].at[person];
    qsort(people, n, sizeof *people, name_order);
    for (size_t i = 0; i < n; i++)
        count += i == 0 || strcmp(people[i], people[i - 1]) != 0;
    return count;
}

enum err pairs_table_read(struct arena *arena, const char *path, struct pairs_table *ret_table, const char **ret_why)
{
    struct csv_table csv;
    struct names *names = ARENA_NEW(arena, struct names);
    size_t winner, loser, person;
    TRY(csv_read_file(arena, NULL, path, &csv, ret_why));
    TRY(csv_column(arena, &csv, "winner", &winner, ret_why));
    TRY(csv_column(arena, &csv, "loser", &loser, ret_why));
    struct pairs_table table = {.comparisons = ARENA_ARRAY(arena, struct comparison, csv.n + 1), .n = csv.n};
    for (size_t row = 0; row < csv.n; row++) {
        struct comparison *comparison = &table.comparisons[row];
        TRY(row_check(arena, &csv, row, winner, loser, ret_why));
        enum err error = name_place(names, csv.at[row].at[winner], &comparison->winner);
        if (error == OK)
            error = name_place(names, csv.at[row].at[loser], &comparison->loser);
        if (error != OK)
            *ret_why = arena_print(arena, "%s, line %zu: more than %d things are compared.", csv.file, csv.at[row].line, RANKING_MOST);
        TRY(error);
    }
    names_sort(arena, names, &table);
    if (csv_has_column(&csv, "person")) {
        TRY(csv_column(arena, &csv, "person", &person, ret_why));
        table.people = people_count(arena, &csv, person);
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_table = table;
    return OK;
}
