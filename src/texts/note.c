// note.c - sentences about texts that are not the ones the reader wants.
#include "texts/note.h"

#include "i18n/message.h"

struct words_note words_note(const struct call *call, const struct words *words)
{
    struct words_note note = {0};
    const char *shown = language_name(words->language);
    switch (words->notice) {
    case WORDS_AS_WANTED:
        break;
    case WORDS_OTHER_LANGUAGE:
        note.sentence =
            tr_fill(call->arena, tr(call->language, "This text is not yet in your language. It is shown in: {1}."), &shown, 1);
        break;
    case WORDS_NOT_EASY:
        note.sentence = tr(call->language, "This text is not yet in easy language.");
        break;
    case WORDS_OUT_OF_DATE:
        note.sentence = tr(call->language, "This translation may be out of date: the text was changed since.");
        break;
    }
    return note;
}
