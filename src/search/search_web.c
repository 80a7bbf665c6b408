// search_web.c - the page that searches a network, and the field that leads to it.
#include "search/search_web.h"

#include <string.h>

#include "base/limits.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "i18n/word.h"
#include "search/search_view.h"
#include "search_views.h"

static const struct search_source *sources;
static size_t source_count;

void search_set_sources(const struct search_source *new_sources, size_t n)
{
    sources = new_sources;
    source_count = n;
}

static void add_piece(struct call *call, const char *text, size_t n, bool is_hit, struct search_pieces_view *pieces)
{
    if (n > 0)
        *VEC_PUSH(call->arena, pieces) = (struct search_piece_view){arena_copy(call->arena, text, n), is_hit};
}

static struct search_pieces_view pieces_of(struct call *call, const struct search_query *query, const struct words *words)
{
    struct search_pieces_view pieces = {0};
    struct word_list list = {0};
    const char *at = words->text;
    words_add_with_numbers(call->arena, words->language, words->text, &list);
    for (size_t i = 0; i < list.n; i++) {
        const char *word = strstr(at, list.at[i].written);
        if (word == NULL || !search_query_has(call->arena, query, words->language, list.at[i].plain))
            continue;
        add_piece(call, at, (size_t)(word - at), false, &pieces);
        add_piece(call, word, strlen(list.at[i].written), true, &pieces);
        at = word + strlen(list.at[i].written);
    }
    add_piece(call, at, strlen(at), false, &pieces);
    return pieces;
}

static enum err add_section(struct call *call, struct scope scope, const struct search_source *source, const struct search_query *query,
                            size_t page, struct search_sections_view *sections)
{
    struct search_found found;
    struct search_hits hits = {0};
    TRY(search_find(call, scope, source->kind, query, &found));
    size_t skip = page < found.n ? page * LIMIT_PAGE_ROWS : found.n;
    size_t n = skip >= found.n ? 0 : found.n - skip < LIMIT_PAGE_ROWS ? found.n - skip : LIMIT_PAGE_ROWS;
    if (n == 0)
        return OK;
    TRY(source->read(call, scope, found.at + skip, n, &hits));
    if (hits.n == 0)
        return OK;
    struct words *froms = ARENA_ARRAY(call->arena, struct words, hits.n);
    struct text_wants wants = {0};
    for (size_t i = 0; i < hits.n; i++) {
        if (hits.at[i].text.v != 0)
            text_want(call, &wants, hits.at[i].text, &hits.at[i].words);
        text_want(call, &wants, hits.at[i].from, &froms[i]);
    }
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    struct search_section_view *section = VEC_PUSH(call->arena, sections);
    *section = (struct search_section_view){
        .name = source->name,
        .heading = tr(call->language, source->heading),
        .all = (int64_t)found.n,
        .before = page,
        .after = skip + n < found.n ? page + 2 : 0,
        .is_part = found.is_part,
    };
    for (size_t i = 0; i < hits.n; i++)
        *VEC_PUSH(call->arena, &section->hits) = (struct search_hit_view){
            .path = hits.at[i].path,
            .language = language_tag(hits.at[i].words.language),
            .pieces = pieces_of(call, query, &hits.at[i].words),
            .from = froms[i],
            .at = hits.at[i].at,
            .is_inside = hits.at[i].is_inside,
        };
    return OK;
}

enum err search_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct search_view *view = ARENA_NEW(call->arena, struct search_view);
    struct search_query query;
    const char *typed = request_query(request, "q"), *in = request_query(request, "in");
    size_t page;
    TRY(request_page(request, &page));
    TRY(network_find(call, request->param[0], network));
    search_query_read(call->arena, typed == NULL ? "" : typed, search_languages(call, network), &query);
    *view = (struct search_view){
        .field = {network->slug, search_query_shortened(call->arena, typed == NULL ? "" : typed)},
        .network = network->title,
        .most_words = SEARCH_MOST_WORDS,
        .is_asked = typed != NULL && *typed != '\0',
        .has_words = query.n > 0,
        .is_cut = query.is_cut,
    };
    for (size_t i = 0; i < source_count && query.n > 0; i++)
        if (in == NULL ? page == 0 : strcmp(in, sources[i].name) == 0)
            TRY(add_section(call, network_scope_of(network), &sources[i], &query, page, &view->sections));
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, 200, tr_fill(call->arena, tr(call->language, N_("Search: {1}")), &network->title.text, 1), body_search(view));
    return OK;
}

struct body search_field_body(struct call *call, const char *slug)
{
    struct search_field_view *view = ARENA_NEW(call->arena, struct search_field_view);
    *view = (struct search_field_view){slug, ""};
    return body_search_field(view);
}

enum err search_slot_body(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    (void)wants; // it has no text of the database
    *ret_body = search_field_body(call, network->slug);
    return OK;
}
