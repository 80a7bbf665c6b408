// catalogue_write.c - catalogues as tables in C.
#include <string.h>

#include "c_text.h"
#include "catalogue.h"

static const struct catalogue_message *find(const struct catalogue *catalogue, const struct catalogue_message *wanted)
{
    for (size_t i = 0; i < catalogue->n; i++)
        if (strcmp(catalogue->at[i].one, wanted->one) == 0)
            return (catalogue->at[i].many == NULL) == (wanted->many == NULL) ? &catalogue->at[i] : NULL;
    return NULL;
}

// English says what it says in the program, unless its catalogue says it better.
static const char *form_of(const struct catalogue *catalogue, const struct catalogue_message *wanted, unsigned i)
{
    const struct catalogue_message *found = find(catalogue, wanted);
    const char *form = found != NULL ? found->forms[i] : "";
    if (*form == '\0' && strcmp(catalogue->language, "en") == 0)
        return i == 0 ? wanted->one : wanted->many;
    return form;
}

struct pool {
    struct buf c;
    size_t n;
};

static size_t pool_add(struct pool *pool, const char *text, size_t n)
{
    size_t at = pool->n;
    buf_add_text(&pool->c, "\n    ");
    c_string(&pool->c, text, n);
    buf_add_text(&pool->c, " \"\\0\"");
    pool->n += n + 1;
    return at;
}

static void add_form(struct arena *arena, struct pool *pool, struct buf *forms, const char *text)
{
    if (*text == '\0') {
        buf_add_text(forms, "    {0, 0, 0},\n");
        return;
    }
    struct buf html = buf_make(arena, strlen(text) + 16);
    c_html(&html, text);
    size_t plain = pool_add(pool, text, strlen(text));
    size_t escaped = strcmp(buf_text(&html), text) == 0 ? plain : pool_add(pool, html.at, html.n);
    buf_print(forms, "    {%zu, %zu, %zu},\n", plain, escaped, html.n);
}

static void write_language(struct arena *arena, const struct catalogue *template, const struct catalogue *catalogue, struct buf *c)
{
    const char *name = catalogue->language;
    struct pool pool = {.c = buf_make(arena, 65536)};
    struct buf forms = buf_make(arena, 16384), first = buf_make(arena, 8192);
    size_t count = 0;
    for (size_t i = 0; i < template->n; i++) {
        const struct catalogue_message *message = &template->at[i];
        unsigned n = message->many == NULL ? 1 : catalogue->plural_forms;
        buf_print(&first, "%s%zu,", i % 20 == 0 ? "\n    " : " ", count);
        for (unsigned form = 0; form < n; form++)
            add_form(arena, &pool, &forms, form_of(catalogue, message, form));
        count += n;
    }
    buf_print(c, "static const char %s_texts[] =", name);
    buf_add(c, pool.c.at, pool.c.n);
    buf_print(c, "\n    \"\";\n\nstatic const struct message_form %s_forms[] = {\n", name);
    buf_add(c, forms.at, forms.n);
    buf_print(c, "    {0, 0, 0}};\n\nstatic const uint16_t %s_first[] = {", name);
    buf_add(c, first.at, first.n);
    buf_print(c, " 0};\n\nstatic unsigned %s_plural(const uint64_t n)\n{\n    (void)n;\n    unsigned form = (unsigned)(%s);\n"
              "    return form < %u ? form : 0;\n}\n\n", name, catalogue->plural, catalogue->plural_forms);
}

static void write_slots(struct arena *arena, const struct catalogue *template, struct buf *c)
{
    size_t size = 16;
    while (size < template->n * 2)
        size *= 2;
    size_t *slots = ARENA_ARRAY(arena, size_t, size);
    for (size_t i = 0; i < template->n; i++) {
        size_t slot = message_hash(template->at[i].one) & (size - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        slots[slot] = i + 1;
    }
    buf_print(c, "const uint32_t message_slot_mask = %zu;\nconst uint16_t message_slots[] = {", size - 1);
    for (size_t i = 0; i < size; i++)
        buf_print(c, "%s%zu,", i % 20 == 0 ? "\n    " : " ", slots[i]);
    buf_add_text(c, "\n};\n\n");
}

static void write_ids(struct arena *arena, const struct catalogue *template, struct buf *c)
{
    struct pool pool = {.c = buf_make(arena, 65536)};
    struct buf at = buf_make(arena, 16384);
    uint8_t *plurals = ARENA_ARRAY(arena, uint8_t, template->n / 8 + 1);
    for (size_t i = 0; i < template->n; i++) {
        const struct catalogue_message *message = &template->at[i];
        buf_print(&at, "%s%zu,", i % 16 == 0 ? "\n    " : " ", pool_add(&pool, message->one, strlen(message->one)));
        if (message->many != NULL)
            plurals[i / 8] |= (uint8_t)(1U << (i % 8));
    }
    buf_add_text(c, "const char message_ids[] =");
    buf_add(c, pool.c.at, pool.c.n);
    buf_add_text(c, "\n    \"\";\n\nconst uint32_t message_id_at[] = {");
    buf_add(c, at.at, at.n);
    buf_add_text(c, " 0};\n\nconst uint8_t message_plurals[] = {");
    for (size_t i = 0; i <= template->n / 8; i++)
        buf_print(c, "%s%u,", i % 24 == 0 ? "\n    " : " ", plurals[i]);
    buf_add_text(c, "\n};\n\n");
}

// Two messages with one number would be mixed up.
static enum err check_numbers(struct arena *arena, const struct catalogue *template, const char **ret_problem)
{
    for (size_t i = 0; i < template->n; i++)
        for (size_t k = i + 1; k < template->n; k++)
            if (message_hash(template->at[i].one) == message_hash(template->at[k].one)) {
                *ret_problem = arena_print(arena, "two messages have the same number by chance: change a word in \"%s\" or \"%s\"",
                                           template->at[i].one, template->at[k].one);
                return ERR_INVALID;
            }
    if (template->n * PLURAL_FORMS < UINT16_MAX)
        return OK;
    *ret_problem = "there are more messages than a number of 16 bits can count";
    return ERR_INVALID;
}

static void write_tables(const struct catalogue *catalogues, size_t n, struct buf *c)
{
    buf_add_text(c, "const struct message_table message_tables[LANGUAGE_COUNT] = {\n");
    for (size_t i = 0; i < n; i++) {
        const char *name = catalogues[i].language;
        buf_add_text(c, "    [LANGUAGE_");
        for (const char *sign = name; *sign != '\0'; sign++)
            buf_add_char(c, (char)(*sign - 32));
        buf_print(c, "] = {%s_texts, %s_forms, %s_first, %u, %s_plural, %s},\n", name, name, name, catalogues[i].plural_forms, name,
                  catalogues[i].is_checked ? "true" : "false");
    }
    buf_add_text(c, "};\n");
}

enum err catalogues_write(struct arena *arena, const struct catalogue *template, const struct catalogue *catalogues, size_t n,
                          struct buf *ret_c, struct buf *ret_h, const char **ret_problem)
{
    TRY(check_numbers(arena, template, ret_problem));
    struct buf c = buf_make(arena, 65536), h = buf_make(arena, 16384);
    buf_add_text(&h, "// messages.h - made by poc: the numbers of the messages, by the hash of their msgid.\n#ifndef SEMPRE_MESSAGES_H\n"
                 "#define SEMPRE_MESSAGES_H\n\n");
    for (size_t i = 0; i < template->n; i++)
        buf_print(&h, "#define MSG_%08x %zu\n", message_hash(template->at[i].one), i);
    buf_add_text(&h, "\n#endif\n");
    buf_add_text(&c, "// messages.c - made by poc: the catalogues.\n#include \"i18n/message_table.h\"\n\n"
                 "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#pragma GCC diagnostic ignored \"-Wparentheses\"\n\n");
    for (size_t i = 0; i < n; i++)
        write_language(arena, template, &catalogues[i], &c);
    write_slots(arena, template, &c);
    write_ids(arena, template, &c);
    write_tables(catalogues, n, &c);
    *ret_c = c;
    *ret_h = h;
    return OK;
}
