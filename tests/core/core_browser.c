#include "tests/core/core_browser.h"

#include "tests/core/core_people.h"

static const char *headers_of(struct browser *b, bool is_form)
{
    struct arena *a = b->core->arena;
    struct str lines = STR("Accept: text/html");
    if (b->session.n || b->device.n)
        lines = str_printf(a, "%.*s\nCookie: %s%.*s%s%s%.*s", STR_ARG(lines),
                           b->session.n ? "cj=" : "", STR_ARG(b->session),
                           b->session.n && b->device.n ? "; " : "", b->device.n ? "cjd=" : "",
                           STR_ARG(b->device));
    if (b->agent)
        lines = str_printf(a, "%.*s\nUser-Agent: %s", STR_ARG(lines), b->agent);
    if (is_form)
        lines = str_printf(a,
                           "%.*s\nContent-Type: application/x-www-form-urlencoded\n"
                           "Sec-Fetch-Site: same-origin",
                           STR_ARG(lines));
    return str_z(a, lines);
}

static void take(struct str line, struct str prefix, struct str *value)
{
    if (!str_starts(line, prefix))
        return;
    struct str rest = str_sub(line, prefix.n, line.n);
    *value = str_sub(rest, 0, str_find_char(rest, ';'));
}

static struct answer keep(struct browser *b, struct answer a)
{
    for (size_t i = 0; i < a.resp.n_headers; i++) {
        struct str line = a.resp.header[i].value;
        if (!str_eq(a.resp.header[i].name, STR("Set-Cookie")))
            continue;
        line = str_dup(b->core->arena, line);
        take(line, STR("cj="), &b->session);
        take(line, STR("cjd="), &b->device);
    }
    return a;
}

struct answer browser_get(struct browser *b, const char *target)
{
    return keep(b, core_get(b->core, target, headers_of(b, false)));
}

struct answer browser_post(struct browser *b, const char *target, const char *fields)
{
    return keep(b, core_ask(b->core, "POST", target, headers_of(b, true), str_from(fields)));
}

struct answer browser_fill(struct browser *b, const char *target, const char *fields)
{
    struct arena *a = b->core->arena;
    struct answer page = browser_get(b, target);
    struct str tokens = core_tokens(b->core, page.body);
    clock_set_s(clock_now_s() + 60);
    return browser_post(b, target, str_z(a, str_printf(a, "%.*s&%s", STR_ARG(tokens), fields)));
}

struct answer browser_follow(struct browser *b, const struct answer *a)
{
    if (a->status != 303) { /* no test of its own: this file counts apart */
        printf("Bail out! the answer leads nowhere: %d\n", a->status);
        exit(1);
    }
    return browser_get(b, str_z(b->core->arena, a->location));
}

static bool is_key_sign(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

const char *browser_mailed(struct core *core, const char *address, const char *before)
{
    struct str text = core_mail_to(core, address);
    size_t at = str_find(text, str_from(before));
    if (at == STR_NONE)
        return "";
    size_t end = at + strlen(before);
    while (end < text.n && is_key_sign(text.p[end]))
        end++;
    return str_z(core->arena, str_sub(text, at, end - at));
}
