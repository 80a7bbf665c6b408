// distribution.c - asks libRmath, R's own library of distributions, so that figures agree with R.
#include "insight/distribution.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

double normal_quantile(double p)
{
    return qnorm(p, 0, 1, 1, 0);
}

double t_quantile(double p, double freedom)
{
    return qt(p, freedom, 1, 0);
}

double f_quantile(double p, double freedom_above, double freedom_below)
{
    return qf(p, freedom_above, freedom_below, 1, 0);
}

double beta_quantile(double p, double a, double b)
{
    return qbeta(p, a, b, 1, 0);
}

double t_both_sides(double t, double freedom)
{
    return 2 * pt(-fabs(t), freedom, 1, 0);
}

// The noncentrality at which a share of `above` lies above t >= 0. It grows with `above`. Looked for in steps from t, so that the far
// tails, where pnt warns on the standard output, are never asked for.
static double noncentrality_at(double t, double freedom, double above)
{
    double step = sqrt(1 + t * t / (2 * freedom)), low = t, high = t;
    while (pnt(t, freedom, low, 0, 0) > above)
        low -= step;
    while (pnt(t, freedom, high, 0, 0) < above)
        high += step;
    for (size_t i = 0; i < 100 && high - low > 1e-13 * fmax(1, fabs(high)); i++) {
        double middle = (low + high) / 2;
        if (pnt(t, freedom, middle, 0, 0) > above)
            high = middle;
        else
            low = middle;
    }
    return (low + high) / 2;
}

struct interval noncentrality(double t, double freedom, double share)
{
    double outside = (1 - share) / 2;
    double low = noncentrality_at(fabs(t), freedom, outside), high = noncentrality_at(fabs(t), freedom, 1 - outside);
    return t < 0 ? (struct interval){-high, -low} : (struct interval){low, high};
}

double hedges_correction(double freedom)
{
    return exp(lgammafn(freedom / 2) - lgammafn((freedom - 1) / 2)) / sqrt(freedom / 2);
}

double hypergeometric_log(size_t x, size_t white, size_t black, size_t drawn)
{
    return dhyper((double)x, (double)white, (double)black, (double)drawn, 1);
}
