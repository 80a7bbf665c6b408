// id.h - 63-bit ids: 42 bits of milliseconds since 2020, then 21 bits that start at random in each millisecond and
// count up. Shown as 13 base-32 signs (0-9, a-v). Each thing wraps them in a struct type of its own, so that two
// kinds of id cannot be mixed up.
#ifndef SEMPRE_BASE_ID_H
#define SEMPRE_BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rand.h"

enum { ID_TEXT_SIZE = 14 }; // 13 signs and a NUL

// A new id, unique within this process and very likely between processes. Safe from any thread.
// `now`: milliseconds since 1970 UTC; `random` starts the counter of a new millisecond.
int64_t id_new(int64_t now, struct rand *random);

void id_text(int64_t id, char ret_text[static ID_TEXT_SIZE]);

// False where `text` is not exactly 13 signs of an id. Small and capital letters are the same.
bool id_parse(const char *text, int64_t *ret_id);

#endif
