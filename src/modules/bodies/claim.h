/*
 * claim.h: somebody of a body wants to look after its entry, or to have one made (features
 * 2.6).
 *
 * What shows that they may: a mail to an address at the body's own domain, as it stood in the
 * register before (claim_domain_proves); else whoever leads its editors, else the coordinator
 * of its first area, an administrator where there is none. A claim is `unconfirmed` while its
 * mailed link waits for the button, `pending` while a person decides, then `approved` or
 * `denied` for good. Each state is mailed.
 */
#ifndef MODULES_BODIES_CLAIM_H
#define MODULES_BODIES_CLAIM_H

#include "modules/bodies/body.h"
#include "modules/bodies/body_public.h"
#include "modules/mail/mail.h"
#include "modules/people/role.h"

extern const struct sql_list claim_sql;

#define CLAIM_NAME_CHARS 120
#define CLAIM_ROLE_CHARS 100
#define CLAIM_WORDS_CHARS 1000
#define CLAIM_WHAT_CHARS 1000 /* what a new body does: the first words of its purposes */
#define CLAIM_REASON_CHARS 1000
#define CLAIM_KEEP_DAYS 365       /* after the decision the person's details are erased */
#define CLAIM_KEEP_UNCONFIRMED 30 /* days */

enum claim_proof { CLAIM_BY_DOMAIN, CLAIM_BY_COORDINATOR, CLAIM_BY_LEAD, CLAIM_PROOF__MAX };
enum claim_state {
    CLAIM_UNCONFIRMED,
    CLAIM_PENDING,
    CLAIM_APPROVED,
    CLAIM_DENIED,
    CLAIM_STATE__MAX
};
const char *claim_state_name(enum claim_state state); /* "pending": as stored */

struct claim {
    int64_t id;
    struct str reference;
    int64_t body_id;                     /* 0: not in the register yet */
    struct str body_name, body_slug;     /* of that entry, when loaded */
    struct str new_name, charity_number; /* of a new one, as typed */
    struct str kind, site, areas /* slugs */, what;
    struct str person_name, email, role_title, words;
    enum claim_proof proof;
    enum claim_state state;
    int64_t partnership_id; /* whose coordinator decides; 0: an administrator */
    struct str partnership_name;
    struct str reason; /* of a denial, or what was asked last */
    int64_t claimed_at_s, decided_at_s;
    struct str decided_name; /* of who decided; empty: nobody yet, or the mailed link */
    bool is_erased;
};

/* --- reading --- */
enum err claim_find(struct db *db, struct arena *a, struct str reference,
                    struct claim *out) MUST_CHECK;
enum err claim_find_id(struct db *db, struct arena *a, int64_t id,
                       struct claim *out) MUST_CHECK;

struct claim_ask {
    int64_t partnership_id; /* 0: of all */
    bool is_waiting_only;   /* pending */
    int64_t first, max;
};
/* Newest first; at most 1,001 are counted. */
enum err claim_count(struct db *db, const struct claim_ask *ask, int64_t *n) MUST_CHECK;
enum err claim_list(struct db *db, struct arena *a, const struct claim_ask *ask,
                    struct claim *out, size_t *n) MUST_CHECK;
/* Those that wait for the lead of a body. */
enum err claim_list_for_lead(struct db *db, struct arena *a, int64_t body_id, struct claim *out,
                             size_t max, size_t *n) MUST_CHECK;

/* May this person decide it: leads the body, or approves claims in its partnership. */
bool claim_may_decide(const struct actor *actor, const struct claim *claim);

/* --- what shows it --- */

/*
 * Whether mail to that address shows that its owner is of the body: it lies at the domain of
 * the public mailbox, or of the website where that is a site of its own (no page of somebody
 * else's). Domains where everybody has a mailbox, and those of public bodies, in which many
 * groups are guests, prove nothing.
 */
bool claim_domain_proves(struct arena *a, const struct body_public *entry, struct str email);

/* Fills proof, state and partnership_id: who decides. entry: the public one that is claimed, or
 * NULL; the areas of a new one stand in claim->areas. */
enum err claim_choose_proof(struct db *db, struct arena *a, const struct body_public *entry,
                            int64_t now_s, struct claim *claim) MUST_CHECK;

/* --- writing: store_write fns --- */
#define CLAIM_MAILS_MAX 12
struct claim_mails {
    struct mail at[CLAIM_MAILS_MAX];
    size_t n;
};
/* Those to addresses that have had their mails of the day are left out. */
enum err claim_queue_mails(struct db *db, const struct claim_mails *mails) MUST_CHECK;

struct claim_send {
    struct claim claim;
    struct str key; /* of the mailed link; rand_key() */
    struct claim_mails mails;
    struct act act;
};
enum err claim_send_fn(struct db *db, void *claim_send) MUST_CHECK;

/* A reference that no claim has. code: of an area, "FIF"; "SCO". */
enum err claim_new_reference(struct db *db, struct arena *a, struct str code,
                             struct str *out) MUST_CHECK;

/* "claim:12": what the mailed link is for; back: 0 when it is none of ours. */
struct str claim_subject(struct arena *a, int64_t id);
int64_t claim_of_subject(struct str subject);

/* For the daily job: erases what persons typed, long after the decision. */
struct store;
enum err claim_retain(struct store *store, int64_t now_s) MUST_CHECK;

#endif
