// person_store.c - every SQL statement about persons, and the rows they become.
#include "people/person_store.h"

#include "base/buf.h"
#include "base/vec.h"

#define COLUMNS "id, name, display_name, password, disabled_at, created_at, version"

static const struct query person_add_query = {
    "person_add",
    "INSERT INTO person (id, name, folded, display_name, password, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (folded) DO NOTHING",
};
static const struct query person_find_query = {
    "person_find", "SELECT " COLUMNS " FROM person WHERE id = ?1",
};
static const struct query person_find_folded = {
    "person_find_folded", "SELECT " COLUMNS " FROM person WHERE folded = ?1",
};
static const struct query person_set_password_query = {
    "person_set_password", "UPDATE person SET password = ?2, version = version + 1 WHERE id = ?1",
};
static const struct query person_set_disabled = {
    "person_set_disabled", "UPDATE person SET disabled_at = ?2, version = version + 1 WHERE id = ?1",
};
static const struct query person_list_query = {
    "person_list",
    "SELECT " COLUMNS " FROM person WHERE folded LIKE ?1 ESCAPE '!' ORDER BY folded LIMIT ?2 OFFSET ?3",
};

const struct query *const person_queries[] = {
    &person_add_query, &person_find_query,   &person_find_folded, &person_set_password_query, &person_set_disabled,
    &person_list_query, NULL,
};

static void read_person(struct call *call, const struct rows *rows, struct person *ret_person)
{
    const char *shown = row_text(call->arena, rows, 2);
    *ret_person = (struct person){
        .id = {row_int(rows, 0)},
        .name = row_text(call->arena, rows, 1),
        .password = row_text(call->arena, rows, 3),
        .is_disabled = !row_is_null(rows, 4),
        .created_at = row_int(rows, 5),
        .version = row_int(rows, 6),
    };
    ret_person->shown = shown == NULL ? ret_person->name : shown;
}

static enum err find(struct call *call, const struct query *query, struct arg key, struct person *ret_person)
{
    ROWS rows = db_rows(call->db, query, ARGS(key));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    read_person(call, &rows, ret_person);
    return OK;
}

enum err person_store_add(struct call *call, struct person_id id, const char *name, const char *folded, const char *shown,
                          const char *password)
{
    int64_t added = 0;
    TRY(db_run(call->db, &person_add_query,
               ARGS(INT(id.v), TEXT(name), TEXT(folded), TEXT(shown), TEXT(password), INT(call->now)), &added));
    return added == 1 ? OK : ERR_CONFLICT;
}

enum err person_store_find(struct call *call, struct person_id id, struct person *ret_person)
{
    return find(call, &person_find_query, INT(id.v), ret_person);
}

enum err person_store_find_folded(struct call *call, const char *folded, struct person *ret_person)
{
    return find(call, &person_find_folded, TEXT(folded), ret_person);
}

enum err person_store_set_password(struct call *call, struct person_id id, const char *password)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &person_set_password_query, ARGS(INT(id.v), TEXT(password)), &changed));
    return changed == 1 ? OK : ERR_NOT_FOUND;
}

enum err person_store_set_disabled(struct call *call, struct person_id id, int64_t at)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &person_set_disabled, ARGS(INT(id.v), at == 0 ? NULL_INT : INT(at)), &changed));
    return changed == 1 ? OK : ERR_NOT_FOUND;
}

// What is searched for, wherever it stands in the name; signs that LIKE knows stand for themselves.
static const char *pattern_of(struct call *call, const char *part)
{
    struct buf pattern = buf_make(call->arena, 64);
    buf_add_char(&pattern, '%');
    for (; *part != '\0'; part++) {
        if (*part == '%' || *part == '_' || *part == '!')
            buf_add_char(&pattern, '!');
        buf_add_char(&pattern, *part);
    }
    buf_add_char(&pattern, '%');
    return buf_text(&pattern);
}

enum err person_store_list(struct call *call, const char *folded_part, size_t from, size_t n, struct person_list *ret_list)
{
    struct person_list list = {0};
    ROWS rows = db_rows(call->db, &person_list_query,
                        ARGS(TEXT(pattern_of(call, folded_part)), INT((int64_t)n), INT((int64_t)from)));
    while (rows_next(&rows))
        read_person(call, &rows, VEC_PUSH(call->arena, &list));
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
