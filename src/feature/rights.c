// rights.c - the one table of roles and rights.
#include "feature/rights.h"

#include <string.h>

#include "i18n/message.h"

#define BIT(right) (1u << (right))

// Rights in a network, from least to most.
#define LOOKS BIT(VIEW_NETWORK)
#define HELPS (LOOKS | BIT(HELP_PARTICIPANT))
#define FACILITATES (HELPS | BIT(EDIT_TEXT) | BIT(PLAN_WORKSHOP) | BIT(RUN_WORKSHOP) | BIT(PRINT_CARDS) | \
                     BIT(NAME_NEEDS) | BIT(ANSWER_NEEDS))
#define COORDINATES \
    (FACILITATES | BIT(REPLACE_CARDS) | BIT(EDIT_NETWORK) | BIT(EXPORT_NETWORK) | BIT(PUBLISH_FIGURES) | BIT(MANAGE_ROLES) | \
     BIT(VIEW_AUDIT))
#define LEADS (COORDINATES | BIT(CREATE_NETWORK) | BIT(MANAGE_PROGRAMME))

static const struct {
    const char *name;
    const char *label;
    char level;
    unsigned rights;
} roles[ROLE_COUNT] = {
    [ROLE_NONE] = {"none", N_("no role"), 0, 0},
    [ROLE_COORDINATOR] = {"coordinator", N_("Coordinator"), 'n', COORDINATES},
    [ROLE_FACILITATOR] = {"facilitator", N_("Facilitator"), 'n', FACILITATES},
    [ROLE_PROVIDER] = {"provider", N_("Provider"), 'n', HELPS | BIT(ANSWER_NEEDS)},
    [ROLE_SUPPORTER] = {"supporter", N_("Supporter"), 'n', HELPS},
    [ROLE_READER] = {"reader", N_("Reader"), 'n', LOOKS},
    [ROLE_REGION_LEAD] = {"region-lead", N_("Region lead"), 'r', COORDINATES},
    [ROLE_PROGRAMME_LEAD] = {"programme-lead", N_("Programme lead"), 'p', LEADS},
    // The operator keeps the installation and its logins, and sees no voices: no right inside a network.
    [ROLE_OPERATOR] = {"operator", N_("Operator"), 'p', BIT(OPERATE) | BIT(CREATE_NETWORK) | BIT(MANAGE_PROGRAMME)},
};

static const char *const rights[RIGHT_COUNT] = {
    [NOBODY] = "nobody",
    [ANYONE] = "anyone",
    [SIGNED_IN] = "signed in",
    [VIEW_NETWORK] = "view network",
    [EDIT_NETWORK] = "edit network",
    [EDIT_TEXT] = "edit text",
    [PLAN_WORKSHOP] = "plan workshop",
    [RUN_WORKSHOP] = "run workshop",
    [PRINT_CARDS] = "print cards",
    [REPLACE_CARDS] = "replace cards",
    [HELP_PARTICIPANT] = "help participant",
    [NAME_NEEDS] = "name needs",
    [ANSWER_NEEDS] = "answer needs",
    [EXPORT_NETWORK] = "export network",
    [PUBLISH_FIGURES] = "publish figures",
    [MANAGE_ROLES] = "manage roles",
    [VIEW_AUDIT] = "view audit",
    [CREATE_NETWORK] = "create network",
    [MANAGE_PROGRAMME] = "manage programme",
    [OPERATE] = "operate",
};

bool role_gives(enum role role, enum right right)
{
    return (roles[role].rights & BIT(right)) != 0;
}

static bool grant_covers(const struct grant *grant, struct scope scope)
{
    switch (role_level(grant->role)) {
    case 'n':
        return scope.network.v != 0 && grant->network.v == scope.network.v;
    case 'r':
        return scope.region.v != 0 && grant->region.v == scope.region.v;
    case 'p':
        return true;
    default:
        return false;
    }
}

bool grants_give(const struct grant *grants, size_t n, enum right right, struct scope scope)
{
    for (size_t i = 0; i < n; i++)
        if (role_gives(grants[i].role, right) && grant_covers(&grants[i], scope))
            return true;
    return false;
}

const char *role_name(enum role role)
{
    return roles[role].name;
}

const char *role_label(enum role role)
{
    return roles[role].label;
}

enum role role_of(const char *name)
{
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        if (strcmp(roles[role].name, name) == 0)
            return (enum role)role;
    return ROLE_NONE;
}

const char *right_name(enum right right)
{
    return rights[right];
}

char role_level(enum role role)
{
    return roles[role].level;
}
