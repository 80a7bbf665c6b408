// view_words.c - reading the words of one command of a view: names, strings, paths.
#include "view_compiler.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err view_fail(struct compiler *compiler, const char *format, ...)
{
    char what[600];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    int line = compiler->command_line > 0 ? compiler->command_line : compiler->line;
    compiler->problem = arena_print(compiler->arena, "%s:%d: %s", compiler->source->name, line, what);
    return ERR_INVALID;
}

static bool is_space(char sign)
{
    return sign == ' ' || sign == '\n' || sign == '\t';
}

static bool is_name_sign(char sign, bool first)
{
    return (sign >= 'a' && sign <= 'z') || sign == '_' || (!first && sign >= '0' && sign <= '9');
}

static void skip_space(struct words_left *left)
{
    while (left->at < left->end && is_space(*left->at))
        left->at++;
}

static size_t name_length(const struct words_left *left)
{
    size_t n = 0;
    while (left->at + n < left->end && is_name_sign(left->at[n], n == 0))
        n++;
    return n;
}

// The beginning of what is left, for messages.
static const char *rest(struct compiler *compiler, const struct words_left *left)
{
    size_t n = (size_t)(left->end - left->at);
    return n == 0 ? "nothing" : arena_print(compiler->arena, "'%.*s'", n > 40 ? 40 : (int)n, left->at);
}

bool words_are_over(struct words_left *left)
{
    skip_space(left);
    return left->at == left->end;
}

bool words_take(struct words_left *left, const char *word)
{
    skip_space(left);
    size_t n = strlen(word);
    if ((size_t)(left->end - left->at) < n || memcmp(left->at, word, n) != 0)
        return false;
    const char *behind = left->at + n;
    if (behind < left->end && !is_space(*behind))
        return false;
    left->at = behind;
    return true;
}

enum err words_name(struct compiler *compiler, struct words_left *left, const char *what, const char **ret_name)
{
    skip_space(left);
    size_t n = name_length(left);
    if (n == 0 || n >= HTML_NAME_SIZE)
        return view_fail(compiler, "%s is expected here, in small letters, but there is %s", what, rest(compiler, left));
    *ret_name = arena_copy(compiler->arena, left->at, n);
    left->at += n;
    return OK;
}

enum err words_string(struct compiler *compiler, struct words_left *left, const char *what, const char **ret_text)
{
    skip_space(left);
    if (left->at == left->end || *left->at != '"')
        return view_fail(compiler, "%s in \"...\" is expected here, but there is %s", what, rest(compiler, left));
    struct buf text = buf_make(compiler->arena, 64);
    for (const char *at = left->at + 1; at < left->end; at++) {
        if (*at == '"') {
            left->at = at + 1;
            *ret_text = buf_text(&text);
            return OK;
        }
        if (*at == '\\' && at + 1 < left->end) {
            at++;
            if (*at != '"' && *at != '\\')
                return view_fail(compiler, "behind \\ only \" and \\ may stand, not '%c'", *at);
        }
        buf_add_char(&text, *at);
    }
    return view_fail(compiler, "the string %s has no closing \"", rest(compiler, left));
}

static const struct view_variable *variable_find(const struct compiler *compiler, const char *name)
{
    for (int i = compiler->variable_count - 1; i >= 0; i--)
        if (strcmp(compiler->variables[i].name, name) == 0)
            return &compiler->variables[i];
    return NULL;
}

enum err words_path(struct compiler *compiler, struct words_left *left, const char **ret_expression)
{
    const char *name = NULL;
    TRY(words_name(compiler, left, "a value such as p.title", &name));
    const struct view_variable *variable = variable_find(compiler, name);
    if (variable == NULL)
        return view_fail(compiler, "'%s' is not known here: it is neither the view's data nor the name of an {each}", name);
    struct buf path = buf_make(compiler->arena, 64);
    if (left->at < left->end && *left->at == '#') {
        left->at++;
        if (variable->loop == 0)
            return view_fail(compiler, "'%s#' counts the rounds of an {each}, but %s is the view's data", name, name);
        buf_print(&path, "(int64_t)(i%d + 1)", variable->loop);
        *ret_expression = buf_text(&path);
        return OK;
    }
    buf_add_text(&path, name);
    bool is_root = true;
    while (left->at < left->end && (*left->at == '.' || *left->at == '-')) {
        bool is_arrow = *left->at == '-';
        left->at += is_arrow ? 2 : 1;
        if (left->at > left->end || (is_arrow && left->at[-1] != '>'))
            return view_fail(compiler, "a path is written p.group.title, or p.group->title where group is a pointer");
        size_t n = name_length(left);
        if (n == 0)
            return view_fail(compiler, "the name of a field is missing behind '%s'", buf_text(&path));
        if (is_root && is_arrow) {
            path.n = 0;
            buf_print(&path, "(*%s)", name);
        }
        buf_add_text(&path, is_root || is_arrow ? "->" : ".");
        buf_add(&path, left->at, n);
        left->at += n;
        is_root = false;
    }
    if (is_root) {
        path.n = 0;
        buf_print(&path, "(*%s)", name);
    }
    if (left->at < left->end && !is_space(*left->at) && *left->at != '|')
        return view_fail(compiler, "a path ends with a space or the brace, but there is %s: logic belongs into the handler",
                         rest(compiler, left));
    *ret_expression = buf_text(&path);
    return OK;
}

enum err words_style(struct compiler *compiler, struct words_left *left, const char **ret_style)
{
    static const char *const words[] = {"long", "short", "datetime", "time"};
    static const char *const styles[] = {"DATE_LONG", "DATE_SHORT", "DATE_TIME", "TIME_ONLY"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (words_take(left, words[i])) {
            *ret_style = styles[i];
            return OK;
        }
    return view_fail(compiler, "behind a date stands how to write it: long, short, datetime or time");
}

enum err words_done(struct compiler *compiler, struct words_left *left, const char *command)
{
    if (words_are_over(left))
        return OK;
    return view_fail(compiler, "{%s} is complete, but there is more: %s", command, rest(compiler, left));
}

const char *command_end(const char *from, const char *end)
{
    int depth = 0;
    bool quoted = false;
    for (const char *at = from; at < end; at++) {
        if (quoted && *at == '\\')
            at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted && *at == '{')
            depth++;
        else if (!quoted && *at == '}' && depth-- == 0)
            return at;
    }
    return NULL;
}
