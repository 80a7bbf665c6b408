// mark_race_test.c - tests of marks that meet: several connections at the same moment, on both databases.
#include <pthread.h>

#include "workshops/recount.h"

enum { CLIENTS = 8, TRIES = 40 };

// One client: a connection of its own, as a request would have.
struct client {
    struct db *db;
    struct arena *arena;
    struct rand random;
    struct call call;
    const struct activity *activity;
    struct contribution_id contribution;
    struct participant_id participant;
    int64_t value;
    int rounds;
    enum err last;
    pthread_barrier_t *start;
};

static enum err put_once(struct client *client, enum err (*act)(struct client *))
{
    TRY(db_begin(client->db));
    enum err error = act(client);
    if (error == OK)
        return db_commit(client->db);
    db_rollback(client->db);
    return error;
}

// As the lanes do: what met another is run again.
static enum err put_again(struct client *client, enum err (*act)(struct client *))
{
    enum err error = ERR_BUSY;
    for (int i = 0; i < TRIES && error == ERR_BUSY; i++) {
        arena_reset(client->arena);
        error = put_once(client, act);
    }
    return error;
}

static enum err put_dots(struct client *client)
{
    return mark_put_within(&client->call, client->activity, client->contribution, client->participant, client->value,
                           3);
}

static enum err put_opinion(struct client *client)
{
    return mark_put(&client->call, client->activity, client->contribution, client->participant, client->value);
}

static void *run_dots(void *context)
{
    struct client *client = context;
    pthread_barrier_wait(client->start);
    client->last = put_again(client, put_dots);
    return NULL;
}

static void *run_opinions(void *context)
{
    struct client *client = context;
    pthread_barrier_wait(client->start);
    for (int i = 0; i < client->rounds && client->last == OK; i++) {
        client->value = (int64_t)rand_below(&client->random, 3) - 1;
        client->last = put_again(client, put_opinion);
    }
    return NULL;
}

static void open_clients(struct client *clients, const struct activity *activity, pthread_barrier_t *start)
{
    assert_int_equal(pthread_barrier_init(start, NULL, CLIENTS), 0);
    for (int i = 0; i < CLIENTS; i++) {
        struct client *client = &clients[i];
        *client = (struct client){
            .db = test_db_open(DB_WRITE),
            .arena = arena_new(1024 * 1024),
            .random = rand_seeded((uint64_t)i + 1),
            .activity = activity,
            .start = start,
        };
        client->call = test_call_by_visitor("v");
        client->call.db = client->db;
        client->call.arena = client->arena;
        client->call.random = &client->random;
    }
    if (db_in_transaction(test_db())) // test_call_by_visitor opened one
        db_rollback(test_db());
}

static void run_clients(struct client *clients, void *(*run)(void *))
{
    pthread_t threads[CLIENTS];
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, &clients[i]), 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
}

static void close_clients(struct client *clients, pthread_barrier_t *start)
{
    for (int i = 0; i < CLIENTS; i++) {
        db_close(clients[i].db);
        arena_free(clients[i].arena);
    }
    pthread_barrier_destroy(start);
}

static void eight_clients_never_store_more_dots_than_one_person_has(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "race", 3);
    struct contribution_id lines[CLIENTS];
    for (int i = 0; i < CLIENTS; i++)
        lines[i] = fixture_line(&call, &activity, arena_print(call.arena, "Line %d", i));
    for (int round = 0; round < 5; round++) {
        if (round > 0)
            call = test_call();
        struct participant_id one = fixture_participant(&call, &activity);
        assert_ok(db_commit(call.db));
        struct client clients[CLIENTS];
        pthread_barrier_t start;
        open_clients(clients, &activity, &start);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i].contribution = lines[i];
            clients[i].participant = one;
            clients[i].value = 1;
        }
        run_clients(clients, run_dots);
        int stored = 0, refused = 0;
        for (int i = 0; i < CLIENTS; i++) {
            stored += clients[i].last == OK;
            refused += clients[i].last == ERR_LIMIT;
        }
        close_clients(clients, &start);
        assert_int_equal(stored, 3);
        assert_int_equal(refused, CLIENTS - 3);
        struct call after = test_call();
        struct mark_list own;
        assert_ok(mark_list_own(&after, &activity, one, &own));
        assert_int_equal(own.n, 3);
        assert_recount(after.db);
        db_rollback(after.db);
    }
}

static void votes_that_meet_on_one_statement_are_all_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "meet");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus");
    struct participant_id people[CLIENTS];
    for (int i = 0; i < CLIENTS; i++)
        people[i] = fixture_participant(&call, &activity);
    assert_ok(db_commit(call.db));
    struct client clients[CLIENTS];
    pthread_barrier_t start;
    open_clients(clients, &activity, &start);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i].contribution = bus;
        clients[i].participant = people[i];
        clients[i].rounds = 10;
    }
    run_clients(clients, run_opinions);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(clients[i].last, OK);
    close_clients(clients, &start);
    struct call after = test_call();
    int64_t all = 0;
    assert_ok(mark_people(&after, &activity, &all));
    assert_int_equal(all, CLIENTS);
    assert_recount(after.db);
}

static void one_person_with_eight_tabs_is_one_person(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "tabs");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus");
    struct participant_id one = fixture_participant(&call, &activity);
    assert_ok(db_commit(call.db));
    struct client clients[CLIENTS];
    pthread_barrier_t start;
    open_clients(clients, &activity, &start);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i].contribution = bus;
        clients[i].participant = one;
        clients[i].rounds = 4;
    }
    run_clients(clients, run_opinions);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(clients[i].last, OK);
    close_clients(clients, &start);
    struct call after = test_call();
    int64_t all = 0;
    assert_ok(mark_people(&after, &activity, &all));
    assert_int_equal(all, 1);
    assert_recount(after.db);
}

TESTS(mark_race, eight_clients_never_store_more_dots_than_one_person_has,
      votes_that_meet_on_one_statement_are_all_counted, one_person_with_eight_tabs_is_one_person)
