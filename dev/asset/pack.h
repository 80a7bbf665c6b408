// pack.h - one file of assets/ made ready to be served.
#ifndef SEMPRE_DEV_PACK_H
#define SEMPRE_DEV_PACK_H

#include "base/buf.h"

struct packed {
    struct buf plain, gzip, brotli; // a compressed form that is not smaller is empty
    const char *hash;               // 8 hexadecimal signs of the SHA-256
    const char *sha256;             // base64, for the content security policy
};

// Everything is owned by `arena`.
struct packed pack(struct arena *arena, const char *name, const char *bytes, size_t n);

// "text/css; charset=utf-8", or NULL for a kind of file that is not served.
const char *content_type_of(const char *name);

// A style sheet without its comments and the spaces that mean nothing; strings stay as they are.
struct buf style_shortened(struct arena *arena, const char *text, size_t n);

#endif
