// common.c - the participant's form, the wall, the big screen and console lists, for every kind.
#include "workshops/kinds/common.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "workshops_views.h"

#define WORDS                                                                                                          \
    .name = "words", .kind = FIELD_TEXT, .label = N_("One sentence"), .most = 200,                                     \
    .hint = N_("At most 200 signs. Please no names."), .offset = offsetof(struct phone_draft, words)

// The box for words as the phone shows it; the other fields of phone_form are its buttons.
static const struct form words_form = {
    .name = "phone",
    .fields = (const struct field[]){{WORDS, .required = true}, {0}},
    .draft_size = sizeof(struct phone_draft),
};

const struct form phone_form = {
    .name = "phone",
    .fields =
        (const struct field[]){
            {WORDS},
            {.name = "need", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, need)},
            {.name = "unneed", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, unneed)},
            {.name = "flag", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, flag)},
            {.name = "more", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, more)},
            {.name = "less", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, less)},
            {.name = "had", .kind = FIELD_NUMBER, .most = 1000, .offset = offsetof(struct phone_draft, had)},
            {.name = "statement", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, statement)},
            {.name = "mark", .kind = FIELD_HIDDEN, .most = 4, .offset = offsetof(struct phone_draft, mark)},
            {.name = "pass", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, pass)},
            {.name = "at", .kind = FIELD_ID, .offset = offsetof(struct phone_draft, at)},
            {0},
        },
    .draft_size = sizeof(struct phone_draft),
};

const char *common_id(struct call *call, int64_t id)
{
    char *text = arena_alloc(call->arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

enum { SCREEN_BARS = 4, SCREEN_SAID = 8, SCREEN_LINES = 26, LINE_SIGNS = 28 };

// --- contributions, by theme ---

struct said_view common_said(const struct kind_place *place, const struct contribution *contribution)
{
    return (struct said_view){
        .id = common_id(place->call, contribution->id.v), .said = contribution->words,
        .is_question = common_is_question(place, contribution), .reason = contribution->reason,
        .version = contribution->version, .flags = (int64_t)contribution->flags,
        .is_sheet = contribution->origin == FROM_SHEET};
}

static struct theme_view *theme_at(struct call *call, struct theme_views *views, struct words title)
{
    for (size_t i = 0; i < views->n; i++) {
        const char *other = views->at[i].title.text;
        if (other == title.text || (other != NULL && title.text != NULL && strcmp(other, title.text) == 0))
            return &views->at[i];
    }
    struct theme_view *view = VEC_PUSH(call->arena, views);
    view->title = title;
    return view;
}

static struct words theme_title(const struct theme_list *themes, struct theme_id id)
{
    for (size_t i = 0; i < themes->n; i++)
        if (themes->at[i].id.v == id.v)
            return themes->at[i].title;
    return (struct words){0};
}

static struct options_view theme_options(struct call *call, const struct theme_list *themes, struct theme_id current)
{
    struct options_view options = {0};
    for (size_t i = 0; i < themes->n; i++)
        *VEC_PUSH(call->arena, &options) = (struct option_view){.value = common_id(call, themes->at[i].id.v),
                                                               .label = themes->at[i].title,
                                                               .is_current = themes->at[i].id.v == current.v};
    return options;
}

static struct theme_views grouped(const struct kind_place *place, const struct contribution_list *list,
                                  const struct theme_list *themes)
{
    struct call *call = place->call;
    struct theme_views views = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct theme_view *theme = theme_at(call, &views, theme_title(themes, list->at[i].theme));
        struct said_view *said = VEC_PUSH(call->arena, &theme->list);
        *said = common_said(place, &list->at[i]);
        said->themes = theme_options(call, themes, list->at[i].theme);
        said->has_themes = themes->n > 0;
    }
    return views;
}

static enum err said_by_theme(const struct kind_place *place, size_t most, const struct theme_list *themes,
                              struct theme_views *ret_views)
{
    struct contribution_list list = {0};
    TRY(contribution_list_of(place->call, place->activity, CONTRIBUTION_SHOWN, true, 0, most, &list));
    *ret_views = grouped(place, &list, themes);
    return OK;
}

enum err common_wall(const struct kind_place *place, struct theme_views *ret_views)
{
    struct theme_list themes = {0};
    struct tally_list tallies = {0};
    struct mark_list own = {0};
    TRY(theme_list_of(place->call, place->activity, &themes));
    TRY(said_by_theme(place, 50, &themes, ret_views));
    TRY(tally_list_of(place->call, place->activity, &tallies));
    if (place->participant != 0)
        TRY(mark_list_own(place->call, place->activity, (struct participant_id){place->participant}, &own));
    for (size_t t = 0; t < ret_views->n; t++)
        for (size_t s = 0; s < ret_views->at[t].list.n; s++) {
            struct said_view *said = &ret_views->at[t].list.at[s];
            for (size_t i = 0; i < tallies.n; i++)
                if (strcmp(said->id, common_id(place->call, tallies.at[i].contribution.v)) == 0)
                    said->people += tallies.at[i].people;
            for (size_t i = 0; i < own.n; i++)
                said->is_marked = said->is_marked || strcmp(said->id, common_id(place->call, own.at[i].contribution.v)) == 0;
        }
    return OK;
}

// --- the big screen ---

// About how many lines of letters a card takes on the screen, which has two columns; its edges and a heading count as one.
static size_t lines_of(const char *words)
{
    return 2 + utf8_length(words, strlen(words)) / LINE_SIGNS;
}

// Nobody can scroll the screen: the newest that fit on it, and how many there are besides.
static enum err screen_wall(const struct kind_place *place, struct screen_view *view)
{
    struct theme_list themes = {0};
    struct theme_views all = {0};
    size_t used = 0, shown = 0, n = 0;
    TRY(theme_list_of(place->call, place->activity, &themes));
    TRY(said_by_theme(place, SCREEN_SAID, &themes, &all));
    TRY(contribution_count(place->call, place->activity, CONTRIBUTION_SHOWN, &n));
    for (size_t t = 0; t < all.n; t++) {
        struct theme_view *theme = &all.at[t];
        size_t kept = 0;
        used += theme->title.text == NULL ? 0 : 2;
        while (kept < theme->list.n && used + lines_of(theme->list.at[kept].said.text) <= SCREEN_LINES)
            used += lines_of(theme->list.at[kept++].said.text);
        theme->list.n = kept;
        shown += kept;
        if (kept > 0)
            *VEC_PUSH(place->call->arena, &view->wall) = *theme;
    }
    view->more = n > shown ? (int64_t)(n - shown) : 0;
    return OK;
}

enum err common_screen(const struct kind_place *place, struct body *ret_body)
{
    struct call *call = place->call;
    struct screen_view *view = ARENA_NEW(call->arena, struct screen_view);
    view->question = place->activity->question;
    view->shows_bars = place->activity->results_open;
    if (view->shows_bars) {
        struct result_list rows = {0};
        struct figure people;
        size_t all = 0;
        TRY(result_read(call, place->activity, AUDIENCE_ROOM, common_order(place->activity->kind), 0, SCREEN_BARS, &rows, &people, &all));
        view->bars = common_lines(place, &rows);
    } else if (!place->activity->kind->asks_one_by_one) {
        TRY(screen_wall(place, view));
    }
    *ret_body = body_screen_activity(view);
    return OK;
}

// --- the console ---

enum { CONSOLE_ASIDE = 150, CONSOLE_SHOWN = 100 };

// What waits, was taken down or refused; who waits is never left out for the others.
static enum err add_aside(const struct kind_place *place, struct console_view *view)
{
    struct call *call = place->call;
    struct contribution_list list;
    TRY(contribution_list_aside(call, place->activity, CONSOLE_ASIDE, &list));
    for (size_t i = 0; i < list.n; i++) {
        bool is_waiting = list.at[i].state == CONTRIBUTION_WAITING;
        *VEC_PUSH(call->arena, is_waiting ? &view->waiting : &view->down) = common_said(place, &list.at[i]);
    }
    size_t waiting = view->waiting.n;
    if (list.n == CONSOLE_ASIDE)
        TRY(contribution_count(call, place->activity, CONTRIBUTION_WAITING, &waiting));
    view->waiting_count = format_number(call->arena, call->language, (int64_t)waiting);
    view->has_down = view->down.n > 0;
    return OK;
}

// What is shown, by theme; and what of it was reported.
static enum err add_shown(const struct kind_place *place, struct console_view *view)
{
    struct call *call = place->call;
    struct theme_list themes;
    struct contribution_list shown;
    TRY(theme_list_of(call, place->activity, &themes));
    TRY(contribution_list_of(call, place->activity, CONTRIBUTION_SHOWN, true, 0, CONSOLE_SHOWN, &shown));
    view->shown = grouped(place, &shown, &themes);
    view->themes = theme_options(call, &themes, (struct theme_id){0});
    TRY(common_alike(place, &themes, view));
    struct contribution_list flagged = shown;
    if (shown.n == CONSOLE_SHOWN) // there may be older ones
        TRY(contribution_list_flagged(call, place->workshop, &flagged));
    for (size_t i = 0; i < flagged.n; i++)
        if (flagged.at[i].flags > 0 && flagged.at[i].activity.v == place->activity->id.v)
            *VEC_PUSH(call->arena, &view->flagged) = common_said(place, &flagged.at[i]);
    view->has_flagged = view->flagged.n > 0;
    return OK;
}

static struct key_parts hand_fields(const struct kind_place *place)
{
    struct call *call = place->call;
    const struct mark_value *values = place->activity->kind->values;
    struct key_parts fields = {0};
    for (size_t i = 0; values != NULL && values[i].label != NULL; i++)
        *VEC_PUSH(call->arena, &fields) = (struct key_part){.class_ = arena_print(call->arena, "h%zu", i + 1),
                                                            .label = common_value_words(place, &values[i])};
    if (values == NULL)
        *VEC_PUSH(call->arena, &fields) = (struct key_part){.class_ = "h1", .label = common_words(call, N_("Hands"))};
    return fields;
}

enum err common_console(const struct kind_place *place, struct body *ret_body)
{
    struct call *call = place->call;
    const struct activity *activity = place->activity;
    struct console_view *view = ARENA_NEW(call->arena, struct console_view);
    *view = (struct console_view){
        .workshop = common_id(call, place->workshop->id.v), .activity = common_id(call, activity->id.v),
        .title = activity->title, .question = activity->question, .kind = tr(call->language, activity->kind->label),
        .is_running = activity->state == ACTIVITY_RUNNING, .is_closed = activity->state == ACTIVITY_CLOSED,
        .is_waiting = activity->state == ACTIVITY_WAITING, .results_open = activity->results_open,
        .is_behind = activity->state == ACTIVITY_RUNNING && place->workshop->current.v != activity->id.v,
        .has_values = true, .takes_words = activity->kind->takes_words, .has_list = activity->kind->has_list,
        .hands = hand_fields(place),
    };
    TRY(add_aside(place, view));
    TRY(add_shown(place, view));
    TRY(activity->kind->result(place, AUDIENCE_ROOM, &view->result));
    *ret_body = body_console_activity(view);
    return OK;
}

// --- the participant's form ---

static enum err words_act(struct kind_place *place, const char **ret_saved)
{
    struct contribution_id id;
    struct phone_draft draft;
    struct filled *filled;
    TRY(form_read(place->request, &words_form, &draft, &filled));
    if (filled->bad > 0) {
        place->filled = filled;
        return OK;
    }
    enum err error = contribution_add(place->call, place->activity, (struct participant_id){place->participant}, FROM_PHONE,
                                      draft.words, &id);
    if (error == ERR_CONFLICT) // the step is open: they have said this before, perhaps with the same tap
        error = OK;
    else if (error == ERR_LIMIT)
        filled_bad(filled, "words", N_("This is too long, or you have said very much already."));
    else if (error == ERR_INVALID)
        filled_bad(filled, "words", N_("Please write one sentence here."));
    else
        TRY(error);
    if (error == OK)
        *ret_saved = "saved=words";
    else
        place->filled = filled;
    return OK;
}

enum err common_act(struct kind_place *place, const struct phone_draft *draft, struct filled *filled, const char **ret_saved,
                    bool *ret_done)
{
    struct call *call = place->call;
    struct participant_id participant = {place->participant};
    *ret_done = true;
    if (draft->flag != 0) {
        TRY(contribution_flag(call, contribution_of(draft->flag)));
        *ret_saved = "saved=flag";
        return OK;
    }
    if (draft->need != 0) {
        TRY(mark_put(call, place->activity, contribution_of(draft->need), participant, 1));
        *ret_saved = "saved=need";
        return OK;
    }
    if (draft->unneed != 0)
        return mark_take_back(call, place->activity, contribution_of(draft->unneed), participant);
    bool has_button = draft->more != 0 || draft->less != 0 || draft->pass != 0 || draft->statement != 0;
    if (place->activity->kind->takes_words && !has_button)
        return words_act(place, ret_saved);
    if (filled->bad > 0) {
        place->filled = filled;
        return OK;
    }
    *ret_done = false;
    return OK;
}

enum err common_mark(const struct kind_place *place, const struct phone_draft *draft, const char **ret_saved)
{
    if (draft->statement == 0 || draft->mark == NULL || *draft->mark == '\0')
        return ERR_INVALID;
    char *end = NULL;
    long value = strtol(draft->mark, &end, 10);
    if (*end != '\0')
        return ERR_INVALID;
    TRY(mark_put(place->call, place->activity, contribution_of(draft->statement),
                 (struct participant_id){place->participant}, value));
    *ret_saved =
        arena_print(place->call->arena, "saved=%ld&of=%s", value, common_id(place->call, draft->statement));
    return OK;
}

// The kind's values as buttons; pressed is the one this participant gave.
static struct options_view mark_options(const struct kind_place *place, const struct mark *own)
{
    struct options_view options = {0};
    const struct mark_value *values = place->activity->kind->values;
    for (size_t i = 0; values != NULL && values[i].label != NULL; i++)
        *VEC_PUSH(place->call->arena, &options) =
            (struct option_view){.value = arena_print(place->call->arena, "%lld", (long long)values[i].value),
                                 .class_ = values[i].class_, .label = common_value_words(place, &values[i]),
                                 .is_current = own != NULL && own->value == values[i].value};
    return options;
}

enum err common_phone_lines(const struct kind_place *place, struct said_list *ret_lines)
{
    struct call *call = place->call;
    struct contribution_list list = {0};
    struct mark_list marks = {0};
    struct said_list lines = {0};
    TRY(contribution_list_of(call, place->activity, CONTRIBUTION_SHOWN, false, 0, 100, &list));
    TRY(mark_list_own(call, place->activity, (struct participant_id){place->participant}, &marks));
    for (size_t i = 0; i < list.n; i++) {
        const struct mark *own = NULL;
        for (size_t m = 0; m < marks.n; m++)
            if (marks.at[m].contribution.v == list.at[i].id.v)
                own = &marks.at[m];
        struct said_view *said = VEC_PUSH(call->arena, &lines);
        *said = common_said(place, &list.at[i]);
        said->people = own == NULL ? 0 : own->value;
        said->is_marked = own != NULL;
        said->marks = mark_options(place, own);
    }
    *ret_lines = lines;
    return OK;
}

const char *common_saved(const struct kind_place *place)
{
    const char *saved = place->request == NULL ? NULL : request_query(place->request, "saved");
    enum language language = place->call->language;
    if (saved == NULL)
        return NULL;
    if (strcmp(saved, "words") == 0)
        return tr(language, N_("Thank you. It appears when the team has read it."));
    if (strcmp(saved, "flag") == 0)
        return tr(language, N_("Thank you. The team looks at it."));
    if (strcmp(saved, "need") == 0)
        return tr(language, N_("Saved: you need this too."));
    const struct mark_value *values = place->activity->kind->values;
    for (size_t i = 0; values != NULL && values[i].label != NULL; i++)
        if (strcmp(saved, arena_print(place->call->arena, "%lld", (long long)values[i].value)) == 0)
            return tr_fill(place->call->arena, tr(language, N_("Saved: {1}.")),
                           (const char *[]){common_value_words(place, &values[i]).text}, 1);
    return NULL;
}

struct phone_view *common_phone(const struct kind_place *place)
{
    struct phone_view *view = ARENA_NEW(place->call->arena, struct phone_view);
    *view = (struct phone_view){
        .code = place->workshop->join_code, .question = place->activity->question,
        .activity = common_id(place->call, place->activity->id.v),
        .filled = place->filled != NULL ? place->filled : filled_empty(place->call->arena, &words_form),
        .saved = common_saved(place), .is_running = place->activity->state == ACTIVITY_RUNNING,
        .is_closed = place->activity->state == ACTIVITY_CLOSED,
        .takes_words = place->activity->kind->takes_words && place->activity->state == ACTIVITY_RUNNING,
    };
    return view;
}
