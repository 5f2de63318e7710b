/*
 * watch.h: the watchdog over the connections of the embedded door (security.md S32).
 *
 * libmicrohttpd's timeout counts inactivity only: one byte a second holds a connection for
 * ever. One thread ends (shutdown) connections whose request has not arrived in time, and,
 * where a polling worker's connections are over three quarters of its limit, those idle
 * longest. Table and shutdown() are under one mutex, and an entry goes before its socket is
 * closed: else a reused descriptor would be shut.
 */
#ifndef FRONT_WATCH_H
#define FRONT_WATCH_H

#include <stddef.h>
#include <stdint.h>

struct watch;
struct watched; /* one connection */

/* n_groups: polling workers, each with its own limit of connections. */
struct watch *watch_start(size_t n_groups, size_t group_limit, int request_arrive_s);
void watch_stop(struct watch *w); /* no connection may be left */

struct watched *watch_add(struct watch *w, size_t group,
                          int fd); /* NULL: no memory; the others take NULL */
void watch_remove(struct watched *c);

void watched_begin(struct watched *c);                    /* a request's first line is here */
void watched_received(struct watched *c, uint64_t bytes); /* of its body: time for more of it */
void watched_suspend(struct watched *c);                  /* our own time does not count */
void watched_answer(struct watched *c, uint64_t bytes);   /* time to take the answer */
void watched_idle(struct watched *c);                     /* answered: the next one may come */

#endif
