// release.c - what a release would publish: counts from the sources, each block protected with everything ever published of it.
#include "releases/release.h"

#include <assert.h>
#include <stdlib.h>

#include "jobs/queue.h"
#include "people/audit.h"
#include "releases/release_store.h"
#include "store/signal.h"

static const struct release_source *sources;
static size_t source_count;

void release_set_sources(const struct release_source *all, size_t n)
{
    sources = all;
    source_count = n;
}

// --- what the public sees ---

enum err released_of(struct call *call, struct network_id network, int64_t workshop, struct released *ret_released)
{
    return release_read_newest(call, network, workshop, ret_released);
}

static int cell_order(const void *one, const void *other)
{
    const struct released_cell *a = one, *b = other;
    if (a->object != b->object)
        return a->object < b->object ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
}

struct cell_figure released_figure(const struct released *released, int64_t object, enum cell_kind kind, int64_t value)
{
    const struct released_cell wanted = {.object = object, .kind = kind, .value = value};
    const struct released_cell *found =
        released->n == 0 ? NULL : bsearch(&wanted, released->at, released->n, sizeof wanted, cell_order);
    return found == NULL ? (struct cell_figure){CELL_ABSENT, 0} : found->figure;
}

enum err release_last(struct call *call, struct network_id network, struct release_made *ret_made)
{
    return release_read_last(call, network, ret_made);
}

// --- planning ---

// Everything known of one block: its cells now and ever, and the dates at which it was published.
struct history {
    struct release_cell *cells; // those of now first, as in the block
    size_t n, cap;
    const struct release_row *rows;
    size_t row_count;
    struct release *releases;
    size_t dates;
};

static uint32_t cell_place(const struct history *history, enum cell_kind kind, int64_t value)
{
    uint32_t place = 0;
    while (place < history->n && (history->cells[place].kind != kind || history->cells[place].value != value))
        place++;
    return place;
}

static void add_old_cells(struct arena *arena, struct history *history, size_t most)
{
    struct release_cell *cells = ARENA_ARRAY(arena, struct release_cell, most);
    for (size_t i = 0; i < history->n; i++)
        cells[i] = history->cells[i];
    history->cells = cells;
    for (size_t i = 0; i < history->row_count; i++)
        if (cell_place(history, history->rows[i].kind, history->rows[i].value) == history->n)
            cells[history->n++] = (struct release_cell){.kind = history->rows[i].kind, .value = history->rows[i].value};
}

static void add_date(struct arena *arena, struct history *history, size_t *row)
{
    int64_t *counts = ARENA_ARRAY(arena, int64_t, history->n);
    struct cell_figure *figures = ARENA_ARRAY(arena, struct cell_figure, history->n);
    int64_t date = history->rows[*row].release;
    for (size_t c = 0; c < history->n; c++)
        counts[c] = DISCLOSURE_ABSENT;
    for (; *row < history->row_count && history->rows[*row].release == date; (*row)++) {
        uint32_t place = cell_place(history, history->rows[*row].kind, history->rows[*row].value);
        counts[place] = history->rows[*row].people;
        figures[place] = history->rows[*row].figure;
    }
    history->releases[history->dates++] = (struct release){counts, figures};
}

static struct history history_of(struct arena *arena, const struct release_block *block, const struct release_row *rows, size_t n)
{
    struct history history = {.cells = block->at, .n = block->n, .rows = rows, .row_count = n};
    add_old_cells(arena, &history, block->n + n);
    history.releases = ARENA_ARRAY(arena, struct release, n + 1);
    for (size_t row = 0; row < n;)
        add_date(arena, &history, &row);
    return history;
}

// Nothing to say: the same cells with the same counts were published last.
static bool is_as_before(const struct history *history, const struct release_block *block)
{
    if (history->dates == 0)
        return false;
    const struct release *last = &history->releases[history->dates - 1];
    for (size_t c = 0; c < history->n; c++)
        if (last->counts[c] != (c < block->n ? block->at[c].people : DISCLOSURE_ABSENT))
            return false;
    return true;
}

// Of the answers, the larger values are missed more: "agree" more than "disagree". By more than the salt changes a weight.
static uint16_t weight_of(const struct release_block *block, size_t cell)
{
    enum { ANSWER = 50, OTHER = 500, MOST = 1000 };
    int weight = ANSWER;
    if (cell >= block->n || block->at[cell].kind != CELL_ANSWER)
        return OTHER;
    for (size_t i = 0; i < block->n; i++)
        if (block->at[i].kind == CELL_ANSWER && block->at[i].value < block->at[cell].value)
            weight = weight * 8 / 5;
    return (uint16_t)(weight > MOST ? MOST : weight);
}

// 8 bytes that nobody outside knows and that differ from block to block.
static uint64_t salt_of(const struct call *call, int64_t object)
{
    const char *hash = call_hash(call, "release", arena_print(call->arena, "%lld", (long long)object));
    char head[17] = {0};
    for (size_t i = 0; i < sizeof head - 1; i++)
        head[i] = hash[i];
    return strtoull(head, NULL, 16);
}

static enum err protect(struct call *call, struct arena *arena, const struct history *history, struct release_block *block)
{
    uint32_t *parts = ARENA_ARRAY(arena, uint32_t, history->n), *whole = ARENA_ARRAY(arena, uint32_t, history->n);
    uint16_t *weight = ARENA_ARRAY(arena, uint16_t, history->n);
    int64_t *counts = ARENA_ARRAY(arena, int64_t, history->n);
    uint32_t total = cell_place(history, CELL_WHOLE, 0);
    struct cell_sum sum = {.total = total, .parts = parts};
    for (uint32_t c = 0; c < history->n; c++) {
        bool is_part = history->cells[c].kind == CELL_ANSWER;
        assert(!is_part || total < history->n);
        whole[c] = is_part ? total : DISCLOSURE_NO_WHOLE;
        weight[c] = weight_of(block, c);
        counts[c] = c < block->n ? block->at[c].people : DISCLOSURE_ABSENT;
        if (is_part)
            parts[sum.n++] = c;
    }
    const struct disclosure_tables tables = {.cells = history->n, .sums = &sum, .sum_count = sum.n > 0, .whole = whole, .weight = weight,
                                             .k = DISCLOSURE_K, .salt = salt_of(call, block->object)};
    struct protected_release release;
    TRY(disclosure_protect(arena, &tables, history->releases, history->dates, counts, &release));
    block->is_refused = true;
    for (size_t c = 0; c < block->n; c++) {
        block->at[c].kept = release.counts[c];
        block->at[c].is_refused = release.is_refused[c];
        block->is_refused = block->is_refused && release.is_refused[c];
        if (history->dates > 0)
            block->at[c].before = history->releases[history->dates - 1].figures[c];
        block->at[c].figure = release.figures[c];
    }
    return OK;
}

static int row_order(const void *one, const void *other)
{
    const struct release_row *a = one, *b = other;
    return (a->object > b->object) - (a->object < b->object);
}

// The rows of one object stand together.
static const struct release_row *rows_of(const struct release_rows *rows, int64_t object, size_t *ret_n)
{
    const struct release_row wanted = {.object = object};
    const struct release_row *found = rows->n == 0 ? NULL : bsearch(&wanted, rows->at, rows->n, sizeof wanted, row_order), *end = found;
    *ret_n = 0;
    if (found == NULL)
        return NULL;
    while (found > rows->at && found[-1].object == object)
        found--;
    while (end < rows->at + rows->n && end->object == object)
        end++;
    *ret_n = (size_t)(end - found);
    return found;
}

// The figures of the last date of each object; rows stand by object and date.
static struct released *last_figures(struct arena *arena, const struct release_rows *rows)
{
    struct released *last = ARENA_NEW(arena, struct released);
    for (size_t i = 0; i < rows->n; i++) {
        const struct release_row *row = &rows->at[i];
        size_t end = i;
        while (end < rows->n && rows->at[end].object == row->object)
            end++;
        if (rows->at[end - 1].release == row->release)
            *VEC_PUSH(arena, last) =
                (struct released_cell){.object = row->object, .kind = row->kind, .value = row->value, .figure = row->figure};
    }
    return last;
}

static int block_order(const void *one, const void *other)
{
    const struct release_block *a = one, *b = other;
    return (a->object > b->object) - (a->object < b->object);
}

struct cell_figure release_planned_figure(const struct release_plan *plan, int64_t object, enum cell_kind kind, int64_t value)
{
    const struct release_block wanted = {.object = object};
    const struct release_block *block =
        plan->blocks.n == 0 ? NULL : bsearch(&wanted, plan->blocks.at, plan->blocks.n, sizeof wanted, block_order);
    for (size_t c = 0; block != NULL && !block->is_refused && c < block->n; c++)
        if (block->at[c].kind == kind && block->at[c].value == value)
            return block->at[c].figure;
    return released_figure(plan->after, object, kind, value);
}

static enum err count_all(struct call *call, const struct release_wish *wish, struct release_blocks *ret_blocks)
{
    struct release_blocks blocks = {0};
    for (size_t s = 0; s < source_count; s++) {
        size_t from = blocks.n;
        TRY(sources[s].count(call, wish, &blocks));
        for (size_t i = from; i < blocks.n; i++)
            blocks.at[i].source = &sources[s];
    }
    *ret_blocks = blocks;
    return OK;
}

static bool has_refused(const struct release_block *block)
{
    for (size_t c = 0; c < block->n; c++)
        if (block->at[c].is_refused)
            return true;
    return false;
}

enum err release_make_plan(struct call *call, const struct release_wish *wish, struct release_plan *ret_plan)
{
    struct release_plan plan = {.wish = *wish};
    struct release_blocks counted;
    struct release_rows rows;
    struct release_made last = {0};
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX); // of one block
    enum err error = release_read_last(call, wish->network, &last);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    plan.before = last.id;
    TRY(count_all(call, wish, &counted));
    TRY(release_read_rows(call, wish->network, wish->workshop, &rows));
    for (size_t i = 0; i < counted.n; i++) {
        struct release_block *block = &counted.at[i];
        size_t n;
        const struct release_row *old = rows_of(&rows, block->object, &n);
        arena_reset(scratch);
        struct history history = history_of(scratch, block, old, n);
        if (is_as_before(&history, block))
            continue;
        TRY(protect(call, scratch, &history, block));
        plan.refused += has_refused(block);
        *VEC_PUSH(call->arena, &plan.blocks) = *block;
    }
    if (plan.blocks.n > 0)
        qsort(plan.blocks.at, plan.blocks.n, sizeof *plan.blocks.at, block_order);
    plan.after = last_figures(call->arena, &rows);
    for (size_t s = 0; s < source_count; s++)
        if (sources[s].settle != NULL)
            TRY(sources[s].settle(call, &plan));
    *ret_plan = plan;
    return OK;
}

enum err release_name_plan(struct call *call, struct release_plan *plan, size_t most)
{
    size_t n = plan->blocks.n < most ? plan->blocks.n : most;
    struct release_block **blocks = ARENA_ARRAY(call->arena, struct release_block *, n + 1);
    for (size_t s = 0; s < source_count; s++) {
        size_t of_source = 0;
        for (size_t i = 0; i < n; i++)
            if (plan->blocks.at[i].source == &sources[s])
                blocks[of_source++] = &plan->blocks.at[i];
        if (of_source > 0)
            TRY(sources[s].name(call, plan->wish.network, blocks, of_source));
    }
    return OK;
}

// --- storing ---

static enum err store_block(struct call *call, const struct release_plan *plan, int64_t release, const struct release_block *block)
{
    if (block->is_refused)
        return OK;
    TRY(release_update_old(call, plan->wish.network, block->object));
    for (size_t c = 0; c < block->n; c++)
        if (block->at[c].kept != DISCLOSURE_ABSENT)
            TRY(release_insert_cell(call, plan->wish.network, release, block, &block->at[c]));
    if (block->workshop != 0)
        signal_add(call->db, TOPIC_WORKSHOP, block->workshop);
    return OK;
}

enum err release_store_plan(struct call *call, const struct release_plan *plan)
{
    struct release_made last = {0}, made = {.id = call_id(call), .made_at = call->now, .refused = (int64_t)plan->refused};
    enum err error = release_read_last(call, plan->wish.network, &last);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    if (last.id != plan->before)
        return ERR_CONFLICT;
    if (made.id <= last.id) // the clock was set back
        made.id = last.id + 1;
    if (plan->blocks.n > 0)
        TRY(release_insert(call, plan->wish.network, &made));
    for (size_t i = 0; i < plan->blocks.n; i++)
        TRY(store_block(call, plan, made.id, &plan->blocks.at[i]));
    for (size_t s = 0; s < source_count; s++)
        if (sources[s].stored != NULL)
            TRY(sources[s].stored(call, &plan->wish));
    if (plan->blocks.n > 0)
        signal_add(call->db, TOPIC_NETWORK, plan->wish.network.v);
    return OK;
}

// --- the job: "NETWORK WORKSHOP", or "NETWORK" for all ---

static struct release_wish wish_of(const char *payload)
{
    char *rest;
    struct release_wish wish = {.network.v = strtoll(payload, &rest, 10)};
    wish.workshop = strtoll(rest, NULL, 10);
    return wish;
}

enum err release_job_read(struct call *call, const char *payload, void **ret_work)
{
    struct release_wish wish = wish_of(payload);
    struct release_plan *plan = ARENA_NEW(call->arena, struct release_plan);
    TRY(release_make_plan(call, &wish, plan));
    *ret_work = plan;
    return OK;
}

enum err release_job_write(struct call *call, const char *payload, void *work)
{
    enum err error = release_store_plan(call, work);
    return error == ERR_CONFLICT ? job_add_once(call->db, call_id(call), RELEASE_JOB, payload, call->now) : error;
}

enum err release_due(struct call *call, struct network_id network, int64_t workshop)
{
    const char *payload = workshop == 0 ? arena_print(call->arena, "%lld", (long long)network.v)
                                        : arena_print(call->arena, "%lld %lld", (long long)network.v, (long long)workshop);
    return job_add_once(call->db, call_id(call), RELEASE_JOB, payload, call->now);
}

enum err release_publish(struct call *call, struct scope scope)
{
    TRY(call_require(call, PUBLISH_FIGURES, scope));
    TRY(audit_add(call, scope.network, AUDIT_FIGURES_PUBLISHED, 0));
    return release_due(call, scope.network, 0);
}
