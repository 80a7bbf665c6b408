// found.h - contributions in the search of their network: what is shown or waits can be found, what was refused or taken down cannot.
#ifndef SEMPRE_WORKSHOPS_FOUND_H
#define SEMPRE_WORKSHOPS_FOUND_H

#include "search/search.h"
#include "workshops/contribution.h"

// Makes the search know a contribution as it is now: in each transaction that adds, rewords, translates, shows or hides one. Everybody finds it
// where everybody may read it, on the page of its workshop; before, the team does.
CHECKED enum err contribution_index(struct call *call, const struct activity *activity, const struct contribution *contribution);

// Whether everybody may read what is shown in the activity.
CHECKED enum err activity_is_public(struct call *call, const struct activity *activity, bool *ret_is_public);

// Everybody may read an activity now, or may no longer: a job goes through its contributions. Until then nobody reads more than they may:
// the page asks again.
CHECKED enum err found_due(struct call *call, struct activity_id activity);

// That job, INDEX_CONTRIBUTIONS. Payload: an activity, or 0 for all contributions there are, and the id after which it goes on.
#define INDEX_CONTRIBUTIONS "index contributions"
CHECKED enum err found_index(struct call *call, const char *payload);

// Of these contributions what the caller may see: for search_set_sources.
CHECKED enum err found_read(struct call *call, struct scope scope, const int64_t *ids, size_t n, struct search_hits *ret_hits);

#endif
