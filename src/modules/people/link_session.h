/*
 * link_session.h: the role `link` of security.md section 2: a browser that has opened a private
 * link, or begun a form that is kept, and the one thing that it may see by that (S19, S51).
 *
 * A link's address stands in a mail and nowhere else: its page shows one button, whose POST
 * begins a link session and leads to an address without the key. The cookie is the session's
 * own (`__Host-cj`); a browser without one gets a new value, one whose value we issued keeps
 * it, so that a person who is signed in stays so, and a form that is half filled in stays open.
 * Of each kind and scope a browser holds one thing at a time: the one opened last. The scope is
 * 0, or what there may be several of, such as the consultation of a draft.
 *
 * A room adds its kind to the list below, opens it with link_session_prepare and _begin inside
 * its own write, and guards its rows with ACCESS_LINK and the kind; its handlers take the thing
 * from link_session_object, never from the address.
 *
 * The table is state: writing it needs no record. What is done by a link is recorded with the
 * actor "link".
 */
#ifndef MODULES_PEOPLE_LINK_SESSION_H
#define MODULES_PEOPLE_LINK_SESSION_H

#include "core/base/hash.h"
#include "core/web/ctx.h"
#include "modules/people/session.h"

extern const struct sql_list link_session_sql;

enum link_kind {
    LINK_KIND_INTEREST,       /* an expression of interest, by its mailed link */
    LINK_KIND_INTEREST_DRAFT, /* the form of one, in the browser that began it */
    LINK_KIND_DRAFT,          /* a response that is being written; scope: the consultation */
    LINK_KIND_RESPONSE,       /* one that was sent; scope: the consultation */
    LINK_KIND_INVITATION,     /* a body that was asked to answer; scope: the consultation */
    LINK_KIND_PREVIEW,        /* a consultation before it opens; scope: the consultation */
    LINK_KIND_READ_BACK,      /* a response that staff typed, for whoever said it */
    LINK_KIND__MAX
};
/* Where somebody goes whose link session is over: to ask for a new link, or to begin again. */
const char *link_kind_again(enum link_kind kind);

struct link_session {
    enum link_kind kind;
    int64_t scope, object_id;
};
#define LINKS_OPEN_MAX 40 /* in one browser; the oldest ones count no more */
struct link_sessions {
    struct link_session at[LINKS_OPEN_MAX]; /* newest first */
    size_t n;
    int64_t number; /* 0: none */
};

/* What this cookie's value opens now. seen_s: when memory says it was last used, 0: not known.
 */
enum err link_session_load(struct db *db, struct arena *a, const struct session_value *v,
                           int64_t seen_s, int64_t now_s, struct link_sessions *out) MUST_CHECK;
/* The thing of that kind, the one opened last; 0: none is open. */
int64_t link_session_find(const struct link_sessions *s, enum link_kind kind);
int64_t link_session_object(const struct ctx *c, enum link_kind kind);
/* That of the scope, "the draft of this consultation"; 0: none. */
int64_t link_session_object_in(const struct ctx *c, enum link_kind kind, int64_t scope);

/* What the database keeps of a link's key: of drafts, responses, invitations, previews. */
struct hash link_key_hash(struct str key);

/* --- opening --- */
struct link_session_new {
    struct session_value value;
    int64_t number;
    bool is_fresh; /* the browser has none of ours yet: set the cookie once it is written */
    enum link_kind kind;
    int64_t scope, object_id, now_s;
};
/* Before the write. */
void link_session_prepare(const struct ctx *c, enum link_kind kind, int64_t scope,
                          int64_t object_id, struct link_session_new *out);
/* After the write: the cookie, where one is needed. */
bool link_session_cookie(struct ctx *c, const struct link_session_new *n);
/* The same, and on to its page. */
enum err link_session_lead(struct ctx *c, const struct link_session_new *n,
                           struct str location) MUST_CHECK;

/* Both with the write between them, where nothing else is stored. */
enum err link_session_open(struct ctx *c, struct link_session_new *n,
                           struct str location) MUST_CHECK;

/* --- inside a store_write fn --- */
enum err link_session_begin(struct db *db, const struct link_session_new *n) MUST_CHECK;
/* In every browser: the thing is gone, or its link was replaced. */
enum err link_session_end(struct db *db, enum link_kind kind, int64_t object_id) MUST_CHECK;
/* With a session's own changes: at sign-in what is open stays open, at sign-out it ends. */
enum err link_session_move(struct db *db, const struct session_value *from,
                           const struct session_value *to, int64_t number) MUST_CHECK;
enum err link_session_end_all(struct db *db, const struct session_value *v) MUST_CHECK;
enum err link_session_note_seen(struct db *db, int64_t number, int64_t seen_s) MUST_CHECK;
/* Removes what is over for a day. For the job. */
enum err link_session_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
