// opinion_table.c - numbers people and statements from 0, in the order of their ids, and puts the votes on them into rows.
#include "interchange/opinion_table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "interchange/id_index.h"

static const int64_t id_most = INT64_MAX / 2;

// One file of votes, read twice.
struct votes {
    struct arena *arena;             // for what is kept
    struct arena *scratch;
    bool has_statements;             // from comments.csv; else the table names them as it goes
    const int64_t *only;             // these people count, ascending; NULL: all
    size_t only_n;
    bool is_matrix, has_times;
    size_t at_column, statement_column, voter_column, value_column;
    int64_t *column_ids;             // of a matrix: the statement of each column; -1: none
    struct id_index people, statements; // as they come
    struct { size_t *at; size_t n, cap; } counts; // votes by person
    size_t n;                        // votes
    // The second time
    bool is_second;
    uint32_t *person_number, *statement_number; // by their place in the index: their place in the order of ids
    size_t *next;                    // by person's number: where their next cell goes
    uint32_t *cells;
    int64_t *times;                  // beside cells
};

static int number_order(const void *one, const void *other)
{
    const int64_t *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

static bool counts_too(const struct votes *votes, int64_t voter)
{
    return votes->only == NULL || bsearch(&voter, votes->only, votes->only_n, sizeof *votes->only, number_order) != NULL;
}

// --- votes ---

static enum err changed(const struct votes *votes, const char *file, const char **ret_why)
{
    *ret_why = arena_print(votes->arena, "The file %s changed while it was read.", file);
    return ERR_STORE;
}

static void vote_count(struct votes *votes, int64_t voter, int64_t statement)
{
    uint32_t person = id_add(votes->scratch, &votes->people, voter);
    if (!votes->has_statements)
        (void)id_add(votes->scratch, &votes->statements, statement);
    if (person == votes->counts.n)
        *VEC_PUSH(votes->scratch, &votes->counts) = 0;
    votes->counts.at[person]++;
    votes->n++;
}

static enum err vote_place(struct votes *votes, const char *file, int64_t voter, int64_t statement, int64_t value, int64_t at,
                           const char **ret_why)
{
    uint32_t person = id_find(&votes->people, voter), number = id_find(&votes->statements, statement);
    if (person == ID_NONE || number == ID_NONE || votes->counts.at[person] == 0)
        return changed(votes, file, ret_why);
    votes->counts.at[person]--;
    size_t to = votes->next[votes->person_number[person]]++;
    votes->cells[to] = vote_cell((struct vote){0, votes->statement_number[number], (int32_t)value});
    if (votes->has_times)
        votes->times[to] = at;
    return OK;
}

static enum err vote_came(struct votes *votes, const struct csv_table *table, int64_t voter, int64_t statement, int64_t value, int64_t at,
                          const char **ret_why)
{
    if (!counts_too(votes, voter))
        return OK;
    if (votes->is_second)
        return vote_place(votes, table->file, voter, statement, value, at, ret_why);
    vote_count(votes, voter, statement);
    return OK;
}

static enum err statement_check(const struct votes *votes, const struct csv_table *table, size_t line, int64_t id, const char **ret_why)
{
    if (!votes->has_statements || id_find(&votes->statements, id) != ID_NONE)
        return OK;
    *ret_why = arena_print(votes->arena, "%s, line %zu: the statement %lld is not in comments.csv.", table->file, line, (long long)id);
    return ERR_INVALID;
}

// --- rows ---

// A column of the matrix whose name is a number is a statement.
static enum err matrix_columns_find(struct votes *votes, const struct csv_table *table, const char **ret_why)
{
    TRY(csv_column(votes->arena, table, "participant", &votes->voter_column, ret_why));
    votes->column_ids = ARENA_ARRAY(votes->scratch, int64_t, table->columns.n);
    for (size_t column = 0; column < table->columns.n; column++) {
        const char *name = table->columns.at[column];
        bool is_statement = *name != '\0' && strspn(name, "0123456789") == strlen(name) && strlen(name) < 18;
        votes->column_ids[column] = is_statement ? strtoll(name, NULL, 10) : -1;
        if (is_statement)
            TRY(statement_check(votes, table, 1, votes->column_ids[column], ret_why));
    }
    return OK;
}

static enum err columns_find(struct votes *votes, const struct csv_table *table, const char **ret_why)
{
    if (votes->is_matrix || (!votes->has_statements && csv_has_column(table, "participant"))) {
        votes->is_matrix = true;
        return matrix_columns_find(votes, table, ret_why);
    }
    votes->has_times = votes->has_statements || csv_has_column(table, "timestamp"); // else the order of the rows tells
    if (votes->has_times)
        TRY(csv_column(votes->arena, table, "timestamp", &votes->at_column, ret_why));
    TRY(csv_column(votes->arena, table, "comment-id", &votes->statement_column, ret_why));
    TRY(csv_column(votes->arena, table, "voter-id", &votes->voter_column, ret_why));
    return csv_column(votes->arena, table, "vote", &votes->value_column, ret_why);
}

static enum err matrix_row(struct votes *votes, const struct csv_table *table, const char **ret_why)
{
    int64_t voter = 0, value = 0;
    TRY(csv_number(votes->arena, table, 0, votes->voter_column, 0, id_most, &voter, ret_why));
    for (size_t column = 0; column < table->columns.n; column++) {
        if (votes->column_ids[column] < 0 || *table->at[0].at[column] == '\0')
            continue;
        TRY(csv_number(votes->arena, table, 0, column, -1, 1, &value, ret_why));
        TRY(vote_came(votes, table, voter, votes->column_ids[column], value, 0, ret_why));
    }
    return OK;
}

static enum err row_came(struct csv_table *table, void *context, const char **ret_why)
{
    struct votes *votes = context;
    int64_t at = 0, statement = 0, voter = 0, value = 0;
    if (arena_is_full(votes->scratch))
        return ERR_LIMIT;
    if (table->n == 0)
        return columns_find(votes, table, ret_why);
    if (votes->is_matrix)
        return matrix_row(votes, table, ret_why);
    if (votes->has_times)
        TRY(csv_number(votes->arena, table, 0, votes->at_column, 0, id_most, &at, ret_why));
    TRY(csv_number(votes->arena, table, 0, votes->statement_column, 0, id_most, &statement, ret_why));
    TRY(csv_number(votes->arena, table, 0, votes->voter_column, 0, id_most, &voter, ret_why));
    TRY(csv_number(votes->arena, table, 0, votes->value_column, -1, 1, &value, ret_why));
    TRY(statement_check(votes, table, table->at[0].line, statement, ret_why));
    return vote_came(votes, table, voter, statement, value, at, ret_why);
}

// --- rows of the matrix ---

struct timed {
    int64_t at;
    size_t order;
    uint32_t cell;
};

static int time_order(const void *one, const void *other)
{
    const struct timed *a = one, *b = other;
    return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (a->order > b->order) - (a->order < b->order);
}

// The votes of one person in the order of their times; equal times: as they stand in the file.
static void row_sort(uint32_t *cells, const int64_t *times, size_t n)
{
    bool is_sorted = true;
    for (size_t i = 1; i < n; i++)
        is_sorted &= times[i - 1] <= times[i];
    if (is_sorted)
        return;
    struct arena *row CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct timed *timed = ARENA_ARRAY(row, struct timed, n);
    for (size_t i = 0; i < n; i++)
        timed[i] = (struct timed){times[i], i, cells[i]};
    qsort(timed, n, sizeof *timed, time_order);
    for (size_t i = 0; i < n; i++)
        cells[i] = timed[i].cell;
}

// Between the two readings: the order of ids, and where each row begins.
static void rows_begin(struct votes *votes, const int64_t **ret_people, size_t **ret_begins)
{
    size_t n = votes->people.n, *begins = ARENA_ARRAY(votes->arena, size_t, n + 2);
    *ret_people = id_sort(votes->arena, votes->scratch, &votes->people, &votes->person_number);
    for (size_t i = 0; i < n; i++)
        begins[votes->person_number[i] + 1] = votes->counts.at[i];
    for (size_t i = 0; i < n; i++)
        begins[i + 1] += begins[i];
    votes->next = ARENA_ARRAY(votes->scratch, size_t, n + 1);
    if (n > 0)
        memcpy(votes->next, begins, n * sizeof *begins);
    votes->cells = ARENA_ARRAY(votes->arena, uint32_t, vote_matrix_room(votes->n));
    votes->times = votes->has_times ? ARENA_ARRAY(votes->scratch, int64_t, votes->n + 1) : NULL;
    votes->is_second = true;
    *ret_begins = begins;
}

static enum err votes_read(struct votes *votes, const char *folder, const char *file, const bool *is_out, struct opinion_table *table,
                           const char **ret_why)
{
    size_t *begins;
    TRY(csv_each(votes->arena, folder, file, row_came, votes, ret_why));
    if (!votes->has_statements)
        table->statement_id = id_sort(votes->arena, votes->scratch, &votes->statements, &votes->statement_number);
    rows_begin(votes, &table->participant_id, &begins);
    TRY(csv_each(votes->arena, folder, file, row_came, votes, ret_why));
    for (size_t i = 0; i < votes->people.n; i++) {
        if (votes->counts.at[i] != 0)
            return changed(votes, file, ret_why);
        if (votes->has_times)
            row_sort(votes->cells + begins[i], votes->times + begins[i], begins[i + 1] - begins[i]);
    }
    return vote_matrix_take(votes->arena, votes->cells, vote_matrix_room(votes->n), begins, votes->people.n, votes->statements.n, is_out,
                            &table->matrix);
}

// --- files ---

static void path_split(struct arena *arena, const char *path, const char **ret_folder, const char **ret_file)
{
    const char *slash = strrchr(path, '/');
    *ret_folder = slash == NULL ? NULL : slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
    *ret_file = slash == NULL ? path : slash + 1;
}

// The people in the file's column `participant`.
static enum err people_read(struct votes *votes, const char *path, const char **ret_why)
{
    const char *folder, *file;
    struct csv_table table;
    size_t column;
    path_split(votes->arena, path, &folder, &file);
    TRY(csv_read_file(votes->arena, folder, file, &table, ret_why));
    TRY(csv_column(votes->arena, &table, "participant", &column, ret_why));
    int64_t *people = ARENA_ARRAY(votes->arena, int64_t, table.n + 1);
    for (size_t row = 0; row < table.n; row++)
        TRY(csv_number(votes->arena, &table, row, column, 0, id_most, &people[row], ret_why));
    qsort(people, table.n, sizeof *people, number_order);
    votes->only = people;
    votes->only_n = table.n;
    return OK;
}

static enum err folder_read(struct votes *votes, const char *path, struct opinion_table *table, const char **ret_why)
{
    struct polis polis;
    TRY(polis_read_statements(votes->arena, path, &polis, ret_why));
    int64_t *ids = ARENA_ARRAY(votes->arena, int64_t, polis.comment_count + 1);
    const char **words = ARENA_ARRAY(votes->arena, const char *, polis.comment_count + 1);
    bool *is_out = ARENA_ARRAY(votes->scratch, bool, polis.comment_count + 1);
    votes->statement_number = ARENA_ARRAY(votes->scratch, uint32_t, polis.comment_count + 1);
    for (size_t i = 0; i < polis.comment_count; i++) { // ascending by id
        ids[i] = polis.comments[i].id;
        words[i] = polis.comments[i].words;
        is_out[i] = polis.comments[i].moderated < 0;
        votes->statement_number[i] = id_add(votes->scratch, &votes->statements, ids[i]);
    }
    table->topic = polis.topic;
    table->statement_id = ids;
    table->words = words;
    votes->has_statements = true;
    enum err error = votes_read(votes, path, "votes.csv", is_out, table, ret_why);
    if (error != ERR_NOT_FOUND)
        return error;
    votes->is_matrix = true;
    return votes_read(votes, path, "participants-votes.csv", is_out, table, ret_why);
}

static enum err table_read(struct votes *votes, const char *path, struct opinion_table *table, const char **ret_why)
{
    const char *folder, *file;
    path_split(votes->arena, path, &folder, &file);
    TRY(votes_read(votes, folder, file, NULL, table, ret_why));
    const char **words = ARENA_ARRAY(votes->arena, const char *, table->matrix.statements + 1);
    for (size_t i = 0; i < table->matrix.statements; i++)
        words[i] = "";
    table->topic = "";
    table->words = words;
    return OK;
}

enum err opinion_table_read(struct arena *arena, const char *path, const char *participants, struct opinion_table *ret_table,
                            const char **ret_why)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new((size_t)1 << 30);
    struct votes votes = {.arena = arena, .scratch = scratch};
    struct opinion_table table = {0};
    struct stat about;
    if (participants != NULL)
        TRY(people_read(&votes, participants, ret_why));
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    TRY(is_folder ? folder_read(&votes, path, &table, ret_why) : table_read(&votes, path, &table, ret_why));
    *ret_table = table;
    return OK;
}
