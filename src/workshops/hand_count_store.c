// hand_count_store.c - every SQL statement about shows of hands.
#include "workshops/hand_count_store.h"

static const struct query delete_query = {
    "hand_count_delete",
    "DELETE FROM hand_count WHERE network_id = ?1 AND activity_id = ?2 AND contribution_id = ?3",
};

static const struct query insert_query = {
    "hand_count_insert",
    "INSERT INTO hand_count (network_id, activity_id, contribution_id, value, people, person_id, counted_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};

static const struct query list_query = {
    "hand_count_list",
    "SELECT contribution_id, value, people FROM hand_count WHERE network_id = ?1 AND activity_id = ?2 "
    "ORDER BY contribution_id, value",
};

static const struct query list_steps_query = {
    "hand_count_list_steps",
    "SELECT contribution_id, value, people, activity_id FROM hand_count WHERE network_id = ?1 AND activity_id IN "
    "(SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2) ORDER BY activity_id, contribution_id, value",
};

const struct query *const hand_count_queries[] = {&delete_query, &insert_query, &list_query, &list_steps_query, NULL};

enum err hand_count_delete(struct call *call, const struct activity *activity, struct contribution_id contribution)
{
    return db_run(call->db, &delete_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(contribution.v)), NULL);
}

enum err hand_count_insert(struct call *call, const struct activity *activity, struct contribution_id contribution,
                           struct hands hands)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(contribution.v), INT(hands.value),
                       INT(hands.people), call->actor.kind == ACTOR_PERSON ? INT(call->actor.person.v) : NULL_INT,
                       INT(call->now)),
                  NULL);
}

static struct tally hands_of(const struct rows *row)
{
    return (struct tally){.contribution = {row_int(row, 0)}, .value = row_int(row, 1), .hands = row_int(row, 2)};
}

enum err hand_count_read(struct call *call, const struct activity *activity, struct tally_list *ret_list)
{
    struct tally_list list = {0};
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = hands_of(&row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err hand_count_read_steps(struct call *call, const struct activity_list *steps, struct tally_list *ret_lists)
{
    if (steps->n == 0)
        return OK;
    const struct activity *first = &steps->at[0];
    ROWS row = db_rows(call->db, &list_steps_query, ARGS(INT(first->scope.network.v), INT(first->workshop.v)));
    while (rows_next(&row)) {
        size_t step = activity_place(steps, row_int(&row, 3));
        if (step < steps->n)
            *VEC_PUSH(call->arena, &ret_lists[step]) = hands_of(&row);
    }
    return db_error(call->db);
}
