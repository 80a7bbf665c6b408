// vec_test.c - tests of growing arrays.
#include "base/vec.h"

#include "support.h"

struct pair {
    int64_t first;
    char second;
};

struct pair_list {
    struct pair *at;
    size_t n, cap;
};

static void pushed_elements_keep_their_values(void **state)
{
    (void)state;
    struct pair_list list = {0};
    for (int i = 0; i < 1000; i++) {
        struct pair *added = VEC_PUSH(test_arena(), &list);
        assert_int_equal(added->first, 0);
        assert_int_equal(added->second, 0);
        *added = (struct pair){.first = i, .second = 'x'};
        if (i % 100 == 0)
            arena_alloc(test_arena(), 1);
    }
    assert_int_equal(list.n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.at[i].first, i);
}

TESTS(vec, pushed_elements_keep_their_values)
