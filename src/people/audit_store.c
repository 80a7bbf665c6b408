// audit_store.c - every SQL statement about the audit list, and the rows they become.
#include "people/audit_store.h"

#include "base/vec.h"

static const struct query audit_add_query = {
    "audit_add",
    "INSERT INTO audit (id, network_id, actor_id, done_at, act, object_id, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};
static const struct query audit_list_query = {
    "audit_list",
    "SELECT a.id, a.done_at, a.act, a.role, coalesce(p.display_name, p.name), coalesce(o.display_name, o.name), a.object_id "
    "FROM audit a LEFT JOIN person p ON p.id = a.actor_id LEFT JOIN person o ON o.id = a.object_id "
    "WHERE a.network_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3",
};

static const struct query audit_tidy_query = {"audit_tidy", "DELETE FROM audit WHERE done_at < ?1"};

const struct query *const audit_queries[] = {&audit_add_query, &audit_list_query, &audit_tidy_query, NULL};

enum err audit_store_add(struct call *call, struct network_id network, enum audit_act act, int64_t object, enum role role)
{
    return db_run(call->db, &audit_add_query,
                  ARGS(INT(call_id(call)), INT(network.v), INT(call->actor.person.v), INT(call->now), INT(act), INT(object),
                       TEXT(role == ROLE_NONE ? NULL : role_name(role))),
                  NULL);
}

enum err audit_store_tidy(struct call *call, int64_t before, int64_t *ret_n)
{
    return db_run(call->db, &audit_tidy_query, ARGS(INT(before)), ret_n);
}

enum err audit_store_list(struct call *call, struct network_id network, int64_t before, size_t n,
                          struct audit_row_list *ret_list)
{
    struct audit_row_list list = {0};
    ROWS rows = db_rows(call->db, &audit_list_query, ARGS(INT(network.v), INT(before), INT((int64_t)n)));
    while (rows_next(&rows)) {
        const char *role = row_text(call->arena, &rows, 3);
        int64_t act = row_int(&rows, 2);
        *VEC_PUSH(call->arena, &list) = (struct audit_row){
            .id = row_int(&rows, 0),
            .at = row_int(&rows, 1),
            .act = act > AUDIT_NONE && act < AUDIT_COUNT ? (enum audit_act)act : AUDIT_NONE,
            .role = role == NULL ? ROLE_NONE : role_of(role),
            .actor = row_text(call->arena, &rows, 4),
            .object = row_text(call->arena, &rows, 5),
            .object_id = row_int(&rows, 6),
        };
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
