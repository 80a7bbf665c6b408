// browser.h - somebody with a browser: keeps cookies, remembers the page, fills in its forms. Usable from any thread: it
// asserts nothing and uses an arena of its own; what failed has status 0.
#ifndef SEMPRE_TESTS_BROWSER_H
#define SEMPRE_TESTS_BROWSER_H

#include "base/buf.h"
#include "support.h"

struct browser {
    struct arena *arena;
    int port;
    struct { char name[32]; char value[128]; } cookies[16]; // "" where deleted
    size_t cookie_count;
    const char *headers;  // sent with each request, "Accept-Language: lv\r\n"; or NULL
    char token[128];      // of the newest page
    // the newest answer; lives until the next
    int status;
    const char *head, *body;
    char location[512];   // "" without one
};

struct browser *browser_new(int port); // browser_free
void browser_free(struct browser *browser);

void browser_cookie(struct browser *browser, const char *name, const char *value);
const char *browser_cookie_value(const struct browser *browser, const char *name); // "" without one

// Each returns the status, 0 where there was no whole answer.
int browser_get(struct browser *browser, const char *path);
int browser_follow(struct browser *browser); // the newest answer's Location
// Sends fields, "title=A+hall&place=x", with the token of the newest page before them.
int browser_post(struct browser *browser, const char *path, const char *fields);
int browser_post_bare(struct browser *browser, const char *path, const char *fields); // without the token

bool browser_sees(const struct browser *browser, const char *words);

// The value of the field `name` in the newest page's form with this action, as it stands there; NULL if there is none.
const char *browser_field(const struct browser *browser, const char *action, const char *name);

// For the contents of a form: %XX for everything but letters and digits.
const char *in_form(struct arena *arena, const char *text);

// --- pieces, for tests that look at the line itself ---
int line_open(int port); // a connected socket, or -1
bool line_send(int line, const char *bytes, size_t n);
// Reads until the end of the connection, or one whole answer where it says its length. False: nothing came in time.
bool line_read(int line, struct buf *answer);
int line_status(const char *answer); // 0: not an answer

#endif
