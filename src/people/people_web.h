// people_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_PEOPLE_PEOPLE_WEB_H
#define SEMPRE_PEOPLE_PEOPLE_WEB_H

#include "feature/feature.h"
#include "people/people_view.h"
#include "web/form.h"

// What a page needs of the forms of this folder; see people_form.c.
struct login_draft {
    const char *name, *password, *back;
    bool shared;
};
struct password_draft {
    const char *name, *old, *password;
};
struct recover_draft {
    const char *name, *code, *password;
};
struct invite_draft {
    const char *role, *region, *note;
};
struct accept_draft {
    const char *name, *shown, *password;
};
struct code_draft {
    const char *code;
};
struct login_code_draft {
    const char *code, *back;
    bool shared;
};
struct way_draft {
    const char *way;
};
struct take_draft {
    const char *role, *network, *region;
};
extern const struct form login_form, password_form, recover_form, invite_form, invite_programme_form, accept_form,
    invited_code_form, take_form, login_code_form, way_form, app_code_form, list_code_form;

// A handler, and a step before its transaction.
#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
#define PREPARE(name) CHECKED enum err name(struct call *call, const struct request *request, void **ret_prepared)

// login_web.c
HANDLER(login_get);
PREPARE(login_prepare);
HANDLER(login_post);
HANDLER(logout_post);
HANDLER(recover_get);
PREPARE(recover_prepare);
HANDLER(recover_post);
// second_step_web.c
HANDLER(login_code_get);
HANDLER(login_code_post);
HANDLER(second_step_get);
HANDLER(second_step_post);
HANDLER(second_step_app_get);
HANDLER(second_step_app_post);
HANDLER(second_step_list_get);
HANDLER(second_step_list_post);
HANDLER(second_step_off_post);
HANDLER(people_second_step_off_post);
// account_web.c
HANDLER(account_get);
PREPARE(account_password_prepare);
HANDLER(account_password_post);
HANDLER(account_logout_everywhere_post);
// team_web.c
CHECKED enum err team_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope);
HANDLER(team_get);
HANDLER(team_post);
HANDLER(people_get);
HANDLER(people_post);
HANDLER(people_take_post);
HANDLER(people_disable_post);
HANDLER(people_enable_post);
// code_web.c
HANDLER(invited_get);
HANDLER(invited_revoke_post);
HANDLER(recovery_get);
HANDLER(recovery_post);
// invitation_web.c
HANDLER(invitations_get);
HANDLER(invitations_post);
HANDLER(invitation_get);
PREPARE(invitation_prepare);
HANDLER(invitation_post);
HANDLER(invitation_accept_post);
// audit_web.c
HANDLER(audit_network_get);
HANDLER(audit_programme_get);

// The hash of a new password that a `prepare` made, NULL where the form has mistakes, and whether it refused to make one
// because too many tries had failed.
struct prepared_password {
    const char *hash, *old_hash;
    bool is_slowed;
};

// A form again, because too many tries failed lately: status 429. `sentence` (msgid) says how long to wait.
void reply_slowed(struct reply *reply, struct filled *filled, const char *sentence);

// On to the second step, with a half login for the browser.
void reply_second_step(struct call *call, const struct request *request, struct reply *reply, const struct login_draft *draft,
                       const char *secret);

// Gives the browser a login and a new visitor's secret, so that nothing from before is known of it.
void reply_login(struct call *call, const struct request *request, struct reply *reply, const char *secret, bool shared);

// A path of this site, or "" where `path` is none.
const char *own_path(const char *path);

// The numbers of the pages beside one of a list, 0 where there is none.
struct pages_view pages_around(size_t page, bool more);

// The person whose id is the first parameter of the address. ERR_NOT_FOUND.
CHECKED enum err person_of_request(const struct request *request, struct person_id *ret_person);

// Where the people of this place are managed: "/networks/SLUG/people" or "/people".
CHECKED enum err people_address(struct call *call, struct network_id network, const char **ret_address);

// The same by the slug of the network; NULL or "": of the programme.
CHECKED enum err place_back(struct call *call, const char *slug, const char **ret_back);

// Rows of lists, in the reader's language.
CHECKED enum err invitation_rows(struct call *call, const struct invitation_list *list, bool with_place,
                                 struct invitation_rows_view *ret_rows);

#endif
