// moving_test.c - tests of sempre move: the demonstration programme goes to the group's kind of database and back.
#include <sys/stat.h>
#include <unistd.h>

#include "browser.h"
#include "started.h"
#include "store/move.h"

static const char *file_address(const char *name)
{
    return arena_print(test_arena(), "sqlite:%s/%s.db", test_folder(), name);
}

static struct outcome move_it(const char *from, const char *to)
{
    return RUN_BARE("move", "--from", from, "--to", to);
}

static struct db *begin_reading(const char *address)
{
    struct db *db;
    assert_ok(db_open(test_arena(), address, DB_READ, &db, NULL));
    assert_ok(db_begin(db));
    return db;
}

static void end_reading(struct db *db)
{
    db_rollback(db);
    db_close(db);
}

// One line for each table of the catalogue: its rows and their checksum.
static const char *sums_of(const char *address)
{
    struct db *db = begin_reading(address);
    struct table_list tables;
    struct buf lines = buf_make(test_arena(), 4096);
    assert_ok(table_list(test_arena(), db, &tables));
    for (size_t i = 0; i < tables.n; i++) {
        struct table_reader *reader;
        struct table_sum sum = {0};
        assert_ok(table_read(test_arena(), db, &tables.at[i], &reader));
        for (const struct arg *values; (values = table_next(reader)) != NULL;)
            table_sum_add(&sum, &tables.at[i], values);
        assert_ok(table_read_end(reader));
        buf_print(&lines, "%s %lld %llx %llx\n", tables.at[i].name, (long long)sum.rows, (unsigned long long)sum.lanes[0],
                  (unsigned long long)sum.lanes[3]);
    }
    end_reading(db);
    return buf_text(&lines);
}

static int64_t number(const char *address, const char *sql)
{
    struct db *db = begin_reading(address);
    int64_t n = test_number(db, sql);
    end_reading(db);
    return n;
}

// Every statement of every schema that makes a table stands for one that is moved.
static int64_t tables_made(void)
{
    return number(file_address("first"), "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%STRICT%'");
}

static void the_demonstration_goes_there_and_comes_back_the_same(void **state)
{
    (void)state;
    const char *first = file_address("first"), *second = test_empty_address(), *third = file_address("third");
    const char *other_key = arena_print(test_arena(), "%s/moved.key", test_folder());
    assert_int_equal(RUN_BARE("init", "--db", second, "--key", other_key).code, 0); // empty all the same; the key moves too
    assert_int_equal(RUN_BARE("demo", "--db", first, "--key", started_key_file(), "--content", TEST_SUPPORT "/../../content").code, 0);
    const char *before = sums_of(first);
    struct outcome there = move_it(first, second);
    if (there.code != 0)
        fail_msg("%s", there.error);
    assert_non_null(strstr(there.out, arena_print(test_arena(), "%d tables with ", (int)tables_made())));
    assert_non_null(strstr(there.out, "read back and found the same"));
    assert_non_null(strstr(there.out, second));
    struct outcome back = move_it(second, third);
    if (back.code != 0)
        fail_msg("%s", back.error);
    assert_string_equal(sums_of(first), before); // was only read
    assert_string_equal(sums_of(second), before);
    assert_string_equal(sums_of(third), before);
    assert_true(number(third, "SELECT count(*) FROM text_variant") > 100);
    struct stat status;
    assert_int_equal(stat(strchr(third, ':') + 1, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    // and it is served, with what people said in it
    struct started *started = started_serve(&(struct started_options){.db_address = second});
    struct browser *visitor = browser_new(started->port);
    assert_int_equal(browser_get(visitor, "/networks/liepaja"), 200);
    browser_free(visitor);
    assert_int_equal(started_stop(started), 0);
}

static void no_table_counts_by_itself(void **state)
{
    (void)state; // ids are made by the program: a database that is moved needs no counter set
    assert_int_equal(number(test_address(), test_is_postgres()
                                                ? "SELECT count(*) FROM pg_class WHERE relkind = 'S'"
                                                : "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'"), 0);
}

static void assert_refused(struct outcome outcome, int code, const char *words)
{
    if (outcome.code != code || strstr(outcome.error, words) == NULL || *outcome.out != '\0')
        fail_msg("%d expected with \"%s\", not %d with\n%s%s", code, words, outcome.code, outcome.error, outcome.out);
}

static void what_cannot_be_moved_is_refused_and_leaves_nothing(void **state)
{
    (void)state;
    const char *from = file_address("first"), *fresh = file_address("fresh"), *nowhere = "sqlite:/nowhere/at/all.db";
    assert_refused(RUN_BARE("move", "--from", from), 2, "Say both");
    assert_refused(move_it("mysql:x", fresh), 2, "sqlite: or postgresql:");
    assert_refused(move_it(nowhere, fresh), 4, "/nowhere/at/all.db");
    assert_refused(move_it(from, nowhere), 8, "/nowhere/at/all.db");
    assert_refused(move_it(from, from), 5, "has rows. Please name an empty one");
    assert_refused(move_it(from, file_address("third")), 5, "has rows");
    // neither a database that is older, nor one that is newer, nor into one
    struct db *db;
    const char *odd = file_address("odd");
    assert_int_equal(RUN_BARE("init", "--db", odd, "--key", started_key_file()).code, 0);
    assert_ok(db_open(test_arena(), odd, DB_WRITE, &db, NULL));
    assert_ok(db_script(db, "INSERT INTO migration (feature, number, checksum, ran_at) VALUES ('app', 9999, 'x', 1)"));
    assert_refused(move_it(odd, fresh), 5, "newer program");
    assert_refused(move_it(from, odd), 5, "newer program");
    assert_ok(db_script(db, "DELETE FROM migration WHERE number = 9999 OR feature = 'texts'"));
    assert_refused(move_it(odd, fresh), 5, "older than the program");
    assert_refused(move_it(from, odd), 5, "older than the program");
    db_close(db);
    // a row that refers to nothing is found before anything stays
    assert_ok(db_open(test_arena(), from, DB_WRITE, &db, NULL));
    assert_ok(db_script(db, "PRAGMA foreign_keys=OFF; INSERT INTO login (hash, person_id, created_at, seen_at, ends_at) "
                            "VALUES ('x', 1, 1, 1, 1)"));
    assert_refused(move_it(from, fresh), 8, "refers to nothing");
    assert_ok(db_script(db, "DELETE FROM login WHERE hash = 'x'"));
    db_close(db);
    assert_int_equal(access(strchr(fresh, ':') + 1, F_OK), -1);
}

TESTS(moving, the_demonstration_goes_there_and_comes_back_the_same, no_table_counts_by_itself,
      what_cannot_be_moved_is_refused_and_leaves_nothing)
