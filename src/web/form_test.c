// form_test.c - tests of forms: what is typed, what the draft holds, what is said.
#include "web/form.h"

#include "base/id.h"
#include "base/limits.h"
#include "support.h"
#include "web/decode.h"

struct plan_draft {
    const char *title, *need, *about, *password, *code, *kind, *mood, *day, *start, *token;
    int64_t places, place_id;
    bool open;
    struct strings languages;
    struct upload photo;
};

static const struct choice kinds[] = {{"tea", "Tea"}, {"walk", "Walk"}, {0}};
static const struct field fields[] = {
    {.name = "title", .kind = FIELD_LINE, .label = "Title", .required = true, .least = 3, .most = 20,
     .offset = offsetof(struct plan_draft, title)},
    {.name = "need", .kind = FIELD_SENTENCE, .label = "Need", .offset = offsetof(struct plan_draft, need)},
    {.name = "about", .kind = FIELD_TEXT, .label = "About", .offset = offsetof(struct plan_draft, about)},
    {.name = "password", .kind = FIELD_PASSWORD, .label = "Password", .offset = offsetof(struct plan_draft, password)},
    {.name = "code", .kind = FIELD_CODE, .label = "Code", .offset = offsetof(struct plan_draft, code)},
    {.name = "places", .kind = FIELD_NUMBER, .label = "Places", .least = 1, .most = 5000,
     .offset = offsetof(struct plan_draft, places)},
    {.name = "open", .kind = FIELD_CHECK, .label = "Open", .offset = offsetof(struct plan_draft, open)},
    {.name = "kind", .kind = FIELD_CHOICE, .label = "Kind", .choices = kinds, .offset = offsetof(struct plan_draft, kind)},
    {.name = "mood", .kind = FIELD_PICK, .label = "Mood", .offset = offsetof(struct plan_draft, mood)},
    {.name = "languages", .kind = FIELD_MANY, .label = "Languages", .choices = kinds,
     .offset = offsetof(struct plan_draft, languages)},
    {.name = "day", .kind = FIELD_DATE, .label = "Day", .offset = offsetof(struct plan_draft, day)},
    {.name = "start", .kind = FIELD_TIME, .label = "Start", .offset = offsetof(struct plan_draft, start)},
    {.name = "place_id", .kind = FIELD_ID, .label = "Place", .offset = offsetof(struct plan_draft, place_id)},
    {.name = "token", .kind = FIELD_HIDDEN, .offset = offsetof(struct plan_draft, token)},
    {.name = "photo", .kind = FIELD_FILE, .label = "Photo", .most = 2 << 20, .offset = offsetof(struct plan_draft, photo)},
    {0},
};
static const struct form form = {"plan", fields, sizeof(struct plan_draft)};

static struct request request;
static struct filled *filled;
static struct plan_draft draft;

static void read_body(const char *body)
{
    request = (struct request){.arena = test_arena()};
    assert_ok(pairs_read_urlencoded(test_arena(), body, strlen(body), &request.fields));
    draft = (struct plan_draft){0};
    assert_ok(form_read(&request, &form, &draft, &filled));
}

static size_t index_of(const char *name)
{
    size_t i = 0;
    while (strcmp(fields[i].name, name) != 0)
        i++;
    return i;
}

static const char *message(const char *name)
{
    const char *sentence = filled_message(filled, index_of(name), LANGUAGE_EN);
    return sentence == NULL ? "" : sentence;
}

// Reads "NAME=value" beside a title that is right, and returns what is said at the field.
static const char *said(const char *name, const char *value)
{
    read_body(arena_print(test_arena(), "%s=%s%s", name, value, strcmp(name, "title") == 0 ? "" : "&title=Tea+time"));
    return message(name);
}

static void every_kind_of_field_finds_its_place(void **state)
{
    (void)state;
    char id[ID_TEXT_SIZE];
    id_text(12345, id);
    read_body(arena_print(test_arena(),
        "title=++Tea%%20%%20time%%0A&about=%%0D%%0Aone%%0D%%0Atwo%%0D+&password=+p+%%C3%%A4&code=ka-ze+7&places=1%%C2%%A0000&open=on"
        "&kind=walk&mood=anything&languages=tea&languages=&languages=walk&languages=tea&day=2028-02-29&start=18:30:00&place_id=%s&token=abc"
        "&version=7&unknown=1", id));
    assert_int_equal(filled->bad, 0);
    assert_string_equal(draft.title, "Tea time");
    assert_string_equal(draft.about, "one\ntwo");
    assert_string_equal(draft.password, " p \xC3\xA4");
    assert_string_equal(draft.code, "KAZE7");
    assert_int_equal(draft.places, 1000);
    assert_true(draft.open);
    assert_string_equal(draft.kind, "walk");
    assert_string_equal(draft.mood, "anything");
    assert_int_equal(draft.languages.n, 2);
    assert_string_equal(draft.languages.at[1], "walk");
    assert_string_equal(draft.day, "2028-02-29");
    assert_string_equal(draft.start, "18:30");
    assert_int_equal(draft.place_id, 12345);
    assert_string_equal(draft.token, "abc");
    assert_int_equal(filled->version, 7);
}

static void fields_that_were_not_sent_are_empty_but_never_missing(void **state)
{
    (void)state;
    read_body("title=Tea");
    assert_int_equal(filled->bad, 0);
    assert_string_equal(draft.about, "");
    assert_string_equal(draft.kind, "");
    assert_string_equal(draft.day, "");
    assert_int_equal(draft.places, 0);
    assert_false(draft.open);
    assert_int_equal(draft.languages.n, 0);
    assert_null(draft.photo.bytes);
}

static void a_sentence_typed_over_two_lines_is_one_line(void **state)
{
    (void)state;
    read_body("title=Tea&need=+A+bus%0D%0A+on+Sundays%0D%0A");
    assert_int_equal(filled->bad, 0);
    assert_string_equal(draft.need, "A bus on Sundays");
}

static void what_is_wrong_is_said_at_the_field_and_kept(void **state)
{
    (void)state;
    read_body("title=+%20+&about=hello&places=12x");
    assert_int_equal(filled->bad, 2);
    assert_string_equal(message("title"), "Please write something here.");
    assert_string_equal(message("places"), "Please write a whole number.");
    assert_string_equal(filled->typed[index_of("places")], "12x");
    assert_string_equal(filled->typed[index_of("about")], "hello");
    assert_null(draft.title);
    assert_int_equal(draft.places, 0);
}

static void limits_count_signs_and_say_their_number(void **state)
{
    (void)state;
    assert_string_equal(said("title", "%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4aaaaaaaaaa"), "");
    assert_string_equal(said("title", "aaaaaaaaaaaaaaaaaaaaa"), "This is too long. Characters allowed: 20.");
    assert_string_equal(said("title", "aa"), "This is too short. Characters needed: 3.");
    assert_string_equal(said("places", "5001"), "Please write a number from 1 to 5,000.");
    assert_string_equal(said("places", "99999999999999999999999"), "Please write a number from 1 to 5,000.");
    assert_string_equal(said("places", "-"), "Please write a whole number.");
    assert_string_equal(said("places", "0"), "Please write a number from 1 to 5,000.");
    assert_string_equal(filled_message(filled, index_of("places"), LANGUAGE_DE) != NULL ? "said" : "", "said");
}

static void letters_typed_in_parts_are_one_sign(void **state)
{
    (void)state;
    read_body("title=a%CC%88pfel");
    assert_string_equal(draft.title, "\xC3\xA4pfel");
}

static void a_text_with_signs_nobody_can_see_or_read_is_refused(void **state)
{
    (void)state;
    static const char wrong[] = "Some characters here could not be used. Please check the text and send it again.";
    assert_string_equal(said("title", "Tea%FFtime"), wrong);
    assert_string_equal(filled->typed[index_of("title")], "Tea" DECODE_UNREADABLE "time");
    assert_string_equal(said("title", "Tea%00time"), wrong);
    assert_string_equal(said("about", "Tea%07time"), wrong);
    assert_string_equal(filled->typed[index_of("about")], "Teatime"); // sent again, it is right
    assert_string_equal(said("title", "Tea%E2%80%AEtime"), wrong);
    assert_string_equal(said("title", "%E2%80%8B%C2%A0%EF%BB%BF"), "Please write something here.");
}

static void choices_are_those_that_were_offered(void **state)
{
    (void)state;
    assert_string_equal(said("kind", "coffee"), "Please choose one of these.");
    assert_string_equal(said("languages", "coffee"), "Please choose from these.");
    assert_string_equal(filled->many[index_of("languages")].at[0], "coffee");
    assert_string_equal(said("place_id", "12"), "Please choose one of these.");
    assert_string_equal(said("code", "A_1"), "A code has only letters and digits.");
}

static void dates_and_times_are_real_ones(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "24.11.2026", "2026-11-31x"};
    static const char *const times[] = {"24:00", "18:60", "18.30", "9:30", "18:30:61"};
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
        assert_string_equal(said("day", days[i]), "Please write the date as year, month and day, like 2026-11-24.");
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
        assert_string_equal(said("start", times[i]), "Please write the time as hours and minutes, like 18:30.");
    assert_string_equal(said("day", "2000-02-29"), "");
    assert_string_equal(said("day", "1900-02-29"), "Please write the date as year, month and day, like 2026-11-24.");
}

static void a_password_is_never_given_back(void **state)
{
    (void)state;
    read_body("password=secret");
    assert_string_equal(filled->typed[index_of("password")], "");
    assert_string_equal(draft.password, "secret");
}

static void a_file_is_taken_up_to_its_limit(void **state)
{
    (void)state;
    struct upload sent = {"photo", "a.jpg", "x", 1};
    read_body("title=Tea");
    request.uploads = &sent;
    request.upload_count = 1;
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_string_equal(draft.photo.file_name, "a.jpg");
    sent.n = (2 << 20) + 1;
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_string_equal(message("photo"), "This file is too large. Megabytes allowed: 2.");
}

static void what_is_too_long_is_kept_and_the_field_says_so(void **state)
{
    (void)state;
    char *text = arena_alloc(test_arena(), 60001);
    memset(text, 'a', 60000);
    read_body(arena_print(test_arena(), "title=Tea&about=%s", text));
    assert_string_equal(message("about"), "This is too long. Characters allowed: 10,000.");
    assert_int_equal(strlen(filled->typed[index_of("about")]), 60000);
    read_body("title=Tea&about=short");
    request.fields_error = ERR_LIMIT; // all of it came: no field is too long by itself
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_int_equal(filled->bad, 1);
    assert_string_equal(filled_top_message(filled, LANGUAGE_EN), "This is more than can be taken at once. Please send less.");
    request.is_cut = true; // in its last field
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_int_equal(filled->bad, 1);
    assert_string_equal(message("about"), "This is more than can be taken at once. Please send less.");
    read_body("unknown=x");
    request.fields_error = ERR_LIMIT;
    request.fields.n = 0;
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_true(filled->bad > 0);
}

static void a_body_that_cannot_be_read_is_said_at_the_top(void **state)
{
    (void)state;
    read_body("title=Tea");
    request.fields_error = ERR_INVALID;
    assert_ok(form_read(&request, &form, &draft, &filled));
    assert_int_equal(filled->bad, 1);
    assert_non_null(filled_top_message(filled, LANGUAGE_EN));
}

static void a_rule_says_its_message_at_a_field_or_at_the_top(void **state)
{
    (void)state;
    read_body("title=Tea");
    filled_bad(filled, "title", "There is one like it.");
    filled_bad(filled, "title", "Never seen.");
    filled_bad(filled, "nothing", "It is closed.");
    assert_int_equal(filled->bad, 2);
    assert_string_equal(message("title"), "There is one like it.");
    assert_string_equal(filled_top_message(filled, LANGUAGE_EN), "It is closed.");
}

static void a_stored_draft_is_shown_as_it_would_be_typed(void **state)
{
    (void)state;
    static const char *const texts[] = {"tea", "walk"};
    static const char *languages[2];
    languages[0] = texts[0], languages[1] = texts[1];
    char id[ID_TEXT_SIZE];
    id_text(99, id);
    struct plan_draft stored = {.title = "Tea", .password = "secret", .places = 12, .open = true, .place_id = 99,
                                .languages = {languages, 2, 2}};
    filled = filled_from(test_arena(), &form, &stored);
    assert_string_equal(filled->typed[index_of("title")], "Tea");
    assert_string_equal(filled->typed[index_of("about")], "");
    assert_string_equal(filled->typed[index_of("password")], "");
    assert_string_equal(filled->typed[index_of("places")], "12");
    assert_string_equal(filled->typed[index_of("open")], "1");
    assert_string_equal(filled->typed[index_of("place_id")], id);
    assert_int_equal(filled->many[index_of("languages")].n, 2);
    stored.places = 0; // could not have been typed
    assert_string_equal(filled_from(test_arena(), &form, &stored)->typed[index_of("places")], "");
}

TESTS(form, every_kind_of_field_finds_its_place, fields_that_were_not_sent_are_empty_but_never_missing,
      a_sentence_typed_over_two_lines_is_one_line,
      what_is_wrong_is_said_at_the_field_and_kept, limits_count_signs_and_say_their_number, letters_typed_in_parts_are_one_sign,
      a_text_with_signs_nobody_can_see_or_read_is_refused, choices_are_those_that_were_offered, dates_and_times_are_real_ones,
      a_password_is_never_given_back, a_file_is_taken_up_to_its_limit,
      what_is_too_long_is_kept_and_the_field_says_so, a_body_that_cannot_be_read_is_said_at_the_top,
      a_rule_says_its_message_at_a_field_or_at_the_top, a_stored_draft_is_shown_as_it_would_be_typed)
