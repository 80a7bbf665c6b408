// network_texts_web_test.c - the list of texts: for whom, in which languages, and where it leads.
#include "base/id.h"
#include "networks/network_fixture.h"
#include "networks/network_web.h"
#include "support_page.h"

// Asks one handler for a page of the network "heath", with a filter that ends at NULL: name, value ...
static struct page ask(struct call *call, enum err (*handle)(struct call *, const struct request *, struct reply *),
                       const char *const *query, enum err expected)
{
    struct page page = page_for(call, "heath", NULL);
    for (; query != NULL && *query != NULL; query += 2)
        page_query(&page, query[0], query[1]);
    assert_err(handle(call, &page.request, &page.reply), expected);
    if (expected == OK && page.reply.form == REPLY_PAGE)
        page_draw(call, &page, false);
    return page;
}
#define QUERY(...) (const char *const[]){__VA_ARGS__, NULL}

static const char *address_of(struct call *call, struct text_id id, const char *variant)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return arena_print(call->arena, "/texts/%s/%s\"", text, variant);
}

static void the_list_leads_to_what_is_missing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "heath");
    struct page page = ask(&call, network_texts_get, NULL, OK);
    const char *easy = address_of(&call, network.title_text, "de-easy");
    assert_has(page.text, easy);
    assert_has_not(page.text, address_of(&call, network.title_text, "lt")); // not spoken there
    assert_ok(text_put(&call, network.title_text, LANGUAGE_DE, true, TEXT_CHECKED, "Leicht", 0));
    page = ask(&call, network_texts_get, NULL, OK);
    assert_has_not(page.text, easy);
    page = ask(&call, network_texts_get, QUERY("in", "de-easy"), OK);
    assert_has(page.text, address_of(&call, network.place_text, "de-easy"));
    assert_has_not(page.text, address_of(&call, network.place_text, "de"));
    page = ask(&call, network_texts_get, QUERY("in", "de-easy", "show", "all", "kind", "2"), OK);
    assert_has(page.text, "All texts");
    page = ask(&call, network_texts_get, QUERY("kind", "7"), OK);
    assert_has(page.text, "Nothing needs work here.");
    ask(&call, network_texts_get, QUERY("page", "9"), ERR_NOT_FOUND);
    page = ask(&call, network_texts_get, QUERY("in", "nonsense", "kind", "-4", "show", "?"), OK);
    assert_has(page.text, address_of(&call, network.place_text, "de-easy"));
}

static void each_is_led_to_the_own_networks(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "heath"), other = network_for_tests(&call, "moor");
    struct call coordinator = test_call_by_person(1, ROLE_COORDINATOR, network.id.v), reader = test_call_by_person(2, ROLE_READER, other.id.v),
                lead = test_call_by_person(3, ROLE_PROGRAMME_LEAD, 0);
    struct page page = ask(&coordinator, texts_get, NULL, OK);
    assert_int_equal(page.reply.status, 303);
    page = ask(&reader, texts_get, NULL, OK);
    assert_has(page.text, "There is no network whose texts you may change.");
    page = ask(&lead, texts_get, NULL, OK);
    assert_has(page.text, "/networks/heath/texts");
    assert_has(page.text, "/networks/moor/texts");
    assert_has(page.text, "/programme/texts");
    page = ask(&lead, programme_texts_get, NULL, OK);
    assert_has(page.text, "There is no text yet.");
}

TESTS(network_texts_web, the_list_leads_to_what_is_missing, each_is_led_to_the_own_networks)
