// request.h - one HTTP request as the program sees it: checked, decoded, limited. web/ knows no person and no database.
#ifndef SEMPRE_WEB_REQUEST_H
#define SEMPRE_WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OTHER };

struct pair {
    const char *name;
    const char *value;
};

struct pairs {
    struct pair *at;
    size_t n, cap;
};

struct upload {
    const char *field;
    const char *file_name; // what the browser said; for messages only
    const char *bytes;
    size_t n;
};

enum { PATH_PARAMS = 4 };

struct request {
    struct arena *arena;
    enum method method;
    const char *path;          // starts with '/', percent-decoded, valid UTF-8, no NUL, no "//", no "." segments
    const char *raw_query;     // as sent, without '?'; "" if none
    struct pairs headers;      // names in small letters
    struct pairs cookies;
    struct pairs query;        // decoded fields of the address
    struct pairs fields;       // decoded fields of the body (urlencoded or multipart)
    struct upload *uploads;
    size_t upload_count;
    enum err fields_error;     // ERR_LIMIT: the body was too long, or had too many fields; ERR_INVALID: the body could not be
                               // read at all; else OK
    bool is_cut;               // `fields` and `uploads` hold only the beginning of what was sent
    const char *param[PATH_PARAMS]; // what stood at ":name" in the route's pattern, in order
    const char *address;       // of the client, for slowing down guesses; never logged
    const char *host;          // the Host header
    bool secure;               // reached us over TLS (a trusted proxy says so)
};

// First value of that name, or NULL. Cookies of a secure request carry the prefix __Host- (see reply_cookie): ask without it.
const char *request_header(const struct request *request, const char *name);
const char *request_cookie(const struct request *request, const char *name);
const char *request_query(const struct request *request, const char *name);
const char *request_field(const struct request *request, const char *name);

// "?page=2" of a list as the number from 0; without it the first. ERR_NOT_FOUND where it is no number.
CHECKED enum err request_page(const struct request *request, size_t *ret_page);

// Reads "a=b&c=d" (WHATWG URL, application/x-www-form-urlencoded) and adds to `ret_pairs`. As the standard asks, a percent
// sign without two digits stands for itself, and bytes that are not UTF-8 (and NUL) become U+FFFD: forms refuse that sign
// with a sentence at the field, so nothing typed is lost. Errors: ERR_LIMIT (more than LIMIT_FIELDS, or arena); the first
// LIMIT_FIELDS are there all the same.
CHECKED enum err pairs_read_urlencoded(struct arena *arena, const char *bytes, size_t n, struct pairs *ret_pairs);

// Reads a multipart/form-data body (RFC 7578). `bytes` must live as long as the uploads. Errors: ERR_LIMIT as above;
// ERR_INVALID (no boundary, not in parts, a part without a name, no end). What came before the error is there all the same.
CHECKED enum err pairs_read_multipart(struct arena *arena, const char *content_type, const char *bytes, size_t n,
                                      struct pairs *ret_pairs, struct upload **ret_uploads, size_t *ret_upload_count);

// Reads a Cookie header (RFC 6265 section 5.4); what does not parse is left out.
void pairs_read_cookies(struct arena *arena, const char *header, struct pairs *ret_pairs);

#endif
