// demo_workshop.c - workshops of the demonstration, made with the rules that console and phones use.
#include <string.h>

#include "base/time.h"
#include "cards/card.h"
#include "demo/demo_workshop.h"
#include "i18n/format.h"
#include "workshops/mark.h"

// Nothing that has happened is stored with a later time than now.
static void at_time(struct demo_workshop *workshop, int64_t at)
{
    struct demo *demo = workshop->demo;
    demo->call->now = at < demo->now ? at : demo->now;
}

static enum err source_of(struct demo_workshop *workshop, struct node node, struct tongues *ret_words,
                          const char **ret_source)
{
    struct content *content = workshop->demo->content;
    TRY(content_tongues(content, node, workshop->language, ret_words));
    *ret_source = tongues_in(ret_words, workshop->language);
    if (*ret_source == NULL)
        return content_wrong(content, node, "is not there in the workshop's language, %s.", language_tag(workshop->language));
    return OK;
}

// --- planning ---

static enum err plan(struct demo_workshop *workshop)
{
    enum { WEEKS_BEFORE = 2 };
    struct demo *demo = workshop->demo;
    struct call *call = demo->call;
    struct tongues title, place;
    const char *zone = workshop->network.time_zone;
    struct workshop_draft draft = {
        .date = format_iso_date(call->arena, zone, workshop->begins),
        .begins = format_iso_time(call->arena, zone, workshop->begins),
        .ends = format_iso_time(call->arena, zone, workshop->ends),
        .language = language_tag(workshop->language),
    };
    // A workshop that goes on past midnight has no end of the same day.
    if (strcmp(draft.date, format_iso_date(call->arena, zone, workshop->ends)) != 0)
        draft.ends = "";
    TRY(source_of(workshop, content_key(demo->content, workshop->node, "title"), &title, &draft.title));
    TRY(source_of(workshop, content_key(demo->content, workshop->node, "place"), &place, &draft.place));
    at_time(workshop, workshop->begins - WEEKS_BEFORE * 7 * DAY);
    struct filled *filled = filled_empty(call->arena, &workshop_form);
    TRY(demo_refused(demo, workshop->node, workshop_add(call, workshop->network.id, &draft, filled, &workshop->id), filled));
    struct workshop stored;
    TRY(workshop_find(call, workshop->id, &stored));
    TRY(demo_translate(demo, stored.title_text, &title, workshop->language));
    return demo_translate(demo, stored.place_text, &place, workshop->language);
}

// The kind's settings, by the names of its fields; only "moderated" is said the other way round there.
static const void *settings_of(struct demo *demo, const struct demo_step *step)
{
    struct node settings = content_key(demo->content, step->node, "settings");
    const json_t *moderated = json_object_get(settings.json, "moderated");
    json_t *fields = json_object();
    const char *key;
    json_t *value;
    json_object_foreach(settings.json, key, value)
        if (!json_is_array(value))
            json_object_set(fields, key, value);
    json_object_set_new(fields, "at_once", json_boolean(moderated != NULL && !json_is_true(moderated)));
    size_t n = json_dumpb(fields, NULL, 0, 0);
    char *text = arena_alloc(demo->call->arena, n + 1);
    json_dumpb(fields, text, n, 0);
    json_decref(fields);
    return kind_settings_read(demo->call->arena, step->kind, text);
}

static enum err translate_line(struct demo_workshop *workshop, const struct demo_line *line)
{
    struct demo *demo = workshop->demo;
    for (size_t i = 0; i < line->words.n; i++) {
        const struct tongue *tongue = &line->words.at[i];
        if (tongue->language != workshop->language || tongue->easy)
            TRY(demo_refused(demo, line->node,
                             contribution_translate(demo->call, line->id, tongue->language, tongue->easy, tongue->words),
                             NULL));
    }
    return OK;
}

static enum err put_up(struct demo_workshop *workshop, struct demo_step *step, const struct activity *activity)
{
    struct demo *demo = workshop->demo;
    for (size_t i = 0; i < step->lines.n; i++) {
        struct demo_line *line = &step->lines.at[i];
        if (line->author != NO_AUTHOR)
            continue;
        TRY(demo_refused(demo, line->node,
                         contribution_put_up(demo->call, activity, tongues_in(&line->words, workshop->language), &line->id),
                         NULL));
        TRY(translate_line(workshop, line));
    }
    return OK;
}

static enum err translate_theme(struct demo_workshop *workshop, const struct activity *activity, struct theme_id id,
                                const struct tongues *title)
{
    struct theme_list themes;
    TRY(theme_list_of(workshop->demo->call, activity, &themes));
    for (size_t i = 0; i < themes.n; i++)
        if (themes.at[i].id.v == id.v)
            return demo_translate(workshop->demo, themes.at[i].title_text, title, workshop->language);
    return ERR_NOT_FOUND;
}

static enum err add_themes(struct demo_workshop *workshop, struct demo_step *step, const struct activity *activity)
{
    struct demo *demo = workshop->demo;
    struct node list = content_key(demo->content, step->node, "themes");
    size_t n;
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct node node = content_item(demo->content, list, i);
        struct demo_theme *theme = VEC_PUSH(demo->call->arena, &step->themes);
        struct tongues title;
        const char *source;
        TRY(content_object(demo->content, node, "key title"));
        TRY(content_string(demo->content, content_key(demo->content, node, "key"), &theme->key));
        TRY(source_of(workshop, content_key(demo->content, node, "title"), &title, &source));
        TRY(demo_refused(demo, node, theme_add(demo->call, activity, source, &theme->id), NULL));
        TRY(translate_theme(workshop, activity, theme->id, &title));
    }
    return OK;
}

static enum err add_step(struct demo_workshop *workshop, struct demo_step *step)
{
    struct demo *demo = workshop->demo;
    struct content *content = demo->content;
    struct tongues title, question;
    struct activity_draft draft = {.kind = step->kind->name, .settings = settings_of(demo, step)};
    struct activity activity;
    TRY(source_of(workshop, content_key(content, step->node, "title"), &title, &draft.title));
    TRY(source_of(workshop, content_key(content, step->node, "question"), &question, &draft.question));
    TRY(demo_refused(demo, step->node, activity_add(demo->call, workshop->id, &draft, NULL, &step->id), NULL));
    TRY(activity_find(demo->call, step->id, &activity));
    TRY(demo_translate(demo, activity.title_text, &title, workshop->language));
    TRY(demo_translate(demo, activity.question_text, &question, workshop->language));
    TRY(put_up(workshop, step, &activity));
    return add_themes(workshop, step, &activity);
}

// --- taking part ---

static bool is_on_paper(const struct demo_workshop *workshop, int64_t person)
{
    for (size_t s = 0; s < workshop->steps.n; s++)
        for (size_t i = 0; i < workshop->steps.at[s].lines.n; i++) {
            const struct demo_line *line = &workshop->steps.at[s].lines.at[i];
            if (line->author == person && line->on_paper)
                return true;
        }
    return false;
}

static enum err join(struct demo_workshop *workshop)
{
    enum { SECRET_SIGNS = 26 };
    struct call *call = workshop->demo->call;
    struct workshop stored;
    TRY(workshop_find(call, workshop->id, &stored));
    workshop->persons = ARENA_ARRAY(call->arena, struct participant_id, workshop->people);
    enum err error = OK;
    for (size_t i = 0; i < workshop->people && error == OK; i++) {
        if (is_on_paper(workshop, (int64_t)i)) {
            error = workshop_add_sheet(call, &stored, &workshop->persons[i]);
            continue;
        }
        call->visitor = call_secret(call, SECRET_SIGNS);
        error = workshop_join(call, &stored, &workshop->persons[i]);
        call->visitor = NULL;
    }
    return error;
}

static enum err set_theme(struct demo_workshop *workshop, const struct demo_step *step, const struct demo_line *line)
{
    struct demo *demo = workshop->demo;
    struct node node = content_key(demo->content, line->node, "theme");
    const char *key;
    if (node.json == NULL)
        return OK;
    TRY(content_string(demo->content, node, &key));
    for (size_t i = 0; i < step->themes.n; i++)
        if (strcmp(step->themes.at[i].key, key) == 0)
            return contribution_set_theme(demo->call, line->id, step->themes.at[i].id);
    return content_wrong(demo->content, node, "is no theme of this activity.");
}

static enum err take_down(struct demo_workshop *workshop, const struct demo_line *line)
{
    struct tongues reason;
    const char *source;
    TRY(source_of(workshop, content_key(workshop->demo->content, line->node, "reason"), &reason, &source));
    return contribution_take_down(workshop->demo->call, line->id, source);
}

// What the team decided about it.
static enum err review(struct demo_workshop *workshop, const struct demo_line *line)
{
    struct call *call = workshop->demo->call;
    struct contribution stored;
    TRY(contribution_find(call, line->id, &stored));
    if (line->state == stored.state)
        return OK;
    if (line->state == CONTRIBUTION_REFUSED)
        return contribution_refuse(call, line->id);
    if (stored.state == CONTRIBUTION_WAITING)
        TRY(contribution_approve(call, line->id));
    return line->state == CONTRIBUTION_TAKEN_DOWN ? take_down(workshop, line) : OK;
}

static enum err say(struct demo_workshop *workshop, struct demo_step *step, const struct activity *activity)
{
    struct demo *demo = workshop->demo;
    for (size_t i = 0; i < step->lines.n; i++) {
        struct demo_line *line = &step->lines.at[i];
        if (line->author == NO_AUTHOR)
            continue;
        demo->call->now += demo->call->now + SECOND < demo->now ? SECOND : 0;
        TRY(demo_refused(demo, line->node,
                         contribution_add(demo->call, activity, workshop->persons[line->author],
                                          line->on_paper ? FROM_SHEET : FROM_PHONE,
                                          tongues_in(&line->words, workshop->language), &line->id),
                         NULL));
        TRY(translate_line(workshop, line));
        TRY(set_theme(workshop, step, line));
        TRY(demo_refused(demo, line->node, review(workshop, line), NULL));
    }
    return OK;
}

static enum err mark(struct demo_workshop *workshop, const struct demo_step *step, const struct activity *activity)
{
    struct call *call = workshop->demo->call;
    for (size_t person = 0; person < workshop->people; person++)
        for (size_t i = 0; i < step->lines.n; i++) {
            int64_t value = step->marks[person * step->lines.n + i];
            struct contribution_id line = step->lines.at[i].id;
            if (value == NO_MARK)
                continue;
            if (step->dots > 0)
                TRY(mark_put_within(call, activity, line, workshop->persons[person], value, step->dots));
            else
                TRY(mark_put(call, activity, line, workshop->persons[person], value));
        }
    return OK;
}

// --- hands ---

// Who counted the hands stands beside the count: the call is theirs meanwhile.
static enum err find_counter(struct demo_workshop *workshop, const struct demo_step *step, struct actor *ret_actor)
{
    struct demo *demo = workshop->demo;
    struct node node = content_key(demo->content, step->node, "counted_by");
    const char *name;
    TRY(content_string(demo->content, node, &name));
    for (size_t i = 0; i < demo->people.n; i++) {
        const struct demo_person *person = &demo->people.at[i];
        if (strcmp(person->name, name) == 0) {
            *ret_actor = (struct actor){.kind = ACTOR_PERSON, .person = person->id, .name = person->name,
                                        .grants = person->grants, .grant_count = person->grant_count};
            return OK;
        }
    }
    return content_wrong(demo->content, node, "is nobody in people.json.");
}

static enum err count_hands(struct demo_workshop *workshop, const struct demo_step *step, const struct activity *activity,
                            const struct demo_line *line)
{
    struct demo *demo = workshop->demo;
    struct node node = content_key(demo->content, line->node, "hands");
    const struct mark_value *values = step->kind->values;
    struct hands hands[RESULT_VALUES];
    size_t n = 0;
    if (node.json == NULL)
        return OK;
    TRY(content_object(demo->content, node, demo_value_names(demo->call->arena, step->kind)));
    for (; values != NULL && values[n].label != NULL; n++) {
        hands[n].value = values[n].value;
        TRY(content_int(demo->content, content_key(demo->content, node, values[n].name), 0, MOST_HANDS, &hands[n].people));
    }
    struct actor command = demo->call->actor, counter;
    TRY(find_counter(workshop, step, &counter));
    demo->call->actor = counter;
    enum err error = hand_count_put(demo->call, activity, line->id, hands, n);
    demo->call->actor = command;
    return demo_refused(demo, node, error, NULL);
}

static enum err run_step(struct demo_workshop *workshop, struct demo_step *step)
{
    struct call *call = workshop->demo->call;
    struct activity activity;
    if (step->state == ACTIVITY_WAITING)
        return OK;
    TRY(activity_open(call, step->id));
    TRY(activity_find(call, step->id, &activity));
    TRY(say(workshop, step, &activity));
    TRY(mark(workshop, step, &activity));
    for (size_t i = 0; i < step->lines.n; i++)
        TRY(count_hands(workshop, step, &activity, &step->lines.at[i]));
    if (step->state != ACTIVITY_CLOSED)
        return OK;
    TRY(activity_close(call, step->id));
    return activity_show_results(call, step->id, true);
}

// The first of those who took part have a card, made today: so it can be opened.
static enum err give_cards(struct demo_workshop *workshop)
{
    struct call *call = workshop->demo->call;
    struct card card;
    call->now = workshop->demo->now;
    for (size_t i = 0; i < workshop->cards; i++)
        TRY(card_give(call, network_scope_of(&workshop->network), workshop->persons[i], workshop->language, &card));
    return OK;
}

enum err demo_store_workshop(struct demo_workshop *workshop)
{
    struct demo *demo = workshop->demo;
    TRY(plan(workshop));
    for (size_t i = 0; i < workshop->steps.n; i++)
        TRY(add_step(workshop, &workshop->steps.at[i]));
    if (workshop->state == WORKSHOP_PLANNED)
        return OK;
    at_time(workshop, workshop->begins);
    TRY(demo_refused(demo, workshop->node, workshop_open(demo->call, workshop->id), NULL));
    TRY(join(workshop));
    int64_t part = (workshop->ends - workshop->begins) / (int64_t)(workshop->steps.n + 1);
    for (size_t i = 0; i < workshop->steps.n; i++) {
        at_time(workshop, workshop->begins + part * (int64_t)i);
        TRY(run_step(workshop, &workshop->steps.at[i]));
    }
    for (size_t s = 0; s < workshop->steps.n; s++)
        for (size_t i = 0; i < workshop->steps.at[s].lines.n; i++) {
            const struct demo_line *line = &workshop->steps.at[s].lines.at[i];
            if (line->id.v != 0 && line->state == CONTRIBUTION_SHOWN)
                demo_remember(demo, workshop->network.id, &line->words, line->id);
        }
    at_time(workshop, workshop->ends);
    if (workshop->state == WORKSHOP_CLOSED)
        TRY(workshop_close(demo->call, workshop->id));
    return give_cards(workshop);
}

enum err demo_add_workshops(struct demo *demo)
{
    struct node list;
    size_t n;
    enum language before = demo->call->language;
    TRY(content_file(demo->content, "workshops.json", &list));
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct demo_workshop workshop;
        TRY(demo_read_workshop(demo, content_item(demo->content, list, i), &workshop));
        demo_draw(&workshop);
        demo->call->language = workshop.language;
        enum err error = demo_store_workshop(&workshop);
        demo->call->language = before;
        demo->call->now = demo->now;
        TRY(error);
    }
    return OK;
}
