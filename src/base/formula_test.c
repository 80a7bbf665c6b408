// formula_test.c - what a spreadsheet would run is known by how it begins.
#include "base/formula.h"

#include "support.h"

static void what_a_spreadsheet_would_run_is_a_formula(void **state)
{
    (void)state;
    static const char *const formulas[] = {"=1+1", "+49 4802", "-1", "- a bus", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1",
                                           "\uff0d1", "\uff20A1"};
    for (size_t i = 0; i < sizeof(formulas) / sizeof(*formulas); i++)
        assert_true(is_formula(formulas[i]));
}

static void all_else_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a bus = good", "'=1", " =1", "1-2", "\u2013 a bus", "\uff1f"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        assert_false(is_formula(texts[i]));
}

TESTS(formula, what_a_spreadsheet_would_run_is_a_formula, all_else_is_none)
