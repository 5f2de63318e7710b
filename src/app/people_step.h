/*
 * people_step.h: a page that says what happens, and its button (person_step_pages.c); the team
 * page ends roles by it too.
 */
#ifndef APP_PEOPLE_STEP_H
#define APP_PEOPLE_STEP_H

#include "core/web/form.h"
#include "modules/people/account.h"
#include "modules/people/role.h"

struct people_step_kind {
    const char *title, *text, *button, *done; /* title: with the name in place of %s */
    const char *path;                         /* after the person's own */
    store_write_fn fn;
};

struct people_step {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct account account;
    struct grant grant;            /* of steps about a role */
    struct str back, action, text; /* where from, where to, what happens */

    /* of the write */
    const struct actor *actor;
    struct act act;
    enum err error;
};

/* The page's view and form, by what is filled in above. */
enum err people_step_show(struct people_step *s,
                          const struct people_step_kind *kind) MUST_CHECK;
enum err people_step_render(struct people_step *s) MUST_CHECK;
/* The POST: does it and goes back, or shows why not. */
enum err people_step_do(struct people_step *s, const struct people_step_kind *kind) MUST_CHECK;

/* The grant of that number, when it is the person's and not over. ERR_NOT_FOUND. */
enum err people_grant_find(struct ctx *c, int64_t account_id, int64_t id,
                           struct grant *out) MUST_CHECK;

#endif
