// demo_test.c - the demonstration programme as it is shipped, stored whole; and files that are wrong.
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "demo/demo.h"
#include "demo/demo_workshop.h"
#include "duties/duty.h"
#include "support_call.h"

static const char *const shipped = TEST_SUPPORT "/../../content/demo";

// Reads and stores everything in the call's transaction.
static enum err fill(struct call *call, struct content *content, struct demo *ret_demo)
{
    *ret_demo = (struct demo){.call = call, .content = content, .now = call->now};
    TRY(demo_read_people(ret_demo));
    for (size_t i = 0; i < ret_demo->people.n; i++)
        ret_demo->people.at[i].hash = "not computed in this test";
    return demo_add(ret_demo);
}

static void the_shipped_files_fill_an_empty_programme(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    enum err error = fill(&call, &content, &demo);
    if (error != OK)
        print_error("%s\n", content.why == NULL ? err_sentence(error) : content.why);
    assert_ok(error);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM network"), 16);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM region"), 2);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM person"), (int64_t)demo.people.n);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM workshop"), 3);
    assert_int_equal(test_number(call.db, "SELECT count(DISTINCT state) FROM workshop"), 3);
    // Every contribution and mark of it happened before now.
    const char *late = arena_print(call.arena, "SELECT count(*) FROM contribution WHERE said_at > %lld", (long long)TEST_NOW);
    assert_int_equal(test_number(call.db, late), 0);
    assert_true(test_number(call.db, "SELECT count(*) FROM mark") > 200);
    assert_err(demo_add(&demo), ERR_CONFLICT);
}

static void texts_are_there_in_four_languages_and_in_easy_language(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    struct network network;
    assert_ok(fill(&call, &content, &demo));
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_DE, LANGUAGE_SV, LANGUAGE_LV};
    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
        call.language = languages[i];
        assert_ok(network_find(&call, "dithmarschen", &network));
        assert_int_equal(network.title.language, languages[i]);
        assert_int_equal(network.description.notice, WORDS_AS_WANTED);
    }
    call.easy = true;
    assert_ok(network_find(&call, "dithmarschen", &network));
    assert_true(network.description.easy);
}

static void what_readers_are_owed_is_there_in_four_languages_and_in_easy_language(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    assert_ok(fill(&call, &content, &demo));
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_DE, LANGUAGE_SV, LANGUAGE_LV};
    for (size_t i = 0; i < 2 * DUTY_COUNT * sizeof(languages) / sizeof(languages[0]); i++) {
        struct duty_text text;
        call.language = languages[i / DUTY_COUNT / 2];
        call.easy = i / DUTY_COUNT % 2 == 1;
        assert_ok(duty_read(&call, (enum duty)(i % DUTY_COUNT), &text));
        assert_int_equal(text.state, DUTY_PUBLISHED);
        assert_int_equal(text.words.language, call.language);
        assert_int_equal(text.words.notice, WORDS_AS_WANTED);
        assert_int_equal(text.words.easy, call.easy);
    }
}

static void an_organisation_in_two_networks_of_a_country_is_one(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    assert_ok(fill(&call, &content, &demo));
    int64_t members = test_number(call.db, "SELECT count(*) FROM membership");
    assert_true(test_number(call.db, "SELECT count(*) FROM organisation") < members);
    assert_true(test_number(call.db, "SELECT count(*) FROM membership WHERE coordinates = 1") >= 16);
}

static int64_t marks_drawn(struct call *call, int64_t *ret_sum)
{
    CONTENT content = content_open(call->arena, shipped);
    struct demo demo = {.call = call, .content = &content, .now = call->now};
    struct demo_workshop workshop;
    struct node list;
    int64_t n = 0;
    assert_ok(content_file(&content, "workshops.json", &list));
    assert_ok(demo_add_regions(&demo));
    assert_ok(demo_add_networks(&demo));
    assert_ok(demo_read_workshop(&demo, content_item(&content, list, 2), &workshop));
    demo_draw(&workshop);
    *ret_sum = 0;
    for (size_t s = 0; s < workshop.steps.n; s++)
        for (size_t i = 0; i < workshop.people * workshop.steps.at[s].lines.n; i++)
            if (workshop.steps.at[s].marks[i] != NO_MARK) {
                n++;
                *ret_sum = *ret_sum * 31 % 1000003 + workshop.steps.at[s].marks[i] + (int64_t)i;
            }
    return n;
}

static void every_demonstration_draws_the_same_marks(void **state)
{
    (void)state;
    struct call call = test_call();
    int64_t first_sum, second_sum;
    int64_t first = marks_drawn(&call, &first_sum);
    db_rollback(call.db);
    call = test_call();
    call.random = &(struct rand){0};
    int64_t second = marks_drawn(&call, &second_sum);
    assert_true(first > 100);
    assert_int_equal(first, second);
    assert_int_equal(first_sum, second_sum);
}

static void nobody_gives_more_dots_than_they_have(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    assert_ok(fill(&call, &content, &demo));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM (SELECT sum(m.value) AS dots FROM mark AS m JOIN activity AS a "
                                          "ON a.id = m.activity_id WHERE a.kind = 'dots' GROUP BY m.activity_id, "
                                          "m.participant_id) AS given WHERE dots > 3"),
                     0);
}

// --- wrong files ---

static const char *write_file(struct arena *arena, const char *name, const char *text)
{
    const char *folder = arena_print(arena, "%s/wrong", test_folder());
    assert_true(mkdir(folder, 0700) == 0 || errno == EEXIST);
    FILE *file = fopen(arena_print(arena, "%s/%s", folder, name), "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return folder;
}

static void expect_wrong(const char *text, const char *part)
{
    struct call call = test_call();
    const char *folder = write_file(call.arena, "regions.json", text);
    CONTENT content = content_open(call.arena, folder);
    struct demo demo = {.call = &call, .content = &content, .now = call.now};
    assert_err(demo_add_regions(&demo), ERR_INVALID);
    if (strstr(content.why, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", content.why, part);
    assert_non_null(strstr(content.why, "regions.json"));
}

static void a_wrong_file_is_answered_with_its_name_and_the_place_in_it(void **state)
{
    (void)state;
    expect_wrong("[{\"slug\": \"ost\", ", "line 1");
    expect_wrong("{}", "must be a list");
    expect_wrong("[{\"slug\": \"ost\", \"name\": \"Ost\", \"colour\": 1}]", "[0].colour is not known here");
    expect_wrong("[{\"slug\": \"ost\", \"name\": \"Ost\", \"\": 1}]", "is not known here"); // an empty name once took for ever
    expect_wrong("[{\"slug\": \"ost\"}]", "[0].name is missing");
    expect_wrong("[{\"slug\": 7, \"name\": \"Ost\"}]", "[0].slug must be words");
    expect_wrong("[{\"slug\": \"Ost!\", \"name\": \"Ost\"}]", "[0] cannot be taken: slug: Please use");
    expect_wrong("[{\"slug\": \"ost\", \"name\": {\"de\": \"Osten\"}}]", "[0].name has no English words");
    expect_wrong("[{\"slug\": \"ost\", \"name\": {\"en\": \"East\", \"xx\": \"?\"}}]", "[0].name.xx is no language");
    expect_wrong("[{\"slug\": \"ost\", \"name\": {\"en\": \"East\", \"en\": \"Again\"}}]", "line 1");
    expect_wrong("[{\"slug\": \"ost\", \"name\": {\"en\": \"\"}}]", "[0].name.en is empty");
}

static void a_missing_file_is_named(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, "/nowhere");
    struct demo demo = {.call = &call, .content = &content, .now = call.now};
    assert_err(demo_read_people(&demo), ERR_NOT_FOUND);
    assert_non_null(strstr(content.why, "/nowhere/people.json cannot be opened"));
}

static void what_to_try_is_written_down_for_the_demonstration_only(void **state)
{
    (void)state;
    struct call call = test_call();
    CONTENT content = content_open(call.arena, shipped);
    struct demo demo;
    assert_ok(fill(&call, &content, &demo));
    char text[8000] = "";
    FILE *out = fmemopen(text, sizeof(text), "w");
    assert_ok(demo_show(&demo, "http://demo.example", out));
    fclose(out);
    assert_non_null(strstr(text, "http://demo.example/networks\n"));
    assert_non_null(strstr(text, "http://demo.example/j/"));
    assert_non_null(strstr(text, "coordinator-dithmarschen"));
    for (size_t i = 0; i < demo.people.n; i++)
        demo.people.at[i].hash = "another password";
    out = fmemopen(text, sizeof(text), "w");
    assert_ok(demo_show(&demo, "http://demo.example", out));
    fclose(out);
    assert_string_equal(text, "This data file does not hold the demonstration programme.\n");
}

TESTS(demo, the_shipped_files_fill_an_empty_programme, texts_are_there_in_four_languages_and_in_easy_language,
      what_readers_are_owed_is_there_in_four_languages_and_in_easy_language,
      an_organisation_in_two_networks_of_a_country_is_one, every_demonstration_draws_the_same_marks,
      nobody_gives_more_dots_than_they_have, a_wrong_file_is_answered_with_its_name_and_the_place_in_it,
      a_missing_file_is_named, what_to_try_is_written_down_for_the_demonstration_only)
