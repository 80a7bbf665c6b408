// message_table.h - the tables that dev/poc makes of the catalogues. Only message.c and language.c use them.
#ifndef SEMPRE_I18N_MESSAGE_TABLE_H
#define SEMPRE_I18N_MESSAGE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "i18n/language.h"

// One form of a message: where it begins in `texts`, as it is and escaped for HTML. Offsets instead of pointers, so that
// the tables stay in the file's pages and need no relocation at start.
struct message_form {
    uint32_t plain, html;
    uint32_t html_n; // bytes of the escaped form; 0: not translated
};

struct message_table {
    const char *texts;
    const struct message_form *forms;
    const uint16_t *first;            // by message: its first form
    unsigned plural_forms;
    unsigned (*plural)(uint64_t n);   // which form; below plural_forms
    bool is_checked;                  // by a native speaker
};

extern const struct message_table message_tables[LANGUAGE_COUNT]; // texts is NULL where there is no catalogue

// Open addressing by the hash of the msgid (message_hash): number of the message + 1, 0 for an empty slot.
extern const uint16_t message_slots[];
extern const uint32_t message_slot_mask;

// The msgids themselves, by message; and which have plural forms, one bit each.
extern const char message_ids[];
extern const uint32_t message_id_at[];
extern const uint8_t message_plurals[];

static inline bool message_is_plural(int message)
{
    return (message_plurals[message / 8] >> (message % 8) & 1) != 0;
}

#endif
