// exact.h - the rational numbers behind a run of Equal Shares, worked out only where floating ones are too close.
//
// A run is a list of purchases and, for each group of voters, the round in which its money ended. From these follow exactly: the
// price of each purchase (cost less what the emptied gave, over the weight of the others), and what any group has left (the
// endowment less the prices it paid in full). Everything is a sum of the endowment and earlier prices with whole factors.
// Private to src/insight. GMP: https://gmplib.org
#ifndef SEMPRE_INSIGHT_EXACT_H
#define SEMPRE_INSIGHT_EXACT_H

#include <gmp.h>

#include "insight/equal_shares.h"

struct exact *exact_new(void);
void exact_free(struct exact *exact);

// A whole number; a long, which GMP takes, may be shorter.
void exact_whole(mpq_t number, int64_t value);

// A new run: the endowment is limit / voters (or its whole part, in units of the currency) + raised x unit. Gives it, rounded.
double exact_begin(struct exact *exact, const struct budget *budget, bool is_integral, int64_t raised);

// The price of a project at this moment of the run: false where it is not payable. `price` is initialised by the caller.
bool exact_price(struct equal_shares *shares, uint32_t project, mpq_t price);

// What a group has left less price x points. `gap` is initialised by the caller.
void exact_gap(struct equal_shares *shares, uint32_t group, const mpq_t price, int64_t points, mpq_t gap);

#endif
