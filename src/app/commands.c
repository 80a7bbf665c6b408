// commands.c - init, serve, routes, settings, help.
#include <stdio.h>
#include <string.h>

#include "app/app_feature.h"
#include "app/features.h"
#include "app/parent.h"
#include "app/plain_http.h"
#include "app/program.h"
#include "app/program_config.h"
#include "feature/setting.h"

static struct config *the_config;

void program_set_config(struct config *config)
{
    the_config = config;
}

struct config *program_config(void)
{
    return the_config;
}

static enum err init_run(struct call *call, struct arguments *arguments)
{
    (void)call; // the database was made and brought up to date when it was opened
    fprintf(arguments->out, "The database %s is ready.\n", the_config->db_address);
    if (arguments_option(arguments, "new-key") != NULL || arguments_option(arguments, "this-key") != NULL)
        fprintf(arguments->out, "Its key is %s from now on. A server that runs has the old one: end it and start it again.\n",
                the_config->key_path);
    return OK;
}

// ERR_DENIED where passwords would travel through the Internet in the clear and nobody said that they may.
static enum err plain_http_check(struct call *call, struct db *db, struct arguments *arguments)
{
    struct call reading = *call;
    reading.db = db;
    TRY(db_begin(db));
    const char *address = setting_get(&reading, &address_setting); // "" in a database that has no tables yet
    db_rollback(db);
    const char *danger = plain_http_danger(call->arena, address, the_config->listen_host);
    if (danger == NULL || arguments_option(arguments, "public-http") != NULL)
        return OK;
    arguments->why = danger;
    return ERR_DENIED;
}

static enum err serve_run(struct call *call, struct arguments *arguments)
{
    struct db *db CLEANUP(db_cleanup) = NULL;
    enum err error = db_open(call->arena, the_config->db_address, DB_READ, &db, &arguments->why);
    if (error == ERR_NOT_FOUND)
        arguments->why = "There is no database yet. Run `sempre init`, or `sempre demo` for the demonstration programme.";
    TRY(error);
    TRY(plain_http_check(call, db, arguments));
    db_close(db);
    db = NULL;
    TRY(config_read_key(call->arena, the_config, false, &arguments->why)); // another key would fit no login and no card
    arguments->why = "";
    int code = parent_run(the_config);
    for (enum err each = OK; each < ERR_COUNT; each++)
        if (err_exit_code(each) == code)
            return each;
    return ERR_STORE;
}

static enum err routes_run(struct call *call, struct arguments *arguments)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "-"};
    struct route_list routes = features_routes(call->arena);
    for (size_t i = 0; i < routes.n; i++)
        fprintf(arguments->out, "%-5s %-52s %-17s %s\n", methods[routes.at[i]->method], routes.at[i]->path,
                right_name(routes.at[i]->right), routes.at[i]->help);
    return OK;
}

static enum err settings_run(struct call *call, struct arguments *arguments)
{
    TRY(db_begin(call->db));
    enum err error = OK;
    if (arguments->n == 2) {
        const struct setting *setting = features_setting(arguments->at[0]);
        error = setting == NULL ? ERR_NOT_FOUND : setting_put(call, setting, arguments->at[1]);
        if (setting == NULL)
            arguments->why = arena_print(call->arena, "There is no setting '%s'. `sempre settings` lists them.", arguments->at[0]);
        else if (error == ERR_INVALID)
            arguments->why = arena_print(call->arena, "'%s' is not a value for %s: %s.", arguments->at[1], setting->name,
                                         setting->help);
        else if (error == OK)
            fprintf(arguments->out, "%s = %s\nThe server takes it when it starts anew.\n", setting->name, arguments->at[1]);
    } else {
        for (const struct feature *const *feature = features; *feature != NULL; feature++)
            for (const struct setting *each = (*feature)->settings; each != NULL && each->name != NULL; each++)
                fprintf(arguments->out, "%-20s %-30s %s\n", each->name, setting_get(call, each), each->help);
    }
    if (error == OK)
        return db_commit(call->db);
    db_rollback(call->db);
    return error;
}

static void help_line(const struct command *command, void *context)
{
    const char *end = strchr(command->help, '\n');
    int n = end == NULL ? (int)strlen(command->help) : (int)(end - command->help);
    fprintf(context, "  %-18s %.*s\n", command->name, n, command->help);
}

static void help_options(FILE *out, const struct command_option *options)
{
    for (; options != NULL && options->name != NULL; options++)
        fprintf(out, "  --%s %s\n        %s\n", options->name, options->value == NULL ? "" : options->value, options->help);
}

static enum err help_run(struct call *call, struct arguments *arguments)
{
    if (arguments->n == 0) {
        fprintf(arguments->out, "Sempre " SEMPRE_VERSION ": from the first voice to a better service.\n\n"
                                "usage: sempre COMMAND [--db ADDRESS] ...\n\n");
        program_each_command(call->arena, help_line, arguments->out);
        fprintf(arguments->out, "\nEvery command takes these:\n");
        help_options(arguments->out, program_options);
        fprintf(arguments->out, "\n`sempre help COMMAND` tells more. Exit codes: 0 done, 2 not understood, 3 not allowed, 4 not "
                                "found,\n5 in conflict, 6 too much, 7 busy, 8 the database failed.\n");
        return OK;
    }
    const char *name = arguments->n == 2 ? arena_print(call->arena, "%s %s", arguments->at[0], arguments->at[1])
                                         : arguments->at[0];
    const struct command *command = program_command(name);
    if (command == NULL) {
        arguments->why = arena_print(call->arena, "There is no command '%s'. `sempre help` lists all commands.", name);
        return ERR_NOT_FOUND;
    }
    fprintf(arguments->out, "usage: sempre %s %s\n\n%s\n", command->name, command->usage, command->help);
    if (command->options != NULL && command->options->name != NULL) {
        fprintf(arguments->out, "\n");
        help_options(arguments->out, command->options);
    }
    return OK;
}

static const struct command_option init_options[] = {
    {"new-key", NULL, "makes another key where the one of this database is lost for good"},
    {"this-key", NULL, "the key that is there is the one of this database, whatever it was told before"},
    {0},
};

static const struct command_option serve_options[] = {
    {"listen", "HOST:PORT", "where to listen; without it 127.0.0.1:8080"},
    {"page-cache", "on|off", "whether public pages are kept in memory; on"},
    {"public-http", NULL, "serves plain http even where it can be reached from the Internet; everybody on the way reads along"},
    {0},
};

const struct command app_commands[] = {
    {"init", "[--new-key | --this-key]", "makes an empty database and its key, or brings an old one up to date\n\n"
     "A database knows its key: without it no login, card or printed code works, so with another one nothing is served. Where its key is\n"
     "lost for good, end the server, move away what lies in its place, make another with --new-key, and start the server. Passwords stay.\n"
     "Everybody signs in anew, cards and codes are printed anew, and second steps are set up anew: take off the old ones with\n"
     "sempre person second-step NAME --off.",
     NEEDS_WRITE, 0, 0, init_options, init_run},
    {"serve", "[--listen HOST:PORT]", "serves the pages until it is told to stop\n\n"
     "SIGTERM ends it after every request that came in is answered; SIGHUP starts it anew without dropping one.\n"
     "Example: sempre serve --listen 127.0.0.1:8080", NEEDS_NOTHING, 0, 0, serve_options, serve_run},
    {"routes", "", "lists every address with the right it asks for", NEEDS_NOTHING, 0, 0, NULL, routes_run},
    {"settings", "[NAME VALUE]", "lists the settings, or changes one", NEEDS_WRITE, 0, 2, NULL, settings_run},
    {"help", "[COMMAND]", "this list, or more about one command", NEEDS_NOTHING, 0, 2, NULL, help_run},
    {0},
};
