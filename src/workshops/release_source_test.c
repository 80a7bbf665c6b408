// release_source_test.c - which steps a release counts, and how: what is kept back stays so.
#include "workshops/release_source.h"

#include "workshops/fixture.h"

static const struct release_source source = {workshops_count, NULL, workshops_name, workshops_stored};

// A step with one line that 6 agree with.
static struct activity answered(struct call *call, const struct workshop *workshop, struct contribution_id *ret_line)
{
    struct activity activity = fixture_step(call, workshop->id, "opinions", "{}");
    assert_ok(activity_open(call, activity.id));
    activity = fixture_activity(call, activity.id);
    *ret_line = fixture_line(call, &activity, "The bus comes too seldom.");
    for (int i = 0; i < 6; i++)
        assert_ok(mark_put(call, &activity, *ret_line, fixture_participant(call, &activity), 1));
    return activity;
}

// How many agree with the line in a release of the workshop (0: of the whole network); -1: the line is not in it.
static int64_t counted(struct call *call, const struct workshop *workshop, int64_t only, struct contribution_id line)
{
    struct release_plan plan;
    const struct release_wish wish = {.network = workshop->scope.network, .workshop = only};
    release_set_sources(&source, 1);
    assert_ok(release_make_plan(call, &wish, &plan));
    for (size_t i = 0; i < plan.blocks.n; i++)
        for (size_t c = 0; plan.blocks.at[i].object == line.v && c < plan.blocks.at[i].n; c++)
            if (plan.blocks.at[i].at[c].kind == CELL_ANSWER && plan.blocks.at[i].at[c].value == 1)
                return plan.blocks.at[i].at[c].people;
    return -1;
}

static void results_that_are_kept_back_are_not_released(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop workshop = fixture_open(&call, fixture_network(&call, "kept-back"));
    struct contribution_id line;
    struct activity activity = answered(&call, &workshop, &line);
    assert_int_equal(counted(&call, &workshop, 0, line), -1); // it runs, and nobody has opened its results
    assert_ok(activity_show_results(&call, activity.id, true));
    assert_int_equal(counted(&call, &workshop, workshop.id.v, line), -1); // by itself only when it is closed
    assert_int_equal(counted(&call, &workshop, 0, line), 6);              // the coordinator wishes it
    assert_ok(activity_close(&call, activity.id));
    assert_int_equal(counted(&call, &workshop, workshop.id.v, line), 6);
    assert_ok(activity_show_results(&call, activity.id, false));
    assert_int_equal(counted(&call, &workshop, workshop.id.v, line), -1);
    assert_int_equal(counted(&call, &workshop, 0, line), -1);
    assert_ok(workshop_close(&call, workshop.id)); // then all of it is open to read
    assert_int_equal(counted(&call, &workshop, workshop.id.v, line), 6);
}

static void a_release_of_a_workshop_counts_no_other(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = fixture_network(&call, "two-halls");
    struct workshop one = fixture_open(&call, network), other = fixture_open(&call, network);
    struct contribution_id line, other_line;
    answered(&call, &one, &line);
    answered(&call, &other, &other_line);
    assert_ok(workshop_close(&call, one.id));
    assert_ok(workshop_close(&call, other.id));
    assert_int_equal(counted(&call, &one, one.id.v, line), 6);
    assert_int_equal(counted(&call, &one, one.id.v, other_line), -1);
    assert_int_equal(counted(&call, &one, 0, other_line), 6);
}

static void a_line_that_was_taken_down_is_not_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop workshop = fixture_open(&call, fixture_network(&call, "taken-down"));
    struct contribution_id line;
    struct activity activity = answered(&call, &workshop, &line);
    assert_ok(activity_show_results(&call, activity.id, true));
    assert_ok(contribution_take_down(&call, line, "It names somebody."));
    assert_int_equal(counted(&call, &workshop, 0, line), -1);
}

TESTS(release_source, results_that_are_kept_back_are_not_released, a_release_of_a_workshop_counts_no_other,
      a_line_that_was_taken_down_is_not_counted)
