// fixture_web.h - for tests of pages: requests made by hand, and what a reply or a view of a kind says.
#ifndef SEMPRE_WORKSHOPS_FIXTURE_WEB_H
#define SEMPRE_WORKSHOPS_FIXTURE_WEB_H

#include <string.h>

#include "support_page.h"
#include "workshops/fixture.h"
#include "workshops/workshop_web.h"

static inline struct call visitor_call(const char *secret)
{
    struct call call = test_call_by_visitor(secret);
    call.client = "203.0.113.9";
    call.address = "https://sempre.example.org";
    return call;
}

static inline const char *words_of(struct call *call, int64_t id)
{
    return id_in_words(call->arena, id);
}

// A request with the parts of its address; fields are added with `field` and `query`.
static inline struct request *asked(struct call *call, const char *first, const char *second)
{
    struct request *request = ARENA_NEW(call->arena, struct request);
    request->arena = call->arena;
    request->path = "/";
    request->param[0] = first;
    request->param[1] = second;
    return request;
}

static inline struct request *field(struct request *request, const char *name, const char *value)
{
    *VEC_PUSH(request->arena, &request->fields) = (struct pair){name, value};
    return request;
}

static inline struct request *query(struct request *request, const char *name, const char *value)
{
    *VEC_PUSH(request->arena, &request->query) = (struct pair){name, value};
    return request;
}

#define HANDLER(name) enum err (*name)(struct call * call, const struct request *request, struct reply *reply)

static inline struct reply replied(struct call *call, HANDLER(handle), const struct request *request)
{
    struct reply reply = {.arena = call->arena};
    assert_ok(handle(call, request, &reply));
    return reply;
}

static inline const char *drawn_body(struct call *call, struct body body)
{
    return page_body(call, body, (struct view_env){.csrf = page_token, .address = "https://sempre.example.org"});
}

static inline const char *drawn(struct call *call, const struct reply *reply)
{
    return drawn_body(call, reply->body);
}

static inline bool says(struct call *call, const struct reply *reply, const char *words)
{
    return strstr(drawn(call, reply), words) != NULL;
}

#endif
