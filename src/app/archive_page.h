// archive_page.h - a drawn page made into one that stands alone: addresses become files of the copy, and what only works where
// a server answers (forms, scripts, buttons that lead out of the copy) goes.
#ifndef SEMPRE_APP_ARCHIVE_PAGE_H
#define SEMPRE_APP_ARCHIVE_PAGE_H

#include "base/buf.h"

// The file that stands for an address of this site ("/networks?page=2", without "#..."), as it is to be written into the page; NULL
// where the copy has none.
struct archive_links {
    const char *(*file_of)(void *context, const char *address);
    void *context;
};

// `path`: of the page, for links that are only "?page=2". A link to what the copy does not have becomes plain words, or goes where
// it looked like a button. Reads any bytes; what is not HTML of ours comes out somehow, but in bounds.
struct buf archive_page(struct arena *arena, const char *path, const char *html, size_t n, const struct archive_links *links);

// A file's name for an address: small letters, digits, "-" and "_", at most 80 signs before `end` (".html"), none that FAT,
// exFAT or Windows refuse. "/" is "index". Different addresses may have the same: the caller gives `number` 2, 3 ... then.
const char *archive_file_name(struct arena *arena, const char *address, const char *end, int number);

#endif
