// open_step.c - statements in the order of keyed hashes, in batches, with the figures of releases.
#include "workshops/open_step.h"

#include <stdlib.h>

#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/result_ahead.h"
#include "workshops/result_parts.h"
#include "workshops/summary.h"

enum { BATCH = 500, BATCH_ARENA = 8 * 1024 * 1024, HASH_SIGNS = 16 };

struct keyed {
    int64_t key;
    struct contribution_id id;
};

bool activity_is_open_to_read(const struct workshop *workshop, const struct activity *activity)
{
    return activity->state != ACTIVITY_WAITING && (activity->results_open || workshop->state == WORKSHOP_CLOSED);
}

// --- statements ---

static int64_t key_of(struct call *call, struct contribution_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    const char *hash = call_hash(call, "open statement", text);
    return (int64_t)(strtoull(arena_copy(call->arena, hash, HASH_SIGNS), NULL, 16) >> 1);
}

static int by_key(const void *one, const void *other)
{
    const struct keyed *a = one, *b = other;
    return (a->key > b->key) - (a->key < b->key);
}

static struct keyed *in_order(struct call *call, struct arena *batch, const struct shown_list *shown)
{
    struct call hashing = *call;
    struct keyed *keyed = ARENA_ARRAY(call->arena, struct keyed, shown->n + 1);
    hashing.arena = batch;
    for (size_t i = 0; i < shown->n; i++) {
        keyed[i] = (struct keyed){key_of(&hashing, shown->at[i].id), shown->at[i].id};
        arena_reset(batch);
    }
    qsort(keyed, shown->n, sizeof *keyed, by_key);
    return keyed;
}

static size_t values_of(const struct activity_kind *kind)
{
    size_t n = 0;
    while (kind->values != NULL && kind->values[n].label != NULL)
        n++;
    return n;
}

static enum err see_batch(struct call *call, const struct activity *activity, const struct keyed *keyed, size_t n, open_statement_see *see,
                          void *context)
{
    struct contribution_list said;
    struct contribution_id *ids = ARENA_ARRAY(call->arena, struct contribution_id, n);
    for (size_t i = 0; i < n; i++)
        ids[i] = keyed[i].id;
    TRY(contribution_read_these(call, activity->scope.network, ids, n, &said));
    for (size_t i = 0, at = 0; i < n && at < said.n; i++) {
        if (said.at[at].id.v != keyed[i].id.v)
            continue;
        const struct contribution *contribution = &said.at[at++];
        char *key = arena_alloc(call->arena, ID_TEXT_SIZE);
        id_text(keyed[i].key, key);
        const struct open_statement statement = {
            .key = key,
            .words = contribution->words,
            .text = contribution->text.v == activity->question_text.v ? (struct text_id){0} : contribution->text,
            .row = result_row_public(activity->kind, values_of(activity->kind), activity->ahead->released, keyed[i].id),
        };
        TRY(see(context, &statement));
    }
    return OK;
}

enum err open_statements_each(struct call *call, const struct activity *activity, open_statement_see *see, void *context)
{
    struct arena *batch CLEANUP(arena_cleanup) = arena_new(BATCH_ARENA);
    struct activity ahead = *activity;
    struct shown_list shown;
    struct call reading = *call;
    reading.arena = batch;
    if (ahead.ahead == NULL)
        TRY(result_read_counts(call, &ahead, AUDIENCE_PUBLIC));
    TRY(contribution_read_ids(call, activity, CONTRIBUTION_SHOWN, &shown));
    const struct keyed *keyed = in_order(call, batch, &shown);
    for (size_t done = 0; done < shown.n; done += BATCH) {
        TRY(see_batch(&reading, &ahead, keyed + done, shown.n - done < BATCH ? shown.n - done : BATCH, see, context));
        arena_reset(batch);
    }
    return OK;
}

// --- what belongs to no statement ---

static bool has_groups(const struct finding *finding)
{
    int64_t sizes[OPINION_CLUSTERS_MOST] = {0};
    for (size_t g = 0; finding != NULL && g < finding->k; g++)
        sizes[g] = finding->groups[g].size;
    return finding != NULL && groups_for(AUDIENCE_PUBLIC, finding->people, sizes, finding->k) == GROUPS_AS_CROWDS;
}

static void add_groups(struct call *call, const struct activity *activity, struct open_counts *counts)
{
    const struct finding *finding = activity->ahead->finding;
    for (size_t g = 0; has_groups(finding) && g < finding->k; g++) {
        struct cell_figure size =
            released_figure(activity->ahead->released, activity->id.v, CELL_GROUP, release_group_value(finding->k, g));
        if (size.display != CELL_ABSENT)
            *VEC_PUSH(call->arena, counts) = (struct open_count){
                .kind = OPEN_GROUP, .activity = activity, .what = arena_print(call->arena, "%zu", g + 1),
                .figure = {.people = size.number, .is_shown = size.display == CELL_NUMBER,
                           .is_nearly_all = size.display == CELL_NEARLY_ALL}};
    }
}

static void add_rows(struct call *call, enum open_count_kind kind, const struct summary_rows *rows, struct open_counts *counts)
{
    for (size_t i = 0; i < rows->n; i++)
        *VEC_PUSH(call->arena, counts) = (struct open_count){.kind = kind, .what = rows->at[i].what.text, .figure = rows->at[i].people};
}

enum err open_counts_of(struct call *call, const struct workshop *workshop, const struct activity_list *list,
                        struct open_counts *ret_counts)
{
    struct open_counts counts = {0};
    struct summary summary;
    bool *is_open = ARENA_ARRAY(call->arena, bool, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        is_open[i] = activity_is_open_to_read(workshop, &list->at[i]);
        if (is_open[i] && list->at[i].kind->finds_groups)
            add_groups(call, &list->at[i], &counts);
    }
    TRY(summary_read(call, list, is_open, AUDIENCE_PUBLIC, &summary));
    add_rows(call, OPEN_THEME, &summary.themes, &counts);
    add_rows(call, OPEN_WORD, &summary.words, &counts);
    *ret_counts = counts;
    return OK;
}
