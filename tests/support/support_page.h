// support_page.h - for tests of pages: a request made by hand, and the page that its reply draws.
#ifndef SEMPRE_TESTS_SUPPORT_PAGE_H
#define SEMPRE_TESTS_SUPPORT_PAGE_H

#include "feature/feature.h"
#include "support_call.h"

struct page {
    struct request request;
    struct reply reply;
    const char *text; // once drawn
};

// A GET of an address with these parts.
static inline struct page page_for(struct call *call, const char *first, const char *second)
{
    return (struct page){
        .request = {.arena = call->arena, .method = METHOD_GET, .path = "/", .raw_query = "", .param = {first, second}},
        .reply = {.arena = call->arena},
    };
}

static inline void page_query(struct page *page, const char *name, const char *value)
{
    *VEC_PUSH(page->request.arena, &page->request.query) = (struct pair){name, value};
}

// With a field it is a POST.
static inline void page_field(struct page *page, const char *name, const char *value)
{
    page->request.method = METHOD_POST;
    *VEC_PUSH(page->request.arena, &page->request.fields) = (struct pair){name, value};
}

static inline const char *page_token(void *context)
{
    (void)context;
    return "token";
}

// What a body draws; `env` says what differs from page to page: csrf, time_zone, address.
static inline const char *page_body(struct call *call, struct body body, struct view_env env)
{
    struct buf out = buf_make(call->arena, 16 * 1024);
    env.arena = call->arena;
    env.language = call->language;
    env.random = call->random;
    env.path = "/";
    assert_non_null(body.draw);
    body.draw(&out, &env, body.data);
    return buf_text(&out);
}

// Draws the page as the frame would. Without `with_token` as one that may be cached, which has no form.
static inline void page_draw(struct call *call, struct page *page, bool with_token)
{
    assert_int_equal(page->reply.form, REPLY_PAGE);
    page->text = page_body(call, page->reply.body, (struct view_env){.csrf = with_token ? page_token : NULL,
                                                                      .time_zone = page->reply.time_zone, .address = call->address});
}

#endif
