// view.c - what compiled views call to write values: each escaped for its place.
#include "web/view.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "base/id.h"
#include "base/time.h"
#include "web/draw.h"

// What HTML reads as its own.
static const char *entity_of(char sign)
{
    switch (sign) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return "&quot;";
    }
}

static const bool is_special[256] = {['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true};

// Runs without such signs are copied at once.
static void escape_n(struct buf *out, const char *text, size_t n)
{
    const char *from = text, *end = text + n;
    for (; text < end; text++) {
        if (!is_special[(unsigned char)*text])
            continue;
        buf_add(out, from, (size_t)(text - from));
        buf_add_text(out, entity_of(*text));
        from = text + 1;
    }
    buf_add(out, from, (size_t)(end - from));
}

static void escape(struct buf *out, const char *text)
{
    escape_n(out, text, strlen(text));
}

void view_text(struct buf *out, const char *text)
{
    if (text != NULL)
        escape(out, text);
}

void view_attribute(struct buf *out, const char *text)
{
    if (text != NULL)
        escape(out, text);
}

void view_number(struct buf *out, const struct view_env *env, int64_t number)
{
    if (number >= 0 && number < 1000) // written the same in all our languages
        buf_add_int(out, number);
    else
        escape(out, format_number(env->arena, env->language, number));
}

void view_number_plain(struct buf *out, int64_t number)
{
    buf_add_int(out, number);
}

static bool is_foreign(const struct view_env *env, struct words words)
{
    return words.language != env->language && words.language != LANGUAGE_NONE;
}

void view_words(struct buf *out, const struct view_env *env, struct words words)
{
    if (!is_foreign(env, words)) {
        view_text(out, words.text);
        return;
    }
    BUF_LITERAL(out, "<span lang=\"");
    buf_add_text(out, language_tag(words.language));
    BUF_LITERAL(out, "\">");
    view_text(out, words.text);
    BUF_LITERAL(out, "</span>");
}

void view_words_attribute(struct buf *out, struct words words)
{
    view_attribute(out, words.text);
}

// A line end becomes <br>, an empty line ends the paragraph.
void view_lines(struct buf *out, const char *text)
{
    bool is_open = false;
    while (text != NULL && *text != '\0') {
        size_t n = strcspn(text, "\n");
        bool is_empty = strspn(text, " \t\r") >= n;
        if (is_empty && is_open)
            BUF_LITERAL(out, "</p>\n");
        else if (!is_empty && is_open)
            BUF_LITERAL(out, "<br>\n");
        else if (!is_empty)
            BUF_LITERAL(out, "<p>");
        if (!is_empty)
            escape_n(out, text, text[n - 1] == '\r' ? n - 1 : n);
        is_open = !is_empty;
        text += n + (text[n] == '\n');
    }
    if (is_open)
        BUF_LITERAL(out, "</p>");
}

void view_words_lines(struct buf *out, const struct view_env *env, struct words words)
{
    if (!is_foreign(env, words)) {
        view_lines(out, words.text);
        return;
    }
    BUF_LITERAL(out, "<div lang=\"");
    buf_add_text(out, language_tag(words.language));
    BUF_LITERAL(out, "\">");
    view_lines(out, words.text);
    BUF_LITERAL(out, "</div>");
}

static bool is_unreserved(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign == '-' ||
           sign == '.' || sign == '_' || sign == '~';
}

void view_url_part(struct buf *out, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (; text != NULL && *text != '\0'; text++) {
        unsigned char sign = (unsigned char)*text;
        if (is_unreserved(*text))
            buf_add_char(out, *text);
        else
            buf_add(out, (const char[]){'%', digits[sign >> 4], digits[sign & 15]}, 3);
    }
}

void view_link(struct buf *out, const char *address)
{
    static const char *const safe[] = {"https://", "http://", "mailto:"};
    bool is_safe = address != NULL && address[0] == '/' && address[1] != '/' && address[1] != '\\';
    for (size_t i = 0; address != NULL && i < sizeof(safe) / sizeof(safe[0]); i++)
        is_safe = is_safe || strncasecmp(address, safe[i], strlen(safe[i])) == 0;
    escape(out, is_safe ? address : "#");
}

void view_id(struct buf *out, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    buf_add(out, text, ID_TEXT_SIZE - 1);
}

static void add_digits(char *at, int n, int number)
{
    for (; n > 0; number /= 10)
        at[--n] = (char)('0' + number % 10);
}

// "2026-11-24T16:30Z". By hand: a page may have a hundred of them.
static void add_instant(struct buf *out, int64_t at)
{
    time_t seconds = (time_t)(at / SECOND - (at % SECOND < 0));
    struct tm day;
    if (gmtime_r(&seconds, &day) == NULL || day.tm_year < -1900 || day.tm_year > 9999 - 1900)
        return; // no such date in HTML
    char text[] = "0000-00-00T00:00Z";
    add_digits(text, 4, day.tm_year + 1900);
    add_digits(text + 5, 2, day.tm_mon + 1);
    add_digits(text + 8, 2, day.tm_mday);
    add_digits(text + 11, 2, day.tm_hour);
    add_digits(text + 14, 2, day.tm_min);
    buf_add(out, text, sizeof(text) - 1);
}

void view_date_plain(struct buf *out, const struct view_env *env, int64_t at, int style)
{
    escape(out, format_date(env->arena, env->language, env->time_zone, at, (enum date_style)style));
}

void view_date(struct buf *out, const struct view_env *env, int64_t at, int style)
{
    BUF_LITERAL(out, "<time datetime=\"");
    add_instant(out, at);
    BUF_LITERAL(out, "\">");
    view_date_plain(out, env, at, style);
    BUF_LITERAL(out, "</time>");
}

static void add_argument(struct buf *out, const struct view_env *env, const struct view_arg *arg, bool plain)
{
    switch (arg->kind) {
    case ARG_TEXT:
        view_text(out, arg->text);
        return;
    case ARG_NUMBER:
        view_number(out, env, arg->number);
        return;
    case ARG_WORDS:
        if (plain)
            view_words_attribute(out, arg->words);
        else
            view_words(out, env, arg->words);
        return;
    case ARG_DATE:
        (plain ? view_date_plain : view_date)(out, env, arg->number, arg->style);
        return;
    case ARG_ID:
        view_id(out, arg->number);
        return;
    }
}

void view_message(struct buf *out, const struct view_env *env, struct html_text pattern, const struct view_arg *args, size_t n,
                  bool plain)
{
    const char *at = pattern.at, *end = pattern.at + pattern.n;
    while (at < end) {
        const char *brace = memchr(at, '{', (size_t)(end - at));
        if (brace == NULL)
            break;
        buf_add(out, at, (size_t)(brace - at));
        size_t number = (size_t)(brace[1] - '1'); // poc lets only {1} ... {9} through
        assert(number < n);
        add_argument(out, env, &args[number], plain);
        at = brace + 3;
    }
    buf_add(out, at, (size_t)(end - at));
}

void view_style(struct buf *out, const struct asset *asset)
{
    BUF_LITERAL(out, "<style>");
    buf_add(out, asset->plain, asset->plain_n);
    BUF_LITERAL(out, "</style>");
}
