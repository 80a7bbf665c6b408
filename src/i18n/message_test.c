// message_test.c - tests of messages in the catalogues of this program; tests/tools tests other plural rules.
#include "i18n/message.h"

#include "support.h"

static void what_no_catalogue_knows_stays_as_it_is(void **state)
{
    (void)state;
    const char *msgid = "No catalogue has this sentence, ever.";
    assert_ptr_equal(tr(LANGUAGE_DE, msgid), msgid);
    assert_ptr_equal(tr(LANGUAGE_NONE, msgid), msgid);
    assert_string_equal(tr(LANGUAGE_DE, ""), "");
    assert_string_equal(tr_plural(LANGUAGE_LV, "{1} unknown thing", "{1} unknown things", 1), "{1} unknown thing");
    assert_string_equal(tr_plural(LANGUAGE_LV, "{1} unknown thing", "{1} unknown things", 11), "{1} unknown things");
}

static void a_language_without_a_catalogue_is_english(void **state)
{
    (void)state;
    assert_string_equal(tr(LANGUAGE_EN, "Please choose"), "Please choose");
    assert_string_equal(tr(LANGUAGE_PL, "Please choose"), "Please choose");
    assert_string_equal(tr(LANGUAGE_NONE, "Please choose"), "Please choose");
}

static void arguments_stand_where_the_sentence_wants_them(void **state)
{
    (void)state;
    const char *args[] = {"Anna", "7 & 8", "{1}"};
    assert_string_equal(tr_fill(test_arena(), "{2} from {1}, {3} {", args, 3), "7 & 8 from Anna, {1} {");
    assert_string_equal(tr_fill(test_arena(), "{1}{1}", args, 1), "AnnaAnna");
    assert_string_equal(tr_fill(test_arena(), "{2}{9}{0}{a}", args, 1), "{2}{9}{0}{a}");
    assert_string_equal(tr_fill(test_arena(), "", args, 3), "");
}

TESTS(message, what_no_catalogue_knows_stays_as_it_is, a_language_without_a_catalogue_is_english,
      arguments_stand_where_the_sentence_wants_them)
