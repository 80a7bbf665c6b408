// secret_input.c - reading passwords for commands.
#include "people/secret_input.h"

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "people/password.h"

enum { LINE_BYTES = PASSWORD_MOST * 4 + 2 };

// The first line without its end; ERR_INVALID where it is too long.
static enum err read_line(struct call *call, FILE *file, const char **ret_line)
{
    char line[LINE_BYTES];
    if (fgets(line, sizeof(line), file) == NULL)
        line[0] = '\0';
    size_t n = strcspn(line, "\r\n");
    if (n + 2 >= sizeof(line))
        return ERR_INVALID;
    *ret_line = arena_copy(call->arena, line, n);
    return OK;
}

static enum err from_file(struct call *call, struct arguments *arguments, const char *path, const char **ret_secret)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *file = is_input ? stdin : fopen(path, "r");
    if (file == NULL) {
        arguments->why = arena_print(call->arena, "%s cannot be read: %s.", path, strerror(errno));
        return ERR_INVALID;
    }
    const char *line = "";
    enum err error = read_line(call, file, &line);
    if (!is_input)
        fclose(file);
    if (error != OK || *line == '\0') {
        arguments->why = arena_print(call->arena, "The first line of %s is no password.", path);
        return ERR_INVALID;
    }
    *ret_secret = line;
    return OK;
}

// Ctrl-C arrives as a sign here, so that the terminal is never left without echo.
static enum err ask(struct call *call, const char *question, const char **ret_line)
{
    struct termios before, quiet;
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return ERR_INVALID;
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    fputs(question, stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    enum err error = read_line(call, stdin, ret_line);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    TRY(error);
    return strchr(*ret_line, '\x03') == NULL ? OK : ERR_INVALID;
}

enum err secret_input(struct call *call, struct arguments *arguments, const char **ret_secret)
{
    const char *path = arguments_option(arguments, "password-file"), *first = "", *again = "";
    *ret_secret = NULL;
    if (path != NULL)
        return from_file(call, arguments, path, ret_secret);
    if (!isatty(STDIN_FILENO))
        return OK;
    arguments->why = "Nothing was changed.";
    TRY(ask(call, "Password (leave it empty to get a one-time code to print): ", &first));
    if (*first == '\0') {
        arguments->why = NULL;
        return OK;
    }
    TRY(ask(call, "The same again: ", &again));
    if (strcmp(first, again) != 0) {
        arguments->why = "The two passwords differ. Nothing was changed.";
        return ERR_INVALID;
    }
    arguments->why = NULL;
    *ret_secret = first;
    return OK;
}
