// buf.h - a growing run of bytes in an arena: pages, fragments, files are written into one.
#ifndef SEMPRE_BASE_BUF_H
#define SEMPRE_BASE_BUF_H

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct buf {
    struct arena *arena;
    char *at; // not NUL-terminated, see buf_text
    size_t n, cap;
};

struct buf buf_make(struct arena *arena, size_t first_cap);
void buf_reserve(struct buf *buf, size_t more);

static inline void buf_add(struct buf *buf, const char *bytes, size_t n)
{
    if (buf->cap - buf->n < n)
        buf_reserve(buf, n);
    if (n > 0)
        memcpy(buf->at + buf->n, bytes, n);
    buf->n += n;
}

// A string literal, its length known at compile time.
#define BUF_LITERAL(buf, literal) buf_add((buf), "" literal, sizeof(literal) - 1)

void buf_add_char(struct buf *buf, char byte);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_int(struct buf *buf, int64_t number);
void buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The bytes so far, NUL-terminated; valid until the next change of `buf`.
const char *buf_text(struct buf *buf);

#endif
