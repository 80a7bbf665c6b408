// page_budget_test.c - walks through a whole programme by its links: no page needs more than 20 statements; files of a whole network may.
#include <stdlib.h>

#include "app/features.h"
#include "base/time.h"
#include "scene.h"

enum { MOST_STATEMENTS = 20, PAGES_OF_A_ROUTE = 12 };

struct walk {
    struct route_list routes;
    struct router *router;
    int *visits, *all_visits; // of each route: by who walks now, by everybody
    struct strings paths; // seen so far; from `next` on not yet asked for
    size_t next;
    int too_many;
};

// Statements run by the server since its start, as /metrics counts them; asking costs `own` itself.
static long statements(struct browser *browser)
{
    long sum = 0;
    assert_int_equal(browser_get(browser, "/metrics"), 200);
    for (const char *at = browser->body; (at = strstr(at, "\nsempre_query_runs_total{")) != NULL;) {
        at = strstr(at, "} ");
        sum += strtol(at + 2, NULL, 10);
    }
    return sum;
}

static int route_of(struct walk *walk, const char *path)
{
    const char *param[PATH_PARAMS], *allow;
    size_t index = 0;
    const char *bare = arena_copy(test_arena(), path, strcspn(path, "?#"));
    enum err error = router_find(walk->router, test_arena(), METHOD_GET, bare, &index, param, &allow);
    return error == OK ? (int)index : -1;
}

static void add_path(struct walk *walk, const char *path)
{
    int route = route_of(walk, path);
    if (route < 0 || walk->visits[route] >= PAGES_OF_A_ROUTE || walk->routes.at[route]->flags & ROUTE_KEEPS_OPEN)
        return;
    for (size_t i = 0; i < walk->paths.n; i++)
        if (strcmp(walk->paths.at[i], path) == 0)
            return;
    walk->visits[route]++;
    walk->all_visits[route]++;
    *VEC_PUSH(test_arena(), &walk->paths) = path;
}

// Every address in an attribute of the page: links, and what scripts ask for.
static void add_links(struct walk *walk, const char *page, const char *attribute)
{
    for (const char *at = page; (at = strstr(at, attribute)) != NULL;) {
        at += strlen(attribute);
        struct buf path = buf_make(test_arena(), 64);
        for (const char *each = at; *each != '"' && *each != '#' && *each != '\0'; each++) {
            buf_add_char(&path, *each);
            if (strncmp(each, "&amp;", 5) == 0)
                each += 4;
        }
        const char *text = buf_text(&path), *host = strstr(text, "://");
        if (host != NULL && host - text < 6) // a whole address, to be sent to somebody
            text = strchr(host + 3, '/');
        if (text != NULL && text[0] == '/' && strncmp(text, "/assets/", 8) != 0)
            add_path(walk, text);
    }
}

// What every reply says to the browser, and that its page asks nobody else for anything.
static void assert_safe(const char *path, const struct browser *browser)
{
    static const char *const wanted[] = {"\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: same-origin\r\n",
                                         "\r\nContent-Security-Policy: default-src 'none'; ", "frame-ancestors 'none'",
                                         "base-uri 'none'", "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
                                         "\r\nCross-Origin-Opener-Policy: same-origin\r\n"};
    static const char *const of_others[] = {" src=\"http", " src=\"//", "<link rel=\"stylesheet\" href=\"http", "<iframe", "<object", "<embed",
                                            " style=\"", " onclick=", "<script>", "@import"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (strstr(browser->head, wanted[i]) == NULL)
            fail_msg("%s comes without %s\n%s", path, wanted[i], browser->head);
    if (strstr(browser->head, "'unsafe") != NULL || strstr(browser->head, "Access-Control-Allow") != NULL)
        fail_msg("%s allows too much\n%s", path, browser->head);
    for (size_t i = 0; i < sizeof of_others / sizeof of_others[0]; i++)
        if (strstr(browser->body, of_others[i]) != NULL)
            fail_msg("%s has%s in it", path, of_others[i]);
    for (const char *at = browser->head; (at = strstr(at, "\r\nSet-Cookie: ")) != NULL; at += 2) {
        const char *line = arena_copy(test_arena(), at + 2, strcspn(at + 2, "\r"));
        if (strstr(line, "; HttpOnly") == NULL || strstr(line, "; SameSite=Lax") == NULL || strstr(line, "; Path=/") == NULL)
            fail_msg("%s sets %s", path, line);
    }
}

static void ask(struct walk *walk, struct browser *browser, struct browser *counter, long own, const char *path)
{
    long used = 0;
    for (int i = 0; i < 2; i++) { // what runs beside it may count once, not twice
        long before = statements(counter);
        int status = browser_get(browser, path);
        if (status != 200 && status != 303)
            fail_msg("%s: %d", path, status);
        assert_safe(path, browser);
        used = statements(counter) - before - own;
        if (used <= MOST_STATEMENTS)
            break;
    }
    bool is_too_many = used > MOST_STATEMENTS && (walk->routes.at[route_of(walk, path)]->flags & ROUTE_READS_ALL) == 0;
    if (is_too_many)
        print_error("%s needs %ld statements\n", path, used);
    walk->too_many += is_too_many;
    if (*browser->location != '\0')
        add_links(walk, arena_print(test_arena(), "href=\"%s\"", browser->location), "href=\"");
    add_links(walk, browser->body, "href=\"");
    add_links(walk, browser->body, "data-live=\"");
    add_links(walk, browser->body, ">http");
}

static void walk_as(struct walk *walk, struct browser *browser, struct browser *counter, const char *const *from)
{
    long first = statements(counter), own = statements(counter) - first;
    walk->paths.n = walk->next = 0; // the same address is another page for somebody else
    memset(walk->visits, 0, walk->routes.n * sizeof(*walk->visits));
    for (; *from != NULL; from++)
        add_path(walk, *from);
    while (walk->next < walk->paths.n)
        ask(walk, browser, counter, own, walk->paths.at[walk->next++]);
}

// Invites somebody and makes a code for a lost password; the address it leads to.
static const char *led_to(struct browser *team, const char *page, const char *action_start, const char *action_end, const char *fields)
{
    assert_int_equal(browser_get(team, page), 200);
    const char *at = strstr(team->body, arena_print(test_arena(), "action=\"%s", action_start));
    while (at != NULL && strncmp(at + 8 + strcspn(at + 8, "\"") - strlen(action_end), action_end, strlen(action_end)) != 0)
        at = strstr(at + 8, arena_print(test_arena(), "action=\"%s", action_start));
    assert_non_null(at);
    const char *action = arena_copy(test_arena(), at + 8, strcspn(at + 8, "\""));
    const char *key = browser_field(team, action, "key");
    assert_int_equal(browser_post(team, action, arena_print(test_arena(), "key=%s&%s", key == NULL ? "" : key, fields)), 303);
    return arena_dup(test_arena(), team->location);
}

// A card of one's own for the phone; the address behind its QR code.
static const char *card_of(struct browser *phone, const char *network)
{
    const char *own = arena_print(test_arena(), "%s/mine", network);
    assert_int_equal(browser_get(phone, own), 200);
    assert_int_equal(browser_post(phone, arena_print(test_arena(), "%s/card", own), ""), 303);
    assert_int_equal(browser_follow(phone), 200);
    const char *at = strstr(phone->body, "<p class=\"code long\"><strong>");
    assert_non_null(at);
    struct buf path = buf_make(test_arena(), 32);
    buf_add_text(&path, "/c/");
    for (at += strlen("<p class=\"code long\"><strong>"); *at != '<'; at++)
        if (*at != ' ')
            buf_add_char(&path, *at);
    return buf_text(&path);
}

static void no_page_of_the_program_needs_more_statements_than_it_may(void **state)
{
    (void)state;
    assert_int_equal(RUN("demo", "--content", TEST_SUPPORT "/../../content").code, 0);
    struct scene scene = scene_make("budget", "dots", "{\"dots\":3}", 20);
    const char *lead = scene_login("budget-lead", ROLE_PROGRAMME_LEAD, 0);
    const char *operator = scene_login("budget-operator", ROLE_OPERATOR, 0);
    (void)scene_login("budget-helper", ROLE_FACILITATOR, scene.network_id);
    static const char *const uncached[] = {"--page-cache", "off", NULL};
    struct started *started = started_serve(&(struct started_options){.arguments = uncached});
    struct walk walk = {.routes = features_routes(test_arena())};
    walk.router = features_router(test_arena(), &walk.routes);
    walk.visits = ARENA_ARRAY(test_arena(), int, walk.routes.n);
    walk.all_visits = ARENA_ARRAY(test_arena(), int, walk.routes.n);
    struct browser *counter = browser_new(started->port), *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    struct browser *people[] = {browser_new(started->port), scene_team(started->port, lead), scene_team(started->port, operator),
                                scene_team(started->port, scene.login), phone};
    const char *network = arena_print(test_arena(), "/networks/%s", scene.slug);
    const char *team = arena_print(test_arena(), "%s/people", network);
    const char *invited = led_to(people[3], team, team, "/people", "role=facilitator&note=Somebody");
    const char *recovery = led_to(people[3], team, "/people/", "/recovery", arena_print(test_arena(), "network=%s", scene.slug));
    const char *card = card_of(phone, network), *cards = arena_print(test_arena(), "%s/cards", network);
    const char *sheets = led_to(people[3], cards, cards, "/cards", "sheets=1&language=lv");
    const char *pick = arena_print(test_arena(), "/workshops/%s/needs", scene.workshop);
    const char *named = led_to(people[3], pick, pick, "/needs", arena_print(test_arena(), "line=%s&title=A+need", scene.lines[0]));
    const char *app = led_to(people[3], "/account/second-step", "/account/second-step", "", "way=app");
    const char *const from[][11] = {
        {"/", "/login/code", "/healthz", "/metrics", "/start-again", "/still-there", arena_print(test_arena(), "/j/%s", scene.code), card,
         arena_print(test_arena(), "%s/search?q=hall", network)}, // found by a form
        {"/account", "/people", network},
        {"/styleguide"},
        {arena_print(test_arena(), "/console/%s", scene.workshop), network, team, invited, recovery, sheets, named, app,
         "/account/second-step/list", arena_print(test_arena(), "%s/workshops", network)},
        {arena_print(test_arena(), "/w/%s", scene.code), arena_print(test_arena(), "%s/mine/sheet", network)},
    };
    for (size_t i = 0; i < 5; i++)
        walk_as(&walk, people[i], counter, from[i]);
    int missing = 0;
    for (size_t i = 0; i < walk.routes.n; i++) {
        const struct route *route = walk.routes.at[i];
        if (route->method == METHOD_GET && !(route->flags & ROUTE_KEEPS_OPEN) && walk.all_visits[i] == 0) {
            print_error("no link leads to %s\n", route->path);
            missing++;
        }
    }
    for (size_t i = 0; i < 5; i++)
        browser_free(people[i]);
    browser_free(counter);
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(walk.too_many, 0);
    assert_int_equal(missing, 0);
}

TESTS(page_budget, no_page_of_the_program_needs_more_statements_than_it_may)
