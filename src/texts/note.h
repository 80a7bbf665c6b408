// note.h - telling the reader that a text is not the one they want.
#ifndef SEMPRE_TEXTS_NOTE_H
#define SEMPRE_TEXTS_NOTE_H

#include "feature/call.h"
#include "web/view.h"

// For {include words_notice p.note}.
struct words_note {
    const char *sentence; // in the reader's language; NULL where the text is as wanted
};

struct words_note words_note(const struct call *call, const struct words *words);

#endif
