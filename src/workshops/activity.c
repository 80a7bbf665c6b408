// activity.c - the rules about the steps of a workshop's agenda.
#include "workshops/activity.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/message.h"
#include "releases/release.h"
#include "store/signal.h"
#include "workshops/activity_store.h"
#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/found.h"

static void changed(struct call *call, const struct activity *activity)
{
    signal_add(call->db, TOPIC_WORKSHOP, activity->workshop.v);
    signal_add(call->db, TOPIC_NETWORK, activity->scope.network.v);
}

static bool is_good_line(struct filled *filled, const char *field, const char *words, const char *missing)
{
    const char *message = NULL;
    if (words == NULL || *words == '\0')
        message = missing;
    else if (utf8_length(words, strlen(words)) > LIMIT_LINE_SIGNS)
        message = N_("This is too long. Please use fewer words.");
    if (message != NULL && filled != NULL)
        filled_bad(filled, field, message);
    return message == NULL;
}

static enum err check(const struct activity_draft *draft, struct filled *filled)
{
    bool is_good = is_good_line(filled, "title", draft->title, N_("Please give this step a name."));
    is_good = is_good_line(filled, "question", draft->question, N_("Please write what you ask people.")) && is_good;
    return is_good && (filled == NULL || filled->bad == 0) ? OK : ERR_INVALID;
}

// What both need that write: the activity and the workshop it belongs to, with the right to do it.
static enum err find_to(struct call *call, enum right right, struct activity_id id, struct activity *ret_activity)
{
    assert(db_in_transaction(call->db));
    struct activity activity;
    TRY(activity_read(call, id, &activity));
    TRY(call_require(call, right, activity.scope));
    *ret_activity = activity;
    return OK;
}

enum err activity_add(struct call *call, struct workshop_id workshop, const struct activity_draft *draft,
                      struct filled *filled, struct activity_id *ret_id)
{
    assert(db_in_transaction(call->db));
    struct workshop owner;
    struct activity_list others;
    TRY(workshop_read(call, workshop, &owner));
    if (is_elsewhere(call, owner.scope.network))
        return ERR_NOT_FOUND;
    TRY(call_require(call, PLAN_WORKSHOP, owner.scope));
    const struct activity_kind *kind = draft->kind == NULL ? NULL : activity_kind_find(draft->kind);
    if (kind == NULL && filled != NULL)
        filled_bad(filled, "kind", N_("Please choose what people do in this step."));
    TRY(check(draft, filled));
    if (kind == NULL)
        return ERR_INVALID;
    if (owner.state == WORKSHOP_CLOSED)
        return ERR_CONFLICT;
    TRY(activity_read_list(call, owner.scope.network, workshop, &others));
    if (others.n >= MOST_ACTIVITIES)
        return ERR_LIMIT;
    struct activity activity = {
        .id = {call_id(call)},
        .workshop = workshop,
        .scope = owner.scope,
        .kind = kind,
        .position = others.n == 0 ? 1 : others.at[others.n - 1].position + 1,
        .settings = draft->settings,
    };
    TRY(text_add(call, TEXT_WORKSHOP, owner.scope.network, owner.language, draft->title, &activity.title_text));
    TRY(text_add(call, TEXT_WORKSHOP, owner.scope.network, owner.language, draft->question, &activity.question_text));
    TRY(activity_insert(call, &activity));
    changed(call, &activity);
    *ret_id = activity.id;
    return OK;
}

enum err activity_change(struct call *call, struct activity_id id, const struct activity_draft *draft,
                         struct filled *filled)
{
    struct activity activity;
    TRY(find_to(call, PLAN_WORKSHOP, id, &activity));
    TRY(check(draft, filled));
    if (filled != NULL && filled->version != activity.version)
        return ERR_CONFLICT;
    activity.settings = draft->settings;
    TRY(activity_update_plan(call, &activity));
    TRY(text_reword(call, activity.title_text, draft->title));
    TRY(text_reword(call, activity.question_text, draft->question));
    changed(call, &activity);
    return OK;
}

enum err activity_remove(struct call *call, struct activity_id id)
{
    struct activity activity;
    struct workshop workshop;
    bool was_used = false;
    TRY(find_to(call, PLAN_WORKSHOP, id, &activity));
    TRY(activity_was_used(call, &activity, &was_used));
    if (was_used)
        return ERR_CONFLICT;
    TRY(workshop_read(call, activity.workshop, &workshop));
    if (workshop.current.v == id.v)
        TRY(workshop_update_current(call, workshop.id, (struct activity_id){0}));
    struct text_ids texts;
    TRY(activity_read_texts(call, &activity, &texts));
    struct shown_list lines;
    TRY(contribution_read_ids(call, &activity, CONTRIBUTION_SHOWN, &lines));
    for (size_t i = 0; i < lines.n; i++)
        TRY(search_remove(call, lines.at[i].id.v));
    TRY(activity_delete(call, &activity));
    for (size_t i = 0; i < texts.n; i++)
        TRY(text_remove(call, texts.at[i]));
    changed(call, &activity);
    return OK;
}

enum err activity_move(struct call *call, struct activity_id id, int places)
{
    struct activity activity;
    struct activity_list list;
    TRY(find_to(call, PLAN_WORKSHOP, id, &activity));
    TRY(activity_read_list(call, activity.scope.network, activity.workshop, &list));
    size_t from = 0;
    while (from < list.n && list.at[from].id.v != id.v)
        from++;
    assert(from < list.n);
    int64_t to = (int64_t)from + places;
    to = to < 0 ? 0 : to >= (int64_t)list.n ? (int64_t)list.n - 1 : to;
    int step = to < (int64_t)from ? -1 : 1;
    for (int64_t i = (int64_t)from; i != to; i += step) { // the ones in between make room
        struct activity kept = list.at[i];
        list.at[i] = list.at[i + step];
        list.at[i + step] = kept;
    }
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].position != (int64_t)i + 1)
            TRY(activity_update_position(call, list.at[i].id, (int64_t)i + 1));
    changed(call, &activity);
    return OK;
}

enum err activity_open(struct call *call, struct activity_id id)
{
    struct activity activity;
    struct workshop workshop;
    TRY(find_to(call, RUN_WORKSHOP, id, &activity));
    TRY(workshop_read(call, activity.workshop, &workshop));
    if (workshop.state != WORKSHOP_OPEN)
        return ERR_CONFLICT;
    if (activity.kind->asks_question)
        TRY(contribution_put_up_question(call, &activity));
    activity.state = ACTIVITY_RUNNING;
    TRY(activity_update_state(call, &activity));
    if (activity.results_open)
        TRY(found_due(call, id));
    TRY(workshop_update_current(call, workshop.id, id));
    changed(call, &activity);
    return OK;
}

enum err activity_close(struct call *call, struct activity_id id)
{
    struct activity activity;
    TRY(find_to(call, RUN_WORKSHOP, id, &activity));
    if (activity.state == ACTIVITY_WAITING)
        return ERR_CONFLICT;
    activity.state = ACTIVITY_CLOSED;
    TRY(activity_update_state(call, &activity));
    TRY(finding_due(call, &activity, 0));
    TRY(release_due(call, activity.scope.network, activity.workshop.v));
    changed(call, &activity);
    return OK;
}

enum err activity_close_all(struct call *call, const struct workshop *workshop)
{
    struct activity_list list;
    TRY(activity_read_list(call, workshop->scope.network, workshop->id, &list));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].state == ACTIVITY_RUNNING)
            TRY(finding_due(call, &list.at[i], 0));
    TRY(release_due(call, workshop->scope.network, workshop->id.v));
    return activity_close_running(call, workshop->scope.network, workshop->id);
}

enum err activity_show_results(struct call *call, struct activity_id id, bool open)
{
    struct activity activity;
    TRY(find_to(call, RUN_WORKSHOP, id, &activity));
    activity.results_open = open;
    TRY(activity_update_state(call, &activity));
    TRY(found_due(call, id));
    if (open && activity.state == ACTIVITY_CLOSED)
        TRY(release_due(call, activity.scope.network, activity.workshop.v));
    changed(call, &activity);
    return OK;
}

enum err activity_find(struct call *call, struct activity_id id, struct activity *ret_activity)
{
    struct activity activity;
    TRY(activity_read(call, id, &activity));
    TRY(workshop_read_words(call, NULL, &activity));
    *ret_activity = activity;
    return OK;
}

enum err activity_list_of(struct call *call, struct workshop_id workshop, struct activity_list *ret_list)
{
    struct workshop owner;
    TRY(workshop_read(call, workshop, &owner));
    if (is_elsewhere(call, owner.scope.network))
        return ERR_NOT_FOUND;
    return activity_list_in(call, &owner, ret_list);
}

enum err activity_list_in(struct call *call, const struct workshop *workshop, struct activity_list *ret_list)
{
    struct activity_list list;
    TRY(activity_read_list(call, workshop->scope.network, workshop->id, &list));
    struct text_wants wants = {0};
    for (size_t i = 0; i < list.n; i++) {
        text_want(call, &wants, list.at[i].title_text, &list.at[i].title);
        text_want(call, &wants, list.at[i].question_text, &list.at[i].question);
    }
    TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}
