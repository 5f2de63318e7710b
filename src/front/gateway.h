/*
 * gateway.h: what FastCGI and plain CGI have in common: a request in environment variables (RFC
 * 3875 4.1) and a stream, an answer with a Status line (6.3.3). Only the variables of a list
 * are looked at: a client can name headers that become others' settings (HTTP_PROXY;
 * security.md S33).
 */
#ifndef FRONT_GATEWAY_H
#define FRONT_GATEWAY_H

#include "app/app.h"
#include "app/config.h"

#include <stdatomic.h>

/*
 * How many of a door's workers do slow work now, by kind: one that hashes or waits cannot be
 * suspended here, so no kind may take them all (architecture, decision 1).
 */
struct slow_work {
    _Atomic int hashing, waits;
};

struct gateway {
    struct app *app;
    struct worker *worker;
    const char *tmp_dir;
    enum door door;
    struct slow_work *slow; /* of all workers of the door; NULL: it has one request only */
    char **env;             /* "NAME=value", NULL at the end */
    size_t (*read)(void *arg, char *to, size_t n); /* 0: end or broken */
    bool (*write)(void *arg, const char *p, size_t n);
    void *arg;
};

/* Reads the request, answers it. Everything in `a`. */
void gateway_serve(const struct gateway *g, struct arena *a);

#endif
