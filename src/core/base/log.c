#include "core/base/log.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/rand.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One write(2) of this size to a file opened for appending, or to a pipe, is not torn. */
#define LINE_MAX_BYTES 4096
/* What fmt gives, before escaping makes it up to four times as long. */
#define TEXT_MAX_BYTES 950
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
    line_write(atomic_load(&log_fd), line_end(&l, NULL, 0));
}

void log_error_at(const char *file, int line, const char *event, const char *fmt, ...)
{
    struct line l;
    va_list ap;
    line_begin(&l, LOG_LEVEL_ERROR, event);
    va_start(ap, fmt);
    line_text(&l, fmt, ap);
    va_end(ap);
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
    line_write(fd, text);
    if (fd != STDERR_FILENO)
        line_write(STDERR_FILENO, text);
    _exit(EXIT_INVARIANT);
}
