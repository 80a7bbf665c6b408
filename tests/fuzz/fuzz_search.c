// fuzz_search.c - what anybody may type to search by, and texts to search in, from any bytes: up to the first line end, and what follows.
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/word.h"
#include "search/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_query(const struct search_query *query)
{
    assert(query->n <= SEARCH_MOST_WORDS);
    for (size_t i = 0; i < query->n; i++) {
        const struct search_term *term = &query->terms[i];
        assert(*term->written != '\0' && term->stems.n > 0 && term->stems.n <= LANGUAGE_COUNT);
        for (size_t j = 0; j < term->stems.n; j++)
            assert(*term->stems.at[j] != '\0' && utf8_is_valid(term->stems.at[j], strlen(term->stems.at[j])));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const char *typed = arena_copy(arena, (const char *)bytes, n);
    size_t first = strcspn(typed, "\n");
    const char *text = typed + first + (typed[first] == '\n');
    struct search_query query;
    search_query_read(arena, arena_copy(arena, typed, first), n > 0 ? bytes[0] : 0, &query);
    check_query(&query);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct word_list words = {0};
        words_add_with_numbers(arena, (enum language)language, text, &words);
        for (size_t i = 0; i < words.n; i++)
            (void)search_query_has(arena, &query, (enum language)language, words.at[i].plain);
    }
    arena_reset(arena);
    return 0;
}
