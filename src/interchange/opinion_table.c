// opinion_table.c - numbers people and statements from 0, in the order of their ids.
#include "interchange/opinion_table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void path_split(struct arena *arena, const char *path, const char **ret_folder, const char **ret_file)
{
    const char *slash = strrchr(path, '/');
    *ret_folder = slash == NULL ? "." : slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
    *ret_file = slash == NULL ? path : slash + 1;
}

static int number_order(const void *one, const void *other)
{
    const int64_t *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

// Drops the votes of those who are not in the file's column `participant`.
static enum err people_keep(struct arena *arena, const char *path, struct polis *polis, const char **ret_why)
{
    const char *folder, *file;
    struct csv_table table;
    size_t column, kept = 0;
    path_split(arena, path, &folder, &file);
    TRY(csv_read_file(arena, folder, file, &table, ret_why));
    TRY(csv_column(arena, &table, "participant", &column, ret_why));
    int64_t *people = ARENA_ARRAY(arena, int64_t, table.n + 1);
    for (size_t row = 0; row < table.n; row++)
        TRY(csv_number(arena, &table, row, column, 0, INT64_MAX / 2, &people[row], ret_why));
    qsort(people, table.n, sizeof *people, number_order);
    for (size_t i = 0; i < polis->vote_count; i++)
        if (bsearch(&polis->votes[i].voter, people, table.n, sizeof *people, number_order) != NULL)
            polis->votes[kept++] = polis->votes[i];
    polis->vote_count = kept;
    return OK;
}

static uint32_t place_of(const int64_t *ids, size_t n, int64_t id)
{
    return (uint32_t)((const int64_t *)bsearch(&id, ids, n, sizeof *ids, number_order) - ids);
}

// The votes of polis ascend by voter.
static void table_fill(struct arena *arena, const struct polis *polis, struct opinion_table *table)
{
    int64_t *statements = ARENA_ARRAY(arena, int64_t, polis->comment_count + 1);
    int64_t *people = ARENA_ARRAY(arena, int64_t, polis->people_count + 1);
    const char **words = ARENA_ARRAY(arena, const char *, polis->comment_count + 1);
    table->is_out = ARENA_ARRAY(arena, bool, polis->comment_count + 1);
    table->votes = ARENA_ARRAY(arena, struct vote, polis->vote_count + 1);
    for (size_t i = 0; i < polis->comment_count; i++) {
        statements[i] = polis->comments[i].id;
        words[i] = polis->comments[i].words;
        table->is_out[i] = polis->comments[i].moderated < 0;
    }
    for (size_t i = 0; i < polis->vote_count; i++) {
        const struct polis_vote *vote = &polis->votes[i];
        if (i == 0 || vote->voter != polis->votes[i - 1].voter)
            people[table->participants++] = vote->voter;
        table->votes[i] = (struct vote){.participant = (uint32_t)(table->participants - 1),
                                        .statement = place_of(statements, polis->comment_count, vote->comment),
                                        .value = (int32_t)vote->value};
    }
    table->topic = polis->topic;
    table->statements = polis->comment_count;
    table->statement_id = statements;
    table->words = words;
    table->participant_id = people;
    table->vote_count = polis->vote_count;
}

enum err opinion_table_read(struct arena *arena, const char *path, const char *participants, struct opinion_table *ret_table,
                            const char **ret_why)
{
    struct opinion_table table = {0};
    struct polis polis;
    struct stat about;
    const char *folder, *file;
    path_split(arena, path, &folder, &file);
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        TRY(polis_read(arena, path, &polis, ret_why));
    else
        TRY(polis_read_table(arena, folder, file, &polis, ret_why));
    if (participants != NULL)
        TRY(people_keep(arena, participants, &polis, ret_why));
    table_fill(arena, &polis, &table);
    *ret_table = table;
    return OK;
}
