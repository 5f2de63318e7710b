#include "front/cgi.h"

#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/gateway.h"
#include "front/start.h"

#include <errno.h>
#include <stdio.h>

static size_t input_read(void *arg, char *to, size_t n)
{
    (void)arg;
    for (;;) {
        ssize_t got = read(STDIN_FILENO, to, n);
        if (got >= 0 || errno != EINTR)
            return got > 0 ? (size_t)got : 0;
    }
}

static bool output_write(void *arg, const char *p, size_t n)
{
    (void)arg;
    return fd_write_all(STDOUT_FILENO, (struct str){ p, n });
}

int cgi_run(char **env)
{
    char option[] = "--config";
    char *argv[] = { option, getenv("CJENGAGE_CONFIG"), NULL };
    struct start s;
    int code = start_config(&s, argv[1] ? 2 : 0, argv);
    if (!code)
        code = start_app(&s);
    if (!code)
        code = start_sandbox(&s);
    if (code) {
        dprintf(STDOUT_FILENO, "Status: 503 Service Unavailable\r\nContent-Type: text/plain; "
                               "charset=utf-8\r\n\r\n503\n");
        return code;
    }
    struct worker *w = worker_open(s.app);
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    struct gateway g = { .app = s.app, .worker = w, .door = DOOR_CGI, .env = env };
    g.tmp_dir = str_z(s.arena, str_printf(s.arena, "%s/tmp", s.config.data_dir));
    g.read = input_read;
    g.write = output_write;
    if (w)
        gateway_serve(&g, a);
    arena_free(a);
    worker_close(w);
    start_end(&s);
    return w ? 0 : 1;
}
