// cache_test.c - tests of the page cache.
#include "web/cache.h"

#include <pthread.h>
#include <stdlib.h>

#include "support.h"

enum { NETWORK = 3, LIST = 4 };

static void keep_as(struct cache *cache, const char *key, const char *body, int topic, int64_t id, const char *encoding)
{
    struct reply reply = {.arena = test_arena()};
    struct buf bytes = buf_make(test_arena(), 16);
    buf_add_text(&bytes, body);
    reply_bytes(&reply, 200, "text/html; charset=utf-8", bytes);
    reply_header(&reply, "ETag", "\"x\"");
    if (encoding != NULL)
        reply_header(&reply, "Content-Encoding", encoding);
    reply_topic(&reply, topic, id);
    cache_add(cache, key, &reply, cache_generation(cache));
}

static void keep(struct cache *cache, const char *key, const char *body, int topic, int64_t id)
{
    keep_as(cache, key, body, topic, id, NULL);
}

static bool has(struct cache *cache, const char *key)
{
    struct reply reply = {.arena = test_arena()};
    if (!cache_find(cache, key, &reply))
        return false;
    reply.release(reply.release_context);
    return true;
}

static void a_page_is_found_as_it_was_kept(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    struct reply reply = {.arena = test_arena()};
    keep(cache, "/a", "hello", NETWORK, 1);
    assert_false(cache_find(cache, "/b", &reply));
    assert_true(cache_find(cache, "/a", &reply));
    assert_int_equal(reply.form, REPLY_HELD);
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.content_type, "text/html; charset=utf-8");
    assert_int_equal(reply.held_n, 5);
    assert_memory_equal(reply.held, "hello", 5);
    assert_string_equal(reply.headers.at[0].value, "\"x\"");
    reply_header(&reply, "X-More", "1"); // of this reply only
    reply.release(reply.release_context);
    reply = (struct reply){.arena = test_arena()};
    assert_true(cache_find(cache, "/a", &reply));
    assert_int_equal(reply.headers.n, 1);
    reply.release(reply.release_context);
    cache_free(cache);
}

static void a_change_forgets_the_pages_that_show_it(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    keep(cache, "/a", "a", NETWORK, 1);
    keep(cache, "/b", "b", NETWORK, 2);
    keep(cache, "/list", "list", LIST, 0);
    cache_forget(cache, NETWORK, 1);
    assert_false(has(cache, "/a"));
    assert_true(has(cache, "/b"));
    assert_true(has(cache, "/list"));
    cache_forget(cache, 0, 0);
    assert_false(has(cache, "/b"));
    assert_false(has(cache, "/list"));
    cache_free(cache);
}

static void a_page_drawn_before_a_change_is_not_kept(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    struct reply reply = {.arena = test_arena()};
    uint64_t before = cache_generation(cache);
    reply_bytes(&reply, 200, "text/html", buf_make(test_arena(), 1));
    reply_topic(&reply, NETWORK, 1);
    cache_forget(cache, NETWORK, 2);
    cache_add(cache, "/a", &reply, before);
    assert_true(has(cache, "/a"));
    cache_forget(cache, NETWORK, 1);
    cache_add(cache, "/a", &reply, before);
    assert_false(has(cache, "/a"));
    uint64_t now = cache_generation(cache);
    for (int i = 0; i < 1000; i++) // too many to remember
        cache_forget(cache, LIST, i);
    cache_add(cache, "/a", &reply, now);
    assert_false(has(cache, "/a"));
    cache_free(cache);
}

static void only_whole_pages_with_topics_and_without_cookies_are_kept(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    struct reply reply = {.arena = test_arena()};
    reply_bytes(&reply, 200, "text/html", buf_make(test_arena(), 1));
    cache_add(cache, "/none", &reply, 0);
    assert_false(has(cache, "/none"));
    reply_topic(&reply, NETWORK, 1);
    reply_header(&reply, "Set-Cookie", "v=1");
    cache_add(cache, "/cookie", &reply, 0);
    assert_false(has(cache, "/cookie"));
    reply = (struct reply){.arena = test_arena()};
    reply_see(&reply, "/");
    reply_topic(&reply, NETWORK, 1);
    cache_add(cache, "/see", &reply, 0);
    assert_false(has(cache, "/see"));
    cache_free(cache);
}

static void what_was_not_used_for_longest_makes_room(void **state)
{
    (void)state;
    struct cache *cache = cache_new(20000);
    char *body = arena_alloc(test_arena(), 2001);
    memset(body, 'x', 2000);
    keep_as(cache, "/first", body, NETWORK, 1, "gzip");
    keep_as(cache, "/second", body, NETWORK, 2, "gzip");
    for (int i = 0; i < 20; i++) {
        assert_true(has(cache, "/first"));
        keep_as(cache, arena_print(test_arena(), "/%d", i), body, LIST, i, "gzip");
    }
    assert_true(has(cache, "/first"));
    assert_false(has(cache, "/second"));
    assert_true(has(cache, "/19"));
    char *large = arena_alloc(test_arena(), 10001);
    memset(large, 'x', 10000);
    keep(cache, "/large", large, NETWORK, 3); // would push out too much
    assert_false(has(cache, "/large"));
    cache_free(cache);
}

static void pages_that_are_not_compressed_take_a_small_part_of_it(void **state)
{
    (void)state;
    struct cache *cache = cache_new(160000);
    char *body = arena_alloc(test_arena(), 2001);
    memset(body, 'x', 2000);
    keep_as(cache, "/compressed", body, LIST, 0, "gzip");
    for (int i = 0; i < 20; i++)
        keep(cache, arena_print(test_arena(), "/%d", i), body, LIST, i);
    int kept = 0;
    for (int i = 0; i < 20; i++)
        kept += has(cache, arena_print(test_arena(), "/%d", i));
    assert_in_range(kept, 3, 4); // a sixteenth, with their keys and headers
    assert_true(has(cache, "/19"));
    assert_false(has(cache, "/0"));
    assert_true(has(cache, "/compressed")); // older than all of them
    cache_forget(cache, LIST, 19);
    keep(cache, "/after", body, LIST, 20);
    assert_true(has(cache, "/18") && has(cache, "/after")); // what was forgotten takes no part any more
    cache_free(cache);
}

static void a_page_that_is_being_sent_outlives_the_cache(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    struct reply reply = {.arena = test_arena()};
    keep(cache, "/a", "hello", NETWORK, 1);
    assert_true(cache_find(cache, "/a", &reply));
    cache_forget(cache, NETWORK, 1);
    cache_free(cache);
    assert_memory_equal(reply.held, "hello", 5);
    reply.release(reply.release_context);
}

static void *read_often(void *context)
{
    struct cache *cache = context;
    struct arena *arena = arena_new(1 << 20);
    for (int i = 0; i < 3000; i++) {
        struct reply reply = {.arena = arena};
        if (cache_find(cache, i % 2 ? "/a" : "/b", &reply)) {
            if (reply.held_n != 1)
                abort();
            reply.release(reply.release_context);
        }
        arena_reset(arena);
    }
    arena_free(arena);
    return NULL;
}

static void many_threads_may_use_it_at_once(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, cache), 0);
    for (int i = 0; i < 300; i++) {
        keep(cache, "/a", "a", NETWORK, 1);
        keep(cache, "/b", "b", NETWORK, 2);
        cache_forget(cache, NETWORK, i % 2);
    }
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    cache_free(cache);
}

TESTS(cache, a_page_is_found_as_it_was_kept, a_change_forgets_the_pages_that_show_it, a_page_drawn_before_a_change_is_not_kept,
      only_whole_pages_with_topics_and_without_cookies_are_kept, what_was_not_used_for_longest_makes_room,
      pages_that_are_not_compressed_take_a_small_part_of_it,
      a_page_that_is_being_sent_outlives_the_cache, many_threads_may_use_it_at_once)
