// view_blocks.c - what encloses other parts of a view: the view itself, if, each, form.
#include "view_compiler.h"

#include <string.h>

static const char *block_name(enum block_kind kind)
{
    return kind == BLOCK_IF ? "if" : kind == BLOCK_EACH ? "each" : "form";
}

static bool is_reserved(const char *name)
{
    return strcmp(name, "out") == 0 || strcmp(name, "env") == 0;
}

static enum err variable_add(struct compiler *compiler, const char *name, int loop)
{
    if (is_reserved(name))
        return view_fail(compiler, "'%s' has a meaning of its own in every view: choose another name", name);
    for (int i = 0; i < compiler->variable_count; i++)
        if (strcmp(compiler->variables[i].name, name) == 0)
            return view_fail(compiler, "'%s' is already a name here: choose another one", name);
    if (compiler->variable_count == VIEW_VARIABLES)
        return view_fail(compiler, "too many names at once: make a view of its own of the inner part");
    compiler->variables[compiler->variable_count++] = (struct view_variable){.name = name, .loop = loop};
    return OK;
}

static void begin_view(struct compiler *compiler)
{
    const char *name = compiler->view;
    struct buf *h = &compiler->head, *c = &compiler->code;
    const char *data = compiler->data, *variable = data != NULL ? compiler->variables[1].name : "";
    const char *parameter = data == NULL ? "" : arena_print(compiler->arena, ", const struct %s *%s", data, variable);
    if (data != NULL)
        buf_print(h, "struct %s;\n", data);
    buf_print(h, "void view_%s(struct buf *out, const struct view_env *env%s);\n", name, parameter);
    buf_print(h, "void view_%s_draw(struct buf *out, const struct view_env *env, const void *data);\n", name);
    if (data != NULL)
        buf_print(h, "static inline struct body body_%s(const struct %s *%s)\n{\n    return (struct body){view_%s_draw, %s};\n}\n\n",
                  name, data, variable, name, variable);
    else
        buf_print(h, "static inline struct body body_%s(void)\n{\n    return (struct body){view_%s_draw, NULL};\n}\n\n", name, name);
    buf_print(c, "\nvoid view_%s(struct buf *out, const struct view_env *env%s)\n{\n    (void)env;\n", name, parameter);
    if (data != NULL)
        buf_print(c, "    (void)%s;\n", variable);
}

enum err compile_view(struct compiler *compiler, struct words_left *left)
{
    TRY(compile_view_end(compiler));
    const char *name = NULL, *type = NULL, *variable = NULL;
    TRY(words_name(compiler, left, "the name of the view", &name));
    if (!words_are_over(left)) {
        if (!words_take(left, "struct"))
            return view_fail(compiler, "a view is written {view name} or {view name struct type p}");
        TRY(words_name(compiler, left, "the name of the struct", &type));
        TRY(words_name(compiler, left, "the name of the view's data", &variable));
    }
    TRY(words_done(compiler, left, "view"));
    for (size_t i = 0; i < compiler->names.n; i++)
        if (strcmp(compiler->names.at[i], name) == 0)
            return view_fail(compiler, "there is already a view '%s' in this folder: choose another name", name);
    *VEC_PUSH(compiler->arena, &compiler->names) = name;
    compiler->view = name;
    compiler->data = type;
    compiler->html = (struct html){.place = HTML_TEXT};
    compiler->after_space = true;
    compiler->variable_count = 0;
    compiler->variables[compiler->variable_count++] = (struct view_variable){.name = "env"};
    if (type != NULL)
        TRY(variable_add(compiler, variable, 0));
    begin_view(compiler);
    return OK;
}

enum err compile_view_end(struct compiler *compiler)
{
    if (compiler->view == NULL)
        return OK;
    if (compiler->depth > 0) {
        const struct view_block *block = &compiler->blocks[compiler->depth - 1];
        return view_fail(compiler, "{%s} of line %d is never closed: {/%s} is missing", block_name(block->kind), block->line,
                         block_name(block->kind));
    }
    if (compiler->html.place == HTML_VALUE)
        return view_fail(compiler, "the view %s ends, but the value of %s is never closed by \"", compiler->view,
                         compiler->html.attribute);
    const char *problem = html_differ(&(struct html){.place = HTML_TEXT}, &compiler->html, compiler->arena);
    if (problem != NULL)
        return view_fail(compiler, "the view %s ends, but %s", compiler->view, problem);
    struct buf *chunk = &compiler->chunk;
    while (chunk->n > 0 && (chunk->at[chunk->n - 1] == '\n' || chunk->at[chunk->n - 1] == ' '))
        chunk->n--;
    emit_flush(compiler);
    const char *data = compiler->data;
    buf_print(&compiler->code, "}\n\nvoid view_%s_draw(struct buf *out, const struct view_env *env, const void *data)\n{\n",
              compiler->view);
    if (data == NULL)
        buf_add_text(&compiler->code, "    (void)data;\n");
    buf_print(&compiler->code, "    view_%s(out, env%s);\n}\n", compiler->view, data != NULL ? ", data" : "");
    compiler->view = NULL;
    return OK;
}

static enum err push(struct compiler *compiler, enum block_kind kind, const char *list)
{
    if (compiler->depth == VIEW_BLOCKS)
        return view_fail(compiler, "commands are nested too deep: make a view of its own of the inner part");
    struct view_block *block = &compiler->blocks[compiler->depth++];
    *block = (struct view_block){.kind = kind, .line = compiler->command_line, .start = compiler->html, .list = list,
                                 .variables = compiler->variable_count};
    compiler->html.floor = compiler->html.depth;
    return OK;
}

static enum err condition(struct compiler *compiler, struct words_left *left, const char **ret_condition)
{
    bool not = !words_are_over(left) && *left->at == '!';
    if (not)
        left->at++;
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    if (!words_are_over(left))
        return view_fail(compiler, "{if} asks for one value, {if p.open} or {if !p.open}: what it means is decided in the handler");
    *ret_condition = arena_print(compiler->arena, "%sVIEW_IS(%s)", not ? "!" : "", path);
    return OK;
}

enum err compile_if(struct compiler *compiler, struct words_left *left)
{
    const char *asked = NULL;
    TRY(condition(compiler, left, &asked));
    emit_line(compiler);
    buf_print(&compiler->code, "if (%s) {\n", asked);
    return push(compiler, BLOCK_IF, NULL);
}

// A branch ends: it must leave the HTML where the ones before it left it.
static enum err end_branch(struct compiler *compiler, struct view_block *block)
{
    const char *problem = NULL;
    if (block->kind == BLOCK_IF && block->has_end)
        problem = html_differ(&block->end, &compiler->html, compiler->arena);
    else if (block->kind != BLOCK_IF)
        problem = html_differ(&block->start, &compiler->html, compiler->arena);
    else if (compiler->html.depth != block->start.depth)
        problem = html_differ(&block->start, &compiler->html, compiler->arena);
    if (problem != NULL)
        return view_fail(compiler, "the branches of the {%s} of line %d do not meet in the same place: %s",
                         block_name(block->kind), block->line, problem);
    block->end = compiler->html;
    block->has_end = true;
    return OK;
}

enum err compile_else(struct compiler *compiler, struct words_left *left)
{
    struct view_block *block = compiler->depth > 0 ? &compiler->blocks[compiler->depth - 1] : NULL;
    if (block == NULL || block->kind == BLOCK_FORM)
        return view_fail(compiler, "{else} belongs between {if} or {each} and its end");
    if (block->is_last)
        return view_fail(compiler, "nothing may follow the {else} of the {%s} of line %d but its end", block_name(block->kind),
                         block->line);
    bool asks = !words_are_over(left);
    const char *asked = NULL;
    if (asks && (block->kind == BLOCK_EACH || !words_take(left, "if")))
        return view_fail(compiler, "{else} stands alone, or as {else if p.open} within an {if}");
    if (asks)
        TRY(condition(compiler, left, &asked));
    TRY(end_branch(compiler, block));
    emit_flush(compiler);
    compiler->depth--;
    compiler->variable_count = block->variables;
    if (asks) {
        emit_indent(compiler);
        buf_add_text(&compiler->code, "}\n");
        emit_line(compiler);
        buf_print(&compiler->code, "else if (%s) {\n", asked);
    } else {
        emit_indent(compiler);
        if (block->kind == BLOCK_EACH)
            buf_print(&compiler->code, "}\n    if ((%s).n == 0) {\n", block->list);
        else
            buf_add_text(&compiler->code, "} else {\n");
        block->is_last = true;
    }
    compiler->depth++;
    compiler->html = block->start;
    compiler->html.floor = compiler->html.depth;
    return OK;
}

enum err compile_each(struct compiler *compiler, struct words_left *left)
{
    const char *name = NULL, *list = NULL;
    TRY(words_name(compiler, left, "a name for each element", &name));
    if (!words_take(left, "in"))
        return view_fail(compiler, "an each is written {each member in p.members}");
    TRY(words_path(compiler, left, &list));
    TRY(words_done(compiler, left, "each"));
    emit_line(compiler);
    int loop = ++compiler->loops;
    buf_print(&compiler->code, "for (size_t i%d = 0; i%d < (%s).n; i%d++) {\n", loop, loop, list, loop);
    TRY(push(compiler, BLOCK_EACH, list));
    TRY(variable_add(compiler, name, loop));
    emit_indent(compiler);
    buf_print(&compiler->code, "const __typeof__(*(%s).at) *const %s = &(%s).at[i%d];\n", list, name, list, loop);
    emit_indent(compiler);
    buf_print(&compiler->code, "(void)%s;\n", name);
    return OK;
}

// What stands behind '|' in a {form}.
static enum err form_attributes(struct compiler *compiler, struct words_left *left)
{
    if (words_are_over(left))
        return OK;
    if (*left->at != '|')
        return view_fail(compiler, "behind the address of a {form} only further attributes may stand: {form \"/x\" | class=\"f\"}");
    left->at++;
    (void)words_are_over(left);
    TRY(compile_static(compiler, " ", 1));
    int depth = compiler->depth, elements = compiler->html.depth;
    while (left->at < left->end) {
        const char *brace = memchr(left->at, '{', (size_t)(left->end - left->at));
        const char *end = brace != NULL ? brace : left->end;
        TRY(compile_static(compiler, left->at, (size_t)(end - left->at)));
        left->at = end;
        const char *close = brace != NULL ? command_end(brace + 1, left->end) : NULL;
        if (brace != NULL && close == NULL)
            return view_fail(compiler, "a command in the attributes of the {form} is never closed by }");
        if (close != NULL) {
            TRY(compile_command(compiler, (struct words_left){brace + 1, close}));
            left->at = close + 1;
        }
    }
    html_pause(&compiler->html);
    if (compiler->html.place != HTML_TAG || compiler->html.depth != elements || compiler->depth != depth)
        return view_fail(compiler, "behind '|' in a {form} only whole attributes may stand: name=\"value\"");
    return OK;
}

// {form p.action}: an address of this site that the handler knows.
static enum err form_path(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    emit_line(compiler);
    buf_print(&compiler->code, "view_link(out, %s);\n", path);
    html_filled(&compiler->html, "/");
    return OK;
}

// {form} alone posts to the address of the page.
static enum err form_action(struct compiler *compiler, struct words_left *left)
{
    bool has_action = !words_are_over(left) && *left->at != '|';
    html_begin(&compiler->html, "form", has_action ? "action" : "method");
    if (!has_action)
        BUF_LITERAL(&compiler->chunk, "<form novalidate method=\"post");
    else
        BUF_LITERAL(&compiler->chunk, "<form novalidate method=\"post\" action=\"");
    if (has_action && *left->at == '"')
        TRY(compile_address(compiler, left));
    else if (has_action)
        TRY(form_path(compiler, left));
    return compile_static(compiler, "\"", 1);
}

enum err compile_form(struct compiler *compiler, struct words_left *left)
{
    if (compiler->html.place != HTML_TEXT || html_is_plain(&compiler->html))
        return view_fail(compiler, "{form} stands between tags, not %s", html_where(&compiler->html, compiler->arena));
    TRY(form_action(compiler, left));
    TRY(form_attributes(compiler, left));
    TRY(compile_static(compiler, ">", 1));
    struct html inner = compiler->html;
    compiler->html.depth--; // {/form} comes back to where {form} stood
    emit_line(compiler);
    buf_add_text(&compiler->code, "view_form_open(out, env);\n");
    emit_indent(compiler);
    buf_add_text(&compiler->code, "{\n");
    TRY(push(compiler, BLOCK_FORM, NULL));
    compiler->html = inner;
    compiler->html.floor = inner.depth;
    return OK;
}

static enum err end_form(struct compiler *compiler, struct view_block *block)
{
    struct html inner = block->start;
    const char *problem = html_push(&inner, "form", block->line);
    if (problem == NULL)
        problem = html_differ(&inner, &compiler->html, compiler->arena);
    if (problem != NULL)
        return view_fail(compiler, "{/form} closes the {form} of line %d, but %s", block->line, problem);
    buf_add_text(&compiler->chunk, "</form>");
    return OK;
}

enum err compile_end(struct compiler *compiler, enum block_kind kind)
{
    struct view_block *block = compiler->depth > 0 ? &compiler->blocks[compiler->depth - 1] : NULL;
    if (block == NULL)
        return view_fail(compiler, "{/%s} closes nothing: there is no open {%s}", block_name(kind), block_name(kind));
    if (block->kind != kind)
        return view_fail(compiler, "{/%s} does not fit: {%s} of line %d must be closed first", block_name(kind),
                         block_name(block->kind), block->line);
    TRY(kind == BLOCK_FORM ? end_form(compiler, block) : end_branch(compiler, block));
    const char *problem = NULL;
    if (kind == BLOCK_IF && !block->is_last)
        problem = html_differ(&block->start, &compiler->html, compiler->arena);
    if (problem != NULL)
        return view_fail(compiler, "without the {if} of line %d the view would be in another place: %s; add an {else}", block->line,
                         problem);
    emit_flush(compiler);
    compiler->depth--;
    emit_indent(compiler);
    buf_add_text(&compiler->code, "}\n");
    int floor = block->start.floor;
    struct html end = kind == BLOCK_FORM ? block->start : compiler->html;
    compiler->html = end;
    compiler->html.floor = floor;
    compiler->html.spaced = block->start.spaced && compiler->html.spaced;
    compiler->variable_count = block->variables;
    return OK;
}
