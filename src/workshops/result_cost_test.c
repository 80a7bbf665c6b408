// result_cost_test.c - tests that a page of results costs the same whether ten people marked or ten thousand.
#include <string.h>

#include "workshops/activity_store.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution_store.h"
#include "workshops/fixture.h"
#include "workshops/hand_count_store.h"
#include "workshops/mark.h"
#include "workshops/mark_store.h"
#include "workshops/participation_store.h"
#include "workshops/theme_store.h"
#include "workshops/workshop_web.h"

static const struct query *const *const lists[] = {
    workshop_queries, activity_queries,   attendance_queries, contribution_queries, theme_queries,
    mark_queries,     hand_count_queries, participation_queries, NULL,
};
enum { MOST_QUERIES = 200 };

struct runs {
    uint64_t of[MOST_QUERIES]; // in the order of the lists
    size_t n;
};

struct search {
    const char *name;
    uint64_t runs;
};

static void look(const char *name, uint64_t runs, void *context)
{
    struct search *search = context;
    if (strcmp(name, search->name) == 0)
        search->runs += runs;
}

static void count_runs(struct runs *runs)
{
    *runs = (struct runs){0};
    for (const struct query *const *const *list = lists; *list != NULL; list++)
        for (const struct query *const *query = *list; *query != NULL; query++) {
            struct search search = {.name = (*query)->name};
            db_each_query(look, &search);
            assert_true(runs->n < MOST_QUERIES);
            runs->of[runs->n++] = search.runs;
        }
}

// No query that ran since `before` names a table with a row a person.
static bool reads_no_table_of_people(const struct runs *before)
{
    static const char *const tables[] = {" mark ", " attendance ", " participation ", " participant "};
    struct runs after;
    size_t at = 0, ran = 0;
    count_runs(&after);
    for (const struct query *const *const *list = lists; *list != NULL; list++)
        for (const struct query *const *query = *list; *query != NULL; query++, at++) {
            if (after.of[at] == before->of[at])
                continue;
            ran++;
            for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
                if (strstr((*query)->sql, tables[i]) != NULL) {
                    print_message("# %s reads%s\n", (*query)->name, tables[i]);
                    return false;
                }
        }
    assert_true(ran > 0); // else nothing was watched
    return true;
}

static void page(struct call *call, enum err (*handle)(struct call *, const struct request *, struct reply *),
                 const char *param)
{
    struct request *request = ARENA_NEW(call->arena, struct request);
    request->arena = call->arena;
    request->path = "/";
    request->param[0] = param;
    struct reply reply = {.arena = call->arena};
    assert_ok(handle(call, request, &reply));
    assert_int_equal(reply.status, 200);
}

static void pages_of_results_read_no_table_with_a_row_a_person(void **state)
{
    (void)state;
    struct call team = test_call(), visitor = test_call_by_visitor("somebody who reads");
    struct activity activity = fixture_opinions(&team, "cost");
    struct contribution_id line = fixture_line(&team, &activity, "A bus on Sundays");
    for (int i = 0; i < 6; i++)
        assert_ok(mark_put(&team, &activity, line, fixture_participant(&team, &activity), 1));
    struct workshop workshop = fixture_workshop(&team, activity.workshop);
    struct participant_id participant;
    assert_ok(workshop_join(&visitor, &workshop, &participant));
    assert_ok(workshop_close(&team, activity.workshop));
    const char *id = id_in_words(team.arena, activity.workshop.v);
    visitor.scope.network = team.scope.network = activity.scope.network;
    struct runs before;
    count_runs(&before);
    page(&team, workshop_get, id);
    page(&visitor, workshop_get, id);
    page(&visitor, workshops_get, "cost");
    assert_true(reads_no_table_of_people(&before));
    count_runs(&before);
    size_t people = 0;
    assert_ok(workshop_people(&team, &workshop, &people));
    assert_int_equal(people, 1);
    assert_false(reads_no_table_of_people(&before)); // and this would have been noticed
}

TESTS(result_cost, pages_of_results_read_no_table_with_a_row_a_person)
