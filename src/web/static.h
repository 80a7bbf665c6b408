// static.h - files made at build: style sheet, script, icons, map; with a content hash in the name, brotli and gzip beside.
#ifndef SEMPRE_WEB_STATIC_H
#define SEMPRE_WEB_STATIC_H

#include <stddef.h>

struct asset {
    const char *name;         // "a.css"
    const char *served;       // "/assets/a.3f9c2b7e.css"
    const char *content_type;
    const char *sha256;       // base64 of the SHA-256 of `plain`, for the content security policy
    const char *plain, *gzip, *brotli;
    size_t plain_n, gzip_n, brotli_n;
};

// By its name in assets/, or by its served path; NULL if there is none. Static.
const struct asset *asset_find(const char *name);
const struct asset *asset_served(const char *path);

// By its number in the generated assets.h (ASSET_a_css), for compiled views.
const struct asset *asset_at(int number);

#endif
