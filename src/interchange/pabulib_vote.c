// pabulib_vote.c - rows of the section VOTES: the list of projects, the points beside it, and what they come to.
#include <string.h>

#include "interchange/pabulib_read.h"

// Of the row that begins at this place.
static const char *voter_name_at(const struct reading *reading, uint32_t place)
{
    const char *at = reading->voters.at + place;
    for (size_t i = 0; i < reading->voter_column; i++)
        at += strlen(at) + 1;
    return at;
}

// Cuts the next piece off a list divided by commas, without white space around it; NULL at its end.
static char *piece_next(char **list, size_t *ret_n)
{
    char *at = *list;
    if (at == NULL)
        return NULL;
    size_t n = strcspn(at, ",");
    *list = at[n] == ',' ? at + n + 1 : NULL;
    for (; n > 0 && (*at == ' ' || *at == '\t'); at++)
        n--;
    while (n > 0 && (at[n - 1] == ' ' || at[n - 1] == '\t'))
        n--;
    at[n] = '\0';
    *ret_n = n;
    return at;
}

static int decimals_of(int64_t unit)
{
    int decimals = 0;
    for (; unit >= 10; unit /= 10)
        decimals++;
    return decimals;
}

// Points with more decimals than any before: those before are counted in the finer unit too.
static void points_refine(struct reading *reading, int decimals)
{
    for (; decimals_of(reading->pabulib->points_unit) < decimals; reading->pabulib->points_unit *= 10)
        for (size_t i = 0; i < reading->points.n; i++)
            reading->points.at[i] *= 10; // each at most 10^9, and at most six times
}

static bool points_add(struct reading *reading, const char *text)
{
    struct decimal points;
    int64_t value = 0;
    if (!decimal_read(text, &points)) {
        reading_wrong(reading, "'%s' is not a number of points.", reading_quote(reading, text));
        return false;
    }
    if (points.value < 0 && reading->pabulib->vote_type != PABULIB_SCORING) {
        reading_wrong(reading, "points below 0 ('%s') belong to scoring votes only.", reading_quote(reading, text));
        return false;
    }
    points_refine(reading, points.decimals);
    bool is_whole = decimal_scale(points, decimals_of(reading->pabulib->points_unit), &value);
    if (!is_whole || value > BUDGET_MOST_POINTS || value < -BUDGET_MOST_POINTS) {
        reading_wrong(reading, "'%s' points are more than this program counts.", reading_quote(reading, text));
        return false;
    }
    *VEC_PUSH(reading->arena, &reading->points) = value;
    return true;
}

static bool mark_add(struct reading *reading, const char *id, size_t n)
{
    uint32_t voter = (uint32_t)reading->ends.n, project = name_find(reading, &reading->project_index, id, n, project_name_at);
    if (n == 0)
        reading_wrong(reading, "the list of projects has an empty place.");
    else if (project == UINT32_MAX)
        reading_wrong(reading, "there is no project '%s'.", reading_quote(reading, id));
    else if (reading->named_by.at[project] == voter)
        reading_wrong(reading, "the project '%s' is named twice.", reading_quote(reading, id));
    if (reading->why != NULL)
        return false;
    reading->named_by.at[project] = voter;
    *VEC_PUSH(reading->arena, &reading->marks) = project;
    return true;
}

static bool has_points(const struct pabulib *pabulib)
{
    return pabulib->vote_type == PABULIB_CUMULATIVE || pabulib->vote_type == PABULIB_SCORING;
}

static void points_read(struct reading *reading, size_t marks)
{
    const struct pabulib *pabulib = reading->pabulib;
    size_t count = 0, n = 0;
    if (pabulib->vote_type == PABULIB_ORDINAL) {
        for (; count < marks; count++)
            *VEC_PUSH(reading->arena, &reading->points) = reading->max_length - (int64_t)count;
        if ((int64_t)marks > reading->max_length)
            reading_wrong(reading, "there are %zu projects where max_length allows %lld.", marks, (long long)reading->max_length);
        return;
    }
    if (!has_points(pabulib))
        return;
    char *list = reading_field(reading, reading->pabulib->points_column), *piece;
    if (*list == '\0' && marks == 0)
        return;
    while ((piece = piece_next(&list, &n)) != NULL && points_add(reading, piece))
        count++;
    if (reading->why == NULL && count != marks)
        reading_wrong(reading, "there are %zu projects, but points for %zu.", marks, count);
}

// The row for the writer. What the ballot says is kept as numbers, so its words are left out. Returns its place; false: no more have room.
static bool row_keep(struct reading *reading, uint32_t *ret_place)
{
    size_t place = reading->voters.n, wanted = place + reading->row_n;
    if (wanted >= UINT32_MAX || reading->ends.n >= UINT32_MAX)
        return false;
    if (wanted > reading->voters.cap) {
        size_t cap = wanted + wanted / 2 + 256;
        reading->voters.at = arena_grow_room(reading->arena, reading->voters.at, reading->voters.cap, cap);
        reading->voters.cap = cap;
    }
    for (size_t i = 0; i < reading->fields.n; i++) {
        bool is_of_ballot = i == reading->pabulib->vote_column || i == reading->pabulib->points_column;
        const char *field = is_of_ballot ? "" : reading_field(reading, i);
        size_t n = strlen(field) + 1;
        memcpy(reading->voters.at + reading->voters.n, field, n);
        reading->voters.n += n;
    }
    *ret_place = (uint32_t)place;
    return true;
}

void vote_read(struct reading *reading)
{
    struct arena *arena = reading->arena;
    uint32_t place = 0;
    const char *voter = reading_field(reading, reading->voter_column);
    if (*voter == '\0')
        reading_wrong(reading, "the voter has no id.");
    else if (name_find(reading, &reading->voter_index, voter, strlen(voter), voter_name_at) != UINT32_MAX)
        reading_wrong(reading, "the voter '%s' is there twice.", reading_quote(reading, voter));
    if (reading->why != NULL)
        return;
    if (!row_keep(reading, &place)) {
        reading_wrong(reading, "there are too many voters.");
        return;
    }
    name_add(reading, &reading->voter_index, place, voter_name_at);
    size_t before = reading->marks.n, n = 0;
    char *list = reading_field(reading, reading->pabulib->vote_column), *piece;
    bool is_empty = *list == '\0';
    while (!is_empty && (piece = piece_next(&list, &n)) != NULL && mark_add(reading, piece, n))
        continue;
    size_t marks = reading->marks.n - before;
    if (marks > 1 && reading->pabulib->vote_type == PABULIB_CHOOSE_1)
        reading_wrong(reading, "there are %zu projects where only one may be chosen.", marks);
    if (reading->why == NULL)
        points_read(reading, marks);
    *VEC_PUSH(arena, &reading->ends) = reading->marks.n;
}
