// view_emit.c - writing the C of a view.
#include "view_compiler.h"

#include <string.h>

#include "c_text.h"

enum { PIECE = 2000 }; // C promises string literals of 4,095 bytes

void emit_indent(struct compiler *compiler)
{
    for (int i = 0; i <= compiler->depth; i++)
        buf_add_text(&compiler->code, "    ");
}

void emit_flush(struct compiler *compiler)
{
    struct buf *chunk = &compiler->chunk;
    for (size_t from = 0; from < chunk->n;) {
        size_t n = chunk->n - from < PIECE ? chunk->n - from : PIECE;
        emit_indent(compiler);
        buf_add_text(&compiler->code, "buf_add(out, ");
        c_string(&compiler->code, chunk->at + from, n);
        buf_print(&compiler->code, ", %zu);\n", n);
        from += n;
    }
    chunk->n = 0;
}

void emit_line(struct compiler *compiler)
{
    emit_flush(compiler);
    buf_print(&compiler->code, "#line %d ", compiler->command_line);
    c_string(&compiler->code, compiler->source->name, strlen(compiler->source->name));
    buf_add_char(&compiler->code, '\n');
    emit_indent(compiler);
}

static void po_string(struct buf *out, const char *text)
{
    buf_add_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buf_add_char(out, '\\');
        if (*text == '\n')
            buf_add_text(out, "\\n");
        else
            buf_add_char(out, *text);
    }
    buf_add_char(out, '"');
}

// The template gets each place where a message stands; the code gets each message once.
uint32_t message_add(struct compiler *compiler, const char *one, const char *many)
{
    struct buf *pot = &compiler->pot;
    buf_print(pot, "#: %s:%d\nmsgid ", compiler->source->name, compiler->command_line);
    po_string(pot, one);
    if (many != NULL) {
        buf_add_text(pot, "\nmsgid_plural ");
        po_string(pot, many);
    }
    buf_add_text(pot, many != NULL ? "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n" : "\nmsgstr \"\"\n\n");
    uint32_t hash = message_hash(one);
    for (size_t i = 0; i < compiler->messages.n; i++)
        if (strcmp(compiler->messages.at[i].one, one) == 0 &&
            (compiler->messages.at[i].many == NULL) == (many == NULL))
            return hash;
    *VEC_PUSH(compiler->arena, &compiler->messages) = (struct view_message){.one = one, .many = many, .hash = hash};
    return hash;
}

static void add_english(struct buf *out, struct arena *arena, const char *text)
{
    struct buf html = buf_make(arena, strlen(text) + 16);
    c_html(&html, text);
    buf_add_text(out, "(struct html_text){");
    c_string(out, html.at, html.n);
    buf_print(out, ", %zu}", html.n);
}

// A message that no catalogue lists yet is drawn in English; dev/messages --check reports it.
static void add_message(struct compiler *compiler, const struct view_message *message, struct buf *out)
{
    buf_print(out, "#ifdef MSG_%08x\n", message->hash);
    if (message->many == NULL)
        buf_print(out, "#define WORDS_%08x tr_html(env->language, MSG_%08x)\n#else\n#define WORDS_%08x ", message->hash,
                  message->hash, message->hash);
    else
        buf_print(out, "#define COUNT_%08x(n) tr_html_plural(env->language, MSG_%08x, (uint64_t)(n))\n#else\n#define COUNT_%08x(n) "
                  "((n) == 1 ? ", message->hash, message->hash, message->hash);
    add_english(out, compiler->arena, message->one);
    if (message->many != NULL) {
        buf_add_text(out, " : ");
        add_english(out, compiler->arena, message->many);
        buf_add_char(out, ')');
    }
    buf_add_text(out, "\n#endif\n");
}

void emit_output(struct compiler *compiler, struct view_output *ret_output)
{
    struct arena *arena = compiler->arena;
    struct buf h = buf_make(arena, compiler->head.n + 1024), c = buf_make(arena, compiler->code.n + 4096);
    buf_print(&h, "// %s_views.h - made by viewc: the views of %s.\n#ifndef SEMPRE_%s_VIEWS_H\n#define SEMPRE_%s_VIEWS_H\n\n"
              "#include \"web/view.h\"\n", compiler->folder, compiler->folder, compiler->folder, compiler->folder);
    buf_add(&h, compiler->uses.at, compiler->uses.n);
    buf_add_char(&h, '\n');
    buf_add(&h, compiler->head.at, compiler->head.n);
    buf_add_text(&h, "#endif\n");
    buf_print(&c, "// %s_views.c - made by viewc.\n#include \"%s_views.h\"\n\n#include \"assets.h\"\n#include \"messages.h\"\n"
              "#include \"web/draw.h\"\n\n", compiler->folder, compiler->folder);
    for (size_t i = 0; i < compiler->messages.n; i++)
        add_message(compiler, &compiler->messages.at[i], &c);
    buf_add(&c, compiler->code.at, compiler->code.n);
    ret_output->c = c;
    ret_output->h = h;
    ret_output->messages = compiler->pot;
}
