// participant_test.c - tests of the rules about participants, on both databases.
#include "cards/participant.h"

#include "cards/card_store.h"
#include "cards/forgotten_store.h"
#include "cards/participant_store.h"
#include "networks/network_fixture.h"

static void a_visitor_becomes_one_participant_of_a_network(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor("a secret cookie");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id first, again, found;
    assert_err(participant_find(&call, network.id, &found), ERR_NOT_FOUND);
    assert_ok(participant_join(&call, network.id, &first));
    assert_ok(participant_join(&call, network.id, &again));
    assert_int_equal(first.v, again.v);
    assert_ok(participant_find(&call, network.id, &found));
    assert_int_equal(found.v, first.v);
    call.visitor = "another cookie";
    assert_ok(participant_join(&call, network.id, &again));
    assert_int_not_equal(first.v, again.v);
}

static void rows_of_two_networks_do_not_show_that_they_are_of_one_browser(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor("a secret cookie");
    struct network one = network_for_tests(&call, "one"), two = network_for_tests(&call, "two");
    struct participant_id in_one, in_two;
    assert_ok(participant_join(&call, one.id, &in_one));
    assert_err(participant_find(&call, two.id, &in_two), ERR_NOT_FOUND);
    assert_ok(participant_join(&call, two.id, &in_two));
    assert_int_not_equal(in_one.v, in_two.v);
    assert_int_equal(test_number(call.db, "SELECT count(DISTINCT secret_hash) FROM participant"), 2);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM participant WHERE secret_hash LIKE '%cookie%'"), 0);
}

static void without_a_cookie_there_is_no_participant(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor(NULL);
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id id;
    assert_err(participant_find(&call, network.id, &id), ERR_NOT_FOUND);
    assert_err(participant_join(&call, network.id, &id), ERR_INVALID);
}

static void paper_sheets_are_participants_without_a_secret(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id first, second;
    assert_ok(participant_add(&call, network.id, PARTICIPANT_SHEET, &first));
    assert_ok(participant_add(&call, network.id, PARTICIPANT_IMPORT, &second));
    assert_int_not_equal(first.v, second.v);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM participant WHERE secret_hash IS NULL"), 2);
}

static void two_tabs_that_join_at_once_are_one_participant(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor("a secret cookie");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id first, second;
    assert_ok(participant_insert(&call, network.id, "hash", PARTICIPANT_PHONE, &first));
    assert_err(participant_insert(&call, network.id, "hash", PARTICIPANT_PHONE, &second), ERR_CONFLICT);
    assert_ok(db_error(call.db));
}

static void finding_a_participant_is_one_statement(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor("a secret cookie");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id id;
    assert_ok(participant_join(&call, network.id, &id));
    uint64_t before = db_statements(call.db);
    assert_ok(participant_find(&call, network.id, &id));
    assert_int_equal(db_statements(call.db) - before, 1);
}

TESTS(participant, a_visitor_becomes_one_participant_of_a_network,
      rows_of_two_networks_do_not_show_that_they_are_of_one_browser, without_a_cookie_there_is_no_participant,
      paper_sheets_are_participants_without_a_secret, two_tabs_that_join_at_once_are_one_participant,
      finding_a_participant_is_one_statement)
TEST_QUERIES(participant_queries, card_queries, forgotten_queries)
