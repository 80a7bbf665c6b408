// equal_shares.h - one run of the Method of Equal Shares at a given endowment, and what budget.c, greedy.c and it share.
//
// Private to src/insight. Sources of the formulas: see budget.h.
#ifndef SEMPRE_INSIGHT_EQUAL_SHARES_H
#define SEMPRE_INSIGHT_EQUAL_SHARES_H

#include "insight/ballot_groups.h"
#include "base/vec.h"

// What a group has left, one beside the other: they are asked for together.
struct purse {
    double money;        // of each person; 0 once emptied
    uint32_t people;
    uint32_t emptied_at; // the round, where money is 0
};

// One project bought in a run.
struct purchase {
    uint32_t project;
    uint32_t payers, emptied;
    double price, effective_votes;
};

// A project that may still be bought; in a heap, most effective votes first.
struct candidate {
    uint32_t project;
    double most; // effective votes it can have at most: what it had when last looked at, money only shrinks
};

// The price of a project, per point, in units; its effective votes lie from `least` to `most`.
struct price {
    double price, least, most;
    bool is_plain; // everybody can pay it: effective votes are the project's weight exactly
};

// What was found about a candidate in this round.
struct look {
    struct candidate candidate;
    struct price price;
    bool is_found; // else only that it is worse than another
};

struct exact; // rational numbers, see exact.h

struct equal_shares {
    const struct budget *budget;
    const struct ballot_groups *groups;
    const uint32_t *votes;    // [projects], for ties
    bool is_integral;
    double endowment;         // of the current run, units
    struct purse *purse;      // [groups]
    uint32_t *round_of;       // [projects]: round in which it was bought + 1; 0: not
    double *least_price;      // [projects]: the price cannot be lower than this
    double *guess;            // [projects]: at which it was bought in the run before, or 0
    uint32_t *expected;       // [projects]: what was bought in each round of the run before
    uint32_t expected_count;
    struct purchase *bought;
    uint32_t bought_count;
    int64_t cost;             // of what was bought
    struct candidate *heap;   // [projects]
    struct look *looks;       // [projects]
    uint32_t *equal;          // [projects]
    uint32_t heap_count;
    struct exact *exact;      // owned
};

// Memory is the arena's, but for the exact numbers: equal_shares_end frees these.
void equal_shares_begin(struct arena *arena, const struct budget *budget, const struct ballot_groups *groups, const uint32_t *votes,
                        bool is_integral, struct equal_shares *shares);
void equal_shares_end(struct equal_shares *shares);

// Runs with the endowment limit / voters + `raised` x unit, and stops early where that costs more than the limit. `ties` (may be
// NULL) gets the ties, in `arena`.
void equal_shares_run(struct equal_shares *shares, int64_t raised, struct arena *arena, struct budget_tie_list *ties);

// --- horizon.c ---
// After a run: how many further steps of add1 surely give the same purchases in the same order. O(rounds x marks).
int64_t equal_shares_horizon(const struct equal_shares *shares);

// --- price.c ---
enum price_kind {
    PRICE_NOT_PAYABLE, // its supporters have less than it costs: it is out for the rest of the run
    PRICE_WORSE,       // surely fewer effective votes than asked for; `most` says how many it has at most
    PRICE_FOUND,
};

// The price of `project` now, as long as it can have `wanted` effective votes. O(supporters) a pass, few passes (Newton's method on a
// concave function: each step from anywhere gives a lower bound).
enum price_kind price_find(struct equal_shares *shares, uint32_t project, double wanted, struct price *ret_price);

// --- greedy.c ---
struct tallies {
    uint32_t *votes; // [projects]
    int64_t *score;  // [projects]
};

// -1 where `a` goes before `b` among equals: more votes, lower cost, order in the file. `ret_why` may be NULL.
int tie_order(const struct budget *budget, const uint32_t *votes, uint32_t a, uint32_t b, enum budget_tie_break *ret_why);

// Adds the tie of `projects` (n >= 2, any order) of which `chosen` won.
void tie_add(struct arena *arena, const struct budget *budget, const uint32_t *votes, uint32_t chosen, const uint32_t *projects,
             size_t n, struct budget_tie_list *ties);

// Adds to the outcome, by votes or by score, every project with support that is not chosen yet and still fits. O(p log p).
void greedy_fill(struct arena *arena, const struct budget *budget, const struct tallies *tallies, bool by_score,
                 enum budget_reason reason, struct budget_outcome *outcome);

// --- completion.c ---
// The whole of Equal Shares with add1 where the options ask for it: fills winners, cost, endowment, findings, ties, left.
void equal_shares_decide(struct arena *arena, const struct budget *budget, const struct budget_options *options,
                         const struct tallies *tallies, struct budget_outcome *outcome);

#endif
