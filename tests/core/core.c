#include "tests/core/core.h"

#include "app/house.h"
#include "app/jobs.h"
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "tests/core/core_data.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#define CORE_BYTES (512u << 20)
#define START_S 1795345200 /* 22 November 2026, 11:00 UTC */

static _Noreturn void bail(const char *what, struct str why)
{
    printf("Bail out! %s: %.*s\n", what, STR_ARG(why));
    exit(1);
}

static void open_app(struct core *core)
{
    struct str why = { 0 };
    if (app_open(&core->config, core->arena, &core->app, &why))
        bail("app_open", why);
    core->worker = worker_open(core->app);
    if (!core->worker)
        bail("worker_open", STR("no worker"));
}

static void close_app(struct core *core)
{
    worker_close(core->worker);
    app_close(core->app);
}

struct core *core_start_with(const char *const *options)
{
    struct arena *a = arena_new(CORE_BYTES);
    struct core *core = ARENA_NEW(a, struct core);
    struct str why = { 0 };
    char *argv[40];
    int argc = 0;
    const char *tmp = getenv("TMPDIR");
    char dir[256];
    snprintf(dir, sizeof dir, "%s/cj-core-XXXXXX", tmp ? tmp : "/tmp");
    if (!core || !mkdtemp(dir))
        bail("temporary directory", str_from(dir));
    core->arena = a;
    core->dir = str_dup(a, str_from(dir));
    core->peer = STR("192.0.2.1");
    core->fail_after = -1;
    clock_set_s(START_S);
    log_open(str_z(a, str_printf(a, "%s/log", dir)));
    for (size_t i = 0; options && options[i]; i++)
        argv[argc++] = (char *)(uintptr_t)options[i];
    argv[argc++] = (char *)(uintptr_t) "--create";
    argv[argc++] = (char *)(uintptr_t) "--db";
    argv[argc++] = (char *)(uintptr_t)str_z(a, str_printf(a, "%s/cjengage.db", dir));
    if (config_load(a, argc, argv, &core->config, &why))
        bail("config_load", why);
    open_app(core);
    core_data_load(core);
    return core;
}

struct core *core_start(void)
{
    return core_start_with(NULL);
}

void core_restart(struct core *core)
{
    close_app(core);
    open_app(core);
}

static void remove_all(const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));) {
        char path[600];
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        if (unlink(path))
            remove_all(path);
    }
    if (d)
        closedir(d);
    rmdir(dir);
}

void core_stop(struct core *core)
{
    struct arena *a = core->arena;
    close_app(core);
    remove_all(str_z(a, core->dir));
    arena_free(a);
}

static void add_headers(struct req *req, struct str lines)
{
    struct str line;
    req->header = arena_array(req->arena, 32, sizeof *req->header);
    while (str_cut(&lines, '\n', &line)) {
        size_t colon = str_find_char(line, ':');
        struct header h = { str_trim(str_sub(line, 0, colon)),
                            str_trim(str_sub(line, colon + 1, line.n)) };
        if (colon != STR_NONE)
            req->header[req->n_headers++] = h;
    }
}

/* As a door does: into a file without a name. */
static void long_body(struct core *core, struct req *req)
{
    int fd = open(str_z(core->arena, core->dir), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 || !fd_write_all(fd, req->body))
        bail("long body", STR(""));
    req->body = (struct str){ 0 };
    req->body_fd = fd;
}

struct answer core_ask(struct core *core, const char *method, const char *target,
                       const char *headers, struct str body)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    struct req *req = ARENA_NEW(a, struct req);
    struct answer out = { 0 };
    arena_defer(core->arena, (void (*)(void *))arena_free, a);
    req->arena = a;
    req->door = DOOR_TEST;
    req->method_text = str_from(method);
    req->method = method_from(req->method_text);
    req->target_raw = str_from(target);
    req->body = body;
    req->body_len = body.n;
    req->body_fd = -1;
    if (body.n > BODY_MEMORY_BYTES)
        long_body(core, req);
    req->peer = core->peer;
    req->arrived_at_s = clock_now_s();
    req->arrived_mono_us = clock_mono_us();
    add_headers(req, str_from(headers));
    arena_fail_after(a, core->fail_after);
    struct plan plan = app_plan(core->app, req);
    req->body_too_big = body.n > plan.body_max;
    app_answer(core->app, core->worker, req, &out.resp);
    if (req->body_fd >= 0)
        close(req->body_fd);
    out.ran_out = arena_failed(a);
    out.status = out.resp.status;
    out.body = str_dup(core->arena, out.resp.body);
    out.location = str_dup(core->arena, resp_header(&out.resp, STR("Location")));
    out.type = str_dup(core->arena, resp_header(&out.resp, STR("Content-Type")));
    out.etag = str_dup(core->arena, resp_header(&out.resp, STR("ETag")));
    out.cache = str_dup(core->arena, resp_header(&out.resp, STR("Cache-Control")));
    if (out.resp.release)
        arena_defer(core->arena, out.resp.release, out.resp.release_arg);
    return out;
}

struct answer core_get(struct core *core, const char *target, const char *headers)
{
    return core_ask(core, "GET", target, headers, (struct str){ 0 });
}

struct answer core_post(struct core *core, const char *target, const char *form)
{
    return core_ask(
        core, "POST", target,
        "Content-Type: application/x-www-form-urlencoded\nSec-Fetch-Site: same-origin",
        str_from(form));
}

int64_t core_count(struct core *core, const char *sql)
{
    int64_t n = -1;
    return db_one_i64(core->worker->db_all, sql, NO_BINDS, &n) ? -1 : n;
}

struct str core_text(struct core *core, const char *sql)
{
    struct str s = { 0 };
    return db_one_text(core->worker->db_all, sql, NO_BINDS, core->arena, &s) ? (struct str){ 0 }
                                                                             : s;
}

static void take_file(const char *path, struct buf *out)
{
    char part[4096];
    FILE *in = fopen(path, "r");
    for (size_t n; in && (n = fread(part, 1, sizeof part, in)) > 0;)
        buf_add(out, part, n);
    if (in)
        fclose(in);
    unlink(path);
    buf_lit(out, "\n=== end\n");
}

struct str core_mails(struct core *core)
{
    struct buf *raw = buf_in(core->arena, 4 << 20), *out = buf_in(core->arena, 4 << 20);
    const char *folder = core->app->mail.folder;
    if (jobs_run_once(core->app))
        bail("jobs", STR("due work failed"));
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));)
        if (e->d_name[0] != '.')
            take_file(str_z(core->arena, str_printf(core->arena, "%s/%s", folder, e->d_name)),
                      raw);
    if (d)
        closedir(d);
    struct str s = buf_view(raw);
    for (size_t i = 0; i < s.n; i++) {
        if (str_starts(str_sub(s, i, s.n), STR("=\r\n")))
            i += 2;
        else
            buf_char(out, s.p[i]);
    }
    return buf_view(out);
}

bool has(struct str haystack, const char *needle)
{
    return str_find(haystack, str_from(needle)) != STR_NONE;
}

struct str between(struct str s, const char *before, const char *after)
{
    size_t at = str_find(s, str_from(before));
    if (at == STR_NONE)
        return (struct str){ 0 };
    struct str rest = str_sub(s, at + strlen(before), s.n);
    size_t end = str_find(rest, str_from(after));
    return end == STR_NONE ? (struct str){ 0 } : str_sub(rest, 0, end);
}

struct str core_tokens(struct core *core, struct str page)
{
    struct str csrf = between(page, "name=\"csrf\" value=\"", "\"");
    struct str id = between(page, "name=\"form_id\" value=\"", "\"");
    if (!csrf.n || !id.n)
        return (struct str){ 0 };
    return str_printf(core->arena, "csrf=%.*s&form_id=%.*s", STR_ARG(csrf), STR_ARG(id));
}

struct answer core_fill(struct core *core, const char *target, const char *fields)
{
    struct answer page = core_get(core, target, NULL);
    struct str tokens = core_tokens(core, page.body);
    clock_set_s(clock_now_s() + 60);
    return core_post(
        core, target,
        str_z(core->arena, str_printf(core->arena, "%.*s&%s", STR_ARG(tokens), fields)));
}
