// release_test.c - tests of releases with a source that counts what the test says.
#include "releases/release.h"

#include "i18n/message.h"
#include "jobs/queue.h"
#include "networks/network_fixture.h"
#include "releases/release_fixture.h"
#include "releases/release_store.h"
#include "releases/release_web.h"
#include "support_page.h"

TEST_QUERIES(release_queries)

// --- a source ---

enum { OBJECTS = 60, VALUES = 3 };

// A statement with answers (1, 0, -1), or one count alone where `is_alone`.
struct statement {
    int64_t people[VALUES];
    bool is_alone, is_gone;
};
static struct statement statements[OBJECTS];
static size_t statement_count;

static enum err count(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    (void)wish;
    for (size_t i = 0; i < statement_count; i++) {
        const struct statement *statement = &statements[i];
        if (statement->is_gone)
            continue;
        struct release_block *block = VEC_PUSH(call->arena, blocks);
        *block = (struct release_block){.object = (int64_t)i + 1, .workshop = 7};
        *VEC_PUSH(call->arena, block) = (struct release_cell){.kind = CELL_WHOLE, .label = N_("People"), .people = statement->people[0]};
        for (int v = 0; v < VALUES && !statement->is_alone; v++)
            *VEC_PUSH(call->arena, block) =
                (struct release_cell){.kind = CELL_ANSWER, .label = N_("Agree"), .value = 1 - v, .people = statement->people[v]};
        for (int v = 1; v < VALUES && !statement->is_alone; v++)
            block->at[0].people += statement->people[v];
    }
    return OK;
}

static enum err name(struct call *call, struct network_id network, struct release_block **blocks, size_t n)
{
    (void)network;
    for (size_t i = 0; i < n; i++)
        blocks[i]->words = (struct words){.text = arena_print(call->arena, "Statement %lld", (long long)blocks[i]->object)};
    return OK;
}

static const struct release_source source = {count, NULL, name, NULL};

static struct network_id begin(struct call *call, const char *slug)
{
    release_set_sources(&source, 1);
    memset(statements, 0, sizeof statements);
    statement_count = 0;
    return network_for_tests(call, slug).id;
}

static void set_alone(size_t i, int64_t people)
{
    statements[i] = (struct statement){.people = {people}, .is_alone = true};
    statement_count = i >= statement_count ? i + 1 : statement_count;
}

static void set(size_t i, int64_t agree, int64_t unsure, int64_t disagree)
{
    statements[i] = (struct statement){.people = {agree, unsure, disagree}};
    statement_count = i >= statement_count ? i + 1 : statement_count;
}

static const char *figure_words_of(struct cell_figure figure)
{
    switch (figure.display) {
    case CELL_NUMBER:
        return arena_print(test_arena(), "%lld", (long long)figure.number);
    case CELL_HIDDEN:
        return "-";
    case CELL_NEARLY_ALL:
        return arena_print(test_arena(), "nearly %lld", (long long)figure.number);
    case CELL_ABSENT:
        break;
    }
    return "absent";
}

// "15 - - = 21", or one figure alone.
static const char *seen(struct call *call, struct network_id network, size_t i)
{
    struct released released;
    int64_t object = (int64_t)i + 1;
    assert_ok(released_of(call, network, 7, &released));
    const char *whole = figure_words_of(released_figure(&released, object, CELL_WHOLE, 0));
    if (statements[i].is_alone)
        return whole;
    const char *line = "";
    for (int v = 0; v < VALUES; v++)
        line = arena_print(test_arena(), "%s%s ", line, figure_words_of(released_figure(&released, object, CELL_ANSWER, 1 - v)));
    return arena_print(test_arena(), "%s= %s", line, whole);
}

// --- tests ---

static void four_are_hidden_and_five_are_shown(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "four-five");
    static const struct { int64_t people; const char *seen; } cases[] = {{0, "-"}, {4, "-"}, {5, "5"}, {12, "12"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        set_alone(i, cases[i].people);
    assert_string_equal(seen(&call, network, 2), "absent");
    fixture_release(&call, network);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(seen(&call, network, i), cases[i].seen);
}

static void a_figure_stays_until_it_changed_by_five(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "by-five");
    static const struct { int64_t people; const char *seen; } steps[] = {
        {8, "8"}, {9, "8"}, {12, "8"}, {13, "13"}, {14, "13"}, {10, "13"}, {8, "8"}, {3, "8"}, {4, "8"}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        set_alone(0, steps[i].people);
        assert_string_equal(i == 0 ? "absent" : steps[i - 1].seen, seen(&call, network, 0));
        fixture_release(&call, network);
        assert_string_equal(seen(&call, network, 0), steps[i].seen);
    }
    // Every date is kept, with the true count.
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM release_cell"), 9);
    assert_int_equal(test_number(call.db, "SELECT CAST(sum(people) AS BIGINT) FROM release_cell"), 81);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM release_cell WHERE newest = 1"), 1);
}

static void what_did_not_change_is_not_stored_again(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "same");
    set_alone(0, 8);
    set(1, 10, 6, 7);
    fixture_release(&call, network);
    fixture_release(&call, network);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM release"), 1);
    struct release_made made;
    assert_ok(release_last(&call, network, &made));
    assert_int_equal(made.made_at, TEST_NOW);
    assert_int_equal(made.refused, 0);
    set_alone(0, 20);
    fixture_release(&call, network);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM release"), 2);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM release_cell WHERE object_id = 2"), 4);
    assert_string_equal(seen(&call, network, 1), "10 6 7 = 23");
}

static void parts_of_a_whole_protect_each_other(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "parts");
    set(0, 15, 2, 4);  // 21: the two small ones hide each other
    set(1, 18, 1, 1);  // all but two
    set(2, 10, 3, 12); // the 3 alone would be the rest
    set(3, 1, 2, 1);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "15 - - = 21");
    assert_string_equal(seen(&call, network, 1), "nearly 20 - - = 20");
    assert_string_equal(seen(&call, network, 2), "10 - - = 25"); // agreement says most, so it is the one that stays
    assert_string_equal(seen(&call, network, 3), "- - - = -");
}

static void what_a_later_release_would_tell_of_an_older_one_stays_hidden(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "later");
    set(0, 10, 3, 12);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "10 - - = 25");
    set(0, 10, 8, 12); // 30 less 10, 8 and 12: but unsure was 3 then, and disagree did not change
    fixture_release(&call, network);
    const char *after = seen(&call, network, 0);
    assert_true(strcmp(after, "10 8 12 = 30") != 0);
    struct release_rows rows;
    assert_ok(release_read_rows(&call, network, 0, &rows));
    assert_int_equal(rows.n, 8);
}

// Of 21 everybody saw 14 who are not sure. Now nearly all of the same 21 agree: that cannot be withheld, and would tell of the others.
static void where_no_new_figure_passes_all_stays_as_it_was_and_it_is_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "refused");
    struct release_made made;
    set(0, 4, 14, 3);
    set(1, 10, 6, 7);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "- 14 - = 21");
    set(0, 18, 0, 3);
    set(1, 20, 16, 7);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "- 14 - = 21");
    assert_string_equal(seen(&call, network, 1), "20 16 7 = 43"); // the other is published all the same
    assert_ok(release_last(&call, network, &made));
    assert_int_equal(made.refused, 1);
    // When more people have answered it passes, as the page says.
    set(0, 28, 24, 13);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "28 24 13 = 65");
    assert_ok(release_last(&call, network, &made));
    assert_int_equal(made.refused, 0);
}

static void what_is_gone_keeps_its_last_figures(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "gone");
    set_alone(0, 8);
    set_alone(1, 9);
    fixture_release(&call, network);
    statements[0].is_gone = true;
    set_alone(1, 30);
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "8");
    assert_string_equal(seen(&call, network, 1), "30");
    statements[0] = (struct statement){.people = {10}, .is_alone = true}; // back, and fewer than 5 away
    fixture_release(&call, network);
    assert_string_equal(seen(&call, network, 0), "8");
}

static void a_release_that_came_between_plan_and_storing_is_noticed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "between");
    struct release_plan plan;
    const struct release_wish wish = {.network = network};
    set_alone(0, 8);
    assert_ok(release_make_plan(&call, &wish, &plan));
    fixture_release(&call, network);
    assert_err(release_store_plan(&call, &plan), ERR_CONFLICT);
    // The job looks again by itself.
    const char *payload = arena_print(call.arena, "%lld", (long long)network.v);
    assert_ok(release_job_write(&call, payload, &plan));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM job WHERE kind = 'publish figures'"), 1);
}

static void networks_have_releases_of_their_own(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id one = begin(&call, "one"), other = network_for_tests(&call, "other").id;
    set_alone(0, 8);
    fixture_release(&call, one);
    set_alone(0, 9);
    fixture_release(&call, other);
    assert_string_equal(seen(&call, one, 0), "8");
    assert_string_equal(seen(&call, other, 0), "9");
    ROWS row = db_rows(call.db, &release_count_query, NO_ARGS);
    assert_true(rows_next(&row));
    assert_int_equal(row_int(&row, 0), 2);
}

static void only_who_may_publishes_and_it_is_written_down(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = begin(&call, "rights");
    const struct scope scope = {.network = network};
    struct call facilitator = test_call_by_person(3, ROLE_FACILITATOR, network.v),
                coordinator = test_call_by_person(4, ROLE_COORDINATOR, network.v);
    assert_err(release_publish(&facilitator, scope), ERR_DENIED);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM job WHERE kind = 'publish figures'"), 0);
    assert_ok(release_publish(&coordinator, scope));
    assert_ok(release_publish(&coordinator, scope));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM job WHERE kind = 'publish figures'"), 1);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM audit WHERE act = (SELECT max(act) FROM audit) AND actor_id = 4"), 2);
}

// --- the page ---

static const struct query words_query = {"test_release_words", "SELECT CAST('words' AS TEXT)", NULL};

static enum err count_too_many(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    TRY(count(call, wish, blocks));
    while (!arena_is_full(call->arena))
        arena_alloc(call->arena, 1024 * 1024);
    ROWS row = db_rows(call->db, &words_query, NO_ARGS);
    while (rows_next(&row))
        row_text(call->arena, &row, 0); // does not fit: the transaction is dead
    return db_error(call->db);
}

static struct page publish_page(struct call *call, const char *slug)
{
    struct page page = page_for(call, slug, NULL);
    assert_ok(release_get(call, &page.request, &page.reply));
    page_draw(call, &page, true);
    assert_ok(db_error(call->db));
    assert_false(arena_is_full(call->arena));
    return page;
}

static void where_there_is_too_much_for_a_page_it_can_be_published_all_the_same(void **state)
{
    (void)state;
    struct call call = test_call();
    static const struct release_source too_many = {count_too_many, NULL, name, NULL};
    struct network_id network = begin(&call, "vast");
    set_alone(0, 8);
    struct page page = publish_page(&call, "vast");
    assert_has(page.text, "People: 8");
    assert_has_not(page.text, "too many figures");
    release_set_sources(&too_many, 1);
    page = publish_page(&call, "vast");
    assert_has(page.text, "There are too many figures to list them here. Publishing them works all the same.");
    assert_has(page.text, "action=\"/networks/vast/publish\"");
    assert_has_not(page.text, "There is nothing new to publish.");
    release_set_sources(&source, 1);
    fixture_release(&call, network);
    assert_has(publish_page(&call, "vast").text, "There is nothing new to publish.");
}

static void a_page_lists_fifty_and_counts_the_rest(void **state)
{
    (void)state;
    struct call call = test_call();
    enum { ALL = OBJECTS };
    begin(&call, "many");
    for (size_t i = 0; i < ALL; i++)
        set_alone(i, 8);
    const char *page = publish_page(&call, "many").text;
    assert_has(page, "Statement 50<");
    assert_has_not(page, "Statement 51<");
    assert_has(page, "and 10 more");
}

TESTS(release, where_there_is_too_much_for_a_page_it_can_be_published_all_the_same, a_page_lists_fifty_and_counts_the_rest,
      four_are_hidden_and_five_are_shown, a_figure_stays_until_it_changed_by_five, what_did_not_change_is_not_stored_again,
      parts_of_a_whole_protect_each_other, what_a_later_release_would_tell_of_an_older_one_stays_hidden,
      where_no_new_figure_passes_all_stays_as_it_was_and_it_is_counted, what_is_gone_keeps_its_last_figures,
      a_release_that_came_between_plan_and_storing_is_noticed, networks_have_releases_of_their_own,
      only_who_may_publishes_and_it_is_written_down)
