// network_test.c - tests of the rules about networks and regions, on both databases.
#include "networks/area_figure_store.h"
#include "networks/network_fixture.h"
#include "networks/network_store.h"
#include "networks/organisation_store.h"
#include "networks/place_names.h"
#include "networks/region.h"
#include "networks/region_store.h"

static void a_network_is_found_by_its_slug_with_texts_for_the_reader(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "dithmarschen"), found;
    assert_ok(text_put(&call, made.title_text, LANGUAGE_SV, false, TEXT_CHECKED, "N\u00e4tverket", 0));
    call.language = LANGUAGE_SV;
    assert_ok(network_find(&call, "dithmarschen", &found));
    assert_int_equal(found.id.v, made.id.v);
    assert_string_equal(found.title.text, "N\u00e4tverket");
    assert_int_equal(found.title.notice, WORDS_AS_WANTED);
    assert_string_equal(found.description.text, "Parents and services meet.");
    assert_int_equal(found.description.notice, WORDS_OTHER_LANGUAGE);
    assert_string_equal(found.country_name, "Tyskland");
    assert_string_equal(found.time_zone, "Europe/Berlin");
    assert_true(found.has_position);
    assert_true(found.longitude > 9.0979 && found.longitude < 9.0981);
    assert_err(network_find(&call, "nowhere", &found), ERR_NOT_FOUND);
}

static void only_who_may_make_networks_makes_one(void **state)
{
    (void)state;
    struct call call = test_call_by_person(1, ROLE_COORDINATOR, 5);
    struct network_draft draft = network_draft_for_tests(&call, "mine");
    struct network_id id;
    assert_err(network_add(&call, &draft, NULL, &id), ERR_DENIED);
    call = test_call_by_visitor(NULL);
    assert_err(network_add(&call, &draft, NULL, &id), ERR_DENIED);
    call = test_call_by_person(1, ROLE_PROGRAMME_LEAD, 0);
    assert_ok(network_add(&call, &draft, NULL, &id));
}

static void each_wrong_field_gets_its_own_message(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_draft draft = network_draft_for_tests(&call, "Wrong Slug");
    struct filled *filled = filled_empty(call.arena, &network_form);
    struct network_id id;
    draft.title = "";
    draft.country = "XX";
    draft.longitude = "";
    draft.languages.at[0] = "tlh";
    draft.region = "atlantis";
    assert_err(network_add(&call, &draft, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 6);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text WHERE network_id <> 0"), 0);
}

static void a_message_of_the_form_reader_is_enough_to_refuse(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_draft draft = network_draft_for_tests(&call, "fine");
    struct filled *filled = filled_empty(call.arena, &network_form);
    struct network_id id;
    filled_bad(filled, "contact", "This is too long.");
    assert_err(network_add(&call, &draft, filled, &id), ERR_INVALID);
}

static void two_networks_cannot_share_an_address(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_draft draft = network_draft_for_tests(&call, "varde");
    struct filled *filled = filled_empty(call.arena, &network_form);
    struct network_id id;
    network_for_tests(&call, "varde");
    assert_err(network_add(&call, &draft, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 1);
    assert_ok(db_error(call.db));
}

static void a_change_touches_only_the_texts_that_changed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "tonder"), own, found;
    assert_ok(text_put(&call, made.title_text, LANGUAGE_EN, false, TEXT_CHECKED, "In English", 0));
    assert_ok(text_put(&call, made.place_text, LANGUAGE_EN, false, TEXT_CHECKED, "Heath", 0));
    assert_ok(network_find_own(&call, made.id, &own));
    struct network_draft draft = network_draft_of(&call, &own);
    assert_string_equal(draft.title, "Network tonder");
    draft.place = "Meldorf";
    draft.contact = "Anna and Jan";
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL));
    assert_ok(network_find_id(&call, made.id, &found));
    assert_string_equal(found.contact, "Anna and Jan");
    assert_int_equal(found.title.notice, WORDS_AS_WANTED);
    assert_int_equal(found.place.notice, WORDS_OUT_OF_DATE);
}

static void degrees_are_written_as_in_the_language_of_the_reader(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "heide"), own;
    assert_ok(network_find_own(&call, made.id, &own));
    struct network_draft draft = network_draft_of(&call, &own);
    draft.latitude = "54.196", draft.longitude = "-9,5";
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL));
    assert_ok(network_find_own(&call, made.id, &own));
    assert_string_equal(network_draft_of(&call, &own).latitude, "54.196");
    call.language = LANGUAGE_DE;
    draft = network_draft_of(&call, &own);
    assert_string_equal(draft.latitude, "54,196");
    assert_string_equal(draft.longitude, "-9,5");
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL)); // and is understood so
    assert_ok(network_find_own(&call, made.id, &own));
    assert_true(own.latitude > 54.1959 && own.latitude < 54.1961);
}

static void two_who_change_a_network_at_once_clash(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "kokkola"), own;
    assert_ok(network_find_own(&call, made.id, &own));
    struct network_draft draft = network_draft_of(&call, &own);
    draft.group = "Older people";
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL));
    draft.group = "Young people";
    assert_err(network_change(&call, made.id, &draft, own.version, NULL), ERR_CONFLICT);
    assert_ok(db_error(call.db));
}

static void a_text_reworded_meanwhile_is_a_clash_too(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "harku"), own;
    assert_ok(network_find_own(&call, made.id, &own));
    assert_ok(text_reword(&call, made.description_text, "Somebody else wrote this."));
    struct network_draft draft = network_draft_of(&call, &own);
    assert_err(network_change(&call, made.id, &draft, own.version, NULL), ERR_CONFLICT);
}

static void a_coordinator_changes_the_own_network_only_and_not_its_region(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "liepaja"), other = network_for_tests(&call, "vidzeme"), own;
    struct region_id region;
    assert_ok(region_add(&call, &(struct region_draft){"kurzeme", "Kurzeme", "en"}, NULL, &region));
    struct call coordinator = test_call_by_person(7, ROLE_COORDINATOR, made.id.v);
    assert_ok(network_find_own(&call, made.id, &own));
    struct network_draft draft = network_draft_of(&call, &own);
    draft.region = "kurzeme";
    assert_ok(network_change(&coordinator, made.id, &draft, own.version, NULL));
    assert_ok(network_find_id(&call, made.id, &own));
    assert_int_equal(own.region.v, 0);
    assert_err(network_change(&coordinator, other.id, &draft, 1, NULL), ERR_DENIED);
    assert_ok(network_find_own(&call, made.id, &own));
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL));
    assert_ok(network_find_id(&call, made.id, &own));
    assert_int_equal(own.region.v, region.v);
    assert_string_equal(own.region_title.text, "Kurzeme");
}

static void the_scope_of_a_network_has_its_region(void **state)
{
    (void)state;
    struct call call = test_call();
    struct region_id region;
    assert_ok(region_add(&call, &(struct region_draft){"norrbotten", "Norrbotten", "sv"}, NULL, &region));
    struct network_draft draft = network_draft_for_tests(&call, "lulea");
    struct network_id id;
    struct scope scope, same;
    draft.region = "norrbotten";
    assert_ok(network_add(&call, &draft, NULL, &id));
    assert_ok(network_scope(&call, "lulea", &scope));
    assert_int_equal(scope.network.v, id.v);
    assert_int_equal(scope.region.v, region.v);
    assert_ok(network_scope_id(&call, id, &same));
    assert_int_equal(same.region.v, region.v);
    assert_err(network_scope(&call, "gone", &scope), ERR_NOT_FOUND);
    struct words words;
    assert_ok(network_scope_name(&call, scope, &words));
    assert_string_equal(words.text, "Network lulea");
    assert_ok(network_scope_name(&call, (struct scope){.region = region}, &words));
    assert_string_equal(words.text, "Norrbotten");
    assert_ok(network_scope_name(&call, (struct scope){0}, &words));
    assert_string_equal(words.text, "The whole programme");
}

static void make(struct call *call, const char *slug, const char *title, const char *country)
{
    struct network_draft draft = network_draft_for_tests(call, slug);
    struct network_id id;
    draft.title = title;
    draft.country = country;
    assert_ok(network_add(call, &draft, NULL, &id));
}

static void the_list_is_by_country_and_title_as_the_reader_sorts_them(void **state)
{
    (void)state;
    struct call call = test_call();
    make(&call, "aa", "Zorn", "DE");
    make(&call, "bb", "Zebra", "SE");
    make(&call, "cc", "\u00c5land", "SE");
    make(&call, "dd", "Anna", "DE");
    struct network_list list;
    bool more;
    call.language = LANGUAGE_SV; // Sverige before Tyskland, å after z
    assert_ok(network_list(&call, 0, &list, &more));
    assert_false(more);
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[0].title.text, "Zebra");
    assert_string_equal(list.at[1].title.text, "\u00c5land");
    assert_string_equal(list.at[2].title.text, "Anna");
    assert_string_equal(list.at[3].title.text, "Zorn");
    call.language = LANGUAGE_EN; // Germany before Sweden, å as a
    assert_ok(network_list(&call, 0, &list, &more));
    assert_string_equal(list.at[0].title.text, "Anna");
    assert_string_equal(list.at[2].title.text, "\u00c5land");
    assert_string_equal(list.at[3].group.text, "Single parents");
}

static void a_page_of_the_list_has_twenty_and_costs_a_fixed_number_of_statements(void **state)
{
    (void)state;
    struct call call = test_call();
    for (int i = 0; i < 43; i++)
        make(&call, arena_print(call.arena, "n%02d", i), arena_print(call.arena, "Title %02d", i), i % 3 == 0 ? "FI" : "EE");
    struct network_list list;
    bool more;
    uint64_t before = db_statements(call.db);
    assert_ok(network_list(&call, 1, &list, &more));
    assert_in_range(db_statements(call.db) - before, 3, 4 + 4); // the texts twice where they are not in the reader's language
    assert_true(more);
    assert_int_equal(list.n, 20);
    assert_string_equal(list.at[0].country, "EE");
    assert_string_equal(list.at[0].title.text, "Title 31");
    assert_string_equal(list.at[8].country, "FI");
    assert_string_equal(list.at[8].title.text, "Title 00");
    assert_ok(network_list(&call, 2, &list, &more));
    assert_int_equal(list.n, 3);
    assert_false(more);
    assert_string_equal(list.at[2].title.text, "Title 42");
    assert_err(network_list(&call, 3, &list, &more), ERR_NOT_FOUND);
    size_t n;
    assert_ok(network_count(&call, &n));
    assert_int_equal(n, 43);
}

static void an_empty_programme_has_an_empty_first_page(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_list list;
    bool more;
    assert_ok(network_list(&call, 0, &list, &more));
    assert_int_equal(list.n, 0);
    assert_false(more);
}

static void people_get_the_names_of_many_places_at_once(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "jurbarkas");
    struct region_id region, found;
    assert_ok(region_add(&call, &(struct region_draft){"lithuania", "Lithuania", "en"}, NULL, &region));
    struct place places[] = {{.network = network.id}, {.region = region}, {.network = {99}}};
    assert_ok(network_places.name(&call, places, 3));
    assert_string_equal(places[0].slug, "jurbarkas");
    assert_string_equal(places[0].name, "Network jurbarkas");
    assert_string_equal(places[1].name, "Lithuania");
    assert_null(places[2].name);
    assert_ok(network_places.region_of(&call, "lithuania", &found));
    assert_int_equal(found.v, region.v);
    struct place *regions;
    size_t n;
    assert_ok(network_places.regions(&call, &regions, &n));
    assert_int_equal(n, 1);
    assert_string_equal(regions[0].slug, "lithuania");
}

static void regions_have_addresses_of_their_own_and_who_adds_them_may(void **state)
{
    (void)state;
    struct call call = test_call();
    struct region_id id;
    struct filled *filled = filled_empty(call.arena, &region_form);
    assert_err(region_add(&call, &(struct region_draft){"b", "B", "en"}, NULL, &id), ERR_INVALID);
    assert_ok(region_add(&call, &(struct region_draft){"ost", "Osten", "de"}, NULL, &id));
    assert_err(region_add(&call, &(struct region_draft){"ost", "Again", "de"}, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 1);
    assert_ok(db_error(call.db));
    struct call coordinator = test_call_by_person(1, ROLE_COORDINATOR, 1);
    assert_err(region_add(&coordinator, &(struct region_draft){"west", "West", "de"}, NULL, &id), ERR_DENIED);
    struct region region;
    assert_ok(region_find(&call, "ost", &region));
    assert_string_equal(region.title.text, "Osten");
    assert_err(region_find(&call, "west", &region), ERR_NOT_FOUND);
}

static void what_the_rules_write_is_in_the_audit_list(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network made = network_for_tests(&call, "sunderby"), own;
    assert_ok(network_find_own(&call, made.id, &own));
    struct network_draft draft = network_draft_of(&call, &own);
    draft.place = "Boden";
    assert_ok(network_change(&call, made.id, &draft, own.version, NULL));
    const char *sql = arena_print(call.arena, "SELECT count(*) FROM audit WHERE network_id = %lld", (long long)made.id.v);
    assert_int_equal(test_number(call.db, sql), 2);
}

TESTS(network, a_network_is_found_by_its_slug_with_texts_for_the_reader, only_who_may_make_networks_makes_one,
      each_wrong_field_gets_its_own_message, a_message_of_the_form_reader_is_enough_to_refuse,
      two_networks_cannot_share_an_address, a_change_touches_only_the_texts_that_changed,
      degrees_are_written_as_in_the_language_of_the_reader, two_who_change_a_network_at_once_clash, a_text_reworded_meanwhile_is_a_clash_too,
      a_coordinator_changes_the_own_network_only_and_not_its_region, the_scope_of_a_network_has_its_region,
      the_list_is_by_country_and_title_as_the_reader_sorts_them,
      a_page_of_the_list_has_twenty_and_costs_a_fixed_number_of_statements, an_empty_programme_has_an_empty_first_page,
      people_get_the_names_of_many_places_at_once, regions_have_addresses_of_their_own_and_who_adds_them_may,
      what_the_rules_write_is_in_the_audit_list)
TEST_QUERIES(network_queries, region_queries, organisation_queries, area_figure_queries)
