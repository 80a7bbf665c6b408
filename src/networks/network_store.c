// network_store.c - every SQL statement about networks, and the rows they become.
#include "networks/network_store.h"

#include <math.h>

#define MILLIONTHS 1e6

#define COLUMNS                                                                                           \
    "SELECT n.id, n.slug, n.region_id, r.slug, r.title_text_id, n.country, n.time_zone, n.language, n.languages, " \
    "n.contact, n.latitude, n.longitude, n.version, n.title_text_id, n.group_text_id, n.place_text_id, "  \
    "n.description_text_id FROM network AS n LEFT JOIN region AS r ON r.id = n.region_id "

static const struct query find_query = {"network_find", COLUMNS "WHERE n.slug = ?1"};
static const struct query find_id_query = {"network_find_id", COLUMNS "WHERE n.id = ?1"};
static const struct query list_query = {"network_list", COLUMNS "ORDER BY n.country, n.id"};

static const struct query scope_query = {
    "network_scope",
    "SELECT id, region_id FROM network WHERE slug = ?1",
};

static const struct query scope_id_query = {
    "network_scope_id",
    "SELECT id, region_id FROM network WHERE id = ?1",
};

static const struct query insert_query = {
    "network_insert",
    "INSERT INTO network (id, slug, region_id, country, time_zone, language, languages, contact, latitude, longitude, "
    "title_text_id, group_text_id, place_text_id, description_text_id, version, created_at, changed_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1, ?15, ?15)",
};

static const struct query update_query = {
    "network_update",
    "UPDATE network SET region_id = ?2, country = ?3, time_zone = ?4, languages = ?5, contact = ?6, latitude = ?7, "
    "longitude = ?8, version = version + 1, changed_at = ?9 WHERE id = ?1",
};

const struct query network_count_query = {
    "network_count",
    "SELECT CAST(count(*) AS BIGINT) FROM network",
};

// As many at once as a page has rows; what is left over stays 0, which no network is.
enum { TITLES = 20 };
static const struct query titles_query = {
    "network_titles",
    "SELECT id, slug, title_text_id FROM network WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
    "?14, ?15, ?16, ?17, ?18, ?19, ?20)",
};

const struct query *const network_queries[] = {&find_query,   &find_id_query, &list_query,   &scope_query,        &scope_id_query,
                                               &insert_query, &update_query,  &titles_query, &network_count_query, NULL};

static struct network network_of_row(struct call *call, const struct rows *row)
{
    struct arena *arena = call->arena;
    return (struct network){
        .id = {row_int(row, 0)},
        .slug = row_text(arena, row, 1),
        .region = {row_int(row, 2)},
        .region_slug = row_text(arena, row, 3),
        .region_text = {row_int(row, 4)},
        .country = row_text(arena, row, 5),
        .time_zone = row_text(arena, row, 6),
        .language = language_of(row_text(arena, row, 7)),
        .languages = row_text(arena, row, 8),
        .contact = row_text(arena, row, 9),
        .latitude = (double)row_int(row, 10) / MILLIONTHS,
        .longitude = (double)row_int(row, 11) / MILLIONTHS,
        .has_position = !row_is_null(row, 10),
        .version = row_int(row, 12),
        .title_text = {row_int(row, 13)},
        .group_text = {row_int(row, 14)},
        .place_text = {row_int(row, 15)},
        .description_text = {row_int(row, 16)},
        .title.text = "",
        .group.text = "",
        .place.text = "",
        .description.text = "",
        .region_title.text = "",
    };
}

static enum err none(struct call *call)
{
    return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
}

enum err network_read(struct call *call, const char *slug, struct network *ret_network)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(TEXT(slug)));
    if (!rows_next(&row))
        return none(call);
    *ret_network = network_of_row(call, &row);
    return OK;
}

enum err network_read_id(struct call *call, struct network_id id, struct network *ret_network)
{
    ROWS row = db_rows(call->db, &find_id_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return none(call);
    *ret_network = network_of_row(call, &row);
    return OK;
}

enum err network_read_all(struct call *call, struct network_list *ret_list)
{
    struct network_list list = {0};
    ROWS row = db_rows(call->db, &list_query, NO_ARGS);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = network_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err network_read_titles(struct call *call, const struct network_id *ids, size_t n,
                             struct network_title_list *ret_list)
{
    struct network_title_list list = {0};
    for (size_t from = 0; from < n; from += TITLES) {
        struct arg args[TITLES];
        for (size_t i = 0; i < TITLES; i++)
            args[i] = INT(from + i < n ? ids[from + i].v : 0);
        ROWS row = db_rows(call->db, &titles_query, args, TITLES);
        while (rows_next(&row))
            *VEC_PUSH(call->arena, &list) = (struct network_title){
                .id = {row_int(&row, 0)},
                .slug = row_text(call->arena, &row, 1),
                .title_text = {row_int(&row, 2)},
            };
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

static enum err scope_of_row(struct call *call, struct rows *row, struct scope *ret_scope)
{
    if (!rows_next(row))
        return none(call);
    *ret_scope = (struct scope){.network = {row_int(row, 0)}, .region = {row_int(row, 1)}};
    return OK;
}

enum err network_read_scope(struct call *call, const char *slug, struct scope *ret_scope)
{
    ROWS row = db_rows(call->db, &scope_query, ARGS(TEXT(slug)));
    return scope_of_row(call, &row, ret_scope);
}

enum err network_read_scope_id(struct call *call, struct network_id id, struct scope *ret_scope)
{
    ROWS row = db_rows(call->db, &scope_id_query, ARGS(INT(id.v)));
    return scope_of_row(call, &row, ret_scope);
}

void network_want(struct call *call, struct text_wants *wants, struct network *network)
{
    text_want(call, wants, network->title_text, &network->title);
    text_want(call, wants, network->group_text, &network->group);
    text_want(call, wants, network->place_text, &network->place);
    text_want(call, wants, network->description_text, &network->description);
    if (network->region.v != 0)
        text_want(call, wants, network->region_text, &network->region_title);
}

static struct arg region_arg(const struct network *network)
{
    return network->region.v == 0 ? NULL_INT : INT(network->region.v);
}

static struct arg degrees_arg(const struct network *network, double degrees)
{
    return network->has_position ? INT(llround(degrees * MILLIONTHS)) : NULL_INT;
}

enum err network_insert(struct call *call, const struct network *network)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(network->id.v), TEXT(network->slug), region_arg(network), TEXT(network->country),
                       TEXT(network->time_zone), TEXT(language_tag(network->language)), TEXT(network->languages),
                       TEXT(network->contact), degrees_arg(network, network->latitude),
                       degrees_arg(network, network->longitude), INT(network->title_text.v),
                       INT(network->group_text.v), INT(network->place_text.v), INT(network->description_text.v),
                       INT(call->now)),
                  NULL);
}

enum err network_update(struct call *call, const struct network *network)
{
    return db_run(call->db, &update_query,
                  ARGS(INT(network->id.v), region_arg(network), TEXT(network->country), TEXT(network->time_zone),
                       TEXT(network->languages), TEXT(network->contact), degrees_arg(network, network->latitude),
                       degrees_arg(network, network->longitude), INT(call->now)),
                  NULL);
}
