// result_public.c - rows of a result from what releases show, and nothing else: no live count is read for the public.
#include "workshops/result_parts.h"

// A whole may be older than its parts, or the other way round: then it is as large as they are together.
static struct figure whole_of(struct cell_figure whole, int64_t together, bool are_all_shown)
{
    if (are_all_shown)
        return (struct figure){.people = together, .is_shown = true, .has_bar = true};
    if (whole.display != CELL_NUMBER)
        return (struct figure){0};
    return (struct figure){.people = whole.number > together ? whole.number : together, .is_shown = true, .has_bar = true};
}

static void set_hands(const struct activity_kind *kind, size_t n, const struct released *released, int64_t id, struct result_row *row)
{
    for (size_t i = 0; i < (n == 0 ? 1 : n); i++) {
        struct cell_figure hands = released_figure(released, id, CELL_HANDS, n == 0 ? 1 : kind->values[i].value);
        row->has_hands = row->has_hands || hands.display != CELL_ABSENT;
        if (hands.display == CELL_NUMBER)
            row->hands[i] = (struct figure){.people = hands.number, .is_shown = true, .has_bar = true};
    }
}

static void set_bars(size_t n, struct result_row *row)
{
    int left = 1000;
    for (size_t i = 0; i < n; i++)
        if (row->figures[i].is_shown && row->whole.people > 0)
            left -= row->bar[i] = (int)(row->figures[i].people * 1000 / row->whole.people);
    for (size_t i = 0; i < n; i++) {
        row->figures[i].has_bar = row->whole.is_shown && (row->figures[i].is_shown || row->figures[i].is_nearly_all);
        if (row->figures[i].is_nearly_all && row->figures[i].has_bar)
            row->bar[i] = left;
    }
}

struct result_row result_row_public(const struct activity_kind *kind, size_t n, const struct released *released, struct contribution_id id)
{
    struct result_row row = {0};
    struct cell_figure whole = released_figure(released, id.v, CELL_WHOLE, 0);
    int64_t together = 0;
    bool are_all_shown = n > 0;
    for (size_t i = 0; i < n; i++) {
        struct cell_figure figure = released_figure(released, id.v, CELL_ANSWER, kind->values[i].value);
        if (figure.display == CELL_NUMBER)
            row.figures[i] = (struct figure){.people = figure.number, .is_shown = true};
        row.figures[i].is_nearly_all = figure.display == CELL_NEARLY_ALL;
        are_all_shown = are_all_shown && figure.display == CELL_NUMBER;
        together += row.figures[i].people;
    }
    row.is_published = whole.display != CELL_ABSENT;
    row.counts_people = true;
    row.whole = whole_of(whole, together, are_all_shown);
    if (n == 0)
        row.figures[0] = row.sum = row.whole;
    set_bars(n, &row);
    set_hands(kind, n, released, id.v, &row);
    return row;
}

void result_people_public(const struct result_row *row, size_t lines, struct figure *people)
{
    people->is_least = lines > 1;
    if (!row->whole.is_shown || row->whole.people <= people->people)
        return;
    people->people = row->whole.people;
    people->is_shown = people->has_bar = true;
}

void result_guess(const struct result_row *row, size_t n, double *ret_people)
{
    double left = (double)row->whole.people;
    size_t hidden = 0;
    bool has_nearly_all = false;
    for (size_t i = 0; i < n; i++) {
        left -= row->figures[i].is_shown ? (double)row->figures[i].people : 0;
        hidden += !row->figures[i].is_shown;
        has_nearly_all = has_nearly_all || row->figures[i].is_nearly_all;
    }
    for (size_t i = 0; i < n; i++)
        if (row->figures[i].is_shown)
            ret_people[i] = (double)row->figures[i].people;
        else if (has_nearly_all)
            ret_people[i] = row->figures[i].is_nearly_all ? left : 0;
        else
            ret_people[i] = left / (double)hidden;
}
