// duplicates.c - runs of three signs, least hash values in bands, and an exact look at what meets there.
#include "insight/duplicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum {
    RUN = 3,               // signs
    BANDS = 24, ROWS = 4,  // values a band: the four of 16 bits of one hash
    VALUES = BANDS * ROWS,
    KEPT = 1 << 14,        // runs whose values are kept
    KEY_BITS = 22,         // of the hash of a band's values
    NOTHING = 0,
};

// splitmix64 (Steele, Lea and Flood 2014): the hash number `place` of a value, the same on every machine.
static inline uint64_t hash_of(uint64_t value, uint64_t place)
{
    uint64_t z = value + (place + 1) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

// --- sentences as sets of runs ---

// Each different run of three signs has a number, from 0 in the order in which they are met.
struct runs {
    uint64_t *name;     // of a run: its signs, 21 bits each
    size_t n, cap;
    uint32_t *slots;    // 1 + the number of a run; NOTHING: free
    size_t slot_mask;
};

struct sets {
    struct runs runs;
    uint32_t *members;  // the runs of all sentences, each once a sentence
    size_t *begins;     // sentences + 1
    uint32_t *mark;     // by run: 1 + the sentence that is being looked at
    size_t mark_cap;
};

// The next sign; a byte that begins no UTF-8 is a sign of its own beyond Unicode.
static uint32_t sign_next(const unsigned char **at)
{
    enum { BEYOND = 0x110000 };
    uint32_t first = *(*at)++;
    size_t more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    uint32_t sign = more == 0 ? first : first & (0x3fU >> more);
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4))
        return BEYOND + first;
    for (size_t i = 0; i < more; i++) {
        if (((*at)[i] & 0xc0) != 0x80)
            return BEYOND + first;
        sign = sign << 6 | ((*at)[i] & 0x3fU);
    }
    *at += more;
    return sign;
}

static void runs_grow(struct arena *scratch, struct runs *runs)
{
    size_t slots = runs->slot_mask == 0 ? 4096 : 2 * (runs->slot_mask + 1);
    runs->slots = ARENA_ARRAY(scratch, uint32_t, slots);
    runs->slot_mask = slots - 1;
    for (size_t i = 0; i < runs->n; i++) {
        size_t slot = hash_of(runs->name[i], 0) & runs->slot_mask;
        while (runs->slots[slot] != NOTHING)
            slot = (slot + 1) & runs->slot_mask;
        runs->slots[slot] = (uint32_t)i + 1;
    }
}

static uint32_t run_number(struct arena *scratch, struct runs *runs, uint64_t name)
{
    if (2 * (runs->n + 1) > runs->slot_mask)
        runs_grow(scratch, runs);
    size_t slot = hash_of(name, 0) & runs->slot_mask;
    while (runs->slots[slot] != NOTHING && runs->name[runs->slots[slot] - 1] != name)
        slot = (slot + 1) & runs->slot_mask;
    if (runs->slots[slot] != NOTHING)
        return runs->slots[slot] - 1;
    if (runs->n == runs->cap) {
        size_t cap = runs->cap == 0 ? 2048 : 2 * runs->cap;
        runs->name = arena_grow(scratch, runs->name, runs->cap * sizeof *runs->name, cap * sizeof *runs->name);
        runs->cap = cap;
    }
    runs->name[runs->n] = name;
    runs->slots[slot] = (uint32_t)++runs->n;
    return (uint32_t)runs->n - 1;
}

static void mark_grow(struct arena *scratch, struct sets *sets)
{
    if (sets->runs.n <= sets->mark_cap)
        return;
    size_t cap = 2 * sets->runs.n;
    sets->mark = arena_grow(scratch, sets->mark, sets->mark_cap * sizeof *sets->mark, cap * sizeof *sets->mark);
    sets->mark_cap = cap;
}

// Adds the runs of a sentence behind the others; how many.
static size_t set_add(struct arena *scratch, struct sets *sets, const char *sentence, size_t number)
{
    const uint64_t three = (UINT64_C(1) << (21 * RUN)) - 1;
    const unsigned char *at = (const unsigned char *)sentence;
    uint32_t *members = sets->members + sets->begins[number];
    uint64_t name = ' ';
    size_t n = 0;
    if (*at == '\0')
        return 0;
    name = name << 21 | sign_next(&at);
    for (bool is_end = false; !is_end;) {
        is_end = *at == '\0';
        name = (name << 21 | (is_end ? ' ' : sign_next(&at))) & three;
        uint32_t run = run_number(scratch, &sets->runs, name);
        mark_grow(scratch, sets);
        if (sets->mark[run] == number + 1)
            continue;
        sets->mark[run] = (uint32_t)number + 1;
        members[n++] = run;
    }
    return n;
}

static enum err sets_make(struct arena *scratch, const char *const *sentences, size_t n, struct sets *ret_sets)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += strlen(sentences[i]);
    if (n > DUPLICATES_MOST || bytes > (size_t)INT32_MAX)
        return ERR_LIMIT;
    struct sets sets = {.members = arena_grow_room(scratch, NULL, 0, (bytes + 1) * sizeof(uint32_t)),
                        .begins = ARENA_ARRAY(scratch, size_t, n + 1)};
    for (size_t i = 0; i < n; i++)
        sets.begins[i + 1] = sets.begins[i] + set_add(scratch, &sets, sentences[i], i);
    if (sets.mark_cap > 0)
        memset(sets.mark, 0, sets.mark_cap * sizeof *sets.mark);
    *ret_sets = sets;
    return OK;
}

static size_t set_size(const struct sets *sets, size_t i)
{
    return sets->begins[i + 1] - sets->begins[i];
}

// --- least values ---

// The hashes of a run as values of 16 bits: four a band.
static void values_make(uint64_t name, int16_t ret_values[VALUES])
{
    uint64_t hashes[BANDS];
    for (size_t band = 0; band < BANDS; band++)
        hashes[band] = hash_of(name, band);
    memcpy(ret_values, hashes, sizeof hashes);
}

// Of the runs that come first, which are the common ones, the values are worked out once.
static const int16_t *values_kept(struct arena *scratch, const struct runs *runs)
{
    size_t n = runs->n < KEPT ? runs->n : KEPT;
    int16_t *kept = arena_grow_room(scratch, NULL, 0, (n + 1) * VALUES * sizeof *kept);
    for (size_t run = 0; run < n; run++)
        values_make(runs->name[run], kept + run * VALUES);
    return kept;
}

// The least of each value over the runs of a set: two sets share one with the probability that they are alike.
static void least_values(const struct sets *sets, const int16_t *kept, size_t i, uint64_t ret_bands[BANDS])
{
    int16_t least[VALUES], made[VALUES];
    for (size_t v = 0; v < VALUES; v++)
        least[v] = INT16_MAX;
    for (size_t m = sets->begins[i]; m < sets->begins[i + 1]; m++) {
        uint32_t run = sets->members[m];
        const int16_t *values = run < KEPT ? kept + (size_t)run * VALUES : made;
        if (run >= KEPT)
            values_make(sets->runs.name[run], made);
        for (size_t v = 0; v < VALUES; v++)
            least[v] = values[v] < least[v] ? values[v] : least[v];
    }
    memcpy(ret_bands, least, sizeof least);
}

// One bit of each of the first 64 values: of two sets that are alike as s, (1 + s) / 2 of them are the same on average (Li and
// Koenig 2010, b-bit minwise hashing).
static uint64_t sketch_of(const uint64_t bands[BANDS])
{
    uint64_t sketch = 0;
    for (size_t band = 0; band < 64 / ROWS; band++)
        for (size_t row = 0; row < ROWS; row++)
            sketch = sketch << 1 | (bands[band] >> (16 * row) & 1);
    return sketch;
}

// How many bits two sets that are alike enough share at least, but for one pair in a thousand: three deviations below the average.
static int least_bits(double least)
{
    double share = (1 + least) / 2;
    return (int)floor(64 * share - 3 * sqrt(64 * share * (1 - share)));
}

// --- what meets in a band ---

// Sorts by the bits from `from` to before `to`, equal ones as they stood (radix sort). `spare` has room for n.
static void sort_by_bits(uint64_t *at, uint64_t *spare, size_t n, unsigned from, unsigned to)
{
    enum { DIGIT = 11, DIGITS = 1 << DIGIT };
    for (; from < to; from += DIGIT) {
        unsigned width = to - from < DIGIT ? to - from : DIGIT;
        uint64_t mask = (UINT64_C(1) << width) - 1;
        size_t begins[DIGITS] = {0}, sum = 0;
        for (size_t i = 0; i < n; i++)
            begins[at[i] >> from & mask]++;
        for (size_t digit = 0; digit <= mask; digit++) {
            size_t count = begins[digit];
            begins[digit] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            spare[begins[at[i] >> from & mask]++] = at[i];
        memcpy(at, spare, n * sizeof *at);
    }
}

// Pairs worth comparing, the later sentence in the upper half.
struct candidates {
    struct arena *arena;
    uint64_t *at, *spare;
    size_t n, cap;
    unsigned bits; // of a sentence's number
};

// In order, each once.
static void candidates_sort(struct candidates *candidates)
{
    size_t n = 0;
    sort_by_bits(candidates->at, candidates->spare, candidates->n, 0, candidates->bits);
    sort_by_bits(candidates->at, candidates->spare, candidates->n, 32, 32 + candidates->bits);
    for (size_t i = 0; i < candidates->n; i++)
        if (n == 0 || candidates->at[n - 1] != candidates->at[i])
            candidates->at[n++] = candidates->at[i];
    candidates->n = n;
}

static void candidate_add(struct candidates *candidates, uint64_t later, uint64_t earlier)
{
    if (candidates->n == candidates->cap) {
        candidates_sort(candidates);
        if (2 * candidates->n >= candidates->cap) {
            size_t old = candidates->cap * sizeof *candidates->at;
            candidates->at = arena_grow_room(candidates->arena, candidates->at, old, 2 * old);
            candidates->spare = arena_grow_room(candidates->arena, NULL, 0, 2 * old);
            candidates->cap *= 2;
        }
    }
    candidates->at[candidates->n++] = later << 32 | earlier;
}

struct search {
    struct arena *arena;
    const struct sets *sets;
    double least;
    size_t n, near;      // sentences; with how many before it each is compared in one place
    uint32_t *key;       // by band and sentence: its place in the band
    uint64_t *sketch;    // by sentence
    uint64_t *order;     // room for a band: key and sentence
    size_t order_n;
    struct candidates candidates;
    struct duplicate_pairs found, pairs;
};

// `order` is sorted by key, then by sentence.
static void look_in_band(struct search *search, int bits)
{
    for (size_t k = 1; k < search->order_n; k++) {
        uint64_t mine = search->order[k], sketch = search->sketch[(uint32_t)mine];
        size_t last = k > search->near ? k - search->near : 0;
        for (size_t l = k; l-- > last;) {
            uint64_t other = search->order[l];
            if (other >> 32 != mine >> 32)
                break;
            if (64 - __builtin_popcountll(sketch ^ search->sketch[(uint32_t)other]) >= bits)
                candidate_add(&search->candidates, (uint32_t)mine, (uint32_t)other);
        }
    }
}

// `first`: sentences that are the same as one before are left out, and so are empty ones.
static void look_in_bands(struct search *search, const uint32_t *first)
{
    int bits = least_bits(search->least);
    for (size_t band = 0; band < BANDS; band++) {
        search->order_n = 0;
        for (size_t i = 0; i < search->n; i++)
            if (first[i] == i && set_size(search->sets, i) > 0)
                search->order[search->order_n++] = (uint64_t)search->key[band * search->n + i] << 32 | i;
        uint64_t *spare = search->order + search->n;
        sort_by_bits(search->order, spare, search->order_n, 32, 32 + KEY_BITS);
        look_in_band(search, bits);
    }
    candidates_sort(&search->candidates);
}

static void bands_fill(struct search *search)
{
    const int16_t *kept = values_kept(search->arena, &search->sets->runs);
    for (size_t i = 0; i < search->n; i++) {
        uint64_t bands[BANDS];
        least_values(search->sets, kept, i, bands);
        search->sketch[i] = sketch_of(bands);
        for (size_t band = 0; band < BANDS; band++)
            search->key[band * search->n + i] = (uint32_t)(hash_of(bands[band], 0) >> (64 - KEY_BITS));
    }
}

// --- the exact look ---

static int pair_order(const void *one, const void *other)
{
    const struct duplicate_pair *a = one, *b = other;
    if (a->similarity < b->similarity || a->similarity > b->similarity)
        return a->similarity < b->similarity ? 1 : -1;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

// The runs of i are marked.
static void compare(struct search *search, uint32_t i, uint32_t j)
{
    const struct sets *sets = search->sets;
    size_t mine = set_size(sets, i), others = set_size(sets, j), common = 0;
    for (size_t m = sets->begins[j]; m < sets->begins[j + 1]; m++)
        common += sets->mark[sets->members[m]] == i + 1;
    double similarity = (double)common / (double)(mine + others - common);
    if (similarity >= search->least)
        *VEC_PUSH(search->arena, &search->found) = (struct duplicate_pair){j, i, similarity};
}

static void found_keep(struct search *search)
{
    struct duplicate_pairs *found = &search->found;
    if (found->n > search->near) {
        qsort(found->at, found->n, sizeof *found->at, pair_order);
        found->n = search->near;
    }
    for (size_t k = 0; k < found->n; k++)
        *VEC_PUSH(search->arena, &search->pairs) = found->at[k];
    found->n = 0;
}

static void compare_candidates(struct search *search)
{
    const struct sets *sets = search->sets;
    const struct candidates *candidates = &search->candidates;
    for (size_t at = 0; at < candidates->n;) {
        uint32_t i = (uint32_t)(candidates->at[at] >> 32);
        for (size_t m = sets->begins[i]; m < sets->begins[i + 1]; m++)
            sets->mark[sets->members[m]] = i + 1;
        for (; at < candidates->n && candidates->at[at] >> 32 == i; at++)
            compare(search, i, (uint32_t)candidates->at[at]);
        found_keep(search);
    }
}

// --- the same byte for byte ---

static uint64_t bytes_hash(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); // FNV-1a, 64 bits
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash_of(hash, 0);
}

// The first sentence with the same bytes, by sentence.
static uint32_t *first_of_each(struct arena *scratch, const char *const *sentences, size_t n)
{
    size_t mask = 1;
    while (mask < 2 * n)
        mask *= 2;
    mask--;
    uint32_t *slots = ARENA_ARRAY(scratch, uint32_t, mask + 1), *first = ARENA_ARRAY(scratch, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        size_t slot = bytes_hash(sentences[i]) & mask;
        while (slots[slot] != NOTHING && strcmp(sentences[slots[slot] - 1], sentences[i]) != 0)
            slot = (slot + 1) & mask;
        if (slots[slot] == NOTHING)
            slots[slot] = (uint32_t)i + 1;
        first[i] = slots[slot] - 1;
    }
    return first;
}

static struct search search_make(struct arena *scratch, const struct sets *sets, size_t n, double least)
{
    enum { FIRST_CANDIDATES = 1 << 12, COMPARISONS = 1 << 26, LEAST_NEAR = 32 };
    struct search search = {.arena = scratch, .sets = sets, .least = least, .n = n, .near = COMPARISONS / BANDS / (n + 1)};
    search.near = search.near < LEAST_NEAR ? LEAST_NEAR : search.near;
    search.key = ARENA_ARRAY(scratch, uint32_t, BANDS * n + 1);
    search.sketch = ARENA_ARRAY(scratch, uint64_t, n + 1);
    search.order = ARENA_ARRAY(scratch, uint64_t, 2 * n + 1);
    search.candidates = (struct candidates){.arena = scratch, .cap = FIRST_CANDIDATES};
    search.candidates.at = ARENA_ARRAY(scratch, uint64_t, FIRST_CANDIDATES);
    search.candidates.spare = ARENA_ARRAY(scratch, uint64_t, FIRST_CANDIDATES);
    while (n >> search.candidates.bits > 0)
        search.candidates.bits++;
    return search;
}

enum err duplicates_find(struct arena *arena, const char *const *sentences, size_t n, double least, struct duplicate_pairs *ret_pairs)
{
    if (!(least > 0 && least <= 1))
        return ERR_INVALID;
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct sets sets;
    TRY(sets_make(scratch, sentences, n, &sets));
    const uint32_t *first = first_of_each(scratch, sentences, n);
    struct search search = search_make(scratch, &sets, n, least);
    bands_fill(&search);
    look_in_bands(&search, first);
    compare_candidates(&search);
    for (uint32_t i = 0; i < n; i++)
        if (first[i] != i && set_size(&sets, i) > 0)
            *VEC_PUSH(scratch, &search.pairs) = (struct duplicate_pair){first[i], i, 1};
    if (search.pairs.n > 0)
        qsort(search.pairs.at, search.pairs.n, sizeof *search.pairs.at, pair_order);
    struct duplicate_pairs pairs = {ARENA_ARRAY(arena, struct duplicate_pair, search.pairs.n + 1), search.pairs.n, search.pairs.n + 1};
    if (pairs.n > 0)
        memcpy(pairs.at, search.pairs.at, pairs.n * sizeof *pairs.at);
    *ret_pairs = pairs;
    return OK;
}
