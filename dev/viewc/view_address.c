// view_address.c - addresses and the arguments of sentences: what may stand behind a string in a command.
#include "view_compiler.h"

#include <string.h>

#include "c_text.h"

static bool is_address_sign(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           (sign != '\0' && strchr("-._~:/?#@!$&'()*+,;=%[]", sign) != NULL);
}

enum { ADDRESS_PARTS = 9 };

// name=...
static bool is_attribute(const struct words_left *left)
{
    const char *at = left->at;
    while (at < left->end && ((*at >= 'a' && *at <= 'z') || *at == '-'))
        at++;
    return at < left->end && *at == '=';
}

// The arguments of an address as C statements.
static enum err read_parts(struct compiler *compiler, struct words_left *left, const char *parts[static ADDRESS_PARTS + 1],
                           int *ret_count)
{
    int count = 0;
    while (!words_are_over(left) && *left->at != '|') {
        if (count == ADDRESS_PARTS)
            return view_fail(compiler, "an address has at most 9 arguments");
        bool is_id = words_take(left, "id");
        const char *path = NULL;
        if (is_attribute(left))
            return view_fail(compiler, "further attributes of a {form} stand behind '|': {form \"/x\" | class=\"f\"}");
        TRY(words_path(compiler, left, &path));
        parts[++count] = arena_print(compiler->arena, is_id ? "view_id(out, (%s).v);\n" : "VIEW_URL(%s);\n", path);
    }
    *ret_count = count;
    return OK;
}

enum err compile_address(struct compiler *compiler, struct words_left *left)
{
    const char *literal = NULL, *parts[ADDRESS_PARTS + 1] = {NULL};
    int count = 0;
    TRY(words_string(compiler, left, "an address", &literal));
    if (!html_is_safe_address(literal))
        return view_fail(compiler, "an address begins with '/', '#', '?', https:, http:, mailto: or tel:");
    TRY(read_parts(compiler, left, parts, &count));
    unsigned used = 0;
    for (const char *at = literal; *at != '\0'; at++) {
        int number = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}' ? at[1] - '0' : 0;
        if (number == 0 && !is_address_sign(*at))
            return view_fail(compiler, "'%c' cannot stand in an address: write it percent-encoded", *at);
        if (number > count)
            return view_fail(compiler, "the address asks for {%d}, but there are %d arguments", number, count);
        if (number == 0) {
            c_html(&compiler->chunk, (const char[]){*at, '\0'});
            continue;
        }
        emit_line(compiler);
        buf_add_text(&compiler->code, parts[number]);
        used |= 1U << number;
        at += 2;
    }
    for (int i = 1; i <= count; i++)
        if ((used & 1U << i) == 0)
            return view_fail(compiler, "argument %d stands nowhere in the address: write {%d} where it belongs", i, i);
    html_filled(&compiler->html, literal);
    return OK;
}

// One argument of a sentence, as a C expression of type struct view_arg.
static enum err read_argument(struct compiler *compiler, struct words_left *left, const char **ret_argument)
{
    const char *path = NULL;
    if (words_take(left, "date")) {
        TRY(words_path(compiler, left, &path));
        const char *style = NULL;
        TRY(words_style(compiler, left, &style));
        *ret_argument = arena_print(compiler->arena, "view_arg_date(%s, %s)", path, style);
        return OK;
    }
    bool is_id = words_take(left, "id");
    TRY(words_path(compiler, left, &path));
    *ret_argument = arena_print(compiler->arena, is_id ? "view_arg_id((%s).v)" : "VIEW_ARG(%s)", path);
    return OK;
}

enum err compile_arguments(struct compiler *compiler, struct words_left *left, struct buf *list, int *count)
{
    while (!words_are_over(left)) {
        const char *argument = NULL;
        TRY(read_argument(compiler, left, &argument));
        if (*count == VIEW_ARGUMENTS)
            return view_fail(compiler, "a sentence has at most 9 arguments");
        buf_print(list, "%s%s", *count > 0 ? ", " : "", argument);
        ++*count;
    }
    return OK;
}

enum err check_arguments(struct compiler *compiler, const char *message, int count)
{
    unsigned mask = 0;
    if (!message_arguments(message, &mask))
        return view_fail(compiler, "a brace in a sentence is an argument, {1} to {9}");
    for (int i = 1; i <= VIEW_ARGUMENTS; i++) {
        bool asked = (mask & 1U << i) != 0;
        if (asked && i > count)
            return view_fail(compiler, "the sentence asks for {%d}, but there are %d arguments", i, count);
        if (!asked && i <= count)
            return view_fail(compiler, "argument %d stands nowhere in the sentence: write {%d} where it belongs", i, i);
    }
    return OK;
}
