/*
 * file_scan.h: files are looked at by the virus scanner before anybody gets them (security.md
 * S40; docs/decisions/virus-scanner.md).
 *
 * Where the setting clamd_socket is there, a file begins as `waiting`; a job, queued with its
 * row, hands it to clamd and stores `clean` or `infected`. Those of before the setting are
 * looked at too. Where clamd is away they wait and it is asked again, soon at first and then
 * every ten minutes.
 */
#ifndef MODULES_FILES_FILE_SCAN_H
#define MODULES_FILES_FILE_SCAN_H

#include "modules/files/file.h"
#include "modules/work/job_run.h"

extern const struct sql_list file_scan_sql;

#define FILE_SCAN_JOB "file_scan"
#define FILE_SCAN_AGAIN "again" /* subject of the job that asks again */

/* May whoever asks for it have its bytes? */
enum file_held {
    FILE_FREE,
    FILE_WAITS,   /* for its scan */
    FILE_INFECTED /* for good */
};
enum file_held file_held(const struct site *site, const struct file *f);
/* For beside its name: empty when nothing holds it. */
struct str file_held_words(enum file_held held);
/* For staff: "Not scanned for viruses" where no scanner is set; else as above; empty: clean. */
struct str file_scan_words(const struct site *site, const struct file *f);

/* The job. socket_path NULL: no scanner is set any more, and nothing waits for one. */
enum err file_scan_due(struct job_env *env, struct str subject,
                       const char *socket_path) MUST_CHECK;

/* For who keeps the service. */
#define FILE_SCAN_SLOW_S 3600
#define FILE_SCAN_SHOWN_DAYS 7
struct file_scan_state {
    int64_t n_waiting;
    bool is_slow;       /* some have been waiting for longer than FILE_SCAN_SLOW_S */
    int64_t n_infected; /* taken in the last FILE_SCAN_SHOWN_DAYS, still there */
};
enum err file_scan_look(struct db *db, struct arena *a, int64_t now_s,
                        struct file_scan_state *out) MUST_CHECK;

#endif
