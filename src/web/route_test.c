// route_test.c - tests of finding the route of an address.
#include "web/route.h"

#include "support.h"

static const struct route_pattern patterns[] = {
    {METHOD_GET, "/"},
    {METHOD_GET, "/networks"},
    {METHOD_GET, "/networks/:network"},
    {METHOD_GET, "/networks/new"},
    {METHOD_POST, "/networks/new"},
    {METHOD_POST, "/networks/:network/edit"},
    {METHOD_GET, "/networks/new/:thing"},
    {METHOD_POST, "/w/:code/:activity/:statement/:mark"},
};

enum { FOUND = 100, NOT_FOUND = 1, NOT_ALLOWED = 2 };

static const char *param[PATH_PARAMS];
static const char *allow;

// The index of the route, or NOT_FOUND or NOT_ALLOWED plus FOUND.
static int find(enum method method, const char *path)
{
    const struct router *router = router_new(test_arena(), patterns, sizeof(patterns) / sizeof(patterns[0]));
    size_t index = FOUND;
    enum err error = router_find(router, test_arena(), method, path, &index, param, &allow);
    return error == OK ? (int)index : error == ERR_NOT_FOUND ? FOUND + NOT_FOUND : FOUND + NOT_ALLOWED;
}

static void literal_parts_come_before_parameters(void **state)
{
    (void)state;
    assert_int_equal(find(METHOD_GET, "/"), 0);
    assert_int_equal(find(METHOD_GET, "/networks"), 1);
    assert_int_equal(find(METHOD_GET, "/networks/riga"), 2);
    assert_string_equal(param[0], "riga");
    assert_int_equal(find(METHOD_GET, "/networks/new"), 3);
    assert_null(param[0]);
}

static void a_literal_that_leads_nowhere_gives_way_to_a_parameter(void **state)
{
    (void)state;
    assert_int_equal(find(METHOD_POST, "/networks/new/edit"), 5);
    assert_string_equal(param[0], "new");
    assert_int_equal(find(METHOD_GET, "/networks/new/edit"), 6);
    assert_string_equal(param[0], "edit");
}

static void parameters_come_in_their_order(void **state)
{
    (void)state;
    assert_int_equal(find(METHOD_POST, "/w/KAZE7/a/b/c"), 7);
    assert_string_equal(param[0], "KAZE7");
    assert_string_equal(param[1], "a");
    assert_string_equal(param[2], "b");
    assert_string_equal(param[3], "c");
}

static void head_is_answered_where_get_is(void **state)
{
    (void)state;
    assert_int_equal(find(METHOD_HEAD, "/networks"), 1);
    assert_int_equal(find(METHOD_HEAD, "/networks/riga/edit"), FOUND + NOT_ALLOWED);
}

static void another_method_is_told_which_are_allowed(void **state)
{
    (void)state;
    assert_int_equal(find(METHOD_POST, "/networks"), FOUND + NOT_ALLOWED);
    assert_string_equal(allow, "GET, HEAD");
    assert_int_equal(find(METHOD_GET, "/networks/riga/edit"), FOUND + NOT_ALLOWED);
    assert_string_equal(allow, "POST");
    assert_int_equal(find(METHOD_OTHER, "/networks/new"), FOUND + NOT_ALLOWED);
    assert_string_equal(allow, "GET, HEAD, POST");
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    static const char *const paths[] = {"", "networks", "/network", "/networks/", "/networks//edit", "//", "/networks/riga/edit/",
                                        "/w/KAZE7/a/b", "/w/KAZE7/a/b/c/d"};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        assert_int_equal(find(METHOD_GET, paths[i]), FOUND + NOT_FOUND);
}

TESTS(route, literal_parts_come_before_parameters, a_literal_that_leads_nowhere_gives_way_to_a_parameter,
      parameters_come_in_their_order, head_is_answered_where_get_is, another_method_is_told_which_are_allowed,
      what_is_not_there_is_not_found)
