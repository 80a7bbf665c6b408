// network_cli.c - commands about networks.
#include <string.h>

#include "i18n/message.h"
#include "networks/network_web.h"

static const struct command_option add_options[] = {
    {"title", "TEXT", "what people call it"},
    {"group", "TEXT", "the user group it works with"},
    {"place", "TEXT", "village, town, district or region"},
    {"description", "TEXT", "what it does; without it: group and place"},
    {"country", "CODE", "ISO 3166-1 code, like DE"},
    {"language", "TAG", "language of these texts; without it: en"},
    {"languages", "TAGS", "languages spoken in it, like de,uk; without it: the language of the texts"},
    {"time-zone", "NAME", "IANA name; without it: the usual one of the country"},
    {"region", "SLUG", "the region it belongs to"},
    {"position", "NORTH,EAST", "degrees for the map, like 54.19,9.09"},
    {0},
};

static struct strings split(struct arena *arena, const char *list)
{
    struct strings parts = {0};
    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, ",");
        *VEC_PUSH(arena, &parts) = arena_copy(arena, at, n);
        at += n + (at[n] == ',');
    }
    return parts;
}

// What is wrong, for somebody at a shell: the first message and the option it is about.
static const char *why_of(struct call *call, const struct filled *filled)
{
    for (size_t i = 0; filled->form->fields[i].name != NULL; i++)
        if (filled->messages[i] != NULL)
            return arena_print(call->arena, "%s: %s", filled->form->fields[i].name, filled_message(filled, i, LANGUAGE_EN));
    return filled_top_message(filled, LANGUAGE_EN);
}

static enum err add_in_transaction(struct call *call, const struct network_draft *draft, struct arguments *arguments)
{
    struct filled *filled = filled_empty(call->arena, &network_form);
    struct network_id id;
    enum err error = network_add(call, draft, filled, &id);
    if (error == ERR_INVALID)
        arguments->why = why_of(call, filled);
    return error;
}

static enum err network_add_run(struct call *call, struct arguments *arguments)
{
    const char *language = arguments_option(arguments, "language"), *languages = arguments_option(arguments, "languages");
    const char *position = arguments_option(arguments, "position"), *description = arguments_option(arguments, "description");
    struct network_draft draft = {
        .slug = arguments->at[0],
        .title = arguments_option(arguments, "title"),
        .group = arguments_option(arguments, "group"),
        .place = arguments_option(arguments, "place"),
        .country = arguments_option(arguments, "country"),
        .language = language == NULL ? "en" : language,
        .time_zone = arguments_option(arguments, "time-zone"),
        .region = arguments_option(arguments, "region"),
    };
    draft.description = description;
    if (description == NULL && draft.group != NULL && draft.place != NULL)
        draft.description = arena_print(call->arena, "%s, %s", draft.group, draft.place);
    draft.languages = split(call->arena, languages == NULL ? draft.language : languages);
    struct strings degrees = split(call->arena, position == NULL ? "" : position);
    if (position != NULL && degrees.n != 2) {
        arguments->why = "--position is degrees north and east with a comma between them, like 54.19,9.09.";
        return ERR_INVALID;
    }
    if (degrees.n == 2) {
        draft.latitude = degrees.at[0];
        draft.longitude = degrees.at[1];
    }
    TRY(db_begin(call->db));
    enum err error = add_in_transaction(call, &draft, arguments);
    if (error == OK)
        return db_commit(call->db);
    db_rollback(call->db);
    return error;
}

static enum err network_list_run(struct call *call, struct arguments *arguments)
{
    bool more = true;
    for (size_t page = 0; more; page++) {
        struct network_list list;
        TRY(network_list(call, page, &list, &more));
        for (size_t i = 0; i < list.n; i++)
            fprintf(arguments->out, "%s\t%s\n", list.at[i].slug, list.at[i].title.text);
    }
    return OK;
}

const struct command network_commands[] = {
    {"network add", "SLUG --title TEXT --group TEXT --place TEXT --country CODE",
     "Add a network.\n\n"
     "SLUG is its name in addresses and commands: small letters, digits and hyphens; it never changes.\n"
     "Example: sempre network add dithmarschen --title \"Single parents in Dithmarschen\" --group \"Single parents\" "
     "--place Dithmarschen --country DE",
     NEEDS_WRITE, 1, 1, add_options, network_add_run},
    {"network list", "", "List the networks: name for commands, a tab, title.", NEEDS_READ, 0, 0, NULL, network_list_run},
    {0},
};
