// network_check.h - what the rules of this folder ask of fields, whoever filled them in: a page, a command or a file.
#ifndef SEMPRE_NETWORKS_NETWORK_CHECK_H
#define SEMPRE_NETWORKS_NETWORK_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "web/form.h"

// Collects what is wrong. `filled` may be NULL.
struct check {
    struct filled *filled;
    bool is_bad;
};

// Begins with what the form reader found already.
struct check check_begin(struct filled *filled);

// ERR_INVALID where anything was wrong.
CHECKED enum err check_end(const struct check *check);

// A message at a field; the first one stays.
void check_bad(struct check *check, const char *field, const char *message);

// A text of at most `most` signs; NULL counts as empty.
void check_words(struct check *check, const char *field, const char *words, bool required, size_t most);

// A name for addresses: 2 to 40 of a-z, 0-9 and '-', beginning with a letter; not "new", which is an address of its own.
void check_slug(struct check *check, const char *field, const char *slug);

bool is_empty(const char *text);

// "4009", "-12.1", "12,1": at most `most_digits` after the mark. False where it is none.
bool decimal_parse(const char *text, int most_digits, double *ret_value, int *ret_digits);

#endif
