// target.h - where a request goes and whom it comes from: request target, Host, and what trusted proxies add.
#ifndef SEMPRE_WEB_TARGET_H
#define SEMPRE_WEB_TARGET_H

#include "web/request.h"

struct sockaddr;

// Fills path, raw_query and query (and host, where the target names one: RFC 9112 section 3.2.2) from the target as sent. An
// address that cannot be one of ours ("//", "." segments, not UTF-8, an encoded slash) becomes a path that no route has.
// Errors: ERR_INVALID (no path: "*", or not http), ERR_LIMIT (more than LIMIT_FIELDS fields).
CHECKED enum err target_read(struct request *request, const char *target);

// The address of a socket as text, without port; IPv4 as such where it came through IPv6. Sockets of one machine: "local".
enum { ADDRESS_SIZE = 48 };
void address_text(const struct sockaddr *address, char ret_text[static ADDRESS_SIZE]);

// Where `request->address` is one of the `proxies` (ended by NULL; may be NULL), takes address and scheme from its
// X-Forwarded-For and X-Forwarded-Proto: the last address that is not a proxy of ours.
void target_trust(struct request *request, const char *const *proxies);

#endif
