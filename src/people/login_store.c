// login_store.c - every SQL statement about logins, and the rows they become.
#include "people/login_store.h"

#include "base/vec.h"

static const struct query login_add = {
    "login_add", "INSERT INTO login (hash, person_id, created_at, seen_at, ends_at, is_half) VALUES (?1, ?2, ?3, ?3, ?4, ?5)",
};
static const struct query login_find = {
    "login_find",
    "SELECT l.person_id, l.seen_at, p.name, r.role, r.network_id, r.region_id, l.created_at, coalesce(s.app_id, s.list_id) "
    "FROM login l JOIN person p ON p.id = l.person_id LEFT JOIN person_role r ON r.person_id = l.person_id "
    "LEFT JOIN second_step s ON s.person_id = l.person_id "
    "WHERE l.hash = ?1 AND l.ends_at > ?2 AND l.is_half = 0 AND p.disabled_at IS NULL",
};
static const struct query login_find_half = {
    "login_find_half",
    "SELECT l.person_id FROM login l JOIN person p ON p.id = l.person_id "
    "WHERE l.hash = ?1 AND l.ends_at > ?2 AND l.is_half = 1 AND p.disabled_at IS NULL",
};
static const struct query login_set_seen = {
    "login_set_seen", "UPDATE login SET seen_at = ?2 WHERE hash = ?1",
};
static const struct query login_remove = {
    "login_remove", "DELETE FROM login WHERE hash = ?1",
};
static const struct query login_remove_all = {
    "login_remove_all", "DELETE FROM login WHERE person_id = ?1 AND hash <> ?2",
};
static const struct query login_tidy_query = {
    "login_tidy", "DELETE FROM login WHERE ends_at <= ?1",
};

const struct query *const login_queries[] = {
    &login_add, &login_find, &login_find_half, &login_set_seen, &login_remove, &login_remove_all, &login_tidy_query, NULL,
};

enum err login_store_add(struct call *call, const char *hash, struct person_id person, int64_t ends_at, bool is_half)
{
    return db_run(call->db, &login_add, ARGS(TEXT(hash), INT(person.v), INT(call->now), INT(ends_at), INT(is_half)), NULL);
}

struct grant_list {
    struct grant *at;
    size_t n, cap;
};

enum err login_store_find(struct call *call, const char *hash, struct actor *ret_actor, int64_t *ret_seen_at,
                          bool *ret_has_second_step)
{
    struct actor actor = {0};
    struct grant_list grants = {0};
    int64_t seen_at = 0;
    bool has_second_step = false;
    ROWS rows = db_rows(call->db, &login_find, ARGS(TEXT(hash), INT(call->now)));
    while (rows_next(&rows)) {
        if (actor.kind == ACTOR_NOBODY) {
            actor = (struct actor){.kind = ACTOR_PERSON, .person = {row_int(&rows, 0)},
                                   .name = row_text(call->arena, &rows, 2), .login = hash, .since = row_int(&rows, 6)};
            has_second_step = !row_is_null(&rows, 7);
            seen_at = row_int(&rows, 1);
        }
        if (!row_is_null(&rows, 3))
            *VEC_PUSH(call->arena, &grants) = (struct grant){role_of(row_text(call->arena, &rows, 3)),
                                                             {row_int(&rows, 4)}, {row_int(&rows, 5)}};
    }
    TRY(db_error(call->db));
    if (actor.kind == ACTOR_NOBODY)
        return ERR_NOT_FOUND;
    actor.grants = grants.at;
    actor.grant_count = grants.n;
    *ret_actor = actor;
    *ret_seen_at = seen_at;
    *ret_has_second_step = has_second_step;
    return OK;
}

enum err login_store_find_half(struct call *call, const char *hash, struct person_id *ret_person)
{
    ROWS rows = db_rows(call->db, &login_find_half, ARGS(TEXT(hash), INT(call->now)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    ret_person->v = row_int(&rows, 0);
    return OK;
}

enum err login_store_set_seen(struct call *call, const char *hash)
{
    return db_run(call->db, &login_set_seen, ARGS(TEXT(hash), INT(call->now)), NULL);
}

enum err login_store_remove(struct call *call, const char *hash)
{
    return db_run(call->db, &login_remove, ARGS(TEXT(hash)), NULL);
}

enum err login_store_remove_all(struct call *call, struct person_id person, const char *keep)
{
    return db_run(call->db, &login_remove_all, ARGS(INT(person.v), TEXT(keep == NULL ? "" : keep)), NULL);
}

enum err login_store_tidy(struct call *call)
{
    return db_run(call->db, &login_tidy_query, ARGS(INT(call->now)), NULL);
}
