// opinions_groups.c - groups of opinion on the page: the map, what sets each apart, what all agree on, what divides them.
#include <string.h>

#include "i18n/format.h"
#include "releases/release.h"
#include "workshops/kinds/opinions_result.h"

// What most of a group answered is told to the public only where the count of this answer is shown: else it would say of a hidden count that
// it is not that small.
static bool is_told(const struct opinions *opinions, struct contribution_id id, size_t value)
{
    const struct opinion *opinion = opinion_of(opinions, id);
    return opinions->shown == GROUPS_AS_PEOPLE || (opinion != NULL && opinion->is_told[value]);
}

// Of few answers in a group the public would learn each.
static bool is_for_audience(const struct opinions *opinions, const struct finding_sign *sign)
{
    return is_told(opinions, sign->contribution, sign->is_agree ? OPINION_AGREE : OPINION_DISAGREE) &&
           (opinions->shown == GROUPS_AS_PEOPLE || sign->trials >= SMALLEST_PUBLIC_COUNT);
}

void groups_want(const struct opinions *opinions, struct contribution_ids *ids)
{
    const struct finding *finding = opinions->finding;
    for (size_t g = 0; g < finding->k; g++)
        for (size_t i = 0; i < finding->groups[g].sign_count; i++)
            if (is_for_audience(opinions, &finding->groups[g].signs[i]))
                opinions_want(opinions, ids, finding->groups[g].signs[i].contribution);
    for (size_t i = 0; i < finding->agreed_count; i++)
        if (is_told(opinions, finding->agreed[i].contribution, OPINION_AGREE))
            opinions_want(opinions, ids, finding->agreed[i].contribution);
    for (size_t i = 0; i < finding->divided_count; i++)
        opinions_want(opinions, ids, finding->divided[i].contribution);
}

// --- the map ---

static const struct crowds *dots_of(const struct opinions *opinions)
{
    return opinions->shown == GROUPS_AS_PEOPLE ? &opinions->finding->people_dots : &opinions->finding->crowd_dots;
}

static const char *dots_words(const struct opinions *opinions)
{
    const struct crowds *dots = dots_of(opinions);
    enum language language = opinions->place->call->language;
    bool is_one = true;
    for (size_t i = 0; i < dots->n; i++)
        is_one = is_one && dots->at[i].size == 1;
    if (opinions->shown == GROUPS_AS_CROWDS)
        return tr(language, N_("Each sign is at least 5 people, so that nobody can be picked out."));
    return is_one ? tr(language, N_("Each sign is one person."))
                  : tr(language, N_("Each sign is one person or several who stand close. The larger it is, the more people."));
}

static const char *group_name(struct call *call, const char *letter)
{
    return tr_fill(call->arena, tr(call->language, N_("Group {1}")), &letter, 1);
}

// How many are in each group; for the public as a release shows it. How many are in none it does not say to them.
static struct figure size_of(const struct opinions *opinions, size_t g)
{
    const struct finding *finding = opinions->finding;
    if (opinions->shown == GROUPS_AS_PEOPLE)
        return (struct figure){.people = finding->groups[g].size, .is_shown = true};
    struct cell_figure size =
        released_figure(opinions->released, opinions->place->activity->id.v, CELL_GROUP, release_group_value(finding->k, g));
    return (struct figure){.people = size.number, .is_shown = size.display == CELL_NUMBER};
}

static void sizes_fill(const struct opinions *opinions, struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    const struct finding *finding = opinions->finding;
    int64_t rest = finding->people;
    struct buf about = buf_make(call->arena, 128);
    for (size_t g = 0; g < finding->k; g++) {
        struct picture_group *group = &view->map.groups.at[g];
        rest -= finding->groups[g].size;
        group->name = group_name(call, group->letter);
        group->people = figure_words(call, size_of(opinions, g));
        buf_print(&about, "%s: %s. ", group->name, group->people);
    }
    buf_add_text(&about, view->dots);
    view->map.about = buf_text(&about);
    if (rest <= 0 || opinions->shown == GROUPS_AS_CROWDS)
        return;
    struct picture_line *line = VEC_PUSH(call->arena, &view->map.rest.lines);
    line->name = (struct words){.text = tr(call->language, N_("In no group: answered too little")), .language = call->language};
    *VEC_PUSH(call->arena, &line->cells) = format_number(call->arena, call->language, rest);
}

static void map_fill(const struct opinions *opinions, struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    const struct crowds *dots = dots_of(opinions);
    struct picture_place *places = ARENA_ARRAY(call->arena, struct picture_place, dots->n + 1);
    // The public's signs are of one size: larger ones would tell how many people, and so a size of a group that is hidden.
    for (size_t i = 0; i < dots->n; i++)
        places[i] = (struct picture_place){dots->at[i].center.x, dots->at[i].center.y,
                                           opinions->shown == GROUPS_AS_CROWDS ? 1 : dots->at[i].size, dots->at[i].cluster};
    picture_map_make(call->arena, places, dots->n, opinions->finding->k, &view->map);
    view->map.title = tr(call->language, N_("Map of opinions"));
    view->dots = dots_words(opinions);
    sizes_fill(opinions, view);
}

// --- what sets a group apart ---

static const char *sign_numbers(const struct opinions *opinions, const struct finding_sign *sign)
{
    struct call *call = opinions->place->call;
    if (opinions->shown != GROUPS_AS_PEOPLE)
        return NULL;
    const uint32_t numbers[] = {sign->successes, sign->trials, sign->other_successes, sign->other_trials};
    const char *args[4];
    for (size_t i = 0; i < 4; i++)
        args[i] = format_number(call->arena, call->language, numbers[i]);
    return tr_fill(call->arena, tr(call->language, N_("{1} of {2} in the group, {3} of {4} of the others")), args, 4);
}

static void signs_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    for (size_t g = 0; g < opinions->finding->k; g++) {
        const struct finding_group *found = &opinions->finding->groups[g];
        struct opinion_group *group = VEC_PUSH(call->arena, &view->groups);
        *group = (struct opinion_group){.name = view->map.groups.at[g].name, .drawn = &view->map.groups.at[g]};
        for (size_t i = 0; i < found->sign_count; i++) {
            const struct result_row *row = opinions_row(rows, found->signs[i].contribution);
            if (row != NULL && is_for_audience(opinions, &found->signs[i]))
                *VEC_PUSH(call->arena, &group->signs) =
                    (struct opinion_sign){.said = row->contribution.words, .is_agree = found->signs[i].is_agree,
                                          .numbers = sign_numbers(opinions, &found->signs[i])};
        }
    }
}

// --- what divides ---

// For the public. Where an answer is hidden, "most gave that one" must look like "no majority".
static const char *majority_words(const struct opinions *opinions, struct contribution_id id, const struct answers *answers)
{
    enum language language = opinions->place->call->language;
    bool tells_agree = is_told(opinions, id, OPINION_AGREE), tells_disagree = is_told(opinions, id, OPINION_DISAGREE);
    uint32_t votes = answers->agree + answers->unsure + answers->disagree;
    if (votes >= SMALLEST_PUBLIC_COUNT && tells_agree && 2 * answers->agree > votes)
        return tr(language, N_("most agree"));
    if (votes >= SMALLEST_PUBLIC_COUNT && tells_disagree && 2 * answers->disagree > votes)
        return tr(language, N_("most disagree"));
    if (!tells_agree || !tells_disagree)
        return tr(language, N_("not shown"));
    return votes < SMALLEST_PUBLIC_COUNT ? tr(language, N_("too few answered")) : tr(language, N_("no majority"));
}

// A group's answers as a bar; for the public in words only: counts of groups, of everybody and of small groups could be set off
// against each other.
static struct result_line group_line(const struct opinions *opinions, const char *name, struct contribution_id id,
                                     const struct answers *answers)
{
    struct call *call = opinions->place->call;
    struct result_row row = {.contribution.words = {.text = name, .language = call->language}};
    if (opinions->shown == GROUPS_AS_CROWDS)
        return (struct result_line){.said = row.contribution.words, .in_words = majority_words(opinions, id, answers)};
    const int64_t people[] = {answers->agree, answers->unsure, answers->disagree};
    int64_t all = people[0] + people[1] + people[2];
    figures_for(opinions->audience, true, people, 3, row.figures, &row.whole);
    for (size_t i = 0; i < 3; i++)
        row.bar[i] = row.figures[i].has_bar && all > 0 ? (int)(people[i] * 1000 / all) : 0;
    return common_line(opinions->place, &row);
}

static void divided_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    const struct finding *finding = opinions->finding;
    for (size_t i = 0; i < finding->divided_count; i++) {
        const struct result_row *row = opinions_row(rows, finding->divided[i].contribution);
        bool is_silent = !is_told(opinions, finding->divided[i].contribution, OPINION_AGREE) &&
                         !is_told(opinions, finding->divided[i].contribution, OPINION_DISAGREE);
        if (row == NULL || is_silent)
            continue;
        struct opinion_split *split = VEC_PUSH(call->arena, &view->divided);
        split->said = row->contribution.words;
        for (size_t g = 0; g < finding->k; g++)
            *VEC_PUSH(call->arena, &split->groups) =
                group_line(opinions, view->map.groups.at[g].name, finding->divided[i].contribution, &finding->divided[i].answers[g]);
    }
}

void groups_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    view->k = (int64_t)opinions->finding->k;
    map_fill(opinions, view);
    signs_fill(opinions, rows, view);
    for (size_t i = 0; i < opinions->finding->agreed_count; i++) {
        const struct result_row *row = opinions_row(rows, opinions->finding->agreed[i].contribution);
        if (row != NULL && is_told(opinions, opinions->finding->agreed[i].contribution, OPINION_AGREE))
            *VEC_PUSH(call->arena, &view->agreed) = common_line(opinions->place, row);
    }
    divided_fill(opinions, rows, view);
}
