/*
 * workers.h: the waiting workers: threads that may wait for the disk, a lock or a hash
 * (architecture, decision 1).
 *
 * A door suspends its connection and hands in a job; a worker runs it with its own connections
 * to the database. At most WORKERS_HASHING_MAX hash and WORKERS_WAITS_MAX run waiting GETs at
 * once; the rest wait in queues of their own, so that no kind fills the pool. Threads are made
 * when they are first needed.
 */
#ifndef APP_WORKERS_H
#define APP_WORKERS_H

#include "app/app.h"

struct workers;

/* Stands in the door's own record of a request; must live until run has been called. */
struct job {
    enum run_on run_on;
    void (*run)(struct job *job, struct worker *w); /* on a worker's thread; w is never NULL */
    struct job *next;
};

struct workers *workers_new(struct app *app, size_t n_threads);

/* Any thread. False: the queue of its kind is full, or no thread could be had; the job was not
 * taken. */
bool workers_submit(struct workers *p, struct job *job) MUST_CHECK;

/* Runs what is queued, joins the threads, frees. Nobody may submit any more. */
void workers_free(struct workers *p);

#endif
