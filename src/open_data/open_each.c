// open_each.c - pages of needs and workshops, one after the other.
#include "open_data/open_each.h"

#include "workshops/result.h"

enum err open_needs_each(struct open_data *data, open_need_see *see, void *context)
{
    const struct need_filter all = {.state = NEED_STATES};
    bool more = true;
    for (size_t page = 0; more; page++) {
        struct need_list needs;
        data_part_over(data);
        TRY(need_list_of(data->part, network_scope_of(&data->network), &all, page, &needs, &more));
        for (size_t i = 0; i < needs.n; i++)
            TRY(see(data, &needs.at[i], context));
    }
    return OK;
}

static enum err see_workshop(struct open_data *data, struct workshop_id id, open_workshop_see *see, void *context)
{
    struct activity_list steps = {0};
    struct workshop workshop;
    data_part_over(data);
    TRY(workshop_find(data->part, id, &workshop));
    if (workshop.state != WORKSHOP_PLANNED)
        TRY(activity_list_in(data->part, &workshop, &steps));
    TRY(result_read_ahead(data->part, &steps, AUDIENCE_PUBLIC));
    return see(data, &workshop, &steps, context);
}

enum err open_workshops_each(struct open_data *data, open_workshop_see *see, void *context)
{
    struct { struct workshop_id *at; size_t n, cap; } ids = {0};
    bool more = true;
    for (size_t page = 0; more; page++) {
        struct workshop_list list;
        data_part_over(data);
        TRY(workshop_list_of(data->part, data->network.id, page, &list, &more));
        for (size_t i = 0; i < list.n; i++)
            *VEC_PUSH(data->call->arena, &ids) = list.at[i].id;
    }
    for (size_t i = 0; i < ids.n; i++)
        TRY(see_workshop(data, ids.at[i], see, context));
    return OK;
}
