/*
 * core.h: the whole application in this process, on a database of its own in a temporary
 * directory: a request in, an answer out, no sockets. Most tests of pages live on it.
 */
#ifndef TESTS_CORE_CORE_H
#define TESTS_CORE_CORE_H

#include "app/app.h"
#include "app/config.h"
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "../tap.h"

struct core {
    struct arena *arena; /* everything given out, until core_stop */
    struct app *app;
    struct worker *worker;
    struct config config;
    struct str dir;
    struct str peer; /* the next requests' client address; 192.0.2.1 */
    long
        fail_after; /* the next requests' allocation of that number fails; below 0: none does */
};

/* An open application with the real directory of data/ loaded. Bails out of the test when it
 * cannot be had. */
struct core *core_start(void);
/* The same with settings of the test's own, as on a command line: { "--contact-mail",
 * "a@b.example", NULL } */
struct core *core_start_with(const char *const *options);
/* Closes and opens it again on the same files: what a restart is. */
void core_restart(struct core *core);
void core_stop(struct core *core);

struct answer {
    int status;
    struct str body; /* gunzipped never: no Accept-Encoding is sent unless given */
    struct resp resp;
    struct str location, type, etag, cache;
    bool ran_out; /* the request's memory failed on the way */
};

/* headers: "Name: value" lines, LF between, or NULL. */
struct answer core_get(struct core *core, const char *target, const char *headers);
struct answer core_ask(struct core *core, const char *method, const char *target,
                       const char *headers, struct str body);
/* A form posted by a browser of the same origin: "a=1&b=2" without tokens. */
struct answer core_post(struct core *core, const char *target, const char *form);

/* The form's tokens in a page that was shown, "csrf=...&form_id=..."; empty when there is no
 * form. */
struct str core_tokens(struct core *core, struct str page);
/* GET the page, wait (the clock moves on 60 s) and POST the fields with its tokens. */
struct answer core_fill(struct core *core, const char *target, const char *fields);

/* What a statement gives: one number (-1: it failed), one text (empty: none). */
int64_t core_count(struct core *core, const char *sql);
struct str core_text(struct core *core, const char *sql);
/* Runs due work, and gives all mails written as files since the last look, one after the other,
 * soft line breaks undone. */
struct str core_mails(struct core *core);

bool has(struct str haystack, const char *needle);
/* Between two marks, or empty. */
struct str between(struct str s, const char *before, const char *after);

#endif
