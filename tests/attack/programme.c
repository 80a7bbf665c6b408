// programme.c - makes up a network: who answered what in its workshops, and what changed until the next dates.
#include "programme.h"

#include <assert.h>

enum { WORKSHOPS = 3, STATEMENTS = 10, ANSWERS = 3, ACTIVITIES = 2, NEEDS = 4, NEED_PARTS = 5 };

enum { // the first cell of each kind
    LEAF = 0,
    OF_STATEMENT = LEAF + WORKSHOPS * STATEMENTS * ANSWERS,
    OF_ACTIVITY = OF_STATEMENT + WORKSHOPS * STATEMENTS,
    OF_ANSWER = OF_ACTIVITY + WORKSHOPS * ACTIVITIES,
    OF_WORKSHOP = OF_ANSWER + WORKSHOPS * ANSWERS,
    NETWORK_ANSWER = OF_WORKSHOP + WORKSHOPS,
    NETWORK = NETWORK_ANSWER + ANSWERS,
    NEED = NETWORK + 1,
    CELLS = NEED + NEEDS,
    SUMS_MOST = 100,
};

static uint32_t leaf(uint32_t workshop, uint32_t statement, uint32_t answer)
{
    return LEAF + (workshop * STATEMENTS + statement) * ANSWERS + answer;
}

struct sums {
    struct arena *arena;
    struct cell_sum at[SUMS_MOST];
    size_t n;
};

static uint32_t *add_sum(struct sums *sums, uint32_t total, size_t n)
{
    assert(sums->n < SUMS_MOST);
    uint32_t *parts = ARENA_ARRAY(sums->arena, uint32_t, n);
    sums->at[sums->n++] = (struct cell_sum){total, parts, n};
    return parts;
}

static void add_workshop_sums(struct sums *sums, uint32_t w)
{
    for (uint32_t s = 0; s < STATEMENTS; s++) {
        uint32_t *parts = add_sum(sums, OF_STATEMENT + w * STATEMENTS + s, ANSWERS);
        for (uint32_t a = 0; a < ANSWERS; a++)
            parts[a] = leaf(w, s, a);
    }
    for (uint32_t a = 0; a < ANSWERS; a++) {
        uint32_t *parts = add_sum(sums, OF_ANSWER + w * ANSWERS + a, STATEMENTS);
        for (uint32_t s = 0; s < STATEMENTS; s++)
            parts[s] = leaf(w, s, a);
    }
    for (uint32_t half = 0; half < ACTIVITIES; half++) {
        uint32_t *parts = add_sum(sums, OF_ACTIVITY + w * ACTIVITIES + half, STATEMENTS / ACTIVITIES);
        for (uint32_t s = 0; s < STATEMENTS / ACTIVITIES; s++)
            parts[s] = OF_STATEMENT + w * STATEMENTS + half * (STATEMENTS / ACTIVITIES) + s;
    }
    uint32_t *parts = add_sum(sums, OF_WORKSHOP + w, ACTIVITIES);
    for (uint32_t half = 0; half < ACTIVITIES; half++)
        parts[half] = OF_ACTIVITY + w * ACTIVITIES + half;
    parts = add_sum(sums, OF_WORKSHOP + w, ANSWERS);
    for (uint32_t a = 0; a < ANSWERS; a++)
        parts[a] = OF_ANSWER + w * ANSWERS + a;
}

static void add_network_sums(struct sums *sums, struct rand *random)
{
    for (uint32_t a = 0; a < ANSWERS; a++) {
        uint32_t *parts = add_sum(sums, NETWORK_ANSWER + a, WORKSHOPS);
        for (uint32_t w = 0; w < WORKSHOPS; w++)
            parts[w] = OF_ANSWER + w * ANSWERS + a;
    }
    uint32_t *parts = add_sum(sums, NETWORK, WORKSHOPS);
    for (uint32_t w = 0; w < WORKSHOPS; w++)
        parts[w] = OF_WORKSHOP + w;
    parts = add_sum(sums, NETWORK, ANSWERS);
    for (uint32_t a = 0; a < ANSWERS; a++)
        parts[a] = NETWORK_ANSWER + a;
    for (uint32_t need = 0; need < NEEDS; need++) {
        size_t n = 2 + rand_below(random, NEED_PARTS - 1);
        parts = add_sum(sums, NEED + need, n);
        for (size_t i = 0; i < n; i++) { // always of another statement
            uint32_t statement = (uint32_t)(i * 2 + rand_below(random, 2));
            parts[i] = leaf((uint32_t)rand_below(random, WORKSHOPS), statement, (uint32_t)rand_below(random, 2));
        }
    }
}

static const uint32_t *make_wholes(struct arena *arena)
{
    uint32_t *whole = ARENA_ARRAY(arena, uint32_t, CELLS);
    for (uint32_t c = 0; c < CELLS; c++)
        whole[c] = c < OF_STATEMENT     ? OF_STATEMENT + (c - LEAF) / ANSWERS
                   : c < OF_ANSWER      ? DISCLOSURE_NO_WHOLE
                   : c < OF_WORKSHOP    ? OF_WORKSHOP + (c - OF_ANSWER) / ANSWERS
                   : c < NETWORK_ANSWER ? DISCLOSURE_NO_WHOLE
                   : c < NETWORK        ? NETWORK
                                        : DISCLOSURE_NO_WHOLE;
    return whole;
}

static const uint16_t *make_weights(struct arena *arena)
{
    uint16_t *weight = ARENA_ARRAY(arena, uint16_t, CELLS);
    for (uint32_t c = 0; c < CELLS; c++)
        weight[c] = c < OF_STATEMENT ? 2 : c < OF_ACTIVITY ? 3 : c < NETWORK_ANSWER ? 5 : 8;
    return weight;
}

// The first date: as many people as a village has, who mostly agree, or not, or are of all opinions.
static void begin_counts(struct rand *random, int64_t *counts)
{
    for (uint32_t w = 0; w < WORKSHOPS; w++) {
        uint64_t people = 4 + rand_below(random, rand_below(random, 3) == 0 ? 80 : 25);
        for (uint32_t s = 0; s < STATEMENTS; s++) {
            uint64_t agree = rand_below(random, 101), unsure = rand_below(random, 40), votes = 1 + rand_below(random, 4) / 3;
            for (uint64_t i = 0; i < people; i++) {
                if (votes > 1 && rand_below(random, 3) == 0)
                    continue;
                uint32_t answer = rand_below(random, 100) < unsure ? 2 : rand_below(random, 100) < agree ? 0 : 1;
                counts[leaf(w, s, answer)]++;
            }
        }
    }
}

static void change_leaf(struct rand *random, bool is_growing, int64_t *count)
{
    uint64_t kind = rand_below(random, 10);
    int64_t by = kind < 6 ? 0 : kind < 9 ? 1 + (int64_t)rand_below(random, 4) : 5 + (int64_t)rand_below(random, 12);
    if (!is_growing && rand_below(random, 3) == 0)
        by = -by;
    *count = *count + by < 0 ? 0 : *count + by;
}

// What comes next: a third of the activities is over.
static void change_counts(struct rand *random, bool is_growing, int64_t *counts)
{
    for (uint32_t w = 0; w < WORKSHOPS; w++)
        for (uint32_t half = 0; half < ACTIVITIES; half++) {
            if (rand_below(random, 3) == 0)
                continue;
            for (uint32_t s = half * (STATEMENTS / ACTIVITIES); s < (half + 1) * (STATEMENTS / ACTIVITIES); s++)
                for (uint32_t a = 0; a < ANSWERS; a++)
                    change_leaf(random, is_growing, &counts[leaf(w, s, a)]);
        }
}

static void add_up(const struct disclosure_tables *tables, int64_t *counts)
{
    for (size_t s = 0; s < tables->sum_count; s++) { // parts come before their totals
        int64_t together = 0;
        bool is_any = false;
        for (size_t i = 0; i < tables->sums[s].n; i++)
            if (counts[tables->sums[s].parts[i]] != DISCLOSURE_ABSENT) {
                together += counts[tables->sums[s].parts[i]];
                is_any = true;
            }
        counts[tables->sums[s].total] = is_any ? together : DISCLOSURE_ABSENT;
    }
}

struct programme programme_make(struct arena *arena, struct rand *random, bool is_growing)
{
    struct programme programme = {0};
    struct sums *sums = ARENA_NEW(arena, struct sums);
    int64_t *now = ARENA_ARRAY(arena, int64_t, CELLS);
    sums->arena = arena;
    for (uint32_t w = 0; w < WORKSHOPS; w++)
        add_workshop_sums(sums, w);
    add_network_sums(sums, random);
    programme.tables = (struct disclosure_tables){
        .cells = CELLS, .sums = sums->at, .sum_count = sums->n, .whole = make_wholes(arena), .weight = make_weights(arena),
        .k = DISCLOSURE_K, .is_growing = is_growing, .salt = rand_below(random, UINT64_MAX)};
    begin_counts(random, now);
    size_t comes[WORKSHOPS] = {0}; // the first workshop is there from the beginning
    for (uint32_t w = 1; w < WORKSHOPS; w++)
        comes[w] = rand_below(random, 3) == 0 ? 1 + rand_below(random, DATES - 1) : 0;
    for (size_t t = 0; t < DATES; t++) {
        programme.counts[t] = ARENA_ARRAY(arena, int64_t, CELLS);
        for (uint32_t c = 0; c < OF_STATEMENT; c++)
            programme.counts[t][c] = comes[c / (STATEMENTS * ANSWERS)] <= t ? now[c] : DISCLOSURE_ABSENT;
        add_up(&programme.tables, programme.counts[t]);
        change_counts(random, is_growing, now);
    }
    return programme;
}
