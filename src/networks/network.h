// network.h - a Local Empowerment Network: one place, one user group, its bodies and people; and the region it may belong to.
#ifndef SEMPRE_NETWORKS_NETWORK_H
#define SEMPRE_NETWORKS_NETWORK_H

#include "feature/call.h"
#include "texts/text.h"
#include "web/form.h"

struct request;

// What lists and other features show of a network.
struct network {
    struct network_id id;
    struct region_id region;     // v is 0 where there is none
    const char *slug;            // in addresses: "dithmarschen"
    struct words title, group, place, description;
    struct words region_title;   // "" where there is no region
    const char *region_slug;     // NULL where there is no region
    const char *country;         // ISO 3166-1: "DE"
    const char *country_name;    // in the reader's language
    const char *time_zone;       // IANA
    enum language language;      // in which its texts are written first
    const char *languages;       // tags of the languages spoken in it: "de uk"
    const char *contact;         // how the coordinators wish to be named in public; NULL where they do not
    double latitude, longitude;
    bool has_position;
    int64_t version;
    struct text_id title_text, group_text, place_text, description_text, region_text;
};
// A page of networks.
struct network_list {
    struct network *at;
    size_t n, cap;
};

static inline struct scope network_scope_of(const struct network *network)
{
    return (struct scope){.network = network->id, .region = network->region};
}

// By slug or id. ERR_NOT_FOUND. Texts are read for the reader.
CHECKED enum err network_find(struct call *call, const char *slug, struct network *ret_network);
CHECKED enum err network_find_id(struct call *call, struct network_id id, struct network *ret_network);

// Network and region of a slug or id, without texts: one cheap query, for rights.
CHECKED enum err network_scope(struct call *call, const char *slug, struct scope *ret_scope);
CHECKED enum err network_scope_id(struct call *call, struct network_id id, struct scope *ret_scope);

// For routes: the network whose slug is the first parameter of the address.
CHECKED enum err network_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope);

// What people call the network, region or, for {0}, the programme.
CHECKED enum err network_scope_name(struct call *call, struct scope scope, struct words *ret_words);

// All networks a page lists, `page` from 0, by country and title as the reader sorts them; `ret_more` says whether there is a
// next page.
CHECKED enum err network_list(struct call *call, size_t page, struct network_list *ret_list, bool *ret_more);
CHECKED enum err network_count(struct call *call, size_t *ret_n);

// A new network. CREATE_NETWORK. Wrong fields: ERR_INVALID, with a message at each in `filled`.
struct network_draft {
    const char *slug, *title, *group, *place, *description, *country, *time_zone, *language, *region;
    struct strings languages;
    const char *latitude, *longitude;
    const char *contact;
};
extern const struct form network_form;
CHECKED enum err network_add(struct call *call, const struct network_draft *draft, struct filled *filled,
                             struct network_id *ret_id);

// Everything but slug and language. EDIT_NETWORK; the region only with CREATE_NETWORK (else it stays). `version`: of the
// network the writer saw, from network_find_own; ERR_CONFLICT when somebody changed it since.
extern const struct form network_edit_form;
CHECKED enum err network_change(struct call *call, struct network_id id, const struct network_draft *draft,
                                int64_t version, struct filled *filled);

// The draft that would make this network as it is. `network` is from network_find_own.
struct network_draft network_draft_of(struct call *call, const struct network *network);

// As network_find, but with the texts as they were first written: what one edits. `version` counts their changes too.
CHECKED enum err network_find_own(struct call *call, struct network_id id, struct network *ret_network);

#endif
