// invitation_store.c - every SQL statement about invitations, and the rows they become.
#include "people/invitation_store.h"

#include "base/vec.h"

#define SELECT                                                                                              \
    "SELECT i.id, i.role, i.network_id, i.region_id, i.note, i.made_by, i.made_at, i.ends_at, i.used_at, "   \
    "i.revoked_at, coalesce(p.display_name, p.name) FROM invitation i LEFT JOIN person p ON p.id = i.used_by "

static const struct query invitation_add_query = {
    "invitation_add",
    "INSERT INTO invitation (id, network_id, region_id, role, hash, note, made_by, made_at, ends_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
};
static const struct query invitation_find_query = {
    "invitation_find", SELECT "WHERE i.id = ?1",
};
static const struct query invitation_find_hash = {
    "invitation_find_hash", SELECT "WHERE i.hash = ?1",
};
static const struct query invitation_use = {
    "invitation_use",
    "UPDATE invitation SET used_at = ?2, used_by = ?3 "
    "WHERE id = ?1 AND used_at IS NULL AND revoked_at IS NULL AND ends_at > ?2",
};
static const struct query invitation_revoke_query = {
    "invitation_revoke",
    "UPDATE invitation SET revoked_at = ?2 WHERE id = ?1 AND used_at IS NULL AND revoked_at IS NULL AND ends_at > ?2",
};
static const struct query invitation_list_query = {
    "invitation_list", SELECT "WHERE i.network_id = ?1 ORDER BY i.id DESC LIMIT ?2 OFFSET ?3",
};
static const struct query invitation_list_open = {
    "invitation_list_open",
    SELECT "WHERE i.made_by = ?1 AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.ends_at > ?2 ORDER BY i.id",
};
static const struct query invitation_tidy = {
    "invitation_tidy", "DELETE FROM invitation WHERE ends_at < ?1",
};

const struct query *const invitation_queries[] = {
    &invitation_add_query,  &invitation_find_query, &invitation_find_hash, &invitation_use, &invitation_revoke_query,
    &invitation_list_query, &invitation_list_open,  &invitation_tidy,      NULL,
};

static void read_invitation(struct call *call, const struct rows *rows, struct invitation *ret_invitation)
{
    const char *note = row_text(call->arena, rows, 4);
    *ret_invitation = (struct invitation){
        .id = {row_int(rows, 0)},
        .role = role_of(row_text(call->arena, rows, 1)),
        .scope = {.network = {row_int(rows, 2)}, .region = {row_int(rows, 3)}},
        .note = note == NULL ? "" : note,
        .made_by = {row_int(rows, 5)},
        .made_at = row_int(rows, 6),
        .ends_at = row_int(rows, 7),
        .used_by = row_text(call->arena, rows, 10),
    };
    ret_invitation->state = !row_is_null(rows, 8)                    ? INVITATION_USED
                            : !row_is_null(rows, 9)                  ? INVITATION_REVOKED
                            : ret_invitation->ends_at <= call->now   ? INVITATION_EXPIRED
                                                                     : INVITATION_OPEN;
}

static enum err find(struct call *call, const struct query *query, struct arg key, struct invitation *ret_invitation)
{
    ROWS rows = db_rows(call->db, query, ARGS(key));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    read_invitation(call, &rows, ret_invitation);
    return OK;
}

enum err invitation_store_add(struct call *call, struct invitation_id id, enum role role, struct scope scope,
                              const char *hash, const char *note, int64_t ends_at)
{
    return db_run(call->db, &invitation_add_query,
                  ARGS(INT(id.v), INT(scope.network.v), INT(scope.region.v), TEXT(role_name(role)), TEXT(hash), TEXT(note),
                       INT(call->actor.person.v), INT(call->now), INT(ends_at)),
                  NULL);
}

enum err invitation_store_find(struct call *call, struct invitation_id id, struct invitation *ret_invitation)
{
    return find(call, &invitation_find_query, INT(id.v), ret_invitation);
}

enum err invitation_store_find_hash(struct call *call, const char *hash, struct invitation *ret_invitation)
{
    return find(call, &invitation_find_hash, TEXT(hash), ret_invitation);
}

enum err invitation_store_use(struct call *call, struct invitation_id id, struct person_id person)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &invitation_use, ARGS(INT(id.v), INT(call->now), INT(person.v)), &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err invitation_store_revoke(struct call *call, struct invitation_id id)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &invitation_revoke_query, ARGS(INT(id.v), INT(call->now)), &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

static enum err read_list(struct call *call, struct rows *rows, struct invitation_list *ret_list)
{
    struct invitation_list list = {0};
    while (rows_next(rows))
        read_invitation(call, rows, VEC_PUSH(call->arena, &list));
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err invitation_store_list(struct call *call, struct network_id network, size_t from, size_t n,
                               struct invitation_list *ret_list)
{
    ROWS rows = db_rows(call->db, &invitation_list_query, ARGS(INT(network.v), INT((int64_t)n), INT((int64_t)from)));
    return read_list(call, &rows, ret_list);
}

enum err invitation_store_list_open(struct call *call, struct person_id made_by, struct invitation_list *ret_list)
{
    ROWS rows = db_rows(call->db, &invitation_list_open, ARGS(INT(made_by.v), INT(call->now)));
    return read_list(call, &rows, ret_list);
}

enum err invitation_store_tidy(struct call *call)
{
    return db_run(call->db, &invitation_tidy, ARGS(INT(call->now - 365 * DAY)), NULL);
}
