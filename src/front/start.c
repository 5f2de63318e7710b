#include "front/start.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/sandbox.h"
#include "front/versions.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#define FILES_WANTED 16384 /* 10,000 idle connections and what else is open */
#define START_BYTES (4 * MIB)
#define PORT_DNS 53
#define PORT_HTTP 80
#define PORT_HTTPS 443

int start_refuse(int code, struct str why)
{
    fprintf(stderr, "cjengage: %.*s\n", STR_ARG(why));
    return code;
}

/* Requests take and give back memory in blocks of some ten to some hundred KiB. As it comes,
 * the allocator gives each back to the kernel and asks for it anew, a sixth of what storing a
 * response costs: it keeps these few MiB. Large blocks (files, exports) still go back at once.
 */
static void keep_memory(void)
{
    mallopt(M_TOP_PAD, (int)(256 * KIB));
    mallopt(M_TRIM_THRESHOLD, (int)(4 * MIB));
    mallopt(M_MMAP_THRESHOLD, (int)MIB);
}

int start_config(struct start *s, int argc, char **argv)
{
    struct str why = STR("the settings cannot be used");
    keep_memory();
    *s = (struct start){ .arena = arena_new(START_BYTES) };
    if (config_load(s->arena, argc, argv, &s->config, &why))
        return start_refuse(2, why);
    return 0;
}

/* libfcgi takes over SIGUSR1 and SIGPIPE where they are default or ignored: blocked, they reach
 * nobody. */
static void signals_of_ours(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGHUP);
}

static void block_signals(void)
{
    sigset_t set;
    signals_of_ours(&set);
    sigaddset(&set, SIGPIPE);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void raise_file_limit(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur >= FILES_WANTED)
        return;
    files.rlim_cur = files.rlim_max < FILES_WANTED ? files.rlim_max : FILES_WANTED;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}

int start_app(struct start *s)
{
    struct str why = STR("could not start");
    block_signals();
    raise_file_limit();
    tzset();
    if (!log_open(s->config.log_path))
        return 1;
#ifdef CJ_TEST
    if (s->config.test_clock)
        clock_set_file(s->config.test_clock);
#endif
    if (app_open(&s->config, s->arena, &s->app, &why))
        return start_refuse(1, why);
    return 0;
}

static const char *directory_of(struct arena *a, const char *path)
{
    struct str s = str_from(path);
    while (s.n && s.p[s.n - 1] != '/')
        s.n--;
    return s.n ? str_z(a, s) : ".";
}

static void note_platform(struct start *s, bool has_sandbox, int abi)
{
    struct library *library = arena_array(s->arena, VERSIONS_MAX, sizeof *library);
    size_t n = library ? versions_list(library) : 0;
    app_note_platform(s->app, &(struct platform){ has_sandbox, abi, library, n });
}

int start_sandbox(struct start *s)
{
    const struct config *c = &s->config;
    struct sandbox box = { 0 };
    note_platform(s, false, 0);
    if (!c->sandbox)
        return 0;
    sandbox_write(&box, c->data_dir);
    sandbox_write(&box, directory_of(s->arena, c->db_path));
    if (c->log_path)
        sandbox_write(&box, directory_of(s->arena, c->log_path));
    if (c->templates_dir)
        sandbox_read(&box, c->templates_dir);
    if (c->static_dir)
        sandbox_read(&box, c->static_dir);
    sandbox_connect(&box, c->smtp_port);
    sandbox_connect(&box, PORT_DNS);
    sandbox_connect(&box, PORT_HTTP);
    sandbox_connect(&box, PORT_HTTPS);
    int abi = sandbox_enter(&box);
    if (abi < 0)
        return start_refuse(1, str_printf(s->arena, "the sandbox cannot be set up: %s",
                                          strerrordesc_np(errno)));
    note_platform(s, abi > 0, abi);
    log_info("sandbox", "landlock=%d", abi);
    return 0;
}

void start_end(struct start *s)
{
    if (s->app)
        app_close(s->app);
    arena_free(s->arena);
    *s = (struct start){ 0 };
}

void start_wait_for_end(struct app *app)
{
    sigset_t set;
    signals_of_ours(&set);
    for (;;) {
        int which = 0;
        if (sigwait(&set, &which) || which != SIGHUP)
            return;
        app_reopen_log(app);
    }
}
