// open_step_rows.c - rows of workshops: the meetings, their steps, what was said in them, and the counts that releases show.
#include "open_data/open_each.h"
#include "releases/release.h"
#include "workshops/open_step.h"
#include "workshops/result_ahead.h"

// --- workshops and steps ---

static const char *state_name(enum workshop_state state)
{
    static const char *const names[] = {[WORKSHOP_PLANNED] = "planned", [WORKSHOP_OPEN] = "open", [WORKSHOP_CLOSED] = "over"};
    return names[state];
}

static enum err see_workshop(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context)
{
    int64_t released_at = steps->n == 0 ? 0 : steps->at[0].ahead->released->made_at;
    return DATA_ROW(context, cell_text(open_id(data->part->arena, workshop->id.v)), cell_text(workshop->title.text),
                    cell_text(workshop->place.text), cell_text(language_tag(workshop->language)),
                    cell_text(open_moment(data, workshop->begins_at)), cell_text(open_moment(data, workshop->ends_at)),
                    cell_text(state_name(workshop->state)), cell_text(open_day(data, released_at)));
}

enum err workshop_rows(struct open_data *data, struct data_writer *writer)
{
    return open_workshops_each(data, see_workshop, writer);
}

static enum err see_steps(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context)
{
    struct arena *arena = data->part->arena;
    for (size_t i = 0; i < steps->n; i++) {
        const struct activity *step = &steps->at[i];
        if (activity_is_open_to_read(workshop, step))
            TRY(DATA_ROW(context, cell_text(open_id(arena, workshop->id.v)), cell_number(arena, step->position),
                         cell_text(step->kind->name), cell_text(step->title.text), cell_text(step->question.text)));
    }
    return OK;
}

enum err step_rows(struct open_data *data, struct data_writer *writer)
{
    return open_workshops_each(data, see_steps, writer);
}

// --- statements ---

// Where rows of a step go.
struct place {
    struct data_writer *writer;
    const char *workshop;
    struct data_cell step;
    const struct activity_kind *kind;
};

static enum err each_statement(struct open_data *data, const struct workshop *workshop, const struct activity_list *steps,
                               open_statement_see *see, struct data_writer *writer)
{
    struct arena *arena = data->part->arena;
    for (size_t i = 0; i < steps->n; i++) {
        const struct activity *step = &steps->at[i];
        struct place place = {writer, open_id(arena, workshop->id.v), cell_number(arena, step->position), step->kind};
        if (activity_is_open_to_read(workshop, step))
            TRY(open_statements_each(data->part, step, see, &place));
    }
    return OK;
}

static enum err see_statement(void *context, const struct open_statement *statement)
{
    const struct place *place = context;
    return DATA_ROW(place->writer, cell_text(statement->key), cell_text(place->workshop), place->step, cell_text(statement->words.text),
                    cell_text(language_tag(statement->words.language)));
}

static enum err see_statements(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context)
{
    return each_statement(data, workshop, steps, see_statement, context);
}

enum err statement_rows(struct open_data *data, struct data_writer *writer)
{
    return open_workshops_each(data, see_statements, writer);
}

// --- counts ---

static enum err count_row(const struct place *place, const char *statement, const char *count, const char *value, struct figure figure)
{
    enum { SIGNS = 24 };
    char number[SIGNS];
    snprintf(number, sizeof number, "%lld", (long long)figure.people);
    bool is_number = figure.is_shown && !figure.is_nearly_all;
    return DATA_ROW(place->writer, cell_text(place->workshop), place->step, cell_text(statement), cell_text(count), cell_text(value),
                    cell_text(is_number              ? "number"
                              : figure.is_nearly_all ? "nearly_all"
                                                     : "hidden"),
                    {is_number ? number : NULL, true});
}

static enum err see_figures(void *context, const struct open_statement *statement)
{
    const struct place *place = context;
    const struct mark_value *values = place->kind->values;
    const struct result_row *row = &statement->row;
    if (row->is_published)
        TRY(count_row(place, statement->key, "answered", NULL, row->whole));
    for (size_t i = 0; row->is_published && values != NULL && values[i].label != NULL; i++)
        TRY(count_row(place, statement->key, "answer", values[i].name, row->figures[i]));
    if (row->has_hands && values == NULL)
        TRY(count_row(place, statement->key, "hands", NULL, row->hands[0]));
    for (size_t i = 0; row->has_hands && values != NULL && values[i].label != NULL; i++)
        TRY(count_row(place, statement->key, "hands", values[i].name, row->hands[i]));
    return OK;
}

static enum err see_counts(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context)
{
    static const char *const names[] = {[OPEN_GROUP] = "group", [OPEN_WORD] = "word", [OPEN_THEME] = "theme"};
    struct arena *arena = data->part->arena;
    struct open_counts counts;
    TRY(each_statement(data, workshop, steps, see_figures, context));
    TRY(open_counts_of(data->part, workshop, steps, &counts));
    for (size_t i = 0; i < counts.n; i++) {
        const struct open_count *count = &counts.at[i];
        struct place place = {.writer = context, .workshop = open_id(arena, workshop->id.v)};
        if (count->activity != NULL)
            place.step = cell_number(arena, count->activity->position);
        TRY(count_row(&place, NULL, names[count->kind], count->what, count->figure));
    }
    return OK;
}

enum err count_rows(struct open_data *data, struct data_writer *writer)
{
    return open_workshops_each(data, see_counts, writer);
}
