// archive_page.c - goes through a page tag by tag, and names files.
#include "app/archive_page.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MOST_SIGNS = 80, MOST_NAME = 16 };

// A tag, from '<' to behind its '>'. Pieces point into the page.
struct tag {
    const char *at, *end;
    char name[MOST_NAME]; // in small letters, cut off where longer
    bool closes, is_whole;
    const char *address;  // the value of href or src
    size_t address_n;
    bool is_button;       // class="btn ..."
};

struct copying {
    struct arena *arena;
    const char *path, *at, *end;
    const struct archive_links *links;
    struct buf out;
    bool unwraps;         // up to the next </a>
    size_t opened_at;     // where the newest <p> or <li> begins in `out`
    size_t filled_at;     // and where what is in it begins
    bool has_lost;        // something went since
};

// --- reading tags ---

static bool is_space(char sign)
{
    return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r' || sign == '\f';
}

static bool is_named(const char *name, size_t n, const char *other)
{
    return n == strlen(other) && strncasecmp(name, other, n) == 0;
}

// One attribute from `at`; returns what follows it.
static const char *read_attribute(const char *at, const char *end, struct tag *tag)
{
    const char *name = at;
    while (at < end && !is_space(*at) && *at != '=' && *at != '>')
        at++;
    size_t name_n = (size_t)(at - name);
    if (at >= end || *at != '=')
        return name_n == 0 ? at + 1 : at;
    char quote = at + 1 < end && (at[1] == '"' || at[1] == '\'') ? at[1] : '\0';
    const char *value = at + 1 + (quote != '\0');
    at = value;
    while (at < end && (quote != '\0' ? *at != quote : !is_space(*at) && *at != '>'))
        at++;
    if (is_named(name, name_n, "href") || is_named(name, name_n, "src")) {
        tag->address = value;
        tag->address_n = (size_t)(at - value);
    }
    if (is_named(name, name_n, "class"))
        tag->is_button = at - value >= 3 && strncmp(value, "btn", 3) == 0;
    return quote != '\0' && at < end ? at + 1 : at;
}

// False: no tag begins here, or it never ends.
static bool read_tag(const char *at, const char *end, struct tag *ret_tag)
{
    struct tag tag = {.at = at};
    at++;
    tag.closes = at < end && *at == '/';
    at += tag.closes;
    if (at >= end || !isalpha((unsigned char)*at))
        return false;
    for (size_t n = 0; at < end && !is_space(*at) && *at != '>' && *at != '/'; at++)
        if (n + 1 < MOST_NAME)
            tag.name[n++] = (char)tolower((unsigned char)*at);
    while (at < end && *at != '>') {
        tag.is_whole = *at == '/' && at + 1 < end && at[1] == '>';
        at = is_space(*at) || *at == '/' ? at + 1 : read_attribute(at, end, &tag);
    }
    if (at >= end)
        return false;
    tag.end = at + 1;
    *ret_tag = tag;
    return true;
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

// --- addresses ---

static const char *unescaped(struct arena *arena, const char *text, size_t n)
{
    static const struct { const char *escaped; char sign; } table[] = {
        {"&amp;", '&'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}};
    struct buf out = buf_make(arena, n + 1);
    for (size_t i = 0; i < n;) {
        size_t taken = 0;
        for (size_t e = 0; text[i] == '&' && taken == 0 && e < sizeof(table) / sizeof(table[0]); e++)
            if (strlen(table[e].escaped) <= n - i && strncmp(text + i, table[e].escaped, strlen(table[e].escaped)) == 0) {
                taken = strlen(table[e].escaped);
                buf_add_char(&out, table[e].sign);
            }
        if (taken == 0)
            buf_add_char(&out, text[i]);
        i += taken == 0 ? 1 : taken;
    }
    return buf_text(&out);
}

enum lead { LEADS_OUT, LEADS_TO_FILE, LEADS_NOWHERE };

// Where a tag's address leads. Other sites, mail and places on the same page stay as they are.
static enum lead lead_of(struct copying *copying, const struct tag *tag, const char **ret_file, const char **ret_fragment)
{
    const char *address = unescaped(copying->arena, tag->address, tag->address_n);
    bool is_ours = (address[0] == '/' && address[1] != '/') || address[0] == '?';
    if (!is_ours)
        return LEADS_OUT;
    size_t n = strcspn(address, "#");
    const char *whole = arena_copy(copying->arena, address, n);
    if (*address == '?')
        whole = arena_print(copying->arena, "%s%s", copying->path, whole);
    *ret_fragment = address + n;
    *ret_file = copying->links->file_of(copying->links->context, whole);
    return *ret_file == NULL ? LEADS_NOWHERE : LEADS_TO_FILE;
}

// --- copying ---

static void add_tag(struct copying *copying, const struct tag *tag, const char *file, const char *fragment)
{
    if (file == NULL) {
        buf_add(&copying->out, tag->at, (size_t)(tag->end - tag->at));
        return;
    }
    buf_add(&copying->out, tag->at, (size_t)(tag->address - tag->at));
    buf_add_text(&copying->out, file);
    for (; *fragment != '\0'; fragment++) // "#" and an id: letters, digits and "-"
        if (isalnum((unsigned char)*fragment) || strchr("#-_", *fragment) != NULL)
            buf_add_char(&copying->out, *fragment);
    const char *rest = tag->address + tag->address_n;
    buf_add(&copying->out, rest, (size_t)(tag->end - rest));
}

// Behind the end of the element that begins with `tag`.
static void leave_out(struct copying *copying, const struct tag *tag)
{
    copying->has_lost = true;
    copying->at = tag->end;
    for (int depth = tag->is_whole ? 0 : 1; depth > 0 && copying->at < copying->end;) {
        struct tag next;
        if (*copying->at != '<' || !read_tag(copying->at, copying->end, &next)) {
            copying->at++;
            continue;
        }
        if (strcmp(next.name, tag->name) == 0)
            depth += next.closes ? -1 : next.is_whole ? 0 : 1;
        copying->at = next.end;
    }
}

static bool is_empty_since(const struct copying *copying, size_t from)
{
    for (size_t i = from; i < copying->out.n; i++)
        if (!is_space(copying->out.at[i]))
            return false;
    return true;
}

// A paragraph or an entry of which nothing is left goes too.
static bool closes_nothing(struct copying *copying, const struct tag *tag)
{
    bool is_nothing = tag->closes && copying->has_lost && copying->filled_at > 0 && is_empty_since(copying, copying->filled_at);
    if (is_nothing)
        copying->out.n = copying->opened_at;
    copying->filled_at = 0;
    return is_nothing;
}

static void copy_tag(struct copying *copying, const struct tag *tag)
{
    static const char *const gone[] = {"form", "script", "noscript", "dialog", "template", "iframe", "object", NULL};
    static const char *const closing[] = {"p", "li", NULL};
    const char *file = NULL, *fragment = "";
    copying->at = tag->end;
    if (!tag->closes && is_one_of(tag->name, gone)) {
        leave_out(copying, tag);
        return;
    }
    bool is_link = strcmp(tag->name, "a") == 0;
    if (tag->closes && is_link && copying->unwraps) {
        copying->unwraps = false;
        return;
    }
    if (is_one_of(tag->name, closing)) {
        if (closes_nothing(copying, tag))
            return;
        copying->opened_at = copying->out.n;
        copying->has_lost = false;
    }
    if (!tag->closes && tag->address != NULL && lead_of(copying, tag, &file, &fragment) == LEADS_NOWHERE) {
        if (is_link && !tag->is_button)
            copying->unwraps = true;
        else if (is_link)
            leave_out(copying, tag);
        return; // <link>, <img>: nothing of it stays
    }
    add_tag(copying, tag, file, fragment);
    if (!tag->closes && is_one_of(tag->name, closing))
        copying->filled_at = copying->out.n;
}

// Up to the next tag, or behind a comment.
static size_t text_length(const char *at, const char *end)
{
    const char *stop = end - at >= 4 && memcmp(at, "<!--", 4) == 0 ? memmem(at, (size_t)(end - at), "-->", 3)
                                                                   : memchr(at + 1, '<', (size_t)(end - at - 1));
    return (size_t)((stop == NULL ? end : stop) - at);
}

struct buf archive_page(struct arena *arena, const char *path, const char *html, size_t n, const struct archive_links *links)
{
    struct copying copying = {.arena = arena, .path = path, .at = html, .end = html + n, .links = links, .out = buf_make(arena, n + 1)};
    while (copying.at < copying.end) {
        struct tag tag;
        if (*copying.at == '<' && read_tag(copying.at, copying.end, &tag)) {
            copy_tag(&copying, &tag);
            continue;
        }
        size_t taken = text_length(copying.at, copying.end);
        buf_add(&copying.out, copying.at, taken);
        copying.at += taken;
    }
    return copying.out;
}

// --- names of files ---

// Windows knows these as devices, whatever follows the first dot.
static bool is_device(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", NULL};
    bool is_numbered = (strncmp(name, "com", 3) == 0 || strncmp(name, "lpt", 3) == 0) && isdigit((unsigned char)name[3]) && name[4] == '\0';
    return is_numbered || is_one_of(name, devices);
}

const char *archive_file_name(struct arena *arena, const char *address, const char *end, int number)
{
    struct buf name = buf_make(arena, MOST_SIGNS + 32);
    for (const char *at = address; *at != '\0' && name.n < MOST_SIGNS; at++) {
        char sign = (char)tolower((unsigned char)*at);
        bool is_last = name.n > 0 && name.at[name.n - 1] == '_';
        if (strchr("/?&", sign) == NULL)
            buf_add_char(&name, isalnum((unsigned char)sign) && (unsigned char)sign < 128 ? sign : '-');
        else if (name.n > 0 && !is_last)
            buf_add_char(&name, '_');
    }
    while (name.n > 0 && name.at[name.n - 1] == '_')
        name.n--;
    if (name.n == 0)
        BUF_LITERAL(&name, "index");
    if (is_device(buf_text(&name)))
        BUF_LITERAL(&name, "-");
    if (number > 1)
        buf_print(&name, "_%d", number);
    buf_add_text(&name, end);
    return buf_text(&name);
}
