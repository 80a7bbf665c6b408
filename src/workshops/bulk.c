// bulk.c - reading in whole workshops from elsewhere, in key order and counted once.
#include "workshops/bulk.h"

#include <assert.h>

#include "networks/network.h"
#include "releases/release.h"
#include "store/signal.h"
#include "workshops/activity_store.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/found.h"
#include "workshops/mark_store.h"
#include "workshops/participation_store.h"
#include "workshops/speaking.h"

enum err workshop_add_closed(struct call *call, struct network_id network, const struct past_workshop *past,
                             struct workshop_id *ret_id)
{
    assert(db_in_transaction(call->db));
    struct workshop workshop = {
        .id = {call_id(call)},
        .language = past->language,
        .begins_at = past->begins_at,
        .ends_at = past->ends_at,
        .state = WORKSHOP_CLOSED,
    };
    TRY(network_scope_id(call, network, &workshop.scope));
    TRY(call_require(call, PLAN_WORKSHOP, workshop.scope));
    TRY(text_add(call, TEXT_WORKSHOP, network, past->language, past->title, &workshop.title_text));
    TRY(text_add(call, TEXT_WORKSHOP, network, past->language, past->place, &workshop.place_text));
    TRY(workshop_insert(call, &workshop));
    signal_add(call->db, TOPIC_NETWORK, network.v);
    *ret_id = workshop.id;
    return OK;
}

enum err activity_add_closed(struct call *call, struct workshop_id workshop, const struct activity_draft *draft,
                             struct activity *ret_activity)
{
    struct workshop owner;
    TRY(workshop_read(call, workshop, &owner));
    struct activity activity = {
        .id = {call_id(call)},
        .workshop = workshop,
        .scope = owner.scope,
        .kind = activity_kind_find(draft->kind),
        .position = 1,
        .title.text = "",
        .question.text = "",
        .state = ACTIVITY_CLOSED,
        .results_open = true,
        .settings = draft->settings,
        .version = 1,
    };
    assert(activity.kind != NULL);
    TRY(text_add(call, TEXT_WORKSHOP, owner.scope.network, owner.language, draft->title, &activity.title_text));
    TRY(text_add(call, TEXT_WORKSHOP, owner.scope.network, owner.language, draft->question, &activity.question_text));
    TRY(activity_insert(call, &activity));
    *ret_activity = activity;
    return OK;
}

enum err attendance_add_bulk(struct call *call, const struct activity *activity,
                             const struct participant_id *participants, size_t n)
{
    for (size_t i = 0; i < n; i++)
        TRY(attendance_add(call, activity->scope.network, activity->workshop, participants[i]));
    return OK;
}

enum err contribution_add_bulk(struct call *call, const struct activity *activity,
                               const struct bulk_contribution *contributions, size_t n, struct contribution_id *ret_ids)
{
    assert(db_in_transaction(call->db));
    struct search_thing *things = ARENA_ARRAY(call->arena, struct search_thing, n);
    size_t findable = 0;
    bool is_public;
    TRY(activity_is_public(call, activity, &is_public));
    for (size_t i = 0; i < n; i++) {
        const struct bulk_contribution *from = &contributions[i];
        assert(from->state != CONTRIBUTION_TAKEN_DOWN);
        struct contribution contribution = {
            .id = {call_id(call)},
            .participant = from->participant,
            .words = {.text = from->words, .language = from->language},
            .state = from->state,
            .origin = FROM_IMPORT,
            .source_id = from->source_id,
            .said_at = from->said_at,
        };
        TRY(contribution_insert(call, activity, &contribution, 0));
        ret_ids[i] = contribution.id;
        if (from->state != CONTRIBUTION_REFUSED)
            things[findable++] = (struct search_thing){.id = contribution.id.v,
                                                       .network = activity->scope.network,
                                                       .kind = SEARCH_CONTRIBUTIONS,
                                                       .is_public = is_public && from->state == CONTRIBUTION_SHOWN,
                                                       .words = contribution.words};
    }
    TRY(search_put(call, things, findable));
    TRY(ballot_renew(call, activity));
    activity_tell_all(call, activity);
    return OK;
}

// --- marks ---

// Counts by contribution and value: an open-addressed table that doubles when it is half full.
struct table {
    struct arena *arena;
    struct tally_change *at; // people 0: free
    size_t n, size;          // size: a power of two
};

static size_t place_of(const struct table *table, struct contribution_id contribution, int64_t value)
{
    uint64_t hash = ((uint64_t)contribution.v * UINT64_C(31) + (uint64_t)value) * UINT64_C(0x9E3779B97F4A7C15);
    size_t place = (size_t)(hash >> 32) & (table->size - 1);
    while (table->at[place].people != 0 &&
           (table->at[place].contribution.v != contribution.v || table->at[place].value != value))
        place = (place + 1) & (table->size - 1);
    return place;
}

static void make_room(struct table *table)
{
    struct table larger = {.arena = table->arena, .n = table->n, .size = table->size == 0 ? 1024 : table->size * 2};
    larger.at = ARENA_ARRAY(larger.arena, struct tally_change, larger.size);
    for (size_t i = 0; i < table->size; i++)
        if (table->at[i].people != 0)
            larger.at[place_of(&larger, table->at[i].contribution, table->at[i].value)] = table->at[i];
    *table = larger;
}

static void count_mark(struct table *table, const struct bulk_mark *mark)
{
    if (table->n * 2 >= table->size)
        make_room(table);
    struct tally_change *count = &table->at[place_of(table, mark->contribution, mark->value)];
    table->n += count->people == 0;
    *count = (struct tally_change){mark->contribution, mark->value, count->people + 1};
}

static bool is_after(const struct bulk_mark *mark, const struct bulk_mark *before)
{
    if (mark->participant.v != before->participant.v)
        return mark->participant.v > before->participant.v;
    return mark->contribution.v > before->contribution.v;
}

// All marks of the participant whose marks begin at `marks`.
static enum err add_participation(struct call *call, const struct activity *activity, const struct bulk_mark *marks,
                                  size_t n, size_t *ret_marks)
{
    size_t count = 0;
    int64_t total = 0;
    for (; count < n && marks[count].participant.v == marks[0].participant.v; count++)
        total += activity->kind->values_add_up ? marks[count].value : 0;
    *ret_marks = count;
    return participation_insert(call, activity, marks[0].participant, (int64_t)count, total);
}

static enum err add_tallies(struct call *call, const struct activity *activity, const struct table *table,
                            int64_t people)
{
    for (size_t i = 0; i < table->size; i++)
        if (table->at[i].people != 0)
            TRY(tally_insert(call, activity, &table->at[i]));
    return people == 0 ? OK : tally_insert(call, activity, &(struct tally_change){.people = people});
}

enum err marks_add_bulk(struct call *call, const struct activity *activity, const struct bulk_mark *marks, size_t n,
                        void (*step)(void *context, size_t stored), void *context)
{
    assert(db_in_transaction(call->db));
    enum { STEP = 10000 };
    struct table table = {.arena = call->arena};
    int64_t people = 0;
    for (size_t i = 0, of_this = 0; i < n; i++, of_this--) {
        const struct bulk_mark *mark = &marks[i];
        assert((i == 0 || is_after(mark, mark - 1)) && kind_knows_value(activity->kind, mark->value));
        if (of_this == 0) {
            TRY(add_participation(call, activity, mark, n - i, &of_this));
            people++;
        }
        TRY(mark_insert(call, activity, mark->contribution, mark->participant, mark->value, mark->at));
        count_mark(&table, mark);
        if (step != NULL && (i + 1) % STEP == 0)
            step(context, i + 1);
    }
    TRY(add_tallies(call, activity, &table, people));
    TRY(finding_due(call, activity, 0));
    TRY(release_due(call, activity->scope.network, activity->workshop.v));
    activity_tell_all(call, activity);
    return OK;
}
