// config_test.c - tests of options, environment and key file.
#include "app/config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/plain_http.h"
#include "support.h"

static struct config config_of(const char *name, const char *value)
{
    struct pairs options = {0};
    struct config config;
    const char *why = "";
    if (name != NULL)
        *VEC_PUSH(test_arena(), &options) = (struct pair){name, value};
    assert_ok(config_read(test_arena(), &options, &config, &why));
    return config;
}

static const char *refused(const char *name, const char *value)
{
    struct pairs options = {0};
    struct config config;
    const char *why = NULL;
    *VEC_PUSH(test_arena(), &options) = (struct pair){name, value};
    assert_err(config_read(test_arena(), &options, &config, &why), ERR_INVALID);
    assert_non_null(why);
    return why;
}

static void the_database_comes_from_option_environment_or_habit(void **state)
{
    (void)state;
    unsetenv("SEMPRE_DB");
    unsetenv("SEMPRE_KEY");
    assert_string_equal(config_of(NULL, NULL).db_address, "sqlite:sempre.db");
    setenv("SEMPRE_DB", "sqlite:/var/lib/sempre/data.db", 1);
    assert_string_equal(config_of(NULL, NULL).db_address, "sqlite:/var/lib/sempre/data.db");
    assert_string_equal(config_of(NULL, NULL).key_path, "/var/lib/sempre/data.db.key");
    assert_string_equal(config_of("db", "postgresql:///sempre").db_address, "postgresql:///sempre");
    assert_string_equal(config_of("db", "postgresql:///sempre").key_path, "sempre.key");
    setenv("SEMPRE_KEY", "/etc/sempre.key", 1);
    assert_string_equal(config_of(NULL, NULL).key_path, "/etc/sempre.key");
    assert_string_equal(config_of("key", "mine").key_path, "mine");
    setenv("SEMPRE_DB", "", 1);
    assert_string_equal(config_of(NULL, NULL).db_address, "sqlite:sempre.db");
    unsetenv("SEMPRE_DB");
    unsetenv("SEMPRE_KEY");
    assert_non_null(strstr(refused("db", "mysql://x"), "'mysql://x'"));
}

static void a_place_to_listen_is_host_and_port(void **state)
{
    (void)state;
    assert_string_equal(config_of(NULL, NULL).listen_host, "127.0.0.1");
    assert_string_equal(config_of(NULL, NULL).listen_port, "8080");
    assert_string_equal(config_of("listen", "hall.local:80").listen_host, "hall.local");
    assert_string_equal(config_of("listen", "[::1]:65535").listen_host, "::1");
    assert_string_equal(config_of("listen", "[::1]:65535").listen_port, "65535");
    static const char *const wrong[] = {"", "8080", ":8080", "hall.local", "hall.local:", "hall.local:http", "a:65536",
                                        "a:99999999999999999999", "a:-1", "a: 80"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_non_null(strstr(refused("listen", wrong[i]), "HOST:PORT"));
}

static void the_page_cache_is_on_or_off(void **state)
{
    (void)state;
    assert_true(config_of(NULL, NULL).page_cache);
    assert_true(config_of("page-cache", "on").page_cache);
    assert_false(config_of("page-cache", "off").page_cache);
    assert_non_null(strstr(refused("page-cache", "no"), "--page-cache"));
}

static void a_key_is_made_once_and_for_its_owner_only(void **state)
{
    (void)state;
    const char *why = "";
    struct config first = config_of("key", arena_print(test_arena(), "%s/new.key", test_folder())), second = first;
    assert_err(config_read_key(test_arena(), &first, false, &why), ERR_NOT_FOUND);
    assert_non_null(strstr(why, "sempre help init"));
    assert_ok(config_read_key(test_arena(), &first, true, &why));
    struct stat status;
    assert_int_equal(stat(first.key_path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, SECRET_KEY_SIZE);
    assert_ok(config_read_key(test_arena(), &second, false, &why));
    assert_memory_equal(first.key, second.key, SECRET_KEY_SIZE);
    static const unsigned char nothing[SECRET_KEY_SIZE];
    assert_memory_not_equal(first.key, nothing, SECRET_KEY_SIZE);
}

static void a_key_that_is_cut_or_out_of_reach_is_never_replaced(void **state)
{
    (void)state;
    const char *why = "", *path = arena_print(test_arena(), "%s/cut.key", test_folder());
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(file, "too short", 9), 9);
    close(file);
    struct config config = config_of("key", path);
    assert_err(config_read_key(test_arena(), &config, true, &why), ERR_STORE);
    assert_non_null(strstr(why, "32 bytes"));
    const char *longer = arena_print(test_arena(), "%s/longer.key", test_folder()); // another file, all of whose kind begin alike
    file = open(longer, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(file, "SQLite format 3, and then it goes on", 36), 36);
    close(file);
    config = config_of("key", longer);
    assert_err(config_read_key(test_arena(), &config, true, &why), ERR_STORE);
    config = config_of("key", test_folder());
    assert_err(config_read_key(test_arena(), &config, true, &why), ERR_STORE);
    config = config_of("key", "/nowhere/at/all.key");
    assert_err(config_read_key(test_arena(), &config, true, &why), ERR_STORE);
    assert_non_null(strstr(why, "cannot be made"));
}

static bool takes(const struct setting *setting, const char *value)
{
    return setting->is_valid(value);
}

static void settings_take_only_what_they_mean(void **state)
{
    (void)state;
    assert_true(takes(&address_setting, ""));
    assert_true(takes(&address_setting, "https://sempre.example.org"));
    assert_true(takes(&address_setting, "http://192.168.1.7:8080"));
    assert_false(takes(&address_setting, "https://sempre.example.org/"));
    assert_false(takes(&address_setting, "sempre.example.org"));
    assert_false(takes(&address_setting, "https://a b"));
    assert_false(takes(&address_setting, "https://a\r\nX: y"));
    assert_true(takes(&trusted_proxies_setting, ""));
    assert_true(takes(&trusted_proxies_setting, "127.0.0.1 ::1, 2001:db8::7"));
    assert_false(takes(&trusted_proxies_setting, "proxy.lan"));
    assert_false(takes(&trusted_proxies_setting, "127.0.0.1/8"));
    assert_true(takes(&header_seconds_setting, "1"));
    assert_true(takes(&body_seconds_setting, "600"));
    assert_false(takes(&body_seconds_setting, "0"));
    assert_false(takes(&body_seconds_setting, "601"));
    assert_false(takes(&body_seconds_setting, ""));
    assert_false(takes(&body_seconds_setting, "1s"));
}

static void hosts_of_a_hall_are_not_public(void **state)
{
    (void)state;
    static const char *const own[] = {"127.0.0.1", "127.9.9.9", "::1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.178.20",
                                      "169.254.3.4", "100.64.0.9", "fe80::1", "fd12::3", "::ffff:10.0.0.1", "localhost", "hall",
                                      "hall.local", "hall.LAN", "box.home.arpa", "0.0.0.0", "::"};
    static const char *const everybodys[] = {"8.8.8.8", "172.32.0.1", "172.15.255.255", "11.0.0.1", "192.169.0.1", "100.128.0.1",
                                             "2001:4860:4860::8888", "::ffff:8.8.8.8", "example.org", "sempre.example.org"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (host_is_public(own[i]))
            fail_msg("%s", own[i]);
    for (size_t i = 0; i < sizeof everybodys / sizeof everybodys[0]; i++)
        if (!host_is_public(everybodys[i]))
            fail_msg("%s", everybodys[i]);
}

static void plain_http_on_the_internet_is_a_danger_that_is_named(void **state)
{
    (void)state;
    assert_null(plain_http_danger(test_arena(), "", "127.0.0.1"));
    assert_null(plain_http_danger(test_arena(), "", "192.168.1.7"));
    assert_null(plain_http_danger(test_arena(), "http://[fd12::3]:80", "::1"));
    assert_null(plain_http_danger(test_arena(), "https://sempre.example.org", "8.8.8.8"));
    assert_non_null(strstr(plain_http_danger(test_arena(), "", "8.8.8.8"), "8.8.8.8 can be reached"));
    assert_non_null(strstr(plain_http_danger(test_arena(), "http://hall.local", "8.8.8.8"), "--public-http"));
    assert_non_null(strstr(plain_http_danger(test_arena(), "http://example.org:8080", "127.0.0.1"), "http://example.org:8080"));
    assert_non_null(plain_http_danger(test_arena(), "http://[2001:4860::1]:80", "127.0.0.1"));
}

TESTS(config, the_database_comes_from_option_environment_or_habit, a_place_to_listen_is_host_and_port, the_page_cache_is_on_or_off,
      a_key_is_made_once_and_for_its_owner_only, a_key_that_is_cut_or_out_of_reach_is_never_replaced,
      settings_take_only_what_they_mean, hosts_of_a_hall_are_not_public, plain_http_on_the_internet_is_a_danger_that_is_named)
