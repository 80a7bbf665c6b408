// qr.h - QR codes as drawings.
#ifndef SEMPRE_WEB_QR_H
#define SEMPRE_WEB_QR_H

#include "base/arena.h"

// One SVG path; `box` is its viewBox.
struct qr_view {
    const char *box, *path;
};

// `text` (an address of at most 1000 bytes) as one SVG path with the quiet edge that readers need. Owned by the arena.
struct qr_view qr_of(struct arena *arena, const char *text);

#endif
