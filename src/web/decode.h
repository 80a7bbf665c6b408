// decode.h - bytes of an address or a form become text: percent signs, and what is not UTF-8.
#ifndef SEMPRE_WEB_DECODE_H
#define SEMPRE_WEB_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define DECODE_UNREADABLE "\xEF\xBF\xBD" // U+FFFD: stands for what could not be read

// Value of a hexadecimal digit, or -1.
int decode_digit(char sign);

// Valid UTF-8 without NUL: each byte that is neither becomes U+FFFD. Owned by `arena`.
const char *decode_text(struct arena *arena, const char *bytes, size_t n);

// The same after percent-decoding; a percent sign without two digits stands for itself. `plus`: '+' is a space, as in forms.
const char *decode_percent(struct arena *arena, const char *bytes, size_t n, bool plus);

#endif
