// support.h - what every C test uses: groups of tests, memory, chance, and a real database.
//
// A file need_test.c holds tests and names them at its end; the build collects the groups from the file names:
//
//     static void a_need_keeps_its_evidence(void **state)
//     {
//         struct db *db = test_begin();
//         ...
//     }
//     TESTS(need, a_need_keeps_its_evidence)
//
// A test whose name begins with on_sqlite_ or on_postgresql_ is for that database only; no test is ever skipped.
// One file of a folder with SQL also says TEST_QUERIES(need_queries): a test then prepares each of these queries, and
// another fails for each query that no test of the program ran.
#ifndef SEMPRE_TESTS_SUPPORT_H
#define SEMPRE_TESTS_SUPPORT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/rand.h"
#include "store/db.h"

// --- groups ---
struct test_group {
    const char *name;
    void (*const *tests)(void **state);
    size_t n;
    const char *names; // "first_test, second_test"
};

#define TESTS(group, ...)                                                                                 \
    static void (*const group##_test_functions_[])(void **) = {__VA_ARGS__};                              \
    extern const struct test_group group##_test_group;                                                    \
    const struct test_group group##_test_group = {                                                        \
        #group, group##_test_functions_, sizeof(group##_test_functions_) / sizeof(group##_test_functions_[0]), \
        #__VA_ARGS__};

// Lists of queries (`const struct query *const need_queries[]`, ended by NULL), once a program.
#define TEST_QUERIES(...)                                                                                 \
    extern const struct query *const *const test_query_lists[];                                           \
    const struct query *const *const test_query_lists[] = {__VA_ARGS__, NULL};

// --- memory, time and chance; all are the same again at the start of each test ---
struct arena *test_arena(void);  // 64 MB, emptied after each test
struct rand *test_random(void);  // repeatable
#define TEST_NOW INT64_C(1767603600000) // Monday, 5 January 2026, 9:00 UTC

#define assert_ok(call) assert_int_equal((call), OK)
#define assert_err(call, error) assert_int_equal((call), (error))
// That a drawn page has this part of it, or has it not; what it has is told where a test fails.
void assert_has(const char *text, const char *part);
void assert_has_not(const char *text, const char *part);
// Two doubles that differ by at most `most` (cmocka's assert_float_equal compares floats). NaN is near to nothing.
#define assert_near(one, other, most) assert_true(fabs((one) - (other)) <= (most))

// A folder of its own for files, removed when the program ends, however it ends.
const char *test_folder(void);

// --- the database of the running group: real, migrated, empty before the group's first test ---
// The program's first argument chooses: "sqlite" (a file in a temporary folder; also without an argument) or "postgresql" (a real server; see
// with-postgres).
struct db *test_db(void);    // open for writing, outside a transaction
struct db *test_begin(void); // the same in an open transaction, rolled back after the test unless it commits
const char *test_address(void);                // for db_open and commands
struct db *test_db_open(enum db_mode mode);    // one more connection; db_close it before the test ends
bool test_is_postgres(void);
// The address of a new database without any table, for tests of migration and set-up.
const char *test_empty_address(void);

// One number from one row, e.g. test_count(db, "SELECT count(*) FROM need"). Fails the test if there is none.
int64_t test_number(struct db *db, const char *sql);

#endif
