/*
 * clamd.h: the virus scanner ClamAV, asked over the unix socket of its daemon: one file a
 * connection, its bytes handed over as they are read (INSTREAM of clamd(8)).
 *
 *     struct clamd s;
 *     if (clamd_open(&s, &how)) { ... clamd_more(&s, bytes) ... v = clamd_end(&s); }
 *     clamd_close(&s);
 *
 * Every wait has its limit and ends when the program is told to stop: then it counts as away.
 */
#ifndef MODULES_FILES_CLAMD_H
#define MODULES_FILES_CLAMD_H

#include "core/base/str.h"

#define CLAMD_SEND_MS 20000   /* without a byte taken */
#define CLAMD_ANSWER_MS 90000 /* after the last byte */
#define CLAMD_REPLY_BYTES 512

struct clamd_how {
    const char *socket_path;
    bool (*is_stopping)(void *arg); /* may be NULL */
    void *stop_arg;
};

struct clamd {
    const struct clamd_how *how;
    int fd;                        /* -1: not open */
    char reply[CLAMD_REPLY_BYTES]; /* "stream: OK" */
    size_t n_reply;
};

enum clamd_verdict {
    CLAMD_CLEAN,
    CLAMD_INFECTED,
    CLAMD_REFUSED, /* it answered, but gave no verdict: too large for its settings, say */
    CLAMD_AWAY     /* it is not there, was too slow, or gave no answer */
};

/* False: it is away. */
bool clamd_open(struct clamd *s, const struct clamd_how *how);
/* The next bytes of the file, in order. False: it takes no more; clamd_end says why. */
bool clamd_more(struct clamd *s, struct str bytes);
/* After the last bytes, or a clamd_more that failed. */
enum clamd_verdict clamd_end(struct clamd *s);
/* Of CLAMD_INFECTED: what it found; of CLAMD_REFUSED: what it said. */
struct str clamd_words(const struct clamd *s);
/* Harmless when it is not open. */
void clamd_close(struct clamd *s);

#endif
