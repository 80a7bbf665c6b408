// support_db.c - a real database for each group of tests, copied from one that was migrated once.
#include "support_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/migrate.h"

// The build says which schemas the folder stands on: -DTEST_SCHEMAS=X(people)X(texts).
#define X(name) extern const struct migration name##_migrations[];
TEST_SCHEMAS
#undef X

static const struct migration_set sets[] = {
#define X(name) {#name, name##_migrations},
    TEST_SCHEMAS
#undef X
    {0},
};

// Given by TEST_QUERIES in one of the test files, or by none.
extern const struct query *const *const test_query_lists[] __attribute__((weak));

static bool is_postgres;
static const char *server;      // "postgresql:///postgres?host=..."
static struct arena *long_lived; // addresses and names, until the program ends
static const char *group_name;
static const char *template_name; // once made: a file or a database
static const char *address;       // of the group's database, NULL until a test asks for it
static struct db *db;
static struct db *maintenance; // PostgreSQL: creates and drops databases
static const char *made[4096];
static size_t made_count;

static struct db *open_or_fail(const char *at, enum db_mode mode)
{
    struct db *opened;
    const char *why = "";
    if (db_open(test_arena(), at, mode, &opened, &why) != OK)
        fail_msg("%s: %s", at, why);
    return opened;
}

void support_db_choose(int argc, char **argv)
{
    is_postgres = argc > 1 && strcmp(argv[1], "postgresql") == 0;
    if (argc > 2 || (argc == 2 && !is_postgres && strcmp(argv[1], "sqlite") != 0)) {
        fprintf(stderr, "usage: %s [sqlite|postgresql]\n", argv[0]);
        exit(2);
    }
    server = getenv("SEMPRE_TEST_POSTGRES");
    if (is_postgres && server == NULL) {
        char self[4096] = {0};
        if (readlink("/proc/self/exe", self, sizeof(self) - 1) > 0)
            execl(TEST_SUPPORT "/with-postgres", "with-postgres", self, argv[1], (char *)NULL);
        perror("with-postgres");
        exit(1);
    }
    long_lived = arena_new(1024 * 1024);
}

bool support_db_runs(const char *test)
{
    return strncmp(test, is_postgres ? "on_sqlite_" : "on_postgresql_", is_postgres ? 10 : 14) != 0;
}

// --- making databases ---

static const char *address_of(const char *name)
{
    if (!is_postgres)
        return arena_print(long_lived, "sqlite:%s/%s.db", test_folder(), name);
    return arena_print(long_lived, "postgresql:///%s%s", name, strchr(server, '?'));
}

static void server_run(const char *sql)
{
    if (maintenance == NULL)
        maintenance = open_or_fail(server, DB_WRITE);
    if (db_script(maintenance, sql) != OK)
        fail_msg("%s: %s", sql, db_error_words(maintenance));
}

// A name that no other test program on the same server uses.
static const char *new_name(void)
{
    return arena_print(long_lived, "test_%d_%zu", (int)getpid(), made_count);
}

static void copy_file(const char *from, const char *to)
{
    FILE *source = fopen(from, "rb"), *copy = fopen(to, "wb");
    assert_true(source != NULL && copy != NULL);
    char part[64 * 1024];
    for (size_t n; (n = fread(part, 1, sizeof(part), source)) > 0;)
        assert_int_equal(fwrite(part, 1, n, copy), n);
    fclose(source);
    assert_int_equal(fclose(copy), 0);
}

static const char *make_database(const char *from)
{
    assert_true(made_count < sizeof(made) / sizeof(made[0]));
    const char *name = new_name();
    made[made_count++] = name;
    if (is_postgres)
        server_run(arena_print(long_lived, "CREATE DATABASE %s TEMPLATE %s", name, from == NULL ? "template0" : from));
    else if (from != NULL)
        copy_file(strchr(address_of(from), ':') + 1, strchr(address_of(name), ':') + 1);
    return name;
}

static const char *migrated_template(void)
{
    if (template_name != NULL)
        return template_name;
    const char *name = make_database(NULL), *why = "";
    struct db *fresh = open_or_fail(address_of(name), DB_WRITE);
    if (migrate(long_lived, fresh, sets, sizeof(sets) / sizeof(sets[0]) - 1, test_folder(), NULL, &why) != OK)
        fail_msg("%s", why);
    db_close(fresh);
    return template_name = name;
}

static void drop(const char *name)
{
    if (is_postgres)
        server_run(arena_print(long_lived, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name));
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; !is_postgres && i < sizeof(ends) / sizeof(ends[0]); i++)
        unlink(arena_print(long_lived, "%s%s", strchr(address_of(name), ':') + 1, ends[i]));
}

// --- what tests use ---

bool test_is_postgres(void)
{
    return is_postgres;
}

const char *test_address(void)
{
    if (address == NULL)
        address = address_of(make_database(migrated_template()));
    return address;
}

const char *test_empty_address(void)
{
    return address_of(make_database(NULL));
}

struct db *test_db_open(enum db_mode mode)
{
    return open_or_fail(test_address(), mode);
}

struct db *test_db(void)
{
    if (db == NULL)
        db = test_db_open(DB_WRITE);
    return db;
}

struct db *test_begin(void)
{
    assert_ok(db_begin(test_db()));
    return db;
}

// Queries are known by their address, so each text keeps one for ever.
static const struct query *query_for(const char *sql)
{
    static struct query queries[256];
    size_t i = 0;
    while (i < 256 && queries[i].sql != NULL && strcmp(queries[i].sql, sql) != 0)
        i++;
    assert_true(i < 256);
    if (queries[i].sql == NULL)
        queries[i] = (struct query){"test", arena_dup(long_lived, sql), NULL};
    return &queries[i];
}

int64_t test_number(struct db *at, const char *sql)
{
    bool was_open = db_in_transaction(at);
    if (!was_open)
        assert_ok(db_begin(at));
    int64_t number = 0;
    int n = 0;
    {
        ROWS rows = db_rows(at, query_for(sql), NO_ARGS);
        for (; rows_next(&rows); n++)
            number = row_int(&rows, 0);
    }
    if (db_error(at) != OK || n != 1)
        fail_msg("%s: %d rows. %s", sql, n, db_error_words(at));
    if (!was_open)
        db_rollback(at);
    return number;
}

// --- the queries of the folder ---

static void every_query_can_be_prepared(void **state)
{
    (void)state;
    struct db *at = test_begin();
    for (const struct query *const *const *list = test_query_lists; *list != NULL; list++)
        for (const struct query *const *query = *list; *query != NULL; query++)
            if (db_prepare(at, *query) != OK)
                fail_msg("%s: %s", (*query)->name, db_error_words(at));
}

struct search {
    const char *name;
    bool found;
};

static void look(const char *name, uint64_t runs, void *context)
{
    struct search *search = context;
    search->found |= runs > 0 && strcmp(name, search->name) == 0;
}

static void every_query_was_run_by_a_test(void **state)
{
    (void)state;
    int missing = 0;
    for (const struct query *const *const *list = test_query_lists; *list != NULL; list++)
        for (const struct query *const *query = *list; *query != NULL; query++) {
            struct search search = {.name = (*query)->name};
            db_each_query(look, &search);
            if (!search.found)
                print_error("never run by a test: %s\n", search.name);
            missing += !search.found;
        }
    assert_int_equal(missing, 0);
}

const struct test_group *support_db_query_group(void)
{
    static void (*const tests[])(void **) = {every_query_can_be_prepared, every_query_was_run_by_a_test};
    static const struct test_group group = {"queries", tests, 2,
                                            "every_query_can_be_prepared, every_query_was_run_by_a_test"};
    return test_query_lists == NULL ? NULL : &group;
}

// --- around each test ---

static void close_group(void)
{
    db_close(db);
    db = NULL;
    address = NULL;
    while (made_count > 0 && made[made_count - 1] != template_name)
        drop(made[--made_count]);
}

void support_db_enter(const char *group)
{
    if (group_name != group && group_name != NULL)
        close_group();
    group_name = group;
}

void support_db_leave(void)
{
    if (db != NULL && db_in_transaction(db))
        db_rollback(db);
}

void support_db_close(void)
{
    close_group();
    if (template_name != NULL)
        drop(template_name);
    db_close(maintenance);
    arena_free(long_lived);
}
