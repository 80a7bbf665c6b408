// open_data_cli.c - `sempre export network`.
#include "i18n/format.h"
#include "open_data/open_data_feature.h"
#include "open_data/open_folder.h"

enum { PART_ARENA = 512 * 1024 * 1024 };

static enum err export_run(struct call *call, struct arguments *arguments)
{
    struct arena *part CLEANUP(arena_cleanup) = arena_new(PART_ARENA);
    struct open_data data;
    struct open_folder_facts facts;
    enum err error = open_data_begin(call, arguments->at[0], part, &data);
    if (error == ERR_NOT_FOUND)
        arguments->why = arena_print(call->arena, "There is no network '%s'. `sempre network list` shows them.", arguments->at[0]);
    TRY(error);
    TRY(open_folder_write(&data, arguments->at[1], &facts, &arguments->why));
    fprintf(arguments->out, "%s: %s files with %s rows, %s kB, licence %s. Figures of %s.\n", arguments->at[1],
            format_number(call->arena, call->language, facts.files), format_number(call->arena, call->language, facts.rows),
            format_number(call->arena, call->language, (facts.bytes + 999) / 1000), data.licence->name,
            data.released_at == 0 ? "no release yet"
                                  : format_date(call->arena, call->language, data.network.time_zone, data.released_at, DATE_SHORT));
    return OK;
}

const struct command open_data_commands[] = {
    {"export network", "SLUG DIR",
     "writes the open data of a network as a data package\n\n"
     "What its public pages show and nothing else, as CSV and as JSON, with README.md (what the columns mean, in the network's language)\n"
     "and datapackage.json (Frictionless Data Package 2.0). Numbers of people are those of releases. DIR is made, or is empty; it is there\n"
     "whole or not at all. The licence is the setting open_data_licence. The server may run meanwhile.\n"
     "Example: sempre export network dithmarschen ./dithmarschen-open-data",
     NEEDS_READ, 2, 2, NULL, export_run},
    {0},
};
