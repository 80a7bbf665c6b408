// fuzz_duplicates.c - sentences of any bytes: what is found is as alike as asked for, in order, the same when asked again; plain words
// are plain already.
#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/plain_words.h"
#include "insight/duplicates.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool is_before(const struct duplicate_pair *a, const struct duplicate_pair *b)
{
    if (a->similarity < b->similarity || a->similarity > b->similarity)
        return a->similarity > b->similarity;
    return a->one < b->one || (a->one == b->one && a->other < b->other);
}

static void check_groups(struct arena *arena, size_t sentences, const struct duplicate_pairs *pairs, uint8_t apart_with)
{
    bool *is_in = ARENA_ARRAY(arena, bool, sentences + 1);
    struct told_apart apart = {(uint32_t)(apart_with % sentences), (uint32_t)(apart_with / 3U % sentences)};
    struct duplicate_groups groups;
    duplicates_group(arena, sentences, pairs, &apart, apart.one != apart.other, &groups);
    for (size_t g = 0; g < groups.n; g++) {
        bool has_one = false, has_other = false;
        assert(groups.at[g].n >= 2 && groups.at[g].similarity > 0 && (g == 0 || groups.at[g - 1].n >= groups.at[g].n));
        for (size_t m = 0; m < groups.at[g].n; m++) {
            uint32_t member = groups.at[g].members[m];
            assert(member < sentences && !is_in[member] && (m == 0 || groups.at[g].members[m - 1] < member));
            is_in[member] = true;
            has_one |= member == apart.one;
            has_other |= member == apart.other;
        }
        assert(apart.one == apart.other || !(has_one && has_other));
    }
}

static void check_pairs(struct arena *arena, const char *const *sentences, size_t n, double least, uint8_t apart_with)
{
    struct duplicate_pairs pairs, again;
    enum err error = duplicates_find(arena, sentences, n, least, &pairs);
    if (!(least > 0 && least <= 1)) {
        assert(error == ERR_INVALID);
        return;
    }
    assert(error == OK);
    for (size_t p = 0; p < pairs.n; p++) {
        const struct duplicate_pair *pair = &pairs.at[p];
        assert(pair->one < pair->other && pair->other < n && pair->similarity >= least && pair->similarity <= 1);
        assert(p == 0 || is_before(&pairs.at[p - 1], pair));
        assert(*sentences[pair->one] != '\0' && *sentences[pair->other] != '\0');
    }
    error = duplicates_find(arena, sentences, n, least, &again);
    assert(error == OK && again.n == pairs.n);
    assert(pairs.n == 0 || memcmp(again.at, pairs.at, pairs.n * sizeof *pairs.at) == 0);
    check_groups(arena, n, &pairs, apart_with);
}

// Two bytes of choices, then sentences, one a line; a NUL ends one too.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const double leasts[] = {0.6, 0.3, 1, 1e-9, 0, -1, 2, (double)NAN};
    if (n < 3 || n > 4096)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    const char **raw = ARENA_ARRAY(arena, const char *, n), **plain = ARENA_ARRAY(arena, const char *, n);
    enum language language = (enum language)(bytes[0] % LANGUAGE_COUNT);
    size_t count = 0;
    for (size_t at = 2; at < n; at++) {
        size_t end = at;
        while (end < n && bytes[end] != '\n' && bytes[end] != '\0')
            end++;
        raw[count] = arena_copy(arena, (const char *)bytes + at, end - at);
        plain[count] = plain_words(arena, language, raw[count]);
        assert(utf8_is_valid(plain[count], strlen(plain[count])));
        assert(strcmp(plain_words(arena, language, plain[count]), plain[count]) == 0);
        count++;
        at = end;
    }
    if (count == 0)
        return 0;
    check_pairs(arena, raw, count, leasts[bytes[1] % 8], bytes[0]);
    check_pairs(arena, plain, count, leasts[bytes[1] % 8], bytes[0]);
    return 0;
}
