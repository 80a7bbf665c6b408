// content.h - reading the files of content/demo: JSON values that know where they stand, so that a mistake in a file is
// answered with a sentence that names the file and the place in it.
#ifndef SEMPRE_DEMO_CONTENT_H
#define SEMPRE_DEMO_CONTENT_H

#include <jansson.h>

#include "base/err.h"
#include "base/vec.h"
#include "i18n/language.h"

enum { CONTENT_FILES = 500 };

// What is being read. Made with content_open, closed at the end of its scope.
struct content {
    struct arena *arena;
    const char *folder;
    const char *why;           // set when a function returns ERR_INVALID: one sentence
    json_t *files[CONTENT_FILES];
    size_t file_count;
};
struct content content_open(struct arena *arena, const char *folder);
void content_close(struct content *content);
#define CONTENT struct content CLEANUP(content_close)

// A value in a file. `json` is NULL where it is missing.
struct node {
    json_t *json;
    const char *file;
    const char *place; // "members[3].kind"
};

// Reads the file `name` of the folder. ERR_NOT_FOUND where there is none, ERR_INVALID where it is not JSON.
CHECKED enum err content_file(struct content *content, const char *name, struct node *ret_node);

// The names of the folder's files that end with ".json", sorted, without the folder. ERR_NOT_FOUND.
CHECKED enum err content_names(struct content *content, const char *folder, struct strings *ret_names);

// Says what is wrong with a value, and returns ERR_INVALID.
CHECKED enum err content_wrong(struct content *content, struct node node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// An object that has no other keys than those named in `keys` ("slug title place").
CHECKED enum err content_object(struct content *content, struct node node, const char *keys);
struct node content_key(struct content *content, struct node object, const char *key); // perhaps missing

// A list; missing counts as empty. Its items.
CHECKED enum err content_list(struct content *content, struct node node, size_t *ret_n);
struct node content_item(struct content *content, struct node list, size_t i);

// Values that must be there. Strings are owned by the file.
CHECKED enum err content_string(struct content *content, struct node node, const char **ret_string);
CHECKED enum err content_int(struct content *content, struct node node, int64_t least, int64_t most, int64_t *ret_number);
CHECKED enum err content_real(struct content *content, struct node node, double *ret_number);

// One of the words of a list ended by NULL.
CHECKED enum err content_choice(struct content *content, struct node node, const char *const *words, size_t *ret_index);

// A text: an object from language to words, or plain words in one language.
struct tongue {
    enum language language;
    bool easy;
    const char *words;
};
struct tongues {
    struct tongue *at;
    size_t n, cap;
};
// Plain words become one variant in the language `plain`.
CHECKED enum err content_tongues(struct content *content, struct node node, enum language plain,
                                 struct tongues *ret_tongues);
// The normal variant in that language, or NULL.
const char *tongues_in(const struct tongues *tongues, enum language language);

#endif
