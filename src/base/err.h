// err.h - the errors a function can return, and what the outside sees of each.
//
// A function that can fail returns `CHECKED enum err` and writes its results to `ret_*` parameters only when it
// returns OK. Wrong input typed by a person is not an error but data: it goes back into the form.
#ifndef SEMPRE_BASE_ERR_H
#define SEMPRE_BASE_ERR_H

enum err {
    OK = 0,
    ERR_INVALID,   // input that cannot be understood
    ERR_DENIED,    // the caller lacks the right
    ERR_NOT_FOUND, // no such thing, or none the caller may know of
    ERR_CONFLICT,  // somebody else changed it, or it is there already
    ERR_LIMIT,     // too long, too many, too large
    ERR_BUSY,      // cannot be served now; the same call may succeed later
    ERR_STORE,     // the database failed: disk full, connection lost
    ERR_COUNT,
};

#define CHECKED __attribute__((warn_unused_result))

// Returns from the calling function with the error of `call`, if it has one.
#define TRY(call)                          \
    do {                                   \
        enum err try_error_ = (call);      \
        if (try_error_ != OK)              \
            return try_error_;             \
    } while (0)

// HTTP status for an error: 200, 422, 403, 404, 409, 413, 503, 500.
int err_http_status(enum err error);

// Exit code of a command: 0, 2 ... 8 in the order above (1 is never used).
int err_exit_code(enum err error);

// One plain English sentence: the msgid of its translation. Static.
const char *err_sentence(enum err error);

#endif
