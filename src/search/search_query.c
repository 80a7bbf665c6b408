// search_query.c - what somebody typed becomes stems, and stems become the things that have them.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "i18n/plain_words.h"
#include "i18n/stem.h"
#include "i18n/word.h"
#include "search/search_index.h"
#include "search/search_store.h"

// --- reading ---

const char *search_query_shortened(struct arena *arena, const char *typed)
{
    size_t n = 0, signs = 0;
    for (; typed[n] != '\0'; n++) {
        signs += ((unsigned char)typed[n] & 0xc0) != 0x80; // not within a sign
        if (signs > SEARCH_MOST_SIGNS || n == SEARCH_MOST_SIGNS * 4)
            break;
    }
    return arena_copy(arena, typed, n);
}

static bool has_stem(const struct search_term *term, const char *stem)
{
    for (size_t i = 0; i < term->stems.n; i++)
        if (strcmp(term->stems.at[i], stem) == 0)
            return true;
    return false;
}

// A word as each language reads it.
struct read_word {
    const char *bare; // without accents and capital letters: the same word written twice counts once
    struct search_term term;
    unsigned languages; // in which it says something
};
struct read_words {
    struct read_word *at;
    size_t n, cap;
};

static struct read_word *word_of(struct arena *arena, struct read_words *words, const char *written)
{
    const char *bare = plain_words(arena, LANGUAGE_EN, written);
    for (size_t i = 0; i < words->n; i++)
        if (strcmp(words->at[i].bare, bare) == 0)
            return &words->at[i];
    struct read_word *word = VEC_PUSH(arena, words);
    *word = (struct read_word){.bare = bare, .term.written = written};
    return word;
}

static void read_in(struct arena *arena, enum language language, const char *text, struct read_words *words)
{
    struct word_list list = {0};
    words_add_with_numbers(arena, language, text, &list);
    for (size_t i = 0; i < list.n; i++) {
        struct read_word *word = word_of(arena, words, list.at[i].written);
        const char *stem = word_stem(arena, language, list.at[i].plain);
        word->languages |= 1u << language;
        if (!has_stem(&word->term, stem))
            *VEC_PUSH(arena, &word->term.stems) = stem;
    }
}

unsigned search_languages(const struct call *call, const struct network *network)
{
    unsigned languages = call->language >= 0 && call->language < LANGUAGE_COUNT ? 1u << call->language : 0;
    for (const char *at = network->languages; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        enum language language = language_of(arena_copy(call->arena, at, strcspn(at, " ")));
        languages |= language == LANGUAGE_NONE ? 0 : 1u << language;
    }
    return languages;
}

void search_query_read(struct arena *arena, const char *typed, unsigned languages, struct search_query *ret_query)
{
    struct search_query query = {0};
    struct read_words words = {0};
    const char *text = search_query_shortened(arena, typed);
    bool some_always = false; // a word that says something in all of them
    query.is_cut = text[strlen(text)] != typed[strlen(text)];
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        read_in(arena, (enum language)language, text, &words);
    for (size_t i = 0; i < words.n; i++)
        some_always = some_always || (words.at[i].languages & languages) == languages;
    for (size_t i = 0; i < words.n; i++) {
        if (some_always && (words.at[i].languages & languages) != languages)
            continue;
        query.is_cut = query.is_cut || query.n == SEARCH_MOST_WORDS;
        if (query.n < SEARCH_MOST_WORDS)
            query.terms[query.n++] = words.at[i].term;
    }
    *ret_query = query;
}

bool search_query_has(struct arena *arena, const struct search_query *query, enum language language, const char *plain)
{
    const char *stem = word_stem(arena, language, plain);
    for (size_t i = 0; i < query->n; i++)
        if (has_stem(&query->terms[i], stem))
            return true;
    return false;
}

// --- finding ---

// The forms in which a word of the query stands in the index, those in the most things first.
struct kept_word {
    int64_t word, things;
};
struct kept_words {
    struct kept_word *at;
    size_t n, cap;
    int64_t things; // in all of them
};

static int by_things(const void *one, const void *other)
{
    const struct kept_word *a = one, *b = other;
    return (a->things < b->things) - (a->things > b->things);
}

// What the caller may look for of a stem: words of what is public, and with VIEW_NETWORK the others.
static void add_forms(struct call *call, struct scope scope, enum search_kind kind, const struct search_term *term, struct kept_words *forms)
{
    for (size_t i = 0; i < term->stems.n; i++) {
        int64_t word = search_hash(scope.network, kind, term->stems.at[i]);
        VEC_PUSH(call->arena, forms)->word = word | 1;
        if (call_may(call, VIEW_NETWORK, scope))
            VEC_PUSH(call->arena, forms)->word = word;
    }
}

static enum err count_forms(struct call *call, struct kept_words *forms, size_t n)
{
    size_t all = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        all += forms[i].n;
    int64_t *words = ARENA_ARRAY(call->arena, int64_t, all), *counts = ARENA_ARRAY(call->arena, int64_t, all);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < forms[i].n; j++)
            words[at++] = forms[i].at[j].word;
    TRY(search_words_count(call, words, all, counts));
    at = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < forms[i].n; j++)
            forms[i].things += forms[i].at[j].things = counts[at++];
        qsort(forms[i].at, forms[i].n, sizeof(*forms[i].at), by_things);
    }
    return OK;
}

static struct word_hashes hashes_of(struct call *call, const struct kept_words *forms)
{
    struct word_hashes hashes = {0};
    for (size_t i = 0; i < forms->n && forms->at[i].things > 0; i++)
        *VEC_PUSH(call->arena, &hashes) = forms->at[i].word;
    return hashes;
}

enum err search_find(struct call *call, struct scope scope, enum search_kind kind, const struct search_query *query,
                     struct search_found *ret_found)
{
    struct kept_words forms[SEARCH_MOST_WORDS] = {0};
    struct word_hashes first, others[SEARCH_MOST_WORDS];
    struct search_found found = {0};
    size_t rarest = 0, n = 0;
    for (size_t i = 0; i < query->n; i++)
        add_forms(call, scope, kind, &query->terms[i], &forms[i]);
    if (query->n > 0)
        TRY(count_forms(call, forms, query->n));
    for (size_t i = 1; i < query->n; i++)
        rarest = forms[i].things < forms[rarest].things ? i : rarest;
    if (forms[rarest].things > 0) {
        for (size_t i = 0; i < query->n; i++)
            if (i != rarest)
                others[n++] = hashes_of(call, &forms[i]);
        first = hashes_of(call, &forms[rarest]);
        TRY(search_words_find(call, &first, others, n, &found));
    }
    found.is_part = found.n > SEARCH_MOST_FOUND || (query->n > 1 && forms[rarest].things > SEARCH_LOOKED_AT);
    if (found.n > SEARCH_MOST_FOUND)
        found.n = SEARCH_MOST_FOUND;
    *ret_found = found;
    return OK;
}
