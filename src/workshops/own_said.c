// own_said.c - what one participant said, and how it goes when they want it to.
#include "workshops/own_said.h"

#include <assert.h>

#include "workshops/activity_store.h"
#include "workshops/alike_store.h"
#include "search/search.h"
#include "texts/variant.h"
#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/forget_store.h"
#include "workshops/help_store.h"
#include "workshops/own_said_store.h"
#include "workshops/participation_store.h"
#include "workshops/speaking.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

enum err own_said_list(struct call *call, struct network_id network, struct participant_id participant,
                       struct own_meetings *ret_meetings, struct own_said_list *ret_said)
{
    struct text_wants wants = {0};
    TRY(own_said_read_meetings(call, network, participant, ret_meetings));
    TRY(own_said_read(call, network, participant, ret_said));
    for (size_t i = 0; i < ret_meetings->n; i++)
        text_want(call, &wants, ret_meetings->at[i].title_text, &ret_meetings->at[i].title);
    for (size_t i = 0; i < ret_said->n; i++)
        if (ret_said->at[i].text.v != 0)
            text_want(call, &wants, ret_said->at[i].text, &ret_said->at[i].words);
    return wants.n == 0 ? OK : text_read(call, &wants);
}

enum err workshops_own_body(struct call *call, const struct network *network, struct participant_id participant,
                            struct body *ret_body)
{
    struct own_said_view *view = ARENA_NEW(call->arena, struct own_said_view);
    struct own_meetings meetings;
    struct own_said_list said;
    TRY(own_said_list(call, network->id, participant, &meetings, &said));
    for (size_t i = 0; i < meetings.n; i++) {
        struct own_meeting_view *meeting = VEC_PUSH(call->arena, &view->meetings);
        *meeting = (struct own_meeting_view){
            .id = id_in_words(call->arena, meetings.at[i].id.v),
            .title = meetings.at[i].title,
            .begins_at = meetings.at[i].begins_at,
            .alias = meetings.at[i].alias,
        };
        for (size_t j = 0; j < said.n; j++)
            if (said.at[j].workshop.v == meetings.at[i].id.v)
                *VEC_PUSH(call->arena, &meeting->said) = (struct own_line_view){
                    .words = said.at[j].words,
                    .reason = said.at[j].state == CONTRIBUTION_TAKEN_DOWN ? said.at[j].reason : NULL,
                    .is_waiting = said.at[j].state == CONTRIBUTION_WAITING,
                    .is_shown = said.at[j].state == CONTRIBUTION_SHOWN,
                    .is_refused = said.at[j].state == CONTRIBUTION_REFUSED,
                    .is_down = said.at[j].state == CONTRIBUTION_TAKEN_DOWN,
                };
    }
    *ret_body = body_own_said(view);
    return OK;
}

// One thing they said goes, with what others gave to it.
static enum err remove_line(struct call *call, struct contribution_id id)
{
    struct contribution line;
    struct activity activity;
    struct scope scope;
    struct variant_list variants = {0};
    TRY(contribution_read(call, id, &line, &scope));
    TRY(activity_read(call, line.activity, &activity));
    if (line.text.v != 0)
        TRY(text_variants(call, line.text, &variants));
    if (activity.kind->values_add_up && line.state == CONTRIBUTION_SHOWN)
        TRY(participation_shift(call, &activity, id, -1));
    TRY(forget_marks_on(call, &activity, id));
    TRY(told_apart_forget(call, &activity, id));
    TRY(search_remove(call, id.v));
    TRY(contribution_delete(call, id));
    if (line.text.v != 0)
        TRY(text_remove(call, line.text));
    // headings, needs and answers that quote it
    TRY(text_take_out(call, scope.network, line.words.text));
    if (line.said != NULL)
        TRY(text_take_out(call, scope.network, line.said));
    for (size_t i = 0; i < variants.n; i++)
        TRY(text_take_out(call, scope.network, variants.at[i].words));
    TRY(ballot_renew(call, &activity));
    TRY(finding_due(call, &activity, FINDING_SOON));
    activity_tell_all(call, &activity);
    return OK;
}

enum err workshops_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    assert(db_in_transaction(call->db));
    struct own_said_list said;
    TRY(help_forget(call, network, participant));
    if (keeps_words)
        return OK;
    TRY(finding_forget(call, network, participant));
    TRY(forget_marks_of(call, network, participant));
    TRY(own_said_read_all(call, network, participant, &said));
    for (size_t i = 0; i < said.n; i++)
        TRY(remove_line(call, said.at[i].id));
    return forget_attendance(call, network, participant);
}
