// qr.c - QR codes by libqrencode, as one SVG path: a run of dark modules is a rectangle.
#include "web/qr.h"

#include <qrencode.h>
#include <stdlib.h>

#include "base/buf.h"

enum { EDGE = 4 }; // light modules around the code, as ISO/IEC 18004 asks

static void code_cleanup(QRcode **code)
{
    QRcode_free(*code);
}

static bool is_dark(const QRcode *code, int x, int y)
{
    return (code->data[y * code->width + x] & 1) != 0;
}

static void add_row(struct buf *path, const QRcode *code, int y)
{
    for (int x = 0; x < code->width; x++) {
        if (!is_dark(code, x, y))
            continue;
        int begin = x;
        while (x < code->width && is_dark(code, x, y))
            x++;
        buf_print(path, "M%d %dh%dv1h-%dz", begin + EDGE, y + EDGE, x - begin, x - begin);
    }
}

struct qr_view qr_of(struct arena *arena, const char *text)
{
    // Level M: a screen or a sheet is clean, and fewer modules read from further away.
    QRcode *code CLEANUP(code_cleanup) = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        abort(); // no memory
    struct buf path = buf_make(arena, 4096);
    for (int y = 0; y < code->width; y++)
        add_row(&path, code, y);
    int size = code->width + 2 * EDGE;
    return (struct qr_view){.box = arena_print(arena, "0 0 %d %d", size, size), .path = buf_text(&path)};
}
