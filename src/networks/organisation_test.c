// organisation_test.c - tests of the rules about organisations and figures, on both databases.
#include "networks/organisation.h"

#include "networks/area_figure.h"
#include "networks/network_fixture.h"

static struct organisation_id add(struct call *call, const struct network *network, const char *name, const char *kind)
{
    struct organisation_draft draft = {.name = name, .kind = kind};
    struct organisation_id id;
    assert_ok(organisation_add(call, network, &draft, NULL, &id));
    return id;
}

static void members_stand_by_kind_and_name_and_those_who_left_come_last(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    add(&call, &network, "Musikschule", "school");
    add(&call, &network, "AWO", "association");
    add(&call, &network, "Gleichstellung", "municipality");
    struct organisation_draft left = {.name = "AAA", .kind = "association", .since = "2020-01-01", .until = "2021-05-31"};
    struct organisation_id id;
    assert_ok(organisation_add(&call, &network, &left, NULL, &id));
    struct organisation_list list;
    assert_ok(organisation_list(&call, network.id, &list));
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[0].name.text, "Gleichstellung");
    assert_string_equal(list.at[1].name.text, "AWO");
    assert_string_equal(list.at[2].name.text, "AAA");
    assert_true(list.at[2].has_until);
    assert_string_equal(list.at[3].name.text, "Musikschule");
    struct organisation_draft draft = organisation_draft_of(&call, &network, &list.at[2]);
    assert_string_equal(draft.since, "2020-01-01");
    assert_string_equal(draft.until, "2021-05-31");
}

static void a_network_has_one_member_of_a_name(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "varde");
    struct filled *filled = filled_empty(call.arena, &organisation_form);
    struct organisation_draft same = {.name = "  uc  syd ", .kind = "university"};
    struct organisation_id id;
    add(&call, &network, "UC SYD", "university");
    assert_err(organisation_add(&call, &network, &same, filled, &id), ERR_CONFLICT);
    assert_int_equal(filled->bad, 1);
}

static void wrong_fields_of_a_member_get_messages(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "tonder");
    struct filled *filled = filled_empty(call.arena, &organisation_form);
    struct organisation_draft draft = {.name = "", .kind = "castle", .since = "2021-13-01", .until = "yesterday"};
    struct organisation_id id;
    assert_err(organisation_add(&call, &network, &draft, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 4);
    filled = filled_empty(call.arena, &organisation_form);
    draft = (struct organisation_draft){.name = "A", .kind = "other", .since = "2021-02-02", .until = "2021-02-01"};
    assert_err(organisation_add(&call, &network, &draft, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 1);
}

static void an_organisation_of_another_network_joins_and_keeps_its_name(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network home = network_for_tests(&call, "home"), guest = network_for_tests(&call, "guest");
    struct organisation_id id = add(&call, &home, "Diakonie", "association");
    struct organisation_list others;
    assert_ok(organisation_list_others(&call, &guest, &others));
    assert_int_equal(others.n, 1);
    assert_int_equal(others.at[0].id.v, id.v);
    struct organisation_draft draft = {.coordinates = true};
    assert_ok(organisation_join(&call, &guest, id, &draft, NULL));
    assert_err(organisation_join(&call, &guest, id, &draft, NULL), ERR_CONFLICT);
    assert_ok(organisation_list_others(&call, &guest, &others));
    assert_int_equal(others.n, 0);
    // The guest network changes its membership; name and kind stay.
    struct organisation member;
    assert_ok(organisation_find_own(&call, &guest, id, &member));
    assert_true(member.coordinates);
    struct organisation_draft change = {.name = "Other name", .kind = "company", .coordinates = false};
    assert_ok(organisation_change(&call, &guest, id, &change, member.version, NULL));
    assert_ok(organisation_find(&call, &guest, id, &member));
    assert_string_equal(member.name.text, "Diakonie");
    assert_false(member.coordinates);
    // The home network renames it for both.
    assert_ok(organisation_find_own(&call, &home, id, &member));
    assert_ok(organisation_change(&call, &home, id, &change, member.version, NULL));
    assert_err(organisation_change(&call, &home, id, &change, member.version, NULL), ERR_CONFLICT);
    assert_ok(organisation_find(&call, &guest, id, &member));
    assert_string_equal(member.name.text, "Other name");
    assert_string_equal(organisation_kinds[member.kind].value, "company");
}

static void an_organisation_of_another_country_is_not_offered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network home = network_for_tests(&call, "home"), abroad;
    struct network_draft draft = network_draft_for_tests(&call, "abroad");
    struct organisation_list others;
    struct organisation_id id = add(&call, &home, "Diakonie", "association");
    draft.country = "SE";
    assert_ok(network_add(&call, &draft, NULL, &abroad.id));
    assert_ok(network_find_id(&call, abroad.id, &abroad));
    assert_ok(organisation_list_others(&call, &abroad, &others));
    assert_int_equal(others.n, 0);
    assert_err(organisation_join(&call, &abroad, id, &(struct organisation_draft){0}, NULL), ERR_NOT_FOUND);
}

static void an_organisation_goes_with_its_last_membership(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network home = network_for_tests(&call, "home"), guest = network_for_tests(&call, "guest");
    struct organisation_id id = add(&call, &home, "Diakonie", "association");
    assert_ok(organisation_join(&call, &guest, id, &(struct organisation_draft){0}, NULL));
    assert_err(organisation_remove(&call, &home, id), ERR_CONFLICT);
    assert_ok(organisation_remove(&call, &guest, id));
    int64_t texts = test_number(call.db, "SELECT count(*) FROM text");
    assert_ok(organisation_remove(&call, &home, id));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM organisation"), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text"), texts - 1);
    struct organisation gone;
    assert_err(organisation_find(&call, &home, id, &gone), ERR_NOT_FOUND);
}

static void only_the_team_of_a_network_changes_its_members_and_figures(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network mine = network_for_tests(&call, "mine"), other = network_for_tests(&call, "other");
    struct organisation_id id = add(&call, &other, "Diakonie", "association");
    struct call coordinator = test_call_by_person(3, ROLE_COORDINATOR, mine.id.v);
    struct organisation_draft draft = {.name = "Ours", .kind = "other"};
    struct area_figure_draft figure = {.name = "People", .value = "100", .source = "We", .year = "2020"};
    struct area_figure_id figure_id;
    struct organisation_id made;
    assert_ok(organisation_add(&coordinator, &mine, &draft, NULL, &made));
    assert_ok(area_figure_add(&coordinator, &mine, &figure, NULL, &figure_id));
    assert_err(organisation_add(&coordinator, &other, &draft, NULL, &made), ERR_DENIED);
    assert_err(organisation_change(&coordinator, &other, id, &draft, 3, NULL), ERR_DENIED);
    assert_err(organisation_remove(&coordinator, &other, id), ERR_DENIED);
    assert_err(area_figure_add(&coordinator, &other, &figure, NULL, &figure_id), ERR_DENIED);
    assert_err(area_figure_remove(&coordinator, &other, figure_id), ERR_DENIED);
}

static struct area_figure figure(struct call *call, const struct network *network, const char *value, const char *year)
{
    struct area_figure_draft draft = {.name = "Families", .value = value, .source = "Eurostat", .year = year};
    struct area_figure_id id;
    struct area_figure_list list;
    assert_ok(area_figure_add(call, network, &draft, NULL, &id));
    assert_ok(area_figure_list(call, network->id, &list));
    assert_int_equal(list.at[list.n - 1].id.v, id.v);
    return list.at[list.n - 1];
}

static void figures_are_written_as_the_reader_writes_numbers(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct area_figure share = figure(&call, &network, "12.1 %", ""), count = figure(&call, &network, "4009", "2016");
    struct area_figure change = figure(&call, &network, "-0,75 %", "");
    assert_string_equal(area_figure_value(&call, &share), "12.1%");
    assert_string_equal(area_figure_value(&call, &count), "4,009");
    call.language = LANGUAGE_DE;
    assert_string_equal(area_figure_value(&call, &count), "4.009");
    assert_int_equal(share.year, 0);
    assert_int_equal(count.year, 2016);
    assert_true(change.percent && change.value == -0.75);
}

static void a_figure_that_could_be_read_in_two_ways_is_refused(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct area_figure_id id;
    static const char *const wrong[] = {"4,009", "1.2.3", "twelve", "", "%", "1 000", "5.", ".5"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct filled *filled = filled_empty(call.arena, &area_figure_form);
        struct area_figure_draft draft = {.name = "A", .value = wrong[i], .source = "S", .year = "x"};
        assert_err(area_figure_add(&call, &network, &draft, filled, &id), ERR_INVALID);
        assert_int_equal(filled->bad, 2);
    }
}

static void a_network_shows_at_most_twenty_figures_and_removed_ones_are_gone(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen"), other = network_for_tests(&call, "other");
    struct area_figure first = figure(&call, &network, "1", "");
    for (int i = 1; i < 20; i++)
        figure(&call, &network, "2", "");
    struct area_figure_draft draft = {.name = "A", .value = "3", .source = "S"};
    struct area_figure_id id;
    assert_err(area_figure_add(&call, &network, &draft, NULL, &id), ERR_LIMIT);
    assert_err(area_figure_remove(&call, &other, first.id), ERR_NOT_FOUND);
    assert_ok(area_figure_remove(&call, &network, first.id));
    assert_err(area_figure_remove(&call, &network, first.id), ERR_NOT_FOUND);
    assert_ok(area_figure_add(&call, &network, &draft, NULL, &id));
}

TESTS(organisation, members_stand_by_kind_and_name_and_those_who_left_come_last, a_network_has_one_member_of_a_name,
      wrong_fields_of_a_member_get_messages, an_organisation_of_another_network_joins_and_keeps_its_name,
      an_organisation_of_another_country_is_not_offered, an_organisation_goes_with_its_last_membership,
      only_the_team_of_a_network_changes_its_members_and_figures, figures_are_written_as_the_reader_writes_numbers,
      a_figure_that_could_be_read_in_two_ways_is_refused,
      a_network_shows_at_most_twenty_figures_and_removed_ones_are_gone)
