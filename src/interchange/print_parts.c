// print_parts.c - numbers that JSON knows, words on one line.
#include "interchange/print_parts.h"

#include <csv.h>
#include <math.h>
#include <string.h>

#include "base/formula.h"
#include "base/utf8.h"

json_t *real_json(double number)
{
    return isfinite(number) ? json_real(number) : json_null();
}

void json_put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

enum err json_print(json_t *root, FILE *out)
{
    int failed = json_dumpf(root, out, JSON_INDENT(1) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15));
    json_decref(root);
    return failed != 0 || fputc('\n', out) == EOF ? ERR_STORE : OK;
}

const char *one_line(struct arena *arena, const char *text, size_t signs)
{
    size_t n = strlen(text), shown = utf8_prefix(text, n, signs);
    char *line = arena_print(arena, "%.*s%s", (int)shown, text, shown < n ? "..." : "");
    for (char *at = line; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = ' ';
    return utf8_has_control(line, strlen(line)) ? "(words that cannot be shown)" : line;
}

void field_print(FILE *out, const char *text)
{
    if (!is_formula(text)) {
        csv_fwrite(out, text, strlen(text));
        return;
    }
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(strlen(text) + 64 * 1024);
    const char *guarded = arena_print(arena, "%c%s", FORMULA_GUARD, text);
    csv_fwrite(out, guarded, strlen(guarded));
}
