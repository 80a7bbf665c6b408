// variant_test.c - editing one language of a text: rights, clashes, and sources that move on meanwhile.
#include "texts/variant.h"

#include "people/audit.h"
#include "people/people_test.h"
#include "texts/note.h"

static struct text_id new_text(struct call *call, int64_t network)
{
    test_places();
    struct text_id id;
    assert_ok(text_add(call, TEXT_OTHER, (struct network_id){network}, LANGUAGE_DE, "Hallo", &id));
    return id;
}

static struct variant swedish(const char *words, int64_t version, int64_t source_version)
{
    return (struct variant){.language = LANGUAGE_SV, .state = TEXT_CHECKED, .words = words, .version = version,
                            .source_version = source_version};
}

static void names_of_variants_read_back(void **state)
{
    (void)state;
    enum language language;
    bool easy;
    assert_ok(variant_parse("de-easy", &language, &easy));
    assert_int_equal(language, LANGUAGE_DE);
    assert_true(easy);
    assert_ok(variant_parse("lv", &language, &easy));
    assert_int_equal(language, LANGUAGE_LV);
    assert_false(easy);
    assert_string_equal(variant_name(test_arena(), LANGUAGE_DE, true), "de-easy");
    assert_err(variant_parse("xx", &language, &easy), ERR_NOT_FOUND);
    assert_err(variant_parse("de-hard", &language, &easy), ERR_NOT_FOUND);
    assert_err(variant_parse("", &language, &easy), ERR_NOT_FOUND);
}

static void only_who_may_edit_texts_there_saves_a_variant(void **state)
{
    (void)state;
    struct call command = test_call();
    struct text_id id = new_text(&command, 7), programme = new_text(&command, 0);
    struct variant variant = swedish("Hej", 0, 1);
    struct call other = test_call_by_person(1, ROLE_COORDINATOR, 8), reader = test_call_by_person(1, ROLE_READER, 7),
                facilitator = test_call_by_person(1, ROLE_FACILITATOR, 7);
    assert_err(variant_save(&other, id, &variant), ERR_DENIED);
    assert_err(variant_save(&reader, id, &variant), ERR_DENIED);
    assert_ok(variant_save(&facilitator, id, &variant));
    assert_err(variant_save(&facilitator, programme, &variant), ERR_DENIED);
    struct call lead = test_call_by_person(1, ROLE_PROGRAMME_LEAD, 0);
    assert_ok(variant_save(&lead, programme, &variant));
}

static void saving_is_noted_in_the_audit_list_of_the_network(void **state)
{
    (void)state;
    struct call call = test_call();
    struct audit_list list;
    bool more;
    struct text_id id = new_text(&call, 7);
    struct variant variant = swedish("Hej", 0, 1);
    assert_ok(variant_save(&call, id, &variant));
    assert_ok(audit_read(&call, (struct scope){.network = {7}}, 0, &list, &more));
    assert_int_equal(list.n, 1);
    assert_string_equal(list.at[0].sentence, "A command on the server changed a text.");
}

static void two_who_add_the_same_language_clash_and_nothing_is_lost(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7);
    struct variant first = swedish("Hej", 0, 1), second = swedish("Tjena", 0, 1);
    struct variant_list list;
    assert_ok(variant_save(&call, id, &first));
    assert_err(variant_save(&call, id, &second), ERR_CONFLICT);
    assert_ok(text_variants(&call, id, &list));
    assert_int_equal(list.n, 2);
    assert_true(list.at[0].is_source);
    assert_string_equal(list.at[1].words, "Hej");
    second.version = 1; // having seen both
    assert_ok(variant_save(&call, id, &second));
}

static void a_translation_of_an_older_source_is_out_of_date_at_once(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7);
    struct variant_list list;
    assert_ok(text_reword(&call, id, "Guten Tag"));
    struct variant old = swedish("Hej", 0, 1), fresh = swedish("God dag", 1, 2);
    assert_ok(variant_save(&call, id, &old));
    assert_ok(text_variants(&call, id, &list));
    assert_int_equal(list.at[1].state, TEXT_OUT_OF_DATE);
    assert_int_equal(list.at[1].source_version, 1);
    assert_ok(variant_save(&call, id, &fresh));
    assert_ok(text_variants(&call, id, &list));
    assert_int_equal(list.at[1].state, TEXT_CHECKED);
}

static void the_reader_is_told_which_language_is_shown(void **state)
{
    (void)state;
    struct call call = test_call();
    struct words words;
    struct text_id id = new_text(&call, 7);
    assert_ok(text_find(&call, id, &words));
    assert_string_equal(words_note(&call, &words).sentence, "This text is not yet in your language. It is shown in: Deutsch.");
    call.language = LANGUAGE_DE;
    assert_ok(text_find(&call, id, &words));
    assert_null(words_note(&call, &words).sentence);
    call.easy = true;
    assert_ok(text_find(&call, id, &words));
    assert_non_null(words_note(&call, &words).sentence);
}

static void the_same_text_wanted_twice_is_read_for_both(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7), none = {0}, gone = {12345};
    struct words first, second, third, fourth;
    struct text_wants wants = {0};
    text_want(&call, &wants, id, &first);
    text_want(&call, &wants, gone, &third);
    text_want(&call, &wants, id, &second);
    text_want(&call, &wants, none, &fourth);
    assert_ok(text_read(&call, &wants));
    assert_string_equal(first.text, "Hallo");
    assert_string_equal(second.text, "Hallo");
    assert_string_equal(third.text, "");
    assert_string_equal(fourth.text, "");
}

// What the first variant that is not the source follows; NULL: the source as it is.
static const struct variant *second(struct call *call, struct text_id id, struct variant_list *list)
{
    assert_ok(text_variants(call, id, list));
    assert_int_equal(list->n, 2);
    return &list->at[1];
}

static void a_variant_keeps_what_it_follows_while_the_source_moves_on(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7);
    struct variant_list list;
    struct variant variant = swedish("Hej", 0, 1);
    assert_ok(variant_save(&call, id, &variant));
    assert_null(second(&call, id, &list)->followed);
    assert_ok(text_reword(&call, id, "Guten Tag"));
    assert_string_equal(second(&call, id, &list)->followed, "Hallo");
    assert_ok(text_reword(&call, id, "Gute Nacht"));
    assert_string_equal(second(&call, id, &list)->followed, "Hallo"); // not what came in between
    // Half done: it stays out of date and keeps what the page says.
    variant = swedish("God dag", 1, 1);
    variant.followed = "Guten Tag";
    variant.counts = "1";
    assert_ok(variant_save(&call, id, &variant));
    assert_string_equal(second(&call, id, &list)->followed, "Guten Tag");
    assert_int_equal(list.at[1].state, TEXT_OUT_OF_DATE);
    // Done: it follows the source as it is.
    variant = swedish("God natt", 2, 3);
    assert_ok(variant_save(&call, id, &variant));
    assert_null(second(&call, id, &list)->followed);
    assert_int_equal(list.at[1].state, TEXT_CHECKED);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed"), 0);
}

static void the_same_words_again_outdate_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7);
    struct variant_list list;
    struct variant variant = swedish("Hej", 0, 1);
    assert_ok(variant_save(&call, id, &variant));
    assert_ok(text_reword(&call, id, "Hallo"));
    assert_int_equal(second(&call, id, &list)->state, TEXT_CHECKED);
}

static void no_earlier_wording_is_kept_of_what_somebody_said(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id;
    struct variant_list list;
    struct variant variant = swedish("Anna behöver en buss", 0, 1);
    assert_ok(text_add(&call, TEXT_CONTRIBUTION, (struct network_id){7}, LANGUAGE_DE, "Anna braucht einen Bus", &id));
    assert_ok(variant_save(&call, id, &variant));
    assert_ok(text_reword(&call, id, "Wir brauchen einen Bus"));
    assert_null(second(&call, id, &list)->followed);
    assert_int_equal(list.at[1].state, TEXT_OUT_OF_DATE);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed"), 0);
}

static void a_text_that_is_removed_leaves_nothing_behind(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = new_text(&call, 7);
    struct variant variant = swedish("Hej", 0, 1);
    assert_ok(variant_save(&call, id, &variant));
    assert_ok(text_reword(&call, id, "Guten Tag"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed"), 1);
    assert_ok(text_remove(&call, id));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_followed"), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text_variant"), 0);
}

TESTS(variant, a_variant_keeps_what_it_follows_while_the_source_moves_on, the_same_words_again_outdate_nothing,
      no_earlier_wording_is_kept_of_what_somebody_said, a_text_that_is_removed_leaves_nothing_behind,
      names_of_variants_read_back, only_who_may_edit_texts_there_saves_a_variant,
      saving_is_noted_in_the_audit_list_of_the_network, two_who_add_the_same_language_clash_and_nothing_is_lost,
      a_translation_of_an_older_source_is_out_of_date_at_once, the_reader_is_told_which_language_is_shown,
      the_same_text_wanted_twice_is_read_for_both)
