// utf8.h - checking and measuring UTF-8.
#ifndef SEMPRE_BASE_UTF8_H
#define SEMPRE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

// True if `n` bytes are well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF; Unicode 15 table 3-7).
bool utf8_is_valid(const char *bytes, size_t n);

// True where the text has a control character other than tab, line feed and carriage return (C0, DEL, C1), or one
// of the direction overrides U+202A..U+202E, U+2066..U+2069.
bool utf8_has_control(const char *text, size_t n);

// Number of code points of valid UTF-8.
size_t utf8_length(const char *text, size_t n);

// Bytes of the longest prefix of at most `signs` code points.
size_t utf8_prefix(const char *text, size_t n, size_t signs);

#endif
