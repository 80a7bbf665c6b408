// support.c - runs all groups of a test program and reports in TAP.
#include "support.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/vec.h"
#include "support_db.h"

// The build says which groups there are: -DTEST_GROUPS=X(need)X(need_store), from the names of the test files.
#define X(group) extern const struct test_group group##_test_group;
TEST_GROUPS
#undef X

static const struct test_group *const groups[] = {
#define X(group) &group##_test_group,
    TEST_GROUPS
#undef X
};

static struct arena *arena;
static struct rand chance;
static char folder[64];

struct arena *test_arena(void)
{
    return arena;
}

struct rand *test_random(void)
{
    return &chance;
}

const char *test_folder(void)
{
    return folder;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

// A child that outlives the program, whatever happens to it, and then removes its folder: it sees the pipe end.
static void keep_folder(int *ret_pipe, pid_t *ret_keeper)
{
    snprintf(folder, sizeof(folder), "%s/sempre-test-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    int ends[2];
    if (mkdtemp(folder) == NULL || pipe2(ends, O_CLOEXEC) != 0) {
        perror(folder);
        exit(1);
    }
    pid_t keeper = fork();
    if (keeper == 0) {
        setsid(); // what ends the program's group leaves this one alone
        close(ends[1]);
        close(STDOUT_FILENO);
        char byte;
        while (read(ends[0], &byte, 1) > 0) {
        }
        nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
        _exit(0);
    }
    close(ends[0]);
    *ret_pipe = ends[1];
    *ret_keeper = keeper;
}

static int before_test(void **state)
{
    chance = rand_seeded(1);
    support_db_enter(*state);
    return 0;
}

static int after_test(void **state)
{
    (void)state;
    support_db_leave();
    arena_reset(arena);
    return 0;
}

// Cuts the next name off "first_test, second_test".
static char *next_name(struct arena *names, const char **list)
{
    size_t n = strcspn(*list, ",");
    char *name = arena_copy(names, *list, n);
    *list += n + strspn(*list + n, ", \n");
    return name;
}

struct test_list {
    struct CMUnitTest *at;
    size_t n, cap;
};

static void add_group(struct arena *names, const struct test_group *group, struct test_list *list)
{
    const char *rest = group->names;
    for (size_t i = 0; i < group->n; i++) {
        char *name = next_name(names, &rest);
        if (!support_db_runs(name))
            continue;
        for (char *at = name; *at != '\0'; at++)
            if (*at == '_')
                *at = ' ';
        *VEC_PUSH(names, list) = (struct CMUnitTest){
            .name = arena_print(names, "%s: %s", group->name, name),
            .test_func = group->tests[i],
            .setup_func = before_test,
            .teardown_func = after_test,
            .initial_state = (void *)(uintptr_t)group->name,
        };
    }
}

static int run_all(struct arena *names)
{
    struct test_list list = {0};
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        add_group(names, groups[i], &list);
    const struct test_group *queries = support_db_query_group();
    if (queries != NULL) // last: it asks what the tests before it ran
        add_group(names, queries, &list);
    return _cmocka_run_group_tests("tests", list.at, list.n, NULL, NULL);
}

void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("the page does not have \"%s\" in\n%s", part, text);
}

void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("the page has \"%s\" in\n%s", part, text);
}

int main(int argc, char **argv)
{
    support_db_choose(argc, argv); // may start the program again beside a server
    int pipe_end;
    pid_t keeper;
    keep_folder(&pipe_end, &keeper);
    setvbuf(stdout, NULL, _IOLBF, 0);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    cmocka_set_test_filter(getenv("SEMPRE_TESTS")); // for whoever works on a test: only those of this name, "lanes: *"
    struct arena *names = arena_new(1024 * 1024);
    arena = arena_new(64 * 1024 * 1024);
    int failed = run_all(names);
    support_db_close();
    arena_free(arena);
    arena_free(names);
    close(pipe_end);
    waitpid(keeper, NULL, 0);
    return failed == 0 ? 0 : 1;
}
