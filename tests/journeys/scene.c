// scene.c - makes what journeys begin with, by the rules themselves.
#include "scene.h"

#include "base/time.h"
#include "people/login.h"
#include "people/person.h"
#include "people/team.h"

static const char *words(int64_t id)
{
    char *text = arena_alloc(test_arena(), ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

static struct call call_now(void)
{
    struct call call = test_call();
    call.now = time_now(); // the program that is started knows no other time
    return call;
}

static const char *sign_in(struct call *call, const char *name, enum role role, int64_t network)
{
    struct person_id person;
    const char *secret;
    assert_ok(person_add(call, name, "", NULL, &person));
    assert_ok(team_give(call, person, role, (struct scope){.network = {network}}));
    assert_ok(login_begin(call, person, &secret));
    return secret;
}

const char *scene_login(const char *name, enum role role, int64_t network)
{
    struct call call = call_now();
    const char *secret = sign_in(&call, name, role, network);
    assert_ok(db_commit(call.db));
    return secret;
}

struct scene scene_make(const char *slug, const char *kind, const char *settings, int lines)
{
    struct call call = call_now();
    struct activity activity = fixture_running(&call, slug, kind, settings);
    struct workshop workshop = fixture_workshop(&call, activity.workshop);
    struct scene scene = {.slug = slug, .workshop = words(workshop.id.v), .code = arena_dup(test_arena(), workshop.join_code),
                          .activity = words(activity.id.v), .network_id = activity.scope.network.v,
                          .workshop_id = workshop.id.v, .activity_id = activity.id.v, .line_count = lines};
    for (int i = 0; i < lines; i++)
        scene.lines[i] = words(fixture_line(&call, &activity, arena_print(call.arena, "Line %d of %s", i + 1, slug)).v);
    scene.login = sign_in(&call, arena_print(call.arena, "coordinator-%s", slug), ROLE_COORDINATOR, scene.network_id);
    assert_ok(db_commit(call.db));
    return scene;
}

struct browser *scene_phone(int port, const char *code)
{
    struct browser *phone = browser_new(port);
    char path[32];
    snprintf(path, sizeof(path), "/j/%s", code);
    bool is_in = browser_get(phone, path) == 200 && browser_post(phone, path, "") == 303 && browser_follow(phone) == 200;
    if (is_in)
        return phone;
    browser_free(phone);
    return NULL;
}

struct browser *scene_team(int port, const char *login)
{
    struct browser *team = browser_new(port);
    browser_cookie(team, "login", login);
    return team;
}

int64_t scene_wait_serving(int port)
{
    int64_t began = time_monotonic(), until = began + STARTED_PATIENCE_MS;
    struct browser *browser = browser_new(port);
    while (browser_get(browser, "/healthz") != 200 && time_monotonic() < until)
        ;
    int status = browser->status;
    browser_free(browser);
    assert_int_equal(status, 200);
    return time_monotonic() - began;
}
