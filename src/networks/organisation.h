// organisation.h - the bodies of a network: municipality, parish, library, association ... One body may belong to several
// networks; the one that entered it looks after its name and kind.
#ifndef SEMPRE_NETWORKS_ORGANISATION_H
#define SEMPRE_NETWORKS_ORGANISATION_H

#include "networks/network.h"

struct organisation_id { int64_t v; };

// The kinds in the order in which pages list them, ended by {0}: stored name and what people read (msgid).
extern const struct choice organisation_kinds[];

// A body as member of one network.
struct organisation {
    struct organisation_id id;
    struct network_id home;  // the network that looks after its name and kind
    struct words name;
    struct text_id name_text;
    size_t kind;             // index in organisation_kinds
    bool coordinates;        // coordinates this network, alone or with others
    int64_t since, until;    // ms since 1970, begin of that day in the network; 0 where not said
    bool has_since, has_until;
    int64_t version;         // of organisation and membership together
};
struct organisation_list {
    struct organisation *at;
    size_t n, cap;
};

struct organisation_draft {
    const char *name, *kind;
    const char *since, *until; // "2026-11-24" or ""
    bool coordinates;
};
extern const struct form organisation_form; // all of it
extern const struct form membership_form;   // of a body that another network looks after: without name and kind

// The form by which a body that is in the programme already joins; `organisation` is its id as shown.
struct joining_draft {
    const char *organisation;
    struct organisation_draft membership;
};
extern const struct form joining_form;

// A new body, member of the network. EDIT_NETWORK. ERR_CONFLICT with a message at the name where the network has a member
// of that name. The name is written in the network's language.
CHECKED enum err organisation_add(struct call *call, const struct network *network,
                                  const struct organisation_draft *draft, struct filled *filled,
                                  struct organisation_id *ret_id);

// A body that is in the programme already joins one more network. EDIT_NETWORK there. ERR_CONFLICT: it is a member already.
CHECKED enum err organisation_join(struct call *call, const struct network *network, struct organisation_id id,
                                   const struct organisation_draft *draft, struct filled *filled);

// Changes the membership, and name and kind where this network looks after them. `version` from organisation_find_own;
// ERR_CONFLICT on a clash.
CHECKED enum err organisation_change(struct call *call, const struct network *network, struct organisation_id id,
                                     const struct organisation_draft *draft, int64_t version, struct filled *filled);

// Takes a member off the list, as if it had never been on it; the body itself goes with its last membership. ERR_CONFLICT where
// this network looks after a body that other networks list too.
CHECKED enum err organisation_remove(struct call *call, const struct network *network, struct organisation_id id);

CHECKED enum err organisation_find(struct call *call, const struct network *network, struct organisation_id id,
                                   struct organisation *ret_organisation);

// The same with the name as it was first written: what one edits. `version` counts its changes too.
CHECKED enum err organisation_find_own(struct call *call, const struct network *network, struct organisation_id id,
                                       struct organisation *ret_organisation);

// The draft that would make this member as it is.
struct organisation_draft organisation_draft_of(struct call *call, const struct network *network,
                                                const struct organisation *organisation);

// Members of the network by kind, then by name as the reader sorts them; those who left at the end of their kind.
CHECKED enum err organisation_list(struct call *call, struct network_id network, struct organisation_list *ret_list);

// The two steps behind organisation_list, for pages that read all their texts at once: wants the names of a list, and sorts
// it when they are there.
void organisation_want(struct call *call, struct text_wants *wants, struct organisation_list *list);
void organisation_sort(struct call *call, struct organisation_list *list);

// Bodies of the same country that are not members of this network yet, by name, at most 300.
CHECKED enum err organisation_list_others(struct call *call, const struct network *network,
                                          struct organisation_list *ret_list);

#endif
