// word_diff.c - the shortest way from one text to another by its words, and how alike two texts are.
#include "i18n/word_diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "i18n/word.h"

// The way through both texts: for each part of either, whether it stays.
struct way {
    struct strings before, after;
    bool *out, *in;
};

// The furthest places in `before` that so many changes reach, by diagonal: `reached[d][(k + d) / 2]` for k = -d, -d + 2 ... d.
typedef uint16_t *reach;

static size_t furthest(const reach *reached, size_t d, size_t i)
{
    // Diagonal k of step d comes from k - 1 (a part out) or k + 1 (a part in) of step d - 1.
    size_t out = i > 0 ? (size_t)reached[d - 1][i - 1] + 1 : 0, in = i < d ? reached[d - 1][i] : 0;
    return i == 0 ? in : i == d || out > in ? out : in;
}

// Walks back from the end and marks each part that went or came.
static void mark(const reach *reached, size_t d, struct way *way)
{
    size_t x = way->before.n, y = way->after.n;
    for (; d > 0; d--) {
        size_t i = (size_t)((ptrdiff_t)(x + d) - (ptrdiff_t)y) / 2;
        bool is_out = i == d || (i > 0 && (size_t)reached[d - 1][i - 1] + 1 > reached[d - 1][i]);
        size_t back = is_out ? reached[d - 1][i - 1] : reached[d - 1][i];
        ptrdiff_t k = 2 * (ptrdiff_t)i - (ptrdiff_t)d;
        size_t from_y = (size_t)((ptrdiff_t)back - k + (is_out ? 1 : -1));
        if (is_out)
            way->out[back] = true;
        else
            way->in[from_y] = true;
        x = back;
        y = from_y;
    }
}

// False where more than DIFF_MOST parts differ.
static bool find_way(struct arena *arena, struct way *way)
{
    reach reached[DIFF_MOST + 1];
    ptrdiff_t n = (ptrdiff_t)way->before.n, m = (ptrdiff_t)way->after.n;
    if (n > UINT16_MAX - DIFF_MOST || m > UINT16_MAX) // a way may run past the end of a text; it never comes back
        return false;
    for (size_t d = 0; d <= DIFF_MOST; d++) {
        reached[d] = ARENA_ARRAY(arena, uint16_t, d + 1);
        for (size_t i = 0; i <= d; i++) {
            ptrdiff_t k = 2 * (ptrdiff_t)i - (ptrdiff_t)d;
            ptrdiff_t x = d == 0 ? 0 : (ptrdiff_t)furthest(reached, d, i), y = x - k;
            while (x < n && y < m && strcmp(way->before.at[x], way->after.at[y]) == 0)
                x++, y++;
            reached[d][i] = (uint16_t)x;
            if (x == n && y == m) {
                mark(reached, d, way);
                return true;
            }
        }
    }
    return false;
}

static bool is_space(const char *part)
{
    return part[strspn(part, " \t\r\n")] == '\0';
}

// The pieces under way: what went and came since the last word that stayed.
struct pieces {
    struct arena *arena;
    struct diff_list list;
    struct buf same, out, in;
};

static void flush(struct pieces *pieces, enum diff_kind kind, struct buf *text)
{
    if (text->n > 0)
        *VEC_PUSH(pieces->arena, &pieces->list) = (struct diff_piece){kind, buf_text(text)};
    *text = buf_make(pieces->arena, 64);
}

static void flush_changes(struct pieces *pieces)
{
    flush(pieces, DIFF_OUT, &pieces->out);
    flush(pieces, DIFF_IN, &pieces->in);
}

struct diff_list word_diff(struct arena *arena, enum language language, const char *before, const char *after)
{
    struct way way = {.before = word_parts(arena, language, before), .after = word_parts(arena, language, after)};
    way.out = ARENA_ARRAY(arena, bool, way.before.n + 1);
    way.in = ARENA_ARRAY(arena, bool, way.after.n + 1);
    if (!find_way(arena, &way)) {
        memset(way.out, true, way.before.n);
        memset(way.in, true, way.after.n);
    }
    struct pieces pieces = {arena, {0}, buf_make(arena, 64), buf_make(arena, 64), buf_make(arena, 64)};
    for (size_t x = 0, y = 0; x < way.before.n || y < way.after.n;) {
        bool changes = pieces.out.n > 0 || pieces.in.n > 0;
        if (x < way.before.n && way.out[x]) {
            flush(&pieces, DIFF_SAME, &pieces.same);
            buf_add_text(&pieces.out, way.before.at[x++]);
        } else if (y < way.after.n && way.in[y]) {
            flush(&pieces, DIFF_SAME, &pieces.same);
            buf_add_text(&pieces.in, way.after.at[y++]);
        } else if (changes && is_space(way.before.at[x]) &&
                   ((x + 1 < way.before.n && way.out[x + 1]) || (y + 1 < way.after.n && way.in[y + 1]))) {
            // Between two words that were replaced a space that stayed only parts what belongs together.
            buf_add_text(&pieces.out, way.before.at[x++]);
            buf_add_text(&pieces.in, way.after.at[y++]);
        } else {
            flush_changes(&pieces);
            buf_add_text(&pieces.same, way.before.at[x++]);
            y++;
        }
    }
    flush_changes(&pieces);
    flush(&pieces, DIFF_SAME, &pieces.same);
    return pieces.list;
}

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static struct strings sorted_words(struct arena *arena, enum language language, const char *text)
{
    struct strings parts = word_parts(arena, language, text), words = {0};
    for (size_t i = 0; i < parts.n; i++)
        if (!is_space(parts.at[i]))
            *VEC_PUSH(arena, &words) = parts.at[i];
    if (words.n > 0)
        qsort(words.at, words.n, sizeof *words.at, by_bytes);
    return words;
}

double word_likeness(struct arena *arena, enum language language, const char *one, const char *other)
{
    struct strings first = sorted_words(arena, language, one), second = sorted_words(arena, language, other);
    size_t same = 0;
    for (size_t i = 0, j = 0; i < first.n && j < second.n;) {
        int order = strcmp(first.at[i], second.at[j]);
        same += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return first.n + second.n == 0 ? 1 : 2.0 * (double)same / (double)(first.n + second.n);
}
