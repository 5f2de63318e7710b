/*
 * plan_desk.h: what the coordinators' pages of plans share: whose plans a page shows, the plan
 * that the address names, its page and form.
 */
#ifndef MODULES_PLANS_PLAN_DESK_H
#define MODULES_PLANS_PLAN_DESK_H

#include "core/web/form.h"
#include "core/web/form_date.h"
#include "modules/partnerships/own.h"
#include "modules/plans/plan_body.h"

struct plan_desk {
    struct ctx *c;
    struct own own;
    struct plan p; /* id 0: a page about all of them */
    struct view *page;
    struct form *f;
    struct str today; /* in Scotland, YYYY-MM-DD */
};
enum err plan_desk_open(struct ctx *c, struct plan_desk *out) MUST_CHECK;
/* The plan of the parameter `id`. On the page: plan_title, period, stage, plan_href. */
enum err plan_desk_open_one(struct ctx *c, struct plan_desk *out) MUST_CHECK;

/* "/coordinator/plans?partnership=fife", and "/coordinator/plans/12/bodies?partnership=fife"
 * for "/bodies". */
struct str plan_desk_path(const struct plan_desk *d, const char *ending);
struct str plan_desk_path_of(const struct plan_desk *d, int64_t plan_id, const char *ending);
/* Of one body of the plan. */
struct str plan_desk_body_path(const struct plan_desk *d, int64_t body_id);
/* With ?done=...: where a form leads when all went well. */
struct str plan_desk_done(const struct plan_desk *d, const char *ending, const char *done);

struct plan_write plan_desk_write(const struct plan_desk *d);
struct plan_body_write plan_desk_body_write(const struct plan_desk *d);

/* "1 April 2027", under the name, and its machine form; empty: null. */
void plan_desk_day(const struct plan_desk *d, struct view *v, symbol name, struct str iso);
/* "1 April 2027 to 31 March 2030" */
struct str plan_period(struct arena *a, const struct plan *p);
/* Fills the three fields of a date. */
void plan_set_date(const struct plan_desk *d, const struct form_date *names, struct str iso);
/* What was typed, as YYYY-MM-DD; empty: nothing, or its message is set. */
struct str plan_typed_date(const struct plan_desk *d, const struct form_date *names,
                           const char *if_empty);
/* A web address that was typed, with its scheme; its message is set where it is none. */
struct str plan_typed_address(const struct plan_desk *d, const char *name);

#endif
