// draw.h - what only the C made by dev/viewc uses: values written by their type and place.
#ifndef SEMPRE_WEB_DRAW_H
#define SEMPRE_WEB_DRAW_H

#include "i18n/format.h"
#include "i18n/message.h"
#include "web/static.h"
#include "web/view.h"

// --- one function a type, so that _Generic can choose; all have the same shape ---
static inline void draw_text(struct buf *out, const struct view_env *env, const char *text)
{
    (void)env;
    view_text(out, text);
}

static inline void draw_attribute(struct buf *out, const struct view_env *env, const char *text)
{
    (void)env;
    view_attribute(out, text);
}

static inline void draw_plain_number(struct buf *out, const struct view_env *env, int64_t number)
{
    (void)env;
    view_number_plain(out, number);
}

static inline void draw_plain_words(struct buf *out, const struct view_env *env, struct words words)
{
    (void)env;
    view_words_attribute(out, words);
}

static inline void draw_lines_text(struct buf *out, const struct view_env *env, const char *text)
{
    (void)env;
    view_lines(out, text);
}

#define VIEW_WHOLE_NUMBERS_(function)                                                                           \
    signed char: function, unsigned char: function, short: function, unsigned short: function, int: function,      \
    unsigned: function, long: function, unsigned long: function, long long: function, unsigned long long: function

#define VIEW_TEXT(x)                                                                                            \
    _Generic((x), char *: draw_text, const char *: draw_text, struct words: view_words,                              \
             VIEW_WHOLE_NUMBERS_((view_number)))(out, env, (x))
#define VIEW_ATTRIBUTE(x)                                                                                       \
    _Generic((x), char *: draw_attribute, const char *: draw_attribute, struct words: draw_plain_words,              \
             VIEW_WHOLE_NUMBERS_((draw_plain_number)))(out, env, (x))
#define VIEW_PLAIN(x)                                                                                           \
    _Generic((x), char *: draw_text, const char *: draw_text, struct words: draw_plain_words,                        \
             VIEW_WHOLE_NUMBERS_((view_number)))(out, env, (x))
#define VIEW_LINES(x)                                                                                           \
    _Generic((x), char *: draw_lines_text, const char *: draw_lines_text, struct words: view_words_lines)(out, env, (x))
#define VIEW_URL(x)                                                                                             \
    _Generic((x), char *: view_url_part, const char *: view_url_part, VIEW_WHOLE_NUMBERS_((view_number_plain)))(out, (x))

// --- conditions: text that is not empty, numbers other than 0, pointers other than NULL ---
static inline bool view_is_text(const char *text)
{
    return text != NULL && *text != '\0';
}

static inline bool view_is_words(struct words words)
{
    return view_is_text(words.text);
}

static inline bool view_is_number(int64_t number)
{
    return number != 0;
}

static inline bool view_is_thing(const void *thing)
{
    return thing != NULL;
}

static inline bool view_is_body(struct body body)
{
    return body.draw != NULL;
}

#define VIEW_IS(x)                                                                                              \
    _Generic((x), char *: view_is_text, const char *: view_is_text, struct words: view_is_words, _Bool: view_is_number, \
             struct body: view_is_body, VIEW_WHOLE_NUMBERS_((view_is_number)), default: view_is_thing)(x)

// --- arguments of sentences ---
enum view_arg_kind { ARG_TEXT, ARG_NUMBER, ARG_WORDS, ARG_DATE, ARG_ID };
struct view_arg {
    enum view_arg_kind kind;
    int style;
    int64_t number;
    const char *text;
    struct words words;
};

static inline struct view_arg view_arg_text(const char *text)
{
    return (struct view_arg){.kind = ARG_TEXT, .text = text};
}

static inline struct view_arg view_arg_number(int64_t number)
{
    return (struct view_arg){.kind = ARG_NUMBER, .number = number};
}

static inline struct view_arg view_arg_words(struct words words)
{
    return (struct view_arg){.kind = ARG_WORDS, .words = words};
}

static inline struct view_arg view_arg_date(int64_t at, int style)
{
    return (struct view_arg){.kind = ARG_DATE, .number = at, .style = style};
}

static inline struct view_arg view_arg_id(int64_t id)
{
    return (struct view_arg){.kind = ARG_ID, .number = id};
}

#define VIEW_ARG(x)                                                                                             \
    _Generic((x), char *: view_arg_text, const char *: view_arg_text, struct words: view_arg_words,                  \
             VIEW_WHOLE_NUMBERS_((view_arg_number)))(x)

// A struct by its address, a pointer as it is. 5 is GCC's pointer_type_class; both compilers fold it.
#define VIEW_POINTER(x) __builtin_choose_expr(__builtin_classify_type(x) == 5, (x), &(x))

static inline void view_html(struct buf *out, struct html_text text)
{
    buf_add(out, text.at, text.n);
}

static inline void view_body(struct buf *out, const struct view_env *env, struct body body)
{
    if (body.draw != NULL)
        body.draw(out, env, body.data);
}

// A sentence, already escaped, with its arguments filled in; `plain`: in an attribute or a text-only element.
void view_message(struct buf *out, const struct view_env *env, struct html_text pattern, const struct view_arg *args, size_t n,
                  bool plain);
void view_words_lines(struct buf *out, const struct view_env *env, struct words words);
void view_date_plain(struct buf *out, const struct view_env *env, int64_t at, int style);

// An address that somebody typed: only http, https and mailto, else "#".
void view_link(struct buf *out, const char *address);

// A style sheet in the page, for the first visit; the page's policy allows it by its hash.
void view_style(struct buf *out, const struct asset *asset);

#endif
