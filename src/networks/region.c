// region.c - the rules about regions.
#include "networks/region.h"

#include <assert.h>

#include "base/limits.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/network_check.h"
#include "networks/region_store.h"
#include "store/signal.h"

enum err region_add(struct call *call, const struct region_draft *draft, struct filled *filled,
                    struct region_id *ret_id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, CREATE_NETWORK, (struct scope){0}));
    enum language language = language_of(is_empty(draft->language) ? "" : draft->language);
    struct check check = check_begin(filled);
    check_slug(&check, "slug", draft->slug);
    check_words(&check, "title", draft->title, true, LIMIT_LINE_SIGNS);
    if (language == LANGUAGE_NONE)
        check_bad(&check, "language", N_("Please choose a language."));
    TRY(check_end(&check));

    struct region region = {.slug = draft->slug};
    enum err error = region_read(call, draft->slug, &(struct region){0});
    if (error == OK)
        check_bad(&check, "slug", N_("Another region has this name in its address. Please choose another one."));
    else if (error != ERR_NOT_FOUND)
        return error;
    TRY(check_end(&check));

    region.id.v = call_id(call);
    TRY(text_add(call, TEXT_REGION, (struct network_id){0}, language, draft->title, &region.title_text));
    TRY(region_insert(call, &region));
    signal_add(call->db, TOPIC_PROGRAMME, 0);
    *ret_id = region.id;
    return OK;
}

enum err region_find(struct call *call, const char *slug, struct region *ret_region)
{
    struct region region;
    TRY(region_read(call, slug, &region));
    TRY(text_find(call, region.title_text, &region.title));
    *ret_region = region;
    return OK;
}

static const char *region_title(const void *region)
{
    return ((const struct region *)region)->title.text;
}

enum err region_list(struct call *call, struct region_list *ret_list)
{
    struct region_list list;
    TRY(region_read_all(call, &list));
    struct text_wants wants = {0};
    for (size_t i = 0; i < list.n; i++)
        text_want(call, &wants, list.at[i].title_text, &list.at[i].title);
    TRY(text_read(call, &wants));
    sort_for_people(call->arena, call->language, list.at, list.n, sizeof(*list.at), region_title);
    *ret_list = list;
    return OK;
}
