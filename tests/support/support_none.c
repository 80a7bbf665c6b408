// support_none.c - for test programs of folders that know no database.
#include "support_db.h"

void support_db_choose(int argc, char **argv)
{
    (void)argc, (void)argv;
}

bool support_db_runs(const char *test)
{
    (void)test;
    return true;
}

void support_db_enter(const char *group)
{
    (void)group;
}

void support_db_leave(void)
{
}

void support_db_close(void)
{
}

const struct test_group *support_db_query_group(void)
{
    return NULL;
}
