// totp_test.c - codes of an app against the vectors of the RFCs, and which of them count when.
#include "people/totp.h"

#include <stdio.h>

#include "support.h"

static const unsigned char rfc_secret[TOTP_SECRET_BYTES + 1] = "12345678901234567890";

static void codes_are_those_of_rfc_6238(void **state)
{
    (void)state;
    // appendix B, the rows of SHA1: eight digits
    static const struct { int64_t seconds; const char *code; } vectors[] = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    char code[TOTP_TEXT_SIZE];
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        totp_code(rfc_secret, TOTP_SECRET_BYTES, vectors[i].seconds / TOTP_STEP_SECONDS, 8, code);
        assert_string_equal(code, vectors[i].code);
        int64_t step = 0; // and six digits are their end
        assert_true(totp_is_right(rfc_secret, vectors[i].seconds * 1000, 0, vectors[i].code + 2, &step));
        assert_int_equal(step, vectors[i].seconds / TOTP_STEP_SECONDS);
    }
}

static void counters_are_those_of_rfc_4226(void **state)
{
    (void)state;
    static const char *const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489"}; // appendix D
    char code[TOTP_TEXT_SIZE];
    for (int64_t step = 0; step < 10; step++) {
        totp_code(rfc_secret, TOTP_SECRET_BYTES, step, TOTP_DIGITS, code);
        assert_string_equal(code, codes[step]);
    }
}

static bool counts(int64_t now_step, int64_t used, int64_t code_step)
{
    char code[TOTP_TEXT_SIZE];
    int64_t step = 0;
    totp_code(rfc_secret, TOTP_SECRET_BYTES, code_step, TOTP_DIGITS, code);
    return totp_is_right(rfc_secret, now_step * 30000 + 15000, used, code, &step);
}

static void a_code_counts_half_a_minute_around_its_own_and_once(void **state)
{
    (void)state;
    assert_true(counts(1000, 0, 999));
    assert_true(counts(1000, 0, 1000));
    assert_true(counts(1000, 0, 1001));
    assert_false(counts(1000, 0, 998));
    assert_false(counts(1000, 0, 1002));
    assert_true(counts(1000, 999, 1000));
    assert_false(counts(1000, 1000, 1000)); // used already
    assert_false(counts(1000, 1001, 1000)); // older than one that was used
}

static void what_is_not_six_digits_is_wrong(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "75522", "7552244", "75522a", "ABCDEF", "000000"};
    int64_t step = 77;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(totp_is_right(rfc_secret, 15000, -1, wrong[i], &step));
    assert_int_equal(step, 77);
}

static void the_secret_is_written_in_base_32(void **state)
{
    (void)state;
    assert_string_equal(totp_secret_text(test_arena(), rfc_secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TESTS(totp, codes_are_those_of_rfc_6238, counters_are_those_of_rfc_4226, a_code_counts_half_a_minute_around_its_own_and_once,
      what_is_not_six_digits_is_wrong, the_secret_is_written_in_base_32)
