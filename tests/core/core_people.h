/*
 * core_people.h: people of the test's own who are signed in, without walking through the pages:
 * a session as the program makes it, and the Cookie header that goes with it.
 */
#ifndef TESTS_CORE_CORE_PEOPLE_H
#define TESTS_CORE_CORE_PEOPLE_H

#include "modules/people/account.h"
#include "modules/people/role.h"
#include "modules/people/session.h"
#include "tests/core/core.h"

struct someone {
    int64_t account_id;
    struct session_value session;
    const char *cookie; /* "Cookie: cj=...", for core_get and core_ask */
    const char *form;   /* the same with the headers of a form sent by a browser: core_send */
};

/*
 * A new person ("Sample coordinator", NAME@example.org), with the role there (NULL: no role),
 * `where` a partnership's slug for roles of one, else NULL, who has shown a second factor now.
 */
struct someone core_person(struct core *core, const char *name, const char *role,
                           const char *where);
/* A further role, given by the operator; ends the sessions, so a new one is begun. */
void core_give(struct core *core, struct someone *who, const char *role, const char *where);
/* A new session for them, as after signing in again now. */
void core_sign_in(struct core *core, struct someone *who);

/* The same without having shown the second factor. */
void core_sign_in_half(struct core *core, struct someone *who);

/* The browser takes the session cookie that an answer gives. False: it gave none. */
bool core_take_cookie(struct core *core, struct someone *who, const struct answer *a);
/* The account as it is now. */
struct account core_account(struct core *core, const struct someone *who);
/* The text of the last mail to that address; empty: none was queued. */
struct str core_mail_to(struct core *core, const char *address);

/* core_post, core_fill and core_get as that person. */
struct answer core_get_as(struct core *core, const struct someone *who, const char *target);
struct answer core_post_as(struct core *core, const struct someone *who, const char *target,
                           const char *form);
struct answer core_fill_as(struct core *core, const struct someone *who, const char *target,
                           const char *fields);
/* core_fill_as with the version or mark ("seen") that the page holds. */
struct answer core_fill_seen(struct core *core, const struct someone *who, const char *target,
                             const char *fields);

#endif
