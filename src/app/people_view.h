/*
 * people_view.h: what the pages that look after people share: roles, states and dates as words.
 */
#ifndef APP_PEOPLE_VIEW_H
#define APP_PEOPLE_VIEW_H

#include "core/web/form.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/person.h"

struct str people_role_label(enum role role); /* "Coordinator" */
struct str people_state_label(enum person_state state);
/* "Coordinator, Fife"; "Editor of an organisation, Sample Trust" */
struct str people_grant_label(struct ctx *c, const struct partnership_list *all,
                              const struct grant *g);
const struct partnership *people_partnership(const struct partnership_list *all, int64_t id);
const struct partnership *people_partnership_by_slug(const struct partnership_list *all,
                                                     struct str slug);

/* The person's roles now and to come, under `as`: a list of texts. */
enum err people_show_roles(struct ctx *c, struct view *v, const struct partnership_list *all,
                           int64_t account_id) MUST_CHECK;
/* state, is_invited, is_sleeping, is_closed; seen and since, each with its date for machines.
 */
void people_show_state(struct ctx *c, struct view *v, const struct account *account);
/* A date of dense tables: text under `as`, date for machines under `as_iso`. 0: both null. */
void people_show_day(struct ctx *c, struct view *v, symbol as, symbol as_iso, int64_t s);

/* Radios of the roles. */
void people_role_options(struct form *f, symbol as, const char *name);
/* Select of a partnership. */
void people_partnership_options(struct ctx *c, struct form *f, symbol as,
                                const struct partnership_list *all);

/* Above a page: what was just done, carried sealed in ?done=. */
struct str people_done_path(struct ctx *c, struct str path, struct str done);
void people_show_done(struct ctx *c, struct view *page);

/* The person of :id for who may look after everybody, else as if there were none (S10). */
enum err people_load(struct ctx *c, struct account *out) MUST_CHECK;
/* The right in everything, not in a partnership only. ERR_NOT_FOUND. */
enum err people_check_whole(struct ctx *c) MUST_CHECK;
struct str people_path(struct ctx *c, int64_t id, const char *ending);

#endif
