/*
 * state.h: the state of the service, gathered for /admin: what an administrator has to know to
 * keep it running, and nothing of anybody's words.
 */
#ifndef APP_STATE_H
#define APP_STATE_H

#include "core/web/ctx.h"
#include "modules/files/file_scan.h"

extern const struct sql_list state_sql;

struct state {
    bool is_damaged;
    int64_t up_s, started_at_s;
    int schema;
    int64_t database_bytes;                      /* with its log */
    int64_t disk_free_bytes, disk_bytes;         /* 0: not known */
    int64_t backup_at_s, chain_at_s, daily_at_s; /* last time; 0: never */
    bool chain_failed;
    int64_t jobs_failed, mails_waiting, mails_failed; /* mails: of the last 7 days */
    int64_t oldest_mail_s;                            /* 0: none waits */
    struct file_scan_state files;                     /* where a scanner is set */
    int64_t hashing;                                  /* passwords being checked or waiting */
};

enum err state_gather(struct ctx *c, struct state *out) MUST_CHECK;

#define STATE_DISK_LEAST_BYTES ((int64_t)1 << 30) /* and a tenth of the disk */
#define STATE_BACKUP_S 172800                     /* a nightly backup that failed once */
#define STATE_DAILY_S 172800                      /* daily work likewise */
#define STATE_MAIL_SLOW_S 3600                    /* two tries have passed */
#define STATE_MAILS_S 604800                      /* failures are shown for a week */

/* True: a backup will soon fail for lack of room, or a write. */
bool state_disk_is_low(const struct state *s);

#endif
