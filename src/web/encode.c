// encode.c - which encoding of a body the client takes, and gzip.
#include "web/encode.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

static bool is_space(char sign)
{
    return sign == ' ' || sign == '\t';
}

// Whether parameters ("; q=0.5") say zero.
static bool is_refused(const char *parameters, size_t n)
{
    const char *q = memchr(parameters, '=', n);
    if (q == NULL)
        return false;
    for (q++; q < parameters + n; q++)
        if (*q >= '1' && *q <= '9')
            return false;
    return true;
}

bool encode_accepted(const char *accept_encoding, const char *coding)
{
    size_t coding_n = strlen(coding);
    bool any = false;
    for (const char *at = accept_encoding; at != NULL && *at != '\0';) {
        while (is_space(*at) || *at == ',')
            at++;
        size_t n = strcspn(at, ","), name_n = strcspn(at, ",; \t");
        bool takes = !is_refused(at + name_n, n - name_n);
        if (name_n == coding_n && strncasecmp(at, coding, name_n) == 0)
            return takes;
        if (name_n == 1 && *at == '*')
            any = takes;
        at += n;
    }
    return any;
}

bool encode_is_text(const char *content_type)
{
    static const char *const more[] = {"application/json", "application/javascript", "application/xml", "image/svg+xml"};
    if (content_type == NULL || strncmp(content_type, "text/", 5) == 0)
        return content_type != NULL;
    for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
        if (strncmp(content_type, more[i], strlen(more[i])) == 0)
            return true;
    return false;
}

// A compressor takes 256 KB and is slow to make, so each thread keeps one until it ends.
static pthread_key_t compressor_key;
static pthread_once_t compressor_once = PTHREAD_ONCE_INIT;

static void compressor_free(void *memory)
{
    z_stream *stream = memory;
    deflateEnd(stream);
    free(stream);
}

static void make_key(void)
{
    int failed = pthread_key_create(&compressor_key, compressor_free);
    assert(failed == 0);
}

static z_stream *compressor(void)
{
    enum { LEVEL = 4, GZIP_WINDOW = 15 + 16, MEMORY = 8 };
    pthread_once(&compressor_once, make_key);
    z_stream *stream = pthread_getspecific(compressor_key);
    if (stream != NULL)
        return deflateReset(stream) == Z_OK ? stream : NULL;
    stream = calloc(1, sizeof(*stream));
    if (stream == NULL)
        return NULL;
    if (deflateInit2(stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(stream);
        return NULL;
    }
    pthread_setspecific(compressor_key, stream);
    return stream;
}

enum err encode_gzip(struct arena *arena, const char *bytes, size_t n, struct buf *ret_gzip)
{
    z_stream *stream = compressor();
    if (stream == NULL || n > 0x40000000)
        return ERR_LIMIT;
    struct buf out = buf_make(arena, deflateBound(stream, n));
    union { // zlib does not write to its input, but does not say so
        const char *given;
        unsigned char *taken;
    } input = {.given = bytes};
    stream->next_in = input.taken;
    stream->avail_in = (unsigned)n;
    stream->next_out = (unsigned char *)out.at;
    stream->avail_out = (unsigned)out.cap;
    int end = deflate(stream, Z_FINISH);
    assert(end == Z_STREAM_END);
    out.n = out.cap - stream->avail_out;
    *ret_gzip = out;
    return OK;
}
