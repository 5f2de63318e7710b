/*
 * core_browser.h: a browser of the test's own: it keeps the cookies that it is given and sends
 * forms as they stand on their pages.
 */
#ifndef TESTS_CORE_CORE_BROWSER_H
#define TESTS_CORE_CORE_BROWSER_H

#include "tests/core/core.h"

struct browser {
    struct core *core;
    struct str session, device; /* values of the cookies cj and cjd; empty: none */
    const char *agent;          /* NULL: it does not say */
};

struct answer browser_get(struct browser *b, const char *target);
/* The fields as they are, without asking for the page before. */
struct answer browser_post(struct browser *b, const char *target, const char *fields);
/* Opens the page, a minute passes, and its form goes to `target` with these fields. */
struct answer browser_fill(struct browser *b, const char *target, const char *fields);
/* Follows an answer of 303 to the page that it leads to. */
struct answer browser_follow(struct browser *b, const struct answer *a);

/* Between `before` and the end of the word, in the text of the last mail to that address:
 * a link's path. Empty: there is none. */
const char *browser_mailed(struct core *core, const char *address, const char *before);

#endif
