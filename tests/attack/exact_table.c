// exact_table.c - the simplex of table.c in the fractions of GMP. Bland's rule then really ends, and "none" is a proof.
#include "exact_table.h"

#include <gmp.h>
#include <stdlib.h>

enum { GREEDY_MOST = 300, BRANCHES_MOST = 4000 };

struct exact {
    const struct exact_problem *problem;
    size_t all; // unknowns and sums
    mpq_t *factor, *value;
    int64_t *low, *high;
    uint32_t *basic, *outside;
    size_t branches;
    mpq_t lack, step, product, turn, room, best_room; // of the function that runs
};

static mpq_t *fractions(size_t n)
{
    mpq_t *at = malloc((n + 1) * sizeof *at);
    for (size_t i = 0; at != NULL && i < n; i++)
        mpq_init(at[i]);
    return at == NULL ? abort(), at : at;
}

static void *room_for(size_t n, size_t size)
{
    void *at = calloc(n + 1, size);
    return at == NULL ? abort(), at : at;
}

static void begin(struct exact *exact, const struct exact_problem *problem, const double *start)
{
    size_t cells = problem->rows * problem->columns;
    *exact = (struct exact){.problem = problem, .all = problem->unknowns + problem->rows};
    exact->factor = fractions(cells);
    exact->value = fractions(exact->all);
    exact->low = room_for(exact->all, sizeof(int64_t));
    exact->high = room_for(exact->all, sizeof(int64_t));
    exact->basic = room_for(problem->rows, sizeof(uint32_t));
    exact->outside = room_for(problem->columns, sizeof(uint32_t));
    for (size_t i = 0; i < cells; i++)
        mpq_set_si(exact->factor[i], (long)problem->factors[i], 1);
    for (size_t u = 0; u < exact->all; u++) {
        mpq_set_si(exact->value[u], (long)start[u], 1);
        exact->low[u] = (int64_t)problem->low[u];
        exact->high[u] = (int64_t)problem->high[u];
    }
    for (size_t r = 0; r < problem->rows; r++)
        exact->basic[r] = (uint32_t)(problem->unknowns + r);
    for (size_t c = 0; c < problem->columns; c++)
        exact->outside[c] = problem->outside[c];
    mpq_inits(exact->lack, exact->step, exact->product, exact->turn, exact->room, exact->best_room, NULL);
}

static void end(struct exact *exact)
{
    mpq_clears(exact->lack, exact->step, exact->product, exact->turn, exact->room, exact->best_room, NULL);
    for (size_t i = 0; i < exact->problem->rows * exact->problem->columns; i++)
        mpq_clear(exact->factor[i]);
    for (size_t u = 0; u < exact->all; u++)
        mpq_clear(exact->value[u]);
    free(exact->factor);
    free(exact->value);
    free(exact->low);
    free(exact->high);
    free(exact->basic);
    free(exact->outside);
}

static mpq_t *factor_at(const struct exact *exact, size_t row, size_t column)
{
    return &exact->factor[row * exact->problem->columns + column];
}

// What the value lacks to be within its limits. False: nothing.
static bool find_lack(const struct exact *exact, uint32_t unknown, mpq_t ret_lack)
{
    bool is_below = mpq_cmp_si(exact->value[unknown], exact->low[unknown], 1) < 0;
    if (!is_below && mpq_cmp_si(exact->value[unknown], exact->high[unknown], 1) <= 0)
        return false;
    mpq_set_si(ret_lack, is_below ? exact->low[unknown] : exact->high[unknown], 1);
    mpq_sub(ret_lack, ret_lack, exact->value[unknown]);
    return true;
}

static void move(struct exact *exact, size_t column, const mpq_t by)
{
    mpq_t *own = &exact->value[exact->outside[column]];
    mpq_add(*own, *own, by);
    for (size_t r = 0; r < exact->problem->rows; r++) {
        if (mpq_sgn(*factor_at(exact, r, column)) == 0)
            continue;
        mpq_mul(exact->product, *factor_at(exact, r, column), by);
        mpq_add(exact->value[exact->basic[r]], exact->value[exact->basic[r]], exact->product);
    }
}

static void pivot(struct exact *exact, size_t row, size_t column)
{
    size_t columns = exact->problem->columns;
    uint32_t leaves = exact->basic[row];
    mpq_inv(exact->turn, *factor_at(exact, row, column));
    for (size_t c = 0; c < columns; c++) {
        mpq_mul(*factor_at(exact, row, c), *factor_at(exact, row, c), exact->turn);
        mpq_neg(*factor_at(exact, row, c), *factor_at(exact, row, c));
    }
    mpq_set(*factor_at(exact, row, column), exact->turn);
    for (size_t r = 0; r < exact->problem->rows; r++) {
        mpq_t *there = factor_at(exact, r, column);
        if (r == row || mpq_sgn(*there) == 0)
            continue;
        mpq_set(exact->step, *there);
        mpq_set_si(*there, 0, 1);
        for (size_t c = 0; c < columns; c++) {
            if (mpq_sgn(*factor_at(exact, row, c)) == 0)
                continue;
            mpq_mul(exact->product, exact->step, *factor_at(exact, row, c));
            mpq_add(*factor_at(exact, r, c), *factor_at(exact, r, c), exact->product);
        }
    }
    exact->basic[row] = exact->outside[column];
    exact->outside[column] = leaves;
}

// The row to mend: the first of the unknowns (Bland), or the first row.
static size_t pick_row(struct exact *exact, bool is_bland)
{
    size_t best = SIZE_MAX;
    for (size_t r = 0; r < exact->problem->rows && (is_bland || best == SIZE_MAX); r++)
        if ((best == SIZE_MAX || exact->basic[r] < exact->basic[best]) && find_lack(exact, exact->basic[r], exact->lack))
            best = r;
    return best;
}

// How far the unknown of a column may move to mend the row. False: not at all.
static bool find_room(const struct exact *exact, size_t row, size_t column, int lack, mpq_t ret_room)
{
    uint32_t unknown = exact->outside[column];
    int factor = mpq_sgn(*factor_at(exact, row, column));
    if (factor == 0)
        return false;
    mpq_set_si(ret_room, factor == lack ? exact->high[unknown] : exact->low[unknown], 1);
    mpq_sub(ret_room, ret_room, exact->value[unknown]);
    mpq_abs(ret_room, ret_room);
    return mpq_sgn(ret_room) > 0;
}

static bool is_one(const mpq_t fraction)
{
    return mpq_cmp_si(fraction, 1, 1) == 0 || mpq_cmp_si(fraction, -1, 1) == 0;
}

// The first (Bland); else one that keeps whole numbers whole, and of those the one with most room.
static size_t pick_column(struct exact *exact, size_t row, int lack, bool is_bland)
{
    size_t best = SIZE_MAX;
    bool is_best_one = false;
    for (size_t c = 0; c < exact->problem->columns; c++) {
        if (!find_room(exact, row, c, lack, exact->room))
            continue;
        bool is_whole = is_one(*factor_at(exact, row, c));
        bool is_better = is_bland                 ? best == SIZE_MAX || exact->outside[c] < exact->outside[best]
                         : best == SIZE_MAX       ? true
                         : is_whole != is_best_one ? is_whole
                                                  : mpq_cmp(exact->room, exact->best_room) > 0;
        if (!is_better)
            continue;
        best = c;
        is_best_one = is_whole;
        mpq_set(exact->best_room, exact->room);
    }
    return best;
}

static bool settle(struct exact *exact)
{
    for (size_t n = 0;; n++) {
        size_t row = pick_row(exact, n >= GREEDY_MOST);
        if (row == SIZE_MAX)
            return true;
        find_lack(exact, exact->basic[row], exact->lack);
        size_t column = pick_column(exact, row, mpq_sgn(exact->lack), n >= GREEDY_MOST);
        if (column == SIZE_MAX)
            return false;
        mpq_div(exact->step, exact->lack, *factor_at(exact, row, column));
        move(exact, column, exact->step);
        pivot(exact, row, column);
    }
}

// --- whole numbers ---

static void set_limits(struct exact *exact, uint32_t unknown, int64_t low, int64_t high)
{
    exact->low[unknown] = low;
    exact->high[unknown] = high;
    for (size_t c = 0; c < exact->problem->columns; c++)
        if (exact->outside[c] == unknown && find_lack(exact, unknown, exact->lack))
            move(exact, c, exact->lack);
}

static uint32_t first_broken(const struct exact *exact)
{
    for (uint32_t u = 0; u < exact->problem->unknowns; u++)
        if (mpz_cmp_si(mpq_denref(exact->value[u]), 1) != 0)
            return u;
    return UINT32_MAX;
}

static enum found find_whole(struct exact *exact)
{
    if (!settle(exact))
        return NONE;
    uint32_t u = first_broken(exact);
    if (u == UINT32_MAX)
        return FOUND;
    if (++exact->branches > BRANCHES_MOST)
        return GAVE_UP;
    double value = mpq_get_d(exact->value[u]); // far from rounding: it is no whole number
    int64_t low = exact->low[u], high = exact->high[u], below = (int64_t)value; // none is less than 0
    bool is_up = value - (double)below > 0.5;
    enum found found = NONE;
    for (int side = 0; side < 2 && found == NONE; side++) {
        if (is_up == (side == 0))
            set_limits(exact, u, below + 1, high);
        else
            set_limits(exact, u, low, below);
        found = find_whole(exact);
    }
    exact->low[u] = low;
    exact->high[u] = high;
    return found;
}

enum found exact_find(const struct exact_problem *problem, const double *start, double *ret_values)
{
    struct exact exact;
    begin(&exact, problem, start);
    for (uint32_t u = 0; u < problem->unknowns; u++)
        set_limits(&exact, u, exact.low[u], exact.high[u]);
    enum found found = find_whole(&exact);
    for (size_t u = 0; u < exact.all && found == FOUND; u++)
        ret_values[u] = mpq_get_d(exact.value[u]);
    end(&exact);
    return found;
}
