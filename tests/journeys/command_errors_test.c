// command_errors_test.c - tests of commands that cannot do what they were told: one sentence on stderr, and the right exit code.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "feature/feature.h"
#include "started.h"

enum { UNDERSTOOD_NOT = 2, ALLOWED_NOT = 3, FOUND_NOT = 4, IN_CONFLICT = 5, BUSY = 7, DATABASE_FAILED = 8 };

// One sentence, nothing on stdout.
static void assert_refused(struct outcome outcome, int code, const char *words)
{
    const char *end = strchr(outcome.error, '\n');
    bool is_one_line = end != NULL && end[1] == '\0' && strncmp(outcome.error, "sempre: ", 8) == 0 && strlen(outcome.error) > 20;
    if (outcome.code != code || !is_one_line || strstr(outcome.error, words) == NULL || *outcome.out != '\0')
        fail_msg("%d expected with \"%s\", not %d with\n%s%s", code, words, outcome.code, outcome.error, outcome.out);
}

static void words_that_are_no_command_are_refused(void **state)
{
    (void)state;
    assert_refused(RUN_BARE("nonsense"), UNDERSTOOD_NOT, "'nonsense'");
    assert_refused(RUN_BARE("--db", "x"), UNDERSTOOD_NOT, "sempre help");
    assert_refused(RUN_BARE("import", "nothing"), UNDERSTOOD_NOT, "'import'");
    assert_refused(RUN_BARE("help", "nonsense"), FOUND_NOT, "'nonsense'");
    assert_refused(RUN_BARE("init", "more"), UNDERSTOOD_NOT, "Write it so: sempre init");
    assert_refused(RUN_BARE("init", "--listen", "127.0.0.1:0"), UNDERSTOOD_NOT, "no option --listen");
    assert_refused(RUN_BARE("settings", "--language", "xx"), UNDERSTOOD_NOT, "no language 'xx'");
    assert_refused(RUN_BARE("init", "--db"), UNDERSTOOD_NOT, "--db wants ADDRESS");
}

static void a_database_that_cannot_be_opened_is_named(void **state)
{
    (void)state;
    assert_refused(RUN_BARE("init", "--db", "mysql:x"), UNDERSTOOD_NOT, "'mysql:x'");
    assert_refused(RUN_BARE("init", "--db", "sqlite:/nowhere/at/all.db"), DATABASE_FAILED, "/nowhere/at/all.db");
    assert_refused(RUN_BARE("init", "--db", "postgresql:///x?host=/nowhere"), DATABASE_FAILED, "cannot be reached");
    assert_refused(RUN_BARE("export", "workshop", "2222222222222", "--format", "csv", "--db", "sqlite:/nowhere/at/all.db"),
                   FOUND_NOT, "/nowhere/at/all.db");
    assert_refused(RUN_BARE("serve", "--db", "sqlite:/nowhere/at/all.db"), FOUND_NOT, "sempre init");
    const char *path = arena_print(test_arena(), "%s/text.db", test_folder());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        fputs("This is no database. ", file);
    fclose(file);
    const char *address = arena_print(test_arena(), "sqlite:%s", path);
    assert_refused(RUN_BARE("init", "--db", address), DATABASE_FAILED, path);
    assert_refused(RUN_BARE("serve", "--db", address, "--key", started_key_file()), DATABASE_FAILED, path);
}

static void a_database_of_another_program_gets_nothing_of_ours(void **state)
{
    (void)state;
    struct db *db;
    const char *address = test_empty_address(), *key = arena_print(test_arena(), "%s/other.key", test_folder());
    assert_ok(db_open(test_arena(), address, DB_WRITE, &db, NULL));
    assert_ok(db_script(db, "CREATE TABLE invoice (id BIGINT)"));
    db_close(db);
    assert_refused(RUN_BARE("init", "--db", address, "--key", key), IN_CONFLICT, "another program");
    assert_refused(RUN_BARE("serve", "--db", address, "--key", started_key_file()), IN_CONFLICT, "another program");
    assert_int_equal(access(key, F_OK), -1);
}

static void commands_name_what_they_do_not_find(void **state)
{
    (void)state;
    assert_refused(RUN("export", "workshop", "2222222222222", "--format", "csv"), FOUND_NOT, "no workshop");
    assert_refused(RUN("export", "workshop", "zz", "--format", "csv"), UNDERSTOOD_NOT, "13 signs");
    assert_refused(RUN("import", "polis", "/nowhere/at/all", "--network", "x"), FOUND_NOT, "/nowhere/at/all");
    assert_refused(RUN("export", "network", "nowhere", "/nowhere/at/all"), FOUND_NOT, "no network 'nowhere'");
    assert_refused(RUN("export", "network", "nowhere"), UNDERSTOOD_NOT, "Write it so: sempre export network SLUG DIR");
    assert_refused(RUN("settings", "open_data_licence", "mine"), UNDERSTOOD_NOT, "CC-BY-4.0");
    assert_refused(RUN("person", "password", "nobody"), FOUND_NOT, "nobody");
    assert_refused(RUN("forgotten", "--again", test_folder()), DATABASE_FAILED, test_folder());
    assert_refused(RUN_BARE("forgotten", "--db", "sqlite:/nowhere/at/all.db"), FOUND_NOT, "/nowhere/at/all.db");
    assert_refused(RUN("person", "add", "somebody", "--role", "king"), UNDERSTOOD_NOT, "no such role");
    assert_refused(RUN("person", "add", "somebody", "--role", "coordinator", "--network", "nowhere"), FOUND_NOT, "nowhere");
    assert_refused(RUN("settings", "colour", "blue"), FOUND_NOT, "'colour'");
    assert_refused(RUN("settings", "address", "blue"), UNDERSTOOD_NOT, "'blue'");
    assert_refused(RUN("settings", "address", "https://example.org\x01"), UNDERSTOOD_NOT, "address");
    assert_refused(RUN("settings", "trusted_proxies", "proxy.lan"), UNDERSTOOD_NOT, "trusted_proxies");
    assert_refused(RUN("settings", "body_seconds", "0"), UNDERSTOOD_NOT, "1 to 600");
}

static void serve_refuses_a_place_it_cannot_listen_at(void **state)
{
    (void)state;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof(address);
    int taken = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(taken, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(taken, 1), 0);
    assert_int_equal(getsockname(taken, (struct sockaddr *)&address, &n), 0);
    const char *place = arena_print(test_arena(), "127.0.0.1:%d", ntohs(address.sin_port));
    assert_refused(RUN("serve", "--listen", place), BUSY, place);
    close(taken);
    assert_refused(RUN("serve", "--listen", "8080"), UNDERSTOOD_NOT, "HOST:PORT");
    assert_refused(RUN("serve", "--listen", "127.0.0.1:65536"), UNDERSTOOD_NOT, "HOST:PORT");
    assert_refused(RUN("serve", "--listen", "192.0.2.1:0", "--public-http"), UNDERSTOOD_NOT, "192.0.2.1:0"); // RFC 5737: nobody's
    assert_refused(RUN("serve", "--listen", "host.invalid:0", "--public-http"), UNDERSTOOD_NOT, "host.invalid");
    assert_refused(RUN("serve", "--page-cache", "perhaps"), UNDERSTOOD_NOT, "--page-cache on");
}

static void serve_refuses_plain_http_on_the_internet(void **state)
{
    (void)state;
    assert_refused(RUN("serve", "--listen", "192.0.2.1:0"), ALLOWED_NOT, "--public-http");
    assert_int_equal(RUN("settings", "address", "http://sempre.example.org").code, 0);
    assert_refused(RUN("serve", "--listen", "127.0.0.1:0"), ALLOWED_NOT, "http://sempre.example.org");
    static const char *const told[] = {"--public-http", NULL};
    struct started *started = started_serve(&(struct started_options){.arguments = told});
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(RUN("settings", "address", "https://sempre.example.org").code, 0);
    started = started_serve(NULL);
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(RUN("settings", "address", "").code, 0);
}

static void no_key_is_made_beside_a_database_that_has_data(void **state)
{
    (void)state;
    const char *key = arena_print(test_arena(), "%s/lost.key", test_folder());
    assert_int_equal(RUN("person", "add", "anna", "--role", "programme-lead").code, 0);
    assert_refused(RUN_BARE("init", "--db", test_address(), "--key", key), FOUND_NOT, "belongs to this database");
    assert_refused(RUN_BARE("settings", "address", "", "--db", test_address(), "--key", key), FOUND_NOT, key);
    assert_refused(RUN_BARE("serve", "--db", test_address(), "--key", key), FOUND_NOT, key);
    assert_int_equal(access(key, F_OK), -1);
    int file = open(key, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(file, "short", 5), 5);
    close(file);
    assert_refused(RUN_BARE("serve", "--db", test_address(), "--key", key), DATABASE_FAILED, "32 bytes");
}

static void the_key_of_another_database_is_refused_until_its_own_is_lost_for_good(void **state)
{
    (void)state;
    const char *address = test_empty_address(), *own = arena_print(test_arena(), "%s/own.key", test_folder());
    const char *stranger = arena_print(test_arena(), "%s/stranger.key", test_folder());
#define INIT(key, option) RUN_BARE("init", "--db", address, "--key", key, option)
#define READ(key) RUN_BARE("settings", "address", "", "--db", address, "--key", key)
    assert_int_equal(INIT(own, NULL).code, 0);
    // a mistyped file makes no key, also while nobody has a login
    assert_refused(READ(stranger), FOUND_NOT, stranger);
    assert_int_equal(access(stranger, F_OK), -1);
    assert_int_equal(RUN_BARE("init", "--db", arena_print(test_arena(), "sqlite:%s/stranger.db", test_folder()), "--key", stranger).code, 0);
    assert_refused(RUN_BARE("serve", "--db", address, "--key", stranger), IN_CONFLICT, "belongs to another database");
    assert_refused(READ(stranger), IN_CONFLICT, stranger);
    struct outcome check = RUN_BARE("check", "--db", address, "--key", stranger);
    assert_int_equal(check.code, IN_CONFLICT);
    assert_non_null(strstr(check.out, "look at  The key file "));
    assert_non_null(strstr(RUN_BARE("check", "--db", address, "--key", own).out, "ok       The key is the one of this database"));
    // what is there is never replaced; only where it is lost a new one is made, and the old one no longer fits then
    assert_refused(INIT(stranger, "--new-key"), IN_CONFLICT, "move it away first");
    const char *fresh = arena_print(test_arena(), "%s/new.key", test_folder());
    struct outcome made = INIT(fresh, "--new-key");
    assert_int_equal(made.code, 0);
    assert_non_null(strstr(made.out, "from now on"));
    assert_int_equal(READ(fresh).code, 0);
    assert_refused(READ(own), IN_CONFLICT, own);
    // and found again after all
    assert_int_equal(INIT(own, "--this-key").code, 0);
    assert_int_equal(READ(own).code, 0);
    assert_refused(READ(fresh), IN_CONFLICT, fresh);
#undef INIT
#undef READ
}

static void a_database_from_before_keys_were_known_takes_any_until_it_is_told(void **state)
{
    (void)state;
    const char *stranger = arena_print(test_arena(), "%s/before.key", test_folder());
    assert_int_equal(RUN("person", "add", "berta", "--role", "programme-lead").code, 0);
    assert_ok(db_script(test_db(), "DELETE FROM key_mark"));
    assert_int_equal(RUN_BARE("init", "--db", arena_print(test_arena(), "sqlite:%s/before.db", test_folder()), "--key", stranger).code, 0);
    assert_int_equal(RUN_BARE("settings", "address", "", "--db", test_address(), "--key", stranger).code, 0);
    struct outcome check = RUN("check");
    assert_int_equal(check.code, IN_CONFLICT);
    assert_non_null(strstr(check.out, "look at  The database does not know its key yet"));
    assert_int_equal(RUN("init", "--this-key").code, 0);
    assert_refused(RUN_BARE("settings", "address", "", "--db", test_address(), "--key", stranger), IN_CONFLICT, stranger);
    assert_non_null(strstr(RUN("check").out, "ok       The key is the one of this database"));
}

// Every command that opens the database. False: it does not, or does by itself what the test below tries one by one.
static bool refuses_what_is_newer(const struct command *command)
{
    static const char *const others[] = {"backup", "budget", "check", "duplicates", "forgotten", "groups", "help", "move", "rank", "restore",
                                         "routes", "serve", "stats", "words"};
    if (command->needs != NEEDS_NOTHING) {
        const char *words[8] = {arena_dup(test_arena(), command->name)};
        size_t n = 1;
        char *space = strchr(words[0], ' ');
        if (space != NULL) {
            *space = '\0';
            words[n++] = space + 1;
        }
        for (size_t i = 0; i < command->least; i++)
            words[n++] = "x";
        assert_refused(started_command(words, false), IN_CONFLICT, "newer");
        return true;
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        if (strcmp(others[i], command->name) == 0)
            return false;
    fail_msg("Does %s open a database that is newer?", command->name);
    return false;
}

static void a_database_newer_than_the_program_is_left_alone(void **state)
{
    (void)state;
    assert_ok(db_script(test_db(), "INSERT INTO migration (feature, number, checksum, ran_at) VALUES ('app', 9999, 'x', 1)"));
    assert_refused(RUN("serve", "--listen", "127.0.0.1:0"), IN_CONFLICT, "newer");
    assert_refused(RUN("move", "--from", test_address(), "--to", test_empty_address()), IN_CONFLICT, "newer");
    const char *list = arena_print(test_arena(), "%s/forgotten", test_folder());
    FILE *file = fopen(list, "we");
    assert_non_null(file);
    fputs("1 1 go\n", file);
    fclose(file);
    assert_refused(RUN("forgotten", "--again", list), IN_CONFLICT, "newer");
    assert_refused(RUN("forgotten"), IN_CONFLICT, "newer"); // an empty list would stand in for the one of the night before
    struct outcome looked_at = RUN("check");
    assert_int_equal(looked_at.code, IN_CONFLICT);
    assert_non_null(strstr(looked_at.out, "look at  This database was made by a newer program"));
    int tried = 0;
    for (const struct feature *const *feature = features; *feature != NULL; feature++)
        for (const struct command *each = (*feature)->commands; each != NULL && each->name != NULL; each++)
            tried += refuses_what_is_newer(each);
    assert_true(tried >= 8);
    assert_ok(db_script(test_db(), "DELETE FROM migration WHERE number = 9999"));
    assert_int_equal(RUN("init").code, 0);
}

static void a_fresh_database_is_made_ready_and_served(void **state)
{
    (void)state;
    const char *address = test_empty_address(), *key = arena_print(test_arena(), "%s/fresh.key", test_folder());
    struct outcome made = RUN_BARE("init", "--db", address, "--key", key);
    assert_int_equal(made.code, 0);
    assert_non_null(strstr(made.out, "is ready"));
    assert_string_equal(made.error, "");
    assert_int_equal(RUN_BARE("init", "--db", address, "--key", key).code, 0);
    struct started *started = started_serve(&(struct started_options){.db_address = address, .key = key});
    assert_int_equal(started_stop(started), 0);
}

static void help_tells_of_every_command(void **state)
{
    (void)state;
    struct outcome help = RUN_BARE("help"), none = started_command((const char *const[]){NULL}, true);
    static const char *const commands[] = {"init", "serve", "demo", "import polis", "export network", "export workshop",
                                           "person add", "person password", "routes", "settings", "help"};
    assert_int_equal(help.code, 0);
    assert_string_equal(help.out, none.out);
    assert_string_equal(RUN_BARE("--help").out, help.out);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        assert_non_null(strstr(help.out, arena_print(test_arena(), "\n  %s ", commands[i])));
        struct outcome one = RUN_BARE("help", commands[i]);
        assert_int_equal(one.code, 0);
        assert_non_null(strstr(one.out, arena_print(test_arena(), "usage: sempre %s", commands[i])));
    }
    assert_non_null(strstr(RUN_BARE("help", "import", "polis").out, "--network"));
    assert_non_null(strstr(RUN_BARE("help", "serve").out, "--public-http"));
}

TESTS(command_errors, words_that_are_no_command_are_refused, a_database_that_cannot_be_opened_is_named,
      a_database_of_another_program_gets_nothing_of_ours, commands_name_what_they_do_not_find,
      serve_refuses_a_place_it_cannot_listen_at, serve_refuses_plain_http_on_the_internet,
      no_key_is_made_beside_a_database_that_has_data,
      the_key_of_another_database_is_refused_until_its_own_is_lost_for_good,
      a_database_from_before_keys_were_known_takes_any_until_it_is_told, a_database_newer_than_the_program_is_left_alone,
      a_fresh_database_is_made_ready_and_served, help_tells_of_every_command)
