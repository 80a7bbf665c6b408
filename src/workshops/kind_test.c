// kind_test.c - tests of the table of kinds and of settings as JSON.
#include "workshops/kind.h"

#include "support.h"
#include "workshops/kinds/kinds.h"

struct all_settings {
    const char *line, *choice;
    int64_t number;
    bool check;
    struct strings many;
};

static const struct choice colours[] = {{"red", "Red"}, {"blue", "Blue"}, {0}};
static const struct field all_fields[] = {
    {.name = "line", .kind = FIELD_LINE, .offset = offsetof(struct all_settings, line)},
    {.name = "choice", .kind = FIELD_CHOICE, .choices = colours, .offset = offsetof(struct all_settings, choice)},
    {.name = "number", .kind = FIELD_NUMBER, .least = 2, .most = 9, .offset = offsetof(struct all_settings, number)},
    {.name = "check", .kind = FIELD_CHECK, .offset = offsetof(struct all_settings, check)},
    {.name = "many", .kind = FIELD_MANY, .choices = colours, .offset = offsetof(struct all_settings, many)},
    {0},
};
static const struct form all_form = {.name = "all", .fields = all_fields, .draft_size = sizeof(struct all_settings)};
static const struct activity_kind all_kind = {.name = "all", .settings = &all_form}, bare_kind = {.name = "bare"};

static void settings_come_back_as_they_were_written(void **state)
{
    (void)state;
    const char *both[] = {"red", "blue"};
    const struct all_settings written = {
        .line = "\"quoted\" ö", .choice = "blue", .number = 7, .check = true, .many = {.at = both, .n = 2, .cap = 2}};
    const char *text = kind_settings_text(test_arena(), &all_kind, &written);
    const struct all_settings *read = kind_settings_read(test_arena(), &all_kind, text);
    assert_string_equal(read->line, "\"quoted\" ö");
    assert_string_equal(read->choice, "blue");
    assert_int_equal(read->number, 7);
    assert_true(read->check);
    assert_int_equal(read->many.n, 2);
    assert_string_equal(read->many.at[1], "blue");
    assert_string_equal(kind_settings_text(test_arena(), &all_kind, NULL), "{}");
    assert_string_equal(kind_settings_text(test_arena(), &bare_kind, &written), "{}");
    assert_null(kind_settings_read(test_arena(), &bare_kind, "{}"));
}

static void what_is_missing_or_wrong_reads_as_the_least(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "{}", "[]", "nonsense",
        "{\"line\":1,\"choice\":\"green\",\"number\":\"7\",\"check\":\"yes\",\"many\":{\"red\":1}}",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct all_settings *read = kind_settings_read(test_arena(), &all_kind, texts[i]);
        assert_string_equal(read->line, "");
        assert_string_equal(read->choice, "red");
        assert_int_equal(read->number, 2);
        assert_false(read->check);
        assert_int_equal(read->many.n, 0);
    }
    const struct all_settings *read = kind_settings_read(test_arena(), &all_kind,
                                                         "{\"number\":100,\"many\":[\"red\",\"x\",3]}");
    assert_int_equal(read->number, 9);
    assert_int_equal(read->many.n, 1);
}

static void every_kind_is_found_by_its_name_and_is_complete(void **state)
{
    (void)state;
    for (const struct activity_kind *const *at = activity_kinds; *at != NULL; at++) {
        const struct activity_kind *kind = *at;
        assert_ptr_equal(activity_kind_find(kind->name), kind);
        assert_non_null(kind->label);
        assert_non_null(kind->help);
        assert_true(!kind->values_add_up || kind->values == NULL);
        assert_true(kind->has_list || kind->takes_words);
        assert_non_null(kind->phone);
        assert_non_null(kind->console);
        assert_non_null(kind->screen);
        assert_non_null(kind->result);
        assert_non_null(kind->sheet);
        assert_non_null(kind->act);
        assert_non_null(kind->type_sheet);
        assert_non_null(kind->sheet_form);
        assert_true(kind->values != NULL || (!kind->has_mean && kind->agreement_heading == NULL));
        assert_true(!kind->asks_question || kind->has_list);
        for (const struct mark_value *value = kind->values; value != NULL && value->label != NULL; value++)
            assert_non_null(value->name);
        for (const struct activity_kind *const *other = activity_kinds; other != at; other++)
            assert_string_not_equal((*other)->name, kind->name);
    }
    assert_null(activity_kind_find("magic"));
    assert_null(activity_kind_find(""));
}

static void a_kind_knows_its_values(void **state)
{
    (void)state;
    assert_true(kind_knows_value(&opinions_kind, -1));
    assert_true(kind_knows_value(&opinions_kind, 0));
    assert_false(kind_knows_value(&opinions_kind, 2));
    assert_true(kind_knows_value(&dots_kind, 17));
    assert_false(kind_knows_value(&dots_kind, 0));
    assert_true(kind_knows_value(&ideas_kind, 1)); // "I need this too", and no more than once
    assert_false(kind_knows_value(&ideas_kind, 2));
}

static void a_check_box_is_asked_by_name(void **state)
{
    (void)state;
    const struct all_settings on = {.check = true}, off = {0};
    assert_true(kind_setting_is_on(&all_kind, &on, "check"));
    assert_false(kind_setting_is_on(&all_kind, &off, "check"));
    assert_false(kind_setting_is_on(&all_kind, &on, "number")); // no check box
    assert_false(kind_setting_is_on(&all_kind, &on, "no such setting"));
    assert_false(kind_setting_is_on(&all_kind, NULL, "check"));
    assert_false(kind_setting_is_on(&bare_kind, &on, "at_once"));
}

TESTS(kind, settings_come_back_as_they_were_written, what_is_missing_or_wrong_reads_as_the_least,
      every_kind_is_found_by_its_name_and_is_complete, a_kind_knows_its_values, a_check_box_is_asked_by_name)
