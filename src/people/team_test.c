// team_test.c - giving and taking roles, persons, the audit list.
#include "people/team.h"

#include <stdio.h>

#include "base/limits.h"
#include "people/audit.h"
#include "people/audit_store.h"
#include "people/invitation_store.h"
#include "people/login_store.h"
#include "people/people_test.h"
#include "people/person_store.h"
#include "people/recovery_store.h"
#include "people/team_store.h"

static const struct scope programme = {0};

static void a_coordinator_gives_roles_of_the_own_network_only(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), bert = test_person(&call, "bert", NULL);
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    struct call by = call_by(&call, anna);
    assert_ok(team_give(&by, bert, ROLE_FACILITATOR, in_network(7)));
    assert_err(team_give(&by, bert, ROLE_FACILITATOR, in_network(8)), ERR_DENIED);
    assert_err(team_give(&by, bert, ROLE_REGION_LEAD, in_network(7)), ERR_DENIED);
    assert_err(team_give(&by, anna, ROLE_PROGRAMME_LEAD, programme), ERR_DENIED);
    assert_err(team_give(&by, anna, ROLE_OPERATOR, in_network(7)), ERR_DENIED);
    assert_ok(team_take(&by, bert, ROLE_FACILITATOR, in_network(7)));
    assert_err(team_take(&by, bert, ROLE_FACILITATOR, in_network(7)), ERR_NOT_FOUND);
}

static void a_region_lead_gives_roles_in_the_networks_of_the_region(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL);
    assert_ok(team_give(&call, anna, ROLE_REGION_LEAD, in_network(7)));
    struct call by = call_by(&call, anna);
    assert_ok(team_give(&by, anna, ROLE_READER, in_network(7)));
    assert_err(team_give(&by, anna, ROLE_READER, in_network(8)), ERR_DENIED);
    assert_err(team_give(&by, anna, ROLE_REGION_LEAD, in_network(7)), ERR_DENIED);
}

static void a_facilitator_gives_no_role(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL);
    assert_ok(team_give(&call, anna, ROLE_FACILITATOR, in_network(7)));
    struct call by = call_by(&call, anna);
    assert_err(team_give(&by, anna, ROLE_READER, in_network(7)), ERR_DENIED);
    assert_err(team_take(&by, anna, ROLE_FACILITATOR, in_network(7)), ERR_DENIED);
}

static void a_role_needs_its_kind_of_place(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), nobody = {5};
    assert_err(team_give(&call, anna, ROLE_COORDINATOR, programme), ERR_INVALID);
    assert_err(team_give(&call, anna, ROLE_REGION_LEAD, programme), ERR_INVALID);
    assert_err(team_give(&call, anna, ROLE_NONE, in_network(7)), ERR_INVALID);
    assert_err(team_give(&call, nobody, ROLE_READER, in_network(7)), ERR_NOT_FOUND);
}

static void a_role_given_twice_is_held_once_and_noted_once(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL);
    struct member_list list;
    bool more;
    assert_ok(team_give(&call, anna, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, anna, ROLE_READER, in_network(7)));
    assert_ok(team_list(&call, (struct network_id){7}, 0, &list, &more));
    assert_int_equal(list.n, 1);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM audit"), 1);
}

static void the_last_programme_lead_stays(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), bert = test_person(&call, "bert", NULL);
    assert_ok(team_give(&call, anna, ROLE_PROGRAMME_LEAD, programme));
    assert_err(team_take(&call, anna, ROLE_PROGRAMME_LEAD, programme), ERR_CONFLICT);
    assert_err(person_disable(&call, anna), ERR_CONFLICT);
    assert_ok(team_give(&call, bert, ROLE_PROGRAMME_LEAD, programme));
    struct call by = call_by(&call, anna);
    assert_err(person_disable(&by, anna), ERR_CONFLICT); // oneself
    assert_ok(person_disable(&by, bert));
    assert_err(team_take(&call, anna, ROLE_PROGRAMME_LEAD, programme), ERR_CONFLICT); // a closed login leads nothing
    assert_ok(person_enable(&by, bert));
    assert_ok(team_take(&by, anna, ROLE_PROGRAMME_LEAD, programme));
}

static void a_name_is_taken_whatever_its_capitals(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id id;
    struct person person;
    assert_ok(person_add(&call, "Anna  Kalniņa", "Anna K.", NULL, &id));
    assert_err(person_add(&call, "anna kalniņa", NULL, NULL, &id), ERR_CONFLICT);
    assert_err(person_add(&call, "a", NULL, NULL, &id), ERR_INVALID);
    assert_err(person_add(&call, "two\nlines", NULL, NULL, &id), ERR_INVALID);
    assert_err(person_add(&call, "   ", NULL, NULL, &id), ERR_INVALID);
    assert_ok(person_find_name(&call, "ANNA KALNIŅA", &person));
    assert_string_equal(person.shown, "Anna K.");
    assert_err(person_find_name(&call, "nobody", &person), ERR_NOT_FOUND);
}

static void persons_are_listed_by_page_and_found_by_a_part_of_the_name(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_list list;
    bool more;
    char name[32];
    for (int i = 0; i < LIMIT_PAGE_ROWS + 1; i++) {
        snprintf(name, sizeof(name), "person %02d", i);
        test_person(&call, name, NULL);
    }
    test_person(&call, "100%", NULL);
    assert_ok(person_list(&call, "", 0, &list, &more));
    assert_int_equal(list.n, LIMIT_PAGE_ROWS);
    assert_true(more);
    assert_string_equal(list.at[0].name, "100%");
    assert_ok(person_list(&call, "", 1, &list, &more));
    assert_int_equal(list.n, 2);
    assert_false(more);
    assert_ok(person_list(&call, "%", 0, &list, &more));
    assert_int_equal(list.n, 1);
    assert_ok(person_list(&call, "SON 1", 0, &list, &more));
    assert_int_equal(list.n, 10);
    struct call coordinator = test_call_by_person(1, ROLE_COORDINATOR, 7);
    assert_err(person_list(&coordinator, "", 0, &list, &more), ERR_DENIED);
    struct member_list members;
    assert_err(team_list_programme(&coordinator, 0, &members, &more), ERR_DENIED);
    assert_err(person_disable(&coordinator, list.at[0].id), ERR_DENIED);
}

static void roles_are_listed_with_the_names_of_their_places(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL);
    struct member_list list;
    bool more;
    assert_ok(team_give(&call, anna, ROLE_PROGRAMME_LEAD, programme));
    assert_ok(team_give(&call, anna, ROLE_REGION_LEAD, in_network(7)));
    assert_ok(team_give(&call, anna, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, anna, ROLE_READER, in_network(8)));
    assert_ok(team_of(&call, &anna, 1, &list));
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[0].place.name, "The whole programme");
    assert_string_equal(list.at[1].place.name, "North");
    assert_string_equal(list.at[2].place.name, "Dithmarschen");
    assert_string_equal(list.at[2].place.slug, "dith");
    assert_string_equal(list.at[3].place.name, "A place that is no longer there");
    assert_ok(team_list_programme(&call, 0, &list, &more));
    assert_int_equal(list.n, 2);
}

static void the_audit_list_says_who_did_what_newest_first(void **state)
{
    (void)state;
    struct call call = people_call();
    struct audit_list list;
    bool more;
    struct person_id anna = test_person(&call, "anna", NULL), bert = test_person(&call, "bert", NULL);
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    struct call by = call_by(&call, anna);
    by.now += 1000;
    assert_ok(team_give(&by, bert, ROLE_READER, in_network(7)));
    by.now += 1000;
    assert_ok(team_take(&by, bert, ROLE_READER, in_network(7)));
    assert_ok(audit_read(&by, in_network(7), 0, &list, &more));
    assert_int_equal(list.n, 3);
    assert_false(more);
    assert_string_equal(list.at[0].sentence, "anna took a role from bert: Reader.");
    assert_string_equal(list.at[1].sentence, "anna gave bert the role: Reader.");
    assert_string_equal(list.at[2].sentence, "A command on the server gave anna the role: Coordinator.");
    assert_int_equal(list.at[2].at, TEST_NOW);
    assert_ok(audit_read(&by, in_network(7), list.at[0].id, &list, &more));
    assert_int_equal(list.n, 2);
    assert_err(audit_read(&by, in_network(8), 0, &list, &more), ERR_DENIED);
    struct call reader = call_by(&call, bert);
    assert_err(audit_read(&reader, in_network(7), 0, &list, &more), ERR_DENIED);
}

static void the_audit_list_is_read_by_page(void **state)
{
    (void)state;
    struct call call = people_call();
    struct audit_list list;
    bool more;
    for (int i = 0; i < LIMIT_PAGE_ROWS + 5; i++)
        assert_ok(audit_add(&call, (struct network_id){7}, AUDIT_APPROVED, i + 1));
    assert_ok(audit_read(&call, in_network(7), 0, &list, &more));
    assert_int_equal(list.n, LIMIT_PAGE_ROWS);
    assert_true(more);
    assert_ok(audit_read(&call, in_network(7), list.at[list.n - 1].id, &list, &more));
    int64_t went = 0, all = test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM audit");
    assert_ok(audit_tidy(&call, call.now, &went)); // what is kept no longer goes: nothing is that old
    assert_int_equal(went, 0);
    assert_ok(audit_tidy(&call, call.now + 1, &went));
    assert_int_equal(went, all);
    assert_int_equal(list.n, 5);
    assert_false(more);
}

// Each act has a sentence, and none asks for what is not there.
static void every_act_has_a_sentence(void **state)
{
    (void)state;
    struct call call = people_call();
    struct audit_list list;
    bool more;
    for (int act = AUDIT_NONE + 1; act < AUDIT_COUNT; act++) {
        struct network_id network = {1000 + act};
        assert_ok(audit_add(&call, network, (enum audit_act)act, 1));
        assert_ok(audit_read(&call, (struct scope){.network = network}, 0, &list, &more));
        assert_true(strlen(list.at[0].sentence) > 10);
        assert_null(strchr(list.at[0].sentence, '{'));
    }
}

TEST_QUERIES(person_queries, team_queries, login_queries, invitation_queries, recovery_queries, audit_queries)
TESTS(team, a_coordinator_gives_roles_of_the_own_network_only, a_region_lead_gives_roles_in_the_networks_of_the_region,
      a_facilitator_gives_no_role, a_role_needs_its_kind_of_place, a_role_given_twice_is_held_once_and_noted_once,
      the_last_programme_lead_stays, a_name_is_taken_whatever_its_capitals,
      persons_are_listed_by_page_and_found_by_a_part_of_the_name, roles_are_listed_with_the_names_of_their_places,
      the_audit_list_says_who_did_what_newest_first, the_audit_list_is_read_by_page, every_act_has_a_sentence)
