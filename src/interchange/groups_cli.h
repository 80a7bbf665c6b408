// groups_cli.h - `sempre groups`: what a conversation thinks, as text, JSON or CSV.
#ifndef SEMPRE_INTERCHANGE_GROUPS_CLI_H
#define SEMPRE_INTERCHANGE_GROUPS_CLI_H

#include <stdio.h>

#include "feature/feature.h"
#include "insight/opinion_clusters.h"
#include "interchange/opinion_table.h"

struct groups_report {
    const struct opinion_table *table;
    const struct opinion_space *space;
    const struct opinion_clusters *groups;
};

// Each writes the whole report. ERR_STORE: it could not be written.
CHECKED enum err groups_print_text(struct arena *arena, const struct groups_report *report, FILE *out);
CHECKED enum err groups_print_json(const struct groups_report *report, FILE *out);
CHECKED enum err groups_print_csv(const struct groups_report *report, FILE *out);

// The body of a page with the map. Owned by the arena.
struct body groups_picture(struct arena *arena, enum language language, const struct groups_report *report);

// The command.
extern const struct command_option groups_options[];
CHECKED enum err groups_run(struct call *call, struct arguments *arguments);

#endif
