// network.h - a Local Empowerment Network: one place, one user group, its bodies and people; and the region it may belong to.
#ifndef SEMPRE_NETWORKS_NETWORK_H
#define SEMPRE_NETWORKS_NETWORK_H

#include "feature/call.h"
#include "texts/text.h"
#include "web/form.h"

struct organisation_id { int64_t v; };

// What lists and other features show of a network.
struct network {
    struct network_id id;
    struct region_id region;     // v is 0 where there is none
    const char *slug;            // in addresses: "dithmarschen"
    struct words title, group, place, description;
    const char *country;         // ISO 3166-1: "DE"
    const char *country_name;    // in the reader's language
    const char *time_zone;       // IANA
    enum language language;      // the network's first language
    double latitude, longitude;
    bool has_position;
    int64_t version;
};
// A page of networks.
struct network_list {
    struct network *at;
    size_t n, cap;
};

// By slug or id. ERR_NOT_FOUND. Texts are read for the reader.
CHECKED enum err network_find(struct call *call, const char *slug, struct network *ret_network);
CHECKED enum err network_find_id(struct call *call, struct network_id id, struct network *ret_network);

// Network and region of a slug or id, without texts: one cheap query, for rights.
CHECKED enum err network_scope(struct call *call, const char *slug, struct scope *ret_scope);
CHECKED enum err network_scope_id(struct call *call, struct network_id id, struct scope *ret_scope);

// For routes: the network whose slug is the first parameter of the address.
CHECKED enum err network_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope);

// All networks a page lists, `page` from 0, sorted for the reader; `ret_more` says whether there is a next page.
CHECKED enum err network_list(struct call *call, size_t page, struct network_list *ret_list, bool *ret_more);

// A new network. CREATE_NETWORK. Messages for wrong fields go into `filled` (may be NULL for commands: then ERR_INVALID).
struct network_draft {
    const char *slug, *title, *group, *place, *description, *country, *time_zone, *language, *region;
    struct strings languages;
    const char *latitude, *longitude;
};
CHECKED enum err network_add(struct call *call, const struct network_draft *draft, struct filled *filled,
                             struct network_id *ret_id);

#endif
