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

static bool says_nothing(enum language language, const char *plain)
{
    const struct stop_words *stop = &stop_words[language];
    bool is_digit = *plain >= '0' && *plain <= '9';
    return (utf8_length(plain, strlen(plain)) < 2 && !is_digit) ||
           bsearch(&plain, stop->at, stop->n, sizeof *stop->at, by_bytes) != NULL;
}

static void word_add(struct arena *arena, enum language language, const UChar *at, int32_t n, struct word_list *list)
{
    char *written = arena_alloc(arena, (size_t)n * 3 + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8WithSub(written, n * 3 + 1, NULL, at, n, 0xFFFD, NULL, &code);
    const char *plain = plain_words(arena, language, written);
    if (!says_nothing(language, plain))
        *VEC_PUSH(arena, list) = (struct word){plain, written};
}

// Parts of the text from this status of ICU on: numbers are below words.
static void add_from(int32_t least, struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    enum language kept = language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN;
    int32_t room = (int32_t)strlen(text), n = 0;
    UChar *wide = ARENA_ARRAY(arena, UChar, room + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide, room + 1, &n, text, room, 0xFFFD, NULL, &code);
    pthread_mutex_lock(&mutex);
    if (iterators[kept] == NULL)
        iterators[kept] = ubrk_open(UBRK_WORD, language_tag(kept), NULL, 0, &code);
    assert(U_SUCCESS(code)); // ICU without its data
    UBreakIterator *iterator = iterators[kept];
    ubrk_setText(iterator, wide, n, &code);
    for (int32_t from = ubrk_first(iterator), to; (to = ubrk_next(iterator)) != UBRK_DONE; from = to)
        if (ubrk_getRuleStatus(iterator) >= least)
            word_add(arena, kept, wide + from, to - from, list);
    pthread_mutex_unlock(&mutex);
}

void words_add(struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    add_from(UBRK_WORD_LETTER, arena, language, text, list);
}

void words_add_with_numbers(struct arena *arena, enum language language, const char *text, struct word_list *list)
{
    add_from(UBRK_WORD_NUMBER, arena, language, text, list);
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
