/*
 * err.h: the one error type of the program.
 *
 * Every function that can fail returns an enum err; results come back through pointers, last
 * parameter. app/dispatch maps each value to a status and a page in one switch. Validation
 * errors of a form are data (core/web/form.h), not control flow; the handler that shows the
 * form again returns ERR_INVALID only when there is no form to show.
 */
#ifndef CORE_BASE_ERR_H
#define CORE_BASE_ERR_H

enum err {
    OK = 0,
    ERR_BAD_REQUEST, /* 400 the request itself is malformed */
    ERR_SIGN_IN,     /* 303 to /sign-in, or 401 for data */
    ERR_LINK,        /* 303 to where a new private link is asked for: this one is not open */
    ERR_FORBIDDEN,   /* 403 the person may know that it exists but may not see it */
    ERR_TOKEN,       /* 403 the form's token is old or wrong: show what was typed, one button */
    ERR_NOT_FOUND,   /* 404 whatever the cause: absent, or not this person's */
    ERR_METHOD,      /* 405 */
    ERR_CONFLICT,    /* 409 somebody else changed it, or a uniqueness rule of the schema */
    ERR_GONE,        /* 410 */
    ERR_TOO_BIG,     /* 413 */
    ERR_MEDIA,       /* 415 a body of a kind that no form of ours sends */
    ERR_INVALID,     /* 422 a parameter that does not parse */
    ERR_TOO_MANY,    /* 429 */
    ERR_INTERNAL,    /* 500 logged with a reference where it arose */
    ERR_BUSY,        /* 503 nothing was stored; try again with the same form_id */
    ERR_UNSURE,  /* 503 COMMIT itself failed: may or may not be stored; same form_id again */
    ERR_FULL,    /* 503 disk or quota */
    ERR_DAMAGED, /* 503 the database is damaged */
    ERR_LIMIT,   /* 413 or 503: this request reached its memory limit */
    ERR__MAX
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* The enumerator's name without the prefix, lower case ("not_found"): for logs and tests. */
const char *err_name(enum err e);

#endif
