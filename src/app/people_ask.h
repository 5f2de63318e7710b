/*
 * people_ask.h: asking somebody to join, for the pages of administrators and of coordinators:
 * the mails, the write, and in words why it could not be done.
 */
#ifndef APP_PEOPLE_ASK_H
#define APP_PEOPLE_ASK_H

#include "core/web/form.h"
#include "core/web/form_date.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/invite.h"

struct people_ask {
    struct str name, email;
    struct grant grant;  /* role, partnership, dates; the rest is filled in */
    struct str place;    /* the partnership's name; empty: a role of none */
    struct str location; /* where the answer leads */
    const char
        *error_field; /* beside which it stands why it could not be done; NULL: "email" */
};

/* ERR_CONFLICT after the form holds why: render it. Anything else is the answer. */
enum err people_ask_send(struct ctx *c, struct form *f,
                         const struct people_ask *ask) MUST_CHECK;

/* The page after a POST of the form, by its button: the form once more to change it, what is
 * about to be sent, or the page it came from with its errors. is_good: nothing is wrong with
 * what was filled in. */
enum err people_ask_render(struct ctx *c, struct form *f, bool is_good) MUST_CHECK;
/* The buttons of the check page. */
bool people_ask_is_change(struct ctx *c);
bool people_ask_is_send(struct ctx *c);

/* The same person once more: a new link. Answers 303 to `location`, also when it was not
 * needed any more. ERR_NOT_FOUND: not the actor's to ask. */
enum err people_ask_again(struct ctx *c, struct form *f, int64_t account_id,
                          struct str location) MUST_CHECK;

/* name and email of a form, judged: their messages are set. */
void people_ask_check(struct form *f);
/* role, and partnership or organisation, of a form, judged, into the grant and `place`. The
 * first editor of an organisation leads it. */
enum err people_role_read(struct ctx *c, struct form *f, const struct partnership_list *all,
                          struct people_ask *out) MUST_CHECK;
/* The last day of a role, in fields until_day, until_month, until_year. *until_s 0: none. */
extern const struct form_date people_until;
void people_until_read(struct ctx *c, struct form *f, int64_t *until_s);

/* How the last invitation's mail ended, in words; empty: there was none. */
enum err people_invitation_mail(struct ctx *c, int64_t account_id, struct str *out) MUST_CHECK;

#endif
