// need_test.c - tests of needs: their evidence and voices, states, joining and splitting, who sees which figure; both databases.
#include "needs/need.h"

#include "needs/need_evidence_store.h"
#include "needs/need_release.h"
#include "needs/need_store.h"
#include "needs/need_web.h"
#include "releases/release_fixture.h"
#include "workshops/fixture.h"
#include "workshops/own_said.h"
#include "workshops/release_source.h"

static struct need_id named(struct call *call, const struct activity *activity, const char *title,
                            const struct contribution_id *lines, size_t n)
{
    struct need_draft draft = {.title = title, .group = "Older people", .place = "Tellingstedt"};
    struct contribution_ids ids = {0};
    struct need_id id;
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(call->arena, &ids) = lines[i];
    assert_ok(need_add(call, activity->scope, &draft, &ids, NULL, &id));
    return id;
}

static struct need found(struct call *call, struct need_id id)
{
    struct need need;
    assert_ok(need_find(call, id, &need));
    return need;
}

static void assert_voices(struct call *call, struct need_id id, int64_t voices)
{
    assert_int_equal(found(call, id).voices, voices);
}

static struct need_list listed(struct call *call, const struct activity *activity, struct need_filter filter)
{
    struct need_list list;
    bool more;
    assert_ok(need_list_of(call, activity->scope, &filter, 0, &list, &more));
    return list;
}

#define ALL ((struct need_filter){.state = NEED_STATES})

// --- voices ---

static void a_participant_counts_once_however_often_they_said_or_marked_it(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "once", true);
    struct participant_id one = fixture_participant(&call, &ideas), two = fixture_participant(&call, &ideas);
    struct contribution_id lines[] = {fixture_said(&call, &ideas, one, "A bus"), fixture_said(&call, &ideas, one, "A bus on Sundays"),
                                      fixture_said(&call, &ideas, two, "A doctor")};
    struct need_id bus = named(&call, &ideas, "Getting about without a car", lines, 2);
    assert_voices(&call, bus, 1);
    assert_ok(mark_put(&call, &ideas, lines[0], two, 1));
    assert_ok(mark_put(&call, &ideas, lines[1], two, 1));
    assert_voices(&call, bus, 1); // counted by the job
    void *work = NULL;
    assert_ok(need_recount_read(&call, NULL, &work));
    assert_int_equal(((struct need_ids *)work)->n, 1);
    assert_ok(need_recount_write(&call, NULL, work));
    assert_voices(&call, bus, 2);
    assert_ok(need_recount_read(&call, NULL, &work));
    assert_int_equal(((struct need_ids *)work)->n, 0); // nothing to do twice
    struct need_id doctor = named(&call, &ideas, "A doctor nearby", &lines[1], 2); // one line stands behind both
    assert_voices(&call, doctor, 2);
    assert_voices(&call, bus, 2);
}

static void only_marks_in_favour_are_voices_and_hidden_lines_have_none(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity opinions = fixture_opinions(&call, "favour");
    struct contribution_id line = fixture_line(&call, &opinions, "We need a bus");
    static const int64_t values[] = {1, 1, 0, -1};
    for (size_t i = 0; i < 4; i++)
        assert_ok(mark_put(&call, &opinions, line, fixture_participant(&call, &opinions), values[i]));
    struct need_id id = named(&call, &opinions, "A bus", &line, 1);
    assert_voices(&call, id, 2);
    assert_ok(contribution_take_down(&call, line, "It names somebody"));
    void *work = NULL;
    assert_ok(need_recount_read(&call, NULL, &work));
    assert_ok(need_recount_write(&call, NULL, work));
    assert_voices(&call, id, 0);
    struct need_draft draft = {.title = "Another"};
    struct contribution_ids hidden = {.at = &line, .n = 1, .cap = 1};
    assert_err(need_add(&call, opinions.scope, &draft, &hidden, NULL, &id), ERR_NOT_FOUND);
}

static void of_hands_the_largest_count_of_each_workshop_stands_apart(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity opinions = fixture_opinions(&call, "hands");
    struct contribution_id lines[] = {fixture_line(&call, &opinions, "A bus"), fixture_line(&call, &opinions, "A bus at night")};
    const struct hands first[] = {{.value = 1, .people = 7}, {.value = -1, .people = 20}}, second[] = {{.value = 1, .people = 9}};
    assert_ok(hand_count_put(&call, &opinions, lines[0], first, 2));
    assert_ok(hand_count_put(&call, &opinions, lines[1], second, 1));
    struct need need = found(&call, named(&call, &opinions, "A bus", lines, 2));
    assert_int_equal(need.hands, 9);
    assert_int_equal(need.voices, 0);
}

// --- evidence ---

static void joining_and_splitting_keep_every_sentence(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "join", true);
    struct contribution_id lines[4];
    for (int i = 0; i < 4; i++)
        lines[i] = fixture_said(&call, &ideas, fixture_participant(&call, &ideas), arena_print(call.arena, "Sentence %d", i));
    struct need_id one = named(&call, &ideas, "One", lines, 3), other = named(&call, &ideas, "Other", &lines[2], 2), split;
    assert_ok(need_merge(&call, one, other));
    assert_voices(&call, other, 4);
    assert_int_equal(found(&call, one).state, NEED_MERGED);
    assert_int_equal(found(&call, one).merged_into.v, other.v);
    assert_int_equal(listed(&call, &ideas, ALL).n, 1);
    assert_err(need_merge(&call, other, other), ERR_CONFLICT);
    assert_err(need_merge(&call, one, other), ERR_CONFLICT);
    struct contribution_ids some = {.at = lines, .n = 2, .cap = 2}, all = {.at = lines, .n = 4, .cap = 4}, none = {0};
    struct need_draft draft = {.title = "Split off"};
    assert_err(need_split(&call, other, &draft, &all, NULL, &split), ERR_INVALID);
    assert_err(need_split(&call, other, &draft, &none, NULL, &split), ERR_INVALID);
    assert_ok(need_split(&call, other, &draft, &some, NULL, &split));
    assert_voices(&call, split, 2);
    assert_voices(&call, other, 2);
    assert_err(need_split(&call, split, &draft, &(struct contribution_ids){.at = &lines[3], .n = 1}, NULL, &split), ERR_NOT_FOUND);
    assert_int_equal(test_number(call.db, "SELECT count(DISTINCT contribution_id) FROM need_evidence"), 4);
    struct need need = found(&call, split);
    struct need_sources sources;
    struct need_lines behind;
    assert_ok(need_sources_of(&call, &need, &sources));
    assert_int_equal(sources.n, 1);
    assert_int_equal(sources.at[0].lines, 2);
    assert_ok(need_lines_of(&call, &need, &behind));
    assert_string_equal(behind.at[0].words.text, "Sentence 0");
}

static void what_stands_behind_nothing_yet_is_offered_first(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "offer", true);
    struct participant_id one = fixture_participant(&call, &ideas);
    struct contribution_id first = fixture_said(&call, &ideas, one, "First"), second = fixture_said(&call, &ideas, one, "Second");
    (void)second;
    named(&call, &ideas, "A need", &first, 1);
    struct workshop workshop = fixture_workshop(&call, ideas.workshop);
    struct need_lines lines;
    bool more;
    assert_ok(need_lines_to_name(&call, &workshop, 0, &lines, &more));
    assert_int_equal(lines.n, 2);
    assert_string_equal(lines.at[0].words.text, "Second");
    assert_int_equal(lines.at[1].needs, 1);
    assert_false(more);
}

static void who_is_forgotten_is_a_voice_no_more(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "forgotten", true);
    struct participant_id one = fixture_participant(&call, &ideas), two = fixture_participant(&call, &ideas);
    struct contribution_id lines[] = {fixture_said(&call, &ideas, one, "A bus"), fixture_said(&call, &ideas, two, "A car")};
    assert_ok(mark_put(&call, &ideas, lines[1], one, 1));
    struct need_id both = named(&call, &ideas, "Both", lines, 2), second = named(&call, &ideas, "Second", &lines[1], 1);
    struct need_list own;
    assert_ok(need_list_own(&call, ideas.scope.network, one, &own));
    assert_int_equal(own.n, 1);
    assert_voices(&call, second, 2);
    assert_ok(workshops_forget(&call, ideas.scope.network, one, true));
    assert_ok(needs_forget(&call, ideas.scope.network, one, true));
    assert_voices(&call, both, 2);
    assert_ok(workshops_forget(&call, ideas.scope.network, one, false));
    assert_ok(needs_forget(&call, ideas.scope.network, one, false));
    assert_voices(&call, both, 1);
    assert_voices(&call, second, 1);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM need_evidence"), 2);
}

// --- words, states, lists ---

static void a_need_that_is_set_aside_says_why(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "aside", true);
    struct need_id id = named(&call, &ideas, "A bus", NULL, 0);
    assert_string_equal(need_state_name(found(&call, id).state), "heard");
    assert_err(need_set_state(&call, id, NEED_SET_ASIDE, ""), ERR_INVALID);
    call.now += 1000;
    assert_ok(need_set_state(&call, id, NEED_SET_ASIDE, "The county plans one already"));
    struct need need = found(&call, id);
    assert_string_equal(need.reason.text, "The county plans one already");
    assert_int_equal(need.state_at, call.now);
    assert_ok(need_set_state(&call, id, NEED_TAKEN_UP, NULL));
    assert_string_equal(found(&call, id).reason.text, "");
    assert_err(need_set_state(&call, id, NEED_MERGED, NULL), ERR_INVALID);
    assert_err(need_set_state(&call, id, NEED_STATES, NULL), ERR_INVALID);
}

static void two_who_change_a_need_at_once_clash(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "clash", true);
    struct need_id id = named(&call, &ideas, "A bus", NULL, 0);
    struct filled *filled = filled_empty(call.arena, &need_form);
    struct need_draft draft = {.title = "A bus on Sundays", .group = "  OLDER people ", .place = ""};
    filled->version = found(&call, id).version;
    assert_ok(need_change(&call, id, &draft, filled));
    assert_err(need_change(&call, id, &draft, filled), ERR_CONFLICT);
    struct need need = found(&call, id);
    assert_string_equal(need.title.text, "A bus on Sundays");
    assert_string_equal(need.group.text, "Older people"); // the group that is known already
    assert_string_equal(need.place.text, "");
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM need_label"), 2);
    draft.title = " ";
    assert_err(need_change(&call, id, &draft, filled), ERR_INVALID);
    assert_string_equal(filled->messages[0] == NULL ? "" : filled->messages[0], "Please say in one sentence what is needed.");
}

static void a_list_has_most_voices_first_and_is_filtered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "list", true);
    struct need_id few = named(&call, &ideas, "Few", NULL, 0);
    struct contribution_id line = fixture_said(&call, &ideas, fixture_participant(&call, &ideas), "Many say this");
    for (int i = 0; i < 6; i++)
        assert_ok(mark_put(&call, &ideas, line, fixture_participant(&call, &ideas), 1));
    struct need_id many = named(&call, &ideas, "Many", &line, 1);
    assert_ok(need_set_state(&call, few, NEED_MET, NULL));
    struct need_list list = listed(&call, &ideas, ALL);
    assert_int_equal(list.n, 2);
    ROWS count = db_rows(call.db, &need_count_query, NO_ARGS); // for /metrics
    assert_true(rows_next(&count));
    assert_int_equal(row_int(&count, 0), 2);
    rows_end(&count);
    assert_int_equal(list.at[0].id.v, many.v);
    assert_int_equal(list.at[0].voices, 7);
    assert_int_equal(listed(&call, &ideas, (struct need_filter){.state = NEED_MET}).at[0].id.v, few.v);
    struct need_label_list labels;
    assert_ok(need_labels(&call, ideas.scope.network, &labels));
    assert_int_equal(labels.n, 2);
    assert_int_equal(listed(&call, &ideas, (struct need_filter){.state = NEED_STATES, .group = labels.at[0].id}).n, 2);
    assert_int_equal(listed(&call, &ideas, (struct need_filter){.state = NEED_STATES, .place = labels.at[0].id}).n, 0);
    struct call visitor = test_call_by_visitor("somebody");
    assert_int_equal(listed(&visitor, &ideas, ALL).at[0].id.v, many.v);
}

static void a_list_is_read_with_two_statements_however_many_needs_there_are(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "cost", true);
    for (int i = 0; i < 25; i++)
        named(&call, &ideas, arena_print(call.arena, "Need %d", i), NULL, 0);
    uint64_t before = db_statements(call.db);
    assert_int_equal(listed(&call, &ideas, ALL).n, 20);
    assert_true(db_statements(call.db) - before <= 3);
}

static void publish(struct call *call, const struct activity *activity)
{
    static const struct release_source sources[] = {{workshops_count, NULL, workshops_name, workshops_stored},
                                                    {needs_count, needs_settle, needs_name, needs_stored}};
    release_set_sources(sources, 2);
    fixture_release(call, activity->scope.network);
}

// One sentence each.
static struct need_id needed_by(struct call *call, const struct activity *ideas, const char *title, int people)
{
    struct contribution_id *lines = ARENA_ARRAY(call->arena, struct contribution_id, people);
    for (int i = 0; i < people; i++)
        lines[i] = fixture_said(call, ideas, fixture_participant(call, ideas), arena_print(call->arena, "%s %d", title, i));
    return named(call, ideas, title, lines, (size_t)people);
}

static struct need_card_view seen(struct call *call, struct need_id id)
{
    struct need need = found(call, id);
    return need_card(call, &need);
}

static void the_public_sees_voices_of_the_newest_release_and_none_below_five(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("somebody");
    struct activity ideas = fixture_ideas(&call, "small", true);
    struct need_id four = needed_by(&call, &ideas, "A bus", 4), five = needed_by(&call, &ideas, "A train", 5);
    assert_true(seen(&visitor, five).is_unpublished);
    assert_false(seen(&visitor, five).has_voices);
    assert_int_equal(seen(&call, four).voices, 4); // the team
    assert_true(seen(&call, four).has_voices);
    publish(&call, &ideas);
    assert_false(seen(&visitor, four).has_voices || seen(&visitor, four).is_unpublished);
    assert_int_equal(seen(&visitor, four).voices, 0);
    assert_int_equal(seen(&visitor, five).voices, 5);
    // Live voices change nothing, and a release only where five came.
    struct contribution_id more[5];
    for (int i = 0; i < 5; i++) {
        more[i] = fixture_said(&call, &ideas, fixture_participant(&call, &ideas), arena_print(call.arena, "Trains %d", i));
        assert_ok(need_support(&call, five, &(struct contribution_ids){.at = &more[i], .n = 1}));
        assert_int_equal(seen(&visitor, five).voices, 5);
        publish(&call, &ideas);
        assert_int_equal(seen(&visitor, five).voices, i < 4 ? 5 : 10);
        assert_int_equal(seen(&call, five).voices, 6 + i);
    }
    const struct need_filter all = {.state = NEED_STATES};
    struct need_list list;
    bool has_more;
    (void)needed_by(&call, &ideas, "A boat", 20);
    assert_ok(need_list_of(&visitor, ideas.scope, &all, 0, &list, &has_more));
    assert_int_equal(list.at[0].id.v, five.v); // the boat is not published
    assert_ok(need_list_of(&call, ideas.scope, &all, 0, &list, &has_more));
    assert_string_equal(list.at[0].title.text, "A boat");
}

// Nobody says in public which sentences stand behind a need, but it may be guessed: two of them that are shown, and the voices, would tell a
// third that is hidden.
static void voices_do_not_tell_a_hidden_count_of_one_sentence(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("somebody");
    struct activity opinions = fixture_opinions(&call, "differ");
    const int agree[] = {12, 10, 3};
    struct contribution_id lines[3];
    for (int i = 0; i < 3; i++) {
        lines[i] = fixture_line(&call, &opinions, arena_print(call.arena, "A bus %d", i));
        for (int p = 0; p < agree[i]; p++)
            assert_ok(mark_put(&call, &opinions, lines[i], fixture_participant(&call, &opinions), 1));
        for (int p = 0; p < 12; p++)
            assert_ok(mark_put(&call, &opinions, lines[i], fixture_participant(&call, &opinions), p < 6 ? 0 : -1));
    }
    struct need_id all = named(&call, &opinions, "A bus", lines, 3), shown = named(&call, &opinions, "Buses", lines, 2);
    assert_ok(activity_show_results(&call, opinions.id, true));
    publish(&call, &opinions);
    assert_false(seen(&visitor, all).has_voices);
    assert_int_equal(seen(&visitor, shown).voices, 22);
    assert_int_equal(seen(&call, all).voices, 25);
}

static void the_public_sees_published_hands_of_a_need(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("somebody");
    struct activity opinions = fixture_opinions(&call, "public-hands");
    struct contribution_id bus = fixture_line(&call, &opinions, "A bus"), train = fixture_line(&call, &opinions, "A train");
    assert_ok(hand_count_put(&call, &opinions, bus, (const struct hands[]){{1, 9}, {-1, 30}}, 2));
    assert_ok(hand_count_put(&call, &opinions, train, (const struct hands[]){{1, 4}}, 1));
    struct contribution_id lines[] = {bus, train};
    struct need_id both = named(&call, &opinions, "Getting about", lines, 2), few = named(&call, &opinions, "A train", &train, 1);
    assert_false(seen(&visitor, both).has_hands);
    assert_ok(activity_show_results(&call, opinions.id, true));
    publish(&call, &opinions);
    assert_int_equal(seen(&visitor, both).hands, 9);
    assert_false(seen(&visitor, few).has_hands);
    assert_int_equal(seen(&call, few).hands, 4);
}

static void only_who_may_name_needs_does(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "rights", true), other = fixture_ideas(&call, "elsewhere", true);
    struct contribution_id line = fixture_said(&call, &ideas, fixture_participant(&call, &ideas), "A bus");
    struct need_id id = named(&call, &ideas, "A bus", &line, 1), none;
    struct contribution_ids lines = {.at = &line, .n = 1, .cap = 1};
    struct need_draft draft = {.title = "Mine"};
    struct call provider = test_call_by_person(4, ROLE_PROVIDER, ideas.scope.network.v);
    struct call facilitator = test_call_by_person(5, ROLE_FACILITATOR, ideas.scope.network.v);
    struct need need = found(&call, id);
    struct need_lines behind;
    assert_err(need_add(&provider, ideas.scope, &draft, &lines, NULL, &none), ERR_DENIED);
    assert_err(need_support(&provider, id, &lines), ERR_DENIED);
    assert_err(need_set_state(&provider, id, NEED_MET, NULL), ERR_DENIED);
    assert_err(need_lines_of(&provider, &need, &behind), ERR_DENIED);
    assert_ok(need_support(&facilitator, id, &lines));
    assert_err(need_add(&call, other.scope, &draft, &lines, NULL, &none), ERR_NOT_FOUND); // of another network
}

TESTS(need, a_participant_counts_once_however_often_they_said_or_marked_it,
      only_marks_in_favour_are_voices_and_hidden_lines_have_none, of_hands_the_largest_count_of_each_workshop_stands_apart,
      joining_and_splitting_keep_every_sentence, what_stands_behind_nothing_yet_is_offered_first,
      who_is_forgotten_is_a_voice_no_more, a_need_that_is_set_aside_says_why, two_who_change_a_need_at_once_clash,
      a_list_has_most_voices_first_and_is_filtered, a_list_is_read_with_two_statements_however_many_needs_there_are,
      the_public_sees_voices_of_the_newest_release_and_none_below_five, voices_do_not_tell_a_hidden_count_of_one_sentence,
      the_public_sees_published_hands_of_a_need, only_who_may_name_needs_does)
TEST_QUERIES(need_queries, need_evidence_queries)
