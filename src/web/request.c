// request.c - what a request holds, by name; and reading of form fields and cookies.
#include "web/request.h"

#include <string.h>

#include "base/limits.h"
#include "base/vec.h"
#include "web/decode.h"

static const char *pairs_find(const struct pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->at[i].name, name) == 0)
            return pairs->at[i].value;
    return NULL;
}

const char *request_header(const struct request *request, const char *name)
{
    return pairs_find(&request->headers, name);
}

const char *request_cookie(const struct request *request, const char *name)
{
    static const char prefix[] = "__Host-";
    if (!request->secure)
        return pairs_find(&request->cookies, name);
    for (size_t i = 0; i < request->cookies.n; i++) {
        const char *sent = request->cookies.at[i].name;
        if (strncmp(sent, prefix, sizeof(prefix) - 1) == 0 && strcmp(sent + sizeof(prefix) - 1, name) == 0)
            return request->cookies.at[i].value;
    }
    return NULL;
}

const char *request_query(const struct request *request, const char *name)
{
    return pairs_find(&request->query, name);
}

const char *request_field(const struct request *request, const char *name)
{
    return pairs_find(&request->fields, name);
}

enum err request_page(const struct request *request, size_t *ret_page)
{
    enum { MOST_DIGITS = 6 };
    const char *typed = request_query(request, "page");
    size_t page = 0, n = typed == NULL ? 0 : strspn(typed, "0123456789");
    if (typed != NULL && (n == 0 || n > MOST_DIGITS || typed[n] != '\0'))
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < n; i++)
        page = page * 10 + (size_t)(typed[i] - '0');
    if (typed != NULL && page == 0)
        return ERR_NOT_FOUND;
    *ret_page = page == 0 ? 0 : page - 1;
    return OK;
}

static void add_pair(struct arena *arena, const char *part, size_t n, struct pairs *pairs)
{
    const char *equals = memchr(part, '=', n);
    size_t name_n = equals == NULL ? n : (size_t)(equals - part);
    struct pair *pair = VEC_PUSH(arena, pairs);
    pair->name = decode_percent(arena, part, name_n, true);
    pair->value = equals == NULL ? "" : decode_percent(arena, equals + 1, n - name_n - 1, true);
}

enum err pairs_read_urlencoded(struct arena *arena, const char *bytes, size_t n, struct pairs *ret_pairs)
{
    for (size_t i = 0; i < n;) {
        const char *end = memchr(bytes + i, '&', n - i);
        size_t length = end == NULL ? n - i : (size_t)(end - bytes) - i;
        if (length > 0 && ret_pairs->n >= LIMIT_FIELDS)
            return ERR_LIMIT;
        if (length > 0)
            add_pair(arena, bytes + i, length, ret_pairs);
        i += length + 1;
    }
    return arena_is_full(arena) ? ERR_LIMIT : OK;
}

// Cuts spaces off both ends.
static void trim(const char **at, size_t *n)
{
    while (*n > 0 && (**at == ' ' || **at == '\t'))
        (*at)++, (*n)--;
    while (*n > 0 && ((*at)[*n - 1] == ' ' || (*at)[*n - 1] == '\t'))
        (*n)--;
}

static bool is_visible(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] < 0x20 || text[i] > 0x7e)
            return false;
    return true;
}

void pairs_read_cookies(struct arena *arena, const char *header, struct pairs *ret_pairs)
{
    while (*header != '\0' && ret_pairs->n < LIMIT_FIELDS) {
        size_t n = strcspn(header, ";");
        const char *equals = memchr(header, '=', n), *name = header;
        if (equals != NULL && is_visible(header, n)) {
            const char *value = equals + 1;
            size_t name_n = (size_t)(equals - name), value_n = n - name_n - 1;
            trim(&name, &name_n);
            trim(&value, &value_n);
            if (name_n > 0)
                *VEC_PUSH(arena, ret_pairs) =
                    (struct pair){arena_copy(arena, name, name_n), arena_copy(arena, value, value_n)};
        }
        header += n + (header[n] == ';');
    }
}
