#include "core/base/qr.h"

#include "core/base/buf.h"
#include "core/base/limits.h"

#include <qrencode.h>

#define QUIET 4                   /* modules on each side */
#define PATH_MAX_BYTES (96 * KIB) /* 85 rows of at most 43 runs, 24 bytes each */
#define IS_DARK 1                 /* the lowest bit of a module */

/* One row: a box for every run of dark modules. */
static void draw_row(struct buf *out, const unsigned char *row, int width, int y)
{
    for (int x = 0; x < width; x++) {
        int from = x;
        while (x < width && (row[x] & IS_DARK))
            x++;
        if (x > from)
            buf_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
    }
}

enum err qr_draw(struct arena *a, struct str text, struct qr *out)
{
    *out = (struct qr){ 0 };
    if (!text.n || text.n > QR_TEXT_MAX)
        return ERR_LIMIT;
    QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p,
                                     0 /* as small as it fits */, QR_ECLEVEL_M);
    if (!code)
        return ERR_LIMIT;
    struct buf *path = buf_in(a, PATH_MAX_BYTES);
    for (int y = 0; y < code->width; y++)
        draw_row(path, code->data + (size_t)y * (size_t)code->width, code->width, y);
    out->size = code->width + 2 * QUIET;
    out->path = buf_view(path);
    QRcode_free(code);
    return path->failed ? ERR_LIMIT : OK;
}

const char *qr_library(void)
{
    return QRcode_APIVersionString();
}
