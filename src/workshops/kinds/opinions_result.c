// opinions_result.c - sorts statements into what people agree on, see differently or are unsure about, and puts the page together.
#include "workshops/kinds/opinions_result.h"

#include <math.h>
#include <stdlib.h>

#include "i18n/format.h"
#include "workshops/finding_store.h"
#include "workshops/result_ahead.h"
#include "workshops/result_parts.h"
#include "workshops_views.h"

enum { TABLE_ROWS = 20, LIST_ROWS = 5 };

// --- what each statement says ---

// What somebody who sees only these figures would guess.
static struct answers known_answers(const struct result_row *row)
{
    double guessed[OPINION_VALUES];
    int64_t people[OPINION_VALUES], left = row->whole.people;
    size_t last = 0; // hidden, else any: takes what rounding leaves
    result_guess(row, OPINION_VALUES, guessed);
    for (size_t i = 0; i < OPINION_VALUES; i++) {
        left -= people[i] = (int64_t)guessed[i];
        last = row->figures[i].is_shown ? last : i;
    }
    people[last] += left;
    return (struct answers){.agree = (uint32_t)people[OPINION_AGREE], .unsure = (uint32_t)people[OPINION_UNSURE],
                            .disagree = (uint32_t)people[OPINION_DISAGREE]};
}

// Whether the figures that are shown say so; of what is hidden nothing is claimed.
static bool is_supported(const struct opinion *opinion, enum ground ground)
{
    switch (ground) {
    case GROUND_AGREED:
        return opinion->is_told[OPINION_AGREE];
    case GROUND_REFUSED:
        return opinion->is_told[OPINION_DISAGREE];
    case GROUND_UNSURE:
        return opinion->is_told[OPINION_UNSURE];
    case GROUND_DIVIDED:
        return opinion->is_told[OPINION_AGREE] && opinion->is_told[OPINION_DISAGREE];
    case GROUND_OPEN:
        break;
    }
    return true;
}

static void see(void *context, const struct result_row *row)
{
    struct opinions *opinions = context;
    struct opinion *opinion = VEC_PUSH(opinions->place->call->arena, opinions);
    opinion->id = row->contribution.id;
    for (size_t i = 0; i < OPINION_VALUES; i++)
        opinion->is_told[i] = row->figures[i].is_shown || row->figures[i].is_nearly_all;
    opinions->is_whole_shown = opinions->is_whole_shown && row->whole.is_shown;
    opinions->votes += row->whole.people;
    if (!row->whole.is_shown) {
        opinion->ground.ground = GROUND_OPEN;
        return;
    }
    opinion->answers = known_answers(row);
    opinion->ground = common_ground_make(&opinion->answers);
    if (!is_supported(opinion, opinion->ground.ground))
        opinion->ground = (struct common_ground){GROUND_OPEN, proportion_wilson(opinion->answers.agree, (size_t)row->whole.people)};
    enum ground ground = opinion->ground.ground;
    if (ground != GROUND_OPEN) // these stand in the order in which they were put up, which tells nothing of hidden counts
        opinion->weight = ground == GROUND_DIVIDED ? row->division : opinion->ground.share.wilson.low;
    opinion->is_share_shown = row->figures[ground == GROUND_REFUSED  ? OPINION_DISAGREE
                                           : ground == GROUND_UNSURE ? OPINION_UNSURE
                                                                     : OPINION_AGREE].is_shown;
}

const struct opinion *opinion_of(const struct opinions *opinions, struct contribution_id id)
{
    for (size_t i = 0; i < opinions->n; i++)
        if (opinions->at[i].id.v == id.v)
            return &opinions->at[i];
    return NULL;
}

static int by_weight(const void *one, const void *other)
{
    const struct opinion *a = *(const struct opinion *const *)one, *b = *(const struct opinion *const *)other;
    if (a->weight < b->weight || a->weight > b->weight)
        return a->weight < b->weight ? 1 : -1;
    return (a->id.v > b->id.v) - (a->id.v < b->id.v);
}

// --- the lists ---

struct part {
    const char *heading; // msgid
    enum ground ground, also;
};
static const struct part parts[] = {
    {N_("What we agree on"), GROUND_AGREED, GROUND_REFUSED},
    {N_("What we see differently"), GROUND_DIVIDED, GROUND_DIVIDED},
    {N_("What many are unsure about"), GROUND_UNSURE, GROUND_UNSURE},
    {N_("What is not clear yet"), GROUND_OPEN, GROUND_OPEN},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

struct picked {
    const struct opinion *at[LIST_ROWS];
    size_t n, all;
};

static struct picked pick(const struct opinions *opinions, const struct part *part)
{
    struct picked picked = {0};
    const struct opinion **list = ARENA_ARRAY(opinions->place->call->arena, const struct opinion *, opinions->n + 1);
    for (size_t i = 0; i < opinions->n; i++)
        if (opinions->at[i].ground.ground == part->ground || opinions->at[i].ground.ground == part->also)
            list[picked.all++] = &opinions->at[i];
    if (picked.all > 0)
        qsort(list, picked.all, sizeof(struct opinion *), by_weight);
    for (; picked.n < picked.all && picked.n < LIST_ROWS; picked.n++)
        picked.at[picked.n] = list[picked.n];
    return picked;
}

const char *share_words(const struct opinions *opinions, double share)
{
    const struct call *call = opinions->place->call;
    return format_percent(call->arena, call->language, llround(share * 1000), 1000);
}

static const char *share_sentence(const struct opinions *opinions, const struct opinion *opinion)
{
    struct call *call = opinions->place->call;
    const struct proportion *share = &opinion->ground.share;
    const char *pattern = N_("{1} agree. If everybody were asked, probably {2} to {3} would.");
    if (opinion->ground.ground == GROUND_REFUSED)
        pattern = N_("{1} disagree. If everybody were asked, probably {2} to {3} would.");
    else if (opinion->ground.ground == GROUND_UNSURE)
        pattern = N_("{1} are not sure. If everybody were asked, probably {2} to {3} would be.");
    if (!opinion->is_share_shown || share->lack != LACK_NOTHING || opinion->ground.ground == GROUND_OPEN)
        return NULL;
    const char *args[] = {share_words(opinions, share->share), share_words(opinions, share->wilson.low),
                          share_words(opinions, share->wilson.high)};
    return tr_fill(call->arena, tr(call->language, pattern), args, 3);
}

const struct result_row *opinions_row(const struct result_list *rows, struct contribution_id id)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i].contribution.id.v == id.v)
            return &rows->at[i];
    return NULL;
}

static void lists_fill(const struct opinions *opinions, const struct picked *picked, const struct result_list *rows,
                       struct opinions_view *view)
{
    struct call *call = opinions->place->call;
    for (size_t p = 0; p < PARTS; p++) {
        if (parts[p].ground == GROUND_OPEN && picked[p].all == 0)
            continue;
        struct opinion_list *list = VEC_PUSH(call->arena, &view->lists);
        list->heading = tr(call->language, parts[p].heading);
        list->more = (int64_t)(picked[p].all - picked[p].n);
        for (size_t i = 0; i < picked[p].n; i++) {
            const struct result_row *row = opinions_row(rows, picked[p].at[i]->id);
            if (row == NULL)
                continue;
            struct result_line *line = VEC_PUSH(call->arena, &list->lines);
            *line = common_line(opinions->place, row);
            line->share = share_sentence(opinions, picked[p].at[i]);
        }
    }
}

static const char *why_no_groups(const struct opinions *opinions)
{
    if (opinions->audience == AUDIENCE_PUBLIC && opinions->finding == NULL)
        return N_("No groups of people who answered alike are published. They are from 50 people on, where each group has at least 5.");
    if (opinions->shown == GROUPS_TOO_FEW_PEOPLE)
        return N_("Fewer than 50 people have answered. So no groups are shown: everybody could be recognised in them.");
    if (opinions->finding == NULL)
        return N_("Groups of people who answered alike are being looked for. They appear here soon.");
    if (opinions->shown == GROUPS_TOO_SMALL)
        return N_("No groups are shown: one of them would have fewer than 5 people, who could be recognised in it.");
    return N_("There are no groups to be told apart: people answered too much alike, or too little.");
}

// --- reading ---

static enum err finding_of(const struct opinions *opinions, const struct activity *step, const struct finding **ret_finding)
{
    *ret_finding = NULL;
    if (step->ahead != NULL && step->ahead->has_findings) {
        *ret_finding = step->ahead->finding;
        return OK;
    }
    struct finding *finding = ARENA_NEW(opinions->place->call->arena, struct finding);
    enum err error = opinions->audience == AUDIENCE_PUBLIC ? finding_read_released(opinions->place->call, step, finding)
                                                           : finding_find(opinions->place->call, step, finding);
    if (error == OK)
        *ret_finding = finding;
    return error == ERR_NOT_FOUND ? OK : error;
}

static enum err opinions_read(const struct activity *step, struct opinions *opinions)
{
    struct result_whole whole;
    bool is_public = opinions->audience == AUDIENCE_PUBLIC;
    TRY(result_each(opinions->place->call, step, opinions->audience, ORDER_AGREEMENT, see, opinions, &whole));
    opinions->people = whole.people;
    opinions->released = step->ahead->released;
    opinions->shown = GROUPS_TOO_FEW_PEOPLE;
    if (!is_public && whole.people.people < LEAST_PEOPLE_FOR_GROUPS)
        return OK;
    TRY(finding_of(opinions, step, &opinions->finding));
    const struct finding *finding = opinions->finding;
    if (finding == NULL && is_public)
        return OK;
    int64_t sizes[OPINION_CLUSTERS_MOST] = {0}, people = whole.people.people;
    size_t k = finding == NULL ? 0 : finding->k;
    for (size_t g = 0; g < k; g++)
        sizes[g] = finding->groups[g].size;
    opinions->is_stale = !is_public && finding != NULL && finding->tallies != whole.tallies;
    if (finding != NULL && (is_public || finding->people < people))
        people = finding->people;
    opinions->shown = groups_for(opinions->audience, people, sizes, k);
    return OK;
}

static bool has_groups(const struct opinions *opinions)
{
    return opinions->shown == GROUPS_AS_CROWDS || opinions->shown == GROUPS_AS_PEOPLE;
}

void opinions_want(const struct opinions *opinions, struct contribution_ids *ids, struct contribution_id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i].v == id.v)
            return;
    *VEC_PUSH(opinions->place->call->arena, ids) = id;
}

// The share that "How was this worked out?" explains: of the first statement of which it is shown.
static const struct opinion *example_of(const struct opinions *opinions)
{
    for (size_t i = 0; i < opinions->n && i < TABLE_ROWS; i++)
        if (opinions->at[i].is_share_shown && opinions->at[i].ground.share.lack == LACK_NOTHING)
            return &opinions->at[i];
    return NULL;
}

static const char *stale_words(const struct opinions *opinions)
{
    const struct kind_place *place = opinions->place;
    struct call *call = place->call;
    if (!opinions->is_stale || !has_groups(opinions))
        return NULL;
    const char *args[] = {
        format_date(call->arena, call->language, place->workshop->time_zone, opinions->finding->worked_at, DATE_TIME),
        format_number(call->arena, call->language, opinions->finding->votes)};
    const char *pattern = opinions->is_whole_shown
                              ? N_("The groups were worked out on {1} from {2} answers. Newer answers are not in them yet.")
                              : N_("The groups were worked out on {1}. Newer answers are not in them yet.");
    return tr_fill(call->arena, tr(call->language, pattern), args, 2);
}

enum err opinions_result(const struct kind_place *place, int audience, struct body *ret_body)
{
    struct call *call = place->call;
    struct activity step = *place->activity;
    struct opinions opinions = {.place = place, .audience = (enum audience)audience, .is_whole_shown = true};
    struct picked picked[PARTS] = {0};
    struct contribution_ids ids = {0};
    struct result_list rows, table;
    if (step.ahead == NULL)
        TRY(result_read_counts(call, &step, (enum audience)audience));
    TRY(opinions_read(&step, &opinions));
    for (size_t i = 0; i < opinions.n && i < TABLE_ROWS; i++) // the most agreed come first
        *VEC_PUSH(call->arena, &ids) = opinions.at[i].id;
    for (size_t p = 0; p < PARTS && !has_groups(&opinions); p++) {
        picked[p] = pick(&opinions, &parts[p]);
        for (size_t i = 0; i < picked[p].n; i++)
            opinions_want(&opinions, &ids, picked[p].at[i]->id);
    }
    if (has_groups(&opinions))
        groups_want(&opinions, &ids);
    TRY(result_read_these(call, &step, opinions.audience, &ids, &rows));
    table = rows;
    table.n = table.n < TABLE_ROWS ? table.n : TABLE_ROWS;
    struct opinions_view *view = ARENA_NEW(call->arena, struct opinions_view);
    bool is_empty = common_is_without_answers(opinions.people, &rows);
    *view = (struct opinions_view){.result = common_result_view(place, audience, &table, opinions.people), .is_empty = is_empty,
                                   .stale = stale_words(&opinions), .has_groups = has_groups(&opinions)};
    opinions.example = example_of(&opinions);
    if (view->has_groups) {
        groups_fill(&opinions, &rows, view);
    } else {
        view->why = tr(call->language, why_no_groups(&opinions));
        lists_fill(&opinions, picked, &rows, view);
    }
    how_fill(&opinions, &rows, view);
    *ret_body = body_opinions_result(view);
    return OK;
}
