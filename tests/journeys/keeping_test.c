// keeping_test.c - tests of backup, restore and check, while the program serves and afterwards.
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/time.h"
#include "scene.h"
#include "store/db.h"

enum { SAID = 12 };

static const char *file_in_folder(const char *name)
{
    return arena_print(test_arena(), "%s/%s", test_folder(), name);
}

static void say(struct browser *phone, const struct scene *scene, int from, int to)
{
    for (int i = from; i < to; i++)
        assert_int_equal(browser_post(phone, arena_print(test_arena(), "/w/%s", scene->code),
                                      arena_print(test_arena(), "words=Kept+for+later+%d", i)), 303);
}

static struct outcome restore(const char *file, const char *address, const char *option)
{
    return RUN_BARE("restore", file, "--db", address, "--key", started_key_file(), option);
}

static int64_t said_in(const char *address)
{
    struct db *db;
    const char *why;
    assert_ok(db_open(test_arena(), address, DB_READ, &db, &why));
    int64_t n = test_number(db, "SELECT count(*) FROM contribution WHERE words LIKE 'Kept for later %'");
    db_close(db);
    return n;
}

static void write_file(const char *path, const char *bytes, size_t n, long at)
{
    FILE *file = fopen(path, at == 0 ? "we" : "r+e");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

static void a_backup_holds_what_was_said_and_comes_back(void **state)
{
    (void)state;
    struct scene scene = scene_make("backup", "ideas", "{\"at_once\":true}", 0);
    assert_int_equal(RUN("init", "--this-key").code, 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    const char *file = file_in_folder("evening.backup"), *elsewhere = test_empty_address();
    say(phone, &scene, 0, SAID);
    struct outcome made = RUN("backup", file);
    assert_int_equal(made.code, 0);
    assert_non_null(strstr(made.out, "read back and found whole"));
    assert_non_null(strstr(made.out, started_key_file()));
    say(phone, &scene, SAID, 2 * SAID);
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    // never over another file
    struct outcome again = RUN("backup", file);
    assert_int_equal(again.code, 5);
    assert_non_null(strstr(again.error, "is there already"));
    assert_int_equal(restore(file, elsewhere, NULL).code, 0);
    assert_int_equal(said_in(elsewhere), SAID);
    // and not over another database, unless told; what was there is kept
    const char *later = file_in_folder("later.backup");
    assert_int_equal(RUN("backup", later).code, 0);
    assert_int_equal(restore(later, elsewhere, NULL).code, 5);
    assert_int_equal(said_in(elsewhere), SAID);
    struct outcome replaced = restore(later, elsewhere, "--overwrite");
    assert_int_equal(replaced.code, 0);
    assert_int_equal(said_in(elsewhere), 2 * SAID);
    const char *kept = strstr(replaced.out, "is kept in ");
    assert_non_null(kept);
    kept = arena_copy(test_arena(), kept + 11, strcspn(kept + 11, "\n") - 1);
    assert_int_equal(restore(kept, elsewhere, "--overwrite").code, 0);
    assert_int_equal(said_in(elsewhere), SAID);
    // beside the key of another database it says so
    assert_null(strstr(replaced.out, "belongs to another database"));
    const char *key = file_in_folder("elsewhere.key"), *nowhere = arena_print(test_arena(), "sqlite:%s", file_in_folder("nowhere.db"));
    assert_int_equal(RUN_BARE("init", "--db", nowhere, "--key", key).code, 0);
    struct outcome strange = RUN_BARE("restore", later, "--overwrite", "--db", elsewhere, "--key", key);
    assert_int_equal(strange.code, 0);
    assert_non_null(strstr(strange.out, "belongs to another database"));
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void what_is_no_backup_changes_nothing(void **state)
{
    (void)state;
    const char *elsewhere = test_empty_address(), *file = file_in_folder("whole.backup"), *odd = file_in_folder("odd.backup");
    assert_int_equal(RUN("backup", file).code, 0);
    assert_int_equal(restore(file, elsewhere, NULL).code, 0);
    int64_t said = said_in(elsewhere);
    assert_int_equal(restore(file_in_folder("nowhere"), elsewhere, "--overwrite").code, 4);
    write_file(odd, "Something else", 14, 0);
    assert_int_equal(restore(odd, elsewhere, "--overwrite").code, 2);
    bool is_sqlite = strncmp(test_address(), "sqlite:", 7) == 0;
    write_file(odd, is_sqlite ? "PGDMP" : "SQLite format 3", is_sqlite ? 5 : 15, 0); // that of the other database
    struct outcome other = restore(odd, elsewhere, "--overwrite");
    assert_int_equal(other.code, 2);
    assert_non_null(strstr(other.error, is_sqlite ? "PostgreSQL" : "SQLite"));
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    for (long at = status.st_size / 3; at < status.st_size / 2; at += 512)
        write_file(file, "damaged by a bad disk", 21, at);
    struct outcome damaged = restore(file, elsewhere, "--overwrite");
    assert_int_equal(damaged.code, 8);
    assert_int_equal(said_in(elsewhere), said);
    assert_int_equal(RUN("backup", "/nowhere/at/all.backup").code, 8);
}

static void check_says_what_is_wrong_and_its_code_too(void **state)
{
    (void)state;
    struct outcome well = RUN("check");
    assert_true(well.code == 0 || well.code == 5); // 5: little room on this machine
    assert_non_null(strstr(well.out, "ok       The database was read as a whole"));
    assert_non_null(strstr(well.out, "ok       The clock can be right"));
    assert_null(strstr(well.out, "BROKEN"));
    assert_non_null(strstr(well.out, "ok       Every vote and every sentence belongs to something"));
    bool is_careless = test_is_postgres() &&
                       test_number(test_db(), "SELECT count(*) FROM pg_settings WHERE name = 'fsync' AND setting = 'off'") > 0;
    assert_int_equal(strstr(well.out, "look at  The setting fsync of PostgreSQL is off") != NULL, is_careless);
    assert_int_equal(chmod(started_key_file(), 0644), 0);
    struct outcome open_key = RUN("check");
    assert_int_equal(chmod(started_key_file(), 0600), 0);
    assert_int_equal(open_key.code, 5);
    assert_non_null(strstr(open_key.out, "can be read by others. Run: chmod 600"));
    assert_int_equal(RUN("settings", "trusted_proxies", "127.0.0.1").code, 0);
    struct outcome half = RUN("check");
    assert_int_equal(half.code, 5);
    assert_non_null(strstr(half.out, "look at  The setting trusted_proxies is set"));
    assert_int_equal(RUN("settings", "trusted_proxies", "").code, 0);
    assert_ok(db_script(test_db(), "UPDATE migration SET ran_at = ran_at + 1000000000000 WHERE feature = 'people'"));
    assert_non_null(strstr(RUN("check").out, "look at  The clock of this machine goes wrong"));
    assert_ok(db_script(test_db(), "UPDATE migration SET ran_at = ran_at - 1000000000000 WHERE feature = 'people'"));
    assert_ok(db_script(test_db(), "INSERT INTO participation VALUES (1, 1, 1, 1, 1, 1)"));
    struct outcome orphan = RUN("check");
    assert_int_equal(orphan.code, 8);
    assert_non_null(strstr(orphan.out, "BROKEN   In the table participation, rows name a "));
    assert_ok(db_script(test_db(), "DELETE FROM participation WHERE activity_id = 1"));
    assert_int_equal(RUN_BARE("check", "--db", "sqlite:/nowhere/at/all.db", "--key", started_key_file()).code, 4);
}

static void on_sqlite_check_finds_damage(void **state)
{
    (void)state;
    const char *path = file_in_folder("hurt.db"), *address = arena_print(test_arena(), "sqlite:%s", path);
    assert_int_equal(RUN("backup", path).code, 0);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    for (long at = status.st_size / 3; at < status.st_size / 2; at += 512)
        write_file(path, "damaged by a bad disk", 21, at);
    struct outcome hurt = RUN_BARE("check", "--db", address, "--key", started_key_file());
    assert_int_equal(hurt.code, 8);
    assert_non_null(strstr(hurt.out, "BROKEN"));
}

// In place of pg_dump: says what it was told, and how.
static void on_postgresql_the_password_of_the_database_is_on_no_command_line(void **state)
{
    (void)state;
    const char *folder = file_in_folder("programs"), *said = file_in_folder("said"), *path = getenv("PATH");
    assert_int_equal(mkdir(folder, 0700), 0);
    const char *script = arena_print(test_arena(), "#!/bin/sh\necho \"arguments $* password $PGPASSWORD\" >%s\nexit 1\n", said);
    const char *program = arena_print(test_arena(), "%s/pg_dump", folder);
    write_file(program, script, strlen(script), 0);
    assert_int_equal(chmod(program, 0700), 0);
    const char *address = arena_print(test_arena(), "%s&password=it%%27s%%20secret", test_address());
    assert_int_equal(setenv("PATH", arena_print(test_arena(), "%s:%s", folder, path), 1), 0);
    int code = RUN_BARE("backup", file_in_folder("never.backup"), "--db", address).code;
    assert_int_equal(setenv("PATH", path, 1), 0);
    assert_int_not_equal(code, 0);
    char line[4096] = "";
    FILE *in = fopen(said, "r");
    assert_non_null(in);
    assert_non_null(fgets(line, sizeof line, in));
    fclose(in);
    const char *arguments = arena_copy(test_arena(), line, (size_t)(strstr(line, " password ") - line));
    assert_null(strstr(arguments, "secret"));
    assert_non_null(strstr(arguments, "host='/"));
    assert_string_equal(strstr(line, " password "), " password it's secret\n");
}

TESTS(keeping, on_postgresql_the_password_of_the_database_is_on_no_command_line,
      a_backup_holds_what_was_said_and_comes_back, what_is_no_backup_changes_nothing,
      check_says_what_is_wrong_and_its_code_too, on_sqlite_check_finds_damage)
