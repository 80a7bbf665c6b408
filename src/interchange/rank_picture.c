// rank_picture.c - scores and intervals on one scale, the best first.
#include "interchange/rank_picture.h"

#include <assert.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "web_views.h"

static const double normal_95 = 1.959963984540054; // half a 95 % interval in standard errors

static void add(struct arena *arena, struct strings *list, const char *text)
{
    *VEC_PUSH(arena, list) = text;
}

static struct picture_axis axis_of(struct arena *arena, const struct ranking *ranking)
{
    double *ends = ARENA_ARRAY(arena, double, 2 * ranking->items + 1);
    for (size_t i = 0; i < ranking->items; i++) {
        ends[2 * i] = ranking->score[i] - normal_95 * ranking->standard_error[i];
        ends[2 * i + 1] = ranking->score[i] + normal_95 * ranking->standard_error[i];
    }
    return picture_axis_over(ends, 2 * ranking->items);
}

static void wins_of(const struct pair_counts *counts, uint32_t item, int64_t *ret_wins, int64_t *ret_all)
{
    *ret_wins = *ret_all = 0;
    for (size_t j = 0; j < counts->items; j++) {
        *ret_wins += counts->wins[item * counts->items + j];
        *ret_all += counts->wins[item * counts->items + j] + counts->wins[j * counts->items + item];
    }
}

struct body rank_picture(struct arena *arena, enum language language, const struct pairs_table *table, const struct pair_counts *counts,
                         const struct ranking *ranking)
{
    static const char *const heads[] = {N_("Score"), N_("From"), N_("To"), N_("Preferred"), N_("Comparisons")};
    assert(ranking->score != NULL);
    struct picture_sheet *sheet = ARENA_NEW(arena, struct picture_sheet);
    struct picture_scale *scale = &sheet->scale;
    struct picture_axis axis = axis_of(arena, ranking);
    sheet->title = tr(language, N_("What people prefer"));
    sheet->intro = tr(language, ranking_lack_sentence(ranking->lack));
    scale->about = tr(language, N_("The further right the disc, the more it is preferred; the line says how far it may be off (95 % interval). "
                                   "Where lines overlap widely, the order may be chance."));
    scale->left = tr(language, N_("seldom preferred"));
    scale->right = tr(language, N_("often preferred"));
    scale->zero = picture_at(arena, axis, 0);
    scale->table.caption = tr(language, N_("Scores with their intervals"));
    scale->table.name_head = tr(language, N_("What was compared"));
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        add(arena, &scale->table.heads, tr(language, heads[i]));
    for (size_t place = 0; place < ranking->items; place++) {
        uint32_t item = ranking->order[place];
        double score = ranking->score[item], half = normal_95 * ranking->standard_error[item];
        int64_t wins, all;
        wins_of(counts, item, &wins, &all);
        const char *args[] = {format_number(arena, language, (int64_t)place + 1), format_number(arena, language, wins),
                              format_number(arena, language, all)};
        struct words name = {.text = table->items[item], .language = language};
        *VEC_PUSH(arena, &scale->rows) = (struct picture_row){
            .name = name, .low = picture_at(arena, axis, score - half), .high = picture_at(arena, axis, score + half),
            .at = picture_at(arena, axis, score),
            .in_words = tr_fill(arena, tr(language, N_("Place {1}. Preferred in {2} of {3} comparisons.")), args, 3)};
        struct picture_line *line = VEC_PUSH(arena, &scale->table.lines);
        line->name = name;
        add(arena, &line->cells, format_decimal(arena, language, score, 2));
        add(arena, &line->cells, format_decimal(arena, language, score - half, 2));
        add(arena, &line->cells, format_decimal(arena, language, score + half, 2));
        add(arena, &line->cells, args[1]);
        add(arena, &line->cells, args[2]);
    }
    return body_picture_sheet(sheet);
}
