// guard.h - whether a request is formed as RFC 9112 asks, where libmicrohttpd alone is too patient. docs: see guard.c.
#ifndef SEMPRE_WEB_GUARD_H
#define SEMPRE_WEB_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct guard_header {
    const char *name, *value;
    size_t name_n, value_n;
};

// A request's head as it lies in the buffer it was read into: every piece points there, but for `target`, a copy, as the
// library cuts the one in the buffer up.
struct guard_head {
    const char *method, *target_place, *version;
    const char *target;
    size_t method_n, target_n, version_n;
    const struct guard_header *headers; // in the order sent
    size_t n;
    size_t size;                        // from the method to the end of the empty line
};

struct guard_body {
    bool chunked;
    uint64_t length; // 0 where chunked
};

// 0 if the request may pass, else the status that refuses it: 400, 431, 501, 505. `ret_body` is set where it passes.
int guard_check(const struct guard_head *head, struct guard_body *ret_body);

struct MHD_Connection;

// The same for the request of a connection, whose headers are also collected. `target` as sent, and where it stands
// in the connection's buffer. `headers` has room for `most`; more are refused (431).
int guard_connection(struct MHD_Connection *connection, const char *method, const char *version, const char *target,
                     const char *target_place, struct guard_header *headers, size_t most, size_t *ret_n, struct guard_body *ret_body);

#endif
