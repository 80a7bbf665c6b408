// card_way_test.c - somebody joins with a phone, keeps what they said on a card, reads it elsewhere, loses the card, and leaves.
#include "scene.h"

// The code on the newest page, without spaces.
static const char *code_on(const struct browser *browser)
{
    static const char before[] = "<p class=\"code long\"><strong>";
    const char *at = strstr(browser->body, before);
    assert_non_null(at);
    struct buf code = buf_make(test_arena(), 16);
    for (at += sizeof(before) - 1; *at != '<'; at++)
        if (*at != ' ')
            buf_add_char(&code, *at);
    return buf_text(&code);
}

static int open_card(struct browser *browser, const char *code)
{
    assert_int_equal(browser_get(browser, "/c"), 200);
    return browser_post(browser, "/c", arena_print(test_arena(), "code=%s", code));
}

static void a_voice_is_found_again_with_a_card_from_any_browser(void **state)
{
    (void)state;
    struct scene scene = scene_make("card-way", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code), *library = browser_new(started->port);
    const char *meeting = arena_print(test_arena(), "/w/%s", scene.code);
    const char *own = "/networks/card-way/mine", *own_card = "/networks/card-way/mine/card";
    assert_non_null(phone);
    assert_int_equal(browser_post(phone, meeting, arena_print(test_arena(), "at=%s&words=A+library+on+Sundays&send=1", scene.activity)), 303);
    assert_int_equal(browser_get(phone, arena_print(test_arena(), "%s/mine", meeting)), 303);
    assert_int_equal(browser_follow(phone), 200);
    assert_true(browser_sees(phone, "A library on Sundays"));
    assert_int_equal(browser_post(phone, own_card, ""), 303);
    assert_int_equal(browser_follow(phone), 200);
    const char *code = code_on(phone);

    // the library knows nobody before the card is opened there
    assert_int_equal(browser_get(library, own), 303);
    assert_string_equal(library->location, "/c");
    assert_int_equal(open_card(library, "22222222222"), 422);
    assert_int_equal(open_card(library, code), 303);
    assert_int_equal(browser_follow(library), 200);
    assert_true(browser_sees(library, "A library on Sundays"));

    // a new card shuts the library out, and the old code opens nothing
    assert_int_equal(browser_get(phone, own), 200);
    assert_int_equal(browser_post(phone, own_card, ""), 303);
    assert_int_equal(browser_get(library, own), 303);
    assert_int_equal(open_card(library, code), 404);
    assert_int_equal(browser_follow(phone), 200);
    const char *next = code_on(phone);
    assert_int_equal(open_card(library, next), 303);

    // forgotten: the words go, and no browser knows the page
    assert_int_equal(browser_get(library, "/networks/card-way/mine/forget"), 200);
    assert_int_equal(browser_post(library, "/networks/card-way/mine/forget", "words=go"), 303);
    assert_int_equal(browser_get(library, own), 303);
    assert_int_equal(browser_get(phone, own), 303);
    assert_int_equal(open_card(phone, next), 404);
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM contribution WHERE words LIKE 'A library%'"), 0);
    browser_free(phone);
    browser_free(library);
    assert_int_equal(started_stop(started), 0);
}

static void a_card_of_the_sheet_is_opened_by_a_stranger_and_taken_back_by_the_team(void **state)
{
    (void)state;
    struct scene scene = scene_make("card-team", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login), *stranger = browser_new(started->port);
    assert_int_equal(browser_get(team, "/networks/card-team/cards"), 200);
    const char *key = browser_field(team, "/networks/card-team/cards", "key");
    assert_int_equal(browser_post(team, "/networks/card-team/cards", arena_print(test_arena(), "key=%s&sheets=1&language=sv", key)), 303);
    assert_int_equal(browser_follow(team), 200);
    assert_true(browser_sees(team, "Det h\xC3\xA4r kortet \xC3\xA4r ditt")); // in the language that was asked for
    const char *at = strstr(team->body, "<p class=\"code\">");
    assert_non_null(at);
    const char *code = arena_copy(test_arena(), at + 16, strlen("K7QX2 M4P9R T"));
    assert_int_equal(open_card(stranger, in_form(test_arena(), code)), 303);
    assert_int_equal(browser_follow(stranger), 200);
    assert_int_equal(browser_get(team, "/networks/card-team/cards"), 200);
    assert_true(browser_sees(team, "In use"));
    const char *end = strstr(strstr(team->body, "In use</span>"), "/end\"");
    assert_non_null(end);
    const char *begin = end;
    while (*begin != '"')
        begin--;
    const char *action = arena_copy(test_arena(), begin + 1, (size_t)(end - begin) + 3);
    key = browser_field(team, action, "key");
    assert_int_equal(browser_post(team, action, arena_print(test_arena(), "key=%s", key == NULL ? "" : key)), 303);
    assert_int_equal(browser_get(stranger, "/networks/card-team/mine"), 303);
    assert_int_equal(open_card(stranger, in_form(test_arena(), code)), 404);
    browser_free(team);
    browser_free(stranger);
    assert_int_equal(started_stop(started), 0);
}

// The value of the field with which the newest page's first box is ticked.
static const char *first_line(const struct browser *browser)
{
    const char *at = strstr(browser->body, "name=\"line\" value=\"");
    assert_non_null(at);
    return arena_copy(test_arena(), at + strlen("name=\"line\" value=\""), ID_TEXT_SIZE - 1);
}

static void a_voice_becomes_a_need_and_its_answer_is_read_with_the_card(void **state)
{
    (void)state;
    struct scene scene = scene_make("card-answer", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code), *team = scene_team(started->port, scene.login),
                   *home = browser_new(started->port);
    const char *own = "/networks/card-answer/mine", *pick = arena_print(test_arena(), "/workshops/%s/needs", scene.workshop);
    const char *words = arena_print(test_arena(), "at=%s&words=A+bus+on+Sundays&send=1", scene.activity);
    assert_non_null(phone);
    assert_int_equal(browser_post(phone, arena_print(test_arena(), "/w/%s", scene.code), words), 303);
    assert_int_equal(browser_get(phone, own), 200);
    assert_int_equal(browser_post(phone, "/networks/card-answer/mine/card", ""), 303);
    assert_int_equal(browser_follow(phone), 200);
    const char *code = code_on(phone);

    // the team names a need from it, and answers
    assert_int_equal(browser_get(team, pick), 200);
    const char *need = arena_print(test_arena(), "key=%s&line=%s&title=Getting+about", browser_field(team, pick, "key"), first_line(team));
    assert_int_equal(browser_post(team, pick, need), 303);
    assert_int_equal(browser_get(team, "/networks/card-answer/answers"), 200);
    assert_true(browser_sees(team, "A bus on Sundays"));
    const char *link = strstr(team->body, "/networks/card-answer/answers/new?need=");
    assert_non_null(link);
    const char *form = arena_copy(test_arena(), link, strcspn(link, "\""));
    assert_int_equal(browser_get(team, form), 200);
    const char *key = strstr(team->body, "name=\"key\" value=\"");
    assert_non_null(key);
    key = arena_copy(test_arena(), key + 18, strcspn(key + 18, "\""));
    const char *answer = arena_print(test_arena(), "key=%s&words=The+county+runs+one+from+May&organisation=", key);
    assert_int_equal(browser_post(team, form, answer), 303);
    assert_int_equal(browser_get(team, "/networks/card-answer/answers"), 200);
    assert_false(browser_sees(team, "A bus on Sundays"));

    // it is read with the card from another browser, on the page of the need, and on paper
    assert_int_equal(open_card(home, code), 303);
    assert_int_equal(browser_follow(home), 200);
    assert_true(browser_sees(home, "Getting about"));
    assert_true(browser_sees(home, "The county runs one from May"));
    assert_int_equal(browser_get(home, "/networks/card-answer/mine/sheet"), 200);
    assert_true(browser_sees(home, "The county runs one from May"));
    assert_int_equal(browser_get(home, "/networks/card-answer/answers/sheet"), 200);
    assert_true(browser_sees(home, "The county runs one from May"));
    assert_int_equal(browser_get(home, "/networks/card-answer/needs"), 200);
    assert_true(browser_sees(home, "voices not published yet")); // the public learns no live number
    assert_int_equal(browser_get(team, "/networks/card-answer/needs"), 200);
    assert_true(browser_sees(team, "1 voice"));
    browser_free(phone);
    browser_free(team);
    browser_free(home);
    assert_int_equal(started_stop(started), 0);
}

TESTS(card_way, a_voice_becomes_a_need_and_its_answer_is_read_with_the_card, a_voice_is_found_again_with_a_card_from_any_browser,
      a_card_of_the_sheet_is_opened_by_a_stranger_and_taken_back_by_the_team)
