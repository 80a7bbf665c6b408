// network_web_test.c - tests of the pages: what they show to whom, and what they cost.
#include "networks/network_web.h"

#include "networks/network_fixture.h"
#include "networks/slot.h"
#include "store/signal.h"
#include "support_page.h"

static struct network furnished(struct call *call, const char *slug)
{
    struct network network = network_for_tests(call, slug);
    struct organisation_id organisation;
    struct area_figure_id figure;
    struct organisation_draft member = {.name = "Diakonie", .kind = "association", .coordinates = true};
    struct organisation_draft left = {.name = "Musikschule", .kind = "school", .until = "2021-05-31"};
    struct area_figure_draft draft = {.name = "Alleinerziehende", .value = "12.1 %", .source = "Kreis", .year = "2016"};
    assert_ok(organisation_add(call, &network, &member, NULL, &organisation));
    assert_ok(organisation_add(call, &network, &left, NULL, &organisation));
    assert_ok(area_figure_add(call, &network, &draft, NULL, &figure));
    return network;
}

static void the_public_page_shows_who_takes_part_and_figures_with_source_and_year(void **state)
{
    (void)state;
    struct call call = test_call();
    furnished(&call, "dithmarschen");
    struct call visitor = test_call_by_visitor(NULL);
    struct page page = page_for(&visitor, "dithmarschen", NULL);
    assert_ok(network_get(&visitor, &page.request, &page.reply));
    page_draw(&visitor, &page, false);
    assert_has(page.text, "Network dithmarschen");
    assert_has(page.text, "Diakonie");
    assert_has(page.text, "Association or foundation");
    assert_has(page.text, "May 2021");
    assert_has(page.text, "12.1%");
    assert_has(page.text, "data-l=\"Year\">2016</td>");
    assert_has(page.text, "Kreis");
    assert_has(page.text, "not yet in your language");
    assert_has(page.text, "Germany");
}

static void a_visitor_gets_no_form_and_no_link_to_change(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = furnished(&call, "dithmarschen");
    struct call visitor = test_call_by_visitor(NULL);
    struct page page = page_for(&visitor, "dithmarschen", NULL);
    assert_ok(network_get(&visitor, &page.request, &page.reply));
    page_draw(&visitor, &page, false);
    assert_has_not(page.text, "<form");
    assert_has_not(page.text, "/edit");
    assert_true(page.reply.topic_count > 0);
    assert_int_equal(page.reply.topics[0].topic, TOPIC_NETWORK);
    assert_int_equal(page.reply.topics[0].id, network.id.v);
    struct call coordinator = test_call_by_person(4, ROLE_COORDINATOR, network.id.v);
    page = page_for(&coordinator, "dithmarschen", NULL);
    assert_ok(network_get(&coordinator, &page.request, &page.reply));
    page_draw(&coordinator, &page, false);
    assert_has(page.text, "/networks/dithmarschen/edit");
    struct call other = test_call_by_person(4, ROLE_COORDINATOR, network.id.v + 1);
    page = page_for(&other, "dithmarschen", NULL);
    assert_ok(network_get(&other, &page.request, &page.reply));
    page_draw(&other, &page, false);
    assert_has_not(page.text, "/edit");
}

static void the_public_page_costs_five_statements_however_much_is_on_it(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = furnished(&call, "dithmarschen");
    for (int i = 0; i < 18; i++) {
        struct organisation_draft member = {.name = arena_print(call.arena, "Member %d", i), .kind = "other"};
        struct organisation_id id;
        assert_ok(organisation_add(&call, &network, &member, NULL, &id));
    }
    struct page page = page_for(&call, "dithmarschen", NULL);
    uint64_t before = db_statements(call.db);
    assert_ok(network_get(&call, &page.request, &page.reply));
    assert_in_range(db_statements(call.db) - before, 4, 5); // the fifth where texts are not in the reader's language
}

static void draw_slot(struct buf *out, const struct view_env *env, const void *data)
{
    (void)env;
    buf_add_text(out, data);
}

static struct words wanted; // by the slot below, read with the texts of the page

static enum err workshops_here(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    text_want(call, wants, network->title_text, &wanted);
    ret_body->draw = draw_slot;
    ret_body->data = arena_print(call->arena, "workshops of %s", network->slug);
    return OK;
}

static enum err nothing_here(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    (void)call, (void)network, (void)wants, (void)ret_body;
    return OK;
}

static void other_features_fill_slots_of_the_page(void **state)
{
    (void)state;
    static const struct network_slot slots[] = {{nothing_here}, {workshops_here}};
    struct call call = test_call();
    furnished(&call, "dithmarschen");
    network_set_slots(slots, 2);
    struct page page = page_for(&call, "dithmarschen", NULL);
    assert_ok(network_get(&call, &page.request, &page.reply));
    network_set_slots(NULL, 0);
    page_draw(&call, &page, false);
    assert_has(page.text, "workshops of dithmarschen");
    assert_string_equal(wanted.text, "Network dithmarschen");
}

static void the_list_has_the_networks_by_country_and_a_map_behind_it(void **state)
{
    (void)state;
    struct call call = test_call();
    furnished(&call, "dithmarschen");
    struct page page = page_for(&call, NULL, NULL);
    assert_ok(networks_get(&call, &page.request, &page.reply));
    page_draw(&call, &page, false);
    assert_has(page.text, "<h2>Germany</h2>");
    assert_has(page.text, "<circle");
    assert_has(page.text, "aria-label=\"Heide: Network dithmarschen\"");
    assert_true(strstr(page.text, "<svg class=\"map\"") > strstr(page.text, "<ul class=\"cards\">"));
    assert_has_not(page.text, "?page=");
}

static void a_page_number_that_is_none_is_not_there(void **state)
{
    (void)state;
    static const char *const wrong[] = {"0", "x", "", "-1", "2", "99999999"};
    struct call call = test_call();
    furnished(&call, "dithmarschen");
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct page page = page_for(&call, NULL, NULL);
        page_query(&page, "page", wrong[i]);
        assert_err(networks_get(&call, &page.request, &page.reply), ERR_NOT_FOUND);
    }
}

static void edit_fields(struct page *page, const char *place, const char *version)
{
    page_field(page, "title", "Network dithmarschen");
    page_field(page, "group", "Single parents");
    page_field(page, "place", place);
    page_field(page, "description", "Parents and services meet.");
    page_field(page, "country", "DE");
    page_field(page, "languages", "de");
    page_field(page, "version", version);
}

static void whoever_saves_second_sees_both_and_can_save_again(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = furnished(&call, "dithmarschen"), own;
    call.scope = network_scope_of(&network);
    assert_ok(network_find_own(&call, network.id, &own));
    const char *version = arena_print(call.arena, "%lld", (long long)own.version);
    struct page first = page_for(&call, "dithmarschen", NULL), second = first, third = first;
    edit_fields(&first, "Meldorf", version);
    assert_ok(network_edit_post(&call, &first.request, &first.reply));
    assert_int_equal(first.reply.form, REPLY_SEE);
    edit_fields(&second, "Brunsb\u00fcttel", version);
    assert_ok(network_edit_post(&call, &second.request, &second.reply));
    assert_int_equal(second.reply.status, 409);
    page_draw(&call, &second, true);
    assert_has(second.text, "Meldorf");
    assert_has(second.text, "Brunsb\u00fcttel");
    assert_ok(network_find_own(&call, network.id, &own));
    const char *now = arena_print(call.arena, "%lld", (long long)own.version);
    assert_has(second.text, arena_print(call.arena, "name=\"version\" value=\"%s\"", now));
    edit_fields(&third, "Brunsb\u00fcttel", now);
    assert_ok(network_edit_post(&call, &third.request, &third.reply));
    assert_int_equal(third.reply.form, REPLY_SEE);
}

static void a_form_with_mistakes_comes_back_with_what_was_typed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct page page = page_for(&call, NULL, NULL);
    edit_fields(&page, "", "0");
    page_field(&page, "slug", "Not Good");
    page_field(&page, "language", "de");
    assert_ok(network_new_post(&call, &page.request, &page.reply));
    assert_int_equal(page.reply.status, 422);
    page_draw(&call, &page, true);
    assert_has(page.text, "value=\"Not Good\"");
    assert_has(page.text, "Parents and services meet.");
    assert_has(page.text, "id=\"errors\"");
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM network"), 0);
}

static void an_organisation_of_another_network_is_not_found_here(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network here = furnished(&call, "here"), there = furnished(&call, "there");
    struct organisation_list members;
    char id[ID_TEXT_SIZE];
    assert_ok(organisation_list(&call, there.id, &members));
    id_text(members.at[0].id.v, id);
    call.scope = network_scope_of(&here);
    struct page page = page_for(&call, "here", id);
    assert_err(member_get(&call, &page.request, &page.reply), ERR_NOT_FOUND);
    assert_err(member_remove_post(&call, &page.request, &page.reply), ERR_NOT_FOUND);
    page.request.param[1] = "nonsense";
    assert_err(member_get(&call, &page.request, &page.reply), ERR_NOT_FOUND);
    assert_err(area_figure_remove_post(&call, &page.request, &page.reply), ERR_NOT_FOUND);
}

static void members_are_added_changed_joined_and_removed_with_forms(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network here = furnished(&call, "here"), there = network_for_tests(&call, "there");
    struct organisation_list members;
    char id[ID_TEXT_SIZE];
    assert_ok(organisation_list(&call, here.id, &members));
    assert_string_equal(members.at[0].name.text, "Diakonie");
    id_text(members.at[0].id.v, id);
    // joined by the other network, from the list of those it has not
    struct page page = page_for(&call, "there", NULL);
    assert_ok(member_join_get(&call, &page.request, &page.reply));
    page_draw(&call, &page, true);
    assert_has(page.text, id);
    page_field(&page, "organisation", id);
    page.reply = (struct reply){.arena = call.arena};
    assert_ok(member_join_post(&call, &page.request, &page.reply));
    assert_int_equal(page.reply.form, REPLY_SEE);
    assert_ok(organisation_list(&call, there.id, &members));
    assert_int_equal(members.n, 1);
    // its home network cannot take it off any more
    page = page_for(&call, "here", id);
    assert_ok(member_remove_post(&call, &page.request, &page.reply));
    assert_int_equal(page.reply.status, 409);
    // the other one can
    page = page_for(&call, "there", id);
    assert_ok(member_remove_post(&call, &page.request, &page.reply));
    assert_int_equal(page.reply.form, REPLY_SEE);
    assert_ok(organisation_list(&call, there.id, &members));
    assert_int_equal(members.n, 0);
}

static void every_form_page_can_be_drawn(void **state)
{
    (void)state;
    static enum err (*const pages[])(struct call *, const struct request *, struct reply *) = {
        network_new_get, network_edit_get, region_new_get, members_get, member_join_get, area_figures_get};
    struct call call = test_call();
    struct network network = furnished(&call, "dithmarschen");
    call.scope = network_scope_of(&network);
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        struct page page = page_for(&call, "dithmarschen", NULL);
        uint64_t before = db_statements(call.db);
        assert_ok(pages[i](&call, &page.request, &page.reply));
        assert_true(db_statements(call.db) - before <= 20);
        page_draw(&call, &page, true);
        assert_has(page.text, "<form");
    }
}

TESTS(network_web, the_public_page_shows_who_takes_part_and_figures_with_source_and_year,
      a_visitor_gets_no_form_and_no_link_to_change, the_public_page_costs_five_statements_however_much_is_on_it,
      other_features_fill_slots_of_the_page, the_list_has_the_networks_by_country_and_a_map_behind_it,
      a_page_number_that_is_none_is_not_there, whoever_saves_second_sees_both_and_can_save_again,
      a_form_with_mistakes_comes_back_with_what_was_typed, an_organisation_of_another_network_is_not_found_here,
      members_are_added_changed_joined_and_removed_with_forms, every_form_page_can_be_drawn)
