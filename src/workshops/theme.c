// theme.c - the headings under which a facilitator groups contributions.
#include <assert.h>

#include "base/limits.h"
#include "workshops/activity_store.h"
#include "workshops/contribution_store.h"
#include "workshops/speaking.h"
#include "workshops/theme_store.h"

enum err theme_add(struct call *call, const struct activity *activity, const char *title, struct theme_id *ret_id)
{
    assert(db_in_transaction(call->db));
    struct workshop workshop;
    struct text_id text;
    const char *clean = NULL;
    TRY(call_require(call, RUN_WORKSHOP, activity->scope));
    TRY(contribution_check_words(call, title, LIMIT_LINE_SIGNS, &clean));
    TRY(workshop_read(call, activity->workshop, &workshop));
    TRY(text_add(call, TEXT_WORKSHOP, activity->scope.network, workshop.language, clean, &text));
    struct theme_id id = {call_id(call)};
    TRY(theme_insert(call, activity, id, text));
    activity_tell_room(call, activity);
    *ret_id = id;
    return OK;
}

enum err theme_remove(struct call *call, struct theme_id id)
{
    assert(db_in_transaction(call->db));
    struct theme_place place;
    struct activity activity;
    TRY(theme_read(call, id, &place));
    TRY(activity_read(call, place.activity, &activity));
    TRY(call_require(call, RUN_WORKSHOP, activity.scope));
    TRY(theme_delete(call, place.network, id));
    TRY(text_remove(call, place.title));
    activity_tell_room(call, &activity);
    return OK;
}

enum err theme_list_of(struct call *call, const struct activity *activity, struct theme_list *ret_list)
{
    return theme_read_list(call, activity, ret_list);
}
