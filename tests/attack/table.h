// table.h - looks for a table of whole numbers within limits in which sums hold.
#ifndef SEMPRE_TESTS_ATTACK_TABLE_H
#define SEMPRE_TESTS_ATTACK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define TABLE_FAR (INT64_C(1) << 40) // as a limit: none

struct table;

struct table *table_new(struct arena *arena, size_t unknowns, size_t equations);
void table_limit(struct table *table, uint32_t unknown, int64_t low, int64_t high); // before the first equation

// The sum of the unknowns with their signs is 0, or with `may_exceed` at least 0.
void table_equate(struct table *table, const uint32_t *unknowns, const int8_t *signs, size_t n, bool may_exceed);

// Whether a table that was found before has this value there.
bool table_has(const struct table *table, uint32_t unknown, int64_t value);

enum found { FOUND, NONE, GAVE_UP };
enum found table_find(struct table *table, uint32_t unknown, int64_t value);

#endif
