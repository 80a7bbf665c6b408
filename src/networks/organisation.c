// organisation.c - the rules about organisations and their membership in networks.
#include "networks/organisation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/network_check.h"
#include "networks/organisation_store.h"
#include "people/audit.h"
#include "store/signal.h"
#include "texts/variant.h"

enum { MOST_OTHERS = 300, MOST_MEMBERS = 200 };

const struct choice organisation_kinds[] = {
    {"municipality", N_("Municipality")},
    {"region", N_("Region or district")},
    {"parish", N_("Parish or congregation")},
    {"association", N_("Association or foundation")},
    {"social-service", N_("Social service")},
    {"health", N_("Health service")},
    {"employment", N_("Employment service")},
    {"day-care", N_("Day care")},
    {"school", N_("School")},
    {"university", N_("University or research")},
    {"library", N_("Library")},
    {"company", N_("Company")},
    {"media", N_("Newspaper, radio or other media")},
    {"other", N_("Something else")},
    {0},
};

// --- reading ---

// By kind, those who left behind the others; else as they were.
static int kind_order(const void *a, const void *b)
{
    const struct organisation *const *first = a, *const *second = b;
    if ((*first)->kind != (*second)->kind)
        return (*first)->kind < (*second)->kind ? -1 : 1;
    if ((*first)->has_until != (*second)->has_until)
        return (*second)->has_until ? -1 : 1;
    return (*first > *second) - (*first < *second);
}

static const char *organisation_name(const void *organisation)
{
    return ((const struct organisation *)organisation)->name.text;
}

void organisation_want(struct call *call, struct text_wants *wants, struct organisation_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        text_want(call, wants, list->at[i].name_text, &list->at[i].name);
}

// Comparing as people do is dear: only members that stand together are compared by name.
void organisation_sort(struct call *call, struct organisation_list *list)
{
    struct organisation **order = ARENA_ARRAY(call->arena, struct organisation *, list->n);
    struct organisation *sorted = ARENA_ARRAY(call->arena, struct organisation, list->n);
    for (size_t i = 0; i < list->n; i++)
        order[i] = &list->at[i];
    if (list->n > 1)
        qsort(order, list->n, sizeof(struct organisation *), kind_order);
    for (size_t i = 0; i < list->n; i++)
        sorted[i] = *order[i];
    for (size_t from = 0, to; from < list->n; from = to) {
        for (to = from + 1; to < list->n && sorted[to].kind == sorted[from].kind &&
                            sorted[to].has_until == sorted[from].has_until;)
            to++;
        sort_for_people(call->arena, call->language, sorted + from, to - from, sizeof(*sorted), organisation_name);
    }
    list->at = sorted;
    list->cap = list->n;
}

enum err organisation_list(struct call *call, struct network_id network, struct organisation_list *ret_list)
{
    struct organisation_list list;
    TRY(organisation_read_all(call, network, &list));
    struct text_wants wants = {0};
    organisation_want(call, &wants, &list);
    TRY(text_read(call, &wants));
    organisation_sort(call, &list);
    *ret_list = list;
    return OK;
}

enum err organisation_list_others(struct call *call, const struct network *network,
                                  struct organisation_list *ret_list)
{
    struct organisation_list list;
    TRY(organisation_read_others(call, network->id, network->country, MOST_OTHERS, &list));
    struct text_wants wants = {0};
    organisation_want(call, &wants, &list);
    TRY(text_read(call, &wants));
    sort_for_people(call->arena, call->language, list.at, list.n, sizeof(*list.at), organisation_name);
    *ret_list = list;
    return OK;
}

enum err organisation_find(struct call *call, const struct network *network, struct organisation_id id,
                           struct organisation *ret_organisation)
{
    struct organisation organisation;
    TRY(organisation_read(call, network->id, id, &organisation));
    TRY(text_find(call, organisation.name_text, &organisation.name));
    *ret_organisation = organisation;
    return OK;
}

enum err organisation_find_own(struct call *call, const struct network *network, struct organisation_id id,
                               struct organisation *ret_organisation)
{
    struct organisation organisation;
    struct variant_list variants;
    TRY(organisation_read(call, network->id, id, &organisation));
    TRY(text_variants(call, organisation.name_text, &variants));
    organisation.name = (struct words){.text = variants.at[0].words, .language = variants.at[0].language};
    organisation.version += variants.at[0].version;
    *ret_organisation = organisation;
    return OK;
}

struct organisation_draft organisation_draft_of(struct call *call, const struct network *network,
                                                const struct organisation *organisation)
{
    return (struct organisation_draft){
        .name = organisation->name.text,
        .kind = organisation_kinds[organisation->kind].value,
        .coordinates = organisation->coordinates,
        .since = organisation->has_since ? format_iso_date(call->arena, network->time_zone, organisation->since) : "",
        .until = organisation->has_until ? format_iso_date(call->arena, network->time_zone, organisation->until) : "",
    };
}

// --- writing ---

// The same call, reading in the language in which the network writes.
static struct call own_call(const struct call *call, const struct network *network)
{
    struct call own = *call;
    own.language = network->language;
    own.easy = false;
    return own;
}

static size_t kind_find(const char *name)
{
    size_t kind = 0;
    while (organisation_kinds[kind].value != NULL && (name == NULL || strcmp(organisation_kinds[kind].value, name) != 0))
        kind++;
    return kind;
}

static void check_day(struct check *check, const struct network *network, const char *field, const char *day,
                      int64_t *ret_at, bool *ret_has)
{
    *ret_has = !is_empty(day);
    if (*ret_has && !parse_iso(day, "00:00", network->time_zone, ret_at))
        check_bad(check, field, N_("Please write a date, like 2026-11-24."));
}

static void check_membership(struct check *check, const struct network *network, const struct organisation_draft *draft,
                             struct organisation *organisation)
{
    check_day(check, network, "since", draft->since, &organisation->since, &organisation->has_since);
    check_day(check, network, "until", draft->until, &organisation->until, &organisation->has_until);
    if (organisation->has_since && organisation->has_until && organisation->until < organisation->since)
        check_bad(check, "until", N_("This day is before the first day."));
    organisation->coordinates = draft->coordinates;
}

// Name and kind; `self`: the organisation that may keep its name, v 0 for a new one.
static enum err check_name(struct call *call, struct check *check, const struct network *network,
                           const struct organisation_draft *draft, struct organisation_id self, bool *ret_is_taken)
{
    *ret_is_taken = false;
    check_words(check, "name", draft->name, true, LIMIT_LINE_SIGNS);
    if (organisation_kinds[kind_find(draft->kind)].value == NULL)
        check_bad(check, "kind", N_("Please choose what kind of organisation this is."));
    if (check->is_bad)
        return OK;
    struct organisation_list members;
    struct call own = own_call(call, network);
    TRY(organisation_list(&own, network->id, &members));
    if (members.n >= MOST_MEMBERS && self.v == 0)
        return ERR_LIMIT;
    const char *name = fold(call->arena, draft->name);
    for (size_t i = 0; i < members.n; i++)
        if (members.at[i].id.v != self.v && strcmp(fold(call->arena, members.at[i].name.text), name) == 0)
            *ret_is_taken = true;
    if (*ret_is_taken)
        check_bad(check, "name", N_("This network has a member of that name already."));
    return OK;
}

static enum err network_changed(struct call *call, const struct network *network)
{
    signal_add(call->db, TOPIC_NETWORK, network->id.v);
    return audit_add(call, network->id, AUDIT_NETWORK_CHANGED, network->id.v);
}

// Every network that lists the organisation shows its name.
static enum err all_changed(struct call *call, struct organisation_id id)
{
    struct network_ids networks;
    TRY(organisation_read_networks(call, id, &networks));
    for (size_t i = 0; i < networks.n; i++)
        signal_add(call->db, TOPIC_NETWORK, networks.at[i].v);
    return OK;
}

enum err organisation_add(struct call *call, const struct network *network, const struct organisation_draft *draft,
                          struct filled *filled, struct organisation_id *ret_id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct organisation organisation = {.home = network->id};
    struct check check = check_begin(filled);
    bool is_taken;
    check_membership(&check, network, draft, &organisation);
    TRY(check_name(call, &check, network, draft, organisation.id, &is_taken));
    if (is_taken)
        return ERR_CONFLICT;
    TRY(check_end(&check));

    organisation.id.v = call_id(call);
    organisation.kind = kind_find(draft->kind);
    TRY(text_add(call, TEXT_ORGANISATION, network->id, network->language, draft->name, &organisation.name_text));
    TRY(organisation_insert(call, &organisation));
    TRY(membership_insert(call, network->id, &organisation));
    TRY(network_changed(call, network));
    *ret_id = organisation.id;
    return OK;
}

enum err organisation_join(struct call *call, const struct network *network, struct organisation_id id,
                           const struct organisation_draft *draft, struct filled *filled)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct organisation organisation;
    enum err error = organisation_read(call, network->id, id, &organisation);
    if (error != ERR_NOT_FOUND)
        return error == OK ? ERR_CONFLICT : error;
    TRY(organisation_read_other(call, network->id, network->country, id, &organisation));
    struct check check = check_begin(filled);
    check_membership(&check, network, draft, &organisation);
    TRY(check_end(&check));
    TRY(membership_insert(call, network->id, &organisation));
    return network_changed(call, network);
}

enum err organisation_change(struct call *call, const struct network *network, struct organisation_id id,
                             const struct organisation_draft *draft, int64_t version, struct filled *filled)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct organisation organisation;
    TRY(organisation_find_own(call, network, id, &organisation));
    if (organisation.version != version)
        return ERR_CONFLICT;
    bool is_home = organisation.home.v == network->id.v, is_taken = false;
    struct check check = check_begin(filled);
    check_membership(&check, network, draft, &organisation);
    if (is_home)
        TRY(check_name(call, &check, network, draft, id, &is_taken));
    TRY(check_end(&check));
    TRY(membership_update(call, network->id, &organisation));
    TRY(network_changed(call, network));
    if (!is_home)
        return OK;
    organisation.kind = kind_find(draft->kind);
    TRY(organisation_update(call, &organisation));
    if (strcmp(organisation.name.text, draft->name) != 0)
        TRY(text_reword(call, organisation.name_text, draft->name));
    return all_changed(call, id);
}

enum err organisation_remove(struct call *call, const struct network *network, struct organisation_id id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct organisation organisation;
    TRY(organisation_read(call, network->id, id, &organisation));
    struct network_ids networks;
    TRY(organisation_read_networks(call, id, &networks));
    bool is_home = organisation.home.v == network->id.v;
    if (is_home && networks.n > 1)
        return ERR_CONFLICT;
    TRY(membership_delete(call, network->id, id));
    TRY(network_changed(call, network));
    if (!is_home)
        return OK;
    TRY(organisation_delete(call, id));
    return text_remove(call, organisation.name_text);
}
