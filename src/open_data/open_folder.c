// open_folder.c - writes the files of a package into a folder that gets its name only when all of them are on the disk.
#include "open_data/open_folder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"

struct folder {
    struct open_data *data;
    const char *path;           // where they are to be
    char *made;                 // where they are being written
    struct strings written;     // paths
    struct open_folder_facts facts;
    const char *why;
};

static enum err cannot_write(struct folder *folder, const char *path)
{
    folder->why = arena_print(folder->data->call->arena, "%s cannot be written: %s.", path, strerror(errno));
    return ERR_STORE;
}

static const char *path_of(struct folder *folder, const char *name, const char *end)
{
    return arena_print(folder->data->call->arena, "%s/%s%s", folder->made, name, end);
}

static enum err open_file(struct folder *folder, const char *path, FILE **ret_file)
{
    FILE *file = fopen(path, "wxe");
    if (file == NULL)
        return cannot_write(folder, path);
    *VEC_PUSH(folder->data->call->arena, &folder->written) = path;
    *ret_file = file;
    return OK;
}

// What is in the file's buffer is written now, and may fail.
static enum err close_file(struct folder *folder, const char *path, FILE *file, enum err error)
{
    bool is_whole = fclose(file) == 0;
    if (error == OK && !is_whole)
        return cannot_write(folder, path);
    folder->facts.files++;
    return error;
}

static enum err write_bytes(struct folder *folder, const char *name, const struct buf *bytes)
{
    FILE *file = NULL;
    const char *path = path_of(folder, name, "");
    TRY(open_file(folder, path, &file));
    enum err error = fwrite(bytes->at, 1, bytes->n, file) == bytes->n ? OK : cannot_write(folder, path);
    folder->facts.bytes += (int64_t)bytes->n;
    return close_file(folder, path, file, error);
}

static enum err write_table(struct folder *folder, struct open_file_pair *pair)
{
    const char *csv = path_of(folder, pair->table->name, ".csv"), *json = path_of(folder, pair->table->name, ".json");
    TRY(open_file(folder, csv, &pair->csv.to));
    enum err error = open_file(folder, json, &pair->json.to);
    if (error != OK) {
        fclose(pair->csv.to);
        return error;
    }
    error = open_data_table(folder->data, pair->table, &pair->csv, &pair->json, &pair->rows);
    if (error == ERR_STORE && (ferror(pair->csv.to) || ferror(pair->json.to)))
        error = cannot_write(folder, ferror(pair->csv.to) ? csv : json);
    error = close_file(folder, csv, pair->csv.to, error);
    folder->facts.rows += pair->rows;
    folder->facts.bytes += pair->csv.bytes + pair->json.bytes;
    return close_file(folder, json, pair->json.to, error);
}

static enum err write_files(struct folder *folder)
{
    struct arena *arena = folder->data->call->arena;
    struct open_file_pairs pairs = {0};
    struct buf descriptor = buf_make(arena, 32 * 1024), dictionary = buf_make(arena, 16 * 1024);
    for (size_t i = 0; open_tables[i] != NULL; i++) {
        struct open_file_pair *pair = VEC_PUSH(arena, &pairs);
        *pair = (struct open_file_pair){.table = open_tables[i]};
        TRY(write_table(folder, pair));
    }
    TRY(open_data_descriptor(folder->data, &pairs, &descriptor));
    open_data_dictionary(folder->data, &dictionary);
    TRY(write_bytes(folder, DICTIONARY_NAME, &dictionary));
    TRY(write_bytes(folder, DESCRIPTOR_NAME, &descriptor));
    return folder_sync(folder->made) == OK ? OK : cannot_write(folder, folder->path);
}

static enum err check_free(struct folder *folder)
{
    bool is_empty = false;
    enum err error = folder_is_empty(folder->path, &is_empty);
    if (error == ERR_NOT_FOUND || is_empty)
        return OK;
    if (error != OK)
        return cannot_write(folder, folder->path);
    folder->why = arena_print(folder->data->call->arena, "There is something in the folder %s already. Please name an empty or a new one.",
                              folder->path);
    return ERR_CONFLICT;
}

static enum err give_name(struct folder *folder)
{
    if (chmod(folder->made, 0755) != 0 || rename(folder->made, folder->path) != 0)
        return cannot_write(folder, folder->path);
    return OK;
}

static void take_away(struct folder *folder)
{
    for (size_t i = 0; i < folder->written.n; i++)
        unlink(folder->written.at[i]);
    rmdir(folder->made);
}

// Without the slashes at its end.
static const char *plain_path(struct arena *arena, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_copy(arena, path, n);
}

enum err open_folder_write(struct open_data *data, const char *path, struct open_folder_facts *ret_facts, const char **ret_why)
{
    struct folder folder = {.data = data, .path = plain_path(data->call->arena, path)};
    enum err error = check_free(&folder);
    folder.made = arena_print(data->call->arena, "%s.XXXXXX", folder.path);
    if (error == OK && mkdtemp(folder.made) == NULL)
        error = cannot_write(&folder, folder.path);
    else if (error == OK) {
        error = write_files(&folder);
        if (error == OK)
            error = give_name(&folder);
        if (error != OK)
            take_away(&folder);
    }
    if (error == OK)
        *ret_facts = folder.facts;
    else
        *ret_why = folder.why != NULL ? folder.why : err_sentence(error);
    return error;
}
