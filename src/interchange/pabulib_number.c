// pabulib_number.c - numbers with decimals as whole ones, and ids looked up by hashing, for the .pb reader.
#include <inttypes.h>
#include <string.h>

#include "interchange/pabulib_read.h"

bool decimal_read(const char *text, struct decimal *ret_decimal)
{
    struct decimal read = {0};
    bool is_negative = *text == '-', has_digit = false;
    text += is_negative;
    for (; *text >= '0' && *text <= '9'; text++, has_digit = true)
        if (__builtin_mul_overflow(read.value, 10, &read.value) || __builtin_add_overflow(read.value, *text - '0', &read.value))
            return false;
    size_t decimals = *text == '.' ? strspn(text + 1, "0123456789") : 0;
    if (!has_digit || text[decimals + (*text == '.')] != '\0' || (*text == '.' && decimals == 0))
        return false;
    while (decimals > 0 && text[decimals] == '0') // 12.500 is 12.5
        decimals--;
    if (decimals > DECIMALS_MOST)
        return false;
    for (size_t i = 1; i <= decimals; i++)
        if (__builtin_mul_overflow(read.value, 10, &read.value) || __builtin_add_overflow(read.value, text[i] - '0', &read.value))
            return false;
    *ret_decimal = (struct decimal){is_negative ? -read.value : read.value, (int)decimals};
    return true;
}

bool decimal_scale(struct decimal decimal, int decimals, int64_t *ret_value)
{
    for (int i = decimal.decimals; i < decimals; i++)
        if (__builtin_mul_overflow(decimal.value, 10, &decimal.value))
            return false;
    *ret_value = decimal.value;
    return true;
}

const char *pabulib_number(struct arena *arena, int64_t value, int64_t unit)
{
    int digits = 0;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value, rest = size % (uint64_t)unit;
    for (int64_t each = unit; each >= 10; each /= 10)
        digits++;
    for (; digits > 0 && rest % 10 == 0; digits--)
        rest /= 10;
    const char *sign = value < 0 ? "-" : "";
    if (digits == 0)
        return arena_print(arena, "%s%" PRIu64, sign, size / (uint64_t)unit);
    return arena_print(arena, "%s%" PRIu64 ".%0*" PRIu64, sign, size / (uint64_t)unit, digits, rest);
}

// --- ids ---

static uint64_t name_hash(const char *name, size_t n)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); // FNV-1a
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 32;
}

uint32_t name_find(const struct reading *reading, const struct name_index *index, const char *name, size_t n,
                   const char *(*name_at)(const struct reading *, uint32_t))
{
    if (index->size == 0)
        return UINT32_MAX;
    for (size_t slot = name_hash(name, n) & (index->size - 1); index->slots[slot] != 0; slot = (slot + 1) & (index->size - 1)) {
        const char *there = name_at(reading, index->slots[slot] - 1);
        if (strncmp(there, name, n) == 0 && there[n] == '\0')
            return index->slots[slot] - 1;
    }
    return UINT32_MAX;
}

static void slot_take(struct name_index *index, const char *name, uint32_t added)
{
    size_t slot = name_hash(name, strlen(name)) & (index->size - 1);
    while (index->slots[slot] != 0)
        slot = (slot + 1) & (index->size - 1);
    index->slots[slot] = added + 1;
}

void name_add(struct reading *reading, struct name_index *index, uint32_t added,
              const char *(*name_at)(const struct reading *, uint32_t))
{
    if (2 * (size_t)(index->n + 1) > index->size) {
        struct name_index larger = {.size = index->size == 0 ? 64 : 4 * index->size, .n = index->n};
        larger.slots = ARENA_ARRAY(reading->scratch, uint32_t, larger.size);
        for (size_t i = 0; i < index->size; i++)
            if (index->slots[i] != 0)
                slot_take(&larger, name_at(reading, index->slots[i] - 1), index->slots[i] - 1);
        *index = larger;
    }
    slot_take(index, name_at(reading, added), added);
    index->n++;
}
