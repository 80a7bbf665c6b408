// rights.h - who may do what: roles, rights, and the one table that joins them. A golden test prints the table.
#ifndef SEMPRE_FEATURE_RIGHTS_H
#define SEMPRE_FEATURE_RIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum role {
    ROLE_NONE = 0,
    ROLE_COORDINATOR,    // runs a network
    ROLE_FACILITATOR,    // runs workshops of a network
    ROLE_PROVIDER,       // staff of a service in a network
    ROLE_SUPPORTER,      // a partner who helps a network
    ROLE_READER,         // may look, not touch
    ROLE_REGION_LEAD,    // a coordinator of every network of a region
    ROLE_PROGRAMME_LEAD, // of the whole programme
    ROLE_OPERATOR,       // keeps the installation running; sees no voices
    ROLE_COUNT,
};

enum right {
    NOBODY = 0,       // a route that names no right is refused at start
    ANYONE,           // public
    SIGNED_IN,        // any person with a login
    VIEW_NETWORK,     // the team's view of a network: true counts, what waits
    EDIT_NETWORK,     // change a network, its members and figures
    EDIT_TEXT,        // change the texts of a network
    PLAN_WORKSHOP,    // plan and change workshops
    RUN_WORKSHOP,     // console: open, moderate, count hands, type sheets, close
    PRINT_CARDS,      // make cards for participants and print them
    REPLACE_CARDS,    // take a card back, or put another in its place
    HELP_PARTICIPANT, // write for somebody who takes part, with their consent
    NAME_NEEDS,       // turn what was said into needs, and say how far they have come
    ANSWER_NEEDS,     // say what became of a need or of what somebody said
    EXPORT_NETWORK,   // take out what was said, with true counts
    PUBLISH_FIGURES,  // publish figures of a network that are newer than those published last
    MANAGE_ROLES,     // give and take roles in a network, invite people
    VIEW_AUDIT,       // the audit list of a network
    CREATE_NETWORK,   // new networks and regions
    MANAGE_PROGRAMME, // programme roles, the programme's own texts
    OPERATE,          // settings, styleguide, state of the installation
    RIGHT_COUNT,
};

// Where a right is asked for: a network and the region it belongs to. {0} is the programme as a whole.
struct network_id { int64_t v; };
struct region_id { int64_t v; };
struct scope {
    struct network_id network;
    struct region_id region;
};

// One role somebody holds. network.v and region.v are 0 for a role in the whole programme.
struct grant {
    enum role role;
    struct network_id network;
    struct region_id region;
};

bool role_gives(enum role role, enum right right);

// Whether any of the grants gives `right` in `scope`: a network role in that network, a region role in its region, a
// programme role everywhere. Asked for {0}, only programme roles count.
bool grants_give(const struct grant *grants, size_t n, enum right right, struct scope scope);

// "coordinator", and what people read (msgid). role_of gives ROLE_NONE where the name is none.
const char *role_name(enum role role);
const char *role_label(enum role role);
enum role role_of(const char *name);
const char *right_name(enum right right);

// Which kind of place a role is held in: 'n' network, 'r' region, 'p' programme.
char role_level(enum role role);

#endif
