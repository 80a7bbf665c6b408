// id_test.c - tests of ids.
#include "base/id.h"

#include <pthread.h>
#include <stdlib.h>

#include "support.h"

static void ids_grow_with_time_and_carry_it(void **state)
{
    (void)state;
    int64_t first = id_new(TEST_NOW, test_random()), second = id_new(TEST_NOW, test_random());
    int64_t later = id_new(TEST_NOW + 1000, test_random());
    assert_true(first < second && second < later);
    assert_int_equal((later >> 21) - (first >> 21), 1000);
}

static void ids_stay_unique_when_the_clock_goes_back(void **state)
{
    (void)state;
    int64_t now = TEST_NOW + 5000;
    int64_t first = id_new(now, test_random());
    int64_t second = id_new(now - 4000, test_random());
    assert_true(second > first);
    assert_true(id_new(0, test_random()) > second);
}

static void the_counter_of_a_new_millisecond_starts_at_random(void **state)
{
    (void)state;
    int64_t now = TEST_NOW + 10000, mask = (1 << 21) - 1, differing = 0, before = -1;
    for (int i = 0; i < 20; i++) {
        int64_t counter = id_new(now + i, test_random()) & mask;
        differing += counter != before + 1;
        before = counter;
    }
    assert_int_equal(differing, 20);
}

enum { THREADS = 4, EACH = 20000 };

static void *make_ids(void *argument)
{
    int64_t *ids = argument;
    struct rand random = rand_seeded(7); // the same in each thread
    for (int i = 0; i < EACH; i++)
        ids[i] = id_new(TEST_NOW + 20000 + i / 1000, &random);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

static void threads_never_get_the_same_id(void **state)
{
    (void)state;
    int64_t *ids = ARENA_ARRAY(test_arena(), int64_t, THREADS * EACH);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_ids, ids + i * EACH), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    qsort(ids, THREADS * EACH, sizeof(*ids), by_value);
    for (int i = 1; i < THREADS * EACH; i++)
        assert_true(ids[i - 1] < ids[i]);
}

static void an_id_is_written_with_13_signs_and_read_back(void **state)
{
    (void)state;
    const int64_t ids[] = {1, 31, 32, INT64_C(1) << 40, INT64_MAX, id_new(TEST_NOW, test_random())};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        char text[ID_TEXT_SIZE];
        int64_t back;
        id_text(ids[i], text);
        assert_int_equal(strlen(text), 13);
        assert_true(id_parse(text, &back));
        assert_int_equal(back, ids[i]);
    }
    char text[ID_TEXT_SIZE];
    int64_t back;
    id_text(INT64_MAX, text);
    assert_string_equal(text, "7vvvvvvvvvvvv");
    assert_true(id_parse("7VVVVVVVVVVVV", &back));
    assert_int_equal(back, INT64_MAX);
}

static void what_is_not_an_id_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"", "1", "000000000000", "00000000000000", "8000000000000", "000000000000w",
                                 "00000 0000000", "-000000000001", "000000000000\xc3"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int64_t id = 42;
        assert_false(id_parse(wrong[i], &id));
        assert_int_equal(id, 42);
    }
}

TESTS(id, ids_grow_with_time_and_carry_it, ids_stay_unique_when_the_clock_goes_back,
      the_counter_of_a_new_millisecond_starts_at_random, threads_never_get_the_same_id,
      an_id_is_written_with_13_signs_and_read_back, what_is_not_an_id_is_refused)
