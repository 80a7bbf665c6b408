// raw_test.c - sends every request of tests/raw/ to a real server, and expects what stands there (see raw_files.h).
#include "raw_files.h"
#include "raw_http.h"

// Says what is wrong, so that one run names every file.
static bool is_as_expected(const struct raw_server *raw, const char *file, const struct buf *request, const char *expected)
{
    const char *name = strrchr(file, '/') + 1, *wanted = strchr(expected, ' ');
    int line = raw_connect(raw);
    raw_send(line, request->at, request->n);
    const char *answer = wanted != NULL ? raw_read_one(line) : raw_read_all(line);
    close(line);
    int status = strcmp(expected, "closed") == 0 ? 0 : (int)strtol(expected, NULL, 10);
    bool is_right = raw_status(answer) == status && (wanted == NULL || strstr(answer, wanted + 1) != NULL);
    if (!is_right)
        print_error("%s: \"%s\" expected, not \"%s\"\n", name, expected, answer);
    return is_right;
}

static void every_raw_request_is_answered_as_it_should_be(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    struct strings files = raw_files();
    int wrong = 0;
    assert_true(files.n >= 70);
    for (size_t i = 0; i < files.n; i++) {
        const char *expected;
        struct buf request = raw_file_read(files.at[i], &expected);
        assert_non_null(expected);
        wrong += !is_as_expected(raw, files.at[i], &request, expected);
        raw_serves(raw);
    }
    raw_stop(raw);
    assert_int_equal(wrong, 0);
}

TESTS(raw, every_raw_request_is_answered_as_it_should_be)
