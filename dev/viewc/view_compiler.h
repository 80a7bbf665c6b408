// view_compiler.h - what the parts of the view compiler share: the state of one compilation.
#ifndef SEMPRE_DEV_VIEW_COMPILER_H
#define SEMPRE_DEV_VIEW_COMPILER_H

#include <stdint.h>

#include "base/vec.h"
#include "view_html.h"
#include "viewc.h"

enum { VIEW_BLOCKS = 16, VIEW_VARIABLES = 16, VIEW_ARGUMENTS = 9 };

struct view_variable {
    const char *name;
    int loop; // number of the {each} that names it; 0: the view's own data
};

enum block_kind { BLOCK_IF, BLOCK_EACH, BLOCK_FORM };

struct view_block {
    enum block_kind kind;
    int line;
    struct html start; // where it began
    struct html end;   // where its first branch ended
    bool has_end;      // there was a branch before this one
    bool is_last;      // {else} was read
    bool is_spaced;    // white space stood in front of it
    int variables;     // known in front of it
    const char *list;  // BLOCK_EACH: C expression
};

struct view_message {
    const char *one, *many; // many: NULL, or the plural
    uint32_t hash;
};

struct view_messages {
    struct view_message *at;
    size_t n, cap;
};

struct compiler {
    struct arena *arena;
    const char *folder;
    const struct view_source *source;
    struct view_icons icons;
    const char *problem;

    size_t at; // next sign of the source
    int line;  // of `at`
    int command_line;

    struct buf code;    // the functions
    struct buf head;    // prototypes
    struct buf uses;    // #include lines
    struct buf pot;
    struct view_messages messages;
    struct strings names; // of the views so far

    struct buf chunk;   // static text not yet written to `code`
    bool after_space;   // white space would be one too many
    struct html html;
    const char *view;   // NULL outside of a view
    const char *data;   // its struct, or NULL
    struct view_variable variables[VIEW_VARIABLES];
    int variable_count;
    struct view_block blocks[VIEW_BLOCKS];
    int depth;
    int loops;
};

// The words of one command, from behind the brace to the closing one.
struct words_left {
    const char *at, *end;
};

// Sets the problem "file:line: ..." and returns ERR_INVALID.
enum err view_fail(struct compiler *compiler, const char *format, ...) __attribute__((format(printf, 2, 3)));

// --- view_words.c: reading a command ---
bool words_are_over(struct words_left *left);
// Takes `word` if it comes next and ends there.
bool words_take(struct words_left *left, const char *word);
CHECKED enum err words_name(struct compiler *compiler, struct words_left *left, const char *what, const char **ret_name);
CHECKED enum err words_string(struct compiler *compiler, struct words_left *left, const char *what, const char **ret_text);
// A path such as p.group.title, as a C expression. `is_root`: only the name of a variable.
CHECKED enum err words_path(struct compiler *compiler, struct words_left *left, const char **ret_expression);
// long, short, datetime or time, as a C name.
CHECKED enum err words_style(struct compiler *compiler, struct words_left *left, const char **ret_style);
CHECKED enum err words_done(struct compiler *compiler, struct words_left *left, const char *command);
// Finds the brace that closes the command at `from` (behind its opening brace). NULL where there is none.
const char *command_end(const char *from, const char *end);

// --- view_emit.c: writing C ---
void emit_flush(struct compiler *compiler);
void emit_line(struct compiler *compiler); // #line
void emit_indent(struct compiler *compiler);
uint32_t message_add(struct compiler *compiler, const char *one, const char *many);
void emit_output(struct compiler *compiler, struct view_output *ret_output);

// --- view_commands.c ---
CHECKED enum err compile_command(struct compiler *compiler, struct words_left left);
// --- view_blocks.c ---
CHECKED enum err compile_view(struct compiler *compiler, struct words_left *left);
CHECKED enum err compile_view_end(struct compiler *compiler);
CHECKED enum err compile_if(struct compiler *compiler, struct words_left *left);
CHECKED enum err compile_else(struct compiler *compiler, struct words_left *left);
CHECKED enum err compile_each(struct compiler *compiler, struct words_left *left);
CHECKED enum err compile_form(struct compiler *compiler, struct words_left *left);
CHECKED enum err compile_end(struct compiler *compiler, enum block_kind kind);
// --- view_address.c ---
// Writes `literal` with {1} ... filled from the rest of the command.
CHECKED enum err compile_address(struct compiler *compiler, struct words_left *left);
// The arguments of a sentence, as a list of C expressions; `count` is how many there are already.
CHECKED enum err compile_arguments(struct compiler *compiler, struct words_left *left, struct buf *list, int *count);
CHECKED enum err check_arguments(struct compiler *compiler, const char *message, int count);
// --- viewc.c ---
CHECKED enum err compile_static(struct compiler *compiler, const char *text, size_t n);

#endif
