// open_translation_rows.c - rows of texts in every language, so that nobody has to translate again what was translated.
#include "answers/given_answer.h"
#include "networks/area_figure.h"
#include "networks/organisation.h"
#include "open_data/open_each.h"
#include "texts/variant.h"
#include "workshops/open_step.h"

static const char *state_name(const struct variant *variant)
{
    static const char *const names[] = {[TEXT_DRAFT] = "draft", [TEXT_CHECKED] = "checked", [TEXT_OUT_OF_DATE] = "out_of_date"};
    return variant->is_source ? "source" : names[variant->state];
}

// What a text is: which column of which row of which table.
struct column {
    const char *table, *key, *field;
};

static enum err add(struct open_data *data, struct data_writer *writer, struct column column, struct text_id text)
{
    struct variant_list variants;
    if (text.v == 0)
        return OK;
    TRY(text_variants(data->part, text, &variants));
    for (size_t i = 0; i < variants.n; i++) {
        const struct variant *variant = &variants.at[i];
        if (variant->is_source || language_has_catalogue(variant->language)) // the others are on no page
            TRY(DATA_ROW(writer, cell_text(column.table), cell_text(column.key), cell_text(column.field),
                         cell_text(language_tag(variant->language)), cell_bool(variant->easy), cell_text(state_name(variant)),
                         cell_text(variant->words)));
    }
    return OK;
}

static enum err add_network(struct open_data *data, struct data_writer *writer)
{
    const struct network *network = &data->network;
    struct area_figure_list figures;
    struct organisation_list members;
    TRY(add(data, writer, (struct column){"network", network->slug, "title"}, network->title_text));
    TRY(add(data, writer, (struct column){"network", network->slug, "group"}, network->group_text));
    TRY(add(data, writer, (struct column){"network", network->slug, "place"}, network->place_text));
    TRY(add(data, writer, (struct column){"network", network->slug, "description"}, network->description_text));
    TRY(area_figure_list(data->part, data->network.id, &figures));
    for (size_t i = 0; i < figures.n; i++)
        TRY(add(data, writer, (struct column){"area_figures", arena_print(data->part->arena, "%zu", i + 1), "name"},
                figures.at[i].name_text));
    TRY(organisation_list(data->part, data->network.id, &members));
    for (size_t i = 0; i < members.n; i++)
        TRY(add(data, writer, (struct column){"organisations", open_id(data->part->arena, members.at[i].id.v), "name"},
                members.at[i].name_text));
    return OK;
}

static enum err see_need(struct open_data *data, const struct need *need, void *context)
{
    const char *key = open_id(data->part->arena, need->id.v);
    struct answer_list answers;
    TRY(add(data, context, (struct column){"needs", key, "title"}, need->title_text));
    TRY(add(data, context, (struct column){"needs", key, "reason"}, need->reason_text));
    TRY(add(data, context, (struct column){"needs", key, "group"}, need->group_text));
    TRY(add(data, context, (struct column){"needs", key, "place"}, need->place_text));
    TRY(answer_list_of(data->part, data->network.id, (struct answer_target){.need = need->id}, &answers));
    for (size_t i = answers.n; i > 0; i--)
        TRY(add(data, context, (struct column){"answers", arena_print(data->part->arena, "%s/%zu", key, answers.n - i + 1), "text"},
                answers.at[i - 1].text));
    return OK;
}

struct place {
    struct open_data *data;
    struct data_writer *writer;
};

static enum err see_statement(void *context, const struct open_statement *statement)
{
    const struct place *place = context;
    return add(place->data, place->writer, (struct column){"statements", statement->key, "text"}, statement->text);
}

static enum err see_workshop(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context)
{
    const char *key = open_id(data->part->arena, workshop->id.v);
    struct place place = {data, context};
    TRY(add(data, context, (struct column){"workshops", key, "title"}, workshop->title_text));
    TRY(add(data, context, (struct column){"workshops", key, "place"}, workshop->place_text));
    for (size_t i = 0; i < steps->n; i++) {
        const struct activity *step = &steps->at[i];
        const char *own = arena_print(data->part->arena, "%s/%lld", key, (long long)step->position);
        if (!activity_is_open_to_read(workshop, step))
            continue;
        TRY(add(data, context, (struct column){"steps", own, "title"}, step->title_text));
        TRY(add(data, context, (struct column){"steps", own, "question"}, step->question_text));
        TRY(open_statements_each(data->part, step, see_statement, &place));
    }
    return OK;
}

enum err translation_rows(struct open_data *data, struct data_writer *writer)
{
    TRY(add_network(data, writer));
    TRY(open_needs_each(data, see_need, writer));
    return open_workshops_each(data, see_workshop, writer);
}
