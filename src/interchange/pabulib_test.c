// pabulib_test.c - .pb files of all five vote types are read, written and read again the same; broken ones are named with their line.
#include "interchange/pabulib.h"

#include <stdlib.h>

#include "support.h"

#define META(type) "META\nkey;value\nbudget;100\nvote_type;" type "\n"
#define PROJECTS "PROJECTS\nproject_id;cost;name\na;60;A\nb;40;B\nc;10;C\n"

static enum err read_text(const char *text, struct pabulib *pabulib, const char **why)
{
    return pabulib_read(test_arena(), "t.pb", text, strlen(text), pabulib, why);
}

static struct pabulib read_right(const char *text)
{
    struct pabulib pabulib;
    const char *why = "";
    enum err error = read_text(text, &pabulib, &why);
    if (error != OK)
        print_error("%s\n", why);
    assert_ok(error);
    return pabulib;
}

// "a:1 c:3|b:2" : project and points of each mark, voters divided by '|'.
static const char *ballots_text(const struct pabulib *pabulib)
{
    const char *text = "";
    for (uint32_t voter = 0; voter < pabulib->budget.voters; voter++) {
        text = voter == 0 ? "" : arena_print(test_arena(), "%s|", text);
        for (size_t i = pabulib->budget.ballot_at[voter]; i < pabulib->budget.ballot_at[voter + 1]; i++) {
            bool is_first = i == pabulib->budget.ballot_at[voter];
            const char *points = pabulib->budget.ballot_points == NULL
                                     ? "-" : pabulib_number(test_arena(), pabulib->budget.ballot_points[i], pabulib->points_unit);
            text = arena_print(test_arena(), "%s%s%s:%s", text, is_first ? "" : " ",
                               pabulib->projects.at[pabulib->budget.ballot_projects[i]].id, points);
        }
    }
    return text;
}

static void all_five_vote_types_are_read(void **state)
{
    (void)state;
    static const struct { const char *text, *ballots; enum pabulib_vote_type type; } cases[] = {
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a,c\n2;\n3; b , a \n", "a:- c:-||b:- a:-", PABULIB_APPROVAL},
        {META("choose-1") PROJECTS "VOTES\nvoter_id;vote\n1;c\n2;b\n", "c:-|b:-", PABULIB_CHOOSE_1},
        {META("ordinal") "max_length;4\n" PROJECTS "VOTES\nvoter_id;vote\n1;c,a\n2;b\n", "c:4 a:3|b:4", PABULIB_ORDINAL},
        {META("ordinal") PROJECTS "VOTES\nvoter_id;vote\n1;c,a,b\n", "c:3 a:2 b:1", PABULIB_ORDINAL},
        {META("cumulative") PROJECTS "VOTES\nvoter_id;points;vote\n1;2,0;a,c\n2;;\n", "a:2 c:0|", PABULIB_CUMULATIVE},
        {META("scoring") PROJECTS "VOTES\nvote;voter_id;points\na;1;2\na,b;2;-0.25,1.50\n", "a:2|a:-0.25 b:1.5", PABULIB_SCORING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pabulib pabulib = read_right(cases[i].text);
        assert_int_equal(pabulib.vote_type, cases[i].type);
        assert_string_equal(ballots_text(&pabulib), cases[i].ballots);
    }
}

static void marks_quotes_line_ends_and_column_order_are_taken_as_they_come(void **state)
{
    (void)state;
    struct pabulib pabulib = read_right("\xEF\xBB\xBF" "META\r\nkey;value\r\nbudget;1000.5\r\nvote_type;Approval\r\ncomment;a;b\r\n\r\n"
                                        "PROJECTS;;\r\nname;cost;project_id\r\n\"Bench; \"\"red\"\"\r\nand blue\";0.25;x1\r\n"
                                        "M\xC3\xBChle;20;x2\r\nVOTES\r\nage;vote;voter_id\r\n30;x2;v\r\n;\"x2,x1\";w");
    assert_string_equal(pabulib_meta(&pabulib, "comment"), "a;b");
    assert_string_equal(pabulib.projects.at[0].name, "Bench; \"red\"\r\nand blue");
    assert_int_equal(pabulib.budget.unit, 100);
    assert_int_equal(pabulib.budget.limit, 100050);
    assert_int_equal(pabulib.budget.costs[0], 25);
    assert_int_equal(pabulib.budget.costs[1], 2000);
    assert_string_equal(ballots_text(&pabulib), "x2:-|x2:- x1:-");
}

static void what_is_broken_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct { const char *text, *why; } cases[] = {
        {"", "line 1: the file ends before the section META."},
        {"a;b\n", "line 1: the file does not begin with META."},
        {"META\nkey;value\nbudget;ten\n", "line 3: 'ten' is not a sum of money."},
        {"META\nkey;value\nbudget;-1\n", "line 3: '-1' is not a sum of money."},
        {"META\nkey;value\nbudget;1\nbudget;2\n", "line 4: the key 'budget' is there twice."},
        {"META\nkey;value\nvote_type;show of hands\n",
         "line 3: 'show of hands' is not a vote type: approval, ordinal, cumulative, choose-1, scoring."},
        {"META\nkey;value\nbudget;1\nPROJECTS\n", "line 4: the section META above does not say 'vote_type'."},
        {META("approval") "VOTES\n", "line 5: the section PROJECTS must come before VOTES."},
        {META("approval") "META\n", "line 5: the section META is there twice."},
        {META("approval") "PROJECTS\nproject_id;name\n", "line 6: the column 'cost' is missing."},
        {META("approval") "PROJECTS\ncost;cost\n", "line 6: the column 'cost' is there twice."},
        {META("approval") "PROJECTS\nVOTES\n", "line 6: the section PROJECTS has no columns."},
        {META("approval") "PROJECTS\nproject_id;cost\na;1;2\n", "line 7: there are 3 fields where PROJECTS has 2 columns."},
        {META("approval") "PROJECTS\nproject_id;cost\na;1,50\n", "line 7: '1,50' in the column 'cost' is not a sum of money."},
        {META("approval") "PROJECTS\nproject_id;cost\na;1\na;2\n", "line 8: the project 'a' is there twice."},
        {META("approval") PROJECTS, "line 10: the file ends before the section VOTES."},
        {META("approval") PROJECTS "VOTES\n", "line 11: the file ends before the columns of its last section."},
        {META("cumulative") PROJECTS "VOTES\nvoter_id;vote\n", "line 11: the column 'points' is missing."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a\n1;b\n", "line 13: the voter '1' is there twice."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n;a\n", "line 12: the voter has no id."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a,z\n", "line 12: there is no project 'z'."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a,a\n", "line 12: the project 'a' is named twice."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a,,b\n", "line 12: the list of projects has an empty place."},
        {META("choose-1") PROJECTS "VOTES\nvoter_id;vote\n1;a,b\n", "line 12: there are 2 projects where only one may be chosen."},
        {META("cumulative") PROJECTS "VOTES\nvoter_id;vote;points\n1;a,b;1\n", "line 12: there are 2 projects, but points for 1."},
        {META("cumulative") PROJECTS "VOTES\nvoter_id;vote;points\n1;a;x\n", "line 12: 'x' is not a number of points."},
        {META("cumulative") PROJECTS "VOTES\nvoter_id;vote;points\n1;a;-1\n",
         "line 12: points below 0 ('-1') belong to scoring votes only."},
        {META("scoring") PROJECTS "VOTES\nvoter_id;vote;points\n1;a;1000000001\n",
         "line 12: '1000000001' points are more than this program counts."},
        {META("ordinal") "max_length;1\n" PROJECTS "VOTES\nvoter_id;vote\n1;a,b\n",
         "line 13: there are 2 projects where max_length allows 1."},
        {META("approval") "num_votes;2\n" PROJECTS "VOTES\nvoter_id;vote\n1;a\n", "line 5: num_votes says 2, but the file has 1 votes."},
        {META("approval") "num_projects;4\n" PROJECTS "VOTES\nvoter_id;vote\n",
         "line 5: num_projects says 4, but the file has 3 projects."},
        {META("approval") "PROJECTS\nproject_id;cost\n\"a;1\nb;2\n",
         "line 7: a quotation mark is missing."},
        {META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;\xff\n",
         "line 12: this is not UTF-8 text. Save the file as UTF-8 and try again."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pabulib pabulib;
        const char *why = NULL;
        assert_err(read_text(cases[i].text, &pabulib, &why), ERR_INVALID);
        assert_string_equal(why, arena_print(test_arena(), "t.pb, %s", cases[i].why));
    }
}

static void money_too_large_for_the_program_is_refused(void **state)
{
    (void)state;
    struct pabulib pabulib;
    const char *why = NULL;
    assert_err(read_text("META\nbudget;1000000000000000\nvote_type;approval\nPROJECTS\nproject_id;cost\na;0.5\nVOTES\nvoter_id;vote\n",
                         &pabulib, &why), ERR_INVALID);
    assert_string_equal(why, "t.pb: there are sums of money larger than this program counts.");
}

static const char *written(const struct pabulib *pabulib, const bool *selected)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_ok(pabulib_write(pabulib, selected, out));
    assert_int_equal(fclose(out), 0);
    const char *kept = arena_copy(test_arena(), text, n);
    free(text);
    return kept;
}

static void what_is_written_reads_the_same_again(void **state)
{
    (void)state;
    static const char *const texts[] = {
        META("approval") "comment;\" a;b\"\nempty;\n" PROJECTS "VOTES\nvoter_id;vote;age\n1;a,c;30\n2;;\n3;b,a;\"4;5\"\n",
        META("ordinal") PROJECTS "VOTES\nage;vote;voter_id\n9;c,a;x\n",
        META("scoring") PROJECTS "VOTES\nvoter_id;vote;points\n1;a,b;-0.25,3\n2;c;1.5\n",
        META("cumulative") "PROJECTS\nproject_id;name;cost\na;\"say \"\"hi\"\"\nall\";1.50\nVOTES\nvoter_id;vote;points\n1;a;2\n2;;\n",
        META("choose-1") PROJECTS "VOTES\nvoter_id;vote\n1;a\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct pabulib pabulib = read_right(texts[i]);
        const char *once = written(&pabulib, NULL);
        assert_string_equal(once, texts[i]);
        pabulib = read_right(once);
        assert_string_equal(written(&pabulib, NULL), once);
    }
}

static void the_outcome_is_written_into_its_column(void **state)
{
    (void)state;
    const bool selected[] = {true, false, true};
    struct pabulib pabulib = read_right(META("approval") PROJECTS "VOTES\nvoter_id;vote\n1;a\n");
    assert_non_null(strstr(written(&pabulib, selected), "project_id;cost;name;selected\na;60;A;1\nb;40;B;0\nc;10;C;1\n"));
    pabulib = read_right(META("approval") "PROJECTS\nselected;project_id;cost\n1;a;6\n1;b;7\n0;c;8\nVOTES\nvoter_id;vote\n1;a\n");
    assert_non_null(strstr(written(&pabulib, selected), "selected;project_id;cost\n1;a;6\n0;b;7\n1;c;8\n"));
}

static void files_are_read_from_disk_and_missing_ones_are_said(void **state)
{
    (void)state;
    struct pabulib pabulib;
    const char *why = NULL, *path = arena_print(test_arena(), "%s/town.pb", test_folder());
    assert_err(pabulib_read_file(test_arena(), path, &pabulib, &why), ERR_NOT_FOUND);
    FILE *file = fopen(path, "w");
    fputs(META("approval") PROJECTS "VOTES\nvoter_id;vote\n", file);
    enum { VOTERS = 20000 }; // more than one block of bytes
    for (int i = 0; i < VOTERS; i++)
        fprintf(file, "voter-%d;%s\n", i, i % 2 == 0 ? "a,b" : "c");
    assert_int_equal(fclose(file), 0);
    assert_ok(pabulib_read_file(test_arena(), path, &pabulib, &why));
    assert_string_equal(pabulib.file, "town.pb");
    assert_int_equal(pabulib.budget.voters, VOTERS);
    assert_int_equal(pabulib.budget.ballot_at[VOTERS], VOTERS / 2 * 3);
}

TESTS(pabulib, all_five_vote_types_are_read, marks_quotes_line_ends_and_column_order_are_taken_as_they_come,
      what_is_broken_is_named_with_its_line, money_too_large_for_the_program_is_refused, what_is_written_reads_the_same_again,
      the_outcome_is_written_into_its_column, files_are_read_from_disk_and_missing_ones_are_said)
