// print_format.c - which format somebody asked for.
#include <string.h>

#include "interchange/print_parts.h"

enum err print_format_read(struct arguments *arguments, enum print_format *ret_format)
{
    static const char *const names[] = {[PRINT_TEXT] = "text", [PRINT_JSON] = "json", [PRINT_CSV] = "csv"};
    const char *format = arguments_option(arguments, "format");
    for (enum print_format i = PRINT_TEXT; i <= PRINT_CSV; i++)
        if (strcmp(format == NULL ? "text" : format, names[i]) == 0) {
            *ret_format = i;
            return OK;
        }
    arguments->why = "Write --format text, json or csv.";
    return ERR_INVALID;
}
