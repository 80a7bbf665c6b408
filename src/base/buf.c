// buf.c - a growing run of bytes in an arena.
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct buf buf_make(struct arena *arena, size_t first_cap)
{
    struct buf buf = {.arena = arena};
    if (first_cap > 0)
        buf_reserve(&buf, first_cap);
    return buf;
}

void buf_reserve(struct buf *buf, size_t more)
{
    size_t least;
    if (__builtin_add_overflow(buf->n, more, &least) || least > PTRDIFF_MAX / 4)
        abort();
    if (least <= buf->cap)
        return;
    size_t cap = buf->cap * 2;
    if (cap < least)
        cap = least;
    if (cap < 64)
        cap = 64;
    buf->at = arena_grow_room(buf->arena, buf->at, buf->cap, cap);
    buf->cap = cap;
}

void buf_add_char(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

void buf_add_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_int(struct buf *buf, int64_t number)
{
    char digits[20], *at = digits + sizeof(digits);
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0)
        *--at = '-';
    buf_add(buf, at, (size_t)(digits + sizeof(digits) - at));
}

void buf_print(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    buf_reserve(buf, (size_t)n + 1); // vsnprintf writes a NUL too
    va_start(args, format);
    vsnprintf(buf->at + buf->n, (size_t)n + 1, format, args);
    va_end(args);
    buf->n += (size_t)n;
}

const char *buf_text(struct buf *buf)
{
    buf_reserve(buf, 1);
    buf->at[buf->n] = '\0';
    return buf->at;
}
