// erase_test.c - tests that deleted bytes leave the files of a database, and old copies its folder.
#include "store/erase.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"
#include "support.h"

#define CANARY "a canary sings in the mine"

static bool file_has(const char *path, const char *words)
{
    FILE *file = fopen(path, "re");
    enum { MOST = 4 * 1024 * 1024 };
    char *bytes = arena_alloc(test_arena(), MOST);
    size_t n = file == NULL ? 0 : fread(bytes, 1, MOST, file);
    if (file != NULL)
        fclose(file);
    return memmem(bytes, n, words, strlen(words)) != NULL;
}

static void on_sqlite_no_file_has_what_was_deleted(void **state)
{
    (void)state;
    struct db *db = test_db();
    const char *log = arena_print(test_arena(), "%s-wal", db_path(db));
    struct stat status;
    assert_ok(db_begin(db));
    assert_ok(db_script(db, "CREATE TABLE mine (words TEXT); INSERT INTO mine VALUES ('" CANARY "')"));
    assert_ok(db_commit(db));
    assert_true(file_has(db_path(db), CANARY) || file_has(log, CANARY));
    assert_ok(db_begin(db));
    assert_ok(db_script(db, "DELETE FROM mine"));
    assert_ok(db_commit(db));
    assert_ok(db_erase(db, NULL));
    assert_false(file_has(db_path(db), CANARY));
    assert_int_equal(stat(log, &status), 0);
    assert_int_equal(status.st_size, 0);
    assert_ok(db_begin(db)); // and it goes on
    assert_ok(db_script(db, "INSERT INTO mine VALUES ('again'); DROP TABLE mine"));
    assert_ok(db_commit(db));
}

static void on_postgresql_tables_are_written_anew(void **state)
{
    (void)state;
    struct db *db = test_db();
    static const char *const tables[] = {"mine", NULL}, *const none[] = {"nowhere", NULL};
    assert_ok(db_begin(db));
    assert_ok(db_script(db, "CREATE TABLE mine (words TEXT); INSERT INTO mine SELECT repeat('" CANARY "', 100) FROM generate_series(1, 100)"));
    assert_ok(db_commit(db));
    assert_ok(db_begin(db));
    assert_ok(db_script(db, "DELETE FROM mine"));
    assert_ok(db_commit(db));
    assert_ok(db_erase(db, tables));
    assert_int_equal(test_number(db, "SELECT pg_relation_size('mine')"), 0);
    assert_err(db_erase(db, none), ERR_STORE);
    assert_ok(db_begin(db));
    assert_ok(db_script(db, "DROP TABLE mine"));
    assert_ok(db_commit(db));
}

static const char *aged(const char *name, int64_t seconds)
{
    const char *path = arena_print(test_arena(), "%s/%s", test_folder(), name);
    const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(futimens(file, times), 0);
    close(file);
    return path;
}

static void old_copies_go_and_nothing_else(void **state)
{
    (void)state;
    const char *copies = arena_print(test_arena(), "%s/mine.db", test_folder());
    const char *old = aged("mine.db.before-needs-0001", 1000), *restored = aged("mine.db.before-restore-1", 1000);
    const char *young = aged("mine.db.before-needs-0002", 3000), *itself = aged("mine.db", 1000);
    const char *other = aged("yours.db.before-needs-0001", 1000);
    const char *folder = arena_print(test_arena(), "%s/mine.db.before-folder", test_folder());
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(backup_delete_copies(test_arena(), copies, 2000 * 1000), 2);
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_not_equal(access(restored, F_OK), 0);
    assert_int_equal(access(young, F_OK), 0);
    assert_int_equal(access(itself, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(access(folder, F_OK), 0);
    assert_int_equal(backup_delete_copies(test_arena(), "/nowhere/mine.db", 2000 * 1000), 0);
}

TESTS(erase, on_sqlite_no_file_has_what_was_deleted, on_postgresql_tables_are_written_anew, old_copies_go_and_nothing_else)
