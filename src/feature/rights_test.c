// rights_test.c - the golden table of roles and rights, and where a role counts.
#include "feature/rights.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "support.h"

static const char *matrix(struct arena *arena)
{
    struct buf out = buf_make(arena, 4096);
    buf_print(&out, "%-18s", "");
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        buf_print(&out, " %s", role_name((enum role)role));
    buf_add_char(&out, '\n');
    for (int right = VIEW_NETWORK; right < RIGHT_COUNT; right++) {
        buf_print(&out, "%-18s", right_name((enum right)right));
        for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
            buf_print(&out, " %*s", (int)strlen(role_name((enum role)role)),
                      role_gives((enum role)role, (enum right)right) ? "yes" : "-");
        buf_add_char(&out, '\n');
    }
    return buf_text(&out);
}

// The table as agreed: a change of rights must be a change of this file, seen by whoever reviews it. The test prints
// the table of the program when the two differ.
static void roles_give_exactly_the_rights_of_the_table(void **state)
{
    (void)state;
    char wanted[8192];
    FILE *file = fopen(TEST_SUPPORT "/../../src/feature/rights_matrix.txt", "rb");
    assert_non_null(file);
    size_t n = fread(wanted, 1, sizeof(wanted) - 1, file);
    fclose(file);
    wanted[n] = '\0';
    const char *real = matrix(test_arena());
    if (strcmp(real, wanted) != 0)
        print_message("rights_matrix.txt should be:\n%s", real);
    assert_string_equal(real, wanted);
}

static void nobody_holds_the_right_nobody_or_one_that_needs_no_role(void **state)
{
    (void)state;
    for (int role = ROLE_NONE; role < ROLE_COUNT; role++) {
        assert_false(role_gives((enum role)role, NOBODY));
        assert_false(role_gives((enum role)role, ANYONE));
        assert_false(role_gives((enum role)role, SIGNED_IN));
    }
    for (int right = NOBODY; right < RIGHT_COUNT; right++)
        assert_false(role_gives(ROLE_NONE, (enum right)right));
}

static void a_network_role_counts_in_its_network_only(void **state)
{
    (void)state;
    const struct grant grants[] = {{ROLE_COORDINATOR, {7}, {0}}};
    assert_true(grants_give(grants, 1, RUN_WORKSHOP, (struct scope){{7}, {0}}));
    assert_true(grants_give(grants, 1, RUN_WORKSHOP, (struct scope){{7}, {3}}));
    assert_false(grants_give(grants, 1, RUN_WORKSHOP, (struct scope){{8}, {0}}));
    assert_false(grants_give(grants, 1, RUN_WORKSHOP, (struct scope){{0}, {0}}));
    assert_false(grants_give(grants, 1, MANAGE_PROGRAMME, (struct scope){{7}, {0}}));
}

static void a_region_role_counts_in_the_networks_of_its_region_only(void **state)
{
    (void)state;
    const struct grant grants[] = {{ROLE_REGION_LEAD, {0}, {3}}};
    assert_true(grants_give(grants, 1, MANAGE_ROLES, (struct scope){{7}, {3}}));
    assert_false(grants_give(grants, 1, MANAGE_ROLES, (struct scope){{7}, {4}}));
    assert_false(grants_give(grants, 1, MANAGE_ROLES, (struct scope){{7}, {0}}));
    assert_false(grants_give(grants, 1, MANAGE_ROLES, (struct scope){{0}, {0}}));
}

static void a_programme_role_counts_everywhere(void **state)
{
    (void)state;
    const struct grant grants[] = {{ROLE_PROGRAMME_LEAD, {0}, {0}}};
    assert_true(grants_give(grants, 1, VIEW_AUDIT, (struct scope){{7}, {3}}));
    assert_true(grants_give(grants, 1, MANAGE_PROGRAMME, (struct scope){{0}, {0}}));
    assert_false(grants_give(grants, 1, OPERATE, (struct scope){{0}, {0}}));
    assert_false(grants_give(grants, 0, VIEW_AUDIT, (struct scope){{7}, {3}}));
}

// A role without a place would be a role in every place that has no number; such a grant must give nothing.
static void a_network_role_without_a_network_gives_nothing(void **state)
{
    (void)state;
    const struct grant grants[] = {{ROLE_COORDINATOR, {0}, {0}}, {ROLE_REGION_LEAD, {0}, {0}}};
    assert_false(grants_give(grants, 2, VIEW_NETWORK, (struct scope){{0}, {0}}));
    assert_false(grants_give(grants, 2, VIEW_NETWORK, (struct scope){{7}, {0}}));
}

static void names_of_roles_read_back(void **state)
{
    (void)state;
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
        assert_int_equal(role_of(role_name((enum role)role)), role);
        assert_true(role_level((enum role)role) != 0);
        assert_true(role_label((enum role)role)[0] != '\0');
    }
    assert_int_equal(role_of("none"), ROLE_NONE);
    assert_int_equal(role_of("Coordinator"), ROLE_NONE);
    assert_int_equal(role_of(""), ROLE_NONE);
}

TESTS(rights, roles_give_exactly_the_rights_of_the_table, nobody_holds_the_right_nobody_or_one_that_needs_no_role,
      a_network_role_counts_in_its_network_only, a_region_role_counts_in_the_networks_of_its_region_only,
      a_programme_role_counts_everywhere, a_network_role_without_a_network_gives_nothing, names_of_roles_read_back)
