// polis_import_test.c - a Polis conversation becomes a closed workshop, and the export gives back what went in.
#include <jansson.h>
#include <stdlib.h>

#include "interchange/polis_fixture.h"
#include "interchange/polis_import.h"
#include "interchange/workshop_export.h"
#include "networks/network_fixture.h"
#include "workshops/result.h"

// Statement 2 was moderated out; person 9 changed their mind about statement 1.
static struct workshop_id imported(struct call *call, struct network *network)
{
    struct polis polis;
    struct workshop_id id;
    const char *why = NULL;
    const char *folder = polis_folder("import", POLIS_COMMENTS "10,x,1,5,0,0,1,=One\n11,x,2,6,0,0,-1,Rude\n12,x,3,6,0,0,0,\"Th,ree\"\n",
                                      POLIS_VOTES "20,x,1,9,1\n21,x,1,9,-1\n22,x,1,5,1\n23,x,2,9,1\n24,x,3,7,0\n", NULL);
    *network = network_for_tests(call, "import");
    assert_ok(polis_read(call->arena, folder, &polis, &why));
    assert_ok(polis_import(call, network, &polis, NULL, &id));
    return id;
}

static const char *exported(struct call *call, struct workshop_id id, bool is_csv)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_ok(workshop_export(call, id, is_csv, out));
    fclose(out);
    const char *copy = arena_copy(call->arena, text, n);
    free(text);
    return copy;
}

static void expect_statement(json_t *statement, const char *source_id, const char *text, const char *state, int agree,
                             int disagree, int unsure)
{
    assert_string_equal(json_string_value(json_object_get(statement, "source_id")), source_id);
    assert_string_equal(json_string_value(json_object_get(statement, "text")), text);
    assert_string_equal(json_string_value(json_object_get(statement, "state")), state);
    assert_int_equal(json_integer_value(json_object_get(statement, "agree")), agree);
    assert_int_equal(json_integer_value(json_object_get(statement, "disagree")), disagree);
    assert_int_equal(json_integer_value(json_object_get(statement, "unsure")), unsure);
}

static void the_export_gives_back_every_statement_with_true_counts(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network;
    json_t *root = json_loads(exported(&call, imported(&call, &network), false), 0, NULL);
    json_t *activities = json_object_get(root, "activities");
    assert_int_equal(json_array_size(activities), 1);
    json_t *activity = json_array_get(activities, 0), *statements = json_object_get(activity, "statements");
    assert_string_equal(json_string_value(json_object_get(activity, "kind")), "opinions");
    assert_int_equal(json_array_size(statements), 3);
    expect_statement(json_array_get(statements, 0), "1", "=One", "shown", 1, 1, 0);
    expect_statement(json_array_get(statements, 1), "3", "Th,ree", "shown", 0, 0, 1);
    expect_statement(json_array_get(statements, 2), "2", "Rude", "refused", 1, 0, 0);
    json_decref(root);
}

static void the_table_has_a_row_for_each_count(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network;
    const char *table = exported(&call, imported(&call, &network), true);
    size_t rows = 0;
    for (const char *c = table; *c != '\0'; c++)
        rows += *c == '\n';
    assert_int_equal(rows, 1 + 3 * 3);
    assert_non_null(strstr(table, "\"'=One\",")); // no spreadsheet runs it
    assert_non_null(strstr(table, "\"Rude\",\"refused\",\"agree\",\"1\"\r\n"));
}

static void what_was_moderated_out_stays_out_of_results_and_exports_need_the_right(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network;
    struct workshop_id id = imported(&call, &network);
    struct activity_list activities = {0};
    struct result_list rows = {0};
    struct figure people;
    size_t all = 0;
    struct call reader = test_call_by_visitor("somebody");
    assert_ok(activity_list_of(&reader, id, &activities));
    assert_ok(result_read(&reader, &activities.at[0], AUDIENCE_PUBLIC, ORDER_AS_PUT, 0, 20, &rows, &people, &all));
    assert_int_equal(all, 2);
    for (size_t i = 0; i < rows.n; i++)
        assert_string_not_equal(rows.at[i].contribution.words.text, "Rude");
    assert_err(result_read_state(&reader, &activities.at[0], CONTRIBUTION_REFUSED, 20, &rows), ERR_DENIED);
    assert_err(workshop_export(&reader, id, false, stderr), ERR_DENIED);
}

TESTS(polis_import, the_export_gives_back_every_statement_with_true_counts, the_table_has_a_row_for_each_count,
      what_was_moderated_out_stays_out_of_results_and_exports_need_the_right)
