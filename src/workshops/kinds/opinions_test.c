// opinions_test.c - tests of the result page of opinions: groups or three lists, for each audience, with pictures that are whole.
#include <ctype.h>

#include "workshops/fixture_camps.h"
#include "workshops/fixture_publish.h"
#include "workshops/fixture_web.h"
#include "workshops/result.h"

static const char *result_of(struct call *call, const struct camps *camps, enum audience audience)
{
    struct body body;
    struct activity activity = fixture_activity(call, camps->activity.id);
    struct workshop workshop = fixture_workshop(call, camps->activity.workshop);
    const struct kind_place place = {.call = call, .workshop = &workshop, .activity = &activity};
    assert_ok(activity.kind->result(&place, (int)audience, &body));
    return drawn_body(call, body);
}

// What everybody sees once it is published.
static const char *public_of(struct call *call, const struct camps *camps)
{
    fixture_publish(call, &camps->activity);
    return result_of(call, camps, AUDIENCE_PUBLIC);
}

static bool has(const char *page, const char *words)
{
    return strstr(page, words) != NULL;
}

static size_t count_of(const char *page, const char *words)
{
    size_t n = 0;
    for (const char *at = page; (at = strstr(at, words)) != NULL; at += strlen(words))
        n++;
    return n;
}

// Elements end in the order in which they begin. Elements without an end are none of those that results have.
static void assert_well_formed(const char *page)
{
    const char *open[64];
    size_t depth = 0;
    for (const char *at = page; (at = strchr(at, '<')) != NULL; at++) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        if (at[1] == '/') {
            assert_true(depth > 0);
            size_t n = (size_t)(end - at) - 2;
            depth--;
            assert_int_equal(strncmp(open[depth], at + 2, n), 0);
            assert_false(isalnum((unsigned char)open[depth][n]));
        } else if (end[-1] != '/') {
            assert_true(depth < 64);
            open[depth++] = at + 1;
        }
    }
    assert_int_equal(depth, 0);
}

// Every picture says what it is, first of all.
static void assert_pictures_are_titled(const char *page)
{
    size_t pictures = count_of(page, "role=\"img\"");
    assert_true(pictures > 0);
    assert_int_equal(count_of(page, "role=\"img\"><title>"), pictures);
    assert_int_equal(count_of(page, "<desc>"), pictures);
}

static struct camps two_camps(struct call *call, const char *slug, size_t first, size_t second)
{
    struct camps camps = camps_begin(call, slug);
    camps_vote(call, &camps, 0, first);
    camps_vote(call, &camps, 1, second);
    camps_look(call, &camps);
    return camps;
}

static void sixty_people_are_shown_in_groups(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "sixty", 35, 25);
    const char *page = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "There are 2 groups of people who answered alike."));
    assert_true(has(page, "<svg class=\"plot\" viewBox=\"0 0 640 400\" role=\"img\"><title>Map of opinions</title><desc>Group A: 35. "));
    assert_true(has(page, "Group A</th><td class=\"num\">35</td>"));
    assert_true(has(page, "Group B</th><td class=\"num\">25</td>"));
    assert_true(has(page, "Group A: what sets it apart"));
    assert_int_equal(count_of(page, "agree: <strong>"), 2 * REPRESENTATIVE_MOST);
    assert_true(has(page, "</strong> <span class=\"muted\">"));
    assert_true(has(page, " in the group, 0 of "));
    assert_true(has(page, "What all groups agree on"));
    assert_true(has(page, "What divides the groups"));
    assert_false(has(page, "What we agree on"));
    // Bars of each group, and how it was worked out with numbers of this result.
    assert_true(has(page, "Group A: Agree: "));
    assert_true(has(page, "People: 60. Statements: 10. Answers: 579."));
    assert_true(has(page, "The largest was taken: 2 groups."));
    assert_true(has(page, "(silhouette): 2 groups: 0."));
    assert_true(has(page, "Example: with “"));
    assert_true(has(page, "in 95 of 100 cases"));
    assert_true(has(page, "The groups were worked out on 5 Jan 2026, 11:00.")); // in the time of the workshop
    assert_well_formed(page);
    assert_pictures_are_titled(page);
}

static void the_public_sees_crowds_and_words_and_no_count_of_a_group(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "crowds", 35, 25);
    assert_false(has(result_of(&call, &camps, AUDIENCE_PUBLIC), "Map of opinions")); // not published yet
    const char *page = public_of(&call, &camps), *team = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "Each sign is at least 5 people, so that nobody can be picked out."));
    assert_true(has(page, "Group A</th><td class=\"num\">35</td>"));
    // Nobody is unsure, so who disagrees is hidden: of the groups it is told only where they agree.
    assert_false(has(page, "They disagree: <strong>"));
    assert_true(has(page, "They agree: <strong>"));
    assert_false(has(page, "</strong> <span class=\"muted\">"));
    assert_false(has(page, " in the group, "));
    assert_true(has(page, "Group A: most agree</p><p>Group B: not shown</p>"));
    assert_false(has(page, "In no group"));
    assert_false(has(page, "Group A: Agree: "));
    assert_false(has(page, "Example: with “"));
    assert_well_formed(page);
    assert_pictures_are_titled(page);
    assert_null(strstr(page, "The larger it is"));
    assert_non_null(strstr(page, "<path class=\"g1\" d=\"M"));
    assert_int_equal(count_of(page, "a10 10 0 1 0 20 0"), count_of(page, "0 1 0 -20 0z")); // discs of one size
    assert_int_equal(count_of(page, " 0 1 0 "), 2 * count_of(page, "a10 10 0 1 0 20 0") + 4); // and the two of the legend
    // Fewer signs than the team sees, and as many as there can be with five in each at most.
    const char *path = strstr(page, "<path class=\"g1\" d=\""), *of_team = strstr(team, "<path class=\"g1\" d=\"");
    assert_true(path != NULL && of_team != NULL);
    size_t signs = count_of(arena_copy(call.arena, path, strcspn(path, ">")), "M"),
           of_people = count_of(arena_copy(call.arena, of_team, strcspn(of_team, ">")), "M");
    assert_in_range(signs, 1, 35 / SMALLEST_PUBLIC_COUNT);
    assert_true(of_people >= signs);
}

static void twenty_people_are_shown_three_lists(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "twenty", 12, 8);
    const char *page = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "Fewer than 50 people have answered. So no groups are shown"));
    assert_false(has(page, "Map of opinions"));
    const char *agree = strstr(page, "<h3>What we agree on</h3>"), *differ = strstr(page, "<h3>What we see differently</h3>"),
               *unsure = strstr(page, "<h3>What many are unsure about</h3>"), *bench = strstr(page, "a bench"),
               *flag = strstr(page, "a flag");
    assert_true(agree != NULL && differ != NULL && unsure != NULL && bench != NULL && flag != NULL);
    assert_true(agree < bench && bench < differ && differ < unsure && unsure < flag);
    const char *divided = arena_copy(call.arena, differ, (size_t)(unsure - differ));
    assert_int_equal(count_of(divided, "class=\"said\""), 5);
    assert_true(has(page, "3 more statements belong here.")); // eight divide, five are listed
    // Wilson 1927: of 20, all 20: 0.839 to 1.
    assert_true(has(page, "100% agree. If everybody were asked, probably 84% to 100% would."));
    assert_true(has(page, "100% are not sure. If everybody were asked, probably 83% to 100% would be."));
    assert_true(has(page, "Example: 20 of 20 agree with “a bench”. That is 100%."));
    assert_true(has(page, "Groups of people who answered alike are looked for from 50 people on"));
    // Everybody agrees with the bench: the public is told no count of it, and so no share that would follow from one.
    const char *public_page = public_of(&call, &camps);
    const char *begin = strstr(public_page, "<h3>What we agree on</h3>"), *end = strstr(public_page, "<h3>What is not clear yet</h3>");
    assert_true(begin != NULL && end != NULL && begin < end);
    assert_true(has(arena_copy(call.arena, begin, (size_t)(end - begin)), "a bench"));
    assert_true(has(begin, "Agree: nearly all"));
    assert_false(has(public_page, "100% agree"));
    assert_non_null(strstr(end, "3 more statements belong here.")); // of eight on which who disagrees is hidden
    assert_well_formed(page);
    assert_pictures_are_titled(page);
}

static void shares_of_hidden_counts_are_not_told(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "hidden");
    struct participant_id people[12];
    for (size_t i = 0; i < 12; i++) {
        people[i] = fixture_participant(&call, &camps.activity);
        assert_ok(mark_put(&call, &camps.activity, camps.lines[0], people[i], i < 4 ? -1 : 1));
        if (i < 3)
            assert_ok(mark_put(&call, &camps.activity, camps.lines[1], people[i], 1));
    }
    const char *team = result_of(&call, &camps, AUDIENCE_TEAM), *page = public_of(&call, &camps);
    assert_true(has(team, "67% agree. "));
    assert_true(has(team, "Answers: 15."));
    // 8 agree and 4 disagree: the second smallest count is hidden too, so the share would tell it.
    assert_false(has(page, "67%"));
    assert_false(has(page, "Answers: 15.")); // of one statement the public does not know how many answered
    assert_true(has(page, "People: at least 12. Statements: 10."));
}

static void a_group_of_four_is_shown_to_nobody(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "four", 50, 4);
    assert_true(has(result_of(&call, &camps, AUDIENCE_TEAM), "one of them would have fewer than 5 people"));
    // What is the case is not said to the public, for that would tell something of it.
    static const char none[] = "No groups of people who answered alike are published.";
    assert_true(has(public_of(&call, &camps), none));
    assert_true(has(result_of(&call, &camps, AUDIENCE_PUBLIC), "<h3>What we agree on</h3>"));
    camps_vote(&call, &camps, 1, 1);
    camps_look(&call, &camps);
    assert_true(has(result_of(&call, &camps, AUDIENCE_PUBLIC), none));
    assert_true(has(public_of(&call, &camps), "There are 2 groups"));
}

// The groups that the public sees, their sizes and their map, stay as they were published until five people more or fewer are in them.
static void published_groups_stay_until_five_more_have_answered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "stay", 30, 25);
    const char *before = public_of(&call, &camps);
    assert_true(has(before, "Group B</th><td class=\"num\">25</td>"));
    camps_vote(&call, &camps, 1, 4);
    camps_look(&call, &camps);
    const char *map = strstr(before, "<svg class=\"plot\""), *after = strstr(public_of(&call, &camps), "<svg class=\"plot\"");
    assert_true(map != NULL && after != NULL);
    size_t n = (size_t)(strstr(map, "</svg>") - map);
    assert_memory_equal(map, after, n);
    camps_vote(&call, &camps, 1, 1);
    camps_look(&call, &camps);
    const char *page = public_of(&call, &camps);
    assert_true(has(page, "Group A</th><td class=\"num\">30</td>"));
    assert_true(has(page, "Group B</th><td class=\"num\">30</td>") || has(page, "Group B</th><td class=\"num\">25</td>"));
    assert_int_equal(test_number(call.db, "SELECT people FROM released_finding"), 60);
}

static void how_many_are_in_no_group_is_not_told_to_the_public(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "rest", 30, 22);
    for (size_t i = 0; i < 2; i++)
        assert_ok(mark_put(&call, &camps.activity, camps.lines[i], fixture_participant(&call, &camps.activity), 1));
    camps_look(&call, &camps);
    const char *team = result_of(&call, &camps, AUDIENCE_TEAM), *page = public_of(&call, &camps);
    assert_true(has(team, "In no group: answered too little</th><td class=\"num\">2</td>"));
    assert_false(has(page, "In no group"));
    assert_true(has(page, "Group A</th><td class=\"num\">30</td>"));
    assert_true(has(page, "Group B</th><td class=\"num\">22</td>"));
    assert_false(has(page, "54")); // less 30 and 22 would tell the 2
}

static void groups_that_are_not_worked_out_yet_are_announced(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "pending");
    assert_true(has(result_of(&call, &camps, AUDIENCE_TEAM), "Nobody has answered yet."));
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    assert_true(has(result_of(&call, &camps, AUDIENCE_TEAM), "are being looked for. They appear here soon."));
    camps_look(&call, &camps);
    const char *page = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "There are 2 groups"));
    assert_false(has(page, "Newer answers"));
    camps_vote(&call, &camps, 1, 1);
    page = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "The groups were worked out on 5 Jan 2026, 11:00 from 580 answers. Newer answers are not in them yet."));
    assert_true(has(page, "Group B</th><td class=\"num\">30</td>"));
    assert_true(has(page, "People who answered: 61"));
}

static void people_who_all_answer_the_same_are_no_groups(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "same");
    for (size_t p = 0; p < 55; p++) {
        struct participant_id person = fixture_participant(&call, &camps.activity);
        for (size_t i = 0; i < CAMP_STATEMENTS; i++)
            assert_ok(mark_put(&call, &camps.activity, camps.lines[i], person, 1));
    }
    camps_look(&call, &camps);
    const char *page = result_of(&call, &camps, AUDIENCE_TEAM);
    assert_true(has(page, "There are no groups to be told apart"));
    assert_true(has(page, "100% agree."));
}

static void a_page_with_groups_needs_few_statements(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = two_camps(&call, "few", 30, 30);
    struct body body;
    struct workshop workshop = fixture_workshop(&call, camps.activity.workshop);
    struct activity activity = fixture_activity(&call, camps.activity.id);
    const struct kind_place place = {.call = &call, .workshop = &workshop, .activity = &activity};
    uint64_t before = db_statements(call.db);
    assert_ok(activity.kind->result(&place, AUDIENCE_TEAM, &body));
    assert_in_range(db_statements(call.db) - before, 5, 7);
    assert_ok(activity_show_results(&call, activity.id, true));
    before = db_statements(call.db);
    struct reply reply = replied(&call, workshop_get, asked(&call, words_of(&call, workshop.id.v), NULL));
    assert_true(says(&call, &reply, "There are 2 groups"));
    assert_in_range(db_statements(call.db) - before, 5, 12);
}

TESTS(opinions, sixty_people_are_shown_in_groups, the_public_sees_crowds_and_words_and_no_count_of_a_group,
      twenty_people_are_shown_three_lists, shares_of_hidden_counts_are_not_told, a_group_of_four_is_shown_to_nobody,
      how_many_are_in_no_group_is_not_told_to_the_public, groups_that_are_not_worked_out_yet_are_announced,
      published_groups_stay_until_five_more_have_answered, people_who_all_answer_the_same_are_no_groups,
      a_page_with_groups_needs_few_statements)
