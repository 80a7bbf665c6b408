// fuzz_side.c - texts that people typed, beside each other: no history of two texts loses a word, and saving all as it is ends the work.
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "i18n/word_diff.h"
#include "texts/side.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

// The text up to the next byte 1, and what comes after it.
static const char *next_part(struct arena *arena, const char **rest)
{
    size_t n = strcspn(*rest, "\1");
    const char *part = arena_copy(arena, *rest, n);
    *rest += n + ((*rest)[n] != '\0');
    return part;
}

static void pieces_are_both_texts(struct arena *arena, const char *before, const char *after)
{
    struct diff_list list = word_diff(arena, LANGUAGE_DE, before, after);
    size_t out = 0, in = 0;
    for (size_t i = 0; i < list.n; i++) {
        out += list.at[i].kind == DIFF_IN ? 0 : strlen(list.at[i].text);
        in += list.at[i].kind == DIFF_OUT ? 0 : strlen(list.at[i].text);
    }
    assert(out >= strlen(before) && in >= strlen(after)); // bytes that are no UTF-8 are replaced by longer ones
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { MOST = 20000 };
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    const char *rest = arena_copy(arena, (const char *)bytes, n < MOST ? n : MOST);
    struct variant source = {.language = LANGUAGE_EN, .is_source = true, .state = TEXT_CHECKED, .words = next_part(arena, &rest)};
    if (source.words[strspn(source.words, " \t\r\n")] == '\0')
        return 0; // no form takes such a text
    struct variant variant = {.language = LANGUAGE_DE, .state = TEXT_OUT_OF_DATE};
    variant.followed = next_part(arena, &rest);
    variant.counts = next_part(arena, &rest);
    variant.words = next_part(arena, &rest);
    pieces_are_both_texts(arena, variant.followed, source.words);
    struct side side = side_of(arena, &source, &variant);
    assert(side.n <= SIDE_MOST);
    struct side_typed typed[SIDE_MOST];
    for (size_t i = 0; i < side.n; i++) {
        assert(side_key(arena, &side.at[i]) != NULL);
        typed[i] = (struct side_typed){side.at[i].words, true};
    }
    struct variant after = variant;
    size_t open = side_join(arena, &side, typed, &after);
    assert(open == 0);
    after.state = TEXT_CHECKED;
    side = side_of(arena, &source, &after);
    for (size_t i = 0; i < side.n; i++)
        assert(side.at[i].state == SIDE_SAME);
    return 0;
}
