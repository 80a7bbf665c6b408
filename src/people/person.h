// person.h - somebody with a login: staff, coordinators, providers. Participants are never persons.
#ifndef SEMPRE_PEOPLE_PERSON_H
#define SEMPRE_PEOPLE_PERSON_H

#include "feature/call.h"

struct person {
    struct person_id id;
    const char *name;     // to sign in with
    const char *shown;    // what others read: the display name, or the login name
    const char *password; // as stored, NULL where there is none yet; see password.h
    bool is_disabled;
    int64_t created_at;
    int64_t version;
};
struct person_list {
    struct person *at;
    size_t n, cap;
};

enum { PERSON_NAME_LEAST = 2, PERSON_NAME_MOST = 40, PERSON_SHOWN_MOST = 80 };

// Why nobody can be called so (msgid), or NULL. Does not ask whether the name is taken.
const char *person_name_problem(struct call *call, const char *name);

// A new person without roles. `shown` NULL or "": the login name; `password`: from password_hash, or NULL. Rights are asked
// by who offers it (an invitation, a command). ERR_CONFLICT: the name is taken. ERR_INVALID: nobody can be called so.
CHECKED enum err person_add(struct call *call, const char *name, const char *shown, const char *password,
                            struct person_id *ret_id);

CHECKED enum err person_find(struct call *call, struct person_id id, struct person *ret_person);
CHECKED enum err person_find_name(struct call *call, const char *name, struct person *ret_person);

// Sets the password and ends every login of the person but the one with the hash `keep` (NULL: none is kept). Rights are
// asked by the caller: the person's own page, a one-time code, a command.
CHECKED enum err person_set_password(struct call *call, struct person_id id, const char *password, const char *keep);

// Closes a login for good or opens it again. MANAGE_PROGRAMME. ERR_CONFLICT: oneself, or the last programme lead.
CHECKED enum err person_disable(struct call *call, struct person_id id);
CHECKED enum err person_enable(struct call *call, struct person_id id);

// Everybody whose login name has `part` in it ("" for all), by name, a page of LIMIT_PAGE_ROWS from page 0.
// MANAGE_PROGRAMME.
CHECKED enum err person_list(struct call *call, const char *part, size_t page, struct person_list *ret_list,
                             bool *ret_more);

#endif
