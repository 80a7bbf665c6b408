// traffic.c - one exchange while it is read, and the memory it lives in.
#include "web/traffic.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/time.h"
#include "web/multipart.h"

static struct arena *take_arena(struct spares *spares)
{
    struct arena *arena = NULL;
    pthread_mutex_lock(&spares->lock);
    if (spares->n > 0)
        arena = spares->at[--spares->n];
    if (spares->n < spares->least)
        spares->least = spares->n;
    pthread_mutex_unlock(&spares->lock);
    return arena != NULL ? arena : arena_new(LIMIT_REQUEST_ARENA);
}

static void give_arena(struct spares *spares, struct arena *arena)
{
    arena_reset(arena);
    pthread_mutex_lock(&spares->lock);
    bool is_kept = spares->n < SPARE_ARENAS;
    if (is_kept)
        spares->at[spares->n++] = arena;
    pthread_mutex_unlock(&spares->lock);
    if (!is_kept)
        arena_free(arena);
}

void spares_init(struct spares *spares)
{
    pthread_mutex_init(&spares->lock, NULL);
}

void spares_free(struct spares *spares)
{
    while (spares->n > 0)
        arena_free(spares->at[--spares->n]);
    pthread_mutex_destroy(&spares->lock);
}

void spares_trim(struct spares *spares)
{
    struct arena *unused[SPARE_ARENAS];
    size_t n = 0;
    pthread_mutex_lock(&spares->lock);
    for (size_t half = spares->least / 2; n < half; n++)
        unused[n] = spares->at[--spares->n];
    spares->least = spares->n;
    pthread_mutex_unlock(&spares->lock);
    while (n > 0)
        arena_free(unused[--n]);
}

struct traffic *traffic_new(struct spares *spares, struct connection *connection)
{
    struct arena *arena = take_arena(spares);
    struct traffic *traffic = ARENA_NEW(arena, struct traffic);
    traffic->exchange.request.arena = arena;
    traffic->exchange.reply.arena = arena;
    traffic->exchange.began_us = time_monotonic_us();
    traffic->connection = connection;
    connection->traffic = traffic;
    return traffic;
}

void traffic_free(struct traffic *traffic, struct spares *spares)
{
    struct arena *arena = traffic->exchange.request.arena;
    struct reply *reply = &traffic->exchange.reply;
    if (reply->form == REPLY_HELD && reply->release != NULL)
        reply->release(reply->release_context);
    if (spares != NULL) {
        atomic_fetch_sub(&spares->typed, traffic->body_typed);
        give_arena(spares, arena);
    } else
        arena_free(arena);
}

static enum method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0)
        return METHOD_GET;
    if (strcmp(name, "HEAD") == 0)
        return METHOD_HEAD;
    return strcmp(name, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
}

static const char *small_letters(struct arena *arena, const char *text, size_t n)
{
    char *small = arena_copy(arena, text, n);
    for (size_t i = 0; i < n; i++)
        if (small[i] >= 'A' && small[i] <= 'Z')
            small[i] = (char)(small[i] - 'A' + 'a');
    return small;
}

static void copy_headers(struct request *request, const struct guard_header *headers, size_t n)
{
    struct arena *arena = request->arena;
    request->headers.at = ARENA_ARRAY(arena, struct pair, n);
    request->headers.n = request->headers.cap = n;
    for (size_t i = 0; i < n; i++) {
        const char *value = headers[i].value;
        size_t value_n = headers[i].value_n;
        while (value_n > 0 && (value[value_n - 1] == ' ' || value[value_n - 1] == '\t'))
            value_n--;
        request->headers.at[i].name = small_letters(arena, headers[i].name, headers[i].name_n);
        request->headers.at[i].value = arena_copy(arena, value, value_n);
    }
}

enum err traffic_fill(struct traffic *traffic, const char *method, const struct guard_header *headers, size_t n,
                      const char *const *trusted_proxies)
{
    struct request *request = &traffic->exchange.request;
    copy_headers(request, headers, n);
    const char *host = request_header(request, "host");
    request->method = method_of(method);
    request->host = host == NULL ? "" : host;
    request->address = arena_dup(request->arena, traffic->connection->address);
    for (size_t i = 0; i < request->headers.n; i++)
        if (strcmp(request->headers.at[i].name, "cookie") == 0)
            pairs_read_cookies(request->arena, request->headers.at[i].value, &request->cookies);
    target_trust(request, trusted_proxies);
    return target_read(request, traffic->target);
}

// Room of all bodies that are too long, for `n` bytes of this one.
static bool reserve_typed(struct traffic *traffic, struct spares *spares, size_t n)
{
    size_t more = n - traffic->body_typed;
    if (atomic_fetch_add(&spares->typed, more) + more > LIMIT_TYPED_BYTES) {
        atomic_fetch_sub(&spares->typed, more);
        return false;
    }
    traffic->body_typed = n;
    arena_allow(traffic->exchange.request.arena, more);
    return true;
}

// Room for `n` more bytes of the body, or for what there is room for.
static void reserve_body(struct traffic *traffic, struct spares *spares, size_t n)
{
    size_t needed = traffic->body_n + n, cap = traffic->body_cap * 2;
    if (needed <= traffic->body_cap)
        return;
    if (cap < traffic->announced.length)
        cap = traffic->announced.length;
    if (cap < needed)
        cap = needed;
    if (cap > LIMIT_BODY_BYTES)
        cap = LIMIT_BODY_BYTES;
    while (cap < needed)
        cap *= 2; // so that two of ten megabytes fit, whatever pieces they come in
    if (cap > LIMIT_BODY_BYTES && !reserve_typed(traffic, spares, cap))
        cap = LIMIT_BODY_BYTES;
    if (cap <= traffic->body_cap)
        return;
    traffic->body = arena_grow_room(traffic->exchange.request.arena, traffic->body, traffic->body_cap, cap);
    traffic->body_cap = cap;
}

int traffic_body(struct traffic *traffic, struct spares *spares, const char *bytes, size_t n)
{
    bool is_cut = traffic->body_all > traffic->body_n;
    traffic->body_all += n;
    if (traffic->body_all > LIMIT_TYPED_BYTES)
        return 413;
    if (is_cut)
        return 0;
    reserve_body(traffic, spares, n);
    size_t room = traffic->body_cap - traffic->body_n, kept = n < room ? n : room;
    if (kept > 0)
        memcpy(traffic->body + traffic->body_n, bytes, kept);
    traffic->body_n += kept;
    return 0;
}

static bool is_type(const char *content_type, const char *type)
{
    size_t n = strlen(type);
    return content_type != NULL && strncasecmp(content_type, type, n) == 0 && strchr("; \t", content_type[n]) != NULL;
}

// How much text comes out of a body that is too long; each sign may need several bytes as it is sent.
static size_t text_size(const char *body, size_t n, bool is_multipart)
{
    size_t signs = 0;
    for (const char *at = body; !is_multipart && (at = memchr(at, '%', (size_t)(body + n - at))) != NULL; at++)
        signs++;
    return n > 2 * signs ? n - 2 * signs : 0;
}

void traffic_fields(struct traffic *traffic)
{
    enum { COPIES = 12 }; // of a text, until its page is drawn
    struct request *request = &traffic->exchange.request;
    const char *type = request_header(request, "content-type");
    bool is_multipart = is_type(type, "multipart/form-data"), is_too_long = traffic->body_all > LIMIT_BODY_BYTES;
    size_t n = traffic->body_n;
    if (is_too_long) {
        if (text_size(traffic->body, n, is_multipart) > LIMIT_TYPED_TEXT)
            n = LIMIT_TYPED_TEXT;
        arena_allow(request->arena, n * COPIES);
    }
    request->is_cut = traffic->body_all > n;
    enum err error = OK;
    if (is_type(type, "application/x-www-form-urlencoded"))
        error = pairs_read_urlencoded(request->arena, traffic->body, n, &request->fields);
    else if (is_multipart)
        error = multipart_read(request->arena, type, traffic->body, n, request->is_cut, &request->fields, &request->uploads,
                               &request->upload_count);
    request->fields_error = is_too_long ? ERR_LIMIT : error;
}
