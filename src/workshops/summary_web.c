// summary_web.c - what people spoke of, as a part of the page of a workshop.
#include "workshops/summary.h"

#include "i18n/message.h"
#include "workshops/kinds/common.h"
#include "workshops/summary_view.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

static struct summary_table table_of(struct call *call, const char *caption, const struct summary *summary,
                                     const struct summary_rows *rows)
{
    struct summary_table table = {.caption = tr(call->language, caption)};
    bool by_step = rows->n > 0 && rows->at[0].by_step != NULL;
    for (size_t i = 0; by_step && i < summary->step_count; i++)
        *VEC_PUSH(call->arena, &table.steps) = (struct summary_step){summary->steps[i]->title};
    for (size_t i = 0; i < rows->n; i++) {
        struct summary_line *line = VEC_PUSH(call->arena, &table.lines);
        *line = (struct summary_line){.what = rows->at[i].what, .people = figure_words(call, rows->at[i].people)};
        for (size_t step = 0; step < table.steps.n; step++)
            *VEC_PUSH(call->arena, &line->by_step) = (struct summary_cell){figure_words(call, rows->at[i].by_step[step])};
    }
    return table;
}

enum err summary_body(struct call *call, const struct activity_list *list, const bool *is_open, enum audience audience,
                      struct body *ret_body)
{
    struct summary summary;
    TRY(summary_read(call, list, is_open, audience, &summary));
    if (summary.themes.n + summary.words.n == 0)
        return OK;
    struct summary_view *view = ARENA_NEW(call->arena, struct summary_view);
    view->themes = table_of(call, N_("Themes"), &summary, &summary.themes);
    view->words = table_of(call, N_("Most used words"), &summary, &summary.words);
    *ret_body = body_summary(view);
    return OK;
}
