// message.c - finds the words of a message in the tables of the catalogues.
#include "i18n/message.h"

#include <assert.h>
#include <string.h>

#include "i18n/message_table.h"

// 32-bit FNV-1a (Fowler, Noll, Vo), as dev/poc numbers messages.
static uint32_t hash_of(const char *msgid)
{
    uint32_t hash = 2166136261U;
    for (; *msgid != '\0'; msgid++)
        hash = (hash ^ (unsigned char)*msgid) * 16777619U;
    return hash;
}

static const struct message_form *form_at(enum language language, int message, unsigned form)
{
    const struct message_table *table = &message_tables[language];
    return &table->forms[table->first[message] + form];
}

// The form in `language`, in English where the language has no catalogue or the catalogue not these words.
static const struct message_form *form_for(enum language language, int message, uint64_t n, bool is_plural,
                                           const char **ret_texts)
{
    if (language >= 0 && language < LANGUAGE_COUNT && message_tables[language].texts != NULL) {
        const struct message_table *table = &message_tables[language];
        const struct message_form *form = form_at(language, message, is_plural ? table->plural(n) : 0);
        if (form->html_n > 0) {
            *ret_texts = table->texts;
            return form;
        }
    }
    *ret_texts = message_tables[LANGUAGE_EN].texts;
    return form_at(LANGUAGE_EN, message, is_plural ? message_tables[LANGUAGE_EN].plural(n) : 0);
}

// The number of a message, -1 where the catalogues do not know it.
static int message_find(const char *msgid)
{
    for (uint32_t slot = hash_of(msgid) & message_slot_mask; message_slots[slot] != 0; slot = (slot + 1) & message_slot_mask) {
        int message = message_slots[slot] - 1;
        if (strcmp(message_ids + message_id_at[message], msgid) == 0)
            return message;
    }
    return -1;
}

const char *tr(enum language language, const char *msgid)
{
    int message = *msgid == '\0' ? -1 : message_find(msgid);
    if (message < 0)
        return msgid;
    const char *texts = NULL;
    const struct message_form *form = form_for(language, message, 0, false, &texts);
    return texts + form->plain;
}

const char *tr_plural(enum language language, const char *one, const char *many, uint64_t n)
{
    int message = message_find(one);
    if (message < 0 || !message_is_plural(message))
        return n == 1 ? one : many;
    const char *texts = NULL;
    const struct message_form *form = form_for(language, message, n, true, &texts);
    return texts + form->plain;
}

static struct html_text html_of(enum language language, int message, uint64_t n, bool is_plural)
{
    const char *texts = NULL;
    const struct message_form *form = form_for(language, message, n, is_plural, &texts);
    return (struct html_text){texts + form->html, form->html_n};
}

struct html_text tr_html(enum language language, int message)
{
    return html_of(language, message, 0, false);
}

struct html_text tr_html_plural(enum language language, int message, uint64_t n)
{
    assert(message_is_plural(message));
    return html_of(language, message, n, true);
}

const char *tr_fill(struct arena *arena, const char *pattern, const char *const *args, size_t n)
{
    struct buf out = buf_make(arena, strlen(pattern) + 64);
    for (const char *at = pattern; *at != '\0';) {
        bool is_argument = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
        size_t number = is_argument ? (size_t)(at[1] - '1') : 0;
        if (is_argument && number < n) {
            buf_add_text(&out, args[number]);
            at += 3;
            continue;
        }
        size_t plain = 1 + strcspn(at + 1, "{");
        buf_add(&out, at, plain);
        at += plain;
    }
    return buf_text(&out);
}
