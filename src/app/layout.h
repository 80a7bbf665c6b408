// layout.h - the frame around every page, the page for each error, and the page that gives back what was typed.
#ifndef SEMPRE_APP_LAYOUT_H
#define SEMPRE_APP_LAYOUT_H

#include "app/access.h"
#include "app/layout_view.h"
#include "web/reply.h"

// What drawing needs to know.
struct layout_call {
    const struct request *request;
    struct reply *reply;
    struct call *call;
    const struct preferences *preferences;
    const unsigned char *key; // CSRF_KEY_SIZE bytes
    const struct copy_view *copy; // of a copy in files (archive.h); NULL: the page is served
};

// Draws reply->body (REPLY_PAGE: in its frame) into reply->bytes and makes it a REPLY_BYTES with its security headers.
// `with_token`: forms may be on the page. Fragments get an ETag.
void layout_draw(const struct layout_call *layout, bool with_token);

// The languages a reader can choose, in their own names.
struct layout_languages layout_languages_for(struct arena *arena, enum language current);

// A page that says what happened and what to do.
void layout_error(struct call *call, struct reply *reply, enum err error);

// What was typed, and a button to send it again with the same idempotency key. ERR_DENIED: the token was missing, old or not
// ours; ERR_BUSY, ERR_STORE: it could not be stored. `form`: that of the route; NULL: all fields are handed on unseen.
void layout_send_again(struct call *call, const struct request *request, const struct form *form, enum err error,
                       struct reply *reply);

#endif
