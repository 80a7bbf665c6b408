// budget_picture.c - shares of the money as bars: each project that was chosen, and what is left over.
#include "interchange/budget_picture.h"

#include <string.h>

#include "interchange/budget_view.h"
#include "interchange/picture_file.h"
#include "interchange_views.h"
#include "i18n/format.h"

static const char *sum_words(struct arena *arena, const struct budget_report *report, int64_t units)
{
    const char *currency = pabulib_meta(report->pabulib, "currency"), *sum = budget_money(arena, report, units);
    return currency == NULL || *currency == '\0' ? sum : arena_print(arena, "%s %s", sum, currency);
}

static struct budget_bar bar_make(struct arena *arena, const struct budget_report *report, int64_t units)
{
    int64_t limit = report->pabulib->budget.limit;
    double share = limit == 0 ? 0 : 100 * (double)units / (double)limit;
    return (struct budget_bar){
        .width = arena_print(arena, "%.2f%%", share > 100 ? 100 : share),
        .share = arena_print(arena, "%s %%", format_decimal(arena, report->language, share, 1)),
        .cost = sum_words(arena, report, units),
    };
}

static struct budget_bar project_bar(struct arena *arena, const struct budget_report *report, uint32_t project)
{
    struct budget_bar bar = bar_make(arena, report, report->pabulib->budget.costs[project]);
    bar.name = report->pabulib->projects.at[project].name;
    bar.class_ = "d";
    bar.votes = report->outcome->findings[project].votes;
    bar.is_chosen = report->outcome->findings[project].place != 0;
    return bar;
}

enum err budget_picture_write(struct arena *arena, const struct budget_report *report, FILE *out)
{
    const struct pabulib *pabulib = report->pabulib;
    const struct budget_outcome *outcome = report->outcome;
    const char *about = pabulib_meta(pabulib, "description");
    int64_t left = pabulib->budget.limit - outcome->cost;
    struct budget_picture picture = {
        .title = about == NULL || *about == '\0' ? pabulib->file : about,
        .money = sum_words(arena, report, pabulib->budget.limit),
        .spent = sum_words(arena, report, outcome->cost),
        .left = sum_words(arena, report, left),
        .people = pabulib->budget.voters,
        .chosen = outcome->winner_count,
    };
    for (uint32_t i = 0; i < outcome->winner_count; i++) {
        *VEC_PUSH(arena, &picture.shares) = project_bar(arena, report, outcome->winners[i]);
        *VEC_PUSH(arena, &picture.all) = project_bar(arena, report, outcome->winners[i]);
    }
    struct budget_bar *rest = VEC_PUSH(arena, &picture.shares);
    *rest = bar_make(arena, report, left);
    rest->class_ = "h";
    for (uint32_t project = 0; project < pabulib->budget.projects; project++)
        if (outcome->findings[project].place == 0)
            *VEC_PUSH(arena, &picture.all) = project_bar(arena, report, project);
    return picture_page_print(arena, report->language, picture.title, body_budget_picture(&picture), out);
}
