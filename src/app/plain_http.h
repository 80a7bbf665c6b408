// plain_http.h - whether plain http here would go over the Internet, where whoever carries it can read along.
#ifndef SEMPRE_APP_PLAIN_HTTP_H
#define SEMPRE_APP_PLAIN_HTTP_H

#include <stdbool.h>

#include "base/arena.h"

// Whether a host, a name or an address in figures ("192.168.1.7", "::1"), can be reached from outside its building: not
// loopback, private (RFC 1918, RFC 4193), link-local, shared (RFC 6598), nor a name that is only known at home ("hall",
// "hall.local").
bool host_is_public(const char *host);

// The same of the host in a setting address ("https://sempre.example.org"); false where there is none.
bool address_is_public(struct arena *arena, const char *address);

// One sentence why serving at `listen_host` should not be done, or NULL where nothing speaks against it. `address` is the
// setting of that name, "" where there is none: https there means that a proxy sees to the secrecy.
const char *plain_http_danger(struct arena *arena, const char *address, const char *listen_host);

#endif
