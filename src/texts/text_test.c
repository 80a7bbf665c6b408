// text_test.c - the reader gets the best variant and is told when it is not theirs.
#include "texts/text.h"

#include "support.h"
#include "texts/text_store.h"
#include "texts/text_work_store.h"

static struct call call_for(enum language language, bool easy)
{
    static const unsigned char key[SECRET_KEY_SIZE];
    return (struct call){.arena = test_arena(), .actor = {.kind = ACTOR_COMMAND}, .now = TEST_NOW, .random = test_random(),
                         .key = key, .language = language, .easy = easy};
}

static void expect(struct call *call, struct text_id id, const char *words, enum words_notice notice)
{
    struct words found;
    assert_ok(text_find(call, id, &found));
    assert_string_equal(found.text, words);
    assert_int_equal(found.notice, notice);
}

static void the_reader_gets_the_best_variant(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_LV, false);
    struct text_id id;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_OTHER, (struct network_id){1}, LANGUAGE_DE, "Hallo", &id));
    expect(&call, id, "Hallo", WORDS_OTHER_LANGUAGE);
    assert_ok(text_put(&call, id, LANGUAGE_EN, false, TEXT_CHECKED, "Hello", 0));
    expect(&call, id, "Hallo", WORDS_OTHER_LANGUAGE); // the source before English
    assert_ok(text_put(&call, id, LANGUAGE_LV, true, TEXT_CHECKED, "Sveiki viegli", 0));
    expect(&call, id, "Sveiki viegli", WORDS_AS_WANTED);
    assert_ok(text_put(&call, id, LANGUAGE_LV, false, TEXT_CHECKED, "Sveiki", 0));
    expect(&call, id, "Sveiki", WORDS_AS_WANTED);
    call.easy = true;
    expect(&call, id, "Sveiki viegli", WORDS_AS_WANTED);
    call.language = LANGUAGE_EN;
    expect(&call, id, "Hello", WORDS_NOT_EASY);
}

static void rewording_the_source_makes_the_others_out_of_date(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_SV, false);
    struct text_id id;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_OTHER, (struct network_id){1}, LANGUAGE_DE, "Hallo", &id));
    assert_ok(text_put(&call, id, LANGUAGE_SV, false, TEXT_CHECKED, "Hej", 0));
    assert_ok(text_reword(&call, id, "Guten Tag"));
    expect(&call, id, "Hej", WORDS_OUT_OF_DATE);
    assert_ok(text_put(&call, id, LANGUAGE_SV, false, TEXT_CHECKED, "God dag", 1));
    expect(&call, id, "God dag", WORDS_AS_WANTED);
}

static void two_who_edit_the_same_variant_clash(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_DE, false);
    struct text_id id;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_OTHER, (struct network_id){1}, LANGUAGE_DE, "Hallo", &id));
    assert_ok(text_put(&call, id, LANGUAGE_DE, false, TEXT_DRAFT, "Eins", 1));
    assert_err(text_put(&call, id, LANGUAGE_DE, false, TEXT_DRAFT, "Zwei", 1), ERR_CONFLICT);
    assert_err(text_put(&call, id, LANGUAGE_DE, false, TEXT_DRAFT, "Drei", 0), ERR_CONFLICT);
    expect(&call, id, "Eins", WORDS_AS_WANTED);
}

// How many statements it takes to read `own` texts that the reader's language has, and `others` that it has not.
static uint64_t statements_for(struct call *call, size_t own, size_t others)
{
    struct text_wants wants = {0};
    struct words *words = ARENA_ARRAY(call->arena, struct words, own + others);
    for (size_t i = 0; i < own + others; i++) {
        struct text_id id;
        const char *number = arena_print(call->arena, "%zu", i);
        assert_ok(text_add(call, TEXT_OTHER, (struct network_id){1}, i < own ? call->language : LANGUAGE_SV, number, &id));
        text_want(call, &wants, id, &words[i]);
    }
    uint64_t before = db_statements(call->db);
    assert_ok(text_read(call, &wants));
    uint64_t after = db_statements(call->db);
    for (size_t i = 0; i < own + others; i++)
        assert_string_equal(words[i].text, arena_print(call->arena, "%zu", i));
    return after - before;
}

static void the_texts_of_a_page_are_read_with_one_statement_or_two(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_DE, false);
    call.db = test_begin();
    assert_int_equal(statements_for(&call, 60, 0), 1);
    assert_int_equal(statements_for(&call, 30, 30), 2);
    assert_int_equal(statements_for(&call, 0, 1), 2);
    assert_int_equal(statements_for(&call, 70, 61), 3 + 2);
}

static void the_same_text_may_be_wanted_twice(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_DE, false);
    struct text_id id;
    struct text_wants wants = {0};
    struct words first, second;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_OTHER, (struct network_id){1}, LANGUAGE_SV, "Hej", &id));
    text_want(&call, &wants, id, &first);
    text_want(&call, &wants, id, &second);
    assert_ok(text_read(&call, &wants));
    assert_string_equal(first.text, "Hej");
    assert_string_equal(second.text, "Hej");
}

static void a_removed_text_is_gone_with_its_variants(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_DE, false);
    struct text_id id;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_OTHER, (struct network_id){1}, LANGUAGE_DE, "Hallo", &id));
    assert_ok(text_remove(&call, id));
    expect(&call, id, "", WORDS_AS_WANTED);
    assert_err(text_reword(&call, id, "x"), ERR_NOT_FOUND);
}

static const char *words_now(struct call *call, struct text_id id)
{
    struct words words;
    assert_ok(text_find(call, id, &words));
    return words.text;
}

static void words_that_are_taken_back_leave_the_texts_that_quote_them(void **state)
{
    (void)state;
    struct call call = call_for(LANGUAGE_EN, false);
    const struct network_id here = {1}, there = {2};
    static const char words[] = "My neighbour drives too fast";
    struct text_id alone, quoting, other, elsewhere;
    call.db = test_begin();
    assert_ok(text_add(&call, TEXT_NEED, here, LANGUAGE_EN, words, &alone));
    assert_ok(text_add(&call, TEXT_NEED, here, LANGUAGE_EN, "They say: My neighbour drives too fast, My neighbour drives too fast!", &quoting));
    assert_ok(text_add(&call, TEXT_NEED, here, LANGUAGE_EN, "My neighbour drives slowly", &other));
    assert_ok(text_add(&call, TEXT_NEED, there, LANGUAGE_EN, words, &elsewhere));
    assert_ok(text_take_out(&call, here, "My neighbour"));  // too short: anybody's
    assert_ok(text_take_out(&call, here, "My neighbour_drives%too_fast"));
    assert_string_equal(words_now(&call, alone), words);
    // Another language still follows the words, which the text itself has lost meanwhile.
    assert_ok(text_put(&call, other, LANGUAGE_DE, false, TEXT_CHECKED, "Mein Nachbar", 0));
    assert_ok(text_reword(&call, other, "He says: My neighbour drives too fast"));
    assert_ok(text_put(&call, other, LANGUAGE_DE, false, TEXT_CHECKED, "Er sagt etwas", 1));
    assert_ok(text_reword(&call, other, "My neighbour drives slowly"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed WHERE words LIKE '%too fast%'"), 1);
    assert_ok(text_take_out(&call, here, words));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed WHERE words = 'He says: …'"), 1);
    assert_string_equal(words_now(&call, alone), "Somebody took these words back.");
    assert_string_equal(words_now(&call, quoting), "They say: …, …!");
    assert_string_equal(words_now(&call, other), "My neighbour drives slowly");
    assert_string_equal(words_now(&call, elsewhere), words);
}

TEST_QUERIES(text_queries, text_work_queries)
TESTS(text, words_that_are_taken_back_leave_the_texts_that_quote_them, the_reader_gets_the_best_variant,
      rewording_the_source_makes_the_others_out_of_date,
      two_who_edit_the_same_variant_clash, the_texts_of_a_page_are_read_with_one_statement_or_two,
      the_same_text_may_be_wanted_twice, a_removed_text_is_gone_with_its_variants)
