/*
 * role.h: who may do what, where (security.md section 2, S10, S13; network.md section 5).
 *
 * A person holds roles, each with its scope (a partnership, a body, the network, the whole) and
 * its dates: in force while from_s <= now < until_s. They are read anew at each request and
 * never kept: an ended role stops at once, everywhere. No role implies another.
 *
 * `struct actor` is who acts in one request. Every function of a room that reads or writes a
 * scoped object takes it and asks actor_may with the object's own partnership or body, and its
 * query carries the scope too (actor_partnerships); what comes back false is answered as if the
 * object did not exist. An error while deciding is a refusal.
 *
 * The matrix of roles by actions is one table, access_words.h; docs/access.md is made from it.
 * Membership class is no office: `network_national` is kept out of closed sessions whatever
 * else comes with it (S12), and nobody gives a role to themselves.
 */
#ifndef MODULES_PEOPLE_ROLE_H
#define MODULES_PEOPLE_ROLE_H

#include "modules/audit/change.h"

struct buf;

extern const struct sql_list role_sql;

enum role {
    ROLE_BODY_EDITOR,
    ROLE_COORDINATOR,
    ROLE_ANALYST,
    ROLE_NETWORK_COORDINATOR,
    ROLE_NETWORK_NATIONAL,
    ROLE_ADMIN,
    ROLE__MAX
};
struct str role_name(enum role role);                 /* "body_editor": as stored */
bool role_from_name(struct str name, enum role *out); /* false: none of ours */
bool role_needs_factor(enum role role);               /* coordinator, analyst, admin (S17) */

enum scope { SCOPE_PARTNERSHIP, SCOPE_BODY, SCOPE_NETWORK, SCOPE_WHOLE };
enum scope role_scope(enum role role); /* every role has one kind */

struct grant {
    int64_t id, account_id;
    enum role role;
    bool is_lead;           /* of body editors */
    int64_t partnership_id; /* 0: not of that scope */
    int64_t body_id;        /* 0: not of that scope */
    int64_t from_s;
    int64_t until_s; /* 0: open */
};

/* --- the matrix --- */

/* Columns: without an account, then the roles in their order. */
enum holder {
    HOLDER_PUBLIC,
    HOLDER_LINK,
    HOLDER_ROLES,
    HOLDER__MAX = HOLDER_ROLES + ROLE__MAX
};
enum reach {
    REACH_NO,
    REACH_OWN, /* in the own scope only */
    REACH_ALL
};

#define ACCESS_ROW(cap, ...) cap,
enum capability {
#include "modules/people/access_words.h"
    CAP__MAX
};
#undef ACCESS_ROW

enum reach access_reach(enum capability cap, enum holder holder);
struct str access_what(enum capability cap);                     /* the action in words */
struct str access_note(enum capability cap, enum holder holder); /* may be empty */
/* The matrix as a Markdown table: for docs/access.md. */
void access_write(struct buf *out);

/* --- who acts --- */

#define ACTOR_GRANTS_MAX 32 /* of one person at one time; more are refused when given */

enum actor_kind { ACTOR_PUBLIC, ACTOR_LINK, ACTOR_ACCOUNT, ACTOR_OPERATOR };

/* All zero is the public. ACTOR_OPERATOR is the command line on the server itself. */
struct actor {
    enum actor_kind kind;
    int64_t account_id;
    bool has_factor;           /* this session has shown the second factor */
    const struct grant *grant; /* in force at the time of the request, and no others */
    size_t n_grants;
};

/*
 * The person as of now_s. Where the session has not shown the second factor, roles that need it
 * are left out, and every role of a person who has set one up: half a sign-in is none.
 * *lacks_factor says so. ERR_NOT_FOUND: no such account, or a closed one.
 */
struct actor_ask {
    int64_t account_id, now_s;
    bool has_factor;
};
enum err actor_load(struct db *db, struct arena *a, const struct actor_ask *ask,
                    struct actor *out, bool *lacks_factor) MUST_CHECK;

/* In that partnership; 0: an object of none: the network's, or the site's. Which of the
 * network's is asked by its own room. Holders of links have what the link itself opens: never
 * asked here.
 */
bool actor_may(const struct actor *actor, enum capability cap, int64_t partnership_id);
bool actor_may_for_body(const struct actor *actor, enum capability cap, int64_t body_id);
bool actor_has_role(const struct actor *actor, enum role role);
/* Whether any of the roles is one of staff, by which the session's idle time goes (S19):
 * coordinator, analyst, admin and network members. */
bool actor_is_staff(const struct actor *actor);
/* Partnerships in which the actor has the capability by scope, for the WHERE of lists. */
size_t actor_partnerships(const struct actor *actor, enum capability cap, int64_t *out,
                          size_t max);
/* The same for bodies: those that the actor is editor of. */
size_t actor_bodies(const struct actor *actor, enum capability cap, int64_t *out, size_t max);
bool actor_leads(const struct actor *actor, int64_t body_id); /* is its leading editor */

/* --- giving and ending: inside a store_write fn --- */

/*
 * Who may give and end: an administrator and the operator every role; a coordinator analysts of
 * the own partnership; a leading body editor editors of the own body. Nobody to themselves.
 */
bool actor_may_give(const struct actor *actor, const struct grant *g);

/*
 * g->id is rand_id(); from_s may lie ahead, until_s ends it by itself (support access, 7.9).
 * The person's sessions end: they sign in anew under a new value, with the new rights (S19).
 * ERR_FORBIDDEN; ERR_NOT_FOUND: no open account; ERR_INVALID: scope or dates do not fit the
 * role; ERR_CONFLICT: holds it already, or the body has a lead; ERR_TOO_MANY:
 * ACTOR_GRANTS_MAX.
 */
enum err role_give(struct db *db, const struct actor *actor, const struct grant *g,
                   const struct act *act) MUST_CHECK;

/*
 * From now on; one that has not begun never does. By those who may give it, or by its holder
 * (but for network_national, S12). The person's sessions end and their links are killed.
 * ERR_NOT_FOUND: no such grant, ended already, or not this actor's to end; ERR_CONFLICT: the
 * last administrator without an end; or its holder lays down the lead of a body that has other
 * editors (role_lead first).
 */
enum err role_end(struct db *db, const struct actor *actor, int64_t grant_id,
                  const struct act *act) MUST_CHECK;

/*
 * Inside a store_write fn: that editor leads the body from now on, and whoever led it does no
 * more (features 2.7). By who leads it; by who approves claims in partnership_id, which the
 * caller has found to be one where the body works (0: by right in the whole only). Sessions of
 * both end, but for the actor's own: the caller renews it (S19). ERR_NOT_FOUND: no editor in
 * force, or not this actor's to say; ERR_CONFLICT: leads it already.
 */
struct role_lead {
    int64_t grant_id, body_id, partnership_id;
};
enum err role_lead(struct db *db, const struct actor *actor, const struct role_lead *lead,
                   const struct act *act) MUST_CHECK;

/* All of one account, past ones too, the newest first. */
enum err role_list(struct db *db, int64_t account_id, struct grant *out, size_t max,
                   size_t *n) MUST_CHECK;

#endif
