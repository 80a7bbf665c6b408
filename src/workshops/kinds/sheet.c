// sheet.c - the paper twin of an activity: to print, to type in, and what is wrong with one as it was typed.
#include <stdlib.h>
#include <string.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "web/decode.h"
#include "workshops/kinds/common.h"
#include "workshops/speaking.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

enum { SHEET_LINES = 5, SHEET_LIST = 200 };

// The fields of a sheet depend on the activity: only what is wrong with the whole sheet is a message of this form.
static const struct form sheet_form = {.name = "sheet", .fields = (const struct field[]){{0}}};

// How many dots each person has: the first number among the settings of a kind whose marks add up.
static int64_t dots_of(const struct activity *activity)
{
    const struct activity_kind *kind = activity->kind;
    for (const struct field *field = kind->settings->fields; kind->values_add_up && field->name != NULL; field++)
        if (field->kind == FIELD_NUMBER)
            return *(const int64_t *)(const void *)((const char *)activity->settings + field->offset);
    return INT64_MAX;
}

static const char *typed_at(const struct kind_place *place, const char *name)
{
    const char *typed = place->request == NULL ? NULL : request_field(place->request, name);
    return typed == NULL ? "" : typed;
}

static void add_line(const struct kind_place *place, const struct contribution *contribution, struct sheet_view *view)
{
    struct call *call = place->call;
    struct said_view *said = VEC_PUSH(call->arena, &view->lines);
    *said = common_said(place, contribution);
    said->number = format_number(call->arena, call->language, (int64_t)view->lines.n);
    said->typed = typed_at(place, arena_print(call->arena, "line-%s", said->id));
    for (size_t i = 0; i < view->columns.n; i++)
        *VEC_PUSH(call->arena, &said->choices) =
            (struct option_view){.value = view->columns.at[i].class_,
                                 .label = view->columns.at[i].label,
                                 .is_current = strcmp(said->typed, view->columns.at[i].class_) == 0};
}

static enum err sheet_view_of(const struct kind_place *place, struct sheet_view *view)
{
    struct call *call = place->call;
    const struct activity_kind *kind = place->activity->kind;
    *view = (struct sheet_view){
        .workshop = place->workshop->title, .question = place->activity->question, .code = place->workshop->join_code,
        .address = arena_print(call->arena, "%s/j", call->address),
        .workshop_id = id_in_words(call->arena, place->workshop->id.v),
        .activity_id = id_in_words(call->arena, place->activity->id.v), .takes_words = kind->takes_words,
        .has_values = kind->values != NULL && kind->has_list, .adds_up = kind->values_add_up,
        .most = kind->values_add_up ? format_number(call->arena, call->language, dots_of(place->activity)) : "",
    };
    for (size_t i = 0; kind->values != NULL && kind->values[i].label != NULL; i++)
        *VEC_PUSH(call->arena, &view->columns) =
            (struct key_part){.class_ = arena_print(call->arena, "%lld", (long long)kind->values[i].value),
                              .label = common_value_words(place, &kind->values[i])};
    for (int i = 1; kind->takes_words && i <= SHEET_LINES; i++) {
        const char *number = arena_print(call->arena, "%d", i);
        *VEC_PUSH(call->arena, &view->empty_lines) = (struct sheet_line){
            .number = number, .typed = typed_at(place, arena_print(call->arena, "words-%s", number))};
    }
    struct contribution_list list = {0};
    TRY(contribution_list_of(call, place->activity, CONTRIBUTION_SHOWN, false, 0, SHEET_LIST, &list));
    for (size_t i = 0; kind->has_list && i < list.n; i++)
        add_line(place, &list.at[i], view);
    if (kind->asks_question && list.n == 0) // it is put up when the step opens; paper is printed before
        *VEC_PUSH(call->arena, &view->lines) = (struct said_view){
            .id = "0", .said = place->activity->question, .number = "1", .typed = "", .is_question = true};
    return OK;
}

enum err common_sheet(const struct kind_place *place, struct body *ret_body)
{
    struct sheet_view *view = ARENA_NEW(place->call->arena, struct sheet_view);
    TRY(sheet_view_of(place, view));
    *ret_body = body_sheet_activity(view);
    return OK;
}

enum err common_sheet_form(const struct kind_place *place, struct body *ret_body)
{
    struct sheet_view *view = ARENA_NEW(place->call->arena, struct sheet_view);
    TRY(sheet_view_of(place, view));
    *ret_body = body_sheet_form_activity(view);
    return OK;
}

// --- typing one in ---

static void sheet_bad(struct kind_place *place, const char *message)
{
    if (place->filled == NULL)
        place->filled = filled_empty(place->call->arena, &sheet_form);
    filled_bad(place->filled, "", message);
}

static bool is_blank(const char *typed)
{
    return strspn(typed, " \t\r\n") == strlen(typed);
}

// A line that was left empty says nothing; so do 0 dots.
static enum err type_line(struct kind_place *place, const struct said_view *line, struct participant_id participant)
{
    const struct activity *activity = place->activity;
    bool has_values = activity->kind->values != NULL;
    char *end = NULL;
    int64_t id = 0;
    if (is_blank(line->typed))
        return OK;
    long value = strtol(line->typed, &end, 10);
    bool is_number = end != line->typed && is_blank(end);
    if (is_number && value == 0 && !has_values)
        return OK;
    enum err error = is_number && id_parse(line->id, &id)
                         ? mark_put_within(place->call, activity, contribution_of(id), participant, value, dots_of(activity))
                         : ERR_INVALID;
    if (error == ERR_INVALID)
        sheet_bad(place, has_values ? N_("Please choose one of the answers on each line, or none.")
                                    : N_("Please write a number of dots on each line, or leave it empty."));
    else if (error == ERR_LIMIT)
        sheet_bad(place, N_("There are more dots on this sheet than one person has."));
    else
        TRY(error);
    return OK;
}

static enum err type_words(struct kind_place *place, const char *typed, struct participant_id participant)
{
    struct contribution_id said;
    enum err error = is_blank(typed)                             ? OK
                     : strstr(typed, DECODE_UNREADABLE) != NULL ? ERR_INVALID // as fields of forms have it
                                                                : contribution_add(place->call, place->activity, participant, FROM_SHEET,
                                                                                   normalize(place->call->arena, typed), &said);
    if (error == ERR_CONFLICT) // the same sentence twice on one sheet
        return OK;
    if (error == ERR_LIMIT)
        sheet_bad(place, N_("A sentence is too long."));
    else if (error == ERR_INVALID)
        sheet_bad(place, N_("A sentence has signs that cannot be stored. Please type it again."));
    else
        TRY(error);
    return OK;
}

enum err common_type_sheet(struct kind_place *place)
{
    struct sheet_view view;
    struct participant_id participant;
    TRY(sheet_view_of(place, &view));
    if (!activity_is_open_for(place->call, place->activity)) {
        sheet_bad(place, N_("This step has not begun. Open it first, then save the sheet."));
        return OK;
    }
    TRY(workshop_add_sheet(place->call, place->workshop, &participant));
    for (size_t i = 0; i < view.lines.n; i++)
        TRY(type_line(place, &view.lines.at[i], participant));
    for (size_t i = 0; i < view.empty_lines.n; i++)
        TRY(type_words(place, view.empty_lines.at[i].typed, participant));
    return OK;
}
