// release_web.c - the coordinator's page: what publishing figures now would show, what stays hidden, and why.
#include "releases/release_web.h"

#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/network.h"
#include "releases/release.h"
#include "releases/release_view.h"
#include "releases_views.h"

// MOST_PLAN: bytes; thousands of statements fit. What is beyond is published all the same, by a job that has more room.
enum { MOST_LISTED = 50, MOST_NAMED = 500, MOST_PLAN = 64 * 1024 * 1024 };

enum reason { REASON_NEWS, REASON_SMALL, REASON_LITTLE, REASON_TELLS, REASON_REFUSED, REASONS };

static const char *const reasons[REASONS] = {
    [REASON_SMALL] = N_("Hidden, because fewer than 5 people stand behind it"),
    [REASON_LITTLE] = N_("Stays as it was published, because fewer than 5 people came or went"),
    [REASON_TELLS] = N_("Hidden, because a count below 5 could be worked out from it"),
    [REASON_REFUSED] = N_("Nothing new can be shown yet, because it would tell a count below 5"),
};

static bool is_news(const struct release_cell *cell)
{
    bool is_shown = cell->figure.display == CELL_NUMBER || cell->figure.display == CELL_NEARLY_ALL;
    return is_shown && (cell->figure.display != cell->before.display || cell->figure.number != cell->before.number);
}

static enum reason reason_of(const struct release_cell *cell)
{
    if (cell->is_refused)
        return REASON_REFUSED;
    if (is_news(cell))
        return REASON_NEWS;
    if (cell->figure.display != CELL_HIDDEN)
        return cell->figure.number == cell->people ? REASONS : REASON_LITTLE; // REASONS: as it is already
    return cell->people < DISCLOSURE_K ? REASON_SMALL : REASON_TELLS;
}

static const char *cell_words(struct call *call, const struct release_cell *cell, enum reason reason)
{
    const char *label = tr(call->language, cell->label);
    if (reason != REASON_NEWS)
        return label;
    const char *figure = cell->figure.display == CELL_NEARLY_ALL ? tr(call->language, N_("nearly all"))
                                                                 : format_number(call->arena, call->language, cell->figure.number);
    return arena_print(call->arena, "%s: %s", label, figure);
}

// What of the block falls under the reason: "Agree: 12, Disagree: 7"; NULL: nothing.
static const char *figures_of(struct call *call, const struct release_block *block, enum reason reason)
{
    struct buf line = buf_make(call->arena, 64);
    for (size_t c = 0; c < block->n; c++)
        if (reason_of(&block->at[c]) == reason)
            buf_print(&line, "%s%s", line.n == 0 ? "" : ", ", cell_words(call, &block->at[c], reason));
    return line.n == 0 ? NULL : buf_text(&line);
}

static int64_t lines_of(struct call *call, const struct release_plan *plan, enum reason reason, struct release_lines *lines)
{
    int64_t more = 0;
    for (size_t i = 0; i < plan->blocks.n; i++) {
        const struct release_block *block = &plan->blocks.at[i];
        const char *figures = figures_of(call, block, reason);
        if (figures == NULL)
            continue;
        if (lines->n == MOST_LISTED || block->words.text == NULL) {
            more++;
            continue;
        }
        struct words words = block->words;
        words.text = arena_dup(call->arena, words.text);
        *VEC_PUSH(call->arena, lines) = (struct release_line){words, figures};
    }
    return more;
}

static void fill(struct call *call, const struct release_plan *plan, struct release_view *view)
{
    view->is_empty = plan->blocks.n == 0;
    view->more_news = lines_of(call, plan, REASON_NEWS, &view->news);
    for (int reason = REASON_SMALL; reason < REASONS; reason++) {
        struct release_reason found = {.why = tr(call->language, reasons[reason])};
        found.more = lines_of(call, plan, (enum reason)reason, &found.lines);
        if (found.lines.n > 0 || found.more > 0)
            *VEC_PUSH(call->arena, &view->reasons) = found;
    }
}

// What publishing now would show. Of many statements, the counts alone need more room than a page has.
static enum err preview(struct call *call, struct network_id network, struct release_view *view)
{
    struct arena *room CLEANUP(arena_cleanup) = arena_new(MOST_PLAN);
    const struct release_wish wish = {.network = network, .is_preview = true};
    struct call planning = *call;
    struct release_plan plan;
    planning.arena = room;
    TRY(db_savepoint(call->db));
    enum err error = release_make_plan(&planning, &wish, &plan);
    if (error == OK)
        error = release_name_plan(&planning, &plan, MOST_NAMED);
    view->is_too_much = error == ERR_LIMIT || (error == OK && arena_is_full(room));
    if (view->is_too_much) {
        db_savepoint_rollback(call->db); // rows that did not fit end the reading of others
        return OK;
    }
    TRY(error);
    TRY(db_savepoint_release(call->db));
    fill(call, &plan, view);
    return OK;
}

enum err release_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    struct release_made last = {0};
    struct release_view *view = ARENA_NEW(call->arena, struct release_view);
    TRY(network_find(call, request->param[0], &network));
    enum err error = release_last(call, network.id, &last);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    *view = (struct release_view){.slug = network.slug, .network = network.title, .last_at = last.made_at, .refused = last.refused,
                                  .is_queued = request_query(request, "queued") != NULL};
    TRY(preview(call, network.id, view));
    reply->section = "networks";
    reply->time_zone = network.time_zone;
    reply_page(reply, 200, tr(call->language, N_("Publish figures")), body_release_page(view));
    return OK;
}

enum err release_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    TRY(network_find(call, request->param[0], &network));
    TRY(release_publish(call, network_scope_of(&network)));
    reply_see(reply, "/networks/%s/publish?queued=1", network.slug);
    return OK;
}
