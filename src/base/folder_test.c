// folder_test.c - tests of folders: empty, not empty, not there, none.
#include "base/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static void a_folder_is_empty_until_something_is_in_it(void **state)
{
    (void)state;
    bool is_empty = false;
    const char *path = arena_print(test_arena(), "%s/folder", test_folder()), *file = arena_print(test_arena(), "%s/.hidden", path);
    assert_err(folder_is_empty(path, &is_empty), ERR_NOT_FOUND);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_ok(folder_is_empty(path, &is_empty));
    assert_true(is_empty);
    int made = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(made >= 0);
    close(made);
    assert_ok(folder_is_empty(path, &is_empty));
    assert_false(is_empty);
    assert_err(folder_is_empty(file, &is_empty), ERR_STORE);
    assert_ok(folder_sync(path));
    assert_err(folder_sync("/nowhere/at/all"), ERR_STORE);
}

TESTS(folder, a_folder_is_empty_until_something_is_in_it)
