/*
 * own_page.h: what a person's own pages share: the page with its form, the way back, the mail
 * that tells of a change.
 */
#ifndef MODULES_PEOPLE_OWN_PAGE_H
#define MODULES_PEOPLE_OWN_PAGE_H

#include "core/web/form.h"
#include "modules/people/notice.h"
#include "modules/people/visitor.h"

struct own_page {
    struct ctx *c;
    const struct account *account;
    struct view *v;
    struct form *f;
};
/* A page under /account with a form and a Back link; `next` of the request goes with it. */
enum err own_page_open(struct ctx *c, const char *back, struct own_page *out) MUST_CHECK;

/* path, with ?next= where the request has one that leads to a page of ours. The row declares
 * `next`, in the query or in the form. */
struct str own_page_with_next(struct ctx *c, const char *path);

/* The page is a step of /account/welcome. */
bool own_page_is_welcome(const struct ctx *c);

/* A mail to the person about their own account. */
enum err own_page_notice(struct ctx *c, enum notice what, struct mail *out) MUST_CHECK;

#endif
