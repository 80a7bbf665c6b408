// place.h - what people must know of networks and regions, which are a later layer: the program hands the functions in
// once at start. Roles are held in places, so pages and commands about people need their names.
#ifndef SEMPRE_PEOPLE_PLACE_H
#define SEMPRE_PEOPLE_PLACE_H

#include "feature/call.h"

// A network or a region; both 0 is the programme as a whole.
struct place {
    struct network_id network; // v is 0 for a region
    struct region_id region;   // v is 0 for a network
    const char *slug;          // filled in: part of its address; NULL for the programme
    const char *name;          // filled in: for the reader
};

struct place_names {
    // Network and region of a network's slug, or of its id. ERR_NOT_FOUND.
    CHECKED enum err (*scope_of)(struct call *call, const char *slug, struct scope *ret_scope);
    CHECKED enum err (*scope_of_id)(struct call *call, struct network_id network, struct scope *ret_scope);
    // A region by its slug. ERR_NOT_FOUND.
    CHECKED enum err (*region_of)(struct call *call, const char *slug, struct region_id *ret_region);
    // Every region, sorted for the reader, with slug and name. Owned by call->arena.
    CHECKED enum err (*regions)(struct call *call, struct place **ret_places, size_t *ret_n);
    // Fills slug and name of many places in a fixed number of queries; a place that is gone keeps NULL.
    CHECKED enum err (*name)(struct call *call, struct place *places, size_t n);
};

// Once, at start, before the first call. `names` is kept by reference.
void people_set_places(const struct place_names *names);

// The functions set above, for this layer and those before networks.
const struct place_names *places(void);

// Fills slug and name as `name` above does, and says "programme" and "gone" in the reader's words where there is none.
CHECKED enum err places_name(struct call *call, struct place *at, size_t n);

#endif
