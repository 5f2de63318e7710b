/*
 * claim_decide.h: a claim is decided: by the mailed link, by a coordinator or administrator, or
 * by whoever leads the editors.
 *
 * Approving gives the role of an editor, the first one leading, with an invitation to set up
 * the sign-in; for a body that is not in the register it makes the entry too. All in one write.
 */
#ifndef MODULES_BODIES_CLAIM_DECIDE_H
#define MODULES_BODIES_CLAIM_DECIDE_H

#include "modules/bodies/claim.h"
#include "modules/people/invite.h"

extern const struct sql_list claim_decide_sql;

struct claim_decision {
    const struct actor *actor; /* NULL: the mailed link */
    struct act act;
    struct arena *a;
    int64_t claim_id;
    struct str key;       /* of the mailed link, where it decides */
    int64_t body_id;      /* of an approval: whose entry; 0: the new one */
    struct body *entry;   /* the new one, judged; NULL: none */
    struct invite invite; /* all but grant.body_id and grant.is_lead */
    struct str reason;    /* of a denial or a question */
    struct claim_mails mails;

    /* out */
    bool was_decided; /* with ERR_CONFLICT: somebody was first */
    bool is_own;      /* with ERR_FORBIDDEN: nobody decides what they ask for */
    bool is_closed;   /* with ERR_GONE: the account of that address is */
    bool is_led;      /* the link: somebody leads the editors meanwhile, and decides */
};

/* store_write fns. ERR_NOT_FOUND: no such claim, or not this actor's to decide. */
enum err claim_approve_fn(struct db *db, void *claim_decision) MUST_CHECK;
enum err claim_deny_fn(struct db *db, void *claim_decision) MUST_CHECK;
enum err claim_ask_fn(struct db *db, void *claim_decision) MUST_CHECK; /* stays pending */
/* The button of the mailed link. ERR_GONE: it is used, expired, or none of ours. */
enum err claim_confirm_fn(struct db *db, void *claim_decision) MUST_CHECK;

#endif
