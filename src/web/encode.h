// encode.h - which encoding of a body the client takes, and gzip.
#ifndef SEMPRE_WEB_ENCODE_H
#define SEMPRE_WEB_ENCODE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

// Whether an Accept-Encoding header (NULL: none) takes "gzip" or "br" (RFC 9110 section 12.5.3).
bool encode_accepted(const char *accept_encoding, const char *coding);

// Whether bodies of this content type become smaller.
bool encode_is_text(const char *content_type);

// `n` bytes as gzip. Each thread keeps its compressor. Errors: ERR_LIMIT (no memory for one).
CHECKED enum err encode_gzip(struct arena *arena, const char *bytes, size_t n, struct buf *ret_gzip);

#endif
