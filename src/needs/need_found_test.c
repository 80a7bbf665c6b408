// need_found_test.c - tests that needs are found by their titles, and of the page that shows what was found.
#include "needs/need_found.h"

#include "search/search_web.h"
#include "workshops/fixture_web.h"
#include "workshops/found.h"

static const struct search_source sources[] = {{SEARCH_NEEDS, "needs", "Needs", needs_found_read},
                                               {SEARCH_CONTRIBUTIONS, "said", "What people said", found_read}};

static const char *page_of(struct call *call, struct activity *activity, const char *typed, const char *in, const char *page)
{
    struct network network;
    assert_ok(network_find_id(call, activity->scope.network, &network));
    search_set_sources(sources, 2);
    struct request *request = asked(call, network.slug, NULL);
    query(request, "q", typed);
    if (in != NULL)
        query(query(request, "in", in), "page", page);
    struct reply reply = replied(call, search_get, request);
    assert_int_equal(reply.topic_count, 0); // what anybody types must not fill the page cache
    return drawn(call, &reply);
}

static bool says_on(const char *page, const char *words)
{
    return strstr(page, words) != NULL;
}

static struct need_id named(struct call *call, const struct activity *activity, const char *title)
{
    struct contribution_ids none = {0};
    const struct need_draft draft = {.title = title};
    struct need_id id;
    assert_ok(need_add(call, activity->scope, &draft, &none, NULL, &id));
    return id;
}

static void a_need_is_found_by_every_title_it_has(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("v");
    struct activity activity = fixture_ideas(&call, "titles", true);
    struct need_id bus = named(&call, &activity, "A bus on Sundays"), train = named(&call, &activity, "Trains that wait");
    struct need need;
    assert_true(says_on(page_of(&visitor, &activity, "buses", NULL, NULL), "A <mark>bus</mark> on Sundays"));
    assert_true(says_on(page_of(&visitor, &activity, "SUNDAY train", NULL, NULL), "Nothing was found"));
    assert_ok(need_find(&call, bus, &need));
    text_set_listener(search_text_changed);
    assert_ok(text_put(&call, need.title_text, LANGUAGE_DE, false, TEXT_CHECKED, "Ein Fahrdienst", 0));
    text_set_listener(NULL);
    assert_true(says_on(page_of(&visitor, &activity, "fahrdienste", NULL, NULL), "A bus on Sundays"));
    const struct need_draft draft = {.title = "A ferry"};
    assert_ok(need_change(&call, bus, &draft, NULL));
    assert_false(says_on(page_of(&visitor, &activity, "bus", NULL, NULL), "<h3"));
    assert_true(says_on(page_of(&visitor, &activity, "ferries", NULL, NULL), "A <mark>ferry</mark>"));
    assert_ok(need_merge(&call, bus, train));
    assert_false(says_on(page_of(&call, &activity, "ferry", NULL, NULL), "<h3"));

    assert_ok(db_script(call.db, "DELETE FROM search_word; DELETE FROM search_thing"));
    assert_ok(needs_index(&call, "0")); // what was named before there was a search
    assert_true(says_on(page_of(&visitor, &activity, "train", NULL, NULL), "<mark>Trains</mark> that wait"));
    assert_false(says_on(page_of(&call, &activity, "ferry", NULL, NULL), "<h3"));
}

static void the_page_shows_what_each_reader_may_read(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("v");
    struct activity activity = fixture_ideas(&call, "readers", false);
    named(&call, &activity, "A bus");
    fixture_said(&call, &activity, fixture_participant(&call, &activity), "Our bus <b>& yours</b>");
    const char *team = page_of(&call, &activity, "bus", NULL, NULL), *seen = page_of(&visitor, &activity, "bus", NULL, NULL);
    assert_true(says_on(team, "Our <mark>bus</mark> &lt;b&gt;&amp; yours&lt;/b&gt;"));
    assert_true(says_on(team, "Only the team sees this"));
    assert_true(says_on(team, "/console/"));
    assert_true(says_on(seen, "A <mark>bus</mark>"));
    assert_false(says_on(seen, "yours"));
    assert_false(says_on(seen, "What people said"));
    assert_true(says_on(page_of(&visitor, &activity, "\"><script>", NULL, NULL), "value=\"&quot;&gt;&lt;script&gt;\""));
    assert_true(says_on(page_of(&visitor, &activity, "the", NULL, NULL), "Nothing was found"));
    assert_true(says_on(page_of(&visitor, &activity, "%", NULL, NULL), "too short or too common"));
    assert_true(says_on(page_of(&visitor, &activity, "", NULL, NULL), "Accents and endings do not matter"));
}

static void many_hits_go_over_pages(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "pages-of-hits", true);
    for (int i = 0; i < 25; i++) {
        call.now += 1;
        fixture_said(&call, &activity, fixture_participant(&call, &activity), arena_print(call.arena, "bus number%d", i));
    }
    const char *first = page_of(&call, &activity, "bus", NULL, NULL), *second = page_of(&call, &activity, "bus", "said", "2");
    assert_true(says_on(first, "25 found"));
    assert_true(says_on(first, "number24"));
    assert_false(says_on(first, " number4<"));
    assert_true(says_on(first, "in=said&amp;page=2"));
    assert_true(says_on(second, "number4"));
    assert_false(says_on(second, "number24"));
    assert_true(says_on(second, "in=said&amp;page=1"));
    assert_true(says_on(page_of(&call, &activity, "bus", "said", "99"), "Nothing was found"));
    assert_true(says_on(page_of(&call, &activity, "bus", "nonsense", "1"), "Nothing was found"));
}

TESTS(need_found, a_need_is_found_by_every_title_it_has, the_page_shows_what_each_reader_may_read, many_hits_go_over_pages)
