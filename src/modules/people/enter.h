/*
 * enter.h: what the pages of signing in share: what a sign-in needs of the request, and where
 * it goes on (security.md S15-S19, S29).
 */
#ifndef MODULES_PEOPLE_ENTER_H
#define MODULES_PEOPLE_ENTER_H

#include "core/web/form.h"
#include "modules/people/people.h"
#include "modules/people/sign_in.h"

#define NEXT_MAX 2000 /* characters of a way back */

/* A sign-in of this request, drawn. ERR_LIMIT. */
enum err enter_prepare(struct ctx *c, struct sign_in *s) MUST_CHECK;

/* After SIGN_IN_DONE or SIGN_IN_FACTOR: the cookies, and 303 to the second factor, to words
 * that were kept, or to `next`, else to the person's home. */
enum err enter_go_on(struct ctx *c, const struct sign_in *s, enum sign_in_result result,
                     struct str next) MUST_CHECK;
/* Where the person begins: the code app where a role asks for one, the workspace, the desk of
 * administrators, else the own account. */
struct str enter_home(struct ctx *c);
/* 303 to `next` or home, for who has nothing to show. */
enum err enter_leave(struct ctx *c, struct str next) MUST_CHECK;

/* The parameter `next`; and an address of ours that carries it on. */
struct str enter_next(struct ctx *c);
struct str enter_path(struct ctx *c, const char *at, struct str next);

/* A page of signing in: its view with `next` and `help_href`, and its form. */
struct enter_page {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct str next;
};
enum err enter_page_open(struct ctx *c, struct enter_page *p) MUST_CHECK;

/* "8 seconds", "4 minutes": never shorter than it is. */
struct str enter_wait_words(struct arena *a, int64_t wait_s);
/* Says at the field how long to wait. */
void enter_say_wait(struct enter_page *p, const char *field, int64_t wait_s);

#endif
