// need_release.c - voices of needs for a release.
#include "needs/need_release.h"

#include "i18n/message.h"
#include "needs/need_evidence_store.h"
#include "needs/need_store.h"

enum { MOST_FRESH = 500, LEAST_HIDDEN = 3 };

static void count_need(struct call *call, const struct need_counted *need, struct release_blocks *blocks)
{
    struct release_block *block = VEC_PUSH(call->arena, blocks);
    *block = (struct release_block){.object = need->id.v};
    *VEC_PUSH(call->arena, block) = (struct release_cell){.kind = CELL_VOICES, .label = N_("Voices"), .people = need->voices};
}

static bool has_id(const struct need_ids *ids, struct need_id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i].v == id.v)
            return true;
    return false;
}

// The voices that are kept, and of needs for which something was marked since, counted now.
enum err needs_count(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    struct need_counted_list needs;
    struct need_ids changed = {0};
    TRY(need_read_counted(call, wish->network, &needs));
    if (!wish->is_preview)
        TRY(evidence_read_changed(call, wish->network, MOST_FRESH, &changed));
    for (size_t i = 0; i < needs.n; i++) {
        if (has_id(&changed, needs.at[i].id))
            TRY(evidence_read_voices(call, wish->network, needs.at[i].id, &needs.at[i].voices));
        count_need(call, &needs.at[i], blocks);
    }
    return OK;
}

// What the public may know after the release of how many are for a line.
static bool is_hidden(const struct release_plan *plan, const struct need_evidence *evidence)
{
    if (evidence->least == 0)
        return false; // who marks it is no voice
    struct cell_figure answer = release_planned_figure(plan, evidence->contribution.v, CELL_ANSWER, evidence->least),
                       whole = release_planned_figure(plan, evidence->contribution.v, CELL_WHOLE, 0);
    return (answer.display == CELL_ABSENT ? whole : answer).display != CELL_NUMBER;
}

enum err needs_settle(struct call *call, struct release_plan *plan)
{
    struct need_evidence_list list;
    TRY(evidence_read_shown(call, plan->wish.network, &list));
    for (size_t i = 0; i < plan->blocks.n; i++) {
        struct release_block *block = &plan->blocks.at[i];
        struct release_cell *cell = &block->at[0];
        size_t hidden = 0;
        if (cell->kind != CELL_VOICES || cell->figure.display != CELL_NUMBER)
            continue;
        for (size_t j = 0; j < list.n; j++)
            hidden += list.at[j].need.v == block->object && is_hidden(plan, &list.at[j]);
        if (hidden > 0 && hidden < LEAST_HIDDEN)
            cell->figure = cell->before.display == CELL_ABSENT ? (struct cell_figure){CELL_HIDDEN, 0} : cell->before;
    }
    return OK;
}

enum err needs_name(struct call *call, struct network_id network, struct release_block **blocks, size_t n)
{
    struct need_counted_list needs;
    struct text_wants wants = {0};
    TRY(need_read_counted(call, network, &needs));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < needs.n; j++)
            if (needs.at[j].id.v == blocks[i]->object)
                text_want(call, &wants, needs.at[j].title, &blocks[i]->words);
    return wants.n == 0 ? OK : text_read(call, &wants);
}

enum err needs_stored(struct call *call, const struct release_wish *wish)
{
    return need_update_released(call, wish->network);
}
