/*
 * httpd_visit.h: what httpd.c (workers, daemons, start and stop) and httpd_visit.c (one
 * request) share. Nothing else includes it.
 */
#ifndef FRONT_HTTPD_VISIT_H
#define FRONT_HTTPD_VISIT_H

#include "app/workers.h"
#include "front/httpd.h"
#include "front/pool.h"
#include "front/watch.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

/* One polling worker. Only its own thread touches it, but for wake_fd. */
struct polling {
    struct httpd *h;
    size_t number;
    int listen_fd, wake_fd;
    struct MHD_Daemon *daemon;
    struct worker *worker;
    struct pool pool;
    size_t n_open;                /* connections */
    size_t n_active;              /* requests begun and not completed */
    size_t n_waiting;             /* suspended */
    uint64_t n_begun;             /* requests, ever */
    bool is_busy;                 /* the last turn began some */
    _Atomic int64_t complained_s; /* when libmicrohttpd last had something to say */
    pthread_t thread;
};

struct httpd {
    struct app *app;
    const struct config *config;
    const char *tmp_dir;
    struct polling *polling;
    size_t n_polling;
    struct workers *workers;
    struct watch *watch;
    bool shares_socket;
    atomic_bool is_stopping;
};

void polling_wake(struct polling *p); /* any thread */

/* What libmicrohttpd calls for a request, all on the polling worker's thread; arg is the struct
 * polling. */
enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
                           const char *method, const char *version, const char *bytes,
                           size_t *n, void **slot);
/* A request's first line is here, before anything is decoded. The answer becomes the handler's
 * slot. */
void *on_first_line(void *arg, const char *target, struct MHD_Connection *connection);
void on_completed(void *arg, struct MHD_Connection *connection, void **slot,
                  enum MHD_RequestTerminationCode how);

#endif
