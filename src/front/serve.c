#include "front/serve.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/web/ctx.h"
#include "front/fcgi.h"
#include "front/httpd.h"
#include "front/start.h"
#include "modules/people/first_admin.h"
#include "modules/people/link_address.h"

#include <stdio.h>

/* For people and for tests, once everything stands. */
static void announce(const struct listening *l, struct str way_in)
{
    printf("listening on %.*s\n%.*s", STR_ARG(l->where), STR_ARG(way_in));
    fflush(stdout);
    log_info("start", "listening=%.*s", STR_ARG(l->where));
}

/* How to get in: on the terminal only, for a link is a key. The log holds none, and a service
 * behind FastCGI, which has no terminal, prints none: there `cjengage user invite` does. */
static struct str way_in(struct start *s)
{
    struct str key, origin = app_site(s->app)->origin;
    enum err e = first_admin_link(app_store(s->app), s->arena, clock_now_s(), &key);
    if (!e)
        return str_printf(
            s->arena,
            "There is no administrator yet. Open this link to become the first one; it is "
            "good once, for 24 hours:\n%.*s\n",
            STR_ARG(link_address(s->arena, origin, LINK_FIRST_ADMIN, key)));
    if (e == ERR_CONFLICT)
        return str_printf(s->arena, "sign in at %.*s/sign-in\n", STR_ARG(origin));
    log_warn("start", "first_admin=%s", err_name(e));
    return (struct str){ NULL, 0 };
}

static int run_httpd(struct start *s, const struct listening *l)
{
    struct httpd *h = httpd_start(s->app, &s->config, l);
    if (!h)
        return 1;
    announce(l, way_in(s));
    start_wait_for_end(s->app);
    httpd_stop(h);
    return 0;
}

static int run_fcgi(struct start *s, const struct listening *l)
{
    struct fcgi *f = fcgi_start(s->app, &s->config, l);
    if (!f)
        return 1;
    announce(l, (struct str){ NULL, 0 });
    start_wait_for_end(s->app);
    fcgi_stop(f);
    return 0;
}

int serve_command(int argc, char **argv)
{
    struct start s;
    struct listening l;
    struct str why = { 0 };
    int code = start_config(&s, argc, argv);
    if (!code)
        code = start_app(&s);
    if (!code && !listen_inherited(s.arena, &l) &&
        listen_tcp(s.arena, s.config.listen_host, s.config.listen_port,
                   httpd_workers(&s.config), &l, &why))
        code = start_refuse(1, why);
    if (!code)
        code = start_sandbox(&s);
    if (!code && app_run(s.app, l.port))
        code = start_refuse(1, STR("could not start"));
    if (!code)
        code = run_httpd(&s, &l);
    start_end(&s);
    return code;
}

int fcgi_command(int argc, char **argv)
{
    struct start s;
    struct listening l;
    struct str why = STR("standard input is not a listening socket; give --socket PATH");
    int code = start_config(&s, argc, argv);
    if (!code)
        code = start_app(&s);
    if (!code) {
        const char *path = s.config.fcgi_socket;
        bool listens = path ? listen_unix(s.arena, path, &l, &why) == OK
                            : listen_take(s.arena, STDIN_FILENO, &l);
        code = listens ? 0 : start_refuse(path ? 1 : 2, why);
    }
    if (!code)
        code = start_sandbox(&s);
    if (!code && app_run(s.app, 0))
        code = start_refuse(1, STR("could not start"));
    if (!code)
        code = run_fcgi(&s, &l);
    start_end(&s);
    return code;
}
