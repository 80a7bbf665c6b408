// demo_marks.c - how the invented people of a workshop marked things: drawn by lot, the same in every demonstration.
#include "demo/demo_workshop.h"

// From 0 up to, but not including, 1.
static double chance(struct rand *random)
{
    const uint64_t steps = UINT64_C(1) << 53;
    return (double)rand_below(random, steps) / (double)steps;
}

static bool is_marked(const struct demo_line *line, int64_t person)
{
    return line->leaning.is_there && line->state == CONTRIBUTION_SHOWN && line->author != person;
}

// All dots of one person, each on its own.
static void draw_dots(struct rand *random, const struct demo_step *step, int64_t person, int64_t *marks)
{
    double sum = 0;
    for (size_t i = 0; i < step->lines.n; i++)
        if (is_marked(&step->lines.at[i], person))
            sum += step->lines.at[i].leaning.weight;
    for (int64_t dot = 0; dot < step->dots && sum > 0; dot++) {
        double at = chance(random) * sum;
        for (size_t i = 0; i < step->lines.n; i++) {
            const struct demo_line *line = &step->lines.at[i];
            if (!is_marked(line, person))
                continue;
            if (at < line->leaning.weight) {
                marks[i] = marks[i] == NO_MARK ? 1 : marks[i] + 1;
                break;
            }
            at -= line->leaning.weight;
        }
    }
}

static int64_t draw_mark(struct rand *random, const struct activity_kind *kind, const struct leaning *leaning)
{
    double at = chance(random);
    size_t i = 0;
    if (kind->values == NULL)
        return at < leaning->too ? 1 : NO_MARK;
    for (; kind->values[i + 1].label != NULL && at >= leaning->chances[i]; i++)
        at -= leaning->chances[i];
    return kind->values[i].value;
}

static void draw_person(struct rand *random, const struct demo_step *step, int64_t person)
{
    int64_t *marks = step->marks + (size_t)person * step->lines.n;
    for (size_t i = 0; i < step->lines.n; i++)
        marks[i] = NO_MARK;
    if (step->state == ACTIVITY_WAITING)
        return;
    if (step->dots > 0) {
        draw_dots(random, step, person, marks);
        return;
    }
    for (size_t i = 0; i < step->lines.n; i++)
        if (is_marked(&step->lines.at[i], person))
            marks[i] = draw_mark(random, step->kind, &step->lines.at[i].leaning);
}

void demo_draw(struct demo_workshop *workshop)
{
    struct rand random = rand_seeded(workshop->seed);
    for (size_t s = 0; s < workshop->steps.n; s++) {
        struct demo_step *step = &workshop->steps.at[s];
        step->marks = ARENA_ARRAY(workshop->demo->call->arena, int64_t, workshop->people * step->lines.n);
    }
    for (size_t person = 0; person < workshop->people; person++)
        for (size_t s = 0; s < workshop->steps.n; s++)
            draw_person(&random, &workshop->steps.at[s], (int64_t)person);
}
