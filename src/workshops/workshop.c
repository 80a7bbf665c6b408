// workshop.c - planning and finding workshops. Opening and running them is in workshop_run.c.
#include "workshops/workshop.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/network.h"
#include "people/audit.h"
#include "store/signal.h"
#include "workshops/activity.h"
#include "workshops/workshop_store.h"

static const struct field workshop_fields[] = {
    {.name = "title",
     .kind = FIELD_LINE,
     .label = N_("What is the workshop called?"),
     .required = true,
     .most = 120,
     .hint = N_("A few plain words, for example: What would make our village easier?"),
     .offset = offsetof(struct workshop_draft, title)},
    {.name = "place",
     .kind = FIELD_LINE,
     .label = N_("Where is it?"),
     .required = true,
     .most = 120,
     .hint = N_("So that somebody who has never been there finds it."),
     .offset = offsetof(struct workshop_draft, place)},
    {.name = "date",
     .kind = FIELD_DATE,
     .label = N_("Date"),
     .required = true,
     .offset = offsetof(struct workshop_draft, date)},
    {.name = "begins",
     .kind = FIELD_TIME,
     .label = N_("Begins at"),
     .required = true,
     .offset = offsetof(struct workshop_draft, begins)},
    {.name = "ends",
     .kind = FIELD_TIME,
     .label = N_("Ends at"),
     .hint = N_("You can leave this empty."),
     .offset = offsetof(struct workshop_draft, ends)},
    {.name = "language",
     .kind = FIELD_CHOICE,
     .label = N_("In which language is it held?"),
     .required = true,
     .offset = offsetof(struct workshop_draft, language)},
    {0},
};

const struct form workshop_form = {
    .name = "workshop",
    .fields = workshop_fields,
    .draft_size = sizeof(struct workshop_draft),
};

static bool is_empty(const char *text)
{
    return text == NULL || *text == '\0';
}

static void check_line(struct filled *filled, const char *field, const char *words, const char *missing)
{
    if (is_empty(words))
        filled_bad(filled, field, missing);
    else if (utf8_length(words, strlen(words)) > LIMIT_LINE_SIGNS)
        filled_bad(filled, field, N_("This is too long. Please use fewer words."));
}

static void check_times(const struct workshop_draft *draft, struct filled *filled, struct workshop *workshop)
{
    if (is_empty(draft->date) || is_empty(draft->begins) ||
        !parse_iso(draft->date, draft->begins, workshop->time_zone, &workshop->begins_at)) {
        filled_bad(filled, is_empty(draft->date) ? "date" : "begins",
                   N_("Please say on which day and at what time it begins."));
        return;
    }
    workshop->ends_at = 0;
    if (is_empty(draft->ends))
        return;
    if (!parse_iso(draft->date, draft->ends, workshop->time_zone, &workshop->ends_at))
        filled_bad(filled, "ends", N_("Please write the time like this: 18:30."));
    else if (workshop->ends_at <= workshop->begins_at)
        filled_bad(filled, "ends", N_("It must end after it begins."));
}

// Checks the draft and fills what is not a text. `filled` may be NULL.
static enum err check(struct call *call, const struct workshop_draft *draft, struct filled *filled,
                      struct workshop *workshop)
{
    if (filled == NULL)
        filled = filled_empty(call->arena, &workshop_form);
    check_line(filled, "title", draft->title, N_("Please give the workshop a name."));
    check_line(filled, "place", draft->place, N_("Please say where it is."));
    check_times(draft, filled, workshop);
    workshop->language = is_empty(draft->language) ? LANGUAGE_NONE : language_of(draft->language);
    if (workshop->language == LANGUAGE_NONE)
        filled_bad(filled, "language", N_("Please choose a language."));
    return filled->bad == 0 ? OK : ERR_INVALID;
}

enum err workshop_add(struct call *call, struct network_id network, const struct workshop_draft *draft,
                      struct filled *filled, struct workshop_id *ret_id)
{
    assert(db_in_transaction(call->db));
    struct network place;
    if (is_elsewhere(call, network))
        return ERR_NOT_FOUND;
    TRY(network_find_id(call, network, &place));
    struct workshop workshop = {
        .id = {call_id(call)},
        .scope = {.network = place.id, .region = place.region},
        .time_zone = place.time_zone,
    };
    TRY(call_require(call, PLAN_WORKSHOP, workshop.scope));
    TRY(check(call, draft, filled, &workshop));
    TRY(text_add(call, TEXT_WORKSHOP, network, workshop.language, draft->title, &workshop.title_text));
    TRY(text_add(call, TEXT_WORKSHOP, network, workshop.language, draft->place, &workshop.place_text));
    TRY(workshop_insert(call, &workshop));
    TRY(audit_add(call, network, AUDIT_PLANNED, workshop.id.v));
    signal_add(call->db, TOPIC_NETWORK, network.v);
    *ret_id = workshop.id;
    return OK;
}

// A text written in another language than before is another text: its translations belonged to the old one.
static enum err change_text(struct call *call, struct workshop *workshop, bool is_other_language, const char *words,
                            struct text_id *text)
{
    if (!is_other_language)
        return text_reword(call, *text, words);
    return text_add(call, TEXT_WORKSHOP, workshop->scope.network, workshop->language, words, text);
}

enum err workshop_change(struct call *call, struct workshop_id id, const struct workshop_draft *draft,
                         struct filled *filled)
{
    assert(db_in_transaction(call->db));
    struct workshop workshop;
    TRY(workshop_read(call, id, &workshop));
    if (is_elsewhere(call, workshop.scope.network))
        return ERR_NOT_FOUND;
    TRY(call_require(call, PLAN_WORKSHOP, workshop.scope));
    struct workshop before = workshop;
    TRY(check(call, draft, filled, &workshop));
    if (filled != NULL && filled->version != workshop.version)
        return ERR_CONFLICT;
    bool is_other_language = workshop.language != before.language;
    TRY(change_text(call, &workshop, is_other_language, draft->title, &workshop.title_text));
    TRY(change_text(call, &workshop, is_other_language, draft->place, &workshop.place_text));
    TRY(workshop_update_plan(call, &workshop));
    if (is_other_language) {
        TRY(text_remove(call, before.title_text));
        TRY(text_remove(call, before.place_text));
    }
    TRY(audit_add(call, workshop.scope.network, AUDIT_PLANNED, id.v));
    signal_add(call->db, TOPIC_WORKSHOP, id.v);
    signal_add(call->db, TOPIC_NETWORK, workshop.scope.network.v);
    return OK;
}

struct workshop_draft workshop_draft_of(struct call *call, const struct workshop *workshop)
{
    return (struct workshop_draft){
        .title = workshop->title.text,
        .place = workshop->place.text,
        .date = format_iso_date(call->arena, workshop->time_zone, workshop->begins_at),
        .begins = format_iso_time(call->arena, workshop->time_zone, workshop->begins_at),
        .ends = workshop->ends_at == 0 ? "" : format_iso_time(call->arena, workshop->time_zone, workshop->ends_at),
        .language = language_tag(workshop->language),
    };
}

enum err workshop_find(struct call *call, struct workshop_id id, struct workshop *ret_workshop)
{
    struct workshop workshop;
    TRY(workshop_read(call, id, &workshop));
    if (is_elsewhere(call, workshop.scope.network))
        return ERR_NOT_FOUND;
    TRY(workshop_read_words(call, &workshop, NULL));
    *ret_workshop = workshop;
    return OK;
}

enum err workshop_find_code(struct call *call, const char *code, struct workshop *ret_workshop)
{
    char signs[JOIN_CODE_SIGNS + 1] = "";
    size_t n = 0;
    for (const char *at = code; *at != '\0'; at++) {
        if (*at == ' ' || *at == '-')
            continue;
        char sign = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
        if (n == JOIN_CODE_SIGNS || strchr("23456789BCDFGHJKMNPQRSTVWXYZ", sign) == NULL)
            return ERR_NOT_FOUND;
        signs[n++] = sign;
    }
    return n == JOIN_CODE_SIGNS ? workshop_read_code(call, signs, ret_workshop) : ERR_NOT_FOUND;
}

enum err workshop_find_secret(struct call *call, const char *secret, struct workshop *ret_workshop)
{
    return strlen(secret) == SCREEN_SECRET_SIGNS ? workshop_read_secret(call, secret, ret_workshop) : ERR_NOT_FOUND;
}

static enum err list_page(struct call *call, struct network_id network, size_t page, struct workshop_list *ret_list, bool *ret_more)
{
    TRY(workshop_read_list(call, network, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, ret_list));
    *ret_more = ret_list->n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        ret_list->n = LIMIT_PAGE_ROWS;
    return OK;
}

enum err workshop_list_bare(struct call *call, struct network_id network, struct workshop_list *ret_list, bool *ret_more)
{
    return list_page(call, network, 0, ret_list, ret_more);
}

enum err workshop_list_of(struct call *call, struct network_id network, size_t page, struct workshop_list *ret_list,
                          bool *ret_more)
{
    struct workshop_list list;
    bool is_more = false;
    TRY(list_page(call, network, page, &list, &is_more));
    struct text_wants wants = {0};
    for (size_t i = 0; i < list.n; i++) {
        text_want(call, &wants, list.at[i].title_text, &list.at[i].title);
        text_want(call, &wants, list.at[i].place_text, &list.at[i].place);
    }
    TRY(text_read(call, &wants));
    *ret_list = list;
    *ret_more = is_more;
    return OK;
}

enum err workshop_read_words(struct call *call, struct workshop *workshop, struct activity *activity)
{
    struct text_wants wants = {0};
    if (workshop != NULL) {
        text_want(call, &wants, workshop->title_text, &workshop->title);
        text_want(call, &wants, workshop->place_text, &workshop->place);
    }
    if (activity != NULL) {
        text_want(call, &wants, activity->title_text, &activity->title);
        text_want(call, &wants, activity->question_text, &activity->question);
    }
    return text_read(call, &wants);
}

enum err workshop_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope)
{
    struct workshop_id id;
    struct workshop workshop;
    if (request->param[0] == NULL || !id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    TRY(workshop_read(call, id, &workshop));
    *ret_scope = workshop.scope;
    return OK;
}
