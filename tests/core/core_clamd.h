/*
 * core_clamd.h: the real virus scanner, clamd of Debian's clamav-daemon, with signatures of the
 * test's own and on a socket of its own: nothing of the machine's is read.
 */
#ifndef TESTS_CORE_CORE_CLAMD_H
#define TESTS_CORE_CORE_CLAMD_H

#include "core/base/str.h"

#include <sys/types.h>

/* The test file of the antivirus makers, harmless to everybody: EICAR. */
struct str clamd_sample(void);

struct clamd_of_test {
    char dir[64], socket_path[80];
    pid_t pid; /* 0: it does not run */
    int said;  /* its words: a line tells that it has come further */
};

/* Its folder and the name of its socket; it does not run yet. */
void clamd_prepare(struct clamd_of_test *d);
/* Runs it, and returns when it answers. stream_max: the largest file it takes, "1M"; NULL: its
 * own. Ends the test when it cannot be had. */
void clamd_run(struct clamd_of_test *d, const char *stream_max);
void clamd_stop(struct clamd_of_test *d);
void clamd_remove(struct clamd_of_test *d); /* its folder too */

#endif
