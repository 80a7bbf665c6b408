// audit_store.h - the audit list in the database.
#ifndef SEMPRE_PEOPLE_AUDIT_STORE_H
#define SEMPRE_PEOPLE_AUDIT_STORE_H

#include "people/audit.h"

extern const struct query *const audit_queries[];

struct audit_row {
    int64_t id, at, object_id;
    enum audit_act act;
    enum role role;
    const char *actor;  // what others read; NULL: at the shell
    const char *object; // the same where the object is a person; else NULL
};
struct audit_row_list {
    struct audit_row *at;
    size_t n, cap;
};

CHECKED enum err audit_store_add(struct call *call, struct network_id network, enum audit_act act, int64_t object,
                                 enum role role);
CHECKED enum err audit_store_tidy(struct call *call, int64_t before, int64_t *ret_n);
CHECKED enum err audit_store_list(struct call *call, struct network_id network, int64_t before, size_t n,
                                  struct audit_row_list *ret_list);

#endif
