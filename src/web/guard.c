// guard.c - whether a request is formed as RFC 9112 asks, where libmicrohttpd alone is too patient.
//
// The library joins folded lines, takes a bare LF for a line end, skips spaces, and ends texts at NUL. It does so in the
// buffer the request was read into, and never moves it. So the pieces it reports must lie there exactly as a correct request
// would have them, each beginning where the one before it ends:
//
//     METHOD SP TARGET SP VERSION CR LF   NAME ':' OWS VALUE CR LF   ...   CR LF
//
// Where they do not, something was skipped, joined or cut, and the request is refused. (One trace is lost: NULs beside bare
// LFs can leave just what CR LF leaves, and pass for line ends. They hide nothing else, and no proxy hands NUL on, so nobody
// before us reads it otherwise.)
#include "web/guard.h"

#include <microhttpd.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"

enum { LINE_END = 2 };

// RFC 9110 section 5.6.2.
static bool is_token_sign(char sign)
{
    if ((sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9'))
        return true;
    return sign != '\0' && strchr("!#$%&'*+-.^_`|~", sign) != NULL;
}

static bool is_token(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_token_sign(text[i]))
            return false;
    return n > 0;
}

// No control character but tab; bytes above ASCII may be there (obs-text).
static bool is_value(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7f)
            return false;
    return true;
}

static bool is_target(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] <= 0x20 || text[i] >= 0x7f || text[i] == '#')
            return false;
    return n > 0;
}

// Spaces after it are not part of a value; where a value frames the body, none are taken.
static bool is_host(const char *text, size_t n)
{
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        n--;
    for (size_t i = 0; i < n; i++)
        if (text[i] <= 0x20 || text[i] >= 0x7f || strchr("\"#/<>?@\\^`{|},", text[i]) != NULL)
            return false;
    return n > 0;
}

static bool is_named(const struct guard_header *header, const char *name)
{
    return header->name_n == strlen(name) && strncasecmp(header->name, name, header->name_n) == 0;
}

// Only spaces and tabs stand between a header's colon and its value.
static bool is_spaced(const struct guard_header *header)
{
    const char *at = header->name + header->name_n + 1;
    if (at > header->value)
        return false;
    for (; at < header->value; at++)
        if (*at != ' ' && *at != '\t')
            return false;
    return true;
}

// A line end: the library has made both its bytes NUL.
static bool ends_here(const char *at)
{
    return at[0] == '\0' && at[1] == '\0';
}

static bool lies_well(const struct guard_head *head)
{
    const char *end = head->method + head->size;
    if (head->target_place != head->method + head->method_n + 1 ||
        head->version != head->target_place + head->target_n + 1)
        return false;
    const char *at = head->version + head->version_n + LINE_END;
    for (size_t i = 0; i < head->n; i++) {
        const struct guard_header *header = &head->headers[i];
        if (header->name != at || !ends_here(at - LINE_END) || !is_spaced(header))
            return false;
        at = header->value + header->value_n + LINE_END;
    }
    return at + LINE_END == end && ends_here(at - LINE_END) && ends_here(at);
}

// "HTTP/1.x": 0 for 1.0, 1 for what speaks 1.1, -1 for anything else.
static int minor_version(const struct guard_head *head)
{
    if (head->version_n != 8 || memcmp(head->version, "HTTP/1.", 7) != 0 || head->version[7] < '0' || head->version[7] > '9')
        return -1;
    return head->version[7] == '0' ? 0 : 1;
}

static bool read_length(const struct guard_header *header, uint64_t *ret_length)
{
    uint64_t length = 0;
    for (size_t i = 0; i < header->value_n; i++) {
        char digit = header->value[i];
        if (digit < '0' || digit > '9' || __builtin_mul_overflow(length, 10, &length) ||
            __builtin_add_overflow(length, (uint64_t)(digit - '0'), &length))
            return false;
    }
    *ret_length = length;
    return header->value_n > 0;
}

struct framing {
    unsigned hosts, lengths, codings;
};

static int check_header(const struct guard_header *header, struct framing *framing, struct guard_body *body)
{
    if (!is_token(header->name, header->name_n) || !is_value(header->value, header->value_n))
        return 400;
    if (is_named(header, "host")) {
        framing->hosts++;
        return is_host(header->value, header->value_n) ? 0 : 400;
    }
    if (is_named(header, "content-length")) {
        framing->lengths++;
        return read_length(header, &body->length) ? 0 : 400;
    }
    if (is_named(header, "transfer-encoding")) {
        framing->codings++;
        body->chunked = header->value_n == 7 && strncasecmp(header->value, "chunked", 7) == 0;
        return body->chunked ? 0 : 501;
    }
    return 0;
}

int guard_check(const struct guard_head *head, struct guard_body *ret_body)
{
    struct framing framing = {0};
    struct guard_body body = {0};
    int minor = minor_version(head), unknown_coding = 0;
    if (head->size > LIMIT_HEADER_BYTES)
        return 431;
    if (minor < 0)
        return 505;
    if (!lies_well(head) || !is_token(head->method, head->method_n) || !is_target(head->target, head->target_n))
        return 400;
    for (size_t i = 0; i < head->n; i++) {
        int status = check_header(&head->headers[i], &framing, &body);
        if (status == 501)
            unknown_coding = status; // what is wrong beside it weighs more
        else if (status != 0)
            return status;
    }
    if (framing.hosts > 1 || (minor == 1 && framing.hosts == 0) || framing.lengths > 1 || framing.codings > 1 ||
        (framing.codings > 0 && (framing.lengths > 0 || minor == 0)))
        return 400;
    if (unknown_coding == 0)
        *ret_body = body;
    return unknown_coding;
}

struct collecting {
    struct guard_header *headers;
    size_t n, most;
};

static enum MHD_Result collect(void *context, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value,
                               size_t value_n)
{
    (void)kind;
    struct collecting *collecting = context;
    if (collecting->n < collecting->most)
        collecting->headers[collecting->n] = (struct guard_header){name, value, name_n, value_n};
    collecting->n++;
    return MHD_YES;
}

int guard_connection(struct MHD_Connection *connection, const char *method, const char *version, const char *target,
                     const char *target_place, struct guard_header *headers, size_t most, size_t *ret_n, struct guard_body *ret_body)
{
    struct collecting collecting = {.headers = headers, .most = most};
    const union MHD_ConnectionInfo *size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect, &collecting);
    if (collecting.n > most)
        return 431;
    if (size == NULL)
        return 400;
    struct guard_head head = {
        .method = method, .method_n = strlen(method), .target = target, .target_n = strlen(target),
        .target_place = target_place, .version = version, .version_n = strlen(version), .headers = headers,
        .n = collecting.n, .size = size->header_size,
    };
    *ret_n = collecting.n;
    return guard_check(&head, ret_body);
}
