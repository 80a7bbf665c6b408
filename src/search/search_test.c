// search_test.c - tests of the index: what is found by which words, by whom, and that nothing stays of what went.
#include "search/search.h"

#include "search/search_index.h"
#include "search/search_store.h"
#include "support.h"
#include "support_call.h"
#include "texts/text.h"

static struct network_id network_of(struct call *call, const char *slug)
{
    struct network_id id;
    const char *language = "en";
    const struct network_draft draft = {.slug = slug, .title = "A network", .group = "People", .place = "A village",
                                        .description = "They live here.", .country = "LV", .time_zone = "Europe/Riga",
                                        .language = "en", .languages = {.at = &language, .n = 1, .cap = 1}};
    assert_ok(network_add(call, &draft, filled_empty(call->arena, &network_form), &id));
    return id;
}

static struct search_thing thing(int64_t id, struct network_id network, bool is_public, enum language language, const char *words)
{
    return (struct search_thing){.id = id, .network = network, .kind = SEARCH_CONTRIBUTIONS, .is_public = is_public,
                                 .words = {.text = words, .language = language}};
}

static void put(struct call *call, int64_t id, struct network_id network, bool is_public, enum language language, const char *words)
{
    const struct search_thing one = thing(id, network, is_public, language, words);
    assert_ok(search_put(call, &one, 1));
}

static struct search_found found_by(struct call *call, struct network_id network, const char *typed)
{
    struct search_query query;
    struct search_found found;
    search_query_read(call->arena, typed, 1u << LANGUAGE_EN | 1u << LANGUAGE_DE, &query);
    assert_ok(search_find(call, (struct scope){.network = network}, SEARCH_CONTRIBUTIONS, &query, &found));
    return found;
}

// The ids, the newest first: "3 1".
static const char *found(struct call *call, struct network_id network, const char *typed)
{
    struct search_found list = found_by(call, network, typed);
    const char *ids = "";
    for (size_t i = 0; i < list.n; i++)
        ids = arena_print(call->arena, "%s%s%lld", ids, i == 0 ? "" : " ", (long long)list.at[i]);
    return ids;
}

static void words_are_found_in_every_form(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id here = network_of(&call, "here"), there = network_of(&call, "there");
    put(&call, 1, here, true, LANGUAGE_EN, "A bus on Sundays");
    put(&call, 2, here, true, LANGUAGE_DE, "Ein Bus für die Bücherei");
    put(&call, 3, here, true, LANGUAGE_EN, "Mums vajag autobusu uz bērnudārzu"); // on a phone that is set to English
    put(&call, 4, here, true, LANGUAGE_SV, "Bussarna går för sällan");
    put(&call, 5, there, true, LANGUAGE_EN, "A bus there");
    put(&call, 6, here, true, LANGUAGE_EN, "Line 5 on the B203");
    assert_string_equal(found(&call, here, "5 b203"), "6");
    assert_string_equal(found(&call, here, "buses"), "4 2 1");
    assert_string_equal(found(&call, here, "BUS"), "4 2 1");
    assert_string_equal(found(&call, here, "bucherei"), "2");
    assert_string_equal(found(&call, here, "buecherei"), "2");
    assert_string_equal(found(&call, here, "autobusu"), "3");
    assert_string_equal(found(&call, here, "bernudarzu"), "3");
    assert_string_equal(found(&call, here, "bussar"), "4 2 1");
    assert_string_equal(found(&call, here, "sällan"), "4");
    assert_string_equal(found(&call, here, "sunday bus"), "1");
    assert_string_equal(found(&call, here, "ein bus für die bücherei"), "2");
    assert_string_equal(found(&call, here, "sunday bücherei"), "");
    assert_string_equal(found(&call, here, "bus line"), "");
    assert_string_equal(found(&call, here, "train"), "");
    assert_string_equal(found(&call, there, "bus"), "5");
}

static void the_public_finds_what_is_public(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct network_id network = network_of(&call, "whose");
    put(&call, 1, network, true, LANGUAGE_EN, "A bus for all");
    put(&call, 2, network, false, LANGUAGE_EN, "A bus for the team");
    assert_string_equal(found(&call, network, "bus"), "2 1");
    assert_string_equal(found(&visitor, network, "bus"), "1");
    assert_string_equal(found(&visitor, network, "team"), "");
    put(&call, 1, network, false, LANGUAGE_EN, "A bus for all");
    put(&call, 2, network, true, LANGUAGE_EN, "A bus for the team");
    assert_string_equal(found(&call, network, "bus"), "2 1");
    assert_string_equal(found(&visitor, network, "bus"), "2");
}

static void what_goes_leaves_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_of(&call, "gone");
    put(&call, 1, network, true, LANGUAGE_EN, "A bus on Sundays");
    put(&call, 1, network, true, LANGUAGE_EN, "A train on Sundays");
    assert_string_equal(found(&call, network, "bus"), "");
    assert_string_equal(found(&call, network, "train"), "1");
    assert_ok(search_remove(&call, 1));
    assert_ok(search_remove(&call, 1));
    assert_string_equal(found(&call, network, "sundays"), "");
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_word"), 0);
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_thing"), 0);
}

static void many_things_at_once_are_kept_whole(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_of(&call, "many");
    const char *long_one = "";
    struct search_thing things[3];
    for (int i = 0; i < 100; i++) // more words than one statement takes
        long_one = arena_print(call.arena, "%s q%dx%d", long_one, i, i);
    things[0] = thing(1, network, true, LANGUAGE_EN, "a bus");
    things[1] = thing(2, network, true, LANGUAGE_EN, long_one);
    things[2] = thing(3, network, true, LANGUAGE_EN, "of the"); // no word at all
    assert_ok(search_put(&call, things, 3));
    assert_string_equal(found(&call, network, "q0x0 q99x99"), "2");
    assert_string_equal(found(&call, network, "bus"), "1");
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_word"), 101);
    put(&call, 2, network, true, LANGUAGE_EN, "a bus");
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_word"), 2);
}

static void words_that_stand_everywhere_cost_no_more(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_of(&call, "everywhere");
    enum { THINGS = 2 * SEARCH_LOOKED_AT + 100 };
    struct search_thing *things = ARENA_ARRAY(call.arena, struct search_thing, THINGS);
    for (int i = 0; i < THINGS; i++)
        things[i] = thing(i + 1, network, true, LANGUAGE_EN,
                          i == 10 ? "village bus kiosk" : i % 2 == 0 ? "village bus" : "village train");
    assert_ok(search_put(&call, things, THINGS));
    struct search_found list = found_by(&call, network, "village");
    assert_true(list.is_part);
    assert_int_equal(list.n, SEARCH_MOST_FOUND);
    assert_int_equal(list.at[0], THINGS);
    assert_true(list.at[0] > list.at[list.n - 1]);
    list = found_by(&call, network, "village kiosk"); // however old: the rare word leads to it
    assert_int_equal(list.n, 1);
    assert_false(list.is_part);
    assert_string_equal(found(&call, network, "kiosk bus village"), "11");
    list = found_by(&call, network, "bus train"); // never together, and each everywhere
    assert_int_equal(list.n, 0);
    assert_true(list.is_part);
}

static void a_text_is_found_in_all_its_languages(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_of(&call, "languages");
    struct search_thing one = thing(1, network, true, LANGUAGE_EN, "");
    assert_ok(text_add(&call, TEXT_CONTRIBUTION, network, LANGUAGE_EN, "A playground", &one.text));
    assert_ok(search_put(&call, &one, 1));
    text_set_listener(search_text_changed);
    assert_ok(text_put(&call, one.text, LANGUAGE_DE, false, TEXT_CHECKED, "Ein Spielplatz", 0));
    assert_ok(text_put(&call, one.text, LANGUAGE_DE, true, TEXT_CHECKED, "Ein Platz für Kinder", 0));
    assert_string_equal(found(&call, network, "playgrounds"), "1");
    assert_string_equal(found(&call, network, "spielplatz"), "1");
    assert_string_equal(found(&call, network, "platz kind"), "1");
    assert_ok(text_reword(&call, one.text, "A swing"));
    text_set_listener(NULL);
    assert_string_equal(found(&call, network, "playgrounds"), "");
    assert_string_equal(found(&call, network, "swings"), "1");
}

static struct search_query query_of(const char *typed)
{
    struct search_query query;
    search_query_read(test_arena(), typed, 1u << LANGUAGE_EN | 1u << LANGUAGE_DE, &query);
    return query;
}

static void anything_may_be_typed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_of(&call, "typed");
    put(&call, 1, network, true, LANGUAGE_EN, "A bus on Sundays");
    static const char *const typed[] = {"", " ", "%", "\"", "'", "*", "bus*", "bus OR train", "bus & !train", "NOT bus",
                                        "bus'); DROP TABLE x;--", "\xef\xbf\xbd", "\xff\xfe", "-bus", "bus:*", "(bus", "12 34"};
    for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
        (void)found_by(&call, network, typed[i]);
    assert_string_equal(found(&call, network, "bus*"), "1");
    assert_string_equal(found(&call, network, "(-bus:*"), "1");
    assert_int_equal(query_of("").n, 0);
    assert_int_equal(query_of("12 %").n, 1);
    assert_int_equal(query_of("the").n, 1); // alone it is looked for
    assert_int_equal(query_of("the bus").n, 1);
    assert_int_equal(query_of("bus bus BUS bus").n, 1);
    assert_int_equal(query_of("one1 two2 three3 four4 five5 six6").n, SEARCH_MOST_WORDS);
    assert_false(query_of("one1 two2 three3 four4 five5 six6").is_cut);
    assert_true(query_of("one1 two2 three3 four4 five5 six6 seven7").is_cut);
    char *long_word = arena_alloc(test_arena(), 100001);
    memset(long_word, 'x', 100000);
    long_word[100000] = '\0';
    struct search_query query = query_of(long_word);
    assert_int_equal(query.n, 1);
    assert_true(query.is_cut);
    assert_int_equal(strlen(query.terms[0].written), SEARCH_MOST_SIGNS);
    for (int i = 0; i < 50000; i++)
        memcpy(long_word + 2 * i, "\xc4\x81", 2);
    assert_int_equal(strlen(search_query_shortened(test_arena(), long_word)), 2 * SEARCH_MOST_SIGNS);
}

TEST_QUERIES(search_queries)
TESTS(search, words_are_found_in_every_form, the_public_finds_what_is_public, what_goes_leaves_nothing, many_things_at_once_are_kept_whole,
      words_that_stand_everywhere_cost_no_more, a_text_is_found_in_all_its_languages, anything_may_be_typed)
