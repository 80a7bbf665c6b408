// rand.c - the system's randomness, or a repeatable stream of it.
#include "base/rand.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

// splitmix64 (Steele, Lea & Flood 2014) spreads a seed over the state, as the authors of xoshiro advise.
struct rand rand_seeded(uint64_t seed)
{
    struct rand random = {0};
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += UINT64_C(0x9e3779b97f4a7c15));
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        random.state[i] = z ^ (z >> 31);
    }
    return random;
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static uint64_t xoshiro_next(uint64_t s[4])
{
    uint64_t result = rotate_left(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

static void system_bytes(unsigned char *at, size_t n)
{
    while (n > 0) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0 && errno != EINTR)
            abort(); // guessable tokens would be worse than none
        if (got > 0) {
            at += got;
            n -= (size_t)got;
        }
    }
}

void rand_bytes(struct rand *random, void *ret_bytes, size_t n)
{
    unsigned char *at = ret_bytes;
    const uint64_t *s = random->state;
    if ((s[0] | s[1] | s[2] | s[3]) == 0) {
        system_bytes(at, n);
        return;
    }
    for (size_t i = 0; i < n; i += 8) {
        uint64_t x = xoshiro_next(random->state);
        memcpy(at + i, &x, n - i < 8 ? n - i : 8);
    }
}

uint64_t rand_below(struct rand *random, uint64_t bound)
{
    assert(bound > 0);
    uint64_t uneven = -bound % bound; // 2^64 mod bound: the numbers below it would come too often
    uint64_t x;
    do
        rand_bytes(random, &x, sizeof(x));
    while (x < uneven);
    return x % bound;
}

void rand_signs(struct rand *random, const char *alphabet, size_t n, char *ret_text)
{
    enum { AT_ONCE = 32 }; // 256 bytes, as many as the system gives without a break
    uint64_t signs = strlen(alphabet), uneven = -signs % signs, chance[AT_ONCE];
    for (size_t done = 0; done < n; done += AT_ONCE) {
        size_t some = n - done < AT_ONCE ? n - done : AT_ONCE;
        rand_bytes(random, chance, some * sizeof(chance[0]));
        for (size_t i = 0; i < some; i++)
            ret_text[done + i] = alphabet[chance[i] < uneven ? rand_below(random, signs) : chance[i] % signs];
    }
    ret_text[n] = '\0';
}
