#include "core/web/ctx.h"

#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/web/param.h"

enum err ctx_render_status(struct ctx *c, int status, const char *template_name, struct view *v)
{
    struct buf *out = buf_in(c->arena, RESPONSE_MAX_BYTES);
#ifdef CJ_TEST
    int64_t from_us = clock_mono_us();
#endif
    enum err e = tpl_render(c->templates, str_from(template_name), v, c->arena, out);
#ifdef CJ_TEST
    c->rendering_us += clock_mono_us() - from_us;
#endif
    if (arena_failed(c->arena))
        return ERR_LIMIT;
    if (e) {
        log_error("render", "template=%s code=%s", template_name, err_name(e));
        return ERR_INTERNAL;
    }
    c->resp->status = status;
    c->resp->body = buf_view(out);
    resp_header_set(c->resp, STR("Content-Type"), STR("text/html; charset=utf-8"));
    return OK;
}

enum err ctx_render(struct ctx *c, const char *template_name, struct view *v)
{
    return ctx_render_status(c, c->resp->status ? c->resp->status : 200, template_name, v);
}

/* Our own paths only: one leading slash, nothing that a browser could read as another host
 * (S29). */
static bool is_own_path(struct str path)
{
    if (!str_starts(path, STR("/")) || str_starts(path, STR("//")))
        return false;
    for (size_t i = 0; i < path.n; i++)
        if ((unsigned char)path.p[i] <= ' ' || path.p[i] == '\\' || path.p[i] == 0x7f)
            return false;
    return true;
}

static enum err redirect(struct ctx *c, int status, struct str path)
{
    if (!is_own_path(path)) {
        log_error("redirect_refused", "route=%s", c->route ? c->route->pattern : "-");
        return ERR_INTERNAL;
    }
    c->resp->status = status;
    c->resp->body = (struct str){ 0 };
    return resp_header_set(c->resp, STR("Location"), path) ? OK : ERR_INTERNAL;
}

enum err ctx_see_other(struct ctx *c, struct str path)
{
    return redirect(c, 303, path);
}

enum err ctx_moved(struct ctx *c, struct str path)
{
    return redirect(c, 301, path);
}

enum err ctx_send(struct ctx *c, struct str type, struct str body)
{
    if (arena_failed(c->arena))
        return ERR_LIMIT;
    if (!c->resp->status)
        c->resp->status = 200;
    c->resp->body = body;
    return resp_header_set(c->resp, STR("Content-Type"), type) ? OK : ERR_INTERNAL;
}

enum err ctx_send_file(struct ctx *c, struct str type, struct str body, struct str file_name)
{
    struct str how = str_printf(c->arena, "attachment; filename=\"%.*s\"", STR_ARG(file_name));
    if (!resp_header_set(c->resp, STR("Content-Disposition"), how))
        return ERR_INTERNAL;
    return ctx_send(c, type, body);
}

bool ctx_is_known(struct ctx *c, struct str version)
{
    const struct str part[] = { c->site->build_id, version, c->path,
                                params_canonical_query(c) };
    struct hash h = hash_parts(NULL, part, sizeof part / sizeof part[0]);
    struct str tag = str_printf(c->arena, "W/\"%.*s\"", STR_ARG(hash_hex(c->arena, &h, 12)));
    if (arena_failed(c->arena))
        return false;
    c->etag = tag;
    return etag_matches(req_header(c->req, STR("If-None-Match")), tag);
}

void ctx_valid_until(struct ctx *c, int64_t s)
{
    if (s > 0 && s < c->valid_until_s)
        c->valid_until_s = s;
}

struct str ctx_seal(struct ctx *c, struct str text)
{
    struct hash_key key = hash_subkey(c->form_key, "receipt");
    struct str sealed = seal(c->arena, &key, text);
    struct buf *hex = buf_in(c->arena, 2 * sealed.n + 1);
    for (size_t i = 0; i < sealed.n; i++)
        buf_printf(hex, "%02x", (unsigned char)sealed.p[i]);
    return buf_view(hex);
}

static int hex_digit(char ch)
{
    if (ch >= '0' && ch <= '9')
        return ch - '0';
    return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

bool ctx_unseal(struct ctx *c, struct str hex, struct str *text)
{
    struct hash_key key = hash_subkey(c->form_key, "receipt");
    char *bytes = arena_alloc(c->arena, hex.n / 2 + 1);
    if (!bytes || hex.n % 2)
        return false;
    for (size_t i = 0; i < hex.n / 2; i++) {
        int high = hex_digit(hex.p[2 * i]), low = hex_digit(hex.p[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (char)(high * 16 + low);
    }
    return unseal(c->arena, &key, (struct str){ bytes, hex.n / 2 }, text);
}

struct str ctx_token_binding(const struct ctx *c)
{
    return c->token_binding.n ? c->token_binding : c->form_id;
}

enum err ctx_refuse(struct ctx *c)
{
    c->was_refused = true;
    return ERR_NOT_FOUND;
}
