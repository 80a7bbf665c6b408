// viewc.c - goes through the files of a folder: static HTML, commands, comments.
#include "viewc.h"

#include <string.h>

#include "base/utf8.h"
#include "view_compiler.h"

static bool is_space(char sign)
{
    return sign == ' ' || sign == '\n' || sign == '\t';
}

// White space between tags becomes one space, or one line end where it has one; pre and textarea keep theirs.
enum err compile_static(struct compiler *compiler, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char sign = text[i];
        const char *problem = html_take(&compiler->html, compiler->arena, sign, compiler->line);
        if (problem != NULL)
            return view_fail(compiler, "%s", problem);
        if (sign == '\n' && compiler->command_line == 0)
            compiler->line++;
        bool squeezed = is_space(sign) && !html_keeps_space(&compiler->html);
        if (!squeezed) {
            buf_add_char(&compiler->chunk, sign);
            compiler->after_space = false;
            continue;
        }
        char *last = compiler->chunk.n > 0 ? &compiler->chunk.at[compiler->chunk.n - 1] : NULL;
        bool breaks = sign == '\n' && compiler->html.place == HTML_TEXT;
        if (!compiler->after_space)
            buf_add_char(&compiler->chunk, breaks ? '\n' : ' ');
        else if (breaks && last != NULL && *last == ' ')
            *last = '\n';
        compiler->after_space = true;
    }
    return OK;
}

// Whether only spaces stand between the command [from, to) and the ends of its line.
static bool stands_alone(const struct view_source *source, size_t from, size_t to)
{
    while (from > 0 && source->text[from - 1] != '\n')
        if (!is_space(source->text[--from]))
            return false;
    for (; to < source->n && source->text[to] != '\n'; to++)
        if (!is_space(source->text[to]))
            return false;
    return true;
}

static size_t lines_in(const char *text, size_t n)
{
    size_t lines = 0;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    return lines;
}

// {use "networks/network.h"}: a header with the structs of the views.
static enum err compile_use(struct compiler *compiler, struct words_left *left)
{
    const char *header = NULL;
    TRY(words_string(compiler, left, "the name of a header", &header));
    TRY(words_done(compiler, left, "use"));
    if (strspn(header, "abcdefghijklmnopqrstuvwxyz0123456789_./") != strlen(header))
        return view_fail(compiler, "'%s' is no name of a header", header);
    const char *line = arena_print(compiler->arena, "#include \"%s\"\n", header);
    if (strstr(buf_text(&compiler->uses), line) == NULL)
        buf_add_text(&compiler->uses, line);
    return OK;
}

// In a tag, white space in front of a branch that begins with white space itself would be one too many.
static void trim_tag(struct compiler *compiler, size_t behind)
{
    bool begins_spaced = behind < compiler->source->n && is_space(compiler->source->text[behind]);
    html_pause(&compiler->html);
    if (compiler->html.place != HTML_TAG || !begins_spaced || compiler->chunk.n == 0 ||
        compiler->chunk.at[compiler->chunk.n - 1] != ' ')
        return;
    compiler->chunk.n--;
    compiler->html.spaced = false;
}

// One command or comment at `from`, where an opening brace stands.
static enum err compile_brace(struct compiler *compiler, size_t from)
{
    const char *text = compiler->source->text, *end = text + compiler->source->n;
    const char *inner = text + from + 1;
    bool is_comment = inner < end && *inner == '#';
    const char *close = is_comment ? memmem(inner, (size_t)(end - inner), "#}", 2) : command_end(inner, end);
    compiler->command_line = compiler->line;
    if (close == NULL)
        return view_fail(compiler, "%s; a brace that shall be read is written {{",
                         is_comment ? "the comment {# is never closed by #}" : "the command is never closed by }");
    struct words_left left = {inner, close};
    size_t behind = (size_t)(close - text) + (is_comment ? 2 : 1);
    bool was_spaced = compiler->after_space;
    bool is_silent = is_comment;
    if (!is_comment && words_take(&left, "use"))
        TRY(compile_use(compiler, &left));
    else if (!is_comment) {
        struct words_left word = left;
        (void)words_are_over(&word);
        is_silent = *word.at == '/' || words_take(&word, "if") || words_take(&word, "else") || words_take(&word, "each") ||
                    words_take(&word, "view");
        if (is_silent)
            trim_tag(compiler, behind);
        compiler->after_space = false;
        TRY(compile_command(compiler, left));
    }
    compiler->line += (int)lines_in(inner, (size_t)(text + behind - inner));
    compiler->command_line = 0;
    compiler->at = behind;
    if (is_silent && stands_alone(compiler->source, from, behind)) {
        compiler->after_space = true; // the line of the command is as if it were not there
    } else if (is_comment) {
        compiler->after_space = was_spaced;
    }
    return OK;
}

static enum err compile_outside(struct compiler *compiler, size_t n)
{
    const char *text = compiler->source->text + compiler->at;
    for (size_t i = 0; i < n; i++) {
        if (!is_space(text[i]))
            return view_fail(compiler, "HTML stands before the first {view name}");
        compiler->line += text[i] == '\n';
    }
    return OK;
}

static enum err compile_source(struct compiler *compiler)
{
    const struct view_source *source = compiler->source;
    compiler->at = 0;
    compiler->line = 1;
    compiler->command_line = 0;
    if (!utf8_is_valid(source->text, source->n) || utf8_has_control(source->text, source->n) ||
        memchr(source->text, '\r', source->n) != NULL)
        return view_fail(compiler, "the file is not UTF-8 text, or has control characters");
    while (compiler->at < source->n) {
        const char *from = source->text + compiler->at;
        size_t left = source->n - compiler->at;
        const char *brace = memchr(from, '{', left);
        size_t n = brace == NULL ? left : (size_t)(brace - from);
        if (compiler->view == NULL)
            TRY(compile_outside(compiler, n));
        else
            TRY(compile_static(compiler, from, n));
        compiler->at += n;
        if (brace == NULL)
            break;
        if (n + 1 < left && brace[1] == '{' && compiler->view != NULL) {
            TRY(compile_static(compiler, "{", 1));
            compiler->at += 2;
            continue;
        }
        TRY(compile_brace(compiler, compiler->at));
    }
    return compile_view_end(compiler);
}

enum err view_compile(struct arena *arena, const char *folder, const struct view_source *sources, size_t n,
                      struct view_icons icons, struct view_output *ret_output, const char **ret_problem)
{
    struct compiler *compiler = ARENA_NEW(arena, struct compiler);
    compiler->arena = arena;
    compiler->folder = folder;
    compiler->icons = icons;
    compiler->code = buf_make(arena, 16384);
    compiler->head = buf_make(arena, 1024);
    compiler->uses = buf_make(arena, 256);
    compiler->pot = buf_make(arena, 4096);
    compiler->chunk = buf_make(arena, 4096);
    for (size_t i = 0; i < n; i++) {
        compiler->source = &sources[i];
        enum err error = compile_source(compiler);
        if (error != OK) {
            *ret_problem = compiler->problem;
            return error;
        }
    }
    emit_output(compiler, ret_output);
    return OK;
}
