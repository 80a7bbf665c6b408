// own_said_store.c - every SQL statement about what one participant said over all workshops of a network. A participant is
// in few workshops and a network has few: each is asked for by its key.
#include "workshops/own_said_store.h"

static const struct query meetings_query = {
    "own_said_meetings",
    "SELECT w.id, w.title_text_id, w.begins_at, t.alias FROM workshop AS w JOIN attendance AS t ON t.network_id = ?1 "
    "AND t.workshop_id = w.id AND t.participant_id = ?2 WHERE w.network_id = ?1 ORDER BY w.begins_at DESC, w.id DESC LIMIT ?3",
};

#define SAID                                                                                                       \
    "FROM contribution AS c JOIN activity AS a ON a.id = c.activity_id WHERE c.network_id = ?1 AND c.activity_id IN " \
    "(SELECT id FROM activity WHERE network_id = ?1) AND c.participant_id = ?2 "

static const struct query said_query = {
    "own_said_list",
    "SELECT c.id, a.workshop_id, c.words, c.language, c.text_id, c.state, c.reason, c.said_at " SAID
    "ORDER BY c.id DESC LIMIT ?3",
};
static const struct query said_all_query = {"own_said_list_all", "SELECT c.id, a.workshop_id " SAID "ORDER BY c.id"};

const struct query *const own_said_queries[] = {&meetings_query, &said_query, &said_all_query, NULL};

enum err own_said_read_meetings(struct call *call, struct network_id network, struct participant_id participant,
                                struct own_meetings *ret_meetings)
{
    struct own_meetings list = {0};
    ROWS row = db_rows(call->db, &meetings_query, ARGS(INT(network.v), INT(participant.v), INT(OWN_MEETINGS_MOST)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct own_meeting){
            .id = {row_int(&row, 0)},
            .title_text = {row_int(&row, 1)},
            .begins_at = row_int(&row, 2),
            .alias = row_text(call->arena, &row, 3),
        };
    TRY(db_error(call->db));
    *ret_meetings = list;
    return OK;
}

static enum contribution_state state_of(const char *name)
{
    return *name == 'w' ? CONTRIBUTION_WAITING : *name == 's' ? CONTRIBUTION_SHOWN
           : *name == 'r' ? CONTRIBUTION_REFUSED : CONTRIBUTION_TAKEN_DOWN;
}

enum err own_said_read(struct call *call, struct network_id network, struct participant_id participant,
                       struct own_said_list *ret_list)
{
    struct own_said_list list = {0};
    ROWS row = db_rows(call->db, &said_query, ARGS(INT(network.v), INT(participant.v), INT(OWN_SAID_MOST)));
    while (rows_next(&row)) {
        enum language language = language_of(row_text(call->arena, &row, 3));
        *VEC_PUSH(call->arena, &list) = (struct own_said){
            .id = {row_int(&row, 0)},
            .workshop = {row_int(&row, 1)},
            .words = {.text = row_text(call->arena, &row, 2), .language = language,
                      .notice = language == call->language ? WORDS_AS_WANTED : WORDS_OTHER_LANGUAGE},
            .text = {row_int(&row, 4)},
            .state = state_of(row_text(call->arena, &row, 5)),
            .reason = row_text(call->arena, &row, 6),
            .said_at = row_int(&row, 7),
        };
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err own_said_read_all(struct call *call, struct network_id network, struct participant_id participant,
                           struct own_said_list *ret_list)
{
    struct own_said_list list = {0};
    ROWS row = db_rows(call->db, &said_all_query, ARGS(INT(network.v), INT(participant.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct own_said){.id = {row_int(&row, 0)}, .workshop = {row_int(&row, 1)}};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
