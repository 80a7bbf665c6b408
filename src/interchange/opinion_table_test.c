// opinion_table_test.c - votes of a folder, of a table by itself and of a matrix stand in rows in the order of the ids; the last counts.
#include "interchange/opinion_table.h"

#include "interchange/id_index.h"
#include "interchange/polis_fixture.h"

// The answer of a person to a statement, by their ids; 7 where there is none.
static int answer(const struct opinion_table *table, int64_t person, int64_t statement)
{
    const struct vote_matrix *matrix = &table->matrix;
    for (size_t i = 0; i < matrix->participants; i++)
        for (size_t j = 0; j < matrix->statements; j++)
            if (table->participant_id[i] == person && table->statement_id[j] == statement) {
                size_t at = vote_matrix_find(matrix, i, j);
                return at == SIZE_MAX ? 7 : cell_value(matrix->cells[at]);
            }
    return 7;
}

static void the_last_vote_by_time_counts(void **state)
{
    (void)state;
    struct opinion_table table;
    const char *why = NULL;
    const char *folder = polis_folder("times", POLIS_COMMENTS "1,x,20,5,0,0,1,Twenty\n1,x,3,5,0,0,-1,Three\n1,x,4,5,0,0,0,Four\n",
                                      POLIS_VOTES "50,x,20,9,1\n40,x,20,9,-1\n50,x,3,9,0\n50,x,3,9,1\n60,x,20,2,-1\n"
                                                  "10,x,4,1000000007,1\n11,x,4,1000000007,0\n", NULL);
    assert_ok(opinion_table_read(test_arena(), folder, NULL, &table, &why));
    assert_int_equal(table.matrix.participants, 3);
    assert_int_equal(table.matrix.statements, 3);
    assert_int_equal(table.participant_id[0], 2);
    assert_int_equal(table.participant_id[2], 1000000007);
    assert_int_equal(table.statement_id[0], 3);
    assert_true(table.matrix.is_out[0] && !table.matrix.is_out[1]);
    assert_string_equal(table.words[2], "Twenty");
    assert_int_equal(answer(&table, 9, 20), 1); // the later time, not the later row
    assert_int_equal(answer(&table, 9, 3), 1);  // equal times: the later row
    assert_int_equal(answer(&table, 2, 20), -1);
    assert_int_equal(answer(&table, 1000000007, 4), 0);
    assert_int_equal(answer(&table, 2, 4), 7);
    assert_int_equal(table.matrix.begins[3], 4);
}

static void a_table_by_itself_names_its_statements(void **state)
{
    (void)state;
    struct opinion_table table;
    const char *why = NULL;
    const char *folder = polis_folder("alone", NULL, "vote,voter-id,comment-id\n1,7,30\n-1,7,8\n-1,7,30\n0,1,8\n", NULL);
    const char *path = arena_print(test_arena(), "%s/votes.csv", folder);
    assert_ok(opinion_table_read(test_arena(), path, NULL, &table, &why));
    assert_int_equal(table.matrix.statements, 2);
    assert_int_equal(table.statement_id[0], 8);
    assert_int_equal(answer(&table, 7, 30), -1); // without times the later row
    assert_int_equal(answer(&table, 7, 8), -1);
    assert_int_equal(answer(&table, 1, 8), 0);
}

static void a_matrix_gives_the_same_and_people_can_be_chosen(void **state)
{
    (void)state;
    struct opinion_table table;
    const char *why = NULL;
    const char *folder = polis_folder("matrix", POLIS_COMMENTS "1,x,1,5,0,0,1,One\n1,x,12,5,0,0,0,Twelve\n", NULL,
                                      "participant,group-id,12,1\n4,0,1,\n3,0,,-1\n5,1,0,1\n6,1,,\n");
    assert_ok(opinion_table_read(test_arena(), folder, NULL, &table, &why));
    assert_int_equal(table.matrix.participants, 3); // 6 has no vote
    assert_int_equal(answer(&table, 3, 1), -1);
    assert_int_equal(answer(&table, 4, 12), 1);
    assert_int_equal(answer(&table, 4, 1), 7);
    const char *chosen = polis_folder("chosen", NULL, NULL, "participant\n5\n99\n3\n");
    assert_ok(opinion_table_read(test_arena(), folder, arena_print(test_arena(), "%s/participants-votes.csv", chosen), &table, &why));
    assert_int_equal(table.matrix.participants, 2);
    assert_int_equal(table.participant_id[0], 3);
    assert_int_equal(answer(&table, 5, 12), 0);
}

static void what_is_broken_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct { const char *votes, *why; } cases[] = {
        {POLIS_VOTES "1,x,1,7,1\n1,x,2,7,1\n", "votes.csv, line 3: the statement 2 is not in comments.csv."},
        {POLIS_VOTES "1,x,1,7,2\n", "votes.csv, line 2: '2' in the column 'vote' is out of range."},
        {POLIS_VOTES "1,x,1,seven,1\n", "votes.csv, line 2: 'seven' in the column 'voter-id' is not a whole number."},
        {"timestamp,comment-id,vote\n1,1,1\n", "votes.csv, line 1: the column 'voter-id' is missing."},
        {"comment-id,voter-id,vote\n1,1,1\n", "votes.csv, line 1: the column 'timestamp' is missing."},
        {POLIS_VOTES "1,x,1,7\n", "votes.csv, line 2: there are 4 fields where the first line has 5."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct opinion_table table;
        const char *why = NULL, *folder = polis_folder(arena_print(test_arena(), "broken%zu", i), POLIS_COMMENTS "1,x,1,5,0,0,1,One\n",
                                                       cases[i].votes, NULL);
        assert_err(opinion_table_read(test_arena(), folder, NULL, &table, &why), ERR_INVALID);
        assert_string_equal(why, cases[i].why);
    }
    struct opinion_table table;
    const char *why = NULL;
    assert_err(opinion_table_read(test_arena(), "/nonexistent/votes.csv", NULL, &table, &why), ERR_NOT_FOUND);
    assert_string_equal(why, "There is no file /nonexistent/votes.csv.");
    assert_err(opinion_table_read(test_arena(), "nothing-of-this-name.csv", NULL, &table, &why), ERR_NOT_FOUND);
    assert_string_equal(why, "There is no file nothing-of-this-name.csv.");
}

static void ids_are_found_however_they_are(void **state)
{
    (void)state;
    struct id_index index = {.n = 0};
    uint32_t *number;
    for (int64_t i = 0; i < 3000; i++)
        assert_int_equal(id_add(test_arena(), &index, (i * 7919 % 3000) << (i % 3 * 20)), i); // all differ
    for (int64_t i = 0; i < 3000; i++)
        assert_int_equal(id_add(test_arena(), &index, (i * 7919 % 3000) << (i % 3 * 20)), i);
    assert_int_equal(id_find(&index, -1), ID_NONE);
    const int64_t *sorted = id_sort(test_arena(), test_arena(), &index, &number);
    for (size_t i = 0; i < 3000; i++) {
        assert_true(i == 0 || sorted[i - 1] < sorted[i]);
        assert_int_equal(sorted[number[i]], index.at[i]);
    }
}

TESTS(opinion_table, the_last_vote_by_time_counts, a_table_by_itself_names_its_statements,
      a_matrix_gives_the_same_and_people_can_be_chosen, what_is_broken_is_named_with_its_line, ids_are_found_however_they_are)
