// fuzz_duplicates.c - sentences of any bytes: what is found is as alike as asked for, in order, the same when asked again; plain words
// are plain already, and words are counted once a person.
#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "i18n/plain_words.h"
#include "i18n/word.h"
#include "insight/duplicates.h"
#include "insight/mentions.h"

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
    uint32_t *labels = ARENA_ARRAY(arena, uint32_t, sentences + 1);
    struct duplicate_groups groups;
    for (size_t i = 0; i < sentences; i++)
        labels[i] = (uint32_t)(i * apart_with % 5);
    duplicates_group(arena, sentences, pairs, &apart, apart.one != apart.other, labels, &groups);
    for (size_t g = 0; g < groups.n; g++) {
        bool has_one = false, has_other = false;
        uint32_t label = 0;
        assert(groups.at[g].n >= 2 && groups.at[g].similarity > 0 && (g == 0 || groups.at[g - 1].n >= groups.at[g].n));
        for (size_t m = 0; m < groups.at[g].n; m++) {
            uint32_t member = groups.at[g].members[m];
            assert(member < sentences && !is_in[member] && (m == 0 || groups.at[g].members[m - 1] < member));
            is_in[member] = true;
            has_one |= member == apart.one;
            has_other |= member == apart.other;
            assert(label == 0 || labels[member] == 0 || labels[member] == label);
            label = labels[member] == 0 ? label : labels[member];
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

// Each sentence by one of five people in one of three periods.
static void check_words(struct arena *arena, enum language language, const char *const *sentences, size_t n)
{
    struct word_list words = {0};
    struct { struct mention *at; size_t n, cap; } mentions = {0};
    struct mentioned_list list;
    for (size_t i = 0; i < n; i++) {
        size_t from = words.n;
        words_add(arena, language, sentences[i], &words);
        for (size_t w = from; w < words.n; w++)
            *VEC_PUSH(arena, &mentions) = (struct mention){words.at[w].plain, (uint32_t)(i % 3), (int64_t)(i % 5)};
    }
    enum err error = mentions_count(arena, mentions.at, mentions.n, 3, 1, SIZE_MAX, &list);
    assert(error == OK && list.n <= words.n && (list.n > 0) == (words.n > 0));
    for (size_t i = 0; i < list.n; i++) {
        const struct mentioned *one = &list.at[i];
        int64_t sum = one->by_period[0] + one->by_period[1] + one->by_period[2];
        assert(utf8_length(one->what, strlen(one->what)) >= 2 && one->people >= 1 && one->people <= 5 && one->people <= sum);
        assert(i == 0 || list.at[i - 1].people >= one->people);
    }
    error = mentions_count(arena, mentions.at, mentions.n, 2, 1, 1, &list);
    assert(error == OK || error == ERR_INVALID);
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
    check_words(arena, language, raw, count);
    check_pairs(arena, raw, count, leasts[bytes[1] % 8], bytes[0]);
    check_pairs(arena, plain, count, leasts[bytes[1] % 8], bytes[0]);
    return 0;
}
