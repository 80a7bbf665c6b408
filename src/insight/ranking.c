// ranking.c - the scores of Bradley and Terry's model with a penalty on their squares, and how sure they are.
#include "insight/ranking_parts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "insight/positive.h"

static const double alpha_least = 1e-9, alpha_most = 1e6;
enum { FIRST_ROUNDS = 20, NEWTON_ROUNDS = 200, HALVINGS = 60 };

struct fit {
    const struct pair_counts *counts;
    double alpha;
    double *score, *tried, *step; // a number a thing
    double *won;                  // how often each was preferred
    double *curve;                // items x items: the negative second derivatives
};

static double met(const struct pair_counts *counts, size_t i, size_t j)
{
    return (double)counts->wins[i * counts->items + j] + (double)counts->wins[j * counts->items + i];
}

// The root of won - weight * exp(x) - 2 alpha x, from x on. It falls throughout and bends downwards: Newton's steps come from the right.
static double surrogate_top(double won, double weight, double alpha, double x)
{
    if (alpha == 0)
        return log(won / weight);
    for (size_t i = 0; i < 100; i++) {
        double height = weight * exp(x), step = (won - height - 2 * alpha * x) / (height + 2 * alpha);
        x += fmin(step, 1);
        if (fabs(step) <= 1e-14 * fmax(1, fabs(x)))
            break;
    }
    return x;
}

// One round: the terms log(exp(score i) + exp(score j)) are replaced by tangents, so that each score has its own top.
static void round_make(struct fit *fit)
{
    size_t n = fit->counts->items;
    double *weight = fit->step, *worth = fit->tried;
    for (size_t i = 0; i < n; i++) {
        worth[i] = exp(fit->score[i]);
        weight[i] = 0;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double share = met(fit->counts, i, j) / (worth[i] + worth[j]);
            weight[i] += share;
            weight[j] += share;
        }
    for (size_t i = 0; i < n; i++)
        if (weight[i] > 0)
            fit->score[i] = surrogate_top(fit->won[i], weight[i], fit->alpha, fit->score[i]);
}

// Scores may all be moved by the same without a change of the likelihood; the penalty puts their mean at 0, and without it we do.
static void centre(double *score, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += score[i];
    for (size_t i = 0; i < n; i++)
        score[i] -= sum / (double)n;
}

static double height_of(const struct fit *fit, const double *score)
{
    size_t n = fit->counts->items;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum -= fit->alpha * score[i] * score[i];
        for (size_t j = i + 1; j < n; j++) {
            double all = met(fit->counts, i, j), ahead = score[i] - score[j];
            if (all > 0) {
                uint32_t against = ahead > 0 ? fit->counts->wins[j * n + i] : fit->counts->wins[i * n + j];
                sum -= all * log1p(exp(-fabs(ahead))) + against * fabs(ahead);
            }
        }
    }
    return sum;
}

// The slope into `step`, the curvature into `curve`, to which `stiffness` in the direction "all by the same" is added.
static double derivatives_fill(struct fit *fit)
{
    size_t n = fit->counts->items;
    double stiffness = 0;
    memset(fit->curve, 0, n * n * sizeof *fit->curve);
    for (size_t i = 0; i < n; i++) {
        fit->step[i] = -2 * fit->alpha * fit->score[i];
        fit->curve[i * n + i] = 2 * fit->alpha;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double all = met(fit->counts, i, j), ahead = fit->score[i] - fit->score[j];
            double p = 1 / (1 + exp(-ahead)), q = 1 / (1 + exp(ahead));
            double pull = fit->counts->wins[i * n + j] * q - fit->counts->wins[j * n + i] * p, bend = all * p * q;
            fit->step[i] += pull;
            fit->step[j] -= pull;
            fit->curve[i * n + i] += bend;
            fit->curve[j * n + j] += bend;
            fit->curve[i * n + j] -= bend;
        }
    for (size_t i = 0; i < n; i++)
        stiffness += fit->curve[i * n + i] / (double)n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++)
            fit->curve[i * n + j] += stiffness / (double)n;
    return stiffness;
}

// Moves by the step, halved so often. Halving until it climbs always ends at the top, however far away.
static bool step_halved(struct fit *fit)
{
    size_t n = fit->counts->items;
    double here = height_of(fit, fit->score);
    for (size_t half = 0; half < HALVINGS; half++) {
        for (size_t i = 0; i < n; i++)
            fit->tried[i] = fit->score[i] + ldexp(fit->step[i], -(int)half);
        if (height_of(fit, fit->tried) > here) {
            memcpy(fit->score, fit->tried, n * sizeof *fit->score);
            return true;
        }
    }
    return false;
}

// One of Newton's steps. A step of at most d changes no curvature by more than a factor of exp(2 d): below 0.1 each step leaves a small
// part of the one before, with no need to look. false: nothing is left.
static bool newton_step(struct fit *fit)
{
    size_t n = fit->counts->items;
    double most = 0;
    derivatives_fill(fit);
    if (!positive_factor(n, fit->curve))
        return false;
    positive_solve(n, fit->curve, fit->step);
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs(fit->step[i]));
    if (most > 0.1)
        return step_halved(fit);
    for (size_t i = 0; i < n; i++)
        fit->score[i] += fit->step[i];
    centre(fit->score, n);
    return most > 1e-9;
}

static void errors_fill(struct fit *fit, struct ranking *ranking)
{
    size_t n = ranking->items;
    double stiffness = derivatives_fill(fit);
    bool is_positive = positive_factor(n, fit->curve);
    assert(is_positive); // 2 alpha, or a connected graph of finite scores, makes it so
    positive_invert(n, fit->curve, ranking->covariance);
    // The direction "all by the same" is no uncertainty of a score: it is taken out.
    double common = 1 / ((2 * fit->alpha + stiffness) * (double)n);
    for (size_t i = 0; i < n * n; i++)
        ranking->covariance[i] -= common;
    for (size_t i = 0; i < n; i++)
        ranking->standard_error[i] = sqrt(fmax(ranking->covariance[i * n + i], 0));
}

static void order_fill(struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->items; i++) {
        size_t at = i;
        for (; at > 0 && ranking->score[ranking->order[at - 1]] < ranking->score[i]; at--)
            ranking->order[at] = ranking->order[at - 1];
        ranking->order[at] = (uint32_t)i;
    }
}

enum err ranking_make(struct arena *arena, const struct pair_counts *counts, double alpha, struct ranking *ret_ranking)
{
    if (!(alpha == 0 || (alpha >= alpha_least && alpha <= alpha_most)))
        return ERR_INVALID;
    size_t n = counts->items;
    struct ranking ranking = {.items = n, .alpha = alpha};
    lack_find(arena, counts, &ranking);
    if (ranking.lack != RANKING_ENDLESS && ranking.lack != RANKING_NO_PAIR) {
        struct fit fit = {.counts = counts, .alpha = alpha, .score = ARENA_ARRAY(arena, double, n),
                          .tried = ARENA_ARRAY(arena, double, n), .step = ARENA_ARRAY(arena, double, n),
                          .won = ARENA_ARRAY(arena, double, n), .curve = ARENA_ARRAY(arena, double, n * n)};
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                fit.won[i] += counts->wins[i * n + j];
        for (size_t i = 0; i < FIRST_ROUNDS; i++)
            round_make(&fit);
        centre(fit.score, n);
        for (size_t i = 0; i < NEWTON_ROUNDS && newton_step(&fit); i++)
            ;
        ranking.score = fit.score;
        ranking.standard_error = ARENA_ARRAY(arena, double, n);
        ranking.covariance = ARENA_ARRAY(arena, double, n * n);
        ranking.order = ARENA_ARRAY(arena, uint32_t, n);
        errors_fill(&fit, &ranking);
        order_fill(&ranking);
    }
    *ret_ranking = ranking;
    return OK;
}
