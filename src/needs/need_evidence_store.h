// need_evidence_store.h - the rows that join needs and contributions, and what is counted through them.
#ifndef SEMPRE_NEEDS_NEED_EVIDENCE_STORE_H
#define SEMPRE_NEEDS_NEED_EVIDENCE_STORE_H

#include "needs/need.h"

extern const struct query *const need_evidence_queries[];

struct need_ids {
    struct need_id *at;
    size_t n, cap;
};

// Where a contribution that is shown stands. ERR_NOT_FOUND: there is none in this network.
struct evidence_place {
    struct activity_id activity;
    struct workshop_id workshop;
    const char *kind;
};
CHECKED enum err evidence_read_place(struct call *call, struct network_id network, struct contribution_id id,
                                     struct evidence_place *ret_place);

// `least` 0: marks on it say nothing. Once; again changes nothing.
CHECKED enum err evidence_insert(struct call *call, struct network_id network, struct need_id need, struct contribution_id id,
                                 const struct evidence_place *place, int64_t least);
// Evidence of one need becomes that of another: one contribution, or all (id.v 0). `ret_n`: how many.
CHECKED enum err evidence_move(struct call *call, struct network_id network, struct need_id from, struct need_id to,
                               struct contribution_id id, int64_t *ret_n);
CHECKED enum err evidence_count(struct call *call, struct network_id network, struct need_id need, int64_t *ret_n);
CHECKED enum err evidence_read_lines(struct call *call, struct network_id network, struct need_id need, size_t most,
                                     struct need_lines *ret_lines);
CHECKED enum err evidence_read_free(struct call *call, struct network_id network, struct workshop_id workshop, size_t skip,
                                    size_t most, struct need_lines *ret_lines);
CHECKED enum err evidence_read_sources(struct call *call, struct network_id network, struct need_id need,
                                       struct need_sources *ret_sources);

// The distinct participants behind a need, and of each workshop the largest hand count, added up. Remembers how many marks
// there were.
CHECKED enum err evidence_recount(struct call *call, struct network_id network, struct need_id need, int64_t *ret_voices,
                                  int64_t *ret_hands);
// Needs of a network (v 0: of all) for whose evidence something was marked or hidden since they were counted, at most `most`.
CHECKED enum err evidence_read_changed(struct call *call, struct network_id network, size_t most, struct need_ids *ret_ids);

// --- releases ---
CHECKED enum err evidence_read_voices(struct call *call, struct network_id network, struct need_id need, int64_t *ret_voices);
// All evidence of the network that is shown.
struct need_evidence {
    struct need_id need;
    struct contribution_id contribution;
    int64_t least; // 0: marks on it say nothing
};
struct need_evidence_list {
    struct need_evidence *at;
    size_t n, cap;
};
CHECKED enum err evidence_read_shown(struct call *call, struct network_id network, struct need_evidence_list *ret_list);

// Needs with evidence that is gone, because who said it was forgotten; and taking it out.
CHECKED enum err evidence_read_gone(struct call *call, struct network_id network, struct need_ids *ret_ids);
CHECKED enum err evidence_delete_gone(struct call *call, struct network_id network);

#endif
