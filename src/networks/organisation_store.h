// organisation_store.h - the rows behind organisations and their memberships.
#ifndef SEMPRE_NETWORKS_ORGANISATION_STORE_H
#define SEMPRE_NETWORKS_ORGANISATION_STORE_H

#include "base/vec.h"
#include "networks/organisation.h"

extern const struct query *const organisation_queries[];

struct network_ids {
    struct network_id *at;
    size_t n, cap;
};

// Rows without their names. ERR_NOT_FOUND where the organisation is not a member of the network.
CHECKED enum err organisation_read(struct call *call, struct network_id network, struct organisation_id id,
                                   struct organisation *ret_organisation);
CHECKED enum err organisation_read_all(struct call *call, struct network_id network,
                                       struct organisation_list *ret_list);
// Of that country, not members of the network, at most `most`; without anything about a membership.
CHECKED enum err organisation_read_others(struct call *call, struct network_id network, const char *country, size_t most,
                                          struct organisation_list *ret_list);
// One of those.
CHECKED enum err organisation_read_other(struct call *call, struct network_id network, const char *country,
                                         struct organisation_id id, struct organisation *ret_organisation);
// The networks an organisation is a member of.
CHECKED enum err organisation_read_networks(struct call *call, struct organisation_id id, struct network_ids *ret_ids);

CHECKED enum err organisation_insert(struct call *call, const struct organisation *organisation);
CHECKED enum err organisation_update(struct call *call, const struct organisation *organisation);
CHECKED enum err organisation_delete(struct call *call, struct organisation_id id);

CHECKED enum err membership_insert(struct call *call, struct network_id network,
                                   const struct organisation *organisation);
CHECKED enum err membership_update(struct call *call, struct network_id network,
                                   const struct organisation *organisation);
CHECKED enum err membership_delete(struct call *call, struct network_id network, struct organisation_id id);

#endif
