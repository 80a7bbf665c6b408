// region.h - a group of networks that work together: a Regional Coordination Group. Belongs to the programme as a whole.
#ifndef SEMPRE_NETWORKS_REGION_H
#define SEMPRE_NETWORKS_REGION_H

#include "feature/call.h"
#include "texts/text.h"
#include "web/form.h"

struct region {
    struct region_id id;
    const char *slug;
    struct words title;
    struct text_id title_text;
};
struct region_list {
    struct region *at;
    size_t n, cap;
};

// CREATE_NETWORK. Wrong fields: ERR_INVALID, with a message at each in `filled`.
struct region_draft {
    const char *slug, *title, *language;
};
extern const struct form region_form;
CHECKED enum err region_add(struct call *call, const struct region_draft *draft, struct filled *filled,
                            struct region_id *ret_id);

// ERR_NOT_FOUND. Title for the reader.
CHECKED enum err region_find(struct call *call, const char *slug, struct region *ret_region);

// All of them, sorted for the reader.
CHECKED enum err region_list(struct call *call, struct region_list *ret_list);

#endif
