// open_data.c - begins a package, and writes one table of it.
#include "open_data/open_data.h"

#include <string.h>

#include "feature/setting.h"
#include "i18n/format.h"
#include "releases/release.h"

static const struct licence licences[] = {
    {"CC-BY-4.0", "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"},
    {"CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0 International", "https://creativecommons.org/licenses/by-sa/4.0/"},
    {"CC0-1.0", "Creative Commons Zero v1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"},
};
enum { LICENCES = sizeof licences / sizeof licences[0] };

static const struct licence *licence_find(const char *name)
{
    for (size_t i = 0; i < LICENCES; i++)
        if (strcmp(licences[i].name, name) == 0)
            return &licences[i];
    return NULL;
}

static bool is_licence(const char *value)
{
    return licence_find(value) != NULL;
}

const struct setting open_data_settings[] = {
    {"open_data_licence", "CC-BY-4.0", "licence of the open data of networks: CC-BY-4.0, CC-BY-SA-4.0 or CC0-1.0", is_licence},
    {0},
};

const struct licence *open_data_licence(struct call *call)
{
    const struct licence *licence = licence_find(setting_get(call, &open_data_settings[0]));
    return licence == NULL ? &licences[0] : licence;
}

const char *open_id(struct arena *arena, int64_t id)
{
    char *text = arena_alloc(arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

const char *open_day(struct open_data *data, int64_t at)
{
    return at == 0 ? NULL : format_iso_date(data->part->arena, data->network.time_zone, at);
}

const char *open_moment(struct open_data *data, int64_t at)
{
    struct arena *arena = data->part->arena;
    return at == 0 ? NULL : arena_print(arena, "%sT%s:00Z", format_iso_date(arena, NULL, at), format_iso_time(arena, NULL, at));
}

static struct call *visitor_of(const struct call *call, struct arena *arena, enum language language)
{
    struct call *visitor = ARENA_NEW(call->arena, struct call);
    *visitor = *call;
    visitor->arena = arena;
    visitor->actor = (struct actor){0};
    visitor->visitor = NULL;
    visitor->language = language;
    visitor->easy = false;
    return visitor;
}

enum err open_data_begin(struct call *call, const char *slug, struct arena *part, struct open_data *ret_data)
{
    struct open_data data = {.licence = open_data_licence(call)};
    struct release_made made = {0};
    TRY(network_find(call, slug, &data.network));
    data.call = visitor_of(call, call->arena, data.network.language);
    data.part = visitor_of(call, part, data.network.language);
    TRY(network_find_id(data.call, data.network.id, &data.network)); // in its own language
    enum err error = release_last(call, data.network.id, &made);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    data.released_at = made.made_at;
    *ret_data = data;
    return OK;
}

void data_part_over(struct open_data *data)
{
    arena_reset(data->part->arena);
}

enum err open_data_table(struct open_data *data, const struct data_table *table, struct data_file *csv, struct data_file *json,
                         int64_t *ret_rows)
{
    struct arena *line CLEANUP(arena_cleanup) = arena_new(4 * 1024 * 1024);
    struct data_writer writer = {.table = table, .csv = csv, .json = json};
    data_part_over(data);
    TRY(data_begin(line, &writer));
    TRY(table->write(data, &writer));
    TRY(data_end(&writer));
    TRY(db_error(data->call->db));
    *ret_rows = writer.rows;
    return OK;
}
