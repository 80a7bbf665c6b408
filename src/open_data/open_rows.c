// open_rows.c - rows of a network itself: its facts, its area, its organisations, its needs and what became of them.
#include <string.h>

#include "answers/given_answer.h"
#include "needs/need.h"
#include "networks/area_figure.h"
#include "networks/organisation.h"
#include "open_data/open_each.h"

enum err network_rows(struct open_data *data, struct data_writer *writer)
{
    enum { DIGITS = 5 };
    const struct network *network = &data->network;
    struct arena *arena = data->part->arena;
    struct data_cell latitude = {0}, longitude = {0};
    if (network->has_position) {
        latitude = cell_decimal(arena, network->latitude, DIGITS);
        longitude = cell_decimal(arena, network->longitude, DIGITS);
    }
    return DATA_ROW(writer, cell_text(network->slug), cell_text(network->title.text), cell_text(network->group.text),
                    cell_text(network->place.text), cell_text(network->country), cell_text(network->region_title.text),
                    cell_text(network->languages), latitude, longitude, cell_text(network->description.text));
}

enum err area_figure_rows(struct open_data *data, struct data_writer *writer)
{
    struct area_figure_list figures;
    struct arena *arena = data->part->arena;
    TRY(area_figure_list(data->part, data->network.id, &figures));
    for (size_t i = 0; i < figures.n; i++) {
        const struct area_figure *figure = &figures.at[i];
        struct data_cell year = figure->year == 0 ? (struct data_cell){0} : cell_number(arena, figure->year);
        TRY(DATA_ROW(writer, cell_number(arena, (int64_t)i + 1), cell_text(figure->name.text),
                     cell_decimal(arena, figure->value, figure->digits), cell_text(figure->percent ? "%" : NULL), year,
                     cell_text(figure->source)));
    }
    return OK;
}

enum err organisation_rows(struct open_data *data, struct data_writer *writer)
{
    struct organisation_list members;
    struct arena *arena = data->part->arena;
    TRY(organisation_list(data->part, data->network.id, &members));
    for (size_t i = 0; i < members.n; i++) {
        const struct organisation *member = &members.at[i];
        TRY(DATA_ROW(writer, cell_text(open_id(arena, member->id.v)), cell_text(member->name.text),
                     cell_text(organisation_kinds[member->kind].value), cell_bool(member->coordinates),
                     cell_text(member->has_since ? open_day(data, member->since) : NULL),
                     cell_text(member->has_until ? open_day(data, member->until) : NULL)));
    }
    return OK;
}

// --- needs ---

static enum err see_need(struct open_data *data, const struct need *need, void *context)
{
    struct arena *arena = data->part->arena;
    bool is_shown = need->public_voices > 0;
    return DATA_ROW(context, cell_text(open_id(arena, need->id.v)), cell_text(need->title.text), cell_text(need_state_name(need->state)),
                    cell_text(open_day(data, need->state_at)), cell_text(need->reason.text), cell_text(need->group.text),
                    cell_text(need->place.text),
                    cell_text(is_shown                   ? "number"
                              : need->public_voices == 0 ? "hidden"
                                                         : "not_published"),
                    is_shown ? cell_number(arena, need->public_voices) : (struct data_cell){0},
                    need->public_hands > 0 ? cell_number(arena, need->public_hands) : (struct data_cell){0});
}

enum err need_rows(struct open_data *data, struct data_writer *writer)
{
    return open_needs_each(data, see_need, writer);
}

static enum err see_need_sources(struct open_data *data, const struct need *need, void *context)
{
    struct need_sources sources;
    struct arena *arena = data->part->arena;
    TRY(need_sources_of(data->part, need, &sources));
    for (size_t i = 0; i < sources.n; i++)
        TRY(DATA_ROW(context, cell_text(open_id(arena, need->id.v)), cell_text(open_id(arena, sources.at[i].workshop.v))));
    return OK;
}

enum err need_workshop_rows(struct open_data *data, struct data_writer *writer)
{
    return open_needs_each(data, see_need_sources, writer);
}

static enum err see_answers(struct open_data *data, const struct need *need, void *context)
{
    struct answer_list answers;
    struct arena *arena = data->part->arena;
    TRY(answer_list_of(data->part, data->network.id, (struct answer_target){.need = need->id}, &answers));
    for (size_t i = answers.n; i > 0; i--) { // the oldest first
        const struct answer *answer = &answers.at[i - 1];
        TRY(DATA_ROW(context, cell_text(open_id(arena, need->id.v)), cell_number(arena, (int64_t)(answers.n - i + 1)),
                     cell_text(open_day(data, answer->said_at)), cell_text(answer->body.text), cell_text(answer->words.text)));
    }
    return OK;
}

enum err answer_rows_open(struct open_data *data, struct data_writer *writer)
{
    return open_needs_each(data, see_answers, writer);
}
