// support_db.h - between support.c and the databases of the tests.
#ifndef SEMPRE_TESTS_SUPPORT_DB_H
#define SEMPRE_TESTS_SUPPORT_DB_H

#include "support.h"

// Reads the database from the command line; without a word it is SQLite. For PostgreSQL without a running server the program
// starts itself again under with-postgres.
void support_db_choose(int argc, char **argv);
bool support_db_runs(const char *test); // whether the test is for this database
void support_db_enter(const char *group); // before each test
void support_db_leave(void);              // after each test
void support_db_close(void);

// The tests of the lists given by TEST_QUERIES, or NULL.
const struct test_group *support_db_query_group(void);

#endif
