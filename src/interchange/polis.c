// polis.c - reads the files of a Polis export and checks them against each other.
#include "interchange/polis.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

// --- comments.csv ---

static int comment_order(const void *a, const void *b)
{
    const struct polis_comment *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static bool has_comment(const struct polis *polis, int64_t id)
{
    const struct polis_comment wanted = {.id = id};
    return polis->comment_count > 0 &&
           bsearch(&wanted, polis->comments, polis->comment_count, sizeof wanted, comment_order) != NULL;
}

static enum err words_check(struct arena *arena, const struct csv_table *table, size_t row, const char *words,
                            const char **ret_why)
{
    size_t n = strlen(words), signs = utf8_length(words, n);
    const char *wrong = n == 0 ? "the statement is empty."
                        : signs > LIMIT_IMPORTED_STATEMENT_SIGNS ? "the statement is longer than 2,000 signs."
                        : utf8_has_control(words, n) ? "the statement has control characters."
                                                     : NULL;
    if (wrong == NULL)
        return OK;
    *ret_why = arena_print(arena, "%s, line %zu: %s", table->file, table->at[row].line, wrong);
    return ERR_INVALID;
}

// Words without the white space around them; a lone line break at the end is common.
static const char *trimmed(struct arena *arena, const char *words)
{
    words += strspn(words, " \t\r\n");
    size_t n = strlen(words);
    while (n > 0 && strchr(" \t\r\n", words[n - 1]) != NULL)
        n--;
    return arena_copy(arena, words, n);
}

static enum err comments_read(struct arena *arena, const char *folder, struct polis *polis, const char **ret_why)
{
    struct csv_table table;
    size_t at, id, author, moderated, words;
    TRY(csv_read_file(arena, folder, "comments.csv", &table, ret_why));
    TRY(csv_column(arena, &table, "timestamp", &at, ret_why));
    TRY(csv_column(arena, &table, "comment-id", &id, ret_why));
    TRY(csv_column(arena, &table, "author-id", &author, ret_why));
    TRY(csv_column(arena, &table, "moderated", &moderated, ret_why));
    TRY(csv_column(arena, &table, "comment-body", &words, ret_why));
    polis->comments = ARENA_ARRAY(arena, struct polis_comment, table.n + 1);
    for (size_t row = 0; row < table.n; row++) {
        struct polis_comment *comment = &polis->comments[row];
        int64_t state = 0;
        TRY(csv_number(arena, &table, row, at, 0, INT64_MAX / 2, &comment->at, ret_why));
        TRY(csv_number(arena, &table, row, id, 0, INT64_MAX / 2, &comment->id, ret_why));
        TRY(csv_number(arena, &table, row, author, 0, INT64_MAX / 2, &comment->author, ret_why));
        TRY(csv_number(arena, &table, row, moderated, -1, 1, &state, ret_why));
        comment->moderated = (int)state;
        comment->words = trimmed(arena, table.at[row].at[words]);
        TRY(words_check(arena, &table, row, comment->words, ret_why));
    }
    polis->comment_count = table.n;
    qsort(polis->comments, table.n, sizeof *polis->comments, comment_order);
    for (size_t i = 1; i < table.n; i++)
        if (polis->comments[i].id == polis->comments[i - 1].id) {
            *ret_why = arena_print(arena, "comments.csv: the statement %lld is there twice.", (long long)polis->comments[i].id);
            return ERR_INVALID;
        }
    return OK;
}

// --- votes ---

static int vote_order(const void *a, const void *b)
{
    const struct polis_vote *x = a, *y = b;
    if (x->voter != y->voter)
        return x->voter < y->voter ? -1 : 1;
    if (x->comment != y->comment)
        return x->comment < y->comment ? -1 : 1;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

// Keeps the last vote of each person on each statement; equal times: the later row.
static void votes_keep_last(struct polis *polis)
{
    qsort(polis->votes, polis->vote_count, sizeof *polis->votes, vote_order);
    size_t kept = 0;
    for (size_t i = 0; i < polis->vote_count; i++) {
        bool is_last = i + 1 == polis->vote_count || polis->votes[i + 1].voter != polis->votes[i].voter ||
                       polis->votes[i + 1].comment != polis->votes[i].comment;
        if (is_last)
            polis->votes[kept++] = polis->votes[i];
    }
    polis->vote_count = kept;
}

static enum err comment_check(struct arena *arena, const struct polis *polis, const struct csv_table *table, size_t line,
                              int64_t id, const char **ret_why)
{
    if (has_comment(polis, id))
        return OK;
    *ret_why = arena_print(arena, "%s, line %zu: the statement %lld is not in comments.csv.", table->file, line, (long long)id);
    return ERR_INVALID;
}

static enum err votes_read(struct arena *arena, const struct csv_table *table, struct polis *polis, const char **ret_why)
{
    size_t at, comment, voter, value;
    TRY(csv_column(arena, table, "timestamp", &at, ret_why));
    TRY(csv_column(arena, table, "comment-id", &comment, ret_why));
    TRY(csv_column(arena, table, "voter-id", &voter, ret_why));
    TRY(csv_column(arena, table, "vote", &value, ret_why));
    polis->votes = ARENA_ARRAY(arena, struct polis_vote, table->n + 1);
    for (size_t row = 0; row < table->n; row++) {
        struct polis_vote *vote = &polis->votes[row];
        TRY(csv_number(arena, table, row, at, 0, INT64_MAX / 2, &vote->at, ret_why));
        TRY(csv_number(arena, table, row, comment, 0, INT64_MAX / 2, &vote->comment, ret_why));
        TRY(csv_number(arena, table, row, voter, 0, INT64_MAX / 2, &vote->voter, ret_why));
        TRY(csv_number(arena, table, row, value, -1, 1, &vote->value, ret_why));
        TRY(comment_check(arena, polis, table, table->at[row].line, vote->comment, ret_why));
        vote->row = row;
    }
    polis->vote_count = table->n;
    return OK;
}

// A column of the matrix whose name is a number is a statement. Votes there have no time of their own: the statement's serves.
static enum err matrix_read(struct arena *arena, const struct csv_table *table, struct polis *polis, const char **ret_why)
{
    size_t person, columns = 0;
    TRY(csv_column(arena, table, "participant", &person, ret_why));
    int64_t *ids = ARENA_ARRAY(arena, int64_t, table->columns.n);
    for (size_t column = 0; column < table->columns.n; column++) {
        const char *name = table->columns.at[column];
        bool is_statement = *name != '\0' && strspn(name, "0123456789") == strlen(name) && strlen(name) < 18;
        ids[column] = is_statement ? strtoll(name, NULL, 10) : -1;
        if (is_statement)
            TRY(comment_check(arena, polis, table, 1, ids[column], ret_why));
        columns += is_statement;
    }
    polis->votes = ARENA_ARRAY(arena, struct polis_vote, table->n * columns + 1);
    for (size_t row = 0; row < table->n; row++) {
        int64_t voter = 0;
        TRY(csv_number(arena, table, row, person, 0, INT64_MAX / 2, &voter, ret_why));
        for (size_t column = 0; column < table->columns.n; column++) {
            if (ids[column] < 0 || *table->at[row].at[column] == '\0')
                continue;
            struct polis_vote *vote = &polis->votes[polis->vote_count++];
            *vote = (struct polis_vote){.voter = voter, .comment = ids[column], .row = polis->vote_count};
            TRY(csv_number(arena, table, row, column, -1, 1, &vote->value, ret_why));
            const struct polis_comment wanted = {.id = ids[column]}, *comment = bsearch(
                &wanted, polis->comments, polis->comment_count, sizeof wanted, comment_order);
            assert(comment != NULL); // comment_check found it
            vote->at = comment->at;
        }
    }
    return OK;
}

static int number_order(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void people_collect(struct arena *arena, struct polis *polis)
{
    size_t n = 0;
    polis->people = ARENA_ARRAY(arena, int64_t, polis->vote_count + polis->comment_count + 1);
    for (size_t i = 0; i < polis->vote_count; i++)
        if (i == 0 || polis->votes[i].voter != polis->votes[i - 1].voter)
            polis->people[n++] = polis->votes[i].voter;
    for (size_t i = 0; i < polis->comment_count; i++)
        polis->people[n++] = polis->comments[i].author;
    qsort(polis->people, n, sizeof *polis->people, number_order);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || polis->people[i] != polis->people[i - 1])
            polis->people[polis->people_count++] = polis->people[i];
}

static void times_collect(struct polis *polis)
{
    polis->first_at = INT64_MAX;
    for (size_t i = 0; i < polis->comment_count + polis->vote_count; i++) {
        int64_t at = i < polis->comment_count ? polis->comments[i].at : polis->votes[i - polis->comment_count].at;
        polis->first_at = at < polis->first_at ? at : polis->first_at;
        polis->last_at = at > polis->last_at ? at : polis->last_at;
    }
    if (polis->first_at == INT64_MAX)
        polis->first_at = 0;
}

// summary.csv has no first line of names: each line is a name and a value.
static enum err summary_read(struct arena *arena, const char *folder, struct polis *polis, const char **ret_why)
{
    struct csv_table table;
    polis->topic = polis->description = "";
    enum err error = csv_read_file(arena, folder, "summary.csv", &table, ret_why);
    if (error == ERR_NOT_FOUND)
        return OK;
    TRY(error);
    for (size_t row = 0; row <= table.n; row++) {
        const char *const *line = row == 0 ? table.columns.at : table.at[row - 1].at;
        if (table.columns.n >= 2 && strcmp(line[0], "topic") == 0)
            polis->topic = trimmed(arena, line[1]);
        if (table.columns.n >= 2 && strcmp(line[0], "conversation-description") == 0)
            polis->description = trimmed(arena, line[1]);
    }
    return OK;
}

enum err polis_read_statements(struct arena *arena, const char *folder, struct polis *ret_polis, const char **ret_why)
{
    struct polis polis = {0};
    TRY(summary_read(arena, folder, &polis, ret_why));
    TRY(comments_read(arena, folder, &polis, ret_why));
    *ret_polis = polis;
    return OK;
}

enum err polis_read(struct arena *arena, const char *folder, struct polis *ret_polis, const char **ret_why)
{
    struct polis polis;
    struct csv_table table;
    TRY(polis_read_statements(arena, folder, &polis, ret_why));
    enum err error = csv_read_file(arena, folder, "votes.csv", &table, ret_why);
    if (error == OK) {
        TRY(votes_read(arena, &table, &polis, ret_why));
    } else if (error == ERR_NOT_FOUND) {
        TRY(csv_read_file(arena, folder, "participants-votes.csv", &table, ret_why));
        TRY(matrix_read(arena, &table, &polis, ret_why));
    } else {
        return error;
    }
    votes_keep_last(&polis);
    people_collect(arena, &polis);
    times_collect(&polis);
    *ret_polis = polis;
    return OK;
}
