// open_data_web.c - the page of a network's open data, and its files, each at an address of its own beside datapackage.json.
#include "open_data/open_data_web.h"

#include <string.h>

#include "i18n/message.h"
#include "open_data/open_data.h"
#include "open_data/open_data_view.h"
#include "open_data_views.h"
#include "releases/release.h"
#include "store/signal.h"

// A file is made for who asks, in memory, and not kept: two dozen of each network would take the place of all pages in the page cache.
// Larger ones are for `sempre export network`.
enum { MOST_BYTES = 2 * 1024 * 1024, FILE_ROOM = 4 * MOST_BYTES, PART_ARENA = 64 * 1024 * 1024 };

// --- the page ---

enum err open_data_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct open_data_view *view = ARENA_NEW(call->arena, struct open_data_view);
    const struct licence *licence = open_data_licence(call);
    struct release_made made = {0};
    TRY(network_find(call, request->param[0], network));
    enum err error = release_last(call, network->id, &made);
    if (error != ERR_NOT_FOUND)
        TRY(error);
    *view = (struct open_data_view){.slug = network->slug,
                                    .network = network->title,
                                    .licence = licence->title,
                                    .licence_path = licence->path,
                                    .released_at = made.made_at};
    for (size_t i = 0; open_tables[i] != NULL; i++)
        *VEC_PUSH(call->arena, &view->files) = (struct open_file_view){.name = open_tables[i]->name,
                                                                       .title = tr(call->language, open_tables[i]->title),
                                                                       .about = tr(call->language, open_tables[i]->about)};
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_topic(reply, TOPIC_NETWORK, network->id.v);
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, tr_fill(call->arena, tr(call->language, N_("Open data: {1}")), &network->title.text, 1), body_open_data(view));
    return OK;
}

// --- the files ---

// Every table is counted and hashed without being kept.
static enum err descriptor(struct open_data *data, struct buf *out)
{
    struct open_file_pairs pairs = {0};
    for (size_t i = 0; open_tables[i] != NULL; i++) {
        struct open_file_pair *pair = VEC_PUSH(data->call->arena, &pairs);
        *pair = (struct open_file_pair){.table = open_tables[i], .csv.most = MOST_BYTES, .json.most = MOST_BYTES};
        TRY(open_data_table(data, pair->table, &pair->csv, &pair->json, &pair->rows));
    }
    return open_data_descriptor(data, &pairs, out);
}

// The table of which `name` is a file; NULL: none.
static const struct data_table *table_of(const char *name, bool *ret_is_csv)
{
    const char *end = strrchr(name, '.');
    bool is_csv = end != NULL && strcmp(end, ".csv") == 0;
    if (end == NULL || (!is_csv && strcmp(end, ".json") != 0))
        return NULL;
    for (size_t i = 0; open_tables[i] != NULL; i++)
        if (strlen(open_tables[i]->name) == (size_t)(end - name) && strncmp(open_tables[i]->name, name, (size_t)(end - name)) == 0) {
            *ret_is_csv = is_csv;
            return open_tables[i];
        }
    return NULL;
}

static enum err table(struct open_data *data, const char *name, struct buf *out, const char **ret_type)
{
    bool is_csv = false;
    int64_t rows;
    const struct data_table *table = table_of(name, &is_csv);
    struct data_file file = {.into = out, .most = MOST_BYTES};
    if (table == NULL)
        return ERR_NOT_FOUND;
    *ret_type = is_csv ? "text/csv; charset=utf-8" : "application/json";
    return open_data_table(data, table, is_csv ? &file : NULL, is_csv ? NULL : &file, &rows);
}

static enum err make_file(struct open_data *data, const char *name, struct buf *out, const char **ret_type)
{
    *ret_type = "application/json";
    if (strcmp(name, DESCRIPTOR_NAME) == 0)
        return descriptor(data, out);
    if (strcmp(name, DICTIONARY_NAME) != 0)
        return table(data, name, out, ret_type);
    *ret_type = "text/plain; charset=utf-8"; // browsers show it
    open_data_dictionary(data, out);
    return OK;
}

enum err open_data_file_get(struct call *call, const struct request *request, struct reply *reply)
{
    enum { TOO_LARGE = 413 };
    struct arena *part CLEANUP(arena_cleanup) = arena_new(PART_ARENA);
    struct open_data data;
    const char *type;
    TRY(open_data_begin(call, request->param[0], part, &data));
    arena_allow(call->arena, FILE_ROOM);
    struct buf bytes = buf_make(call->arena, 16 * 1024);
    enum err error = make_file(&data, request->param[1], &bytes, &type);
    if (error == ERR_LIMIT && db_error(call->db) == OK) {
        bytes.n = 0;
        buf_add_text(&bytes, tr(call->language, N_("This file is too large to be made here. Whoever runs these pages can give it to you.")));
        reply_bytes(reply, TOO_LARGE, "text/plain; charset=utf-8", bytes);
        return OK;
    }
    TRY(error);
    reply_bytes(reply, 200, type, bytes);
    return OK;
}
