// people_feature.c - the manifest of the feature people.
#include "people/people_feature.h"

#include "base/time.h"
#include "people/audit_store.h"
#include "people/invitation_store.h"
#include "people/login.h"
#include "people/login_store.h"
#include "people/people_web.h"
#include "people/person_cli.h"
#include "people/person_store.h"
#include "people/recovery_store.h"
#include "people/second_step_store.h"
#include "people/team_store.h"

extern const struct migration people_migrations[];

static const struct query *const *const queries[] = {
    person_queries, team_queries, login_queries, invitation_queries, recovery_queries, audit_queries,
    second_step_queries, NULL,
};

// SIGNED_IN where the right depends on whom or what it is about: the rule asks for it.
static const struct route routes[] = {
    {METHOD_GET, "/login", ANYONE, "the form to sign in", NULL, login_get},
    {METHOD_POST, "/login", ANYONE, "sign in", NULL, login_post, login_prepare, &login_form},
    {METHOD_GET, "/login/code", ANYONE, "the form for the second step of signing in", NULL, login_code_get},
    {METHOD_POST, "/login/code", ANYONE, "sign in with the second step", NULL, login_code_post, .form = &login_code_form},
    {METHOD_POST, "/logout", ANYONE, "sign out", NULL, logout_post},
    {METHOD_GET, "/recover", ANYONE, "the form for a new password with a one-time code", NULL, recover_get},
    {METHOD_POST, "/recover", ANYONE, "set a new password with a one-time code", NULL, recover_post, recover_prepare,
     &recover_form},
    {METHOD_GET, "/account", SIGNED_IN, "one's own roles, password and logins", NULL, account_get},
    {METHOD_POST, "/account/password", SIGNED_IN, "change one's password", NULL, account_password_post,
     account_password_prepare, &password_form},
    {METHOD_POST, "/account/logout-everywhere", SIGNED_IN, "end all one's logins", NULL, account_logout_everywhere_post},
    {METHOD_GET, "/account/second-step", SIGNED_IN, "what one has for the second step of signing in", NULL, second_step_get},
    {METHOD_POST, "/account/second-step", SIGNED_IN, "begin to set up an app or a list", NULL, second_step_post,
     .form = &way_form},
    {METHOD_GET, "/account/second-step/app", SIGNED_IN, "key and QR code for an app", NULL, second_step_app_get},
    {METHOD_POST, "/account/second-step/app", SIGNED_IN, "use the app from now on", NULL, second_step_app_post,
     .form = &app_code_form},
    {METHOD_GET, "/account/second-step/list", SIGNED_IN, "ten codes to print", NULL, second_step_list_get},
    {METHOD_POST, "/account/second-step/list", SIGNED_IN, "use the list from now on", NULL, second_step_list_post,
     .form = &list_code_form},
    {METHOD_POST, "/account/second-step/off", SIGNED_IN, "do without a second step", NULL, second_step_off_post},
    {METHOD_GET, "/invitations", ANYONE, "the form for the code of an invitation", NULL, invitations_get},
    {METHOD_POST, "/invitations", ANYONE, "find an invitation by its code", NULL, invitations_post,
     .form = &invited_code_form},
    {METHOD_GET, "/invitations/:secret", ANYONE, "an invitation, for who was invited", NULL, invitation_get},
    {METHOD_POST, "/invitations/:secret", ANYONE, "accept it as a new person", NULL, invitation_post, invitation_prepare,
     &accept_form},
    {METHOD_POST, "/invitations/:secret/accept", SIGNED_IN, "accept it as the person signed in", NULL,
     invitation_accept_post},
    {METHOD_GET, "/invited/:invitation", SIGNED_IN, "link and code of an invitation, to send or print", NULL, invited_get},
    {METHOD_POST, "/invited/:invitation/revoke", SIGNED_IN, "take an invitation back", NULL, invited_revoke_post},
    {METHOD_GET, "/networks/:network/people", MANAGE_ROLES, "who has which role in a network", team_scope_of_request,
     team_get},
    {METHOD_POST, "/networks/:network/people", MANAGE_ROLES, "invite somebody into a network", team_scope_of_request,
     team_post, .form = &invite_form},
    {METHOD_GET, "/networks/:network/audit", VIEW_AUDIT, "what was done in a network, and by whom", team_scope_of_request,
     audit_network_get},
    {METHOD_GET, "/people", MANAGE_PROGRAMME, "everybody with a login", NULL, people_get},
    {METHOD_POST, "/people", MANAGE_PROGRAMME, "invite a lead or operator", NULL, people_post,
     .form = &invite_programme_form},
    {METHOD_GET, "/people/audit", VIEW_AUDIT, "what was done in the programme, and by whom", NULL, audit_programme_get},
    {METHOD_POST, "/people/:person/take", SIGNED_IN, "take a role away", NULL, people_take_post, .form = &take_form},
    {METHOD_POST, "/people/:person/disable", MANAGE_PROGRAMME, "close a login", NULL, people_disable_post},
    {METHOD_POST, "/people/:person/enable", MANAGE_PROGRAMME, "open a login again", NULL, people_enable_post},
    {METHOD_POST, "/people/:person/recovery", SIGNED_IN, "make a one-time code for a lost password", NULL, recovery_post,
     .form = &take_form},
    {METHOD_GET, "/people/:person/recovery", SIGNED_IN, "the one-time code, to print", NULL, recovery_get},
    {METHOD_POST, "/people/:person/second-step-off", SIGNED_IN, "take somebody's second step off, who lost phone and list", NULL,
     people_second_step_off_post, .form = &take_form},
    {0},
};

static const struct job_kind jobs[] = {
    {"tidy logins", DAY, "deletes logins, invitations and one-time codes whose time is long over", login_tidy},
    {0},
};

const struct feature people_feature = {
    .name = "people",
    .migrations = people_migrations,
    .queries = queries,
    .routes = routes,
    .commands = person_commands,
    .jobs = jobs,
};
