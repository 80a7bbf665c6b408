// distribution.h - quantiles and probabilities of the distributions that tests and intervals rest on; the one door to libRmath.
#ifndef SEMPRE_INSIGHT_DISTRIBUTION_H
#define SEMPRE_INSIGHT_DISTRIBUTION_H

#include <stddef.h>

struct interval {
    double low, high;
};

// Where a share of `p` (0 < p < 1) lies below.
double normal_quantile(double p);
double t_quantile(double p, double freedom);
double f_quantile(double p, double freedom_above, double freedom_below);
double beta_quantile(double p, double a, double b);

// How likely a t at least this far from 0 is, on either side, where nothing is the case.
double t_both_sides(double t, double freedom);

// The noncentralities for which `t` lies at the upper and at the lower end of the middle `share` of the noncentral t distribution
// (Steiger and Fouladi 1997). Above a noncentrality of 37.6 libRmath takes a normal approximation (Abramowitz and Stegun 26.7.10).
struct interval noncentrality(double t, double freedom, double share);

// Hedges' correction of d for small samples, by the gamma function (Hedges 1981). freedom > 1.
double hedges_correction(double freedom);

// Logarithm of the probability of `x` white balls among `drawn` from `white` and `black` ones.
double hypergeometric_log(size_t x, size_t white, size_t black, size_t drawn);

#endif
