// duplicates_test.c - what is found is as alike as it says, hardly anything is missed, and groups hang together as they should.
#include "insight/duplicates.h"

#include "base/buf.h"
#include "base/rand.h"
#include "support.h"

// --- sentences made here: words by lot, and every third sentence a changed copy of one before it ---

static const char *const words[] = {
    "we", "need", "a", "bus", "on", "sundays", "childcare", "in", "the", "evening", "more", "light", "at", "school", "somebody",
    "to", "talk", "with", "doctor", "who", "listens", "rides", "for", "old", "people", "from", "villages", "cheaper", "rent", "and",
    "rooms", "where", "young", "can", "meet", "help", "letters", "offices", "language", "course", "without", "waiting", "library",
    "open", "longer", "paths", "wheelchairs", "benches", "along", "river", "work", "near", "home", "garden", "everyone",
};
enum { WORDS = sizeof words / sizeof words[0], MOST_WORDS = 24 };

struct made {
    const char *word[MOST_WORDS];
    size_t n;
};

static void made_change(struct made *made, struct rand *chance)
{
    size_t place = rand_below(chance, made->n);
    if (rand_below(chance, 3) > 0 || made->n < 4)
        made->word[place] = words[rand_below(chance, WORDS)];
    else
        made->word[place] = made->word[--made->n];
}

static const char *const *made_sentences(size_t n)
{
    struct rand chance = rand_seeded(1997);
    struct made *all = ARENA_ARRAY(test_arena(), struct made, n);
    const char **sentences = ARENA_ARRAY(test_arena(), const char *, n);
    for (size_t i = 0; i < n; i++) {
        struct made *made = &all[i];
        if (i > 0 && i % 3 == 0) {
            *made = all[rand_below(&chance, i)];
            for (size_t changes = rand_below(&chance, 4); changes > 0; changes--)
                made_change(made, &chance);
        } else {
            for (made->n = 4 + rand_below(&chance, MOST_WORDS - 4); made->word[made->n - 1] == NULL;)
                for (size_t w = 0; w < made->n; w++)
                    made->word[w] = words[rand_below(&chance, WORDS)];
        }
        struct buf sentence = buf_make(test_arena(), 256);
        for (size_t w = 0; w < made->n; w++)
            buf_print(&sentence, "%s%s", w == 0 ? "" : " ", made->word[w]);
        sentences[i] = buf_text(&sentence);
    }
    return sentences;
}

// --- the definition, as it is written down: every run of the one is looked for in the other ---

static bool has_run(const char *text, size_t n, const char *run)
{
    for (size_t i = 0; i + 3 <= n; i++)
        if (memcmp(text + i, run, 3) == 0)
            return true;
    return false;
}

// Of ASCII sentences.
static double similarity_of(const char *one, const char *other)
{
    const char *a = arena_print(test_arena(), " %s ", one), *b = arena_print(test_arena(), " %s ", other);
    size_t common = 0, all = 0, na = strlen(a), nb = strlen(b);
    for (size_t i = 0; i + 3 <= na; i++) {
        if (has_run(a, i + 2, a + i))
            continue; // counted already
        all++;
        common += has_run(b, nb, a + i);
    }
    for (size_t i = 0; i + 3 <= nb; i++)
        all += !has_run(b, i + 2, b + i) && !has_run(a, na, b + i);
    return (double)common / (double)all;
}

// Whether the definition asks for the pair: of sentences that are the same, only the first is paired with others.
static bool is_wanted(const char *const *sentences, uint32_t one, uint32_t other)
{
    for (uint32_t i = 0; i < one; i++)
        if (strcmp(sentences[i], sentences[one]) == 0)
            return false;
    for (uint32_t i = 0; i < other; i++)
        if (strcmp(sentences[i], sentences[other]) == 0)
            return i == one;
    return similarity_of(sentences[one], sentences[other]) >= DUPLICATES_LEAST;
}

static struct duplicate_pairs found(const char *const *sentences, size_t n, double least)
{
    struct duplicate_pairs pairs;
    assert_ok(duplicates_find(test_arena(), sentences, n, least, &pairs));
    return pairs;
}

static void hardly_any_pair_is_missed_and_none_is_made_up(void **state)
{
    (void)state;
    enum { SENTENCES = 320 };
    const char *const *sentences = made_sentences(SENTENCES);
    struct duplicate_pairs pairs = found(sentences, SENTENCES, DUPLICATES_LEAST);
    size_t alike = 0, hit = 0;
    for (size_t p = 0; p < pairs.n; p++) {
        assert_true(pairs.at[p].one < pairs.at[p].other && pairs.at[p].other < SENTENCES);
        assert_near(pairs.at[p].similarity, similarity_of(sentences[pairs.at[p].one], sentences[pairs.at[p].other]), 1e-15);
        assert_true(p == 0 || pairs.at[p - 1].similarity >= pairs.at[p].similarity);
    }
    for (uint32_t i = 0; i < SENTENCES; i++)
        for (uint32_t j = i + 1; j < SENTENCES; j++) {
            if (!is_wanted(sentences, i, j))
                continue;
            alike++;
            for (size_t p = 0; p < pairs.n; p++)
                hit += pairs.at[p].one == i && pairs.at[p].other == j;
        }
    assert_true(alike > 60);
    assert_int_equal(hit, pairs.n);
    assert_true((double)hit >= 0.95 * (double)alike);
    struct duplicate_pairs again = found(sentences, SENTENCES, DUPLICATES_LEAST);
    assert_int_equal(again.n, pairs.n);
    assert_memory_equal(again.at, pairs.at, pairs.n * sizeof *pairs.at);
}

static void alike_means_runs_of_three_signs_in_common(void **state)
{
    (void)state;
    const char *const sentences[] = {"a bus on sunday", "a bus on sundays", "a train on monday", "", "x", "y", ""};
    struct duplicate_pairs pairs = found(sentences, 7, 0.5);
    assert_int_equal(pairs.n, 1);
    assert_int_equal(pairs.at[0].one, 0);
    assert_int_equal(pairs.at[0].other, 1);
    assert_near(pairs.at[0].similarity, 14.0 / 17.0, 1e-15);
    // Signs are counted, not bytes: five runs each, of which the one round the last sign differs thrice.
    const char *const letters[] = {"āčēģī", "āčēģķ"};
    pairs = found(letters, 2, 0.3);
    assert_int_equal(pairs.n, 1);
    assert_near(pairs.at[0].similarity, 3.0 / 7.0, 1e-15);
}

static void the_same_sentence_is_paired_with_its_first(void **state)
{
    (void)state;
    enum { SENTENCES = 3000 };
    const char **sentences = ARENA_ARRAY(test_arena(), const char *, SENTENCES);
    for (size_t i = 0; i < SENTENCES; i++)
        sentences[i] = "all of us say the same";
    sentences[7] = "all of us say the same thing";
    struct duplicate_pairs pairs = found(sentences, SENTENCES, 0.6);
    assert_int_equal(pairs.n, SENTENCES - 1);
    for (size_t p = 0; p < pairs.n; p++)
        assert_int_equal(pairs.at[p].one, 0);
    assert_int_equal(pairs.at[pairs.n - 1].other, 7);
    struct duplicate_groups groups;
    duplicates_group(test_arena(), SENTENCES, &pairs, NULL, 0, NULL, &groups);
    assert_int_equal(groups.n, 1);
    assert_int_equal(groups.at[0].n, SENTENCES);
    assert_near(groups.at[0].similarity, pairs.at[pairs.n - 1].similarity, 0);
}

// Among very many sentences only so many are compared with each where many are alike; still those are one group.
static void many_alike_sentences_among_very_many_stay_one_group(void **state)
{
    (void)state;
    enum { SENTENCES = 20000, ALIKE = 300, NEAR = (1 << 26) / 24 / (SENTENCES + 1) };
    _Static_assert(NEAR < ALIKE / 2, "some are not compared");
    struct rand chance = rand_seeded(3);
    const char **sentences = ARENA_ARRAY(test_arena(), const char *, SENTENCES);
    for (int i = 0; i < SENTENCES; i++) {
        char *letters = arena_alloc(test_arena(), 11);
        rand_signs(&chance, "abcdefghijklmnopqrstuvwxyz", 10, letters);
        sentences[i] = letters;
    }
    for (int i = 0; i < ALIKE; i++)
        sentences[SENTENCES / ALIKE * i] = arena_print(test_arena(), "we want the village hall to be open longer for %d people", i);
    struct duplicate_pairs pairs = found(sentences, SENTENCES, 0.85);
    struct duplicate_groups groups;
    assert_true(pairs.n > 10 * ALIKE && pairs.n <= ALIKE * NEAR);
    duplicates_group(test_arena(), SENTENCES, &pairs, NULL, 0, NULL, &groups);
    assert_int_equal(groups.n, 1);
    assert_int_equal(groups.at[0].n, ALIKE);
}

static void what_was_told_apart_stays_apart(void **state)
{
    (void)state;
    struct duplicate_pair list[] = {{0, 1, 0.9}, {2, 3, 0.8}, {4, 5, 0.8}, {1, 2, 0.7}};
    const struct duplicate_pairs pairs = {list, 4, 4};
    const struct told_apart apart[] = {{3, 0}, {5, 4}};
    struct duplicate_groups groups;
    duplicates_group(test_arena(), 7, &pairs, apart, 2, NULL, &groups);
    assert_int_equal(groups.n, 2);
    assert_int_equal(groups.at[0].members[0], 0);
    assert_int_equal(groups.at[0].members[1], 1);
    assert_int_equal(groups.at[1].members[0], 2);
    duplicates_group(test_arena(), 7, &pairs, apart + 1, 1, NULL, &groups); // one word less: 0 to 3 hang together
    assert_int_equal(groups.n, 1);
    assert_int_equal(groups.at[0].n, 4);
    assert_near(groups.at[0].similarity, 0.7, 0);
    duplicates_group(test_arena(), 7, &pairs, NULL, 0, NULL, &groups);
    assert_int_equal(groups.n, 2);
    assert_int_equal(groups.at[1].members[1], 5);
}

static void what_was_sorted_stays_where_it_is(void **state)
{
    (void)state;
    struct duplicate_pair list[] = {{0, 1, 0.9}, {2, 3, 0.8}, {1, 2, 0.7}, {3, 4, 0.6}};
    const struct duplicate_pairs pairs = {list, 4, 4};
    const uint32_t apart[] = {1, 0, 0, 2, 2}, together[] = {1, 0, 0, 1, 0};
    struct duplicate_groups groups;
    duplicates_group(test_arena(), 5, &pairs, NULL, 0, apart, &groups);
    assert_int_equal(groups.n, 2);
    assert_int_equal(groups.at[0].n, 3); // 2, 3 and 4
    assert_int_equal(groups.at[0].members[0], 2);
    assert_int_equal(groups.at[1].members[1], 1);
    duplicates_group(test_arena(), 5, &pairs, NULL, 0, together, &groups);
    assert_int_equal(groups.n, 1);
}

static void nothing_and_nonsense_are_answered(void **state)
{
    (void)state;
    struct duplicate_pairs pairs;
    const char *const broken[] = {"\xff\xfe\xfd", "\xff\xfe\xfd", "\xe4\xb8", "\xf0\x9f\x98", "\xc0\x80\xe4"};
    assert_int_equal(found(NULL, 0, 0.6).n, 0);
    assert_int_equal(found(broken, 1, 0.6).n, 0);
    assert_int_equal(found(broken, 5, 0.6).n, 1);
    assert_err(duplicates_find(test_arena(), broken, 5, 0, &pairs), ERR_INVALID);
    assert_err(duplicates_find(test_arena(), broken, 5, 1.01, &pairs), ERR_INVALID);
    assert_err(duplicates_find(test_arena(), broken, 5, (double)NAN, &pairs), ERR_INVALID);
    const char **many = ARENA_ARRAY(test_arena(), const char *, DUPLICATES_MOST + 1);
    for (size_t i = 0; i <= DUPLICATES_MOST; i++)
        many[i] = "";
    assert_err(duplicates_find(test_arena(), many, DUPLICATES_MOST + 1, 0.6, &pairs), ERR_LIMIT);
}

TESTS(duplicates, hardly_any_pair_is_missed_and_none_is_made_up, alike_means_runs_of_three_signs_in_common,
      the_same_sentence_is_paired_with_its_first, many_alike_sentences_among_very_many_stay_one_group, what_was_told_apart_stays_apart,
      what_was_sorted_stays_where_it_is,       nothing_and_nonsense_are_answered)
