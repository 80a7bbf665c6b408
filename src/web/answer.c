// answer.c - the reply as it goes over the wire: status, all headers, bytes.
#include "web/answer.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/vec.h"
#include "web/encode.h"
#include "web/static.h"

static void add(struct reply *reply, struct answer *answer, const char *name, const char *value)
{
    *VEC_PUSH(reply->arena, &answer->headers) = (struct pair){name, value};
}

// Unless the reply itself says otherwise.
static void add_default(struct reply *reply, struct answer *answer, const char *name, const char *value)
{
    if (!reply_has_header(reply, name))
        add(reply, answer, name, value);
}

// Pages have a policy of their own; what is no page may load nothing and be framed nowhere. HSTS does not speak for subdomains: the
// host of an installation may be the one of a municipality, whose other machines are not ours to decide about.
static void add_safety(struct reply *reply, const struct request *request, struct answer *answer)
{
    add_default(reply, answer, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    add_default(reply, answer, "Cross-Origin-Resource-Policy", "same-origin");
    add_default(reply, answer, "X-Frame-Options", "DENY"); // for browsers older than frame-ancestors
    if (request->secure)
        add_default(reply, answer, "Strict-Transport-Security", "max-age=31536000");
    add_default(reply, answer, "X-Content-Type-Options", "nosniff");
    add_default(reply, answer, "Referrer-Policy", "same-origin");
    add_default(reply, answer, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    add_default(reply, answer, "Cross-Origin-Opener-Policy", "same-origin");
}

static void add_asset(struct reply *reply, const struct request *request, struct answer *answer)
{
    const struct asset *asset = reply->asset;
    const char *accepted = request_header(request, "accept-encoding");
    answer->bytes = asset->plain;
    answer->n = asset->plain_n;
    if (asset->brotli != NULL && encode_accepted(accepted, "br")) {
        answer->bytes = asset->brotli;
        answer->n = asset->brotli_n;
        add(reply, answer, "Content-Encoding", "br");
    } else if (asset->gzip != NULL && encode_accepted(accepted, "gzip")) {
        answer->bytes = asset->gzip;
        answer->n = asset->gzip_n;
        add(reply, answer, "Content-Encoding", "gzip");
    }
    add(reply, answer, "Content-Type", asset->content_type);
    // Its name holds the hash of its content: another content has another name.
    bool is_hashed = strcmp(request->path, asset->served) == 0;
    add_default(reply, answer, "Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
    add_default(reply, answer, "Vary", "Accept-Encoding");
}

static void add_drawn(struct reply *reply, struct answer *answer, const char *bytes, size_t n)
{
    answer->bytes = bytes;
    answer->n = n;
    if (reply->content_type != NULL && reply->content_type[0] != '\0')
        add(reply, answer, "Content-Type", reply->content_type);
    add_default(reply, answer, "Cache-Control", "no-store");
    add_default(reply, answer, "Vary", "Accept-Encoding, Accept-Language, Cookie");
}

static void add_stream(struct reply *reply, struct answer *answer)
{
    add(reply, answer, "Content-Type", "text/event-stream; charset=utf-8");
    add_default(reply, answer, "Cache-Control", "no-store");
    add(reply, answer, "X-Accel-Buffering", "no"); // nginx hands events on as they come
}

// --- what the client has already (RFC 9110 section 13.1.2; weak comparison) ---

static const char *bare_tag(const char *tag)
{
    return strncmp(tag, "W/", 2) == 0 ? tag + 2 : tag;
}

static bool has_it(const char *if_none_match, const char *tag)
{
    tag = bare_tag(tag);
    size_t tag_n = strlen(tag);
    for (const char *at = if_none_match; *at != '\0';) {
        at += strspn(at, ", \t");
        if (*at == '*')
            return true;
        at = bare_tag(at);
        size_t n = strcspn(at, ", \t");
        if (n == tag_n && tag_n > 0 && memcmp(at, tag, n) == 0)
            return true;
        at += n;
    }
    return false;
}

static struct pair *find_header(struct pairs *headers, const char *name)
{
    for (size_t i = 0; i < headers->n; i++)
        if (strcasecmp(headers->at[i].name, name) == 0)
            return &headers->at[i];
    return NULL;
}

static bool is_unchanged(struct reply *reply, const struct request *request)
{
    const struct pair *tag = find_header(&reply->headers, "ETag");
    const char *if_none_match = request_header(request, "if-none-match");
    return tag != NULL && if_none_match != NULL && reply->status == 200 && request->method != METHOD_POST &&
           has_it(if_none_match, tag->value);
}

static void drop_header(struct pairs *headers, const char *name)
{
    struct pair *found = find_header(headers, name);
    if (found == NULL)
        return;
    size_t after = headers->n - (size_t)(found - headers->at) - 1;
    memmove(found, found + 1, after * sizeof(*found));
    headers->n--;
}

static void become_unchanged(struct answer *answer)
{
    answer->status = 304;
    answer->bytes = NULL;
    answer->n = 0;
    drop_header(&answer->headers, "Content-Type");
    drop_header(&answer->headers, "Content-Encoding");
}

// A body that was compressed on the way is the same page, but not the same bytes.
static void weaken_tag(struct reply *reply, struct answer *answer)
{
    struct pair *tag = find_header(&answer->headers, "ETag");
    if (tag != NULL && find_header(&answer->headers, "Content-Encoding") != NULL && strncmp(tag->value, "W/", 2) != 0)
        tag->value = arena_print(reply->arena, "W/%s", tag->value);
}

void answer_make(struct reply *reply, const struct request *request, struct answer *ret_answer)
{
    struct answer answer = {.status = reply->status};
    bool unchanged = is_unchanged(reply, request);
    if (!unchanged)
        reply_compress(reply, request);
    for (size_t i = 0; i < reply->headers.n; i++)
        add(reply, &answer, reply->headers.at[i].name, reply->headers.at[i].value);
    switch (reply->form) {
    case REPLY_BYTES:
        add_drawn(reply, &answer, reply->bytes.at, reply->bytes.n);
        break;
    case REPLY_HELD:
        add_drawn(reply, &answer, reply->held, reply->held_n);
        break;
    case REPLY_SEE:
        add(reply, &answer, "Location", reply->location);
        add_drawn(reply, &answer, NULL, 0);
        break;
    case REPLY_ASSET:
        add_asset(reply, request, &answer);
        break;
    case REPLY_STREAM:
        add_stream(reply, &answer);
        break;
    case REPLY_NONE:
    case REPLY_PAGE:
    case REPLY_FRAGMENT:
        assert(false && "a reply that was not drawn");
        break;
    }
    add_safety(reply, request, &answer);
    if (unchanged)
        become_unchanged(&answer);
    else
        weaken_tag(reply, &answer);
    *ret_answer = answer;
}

const char *answer_reason(int status)
{
    static const struct { int status; const char *reason; } reasons[] = {
        {200, "OK"}, {204, "No Content"}, {303, "See Other"}, {304, "Not Modified"}, {400, "Bad Request"},
        {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"}, {408, "Request Timeout"}, {409, "Conflict"},
        {413, "Content Too Large"}, {422, "Unprocessable Content"}, {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"}, {501, "Not Implemented"}, {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Unknown";
}
