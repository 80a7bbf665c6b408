// picture_file.c - a picture as a page of its own.
#include "interchange/picture_file.h"

#include <math.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "web_views.h"

enum err picture_page_print(struct arena *arena, enum language language, const char *title, struct body body, FILE *out)
{
    const struct picture_page drawn = {.language = language_tag(language), .title = title, .body = body};
    const struct view_env env = {.arena = arena, .language = language};
    struct buf page = buf_make(arena, 64 * 1024);
    view_picture_page(&page, &env, &drawn);
    return fwrite(page.at, 1, page.n, out) == page.n ? OK : ERR_STORE;
}

static bool are_few_and_whole(const double *values, size_t n, struct picture_axis range)
{
    enum { FEW = 12 };
    for (size_t i = 0; i < n; i++)
        if (values[i] < floor(values[i]) || values[i] > floor(values[i]))
            return false;
    return range.high - range.low < FEW;
}

void picture_values(struct arena *arena, enum language language, const double *values, size_t n, struct picture_axis range,
                    struct picture_distribution *ret_distribution)
{
    enum { RANGES = 8 };
    bool is_whole = are_few_and_whole(values, n, range);
    size_t columns = is_whole ? (size_t)(range.high - range.low) + 1 : RANGES;
    double width = is_whole ? 1 : (range.high - range.low) / RANGES;
    struct picture_count *counts = ARENA_ARRAY(arena, struct picture_count, columns);
    struct buf words = buf_make(arena, 128);
    for (size_t i = 0; i < columns; i++)
        counts[i] = (struct picture_count){.label = format_decimal(arena, language, range.low + width * (double)i, is_whole ? 0 : 1),
                                           .is_shown = true, .has_bar = true};
    for (size_t i = 0; i < n; i++) {
        size_t at = width > 0 ? (size_t)((values[i] - range.low) / width) : 0;
        counts[at < columns ? at : columns - 1].n++;
    }
    picture_distribution_make(arena, language, counts, columns, ret_distribution);
    for (size_t i = 0; i < columns; i++)
        buf_print(&words, "%s%s: %s", i == 0 ? "" : ", ", counts[i].label, ret_distribution->columns.at[i].number);
    ret_distribution->in_words = buf_text(&words);
    ret_distribution->about = is_whole ? tr(language, N_("A column for each answer; the taller, the more people."))
                                       : tr(language, N_("A column for each range of answers, named by where it begins; "
                                                          "the taller, the more people."));
}
