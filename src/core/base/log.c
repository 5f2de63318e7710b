#include "core/base/log.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/rand.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One write(2) of this size to a file opened for appending, or to a pipe, is not torn. */
#define LINE_MAX_BYTES 4096
/* What fmt gives, before escaping makes it up to four times as long. */
#define TEXT_MAX_BYTES 950
#define KEPT_BYTES (16 * 1024)
#define EXIT_INVARIANT 70 /* sysexits.h EX_SOFTWARE */

static atomic_int log_fd = STDERR_FILENO;
static char log_path[PATH_MAX]; /* written by log_open only, before threads */

static int log_file_open(const char *path)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0)
        dprintf(STDERR_FILENO, "The log %s cannot be opened: %s\n", path,
                strerrordesc_np(errno));
    return fd;
}

bool log_open(const char *path)
{
    int fd = STDERR_FILENO;
    if (path) {
        size_t n = strlen(path);
        if (n >= sizeof log_path)
            return false;
        fd = log_file_open(path);
        if (fd < 0)
            return false;
        memcpy(log_path, path, n + 1);
    } else {
        log_path[0] = '\0';
    }
    int old = atomic_exchange(&log_fd, fd);
    if (old != STDERR_FILENO)
        close(old);
    return true;
}

bool log_reopen(void)
{
    if (!log_path[0])
        return true;
    int fd = log_file_open(log_path);
    if (fd < 0)
        return false;
    log_flush();
    /* The descriptor keeps its number, so a thread that is writing meets no closed one. */
    bool done = dup3(fd, atomic_load(&log_fd), O_CLOEXEC) >= 0;
    close(fd);
    return done;
}

static void line_write(int fd, struct str line)
{
    while (write(fd, line.p, line.n) < 0 && errno == EINTR)
        continue;
}

/* Lines of requests, kept until there are many, or until something of weight is said, or
 * log_flush. */
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;
static char kept[KEPT_BYTES];
static size_t n_kept;

static void kept_write(void)
{
    if (n_kept)
        line_write(atomic_load(&log_fd), (struct str){ kept, n_kept });
    n_kept = 0;
}

void log_flush(void)
{
    pthread_mutex_lock(&kept_lock);
    kept_write();
    pthread_mutex_unlock(&kept_lock);
}

/* "2026-11-22T10:53:00Z", made anew only when the second has changed. The caller holds the
 * lock. */
static struct str stamp_of(int64_t at_s)
{
    static int64_t made_for_s = -1;
    static char stamp[32];
    if (at_s != made_for_s) {
        struct civil t = utc_from_s(at_s);
        struct buf b = { .p = stamp, .cap = sizeof stamp - 1, .max = sizeof stamp - 1 };
        buf_printf(&b, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.date.year, t.date.month, t.date.day,
                   t.hour, t.minute, t.second);
        stamp[b.n] = 0;
        made_for_s = at_s;
    }
    return str_from(stamp);
}

static void kept_add(struct str s)
{
    memcpy(kept + n_kept, s.p, s.n);
    n_kept += s.n;
}

static void line_keep(int64_t at_s, struct str line)
{
    pthread_mutex_lock(&kept_lock);
    struct str stamp = stamp_of(at_s);
    if (n_kept + stamp.n + line.n > sizeof kept)
        kept_write();
    kept_add(stamp);
    kept_add(line);
    pthread_mutex_unlock(&kept_lock);
}

/* A line in fixed memory: a log must also work when memory has ended. */
struct line {
    char bytes[LINE_MAX_BYTES];
    struct buf b;
};

static void line_begin(struct line *l, enum log_level level, const char *event)
{
    static const char *const name[] = {
        [LOG_LEVEL_INFO] = "info", [LOG_LEVEL_WARN] = "warn", [LOG_LEVEL_ERROR] = "error"
    };
    l->b = (struct buf){ .p = l->bytes, .cap = sizeof l->bytes, .max = sizeof l->bytes };
    struct civil t = utc_from_s(clock_now_s());
    buf_printf(&l->b, "%04d-%02d-%02dT%02d:%02d:%02dZ %s ", t.date.year, t.date.month,
               t.date.day, t.hour, t.minute, t.second, name[level]);
    esc_log(&l->b, str_from(event));
}

__attribute__((format(printf, 2, 0))) static void line_text(struct line *l, const char *fmt,
                                                            va_list ap)
{
    char text[TEXT_MAX_BYTES];
    int n = vsnprintf(text, sizeof text, fmt, ap);
    if (n <= 0)
        return;
    buf_char(&l->b, ' ');
    bool cut = (size_t)n >= sizeof text;
    esc_log(&l->b, (struct str){ text, cut ? sizeof text - 1 : (size_t)n });
    if (cut)
        buf_lit(&l->b, "...");
}

static struct str line_end(struct line *l, const char *file, int line)
{
    if (file)
        buf_printf(&l->b, " at=%s:%d", file, line);
    buf_char(&l->b, '\n');
    return buf_view(&l->b);
}

void log_event(enum log_level level, const char *event, const char *fmt, ...)
{
    struct line l;
    va_list ap;
    line_begin(&l, level, event);
    va_start(ap, fmt);
    line_text(&l, fmt, ap);
    va_end(ap);
    log_flush();
    line_write(atomic_load(&log_fd), line_end(&l, NULL, 0));
}

void log_often(const struct log_request *r, int64_t at_s)
{
    char bytes[LINE_MAX_BYTES];
    struct buf b = { .p = bytes, .cap = sizeof bytes, .max = sizeof bytes };
    buf_lit(&b, " info request id=");
    buf_str(&b, r->incident.n ? r->incident : STR("-"));
    buf_lit(&b, " route=");
    buf_str(&b, r->route);
    buf_lit(&b, " status=");
    buf_i64(&b, r->status);
    buf_lit(&b, " bytes=");
    buf_i64(&b, r->bytes);
    buf_lit(&b, " ms=");
    buf_i64(&b, r->ms);
    buf_printf(&b, " role=%s\n", r->role ? r->role : "public");
    line_keep(at_s, buf_view(&b));
}

void log_error_at(const char *file, int line, const char *event, const char *fmt, ...)
{
    struct line l;
    va_list ap;
    line_begin(&l, LOG_LEVEL_ERROR, event);
    va_start(ap, fmt);
    line_text(&l, fmt, ap);
    va_end(ap);
    log_flush();
    line_write(atomic_load(&log_fd), line_end(&l, file, line));
}

struct str incident_id(struct arena *a)
{
    return str_sub(rand_key(a), KEY_SIGNS - 8, 8);
}

void die_at(const char *file, int line, const char *fmt, ...)
{
    struct line l;
    va_list ap;
    line_begin(&l, LOG_LEVEL_ERROR, "died");
    va_start(ap, fmt);
    line_text(&l, fmt, ap);
    va_end(ap);
    struct str text = line_end(&l, file, line);
    int fd = atomic_load(&log_fd);
    if (pthread_mutex_trylock(&kept_lock) == 0) /* whoever holds it may be what died */
        kept_write();
    line_write(fd, text);
    if (fd != STDERR_FILENO)
        line_write(STDERR_FILENO, text);
    _exit(EXIT_INVARIANT);
}
