#include "app/live.h"

#include "core/base/limits.h"
#include "core/base/log.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#define LIVE_FILES_MAX 1000
#define LIVE_DEPTH 4
#define ENDING ".mustache"

struct scan {
    struct arena *a;
    const char *root;
    struct str name[LIVE_FILES_MAX];
    size_t n;
    int64_t newest_ns;
};

static void scan_entry(struct scan *s, struct str folder, const char *entry, int depth);

/* folder: "" or "partnership/" */
static void scan_folder(struct scan *s, struct str folder, int depth)
{
    const char *path = str_z(s->a, str_printf(s->a, "%s/%.*s", s->root, STR_ARG(folder)));
    DIR *d = path && depth < LIVE_DEPTH ? opendir(path) : NULL;
    for (struct dirent *e; d && (e = readdir(d));)
        if (e->d_name[0] != '.')
            scan_entry(s, folder, e->d_name, depth);
    if (d)
        closedir(d);
}

static void scan_entry(struct scan *s, struct str folder, const char *entry, int depth)
{
    struct stat st;
    struct str inner = str_printf(s->a, "%.*s%s", STR_ARG(folder), entry);
    const char *path = str_z(s->a, str_printf(s->a, "%s/%.*s", s->root, STR_ARG(inner)));
    if (!path || stat(path, &st))
        return;
    if (S_ISDIR(st.st_mode)) {
        scan_folder(s, str_join(s->a, inner, STR("/")), depth + 1);
        return;
    }
    int64_t ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    if (!str_ends(inner, STR(ENDING)) || s->n == LIVE_FILES_MAX)
        return;
    s->name[s->n++] = str_sub(inner, 0, inner.n - (sizeof ENDING - 1));
    if (ns > s->newest_ns)
        s->newest_ns = ns;
}

static bool read_template(void *arg, struct str name, struct str *text)
{
    struct scan *s = arg;
    const char *path = str_z(s->a, str_printf(s->a, "%s/%.*s" ENDING, s->root, STR_ARG(name)));
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat st;
    if (fd < 0)
        return false;
    char *p = fstat(fd, &st) == 0 ? arena_alloc(s->a, (size_t)st.st_size + 1) : NULL;
    ssize_t n = p ? read(fd, p, (size_t)st.st_size) : -1;
    close(fd);
    *text = (struct str){ p, n > 0 ? (size_t)n : 0 };
    return n >= 0;
}

enum err live_templates_load(struct app *app, const struct tpl_options *o, char *why,
                             size_t why_size)
{
    struct arena *a = arena_new(START_UP_TEMPLATES_BYTES);
    struct scan *s = ARENA_NEW(a, struct scan);
    enum err e = ERR_LIMIT;
    struct tpl_set *set = NULL;
    if (s) {
        s->a = a;
        s->root = app->config.templates_dir;
        scan_folder(s, STR(""), 0);
        int64_t mark = s->newest_ns ^ (int64_t)s->n;
        const struct tpl_texts texts = { s->name, s->n, read_template, s };
        e = mark == app->live_mark && app->templates
                ? OK
                : tpl_set_load(o, &texts, &set, why, why_size);
        app->live_mark = mark;
    }
    arena_free(a);
    if (e || !set)
        return e;
    if (app->templates)
        tpl_set_release(app->templates);
    app->templates = set;
    return OK;
}

void live_templates_refresh(struct app *app)
{
    char why[400] = "";
    if (!app->config.templates_dir)
        return;
    struct tpl_options o = app->tpl_options;
    pthread_rwlock_wrlock(&app->swap_lock);
    enum err e = live_templates_load(app, &o, why, sizeof why);
    pthread_rwlock_unlock(&app->swap_lock);
    if (e)
        log_warn("template", "why=%s", why);
}
