// polis_test.c - a Polis export is read with the last vote of each person, and refused whole where it is broken.
#include "interchange/polis.h"

#include "interchange/polis_fixture.h"

static void the_last_vote_of_each_person_counts(void **state)
{
    (void)state;
    struct polis polis;
    const char *why = NULL;
    const char *folder = polis_folder("last", POLIS_COMMENTS "10,x,1,5,0,0,1,One\n11,x,0,6,0,0,-1,Zero\n",
                                     POLIS_VOTES "30,x,1,9,1\n20,x,1,9,-1\n40,x,0,9,0\n40,x,0,9,1\n50,x,1,5,-1\n", NULL);
    assert_ok(polis_read(test_arena(), folder, &polis, &why));
    assert_int_equal(polis.comment_count, 2);
    assert_int_equal(polis.comments[0].id, 0);
    assert_int_equal(polis.comments[0].moderated, -1);
    assert_int_equal(polis.vote_count, 3);
    assert_int_equal(polis.votes[0].voter, 5);
    assert_int_equal(polis.votes[1].comment, 0);
    assert_int_equal(polis.votes[1].value, 1); // equal times: the later row
    assert_int_equal(polis.votes[2].value, 1); // a later row with an earlier time does not count
    assert_int_equal(polis.people_count, 3);
    assert_int_equal(polis.first_at, 10);
    assert_int_equal(polis.last_at, 50);
}

static void the_matrix_serves_where_there_are_no_votes(void **state)
{
    (void)state;
    struct polis polis;
    const char *why = NULL;
    const char *folder = polis_folder("matrix", POLIS_COMMENTS "10,x,0,5,0,0,1,Zero\n11,x,1,5,0,0,0,One\n", NULL,
                                     "participant,xid,group-id,n-votes,1,0\n7,,0,2,1,-1\n8,,0,1,,0\n");
    assert_ok(polis_read(test_arena(), folder, &polis, &why));
    assert_int_equal(polis.vote_count, 3);
    assert_int_equal(polis.votes[0].value, -1);
    assert_int_equal(polis.votes[1].value, 1);
    assert_int_equal(polis.votes[2].voter, 8);
}

static void a_broken_export_is_refused_with_file_line_and_reason(void **state)
{
    (void)state;
    static const struct { const char *comments, *votes, *why; } cases[] = {
        {POLIS_COMMENTS "10,x,0,5,0,0,1,Zero\n", POLIS_VOTES "30,x,7,9,1\n", "votes.csv, line 2: the statement 7 is not in comments.csv."},
        {POLIS_COMMENTS "10,x,0,5,0,0,1,Zero\n", POLIS_VOTES "30,x,0,nine,1\n",
         "votes.csv, line 2: 'nine' in the column 'voter-id' is not a whole number."},
        {POLIS_COMMENTS "10,x,0,5,0,0,1,Zero\n", POLIS_VOTES "30,x,0,9,2\n", "votes.csv, line 2: '2' in the column 'vote' is out of range."},
        {POLIS_COMMENTS "10,x,0,5,0,0,1,Zero\n", POLIS_VOTES "30,x,0\n",
         "votes.csv, line 2: there are 3 fields where the first line has 5."},
        {"timestamp,comment-id\n1,2\n", POLIS_VOTES, "comments.csv, line 1: the column 'author-id' is missing."},
        {POLIS_COMMENTS "10,x,0,5,0,0,1,\n", POLIS_VOTES, "comments.csv, line 2: the statement is empty."},
        {POLIS_COMMENTS "10,x,0,5,0,0,1,A\n10,x,0,5,0,0,1,B\n", POLIS_VOTES, "comments.csv: the statement 0 is there twice."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct polis polis;
        const char *why = NULL;
        const char *folder = polis_folder("broken", cases[i].comments, cases[i].votes, NULL);
        assert_err(polis_read(test_arena(), folder, &polis, &why), ERR_INVALID);
        assert_string_equal(why, cases[i].why);
    }
}

static void a_missing_folder_is_not_found(void **state)
{
    (void)state;
    struct polis polis;
    const char *why = NULL;
    assert_err(polis_read(test_arena(), "/nonexistent", &polis, &why), ERR_NOT_FOUND);
    assert_non_null(why);
}

TESTS(polis, the_last_vote_of_each_person_counts, the_matrix_serves_where_there_are_no_votes,
      a_broken_export_is_refused_with_file_line_and_reason, a_missing_folder_is_not_found)
