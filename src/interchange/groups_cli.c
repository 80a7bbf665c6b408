// groups_cli.c - `sempre groups VOTES.csv|DIR`.
#include "interchange/groups_cli.h"

#include <string.h>

#include "i18n/message.h"
#include "interchange/picture_file.h"
#include "interchange/print_parts.h"

enum err groups_run(struct call *call, struct arguments *arguments)
{
    const char *k = arguments_option(arguments, "k");
    enum print_format format;
    if (k != NULL && (strlen(k) != 1 || *k < '2' || *k > '0' + OPINION_CLUSTERS_MOST)) {
        arguments->why = "Write --k 2, 3, 4 or 5.";
        return ERR_INVALID;
    }
    TRY(print_format_read(arguments, &format));
    struct opinion_table table;
    struct opinion_space space;
    struct opinion_clusters groups;
    TRY(opinion_table_read(call->arena, arguments->at[0], arguments_option(arguments, "participants"), &table, &arguments->why));
    opinion_space_make(call->arena, &table.matrix, &space);
    opinion_clusters_make(call->arena, &table.matrix, &space, k == NULL ? 0 : (size_t)(*k - '0'), &groups);
    const struct groups_report report = {&table, &space, &groups};
    if (arguments_option(arguments, "picture") != NULL)
        TRY(picture_file_write(call, arguments, *table.topic != '\0' ? table.topic : tr(call->language, N_("Who answered alike")),
                               groups_picture(call->arena, call->language, &report)));
    return format == PRINT_JSON ? groups_print_json(&report, arguments->out)
           : format == PRINT_CSV ? groups_print_csv(&report, arguments->out)
                                 : groups_print_text(call->arena, &report, arguments->out);
}

const struct command_option groups_options[] = {
    {"participants", "FILE", "only the people in the column `participant` of this table"},
    {"k", "N", "so many groups, 2 to 5, instead of as many as part best"},
    {"picture", "OUT.html", "also write a page with a map of the groups, in the language of --language"},
    {"format", "text|json|csv", "text where it is not said; csv gives the people with their places"},
    {0},
};
