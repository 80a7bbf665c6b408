// invitation_store.h - invitations in the database.
#ifndef SEMPRE_PEOPLE_INVITATION_STORE_H
#define SEMPRE_PEOPLE_INVITATION_STORE_H

#include "people/invitation.h"

extern const struct query *const invitation_queries[];

// scope: as it is kept, only the network or only the region.
CHECKED enum err invitation_store_add(struct call *call, struct invitation_id id, enum role role, struct scope scope,
                                      const char *hash, const char *note, int64_t ends_at);
CHECKED enum err invitation_store_find(struct call *call, struct invitation_id id, struct invitation *ret_invitation);
CHECKED enum err invitation_store_find_hash(struct call *call, const char *hash, struct invitation *ret_invitation);
// ERR_CONFLICT where it was used or taken back meanwhile.
CHECKED enum err invitation_store_use(struct call *call, struct invitation_id id, struct person_id person);
CHECKED enum err invitation_store_revoke(struct call *call, struct invitation_id id);
CHECKED enum err invitation_store_list(struct call *call, struct network_id network, size_t from, size_t n,
                                       struct invitation_list *ret_list);
CHECKED enum err invitation_store_list_open(struct call *call, struct person_id made_by, struct invitation_list *ret_list);
// Deletes those whose time was over a year ago: who was invited by whom stays in the audit list.
CHECKED enum err invitation_store_tidy(struct call *call);

#endif
