/*
 * house.h: what the files of app/ share: the application and one worker. Nothing else includes
 * it.
 *
 * Mutable state of the process, all of it, with its lock: `remember` (its own), `buckets` (its
 * own), `seen` (its own), `costly` (its own), `people.hasher` (its own), `generation` (atomic),
 * `templates` (swap_lock, dev only), `current` and `current_version` (atomic; current_lock).
 */
#ifndef APP_HOUSE_H
#define APP_HOUSE_H

#include "app/app.h"
#include "app/config.h"
#include "app/routes.h"
#include "app/slots.h"
#include "core/web/ctx.h"
#include "modules/mail/mail.h"
#include "modules/people/people.h"

#include <pthread.h>
#include <stdatomic.h>

struct remember;
struct buckets;
struct job_thread;
struct seen;
struct current;

struct app {
    struct arena *arena; /* start-up data: lives as long as the program */
    struct config config;
    const char *tmp_dir; /* DATA/tmp */
    struct store *store;
    struct tpl_set *templates;
    struct tpl_options tpl_options;
    int64_t live_mark; /* of the templates on disk: live.c */
    struct site site;  /* of the configuration; what pages show is current.h's */
    _Atomic(struct current *) current;
    _Atomic int64_t current_version; /* content version at the last look at the rows */
    pthread_mutex_t current_lock;    /* of making another */
    struct hash_key form_key;
    struct str config_id; /* part of every ETag */
    struct remember *remember;
    struct buckets *buckets;
    struct job_thread *jobs;
    struct seen *seen;
    struct slots costly; /* exports and the like: slots.h */
    struct people people;
    struct mail_config mail;     /* of the configuration; the names in it are current.h's */
    _Atomic uint64_t generation; /* moves after every change this process made: workers look at
                                    the version again */
    _Atomic uint64_t n_requests, n_remembered;
    pthread_rwlock_t swap_lock;
    struct platform platform;
    int64_t started_at_s, started_mono_ms; /* app_open */
    bool is_serving;                       /* since app_run: a command only opens and closes */
};

struct worker {
    struct app *app;
    struct db *db_all, *db_public;
    uint64_t seen_generation;
    int64_t version_checked_us;
    int64_t version, epoch;
};

/* dispatch.c */
struct exchange { /* one request on its way through dispatch */
    struct app *app;
    struct worker *worker;
    struct req *req;
    struct resp *resp;
    struct ctx ctx;
    struct match *match;
    bool is_remembered;            /* the row says so, and the request has no cookie of ours */
    struct remembered *remembered; /* the page kept ready that answered it; else NULL */
};

/* guard.c: the checks of the route row, in the order of style.md ("Requests and security"). */
enum err guard_visitor(struct app *app, struct ctx *c) MUST_CHECK; /* who asks (S13, S19) */
/* What a form's token is bound to for the bearer of that session (S25). */
struct str session_binding(struct arena *a, const struct session_value *v);
enum err guard_access(struct ctx *c) MUST_CHECK;
/* A form whose sender has to sign in first: its words are kept until then (S26). */
enum err guard_keep_words(struct ctx *c, enum err e) MUST_CHECK;
/* What the handler refused to a signed-in person, for the record. */
void guard_note_refused(struct app *app, const struct ctx *c, enum err e);
enum err guard_body(struct ctx *c) MUST_CHECK;                  /* content type (S27), fields */
enum err guard_cross_site(struct ctx *c) MUST_CHECK;            /* S25 a, b */
enum err guard_token(struct ctx *c) MUST_CHECK;                 /* S25 c */
enum err guard_rate(struct app *app, struct ctx *c) MUST_CHECK; /* S48 */
void guard_note(struct app *app, const struct ctx *c, enum err e); /* in the log: S45 */
bool request_has_our_cookie(const struct req *r);

/* people_setup.c: the hasher, and what the people room asks of rooms above it */
enum err people_setup(struct app *app) MUST_CHECK;

/* finish.c: headers of every answer, ETag, 304, gzip, range. */
void finish_answer(struct app *app, struct ctx *c);
void finish_common_headers(struct app *app, const struct route *route, struct resp *resp);

/* appnav.c: navigation for who is signed in, and "Sign in" for who is not */
void appnav_fill(struct ctx *c);

/* error_page.c: the page for an error; never fails: at worst one kept ready. */
void error_answer(struct app *app, struct ctx *c, enum err e);
/* refusal.c */
enum err refusals_make(struct app *app, struct current *now) MUST_CHECK;
void refusal_answer(struct app *app, struct req *req, struct resp *resp, int status);

/* version.c: the content version that this worker may trust
 * (docs/decisions/remembered-pages.md). */
enum err worker_version(struct worker *w) MUST_CHECK;

/* hooks.c: rooms that hear how a mail ended */
enum err hooks_mail_end(struct db *db, const struct mail_end *end) MUST_CHECK;

/* mail_setup.c */
enum err mail_setup(struct app *app, struct str *why) MUST_CHECK;

/* keys.c */
enum err keys_load(struct app *app, bool is_new, struct str *why) MUST_CHECK;
/* build.c: changes with every build; part of every ETag */
struct str app_build_id(void);

#endif
