// plain_words.c - folding a sentence to its words by ICU's tables. The alphabets are kept for the process.
#include "i18n/plain_words.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

enum { LEAST_ACCENT_CLASS = 200 }; // of combining classes: from there on marks stand beside, above or below a letter

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static USet *alphabets[LANGUAGE_COUNT]; // frozen: reading changes nothing in them

static const USet *alphabet_of(enum language language)
{
    enum language kept = language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN;
    pthread_mutex_lock(&mutex);
    if (alphabets[kept] == NULL) {
        UErrorCode code = U_ZERO_ERROR;
        ULocaleData *data = ulocdata_open(language_tag(kept), &code);
        alphabets[kept] = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_STANDARD, &code);
        assert(U_SUCCESS(code)); // ICU without its data
        uset_freeze(alphabets[kept]);
        ulocdata_close(data);
    }
    const USet *alphabet = alphabets[kept];
    pthread_mutex_unlock(&mutex);
    return alphabet;
}

// What is being written: one space at most between words, none at the ends.
struct plain {
    UChar *at;
    int32_t n;
    bool is_between;
};

static void add_sign(struct plain *plain, UChar32 sign)
{
    if (plain->is_between && plain->n > 0)
        plain->at[plain->n++] = ' ';
    plain->is_between = false;
    U16_APPEND_UNSAFE(plain->at, plain->n, sign);
}

static bool is_accent(UChar32 sign)
{
    return u_getCombiningClass(sign) >= LEAST_ACCENT_CLASS;
}

// A letter with accents as its parts without them; other signs as they are.
static void add_bare(struct plain *plain, const UNormalizer2 *canonical, UChar32 sign)
{
    enum { PARTS = 8 }; // the longest canonical decomposition has four
    UChar parts[PARTS];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = unorm2_getDecomposition(canonical, sign, parts, PARTS, &code);
    bool has_accent = false;
    UChar32 part;
    for (int32_t at = 0; n > 0 && at < n;) {
        U16_NEXT(parts, at, n, part);
        has_accent = has_accent || is_accent(part);
    }
    if (!has_accent) {
        add_sign(plain, sign);
        return;
    }
    for (int32_t at = 0; at < n;) {
        U16_NEXT(parts, at, n, part);
        if (!is_accent(part))
            add_sign(plain, part);
    }
}

static void add_other(struct plain *plain, const UNormalizer2 *canonical, UChar32 sign)
{
    enum { APOSTROPHE = 0x2019, LETTER_APOSTROPHE = 0x02bc };
    uint32_t kind = U_GET_GC_MASK(sign);
    if (sign == '\'' || sign == '`' || sign == APOSTROPHE || sign == LETTER_APOSTROPHE || is_accent(sign))
        return;
    if (kind & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_C_MASK))
        plain->is_between = true;
    else
        add_bare(plain, canonical, sign);
}

// NFKC with the case folded, in `arena`.
static const UChar *case_folded(struct arena *arena, const char *text, int32_t *ret_n)
{
    int32_t room = (int32_t)strlen(text), wide_n = 0;
    UChar *wide = ARENA_ARRAY(arena, UChar, room + 1), *folded = NULL;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&code);
    u_strFromUTF8WithSub(wide, room + 1, &wide_n, text, room, 0xFFFD, NULL, &code);
    assert(U_SUCCESS(code));
    room = wide_n + wide_n / 2 + 16;
    do { // a sign may become 18
        code = U_ZERO_ERROR;
        folded = ARENA_ARRAY(arena, UChar, room);
        *ret_n = unorm2_normalize(form, wide, wide_n, folded, room, &code);
        room = *ret_n;
    } while (code == U_BUFFER_OVERFLOW_ERROR);
    assert(U_SUCCESS(code));
    return folded;
}

const char *plain_words(struct arena *arena, enum language language, const char *text)
{
    const USet *alphabet = alphabet_of(language);
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *canonical = unorm2_getNFCInstance(&code);
    int32_t n = 0, length = 0;
    const UChar *folded = case_folded(arena, text, &n);
    struct plain plain = {.at = ARENA_ARRAY(arena, UChar, 4 * (n + 1))}; // a space before each of at most three parts
    for (int32_t at = 0; at < n;) {
        UChar32 sign;
        U16_NEXT(folded, at, n, sign);
        if ((sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || (sign >= 0x80 && uset_contains(alphabet, sign)))
            add_sign(&plain, sign);
        else if (sign == ' ')
            plain.is_between = true;
        else
            add_other(&plain, canonical, sign);
    }
    char *words = arena_alloc(arena, (size_t)plain.n * 3 + 1);
    u_strToUTF8(words, plain.n * 3 + 1, &length, plain.at, plain.n, &code);
    return words;
}
