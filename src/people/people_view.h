// people_view.h - the data of this folder's pages.
#ifndef SEMPRE_PEOPLE_PEOPLE_VIEW_H
#define SEMPRE_PEOPLE_PEOPLE_VIEW_H

#include "i18n/format.h"
#include "people/audit.h"
#include "people/invitation.h"
#include "people/person.h"
#include "people/team.h"
#include "web/qr.h"
#include "web/view.h"

// --- signing in ---
struct login_view {
    struct filled *filled;
    const char *recovered; // the name of who just set a new password, or NULL
};

// --- one's own page ---
struct role_row_view {
    const char *role, *place;
    const char *slug; // of a network, NULL for other places
};
struct role_rows_view {
    struct role_row_view *at;
    size_t n, cap;
};
struct account_view {
    const char *name, *shown;
    struct role_rows_view roles;
    struct filled *filled;
    bool has_other_name, may_manage_programme, is_changed;
    bool has_second_step, lacks_second_step;
};

// --- the second step ---
struct second_step_view {
    bool has_app, has_list, has_nothing;
    int left;                      // codes of the list
    bool is_short;                 // few of them
    bool is_lacking;               // the roles do not count before it is set up
    bool may_change, may_take_off;
    bool app_is_done, list_is_done;
};
struct second_offer_view {
    struct filled *filled;
    struct qr_view qr;
    const char *name, *secret;     // of an app; the secret in groups
    struct strings codes;          // of a list, in groups
};

// --- teams and the whole programme ---
struct member_row_view {
    struct person_id person;
    const char *name, *shown, *role, *role_name, *place;
    const char *network;   // slug, NULL where the role is of another kind
    const char *region;    // the same of a region
    int64_t given_at;
    bool has_other_name;   // the login name is not what others read
    bool may_recover, has_second_step;
};
struct member_rows_view {
    struct member_row_view *at;
    size_t n, cap;
};
struct invitation_row_view {
    struct invitation_id id;
    const char *role, *place, *note, *used_by;
    int64_t ends_at;
    bool is_open, is_used, is_revoked, is_expired;
};
struct invitation_rows_view {
    struct invitation_row_view *at;
    size_t n, cap;
};
struct pages_view {
    size_t before, after; // numbers of the pages beside this one, 0 where there is none
    bool is_there;
};
struct team_view {
    const char *slug, *name; // of the network
    struct member_rows_view members;
    struct invitation_rows_view invitations;
    struct filled *filled;
    struct pages_view pages;
    bool may_audit;
};
struct person_row_view {
    struct person_id id;
    const char *name, *shown;
    struct role_rows_view roles;
    int64_t created_at;
    bool is_disabled, has_other_name, is_self, has_second_step;
};
struct person_rows_view {
    struct person_row_view *at;
    size_t n, cap;
};
struct people_view {
    struct person_rows_view persons;
    struct member_rows_view leads;
    struct invitation_rows_view invitations;
    struct filled *filled;
    struct pages_view pages;
    const char *part;      // what was searched for
    const char *problem;   // why something could not be done, or NULL
    bool may_audit;
};

// --- paper and links ---
struct code_view {
    const char *role, *place, *note, *back;
    const char *name;      // of the person who lost the password
    const char *code;      // in groups
    const char *secret;    // without spaces
    struct invitation_id id;
    int64_t ends_at;
};

// --- being invited ---
struct invited_view {
    const char *secret, *role, *place;
    const char *person;    // signed in: what others read; else NULL
    struct filled *filled;
    int64_t ends_at;
};
struct invited_code_view {
    struct filled *filled;
};

// --- the audit list ---
struct audit_view {
    const char *slug, *name; // slug NULL: of the programme
    struct audit_list lines;
    const char *older;       // id of the last line, where there are older ones; else NULL
};

#endif
