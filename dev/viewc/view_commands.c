// view_commands.c - the commands of a view that write something: values, sentences, addresses, fields, other views.
#include "view_compiler.h"

#include <string.h>

#include "c_text.h"

// Where text may be written: between tags or in a value that is not an address.
static enum err need_text(struct compiler *compiler, const char *command)
{
    const struct html *html = &compiler->html;
    const char *inner = html->depth > 0 ? html->open[html->depth - 1].name : "";
    if (html_is_address(html))
        return view_fail(compiler, "%s cannot stand in the address %s: use {url \"/path/{1}\" ...}, or {link ...} for an address "
                         "that somebody typed", command, html->attribute);
    if (html->place == HTML_EQUALS)
        return view_fail(compiler, "%s must stand in \"...\" behind %s=", command, html->attribute);
    if ((html->place != HTML_TEXT && html->place != HTML_VALUE) || strcmp(inner, "script") == 0)
        return view_fail(compiler, "%s cannot stand %s: only between tags and in \"...\"", command, html_where(html, compiler->arena));
    html_filled(&compiler->html, "");
    return OK;
}

// Where elements may be written.
static enum err need_elements(struct compiler *compiler, const char *command)
{
    const struct html *html = &compiler->html;
    if (html->place != HTML_TEXT || html_is_plain(html) ||
        (html->depth > 0 && strcmp(html->open[html->depth - 1].name, "script") == 0))
        return view_fail(compiler, "%s writes elements and cannot stand %s", command, html_where(html, compiler->arena));
    return OK;
}

static enum err compile_value(struct compiler *compiler, struct words_left *left)
{
    if (*left->at == '"') {
        const char *text = NULL;
        TRY(words_string(compiler, left, "a text", &text));
        TRY(words_done(compiler, left, "\"...\""));
        TRY(need_text(compiler, "a text"));
        c_html(&compiler->chunk, text);
        return OK;
    }
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "value"));
    TRY(need_text(compiler, "a value"));
    emit_line(compiler);
    const char *macro = compiler->html.place == HTML_VALUE ? "VIEW_ATTRIBUTE" : html_is_plain(&compiler->html) ? "VIEW_PLAIN"
                                                                                                               : "VIEW_TEXT";
    buf_print(&compiler->code, "%s(%s);\n", macro, path);
    return OK;
}

static bool writes_plain(const struct compiler *compiler)
{
    return compiler->html.place == HTML_VALUE || html_is_plain(&compiler->html);
}

static void emit_sentence(struct compiler *compiler, const char *words, struct buf *arguments, int count)
{
    emit_line(compiler);
    if (count == 0)
        buf_print(&compiler->code, "view_html(out, %s);\n", words);
    else
        buf_print(&compiler->code, "view_message(out, env, %s, (const struct view_arg[]){%s}, %d, %s);\n", words,
                  buf_text(arguments), count, writes_plain(compiler) ? "true" : "false");
}

static enum err compile_t(struct compiler *compiler, struct words_left *left)
{
    const char *message = NULL;
    int count = 0;
    struct buf arguments = buf_make(compiler->arena, 64);
    TRY(words_string(compiler, left, "a sentence", &message));
    if (*message == '\0')
        return view_fail(compiler, "an empty sentence has no translation");
    TRY(compile_arguments(compiler, left, &arguments, &count));
    TRY(check_arguments(compiler, message, count));
    TRY(need_text(compiler, "{t}"));
    uint32_t hash = message_add(compiler, message, NULL);
    emit_sentence(compiler, arena_print(compiler->arena, "WORDS_%08x", hash), &arguments, count);
    return OK;
}

static enum err compile_n(struct compiler *compiler, struct words_left *left)
{
    const char *number = NULL, *one = NULL, *many = NULL;
    TRY(words_path(compiler, left, &number));
    TRY(words_string(compiler, left, "the sentence for one", &one));
    TRY(words_string(compiler, left, "the sentence for many", &many));
    int count = 1;
    struct buf arguments = buf_make(compiler->arena, 64);
    buf_print(&arguments, "VIEW_ARG(%s)", number);
    TRY(compile_arguments(compiler, left, &arguments, &count));
    TRY(check_arguments(compiler, many, count));
    unsigned mask = 0;
    if (!message_arguments(one, &mask) || mask >> (count + 1) != 0)
        return view_fail(compiler, "the sentence for one asks for an argument that is not there");
    TRY(need_text(compiler, "{n}"));
    uint32_t hash = message_add(compiler, one, many);
    emit_sentence(compiler, arena_print(compiler->arena, "COUNT_%08x(%s)", hash, number), &arguments, count);
    return OK;
}

// {url}, {address}, {link} and {asset}: whole addresses.
static enum err need_address(struct compiler *compiler, const char *command)
{
    if (!html_is_address(&compiler->html))
        return need_text(compiler, command);
    if (compiler->html.started)
        return view_fail(compiler, "%s is a whole address: nothing may stand in front of it", command);
    return OK;
}

static enum err compile_url(struct compiler *compiler, struct words_left *left)
{
    TRY(need_address(compiler, "{url}"));
    TRY(compile_address(compiler, left));
    return words_done(compiler, left, "url");
}

// The address as it is written on paper and in QR codes: with the installation's own in front.
static enum err compile_public_address(struct compiler *compiler, struct words_left *left)
{
    TRY(need_address(compiler, "{address}"));
    emit_line(compiler);
    buf_add_text(&compiler->code, "view_attribute(out, env->address);\n");
    html_filled(&compiler->html, "https://");
    TRY(compile_address(compiler, left));
    return words_done(compiler, left, "address");
}

static enum err compile_link(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "link"));
    TRY(need_address(compiler, "{link}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_link(out, %s);\n", path);
    html_filled(&compiler->html, "https://");
    return OK;
}

// a.css becomes ASSET_a_css: an asset that is not there does not compile.
static enum err asset_number(struct compiler *compiler, struct words_left *left, const char *command, const char **ret_number)
{
    const char *name = NULL;
    TRY(words_string(compiler, left, "the name of an asset", &name));
    TRY(words_done(compiler, left, command));
    struct buf number = buf_make(compiler->arena, 64);
    buf_add_text(&number, "ASSET_");
    for (const char *at = name; *at != '\0'; at++) {
        bool is_sign = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!is_sign && strchr("-._/", *at) == NULL)
            return view_fail(compiler, "'%s' is no name of an asset", name);
        buf_add_char(&number, is_sign ? *at : '_');
    }
    *ret_number = buf_text(&number);
    return OK;
}

static enum err compile_asset(struct compiler *compiler, struct words_left *left)
{
    const char *number = NULL;
    TRY(asset_number(compiler, left, "asset", &number));
    TRY(need_address(compiler, "{asset}"));
    emit_line(compiler);
    buf_print(&compiler->code, "buf_add_text(out, asset_at(%s)->served);\n", number);
    html_filled(&compiler->html, "/");
    return OK;
}

static enum err compile_style(struct compiler *compiler, struct words_left *left)
{
    const char *number = NULL;
    TRY(asset_number(compiler, left, "style", &number));
    TRY(need_elements(compiler, "{style}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_style(out, asset_at(%s));\n", number);
    return OK;
}

static enum err compile_icon(struct compiler *compiler, struct words_left *left)
{
    const char *name = NULL;
    TRY(words_string(compiler, left, "the name of an icon", &name));
    TRY(words_done(compiler, left, "icon"));
    TRY(need_elements(compiler, "{icon}"));
    const char *svg = NULL;
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name) && *name != '\0')
        svg = compiler->icons.find(compiler->arena, name, compiler->icons.context);
    if (svg == NULL)
        return view_fail(compiler, "there is no icon '%s': put its drawing into assets/icons/%s.svg", name, name);
    buf_add_text(&compiler->chunk, svg);
    return OK;
}

static enum err compile_id(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "id"));
    TRY(need_text(compiler, "{id}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_id(out, (%s).v);\n", path);
    return OK;
}

static enum err compile_date(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL, *style = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_style(compiler, left, &style));
    TRY(words_done(compiler, left, "date"));
    TRY(need_text(compiler, "{date}"));
    emit_line(compiler);
    buf_print(&compiler->code, "%s(out, env, %s, %s);\n", writes_plain(compiler) ? "view_date_plain" : "view_date", path, style);
    return OK;
}

static enum err compile_lines(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "lines"));
    TRY(need_elements(compiler, "{lines}"));
    emit_line(compiler);
    buf_print(&compiler->code, "VIEW_LINES(%s);\n", path);
    return OK;
}

static enum err compile_include(struct compiler *compiler, struct words_left *left)
{
    const char *name = NULL, *path = NULL;
    TRY(words_name(compiler, left, "the name of a view", &name));
    if (!words_are_over(left))
        TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "include"));
    TRY(need_elements(compiler, "{include}"));
    emit_line(compiler);
    if (path == NULL)
        buf_print(&compiler->code, "view_%s(out, env);\n", name);
    else
        buf_print(&compiler->code, "view_%s(out, env, VIEW_POINTER(%s));\n", name, path);
    return OK;
}

static enum err compile_body(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "body"));
    TRY(need_elements(compiler, "{body}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_body(out, env, %s);\n", path);
    return OK;
}

static enum err compile_field(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL, *name = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_string(compiler, left, "the name of a field", &name));
    TRY(words_done(compiler, left, "field"));
    TRY(need_elements(compiler, "{field}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_field(out, env, %s, ", path);
    c_string(&compiler->code, name, strlen(name));
    buf_add_text(&compiler->code, ");\n");
    return OK;
}

static enum err compile_errors(struct compiler *compiler, struct words_left *left)
{
    const char *path = NULL;
    TRY(words_path(compiler, left, &path));
    TRY(words_done(compiler, left, "errors"));
    TRY(need_elements(compiler, "{errors}"));
    emit_line(compiler);
    buf_print(&compiler->code, "view_errors(out, env, %s);\n", path);
    return OK;
}

// An {if} or {each} may also stand between the attributes of a tag.
static enum err need_place(struct compiler *compiler)
{
    html_pause(&compiler->html);
    enum html_place place = compiler->html.place;
    if (place == HTML_TEXT || place == HTML_TAG || place == HTML_VALUE)
        return OK;
    return view_fail(compiler, "a command cannot stand %s", html_where(&compiler->html, compiler->arena));
}

enum err compile_command(struct compiler *compiler, struct words_left left)
{
    static const struct {
        const char *word;
        enum err (*compile)(struct compiler *, struct words_left *);
        bool is_block;
    } commands[] = {
        {"if", compile_if, true}, {"else", compile_else, true}, {"each", compile_each, true}, {"form", compile_form, true},
        {"t", compile_t, false}, {"n", compile_n, false}, {"url", compile_url, false}, {"address", compile_public_address, false},
        {"link", compile_link, false}, {"asset", compile_asset, false}, {"style", compile_style, false},
        {"icon", compile_icon, false}, {"id", compile_id, false}, {"date", compile_date, false}, {"lines", compile_lines, false},
        {"include", compile_include, false}, {"body", compile_body, false}, {"field", compile_field, false},
        {"errors", compile_errors, false},
    };
    if (words_are_over(&left))
        return view_fail(compiler, "an empty command: a brace that shall be read is written {{");
    if (words_take(&left, "view"))
        return compile_view(compiler, &left);
    if (compiler->view == NULL)
        return view_fail(compiler, "a command stands before the first {view name}");
    static const char *const ends[] = {"/if", "/each", "/form"}; // in the order of enum block_kind
    for (int kind = BLOCK_IF; kind <= BLOCK_FORM; kind++)
        if (words_take(&left, ends[kind])) {
            TRY(words_done(compiler, &left, ends[kind]));
            html_pause(&compiler->html);
            return compile_end(compiler, (enum block_kind)kind);
        }
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        if (words_take(&left, commands[i].word)) {
            if (commands[i].is_block)
                TRY(need_place(compiler));
            return commands[i].compile(compiler, &left);
        }
    if (*left.at == '/')
        return view_fail(compiler, "only {/if}, {/each} and {/form} end something");
    return compile_value(compiler, &left);
}
