// duty_test.c - what readers see of the texts an installation owes them, and what it takes until they do.
#include "duties/duty.h"

#include "duties/duty_store.h"
#include "duties/duty_web.h"
#include "people/audit.h"
#include "people/login.h"
#include "people/place.h"
#include "support_call.h"

TEST_QUERIES(duty_queries)

static const char *const whole = "We are the parish of Example.\n\nWrite to us.";

static struct filled *saved(struct call *call, const char *words, const char *state, int64_t version, enum err expected)
{
    struct duty_draft draft = {.language = "en", .words = words, .state = state};
    struct filled *filled = filled_empty(call->arena, &duty_form);
    filled->version = version;
    assert_err(duty_save(call, DUTY_IMPRINT, &draft, filled), expected);
    return filled;
}

static struct duty_text read_as(struct call *call, enum language language, bool easy)
{
    struct duty_text text;
    struct call reader = *call;
    reader.language = language;
    reader.easy = easy;
    assert_ok(duty_read(&reader, DUTY_IMPRINT, &text));
    return text;
}

static void translate(struct call *call, enum language language, bool easy, enum text_state state, const char *words)
{
    assert_ok(text_put(call, read_as(call, LANGUAGE_EN, false).id, language, easy, state, words, 0));
}

static void assert_shows(struct call *call, enum language language, bool easy, const char *words, enum words_notice notice)
{
    struct duty_text text = read_as(call, language, easy);
    assert_string_equal(text.words.text, words);
    if (*words != '\0')
        assert_int_equal(text.words.notice, notice);
}

static void names_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < DUTY_COUNT; i++)
        assert_int_equal(duty_of(duty_name((enum duty)i)), i);
    assert_int_equal(duty_of("duty"), DUTY_COUNT);
    assert_int_equal(duty_of(""), DUTY_COUNT);
}

static void nobody_sees_what_is_not_written_or_a_draft(void **state)
{
    (void)state;
    struct call call = test_call();
    assert_int_equal(read_as(&call, LANGUAGE_EN, false).state, DUTY_EMPTY);
    assert_shows(&call, LANGUAGE_EN, false, "", WORDS_AS_WANTED);
    saved(&call, whole, "draft", 0, OK);
    assert_int_equal(read_as(&call, LANGUAGE_EN, false).state, DUTY_DRAFT);
    assert_shows(&call, LANGUAGE_EN, false, "", WORDS_AS_WANTED);
    translate(&call, LANGUAGE_DE, false, TEXT_CHECKED, "Wir sind die Gemeinde."); // of a draft
    assert_shows(&call, LANGUAGE_DE, false, "", WORDS_AS_WANTED);
}

static void what_is_published_is_seen_by_all_in_their_language_once_that_is_checked(void **state)
{
    (void)state;
    struct call call = test_call();
    saved(&call, whole, "published", 0, OK);
    assert_int_equal(read_as(&call, LANGUAGE_EN, false).state, DUTY_PUBLISHED);
    assert_shows(&call, LANGUAGE_EN, false, whole, WORDS_AS_WANTED);
    translate(&call, LANGUAGE_DE, false, TEXT_DRAFT, "Entwurf");
    translate(&call, LANGUAGE_SV, false, TEXT_CHECKED, "Skriv till oss.");
    translate(&call, LANGUAGE_SV, true, TEXT_CHECKED, "Skriv.");
    translate(&call, LANGUAGE_LV, false, TEXT_CHECKED, "Rakstiet [adrese].");
    assert_shows(&call, LANGUAGE_DE, false, whole, WORDS_OTHER_LANGUAGE); // a draft is nobody's
    assert_shows(&call, LANGUAGE_LV, false, whole, WORDS_OTHER_LANGUAGE); // nor is what has a gap
    assert_shows(&call, LANGUAGE_SV, false, "Skriv till oss.", WORDS_AS_WANTED);
    assert_shows(&call, LANGUAGE_SV, true, "Skriv.", WORDS_AS_WANTED);
    assert_shows(&call, LANGUAGE_EN, true, whole, WORDS_NOT_EASY);
}

static void a_new_wording_hides_its_translations_until_they_are_read_again(void **state)
{
    (void)state;
    struct call call = test_call();
    saved(&call, whole, "published", 0, OK);
    translate(&call, LANGUAGE_SV, false, TEXT_CHECKED, "Skriv till oss.");
    translate(&call, LANGUAGE_DE, false, TEXT_DRAFT, "Entwurf");
    saved(&call, "We have moved.", "published", 2, OK);
    assert_shows(&call, LANGUAGE_EN, false, "We have moved.", WORDS_AS_WANTED);
    assert_shows(&call, LANGUAGE_SV, false, "We have moved.", WORDS_OTHER_LANGUAGE);
    assert_shows(&call, LANGUAGE_DE, false, "We have moved.", WORDS_OTHER_LANGUAGE); // out of date, but never checked
    struct duty_text text = read_as(&call, LANGUAGE_SV, false);
    assert_ok(text_put(&call, text.id, LANGUAGE_SV, false, TEXT_CHECKED, "Vi har flyttat.", 1));
    assert_shows(&call, LANGUAGE_SV, false, "Vi har flyttat.", WORDS_AS_WANTED);
}

static void a_suggestion_is_never_published_as_it_is(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_DE, LANGUAGE_SV, LANGUAGE_LV};
    struct call call = test_call();
    for (size_t i = 0; i < DUTY_COUNT * sizeof(languages) / sizeof(languages[0]); i++) {
        enum duty duty = (enum duty)(i % DUTY_COUNT);
        call.language = languages[i / DUTY_COUNT];
        struct duty_draft draft = {.language = language_tag(call.language), .words = duty_suggestion(&call, duty, call.language, false),
                                   .state = "published"};
        struct filled *filled = filled_empty(call.arena, &duty_form);
        assert_err(duty_save(&call, duty, &draft, filled), ERR_INVALID);
        assert_non_null(filled->messages[1]);
    }
    saved(&call, duty_suggestion(&call, DUTY_IMPRINT, LANGUAGE_EN, false), "draft", 0, OK);
    // checked by another way, it still is not shown
    struct duty_text text = read_as(&call, LANGUAGE_EN, false);
    assert_ok(text_put(&call, text.id, LANGUAGE_EN, false, TEXT_CHECKED, "Write to [address].", 2));
    assert_int_equal(read_as(&call, LANGUAGE_EN, false).state, DUTY_HAS_GAPS);
    assert_shows(&call, LANGUAGE_EN, false, "", WORDS_AS_WANTED);
}

static size_t paragraphs_of(const char *words)
{
    size_t n = 1;
    for (const char *at = words; (at = strstr(at, "\n\n")) != NULL; at += 2)
        n++;
    return n;
}

// Paragraph by paragraph the easy one stands beside the normal one, in every language; and it is shown no more than that one.
static void an_easy_suggestion_stands_beside_the_normal_one_and_is_not_published_either(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_DE, LANGUAGE_SV, LANGUAGE_LV};
    struct call call = test_call();
    const char *words = NULL;
    for (size_t i = 0; i < DUTY_COUNT * sizeof(languages) / sizeof(languages[0]); i++) {
        enum duty duty = (enum duty)(i % DUTY_COUNT);
        enum language language = languages[i / DUTY_COUNT];
        const char *easy = duty_suggestion(&call, duty, language, true), *normal = duty_suggestion(&call, duty, language, false);
        assert_int_equal(paragraphs_of(easy), paragraphs_of(normal));
        assert_string_not_equal(easy, normal);
        assert_non_null(strchr(easy, '['));
        if (language != LANGUAGE_EN)
            assert_string_not_equal(easy, duty_suggestion(&call, duty, LANGUAGE_EN, true));
    }
    saved(&call, "We are the parish.", "published", 0, OK);
    struct duty_text text = read_as(&call, LANGUAGE_EN, false);
    assert_ok(duty_suggest(&call, text.id, LANGUAGE_DE, true, &words));
    assert_string_equal(words, duty_suggestion(&call, DUTY_IMPRINT, LANGUAGE_DE, true));
    assert_ok(text_put(&call, text.id, LANGUAGE_DE, true, TEXT_CHECKED, words, 0));
    assert_shows(&call, LANGUAGE_DE, true, "We are the parish.", WORDS_OTHER_LANGUAGE);
    assert_ok(duty_suggest(&call, (struct text_id){1}, LANGUAGE_DE, true, &words)); // a text that is no duty
    assert_null(words);
}

static void only_who_leads_the_programme_or_keeps_it_running_writes(void **state)
{
    (void)state;
    struct call setting = test_call(); // begins the transaction
    struct call coordinator = test_call_by_person(1, ROLE_COORDINATOR, 7), visitor = test_call_by_visitor("V"),
                lead = test_call_by_person(1, ROLE_PROGRAMME_LEAD, 0), operator = test_call_by_person(1, ROLE_OPERATOR, 0);
    saved(&coordinator, whole, "published", 0, ERR_DENIED);
    saved(&visitor, whole, "published", 0, ERR_DENIED);
    saved(&lead, whole, "draft", 0, OK);
    saved(&operator, whole, "published", 2, OK);
    assert_int_equal(test_number(setting.db, "SELECT count(*) FROM audit WHERE network_id = 0 AND act = 12"), 2);
    assert_int_equal(AUDIT_TEXT_CHANGED, 12);
}

static void two_who_write_at_once_lose_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    saved(&call, "First.", "draft", 0, OK);
    saved(&call, "Second.", "draft", 0, ERR_CONFLICT);
    struct duty_text text = read_as(&call, LANGUAGE_EN, false);
    assert_string_equal(text.variants.at[0].words, "First.");
    saved(&call, "Both.", "draft", text.variants.at[0].version, OK);
    assert_string_equal(read_as(&call, LANGUAGE_EN, false).variants.at[0].words, "Both.");
}

TESTS(duty, names_read_back, nobody_sees_what_is_not_written_or_a_draft,
      what_is_published_is_seen_by_all_in_their_language_once_that_is_checked,
      a_new_wording_hides_its_translations_until_they_are_read_again, a_suggestion_is_never_published_as_it_is,
      an_easy_suggestion_stands_beside_the_normal_one_and_is_not_published_either,
      only_who_leads_the_programme_or_keeps_it_running_writes, two_who_write_at_once_lose_nothing)
