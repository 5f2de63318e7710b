#include "modules/work/odt.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/log.h"

#include <zip.h>

#define MADE_DATE 0x5A21 /* 1 January 2025 as MS-DOS has it: the same bytes each time */

const char *odt_library(void)
{
    return zip_libzip_version();
}

/* The bytes live in the request's arena until the archive is closed. */
static bool add_file(zip_t *z, const char *name, struct str bytes, zip_int32_t how)
{
    zip_source_t *from = zip_source_buffer(z, bytes.p, bytes.n, 0);
    if (!from)
        return false;
    zip_int64_t i = zip_file_add(z, name, from, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        zip_source_free(from);
        return false;
    }
    return !zip_set_file_compression(z, (zip_uint64_t)i, how, 0) &&
           !zip_file_set_dostime(z, (zip_uint64_t)i, 0, MADE_DATE, 0);
}

static enum err render_part(struct arena *a, const struct odt *odt, struct str name,
                            struct str *out)
{
    struct buf *b = buf_in(a, ODT_MAX_BYTES);
    enum err e = tpl_render(odt->templates, name, odt->v, a, b);
    *out = buf_view(b);
    return e;
}

/* mimetype is the first file and not packed, as the standard asks (part 2, 3.3). */
static bool add_all(struct arena *a, const struct odt *odt, zip_t *z)
{
    static const struct {
        const char *name;
        struct str made_by;
    } fixed[] = {
        { "META-INF/manifest.xml", STR_INIT("work/odt_manifest") },
        { "meta.xml", STR_INIT("work/odt_meta") },
        { "styles.xml", STR_INIT("work/odt_styles") },
    };
    struct str part;
    bool is_good = add_file(z, "mimetype", STR(ODT_MEDIA), ZIP_CM_STORE) &&
                   !render_part(a, odt, odt->content, &part) &&
                   add_file(z, "content.xml", part, ZIP_CM_DEFLATE);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0] && is_good; i++)
        is_good = !render_part(a, odt, fixed[i].made_by, &part) &&
                  add_file(z, fixed[i].name, part, ZIP_CM_DEFLATE);
    return is_good;
}

static enum err take_bytes(struct arena *a, zip_source_t *to, struct str *out)
{
    zip_stat_t st;
    if (zip_source_stat(to, &st) || zip_source_open(to))
        return ERR_LIMIT;
    char *bytes = st.size <= ODT_MAX_BYTES ? arena_alloc(a, (size_t)st.size) : NULL;
    bool is_read = bytes && zip_source_read(to, bytes, st.size) == (zip_int64_t)st.size;
    *out = (struct str){ bytes, is_read ? (size_t)st.size : 0 };
    (void)zip_source_close(to);
    return is_read ? OK : ERR_LIMIT;
}

enum err odt_write(struct arena *a, const struct odt *odt, struct str *out)
{
    enum err e = ERR_LIMIT;
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = to ? zip_open_from_source(to, ZIP_TRUNCATE, NULL) : NULL;
    if (!z) {
        zip_source_free(to);
        return e;
    }
    zip_source_keep(to); /* closing the archive gives its own away */
    if (!add_all(a, odt, z))
        zip_discard(z);
    else if (zip_close(z))
        zip_discard(z);
    else
        e = take_bytes(a, to, out);
    zip_source_free(to);
    return e;
}
