// err.c - the one table of errors.
#include "base/err.h"

#include <assert.h>

static const struct {
    int http_status;
    int exit_code;
    const char *sentence; // also in the catalogues
} table[ERR_COUNT] = {
    [OK] = {200, 0, "Done."},
    [ERR_INVALID] = {422, 2, "This could not be understood."},
    [ERR_DENIED] = {403, 3, "You may not do this."},
    [ERR_NOT_FOUND] = {404, 4, "This does not exist."},
    [ERR_CONFLICT] = {409, 5, "This was changed in the meantime, or it is there already."},
    [ERR_LIMIT] = {413, 6, "This is too long or too much."},
    [ERR_BUSY] = {503, 7, "Too much is going on right now. Please try again in a moment."},
    [ERR_STORE] = {500, 8, "The data could not be read or stored."},
};

int err_http_status(enum err error)
{
    assert(error < ERR_COUNT);
    return table[error].http_status;
}

int err_exit_code(enum err error)
{
    assert(error < ERR_COUNT);
    return table[error].exit_code;
}

const char *err_sentence(enum err error)
{
    assert(error < ERR_COUNT);
    return table[error].sentence;
}
