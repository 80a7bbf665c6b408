// network.c - the rules about networks.
#include "networks/network.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/country.h"
#include "networks/network_check.h"
#include "networks/network_store.h"
#include "networks/region_store.h"
#include "people/audit.h"
#include "store/signal.h"
#include "texts/variant.h"
#include "web/request.h"

// --- reading ---

static enum err with_texts(struct call *call, struct network *network)
{
    struct text_wants wants = {0};
    network_want(call, &wants, network);
    TRY(text_read(call, &wants));
    network->country_name = format_country(call->arena, call->language, network->country);
    return OK;
}

enum err network_find(struct call *call, const char *slug, struct network *ret_network)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    TRY(network_read(call, slug, network));
    TRY(with_texts(call, network));
    *ret_network = *network;
    return OK;
}

enum err network_find_id(struct call *call, struct network_id id, struct network *ret_network)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    TRY(network_read_id(call, id, network));
    TRY(with_texts(call, network));
    *ret_network = *network;
    return OK;
}

// A text as it was first written. Its changes count as changes of what it belongs to.
static enum err read_source(struct call *call, struct text_id text, struct words *words, int64_t *version)
{
    struct variant_list variants;
    TRY(text_variants(call, text, &variants));
    *words = (struct words){.text = variants.at[0].words, .language = variants.at[0].language};
    *version += variants.at[0].version;
    return OK;
}

enum err network_find_own(struct call *call, struct network_id id, struct network *ret_network)
{
    struct network network;
    TRY(network_find_id(call, id, &network));
    TRY(read_source(call, network.title_text, &network.title, &network.version));
    TRY(read_source(call, network.group_text, &network.group, &network.version));
    TRY(read_source(call, network.place_text, &network.place, &network.version));
    TRY(read_source(call, network.description_text, &network.description, &network.version));
    *ret_network = network;
    return OK;
}

enum err network_scope(struct call *call, const char *slug, struct scope *ret_scope)
{
    return network_read_scope(call, slug, ret_scope);
}

enum err network_scope_id(struct call *call, struct network_id id, struct scope *ret_scope)
{
    return network_read_scope_id(call, id, ret_scope);
}

enum err network_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope)
{
    return network_read_scope(call, request->param[0], ret_scope);
}

enum err network_scope_name(struct call *call, struct scope scope, struct words *ret_words)
{
    if (scope.network.v != 0) {
        struct network network;
        TRY(network_read_id(call, scope.network, &network));
        return text_find(call, network.title_text, ret_words);
    }
    if (scope.region.v != 0) {
        struct region region;
        TRY(region_read_id(call, scope.region, &region));
        return text_find(call, region.title_text, ret_words);
    }
    *ret_words = (struct words){.text = tr(call->language, N_("The whole programme")), .language = call->language};
    return OK;
}

enum err network_count(struct call *call, size_t *ret_n)
{
    ROWS row = db_rows(call->db, &network_count_query, NO_ARGS);
    if (!rows_next(&row))
        return db_error(call->db);
    *ret_n = (size_t)row_int(&row, 0);
    return OK;
}

// --- the list ---

// Networks of one country, in a row in the list.
struct country_group {
    const char *name;
    size_t first, n;
};
struct country_groups {
    struct country_group *at;
    size_t n, cap;
};

static const char *country_group_name(const void *group)
{
    return ((const struct country_group *)group)->name;
}

static const char *network_title(const void *network)
{
    return ((const struct network *)network)->title.text;
}

static struct country_groups groups_of(struct call *call, const struct network_list *all)
{
    struct country_groups groups = {0};
    for (size_t i = 0; i < all->n; i++) {
        if (i == 0 || strcmp(all->at[i].country, all->at[i - 1].country) != 0) {
            struct country_group *added = VEC_PUSH(call->arena, &groups);
            added->name = format_country(call->arena, call->language, all->at[i].country);
            added->first = i;
        }
        groups.at[groups.n - 1].n++;
    }
    sort_for_people(call->arena, call->language, groups.at, groups.n, sizeof(*groups.at), country_group_name);
    return groups;
}

// Sorts the networks of one country by title. Only countries that are on the page pay for their titles.
static enum err sort_group(struct call *call, struct network_list *all, const struct country_group *group)
{
    struct network *first = all->at + group->first;
    struct text_wants wants = {0};
    for (size_t i = 0; i < group->n; i++)
        text_want(call, &wants, first[i].title_text, &first[i].title);
    TRY(text_read(call, &wants));
    sort_for_people(call->arena, call->language, first, group->n, sizeof(*first), network_title);
    return OK;
}

static enum err list_texts(struct call *call, struct network_list *list)
{
    struct text_wants wants = {0};
    for (size_t i = 0; i < list->n; i++) {
        text_want(call, &wants, list->at[i].group_text, &list->at[i].group);
        text_want(call, &wants, list->at[i].place_text, &list->at[i].place);
    }
    return text_read(call, &wants);
}

enum err network_list(struct call *call, size_t page, struct network_list *ret_list, bool *ret_more)
{
    struct network_list all = {0}, list = {0};
    TRY(network_read_all(call, &all));
    if (page > 0 && page * LIMIT_PAGE_ROWS >= all.n)
        return ERR_NOT_FOUND;
    size_t from = page * LIMIT_PAGE_ROWS, to = from + LIMIT_PAGE_ROWS, at = 0;
    struct country_groups groups = groups_of(call, &all);
    for (size_t g = 0; g < groups.n && at < to; g++) {
        const struct country_group *group = &groups.at[g];
        if (at + group->n > from) {
            TRY(sort_group(call, &all, group));
            for (size_t i = at < from ? from - at : 0; i < group->n && at + i < to; i++) {
                struct network *added = VEC_PUSH(call->arena, &list);
                *added = all.at[group->first + i];
                added->country_name = group->name;
            }
        }
        at += group->n;
    }
    TRY(list_texts(call, &list));
    *ret_list = list;
    *ret_more = all.n > to;
    return OK;
}

// --- writing ---

static const char *joined(struct arena *arena, const struct strings *words)
{
    struct buf out = buf_make(arena, 64);
    for (size_t i = 0; i < words->n; i++) {
        if (i > 0)
            buf_add_char(&out, ' ');
        buf_add_text(&out, words->at[i]);
    }
    return buf_text(&out);
}

static void check_languages(struct check *check, const struct strings *languages)
{
    if (languages->n == 0)
        check_bad(check, "languages", N_("Please choose at least one language."));
    for (size_t i = 0; i < languages->n; i++)
        if (language_of(languages->at[i]) == LANGUAGE_NONE)
            check_bad(check, "languages", N_("This language is not known."));
}

static void check_position(struct check *check, const struct network_draft *draft, struct network *network)
{
    enum { DIGITS = 6, NORTH = 90, EAST = 180 };
    if (is_empty(draft->latitude) && is_empty(draft->longitude))
        return;
    int digits;
    network->has_position = true;
    if (!decimal_parse(draft->latitude, DIGITS, &network->latitude, &digits) || network->latitude < -NORTH ||
        network->latitude > NORTH)
        check_bad(check, "latitude", N_("Please write degrees north as a number, like 54.19."));
    if (!decimal_parse(draft->longitude, DIGITS, &network->longitude, &digits) || network->longitude < -EAST ||
        network->longitude > EAST)
        check_bad(check, "longitude", N_("Please write degrees east as a number, like 9.09."));
}

static enum err check_region(struct call *call, struct check *check, const struct network_draft *draft,
                             struct network *network)
{
    network->region.v = 0;
    if (is_empty(draft->region))
        return OK;
    struct region region;
    enum err error = region_read(call, draft->region, &region);
    if (error == ERR_NOT_FOUND)
        check_bad(check, "region", N_("There is no such region."));
    else if (error == OK)
        network->region = region.id;
    return error == ERR_NOT_FOUND ? OK : error;
}

// What a new and a changed network have in common.
static void check_draft(struct call *call, struct check *check, const struct network_draft *draft,
                        struct network *network)
{
    check_words(check, "title", draft->title, true, LIMIT_LINE_SIGNS);
    check_words(check, "group", draft->group, true, LIMIT_LINE_SIGNS);
    check_words(check, "place", draft->place, true, LIMIT_LINE_SIGNS);
    check_words(check, "description", draft->description, true, LIMIT_TEXT_SIGNS);
    check_words(check, "contact", draft->contact, false, LIMIT_LINE_SIGNS);
    if (!country_is_known(draft->country))
        check_bad(check, "country", N_("Please choose a country."));
    else if (is_empty(draft->time_zone))
        network->time_zone = country_time_zone(draft->country);
    else if (time_zone_is_known(draft->time_zone))
        network->time_zone = draft->time_zone;
    else
        check_bad(check, "time_zone", N_("This time zone is not known."));
    check_languages(check, &draft->languages);
    check_position(check, draft, network);
    network->country = draft->country;
    network->languages = joined(call->arena, &draft->languages);
    network->contact = is_empty(draft->contact) ? NULL : draft->contact;
}

// The list of networks shows it too.
static enum err network_changed(struct call *call, struct network_id id, enum audit_act act)
{
    signal_add(call->db, TOPIC_NETWORK, id.v);
    signal_add(call->db, TOPIC_PROGRAMME, 0);
    return audit_add(call, id, act, id.v);
}

static enum err check_slug_is_free(struct call *call, struct check *check, const char *slug)
{
    struct scope taken;
    enum err error = network_read_scope(call, slug, &taken);
    if (error == OK)
        check_bad(check, "slug", N_("Another network has this name in its address. Please choose another one."));
    return error == ERR_NOT_FOUND ? OK : error;
}

enum err network_add(struct call *call, const struct network_draft *draft, struct filled *filled,
                     struct network_id *ret_id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, CREATE_NETWORK, (struct scope){0}));
    struct network network = {.slug = draft->slug, .language = language_of(is_empty(draft->language) ? "" : draft->language)};
    struct check check = check_begin(filled);
    check_slug(&check, "slug", draft->slug);
    if (!check.is_bad)
        TRY(check_slug_is_free(call, &check, draft->slug));
    if (network.language == LANGUAGE_NONE)
        check_bad(&check, "language", N_("Please choose a language."));
    check_draft(call, &check, draft, &network);
    TRY(check_region(call, &check, draft, &network));
    TRY(check_end(&check));

    network.id.v = call_id(call);
    TRY(text_add(call, TEXT_NETWORK, network.id, network.language, draft->title, &network.title_text));
    TRY(text_add(call, TEXT_NETWORK, network.id, network.language, draft->group, &network.group_text));
    TRY(text_add(call, TEXT_NETWORK, network.id, network.language, draft->place, &network.place_text));
    TRY(text_add(call, TEXT_NETWORK, network.id, network.language, draft->description, &network.description_text));
    TRY(network_insert(call, &network));
    TRY(network_changed(call, network.id, AUDIT_NETWORK_ADDED));
    *ret_id = network.id;
    return OK;
}

// A text is touched only where its words changed: rewording makes its translations out of date.
static enum err reword(struct call *call, struct text_id text, const struct words *old, const char *words)
{
    return strcmp(old->text, words) == 0 ? OK : text_reword(call, text, words);
}

enum err network_change(struct call *call, struct network_id id, const struct network_draft *draft, int64_t version,
                        struct filled *filled)
{
    assert(db_in_transaction(call->db));
    struct network old;
    TRY(network_find_own(call, id, &old));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(&old)));
    if (old.version != version)
        return ERR_CONFLICT;
    struct network network = old;
    struct check check = check_begin(filled);
    network.has_position = false;
    check_draft(call, &check, draft, &network);
    // A region's lead has rights in all its networks: only who may make networks moves one.
    if (call_may(call, CREATE_NETWORK, (struct scope){0}))
        TRY(check_region(call, &check, draft, &network));
    TRY(check_end(&check));
    TRY(network_update(call, &network));
    TRY(reword(call, old.title_text, &old.title, draft->title));
    TRY(reword(call, old.group_text, &old.group, draft->group));
    TRY(reword(call, old.place_text, &old.place, draft->place));
    TRY(reword(call, old.description_text, &old.description, draft->description));
    return network_changed(call, id, AUDIT_NETWORK_CHANGED);
}

// As somebody of the reader's language would type it.
static const char *degrees(struct call *call, const struct network *network, double value)
{
    if (!network->has_position)
        return "";
    char *text = arena_print(call->arena, "%.6g", value), *point = strchr(text, '.');
    if (point != NULL)
        *point = format_decimal(call->arena, call->language, 0.5, 1)[1]; // "0,5"
    return text;
}

struct network_draft network_draft_of(struct call *call, const struct network *network)
{
    struct network_draft draft = {
        .slug = network->slug,
        .title = network->title.text,
        .group = network->group.text,
        .place = network->place.text,
        .description = network->description.text,
        .country = network->country,
        .time_zone = network->time_zone,
        .language = language_tag(network->language),
        .region = network->region_slug == NULL ? "" : network->region_slug,
        .latitude = degrees(call, network, network->latitude),
        .longitude = degrees(call, network, network->longitude),
        .contact = network->contact == NULL ? "" : network->contact,
    };
    for (const char *at = network->languages; *at != '\0';) {
        size_t n = strcspn(at, " ");
        *VEC_PUSH(call->arena, &draft.languages) = arena_copy(call->arena, at, n);
        at += n + (at[n] == ' ');
    }
    return draft;
}
