// workshop_test.c - tests of planning, opening, finding and joining workshops.
#include "workshops/workshop.h"

#include "workshops/activity_store.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution_store.h"
#include "workshops/fixture.h"
#include "workshops/finding_store.h"
#include "workshops/flag_store.h"
#include "workshops/forget_store.h"
#include "workshops/found_store.h"
#include "workshops/hand_count_store.h"
#include "workshops/help_store.h"
#include "workshops/mark_store.h"
#include "workshops/own_kept_store.h"
#include "workshops/own_said_store.h"
#include "workshops/participation_store.h"
#include "workshops/theme_store.h"
#include "workshops/unused_store.h"
#include "workshops/workshop_store.h"
#include "workshops/workshops_feature.h"

static void a_planned_workshop_keeps_what_was_written(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop workshop = fixture_workshop(&call, fixture_planned(&call, fixture_network(&call, "kept")));
    assert_string_equal(workshop.title.text, "What would make life easier?");
    assert_string_equal(workshop.place.text, "Village hall");
    assert_int_equal(workshop.language, LANGUAGE_EN);
    assert_string_equal(workshop.time_zone, "Europe/Riga");
    assert_int_equal(workshop.begins_at, INT64_C(1768492800000)); // 16:00 UTC: Riga is two hours ahead in winter
    assert_int_equal(workshop.ends_at - workshop.begins_at, 150 * 60 * 1000);
    assert_int_equal(workshop.state, WORKSHOP_PLANNED);
    assert_string_equal(workshop.join_code, "");
    struct workshop_draft draft = workshop_draft_of(&call, &workshop);
    assert_string_equal(draft.date, "2026-01-15");
    assert_string_equal(draft.begins, "18:00");
    assert_string_equal(draft.ends, "20:30");
    assert_string_equal(draft.language, "en");
}

static const char *message_at(const struct filled *filled, const char *field)
{
    for (size_t i = 0; filled->form->fields[i].name != NULL; i++)
        if (strcmp(filled->form->fields[i].name, field) == 0)
            return filled->messages[i];
    fail_msg("no field %s", field);
    return NULL;
}

static void a_wrong_plan_gets_a_sentence_at_each_field(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = fixture_network(&call, "wrong");
    struct filled *filled = filled_empty(call.arena, &workshop_form);
    struct workshop_draft draft = {
        .title = "", .place = NULL, .date = "2026-02-30", .begins = "18:00", .language = "xx"};
    struct workshop_id id;
    assert_err(workshop_add(&call, network, &draft, filled, &id), ERR_INVALID);
    assert_non_null(message_at(filled, "title"));
    assert_non_null(message_at(filled, "place"));
    assert_non_null(message_at(filled, "begins"));
    assert_non_null(message_at(filled, "language"));
    assert_null(message_at(filled, "ends"));

    draft = fixture_draft("Good");
    draft.ends = "17:59";
    filled = filled_empty(call.arena, &workshop_form);
    assert_err(workshop_add(&call, network, &draft, filled, &id), ERR_INVALID);
    assert_non_null(message_at(filled, "ends"));
    assert_null(message_at(filled, "title"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM workshop WHERE network_id IN "
                                          "(SELECT id FROM network WHERE slug = 'wrong')"), 0);
}

static void a_plan_can_be_changed_also_its_language(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id id = fixture_planned(&call, fixture_network(&call, "changed"));
    struct workshop_draft draft = fixture_draft("Was würde das Leben leichter machen?");
    draft.language = "de";
    draft.ends = "";
    assert_ok(workshop_change(&call, id, &draft, NULL));
    struct workshop workshop = fixture_workshop(&call, id);
    assert_string_equal(workshop.title.text, "Was würde das Leben leichter machen?");
    assert_int_equal(workshop.title.language, LANGUAGE_DE);
    assert_int_equal(workshop.language, LANGUAGE_DE);
    assert_int_equal(workshop.ends_at, 0);
    draft.title = "Was brauchen wir?";
    assert_ok(workshop_change(&call, id, &draft, NULL));
    assert_string_equal(fixture_workshop(&call, id).title.text, "Was brauchen wir?");
}

static void two_people_who_change_a_plan_at_once_clash(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id id = fixture_planned(&call, fixture_network(&call, "clash"));
    struct workshop_draft first = fixture_draft("First"), second = fixture_draft("Second");
    struct filled *filled = filled_empty(call.arena, &workshop_form);
    filled->version = fixture_workshop(&call, id).version;
    assert_ok(workshop_change(&call, id, &first, filled));
    assert_err(workshop_change(&call, id, &second, filled), ERR_CONFLICT);
    assert_string_equal(fixture_workshop(&call, id).title.text, "First");
}

static void a_workshop_is_planned_then_open_then_closed_and_may_open_again(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id id = fixture_planned(&call, fixture_network(&call, "states"));
    assert_err(workshop_close(&call, id), ERR_CONFLICT);
    assert_err(workshop_reopen(&call, id), ERR_CONFLICT);
    assert_err(workshop_renew_screen(&call, id), ERR_CONFLICT);
    assert_ok(workshop_open(&call, id));
    struct workshop open = fixture_workshop(&call, id);
    assert_int_equal(open.state, WORKSHOP_OPEN);
    assert_int_equal(strlen(open.join_code), JOIN_CODE_SIGNS);
    assert_int_equal(strlen(open.screen_secret), SCREEN_SECRET_SIGNS);
    assert_err(workshop_open(&call, id), ERR_CONFLICT);
    assert_err(workshop_reopen(&call, id), ERR_CONFLICT);

    struct activity activity = fixture_step(&call, id, "ideas", "{}");
    assert_ok(activity_open(&call, activity.id));
    assert_int_equal(fixture_workshop(&call, id).current.v, activity.id.v);
    assert_ok(workshop_close(&call, id));
    struct workshop closed = fixture_workshop(&call, id);
    assert_int_equal(closed.state, WORKSHOP_CLOSED);
    assert_int_equal(closed.current.v, 0);
    assert_int_equal(fixture_activity(&call, activity.id).state, ACTIVITY_CLOSED);
    assert_err(workshop_close(&call, id), ERR_CONFLICT);
    assert_err(workshop_open(&call, id), ERR_CONFLICT);
    assert_err(activity_open(&call, activity.id), ERR_CONFLICT);
    assert_err(workshop_show(&call, id, activity.id), ERR_CONFLICT);

    assert_ok(workshop_reopen(&call, id));
    assert_string_equal(fixture_workshop(&call, id).join_code, open.join_code); // what is printed still works
    assert_ok(activity_open(&call, activity.id));
}

static void a_phone_finds_the_workshop_by_its_code_however_it_is_typed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop workshop = fixture_open(&call, fixture_network(&call, "codes")), found;
    char small[16] = "", *to = small;
    for (const char *at = workshop.join_code; *at != '\0'; at++) {
        *to++ = *at >= 'A' ? (char)(*at - 'A' + 'a') : *at;
        *to++ = at == workshop.join_code ? ' ' : '-';
    }
    assert_ok(workshop_find_code(&call, workshop.join_code, &found));
    assert_int_equal(found.id.v, workshop.id.v);
    assert_ok(workshop_find_code(&call, small, &found));
    assert_int_equal(found.id.v, workshop.id.v);
    assert_err(workshop_find_code(&call, "", &found), ERR_NOT_FOUND);
    assert_err(workshop_find_code(&call, "22222", &found), ERR_NOT_FOUND);
    assert_err(workshop_find_code(&call, "222222", &found), ERR_NOT_FOUND);
    assert_err(workshop_find_code(&call, "AEIOU", &found), ERR_NOT_FOUND);
    assert_err(workshop_find_code(&call, "22\xc3\xa4" "22", &found), ERR_NOT_FOUND);

    assert_ok(workshop_close(&call, workshop.id));
    assert_ok(workshop_find_code(&call, workshop.join_code, &found)); // the phone says that it is over
    assert_int_equal(found.state, WORKSHOP_CLOSED);
}

static void the_screen_opens_with_its_secret_until_that_is_renewed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop workshop = fixture_open(&call, fixture_network(&call, "screen")), found;
    assert_ok(workshop_find_secret(&call, workshop.screen_secret, &found));
    assert_int_equal(found.id.v, workshop.id.v);
    assert_err(workshop_find_secret(&call, workshop.join_code, &found), ERR_NOT_FOUND);
    assert_ok(workshop_renew_screen(&call, workshop.id));
    assert_err(workshop_find_secret(&call, workshop.screen_secret, &found), ERR_NOT_FOUND);

    call.now += 1000;
    assert_ok(workshop_set_screen(&call, workshop.id, SCREEN_FROZEN));
    call.now += 1000;
    assert_ok(workshop_set_screen(&call, workshop.id, SCREEN_FROZEN)); // twice: still frozen since the first time
    assert_ok(workshop_set_dark(&call, workshop.id, true));
    found = fixture_workshop(&call, workshop.id);
    assert_int_equal(found.screen, SCREEN_FROZEN);
    assert_int_equal(found.frozen_at, TEST_NOW + 1000);
    assert_true(found.dark);
    assert_ok(workshop_set_screen(&call, workshop.id, SCREEN_BLANK));
    assert_int_equal(fixture_workshop(&call, workshop.id).frozen_at, 0);
}

static void joining_twice_is_joining_once(void **state)
{
    (void)state;
    struct call team = test_call(), phone = test_call_by_visitor("a secret cookie"), other = test_call_by_visitor(NULL);
    struct workshop workshop = fixture_open(&team, fixture_network(&team, "join"));
    struct participant_id first, again, none = {-1};
    assert_err(workshop_participant(&phone, &workshop, &none), ERR_NOT_FOUND);
    assert_ok(workshop_join(&phone, &workshop, &first));
    assert_ok(workshop_join(&phone, &workshop, &again));
    assert_int_equal(first.v, again.v);
    assert_ok(workshop_participant(&phone, &workshop, &again));
    assert_int_equal(first.v, again.v);
    assert_err(workshop_participant(&other, &workshop, &none), ERR_NOT_FOUND);
    assert_int_equal(none.v, -1);
    size_t people = 0;
    assert_ok(workshop_people(&team, &workshop, &people));
    assert_int_equal(people, 1);
    assert_ok(workshop_add_sheet(&team, &workshop, &again));
    assert_ok(workshop_people(&team, &workshop, &people));
    assert_int_equal(people, 2);
    assert_err(workshop_add_sheet(&phone, &workshop, &again), ERR_DENIED);
}

static void nobody_joins_before_a_workshop_opens_or_after_it_closes(void **state)
{
    (void)state;
    struct call team = test_call(), phone = test_call_by_visitor("early");
    struct workshop_id id = fixture_planned(&team, fixture_network(&team, "early"));
    struct participant_id participant;
    struct workshop workshop = fixture_workshop(&team, id);
    assert_err(workshop_join(&phone, &workshop, &participant), ERR_CONFLICT);
    assert_ok(workshop_open(&team, id));
    assert_ok(workshop_close(&team, id));
    workshop = fixture_workshop(&team, id);
    assert_err(workshop_join(&phone, &workshop, &participant), ERR_CONFLICT);
    size_t people = 1;
    assert_ok(workshop_people(&team, &workshop, &people));
    assert_int_equal(people, 0);
}

static void a_participant_is_called_differently_in_each_workshop(void **state)
{
    (void)state;
    struct call team = test_call(), phone = test_call_by_visitor("alias");
    struct network_id network = fixture_network(&team, "alias");
    struct workshop one = fixture_open(&team, network), two = fixture_open(&team, network);
    struct participant_id in_one, in_two;
    const char *first, *again, *second;
    assert_ok(workshop_join(&phone, &one, &in_one));
    assert_ok(workshop_join(&phone, &two, &in_two));
    assert_int_equal(in_one.v, in_two.v); // one participant of the network
    assert_ok(workshop_alias(&phone, &one, in_one, &first));
    assert_ok(workshop_alias(&phone, &one, in_one, &again));
    assert_ok(workshop_alias(&phone, &two, in_two, &second));
    assert_string_equal(first, again);
    assert_string_not_equal(first, second);
    assert_int_equal(strlen(first), 4);
}

static void a_workshop_of_another_network_does_not_exist(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id here = fixture_planned(&call, fixture_network(&call, "here"));
    struct network_id there = fixture_network(&call, "there");
    struct workshop_draft draft = fixture_draft("Taken over");
    struct workshop workshop;
    struct activity_list list;
    call.scope.network = there;
    assert_err(workshop_find(&call, here, &workshop), ERR_NOT_FOUND);
    assert_err(workshop_change(&call, here, &draft, NULL), ERR_NOT_FOUND);
    assert_err(workshop_open(&call, here), ERR_NOT_FOUND);
    assert_err(activity_list_of(&call, here, &list), ERR_NOT_FOUND);
    assert_err(workshop_find(&call, (struct workshop_id){1}, &workshop), ERR_NOT_FOUND);
}

static void who_may_plan_and_run_is_asked_in_the_network_of_the_workshop(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id here = fixture_network(&call, "rights-here"), there = fixture_network(&call, "rights-there");
    struct workshop_draft draft = fixture_draft("Mine");
    struct workshop_id id = fixture_planned(&call, here);
    struct call stranger = test_call_by_person(7, ROLE_COORDINATOR, there.v);
    struct call visitor = test_call_by_visitor("v"), reader = test_call_by_person(8, ROLE_READER, here.v);
    struct call coordinator = test_call_by_person(9, ROLE_COORDINATOR, here.v);
    struct call *denied[] = {&stranger, &visitor, &reader};
    for (size_t i = 0; i < 3; i++) {
        struct workshop_id unused;
        assert_err(workshop_add(denied[i], here, &draft, NULL, &unused), ERR_DENIED);
        assert_err(workshop_change(denied[i], id, &draft, NULL), ERR_DENIED);
        assert_err(workshop_open(denied[i], id), ERR_DENIED);
        assert_err(workshop_set_dark(denied[i], id, true), ERR_DENIED);
    }
    assert_ok(workshop_change(&coordinator, id, &draft, NULL));
    assert_ok(workshop_open(&coordinator, id));
}

static void workshops_are_listed_a_page_at_a_time_the_latest_first(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = fixture_network(&call, "list");
    for (int i = 0; i < 21; i++) {
        struct workshop_draft draft = fixture_draft("One of many");
        struct workshop_id id;
        draft.date = arena_print(call.arena, "2026-03-%02d", i + 1);
        assert_ok(workshop_add(&call, network, &draft, NULL, &id));
    }
    struct workshop_list list;
    bool is_more;
    uint64_t before = db_statements(call.db);
    assert_ok(workshop_list_of(&call, network, 0, &list, &is_more));
    assert_in_range(db_statements(call.db) - before, 1, 3);
    assert_int_equal(list.n, 20);
    assert_true(is_more);
    assert_true(list.at[0].begins_at > list.at[19].begins_at);
    assert_string_equal(list.at[19].title.text, "One of many");
    assert_ok(workshop_list_of(&call, network, 1, &list, &is_more));
    assert_int_equal(list.n, 1);
    assert_false(is_more);
}

static void the_phone_asks_with_two_statements_where_the_room_is(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "current", true), current;
    struct workshop workshop = fixture_workshop(&call, activity.workshop), found;
    uint64_t before = db_statements(call.db);
    assert_ok(workshop_find_code(&call, workshop.join_code, &found));
    assert_ok(workshop_current(&call, &found, &current));
    assert_int_equal(db_statements(call.db) - before, 2);
    assert_int_equal(current.id.v, activity.id.v);
    assert_ok(workshop_read_words(&call, &found, &current));
    assert_string_equal(found.title.text, "What would make life easier?");
    assert_string_equal(current.question.text, "What do you think?");
    assert_ok(workshop_show(&call, workshop.id, (struct activity_id){0}));
    assert_ok(workshop_find_code(&call, workshop.join_code, &found));
    assert_err(workshop_current(&call, &found, &current), ERR_NOT_FOUND);
}

static void a_request_finds_the_network_of_its_workshop(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = fixture_network(&call, "request");
    char id[ID_TEXT_SIZE];
    id_text(fixture_planned(&call, network).v, id);
    struct scope scope;
    const struct request good = {.param = {id}}, bad = {.param = {"nonsense"}}, none = {.param = {"0000000000001"}};
    assert_ok(workshop_scope_of_request(&call, &good, &scope));
    assert_int_equal(scope.network.v, network.v);
    assert_err(workshop_scope_of_request(&call, &bad, &scope), ERR_NOT_FOUND);
    assert_err(workshop_scope_of_request(&call, &none, &scope), ERR_NOT_FOUND);
}

static void the_figures_of_the_installation_count_workshops(void **state)
{
    (void)state;
    struct call call = test_call();
    fixture_open(&call, fixture_network(&call, "figures"));
    for (const struct statistic *statistic = workshops_feature.statistics; statistic->name != NULL; statistic++) {
        ROWS row = db_rows(call.db, statistic->query, NO_ARGS);
        assert_true(rows_next(&row));
        assert_in_range(row_int(&row, 0), 1, 1000);
    }
}

TEST_QUERIES(workshop_queries, activity_queries, attendance_queries, contribution_queries, finding_queries, flag_queries, theme_queries,
             mark_queries, participation_queries, hand_count_queries, help_queries, own_said_queries, forget_queries,
             found_queries, own_kept_queries, unused_queries)

TESTS(workshop, a_planned_workshop_keeps_what_was_written, a_wrong_plan_gets_a_sentence_at_each_field,
      a_plan_can_be_changed_also_its_language, two_people_who_change_a_plan_at_once_clash,
      a_workshop_is_planned_then_open_then_closed_and_may_open_again,
      a_phone_finds_the_workshop_by_its_code_however_it_is_typed,
      the_screen_opens_with_its_secret_until_that_is_renewed, joining_twice_is_joining_once,
      nobody_joins_before_a_workshop_opens_or_after_it_closes, a_participant_is_called_differently_in_each_workshop,
      a_workshop_of_another_network_does_not_exist, who_may_plan_and_run_is_asked_in_the_network_of_the_workshop,
      workshops_are_listed_a_page_at_a_time_the_latest_first, the_phone_asks_with_two_statements_where_the_room_is,
      a_request_finds_the_network_of_its_workshop, the_figures_of_the_installation_count_workshops)
