// signal_test.c - what changed is heard in this process and in others, and nothing else is.
#include "store/signal.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"

// Everything heard since the last clear; listeners are never removed, so there is one for all tests.
static struct {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct signal at[64];
    int n;
} heard = {.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER};

static void hear(struct signal signal, void *context)
{
    (void)context;
    pthread_mutex_lock(&heard.lock);
    if (heard.n < 64)
        heard.at[heard.n++] = signal;
    pthread_cond_broadcast(&heard.more);
    pthread_mutex_unlock(&heard.lock);
}

static void clear(void)
{
    static bool listens;
    if (!listens)
        signal_listen(hear, NULL);
    listens = true;
    pthread_mutex_lock(&heard.lock);
    heard.n = 0;
    pthread_mutex_unlock(&heard.lock);
}

static int count(enum topic topic, int64_t id)
{
    int n = 0;
    for (int i = 0; i < heard.n; i++)
        n += heard.at[i].topic == topic && heard.at[i].id == id;
    return n;
}

// Waits until it was heard, at most 20 s.
static bool comes(enum topic topic, int64_t id)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 20;
    pthread_mutex_lock(&heard.lock);
    int failed = 0;
    while (count(topic, id) == 0 && failed == 0)
        failed = pthread_cond_timedwait(&heard.more, &heard.lock, &end);
    bool found = count(topic, id) > 0;
    pthread_mutex_unlock(&heard.lock);
    return found;
}

// What a change of network `id` by another process sounds like: SQLite says only that something changed.
static bool comes_from_elsewhere(const char *address, int64_t id)
{
    return strncmp(address, "sqlite:", 7) == 0 ? comes(TOPIC_ALL, 0) : comes(TOPIC_NETWORK, id);
}

static int heard_now(enum topic topic, int64_t id)
{
    pthread_mutex_lock(&heard.lock);
    int n = count(topic, id);
    pthread_mutex_unlock(&heard.lock);
    return n;
}

static void make_table(struct db *db)
{
    assert_ok(db_script(db, "CREATE TABLE IF NOT EXISTS spot (id BIGINT NOT NULL)"));
}

// A change with its signal, as a rule makes it.
static enum err change(struct db *db, enum topic topic, int64_t id)
{
    TRY(db_begin(db));
    enum err error = db_script(db, "INSERT INTO spot (id) VALUES (1)");
    signal_add(db, topic, id);
    if (error == OK)
        return db_commit(db);
    db_rollback(db);
    return error;
}

// --- another process: this program, started again with its part in the environment ---

static enum err change_network(const char *address, int64_t id)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    struct db *db CLEANUP(db_cleanup) = NULL;
    TRY(db_open(arena, address, DB_WRITE, &db, NULL));
    return change(db, TOPIC_NETWORK, id);
}

// Says "r" when it is listening and "h" when it has heard.
static enum err listen_for(const char *address, int64_t id)
{
    struct signal_watcher *watcher;
    clear();
    TRY(signal_watch(address, &watcher));
    clear();
    bool done =
        write(STDOUT_FILENO, "r", 1) == 1 && comes_from_elsewhere(address, id) && write(STDOUT_FILENO, "h", 1) == 1;
    signal_watcher_free(watcher);
    return done ? OK : ERR_STORE;
}

__attribute__((constructor)) static void be_the_other_process(void)
{
    const char *part = getenv("SIGNAL_TEST_PART"), *address = getenv("SIGNAL_TEST_ADDRESS"),
               *id = getenv("SIGNAL_TEST_ID");
    if (part == NULL || address == NULL || id == NULL)
        return;
    int64_t number = strtoll(id, NULL, 10);
    _exit(strcmp(part, "listen") == 0 ? listen_for(address, number) : change_network(address, number));
}

static pid_t start_process(const char *part, const char *address, int64_t id, int out)
{
    const char *number = arena_print(test_arena(), "%lld", (long long)id);
    pid_t child = fork();
    if (child == 0) {
        setenv("SIGNAL_TEST_PART", part, 1);
        setenv("SIGNAL_TEST_ADDRESS", address, 1);
        setenv("SIGNAL_TEST_ID", number, 1);
        if (out >= 0)
            dup2(out, STDOUT_FILENO);
        execl("/proc/self/exe", "test-store", (char *)NULL);
        _exit(1);
    }
    return child;
}

static void assert_ends_well(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void change_elsewhere(const char *address, int64_t network)
{
    assert_ends_well(start_process("change", address, network, -1));
}

// --- tests ---

static void signals_are_heard_after_the_commit_and_each_once(void **state)
{
    (void)state;
    clear();
    struct db *db = test_begin();
    signal_add(db, TOPIC_WORKSHOP, 7);
    signal_add(db, TOPIC_WORKSHOP, 7);
    signal_add(db, TOPIC_NETWORK, 7);
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 7), 0);
    assert_ok(db_commit(db));
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 7), 1);
    assert_int_equal(heard_now(TOPIC_NETWORK, 7), 1);
    assert_ok(db_begin(db));
    assert_ok(db_commit(db)); // nothing is heard again
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 7), 1);
}

static void what_is_rolled_back_is_not_heard(void **state)
{
    (void)state;
    clear();
    struct db *db = test_begin();
    signal_add(db, TOPIC_WORKSHOP, 1);
    db_rollback(db);
    assert_ok(db_begin(db));
    signal_add(db, TOPIC_WORKSHOP, 2);
    assert_ok(db_savepoint(db));
    signal_add(db, TOPIC_WORKSHOP, 3);
    db_savepoint_rollback(db);
    assert_ok(db_savepoint(db));
    signal_add(db, TOPIC_WORKSHOP, 4);
    assert_ok(db_savepoint_release(db));
    assert_ok(db_commit(db));
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 1), 0);
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 2), 1);
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 3), 0);
    assert_int_equal(heard_now(TOPIC_WORKSHOP, 4), 1);
}

static struct signal_watcher *watch(const char *address)
{
    struct signal_watcher *watcher;
    assert_ok(signal_watch(address, &watcher));
    return watcher;
}

static void a_change_of_another_process_is_heard(void **state)
{
    (void)state;
    make_table(test_db());
    struct signal_watcher *watcher = watch(test_address());
    clear();
    change_elsewhere(test_address(), 42);
    assert_true(comes_from_elsewhere(test_address(), 42));
    signal_watcher_free(watcher);
}

static void another_process_hears_a_change_of_ours(void **state)
{
    (void)state;
    make_table(test_db());
    struct signal_watcher *watcher = watch(test_address()); // on PostgreSQL it sends what we change
    int ends[2];
    char said = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = start_process("listen", test_address(), 77, ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &said, 1), 1);
    assert_int_equal(said, 'r');
    assert_ok(change(test_db(), TOPIC_NETWORK, 77));
    assert_int_equal(read(ends[0], &said, 1), 1);
    assert_int_equal(said, 'h');
    close(ends[0]);
    assert_ends_well(child);
    signal_watcher_free(watcher);
    assert_true(heard_now(TOPIC_NETWORK, 77) == 1); // once: what we send is not heard again by ourselves
}

// On SQLite a change of ours must not look like somebody else's, and a foreign one must not hide beside ours.
static void own_changes_are_not_mistaken_for_foreign_ones(void **state)
{
    (void)state;
    make_table(test_db());
    struct signal_watcher *watcher = watch(test_address());
    clear();
    change_elsewhere(test_address(), 1);
    assert_true(comes_from_elsewhere(test_address(), 1));
    clear();
    for (int i = 0; i < 300; i++)
        assert_ok(change(test_db(), TOPIC_WORKSHOP, i % 3));
    assert_int_equal(heard_now(TOPIC_ALL, 0), 0);
    for (int i = 2; i < 6; i++) {
        clear();
        assert_ok(change(test_db(), TOPIC_WORKSHOP, 9));
        change_elsewhere(test_address(), i);
        if (i % 2 == 0)
            assert_ok(change(test_db(), TOPIC_WORKSHOP, 9));
        assert_true(comes_from_elsewhere(test_address(), i));
    }
    signal_watcher_free(watcher);
}

static void on_sqlite_what_others_changed_is_heard_before_we_write(void **state)
{
    (void)state;
    make_table(test_db());
    struct signal_watcher *watcher = watch(test_address());
    for (int i = 0; i < 5; i++) {
        clear();
        change_elsewhere(test_address(), i);
        assert_ok(db_begin(test_db()));
        assert_int_equal(heard_now(TOPIC_ALL, 0), 1); // at the latest now
        db_rollback(test_db());
    }
    signal_watcher_free(watcher);
}

static void a_process_without_a_writer_hears_too(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    struct db *db;
    assert_ok(db_open(test_arena(), address, DB_WRITE, &db, NULL));
    make_table(db);
    db_close(db);
    struct signal_watcher *watcher = watch(address);
    clear();
    change_elsewhere(address, 5);
    assert_true(comes_from_elsewhere(address, 5));
    signal_watcher_free(watcher);
}

static void on_postgresql_a_lost_listener_says_that_anything_may_have_changed(void **state)
{
    (void)state;
    make_table(test_db());
    struct signal_watcher *watcher = watch(test_address());
    clear();
    assert_ok(db_script(test_db(), "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                                   "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    assert_true(comes(TOPIC_ALL, 0));
    while (heard_now(TOPIC_ALL, 0) < 2) // the second comes when it listens again
        sched_yield();
    clear();
    change_elsewhere(test_address(), 6);
    assert_true(comes(TOPIC_NETWORK, 6));
    signal_watcher_free(watcher);
}

TESTS(signal, signals_are_heard_after_the_commit_and_each_once, what_is_rolled_back_is_not_heard,
      a_change_of_another_process_is_heard, another_process_hears_a_change_of_ours,
      own_changes_are_not_mistaken_for_foreign_ones, on_sqlite_what_others_changed_is_heard_before_we_write,
      a_process_without_a_writer_hears_too,
      on_postgresql_a_lost_listener_says_that_anything_may_have_changed)
