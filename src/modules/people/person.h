/*
 * person.h: the people of the site as a table for those who look after them
 * (features 7.1, 7.2): where each stands, and which roles are whose.
 */
#ifndef MODULES_PEOPLE_PERSON_H
#define MODULES_PEOPLE_PERSON_H

#include "modules/people/account.h"
#include "modules/people/role.h"

extern const struct sql_list person_sql;

enum person_state {
    PERSON_INVITED,  /* asked, has not signed in yet */
    PERSON_ACTIVE,   /* signs in */
    PERSON_SLEEPING, /* has not for DORMANT_WARN_DAYS */
    PERSON_CLOSED,   /* signs in no more */
    PERSON__MAX
};
struct str person_state_name(enum person_state state); /* "invited": in addresses */
bool person_state_from(struct str name, enum person_state *out);
enum person_state person_state_of(const struct account *account, int64_t now_s);

/* Which people, by name in any case of ASCII letters. All zero but `role` and `state`: all. */
struct person_filter {
    int role;               /* enum role that is in force, or lies ahead; -1: any */
    int64_t partnership_id; /* in which; 0: any. With a role: that role there */
    int state;              /* -1: any */
    struct str words;       /* a part of the name or address; empty: any */
    int64_t after;          /* the last one of the page before; 0: from the first */
    int64_t now_s;
};

#define PERSON_PAGE 25
#define PERSON_COUNT_MAX 1000

struct person_page {
    struct account at[PERSON_PAGE];
    size_t n;
    bool has_more;
    int64_t n_all; /* beyond PERSON_COUNT_MAX: that and one */
};

/* Erased accounts are nobody's and not listed. */
enum err person_list(struct db *db, struct arena *a, const struct person_filter *f,
                     struct person_page *out) MUST_CHECK;

/* Roles of a person that are in force or lie ahead, the earliest first. */
enum err person_roles(struct db *db, int64_t account_id, int64_t now_s, struct grant *out,
                      size_t max, size_t *n) MUST_CHECK;
bool grant_is_over(const struct grant *g, int64_t now_s); /* ended, or ended before it began */

/* Who gave a role, as its record says: "account:12", "cli:1000"; empty: no longer known. */
enum err person_giver(struct db *db, struct arena *a, const struct grant *g,
                      struct str *out) MUST_CHECK;

/* What became of the last mail of that kind about the person: "queued", "sending", "sent",
 * "failed"; empty: there is none. */
enum err person_mail_state(struct db *db, struct arena *a, int64_t account_id, struct str kind,
                           struct str *out) MUST_CHECK;

/* Open accounts that are administrators now, but for one (0: all are counted). */
enum err person_admins_but(struct db *db, int64_t account_id, int64_t now_s,
                           int64_t *n) MUST_CHECK;

#endif
