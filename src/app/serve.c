// serve.c - the life of a request, in the order in which it happens.
#include "app/serve.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "app/crash.h"
#include "app/layout.h"
#include "app/pace.h"
#include "app/sent_form_store.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/time.h"
#include "i18n/message.h"
#include "store/signal.h"
#include "web/csrf.h"
#include "web/static.h"

// One request with everything that was found out about it. Lives in the request's arena.
struct visit {
    struct task task;
    struct house *house;
    struct exchange *exchange;
    const struct route *route;
    int route_number;               // -1: none
    struct preferences preferences;
    struct rand random;
    struct call call;
    const char *cache_key;          // NULL: this request is not for the page cache
    uint64_t cache_generation;
    uint64_t number;
    const char *form_key;           // idempotency key of a POST, or NULL
    void *prepared;
};

static struct house *serving;

struct house *serve_house(void)
{
    return serving;
}

void serve_prepare(struct house *house)
{
    house->routes = features_routes(house->arena);
    house->router = features_router(house->arena, &house->routes);
    house->pace = pace_start(house->arena, house->routes.n);
    serving = house;
}

void *route_prepared(const struct request *request)
{
    const struct exchange *exchange =
        (const struct exchange *)((const char *)request - offsetof(struct exchange, request));
    return ((const struct visit *)exchange->app)->prepared;
}

// --- the end: a drawn reply goes out and one line is logged ---

static void log_request(const struct visit *visit, int status, int64_t took_us)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "-"};
    log_line(LOG_INFO, "request=%llu method=%s route=%s status=%d us=%lld", (unsigned long long)visit->number,
             methods[visit->exchange->request.method], visit->route != NULL ? visit->route->path : "-", status,
             (long long)took_us);
}

static void count_request(struct house *house, int status, int64_t took_us)
{
    atomic_fetch_add_explicit(&house->requests, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&house->by_status[status / 100 % 6], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&house->microseconds, (uint64_t)took_us, memory_order_relaxed);
}

static void visit_send(struct visit *visit)
{
    struct exchange *exchange = visit->exchange;
    int64_t took = time_monotonic_us() - exchange->began_us;
    count_request(visit->house, exchange->reply.status, took);
    log_request(visit, exchange->reply.status, took);
    server_reply(exchange);
}

static void visit_draw(struct visit *visit)
{
    struct reply *reply = &visit->exchange->reply;
    bool is_cacheable = visit->cache_key != NULL && reply->form == REPLY_PAGE && reply->status == 200 &&
                        reply->topic_count > 0;
    struct layout_call layout = {
        .request = &visit->exchange->request,
        .reply = reply,
        .call = &visit->call,
        .preferences = &visit->preferences,
        .key = visit->house->config->key,
    };
    // A page that may be kept has no form, so it carries no token.
    if (reply->form == REPLY_PAGE || reply->form == REPLY_FRAGMENT)
        layout_draw(&layout, !is_cacheable);
    if (!is_cacheable || visit->house->cache == NULL)
        return;
    reply_compress(reply, &visit->exchange->request);
    cache_add(visit->house->cache, visit->cache_key, reply, visit->cache_generation);
}

static void reply_error(struct visit *visit, enum err error)
{
    atomic_fetch_add(&visit->house->errors, error == ERR_STORE ? 1 : 0);
    struct reply *reply = &visit->exchange->reply;
    struct arena *arena = reply->arena;
    *reply = (struct reply){.arena = arena};
    const struct request *request = &visit->exchange->request;
    bool must_sign_in = error == ERR_DENIED && visit->call.actor.kind == ACTOR_NOBODY && request->method == METHOD_GET;
    bool was_written = visit->route != NULL && request->method == METHOD_POST && (error == ERR_STORE || error == ERR_BUSY);
    bool must_set_up = error == ERR_DENIED && visit->call.actor.lacks_second_step && request->method == METHOD_GET;
    if (must_set_up)
        reply_see(reply, "/account/second-step");
    else if (must_sign_in)
        reply_see(reply, "/login?back=%s", request->path);
    else if (was_written)
        layout_send_again(&visit->call, request, visit->route->form, error, reply);
    else
        layout_error(&visit->call, reply, error);
}

static void visit_finish(struct task *task, enum err error)
{
    struct visit *visit = (struct visit *)task;
    if (error == ERR_STORE)
        log_line(LOG_ERROR, "request=%llu store failed", (unsigned long long)visit->number);
    // A reply that only gives a form back keeps nothing, but is a reply all the same.
    bool has_reply = visit->exchange->reply.form != REPLY_NONE && visit->exchange->reply.status >= 400;
    if (error != OK && !(has_reply && error == ERR_INVALID))
        reply_error(visit, error);
    visit_draw(visit);
    crash_working_on(-1, 0);
    visit_send(visit);
}

// --- reading and writing ---

// Who asks, where, and may they? The database is open.
static enum err visit_admit(struct visit *visit, struct db *db)
{
    const struct request *request = &visit->exchange->request;
    visit->call.db = db;
    visit->call.actor = (struct actor){0};
    visit->call.scope = (struct scope){0};
    TRY(access_actor(&visit->call, request));
    if (visit->route->scope != NULL)
        TRY(visit->route->scope(&visit->call, request, &visit->call.scope));
    return call_require(&visit->call, visit->route->right, visit->call.scope);
}

static enum err visit_get(struct visit *visit, struct db *db)
{
    TRY(db_begin(db));
    enum err error = visit_admit(visit, db);
    if (error == OK)
        error = visit->route->handle(&visit->call, &visit->exchange->request, &visit->exchange->reply);
    if (error == OK && db_error(db) != OK)
        error = db_error(db);
    if (error == ERR_STORE)
        log_line(LOG_ERROR, "request=%llu database: %s", (unsigned long long)visit->number, db_error_words(db));
    db_rollback(db);
    return error;
}

static enum err visit_write(struct task *task, struct db *db)
{
    struct visit *visit = (struct visit *)task;
    struct reply *reply = &visit->exchange->reply;
    *reply = (struct reply){.arena = reply->arena};
    crash_working_on(visit->route_number, visit->number);
    TRY(visit_admit(visit, db));
    const char *who = NULL;
    if (visit->form_key != NULL) {
        who = call_hash(&visit->call, "form", visit->call.visitor);
        const char *location = NULL;
        enum err error = sent_form_find(&visit->call, visit->form_key, who, &location);
        if (error == OK)
            reply_see(reply, "%s", location);
        if (error != ERR_NOT_FOUND)
            return error;
    }
    TRY(visit->route->handle(&visit->call, &visit->exchange->request, reply));
    if (reply->status >= 400)
        return ERR_INVALID; // the form goes back with its messages; nothing it did may stay
    if (visit->form_key != NULL && reply->form == REPLY_SEE)
        TRY(sent_form_add(&visit->call, visit->form_key, who, reply->location));
    return OK;
}

// Origin and token of a POST. False: the reply is made. It gives back what was typed, but not what another site has filled in: that is
// not for sending on, and its form, which comes without our cookies, must not replace them.
static bool visit_is_ours(struct visit *visit)
{
    const struct request *request = &visit->exchange->request;
    if (visit->route->flags & ROUTE_NO_TOKEN)
        return true;
    if (!origin_is_own(request, visit->call.address)) {
        layout_error(&visit->call, &visit->exchange->reply, ERR_DENIED);
        return false;
    }
    const char *token = request_field(request, "token");
    if (csrf_is_valid(visit->house->config->key, visit->call.visitor, token))
        return true;
    if (visit->call.visitor == NULL)
        access_new_visitor(&visit->call, request, &visit->preferences, &visit->exchange->reply);
    layout_send_again(&visit->call, request, visit->route->form, ERR_DENIED, &visit->exchange->reply);
    return false;
}

static bool visit_read(struct task *task, struct db *db)
{
    struct visit *visit = (struct visit *)task;
    const struct request *request = &visit->exchange->request;
    crash_working_on(visit->route_number, visit->number);
    if (visit->route == NULL) {
        visit_draw(visit);
        visit_send(visit);
        return false;
    }
    bool ends_visit = request->method == METHOD_GET && (visit->route->flags & ROUTE_ENDS_VISIT) != 0;
    if (ends_visit)
        return true;
    if (request->method != METHOD_POST) {
        _Atomic int64_t *pace = &visit->house->pace[visit->route_number];
        bool is_due = pace_is_due(pace, visit->number);
        int64_t began = is_due ? time_worked_us() : 0;
        visit_finish(task, visit_get(visit, db)); // and the visit is gone
        if (is_due)
            pace_note(pace, time_worked_us() - began);
        return false;
    }
    if (!visit_is_ours(visit)) {
        visit_draw(visit);
        visit_send(visit);
        return false;
    }
    const char *key = request_field(request, "key");
    int64_t id;
    if (!(visit->route->flags & (ROUTE_REPEATABLE | ROUTE_NO_TOKEN)) && key != NULL && id_parse(key, &id))
        visit->form_key = key;
    if (visit->route->prepare != NULL) {
        enum err error = visit->route->prepare(&visit->call, request, &visit->prepared);
        if (error != OK) {
            visit_finish(task, error);
            return false;
        }
    }
    crash_working_on(-1, 0);
    return true;
}

// --- the beginning: on an event thread, must not wait ---

static const char *public_address(const struct house *house, const struct request *request)
{
    if (*house->address != '\0')
        return house->address;
    return arena_print(request->arena, "%s://%s", request->secure ? "https" : "http", request->host);
}

// Whoever asks for the public https address came by https, whether or not the proxy says so: cookies and origin follow.
static bool is_by_https(const struct house *house, const struct request *request)
{
    return request->secure ||
           (strncmp(house->address, "https://", 8) == 0 && strcasecmp(house->address + 8, request->host) == 0);
}

// Once: without the setting, every visitor counts as the proxy, and one who guesses codes slows everybody down.
static void warn_of_proxy(struct house *house, const struct request *request)
{
    if (*house->trusted_proxies != NULL || request_header(request, "x-forwarded-for") == NULL ||
        atomic_flag_test_and_set(&house->warned_of_proxy))
        return;
    log_line(LOG_WARNING, "requests come through a proxy, but the setting trusted_proxies names none: all visitors count as one. "
                          "Run `sempre settings trusted_proxies ADDRESS` and start anew.");
}

// The key under which the page may be found, or NULL where the request is not for the cache: it has a login or visitor
// cookie, comes from a shared computer, which must keep nothing, or has fields that no page declares.
static const char *cache_key(const struct request *request, const struct preferences *preferences)
{
    if (request->method == METHOD_POST || access_is_known(request) || preferences->kiosk)
        return NULL;
    const char *query = request->raw_query;
    bool is_page = strncmp(query, "page=", 5) == 0 && strlen(query) < 12 && strspn(query + 5, "0123456789") == strlen(query + 5);
    if (*query != '\0' && !is_page)
        return NULL;
    const char *accepts = request_header(request, "accept-encoding");
    return arena_print(request->arena, "%s %d%d%d %c%c%c %d %s?%s", language_tag(preferences->language), request->secure,
                       preferences->easy, preferences->contrast, preferences->size ? preferences->size : '-',
                       preferences->theme ? preferences->theme : '-',
                       accepts != NULL && strstr(accepts, "gzip") != NULL ? 'z' : '-', preferences->has_css, request->path,
                       query);
}

static void route_find(struct visit *visit)
{
    struct exchange *exchange = visit->exchange;
    struct request *request = &exchange->request;
    const char *allow = NULL;
    size_t index = 0;
    enum method method = request->method == METHOD_HEAD ? METHOD_GET : request->method;
    enum err error = router_find(visit->house->router, request->arena, method, request->path, &index, request->param, &allow);
    visit->route_number = error == OK ? (int)index : -1;
    visit->route = error == OK ? visit->house->routes.at[index] : NULL;
    if (error == ERR_INVALID) {
        layout_error(&visit->call, &exchange->reply, ERR_NOT_FOUND);
        exchange->reply.status = 405;
        reply_header(&exchange->reply, "Allow", allow);
    } else if (error != OK) {
        layout_error(&visit->call, &exchange->reply, ERR_NOT_FOUND);
    } else if (crash_is_blocked(visit->route_number)) {
        visit->route = NULL;
        layout_error(&visit->call, &exchange->reply, ERR_BUSY);
    }
}

// Whether the event thread may run it itself up to its reply or the writer lane.
static bool visit_is_quick(const struct visit *visit)
{
    if (visit->route == NULL)
        return true;
    if (visit->exchange->request.method == METHOD_POST)
        return visit->route->prepare == NULL;
    return (visit->route->flags & ROUTE_READS_ALL) == 0 && pace_is_quick(&visit->house->pace[visit->route_number]);
}

static bool serve_asset(struct house *house, struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    if (strncmp(request->path, "/assets/", 8) != 0 || request->method == METHOD_POST)
        return false;
    const struct asset *asset = asset_served(request->path);
    if (asset == NULL)
        return false;
    exchange->reply.form = REPLY_ASSET;
    exchange->reply.status = 200;
    exchange->reply.asset = asset;
    count_request(house, 200, time_monotonic_us() - exchange->began_us);
    server_reply(exchange);
    return true;
}

void serve_request(struct exchange *exchange, void *context)
{
    static _Atomic uint64_t numbers;
    struct house *house = context;
    struct request *request = &exchange->request;
    exchange->reply.arena = request->arena;
    request->secure = is_by_https(house, request);
    if (serve_asset(house, exchange))
        return;
    struct preferences preferences = access_preferences(request);
    const char *key = house->cache == NULL ? NULL : cache_key(request, &preferences);
    if (key != NULL && cache_find(house->cache, key, &exchange->reply)) {
        atomic_fetch_add_explicit(&house->cache_hits, 1, memory_order_relaxed);
        int64_t took = time_monotonic_us() - exchange->began_us;
        count_request(house, exchange->reply.status, took);
        log_line(LOG_INFO, "request=%llu method=GET route=cached status=%d us=%lld",
                 (unsigned long long)atomic_fetch_add(&numbers, 1) + 1, exchange->reply.status, (long long)took);
        server_reply(exchange);
        return;
    }
    warn_of_proxy(house, request);
    struct visit *visit = ARENA_NEW(request->arena, struct visit);
    *visit = (struct visit){
        .task = {.read = visit_read, .write = visit_write, .finish = visit_finish},
        .house = house,
        .exchange = exchange,
        .preferences = preferences,
        .cache_key = key,
        .cache_generation = house->cache == NULL ? 0 : cache_generation(house->cache),
        .number = atomic_fetch_add(&numbers, 1) + 1,
    };
    visit->call = (struct call){
        .arena = request->arena,
        .visitor = access_visitor(request),
        .client = request->address,
        .language = preferences.language,
        .easy = preferences.easy,
        .now = time_now(),
        .random = &visit->random,
        .key = house->config->key,
        .address = public_address(house, request),
        .asks_second_step = house->asks_second_step,
    };
    exchange->app = visit;
    route_find(visit);
    if (!visit_is_quick(visit) || !lanes_run_here(house->lanes, &visit->task))
        lanes_add(house->lanes, &visit->task);
}
