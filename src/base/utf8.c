// utf8.c - checking and measuring UTF-8.
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

// Length of the well-formed sequence at `s` (Unicode 15, table 3-7), 0 where there is none.
static size_t sequence_length(const unsigned char *s, size_t n)
{
    unsigned char lead = s[0], low = 0x80, high = 0xbf;
    size_t length;
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        length = 2;
    else if ((lead & 0xf0) == 0xe0)
        length = 3;
    else if (lead >= 0xf0 && lead <= 0xf4)
        length = 4;
    else
        return 0;
    if (lead == 0xe0) // overlong below
        low = 0xa0;
    else if (lead == 0xed) // surrogates above
        high = 0x9f;
    else if (lead == 0xf0)
        low = 0x90;
    else if (lead == 0xf4) // beyond U+10FFFF
        high = 0x8f;
    if (n < length || s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static bool eight_are_ascii(const unsigned char *s)
{
    uint64_t eight;
    memcpy(&eight, s, sizeof(eight));
    return (eight & UINT64_C(0x8080808080808080)) == 0;
}

bool utf8_is_valid(const char *bytes, size_t n)
{
    const unsigned char *s = (const unsigned char *)bytes;
    for (size_t i = 0; i < n;) {
        if (n - i >= 8 && eight_are_ascii(s + i)) {
            i += 8;
            continue;
        }
        size_t length = sequence_length(s + i, n - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

bool utf8_has_control(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < n; i++) {
        if ((s[i] < 0x20 && s[i] != '\t' && s[i] != '\n' && s[i] != '\r') || s[i] == 0x7f)
            return true;
        if (s[i] == 0xc2 && i + 1 < n && s[i + 1] >= 0x80 && s[i + 1] <= 0x9f)
            return true;
        if (s[i] == 0xe2 && i + 2 < n &&
            ((s[i + 1] == 0x80 && s[i + 2] >= 0xaa && s[i + 2] <= 0xae) ||
             (s[i + 1] == 0x81 && s[i + 2] >= 0xa6 && s[i + 2] <= 0xa9)))
            return true;
    }
    return false;
}

static bool starts_sign(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t utf8_length(const char *text, size_t n)
{
    size_t signs = 0;
    for (size_t i = 0; i < n; i++)
        signs += starts_sign(text[i]);
    return signs;
}

size_t utf8_prefix(const char *text, size_t n, size_t signs)
{
    size_t i = 0;
    for (; i < n; i++)
        if (starts_sign(text[i]) && signs-- == 0)
            break;
    return i;
}
