// team_store.h - roles in the database.
#ifndef SEMPRE_PEOPLE_TEAM_STORE_H
#define SEMPRE_PEOPLE_TEAM_STORE_H

#include "people/team.h"

extern const struct query *const team_queries[];

// `ret_added`: false where it was held already.
CHECKED enum err team_store_add(struct call *call, struct person_id person, enum role role, struct network_id network,
                                struct region_id region, struct person_id given_by, bool *ret_added);
CHECKED enum err team_store_remove(struct call *call, struct person_id person, enum role role, struct network_id network,
                                   struct region_id region); // ERR_NOT_FOUND
CHECKED enum err team_store_list(struct call *call, struct network_id network, size_t from, size_t n,
                                 struct member_list *ret_list);
CHECKED enum err team_store_list_programme(struct call *call, size_t from, size_t n, struct member_list *ret_list);
CHECKED enum err team_store_of(struct call *call, const struct person_id *persons, size_t n, struct member_list *ret_list);
// Programme leads with an open login besides `person`.
CHECKED enum err team_store_other_leads(struct call *call, struct person_id person, int64_t *ret_n);

#endif
