// bad_input_test.c - what people and machines should not send: a clear page in their language, nothing lost, nothing twice.
#include "base/time.h"
#include "scene.h"
#include "workshops/workshop_web.h"

static const char *latvian = "Accept-Language: lv\r\n";

static int64_t stored(const struct scene *scene)
{
    return test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM contribution WHERE activity_id = %lld",
                                              (long long)scene->activity_id));
}

static const char *phone_path(const struct scene *scene)
{
    return arena_print(test_arena(), "/w/%s", scene->code);
}

static struct browser *latvian_phone(const struct started *started, const struct scene *scene)
{
    struct browser *phone = scene_phone(started->port, scene->code);
    assert_non_null(phone);
    phone->headers = latvian;
    return phone;
}

static void fields_that_no_form_has_do_not_exist(void **state)
{
    (void)state;
    struct scene scene = scene_make("unknown", "ideas", "{}", 0); // ideas wait for the team
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene);
    assert_int_equal(browser_post(phone, phone_path(&scene),
                                  "words=A+bench&state=shown&approved=1&participant=2222222222222&theme=1&id=3"), 303);
    assert_int_equal(stored(&scene), 1);
    assert_int_equal(browser_get(phone, phone_path(&scene)), 200);
    assert_false(browser_sees(phone, "A bench")); // it still waits
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void text_that_is_none_goes_back_with_a_sentence(void **state)
{
    (void)state;
    struct scene scene = scene_make("signs", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene);
    static const char *const bad[] = {"words=%FF%FE", "words=%C3", "words=%ED%A0%80", "words=%C0%AF", "words=A%00b", "words=A%07b",
                                      "words=A%1B%5B31mb", "words=", "words=+++"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int status = browser_post(phone, phone_path(&scene), bad[i]);
        if (status != 422 || !browser_sees(phone, "lang=\"lv\"") || !browser_sees(phone, "aria-invalid=\"true\""))
            fail_msg("%s: %d %s", bad[i], status, phone->body);
        for (const unsigned char *at = (const unsigned char *)phone->body; *at != '\0'; at++)
            assert_true(*at >= 0x20 || *at == '\n' || *at == '\t');
    }
    assert_int_equal(stored(&scene), 0);
    assert_int_equal(browser_post(phone, phone_path(&scene), "words=S%C4%93di+te"), 303);
    assert_int_equal(stored(&scene), 1);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void ten_megabytes_of_text_go_back_whole(void **state)
{
    (void)state;
    struct scene scene = scene_make("much", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene);
    const char *some = arena_print(test_arena(), "%0201d", 0);
    assert_int_equal(browser_post(phone, phone_path(&scene), arena_print(test_arena(), "words=%s", some)), 422);
    assert_true(browser_sees(phone, some));
    assert_true(browser_sees(phone, "200"));
    size_t n = 10 * 1024 * 1024;
    char *much = arena_alloc(test_arena(), n + 7);
    memcpy(much, "words=", 6);
    memset(much + 6, 'z', n);
    assert_int_equal(browser_post(phone, phone_path(&scene), much), 422);
    assert_true(browser_sees(phone, much + 6));
    assert_true(browser_sees(phone, "lang=\"lv\""));
    assert_int_equal(stored(&scene), 0);
    assert_int_equal(browser_get(phone, phone_path(&scene)), 200);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void a_wrong_token_gives_back_what_was_typed_to_send_again(void **state)
{
    (void)state;
    struct scene scene = scene_make("token", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene), *other = latvian_phone(started, &scene);
    char own[128];
    snprintf(own, sizeof(own), "%s", phone->token);
    const char *const tokens[] = {"", "x", other->token}; // none, rubbish, somebody else's
    for (size_t i = 0; i < 3; i++) {
        const char *fields = arena_print(test_arena(), "%s%s&words=Zem+ziedo%%C5%%A1as+liepas+%zu", i == 0 ? "a=" : "token=", tokens[i], i);
        assert_int_equal(browser_post_bare(phone, phone_path(&scene), fields), 403);
        assert_true(browser_sees(phone, "lang=\"lv\""));
        assert_true(browser_sees(phone, arena_print(test_arena(), "Zem ziedošas liepas %zu", i)));
        assert_int_equal(stored(&scene), (int64_t)i);
        const char *words = browser_field(phone, phone_path(&scene), "words");
        if (words == NULL) // a text stands between the tags
            words = arena_print(phone->arena, "Zem ziedošas liepas %zu", i);
        assert_int_equal(browser_post(phone, phone_path(&scene), arena_print(test_arena(), "words=%s", in_form(test_arena(), words))), 303);
        assert_int_equal(stored(&scene), (int64_t)i + 1);
    }
    // the token of an older page of one's own is as good as the newest
    assert_int_equal(browser_post_bare(phone, phone_path(&scene), arena_print(test_arena(), "token=%s&words=Again", own)), 303);
    browser_free(phone);
    browser_free(other);
    assert_int_equal(started_stop(started), 0);
}

static void a_sheet_typed_in_with_an_old_page_is_not_lost(void **state)
{
    (void)state;
    struct scene scene = scene_make("sheet", "opinions", "{}", 2);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login);
    const char *path = arena_print(test_arena(), "/console/%s/sheet?activity=%s", scene.workshop, scene.activity);
    const char *action = arena_print(test_arena(), "/console/%s/sheet", scene.workshop);
    assert_int_equal(browser_get(team, path), 200);
    const char *fields = arena_print(test_arena(), "token=old&activity=%s&m%s=1&m%s=-1", scene.activity, scene.lines[0], scene.lines[1]);
    assert_int_equal(browser_post_bare(team, action, fields), 403);
    assert_string_equal(browser_field(team, action, arena_print(test_arena(), "m%s", scene.lines[0])), "1");
    assert_string_equal(browser_field(team, action, arena_print(test_arena(), "m%s", scene.lines[1])), "-1");
    assert_null(browser_field(team, action, "old"));
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

static void what_belongs_to_another_network_cannot_be_reached(void **state)
{
    (void)state;
    struct scene own = scene_make("own", "dots", "{\"dots\":3}", 2), other = scene_make("others", "dots", "{\"dots\":3}", 2);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, own.login), *phone = latvian_phone(started, &own);
    const char *const pages[] = {
        arena_print(test_arena(), "/console/%s", other.workshop), arena_print(test_arena(), "/workshops/%s/edit", other.workshop),
        arena_print(test_arena(), "/workshops/%s/agenda", other.workshop), arena_print(test_arena(), "/networks/%s/edit", other.slug),
        arena_print(test_arena(), "/networks/%s/people", other.slug), arena_print(test_arena(), "/networks/%s/audit", other.slug),
        arena_print(test_arena(), "/workshops/%s/activities/%s", other.workshop, other.activity),
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (browser_get(team, pages[i]) != 403)
            fail_msg("%s: %d", pages[i], team->status);
    // a step of another workshop under the address of one's own
    assert_int_equal(browser_get(team, arena_print(test_arena(), "/workshops/%s/activities/%s", own.workshop, other.activity)), 404);
    assert_int_equal(browser_get(team, arena_print(test_arena(), "/console/%s", own.workshop)), 200);
    assert_int_equal(browser_post(team, arena_print(test_arena(), "/console/%s", other.workshop), "close=1"), 403);
    assert_int_equal(browser_post(team, arena_print(test_arena(), "/console/%s", own.workshop),
                                  arena_print(test_arena(), "close_activity=%s", other.activity)), 404);
    assert_int_equal(browser_post(phone, phone_path(&own), arena_print(test_arena(), "more=%s", other.lines[0])), 404);
    assert_true(browser_sees(phone, "lang=\"lv\""));
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM mark"), 0);
    assert_int_equal(test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM activity WHERE id = %lld AND state = 'running'",
                                                        (long long)other.activity_id)), 1);
    browser_free(team);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void words_for_a_step_that_was_closed_meanwhile_are_given_back(void **state)
{
    (void)state;
    struct scene scene = scene_make("late", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene), *team = scene_team(started->port, scene.login);
    const char *console = arena_print(test_arena(), "/console/%s", scene.workshop);
    assert_int_equal(browser_get(team, console), 200);
    assert_int_equal(browser_post(team, console, arena_print(test_arena(), "close_activity=%s", scene.activity)), 303);
    assert_int_equal(browser_post(phone, phone_path(&scene), "words=Par+v%C4%93lu"), 409);
    assert_true(browser_sees(phone, "lang=\"lv\""));
    assert_true(browser_sees(phone, "Par vēlu"));
    assert_int_equal(browser_get(team, console), 200);
    assert_int_equal(browser_post(team, console, "close=1"), 303);
    assert_int_equal(browser_post(phone, phone_path(&scene), "words=Par+v%C4%93lu"), 409); // and for the whole meeting
    assert_true(browser_sees(phone, "Par vēlu"));
    assert_int_equal(stored(&scene), 0);
    assert_int_equal(browser_get(phone, phone_path(&scene)), 200);
    browser_free(phone);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

static void the_room_moves_on_while_somebody_writes_or_looks(void **state)
{
    (void)state;
    struct scene scene = scene_make("moves-on", "ideas", "{\"at_once\":true}", 0);
    struct call call = test_call();
    struct workshop_id workshop = {scene.workshop_id};
    struct activity dots = fixture_step(&call, workshop, "dots", "{\"dots\":3}"), next = fixture_step(&call, workshop, "ideas", "{}");
    const char *line = id_in_words(test_arena(), fixture_line(&call, &dots, "A line").v);
    const char *dots_id = id_in_words(test_arena(), dots.id.v), *next_id = id_in_words(test_arena(), next.id.v);
    assert_ok(db_commit(call.db));
    struct started *started = started_serve(NULL);
    struct browser *phone = latvian_phone(started, &scene), *team = scene_team(started->port, scene.login);
    const char *console = arena_print(test_arena(), "/console/%s", scene.workshop);
    const char *words = arena_print(test_arena(), "at=%s&words=Par+v%%C4%%93lu", browser_field(phone, phone_path(&scene), "at"));
    assert_int_equal(browser_get(team, console), 200);
    assert_int_equal(browser_post(team, console, arena_print(test_arena(), "open_activity=%s", dots_id)), 303);
    assert_int_equal(browser_get(phone, phone_path(&scene)), 200);
    const char *more = arena_print(test_arena(), "more=%s", line);
    assert_int_equal(browser_post(team, console, arena_print(test_arena(), "open_activity=%s", next_id)), 303);
    assert_int_equal(browser_post(phone, phone_path(&scene), words), 409); // not an idea of the step that runs now
    assert_true(browser_sees(phone, "Par vēlu"));
    assert_int_equal(browser_post(phone, phone_path(&scene), more), 303); // back to what the room does now
    assert_int_equal(test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM mark WHERE activity_id = %lld",
                                                        (long long)dots.id.v)), 0);
    assert_int_equal(test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM contribution WHERE activity_id = %lld",
                                                        (long long)next.id.v)), 0);
    browser_free(phone);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

static void a_wrong_code_says_so(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *phone = browser_new(started->port);
    phone->headers = latvian;
    assert_int_equal(browser_get(phone, "/j/22222"), 404);
    assert_true(browser_sees(phone, "22222"));
    assert_true(browser_sees(phone, "lang=\"lv\""));
    assert_int_equal(browser_get(phone, "/login"), 200); // for a token
    assert_int_equal(browser_post(phone, "/j/22222", ""), 404);
    assert_int_equal(browser_get(phone, "/w/22222"), 303);
    assert_string_equal(phone->location, "/j/22222");
    assert_int_equal(browser_get(phone, "/j/%3Cscript%3E"), 404);
    assert_false(browser_sees(phone, "<script>"));
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

// --- the same form twice ---

static int64_t workshops_of(const struct scene *scene)
{
    return test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM workshop WHERE network_id = %lld",
                                              (long long)scene->network_id));
}

// Opens the form for a new workshop; the fields it sends, with the form's key.
static const char *planned(struct browser *team, const char *path)
{
    assert_int_equal(browser_get(team, path), 200);
    return arena_print(test_arena(), "key=%s&title=Once&place=Hall&date=2027-01-15&begins=18%%3A00&ends=20%%3A00&language=en",
                       browser_field(team, path, "key"));
}

static void a_form_sent_twice_is_stored_once(void **state)
{
    (void)state;
    struct scene scene = scene_make("twice", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login);
    const char *path = arena_print(test_arena(), "/networks/%s/workshops/new", scene.slug), *fields = planned(team, path);
    assert_int_equal(browser_post(team, path, fields), 303);
    const char *first = arena_dup(test_arena(), team->location);
    assert_int_equal(browser_post(team, path, fields), 303); // the same page sent again
    assert_string_equal(team->location, first);
    assert_int_equal(workshops_of(&scene), 2);
    assert_int_equal(browser_post(team, path, planned(team, path)), 303); // a new page is a new wish
    assert_string_not_equal(team->location, first);
    assert_int_equal(workshops_of(&scene), 3);
    // what was refused was not sent: the same page counts when it is right
    fields = planned(team, path);
    const char *key = arena_copy(test_arena(), fields, strcspn(fields, "&"));
    assert_int_equal(browser_post(team, path, arena_print(test_arena(), "%s&title=", key)), 422);
    assert_int_equal(browser_post(team, path, fields), 303);
    assert_int_equal(workshops_of(&scene), 4);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

struct click {
    pthread_t thread;
    struct browser *browser;
    pthread_barrier_t *start;
    const char *path, *fields;
    int status;
};

static void *click(void *context)
{
    struct click *one = context;
    pthread_barrier_wait(one->start);
    one->status = browser_post(one->browser, one->path, one->fields);
    return NULL;
}

static void a_double_click_is_stored_once_and_leads_to_one_place(void **state)
{
    (void)state;
    enum { CLICKS = 4 };
    struct scene scene = scene_make("click", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login);
    const char *path = arena_print(test_arena(), "/networks/%s/workshops/new", scene.slug), *fields = planned(team, path);
    struct click clicks[CLICKS];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, CLICKS);
    for (int i = 0; i < CLICKS; i++) {
        clicks[i] = (struct click){.browser = scene_team(started->port, scene.login), .start = &start, .path = path, .fields = fields};
        browser_cookie(clicks[i].browser, "v", browser_cookie_value(team, "v"));
        snprintf(clicks[i].browser->token, sizeof(team->token), "%s", team->token);
    }
    for (int i = 0; i < CLICKS; i++)
        assert_int_equal(pthread_create(&clicks[i].thread, NULL, click, &clicks[i]), 0);
    for (int i = 0; i < CLICKS; i++)
        pthread_join(clicks[i].thread, NULL);
    for (int i = 0; i < CLICKS; i++) {
        assert_int_equal(clicks[i].status, 303);
        assert_string_equal(clicks[i].browser->location, clicks[0].browser->location);
    }
    for (int i = 0; i < CLICKS; i++)
        browser_free(clicks[i].browser);
    pthread_barrier_destroy(&start);
    assert_int_equal(workshops_of(&scene), 2);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

static void of_two_who_change_the_same_both_texts_are_shown(void **state)
{
    (void)state;
    struct scene scene = scene_make("clash", "ideas", "{}", 0);
    const char *other_login = scene_login("second-clash", ROLE_COORDINATOR, scene.network_id);
    struct started *started = started_serve(NULL);
    struct browser *first = scene_team(started->port, scene.login), *second = scene_team(started->port, other_login);
    second->headers = latvian;
    const char *path = arena_print(test_arena(), "/networks/%s/edit", scene.slug);
    static const char form[] = "key=%s&version=%s&title=%s&group=Parents&place=Here&description=Words&country=LV&languages=en";
    assert_int_equal(browser_get(first, path), 200);
    assert_int_equal(browser_get(second, path), 200);
    assert_int_equal(browser_post(first, path, arena_print(test_arena(), form, browser_field(first, path, "key"),
                                                           browser_field(first, path, "version"), "The+first+title")), 303);
    assert_int_equal(browser_post(second, path, arena_print(test_arena(), form, browser_field(second, path, "key"),
                                                            browser_field(second, path, "version"), "The+second+title")), 409);
    assert_true(browser_sees(second, "lang=\"lv\""));
    assert_true(browser_sees(second, "The first title"));
    assert_true(browser_sees(second, "The second title"));
    assert_int_equal(browser_get(first, arena_print(test_arena(), "/networks/%s", scene.slug)), 200);
    assert_true(browser_sees(first, "The first title"));
    assert_false(browser_sees(first, "The second title"));
    // who has seen both may save
    assert_int_equal(browser_get(second, path), 200);
    assert_int_equal(browser_post(second, path, arena_print(test_arena(), form, browser_field(second, path, "key"),
                                                            browser_field(second, path, "version"), "Both+titles")), 303);
    browser_free(first);
    browser_free(second);
    assert_int_equal(started_stop(started), 0);
}

TESTS(bad_input, fields_that_no_form_has_do_not_exist, text_that_is_none_goes_back_with_a_sentence,
      ten_megabytes_of_text_go_back_whole, a_wrong_token_gives_back_what_was_typed_to_send_again,
      a_sheet_typed_in_with_an_old_page_is_not_lost, what_belongs_to_another_network_cannot_be_reached,
      words_for_a_step_that_was_closed_meanwhile_are_given_back,
      the_room_moves_on_while_somebody_writes_or_looks, a_wrong_code_says_so, a_form_sent_twice_is_stored_once,
      a_double_click_is_stored_once_and_leads_to_one_place, of_two_who_change_the_same_both_texts_are_shown)
