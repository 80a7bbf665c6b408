// migrate_test.c - the schema grows by steps that run once and never change.
#include "store/migrate.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/time.h"
#include "support.h"

static const struct migration well_steps[] = {
    {1, "0001_well.sql", "CREATE TABLE well (id BIGINT NOT NULL PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL);\n"},
    {2, "0002_well_depth.sql",
     "ALTER TABLE well ADD COLUMN depth BIGINT;\nINSERT INTO well (id, name) VALUES (1, 'old');\n"},
    {0},
};
static const struct migration bucket_steps[] = {
    {1, "0001_bucket.sql", "CREATE TABLE bucket (well_id BIGINT NOT NULL REFERENCES well (id));\n"},
    {0},
};
static const struct migration_set both_sets[] = {{"well", well_steps}, {"bucket", bucket_steps}};

static struct db *open_at(const char *address)
{
    struct db *db;
    assert_ok(db_open(test_arena(), address, DB_WRITE, &db, NULL));
    return db;
}

static const char *migrate_fails(struct db *db, const struct migration_set *sets, size_t n, enum err expected)
{
    const char *why = NULL;
    assert_err(migrate(test_arena(), db, sets, n, NULL, &why), expected);
    assert_non_null(why);
    return why;
}

static void steps_run_once_and_in_order(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    int ran = -1;
    assert_ok(migrate(test_arena(), db, both_sets, 2, &ran, NULL));
    assert_int_equal(ran, 3);
    assert_ok(migrate(test_arena(), db, both_sets, 2, &ran, NULL));
    assert_int_equal(ran, 0);
    assert_int_equal(test_number(db, "SELECT count(*) FROM well"), 1);
    assert_ok(migrate_check(test_arena(), db, both_sets, 2, NULL));
    int64_t last = 0;
    assert_ok(db_begin(db));
    assert_ok(migrate_last(db, &last));
    assert_in_range(last, time_now() - MINUTE, time_now());
    assert_ok(db_commit(db));
    db_close(db);
}

static void foreign_keys_are_checked_again_afterwards(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    assert_ok(migrate(test_arena(), db, both_sets, 2, NULL, NULL));
    assert_err(db_script(db, "INSERT INTO bucket (well_id) VALUES (99)"), ERR_CONFLICT);
    db_close(db);
}

static void a_step_that_fails_leaves_nothing_behind(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    const struct migration steps[] = {
        {1, "0001_good.sql", "CREATE TABLE good (id BIGINT);\n"},
        {2, "0002_bad.sql", "CREATE TABLE half (id BIGINT);\nINSERT INTO nowhere (id) VALUES (1);\n"},
        {0},
    };
    const struct migration_set set = {"trial", steps};
    const char *why = migrate_fails(db, &set, 1, ERR_STORE);
    assert_non_null(strstr(why, "0002_bad.sql"));
    assert_non_null(strstr(why, "nowhere"));
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 1);
    assert_err(db_script(db, "SELECT id FROM half"), ERR_STORE);
    assert_ok(db_script(db, "SELECT id FROM good"));
    db_close(db);
}

static void a_step_that_breaks_a_reference_fails(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    const struct migration steps[] = {
        {1, "0001_parent.sql", "CREATE TABLE parent (id BIGINT NOT NULL PRIMARY KEY);\n"
                               "CREATE TABLE child (parent_id BIGINT NOT NULL REFERENCES parent (id));\n"},
        {2, "0002_orphan.sql", "INSERT INTO child (parent_id) VALUES (5);\n"},
        {0},
    };
    const struct migration_set set = {"family", steps};
    assert_non_null(strstr(migrate_fails(db, &set, 1, ERR_STORE), "child"));
    assert_int_equal(test_number(db, "SELECT count(*) FROM child"), 0);
    db_close(db);
}

static void a_step_changed_after_it_ran_is_refused(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    assert_ok(migrate(test_arena(), db, both_sets, 2, NULL, NULL));
    struct migration changed[3] = {well_steps[0], well_steps[1], {0}};
    changed[0].sql = "CREATE TABLE well (id BIGINT NOT NULL PRIMARY KEY);\n";
    const struct migration_set sets[] = {{"well", changed}, {"bucket", bucket_steps}};
    assert_non_null(strstr(migrate_fails(db, sets, 2, ERR_CONFLICT), "0001_well.sql"));
    const char *why = NULL;
    assert_err(migrate_check(test_arena(), db, sets, 2, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "changed"));
    db_close(db);
}

static void an_older_program_refuses_a_newer_database(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    assert_ok(migrate(test_arena(), db, both_sets, 2, NULL, NULL));
    const struct migration older[] = {well_steps[0], {0}};
    const struct migration_set sets[] = {{"well", older}, {"bucket", bucket_steps}};
    assert_non_null(strstr(migrate_fails(db, sets, 2, ERR_CONFLICT), "newer program"));
    assert_non_null(strstr(migrate_fails(db, both_sets, 1, ERR_CONFLICT), "bucket")); // a feature it does not know
    db_close(db);
}

static void an_older_database_is_named_as_such(void **state)
{
    (void)state;
    const char *address = test_empty_address(), *why = NULL;
    struct db *db = open_at(address);
    assert_err(migrate_check(test_arena(), db, both_sets, 2, &why), ERR_CONFLICT); // nothing ran at all
    assert_ok(migrate(test_arena(), db, both_sets, 1, NULL, NULL));
    assert_err(migrate_check(test_arena(), db, both_sets, 2, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "0001_bucket.sql"));
    db_close(db);
    struct db *reader; // a server that reads only can ask too
    assert_ok(db_open(test_arena(), address, DB_READ, &reader, NULL));
    assert_ok(migrate_check(test_arena(), reader, both_sets, 1, NULL));
    db_close(reader);
}

static void on_sqlite_a_file_with_data_is_copied_before_it_changes(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    const struct migration first[] = {well_steps[0], {0}};
    const struct migration_set set = {"well", first};
    const char *copy = arena_print(test_arena(), "%s.before-well-0002", db_path(db));
    assert_ok(migrate(test_arena(), db, &set, 1, NULL, NULL));
    assert_int_not_equal(access(arena_print(test_arena(), "%s.before-well-0001", db_path(db)), F_OK), 0);
    assert_ok(db_script(db, "INSERT INTO well (id, name) VALUES (5, 'village')"));
    assert_ok(migrate(test_arena(), db, both_sets, 2, NULL, NULL));
    struct db *before;
    assert_ok(db_open(test_arena(), arena_print(test_arena(), "sqlite:%s", copy), DB_READ, &before, NULL));
    assert_int_equal(test_number(before, "SELECT id FROM well WHERE name = 'village'"), 5);
    assert_int_equal(test_number(before, "SELECT count(*) FROM migration"), 1);
    db_close(before);
    db_close(db);
}

static void on_sqlite_nothing_changes_where_the_copy_cannot_be_made(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    assert_ok(migrate(test_arena(), db, both_sets, 1, NULL, NULL));
    // A folder stands where the copy should go.
    assert_int_equal(mkdir(arena_print(test_arena(), "%s.before-bucket-0001", db_path(db)), 0700), 0);
    assert_non_null(strstr(migrate_fails(db, both_sets, 2, ERR_STORE), "copy"));
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 2);
    db_close(db);
}

// --- two programs started at once ---

static void *migrate_beside(void *address)
{
    struct arena *arena = arena_new(1024 * 1024);
    struct db *db;
    int ran = -1;
    const char *why = "";
    if (db_open(arena, address, DB_WRITE, &db, &why) == OK) {
        if (migrate(arena, db, both_sets, 2, &ran, &why) != OK)
            ran = -1;
        db_close(db);
    }
    if (ran < 0)
        print_message("# %s\n", why);
    arena_free(arena);
    return (void *)(intptr_t)ran;
}

static void two_programs_at_once_run_each_step_once(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    pthread_t threads[2];
    intptr_t ran[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, migrate_beside, (void *)(uintptr_t)address), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], (void **)&ran[i]);
    assert_true(ran[0] >= 0 && ran[1] >= 0);
    struct db *db = open_at(address);
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 3);
    assert_int_equal(test_number(db, "SELECT count(*) FROM well"), 1);
    db_close(db);
}

TESTS(migrate, steps_run_once_and_in_order, foreign_keys_are_checked_again_afterwards,
      a_step_that_fails_leaves_nothing_behind, a_step_that_breaks_a_reference_fails,
      a_step_changed_after_it_ran_is_refused, an_older_program_refuses_a_newer_database,
      an_older_database_is_named_as_such, on_sqlite_a_file_with_data_is_copied_before_it_changes,
      on_sqlite_nothing_changes_where_the_copy_cannot_be_made, two_programs_at_once_run_each_step_once)
