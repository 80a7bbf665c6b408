// console_press_web.c - what the buttons of the console do, and what comes back where one could not do it.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/message.h"
#include "workshops/alike.h"
#include "workshops/console.h"
#include "workshops/kinds/common.h"
#include "workshops/mark.h"

// --- the form: one button is pressed at a time, with what was typed beside it ---

enum { HANDS_MOST = 12 };

struct run_draft {
    int64_t open_activity, close_activity, show_results, hide_results, next; // activities
    int64_t approve, refuse, reword, unflag, down, bring_back, sort, hands;  // contributions
    int64_t add_theme, group, apart;                                         // an activity
    int64_t remove_theme;                                                    // a theme
    int64_t theme;                                                           // for sort; 0: none
    const char *words, *reason, *theme_title, *screen, *alike;
    int64_t version;
    int64_t h[HANDS_MOST]; // hands for each value of the kind
    bool dark, light, between, renew, open, close, reopen;
};

#define AT(member) .offset = offsetof(struct run_draft, member)
#define HANDS(number, at)                                                                                              \
    {                                                                                                                  \
        .name = "h" #number, .kind = FIELD_NUMBER, .label = N_("Hands"), .most = MOST_HANDS, AT(h[at])                 \
    }

static const struct choice screen_choices[] = {
    {"normal", N_("Go on showing")}, {"frozen", N_("Freeze")}, {"blank", N_("Blank")}, {0}};

static const struct field run_fields[] = {
    {.name = "open_activity", .kind = FIELD_ID, AT(open_activity)},
    {.name = "close_activity", .kind = FIELD_ID, AT(close_activity)},
    {.name = "show_results", .kind = FIELD_ID, AT(show_results)},
    {.name = "hide_results", .kind = FIELD_ID, AT(hide_results)},
    {.name = "next", .kind = FIELD_ID, AT(next)},
    {.name = "approve", .kind = FIELD_ID, AT(approve)},
    {.name = "refuse", .kind = FIELD_ID, AT(refuse)},
    {.name = "reword", .kind = FIELD_ID, AT(reword)},
    {.name = "words", .kind = FIELD_TEXT, .label = N_("In other words"), .most = LIMIT_LINE_SIGNS, AT(words)},
    {.name = "version", .kind = FIELD_NUMBER, .most = INT64_MAX, AT(version)},
    {.name = "unflag", .kind = FIELD_ID, AT(unflag)},
    {.name = "down", .kind = FIELD_ID, AT(down)},
    {.name = "reason", .kind = FIELD_LINE, .label = N_("Reason"), .most = LIMIT_LINE_SIGNS, AT(reason)},
    {.name = "bring_back", .kind = FIELD_ID, AT(bring_back)},
    {.name = "sort", .kind = FIELD_ID, AT(sort)},
    {.name = "theme", .kind = FIELD_ID, .label = N_("Theme"), AT(theme)},
    {.name = "add_theme", .kind = FIELD_ID, AT(add_theme)},
    {.name = "theme_title", .kind = FIELD_LINE, .label = N_("New theme"), .most = LIMIT_LINE_SIGNS, AT(theme_title)},
    {.name = "remove_theme", .kind = FIELD_ID, AT(remove_theme)},
    {.name = "alike", .kind = FIELD_HIDDEN, .most = MOST_ALIKE * ID_TEXT_SIZE, AT(alike)}, // ids with spaces between
    {.name = "group", .kind = FIELD_ID, AT(group)},
    {.name = "apart", .kind = FIELD_ID, AT(apart)},
    {.name = "hands", .kind = FIELD_ID, AT(hands)},
    HANDS(1, 0),
    HANDS(2, 1),
    HANDS(3, 2),
    HANDS(4, 3),
    HANDS(5, 4),
    HANDS(6, 5),
    HANDS(7, 6),
    HANDS(8, 7),
    HANDS(9, 8),
    HANDS(10, 9),
    HANDS(11, 10),
    HANDS(12, 11),
    {.name = "screen", .kind = FIELD_CHOICE, .choices = screen_choices, AT(screen)},
    {.name = "dark", .kind = FIELD_CHECK, AT(dark)},
    {.name = "light", .kind = FIELD_CHECK, AT(light)},
    {.name = "between", .kind = FIELD_CHECK, AT(between)},
    {.name = "renew", .kind = FIELD_CHECK, AT(renew)},
    {.name = "open", .kind = FIELD_CHECK, AT(open)},
    {.name = "close", .kind = FIELD_CHECK, AT(close)},
    {.name = "reopen", .kind = FIELD_CHECK, AT(reopen)},
    {0},
};
const struct form run_form = {.name = "run", .fields = run_fields, .draft_size = sizeof(struct run_draft)};

// --- the buttons ---

// One press of a button: the draft, and what the address is about.
struct press {
    struct call *call;
    const struct request *request;
    const struct desk *desk;
    const struct run_draft *draft;
    int64_t activity; // where the console goes on; 0: where it was
};

static struct activity_id activity_at(int64_t id)
{
    return (struct activity_id){id};
}

static struct contribution_id said_at(int64_t id)
{
    return (struct contribution_id){id};
}

// The id must be one of this workshop's activities.
static enum err own_activity(const struct press *press, int64_t id, const struct activity **ret_activity)
{
    const struct activity *activity = desk_activity(&press->desk->list, id);
    if (activity == NULL)
        return ERR_NOT_FOUND;
    *ret_activity = activity;
    return OK;
}

static enum err do_open_activity(struct press *press, int64_t id)
{
    const struct activity *activity;
    TRY(own_activity(press, id, &activity));
    press->activity = id;
    return activity_open(press->call, activity->id);
}

static enum err do_close_activity(struct press *press, int64_t id)
{
    const struct activity *activity;
    TRY(own_activity(press, id, &activity));
    return activity_close(press->call, activity->id);
}

static enum err do_show_results(struct press *press, int64_t id)
{
    const struct activity *activity;
    TRY(own_activity(press, id, &activity));
    return activity_show_results(press->call, activity->id, true);
}

static enum err do_hide_results(struct press *press, int64_t id)
{
    const struct activity *activity;
    TRY(own_activity(press, id, &activity));
    return activity_show_results(press->call, activity->id, false);
}

// Whatever runs is closed: the room is at one step at a time.
static enum err do_next(struct press *press, int64_t id)
{
    for (size_t i = 0; i < press->desk->list.n; i++) {
        const struct activity *activity = &press->desk->list.at[i];
        if (activity->state == ACTIVITY_RUNNING && activity->id.v != id)
            TRY(activity_close(press->call, activity->id));
    }
    return do_open_activity(press, id);
}

static enum err do_approve(struct press *press, int64_t id)
{
    return contribution_approve(press->call, said_at(id));
}

static enum err do_refuse(struct press *press, int64_t id)
{
    return contribution_refuse(press->call, said_at(id));
}

// "Save and approve": what waits is shown in the new words.
static enum err do_reword(struct press *press, int64_t id)
{
    struct contribution contribution;
    TRY(contribution_reword(press->call, said_at(id), press->draft->words, press->draft->version));
    TRY(contribution_find(press->call, said_at(id), &contribution));
    return contribution.state == CONTRIBUTION_WAITING ? contribution_approve(press->call, said_at(id)) : OK;
}

static enum err do_unflag(struct press *press, int64_t id)
{
    return contribution_unflag(press->call, said_at(id));
}

static enum err do_down(struct press *press, int64_t id)
{
    return contribution_take_down(press->call, said_at(id), press->draft->reason);
}

static enum err do_bring_back(struct press *press, int64_t id)
{
    return contribution_bring_back(press->call, said_at(id));
}

static enum err do_sort(struct press *press, int64_t id)
{
    return contribution_set_theme(press->call, said_at(id), (struct theme_id){press->draft->theme});
}

static enum err do_add_theme(struct press *press, int64_t id)
{
    const struct activity *activity;
    struct theme_id theme;
    TRY(own_activity(press, id, &activity));
    return theme_add(press->call, activity, press->draft->theme_title, &theme);
}

static enum err do_remove_theme(struct press *press, int64_t id)
{
    return theme_remove(press->call, (struct theme_id){id});
}

// The contributions named in `alike`. ERR_INVALID: something else stands there.
static enum err alike_ids(const struct press *press, struct contribution_id ret_ids[MOST_ALIKE], size_t *ret_n)
{
    const char *at = press->draft->alike == NULL ? "" : press->draft->alike;
    struct contribution_id ids[MOST_ALIKE];
    size_t n = 0;
    for (; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (n == MOST_ALIKE)
            return ERR_LIMIT;
        if (!id_parse(arena_copy(press->call->arena, at, length), &ids[n].v))
            return ERR_INVALID;
        n++;
        at += length;
    }
    memcpy(ret_ids, ids, n * sizeof *ids);
    *ret_n = n;
    return OK;
}

static enum err do_group(struct press *press, int64_t id)
{
    const struct activity *activity;
    struct contribution_id ids[MOST_ALIKE];
    size_t n = 0;
    TRY(own_activity(press, id, &activity));
    TRY(alike_ids(press, ids, &n));
    return alike_group(press->call, activity, ids, n, press->draft->theme_title);
}

static enum err do_apart(struct press *press, int64_t id)
{
    const struct activity *activity;
    struct contribution_id ids[MOST_ALIKE];
    size_t n = 0;
    TRY(own_activity(press, id, &activity));
    TRY(alike_ids(press, ids, &n));
    return alike_tell_apart(press->call, activity, ids, n);
}

// Empty fields all over take the count back.
static enum err do_hands(struct press *press, int64_t id)
{
    const struct activity *activity = press->desk->selected;
    struct hands hands[HANDS_MOST];
    size_t n = 0;
    bool is_typed = false;
    if (activity == NULL)
        return ERR_NOT_FOUND;
    const struct mark_value *values = activity->kind->values;
    for (; n < HANDS_MOST && (values == NULL ? n == 0 : values[n].label != NULL); n++) {
        const char *typed = request_field(press->request, arena_print(press->call->arena, "h%zu", n + 1));
        is_typed = is_typed || (typed != NULL && *typed != '\0');
        hands[n] = (struct hands){.value = values == NULL ? 1 : values[n].value, .people = press->draft->h[n]};
    }
    return hand_count_put(press->call, activity, said_at(id), hands, is_typed ? n : 0);
}

static enum err do_dark(struct press *press)
{
    return workshop_set_dark(press->call, press->desk->workshop.id, true);
}

static enum err do_light(struct press *press)
{
    return workshop_set_dark(press->call, press->desk->workshop.id, false);
}

static enum err do_between(struct press *press)
{
    return workshop_show(press->call, press->desk->workshop.id, activity_at(0));
}

static enum err do_renew(struct press *press)
{
    return workshop_renew_screen(press->call, press->desk->workshop.id);
}

static enum err do_open(struct press *press)
{
    return workshop_open(press->call, press->desk->workshop.id);
}

static enum err do_close(struct press *press)
{
    return workshop_close(press->call, press->desk->workshop.id);
}

static enum err do_reopen(struct press *press)
{
    return workshop_reopen(press->call, press->desk->workshop.id);
}

static const struct {
    size_t offset; // of an id in the draft
    enum err (*act)(struct press *press, int64_t id);
} buttons[] = {
    {offsetof(struct run_draft, open_activity), do_open_activity},
    {offsetof(struct run_draft, close_activity), do_close_activity},
    {offsetof(struct run_draft, show_results), do_show_results},
    {offsetof(struct run_draft, hide_results), do_hide_results},
    {offsetof(struct run_draft, next), do_next},
    {offsetof(struct run_draft, approve), do_approve},
    {offsetof(struct run_draft, refuse), do_refuse},
    {offsetof(struct run_draft, reword), do_reword},
    {offsetof(struct run_draft, unflag), do_unflag},
    {offsetof(struct run_draft, down), do_down},
    {offsetof(struct run_draft, bring_back), do_bring_back},
    {offsetof(struct run_draft, sort), do_sort},
    {offsetof(struct run_draft, add_theme), do_add_theme},
    {offsetof(struct run_draft, remove_theme), do_remove_theme},
    {offsetof(struct run_draft, group), do_group},
    {offsetof(struct run_draft, apart), do_apart},
    {offsetof(struct run_draft, hands), do_hands},
};

static const struct {
    size_t offset; // of a bool in the draft
    enum err (*act)(struct press *press);
} switches[] = {
    {offsetof(struct run_draft, dark), do_dark},       {offsetof(struct run_draft, light), do_light},
    {offsetof(struct run_draft, between), do_between}, {offsetof(struct run_draft, renew), do_renew},
    {offsetof(struct run_draft, open), do_open},       {offsetof(struct run_draft, close), do_close},
    {offsetof(struct run_draft, reopen), do_reopen},
};

static enum err set_screen(struct press *press)
{
    enum screen_mode mode = SCREEN_NORMAL; // the form knows no other words than these
    if (strcmp(press->draft->screen, "frozen") == 0)
        mode = SCREEN_FROZEN;
    else if (strcmp(press->draft->screen, "blank") == 0)
        mode = SCREEN_BLANK;
    return workshop_set_screen(press->call, press->desk->workshop.id, mode);
}

// Exactly one button is pressed in a form. None: ERR_INVALID.
static enum err press_act(struct press *press)
{
    const char *draft = (const char *)press->draft;
    for (size_t i = 0; i < sizeof(buttons) / sizeof(buttons[0]); i++) {
        int64_t id = *(const int64_t *)(const void *)(draft + buttons[i].offset);
        if (id != 0)
            return buttons[i].act(press, id);
    }
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
        if (*(const bool *)(const void *)(draft + switches[i].offset))
            return switches[i].act(press);
    return press->draft->screen != NULL && *press->draft->screen != '\0' ? set_screen(press) : ERR_INVALID;
}

static const char *complaint_of(enum err error)
{
    if (error == ERR_CONFLICT)
        return N_("Somebody else was faster, or this is no longer possible. Here is how it is now.");
    if (error == ERR_LIMIT)
        return N_("This is too long, or there are too many.");
    return N_("Something is missing here: words, a reason or a number.");
}

// --- what was typed comes back ---

static bool is_written(const struct field *field)
{
    return field_is_words(field) || (field->kind == FIELD_NUMBER && strcmp(field->name, "version") != 0);
}

// The label of a field; hands have that of their value.
static const char *label_of(struct call *call, const struct desk *desk, const struct field *field)
{
    const struct mark_value *values = desk->selected == NULL ? NULL : desk->selected->kind->values;
    struct kind_place place = {.call = call, .workshop = &desk->workshop, .activity = desk->selected};
    size_t hands = 0;
    if (field->name[0] == 'h' && field->kind == FIELD_NUMBER)
        hands = strtoul(field->name + 1, NULL, 10);
    for (size_t i = 0; hands > 0 && values != NULL && values[i].label != NULL; i++)
        if (i + 1 == hands)
            return common_value_words(&place, &values[i]).text;
    return field->label == NULL ? "" : tr(call->language, field->label);
}

// The words that two people changed at once, as the other one left them. The form goes on from there.
static enum err add_stored(struct call *call, const struct run_draft *draft, struct console_again_view *again,
                           const char **ret_version)
{
    struct contribution contribution;
    *ret_version = NULL;
    if (draft->reword == 0)
        return OK;
    enum err error = contribution_find(call, said_at(draft->reword), &contribution);
    if (error == ERR_NOT_FOUND)
        return OK;
    TRY(error);
    if (contribution.version != draft->version)
        again->stored = contribution.words.text;
    *ret_version = arena_print(call->arena, "%lld", (long long)contribution.version);
    return OK;
}

// NULL where nothing was typed.
static enum err again_of(struct press *press, const struct filled *filled, struct console_again_view **ret_again)
{
    struct call *call = press->call;
    struct console_again_view *again = ARENA_NEW(call->arena, struct console_again_view);
    const char *version;
    bool is_typed = false;
    TRY(add_stored(call, press->draft, again, &version));
    again->workshop = id_in_words(call->arena, press->desk->workshop.id.v);
    again->activity = press->desk->selected == NULL ? "" : id_in_words(call->arena, press->desk->selected->id.v);
    for (size_t i = 0; run_fields[i].name != NULL; i++) {
        const struct field *field = &run_fields[i];
        bool is_version = strcmp(field->name, "version") == 0;
        const char *value = is_version && version != NULL ? version : filled->typed[i];
        if (*value == '\0')
            continue;
        is_typed = is_typed || is_written(field);
        *VEC_PUSH(call->arena, &again->fields) = (struct typed_again_field){
            .name = field->name,
            .label = label_of(call, press->desk, field),
            .value = value,
            .is_long = field->kind == FIELD_TEXT,
            .is_hidden = !is_written(field),
        };
    }
    *ret_again = is_typed ? again : NULL;
    return OK;
}

static enum err give_back(struct press *press, struct reply *reply, struct filled *filled, int status)
{
    struct console_again_view *again;
    TRY(again_of(press, filled, &again));
    return console_page(press->call, press->request, reply, filled, again, status);
}

enum err console_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct run_draft draft;
    struct filled *filled;
    struct desk *desk = ARENA_NEW(call->arena, struct desk);
    TRY(form_read(request, &run_form, &draft, &filled));
    TRY(desk_find(call, request, desk));
    struct press press = {.call = call, .request = request, .desk = desk, .draft = &draft};
    if (filled->bad > 0)
        return give_back(&press, reply, filled, 422);
    enum err error = press_act(&press);
    if (error == ERR_CONFLICT || error == ERR_LIMIT || error == ERR_INVALID) {
        filled_bad(filled, "", complaint_of(error));
        return give_back(&press, reply, filled, error == ERR_CONFLICT ? 409 : 422);
    }
    TRY(error);
    const char *id = id_in_words(call->arena, desk->workshop.id.v);
    if (press.activity == 0 && desk->selected != NULL)
        press.activity = desk->selected->id.v;
    if (press.activity == 0)
        reply_see(reply, "/console/%s", id);
    else
        reply_see(reply, "/console/%s?activity=%s", id, id_in_words(call->arena, press.activity));
    return OK;
}
