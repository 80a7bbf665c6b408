// message.h - the words of the interface, from the gettext catalogues in locale/, compiled into the program.
//
// The msgid is the English sentence. Arguments are {1}, {2} ... so that translators can change their order.
#ifndef SEMPRE_I18N_MESSAGE_H
#define SEMPRE_I18N_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "i18n/language.h"

// Marks a msgid for the catalogues where it stands in a table; the value is the msgid itself.
#define N_(msgid) (msgid)

// The translation of `msgid`, or `msgid` where the catalogue has none. Static; never NULL. tr("") is "".
const char *tr(enum language language, const char *msgid);

// The form for `n` (the catalogue's own plural rule). Static.
const char *tr_plural(enum language language, const char *one, const char *many, uint64_t n);

// By number, for compiled views: `message` is a MSG_... of the generated messages.h. Escaped for HTML, right between tags
// and in "...". Static.
struct html_text {
    const char *at;
    size_t n;
};
struct html_text tr_html(enum language language, int message);
struct html_text tr_html_plural(enum language language, int message, uint64_t n);

// Fills {1} ... {9} of `pattern` with `args` and returns the whole, owned by `arena`. Values are plain text: escape after.
const char *tr_fill(struct arena *arena, const char *pattern, const char *const *args, size_t n);

#endif
