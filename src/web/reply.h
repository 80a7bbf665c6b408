// reply.h - what goes back. Handlers call one of these; nothing else makes replies.
#ifndef SEMPRE_WEB_REPLY_H
#define SEMPRE_WEB_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "web/request.h"
#include "web/view.h"

struct asset; // static.h

enum reply_form { REPLY_NONE, REPLY_PAGE, REPLY_FRAGMENT, REPLY_BYTES, REPLY_SEE, REPLY_STREAM, REPLY_ASSET, REPLY_HELD };

struct reply {
    struct arena *arena;
    enum reply_form form;
    int status;
    struct pairs headers;       // added ones; values are checked for line breaks
    const char *title;          // REPLY_PAGE: already translated
    const char *section;        // REPLY_PAGE: which entry of the navigation is current, or NULL
    const char *frame;          // REPLY_PAGE: "plain" (default), "screen", "console", "phone", "paper"
    const char *theme;          // REPLY_PAGE: "dark" in a dark hall, whatever the reader chose; NULL: as they chose
    bool refreshes;             // REPLY_PAGE: without JavaScript it asks again every 15 seconds
    const char *time_zone;      // REPLY_PAGE, REPLY_FRAGMENT: zone for dates; NULL is UTC
    struct body body;           // REPLY_PAGE, REPLY_FRAGMENT
    const char *form_key;       // REPLY_PAGE: see struct view_env
    bool has_public_cookie;     // its only cookie is the same for everybody, so that the page may be cached with it
    const char *content_type;   // REPLY_BYTES
    struct buf bytes;           // REPLY_BYTES; the drawn page
    const char *location;       // REPLY_SEE
    int64_t stream_key;         // REPLY_STREAM: see stream.h
    const struct asset *asset;  // REPLY_ASSET
    // REPLY_HELD: bytes owned by somebody else (the page cache), given back by `release`
    const char *held;
    size_t held_n;
    void (*release)(void *);
    void *release_context;
    struct { int topic; int64_t id; } topics[4]; // see reply_topic
    size_t topic_count;
};

// A whole page: drawn into the frame after the handler has returned. `title` is owned by the arena or static.
void reply_page(struct reply *reply, int status, const char *title, struct body body);

// A piece of a page, for the live regions.
void reply_fragment(struct reply *reply, struct body body);

// 303 See Other. `format` makes a path on this site; ids and slugs only.
void reply_see(struct reply *reply, const char *format, ...) __attribute__((format(printf, 2, 3)));

void reply_bytes(struct reply *reply, int status, const char *content_type, struct buf bytes);
void reply_stream(struct reply *reply, int64_t key);

// Adds a header; `name` is static. Control characters in the value become spaces.
void reply_header(struct reply *reply, const char *name, const char *value);
bool reply_has_header(const struct reply *reply, const char *name);

// A cookie: HttpOnly, SameSite=Lax, Path=/, Secure and the prefix __Host- where the request is secure. `seconds` 0: until
// the browser closes; negative: delete.
void reply_cookie(struct reply *reply, const struct request *request, const char *name, const char *value, long seconds);

// Compresses a drawn reply (REPLY_BYTES) with gzip where that pays and the client takes it. server_reply does it anyway; the
// page cache wants it done before it keeps a page.
void reply_compress(struct reply *reply, const struct request *request);

// Gives a drawn reply (REPLY_BYTES) an ETag, so that who has the same already is answered 304: a hash of its bytes without
// `secrets`, which differ each time, and of `reader` (a visitor's secret, or NULL), who alone can use the forms in it.
void reply_tag(struct reply *reply, const struct view_spans *secrets, const char *reader);

// Says that what this page shows depends on these topics (kind, id), so that it may be kept in the page cache until one of
// them changes. Without a call a page is not cached.
void reply_topic(struct reply *reply, int topic, int64_t id);

#endif
