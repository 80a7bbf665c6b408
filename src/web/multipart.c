// multipart.c - forms with files: multipart/form-data, RFC 7578.
#include "web/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/vec.h"
#include "web/decode.h"

enum { BOUNDARY_MOST = 70, PART_HEADERS_MOST = 4096 };

struct uploads {
    struct upload *at;
    size_t n, cap;
};

struct reading {
    struct arena *arena;
    char delimiter[BOUNDARY_MOST + 5]; // "\r\n--boundary"
    size_t delimiter_n;
    const char *at, *end;
    bool cut;
    struct pairs *pairs;
    struct uploads uploads;
    size_t parts;
};

// One part's headers, as far as they matter.
struct part {
    const char *name;
    const char *file_name; // NULL: a field
};

static size_t skip_spaces(const char *at, size_t n)
{
    size_t i = 0;
    while (i < n && (at[i] == ' ' || at[i] == '\t'))
        i++;
    return i;
}

// Finds NAME=value or NAME="value" among "; name=value" parameters. `ret_value` is the text between the quotes, as it stands.
static bool find_parameter(const char *at, size_t n, const char *name, const char **ret_value, size_t *ret_n)
{
    size_t name_n = strlen(name);
    for (size_t i = 0; i < n;) {
        if (at[i] != ';') {
            i++;
            continue;
        }
        i++;
        i += skip_spaces(at + i, n - i);
        bool is_it = n - i > name_n && strncasecmp(at + i, name, name_n) == 0 && at[i + name_n] == '=';
        while (i < n && at[i] != '=' && at[i] != ';')
            i++;
        if (i == n || at[i] == ';')
            continue;
        i++;
        bool quoted = i < n && at[i] == '"';
        size_t start = i + quoted, stop = start;
        while (stop < n && (quoted ? at[stop] != '"' : at[stop] != ';' && at[stop] != ' ' && at[stop] != '\t'))
            stop++;
        if (quoted && stop == n)
            return false;
        if (is_it) {
            *ret_value = at + start;
            *ret_n = stop - start;
            return true;
        }
        i = stop + quoted;
    }
    return false;
}

static bool is_boundary(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] <= 0x20 || text[i] >= 0x7f)
            return false;
    return n > 0 && n <= BOUNDARY_MOST;
}

static enum err read_boundary(struct reading *reading, const char *content_type)
{
    static const char type[] = "multipart/form-data";
    const char *boundary;
    size_t n;
    if (content_type == NULL || strncasecmp(content_type, type, sizeof(type) - 1) != 0 ||
        !find_parameter(content_type + sizeof(type) - 1, strlen(content_type) - (sizeof(type) - 1), "boundary", &boundary,
                        &n) || !is_boundary(boundary, n))
        return ERR_INVALID;
    memcpy(reading->delimiter, "\r\n--", 4);
    memcpy(reading->delimiter + 4, boundary, n);
    reading->delimiter_n = n + 4;
    return OK;
}

// Browsers write a quote and line ends in names as %22, %0D and %0A, and nothing else.
static const char *read_name(struct arena *arena, const char *text, size_t n)
{
    static const struct { const char *code; char sign; } codes[] = {{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}};
    char *out = arena_alloc(arena, n + 1);
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        out[length] = text[i];
        for (size_t c = 0; n - i > 2 && c < sizeof(codes) / sizeof(codes[0]); c++)
            if (strncasecmp(text + i, codes[c].code, 3) == 0) {
                out[length] = codes[c].sign;
                i += 2;
                break;
            }
        length++;
    }
    return decode_text(arena, out, length);
}

static enum err read_disposition(struct reading *reading, const char *value, size_t n, struct part *part)
{
    static const char form_data[] = "form-data";
    const char *text;
    size_t text_n;
    size_t spaces = skip_spaces(value, n);
    value += spaces, n -= spaces;
    if (n < sizeof(form_data) - 1 || strncasecmp(value, form_data, sizeof(form_data) - 1) != 0)
        return ERR_INVALID;
    if (!find_parameter(value, n, "name", &text, &text_n))
        return ERR_INVALID;
    part->name = read_name(reading->arena, text, text_n);
    if (find_parameter(value, n, "filename", &text, &text_n))
        part->file_name = read_name(reading->arena, text, text_n);
    return OK;
}

// Reads the header lines of a part up to the empty one.
static enum err read_part_headers(struct reading *reading, struct part *part)
{
    static const char disposition[] = "content-disposition:";
    const char *limit = reading->at + PART_HEADERS_MOST < reading->end ? reading->at + PART_HEADERS_MOST : reading->end;
    for (;;) {
        const char *line = reading->at, *end = memmem(line, (size_t)(limit - line), "\r\n", 2);
        if (end == NULL)
            return ERR_INVALID;
        reading->at = end + 2;
        size_t n = (size_t)(end - line), skip = sizeof(disposition) - 1;
        if (n == 0)
            return part->name == NULL ? ERR_INVALID : OK;
        if (n >= skip && strncasecmp(line, disposition, skip) == 0)
            TRY(read_disposition(reading, line + skip, n - skip, part));
    }
}

static void keep_part(struct reading *reading, const struct part *part, const char *bytes, size_t n)
{
    if (part->file_name == NULL)
        *VEC_PUSH(reading->arena, reading->pairs) = (struct pair){part->name, decode_text(reading->arena, bytes, n)};
    else
        *VEC_PUSH(reading->arena, &reading->uploads) = (struct upload){part->name, part->file_name, bytes, n};
}

// Reads one part, from after its delimiter to after the next one.
static enum err read_part(struct reading *reading)
{
    struct part part = {0};
    enum err error = read_part_headers(reading, &part);
    if (error != OK)
        return error;
    if (reading->parts++ >= LIMIT_FIELDS)
        return ERR_LIMIT;
    // The delimiter's line end may be that of the empty line, where the part is empty.
    const char *bytes = reading->at, *from = bytes - 2;
    const char *end = memmem(from, (size_t)(reading->end - from), reading->delimiter, reading->delimiter_n);
    if (end == NULL) {
        if (reading->cut && part.file_name == NULL)
            keep_part(reading, &part, bytes, (size_t)(reading->end - bytes));
        return ERR_INVALID;
    }
    keep_part(reading, &part, bytes, end < bytes ? 0 : (size_t)(end - bytes));
    reading->at = end + reading->delimiter_n;
    return arena_is_full(reading->arena) ? ERR_LIMIT : OK;
}

// After a delimiter: "--" ends the body, spaces and a line end start a part.
static enum err after_delimiter(struct reading *reading, bool *ret_done)
{
    size_t left = (size_t)(reading->end - reading->at);
    *ret_done = left >= 2 && memcmp(reading->at, "--", 2) == 0;
    if (*ret_done)
        return OK;
    size_t spaces = skip_spaces(reading->at, left);
    reading->at += spaces, left -= spaces;
    if (left < 2 || memcmp(reading->at, "\r\n", 2) != 0)
        return ERR_INVALID;
    reading->at += 2;
    return OK;
}

static enum err read_parts(struct reading *reading)
{
    // The first delimiter may stand at the very start, without its line end.
    const char *first = reading->delimiter + 2;
    size_t first_n = reading->delimiter_n - 2, n = (size_t)(reading->end - reading->at);
    if (n < first_n || memcmp(reading->at, first, first_n) != 0) {
        const char *start = memmem(reading->at, n, reading->delimiter, reading->delimiter_n);
        if (start == NULL)
            return ERR_INVALID;
        reading->at = start + 2;
    }
    reading->at += first_n;
    for (;;) {
        bool done;
        TRY(after_delimiter(reading, &done));
        if (done)
            return OK;
        TRY(read_part(reading));
    }
}

enum err multipart_read(struct arena *arena, const char *content_type, const char *bytes, size_t n, bool cut,
                        struct pairs *ret_pairs, struct upload **ret_uploads, size_t *ret_upload_count)
{
    struct reading reading = {.arena = arena, .at = bytes, .end = bytes + n, .cut = cut, .pairs = ret_pairs};
    TRY(read_boundary(&reading, content_type));
    enum err error = n == 0 ? ERR_INVALID : read_parts(&reading);
    *ret_uploads = reading.uploads.at;
    *ret_upload_count = reading.uploads.n;
    return error;
}

enum err pairs_read_multipart(struct arena *arena, const char *content_type, const char *bytes, size_t n,
                              struct pairs *ret_pairs, struct upload **ret_uploads, size_t *ret_upload_count)
{
    return multipart_read(arena, content_type, bytes, n, false, ret_pairs, ret_uploads, ret_upload_count);
}
