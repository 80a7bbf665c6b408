// migrate_test.c - the schema grows by steps that run once and never change.
#include "store/migrate.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/time.h"
#include "store/backup.h"
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
    assert_err(migrate(test_arena(), db, sets, n, test_folder(), NULL, &why), expected);
    assert_non_null(why);
    return why;
}

static void steps_run_once_and_in_order(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    int ran = -1;
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), &ran, NULL));
    assert_int_equal(ran, 3);
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), &ran, NULL));
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
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), NULL, NULL));
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

static void a_database_of_another_program_is_left_alone(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    const char *why = NULL;
    assert_ok(db_script(db, "CREATE TABLE invoice (id BIGINT)"));
    assert_non_null(strstr(migrate_fails(db, both_sets, 2, ERR_CONFLICT), "another program: it has a table invoice"));
    assert_err(migrate_check(test_arena(), db, both_sets, 2, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "another program"));
    assert_err(db_script(db, "SELECT id FROM well"), ERR_STORE);
    assert_err(db_script(db, "SELECT number FROM migration"), ERR_STORE);
    db_close(db);
}

static void a_step_changed_after_it_ran_is_refused(void **state)
{
    (void)state;
    struct db *db = open_at(test_empty_address());
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), NULL, NULL));
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
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), NULL, NULL));
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
    assert_ok(migrate(test_arena(), db, both_sets, 1, test_folder(), NULL, NULL));
    assert_err(migrate_check(test_arena(), db, both_sets, 2, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "0001_bucket.sql"));
    db_close(db);
    struct db *reader; // a server that reads only can ask too
    assert_ok(db_open(test_arena(), address, DB_READ, &reader, NULL));
    assert_ok(migrate_check(test_arena(), reader, both_sets, 1, NULL));
    db_close(reader);
}

// --- the copy before ---

static const struct migration_set first_set[] = {{"well", (const struct migration[]){
    {1, "0001_well.sql", "CREATE TABLE well (id BIGINT NOT NULL PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL);\n"}, {0}}}};

// A database with one well, as an older program left it.
static struct db *open_older(const char *address)
{
    struct db *db = open_at(address);
    assert_ok(migrate(test_arena(), db, first_set, 1, test_folder(), NULL, NULL));
    assert_ok(db_script(db, "INSERT INTO well (id, name) VALUES (5, 'village')"));
    return db;
}

static const char *copy_of(const char *address, const char *step)
{
    return arena_print(test_arena(), "%s.before-%s", backup_copies(test_arena(), address, test_folder()), step);
}

// What a copy holds, put into a database of its own.
static struct db *open_copy(const char *path)
{
    const char *address = test_empty_address(), *kept = NULL, *why = "";
    if (backup_restore(test_arena(), address, path, true, (struct backup_listener){0}, &kept, &why) != OK)
        fail_msg("%s: %s", path, why);
    return open_at(address);
}

static void data_is_copied_before_it_changes(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    struct db *db = open_older(address), *before;
    struct stat status;
    assert_int_not_equal(access(copy_of(address, "well-0001"), F_OK), 0); // there was none yet
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), NULL, NULL));
    before = open_copy(copy_of(address, "well-0002"));
    assert_int_equal(test_number(before, "SELECT id FROM well WHERE name = 'village'"), 5);
    assert_int_equal(test_number(before, "SELECT count(*) FROM migration"), 1);
    db_close(before);
    assert_int_equal(stat(copy_of(address, "well-0002"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_ok(migrate(test_arena(), db, both_sets, 2, test_folder(), NULL, NULL));
    assert_int_not_equal(access(copy_of(address, "bucket-0001"), F_OK), 0); // one for all steps, and none where nothing runs
    db_close(db);
}

// A step that failed is tried again: the copy is then of what people said until then.
static void the_copy_of_an_attempt_before_is_made_anew(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    const struct migration steps[] = {first_set[0].steps[0], {2, "0002_bad.sql", "INSERT INTO nowhere (id) VALUES (1);\n"}, {0}};
    const struct migration_set bad = {"well", steps};
    struct db *db = open_older(address), *before;
    migrate_fails(db, &bad, 1, ERR_STORE);
    assert_ok(db_script(db, "INSERT INTO well (id, name) VALUES (6, 'town')"));
    migrate_fails(db, &bad, 1, ERR_STORE);
    before = open_copy(copy_of(address, "well-0002"));
    assert_int_equal(test_number(before, "SELECT count(*) FROM well"), 2);
    db_close(before);
    db_close(db);
}

static void nothing_changes_where_the_copy_cannot_be_made(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    struct db *db = open_older(address);
    assert_int_equal(mkdir(copy_of(address, "well-0002"), 0700), 0); // a folder stands where it should go
    const char *why = migrate_fails(db, both_sets, 2, ERR_STORE);
    assert_non_null(strstr(why, "could not be made, so nothing was changed. "));
    assert_non_null(strstr(why, "Is a directory"));
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 1);
    db_close(db);
}

static void on_postgresql_nothing_changes_without_pg_dump(void **state)
{
    (void)state;
    struct db *db = open_older(test_empty_address());
    const char *path = getenv("PATH");
    assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
    const char *why = migrate_fails(db, both_sets, 2, ERR_STORE);
    assert_int_equal(setenv("PATH", path, 1), 0);
    assert_non_null(strstr(why, "so nothing was changed. The program pg_dump is not installed. On Debian: apt install"));
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 1);
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
        if (migrate(arena, db, both_sets, 2, test_folder(), &ran, &why) != OK)
            ran = -1;
        db_close(db);
    }
    if (ran < 0)
        print_message("# %s\n", why);
    arena_free(arena);
    return (void *)(intptr_t)ran;
}

enum { PROGRAMS = 4 };

static void migrate_at_once(const char *address)
{
    pthread_t threads[PROGRAMS];
    intptr_t ran[PROGRAMS];
    for (int i = 0; i < PROGRAMS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, migrate_beside, (void *)(uintptr_t)address), 0);
    for (int i = 0; i < PROGRAMS; i++)
        pthread_join(threads[i], (void **)&ran[i]);
    for (int i = 0; i < PROGRAMS; i++)
        assert_true(ran[i] >= 0);
}

static void programs_at_once_run_each_step_once(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    migrate_at_once(address);
    struct db *db = open_at(address);
    assert_int_equal(test_number(db, "SELECT count(*) FROM migration"), 3);
    assert_int_equal(test_number(db, "SELECT count(*) FROM well"), 1);
    db_close(db);
}

// Where a program copied what another has brought up to date already, the way back would be gone.
static void programs_at_once_make_one_copy_of_what_was(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        const char *address = test_empty_address();
        db_close(open_older(address));
        migrate_at_once(address);
        struct db *before = open_copy(copy_of(address, "well-0002"));
        assert_int_equal(test_number(before, "SELECT count(*) FROM migration"), 1);
        db_close(before);
        assert_int_not_equal(access(copy_of(address, "bucket-0001"), F_OK), 0);
    }
}

// Whether somebody waits for the lock on a folder, as the kernel lists it.
static bool is_waited_for(int folder)
{
    struct stat status;
    char line[256];
    bool is_waiting = false;
    assert_int_equal(fstat(folder, &status), 0);
    const char *file = arena_print(test_arena(), ":%llu 0 EOF", (unsigned long long)status.st_ino);
    FILE *locks = fopen("/proc/locks", "re");
    while (locks != NULL && fgets(line, sizeof line, locks) != NULL)
        is_waiting = is_waiting || (strstr(line, "-> FLOCK") != NULL && strstr(line, file) != NULL);
    if (locks != NULL)
        fclose(locks);
    return is_waiting;
}

static void on_sqlite_a_second_program_waits_for_the_first(void **state)
{
    (void)state;
    const char *address = test_empty_address();
    struct db *db = open_older(address);
    int64_t until = time_monotonic() + 20 * SECOND;
    pthread_t second;
    intptr_t ran;
    int first = open(test_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(first >= 0);
    assert_int_equal(flock(first, LOCK_SH), 0); // as if another were at work
    assert_int_equal(pthread_create(&second, NULL, migrate_beside, (void *)(uintptr_t)address), 0);
    while (!is_waited_for(first) && time_monotonic() < until)
        continue;
    bool was_waiting = is_waited_for(first);
    int64_t steps = test_number(db, "SELECT count(*) FROM migration");
    close(first);
    pthread_join(second, (void **)&ran);
    assert_true(was_waiting);
    assert_int_equal(steps, 1);
    assert_int_equal(ran, 2);
    db_close(db);
}

TESTS(migrate, steps_run_once_and_in_order, foreign_keys_are_checked_again_afterwards,
      a_step_that_fails_leaves_nothing_behind, a_step_that_breaks_a_reference_fails,
      a_database_of_another_program_is_left_alone, a_step_changed_after_it_ran_is_refused, an_older_program_refuses_a_newer_database,
      an_older_database_is_named_as_such, data_is_copied_before_it_changes, the_copy_of_an_attempt_before_is_made_anew,
      nothing_changes_where_the_copy_cannot_be_made, on_postgresql_nothing_changes_without_pg_dump,
      on_sqlite_a_second_program_waits_for_the_first, programs_at_once_run_each_step_once, programs_at_once_make_one_copy_of_what_was)
