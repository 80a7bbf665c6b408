// lost_database_test.c - a disk that is full (SQLite) and connections that break (PostgreSQL), while people say something.
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/time.h"
#include "scene.h"

static int64_t said(const struct scene *scene)
{
    return test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM contribution WHERE activity_id = %lld",
                                              (long long)scene->activity_id));
}

static int say(struct browser *phone, const struct scene *scene, int number)
{
    char fields[256];
    snprintf(fields, sizeof(fields), "words=Idea+number+%d+about+something+that+is+missing+here+%0100d", number, number);
    return browser_post(phone, arena_print(test_arena(), "/w/%s", scene->code), fields);
}

static void set_file_limit(pid_t pid, rlim_t bytes)
{
    const struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    assert_int_equal(prlimit(pid, RLIMIT_FSIZE, &limit, NULL), 0);
}

static void on_sqlite_a_full_disk_loses_nothing_and_says_so(void **state)
{
    (void)state;
    struct scene scene = scene_make("full", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    phone->headers = "Accept-Language: lv\r\n";
    int confirmed = 0, status = 303;
    struct stat log;
    assert_int_equal(say(phone, &scene, 0), 303);
    assert_int_equal(stat(arena_print(test_arena(), "%s-wal", strchr(test_address(), ':') + 1), &log), 0);
    set_file_limit(started_server(started), (rlim_t)log.st_size + 100 * 1024);
    for (confirmed = 1; confirmed < 2000 && (status = say(phone, &scene, confirmed)) == 303; confirmed++)
        ;
    assert_int_equal(status, 500);
    assert_true(browser_sees(phone, "lang=\"lv\""));
    assert_true(browser_sees(phone, "Nekas netika saglab")); // "Nothing was stored."
    assert_int_equal(said(&scene), confirmed);
    // whoever reads goes on
    assert_int_equal(browser_get(phone, arena_print(test_arena(), "/w/%s", scene.code)), 200);
    assert_int_equal(browser_get(phone, "/networks"), 200);
    assert_int_equal(say(phone, &scene, confirmed), 500);
    set_file_limit(started_server(started), RLIM_INFINITY); // somebody has made room
    assert_int_equal(browser_get(phone, arena_print(test_arena(), "/w/%s", scene.code)), 200);
    assert_int_equal(say(phone, &scene, confirmed), 303);
    assert_int_equal(said(&scene), confirmed + 1);
    assert_int_equal(started_log_count(started, "crashed"), 0);
    assert_true(started_log_count(started, "store failed") >= 2);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM pragma_integrity_check() WHERE integrity_check = 'ok'"), 1);
    assert_int_equal(said(&scene), confirmed + 1);
}

static void on_sqlite_a_limit_on_files_is_a_full_disk_and_no_crash(void **state)
{
    (void)state;
    struct scene scene = scene_make("limit", "ideas", "{\"at_once\":true}", 0);
    struct stat file;
    assert_ok(db_script(test_db(), "PRAGMA wal_checkpoint(TRUNCATE)")); // what other tests left there would count too
    assert_int_equal(stat(strchr(test_address(), ':') + 1, &file), 0);
    struct started *started = started_serve(&(struct started_options){.file_bytes = (unsigned long)file.st_size + 64 * 1024});
    struct browser *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    int confirmed = 0, status = 303;
    for (; confirmed < 4000 && (status = say(phone, &scene, confirmed)) == 303; confirmed++)
        ;
    assert_int_equal(status, 500);
    assert_int_equal(said(&scene), confirmed);
    assert_int_equal(started_log_count(started, "crashed"), 0);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

static void on_postgresql_a_broken_connection_is_made_anew_and_nothing_confirmed_is_lost(void **state)
{
    (void)state;
    struct scene scene = scene_make("broken", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    int confirmed = 0, number = 0;
    for (int round = 0; round < 3; round++) {
        (void)test_number(test_db(), "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                     "WHERE datname = current_database() AND pid <> pg_backend_pid()");
        int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
        int status = 0, good = 0;
        while (good < 10 && time_monotonic() < until) {
            status = say(phone, &scene, number++);
            assert_true(status == 303 || status == 503 || status == 500);
            good += status == 303;
        }
        assert_int_equal(good, 10);
        confirmed += good;
    }
    // what was answered with an error may have been stored in the moment in which the connection broke
    assert_in_range(said(&scene), confirmed, number);
    assert_int_equal(started_log_count(started, "crashed"), 0);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

TESTS(lost_database, on_sqlite_a_full_disk_loses_nothing_and_says_so, on_sqlite_a_limit_on_files_is_a_full_disk_and_no_crash,
      on_postgresql_a_broken_connection_is_made_anew_and_nothing_confirmed_is_lost)
