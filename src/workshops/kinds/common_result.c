// common_result.c - results as bars, columns and tables, for every kind.
#include <assert.h>

#include "base/id.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "workshops/kinds/common.h"
#include "workshops_views.h"

const char *figure_words(struct call *call, struct figure figure)
{
    const char *number = format_number(call->arena, call->language, figure.people);
    if (figure.is_nearly_all)
        return tr(call->language, N_("nearly all"));
    if (figure.is_shown)
        return figure.is_least ? tr_fill(call->arena, tr(call->language, N_("at least {1}")), &number, 1) : number;
    return tr(call->language, N_("fewer than 5, or not shown"));
}

// "12.5%". By hand: a page has hundreds.
static const char *percentage(struct call *call, int thousandths)
{
    enum { SIZE = 8 };
    char *text = arena_alloc(call->arena, SIZE), *to = text;
    assert(thousandths >= 0 && thousandths <= 1000);
    if (thousandths == 1000)
        *to++ = '1';
    if (thousandths >= 100)
        *to++ = (char)('0' + thousandths / 100 % 10);
    *to++ = (char)('0' + thousandths / 10 % 10);
    *to++ = '.';
    *to++ = (char)('0' + thousandths % 10);
    *to = '%';
    return text;
}

static void add_part(struct call *call, struct bar_parts *bar, int from, int length, const char *class_, struct figure figure)
{
    bool has_room = length >= 80 && figure.is_shown;
    *VEC_PUSH(call->arena, bar) = (struct bar_part){
        .x = percentage(call, from), .width = percentage(call, length), .middle = percentage(call, from + length / 2),
        .class_ = class_, .number = has_room ? format_number(call->arena, call->language, figure.people) : ""};
}

static void add_key(struct call *call, struct key_parts *key, struct words label, const char *class_, struct figure figure)
{
    *VEC_PUSH(call->arena, key) =
        (struct key_part){.class_ = class_, .label = label, .number = figure_words(call, figure)};
}

struct words common_words(const struct call *call, const char *msgid)
{
    return (struct words){.text = tr(call->language, msgid), .language = call->language};
}

struct words common_value_words(const struct kind_place *place, const struct mark_value *value)
{
    const struct activity_kind *kind = place->activity->kind;
    return kind->value_words != NULL ? kind->value_words(place, value) : common_words(place->call, value->label);
}

// The question itself, put up as the line to answer: `asks_question`.
bool common_is_question(const struct kind_place *place, const struct contribution *contribution)
{
    return contribution->text.v != 0 && contribution->text.v == place->activity->question_text.v;
}

static const char *mean_words(struct call *call, const struct result_row *row)
{
    return row->has_mean ? format_decimal(call->arena, call->language, row->mean, 1) : tr(call->language, N_("not shown"));
}

// Why a line has no numbers.
static const char *missing_words(const struct call *call, const struct result_row *row)
{
    const char *why = N_("No numbers: fewer than 5 people.");
    if (row->counts_people)
        why = row->is_published ? N_("No numbers: they are below 5, or would tell one that is.")
                                : N_("No numbers yet: they are published when the step is over.");
    return tr(call->language, why);
}

struct result_line common_line(const struct kind_place *place, const struct result_row *row)
{
    struct call *call = place->call;
    const struct activity_kind *kind = place->activity->kind;
    struct result_line line = {.said = row->contribution.words, .code = common_id(call, row->contribution.id.v),
                               .is_hidden = true, .missing = missing_words(call, row), .is_of_whole = kind->values != NULL,
                               .is_question = common_is_question(place, &row->contribution),
                               .mean = kind->has_mean ? mean_words(call, row) : NULL};
    struct buf words = buf_make(call->arena, 64);
    if (kind->values == NULL) {
        struct figure figure = kind->values_add_up ? row->sum : row->whole;
        const char *label = kind->values_add_up && !row->counts_people ? N_("Dots") : N_("People");
        line.is_hidden = !figure.is_shown;
        if (figure.is_shown || figure.has_bar)
            add_part(call, &line.bar, 0, row->sum_bar, "d", figure);
        add_key(call, &line.key, common_words(call, label), "d", figure);
        buf_print(&words, "%s: %s", tr(call->language, label), figure_words(call, figure));
        if (row->has_hands)
            add_key(call, &line.hands, common_words(call, label), "h", row->hands[0]);
    }
    int from = 0;
    for (size_t i = 0; kind->values != NULL && kind->values[i].label != NULL; i++) {
        line.is_hidden = line.is_hidden && !row->figures[i].is_shown && !row->figures[i].is_nearly_all;
        if (row->figures[i].has_bar)
            add_part(call, &line.bar, from, row->bar[i], kind->values[i].class_, row->figures[i]);
        from += row->bar[i];
        struct words label = common_value_words(place, &kind->values[i]);
        add_key(call, &line.key, label, kind->values[i].class_, row->figures[i]);
        buf_print(&words, "%s%s: %s", i == 0 ? "" : ", ", label.text, figure_words(call, row->figures[i]));
        if (row->has_hands)
            add_key(call, &line.hands, label, "h", row->hands[i]);
    }
    line.in_words = buf_text(&words);
    line.has_hands = row->has_hands;
    return line;
}

struct result_lines common_lines(const struct kind_place *place, const struct result_list *list)
{
    struct result_lines lines = {0};
    for (size_t i = 0; i < list->n; i++)
        *VEC_PUSH(place->call->arena, &lines) = common_line(place, &list->at[i]);
    return lines;
}

bool common_is_without_answers(struct figure people, const struct result_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].has_hands)
            return false;
    return people.is_shown && people.people == 0;
}

enum { RESULT_ROWS = 20 };

enum result_order common_order(const struct activity_kind *kind)
{
    return kind->agreement_heading != NULL ? ORDER_AGREEMENT : ORDER_MOST;
}

struct result_view common_result_view(const struct kind_place *place, int audience, const struct result_list *rows,
                                      struct figure people)
{
    struct call *call = place->call;
    const struct activity_kind *kind = place->activity->kind;
    struct result_view view = {
        .title = place->activity->title, .question = place->activity->question, .people = figure_words(call, people),
        // on the phone and the console the question stands above already
        .heading = audience == AUDIENCE_ROOM ? common_words(call, N_("Result")) : place->activity->question,
        .most = common_lines(place, rows), .has_mean = kind->has_mean,
        .most_heading = kind->agreement_heading == NULL ? NULL : tr(call->language, kind->agreement_heading),
    };
    if (rows->n == 1 && view.most.at[0].is_question) // one line alone is in no order
        view.most_heading = NULL;
    if (view.most.n > 0)
        view.columns = view.most.at[0].key;
    return view;
}

// Values that are numbers stand side by side, so that the middle and the ends show.
static struct picture_distribution columns_of(const struct kind_place *place, const struct result_row *row, const char *in_words)
{
    struct call *call = place->call;
    const struct mark_value *values = place->activity->kind->values;
    struct picture_count counts[RESULT_VALUES];
    struct picture_distribution columns = {.in_words = in_words,
                                           .about = tr(call->language, N_("A column for each answer; the taller, the more people."))};
    size_t n = 0;
    for (; values[n].label != NULL; n++)
        counts[n] = (struct picture_count){.label = values[n].label, .is_shown = row->figures[n].is_shown,
                                           .has_bar = row->figures[n].has_bar,
                                           .n = row->figures[n].is_shown ? row->figures[n].people : row->bar[n]};
    picture_distribution_make(call->arena, call->language, counts, n, &columns);
    return columns;
}

enum err common_result(const struct kind_place *place, int audience, struct body *ret_body)
{
    struct call *call = place->call;
    const struct activity *activity = place->activity;
    struct result_list most = {0};
    struct figure people;
    size_t all = 0;
    TRY(result_read(call, activity, (enum audience)audience, common_order(activity->kind), 0, RESULT_ROWS, &most, &people, &all));
    if (common_is_without_answers(people, &most))
        most.n = 0;
    struct result_view *view = ARENA_NEW(call->arena, struct result_view);
    *view = common_result_view(place, audience, &most, people);
    for (size_t i = 0; activity->kind->has_mean && i < most.n; i++) {
        struct result_line *line = &view->most.at[i];
        line->bar.n = 0;
        if (most.at[i].whole.has_bar)
            line->columns = columns_of(place, &most.at[i], line->in_words);
    }
    *ret_body = body_activity_result(view);
    return OK;
}
