// err.c - the one table of errors.
#include "base/err.h"

#include <assert.h>

#define N_(msgid) (msgid) // marks a message for the catalogues, of which this layer knows nothing

static const struct {
    int http_status;
    int exit_code;
    const char *sentence;
} table[ERR_COUNT] = {
    [OK] = {200, 0, N_("Done.")},
    [ERR_INVALID] = {422, 2, N_("This could not be understood.")},
    [ERR_DENIED] = {403, 3, N_("You may not do this.")},
    [ERR_NOT_FOUND] = {404, 4, N_("This does not exist.")},
    [ERR_CONFLICT] = {409, 5, N_("This was changed in the meantime, or it is there already.")},
    [ERR_LIMIT] = {413, 6, N_("This is too long or too much.")},
    [ERR_BUSY] = {503, 7, N_("Too much is going on right now. Please try again in a moment.")},
    [ERR_STORE] = {500, 8, N_("The data could not be read or stored.")},
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
