// side.c - paragraphs of a source beside those of a variant.
#include "texts/side.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "i18n/word_diff.h"

// --- paragraphs ---

static bool is_blank(const char *line, size_t n)
{
    return strspn(line, " \t\r") >= n;
}

// Cut at empty lines. The last of `most` paragraphs holds the rest.
static struct strings paragraphs(struct arena *arena, const char *text, size_t most)
{
    struct strings list = {0};
    const char *begin = NULL, *end = NULL; // of the paragraph under way
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        bool blank = is_blank(text, n);
        if (blank && begin != NULL && list.n + 1 < most) {
            *VEC_PUSH(arena, &list) = arena_copy(arena, begin, (size_t)(end - begin));
            begin = NULL;
        } else if (!blank) {
            begin = begin == NULL ? text : begin;
            for (end = text + n; is_blank(end - 1, 1); end--)
                ; // cut again, a paragraph stays as it is
        }
        text += n + (text[n] == '\n');
    }
    if (begin != NULL)
        *VEC_PUSH(arena, &list) = arena_copy(arena, begin, (size_t)(end - begin));
    return list;
}

static void add_paragraph(struct buf *text, const char *paragraph)
{
    if (text->n > 0)
        buf_add_text(text, "\n\n");
    buf_add_text(text, paragraph);
}

// --- what the words of a variant stand for ---

struct followed {
    const char *source; // NULL where nobody knows
    const char *words;
};
struct followed_list {
    struct followed *at;
    size_t n, cap;
};

// Joins the next `n` paragraphs of the variant.
static const char *take(struct arena *arena, const struct strings *words, size_t *next, size_t n)
{
    struct buf text = buf_make(arena, 256);
    for (size_t end = *next + n; *next < end && *next < words->n; ++*next)
        add_paragraph(&text, words->at[*next]);
    return buf_text(&text);
}

// How many paragraphs of the variant stand for the one that is next in `counts`; without counts one each.
static size_t next_count(const char **counts)
{
    char *end;
    unsigned long n = strtoul(*counts, &end, 10);
    if (end == *counts)
        return 1;
    *counts = end;
    return n;
}

static struct followed_list followed_of(struct arena *arena, const struct strings *sources, const struct variant *variant)
{
    struct followed_list list = {0};
    struct strings words = paragraphs(arena, variant->words, SIZE_MAX);
    const char *counts = variant->counts == NULL ? "" : variant->counts;
    size_t next = 0;
    for (size_t i = 0; i < sources->n; i++) {
        size_t n = i + 1 == sources->n ? SIZE_MAX - next : next_count(&counts); // the rest belongs to the last
        *VEC_PUSH(arena, &list) = (struct followed){sources->at[i], take(arena, &words, &next, n)};
    }
    if (sources->n == 0 && words.n > 0) // kept from a paragraph that is gone, before any other had words
        *VEC_PUSH(arena, &list) = (struct followed){"", take(arena, &words, &next, words.n)};
    return list;
}

// --- rows ---

// How well an old paragraph and one of now go together: 0 where they do not.
static double match(struct arena *arena, enum language language, const char *old, const char *now)
{
    enum { LEAST_PERCENT = 40 };
    if (strcmp(old, now) == 0)
        return 2;
    double likeness = word_likeness(arena, language, old, now);
    return likeness * 100 >= LEAST_PERCENT ? likeness : 0;
}

static struct side_row row_of(const char *source, const struct followed *followed, bool has_counts)
{
    struct side_row row = {.source = source, .followed = followed == NULL ? NULL : followed->source,
                           .words = followed == NULL ? "" : followed->words};
    if (source == NULL)
        row.state = SIDE_GONE;
    else if (followed == NULL || (row.words[0] == '\0' && !has_counts))
        row.state = SIDE_NEW;
    else
        row.state = strcmp(source, row.followed) == 0 ? SIDE_SAME : SIDE_CHANGED;
    return row;
}

// Between two pairs that belong together: the paragraphs left over are paired in their order, what is left then came or went.
static void add_between(struct arena *arena, struct side *side, const struct followed_list *old, size_t old_from, size_t old_end,
                        const struct strings *now, size_t from, size_t end, bool has_counts)
{
    for (; old_from < old_end || from < end; old_from += old_from < old_end, from += from < end) {
        struct side_row row = row_of(from < end ? now->at[from] : NULL, old_from < old_end ? &old->at[old_from] : NULL, has_counts);
        if (side->n < SIDE_MOST && (row.state != SIDE_GONE || row.words[0] != '\0')) // gone without words: nothing to do
            *VEC_PUSH(arena, side) = row;
    }
}

// Pairs old paragraphs with those of now so that they match best, in their order.
static void add_rows(struct arena *arena, enum language language, struct side *side, const struct followed_list *old,
                     const struct strings *now, bool has_counts)
{
    size_t wide = now->n + 1;
    double *best = ARENA_ARRAY(arena, double, (old->n + 1) * wide); // of what comes from here on
    double *matches = ARENA_ARRAY(arena, double, (old->n + 1) * wide);
    for (size_t i = old->n; i-- > 0;)
        for (size_t j = now->n; j-- > 0;) {
            double skip_old = best[(i + 1) * wide + j], skip_now = best[i * wide + j + 1];
            double one = matches[i * wide + j] = match(arena, language, old->at[i].source, now->at[j]);
            double both = one > 0 ? one + best[(i + 1) * wide + j + 1] : 0;
            best[i * wide + j] = both >= skip_old && both >= skip_now ? both : skip_old > skip_now ? skip_old : skip_now;
        }
    size_t from = 0, old_from = 0, i = 0, j = 0;
    while (i < old->n && j < now->n) {
        double one = matches[i * wide + j];
        if (one > 0 && best[i * wide + j] <= one + best[(i + 1) * wide + j + 1]) {
            add_between(arena, side, old, old_from, i, now, from, j, has_counts);
            add_between(arena, side, old, i, i + 1, now, j, j + 1, has_counts);
            old_from = ++i;
            from = ++j;
        } else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    add_between(arena, side, old, old_from, old->n, now, from, now->n, has_counts);
}

struct side side_of(struct arena *arena, const struct variant *source, const struct variant *variant)
{
    struct side side = {.is_known = true};
    struct strings now = paragraphs(arena, source->words, SIDE_SOURCE);
    struct followed_list old = {0};
    if (variant != NULL && variant->followed == NULL && variant->state == TEXT_OUT_OF_DATE) {
        side.is_known = false;
        old = followed_of(arena, &now, variant);
        for (size_t i = 0; i < old.n; i++)
            *VEC_PUSH(arena, &side) = (struct side_row){SIDE_CHANGED, now.at[i], NULL, old.at[i].words};
        return side;
    }
    if (variant != NULL) {
        struct strings before =
            paragraphs(arena, variant->followed == NULL ? source->words : variant->followed, SIDE_SOURCE);
        old = followed_of(arena, &before, variant);
    }
    add_rows(arena, source->language, &side, &old, &now, variant != NULL && variant->counts != NULL && variant->counts[0] != '\0');
    return side;
}

// --- what was typed ---

static bool is_done(const struct side_row *row, const struct side_typed *typed)
{
    switch (row->state) {
    case SIDE_SAME:
        return true;
    case SIDE_CHANGED:
        return typed->is_right || strcmp(typed->words, row->words) != 0;
    case SIDE_NEW:
        return typed->is_right || typed->words[0] != '\0';
    case SIDE_GONE:
        return typed->is_right || typed->words[0] == '\0';
    }
    return false;
}

// What a variant follows, under way.
struct joining {
    struct arena *arena;
    struct buf words, followed, counts;
    size_t n;             // paragraphs of the pair under way
    bool is_open, is_one; // there is a pair under way; all pairs before have one paragraph
};

static void end_pair(struct joining *joining)
{
    if (!joining->is_open)
        return;
    buf_print(&joining->counts, "%s%zu", joining->counts.n > 0 ? " " : "", joining->n);
    joining->is_one = joining->is_one && joining->n == 1;
    joining->is_open = false;
    joining->n = 0;
}

static void begin_pair(struct joining *joining, const char *source)
{
    end_pair(joining);
    add_paragraph(&joining->followed, source);
    joining->is_open = true;
}

static void add_words(struct joining *joining, const char *words)
{
    struct strings list = paragraphs(joining->arena, words, SIZE_MAX);
    for (size_t i = 0; i < list.n; i++)
        add_paragraph(&joining->words, list.at[i]);
    joining->n += list.n;
}

size_t side_join(struct arena *arena, const struct side *side, const struct side_typed *typed, struct variant *ret_variant)
{
    struct joining joining = {arena, buf_make(arena, 1024), buf_make(arena, 1024), buf_make(arena, 64), .is_one = true};
    size_t open = 0;
    for (size_t i = 0; i < side->n; i++) {
        const struct side_row *row = &side->at[i];
        bool done = is_done(row, &typed[i]);
        const char *follows = done ? row->source : row->followed;
        open += !done;
        if (follows != NULL)
            begin_pair(&joining, follows);
        add_words(&joining, typed[i].words); // of a paragraph that is gone: they go with the one before
    }
    end_pair(&joining);
    ret_variant->words = buf_text(&joining.words);
    bool as_it_is = open == 0 && joining.is_one; // it follows the source, paragraph by paragraph
    ret_variant->followed = as_it_is || (open > 0 && !side->is_known) ? NULL : buf_text(&joining.followed);
    ret_variant->counts = ret_variant->followed == NULL ? NULL : buf_text(&joining.counts);
    return open;
}

const char *side_key(struct arena *arena, const struct side_row *row)
{
    uint64_t hash = UINT64_C(14695981039346656037); // FNV-1a: nothing secret, only to find a row again
    for (const char *at = row->source != NULL ? row->source : row->followed; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return arena_print(arena, "%016" PRIx64, hash);
}
