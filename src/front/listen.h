/*
 * listen.h: listening sockets: our own, or those that systemd handed over (LISTEN_FDS).
 */
#ifndef FRONT_LISTEN_H
#define FRONT_LISTEN_H

#include "core/base/err.h"
#include "core/base/str.h"

#include <stddef.h>

#define LISTEN_MAX 64

/* Sockets of one address. Where systemd gave one, all workers share it and `is_shared` is set.
 */
struct listening {
    int fd[LISTEN_MAX];
    size_t n;
    bool is_shared;
    int port;         /* the one taken; 0 for a unix socket */
    struct str where; /* "http://127.0.0.1:43121" */
};

/*
 * n sockets on one address with SO_REUSEPORT, one a polling worker. Refused when somebody else
 * listens there. On failure *why is one line.
 */
enum err listen_tcp(struct arena *a, const char *host, int port, size_t n,
                    struct listening *out, struct str *why) MUST_CHECK;

/* A unix socket of mode 0660 at path; a stale one is removed, anything else there is refused.
 */
enum err listen_unix(struct arena *a, const char *path, struct listening *out,
                     struct str *why) MUST_CHECK;

/* The socket that systemd handed over as descriptor 3. False: there is none. */
bool listen_inherited(struct arena *a, struct listening *out);

/* A socket that stands open as descriptor fd (fcgi: 0). False: it is none, or does not listen.
 */
bool listen_take(struct arena *a, int fd, struct listening *out);

#endif
