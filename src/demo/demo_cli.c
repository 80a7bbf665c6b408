// demo_cli.c - the command that fills an empty programme with the demonstration.
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "demo/demo.h"
#include "demo/demo_feature.h"

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// "../content" beside the folder of this program.
static const char *beside_program(struct arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    const char *slash = strrchr(path, '/');
    return slash == NULL ? NULL : arena_print(arena, "%.*s/../content/demo", (int)(slash - path), path);
}

// Where the files are: as told, installed, here, or beside the program.
static const char *content_folder(struct call *call, const struct arguments *arguments)
{
    const char *told = arguments_option(arguments, "content");
    if (told != NULL)
        return arena_print(call->arena, "%s/demo", told);
    const char *const places[] = {"/usr/share/sempre/content/demo", "content/demo", beside_program(call->arena)};
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (places[i] != NULL && is_folder(places[i]))
            return places[i];
    return NULL;
}

static enum err fill(struct demo *demo, struct arguments *arguments)
{
    TRY(db_begin(demo->call->db));
    enum err error = demo_add(demo);
    if (error == OK)
        return db_commit(demo->call->db);
    db_rollback(demo->call->db);
    if (error == ERR_CONFLICT)
        arguments->why = "This data file has networks already. The demonstration programme goes into an empty one only.";
    return error;
}

static enum err show(struct demo *demo, const char *address, FILE *out)
{
    TRY(db_begin(demo->call->db));
    enum err error = demo_show(demo, address == NULL ? "http://127.0.0.1:8080" : address, out);
    db_rollback(demo->call->db);
    return error;
}

static enum err demo_run(struct call *call, struct arguments *arguments)
{
    const char *folder = content_folder(call, arguments), *address = arguments_option(arguments, "address");
    if (folder == NULL) {
        arguments->why = "The files of the demonstration programme were not found. Say where they are with --content DIR.";
        return ERR_NOT_FOUND;
    }
    CONTENT content = content_open(call->arena, folder);
    struct demo demo = {.call = call, .content = &content, .now = call->now};
    enum err error = demo_read_people(&demo);
    if (error == OK)
        error = demo_hash_people(&demo);
    if (error == OK && arguments_option(arguments, "show") == NULL)
        error = fill(&demo, arguments);
    if (error == OK)
        error = show(&demo, address, arguments->out);
    if (content.why != NULL)
        arguments->why = content.why;
    return error;
}

static const struct command_option options[] = {
    {"content", "DIR", "the folder that has demo/ in it; without it: the installed one, ./content, or ../content beside the program"},
    {"address", "URL", "how addresses begin in what is printed; without it http://127.0.0.1:8080, where `sempre serve` listens"},
    {"show", NULL, "store nothing, only print again how to try it out"},
    {0},
};

const struct command demo_commands[] = {
    {"demo", "[--show]",
     "Fill an empty data file with the demonstration programme.\n\n"
     "Networks, logins and three workshops from the files under content/demo/; their README says what is true and what is\n"
     "invented. Everything is stored at once, or nothing. Prints addresses, logins and a join code.\n"
     "Example: sempre demo --db sqlite:try.db",
     NEEDS_WRITE, 0, 0, options, demo_run},
    {0},
};
