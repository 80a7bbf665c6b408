// rand_test.c - tests of randomness.
#include "base/rand.h"

#include "support.h"

// The numbers of the authors' own xoshiro256** and splitmix64, seed 1.
static void a_seed_gives_the_published_stream(void **state)
{
    (void)state;
    struct rand random = rand_seeded(1);
    assert_true(random.state[0] == UINT64_C(0x910a2dec89025cc1));
    struct rand counted = {{1, 2, 3, 4}};
    const uint64_t expected[] = {11520, 0, 1509978240, 1215971899390074240};
    for (int i = 0; i < 4; i++) {
        uint64_t x;
        rand_bytes(&counted, &x, sizeof(x));
        assert_true(x == expected[i]);
    }
}

static void the_same_seed_repeats_and_another_does_not(void **state)
{
    (void)state;
    struct rand a = rand_seeded(5), b = rand_seeded(5), c = rand_seeded(6);
    char of_a[33], of_b[33], of_c[33];
    rand_bytes(&a, of_a, sizeof(of_a));
    rand_bytes(&b, of_b, sizeof(of_b));
    rand_bytes(&c, of_c, sizeof(of_c));
    assert_memory_equal(of_a, of_b, sizeof(of_a));
    assert_memory_not_equal(of_a, of_c, sizeof(of_a));
}

static void the_system_never_repeats(void **state)
{
    (void)state;
    struct rand random = {0};
    char first[16], second[16];
    rand_bytes(&random, first, sizeof(first));
    rand_bytes(&random, second, sizeof(second));
    assert_memory_not_equal(first, second, sizeof(first));
}

static void numbers_below_a_bound_come_evenly(void **state)
{
    (void)state;
    int counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        uint64_t x = rand_below(test_random(), 6);
        assert_true(x < 6);
        counts[x]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(counts[i], 9600, 10400); // over four standard deviations
    assert_int_equal(rand_below(test_random(), 1), 0);
}

// Drawn many at once, the signs are those that one draw after the other gives.
static void signs_are_what_single_draws_give(void **state)
{
    (void)state;
    enum { SIGNS = 100 };
    static const char alphabet[] = "23456789BCDFGHJKMNPQRSTVWXYZ";
    struct rand one = rand_seeded(3), other = rand_seeded(3);
    char text[SIGNS + 1];
    rand_signs(&one, alphabet, SIGNS, text);
    for (int i = 0; i < SIGNS; i++)
        assert_int_equal(text[i], alphabet[rand_below(&other, 28)]);
    assert_int_equal(text[SIGNS], 0);
}

static void signs_come_from_the_alphabet(void **state)
{
    (void)state;
    char text[41];
    rand_signs(test_random(), "abc", 40, text);
    assert_int_equal(strlen(text), 40);
    assert_int_equal(strspn(text, "abc"), 40);
    assert_non_null(strchr(text, 'a'));
    assert_non_null(strchr(text, 'c'));
}

TESTS(rand, a_seed_gives_the_published_stream, the_same_seed_repeats_and_another_does_not, the_system_never_repeats,
      numbers_below_a_bound_come_evenly, signs_come_from_the_alphabet, signs_are_what_single_draws_give)
