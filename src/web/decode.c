// decode.c - bytes of an address or a form become text: percent signs, and what is not UTF-8.
#include "web/decode.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

int decode_digit(char sign)
{
    if (sign >= '0' && sign <= '9')
        return sign - '0';
    if (sign >= 'a' && sign <= 'f')
        return sign - 'a' + 10;
    if (sign >= 'A' && sign <= 'F')
        return sign - 'A' + 10;
    return -1;
}

// Bytes of the well-formed sign at `at`, 0 where there is none or it is NUL.
static size_t sign_size(const char *at, size_t n)
{
    unsigned char lead = (unsigned char)*at;
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return lead != 0 && size <= n && utf8_is_valid(at, size) ? size : 0;
}

static const char *repair(struct arena *arena, const char *bytes, size_t n)
{
    struct buf out = buf_make(arena, n + 64);
    for (size_t i = 0; i < n;) {
        size_t size = sign_size(bytes + i, n - i);
        if (size == 0)
            BUF_LITERAL(&out, DECODE_UNREADABLE);
        else
            buf_add(&out, bytes + i, size);
        i += size == 0 ? 1 : size;
    }
    return buf_text(&out);
}

static bool is_readable(const char *bytes, size_t n)
{
    return memchr(bytes, '\0', n) == NULL && utf8_is_valid(bytes, n);
}

const char *decode_text(struct arena *arena, const char *bytes, size_t n)
{
    if (n == 0)
        return "";
    return is_readable(bytes, n) ? arena_copy(arena, bytes, n) : repair(arena, bytes, n);
}

const char *decode_percent(struct arena *arena, const char *bytes, size_t n, bool plus)
{
    if (n == 0)
        return "";
    char *out = arena_alloc(arena, n + 1);
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        int high = bytes[i] == '%' && n - i > 2 ? decode_digit(bytes[i + 1]) : -1;
        int low = high >= 0 ? decode_digit(bytes[i + 2]) : -1;
        if (low >= 0) {
            out[length++] = (char)(high * 16 + low);
            i += 2;
        } else
            out[length++] = plus && bytes[i] == '+' ? ' ' : bytes[i];
    }
    return is_readable(out, length) ? out : repair(arena, out, length);
}
