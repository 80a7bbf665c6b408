// content.c - reading the files of content/demo.
#include "demo/content.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct content content_open(struct arena *arena, const char *folder)
{
    return (struct content){.arena = arena, .folder = folder};
}

void content_close(struct content *content)
{
    for (size_t i = 0; i < content->file_count; i++)
        json_decref(content->files[i]);
    content->file_count = 0;
}

enum err content_file(struct content *content, const char *name, struct node *ret_node)
{
    const char *path = arena_print(content->arena, "%s/%s", content->folder, name);
    if (content->file_count == CONTENT_FILES) {
        content->why = arena_print(content->arena, "%s: there are more than %d files.", path, CONTENT_FILES);
        return ERR_LIMIT;
    }
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        content->why = arena_print(content->arena, "%s cannot be opened: %s.", path, strerrordesc_np(errno));
        return ERR_NOT_FOUND;
    }
    json_error_t error;
    json_t *json = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    fclose(file);
    if (json == NULL) {
        content->why =
            arena_print(content->arena, "%s, line %d, sign %d: %s.", path, error.line, error.column, error.text);
        return ERR_INVALID;
    }
    content->files[content->file_count++] = json;
    *ret_node = (struct node){.json = json, .file = path, .place = ""};
    return OK;
}

static bool is_json(const char *name)
{
    size_t n = strlen(name);
    return n > 5 && name[0] != '.' && strcmp(name + n - 5, ".json") == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum err content_names(struct content *content, const char *folder, struct strings *ret_names)
{
    const char *path = arena_print(content->arena, "%s/%s", content->folder, folder);
    DIR *open = opendir(path);
    if (open == NULL) {
        content->why = arena_print(content->arena, "%s cannot be read: %s.", path, strerrordesc_np(errno));
        return ERR_NOT_FOUND;
    }
    struct strings names = {0};
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        if (is_json(entry->d_name))
            *VEC_PUSH(content->arena, &names) = arena_dup(content->arena, entry->d_name);
    closedir(open);
    if (names.n > 1)
        qsort(names.at, names.n, sizeof(*names.at), by_name);
    *ret_names = names;
    return OK;
}

enum err content_wrong(struct content *content, struct node node, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    content->why = arena_print(content->arena, "%s: %s%s%s", node.file, node.place, *node.place == '\0' ? "" : " ", what);
    return ERR_INVALID;
}

static bool is_in(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = words; n > 0 && (at = strstr(at, word)) != NULL; at += n)
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

enum err content_object(struct content *content, struct node node, const char *keys)
{
    if (!json_is_object(node.json))
        return content_wrong(content, node, node.json == NULL ? "is missing." : "must be an object.");
    for (void *at = json_object_iter(node.json); at != NULL;
         at = json_object_iter_next(node.json, at))
        if (!is_in(keys, json_object_iter_key(at)))
            return content_wrong(content, content_key(content, node, json_object_iter_key(at)),
                                 "is not known here. Known are: %s.", keys);
    return OK;
}

struct node content_key(struct content *content, struct node object, const char *key)
{
    return (struct node){
        .json = json_object_get(object.json, key),
        .file = object.file,
        .place = *object.place == '\0' ? key : arena_print(content->arena, "%s.%s", object.place, key),
    };
}

enum err content_list(struct content *content, struct node node, size_t *ret_n)
{
    if (node.json != NULL && !json_is_array(node.json))
        return content_wrong(content, node, "must be a list.");
    *ret_n = json_array_size(node.json);
    return OK;
}

struct node content_item(struct content *content, struct node list, size_t i)
{
    return (struct node){
        .json = json_array_get(list.json, i),
        .file = list.file,
        .place = arena_print(content->arena, "%s[%zu]", list.place, i),
    };
}

enum err content_string(struct content *content, struct node node, const char **ret_string)
{
    if (!json_is_string(node.json))
        return content_wrong(content, node, node.json == NULL ? "is missing." : "must be words in quotes.");
    const char *string = json_string_value(node.json);
    if (*string == '\0')
        return content_wrong(content, node, "is empty.");
    if (utf8_has_control(string, strlen(string)))
        return content_wrong(content, node, "has signs in it that cannot be shown.");
    *ret_string = string;
    return OK;
}

enum err content_int(struct content *content, struct node node, int64_t least, int64_t most, int64_t *ret_number)
{
    if (!json_is_integer(node.json))
        return content_wrong(content, node, node.json == NULL ? "is missing." : "must be a whole number.");
    int64_t number = json_integer_value(node.json);
    if (number < least || number > most)
        return content_wrong(content, node, "must be from %lld to %lld.", (long long)least, (long long)most);
    *ret_number = number;
    return OK;
}

enum err content_real(struct content *content, struct node node, double *ret_number)
{
    if (!json_is_number(node.json))
        return content_wrong(content, node, node.json == NULL ? "is missing." : "must be a number.");
    *ret_number = json_number_value(node.json);
    return OK;
}

enum err content_choice(struct content *content, struct node node, const char *const *words, size_t *ret_index)
{
    const char *word;
    TRY(content_string(content, node, &word));
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0) {
            *ret_index = i;
            return OK;
        }
    return content_wrong(content, node, "is \"%s\", which is none of the words known here.", word);
}

// "de" or "de-easy".
static bool tongue_of(struct arena *arena, const char *key, struct tongue *ret_tongue)
{
    static const char easy[] = "-easy";
    size_t n = strlen(key), tail = sizeof(easy) - 1;
    ret_tongue->easy = n > tail && strcmp(key + n - tail, easy) == 0;
    const char *tag = ret_tongue->easy ? arena_copy(arena, key, n - tail) : key;
    ret_tongue->language = language_of(tag);
    return ret_tongue->language != LANGUAGE_NONE && strcmp(language_tag(ret_tongue->language), tag) == 0;
}

enum err content_tongues(struct content *content, struct node node, enum language plain,
                         struct tongues *ret_tongues)
{
    struct tongues tongues = {0};
    if (!json_is_object(node.json)) {
        struct tongue *only = VEC_PUSH(content->arena, &tongues);
        only->language = plain;
        TRY(content_string(content, node, &only->words));
        *ret_tongues = tongues;
        return OK;
    }
    for (void *at = json_object_iter(node.json); at != NULL;
         at = json_object_iter_next(node.json, at)) {
        struct node variant = content_key(content, node, json_object_iter_key(at));
        struct tongue *added = VEC_PUSH(content->arena, &tongues);
        if (!tongue_of(content->arena, json_object_iter_key(at), added))
            return content_wrong(content, variant, "is no language known here.");
        TRY(content_string(content, variant, &added->words));
    }
    if (tongues_in(&tongues, LANGUAGE_EN) == NULL)
        return content_wrong(content, node, "has no English words (\"en\").");
    *ret_tongues = tongues;
    return OK;
}

const char *tongues_in(const struct tongues *tongues, enum language language)
{
    for (size_t i = 0; i < tongues->n; i++)
        if (tongues->at[i].language == language && !tongues->at[i].easy)
            return tongues->at[i].words;
    return NULL;
}
