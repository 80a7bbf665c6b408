// program.c - reads the command line, opens what the command needs, runs it and says what went wrong.
#include "app/program.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/config.h"
#include "app/features.h"
#include "app/key_mark_store.h"
#include "app/program_config.h"
#include "base/time.h"
#include "feature/setting.h"
#include "people/person.h"

enum { COMMAND_ARENA = 1024 * 1024 * 1024 };

const struct command_option program_options[] = {
    {"db", "ADDRESS", "sqlite:PATH or postgresql://...; without it $SEMPRE_DB, then sqlite:sempre.db"},
    {"key", "FILE", "the secret key; without it $SEMPRE_KEY, then the database's file with .key"},
    {"language", "TAG", "language of what is printed: en, de, sv, lv"},
    {0},
};

const struct command *program_command(const char *name)
{
    for (const struct feature *const *feature = features; *feature != NULL; feature++)
        for (const struct command *command = (*feature)->commands; command != NULL && command->name != NULL; command++)
            if (strcmp(command->name, name) == 0)
                return command;
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const struct command *const *)a)->name, (*(const struct command *const *)b)->name);
}

void program_each_command(struct arena *arena, void (*each)(const struct command *, void *), void *context)
{
    struct { const struct command **at; size_t n, cap; } list = {0};
    for (const struct feature *const *feature = features; *feature != NULL; feature++)
        for (const struct command *command = (*feature)->commands; command != NULL && command->name != NULL; command++)
            *VEC_PUSH(arena, &list) = command;
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, by_name);
    for (size_t i = 0; i < list.n; i++)
        each(list.at[i], context);
}

const char *arguments_option(const struct arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->options.n; i++)
        if (strcmp(arguments->options.at[i].name, name) == 0)
            return arguments->options.at[i].value;
    return NULL;
}

static const struct command_option *option_find(const struct command_option *options, const char *name, size_t n)
{
    for (; options != NULL && options->name != NULL; options++)
        if (strlen(options->name) == n && strncmp(options->name, name, n) == 0)
            return options;
    return NULL;
}

// "--name value", "--name=value", "--switch" or a positional word. ERR_INVALID with arguments->why.
static enum err arguments_read(struct arena *arena, const struct command *command, int argc, char **argv,
                               struct arguments *arguments)
{
    struct strings words = {0};
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) != 0) {
            *VEC_PUSH(arena, &words) = argv[i];
            continue;
        }
        const char *name = argv[i] + 2;
        size_t n = strcspn(name, "=");
        const struct command_option *option = option_find(command->options, name, n);
        if (option == NULL)
            option = option_find(program_options, name, n);
        if (option == NULL) {
            arguments->why = arena_print(arena, "There is no option %s here. See `sempre help %s`.", argv[i], command->name);
            return ERR_INVALID;
        }
        const char *value = name[n] == '=' ? name + n + 1 : option->value == NULL ? "" : i + 1 < argc ? argv[++i] : NULL;
        if (value == NULL) {
            arguments->why = arena_print(arena, "The option --%s wants %s after it.", option->name, option->value);
            return ERR_INVALID;
        }
        *VEC_PUSH(arena, &arguments->options) = (struct pair){option->name, value};
    }
    arguments->at = words.at;
    arguments->n = words.n;
    if (words.n >= command->least && words.n <= command->most)
        return OK;
    arguments->why = arena_print(arena, "Write it so: sempre %s %s", command->name, command->usage);
    return ERR_INVALID;
}

// The longest command name the first words make; `ret_words` says how many they were.
static const struct command *command_find(struct arena *arena, int argc, char **argv, int *ret_words)
{
    if (argc >= 2) {
        const struct command *command = program_command(arena_print(arena, "%s %s", argv[0], argv[1]));
        *ret_words = 2;
        if (command != NULL)
            return command;
    }
    *ret_words = 1;
    return argc >= 1 ? program_command(argv[0]) : NULL;
}

static enum err schema_check(struct arena *arena, const struct command *command, struct db *db, const char **ret_why)
{
    if (command->needs == NEEDS_WRITE)
        return features_migrate(arena, db, false, NULL, ret_why);
    return features_migrate(arena, db, true, NULL, ret_why);
}

// Whether nothing in the database hangs on a key yet: nobody has a login, and it was used with none.
static enum err needs_no_key(struct call *call, bool *ret_needs_none)
{
    struct person_list persons = {0};
    bool more = false;
    TRY(db_begin(call->db));
    enum err mark = key_mark_check(call), error = mark == OK || mark == ERR_CONFLICT || mark == ERR_NOT_FOUND ? OK : mark;
    if (error == OK)
        error = person_list(call, "", 0, &persons, &more);
    db_rollback(call->db);
    *ret_needs_none = mark == ERR_NOT_FOUND && persons.n == 0;
    return error;
}

// What the database knows of its key: told anew where `is_new`, else asked.
static enum err key_compare(struct call *call, bool is_new)
{
    TRY(db_begin(call->db));
    enum err error = is_new ? key_mark_put(call) : key_mark_check(call);
    if (error == OK && is_new)
        return db_commit(call->db);
    db_rollback(call->db);
    return error == ERR_NOT_FOUND ? OK : error; // a database from before it was told: nobody can know
}

// A new key fits no login and no card: it is made only where there are none yet, by a command that writes, or where somebody asks for it.
static enum err key_read(struct call *call, const struct command *command, struct arguments *arguments, struct config *config)
{
    bool makes = arguments_option(arguments, "new-key") != NULL, takes = arguments_option(arguments, "this-key") != NULL, is_free = false;
    if (makes && access(config->key_path, F_OK) == 0) {
        arguments->why = arena_print(call->arena, "There is a key already: %s. Is it the one of this database, say --this-key. Is it not, "
                                                  "move it away first.", config->key_path);
        return ERR_CONFLICT;
    }
    if (command->needs == NEEDS_WRITE)
        TRY(needs_no_key(call, &is_free));
    TRY(config_read_key(call->arena, config, makes || is_free, &arguments->why));
    enum err error = key_compare(call, makes || takes || is_free);
    if (error == ERR_CONFLICT)
        arguments->why = config_wrong_key(call->arena, config);
    return error;
}

static enum err command_run(struct arena *arena, const struct command *command, struct arguments *arguments)
{
    struct config config;
    struct rand random = {0};
    struct db *db CLEANUP(db_cleanup) = NULL;
    TRY(config_read(arena, &arguments->options, &config, &arguments->why));
    program_set_config(&config);
    const char *tag = arguments_option(arguments, "language");
    enum language language = tag == NULL ? LANGUAGE_EN : language_of(tag);
    bool is_of_command = option_find(command->options, "language", strlen("language")) != NULL; // which says itself what it takes
    if (language == LANGUAGE_NONE && !is_of_command) {
        arguments->why = arena_print(arena, "There is no language '%s' here. Say one of these: en, de, sv, lv.", tag);
        return ERR_INVALID;
    }
    struct call call = {.arena = arena, .actor = {.kind = ACTOR_COMMAND}, .now = time_now(), .random = &random,
                        .language = language == LANGUAGE_NONE ? LANGUAGE_EN : language, .key = config.key, .address = ""};
    if (command->needs != NEEDS_NOTHING) {
        TRY(db_open(arena, config.db_address, command->needs == NEEDS_READ ? DB_READ : DB_WRITE, &db, &arguments->why));
        TRY(schema_check(arena, command, db, &arguments->why));
        call.db = db;
        TRY(key_read(&call, command, arguments, &config));
    }
    features_join();
    if (command->needs != NEEDS_READ)
        return command->run(&call, arguments);
    TRY(db_begin(db));
    call.address = setting_get(&call, &address_setting);
    enum err error = command->run(&call, arguments);
    db_rollback(db);
    return error;
}

int program_main(int argc, char **argv)
{
    if (sodium_init() < 0)
        abort();
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(COMMAND_ARENA);
    struct arguments arguments = {.out = stdout, .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                                  .error_is_terminal = isatty(STDERR_FILENO) == 1};
    char help[] = "help", *only_help[] = {help};
    argc--, argv++;
    if (argc == 0 || strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0)
        argc = 1, argv = only_help;
    int words = 0;
    const struct command *command = command_find(arena, argc, argv, &words);
    if (command == NULL) {
        fprintf(stderr, "sempre: There is no command '%s'. `sempre help` lists all commands.\n", argv[0]);
        return err_exit_code(ERR_INVALID);
    }
    enum err error = arguments_read(arena, command, argc - words, argv + words, &arguments);
    if (error == OK)
        error = command_run(arena, command, &arguments);
    if (fflush(stdout) != 0 && error == OK)
        error = ERR_STORE;
    bool was_said = arguments.why != NULL && *arguments.why == '\0'; // by a process of its own
    if (error != OK && !was_said)
        fprintf(stderr, "sempre: %s\n", arguments.why != NULL ? arguments.why : err_sentence(error));
    return err_exit_code(error);
}
