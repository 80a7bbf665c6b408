// polis_import.c - statements, people and votes of a Polis conversation into bulk rules of workshops.
#include "interchange/polis_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "people/audit.h"
#include "workshops/bulk.h"

static int number_order(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static int comment_order(const void *a, const void *b)
{
    const struct polis_comment *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static int id_order(const void *a, const void *b)
{
    const struct participant_id *x = a, *y = b;
    return x->v < y->v ? -1 : x->v > y->v;
}

// One participant for each person, in the same order; ids ascend with it.
static enum err people_add(struct call *call, const struct network *network, const struct polis *polis,
                           struct participant_id **ret_participants)
{
    struct participant_id *participants = ARENA_ARRAY(call->arena, struct participant_id, polis->people_count + 1);
    for (size_t i = 0; i < polis->people_count; i++)
        TRY(participant_add(call, network->id, PARTICIPANT_IMPORT, &participants[i]));
    qsort(participants, polis->people_count, sizeof *participants, id_order);
    *ret_participants = participants;
    return OK;
}

static struct participant_id participant_for(const struct polis *polis, const struct participant_id *participants, int64_t person)
{
    const int64_t *found = bsearch(&person, polis->people, polis->people_count, sizeof person, number_order);
    return participants[found - polis->people];
}

static enum err comments_add(struct call *call, const struct activity *activity, const struct network *network,
                             const struct polis *polis, const struct participant_id *participants,
                             struct contribution_id **ret_ids)
{
    size_t n = polis->comment_count;
    struct bulk_contribution *list = ARENA_ARRAY(call->arena, struct bulk_contribution, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct polis_comment *comment = &polis->comments[i];
        list[i] = (struct bulk_contribution){
            .participant = participant_for(polis, participants, comment->author),
            .words = comment->words,
            .language = network->language,
            .state = comment->moderated < 0 ? CONTRIBUTION_REFUSED : CONTRIBUTION_SHOWN,
            .source_id = arena_print(call->arena, "%lld", (long long)comment->id),
            .said_at = comment->at,
        };
    }
    *ret_ids = ARENA_ARRAY(call->arena, struct contribution_id, n + 1);
    return contribution_add_bulk(call, activity, list, n, *ret_ids);
}

// Both the people and the comments ascend as their ids do, so the votes are in key order already.
static enum err votes_add(struct call *call, const struct activity *activity, struct polis *polis,
                          const struct participant_id *participants, const struct contribution_id *contributions,
                          void (*step)(void *, size_t))
{
    struct bulk_mark *marks = ARENA_ARRAY(call->arena, struct bulk_mark, polis->vote_count + 1);
    for (size_t i = 0; i < polis->vote_count; i++) {
        const struct polis_vote *vote = &polis->votes[i];
        const struct polis_comment wanted = {.id = vote->comment};
        const struct polis_comment *comment =
            bsearch(&wanted, polis->comments, polis->comment_count, sizeof wanted, comment_order);
        marks[i] = (struct bulk_mark){.participant = participant_for(polis, participants, vote->voter),
                                      .contribution = contributions[comment - polis->comments],
                                      .value = vote->value,
                                      .at = vote->at};
    }
    return marks_add_bulk(call, activity, marks, polis->vote_count, step, polis);
}

static const char *at_most(struct call *call, const char *text, size_t signs)
{
    return arena_copy(call->arena, text, utf8_prefix(text, strlen(text), signs));
}

enum err polis_import(struct call *call, const struct network *network, struct polis *polis,
                      void (*step)(void *context, size_t stored), struct workshop_id *ret_id)
{
    const char *title = *polis->topic != '\0' ? polis->topic : "Polis";
    const char *question = *polis->description != '\0' ? polis->description : title;
    const struct past_workshop past = {.title = at_most(call, title, LIMIT_LINE_SIGNS), .place = "Polis",
                                       .language = network->language, .begins_at = polis->first_at, .ends_at = polis->last_at};
    struct workshop_id id;
    struct activity activity;
    struct participant_id *participants;
    struct contribution_id *contributions;
    const struct activity_kind *kind = activity_kind_find("opinions");
    const struct activity_draft draft = {.title = past.title, .question = at_most(call, question, LIMIT_LINE_SIGNS),
                                         .kind = kind->name,
                                         .settings = arena_alloc(call->arena, kind->settings->draft_size)};
    TRY(workshop_add_closed(call, network->id, &past, &id));
    TRY(activity_add_closed(call, id, &draft, &activity));
    TRY(people_add(call, network, polis, &participants));
    TRY(attendance_add_bulk(call, &activity, participants, polis->people_count));
    TRY(comments_add(call, &activity, network, polis, participants, &contributions));
    TRY(votes_add(call, &activity, polis, participants, contributions, step));
    TRY(audit_add(call, network->id, AUDIT_IMPORTED, id.v));
    *ret_id = id;
    return OK;
}
