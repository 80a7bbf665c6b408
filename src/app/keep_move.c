// keep_move.c - sempre move: opens both databases, looks whether one may go into the other, and says what was done.
#include "app/keep_move.h"

#include <string.h>
#include <unistd.h>

#include "app/features.h"
#include "app/keep_feature.h"
#include "base/time.h"
#include "i18n/format.h"
#include "store/move.h"

const struct command_option move_options[] = {
    {"from", "ADDRESS", "the database that is read: sqlite:PATH or postgresql://..."},
    {"to", "ADDRESS", "the one that is written; it must be empty, or not there yet on SQLite"},
    {0},
};

const char move_help[] =
    "copies every row into an empty database, of the other kind too\n\n"
    "End the server before. Every row is written, read back and read once more where it came from; numbers and checksums of each "
    "table must be\nthe same, else nothing is moved. So it is when something is written meanwhile. What was read stays as it is.\n"
    "On PostgreSQL make the database first (createdb). A password belongs into ~/.pgpass and not into the address, which others see."
    "\nExample: sempre move --from sqlite:sempre.db --to postgresql:///sempre";

static bool is_new_file(const char *address)
{
    return strncmp(address, "sqlite:", 7) == 0 && access(address + 7, F_OK) != 0;
}

// What was begun is not left lying about.
static void remove_file(struct arena *arena, const char *address)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        unlink(arena_print(arena, "%s%s", address + 7, ends[i]));
}

// The target gets the schema of this program, or has it.
static enum err make_ready(struct arena *arena, struct db *to, const char **ret_why)
{
    bool is_bare = false;
    TRY(move_look(arena, to, &is_bare, ret_why));
    return features_migrate(arena, to, !is_bare, NULL, ret_why);
}

static enum err move_between(struct call *call, const char *from_address, const char *to_address, struct arguments *arguments,
                             struct move_facts *ret_facts)
{
    struct db *from CLEANUP(db_cleanup) = NULL, *to CLEANUP(db_cleanup) = NULL;
    TRY(db_open(call->arena, from_address, DB_READ, &from, &arguments->why));
    TRY(features_migrate(call->arena, from, true, NULL, &arguments->why));
    bool is_new = is_new_file(to_address);
    enum err error = db_open(call->arena, to_address, DB_WRITE, &to, &arguments->why);
    if (error == OK)
        error = make_ready(call->arena, to, &arguments->why);
    if (error == OK)
        error = move_rows(call->arena, from, to, keep_listener(arguments), ret_facts, &arguments->why);
    if (error != OK && is_new) {
        db_close(to);
        to = NULL;
        remove_file(call->arena, to_address);
    }
    return error;
}

enum err move_run(struct call *call, struct arguments *arguments)
{
    const char *from = arguments_option(arguments, "from"), *to = arguments_option(arguments, "to");
    if (from == NULL || to == NULL) {
        arguments->why = "Say both: sempre move --from ADDRESS --to ADDRESS";
        return ERR_INVALID;
    }
    struct move_facts facts;
    int64_t began = time_monotonic();
    TRY(move_between(call, from, to, arguments, &facts));
    int64_t took = time_monotonic() - began;
    fprintf(arguments->out, "%s tables with %s rows were moved, read back and found the same: %s seconds, %s rows a second.\n"
                            "Now start the server with --db %s and with the same key file as before.\n",
            format_number(call->arena, call->language, facts.tables), format_number(call->arena, call->language, facts.rows),
            format_decimal(call->arena, call->language, (double)took / 1e3, 1),
            format_number(call->arena, call->language, facts.rows * SECOND / (took > 0 ? took : 1)), to);
    return OK;
}
