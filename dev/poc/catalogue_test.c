// catalogue_test.c - tests of reading catalogues: what is refused, and with which words.
#include "catalogue.h"

#include "files.h"
#include "support.h"

#define HEADER \
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n" \
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\"X-Checked-By-Native-Speaker: no\\n\"\n\n"

static enum err read(const char *text, struct catalogue *ret_catalogue, const char **ret_problem)
{
    const char *path = arena_print(test_arena(), "%s/de.po", test_folder());
    assert_ok(file_write(path, text, strlen(text)));
    return catalogue_read(test_arena(), path, "de", ret_catalogue, ret_problem);
}

static void assert_refused(const char *text, const char *problem)
{
    struct catalogue catalogue = {NULL};
    const char *found = NULL;
    assert_err(read(text, &catalogue, &found), ERR_INVALID);
    assert_null(catalogue.language);
    if (strstr(found, problem) == NULL)
        fail_msg("refused with\n%s\nand not with\n%s", found, problem);
}

static void a_catalogue_is_read_as_it_stands(void **state)
{
    (void)state;
    struct catalogue catalogue;
    const char *problem = NULL;
    assert_ok(read(HEADER "msgid \"Tea\"\nmsgstr \"Tee\"\n\nmsgid \"{1} cup\"\nmsgid_plural \"{1} cups\"\nmsgstr[0] \"{1} Tasse\"\n"
                   "msgstr[1] \"{1} Tassen\"\n\n#, fuzzy\nmsgid \"Milk\"\nmsgstr \"Milch?\"\n\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n",
                   &catalogue, &problem));
    assert_int_equal(catalogue.n, 3);
    assert_int_equal(catalogue.plural_forms, 2);
    assert_string_equal(catalogue.plural, "(n != 1)");
    assert_false(catalogue.is_checked);
    assert_string_equal(catalogue.at[0].forms[0], "Tee");
    assert_null(catalogue.at[0].many);
    assert_string_equal(catalogue.at[1].forms[1], "{1} Tassen");
    assert_string_equal(catalogue.at[2].forms[0], ""); // unsure
}

static void what_would_become_wrong_c_or_a_wrong_sentence_is_refused(void **state)
{
    (void)state;
    assert_refused("msgid \"Tea\"\nmsgstr \"Tee\"\n", "header is missing");
    assert_refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", "charset=UTF-8");
    assert_refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n", "Plural-Forms");
    static const char *const rules[] = {"system(1)", "n/0", "n--", "(n", "n)(", "", "N", "n*/* */2", "x"};
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
        assert_refused(arena_print(test_arena(), "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                                   "\"Plural-Forms: nplurals=2; plural=%s\\n\"\n\"X-Checked-By-Native-Speaker: no\\n\"\n", rules[i]),
                       "Plural-Forms");
    assert_refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=7; plural=n;\\n\"\n"
                   "\"X-Checked-By-Native-Speaker: no\\n\"\n", "Plural-Forms");
    assert_refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=1; plural=0;\\n\"\n"
                   "\"X-Checked-By-Native-Speaker: maybe\\n\"\n", "must be yes or no");
    assert_refused(HEADER "msgid \"From {1}\"\nmsgstr \"Von {2}\"\n", "that the message has not: \"From {1}\"");
    assert_refused(HEADER "msgid \"From {1}\"\nmsgstr \"Von\"\n", "leaves out an argument {n} of \"From {1}\"");
    assert_refused(HEADER "msgid \"From {1}\"\nmsgstr \"Von {1} {name}\"\n", "{1} to {9}");
    assert_refused(HEADER "msgid \"From {name}\"\nmsgstr \"Von {name}\"\n", "{1} to {9}");
    assert_refused(HEADER "msgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Öffnen\"\n", "msgctxt");
    assert_refused(HEADER "msgid \"Open\nmsgstr \"Öffnen\"\n", "de.po:");
    assert_refused(HEADER "msgid \"A\"\nmsgstr \"B\"\n\nmsgid \"A\"\nmsgstr \"C\"\n", "de.po:");
}

static void the_same_number_for_two_messages_is_found(void **state)
{
    (void)state;
    struct catalogue_message messages[] = {{.one = "costarring"}, {.one = "liquid"}}; // a known collision of 32-bit FNV-1a
    struct catalogue template = {.language = "", .at = messages, .n = 2};
    struct buf c, h;
    const char *problem = NULL;
    assert_err(catalogues_write(test_arena(), &template, NULL, 0, &c, &h, &problem), ERR_INVALID);
    assert_non_null(strstr(problem, "change a word in \"costarring\" or \"liquid\""));
}

TESTS(catalogue, a_catalogue_is_read_as_it_stands, what_would_become_wrong_c_or_a_wrong_sentence_is_refused,
      the_same_number_for_two_messages_is_found)
