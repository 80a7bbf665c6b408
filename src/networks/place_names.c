// place_names.c - what people/ must know of networks and regions.
#include "networks/place_names.h"

#include "networks/network_store.h"
#include "networks/region_store.h"

static enum err region_of(struct call *call, const char *slug, struct region_id *ret_region)
{
    struct region region;
    TRY(region_read(call, slug, &region));
    *ret_region = region.id;
    return OK;
}

static enum err regions(struct call *call, struct place **ret_places, size_t *ret_n)
{
    struct region_list list;
    TRY(region_list(call, &list));
    struct place *places = ARENA_ARRAY(call->arena, struct place, list.n);
    for (size_t i = 0; i < list.n; i++)
        places[i] = (struct place){.region = list.at[i].id, .slug = list.at[i].slug, .name = list.at[i].title.text};
    *ret_places = places;
    *ret_n = list.n;
    return OK;
}

struct titles {
    struct words *at; // by place
    struct text_wants wants;
};

static enum err want_networks(struct call *call, struct place *places, size_t n, struct titles *titles)
{
    struct network_title_list rows;
    struct network_id *ids = ARENA_ARRAY(call->arena, struct network_id, n);
    for (size_t i = 0; i < n; i++)
        ids[i] = places[i].network;
    TRY(network_read_titles(call, ids, n, &rows));
    for (size_t i = 0; i < n; i++)
        for (size_t r = 0; r < rows.n; r++)
            if (places[i].network.v != 0 && rows.at[r].id.v == places[i].network.v) {
                places[i].slug = rows.at[r].slug;
                text_want(call, &titles->wants, rows.at[r].title_text, &titles->at[i]);
            }
    return OK;
}

static enum err want_regions(struct call *call, struct place *places, size_t n, struct titles *titles)
{
    struct region_list all;
    TRY(region_read_all(call, &all));
    for (size_t i = 0; i < n; i++)
        for (size_t r = 0; r < all.n; r++)
            if (places[i].network.v == 0 && all.at[r].id.v == places[i].region.v) {
                places[i].slug = all.at[r].slug;
                text_want(call, &titles->wants, all.at[r].title_text, &titles->at[i]);
            }
    return OK;
}

static enum err name(struct call *call, struct place *places, size_t n)
{
    struct titles titles = {.at = ARENA_ARRAY(call->arena, struct words, n)};
    TRY(want_networks(call, places, n, &titles));
    TRY(want_regions(call, places, n, &titles));
    TRY(text_read(call, &titles.wants));
    for (size_t i = 0; i < n; i++)
        if (places[i].slug != NULL)
            places[i].name = titles.at[i].text;
    return OK;
}

const struct place_names network_places = {
    .scope_of = network_scope,
    .scope_of_id = network_scope_id,
    .region_of = region_of,
    .regions = regions,
    .name = name,
};
