// log_test.c - tests of log lines.
#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support.h"

// What log_line writes to stderr, read back from a pipe.
static const char *logged(enum log_level level, const char *value)
{
    int ends[2], kept = dup(STDERR_FILENO);
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    log_line(level, "value %s", value);
    dup2(kept, STDERR_FILENO);
    close(ends[1]);
    close(kept);
    char *text = arena_alloc(test_arena(), 8192);
    assert_true(read(ends[0], text, 8191) > 0);
    close(ends[0]);
    return text;
}

static void a_line_carries_time_and_level(void **state)
{
    (void)state;
    unsetenv("JOURNAL_STREAM");
    const char *line = logged(LOG_WARNING, "x");
    int year, month, day, hour, minute, at = 0;
    assert_int_equal(sscanf(line, "%4d-%2d-%2dT%2d:%2d:%*6cZ %n", &year, &month, &day, &hour, &minute, &at), 5);
    assert_string_equal(line + at, "warning value x\n");
}

static void the_journal_gets_the_level_as_a_number(void **state)
{
    (void)state;
    setenv("JOURNAL_STREAM", "8:1", 1);
    assert_string_equal(logged(LOG_ERROR, "x"), "<3>value x\n");
    assert_string_equal(logged(LOG_INFO, "x"), "<6>value x\n");
    unsetenv("JOURNAL_STREAM");
}

static void an_event_stays_one_line(void **state)
{
    (void)state;
    setenv("JOURNAL_STREAM", "8:1", 1);
    assert_string_equal(logged(LOG_INFO, "a\nb\x1b[0m"), "<6>value a b [0m\n");
    char *large = arena_alloc(test_arena(), 5001);
    memset(large, 'x', 5000);
    const char *line = logged(LOG_INFO, large);
    assert_true(strlen(line) < 4096);
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    unsetenv("JOURNAL_STREAM");
}

TESTS(log, a_line_carries_time_and_level, the_journal_gets_the_level_as_a_number, an_event_stays_one_line)
