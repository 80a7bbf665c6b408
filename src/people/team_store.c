// team_store.c - every SQL statement about roles, and the rows they become.
#include "people/team_store.h"

#include "base/buf.h"
#include "base/vec.h"

#define COLUMNS \
    "p.id, p.name, p.display_name, r.role, r.network_id, r.region_id, r.given_at, p.disabled_at, coalesce(s.app_id, s.list_id) " \
    "FROM person_role r JOIN person p ON p.id = r.person_id LEFT JOIN second_step s ON s.person_id = p.id "

static const struct query team_add = {
    "team_add",
    "INSERT INTO person_role (network_id, region_id, person_id, role, given_by, given_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (network_id, region_id, person_id, role) DO NOTHING",
};
static const struct query team_remove = {
    "team_remove",
    "DELETE FROM person_role WHERE network_id = ?1 AND region_id = ?2 AND person_id = ?3 AND role = ?4",
};
static const struct query team_list_query = {
    "team_list",
    "SELECT " COLUMNS "WHERE r.network_id = ?1 AND r.region_id = 0 ORDER BY p.folded, r.role LIMIT ?2 OFFSET ?3",
};
static const struct query team_list_programme_query = {
    "team_list_programme", "SELECT " COLUMNS "WHERE r.network_id = 0 ORDER BY p.folded, r.role, r.region_id LIMIT ?1 OFFSET ?2",
};
static const struct query team_of_query = {
    "team_of",
    "SELECT " COLUMNS "WHERE r.person_id IN (SELECT value FROM json_each('[' || ?1 || ']')) "
    "ORDER BY r.person_id, r.network_id, r.region_id, r.role",
    "SELECT " COLUMNS "WHERE r.person_id = ANY(string_to_array(?1, ',')::bigint[]) "
    "ORDER BY r.person_id, r.network_id, r.region_id, r.role",
};
static const struct query team_other_leads = {
    "team_other_leads",
    "SELECT CAST(count(*) AS BIGINT) FROM person_role r JOIN person p ON p.id = r.person_id "
    "WHERE r.network_id = 0 AND r.region_id = 0 AND r.role = ?1 AND r.person_id <> ?2 AND p.disabled_at IS NULL",
};

const struct query *const team_queries[] = {
    &team_add, &team_remove, &team_list_query, &team_list_programme_query, &team_of_query, &team_other_leads, NULL,
};

static enum err read_members(struct call *call, struct rows *rows, struct member_list *ret_list)
{
    struct member_list list = {0};
    while (rows_next(rows)) {
        const char *shown = row_text(call->arena, rows, 2);
        struct member *member = VEC_PUSH(call->arena, &list);
        *member = (struct member){
            .person = {row_int(rows, 0)},
            .name = row_text(call->arena, rows, 1),
            .role = role_of(row_text(call->arena, rows, 3)),
            .place = {.network = {row_int(rows, 4)}, .region = {row_int(rows, 5)}},
            .given_at = row_int(rows, 6),
            .is_disabled = !row_is_null(rows, 7),
            .has_second_step = !row_is_null(rows, 8),
        };
        member->shown = shown == NULL ? member->name : shown;
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err team_store_add(struct call *call, struct person_id person, enum role role, struct network_id network,
                        struct region_id region, struct person_id given_by, bool *ret_added)
{
    int64_t added = 0;
    TRY(db_run(call->db, &team_add,
               ARGS(INT(network.v), INT(region.v), INT(person.v), TEXT(role_name(role)), INT(given_by.v), INT(call->now)),
               &added));
    *ret_added = added == 1;
    return OK;
}

enum err team_store_remove(struct call *call, struct person_id person, enum role role, struct network_id network,
                           struct region_id region)
{
    int64_t removed = 0;
    TRY(db_run(call->db, &team_remove, ARGS(INT(network.v), INT(region.v), INT(person.v), TEXT(role_name(role))),
               &removed));
    return removed == 1 ? OK : ERR_NOT_FOUND;
}

enum err team_store_list(struct call *call, struct network_id network, size_t from, size_t n, struct member_list *ret_list)
{
    ROWS rows = db_rows(call->db, &team_list_query, ARGS(INT(network.v), INT((int64_t)n), INT((int64_t)from)));
    return read_members(call, &rows, ret_list);
}

enum err team_store_list_programme(struct call *call, size_t from, size_t n, struct member_list *ret_list)
{
    ROWS rows = db_rows(call->db, &team_list_programme_query, ARGS(INT((int64_t)n), INT((int64_t)from)));
    return read_members(call, &rows, ret_list);
}

enum err team_store_of(struct call *call, const struct person_id *persons, size_t n, struct member_list *ret_list)
{
    struct buf ids = buf_make(call->arena, 20 * n + 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(&ids, ',');
        buf_add_int(&ids, persons[i].v);
    }
    ROWS rows = db_rows(call->db, &team_of_query, ARGS(TEXT(buf_text(&ids))));
    return read_members(call, &rows, ret_list);
}

enum err team_store_other_leads(struct call *call, struct person_id person, int64_t *ret_n)
{
    ROWS rows = db_rows(call->db, &team_other_leads, ARGS(TEXT(role_name(ROLE_PROGRAMME_LEAD)), INT(person.v)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_STORE : db_error(call->db);
    *ret_n = row_int(&rows, 0);
    return OK;
}
