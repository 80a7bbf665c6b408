// organisation_store.c - every SQL statement about organisations and their memberships, and the rows they become.
#include "networks/organisation_store.h"

#define COLUMNS                                                                                           \
    "SELECT o.id, o.network_id, o.name_text_id, o.kind, m.coordinates, m.since, m.until, o.version + m.version " \
    "FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id WHERE m.network_id = ?1 "

static const struct query find_query = {"organisation_find", COLUMNS "AND m.organisation_id = ?2"};
static const struct query list_query = {"organisation_list", COLUMNS "ORDER BY m.organisation_id"}; // as they lie in the index

// The columns of a membership are there, empty, so that one function reads both kinds of row.
#define OTHERS                                                                                            \
    "SELECT o.id, o.network_id, o.name_text_id, o.kind, 0, NULL, NULL, o.version "                        \
    "FROM organisation AS o JOIN network AS n ON n.id = o.network_id "                                    \
    "WHERE n.country = ?2 AND NOT EXISTS "                                                                \
    "(SELECT 1 FROM membership AS m WHERE m.network_id = ?1 AND m.organisation_id = o.id) "

static const struct query others_query = {"organisation_list_others", OTHERS "ORDER BY o.id LIMIT ?3"};
static const struct query other_query = {"organisation_find_other", OTHERS "AND o.id = ?3"};

static const struct query networks_query = {
    "organisation_networks",
    "SELECT network_id FROM membership WHERE organisation_id = ?1 ORDER BY network_id",
};

static const struct query insert_query = {
    "organisation_insert",
    "INSERT INTO organisation (id, network_id, name_text_id, kind, version, created_at) VALUES (?1, ?2, ?3, ?4, 1, ?5)",
};

static const struct query update_query = {
    "organisation_update",
    "UPDATE organisation SET kind = ?2, version = version + 1 WHERE id = ?1",
};

static const struct query delete_query = {"organisation_delete", "DELETE FROM organisation WHERE id = ?1"};

static const struct query membership_insert_query = {
    "membership_insert",
    "INSERT INTO membership (network_id, organisation_id, coordinates, since, until, version) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 1)",
};

static const struct query membership_update_query = {
    "membership_update",
    "UPDATE membership SET coordinates = ?3, since = ?4, until = ?5, version = version + 1 "
    "WHERE network_id = ?1 AND organisation_id = ?2",
};

static const struct query membership_delete_query = {
    "membership_delete",
    "DELETE FROM membership WHERE network_id = ?1 AND organisation_id = ?2",
};

const struct query *const organisation_queries[] = {
    &find_query,   &list_query,   &others_query,            &other_query,             &networks_query,          &insert_query,
    &update_query, &delete_query, &membership_insert_query, &membership_update_query, &membership_delete_query, NULL};

static size_t kind_of(const char *name)
{
    size_t kind = 0;
    while (organisation_kinds[kind].value != NULL && strcmp(organisation_kinds[kind].value, name) != 0)
        kind++;
    return kind;
}

static struct organisation organisation_of_row(struct call *call, const struct rows *row)
{
    return (struct organisation){
        .id = {row_int(row, 0)},
        .home = {row_int(row, 1)},
        .name_text = {row_int(row, 2)},
        .name.text = "",
        .kind = kind_of(row_text(call->arena, row, 3)),
        .coordinates = row_int(row, 4) != 0,
        .since = row_int(row, 5),
        .has_since = !row_is_null(row, 5),
        .until = row_int(row, 6),
        .has_until = !row_is_null(row, 6),
        .version = row_int(row, 7),
    };
}

static enum err one(struct call *call, struct rows *row, struct organisation *ret_organisation)
{
    if (!rows_next(row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_organisation = organisation_of_row(call, row);
    return OK;
}

static enum err all(struct call *call, struct rows *row, struct organisation_list *ret_list)
{
    struct organisation_list list = {0};
    while (rows_next(row))
        *VEC_PUSH(call->arena, &list) = organisation_of_row(call, row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err organisation_read(struct call *call, struct network_id network, struct organisation_id id,
                           struct organisation *ret_organisation)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(network.v), INT(id.v)));
    return one(call, &row, ret_organisation);
}

enum err organisation_read_all(struct call *call, struct network_id network, struct organisation_list *ret_list)
{
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(network.v)));
    return all(call, &row, ret_list);
}

enum err organisation_read_others(struct call *call, struct network_id network, const char *country, size_t most,
                                  struct organisation_list *ret_list)
{
    ROWS row = db_rows(call->db, &others_query, ARGS(INT(network.v), TEXT(country), INT((int64_t)most)));
    return all(call, &row, ret_list);
}

enum err organisation_read_other(struct call *call, struct network_id network, const char *country,
                                 struct organisation_id id, struct organisation *ret_organisation)
{
    ROWS row = db_rows(call->db, &other_query, ARGS(INT(network.v), TEXT(country), INT(id.v)));
    return one(call, &row, ret_organisation);
}

enum err organisation_read_networks(struct call *call, struct organisation_id id, struct network_ids *ret_ids)
{
    struct network_ids ids = {0};
    ROWS row = db_rows(call->db, &networks_query, ARGS(INT(id.v)));
    while (rows_next(&row))
        VEC_PUSH(call->arena, &ids)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_ids = ids;
    return OK;
}

enum err organisation_insert(struct call *call, const struct organisation *organisation)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(organisation->id.v), INT(organisation->home.v), INT(organisation->name_text.v),
                       TEXT(organisation_kinds[organisation->kind].value), INT(call->now)),
                  NULL);
}

enum err organisation_update(struct call *call, const struct organisation *organisation)
{
    return db_run(call->db, &update_query,
                  ARGS(INT(organisation->id.v), TEXT(organisation_kinds[organisation->kind].value)), NULL);
}

enum err organisation_delete(struct call *call, struct organisation_id id)
{
    return db_run(call->db, &delete_query, ARGS(INT(id.v)), NULL);
}

static enum err membership_run(struct call *call, const struct query *query, struct network_id network,
                               const struct organisation *organisation)
{
    return db_run(call->db, query,
                  ARGS(INT(network.v), INT(organisation->id.v), INT(organisation->coordinates ? 1 : 0),
                       organisation->has_since ? INT(organisation->since) : NULL_INT,
                       organisation->has_until ? INT(organisation->until) : NULL_INT),
                  NULL);
}

enum err membership_insert(struct call *call, struct network_id network, const struct organisation *organisation)
{
    return membership_run(call, &membership_insert_query, network, organisation);
}

enum err membership_update(struct call *call, struct network_id network, const struct organisation *organisation)
{
    return membership_run(call, &membership_update_query, network, organisation);
}

enum err membership_delete(struct call *call, struct network_id network, struct organisation_id id)
{
    return db_run(call->db, &membership_delete_query, ARGS(INT(network.v), INT(id.v)), NULL);
}
