// fuzz_pabulib.c - .pb files from any bytes: what is read can be written and reads the same again, and every rule keeps to the money.
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "interchange/pabulib.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

// Deciding takes longer the more there is; small elections find the same mistakes.
enum { PROJECTS_MOST = 12, VOTERS_MOST = 24 };

static const char *written(struct arena *arena, const struct pabulib *pabulib)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    enum err error = pabulib_write(pabulib, NULL, out);
    assert(error == OK && fclose(out) == 0);
    const char *kept = arena_copy(arena, text, n);
    free(text);
    return kept;
}

static void check_round_trip(struct arena *arena, const struct pabulib *pabulib)
{
    struct pabulib again;
    const char *why = NULL, *once = written(arena, pabulib);
    enum err error = pabulib_read(arena, "f.pb", once, strlen(once), &again, &why);
    assert(error == OK);
    assert(again.budget.limit == pabulib->budget.limit && again.budget.voters == pabulib->budget.voters);
    assert(strcmp(written(arena, &again), once) == 0);
}

static void check_outcome(struct arena *arena, const struct budget *budget, const struct budget_options *options)
{
    struct budget_outcome outcome;
    enum err error = budget_decide(arena, budget, options, &outcome);
    assert(error == OK || error == ERR_LIMIT);
    if (error != OK)
        return;
    int64_t cost = 0;
    for (uint32_t i = 0; i < outcome.winner_count; i++) {
        cost += budget->costs[outcome.winners[i]];
        assert(outcome.findings[outcome.winners[i]].place == i + 1 && outcome.findings[outcome.winners[i]].votes > 0);
    }
    assert(cost == outcome.cost && cost <= budget->limit);
    for (uint32_t voter = 0; outcome.left != NULL && voter < budget->voters; voter++)
        assert(outcome.left[voter] >= 0 && outcome.left[voter] <= outcome.endowment);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    struct pabulib pabulib;
    const char *why = NULL;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    enum err error = pabulib_read(arena, "f.pb", (const char *)bytes, n, &pabulib, &why);
    assert(error == OK || (error == ERR_INVALID && why != NULL) || error == ERR_LIMIT);
    if (error == OK)
        check_round_trip(arena, &pabulib);
    bool is_small = error == OK && pabulib.budget.projects <= PROJECTS_MOST && pabulib.budget.voters <= VOTERS_MOST;
    for (enum budget_rule rule = BUDGET_GREEDY_VOTES; is_small && rule <= BUDGET_EQUAL_SHARES; rule++)
        for (enum budget_completion completion = BUDGET_NONE; completion <= BUDGET_ADD1U; completion++) {
            struct budget_options options = {.rule = rule, .completion = completion, .integral_endowment = n % 2 == 0,
                                             .stop_when_exhaustive = n % 3 == 0};
            check_outcome(arena, &pabulib.budget, &options);
        }
    arena_reset(arena);
    return 0;
}
