// contribution_store.h - the rows behind contributions.
#ifndef SEMPRE_WORKSHOPS_CONTRIBUTION_STORE_H
#define SEMPRE_WORKSHOPS_CONTRIBUTION_STORE_H

#include "workshops/contribution.h"
#include "workshops/workshop_store.h"

extern const struct query *const contribution_queries[];

// In the words as they are; where there are translations the caller reads them with contribution_read_words.
CHECKED enum err contribution_read(struct call *call, struct contribution_id id, struct contribution *ret_contribution,
                                   struct scope *ret_scope);
CHECKED enum err contribution_read_state(struct call *call, const struct activity *activity,
                                         enum contribution_state state, bool newest_first, size_t skip, size_t most,
                                         struct contribution_list *ret_list);
CHECKED enum err contribution_read_own(struct call *call, const struct activity *activity,
                                       struct participant_id participant, struct contribution_list *ret_list);
CHECKED enum err contribution_read_flagged(struct call *call, const struct workshop *workshop,
                                           struct contribution_list *ret_list);
// Those that are not shown: waiting, taken down, refused, in this order.
CHECKED enum err contribution_read_aside(struct call *call, const struct activity *activity, size_t most,
                                         struct contribution_list *ret_list);
// Those with these ids, in the order of the ids given; others than of the network are left out.
CHECKED enum err contribution_read_these(struct call *call, struct network_id network,
                                         const struct contribution_id *ids, size_t n,
                                         struct contribution_list *ret_list);
// At most `most` that are shown in any step of the workshop that `any` is a step of; by step, then by id.
CHECKED enum err contribution_read_steps(struct call *call, const struct activity *any, size_t most,
                                         struct contribution_list *ret_list);
// The newest that are shown, at most `most`, in the order of ids: id, words as said, theme, text; for comparing, nothing else is filled.
CHECKED enum err contribution_read_said(struct call *call, const struct activity *activity, size_t most,
                                        struct contribution_list *ret_list);
// Best variants of the words for the reader: at most one query for all.
CHECKED enum err contribution_read_words(struct call *call, struct contribution_list *list);
CHECKED enum err contribution_read_count(struct call *call, const struct activity *activity,
                                         enum contribution_state state, size_t *ret_n);

// A contribution, mostly one that is shown, without its words.
struct shown {
    struct contribution_id id;
    struct participant_id participant;
    struct theme_id theme;
};
struct shown_list {
    struct shown *at;
    size_t n, cap;
};
// All in one state, in the order of ids.
CHECKED enum err contribution_read_ids(struct call *call, const struct activity *activity,
                                       enum contribution_state state, struct shown_list *ret_list);

// ERR_CONFLICT where the participant said the same before; nothing failed then. `sameness` 0: twice is no matter.
CHECKED enum err contribution_insert(struct call *call, const struct activity *activity,
                                     const struct contribution *contribution, int64_t sameness);
CHECKED enum err contribution_delete(struct call *call, struct contribution_id id);
CHECKED enum err contribution_update_state(struct call *call, const struct contribution *contribution);
// ERR_CONFLICT where the row's version is no longer contribution->version.
CHECKED enum err contribution_update_words(struct call *call, const struct contribution *contribution,
                                           const char *words);
CHECKED enum err contribution_update_text(struct call *call, struct contribution_id id, struct text_id text);
CHECKED enum err contribution_update_theme(struct call *call, struct contribution_id id, struct theme_id theme);

CHECKED enum err ballot_write(struct call *call, struct network_id network, struct activity_id activity,
                              const void *bytes, size_t n);
// No ballot: n is 0. Owned by the arena.
CHECKED enum err ballot_read(struct call *call, struct network_id network, struct activity_id activity,
                             const unsigned char **ret_bytes, size_t *ret_n);

// --- ballot.c ---
// Packs what is shown now; called in each transaction that shows or hides a statement.
CHECKED enum err ballot_renew(struct call *call, const struct activity *activity);

#endif
