// area_figure.h - figures about the area of a network (families with one parent, inhabitants per square kilometre ...), each with
// where it comes from.
#ifndef SEMPRE_NETWORKS_AREA_FIGURE_H
#define SEMPRE_NETWORKS_AREA_FIGURE_H

#include "networks/network.h"

struct area_figure_id { int64_t v; };

struct area_figure {
    struct area_figure_id id;
    struct words name;
    struct text_id name_text;
    double value;
    int digits;         // after the decimal mark
    bool percent;
    const char *source;
    int64_t year;       // 0 where the source does not say
};
struct area_figure_list {
    struct area_figure *at;
    size_t n, cap;
};

struct area_figure_draft {
    const char *name;
    const char *value;  // "4009", "12,1", "-0.75 %": at most two digits after the mark, none between thousands
    const char *source;
    const char *year;   // "" where not known
};
extern const struct form area_figure_form;

// EDIT_NETWORK. Wrong fields: ERR_INVALID, with a message at each in `filled`. ERR_LIMIT: a network has at most 20.
CHECKED enum err area_figure_add(struct call *call, const struct network *network,
                                 const struct area_figure_draft *draft, struct filled *filled,
                                 struct area_figure_id *ret_id);
CHECKED enum err area_figure_remove(struct call *call, const struct network *network, struct area_figure_id id);

// In the order they were entered.
CHECKED enum err area_figure_list(struct call *call, struct network_id network, struct area_figure_list *ret_list);

// For pages that read all their texts at once: wants the names of a list.
void area_figure_want(struct call *call, struct text_wants *wants, struct area_figure_list *list);

// The value as people write it: "12,1 %". Owned by the call's arena.
const char *area_figure_value(struct call *call, const struct area_figure *figure);

#endif
