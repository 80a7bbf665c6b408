// disclosure.c - how long the protection of a release takes in the library itself: made-up workshops of statements with three answers,
// published several times while people answer, then once more; only the last is timed, protection and audit apart.
// usage: disclosure WORKSHOPS STATEMENTS RELEASES NEEDS JOINED   RELEASES: the earlier ones. NEEDS: each a sum of answers of up to three
// workshops. JOINED: 0 totals of statements; 1 and of answers and workshops; 2 and of the network. Prints numbers by name, seconds of
// processor time.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/rand.h"
#include "insight/disclosure.h"

enum { ANSWERS = 3, NEED_PARTS = 6, NEIGHBOURS = 3 };

struct network {
    struct arena *arena;
    size_t workshops, statements, needs;
    uint32_t of_statement, of_answer, of_workshop, of_network, of_need;
    struct disclosure_tables tables;
    struct cell_sum *sums;
    uint32_t *whole;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint32_t *add_sum(struct network *network, uint32_t total, size_t n)
{
    uint32_t *parts = ARENA_ARRAY(network->arena, uint32_t, n);
    network->sums[network->tables.sum_count++] = (struct cell_sum){total, parts, n};
    return parts;
}

static uint32_t leaf(const struct network *network, size_t workshop, size_t statement, size_t answer)
{
    return (uint32_t)((workshop * network->statements + statement) * ANSWERS + answer);
}

static void add_statements(struct network *network)
{
    for (size_t s = 0; s < network->workshops * network->statements; s++) {
        uint32_t *parts = add_sum(network, network->of_statement + (uint32_t)s, ANSWERS);
        for (size_t a = 0; a < ANSWERS; a++) {
            parts[a] = (uint32_t)(s * ANSWERS + a);
            network->whole[parts[a]] = network->of_statement + (uint32_t)s;
        }
    }
}

static void add_workshops(struct network *network)
{
    for (size_t w = 0; w < network->workshops; w++) {
        uint32_t own = network->of_workshop + (uint32_t)w, answer = network->of_answer + (uint32_t)(w * ANSWERS), *parts;
        for (size_t a = 0; a < ANSWERS; a++) {
            parts = add_sum(network, answer + (uint32_t)a, network->statements);
            for (size_t s = 0; s < network->statements; s++)
                parts[s] = leaf(network, w, s, a);
            network->whole[answer + a] = own;
        }
        parts = add_sum(network, own, network->statements);
        for (size_t s = 0; s < network->statements; s++)
            parts[s] = network->of_statement + (uint32_t)(w * network->statements + s);
        parts = add_sum(network, own, ANSWERS);
        for (size_t a = 0; a < ANSWERS; a++)
            parts[a] = answer + (uint32_t)a;
    }
}

static void add_network(struct network *network)
{
    uint32_t *parts;
    for (size_t a = 0; a < ANSWERS; a++) {
        parts = add_sum(network, network->of_network + (uint32_t)a, network->workshops);
        for (size_t w = 0; w < network->workshops; w++)
            parts[w] = network->of_answer + (uint32_t)(w * ANSWERS + a);
    }
    parts = add_sum(network, network->of_network + ANSWERS, network->workshops);
    for (size_t w = 0; w < network->workshops; w++)
        parts[w] = network->of_workshop + (uint32_t)w;
    parts = add_sum(network, network->of_network + ANSWERS, ANSWERS);
    for (size_t a = 0; a < ANSWERS; a++)
        parts[a] = network->of_network + (uint32_t)a;
}

// A need reaches from its workshop to the two beside it, but not beyond its three.
static void add_needs(struct network *network, struct rand *random)
{
    for (uint32_t need = 0; need < network->needs; need++) {
        uint32_t *parts = add_sum(network, network->of_need + need, NEED_PARTS);
        size_t first = rand_below(random, network->workshops) / NEIGHBOURS * NEIGHBOURS;
        for (size_t i = 0; i < NEED_PARTS; i++) { // always of another statement
            size_t w = first + rand_below(random, NEIGHBOURS), share = network->statements / NEED_PARTS;
            parts[i] = leaf(network, w < network->workshops ? w : first, i * share + rand_below(random, share), rand_below(random, 2));
        }
    }
}

static void make_network(struct network *network, size_t joined, struct rand *random)
{
    size_t statements = network->workshops * network->statements, n = statements * ANSWERS;
    network->of_statement = (uint32_t)n, n += statements;
    network->of_answer = (uint32_t)n, n += network->workshops * ANSWERS;
    network->of_workshop = (uint32_t)n, n += network->workshops;
    network->of_network = (uint32_t)n, n += ANSWERS + 1;
    network->of_need = (uint32_t)n, n += network->needs;
    network->whole = ARENA_ARRAY(network->arena, uint32_t, n);
    size_t sums = statements + network->workshops * (ANSWERS + 2) + ANSWERS + 2 + network->needs;
    network->sums = ARENA_ARRAY(network->arena, struct cell_sum, sums);
    for (size_t c = 0; c < n; c++)
        network->whole[c] = DISCLOSURE_NO_WHOLE;
    add_statements(network);
    if (joined > 0)
        add_workshops(network);
    if (joined > 1)
        add_network(network);
    add_needs(network, random);
    network->tables.cells = n;
    network->tables.sums = network->sums;
    network->tables.whole = network->whole;
    network->tables.k = DISCLOSURE_K;
    network->tables.salt = 7;
}

// Cells of no sum are not there.
static int64_t *add_up(const struct network *network, const int64_t *leaves)
{
    int64_t *counts = ARENA_ARRAY(network->arena, int64_t, network->tables.cells);
    for (size_t c = 0; c < network->tables.cells; c++)
        counts[c] = c < network->of_statement ? leaves[c] : DISCLOSURE_ABSENT;
    for (size_t s = 0; s < network->tables.sum_count; s++) { // parts come before their totals
        const struct cell_sum *sum = &network->sums[s];
        counts[sum->total] = 0;
        for (size_t i = 0; i < sum->n; i++)
            counts[sum->total] += counts[sum->parts[i]];
    }
    return counts;
}

// Some statements are seen by few, some by many; most answers come to a few of them.
static void answer(const struct network *network, struct rand *random, int64_t *leaves, bool is_first)
{
    for (size_t s = 0; s < network->workshops * network->statements; s++) {
        uint64_t agree = 10 + rand_below(random, 80);
        uint64_t people = is_first ? 4 + rand_below(random, 60) : rand_below(random, 2) * rand_below(random, 12);
        for (uint64_t i = 0; i < people; i++) {
            uint64_t chance = rand_below(random, 100);
            leaves[s * ANSWERS + (rand_below(random, 10) == 0 ? 2 : chance < agree ? 0 : 1)]++;
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 6)
        return 2;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct rand random = rand_seeded(5);
    struct network network = {.arena = arena, .workshops = strtoul(argv[1], NULL, 10), .statements = strtoul(argv[2], NULL, 10),
                              .needs = strtoul(argv[4], NULL, 10)};
    size_t n = strtoul(argv[3], NULL, 10), refused = 0;
    struct release *releases = ARENA_ARRAY(arena, struct release, n + 1);
    struct protected_release release = {0};
    struct disclosure_audit audit = {0};
    make_network(&network, strtoul(argv[5], NULL, 10), &random);
    int64_t *leaves = ARENA_ARRAY(arena, int64_t, network.of_statement);
    double began = now(), protection = 0;
    for (size_t t = 0; t <= n; t++) {
        answer(&network, &random, leaves, t == 0);
        began = now();
        if (disclosure_protect(arena, &network.tables, releases, t, add_up(&network, leaves), &release) != OK)
            return 1;
        protection = now() - began;
        releases[t] = (struct release){release.counts, release.figures};
        refused += release.refused;
    }
    began = now();
    if (disclosure_audit(arena, &network.tables, releases, n + 1, &audit) != OK)
        return 1;
    printf("cells=%zu blocks=%zu protect=%.6f audit=%.6f refused=%zu small=%zu withheld=%zu narrowed=%zu\n", network.tables.cells,
           release.blocks, protection, now() - began, refused, release.small, release.withheld, audit.n);
    return 0;
}
