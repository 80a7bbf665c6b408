// found_store.h - contributions as the search knows them.
#ifndef SEMPRE_WORKSHOPS_FOUND_STORE_H
#define SEMPRE_WORKSHOPS_FOUND_STORE_H

#include "workshops/found.h"

extern const struct query *const found_queries[];

// A contribution with its workshop; is_public: everybody may read it.
struct found_line {
    int64_t id;
    struct network_id network;
    struct words words;
    struct text_id text, title_text; // title_text: of the workshop
    struct workshop_id workshop;
    int64_t said_at;
    bool is_public, is_waiting;
};
struct found_lines {
    struct found_line *at;
    size_t n, cap;
};

// Those that are shown or wait, in the order of ids, from after `after`, at most `most`.
CHECKED enum err found_read_all(struct call *call, int64_t after, size_t most, struct found_lines *ret_lines);
// Those that are shown in an activity.
CHECKED enum err found_read_shown(struct call *call, const struct activity *activity, int64_t after, size_t most,
                                  struct found_lines *ret_lines);
// Those with these ids, at most LIMIT_PAGE_ROWS, the newest first; others than of the network are left out.
CHECKED enum err found_read_these(struct call *call, struct network_id network, const int64_t *ids, size_t n, struct found_lines *ret_lines);

#endif
