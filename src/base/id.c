// id.c - ids that grow with time, made without asking anybody.
#include "base/id.h"

#include <stdatomic.h>

#define START_2020 INT64_C(1577836800000)
enum { COUNTER_BITS = 21 };

// The id given last in this process. Counting up from it carries into the milliseconds by itself, so ids stay unique
// when a millisecond is used up and when the clock is set back.
static _Atomic int64_t last_id;

int64_t id_new(int64_t now, struct rand *random)
{
    int64_t ms = now - START_2020;
    int64_t most = (INT64_C(1) << 42) - 1;
    ms = ms < 0 ? 0 : ms > most ? most : ms;
    // Starting in the lower half leaves a million ids for each millisecond.
    int64_t fresh = (ms << COUNTER_BITS) + 1 + (int64_t)rand_below(random, 1U << (COUNTER_BITS - 1));
    int64_t last = atomic_load_explicit(&last_id, memory_order_relaxed), next;
    do
        next = (last >> COUNTER_BITS) >= ms ? last + 1 : fresh;
    while (!atomic_compare_exchange_weak_explicit(&last_id, &last, next, memory_order_relaxed, memory_order_relaxed));
    return next;
}

void id_text(int64_t id, char ret_text[static ID_TEXT_SIZE])
{
    uint64_t rest = (uint64_t)id;
    ret_text[ID_TEXT_SIZE - 1] = '\0';
    for (int i = ID_TEXT_SIZE - 2; i >= 0; i--, rest >>= 5)
        ret_text[i] = "0123456789abcdefghijklmnopqrstuv"[rest & 31];
}

static int sign_value(char sign)
{
    if (sign >= '0' && sign <= '9')
        return sign - '0';
    if (sign >= 'a' && sign <= 'v')
        return sign - 'a' + 10;
    if (sign >= 'A' && sign <= 'V')
        return sign - 'A' + 10;
    return -1;
}

bool id_parse(const char *text, int64_t *ret_id)
{
    uint64_t id = 0;
    for (int i = 0; i < ID_TEXT_SIZE - 1; i++) {
        int value = sign_value(text[i]); // -1 for the NUL of a shorter text
        if (value < 0 || (i == 0 && value > 7))
            return false;
        id = id << 5 | (uint64_t)value;
    }
    if (text[ID_TEXT_SIZE - 1] != '\0')
        return false;
    *ret_id = (int64_t)id;
    return true;
}
