// agenda_web.c - the agenda of a workshop: its steps, their settings, and the lines that people answer about.
#include <stddef.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/message.h"
#include "networks/clash.h"
#include "networks_views.h"
#include "workshops/contribution.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

static const struct field activity_fields[] = {
    {.name = "title",
     .kind = FIELD_LINE,
     .label = N_("Name of the step"),
     .hint = N_("A word or two, for the agenda."),
     .required = true,
     .most = LIMIT_LINE_SIGNS,
     .offset = offsetof(struct activity_draft, title)},
    {.name = "question",
     .kind = FIELD_LINE,
     .label = N_("What do you ask people?"),
     .hint = N_("It stands on every phone and on the big screen."),
     .required = true,
     .most = LIMIT_LINE_SIGNS,
     .offset = offsetof(struct activity_draft, question)},
    {.name = "kind",
     .kind = FIELD_HIDDEN,
     .label = N_("What people do"),
     .most = 40,
     .offset = offsetof(struct activity_draft, kind)},
    {0},
};
const struct form activity_form = {"activity", activity_fields, sizeof(struct activity_draft)};

struct move_draft {
    const char *places;
};
static const struct choice move_choices[] = {{"-1", N_("Up")}, {"1", N_("Down")}, {0}};
static const struct field move_fields[] = {
    {.name = "places",
     .kind = FIELD_CHOICE,
     .label = N_("Move it"),
     .required = true,
     .choices = move_choices,
     .offset = offsetof(struct move_draft, places)},
    {0},
};
const struct form move_form = {"move", move_fields, sizeof(struct move_draft)};

struct lines_draft {
    const char *lines;
};
static const struct field lines_fields[] = {
    {.name = "lines",
     .kind = FIELD_TEXT,
     .label = N_("New lines"),
     .hint = N_("One on each line."),
     .required = true,
     .most = LIMIT_TEXT_SIGNS,
     .offset = offsetof(struct lines_draft, lines)},
    {0},
};
const struct form lines_form = {"lines", lines_fields, sizeof(struct lines_draft)};

// --- the agenda ---

enum err agenda_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop workshop;
    struct network network;
    struct activity_list list;
    struct agenda_view *view = ARENA_NEW(call->arena, struct agenda_view);
    TRY(workshop_of_request(call, request, &workshop));
    TRY(network_find_id(call, workshop.scope.network, &network));
    TRY(activity_list_in(call, &workshop, &list));
    *view = (struct agenda_view){
        .meeting = meeting_view_of(call, &workshop),
        .network = network.slug,
        .network_title = network.title,
        .steps = steps_view_of(call, &workshop, &list),
    };
    for (const struct activity_kind *const *kind = activity_kinds; *kind != NULL; kind++)
        *VEC_PUSH(call->arena, &view->kinds) =
            (struct kind_choice){(*kind)->name, tr(call->language, (*kind)->label), tr(call->language, (*kind)->help)};
    reply->section = "networks";
    reply->time_zone = workshop.time_zone;
    reply_page(reply, 200, page_title(call, N_("Agenda: {1}"), workshop.title), body_agenda_page(view));
    return OK;
}

// --- one step ---

// A step as its form shows it: what every kind has, and the settings of this one.
struct step {
    struct workshop workshop;
    struct activity activity; // id.v 0: a new one
    const struct activity_kind *kind;
    struct filled *filled, *settings; // settings NULL: the kind has none
    struct activity_draft draft;
    struct filled *lines;
    struct clash_list clashes;
};

static enum err lines_of(struct call *call, const struct activity *activity, struct lines_view *lines)
{
    struct contribution_list list;
    TRY(contribution_list_of(call, activity, CONTRIBUTION_SHOWN, false, 0, MOST_PUT_UP, &list));
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, lines) = (struct line_view){list.at[i].words};
    return OK;
}

static enum err step_page(struct call *call, struct reply *reply, const struct step *step, int status)
{
    struct activity_page_view *view = ARENA_NEW(call->arena, struct activity_page_view);
    const struct activity_kind *kind = step->kind;
    bool is_new = step->activity.id.v == 0;
    const char *id = id_in_words(call->arena, step->workshop.id.v);
    const char *own = is_new ? NULL : id_in_words(call->arena, step->activity.id.v);
    *view = (struct activity_page_view){
        .action = arena_print(call->arena, "/workshops/%s/activities/%s", id, is_new ? "new" : own),
        .meeting = meeting_view_of(call, &step->workshop),
        .activity = own,
        .kind = kind->name,
        .kind_label = tr(call->language, kind->label),
        .kind_help = tr(call->language, kind->help),
        .filled = step->filled,
        .version = step->filled->version,
        .settings = step->filled->bad > 0 ? NULL : step->settings,
        .has_list = kind->has_list,
        .asks_question = kind->asks_question,
        .lines_filled = step->lines != NULL ? step->lines : filled_empty(call->arena, &lines_form),
    };
    // One summary of errors on the page; what is wrong with a setting stands at its field in any case.
    if (step->settings != NULL)
        view->settings_fields = body_fields(step->settings);
    if (step->clashes.n > 0)
        view->clashes = body_clashes(&step->clashes);
    if (!is_new && kind->has_list)
        TRY(lines_of(call, &step->activity, &view->lines));
    reply->section = "networks";
    reply_page(reply, status, tr(call->language, is_new ? N_("Add a step") : N_("Change a step")),
               body_activity_page(view));
    return OK;
}

// What was sent, for the step's kind.
static enum err step_read(const struct request *request, struct step *step)
{
    TRY(form_read(request, &activity_form, &step->draft, &step->filled));
    const struct form *settings = step->kind->settings;
    if (settings == NULL)
        return OK;
    void *draft = arena_alloc(request->arena, settings->draft_size);
    TRY(form_read(request, settings, draft, &step->settings));
    step->draft.settings = draft;
    return OK;
}

static bool settings_are_good(const struct step *step)
{
    return step->settings == NULL || step->settings->bad == 0;
}

static enum err kind_of(const char *name, const struct activity_kind **ret_kind)
{
    const struct activity_kind *kind = name == NULL ? NULL : activity_kind_find(name);
    if (kind == NULL)
        return ERR_NOT_FOUND;
    *ret_kind = kind;
    return OK;
}

enum err activity_new_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    TRY(workshop_of_request(call, request, &step->workshop));
    TRY(kind_of(request_query(request, "kind"), &step->kind));
    step->filled = filled_empty(call->arena, &activity_form);
    if (step->kind->settings != NULL)
        step->settings =
            filled_from(call->arena, step->kind->settings, kind_settings_read(call->arena, step->kind, "{}"));
    return step_page(call, reply, step, 200);
}

enum err activity_new_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    struct activity_id id;
    TRY(workshop_of_request(call, request, &step->workshop));
    TRY(kind_of(request_field(request, "kind"), &step->kind));
    TRY(step_read(request, step));
    enum err error =
        settings_are_good(step) ? activity_add(call, step->workshop.id, &step->draft, step->filled, &id) : ERR_INVALID;
    if (error == ERR_CONFLICT || error == ERR_LIMIT)
        filled_bad(step->filled, "",
                   error == ERR_LIMIT ? N_("The agenda is full.") : N_("The meeting is over. Nothing can be added."));
    if (error == ERR_INVALID || error == ERR_CONFLICT || error == ERR_LIMIT)
        return step_page(call, reply, step, 422);
    TRY(error);
    const char *workshop = id_in_words(call->arena, step->workshop.id.v);
    if (step->kind->has_list) // what people answer about comes next
        reply_see(reply, "/workshops/%s/activities/%s", workshop, id_in_words(call->arena, id.v));
    else
        reply_see(reply, "/workshops/%s/agenda", workshop);
    return OK;
}

// A stored step with its form as it is stored, in the language in which it was written.
static enum err step_stored(struct call *call, const struct request *request, struct step *ret_step)
{
    struct step step = {0};
    TRY(workshop_of_request(call, request, &step.workshop));
    TRY(activity_of_workshop(call, &step.workshop, request->param[1], &step.activity));
    struct call own = call_in_own_language(call, &step.workshop);
    TRY(workshop_read_words(&own, NULL, &step.activity));
    step.kind = step.activity.kind;
    // The kind stays as it is: the form does not send it.
    struct activity_draft draft = {
        .title = step.activity.title.text, .question = step.activity.question.text, .kind = ""};
    step.filled = filled_from(call->arena, &activity_form, &draft);
    step.filled->version = step.activity.version;
    if (step.kind->settings != NULL)
        step.settings = filled_from(call->arena, step.kind->settings, step.activity.settings);
    *ret_step = step;
    return OK;
}

enum err activity_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    TRY(step_stored(call, request, step));
    return step_page(call, reply, step, 200);
}

enum err activity_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct step stored, *step = ARENA_NEW(call->arena, struct step);
    TRY(step_stored(call, request, &stored));
    *step = stored;
    TRY(step_read(request, step));
    enum err error =
        settings_are_good(step) ? activity_change(call, step->activity.id, &step->draft, step->filled) : ERR_INVALID;
    if (error == ERR_INVALID)
        return step_page(call, reply, step, 422);
    if (error == ERR_CONFLICT) {
        step->clashes = clash_between(step->filled, stored.filled, call->language);
        if (step->settings != NULL) {
            struct clash_list others = clash_between(step->settings, stored.settings, call->language);
            for (size_t i = 0; i < others.n; i++)
                *VEC_PUSH(call->arena, &step->clashes) = others.at[i];
        }
        step->filled->version = stored.filled->version; // whoever saves again has seen both
        return step_page(call, reply, step, 409);
    }
    TRY(error);
    reply_see(reply, "/workshops/%s/agenda", id_in_words(call->arena, step->workshop.id.v));
    return OK;
}

// --- moving, removing, lines ---

// The step of the address, which must belong to the workshop of the address.
static enum err step_of_request(struct call *call, const struct request *request, struct step *ret_step)
{
    TRY(workshop_of_request(call, request, &ret_step->workshop));
    TRY(activity_of_workshop(call, &ret_step->workshop, request->param[1], &ret_step->activity));
    ret_step->kind = ret_step->activity.kind;
    return OK;
}

enum err activity_move_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    struct move_draft draft;
    struct filled *filled;
    TRY(step_of_request(call, request, step));
    TRY(form_read(request, &move_form, &draft, &filled));
    if (filled->bad > 0)
        return ERR_INVALID;
    TRY(activity_move(call, step->activity.id, strcmp(draft.places, "-1") == 0 ? -1 : 1));
    reply_see(reply, "/workshops/%s/agenda", id_in_words(call->arena, step->workshop.id.v));
    return OK;
}

enum err activity_remove_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    TRY(step_stored(call, request, step));
    enum err error = activity_remove(call, step->activity.id);
    if (error == ERR_CONFLICT) {
        filled_bad(step->filled, "", N_("Somebody has said something in this step. It stays."));
        return step_page(call, reply, step, 409);
    }
    TRY(error);
    reply_see(reply, "/workshops/%s/agenda", id_in_words(call->arena, step->workshop.id.v));
    return OK;
}

// Puts up what is not empty, line by line. A line that is there already is no mistake.
static enum err put_up_lines(struct call *call, const struct activity *activity, const char *lines)
{
    for (const char *at = lines; *at != '\0';) {
        size_t n = strcspn(at, "\n"), length = n;
        while (length > 0 && strchr(" \t\r", at[length - 1]) != NULL)
            length--;
        struct contribution_id id;
        enum err error =
            length == 0 ? OK : contribution_put_up(call, activity, arena_copy(call->arena, at, length), &id);
        if (error != OK && error != ERR_CONFLICT)
            return error;
        at += n + (at[n] == '\n' ? 1 : 0);
    }
    return OK;
}

enum err activity_lines_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct step *step = ARENA_NEW(call->arena, struct step);
    struct lines_draft draft;
    TRY(step_stored(call, request, step));
    if (!step->kind->has_list)
        return ERR_NOT_FOUND;
    TRY(form_read(request, &lines_form, &draft, &step->lines));
    enum err error = step->lines->bad > 0 ? ERR_INVALID : put_up_lines(call, &step->activity, draft.lines);
    if (error == ERR_LIMIT)
        filled_bad(step->lines, "lines", N_("A line is too long, or there are too many of them."));
    else if (error == ERR_INVALID && step->lines->bad == 0)
        filled_bad(step->lines, "lines", N_("Please write words, one sentence on each line."));
    if (error == ERR_LIMIT || error == ERR_INVALID)
        return step_page(call, reply, step, 422);
    TRY(error);
    reply_see(reply, "/workshops/%s/activities/%s", id_in_words(call->arena, step->workshop.id.v),
              id_in_words(call->arena, step->activity.id.v));
    return OK;
}
