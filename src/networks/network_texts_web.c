// network_texts_web.c - the texts of a network, and of the programme, with what is to be done about them.
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "i18n/message.h"
#include "networks/network_web.h"
#include "networks_views.h"
#include "texts/text_work.h"
#include "texts/variant.h"

// --- what is asked for ---

static void add_language(struct call *call, struct language_list *list, enum language language)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == language)
            return;
    if (language != LANGUAGE_NONE)
        *VEC_PUSH(call->arena, list) = language;
}

// Those spoken in the network, the one its texts are written in first; for the programme those with a catalogue.
static struct language_list languages_for(struct call *call, const struct network *network)
{
    struct language_list list = {0};
    if (network == NULL) {
        for (enum language language = 0; language < LANGUAGE_COUNT; language++)
            if (language_has_catalogue(language))
                add_language(call, &list, language);
        return list;
    }
    add_language(call, &list, network->language);
    for (const char *at = network->languages; *at != '\0';) {
        size_t n = strcspn(at, " ");
        add_language(call, &list, language_of(arena_copy(call->arena, at, n)));
        at += n + strspn(at + n, " ");
    }
    return list;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

// What the filter of the page says; "" for everything.
struct asked {
    const char *in, *kind, *show;
};

static struct asked asked_of(const struct request *request)
{
    return (struct asked){or_empty(request_query(request, "in")), or_empty(request_query(request, "kind")),
                          or_empty(request_query(request, "show"))};
}

static struct text_work_filter filter_of(struct call *call, const struct asked *asked, const struct text_work_filter *all)
{
    struct text_work_filter filter = *all;
    enum language language;
    bool easy;
    if (variant_parse(asked->in, &language, &easy) == OK) {
        filter.languages = (struct language_list){0};
        add_language(call, &filter.languages, language);
        filter.easy = easy ? EASY_YES : EASY_NO;
    }
    long kind = asked->kind[0] == '\0' ? TEXT_KINDS : strtol(asked->kind, NULL, 10);
    if (kind >= 0 && kind < TEXT_KINDS)
        filter.kind = (enum text_kind)kind;
    filter.only_work = strcmp(asked->show, "all") != 0;
    return filter;
}

// --- the page ---

static const char *variant_label(struct call *call, enum language language, bool easy)
{
    return arena_print(call->arena, "%s%s%s", language_name(language), easy ? ", " : "",
                       easy ? tr(call->language, N_("easy language")) : "");
}

static void add_options(struct call *call, const struct asked *asked, const struct text_work_filter *all, struct texts_view *view)
{
    for (size_t i = 0; i < all->languages.n; i++)
        for (int easy = 0; easy < 2; easy++) {
            const char *name = variant_name(call->arena, all->languages.at[i], easy == 1);
            *VEC_PUSH(call->arena, &view->variants) = (struct text_option_view){
                name, variant_label(call, all->languages.at[i], easy == 1), strcmp(name, asked->in) == 0};
        }
    for (int kind = 0; kind < TEXT_KINDS; kind++) {
        const char *value = arena_print(call->arena, "%d", kind);
        *VEC_PUSH(call->arena, &view->kinds) = (struct text_option_view){
            value, tr(call->language, text_kind_label((enum text_kind)kind)), strcmp(value, asked->kind) == 0};
    }
    bool all_texts = strcmp(asked->show, "all") == 0;
    *VEC_PUSH(call->arena, &view->shows) = (struct text_option_view){"work", tr(call->language, N_("What needs work")), !all_texts};
    *VEC_PUSH(call->arena, &view->shows) = (struct text_option_view){"all", tr(call->language, N_("All texts")), all_texts};
}

static void add_mark(struct call *call, const struct variant_mark *mark, struct text_marks_view *marks)
{
    bool is_missing = !mark->is_there;
    if ((is_missing && !mark->is_expected) || (mark->is_there && mark->state == TEXT_CHECKED))
        return; // nothing to do
    *VEC_PUSH(call->arena, marks) = (struct text_mark_view){
        .name = variant_name(call->arena, mark->language, mark->easy),
        .tag = language_tag(mark->language),
        .language = language_name(mark->language),
        .easy = mark->easy,
        .is_missing = is_missing,
        .is_draft = mark->is_there && mark->state == TEXT_DRAFT,
        .is_out_of_date = mark->is_there && mark->state == TEXT_OUT_OF_DATE,
    };
}

static enum err add_works(struct call *call, const struct text_work_filter *filter, size_t page, struct texts_view *view)
{
    struct text_work_list list;
    bool more;
    TRY(text_work_list_of(call, filter, page, &list, &more));
    if (page > 0 && list.n == 0)
        return ERR_NOT_FOUND;
    view->before = page;
    view->after = more ? page + 2 : 0;
    for (size_t i = 0; i < list.n; i++) {
        struct text_work_view *work = VEC_PUSH(call->arena, &view->works);
        *work = (struct text_work_view){
            .id = list.at[i].id, .words = list.at[i].words, .kind = tr(call->language, text_kind_label(list.at[i].kind))};
        for (size_t k = 0; k < list.at[i].marks.n; k++)
            add_mark(call, &list.at[i].marks.at[k], &work->marks);
    }
    return OK;
}

// The list of one network, or with NULL of the programme.
static enum err texts_view_of(struct call *call, const struct request *request, const struct network *network, size_t page,
                              struct texts_view *view)
{
    struct text_work_filter all = {.network = network == NULL ? (struct network_id){0} : network->id,
                                   .languages = languages_for(call, network), .easy = EASY_BOTH, .kind = TEXT_KINDS};
    struct asked asked = asked_of(request);
    struct text_work_filter filter = filter_of(call, &asked, &all);
    struct text_count_list counts;
    int64_t texts;
    TRY(text_work_count(call, &all, &counts, &texts));
    *view = (struct texts_view){
        .path = network == NULL ? "/programme/texts" : arena_print(call->arena, "/networks/%s/texts", network->slug),
        .slug = network == NULL ? NULL : network->slug,
        .place = network == NULL ? (struct words){0} : network->title,
        .in = asked.in,
        .kind = asked.kind,
        .show = asked.show,
        .is_filtered = asked.in[0] != '\0' || asked.kind[0] != '\0' || asked.show[0] != '\0',
        .has_texts = texts > 0,
    };
    for (size_t i = 0; i < counts.n; i++) {
        const struct text_count *count = &counts.at[i];
        const char *name = variant_name(call->arena, count->language, count->easy);
        *VEC_PUSH(call->arena, &view->counts) = (struct text_count_view){
            name, language_tag(count->language), language_name(count->language), count->missing, count->drafts,
            count->checked, count->out_of_date, count->easy, strcmp(name, asked.in) == 0};
    }
    add_options(call, &asked, &all, view);
    return add_works(call, &filter, page, view);
}

enum err network_texts_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct texts_view *view = ARENA_NEW(call->arena, struct texts_view);
    size_t page;
    TRY(request_page(request, &page));
    TRY(network_of_request(call, request, network));
    TRY(texts_view_of(call, request, network, page, view));
    reply->section = "networks";
    reply_page(reply, 200, tr(call->language, N_("Edit texts")), body_network_texts(view));
    return OK;
}

enum err programme_texts_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct texts_view *view = ARENA_NEW(call->arena, struct texts_view);
    size_t page;
    TRY(request_page(request, &page));
    TRY(texts_view_of(call, request, NULL, page, view));
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("Edit texts")), body_network_texts(view));
    return OK;
}

// --- whose texts? ---

// Who has roles in networks only is led past the list of all of them.
static bool is_of_networks(const struct actor *actor)
{
    for (size_t i = 0; i < actor->grant_count; i++)
        if (role_gives(actor->grants[i].role, EDIT_TEXT) && actor->grants[i].network.v == 0)
            return false;
    return actor->kind == ACTOR_PERSON;
}

static void add_place(struct call *call, const struct network *network, struct text_places_view *places)
{
    if (!call_may(call, EDIT_TEXT, network_scope_of(network)))
        return;
    for (size_t i = 0; i < places->n; i++)
        if (strcmp(places->at[i].slug, network->slug) == 0)
            return;
    *VEC_PUSH(call->arena, places) = (struct text_place_view){network->slug, network->title};
}

static enum err own_places(struct call *call, struct text_hub_view *view)
{
    enum { MOST = 10 }; // each is a query or two
    const struct actor *actor = &call->actor;
    for (size_t i = 0; i < actor->grant_count && view->places.n < MOST; i++) {
        struct network network;
        if (!role_gives(actor->grants[i].role, EDIT_TEXT))
            continue;
        TRY(network_find_id(call, actor->grants[i].network, &network));
        add_place(call, &network, &view->places);
    }
    return OK;
}

static enum err all_places(struct call *call, size_t page, struct text_hub_view *view)
{
    struct network_list list;
    bool more;
    TRY(network_list(call, page, &list, &more));
    for (size_t i = 0; i < list.n; i++)
        add_place(call, &list.at[i], &view->places);
    view->before = page;
    view->after = more ? page + 2 : 0;
    return OK;
}

enum err texts_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct text_hub_view *view = ARENA_NEW(call->arena, struct text_hub_view);
    size_t page;
    TRY(request_page(request, &page));
    if (is_of_networks(&call->actor)) {
        TRY(own_places(call, view));
        if (view->places.n == 1) {
            reply_see(reply, "/networks/%s/texts", view->places.at[0].slug);
            return OK;
        }
    } else {
        TRY(all_places(call, page, view));
    }
    view->may_edit_programme = call_may(call, MANAGE_PROGRAMME, (struct scope){0});
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("Edit texts")), body_text_hub(view));
    return OK;
}
