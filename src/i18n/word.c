// word.c - words by ICU's boundaries, less those of content/stop_words. A break iterator of each language is kept for the process.
#include "i18n/word.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "i18n/plain_words.h"
#include "i18n/stop_words.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards the iterators, which remember their text
static UBreakIterator *iterators[LANGUAGE_COUNT];

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static bool says_nothing(enum language language, const char *plain, bool with_numbers)
{
    const struct stop_words *stop = &stop_words[language];
    bool is_number = with_numbers && *plain >= '0' && *plain <= '9';
    return (utf8_length(plain, strlen(plain)) < 2 && !is_number) ||
           bsearch(&plain, stop->at, stop->n, sizeof *stop->at, by_bytes) != NULL;
}

static const char *written(struct arena *arena, const UChar *at, int32_t n)
{
    char *text = arena_alloc(arena, (size_t)n * 3 + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8WithSub(text, n * 3 + 1, NULL, at, n, 0xFFFD, NULL, &code);
    return text;
}

// The parts of the text from this status of ICU on: spaces and signs are below numbers, numbers below words.
static struct strings parts_from(int32_t least, struct arena *arena, enum language language, const char *text)
{
    struct strings parts = {0};
    int32_t room = (int32_t)strlen(text), n = 0;
    UChar *wide = ARENA_ARRAY(arena, UChar, room + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide, room + 1, &n, text, room, 0xFFFD, NULL, &code);
    pthread_mutex_lock(&mutex);
    if (iterators[language] == NULL)
        iterators[language] = ubrk_open(UBRK_WORD, language_tag(language), NULL, 0, &code);
    assert(U_SUCCESS(code)); // ICU without its data
    UBreakIterator *iterator = iterators[language];
    ubrk_setText(iterator, wide, n, &code);
    for (int32_t from = ubrk_first(iterator), to; (to = ubrk_next(iterator)) != UBRK_DONE; from = to)
        if (ubrk_getRuleStatus(iterator) >= least)
            *VEC_PUSH(arena, &parts) = written(arena, wide + from, to - from);
    pthread_mutex_unlock(&mutex);
    return parts;
}

static enum language known(enum language language)
{
    return language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN;
}

static void add_from(int32_t least, struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    struct strings parts = parts_from(least, arena, known(language), text);
    for (size_t i = 0; i < parts.n; i++) {
        const char *plain = plain_words(arena, known(language), parts.at[i]);
        if (!says_nothing(known(language), plain, least <= UBRK_WORD_NUMBER))
            *VEC_PUSH(arena, list) = (struct word){plain, parts.at[i]};
    }
}

void words_add(struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    add_from(UBRK_WORD_LETTER, arena, language, text, list);
}

void words_add_with_numbers(struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    add_from(UBRK_WORD_NUMBER, arena, language, text, list);
}

struct strings word_parts(struct arena *arena, enum language language, const char *text)
{
    return parts_from(UBRK_WORD_NONE, arena, known(language), text);
}

size_t word_most_written(const struct word_list *list, const char *plain)
{
    enum { LOOKED_AT = 64 };
    size_t same[LOOKED_AT], n = 0, best = 0, most = 0;
    for (size_t i = 0; i < list->n && n < LOOKED_AT; i++)
        if (strcmp(list->at[i].plain, plain) == 0)
            same[n++] = i;
    for (size_t i = 0; i < n; i++) {
        size_t times = 0;
        for (size_t j = 0; j < n; j++)
            times += strcmp(list->at[same[i]].written, list->at[same[j]].written) == 0;
        if (times > most) {
            most = times;
            best = same[i];
        }
    }
    return best;
}
