// catalogue_read.c - reads PO files with libgettextpo and checks what will become C.
#include <gettext-po.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "c_text.h"
#include "catalogue.h"

// Asked by the sanitizers: libgettextpo keeps what it read until the end of the program.
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

// libgettextpo reports through functions without a context, and wants fatal ones not to return.
static struct {
    struct arena *arena;
    const char *problem;
    jmp_buf fatal;
} reading;

static void on_problem(int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline,
                       const char *text)
{
    (void)message;
    (void)column;
    (void)multiline;
    if (severity != PO_SEVERITY_WARNING && reading.problem == NULL)
        reading.problem = file != NULL && line != (size_t)-1 ? arena_print(reading.arena, "%s:%zu: %s", file, line, text)
                                                             : arena_dup(reading.arena, text);
    if (severity == PO_SEVERITY_FATAL_ERROR)
        longjmp(reading.fatal, 1);
}

static void on_two_problems(int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline,
                            const char *text, po_message_t other, const char *other_file, size_t other_line, size_t other_column,
                            int other_multiline, const char *other_text)
{
    (void)other;
    (void)other_file;
    (void)other_line;
    (void)other_column;
    (void)other_multiline;
    (void)other_text;
    on_problem(severity, message, file, line, column, multiline, text);
}

static enum err fail(struct arena *arena, const char *path, const char *what, const char *msgid, const char **ret_problem)
{
    *ret_problem = arena_print(arena, "%s: %s%s%s%s", path, what, *msgid != '\0' ? " \"" : "", msgid, *msgid != '\0' ? "\"" : "");
    return ERR_INVALID;
}

// The rule becomes C: only n, numbers and comparisons may stand in it.
static bool is_plural_rule(const char *rule)
{
    int depth = 0;
    for (const char *at = rule; *at != '\0'; at++) {
        if (strchr("n0123456789 ()?:|&=!<>%", *at) == NULL)
            return false;
        depth += (*at == '(') - (*at == ')');
        if (depth < 0)
            return false;
    }
    return depth == 0 && *rule != '\0' && strlen(rule) < 400;
}

// "nplurals=2; plural=(n != 1);"
static bool read_plural(struct arena *arena, const char *field, struct catalogue *catalogue)
{
    const char *count = field != NULL ? strstr(field, "nplurals=") : NULL, *rule = field != NULL ? strstr(field, "plural=") : NULL;
    if (count == NULL || rule == NULL)
        return false;
    catalogue->plural_forms = (unsigned)strtoul(count + strlen("nplurals="), NULL, 10);
    rule += strlen("plural=");
    size_t n = strcspn(rule, ";\n");
    catalogue->plural = arena_copy(arena, rule, n);
    return catalogue->plural_forms >= 1 && catalogue->plural_forms <= PLURAL_FORMS && is_plural_rule(catalogue->plural);
}

static enum err read_header(struct arena *arena, const char *path, const char *header, struct catalogue *catalogue,
                            const char **ret_problem)
{
    char *charset = po_header_field(header, "Content-Type"), *plural = po_header_field(header, "Plural-Forms");
    char *checked = po_header_field(header, "X-Checked-By-Native-Speaker");
    bool is_utf8 = charset != NULL && strstr(charset, "charset=UTF-8") != NULL;
    bool has_plural = read_plural(arena, plural, catalogue);
    bool says_checked = checked != NULL && (strcmp(checked, "yes") == 0 || strcmp(checked, "no") == 0);
    catalogue->is_checked = says_checked && strcmp(checked, "yes") == 0;
    free(charset);
    free(plural);
    free(checked);
    if (!is_utf8)
        return fail(arena, path, "the header must say charset=UTF-8", "", ret_problem);
    if (!has_plural)
        return fail(arena, path, "Plural-Forms in the header is missing, or is no rule of n such as nplurals=2; plural=(n != 1);",
                    "", ret_problem);
    if (!says_checked)
        return fail(arena, path, "X-Checked-By-Native-Speaker in the header must be yes or no", "", ret_problem);
    return OK;
}

// A form may leave {1} out where it says the number in words ("one voice"), but not ask for more.
static enum err check_form(struct arena *arena, const char *path, const struct catalogue_message *message, const char *form,
                           const char **ret_problem)
{
    unsigned here = 0, one = 0, many = 0;
    if (!message_arguments(message->one, &one) || (message->many != NULL && !message_arguments(message->many, &many)))
        return fail(arena, path, "a brace in a message is an argument, {1} to {9}, not so in", message->one, ret_problem);
    if (!message_arguments(form, &here))
        return fail(arena, path, "a brace in a translation is an argument, {1} to {9}, not so in that of", message->one, ret_problem);
    if ((here & ~(one | many)) != 0)
        return fail(arena, path, "the translation has an argument {n} that the message has not:", message->one, ret_problem);
    if (message->many == NULL && here != one)
        return fail(arena, path, "the translation leaves out an argument {n} of", message->one, ret_problem);
    return OK;
}

static enum err read_message(struct arena *arena, const char *path, po_message_t from, struct catalogue *catalogue,
                             const char **ret_problem)
{
    if (po_message_msgctxt(from) != NULL)
        return fail(arena, path, "contexts (msgctxt) are not used: say it in other words", po_message_msgid(from), ret_problem);
    struct catalogue_message message = {.one = arena_dup(arena, po_message_msgid(from))};
    const char *many = po_message_msgid_plural(from);
    message.many = many != NULL ? arena_dup(arena, many) : NULL;
    bool is_sure = !po_message_is_fuzzy(from);
    unsigned forms = many == NULL ? 1 : catalogue->plural_forms;
    for (unsigned i = 0; i < PLURAL_FORMS; i++) {
        const char *form = many == NULL ? po_message_msgstr(from) : po_message_msgstr_plural(from, (int)i);
        message.forms[i] = is_sure && form != NULL && i < forms ? arena_dup(arena, form) : "";
        if (*message.forms[i] != '\0')
            TRY(check_form(arena, path, &message, message.forms[i], ret_problem));
    }
    *VEC_PUSH(arena, catalogue) = message;
    return OK;
}

static enum err read_messages(struct arena *arena, const char *path, po_file_t file, struct catalogue *catalogue,
                              const char **ret_problem)
{
    bool is_template = *catalogue->language == '\0';
    const char *header = po_file_domain_header(file, NULL);
    if (!is_template && header == NULL)
        return fail(arena, path, "the header is missing", "", ret_problem);
    if (!is_template)
        TRY(read_header(arena, path, header, catalogue, ret_problem));
    po_message_iterator_t each = po_message_iterator(file, NULL);
    enum err error = OK;
    for (po_message_t message = po_next_message(each); message != NULL && error == OK; message = po_next_message(each))
        if (*po_message_msgid(message) != '\0' && !po_message_is_obsolete(message))
            error = read_message(arena, path, message, catalogue, ret_problem);
    po_message_iterator_free(each);
    return error;
}

enum err catalogue_read(struct arena *arena, const char *path, const char *language, struct catalogue *ret_catalogue,
                        const char **ret_problem)
{
    static const struct po_xerror_handler handler = {.xerror = on_problem, .xerror2 = on_two_problems};
    reading.arena = arena;
    reading.problem = NULL;
    if (setjmp(reading.fatal) != 0) {
        *ret_problem = reading.problem;
        return ERR_INVALID;
    }
    po_file_t file = po_file_read(path, &handler);
    if (file == NULL || reading.problem != NULL) {
        if (file != NULL)
            po_file_free(file);
        *ret_problem = reading.problem != NULL ? reading.problem : arena_print(arena, "%s: cannot be read", path);
        return ERR_INVALID;
    }
    struct catalogue catalogue = {.language = language, .plural_forms = PLURAL_FORMS};
    enum err error = read_messages(arena, path, file, &catalogue, ret_problem);
    po_file_free(file);
    if (error == OK)
        *ret_catalogue = catalogue;
    return error;
}
