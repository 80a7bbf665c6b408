// need.c - reading needs, and naming new ones from contributions. What becomes of them is in need_change.c.
#include "needs/need.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "needs/need_found.h"
#include "needs/need_parts.h"
#include "needs/need_store.h"
#include "store/signal.h"

static const struct {
    const char *name, *label;
} states[NEED_STATES] = {
    [NEED_HEARD] = {"heard", N_("Heard")},
    [NEED_CHECKED] = {"checked", N_("Checked with people")},
    [NEED_TAKEN_UP] = {"taken_up", N_("Taken up")},
    [NEED_MET] = {"met", N_("Met")},
    [NEED_SET_ASIDE] = {"set_aside", N_("Set aside")},
    [NEED_MERGED] = {"merged", N_("Joined with another need")},
};

const char *need_state_name(enum need_state state)
{
    return states[state].name;
}

const char *need_state_label(enum need_state state)
{
    return states[state].label;
}

enum need_state need_state_of(const char *name)
{
    int state = 0;
    while (state < NEED_STATES && strcmp(states[state].name, name) != 0)
        state++;
    return (enum need_state)state;
}

// --- reading ---

static void want_words(struct call *call, struct text_wants *wants, struct need *need)
{
    text_want(call, wants, need->title_text, &need->title);
    if (need->reason_text.v != 0)
        text_want(call, wants, need->reason_text, &need->reason);
    if (need->group_text.v != 0)
        text_want(call, wants, need->group_text, &need->group);
    if (need->place_text.v != 0)
        text_want(call, wants, need->place_text, &need->place);
}

enum err need_find(struct call *call, struct need_id id, struct need *ret_need)
{
    struct need *need = ARENA_NEW(call->arena, struct need);
    struct text_wants wants = {0};
    TRY(need_read(call, id, need));
    if (call->scope.network.v != 0 && call->scope.network.v != need->scope.network.v)
        return ERR_NOT_FOUND;
    want_words(call, &wants, need);
    TRY(text_read(call, &wants));
    *ret_need = *need;
    return OK;
}

enum err need_list_of(struct call *call, struct scope scope, const struct need_filter *filter, size_t page,
                      struct need_list *ret_list, bool *ret_more)
{
    struct need_list list;
    struct text_wants wants = {0};
    bool is_public = !call_may(call, VIEW_NETWORK, scope);
    TRY(need_read_list(call, scope.network, filter, is_public, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    for (size_t i = 0; i < list.n; i++)
        want_words(call, &wants, &list.at[i]);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err need_list_top(struct call *call, struct scope scope, size_t most, struct need_list *ret_list, bool *ret_more)
{
    struct need_list list;
    const struct need_filter all = {.state = NEED_STATES};
    TRY(need_read_list(call, scope.network, &all, !call_may(call, VIEW_NETWORK, scope), 0, most + 1, &list));
    *ret_more = list.n > most;
    if (*ret_more)
        list.n = most;
    *ret_list = list;
    return OK;
}

enum err need_list_own(struct call *call, struct network_id network, struct participant_id participant,
                       struct need_list *ret_list)
{
    struct need_list list;
    struct text_wants wants = {0};
    TRY(need_read_own(call, network, participant, &list));
    for (size_t i = 0; i < list.n; i++)
        want_words(call, &wants, &list.at[i]);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err need_labels(struct call *call, struct network_id network, struct need_label_list *ret_list)
{
    struct need_label_list list;
    struct text_wants wants = {0};
    TRY(need_label_read(call, network, &list));
    for (size_t i = 0; i < list.n; i++)
        text_want(call, &wants, list.at[i].text, &list.at[i].name);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err need_sources_of(struct call *call, const struct need *need, struct need_sources *ret_sources)
{
    struct need_sources sources;
    struct text_wants wants = {0};
    TRY(evidence_read_sources(call, need->scope.network, need->id, &sources));
    for (size_t i = 0; i < sources.n; i++)
        text_want(call, &wants, sources.at[i].title_text, &sources.at[i].title);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_sources = sources;
    return OK;
}

static enum err read_words(struct call *call, struct need_lines *lines)
{
    struct text_wants wants = {0};
    for (size_t i = 0; i < lines->n; i++)
        if (lines->at[i].text.v != 0)
            text_want(call, &wants, lines->at[i].text, &lines->at[i].words);
    return wants.n == 0 ? OK : text_read(call, &wants);
}

enum err need_lines_of(struct call *call, const struct need *need, struct need_lines *ret_lines)
{
    TRY(call_require(call, NAME_NEEDS, need->scope));
    TRY(evidence_read_lines(call, need->scope.network, need->id, MOST_LINES, ret_lines));
    return read_words(call, ret_lines);
}

enum err need_lines_to_name(struct call *call, const struct workshop *workshop, size_t page, struct need_lines *ret_lines,
                            bool *ret_more)
{
    struct need_lines lines;
    TRY(call_require(call, NAME_NEEDS, workshop->scope));
    TRY(evidence_read_free(call, workshop->scope.network, workshop->id, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &lines));
    *ret_more = lines.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        lines.n = LIMIT_PAGE_ROWS;
    TRY(read_words(call, &lines));
    *ret_lines = lines;
    return OK;
}

// --- naming ---

bool need_draft_is_right(struct call *call, const struct need_draft *draft, struct filled *filled, const char **ret_title)
{
    if (contribution_check_words(call, draft->title, LIMIT_LINE_SIGNS, ret_title) == OK)
        return true;
    if (filled != NULL)
        filled_bad(filled, "title", N_("Please say in one sentence what is needed."));
    return false;
}

static enum err label_of(struct call *call, struct network_id network, bool is_place, const char *name,
                         struct need_label_id *ret_id)
{
    const char *folded = name == NULL ? "" : fold(call->arena, name);
    if (*folded == '\0') {
        ret_id->v = 0;
        return OK;
    }
    enum err error = need_label_find(call, network, is_place, folded, ret_id);
    if (error != ERR_NOT_FOUND)
        return error;
    struct need_label label = {.id = {call_id(call)}, .is_place = is_place};
    TRY(text_add(call, TEXT_NEED, network, call->language, normalize(call->arena, name), &label.text));
    TRY(need_label_insert(call, network, &label, folded));
    *ret_id = label.id;
    return OK;
}

enum err need_set_labels(struct call *call, const struct need_draft *draft, struct need *need)
{
    TRY(label_of(call, need->scope.network, false, draft->group, &need->group_label));
    return label_of(call, need->scope.network, true, draft->place, &need->place_label);
}

enum err need_name(struct call *call, struct scope scope, const struct need_draft *draft, const char *title, struct need_id *ret_id)
{
    struct need need = {.id = {call_id(call)}, .scope = scope, .language = call->language, .state = NEED_HEARD};
    TRY(text_add(call, TEXT_NEED, scope.network, call->language, title, &need.title_text));
    TRY(need_set_labels(call, draft, &need));
    TRY(need_insert(call, &need));
    TRY(need_index(call, &need));
    *ret_id = need.id;
    return OK;
}

enum err need_recount(struct call *call, struct network_id network, struct need_id id)
{
    int64_t voices = 0, hands = 0;
    TRY(evidence_recount(call, network, id, &voices, &hands));
    TRY(need_update_counts(call, id, voices, hands));
    signal_add(call->db, TOPIC_NETWORK, network.v);
    return OK;
}

static enum err add_lines(struct call *call, struct network_id network, struct need_id need, const struct contribution_ids *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct evidence_place place;
        TRY(evidence_read_place(call, network, lines->at[i], &place));
        const struct activity_kind *kind = activity_kind_find(place.kind);
        TRY(evidence_insert(call, network, need, lines->at[i], &place, kind != NULL && kind->marks_support ? 1 : 0));
    }
    return OK;
}

enum err need_to_name(struct call *call, struct need_id id, struct need *ret_need)
{
    assert(db_in_transaction(call->db));
    struct need need;
    TRY(need_read(call, id, &need));
    if (call->scope.network.v != 0 && call->scope.network.v != need.scope.network.v)
        return ERR_NOT_FOUND;
    TRY(call_require(call, NAME_NEEDS, need.scope));
    if (need.state == NEED_MERGED)
        return ERR_CONFLICT;
    *ret_need = need;
    return OK;
}

enum err need_add(struct call *call, struct scope scope, const struct need_draft *draft, const struct contribution_ids *lines,
                  struct filled *filled, struct need_id *ret_id)
{
    assert(db_in_transaction(call->db));
    const char *title = NULL;
    struct need_id id;
    TRY(call_require(call, NAME_NEEDS, scope));
    if (!need_draft_is_right(call, draft, filled, &title))
        return ERR_INVALID;
    TRY(need_name(call, scope, draft, title, &id));
    TRY(add_lines(call, scope.network, id, lines));
    TRY(need_recount(call, scope.network, id));
    TRY(audit_add(call, scope.network, AUDIT_NEED_NAMED, id.v));
    *ret_id = id;
    return OK;
}

enum err need_support(struct call *call, struct need_id id, const struct contribution_ids *lines)
{
    struct need need;
    TRY(need_to_name(call, id, &need));
    TRY(add_lines(call, need.scope.network, id, lines));
    TRY(need_recount(call, need.scope.network, id));
    return audit_add(call, need.scope.network, AUDIT_NEED_CHANGED, id.v);
}
