/*
 * app.h: what a door needs of the application: begin, plan, answer, end.
 *
 * A door (front/) makes a struct req, asks app_plan as soon as the headers are there (which
 * worker, how large a body), reads the body, and calls app_answer on a worker's thread. All
 * doors give the same answers.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "core/http/req.h"
#include "core/http/resp.h"

struct app;
struct config;
struct tpl_set;
struct worker;

/*
 * Opens log, keys, database (making and filling what is missing when config says so), compiles
 * templates. On failure *why is one clear line for the operator.
 */
enum err app_open(const struct config *config, struct arena *a, struct app **out,
                  struct str *why) MUST_CHECK;
/* After a restore to an empty place: new `keys` where there are none. Open forms and links of
 * the old place end; audit.key is put back by hand. */
enum err app_make_keys(const struct config *config, struct arena *a,
                       struct str *why) MUST_CHECK;
/* The key of the chain of records was lost: a new one, for the records after that one. */
struct audit_head;
enum err app_new_audit_key(struct app *app, const struct audit_head *before,
                           struct str *why) MUST_CHECK;
struct store;
struct store *app_store(struct app *app); /* for commands */
struct site;
const struct site *app_site(struct app *app);         /* the same */
const struct tpl_set *app_templates(struct app *app); /* the same: of mails */
void app_close(struct app *app);                      /* no worker may be left */

/* One thread's own: reading connections with their statement caches. Made and freed by that
 * thread. */
struct worker *worker_open(struct app *app); /* NULL: logged */
void worker_close(struct worker *w);

enum run_on {
    RUN_HERE,    /* a short reading GET: may run on a polling worker */
    RUN_WRITING, /* an unsafe method: waiting worker, queue of QUEUE_WRITES_MAX */
    RUN_WAITS,   /* a GET flagged ROUTE_WAITS: at most WORKERS_WAITS_MAX at once */
    RUN_HASHING  /* flagged ROUTE_HASH: at most WORKERS_HASHING_MAX at once */
};

struct plan {
    enum run_on run_on;
    size_t body_max; /* bytes of body to keep; beyond it drain and set req->body_too_big */
};

/* After the headers, before the body. Parses the target, finds the route; never answers by
 * itself. */
struct plan app_plan(struct app *app, struct req *req);

/* Runs the whole request on this thread's worker; resp is complete afterwards, whatever
 * happens. */
void app_answer(struct app *app, struct worker *w, struct req *req, struct resp *resp);

/* An answer without a worker: refusals of a door (400, 408, 413, 414, 431, 503 when a queue is
 * full). The page is made from a template kept ready; for a queue that is full the typed text
 * is shown again. */
void app_refuse(struct app *app, struct req *req, struct resp *resp, int status);

/*
 * After the sockets are bound and the sandbox stands, before the first request: tells the port
 * that was taken (for listen port 0 and the default origin), starts the thread of due work
 * (mail).
 */
enum err app_run(struct app *app, int listen_port) MUST_CHECK;
void app_reopen_log(struct app *app); /* SIGHUP */

/* Where the program runs, as the front found it: for the state of the service. */
struct library {
    const char *name, *have, *least; /* least: the oldest known to be sound */
    bool is_old;
};
struct platform {
    bool has_sandbox;
    int sandbox_abi; /* of Landlock; 0: the kernel has none */
    const struct library *library;
    size_t n_libraries;
};
void app_note_platform(struct app *app, const struct platform *p); /* before app_run */

#endif
