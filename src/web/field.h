// field.h - the value of one form field: from what was typed to what the draft holds, or what is wrong with it.
#ifndef SEMPRE_WEB_FIELD_H
#define SEMPRE_WEB_FIELD_H

#include "web/form.h"

// What is wrong with a field: a msgid (NULL: nothing), and what stands for {1} and {2} in it.
struct complaint {
    const char *message;
    int64_t numbers[2];
};

// Each reads what was `typed` into `ret_value`, of the type the field's kind says, and returns what is wrong with it; then
// `ret_value` is untouched.
struct complaint field_text(struct arena *arena, const struct field *field, const char *typed, const char **ret_value);
struct complaint field_code(struct arena *arena, const struct field *field, const char *typed, const char **ret_value);
struct complaint field_choice(const struct field *field, const char *typed, const char **ret_value);
struct complaint field_many(struct arena *arena, const struct field *field, const struct strings *typed,
                            struct strings *ret_value);
struct complaint field_number(const struct field *field, const char *typed, int64_t *ret_value);
struct complaint field_date(const struct field *field, const char *typed, const char **ret_value);
struct complaint field_time(struct arena *arena, const struct field *field, const char *typed, const char **ret_value);
struct complaint field_id(const struct field *field, const char *typed, int64_t *ret_value);
struct complaint field_file(const struct field *field, const struct upload *sent, struct upload *ret_value);

// What was typed without control characters, to be shown again.
const char *field_shown(struct arena *arena, const char *typed);

// Bytes of the white space at `at`, 0 where there is none: ASCII, no-break and other widths, zero width, ideographic.
size_t field_space(const char *at);

#endif
