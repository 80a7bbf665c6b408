// rand.h - randomness handed in by the caller, so that tests own chance.
#ifndef SEMPRE_BASE_RAND_H
#define SEMPRE_BASE_RAND_H

#include <stddef.h>
#include <stdint.h>

// Either the system's randomness (all zero: `struct rand random = {0}`) or a repeatable stream from a seed.
struct rand {
    uint64_t state[4]; // all zero: getrandom(2); else xoshiro256** (Blackman & Vigna 2018), for tests and demo data
};

struct rand rand_seeded(uint64_t seed);
void rand_bytes(struct rand *random, void *ret_bytes, size_t n);
uint64_t rand_below(struct rand *random, uint64_t bound); // 0 <= x < bound, without bias; bound > 0

// `n` signs drawn from `alphabet`, NUL-terminated: `ret_text` has n + 1 bytes.
void rand_signs(struct rand *random, const char *alphabet, size_t n, char *ret_text);

#endif
