/*
 * log.h: the server log, and the end of the program when an invariant is broken.
 *
 * One line an event: UTC time, level, event, then key=value with values escaped (esc_log).
 * Never an address, query, referrer, agent or account name (security.md S45). Thread safe; one
 * write(2) a line. The file is opened again on log_reopen (SIGHUP).
 */
#ifndef CORE_BASE_LOG_H
#define CORE_BASE_LOG_H

#include "core/base/str.h"

/* The text that fmt gives is escaped as a whole (esc_log), and cut at 949 bytes: callers need
 * not escape. */
enum log_level { LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

/* path NULL: standard error. False when it cannot be opened (said on standard error). */
bool log_open(const char *path);
bool log_reopen(void);

void log_event(enum log_level level, const char *event, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void log_error_at(const char *file, int line, const char *event, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
#define log_info(...) log_event(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_warn(...) log_event(LOG_LEVEL_WARN, __VA_ARGS__)
#define log_error(...) log_error_at(__FILE__, __LINE__, __VA_ARGS__)

/*
 * The line of one request (security.md S45). Such lines come by the thousand: they are kept
 * together and written when 16 KiB are full, before any other line, or at log_flush, which the
 * program calls every second and when it stops.
 */
struct log_request {
    struct str incident; /* empty: none */
    struct str route;    /* the pattern of its row */
    const char *role;    /* class of who asked: "public", "account", "staff"; NULL: public */
    int status;
    int64_t bytes, ms;
};
void log_often(const struct log_request *r, int64_t at_s);
void log_flush(void);

/* 8 signs to show the reader and to find the line by. */
struct str incident_id(struct arena *a);

/* A broken invariant: one line with file:line on the log and standard error, then _exit(70). */
void die_at(const char *file, int line, const char *fmt, ...)
    __attribute__((noreturn, format(printf, 3, 4)));
#define die(...) die_at(__FILE__, __LINE__, __VA_ARGS__)
#define INVARIANT(cond)                                                                        \
    do {                                                                                       \
        if (!(cond))                                                                           \
            die("broken invariant: %s", #cond);                                                \
    } while (0)

#endif
