// result.c - what an activity brought, ready for an audience. Reads tallies only, never marks; for the public releases only.
#include "workshops/result.h"

#include <assert.h>
#include <stdlib.h>

#include "workshops/finding.h"
#include "workshops/hand_count_store.h"
#include "workshops/mark_store.h"
#include "workshops/result_ahead.h"
#include "workshops/result_parts.h"

// Where one contribution stands among the others: what is needed to order them all. Rows are made for the page that is
// read.
struct standing {
    struct shown shown;
    const struct tally *tallies;
    const struct released *released; // in place of tallies: public
    size_t n_tallies, as_put;
    double key;
    bool is_hidden; // from this audience: in no order but as put
    int64_t figure; // whose bar is as long; 0 where it is not shown
};

static size_t values_of(const struct activity_kind *kind)
{
    size_t n = 0;
    while (kind->values != NULL && kind->values[n].label != NULL)
        n++;
    assert(n <= RESULT_VALUES);
    return n;
}

// Counts of one contribution: by the kind's values, or all in the first place where marks are free numbers.
struct counts {
    int64_t people[RESULT_VALUES], hands[RESULT_VALUES];
    int64_t sum;
    bool has_hands;
};

static void count_one(const struct activity_kind *kind, size_t n, const struct tally *tally, struct counts *counts)
{
    size_t place = 0;
    while (place < n && kind->values[place].value != tally->value)
        place++;
    if (n > 0 && place == n)
        return; // a value the kind no longer has
    counts->people[place] += tally->people;
    counts->hands[place] += tally->hands;
    counts->sum += tally->people * tally->value;
    counts->has_hands |= tally->hands > 0;
}

// --- figures ---

static void set_figures(const struct activity_kind *kind, size_t n, enum audience audience, const struct counts *counts,
                        struct result_row *row)
{
    struct figure unused;
    size_t columns = n == 0 ? 1 : n;
    figures_for(audience, kind->are_opinions, counts->people, columns, row->figures, &row->whole);
    row->has_hands = counts->has_hands;
    if (counts->has_hands)
        figures_for(audience, false, counts->hands, columns, row->hands, &unused);
    if (kind->values_add_up) {
        row->sum = row->whole;
        row->sum.people = row->whole.is_shown ? counts->sum : 0;
    }
    int64_t all = 0;
    for (size_t i = 0; i < columns; i++)
        all += counts->people[i];
    for (size_t i = 0; i < columns; i++)
        row->bar[i] = row->figures[i].has_bar && all > 0 ? (int)(counts->people[i] * 1000 / all) : 0;
}

static void set_mean(const struct activity_kind *kind, size_t n, struct result_row *row)
{
    double sum = 0;
    row->has_mean = n > 0 && row->whole.is_shown && row->whole.people > 0;
    for (size_t i = 0; i < n; i++) {
        row->has_mean = row->has_mean && row->figures[i].is_shown;
        sum += (double)(kind->values[i].value * row->figures[i].people);
    }
    row->mean = row->has_mean ? sum / (double)row->whole.people : 0;
}

static int64_t bar_figure(const struct activity_kind *kind, const struct result_row *row)
{
    const struct figure *figure = kind->values_add_up ? &row->sum : &row->whole;
    return figure->is_shown ? figure->people : 0;
}

// --- orders ---

// What somebody who sees only these figures would guess.
static void guess(const struct result_row *row, size_t n, double *ret_people)
{
    result_guess(row, n, ret_people);
    for (size_t i = 0; i < n; i++)
        ret_people[i] += (double)row->hands[i].people; // 0 where not shown
}

// -1 for the lowest value of the kind, 1 for the highest.
static double score_of(const struct activity_kind *kind, size_t n, size_t i)
{
    int64_t least = kind->values[0].value, most = least;
    for (size_t j = 1; j < n; j++) {
        least = kind->values[j].value < least ? kind->values[j].value : least;
        most = kind->values[j].value > most ? kind->values[j].value : most;
    }
    return most == least ? 0 : (double)(2 * kind->values[i].value - least - most) / (double)(most - least);
}

// Agreement and division of the row, and what it weighs in an order; false where the audience may not know.
static bool weigh(const struct activity_kind *kind, size_t n, enum result_order order, struct result_row *row,
                  double *ret_key)
{
    double people[RESULT_VALUES], all = 0, sum = 0, yes = 0, no = 0;
    if (!row->whole.is_shown)
        return false;
    guess(row, n, people);
    for (size_t i = 0; i < n; i++) {
        double score = score_of(kind, n, i);
        all += people[i];
        sum += people[i] * score;
        yes += score > 0 ? people[i] : 0;
        no += score < 0 ? people[i] : 0;
    }
    double smaller = yes < no ? yes : no;
    row->agreement = all > 0 ? sum / all : 0;
    row->division = yes + no > 0 ? 2 * smaller / (yes + no) : 0;
    switch (order) {
    case ORDER_AS_PUT:
        *ret_key = 0;
        break;
    case ORDER_MOST:
        *ret_key = n > 0 ? all : (double)(bar_figure(kind, row) + row->hands[0].people);
        break;
    case ORDER_AGREEMENT:
        *ret_key = sum / (all + 2);
        break;
    case ORDER_DIVISION:
        *ret_key = 2 * smaller / (all + 2);
        break;
    }
    return true;
}

static int by_key(const void *first, const void *second)
{
    const struct standing *a = first, *b = second;
    if (a->is_hidden != b->is_hidden)
        return a->is_hidden ? 1 : -1;
    if (!a->is_hidden && (a->key < b->key || a->key > b->key))
        return a->key < b->key ? 1 : -1;
    return (a->as_put > b->as_put) - (a->as_put < b->as_put);
}

static struct result_row row_of(const struct activity_kind *kind, size_t values, enum audience audience,
                                const struct standing *standing)
{
    struct result_row row = {0};
    struct counts counts = {0};
    if (audience == AUDIENCE_PUBLIC) {
        row = result_row_public(kind, values, standing->released, standing->shown.id);
        set_mean(kind, values, &row);
        return row;
    }
    for (size_t i = 0; i < standing->n_tallies; i++)
        count_one(kind, values, &standing->tallies[i], &counts);
    set_figures(kind, values, audience, &counts, &row);
    set_mean(kind, values, &row);
    return row;
}

// What was read ahead for all steps, or NULL: ask the database.
static const struct contribution_list *said_ahead(const struct activity *activity, enum contribution_state state)
{
    const struct result_ahead *ahead = activity->ahead;
    return ahead != NULL && ahead->has_said && state == CONTRIBUTION_SHOWN ? &ahead->said : NULL;
}

static enum err read_shown(struct call *call, const struct activity *activity, enum contribution_state state,
                           struct shown_list *ret_shown)
{
    const struct contribution_list *said = said_ahead(activity, state);
    if (said == NULL)
        return contribution_read_ids(call, activity, state, ret_shown);
    struct shown_list shown = {0};
    for (size_t i = 0; i < said->n; i++)
        *VEC_PUSH(call->arena, &shown) = (struct shown){said->at[i].id, said->at[i].participant, said->at[i].theme};
    *ret_shown = shown;
    return OK;
}

static enum err read_counts(struct call *call, const struct activity *activity, struct tally_list *ret_marks,
                            struct tally_list *ret_hands)
{
    if (activity->ahead == NULL) {
        TRY(tally_read(call, activity, ret_marks));
        return hand_count_read(call, activity, ret_hands);
    }
    *ret_marks = activity->ahead->marks;
    *ret_hands = activity->ahead->hands;
    return OK;
}

// All that is shown, in order; and what is known of the whole activity.
struct standings {
    struct standing *at;
    size_t n;
    struct result_whole whole;
};

static enum err read_released(struct call *call, const struct activity *activity, const struct released **ret_released)
{
    if (activity->ahead != NULL) {
        *ret_released = activity->ahead->released;
        return OK;
    }
    struct released *released = ARENA_NEW(call->arena, struct released);
    TRY(released_of(call, activity->scope.network, activity->workshop.v, released));
    *ret_released = released;
    return OK;
}

static void add_tallies(const struct tally_list *tallies, struct standings *standings)
{
    size_t at = 0;
    for (size_t i = 0; i < standings->n; i++) {
        struct standing *standing = &standings->at[i];
        standing->tallies = tallies->at + at;
        for (; at < tallies->n && tallies->at[at].contribution.v == standing->shown.id.v; at++)
            standing->n_tallies++;
    }
}

// Live counts for room and team, figures of releases for the public.
static enum err add_figures(struct call *call, const struct activity *activity, enum audience audience, const struct shown_list *shown,
                            struct standings *standings)
{
    struct tally_list marks, hands;
    const struct released *released;
    struct figure unused;
    if (audience == AUDIENCE_PUBLIC) {
        TRY(read_released(call, activity, &released));
        for (size_t i = 0; i < standings->n; i++)
            standings->at[i].released = released;
        return OK;
    }
    TRY(read_counts(call, activity, &marks, &hands));
    struct tally_list tallies = tally_join(call->arena, &marks, &hands, shown);
    int64_t people = tally_people(&marks);
    add_tallies(&tallies, standings);
    figures_for(audience, false, &people, 1, &unused, &standings->whole.people);
    standings->whole.tallies = activity->kind->finds_groups ? finding_hash(shown, &marks) : 0;
    return OK;
}

static enum err read_standings(struct call *call, const struct activity *activity, enum contribution_state state,
                               enum audience audience, enum result_order order, struct standings *ret_standings)
{
    struct shown_list shown;
    size_t values = values_of(activity->kind);
    TRY(read_shown(call, activity, state, &shown));
    struct standings standings = {.at = ARENA_ARRAY(call->arena, struct standing, shown.n), .n = shown.n};
    for (size_t i = 0; i < shown.n; i++)
        standings.at[i] = (struct standing){.shown = shown.at[i], .as_put = i};
    TRY(add_figures(call, activity, audience, &shown, &standings));
    for (size_t i = 0; i < shown.n; i++) {
        struct standing *standing = &standings.at[i];
        struct result_row row = row_of(activity->kind, values, audience, standing);
        standing->is_hidden = !weigh(activity->kind, values, order, &row, &standing->key);
        standing->figure = bar_figure(activity->kind, &row);
        if (audience == AUDIENCE_PUBLIC)
            result_people_public(&row, shown.n, &standings.whole.people);
    }
    if (order != ORDER_AS_PUT && shown.n > 0)
        qsort(standings.at, shown.n, sizeof(*standings.at), by_key);
    *ret_standings = standings;
    return OK;
}

static int64_t widest(const struct standing *standings, size_t n)
{
    int64_t most = 1;
    for (size_t i = 0; i < n; i++)
        most = standings[i].figure > most ? standings[i].figure : most;
    return most;
}

// --- words ---

static enum err read_said(struct call *call, const struct activity *activity, enum contribution_state state,
                          const struct contribution_id *ids, size_t n, struct contribution_list *ret_list)
{
    const struct contribution_list *said = said_ahead(activity, state);
    if (said == NULL) {
        TRY(contribution_read_these(call, activity->scope.network, ids, n, ret_list));
        return contribution_read_words(call, ret_list);
    }
    struct contribution_list list = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < said->n; j++)
            if (said->at[j].id.v == ids[i].v)
                *VEC_PUSH(call->arena, &list) = said->at[j];
    *ret_list = list;
    return OK;
}

static enum err add_words(struct call *call, const struct activity *activity, enum contribution_state state,
                          const struct standing *standings, size_t n, struct result_row *rows)
{
    struct contribution_id *ids = ARENA_ARRAY(call->arena, struct contribution_id, n + 1);
    struct contribution_list contributions;
    for (size_t i = 0; i < n; i++)
        ids[i] = standings[i].shown.id;
    TRY(read_said(call, activity, state, ids, n, &contributions));
    assert(contributions.n == n); // both were read in one transaction
    for (size_t i = 0; i < n; i++)
        rows[i].contribution = contributions.at[i];
    return OK;
}

static enum err read_page(struct call *call, const struct activity *activity, enum contribution_state state,
                          enum audience audience, enum result_order order, size_t skip, size_t most,
                          struct result_list *ret_list, struct figure *ret_people, size_t *ret_all)
{
    struct standings standings;
    struct result_list list = {0};
    size_t values = values_of(activity->kind);
    double unused_key;
    TRY(read_standings(call, activity, state, audience, order, &standings));
    int64_t most_figure = widest(standings.at, standings.n);
    for (size_t i = skip; i < standings.n && list.n < most; i++) {
        struct result_row *row = VEC_PUSH(call->arena, &list);
        *row = row_of(activity->kind, values, audience, &standings.at[i]);
        (void)weigh(activity->kind, values, order, row, &unused_key);
        row->sum_bar = (int)(standings.at[i].figure * 1000 / most_figure);
    }
    if (list.n > 0)
        TRY(add_words(call, activity, state, standings.at + skip, list.n, list.at));
    *ret_people = standings.whole.people;
    *ret_list = list;
    *ret_all = standings.n;
    return OK;
}

enum err result_read(struct call *call, const struct activity *activity, enum audience audience,
                     enum result_order order, size_t skip, size_t most, struct result_list *ret_list,
                     struct figure *ret_people, size_t *ret_all)
{
    return read_page(call, activity, CONTRIBUTION_SHOWN, audience, order, skip, most, ret_list, ret_people, ret_all);
}

enum err result_read_state(struct call *call, const struct activity *activity, enum contribution_state state,
                           size_t most, struct result_list *ret_list)
{
    struct figure people;
    size_t all = 0;
    TRY(call_require(call, VIEW_NETWORK, activity->scope));
    return read_page(call, activity, state, AUDIENCE_TEAM, ORDER_AS_PUT, 0, most, ret_list, &people, &all);
}

enum err result_each(struct call *call, const struct activity *activity, enum audience audience, enum result_order order,
                     void (*see)(void *context, const struct result_row *row), void *context, struct result_whole *ret_whole)
{
    struct standings standings;
    size_t values = values_of(activity->kind);
    double key;
    TRY(read_standings(call, activity, CONTRIBUTION_SHOWN, audience, order, &standings));
    for (size_t i = 0; i < standings.n; i++) {
        struct result_row row = row_of(activity->kind, values, audience, &standings.at[i]);
        (void)weigh(activity->kind, values, order, &row, &key);
        row.contribution.id = standings.at[i].shown.id;
        see(context, &row);
    }
    *ret_whole = standings.whole;
    return OK;
}

static int by_id(const void *one, const void *other)
{
    const struct standing *a = one, *b = other;
    return (a->shown.id.v > b->shown.id.v) - (a->shown.id.v < b->shown.id.v);
}

enum err result_read_these(struct call *call, const struct activity *activity, enum audience audience,
                           const struct contribution_ids *ids, struct result_list *ret_list)
{
    struct standings standings;
    struct standing *wanted = ARENA_ARRAY(call->arena, struct standing, ids->n + 1);
    struct result_list list = {0};
    size_t values = values_of(activity->kind);
    double key;
    TRY(read_standings(call, activity, CONTRIBUTION_SHOWN, audience, ORDER_AS_PUT, &standings));
    for (size_t i = 0; i < ids->n; i++) {
        const struct standing one = {.shown.id = ids->at[i]};
        const struct standing *found = standings.n == 0 ? NULL : bsearch(&one, standings.at, standings.n, sizeof one, by_id);
        if (found == NULL)
            continue;
        wanted[list.n] = *found;
        struct result_row *row = VEC_PUSH(call->arena, &list);
        *row = row_of(activity->kind, values, audience, found);
        (void)weigh(activity->kind, values, ORDER_AGREEMENT, row, &key);
    }
    if (list.n > 0)
        TRY(add_words(call, activity, CONTRIBUTION_SHOWN, wanted, list.n, list.at));
    *ret_list = list;
    return OK;
}

enum audience audience_of(struct call *call, const struct workshop *workshop)
{
    struct participant_id participant;
    if (call_may(call, VIEW_NETWORK, workshop->scope))
        return AUDIENCE_TEAM;
    if (workshop->state == WORKSHOP_OPEN && workshop_participant(call, workshop, &participant) == OK)
        return AUDIENCE_ROOM;
    return AUDIENCE_PUBLIC;
}
