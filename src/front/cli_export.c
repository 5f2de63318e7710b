#include "front/cli_export.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/store/store.h"
#include "front/cli_args.h"
#include "front/cli_record.h"
#include "front/start.h"
#include "modules/bodies/body_export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

struct out {
    int fd;
    const char *part; /* what it is called until it is whole */
};

static bool put(void *arg, struct str bytes)
{
    const struct out *o = arg;
    return fd_write_all(o->fd, bytes);
}

static int refuse_errno(const char *path)
{
    fprintf(stderr, "cjengage: %s: %s\n", path, strerrordesc_np(errno));
    return 1;
}

static int open_out(struct start *s, const char *file, struct out *o)
{
    struct stat st;
    if (stat(file, &st) == 0 && !S_ISREG(st.st_mode))
        return start_refuse(1, STR("the export needs the name of a file of its own"));
    o->part = str_z(s->arena, str_printf(s->arena, "%s.part", file));
    o->fd = o->part ? open(o->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    return o->fd < 0 ? refuse_errno(o->part ? o->part : file) : 0;
}

static int fill(struct start *s, struct body_export *x)
{
    x->db = store_reader_open(app_store(s->app), READER_ALL);
    enum err e = x->db ? body_export_all(x) : ERR_INTERNAL;
    if (x->db)
        store_reader_close(x->db);
    if (e == ERR_FULL)
        return start_refuse(1, STR("the file could not be written: the disk may be full"));
    return e ? start_refuse(1, STR("the register could not be read")) : 0;
}

/* Whole on the disk, then under its name. */
static int finish(struct out *o, const char *file, int code)
{
    if (!code && fsync(o->fd) != 0)
        code = refuse_errno(o->part);
    close(o->fd);
    if (!code && rename(o->part, file) != 0)
        code = refuse_errno(file);
    if (code && o->part)
        unlink(o->part);
    return code;
}

static int export_bodies(struct start *s, const char *file, bool has_private)
{
    struct out o = { -1, NULL };
    struct body_export x = { .has_private = has_private, .write = put, .arg = &o };
    int64_t from_ms = clock_mono_ms();
    int code = open_out(s, file, &o);
    if (code)
        return code;
    code = finish(&o, file, fill(s, &x));
    if (code)
        return code;
    struct str detail = str_printf(s->arena, "{\"n\":%lld,\"with_private\":%d}",
                                   (long long)x.n_rows, has_private);
    code = cli_note(s, STR("body.export"), detail);
    int64_t ms = clock_mono_ms() - from_ms;
    if (!code)
        printf("%lld organisations in %lld.%lld s\n", (long long)x.n_rows,
               (long long)(ms / 1000), (long long)(ms % 1000 / 100));
    return code;
}

int export_command(int argc, char **argv)
{
    struct start s = { 0 };
    bool has_private = cli_take_flag(&argc, argv, "--with-private");
    const char *what = cli_take_word(&argc, &argv);
    const char *file = what ? cli_take_word(&argc, &argv) : NULL;
    if (!file || !str_eq(str_from(what), STR("bodies"))) {
        fprintf(stderr, "cjengage: export bodies FILE; see cjengage help export\n");
        return 2;
    }
    int code = cli_open(&s, argc, argv);
    if (!code)
        code = export_bodies(&s, file, has_private);
    if (s.arena)
        start_end(&s);
    return code;
}
