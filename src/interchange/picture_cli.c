// picture_cli.c - the option --picture: a page in a new file.
#include <stdio.h>

#include "interchange/picture_file.h"

enum err picture_file_write(struct call *call, struct arguments *arguments, const char *title, struct body body)
{
    const char *path = arguments_option(arguments, "picture");
    if (path == NULL)
        return OK;
    FILE *out = fopen(path, "wxe"); // a new file, so that nothing is lost by a slip of the keyboard
    enum err error = out == NULL ? ERR_STORE : picture_page_print(call->arena, call->language, title, body, out);
    if (out != NULL && fclose(out) != 0)
        error = ERR_STORE;
    if (error != OK)
        arguments->why = arena_print(call->arena, "%s cannot be written; it must not exist yet.", path);
    return error;
}
