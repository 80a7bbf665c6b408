// totp.c - codes of an app: the figures by liboath, the secret as text for an app.
#include "people/totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void totp_code(const unsigned char *secret, size_t n, int64_t step, unsigned digits, char ret_code[static TOTP_TEXT_SIZE])
{
    int failed = oath_hotp_generate((const char *)secret, n, (uint64_t)step, digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, ret_code);
    if (failed != OATH_OK)
        abort(); // no memory
}

bool totp_is_right(const unsigned char *secret, int64_t now, int64_t used, const char *typed, int64_t *ret_step)
{
    enum { MS = 1000, NEIGHBOURS = 1 };
    char code[TOTP_TEXT_SIZE];
    int64_t current = now / MS / TOTP_STEP_SECONDS;
    bool is_right = false;
    if (strlen(typed) != TOTP_DIGITS)
        return false;
    for (int64_t step = current - NEIGHBOURS; step <= current + NEIGHBOURS; step++) {
        totp_code(secret, TOTP_SECRET_BYTES, step, TOTP_DIGITS, code);
        if (sodium_memcmp(code, typed, TOTP_DIGITS) == 0 && step > used && !is_right) {
            is_right = true;
            *ret_step = step;
        }
    }
    return is_right;
}

const char *totp_secret_text(struct arena *arena, const unsigned char *secret)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    enum { BITS = 5, SIGNS = TOTP_SECRET_BYTES * 8 / BITS }; // 20 bytes are 32 signs, without padding
    char *text = arena_alloc(arena, SIGNS + 1);
    for (int i = 0; i < SIGNS; i++) {
        int bit = i * BITS, byte = bit / 8;
        int two = secret[byte] << 8 | (byte + 1 < TOTP_SECRET_BYTES ? secret[byte + 1] : 0);
        text[i] = signs[two >> (16 - BITS - bit % 8) & 31];
    }
    text[SIGNS] = '\0';
    return text;
}
