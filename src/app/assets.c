#include "app/assets.h"

#include "app/house.h"
#include "core/base/limits.h"

#include <fcntl.h>
#include <sys/stat.h>

#define DEV_FILE_MAX (4 * MIB)

static const struct static_file *find_by_name(struct str name)
{
    for (size_t i = 0; i < n_static_embedded; i++)
        if (str_eq(static_embedded[i].name, name))
            return &static_embedded[i];
    return NULL;
}

static const struct static_file *find_by_hashed(struct str hashed)
{
    for (size_t i = 0; i < n_static_embedded; i++)
        if (str_eq(static_embedded[i].hashed, hashed))
            return &static_embedded[i];
    return NULL;
}

struct str asset_url(struct arena *a, const struct app *app, const char *name)
{
    const struct static_file *f = find_by_name(str_from(name));
    bool is_live = app->config.static_dir != NULL;
    return str_printf(a, "/static/%.*s", STR_ARG(f && !is_live ? f->hashed : str_from(name)));
}

void assets_fill_site(struct app *app)
{
    struct site *s = &app->site;
    struct arena *a = app->arena;
    s->css_ds = asset_url(a, app, "ds.css");
    s->css_site = asset_url(a, app, "site.css");
    s->js_site = asset_url(a, app, "site.js");
    s->favicon_svg = asset_url(a, app, "favicon.svg");
    s->favicon_ico = asset_url(a, app, "favicon.ico");
    s->apple_icon = asset_url(a, app, "apple-touch-icon.png");
    s->icons_svg = asset_url(a, app, "icons.svg");
    s->share_png = asset_url(a, app, "share.png");
}

/* While editing: the file as it is on disk now, with the type that the embedded one has. */
static enum err send_live(struct ctx *c, const char *dir, struct str name,
                          const struct static_file *known)
{
    const char *path = str_z(c->arena, str_printf(c->arena, "%s/%.*s", dir, STR_ARG(name)));
    struct stat st;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0)
        return ERR_NOT_FOUND;
    char *p = NULL;
    ssize_t n = -1;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < (off_t)DEV_FILE_MAX)
        p = arena_alloc(c->arena, (size_t)st.st_size + 1);
    if (p)
        n = read(fd, p, (size_t)st.st_size);
    close(fd);
    if (n < 0)
        return ERR_NOT_FOUND;
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-cache"));
    return ctx_send(c, known ? known->type : STR("application/octet-stream"),
                    (struct str){ p, (size_t)n });
}

static enum err send_embedded(struct ctx *c, const struct static_file *f, bool is_hashed)
{
    bool wants_range = req_header(c->req, STR("Range")).n > 0;
    resp_header_set(c->resp, STR("Cache-Control"),
                    is_hashed ? STR("public, max-age=31536000, immutable")
                              : STR("public, max-age=86400"));
    c->etag = f->etag;
    c->can_range = true;
    if (f->gz.n && !wants_range && accepts_gzip(req_header(c->req, STR("Accept-Encoding")))) {
        /* other bytes, another strong tag: parts of both must not be joined (RFC 9110 8.8.3) */
        c->etag =
            str_printf(c->arena, "%.*s-gz\"", STR_ARG(str_sub(f->etag, 0, f->etag.n - 1)));
        resp_header_set(c->resp, STR("Content-Encoding"), STR("gzip"));
        return ctx_send(c, f->type, f->gz);
    }
    return ctx_send(c, f->type, f->bytes);
}

static enum err send_asset(struct ctx *c, struct str name)
{
    const struct app *app = c->app;
    const struct static_file *f = find_by_hashed(name);
    if (f)
        return send_embedded(c, f, true);
    f = find_by_name(name);
    if (f && app->config.static_dir) {
        enum err e = send_live(c, app->config.static_dir, name, f);
        if (e != ERR_NOT_FOUND)
            return e;
    }
    return f ? send_embedded(c, f, false) : ERR_NOT_FOUND;
}

enum err static_file_page(struct ctx *c)
{
    return send_asset(c, param_str(c, "file"));
}

enum err favicon_page(struct ctx *c)
{
    return send_asset(c, STR("favicon.ico"));
}
