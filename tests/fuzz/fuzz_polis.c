// fuzz_polis.c - a whole Polis export from any bytes, its files parted by form feeds: comments, votes or matrix, summary. What is
// read is sorted, complete and within its limits, and the two readers agree.
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "interchange/opinion_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static char folder[256];

static const char *const names[] = {"comments.csv", "votes.csv", "summary.csv", "participants-votes.csv"};

static void path_of(const char *name, char ret_path[static 300])
{
    int n = snprintf(ret_path, 300, "%s/%s", folder, name);
    assert(n > 0 && n < 300);
}

static void remove_folder(void)
{
    char path[300];
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        path_of(names[i], path);
        unlink(path);
    }
    rmdir(folder);
}

static void make_folder(void)
{
    const char *where = getenv("TMPDIR");
    snprintf(folder, sizeof(folder), "%s/fuzz-polis-XXXXXX", where == NULL ? "/tmp" : where);
    if (mkdtemp(folder) == NULL)
        abort();
    atexit(remove_folder);
}

// Writes a part, or takes the file away where the part is empty.
static void write_part(const char *name, const uint8_t *bytes, size_t n)
{
    char path[300];
    path_of(name, path);
    if (n == 0) {
        unlink(path);
        return;
    }
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || write(file, bytes, n) != (ssize_t)n)
        abort();
    close(file);
}

static bool is_person(const struct polis *polis, int64_t id)
{
    size_t low = 0, high = polis->people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (polis->people[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < polis->people_count && polis->people[low] == id;
}

static bool is_comment(const struct polis *polis, int64_t id)
{
    for (size_t i = 0; i < polis->comment_count; i++)
        if (polis->comments[i].id == id)
            return true;
    return false;
}

static void check(const struct polis *polis)
{
    assert(polis->topic != NULL && polis->description != NULL);
    for (size_t i = 0; i < polis->comment_count; i++) {
        const struct polis_comment *comment = &polis->comments[i];
        size_t n = strlen(comment->words);
        assert(n > 0 && utf8_is_valid(comment->words, n) && utf8_length(comment->words, n) <= LIMIT_IMPORTED_STATEMENT_SIGNS);
        assert(comment->moderated >= -1 && comment->moderated <= 1 && is_person(polis, comment->author));
        assert(i == 0 || polis->comments[i - 1].id < comment->id);
        assert(comment->at >= polis->first_at && comment->at <= polis->last_at);
    }
    for (size_t i = 0; i < polis->vote_count; i++) {
        const struct polis_vote *vote = &polis->votes[i], *before = i == 0 ? NULL : vote - 1;
        assert(vote->value >= -1 && vote->value <= 1 && is_person(polis, vote->voter) && is_comment(polis, vote->comment));
        assert(before == NULL || before->voter < vote->voter ||
               (before->voter == vote->voter && before->comment < vote->comment));
        assert(vote->at >= polis->first_at && vote->at <= polis->last_at);
    }
    for (size_t i = 1; i < polis->people_count; i++)
        assert(polis->people[i - 1] < polis->people[i]);
}

// The reader of `sempre groups` finds the same votes, in the same order.
static void check_table(const struct polis *polis, const struct opinion_table *table)
{
    const struct vote_matrix *matrix = &table->matrix;
    assert(matrix->statements == polis->comment_count && matrix->begins[matrix->participants] == polis->vote_count);
    for (size_t i = 0; i < polis->comment_count; i++)
        assert(table->statement_id[i] == polis->comments[i].id && matrix->is_out[i] == (polis->comments[i].moderated < 0));
    size_t person = 0;
    for (size_t i = 0; i < polis->vote_count; i++) {
        const struct polis_vote *vote = &polis->votes[i];
        size_t statement = 0;
        while (person < matrix->participants && table->participant_id[person] < vote->voter)
            person++;
        while (table->statement_id[statement] != vote->comment)
            statement++;
        assert(person < matrix->participants && table->participant_id[person] == vote->voter);
        size_t at = vote_matrix_find(matrix, person, statement);
        assert(at != SIZE_MAX && cell_value(matrix->cells[at]) == vote->value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL) {
        arena = arena_new((size_t)1 << 30);
        make_folder();
    }
    const uint8_t *at = bytes, *end = bytes + n;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const uint8_t *stop = at == end ? NULL : memchr(at, '\f', (size_t)(end - at));
        size_t part = (size_t)((stop == NULL ? end : stop) - at);
        write_part(names[i], at, part);
        at = stop == NULL ? end : stop + 1;
    }
    struct polis polis;
    const char *why = NULL;
    struct opinion_table table;
    enum err error = polis_read(arena, folder, &polis, &why), other = opinion_table_read(arena, folder, NULL, &table, &why);
    assert(error == other && (error == OK || ((error == ERR_INVALID || error == ERR_NOT_FOUND) && why != NULL)));
    if (error == OK) {
        check(&polis);
        check_table(&polis, &table);
    }
    arena_reset(arena);
    return 0;
}
