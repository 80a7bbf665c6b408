// workshop_run.c - opening, running and closing a workshop.
#include <assert.h>

#include "people/audit.h"
#include "store/signal.h"
#include "workshops/activity.h"
#include "workshops/activity_store.h"
#include "workshops/found.h"
#include "workshops/workshop_store.h"

static enum err find_to_run(struct call *call, struct workshop_id id, struct workshop *ret_workshop)
{
    assert(db_in_transaction(call->db));
    struct workshop workshop;
    TRY(workshop_read(call, id, &workshop));
    if (is_elsewhere(call, workshop.scope.network))
        return ERR_NOT_FOUND;
    TRY(call_require(call, RUN_WORKSHOP, workshop.scope));
    *ret_workshop = workshop;
    return OK;
}

static enum err change_state(struct call *call, const struct workshop *workshop, enum workshop_state state,
                             enum audit_act act)
{
    struct activity_list list;
    TRY(workshop_update_state(call, workshop->id, state));
    TRY(activity_read_list(call, workshop->scope.network, workshop->id, &list));
    for (size_t i = 0; i < list.n; i++)
        if (!list.at[i].results_open && list.at[i].state != ACTIVITY_WAITING)
            TRY(found_due(call, list.at[i].id));
    TRY(audit_add(call, workshop->scope.network, act, workshop->id.v));
    signal_add(call->db, TOPIC_WORKSHOP, workshop->id.v);
    signal_add(call->db, TOPIC_NETWORK, workshop->scope.network.v);
    return OK;
}

// One in 14 million is taken for each workshop there ever was, so the second draw nearly always does.
static enum err give_code(struct call *call, struct workshop_id id)
{
    enum { DRAWS = 20 };
    enum err error = ERR_BUSY;
    for (int i = 0; i < DRAWS; i++) {
        error = workshop_update_code(call, id, call_secret(call, JOIN_CODE_SIGNS));
        if (error != ERR_CONFLICT || db_error(call->db) != OK)
            return error;
    }
    return ERR_BUSY;
}

enum err workshop_open(struct call *call, struct workshop_id id)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (workshop.state != WORKSHOP_PLANNED)
        return ERR_CONFLICT;
    TRY(give_code(call, id));
    TRY(workshop_update_secret(call, id, call_secret(call, SCREEN_SECRET_SIGNS)));
    return change_state(call, &workshop, WORKSHOP_OPEN, AUDIT_OPENED);
}

enum err workshop_close(struct call *call, struct workshop_id id)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (workshop.state != WORKSHOP_OPEN)
        return ERR_CONFLICT;
    TRY(activity_close_all(call, &workshop));
    return change_state(call, &workshop, WORKSHOP_CLOSED, AUDIT_CLOSED);
}

enum err workshop_reopen(struct call *call, struct workshop_id id)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (workshop.state != WORKSHOP_CLOSED)
        return ERR_CONFLICT;
    if (*workshop.join_code == '\0') { // read in from elsewhere
        TRY(give_code(call, id));
        TRY(workshop_update_secret(call, id, call_secret(call, SCREEN_SECRET_SIGNS)));
    }
    return change_state(call, &workshop, WORKSHOP_OPEN, AUDIT_REOPENED);
}

enum err workshop_show(struct call *call, struct workshop_id id, struct activity_id activity)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (activity.v != 0) {
        struct activity shown;
        TRY(activity_read(call, activity, &shown));
        if (shown.workshop.v != id.v)
            return ERR_NOT_FOUND;
    }
    if (workshop.state != WORKSHOP_OPEN)
        return ERR_CONFLICT;
    TRY(workshop_update_current(call, id, activity));
    signal_add(call->db, TOPIC_WORKSHOP, id.v);
    return OK;
}

enum err workshop_set_screen(struct call *call, struct workshop_id id, enum screen_mode mode)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (mode == SCREEN_FROZEN && workshop.screen != SCREEN_FROZEN)
        workshop.frozen_at = call->now;
    workshop.screen = mode;
    TRY(workshop_update_screen(call, &workshop));
    signal_add(call->db, TOPIC_WORKSHOP, id.v);
    return OK;
}

enum err workshop_set_dark(struct call *call, struct workshop_id id, bool dark)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    workshop.dark = dark;
    TRY(workshop_update_screen(call, &workshop));
    signal_add(call->db, TOPIC_WORKSHOP, id.v);
    return OK;
}

enum err workshop_renew_screen(struct call *call, struct workshop_id id)
{
    struct workshop workshop;
    TRY(find_to_run(call, id, &workshop));
    if (*workshop.screen_secret == '\0')
        return ERR_CONFLICT; // it was never open: there is nothing to renew
    TRY(workshop_update_secret(call, id, call_secret(call, SCREEN_SECRET_SIGNS)));
    signal_add(call->db, TOPIC_WORKSHOP, id.v);
    return OK;
}

enum err workshop_current(struct call *call, const struct workshop *workshop, struct activity *ret_activity)
{
    return workshop->current.v == 0 ? ERR_NOT_FOUND : activity_read(call, workshop->current, ret_activity);
}
