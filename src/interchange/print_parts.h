// print_parts.h - what the commands share that print findings as text, JSON or CSV.
#ifndef SEMPRE_INTERCHANGE_PRINT_PARTS_H
#define SEMPRE_INTERCHANGE_PRINT_PARTS_H

#include <jansson.h>
#include <stdio.h>

#include "feature/feature.h"

enum print_format { PRINT_TEXT, PRINT_JSON, PRINT_CSV };

// --format. ERR_INVALID with arguments->why.
CHECKED enum err print_format_read(struct arguments *arguments, enum print_format *ret_format);

// A number, or null where it is not finite. Owned by the caller.
json_t *real_json(double number);

// Sets a key to a value, which the object owns from then on.
void json_put(json_t *object, const char *key, json_t *value);

// Writes the value, frees it, ends the line. ERR_STORE: it could not be written.
CHECKED enum err json_print(json_t *root, FILE *out);

// People's words on one line: control signs become spaces, what is over `signs` code points becomes "...". Words that could still
// disturb a terminal (C1 controls, direction overrides) are not shown.
const char *one_line(struct arena *arena, const char *text, size_t signs);

// A field of a CSV file, quoted; what a spreadsheet would run as a formula has a guard before it (base/formula.h).
void field_print(FILE *out, const char *text);

#endif
