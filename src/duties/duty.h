// duty.h - a text that whoever runs an installation owes its readers: privacy notice, imprint, accessibility statement, contact.
// Each is a text of the programme, in languages and in easy language. Readers see only variants that somebody has checked, that
// follow the text written first, and that have no gap left: a suggestion is never published unread.
#ifndef SEMPRE_DUTIES_DUTY_H
#define SEMPRE_DUTIES_DUTY_H

#include "feature/call.h"
#include "texts/text.h"
#include "texts/variant.h"
#include "web/form.h"

enum duty { DUTY_PRIVACY, DUTY_IMPRINT, DUTY_ACCESSIBILITY, DUTY_CONTACT, DUTY_COUNT };

enum duty_state {
    DUTY_EMPTY,     // nobody has begun
    DUTY_DRAFT,     // the text written first is a draft
    DUTY_HAS_GAPS,  // it is checked, but something in [square brackets] was not filled in
    DUTY_PUBLISHED,
};

const char *duty_name(enum duty duty);  // "privacy": in addresses, commands and the table
const char *duty_label(enum duty duty); // what people read (msgid)
enum duty duty_of(const char *name);    // DUTY_COUNT where the name is none

struct duty_text {
    struct text_id id;            // v 0: nobody has begun
    enum duty_state state;
    struct variant_list variants; // the one written first at the front; none where nobody has begun
    struct variant_list shown;    // those that readers see
    struct words words;           // the best published variant for the reader; text "" where none is
};
CHECKED enum err duty_read(struct call *call, enum duty duty, struct duty_text *ret_text);

// A first draft of it, with gaps in [square brackets]; in easy language with as many paragraphs. Owned by the arena.
const char *duty_suggestion(struct call *call, enum duty duty, enum language language, bool easy);
// For text_set_suggester.
CHECKED enum err duty_suggest(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words);

struct duty_draft {
    const char *language; // tag; of the text written first, which keeps the language it has
    const char *words, *state;
};
extern const struct form duty_form;

// Stores the text that is written first, or a new wording of it: filled->version is that of the variant that was seen, 0 for
// none. MANAGE_PROGRAMME. ERR_INVALID with a message at each field: among them gaps in what is to be published. ERR_CONFLICT:
// somebody else stored it meanwhile.
CHECKED enum err duty_save(struct call *call, enum duty duty, const struct duty_draft *draft, struct filled *filled);

#endif
