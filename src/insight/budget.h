// budget.h - who gets what from a fixed sum of money: projects, ballots, rules, and outcomes that explain themselves.
//
// Votes in, findings out: no file, no clock, no state. Money is counted in whole units; `unit` says how many make one of the
// currency, so that prices with cents stay whole numbers.
//
// Rules. BUDGET_GREEDY_VOTES and BUDGET_GREEDY_SCORE: projects by votes (by points), each that still fits is chosen; this is what most
// cities do (Stolicki, Szufa, Talmon 2020, "Pabulib", arXiv:2012.06539). BUDGET_EQUAL_SHARES: the Method of Equal Shares (Peters,
// Skowron 2020, "Proportionality and the Limits of Welfarism"; Peters, Pierczyński, Skowron 2021, "Proportional Participatory
// Budgeting with Additive Utilities") with cost satisfaction. Everybody gets the same endowment E. A project p of cost c is
// affordable at the price q where its supporters can pay it so: sum over them of min(money left, q x points) = c, points being 1 in
// approval ballots. In each round the affordable project with the lowest price per vote q / c is bought, that is the one with
// the most effective votes c / q.
//
// Completions of Equal Shares, which alone may leave money over. BUDGET_ADD1: E grows by one of the currency per voter from
// limit / voters on, and the last outcome that costs no more than the limit, before the first that does, is kept.
// BUDGET_UTILITARIAN: what is left goes to the remaining projects by votes (by points where ballots have points). BUDGET_ADD1U: the
// one, then the other.
//
// Ties: more votes, then the lower cost, then the order in the file; all of them are reported. Comparisons of Equal Shares are made
// with floating numbers, and where these differ by less than 1e-9 (and always by more than they can be wrong) again with rational
// ones, so outcomes are exact and the same on every machine. Projects that nobody voted for are never chosen; projects that cost
// nothing and have a vote always are, but by greedy score where the points against them are not outweighed.
#ifndef SEMPRE_INSIGHT_BUDGET_H
#define SEMPRE_INSIGHT_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

#define BUDGET_MOST_MONEY INT64_C(1000000000000000) // units, of a cost and of the limit
#define BUDGET_MOST_POINTS INT64_C(1000000000)      // of one voter for one project

struct budget {
    int64_t limit;                   // the money there is, units
    int64_t unit;                    // units in one of the currency: 1, 10, 100 ...
    uint32_t projects, voters;
    const int64_t *costs;            // [projects], units
    const size_t *ballot_at;         // [voters + 1]: voter v's ballot is from ballot_at[v] to before ballot_at[v + 1]
    const uint32_t *ballot_projects; // each project at most once in a ballot
    const int64_t *ballot_points;    // beside ballot_projects; NULL: each counts 1 (approval, choose-1)
};

enum budget_rule { BUDGET_GREEDY_VOTES, BUDGET_GREEDY_SCORE, BUDGET_EQUAL_SHARES };
enum budget_completion { BUDGET_NONE, BUDGET_UTILITARIAN, BUDGET_ADD1, BUDGET_ADD1U };

struct budget_options {
    enum budget_rule rule;
    enum budget_completion completion; // of Equal Shares only
    bool stop_when_exhaustive;         // add1: no further step once no project with votes fits into what is left
    bool integral_endowment;           // Equal Shares: E begins at limit / voters without its fraction of the currency
};

enum budget_reason {
    BUDGET_CHOSEN,          // by the rule itself
    BUDGET_CHOSEN_FREE,     // it costs nothing and has a vote
    BUDGET_CHOSEN_AFTER,    // by the utilitarian completion
    BUDGET_NO_VOTES,        // nobody voted for it (with points: nobody gave it more than 0)
    BUDGET_NO_SCORE,        // greedy by score: the points against it outweigh those for it
    BUDGET_DOES_NOT_FIT,    // at its turn less money was left than it costs (greedy, utilitarian completion)
    BUDGET_NOT_PAID,        // its supporters together had less money left than it costs (Equal Shares)
};

// What became of one project, and why.
struct budget_finding {
    enum budget_reason reason;
    uint32_t place;         // in the order of selection, from 1; 0: not chosen
    uint32_t votes;         // people who gave it a vote; with points: more than 0 points
    int64_t score;          // sum of its points, also those below 0; without points: votes
    int64_t left;           // DOES_NOT_FIT: what was left at its turn, units
    double price;           // CHOSEN by Equal Shares: the most that anybody paid per point (per vote), units; else 0
    double effective_votes; // CHOSEN by Equal Shares: cost / price
    uint32_t payers;        // CHOSEN by Equal Shares: people who paid something
    uint32_t emptied;       // of them: gave all they had left, less than the price
    double behind;          // not chosen by Equal Shares: what its supporters together had left at the end, units
};

enum budget_tie_break { BUDGET_BY_VOTES, BUDGET_BY_COST, BUDGET_BY_ORDER };

struct budget_tie {
    const uint32_t *projects;   // equal at that moment; the chosen one first, the others in the order of the file
    size_t n;                   // at least 2
    enum budget_tie_break decided_by; // what set the chosen one apart from the nearest other
};
struct budget_tie_list {
    struct budget_tie *at;
    size_t n, cap;
};

struct budget_outcome {
    uint32_t *winners;      // in the order of selection
    uint32_t winner_count;
    int64_t cost;           // of all winners, units; never more than the limit
    double endowment;       // Equal Shares: what each voter had in the kept outcome, units; else 0
    int64_t raised;         // Equal Shares: how often add1 raised it
    struct budget_finding *findings; // [projects]
    struct budget_tie_list ties;     // in the order they arose, of the kept outcome
    double *left;           // [voters], Equal Shares: what each voter has not spent, units; else NULL
};

// Decides. The outcome is owned by the arena. Errors: ERR_INVALID: a negative cost or limit, a unit below 1, a ballot that names a
// project that does not exist or one twice; ERR_LIMIT: money or points beyond the limits above, or the arena is full.
// Time: greedy O(ballots + p log p). One Equal Shares run with v distinct ballots, m marks in them, p projects, w winners:
// O(w x (p + m)) at worst; upper bounds of effective votes from earlier rounds leave a small part of it. add1 does one run
// per step. Memory beside the input: 4 bytes a mark (with points 12), and some 60 a voter.
CHECKED enum err budget_decide(struct arena *arena, const struct budget *budget, const struct budget_options *options,
                               struct budget_outcome *ret_outcome);

#endif
