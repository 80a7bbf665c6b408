// demo_workshop_read.c - workshops.json: what a workshop of the demonstration is.
#include <string.h>

#include "base/time.h"
#include "demo/demo_workshop.h"
#include "i18n/format.h"

// --- lines: options, statements and what participants said ---

static enum err read_chance(struct demo *demo, struct node node, double *ret_chance)
{
    if (node.json == NULL)
        return OK;
    TRY(content_real(demo->content, node, ret_chance));
    return *ret_chance >= 0 ? OK : content_wrong(demo->content, node, "must not be less than 0.");
}

const char *demo_value_names(struct arena *arena, const struct activity_kind *kind)
{
    const char *names = "";
    for (size_t i = 0; kind->values != NULL && kind->values[i].label != NULL; i++)
        names = arena_print(arena, "%s%s%s", names, i == 0 ? "" : " ", kind->values[i].name);
    return names;
}

// A chance for each of the kind's values; the one that is not named gets the rest.
static enum err read_chances(struct demo *demo, struct node node, const struct activity_kind *kind, struct leaning *leaning)
{
    struct content *content = demo->content;
    double rest = 1, *unnamed = NULL;
    TRY(content_object(content, node, demo_value_names(demo->call->arena, kind)));
    for (size_t i = 0; kind->values[i].label != NULL; i++) {
        struct node chance = content_key(content, node, kind->values[i].name);
        if (chance.json == NULL && unnamed != NULL)
            return content_wrong(content, node, "must name all answers but one.");
        if (chance.json == NULL)
            unnamed = &leaning->chances[i];
        TRY(read_chance(demo, chance, &leaning->chances[i]));
        rest -= leaning->chances[i];
    }
    if (rest < 0)
        return content_wrong(content, node, "has chances of more than 1.");
    if (unnamed == NULL)
        return content_wrong(content, node, "must leave one answer out, which gets the rest.");
    *unnamed = rest;
    return OK;
}

static enum err read_leaning(struct demo *demo, struct node node, const struct demo_step *step, struct leaning *leaning)
{
    struct content *content = demo->content;
    leaning->is_there = node.json != NULL;
    if (!leaning->is_there)
        return OK;
    if (step->kind->values != NULL)
        return read_chances(demo, node, step->kind, leaning);
    TRY(content_object(content, node, step->dots > 0 ? "weight" : "too"));
    TRY(read_chance(demo, content_key(content, node, "too"), &leaning->too));
    TRY(read_chance(demo, content_key(content, node, "weight"), &leaning->weight));
    return leaning->too > 1 ? content_wrong(content, node, "has chances of more than 1.") : OK;
}

static enum err read_words(struct demo_workshop *workshop, struct node node, struct tongues *ret_words)
{
    TRY(content_tongues(workshop->demo->content, node, workshop->language, ret_words));
    if (tongues_in(ret_words, workshop->language) == NULL)
        return content_wrong(workshop->demo->content, node, "is not there in the workshop's language, %s.",
                             language_tag(workshop->language));
    return OK;
}

static enum err read_team_lines(struct demo_workshop *workshop, struct demo_step *step, struct node list)
{
    struct demo *demo = workshop->demo;
    struct content *content = demo->content;
    size_t n;
    TRY(content_list(content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct demo_line *line = VEC_PUSH(demo->call->arena, &step->lines);
        line->node = content_item(content, list, i);
        line->author = NO_AUTHOR;
        line->state = CONTRIBUTION_SHOWN;
        TRY(content_object(content, line->node, "text leaning hands"));
        TRY(read_words(workshop, content_key(content, line->node, "text"), &line->words));
        TRY(read_leaning(demo, content_key(content, line->node, "leaning"), step, &line->leaning));
    }
    return OK;
}

static enum err read_origin(struct demo *demo, struct node node, bool *ret_on_paper)
{
    static const char *const origins[] = {"phone", "sheet", NULL};
    size_t origin = 0;
    if (node.json != NULL)
        TRY(content_choice(demo->content, node, origins, &origin));
    *ret_on_paper = origin == 1;
    return OK;
}

static enum err read_contributions(struct demo_workshop *workshop, struct demo_step *step)
{
    static const char *const states[] = {"waiting", "shown", "refused", "taken-down", NULL};
    static const enum contribution_state meant[] = {CONTRIBUTION_WAITING, CONTRIBUTION_SHOWN, CONTRIBUTION_REFUSED,
                                                    CONTRIBUTION_TAKEN_DOWN};
    struct demo *demo = workshop->demo;
    struct content *content = demo->content;
    struct node list = content_key(content, step->node, "contributions");
    size_t n, state;
    TRY(content_list(content, list, &n));
    if (n > 0 && (workshop->people == 0 || step->state == ACTIVITY_WAITING))
        return content_wrong(content, list, "must be empty: nobody has taken part yet.");
    for (size_t i = 0; i < n; i++) {
        struct demo_line *line = VEC_PUSH(demo->call->arena, &step->lines);
        line->node = content_item(content, list, i);
        line->author = (int64_t)(i % workshop->people);
        TRY(content_object(content, line->node, "text state reason theme from leaning"));
        TRY(read_words(workshop, content_key(content, line->node, "text"), &line->words));
        TRY(content_choice(content, content_key(content, line->node, "state"), states, &state));
        line->state = meant[state];
        TRY(read_origin(demo, content_key(content, line->node, "from"), &line->on_paper));
        TRY(read_leaning(demo, content_key(content, line->node, "leaning"), step, &line->leaning));
    }
    return OK;
}

// --- activities ---

// What a step may say in its settings: the fields of its kind, and what the file has beside them.
static const char *setting_names(struct demo *demo, const struct activity_kind *kind)
{
    const char *names = "moderated options statements";
    for (const struct field *field = kind->settings->fields; field->name != NULL; field++)
        names = arena_print(demo->call->arena, "%s %s", names, field->name);
    return names;
}

static enum err read_step(struct demo_workshop *workshop, struct demo_step *step)
{
    static const char *const states[] = {"waiting", "running", "closed", NULL};
    static const enum activity_state meant[] = {ACTIVITY_WAITING, ACTIVITY_RUNNING, ACTIVITY_CLOSED};
    struct content *content = workshop->demo->content;
    const char *kind;
    size_t state;
    TRY(content_object(content, step->node, "kind state title question settings themes contributions counted_by"));
    TRY(content_string(content, content_key(content, step->node, "kind"), &kind));
    step->kind = activity_kind_find(kind);
    if (step->kind == NULL)
        return content_wrong(content, content_key(content, step->node, "kind"), "is no kind of activity.");
    TRY(content_choice(content, content_key(content, step->node, "state"), states, &state));
    step->state = meant[state];
    if (step->state != ACTIVITY_WAITING && workshop->state == WORKSHOP_PLANNED)
        return content_wrong(content, content_key(content, step->node, "state"), "must be \"waiting\" in a planned workshop.");

    struct node settings = content_key(content, step->node, "settings");
    TRY(content_object(content, settings, setting_names(workshop->demo, step->kind)));
    if (step->kind->values_add_up)
        TRY(content_int(content, content_key(content, settings, "dots"), 1, 20, &step->dots));
    TRY(read_team_lines(workshop, step, content_key(content, settings, "options")));
    TRY(read_team_lines(workshop, step, content_key(content, settings, "statements")));
    return read_contributions(workshop, step);
}

static enum err read_steps(struct demo_workshop *workshop)
{
    struct demo *demo = workshop->demo;
    struct node list = content_key(demo->content, workshop->node, "activities");
    size_t n;
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct demo_step *step = VEC_PUSH(demo->call->arena, &workshop->steps);
        step->node = content_item(demo->content, list, i);
        TRY(read_step(workshop, step));
    }
    return OK;
}

// --- the workshop ---

// "day": days from today; "time": on the clock of the network. What is running or over did not begin later than now.
static enum err read_times(struct demo_workshop *workshop)
{
    struct demo *demo = workshop->demo;
    struct content *content = demo->content;
    struct node start = content_key(content, workshop->node, "start");
    const char *time, *zone = workshop->network.time_zone;
    int64_t day, minutes;
    TRY(content_object(content, start, "day time"));
    TRY(content_int(content, content_key(content, start, "day"), -1000, 1000, &day));
    TRY(content_string(content, content_key(content, start, "time"), &time));
    TRY(content_int(content, content_key(content, workshop->node, "minutes"), 1, 24 * 60, &minutes));
    const char *date = format_iso_date(demo->call->arena, zone, demo->now + day * DAY);
    if (!parse_iso(date, time, zone, &workshop->begins))
        return content_wrong(content, content_key(content, start, "time"), "must be a time, like 14:00.");
    if (workshop->state == WORKSHOP_PLANNED && workshop->begins < demo->now)
        return content_wrong(content, start, "must be later than now for a planned workshop.");
    workshop->ends = workshop->begins + minutes * MINUTE;
    if (workshop->state == WORKSHOP_CLOSED && workshop->ends > demo->now)
        return content_wrong(content, start, "must be so early that a closed workshop is over.");
    if (workshop->state == WORKSHOP_OPEN && workshop->begins > demo->now) {
        workshop->begins = demo->now / MINUTE * MINUTE;
        workshop->ends = workshop->begins + minutes * MINUTE;
    }
    return OK;
}

static enum err read_people(struct demo_workshop *workshop)
{
    struct content *content = workshop->demo->content;
    struct node people = content_key(content, workshop->node, "people"), seed = content_key(content, workshop->node, "seed");
    int64_t number;
    if (people.json == NULL)
        return OK;
    TRY(content_int(content, people, 1, 1000, &number));
    workshop->people = (size_t)number;
    TRY(content_int(content, seed, 1, INT64_MAX, &number));
    workshop->seed = (uint64_t)number;
    struct node cards = content_key(content, workshop->node, "cards");
    if (cards.json != NULL) {
        TRY(content_int(content, cards, 1, (int64_t)workshop->people, &number));
        workshop->cards = (size_t)number;
    }
    return OK;
}

enum err demo_read_workshop(struct demo *demo, struct node node, struct demo_workshop *ret_workshop)
{
    static const char *const states[] = {"planned", "open", "closed", NULL};
    static const enum workshop_state meant[] = {WORKSHOP_PLANNED, WORKSHOP_OPEN, WORKSHOP_CLOSED};
    struct content *content = demo->content;
    struct demo_workshop workshop = {.demo = demo, .node = node};
    const char *slug, *language;
    size_t state;
    TRY(content_object(content, node, "network state title place language start minutes people seed cards activities"));
    struct node network = content_key(content, node, "network");
    TRY(content_string(content, network, &slug));
    TRY(demo_refused(demo, network, network_find(demo->call, slug, &workshop.network), NULL));
    TRY(content_choice(content, content_key(content, node, "state"), states, &state));
    workshop.state = meant[state];
    TRY(content_string(content, content_key(content, node, "language"), &language));
    workshop.language = language_of(language);
    if (workshop.language == LANGUAGE_NONE)
        return content_wrong(content, content_key(content, node, "language"), "is no language known here.");
    TRY(read_times(&workshop));
    TRY(read_people(&workshop));
    TRY(read_steps(&workshop));
    *ret_workshop = workshop;
    return OK;
}
