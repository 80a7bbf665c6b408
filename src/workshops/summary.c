// summary.c - words and themes of what was said, counted by people and steps.
#include "workshops/summary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/word.h"
#include "insight/mentions.h"
#include "releases/release.h"
#include "workshops/contribution_store.h"
#include "workshops/result_ahead.h"
#include "workshops/theme_store.h"

struct mention_list {
    struct mention *at;
    size_t n, cap;
};

// What is counted: who said it and in which step.
struct counting {
    struct call *call;
    enum audience audience;
    const struct theme_list *themes;
    struct mention_list words, titles;
    struct word_list written;  // beside `words`
    enum language *language;   // by place of `written`
    size_t language_cap;
    size_t step;               // the one being read
    const struct released *released; // public
    struct workshop_id workshop;
};

int64_t summary_word_object(struct workshop_id workshop, const char *plain)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)workshop.v; // FNV-1a
    for (; *plain != '\0'; plain++)
        hash = (hash ^ (unsigned char)*plain) * UINT64_C(0x100000001b3);
    return (int64_t)(hash >> 1);
}

const char *summary_theme_key(struct call *call, struct theme_id theme)
{
    return arena_print(call->arena, "%lld", (long long)theme.v);
}

static const struct words *title_of(const struct theme_list *themes, struct theme_id id)
{
    for (size_t i = 0; i < themes->n; i++)
        if (themes->at[i].id.v == id.v)
            return &themes->at[i].title;
    return NULL;
}

static struct mention mention_of(const struct counting *counting, const char *what, const struct contribution *said)
{
    return (struct mention){.what = what, .period = (uint32_t)counting->step, .person = said->participant.v};
}

static void languages_grow(struct counting *counting)
{
    size_t cap = counting->written.cap;
    if (cap <= counting->language_cap)
        return;
    counting->language = arena_grow(counting->call->arena, counting->language, counting->language_cap * sizeof *counting->language,
                                    cap * sizeof *counting->language);
    counting->language_cap = cap;
}

static void count_said(struct counting *counting, const struct contribution *said)
{
    struct arena *arena = counting->call->arena;
    size_t from = counting->written.n;
    const struct words *title = title_of(counting->themes, said->theme);
    bool is_public = counting->audience == AUDIENCE_PUBLIC;
    const struct words *words = is_public ? &said->as_put : &said->words;
    words_add(arena, words->language, words->text, &counting->written);
    languages_grow(counting);
    for (size_t i = from; i < counting->written.n; i++) {
        counting->language[i] = words->language;
        *VEC_PUSH(arena, &counting->words) = mention_of(counting, counting->written.at[i].plain, said);
    }
    if (title != NULL)
        *VEC_PUSH(arena, &counting->titles) =
            mention_of(counting, is_public ? summary_theme_key(counting->call, said->theme) : title->text, said);
}

// The word as it was written most often.
static struct words as_written(const struct counting *counting, const char *plain)
{
    size_t at = word_most_written(&counting->written, plain);
    return (struct words){.text = counting->written.at[at].written, .language = counting->language[at]};
}

static struct words theme_words(const struct counting *counting, const char *title)
{
    for (size_t i = 0; i < counting->themes->n; i++)
        if (strcmp(counting->themes->at[i].title.text, title) == 0)
            return counting->themes->at[i].title;
    return (struct words){.text = title, .language = counting->call->language};
}

static struct figure figure_of(enum audience audience, int64_t people)
{
    struct figure figure, whole;
    figures_for(audience, false, &people, 1, &figure, &whole);
    return figure;
}

static enum err rows_of(const struct counting *counting, const struct mention_list *mentions, size_t steps,
                        struct words (*words_of)(const struct counting *counting, const char *what), struct summary_rows *ret_rows)
{
    struct arena *arena = counting->call->arena;
    struct mentioned_list list;
    struct summary_rows rows = {0};
    bool by_step = steps > 1;
    TRY(mentions_count(arena, mentions->at, mentions->n, steps, SUMMARY_LEAST, SUMMARY_ROWS, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct figure people = figure_of(counting->audience, list.at[i].people);
        if (!people.is_shown)
            continue;
        struct summary_row *row = VEC_PUSH(arena, &rows);
        *row = (struct summary_row){.what = words_of(counting, list.at[i].what), .people = people};
        if (by_step)
            row->by_step = ARENA_ARRAY(arena, struct figure, steps);
        for (size_t step = 0; by_step && step < steps; step++)
            row->by_step[step] = figure_of(counting->audience, list.at[i].by_period[step]);
    }
    *ret_rows = rows;
    return OK;
}

// --- the public ---

static int by_people(const void *one, const void *other)
{
    const struct summary_row *a = one, *b = other;
    return (a->people.people < b->people.people) - (a->people.people > b->people.people);
}

static struct words public_word(const struct counting *counting, const char *plain, int64_t *ret_object)
{
    *ret_object = summary_word_object(counting->workshop, plain);
    return as_written(counting, plain);
}

static struct words public_theme(const struct counting *counting, const char *key, int64_t *ret_object)
{
    *ret_object = strtoll(key, NULL, 10);
    const struct words *title = title_of(counting->themes, (struct theme_id){*ret_object});
    assert(title != NULL); // only themes that have one are mentioned
    return *title;
}

// Of what is still there to be read, what the release shows.
static enum err released_rows(const struct counting *counting, const struct mention_list *mentions, enum cell_kind kind,
                              struct words (*words_of)(const struct counting *counting, const char *what, int64_t *ret_object),
                              struct summary_rows *ret_rows)
{
    struct arena *arena = counting->call->arena;
    struct mentioned_list list;
    struct summary_rows rows = {0};
    TRY(mentions_count(arena, mentions->at, mentions->n, counting->step + 1, 1, mentions->n, &list));
    for (size_t i = 0; i < list.n; i++) {
        int64_t object;
        struct words words = words_of(counting, list.at[i].what, &object);
        struct cell_figure figure = released_figure(counting->released, object, kind, 0);
        if (figure.display == CELL_NUMBER)
            *VEC_PUSH(arena, &rows) =
                (struct summary_row){.what = words, .people = {.people = figure.number, .is_shown = true, .has_bar = true}};
    }
    if (rows.n > 0)
        qsort(rows.at, rows.n, sizeof *rows.at, by_people);
    rows.n = rows.n < SUMMARY_ROWS ? rows.n : SUMMARY_ROWS;
    *ret_rows = rows;
    return OK;
}

// Whether people say something of their own in any of the steps.
static bool has_words(const struct activity_list *list, const bool *is_open)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_open[i] && list->at[i].kind->takes_words)
            return true;
    return false;
}

// A theme mostly belongs to one step: then that people spoke of it in no other tells nothing.
static void drop_steps_of_one(struct summary_rows *rows, size_t steps)
{
    for (size_t i = 0; i < rows->n; i++) {
        size_t n = 0;
        for (size_t step = 0; rows->at[i].by_step != NULL && step < steps; step++)
            n += rows->at[i].by_step[step].people > 0;
        if (n > 1)
            return;
    }
    for (size_t i = 0; i < rows->n; i++)
        rows->at[i].by_step = NULL;
}

static bool is_counted(const struct contribution *said)
{
    return said->participant.v != 0;
}

// What was said in a step, from what was read for its results or from `all`.
static const struct contribution_list *said_in(const struct activity *activity, const struct contribution_list *all)
{
    return activity->ahead != NULL && activity->ahead->has_said ? &activity->ahead->said : all;
}

static enum err read_all(struct call *call, const struct activity *any, struct contribution_list *ret_all)
{
    TRY(contribution_read_steps(call, any, SUMMARY_SAID, ret_all));
    return contribution_read_words(call, ret_all);
}

// True where people said something in the step.
static bool count_step(struct counting *counting, const struct activity *activity, const struct contribution_list *said)
{
    bool has_said = false;
    for (size_t i = 0; i < said->n; i++)
        if (said->at[i].activity.v == activity->id.v && is_counted(&said->at[i])) {
            has_said = true;
            count_said(counting, &said->at[i]);
        }
    return has_said;
}

enum err summary_read(struct call *call, const struct activity_list *list, const bool *is_open, enum audience audience,
                      struct summary *ret_summary)
{
    struct contribution_list all = {0};
    struct theme_list themes;
    bool is_at_hand = list->n > 0 && list->at[0].ahead != NULL && list->at[0].ahead->has_said;
    bool is_public = audience == AUDIENCE_PUBLIC;
    if (!has_words(list, is_open) || (is_public && !is_at_hand)) {
        *ret_summary = (struct summary){0};
        return OK;
    }
    struct summary summary = {.steps = ARENA_ARRAY(call->arena, const struct activity *, list->n + 1)};
    struct counting counting = {.call = call, .audience = audience, .themes = &themes};
    if (is_public) {
        counting.released = list->at[0].ahead->released;
        counting.workshop = list->at[0].workshop;
    }
    if (!is_at_hand)
        TRY(read_all(call, &list->at[0], &all));
    TRY(theme_read_steps(call, &list->at[0], &themes));
    for (size_t i = 0; i < list->n; i++) {
        const struct activity *activity = &list->at[i];
        counting.step = summary.step_count;
        if (is_open[i] && activity->kind->takes_words && count_step(&counting, activity, said_in(activity, &all)))
            summary.steps[summary.step_count++] = activity;
    }
    if (is_public) {
        TRY(released_rows(&counting, &counting.titles, CELL_THEME, public_theme, &summary.themes));
        TRY(released_rows(&counting, &counting.words, CELL_WORD, public_word, &summary.words));
        *ret_summary = summary;
        return OK;
    }
    TRY(rows_of(&counting, &counting.titles, summary.step_count, theme_words, &summary.themes));
    drop_steps_of_one(&summary.themes, summary.step_count);
    TRY(rows_of(&counting, &counting.words, summary.step_count, as_written, &summary.words));
    *ret_summary = summary;
    return OK;
}
