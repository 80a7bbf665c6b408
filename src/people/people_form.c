// people_form.c - the fields of this folder's forms.
#include "people/password.h"
#include "people/people_web.h"
#include "people/second_step.h"

#include "i18n/message.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field login_fields[] = {
    {"name", FIELD_LINE, N_("Login name"), .required = true, .most = PERSON_NAME_MOST, AT(login_draft, name),
     .autocomplete = "username"},
    {"password", FIELD_PASSWORD, N_("Password"), .required = true, .most = PASSWORD_MOST, AT(login_draft, password),
     .autocomplete = "current-password"},
    {"shared", FIELD_CHECK, N_("Others use this computer too. Sign me out when the browser is closed."),
     AT(login_draft, shared)},
    {"back", FIELD_HIDDEN, N_("Page to go back to"), .most = 500, AT(login_draft, back)},
    {0},
};
const struct form login_form = {"login", login_fields, sizeof(struct login_draft)};

#define NEW_PASSWORD(draft)                                                                               \
    {"password", FIELD_PASSWORD, N_("New password"),                                                      \
     .hint = N_("At least 10 signs. Three or four words that only you would put together are good."),     \
     .required = true, .most = PASSWORD_MOST, AT(draft, password), .autocomplete = "new-password"}

static const struct field password_fields[] = {
    {"name", FIELD_HIDDEN, N_("Login name"), .required = true, .most = PERSON_NAME_MOST, AT(password_draft, name)},
    {"old", FIELD_PASSWORD, N_("Password until now"), .required = true, .most = PASSWORD_MOST, AT(password_draft, old),
     .autocomplete = "current-password"},
    NEW_PASSWORD(password_draft),
    {0},
};
const struct form password_form = {"password", password_fields, sizeof(struct password_draft)};

static const struct field recover_fields[] = {
    {"name", FIELD_LINE, N_("Login name"), .required = true, .most = PERSON_NAME_MOST, AT(recover_draft, name),
     .autocomplete = "username"},
    {"code", FIELD_CODE, N_("One-time code"), .required = true, .most = CODE_SIGNS, AT(recover_draft, code),
     .autocomplete = "one-time-code"},
    NEW_PASSWORD(recover_draft),
    {0},
};
const struct form recover_form = {"recover", recover_fields, sizeof(struct recover_draft)};

// The page itself says what to type.
static const struct field login_code_fields[] = {
    {"code", FIELD_CODE, N_("Code"), .hint = N_("Six digits, or eight signs of the list. Small letters and spaces do not matter."),
     .required = true, .most = SECOND_LIST_SIGNS, AT(login_code_draft, code), .autocomplete = "one-time-code"},
    {"shared", FIELD_CHECK, N_("Others use this computer too. Sign me out when the browser is closed."),
     AT(login_code_draft, shared)},
    {"back", FIELD_HIDDEN, N_("Page to go back to"), .most = 500, AT(login_code_draft, back)},
    {0},
};
const struct form login_code_form = {"login_code", login_code_fields, sizeof(struct login_code_draft)};

static const struct choice ways[] = {{"app", N_("An app")}, {"list", N_("A printed list")}, {0}};
static const struct field way_fields[] = {
    {"way", FIELD_CHOICE, N_("The second step"), .required = true, .choices = ways, AT(way_draft, way)},
    {0},
};
const struct form way_form = {"way", way_fields, sizeof(struct way_draft)};

static const struct field app_code_fields[] = {
    {"code", FIELD_CODE, N_("Code from the app"), .required = true, .most = SECOND_LIST_SIGNS, AT(code_draft, code),
     .autocomplete = "one-time-code"},
    {0},
};
const struct form app_code_form = {"app_code", app_code_fields, sizeof(struct code_draft)};

static const struct field list_code_fields[] = {
    {"code", FIELD_CODE, N_("A code of the list"), .required = true, .most = SECOND_LIST_SIGNS, AT(code_draft, code)},
    {0},
};
const struct form list_code_form = {"list_code", list_code_fields, sizeof(struct code_draft)};

static const struct choice network_roles[] = {
    {"coordinator", N_("Coordinator: runs the network, invites people")},
    {"facilitator", N_("Facilitator: plans and runs workshops")},
    {"provider", N_("Provider: staff of a service")},
    {"supporter", N_("Supporter: a partner who helps")},
    {"reader", N_("Reader: may look, not change")},
    {0},
};
static const struct choice programme_roles[] = {
    {"region-lead", N_("Region lead: coordinates every network of a region")},
    {"programme-lead", N_("Programme lead: leads the whole programme")},
    {"operator", N_("Operator: keeps the installation running, sees no voices")},
    {0},
};

#define NOTE \
    {"note", FIELD_LINE, N_("For whom"), .hint = N_("So that you know it again in the list. The invited person sees it too."), \
     .most = INVITATION_NOTE_MOST, AT(invite_draft, note)}

static const struct field invite_fields[] = {
    {"role", FIELD_PICK, N_("Role"), .required = true, .choices = network_roles, AT(invite_draft, role)},
    NOTE,
    {0},
};
const struct form invite_form = {"invite", invite_fields, sizeof(struct invite_draft)};

static const struct field invite_programme_fields[] = {
    {"role", FIELD_PICK, N_("Role"), .required = true, .choices = programme_roles, AT(invite_draft, role)},
    {"region", FIELD_CHOICE, N_("Region"), .hint = N_("Only for a region lead."), AT(invite_draft, region)},
    NOTE,
    {0},
};
const struct form invite_programme_form = {"invite_programme", invite_programme_fields, sizeof(struct invite_draft)};

static const struct field accept_fields[] = {
    {"name", FIELD_LINE, N_("Login name"), .hint = N_("You sign in with it. 2 to 40 signs."), .required = true,
     .most = PERSON_NAME_MOST, AT(accept_draft, name), .autocomplete = "username"},
    {"shown", FIELD_LINE, N_("What others shall read"), .hint = N_("Only your team sees it. Left empty, it is your login name."),
     .most = PERSON_SHOWN_MOST, AT(accept_draft, shown), .autocomplete = "name"},
    NEW_PASSWORD(accept_draft),
    {0},
};
const struct form accept_form = {"accept", accept_fields, sizeof(struct accept_draft)};

static const struct field invited_code_fields[] = {
    {"code", FIELD_CODE, N_("Code of the invitation"), .hint = N_("12 signs. Small letters and spaces do not matter."),
     .required = true, .most = CODE_SIGNS, AT(code_draft, code)},
    {0},
};
const struct form invited_code_form = {"invited_code", invited_code_fields, sizeof(struct code_draft)};

static const struct field take_fields[] = {
    {"role", FIELD_HIDDEN, N_("Role"), .most = 30, AT(take_draft, role)},
    {"network", FIELD_HIDDEN, N_("Network"), .most = 60, AT(take_draft, network)},
    {"region", FIELD_HIDDEN, N_("Region"), .most = 60, AT(take_draft, region)},
    {0},
};
const struct form take_form = {"take", take_fields, sizeof(struct take_draft)};
