// pack.c - hashes and compresses a file of assets/.
#include "pack.h"

#include <assert.h>
#include <brotli/encode.h>
#include <sodium.h>
#include <zlib.h>

const char *content_type_of(const char *name)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml"},
        {".png", "image/png"}, {".ico", "image/x-icon"}, {".txt", "text/plain; charset=utf-8"}, {".woff2", "font/woff2"},
    };
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        size_t end = strlen(types[i].end);
        if (n > end && strcmp(name + n - end, types[i].end) == 0)
            return types[i].type;
    }
    return NULL;
}

// Spaces after these signs, and before them but for the colon, mean nothing: "a :hover" is not "a:hover".
static bool needs_no_space(char before, char after)
{
    return before == '\0' || strchr("{};,:", before) != NULL || after == '\0' || strchr("{};,", after) != NULL;
}

static void style_add(struct buf *out, bool *is_spaced, char sign)
{
    char before = out->n == 0 ? '\0' : out->at[out->n - 1];
    if (*is_spaced && !needs_no_space(before, sign))
        buf_add_char(out, ' ');
    else if (sign == '}' && before == ';')
        out->n--;
    *is_spaced = false;
    buf_add_char(out, sign);
}

struct buf style_shortened(struct arena *arena, const char *text, size_t n)
{
    struct buf out = buf_make(arena, n);
    bool is_spaced = false; // since the last sign
    char quote = '\0';
    for (size_t i = 0; i < n; i++) {
        char sign = text[i];
        if (quote == '\0' && sign == '/' && i + 1 < n && text[i + 1] == '*') {
            const char *end = memmem(text + i + 2, n - i - 2, "*/", 2);
            if (end == NULL)
                break;
            i = (size_t)(end - text) + 1;
        } else if (quote == '\0' && (sign == ' ' || sign == '\t' || sign == '\n')) {
            is_spaced = true;
        } else if (quote != '\0' && sign == '\\' && i + 1 < n) {
            buf_add(&out, text + i++, 2);
        } else if (quote != '\0') {
            quote = sign == quote ? '\0' : quote;
            buf_add_char(&out, sign);
        } else {
            quote = sign == '"' || sign == '\'' ? sign : '\0';
            style_add(&out, &is_spaced, sign);
        }
    }
    return out;
}

static struct buf gzip(struct arena *arena, const struct buf *plain)
{
    z_stream stream = {0};
    int state = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY); // +16: gzip
    assert(state == Z_OK);
    struct buf out = buf_make(arena, deflateBound(&stream, plain->n));
    stream.next_in = (unsigned char *)plain->at;
    stream.avail_in = (unsigned)plain->n;
    stream.next_out = (unsigned char *)out.at;
    stream.avail_out = (unsigned)out.cap;
    state = deflate(&stream, Z_FINISH);
    assert(state == Z_STREAM_END);
    out.n = stream.total_out < plain->n ? stream.total_out : 0;
    deflateEnd(&stream);
    return out;
}

static struct buf brotli(struct arena *arena, const struct buf *plain)
{
    size_t n = BrotliEncoderMaxCompressedSize(plain->n);
    struct buf out = buf_make(arena, n);
    BROTLI_BOOL done = BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT, plain->n,
                                             (const uint8_t *)plain->at, &n, (uint8_t *)out.at);
    assert(done == BROTLI_TRUE);
    out.n = n < plain->n ? n : 0;
    return out;
}

struct packed pack(struct arena *arena, const char *name, const char *bytes, size_t n)
{
    struct packed packed = {0};
    size_t length = strlen(name);
    if (length > 4 && strcmp(name + length - 4, ".css") == 0)
        packed.plain = style_shortened(arena, bytes, n);
    else {
        packed.plain = buf_make(arena, n);
        buf_add(&packed.plain, bytes, n);
    }
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)packed.plain.at, packed.plain.n);
    char *hex = arena_alloc(arena, 9), *base64 = arena_alloc(arena, 64);
    sodium_bin2hex(hex, 9, hash, 4);
    sodium_bin2base64(base64, 64, hash, sizeof(hash), sodium_base64_VARIANT_ORIGINAL);
    packed.hash = hex;
    packed.sha256 = base64;
    packed.gzip = gzip(arena, &packed.plain);
    packed.brotli = brotli(arena, &packed.plain);
    return packed;
}
