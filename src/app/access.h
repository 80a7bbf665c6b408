// access.h - from cookies to who asks and how they like their pages.
#ifndef SEMPRE_APP_ACCESS_H
#define SEMPRE_APP_ACCESS_H

#include "feature/feature.h"

// What a reader has chosen; kept in cookies, never in the database.
struct preferences {
    enum language language;
    bool easy;
    char size;       // 0, '2' or '3'
    bool contrast;
    char theme;      // 0, 'l' light or 'd' dark
    bool kiosk;      // a computer that many share, in a library: a visit ends and leaves nothing behind
    bool has_css;    // the style sheet of this version was sent before
};

enum { VISITOR_SIGNS = 27, VISITOR_SIGNS_BEFORE = 26 }; // 129 bits; browsers keep those of an older release

struct preferences access_preferences(const struct request *request);

// The value of the cookie "d" that keeps size, contrast, theme, easy language and kiosk. Owned by the arena.
const char *access_display_cookie(struct arena *arena, const struct preferences *preferences);

// Whether the request carries a login or a visitor's cookie: then no page cache.
bool access_is_known(const struct request *request);

// The visitor's secret, or NULL where there is none that looks like ours.
const char *access_visitor(const struct request *request);

// Makes the caller a visitor: a secret, and its cookie. On a shared computer that goes when the browser is closed, if not before.
void access_new_visitor(struct call *call, const struct request *request, const struct preferences *preferences, struct reply *reply);

// Finds the actor of the request. The database is open. Errors: ERR_STORE, ERR_BUSY.
CHECKED enum err access_actor(struct call *call, const struct request *request);

// A path on this site that `back` names, or "/": never somebody else's address.
const char *access_back(const char *back);

#endif
