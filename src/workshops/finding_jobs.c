// finding_jobs.c - the job that works out a finding: all votes from a snapshot, then one row, and when to look again.
#include <stdlib.h>

#include "releases/release.h"
#include "workshops/activity_store.h"
#include "workshops/audience.h"
#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/finding_store.h"
#include "workshops/mark_store.h"
#include "workshops/speaking.h"

struct work {
    bool is_gone, has_finding; // has_finding: a new one
    int64_t tallies, votes, before; // before: when the one that is kept was worked out; 0: none is
    struct finding finding;
};

static enum err activity_of(struct call *call, const char *payload, struct activity *ret_activity)
{
    return activity_read(call, (struct activity_id){strtoll(payload, NULL, 10)}, ret_activity);
}

struct counted {
    struct shown_list shown;
    struct tally_list tallies;
    int64_t people, hash;
};

static enum err count(struct call *call, const struct activity *activity, struct counted *ret_counted)
{
    struct counted counted;
    TRY(contribution_read_ids(call, activity, CONTRIBUTION_SHOWN, &counted.shown));
    TRY(tally_read(call, activity, &counted.tallies));
    counted.people = tally_people(&counted.tallies);
    counted.hash = finding_hash(&counted.shown, &counted.tallies);
    *ret_counted = counted;
    return OK;
}

// Every statement that was voted on or is shown, in the order of ids; out is what is not shown.
static size_t statements_of(struct arena *arena, const struct counted *counted, struct contribution_id **ret_ids, bool **ret_is_out)
{
    struct contribution_id *ids = ARENA_ARRAY(arena, struct contribution_id, counted->shown.n + counted->tallies.n + 1);
    bool *is_out = ARENA_ARRAY(arena, bool, counted->shown.n + counted->tallies.n + 1);
    size_t n = 0, shown = 0, at = 0;
    while (shown < counted->shown.n || at < counted->tallies.n) {
        int64_t tally = at < counted->tallies.n ? counted->tallies.at[at].contribution.v : INT64_MAX;
        int64_t id = shown < counted->shown.n ? counted->shown.at[shown].id.v : INT64_MAX;
        if (tally != 0 && (n == 0 || ids[n - 1].v != (tally < id ? tally : id))) {
            is_out[n] = tally < id;
            ids[n++].v = tally < id ? tally : id;
        }
        at += tally <= id;
        shown += tally >= id;
    }
    *ret_ids = ids;
    *ret_is_out = is_out;
    return n;
}

static enum err work_out(struct call *call, const struct activity *activity, const struct counted *counted, struct finding *ret_finding)
{
    struct contribution_id *ids;
    bool *is_out;
    struct vote_rows rows = {.people_most = (size_t)counted->people};
    struct vote_matrix matrix;
    size_t n = statements_of(call->arena, counted, &ids, &is_out);
    for (size_t i = 0; i < counted->tallies.n; i++)
        rows.most += counted->tallies.at[i].contribution.v == 0 ? 0 : (size_t)counted->tallies.at[i].people;
    rows.cells = ARENA_ARRAY(call->arena, uint32_t, vote_matrix_room(rows.most));
    rows.begins = ARENA_ARRAY(call->arena, size_t, rows.people_most + 2);
    TRY(finding_read_all_votes(call, activity, ids, n, &rows));
    TRY(vote_matrix_take(call->arena, rows.cells, vote_matrix_room(rows.most), rows.begins, rows.people, n, is_out, &matrix));
    return finding_make(call->arena, &matrix, ids, ret_finding);
}

enum err finding_read_votes(struct call *call, const char *payload, void **ret_work)
{
    struct work *work = ARENA_NEW(call->arena, struct work);
    struct activity activity;
    struct counted counted;
    struct finding kept = {0};
    enum err error = activity_of(call, payload, &activity);
    work->is_gone = error == ERR_NOT_FOUND;
    *ret_work = work;
    if (work->is_gone)
        return OK;
    TRY(error);
    TRY(count(call, &activity, &counted));
    error = finding_find(call, &activity, &kept);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    work->tallies = counted.hash;
    work->before = error == OK ? kept.worked_at : 0;
    if (counted.people < LEAST_PEOPLE_FOR_GROUPS || (error == OK && kept.tallies == counted.hash))
        return OK;
    TRY(work_out(call, &activity, &counted, &work->finding));
    work->has_finding = true;
    work->finding.worked_at = call->now;
    work->finding.tallies = counted.hash;
    return OK;
}

// While it runs: soon where votes come in (and the less often the more of them there are to read), ever more seldom where none do. Fewer
// people than there can be groups of: when the next one votes for the first time.
static int64_t wait_of(const struct call *call, const struct work *work, bool has_news)
{
    if (work->has_finding || has_news)
        return FINDING_SOON + work->finding.votes / 10;
    int64_t quiet = work->before == 0 ? 0 : (call->now - work->before) / 2;
    return quiet < FINDING_SOON ? FINDING_SOON : quiet > FINDING_LATER ? FINDING_LATER : quiet;
}

enum err finding_keep(struct call *call, const char *payload, void *work)
{
    const struct work *done = work;
    struct activity activity;
    struct counted counted;
    enum err error = activity_of(call, payload, &activity);
    if (done->is_gone || error == ERR_NOT_FOUND)
        return OK;
    TRY(error);
    if (done->has_finding) {
        TRY(finding_write(call, &activity, &done->finding));
        activity_tell_all(call, &activity);
        if (activity.state == ACTIVITY_CLOSED)
            TRY(release_due(call, activity.scope.network, activity.workshop.v));
    }
    TRY(count(call, &activity, &counted));
    bool has_news = counted.hash != done->tallies && counted.people >= LEAST_PEOPLE_FOR_GROUPS;
    if (activity.state == ACTIVITY_CLOSED)
        return has_news ? finding_due(call, &activity, 0) : OK;
    if (activity.state == ACTIVITY_WAITING || counted.people < LEAST_PEOPLE_FOR_GROUPS)
        return OK;
    return finding_due(call, &activity, wait_of(call, done, has_news));
}
