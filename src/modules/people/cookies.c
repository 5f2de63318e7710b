#include "modules/people/people.h"

#include "modules/people/device.h"

static bool is_https(const struct ctx *c)
{
    return c->site->is_https;
}

static bool read_cookie(const struct ctx *c, struct str name, struct session_value *out)
{
    return session_value_parse(req_cookie(c->req, name), out);
}

bool session_cookie_read(const struct ctx *c, struct session_value *out)
{
    return read_cookie(c, is_https(c) ? STR("__Host-cj") : STR("cj"), out);
}

bool device_cookie_read(const struct ctx *c, struct session_value *out)
{
    return read_cookie(c, is_https(c) ? STR("__Host-cjd") : STR("cjd"), out);
}

/* life_s: 0 until the browser ends, below 0: gone at once. */
static bool set(struct ctx *c, const char *name, struct str value, long life_s)
{
    struct str line = str_printf(c->arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s",
                                 is_https(c) ? "__Host-" : "", name, STR_ARG(value),
                                 is_https(c) ? "; Secure" : "");
    if (life_s)
        line =
            str_printf(c->arena, "%.*s; Max-Age=%ld", STR_ARG(line), life_s < 0 ? 0 : life_s);
    return line.n && resp_header_add(c->resp, STR("Set-Cookie"), line);
}

bool session_cookie_set(struct ctx *c, const struct session_value *v)
{
    return set(c, "cj", session_value_text(c->arena, v), 0);
}

bool session_cookie_drop(struct ctx *c)
{
    return set(c, "cj", (struct str){ 0 }, -1);
}

bool device_cookie_set(struct ctx *c, const struct session_value *v)
{
    return set(c, "cjd", session_value_text(c->arena, v), (long)DEVICE_KEEP_DAYS * 86400);
}

struct str people_next(struct ctx *c, struct str next, const char *otherwise)
{
    return next.n && c->people->is_page(next) ? next : str_from(otherwise);
}
