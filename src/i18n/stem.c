// stem.c - stems of words. A stemmer of Snowball is kept for each language; where it has none, the longest known ending goes.
#include "i18n/stem.h"

#include <assert.h>
#include <libstemmer.h>
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/plain_words.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards the stemmers, which write into themselves
static struct sb_stemmer *stemmers[LANGUAGE_COUNT];

// Endings of the languages that Snowball does not have. The longest that leaves LEAST_LEFT letters goes.
enum { LEAST_LEFT = 3 };
static const char *const estonian[] = {
    "desse", "dest", "dele", "delt", "deks", "deni", "dena", "deta", "dega", "des", "del", "tesse", "test", "tele", "telt", "teks", "teni",
    "tena", "teta", "tega", "tes", "tel", "sse", "st", "le", "lt", "ks", "ni", "na", "ta", "ga", "de", "te", "id", "sid", NULL};
static const char *const latvian[] = {
    "ajiem", "ajām", "ajai", "ajam", "ajos", "ajās", "ajā", "iem", "ais", "ai", "ei", "ām", "am", "ēm", "īm", "im", "um", "us", "as", "ās",
    "es", "os", "īs", "ēs", "is", "ie", "u", "a", "i", "e", "ā", "ē", "ī", "ū", "o", "s", "š", NULL};
static const char *const polish[] = {
    "iami", "ami", "iach", "ach", "ich", "ych", "iego", "ego", "iemu", "emu", "ymi", "imi", "owie", "owi", "iom", "om", "iem", "em", "ie", "ów",
    "iej", "ej", "ią", "ą", "ię", "ę", "ia", "a", "io", "o", "iu", "u", "e", "i", "y", NULL};
static const char *const ukrainian[] = {
    "ями", "ами", "ого", "ому", "ими", "ові", "еві", "ій", "ої", "ою", "єю", "ею", "ах", "ях", "ам", "ям", "ів", "їв", "ем", "ом", "ий", "их",
    "им", "ть", "а", "я", "о", "е", "и", "і", "ї", "у", "ю", "ь", "й", "є", NULL};
static const char *const *const endings[LANGUAGE_COUNT] = {
    [LANGUAGE_ET] = estonian, [LANGUAGE_LV] = latvian, [LANGUAGE_PL] = polish, [LANGUAGE_UK] = ukrainian};

static bool ends_with(const char *word, size_t n, const char *ending)
{
    size_t size = strlen(ending);
    return n > size && memcmp(word + n - size, ending, size) == 0;
}

static size_t without_ending(const char *word, size_t n, const char *const *list)
{
    size_t longest = 0;
    for (; *list != NULL; list++)
        if (strlen(*list) > longest && ends_with(word, n, *list) && utf8_length(word, n - strlen(*list)) >= LEAST_LEFT)
            longest = strlen(*list);
    return n - longest;
}

// Estonian puts its endings behind a vowel that is not always there: "buss", "bussi", "bussile". One of its consonants alone is an ending only
// behind a vowel.
static size_t without_vowel(const char *word, size_t n)
{
    if (n > LEAST_LEFT + 1 && strchr("sldt", word[n - 1]) != NULL && strchr("aeiou", word[n - 2]) != NULL)
        n--;
    return n > LEAST_LEFT && strchr("aeiou", word[n - 1]) != NULL ? n - 1 : n;
}

static const char *by_endings(struct arena *arena, enum language language, const char *plain)
{
    size_t n = without_ending(plain, strlen(plain), endings[language]);
    return arena_copy(arena, plain, language == LANGUAGE_ET ? without_vowel(plain, n) : n);
}

static const char *by_snowball(struct arena *arena, enum language language, const char *plain)
{
    pthread_mutex_lock(&mutex);
    if (stemmers[language] == NULL)
        stemmers[language] = sb_stemmer_new(language == LANGUAGE_NB ? "norwegian" : language_tag(language), "UTF_8");
    assert(stemmers[language] != NULL); // a libstemmer without this language
    const unsigned char *stem = sb_stemmer_stem(stemmers[language], (const unsigned char *)plain, (int)strlen(plain));
    assert(stem != NULL); // memory
    size_t n = (size_t)sb_stemmer_length(stemmers[language]);
    // Snowball's English makes "buse" of "buses" and leaves "bus" as it is.
    if (language == LANGUAGE_EN && n > LEAST_LEFT && memcmp(stem + n - 2, "se", 2) == 0)
        n--;
    const char *copy = arena_copy(arena, (const char *)stem, n);
    pthread_mutex_unlock(&mutex);
    return copy;
}

// Letters that are no letter with an accent to Unicode, and pairs that stand for one on a keyboard without it.
static const struct {
    const char *from, *to;
} letters[] = {{"æ", "a"}, {"œ", "o"}, {"ø", "o"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"ı", "i"},
               {"ae", "a"}, {"oe", "o"}, {"ue", "u"}};

static const char *without_accents(struct arena *arena, const char *stem)
{
    const char *bare = plain_words(arena, LANGUAGE_EN, stem);
    char *folded = arena_alloc(arena, strlen(bare) + 1), *to = folded;
    for (const char *at = bare; *at != '\0';) {
        size_t i = 0, n = sizeof(letters) / sizeof(letters[0]);
        while (i < n && strncmp(at, letters[i].from, strlen(letters[i].from)) != 0)
            i++;
        if (i < n) {
            to = stpcpy(to, letters[i].to);
            at += strlen(letters[i].from);
        } else {
            *to++ = *at++;
        }
        if (to - folded >= 2 && to[-1] == to[-2] && to[-1] >= 'a' && to[-1] <= 'z')
            to--;
    }
    *to = '\0';
    return folded;
}

const char *word_stem(struct arena *arena, enum language language, const char *plain)
{
    enum language kept = language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN;
    const char *stem = endings[kept] != NULL ? by_endings(arena, kept, plain) : by_snowball(arena, kept, plain);
    const char *folded = without_accents(arena, *stem == '\0' ? plain : stem);
    return *folded == '\0' ? plain : folded;
}
