// reply.c - what goes back.
#include "web/reply.h"

#include <assert.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "web/encode.h"

void reply_page(struct reply *reply, int status, const char *title, struct body body)
{
    reply->form = REPLY_PAGE;
    reply->status = status;
    reply->title = title;
    reply->body = body;
}

void reply_fragment(struct reply *reply, struct body body)
{
    reply->form = REPLY_FRAGMENT;
    reply->status = 200;
    reply->body = body;
}

// What may stand in a Location header; the rest is percent-encoded, so that nothing can start a new line.
static const char *safe_location(struct arena *arena, const char *text)
{
    struct buf out = buf_make(arena, strlen(text) + 1);
    for (; *text != '\0'; text++) {
        if (*text > 0x20 && *text < 0x7f && strchr("\"<>\\^`{|}", *text) == NULL)
            buf_add_char(&out, *text);
        else
            buf_print(&out, "%%%02X", (unsigned)(unsigned char)*text);
    }
    return buf_text(&out);
}

void reply_see(struct reply *reply, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    char *location = arena_alloc(reply->arena, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(location, (size_t)n + 1, format, args);
    va_end(args);
    if (location[0] != '/' || location[1] == '/' || location[1] == '\\') // another site
        location = arena_dup(reply->arena, "/");
    reply->form = REPLY_SEE;
    reply->status = 303;
    reply->location = safe_location(reply->arena, location);
}

void reply_bytes(struct reply *reply, int status, const char *content_type, struct buf bytes)
{
    reply->form = REPLY_BYTES;
    reply->status = status;
    reply->content_type = content_type;
    reply->bytes = bytes;
}

void reply_stream(struct reply *reply, int64_t key)
{
    reply->form = REPLY_STREAM;
    reply->status = 200;
    reply->stream_key = key;
}

// A copy without control characters: a value never starts a new line.
static const char *one_line(struct arena *arena, const char *value)
{
    char *copy = arena_dup(arena, value);
    for (char *at = copy; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    return copy;
}

void reply_header(struct reply *reply, const char *name, const char *value)
{
    *VEC_PUSH(reply->arena, &reply->headers) = (struct pair){name, one_line(reply->arena, value)};
}

void reply_cookie(struct reply *reply, const struct request *request, const char *name, const char *value, long seconds)
{
    struct buf cookie = buf_make(reply->arena, 128);
    buf_add_text(&cookie, request->secure ? "__Host-" : "");
    buf_add_text(&cookie, name);
    BUF_LITERAL(&cookie, "=");
    buf_add_text(&cookie, seconds < 0 ? "" : value);
    BUF_LITERAL(&cookie, "; Path=/; HttpOnly; SameSite=Lax");
    if (request->secure)
        BUF_LITERAL(&cookie, "; Secure");
    if (seconds != 0) {
        BUF_LITERAL(&cookie, "; Max-Age=");
        buf_add_int(&cookie, seconds < 0 ? 0 : seconds);
    }
    reply_header(reply, "Set-Cookie", buf_text(&cookie));
}

void reply_compress(struct reply *reply, const struct request *request)
{
    enum { WORTH_IT = 1024 };
    if (reply->form != REPLY_BYTES || reply->bytes.n < WORTH_IT || !encode_is_text(reply->content_type) ||
        reply_has_header(reply, "Content-Encoding") || !encode_accepted(request_header(request, "accept-encoding"), "gzip"))
        return;
    struct buf smaller;
    if (encode_gzip(reply->arena, reply->bytes.at, reply->bytes.n, &smaller) != OK || smaller.n >= reply->bytes.n)
        return;
    reply->bytes = smaller;
    reply_header(reply, "Content-Encoding", "gzip");
}

void reply_tag(struct reply *reply, const struct view_spans *secrets, const char *reader)
{
    enum { TAG_SIZE = 16 };
    crypto_generichash_state state;
    unsigned char hash[TAG_SIZE];
    char tag[2 * TAG_SIZE + 1];
    size_t from = 0;
    assert(reply->form == REPLY_BYTES);
    crypto_generichash_init(&state, (const unsigned char *)reader, reader == NULL ? 0 : strnlen(reader, 64), TAG_SIZE);
    for (size_t i = 0; i < secrets->n; i++) {
        crypto_generichash_update(&state, (const unsigned char *)reply->bytes.at + from, secrets->at[i].from - from);
        from = secrets->at[i].to;
    }
    crypto_generichash_update(&state, (const unsigned char *)reply->bytes.at + from, reply->bytes.n - from);
    crypto_generichash_final(&state, hash, sizeof(hash));
    sodium_bin2hex(tag, sizeof(tag), hash, sizeof(hash));
    reply_header(reply, "ETag", arena_print(reply->arena, "\"%s\"", tag));
}

bool reply_has_header(const struct reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->headers.n; i++)
        if (strcasecmp(reply->headers.at[i].name, name) == 0)
            return true;
    return false;
}

void reply_topic(struct reply *reply, int topic, int64_t id)
{
    size_t most = sizeof(reply->topics) / sizeof(reply->topics[0]);
    for (size_t i = 0; i < reply->topic_count; i++)
        if (reply->topics[i].topic == topic && reply->topics[i].id == id)
            return;
    assert(reply->topic_count < most);
    reply->topics[reply->topic_count].topic = topic;
    reply->topics[reply->topic_count++].id = id;
}
