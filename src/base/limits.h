// limits.h - every limit on what comes from outside, in one place.
#ifndef SEMPRE_BASE_LIMITS_H
#define SEMPRE_BASE_LIMITS_H

enum {
    LIMIT_HEADER_BYTES = 8 * 1024,        // request line and headers together
    LIMIT_BODY_BYTES = 64 * 1024,         // a form; beyond it nothing is stored
    LIMIT_TYPED_BYTES = 32 * 1024 * 1024, // what is far too long, as sent, is taken to be given back: all such forms at one time
    LIMIT_TYPED_TEXT = 12 * 1024 * 1024,  // the same, decoded, in one form
    LIMIT_FIELDS = 200,                   // fields in one form
    LIMIT_REQUEST_ARENA = 4 * 1024 * 1024,
    LIMIT_HEADER_SECONDS = 10,            // from the first byte of a request to its last header
    LIMIT_BODY_SECONDS = 60,              // from there to the last byte of the body
    LIMIT_IDLE_SECONDS = 60,              // a connection that is kept alive and says nothing
    LIMIT_STREAM_SECONDS = 6 * 60 * 60,   // the oldest an event stream gets
    LIMIT_CONNECTIONS = 4000,
    LIMIT_LINE_SIGNS = 200,               // a line typed by somebody: an idea, a statement
    LIMIT_TEXT_SIGNS = 10000,             // a longer text
    LIMIT_IMPORTED_STATEMENT_SIGNS = 2000,
    LIMIT_PAGE_ROWS = 20,                 // rows of a list on one page
};

#endif
