// budget_report_test.c - an outcome told in sentences, as data, and as a picture with its table.
#include "interchange/budget_picture.h"

#include <jansson.h>
#include <stdlib.h>

#include "support.h"

#define TOWN "META\nkey;value\ndescription;Our <town>\ncurrency;EUR\nbudget;400\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n" \
    "hall;150;Hall\nbus;120;Bus\npath;110;Path\nwell;10;Well\nsong;0;Song\n"                                                       \
    "VOTES\nvoter_id;vote\n1;hall,bus\n2;bus,hall\n3;hall,path\n4;path,song\n"

static const char *told(enum budget_completion completion, enum language language,
                        enum err (*write)(struct arena *, const struct budget_report *, FILE *))
{
    struct pabulib *pabulib = ARENA_NEW(test_arena(), struct pabulib);
    struct budget_options options = {.rule = BUDGET_EQUAL_SHARES, .completion = completion};
    struct budget_outcome outcome;
    const char *why = NULL;
    char *text = NULL;
    size_t n = 0;
    assert_ok(pabulib_read(test_arena(), "town.pb", TOWN, strlen(TOWN), pabulib, &why));
    assert_ok(budget_decide(test_arena(), &pabulib->budget, &options, &outcome));
    struct budget_report report = {pabulib, &options, &outcome, true, language};
    FILE *out = open_memstream(&text, &n);
    assert_ok(write(test_arena(), &report, out));
    assert_int_equal(fclose(out), 0);
    const char *kept = arena_copy(test_arena(), text, n);
    free(text);
    return kept;
}

static void sentences_say_who_paid_and_why_not(void **state)
{
    (void)state;
    assert_string_equal(told(BUDGET_NONE, LANGUAGE_EN, budget_report_text),
                        "Our <town>\n"
                        "Ballots: 4 (approval); projects: 5; money: 400 EUR\n"
                        "Rule: Method of Equal Shares, cost satisfaction; every vote counts 1\n"
                        "Completion: none; each person has 100.00 EUR\n"
                        "Projects chosen: 3, for 260 EUR; left over: 140 EUR\n\n"
                        "       project  cost  votes  name\n"
                        "    1  song        0      1  Song\n"
                        "       It costs nothing and somebody voted for it.\n"
                        "    2  hall      150      3  Hall\n"
                        "       3 people paid for it, at most 50.00 each: price per vote 0.333333, as if 3.0 votes paid in full.\n"
                        "    3  path      110      2  Path\n"
                        "       2 people paid for it, at most 60.00 each: price per vote 0.545455, as if 1.8 votes paid in full. "
                        "1 of them gave all they had left, which was less.\n\n"
                        "Not chosen\n"
                        "       project  cost  votes  name\n"
                        "    -  bus       120      2  Bus\n"
                        "       The 2 people who voted for it have 100.00 left together; it costs 120.\n"
                        "    -  well       10      0  Well\n"
                        "       Nobody voted for it.\n");
    assert_non_null(strstr(told(BUDGET_ADD1, LANGUAGE_EN, budget_report_text), "Ties\n       path before bus: it costs less\n"));
}

static void data_hold_the_outcome(void **state)
{
    (void)state;
    json_t *root = json_loads(told(BUDGET_ADD1U, LANGUAGE_EN, budget_report_json), 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "rule")), "mes");
    assert_string_equal(json_string_value(json_object_get(root, "completion")), "add1u");
    assert_int_equal(json_integer_value(json_object_get(root, "cost")), 380);
    assert_true(json_real_value(json_object_get(root, "endowment")) == 110);
    const json_t *winners = json_object_get(root, "winners"), *ties = json_object_get(root, "ties");
    static const char *const expected[] = {"song", "hall", "path", "bus"};
    assert_int_equal(json_array_size(winners), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_string_value(json_array_get(winners, i)), expected[i]);
    assert_int_equal(json_array_size(ties), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(ties, 0), "chosen")), "path");
    assert_string_equal(json_string_value(json_object_get(json_array_get(ties, 0), "decided_by")), "cost");
    json_decref(root);
    assert_non_null(strstr(told(BUDGET_NONE, LANGUAGE_EN, budget_report_csv),
                           "\"path\",\"Path\",\"110\",\"2\",\"2\",\"3\",\"chosen\",\"60\","));
}

static void the_picture_has_bars_and_the_same_numbers_as_a_table(void **state)
{
    (void)state;
    const char *page = told(BUDGET_NONE, LANGUAGE_EN, budget_picture_write);
    assert_non_null(strstr(page, "<title>Our &lt;town&gt;</title>"));
    assert_non_null(strstr(page, "4 people voted on 400 EUR. 3 projects were chosen, for 260 EUR. Left over: 140 EUR."));
    assert_non_null(strstr(page, "<title>Hall: 37.5 % of the money, 150 EUR</title>"
                                 "<desc>A whole bar is all the money there is.</desc><rect class=\"d\" x=\"0\" width=\"37.50%\""));
    assert_non_null(strstr(page, "35.0 % of the money is left over, 140 EUR</title>"
                                 "<desc>A whole bar is all the money there is.</desc><rect class=\"h\" x=\"0\" width=\"35.00%\""));
    assert_non_null(strstr(page, "<tr><th scope=\"row\">Bus</th><td class=\"num\">120 EUR</td><td class=\"num\">30.0 %</td>"
                                 "<td class=\"num\">2</td><td>no</td></tr>"));
    page = told(BUDGET_NONE, LANGUAGE_DE, budget_picture_write);
    assert_non_null(strstr(page, "<html lang=\"de\">"));
    assert_non_null(strstr(page, "4 Personen haben über 400 EUR abgestimmt."));
}

TESTS(budget_report, sentences_say_who_paid_and_why_not, data_hold_the_outcome,
      the_picture_has_bars_and_the_same_numbers_as_a_table)
