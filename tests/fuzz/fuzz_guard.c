// fuzz_guard.c - request heads from any bytes, cut up as libmicrohttpd does it: what the guard passes must be exactly what was
// sent, and its framing must not be open to two readings.
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "web/guard.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { MOST = 64 };

// Cuts the next line off, at LF or CR LF, which become NUL; NULL where there is none. `ret_n`: with NULs inside it.
static char *next_line(char **at, char *end, size_t *ret_n)
{
    char *line = *at, *stop = memchr(line, '\n', (size_t)(end - line));
    if (stop == NULL)
        return NULL;
    *at = stop + 1;
    *stop = '\0';
    if (stop > line && stop[-1] == '\r')
        *--stop = '\0';
    *ret_n = (size_t)(stop - line);
    return line;
}

// A header line: name up to the colon, spaces passed over, value up to the first NUL.
static bool read_header(char *line, struct guard_header *ret_header)
{
    char *colon = strchr(line, ':');
    if (colon == NULL)
        return false;
    *colon++ = '\0';
    colon += strspn(colon, " \t");
    *ret_header = (struct guard_header){line, colon, strlen(line), strlen(colon)};
    return true;
}

// The request line, patient with spaces; the version is measured by the line.
static bool read_request_line(char *line, size_t n, struct guard_head *head)
{
    char *space = memchr(line, ' ', n), *last = memrchr(line, ' ', n);
    if (space == NULL || last == space || line + n - last - 1 != 8)
        return false;
    *space = '\0';
    *last = '\0';
    char *target = space + 1 + strspn(space + 1, " ");
    head->method = line;
    head->target_place = head->target = target;
    head->version = last + 1;
    head->method_n = strlen(line);
    head->target_n = strlen(target);
    head->version_n = strlen(head->version);
    return target < last;
}

static bool add_text(char **at, char *end, const char *text, size_t n)
{
    if ((size_t)(end - *at) < n)
        return false;
    memcpy(*at, text, n);
    *at += n;
    return true;
}

// Puts together again what the pieces say; the bytes between colon and value are taken as they were.
static bool is_what_was_sent(const struct guard_head *head, const char *sent, const char *buffer)
{
    char *again = malloc(head->size + 1), *at = again, *end = again + head->size + 1;
    bool fits = add_text(&at, end, head->method, head->method_n) && add_text(&at, end, " ", 1) &&
                add_text(&at, end, head->target, head->target_n) && add_text(&at, end, " ", 1) &&
                add_text(&at, end, head->version, head->version_n) && add_text(&at, end, "\r\n", 2);
    for (size_t i = 0; fits && i < head->n; i++) {
        const struct guard_header *header = &head->headers[i];
        const char *colon = sent + (header->name + header->name_n - buffer);
        size_t spaces = (size_t)(header->value - header->name) - header->name_n;
        fits = add_text(&at, end, header->name, header->name_n) && *colon == ':' && add_text(&at, end, colon, spaces) &&
               add_text(&at, end, header->value, header->value_n) && add_text(&at, end, "\r\n", 2);
    }
    fits = fits && add_text(&at, end, "\r\n", 2);
    bool same = fits && (size_t)(at - again) == head->size;
    for (size_t i = 0; same && i < head->size; i++) {
        // The one exception guard.c tells of.
        bool could_be = (again[i] == '\r' || again[i] == '\n') && (sent[i] == '\0' || sent[i] == '\r' || sent[i] == '\n');
        same = could_be || again[i] == sent[i];
    }
    free(again);
    return same;
}

static unsigned count_named(const struct guard_head *head, const char *name)
{
    unsigned n = 0;
    for (size_t i = 0; i < head->n; i++)
        n += strcasecmp(head->headers[i].name, name) == 0;
    return n;
}

static void check(struct guard_head *head, const char *sent, const char *buffer)
{
    struct guard_body body = {0};
    int status = guard_check(head, &body);
    assert(status == 0 || status == 400 || status == 431 || status == 501 || status == 505);
    if (status != 0)
        return;
    assert(is_what_was_sent(head, sent, buffer));
    unsigned lengths = count_named(head, "Content-Length"), codings = count_named(head, "Transfer-Encoding");
    assert(lengths + codings <= 1 && count_named(head, "Host") <= 1);
    assert(body.chunked == (codings == 1) && (body.length == 0 || lengths == 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct guard_header headers[MOST];
    struct guard_head head = {.headers = headers};
    char *sent = malloc(n + 1), *buffer = malloc(n + 1), *at = buffer;
    size_t line_n = 0;
    if (n > 0) {
        memcpy(sent, bytes, n);
        memcpy(buffer, bytes, n);
    }
    sent[n] = buffer[n] = '\0';
    char *line = next_line(&at, buffer + n, &line_n);
    bool goes_on = line != NULL && read_request_line(line, line_n, &head);
    while (goes_on && (line = next_line(&at, buffer + n, &line_n)) != NULL && *line != '\0') {
        if (*line == ' ' || *line == '\t')
            continue; // folded: the library joins it to the line before
        goes_on = head.n < MOST && read_header(line, &headers[head.n]);
        head.n++;
    }
    if (goes_on && line != NULL) {
        head.size = (size_t)(at - head.method);
        check(&head, sent, buffer);
    }
    free(sent);
    free(buffer);
    return 0;
}
