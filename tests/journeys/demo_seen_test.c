// demo_seen_test.c - the demonstration's public pages show the figures that its people gave, as a release may tell them.
#include <stdlib.h>

#include "base/time.h"
#include "base/vec.h"
#include "scene.h"

static const struct query lines_query = {
    "test_demo_lines",
    "SELECT c.words, CAST(sum(CASE WHEN m.value > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(CASE WHEN m.value = 0 THEN 1 ELSE 0 END) AS "
    "BIGINT), CAST(sum(CASE WHEN m.value < 0 THEN 1 ELSE 0 END) AS BIGINT), a.workshop_id FROM contribution AS c JOIN mark AS m ON "
    "m.contribution_id = c.id JOIN activity AS a ON a.id = m.activity_id JOIN workshop AS w ON w.id = a.workshop_id WHERE a.kind = ?1 AND "
    "w.state = 'closed' GROUP BY c.id, c.words, a.workshop_id ORDER BY c.id", NULL};
static const struct query needs_query = {
    "test_demo_needs",
    "SELECT v.words, n.voices FROM need AS n JOIN text_variant AS v ON v.text_id = n.title_text_id JOIN network AS k ON k.id = n.network_id "
    "WHERE k.slug = 'liepaja' AND v.language = 'en' AND v.easy = 0", NULL};

enum { MOST_VALUES = 3, SHOWN_FROM = 5 };
struct counted {
    const char *words;
    int64_t people[MOST_VALUES], workshop; // agree, not sure, disagree; of dots: who put any
};
struct counted_list {
    struct counted *at;
    size_t n, cap;
};

static struct counted_list count(const char *kind)
{
    struct counted_list list = {0};
    assert_ok(db_begin(test_db()));
    ROWS rows = db_rows(test_db(), &lines_query, ARGS(TEXT(kind)));
    while (rows_next(&rows)) {
        struct counted *counted = VEC_PUSH(test_arena(), &list);
        *counted = (struct counted){.words = row_text(test_arena(), &rows, 0), .workshop = row_int(&rows, 4)};
        for (int v = 0; v < MOST_VALUES; v++)
            counted->people[v] = row_int(&rows, v + 1);
    }
    assert_ok(db_error(test_db()));
    assert_ok(db_commit(test_db()));
    return list;
}

static void wait_published(struct browser *browser)
{
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    static const char jobs[] = "SELECT count(*) FROM job WHERE kind IN ('publish figures', 'find opinion groups')";
    while (test_number(test_db(), jobs) > 0 && time_monotonic() < until)
        assert_int_equal(browser_get(browser, "/healthz"), 200);
    assert_int_equal(test_number(test_db(), jobs), 0);
}

// The cells beside the words in a table of the page: numbers, -1 where none is shown.
static void read_row(const struct browser *visitor, const char *words, int values, int64_t *ret_cells)
{
    static const char cell[] = "<td class=\"num\">";
    const char *at = strstr(visitor->body, arena_print(test_arena(), "<th scope=\"row\">%s</th>", words));
    if (at == NULL)
        fail_msg("no table has \"%s\"", words);
    for (int v = 0; v < values; v++) {
        char *end;
        at = strstr(at, cell);
        assert_non_null(at);
        at += strlen(cell);
        ret_cells[v] = strtoll(at, &end, 10);
        if (*end != '<')
            ret_cells[v] = -1;
    }
}

// How many numbers are shown. None may be wrong or below 5; where none of a row is below 5, all are there.
static size_t check_step(struct browser *visitor, const char *kind, int values)
{
    size_t shown = 0;
    struct counted_list list = count(kind);
    assert_true(list.n >= 5);
    char id[ID_TEXT_SIZE];
    id_text(list.at[0].workshop, id);
    assert_int_equal(browser_get(visitor, arena_print(test_arena(), "/workshops/%s", id)), 200);
    for (size_t i = 0; i < list.n; i++) {
        int64_t cells[MOST_VALUES], least = INT64_MAX;
        read_row(visitor, list.at[i].words, values, cells);
        for (int v = 0; v < values; v++)
            least = list.at[i].people[v] < least ? list.at[i].people[v] : least;
        for (int v = 0; v < values; v++) {
            bool may_be_hidden = least < SHOWN_FROM;
            if (cells[v] != list.at[i].people[v] && !(cells[v] == -1 && may_be_hidden))
                fail_msg("\"%s\": shows %lld, and there are %lld", list.at[i].words, (long long)cells[v],
                         (long long)list.at[i].people[v]);
            assert_true(cells[v] == -1 || cells[v] >= SHOWN_FROM);
            shown += cells[v] != -1;
        }
    }
    return shown;
}

static void the_demonstration_shows_what_its_people_gave(void **state)
{
    (void)state;
    assert_int_equal(RUN("demo", "--content", TEST_SUPPORT "/../../content").code, 0);
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port);
    wait_published(visitor);
    visitor->headers = "Accept-Language: lv\r\n"; // the statements are as they were said
    assert_true(check_step(visitor, "dots", 1) >= 5);
    assert_true(check_step(visitor, "opinions", 3) >= 11);
    browser_free(visitor);
    assert_int_equal(started_stop(started), 0);
}

static void its_needs_show_their_voices(void **state)
{
    (void)state;
    int demo = RUN("demo", "--content", TEST_SUPPORT "/../../content").code;
    assert_true(demo == 0 || demo == 5); // 5: it is there, as the test before has left it
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port);
    size_t shown = 0, needs = 0;
    wait_published(visitor);
    assert_int_equal(browser_get(visitor, "/networks/liepaja/needs"), 200);
    assert_ok(db_begin(test_db()));
    ROWS rows = db_rows(test_db(), &needs_query, NO_ARGS);
    for (; rows_next(&rows); needs++) {
        const char *title = row_text(test_arena(), &rows, 0), *at = strstr(visitor->body, arena_print(test_arena(), ">%s</a>", title));
        assert_non_null(at);
        const char *card = arena_copy(test_arena(), at, (size_t)(strstr(at, "</li>") - at));
        int64_t voices = row_int(&rows, 1);
        bool is_shown = strstr(card, arena_print(test_arena(), ">%lld voices", (long long)voices)) != NULL;
        if (!is_shown && strstr(card, "fewer than 5 voices, or not shown") == NULL)
            fail_msg("%s has %lld voices, and the page says: %s", title, (long long)voices, card);
        assert_false(is_shown && voices < SHOWN_FROM);
        shown += is_shown;
    }
    assert_ok(db_error(test_db()));
    assert_ok(db_commit(test_db()));
    assert_true(needs >= 3);
    assert_int_equal(shown, 3);
    browser_free(visitor);
    assert_int_equal(started_stop(started), 0);
}

TESTS(demo_seen, the_demonstration_shows_what_its_people_gave, its_needs_show_their_voices)
