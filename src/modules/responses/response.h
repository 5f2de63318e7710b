/*
 * response.h: one response, however it came: the one way to store, load and change it.
 *
 * Nothing stored tells an order or a time finer than the day (security.md section 11): ids are
 * random, received and entered are dates, and records of a response that came without an
 * account name the consultation and the day and nothing more (S41).
 */
#ifndef MODULES_RESPONSES_RESPONSE_H
#define MODULES_RESPONSES_RESPONSE_H

#include "core/base/hash.h"
#include "modules/consultations/question.h"

extern const struct sql_list response_sql;
extern const struct sql_list response_write_sql;
extern const struct sql_list response_change_sql;

#define RESPONSE_NAME_CHARS 120
#define RESPONSE_ORGANISATION_CHARS 160
#define RESPONSE_ROLE_CHARS 100
#define RESPONSE_PHONE_CHARS 40
#define RESPONSE_ADDRESS_CHARS 400
#define RESPONSE_GATHERED_CHARS 1000
#define RESPONSE_SOURCE_CHARS 200
#define RESPONSE_REASON_CHARS 1000
#define RESPONSE_BODIES_MAX 40 /* of a joint response */
#define RESPONSE_WORDING 1     /* version of the words of the publication choice in force */

struct response_answer {
    int64_t id, question_id, wording;
    struct str value, other;
};

struct response_body {
    int64_t body_id; /* 0: not in the register */
    struct str name;
    bool agreed;
};

/* Who: goes 2 years after closing, the response stays. */
struct respondent {
    struct str name, organisation, role_title, email, phone, address;
    struct hash_key audit_key;
};

struct response {
    int64_t id, consultation_id, version;
    struct str receipt; /* FIF-7K3M-92Q2 */
    struct str who;     /* individual, organisation, group */
    int64_t body_id;    /* 0: none of the register */
    struct str areas;
    int64_t represents_n;
    struct str gathered;
    struct str publish_choice, naming; /* codes; "not_asked" */
    int64_t publish_wording, privacy_version;
    bool may_contact;
    struct str channel, received_on, entered_on, entered_role, source_ref;
    int64_t entered_by; /* account; 0: the respondent */
    bool was_read_back;
    struct str confirmed_on, corrected_on;
    int64_t event_id, import_id, invitation_id;
    bool is_live;
    struct str handling, counting, counting_reason, late, late_reason;
    bool is_official, is_joint;
    int64_t campaign_id, duplicate_of;
    struct str withdrawn_on;
    struct respondent respondent; /* empty once erased */
};

/* What is stored in one go; everything judged before. */
struct response_new {
    struct response response; /* id, receipt, version, entered_on, the respondent's audit_key
                                 are set by response_add; received_on where it is empty */
    struct str code;          /* "FIF" or "SCO": begins the receipt number */
    struct hash key;          /* of its private link */
    bool has_key;
    const struct response_answer *answer; /* question_id, wording, value, other */
    size_t n_answers;
    const struct response_answer *equality; /* of sections that are kept apart */
    size_t n_equality;
    const struct response_body *body;
    size_t n_bodies;
    int64_t draft_id; /* whose files become the response's, and which ends; 0: none */
};

/*
 * Inside a store_write fn: stores all of it and leaves the record ("response.send", or
 * "response.log" where entered_by is set; the first names neither response nor time nor
 * account, but for a body's official response that somebody signed in sent). Draws the receipt
 * number: pass the same `new` again and it stays. is_live is the caller's to set. ERR_CONFLICT:
 * the body has its official response already.
 */
enum err response_add(struct db *db, struct arena *a, struct response_new *new,
                      const struct act *act) MUST_CHECK;
/* A receipt number that no response has, to be shown after the write. */
enum err response_receipt(struct db *db, struct arena *a, struct str code,
                          struct str *out) MUST_CHECK;

/* ERR_NOT_FOUND: none, or of an import that is not live. */
enum err response_load(struct db *db, struct arena *a, int64_t id,
                       struct response *out) MUST_CHECK;
enum err response_by_receipt(struct db *db, struct arena *a, struct str receipt,
                             struct response *out) MUST_CHECK;
enum err response_by_key(struct db *db, struct arena *a, struct str key,
                         struct response *out) MUST_CHECK;
enum err response_answers(struct db *db, struct arena *a, int64_t id,
                          struct response_answer **out, size_t *n) MUST_CHECK;
/* Blank ones too, which stand for the sake of their earlier texts. */
enum err response_answers_kept(struct db *db, struct arena *a, int64_t id,
                               struct response_answer **out, size_t *n) MUST_CHECK;
enum err response_bodies(struct db *db, struct arena *a, int64_t id, struct response_body **out,
                         size_t *n) MUST_CHECK;
/* How many there are that are live, whatever they count as. */
enum err response_count(struct db *db, int64_t consultation_id, int64_t *n) MUST_CHECK;

/*
 * Inside a store_write fn. to: as loaded, with changes (who, choices, handling, counting,
 * marks, respondent). ERR_CONFLICT: another change came between. Leaves the record `action`
 * with what changed: by the respondent without response and time, as response_add.
 */
enum err response_change(struct db *db, const struct response *to, const struct act *act,
                         struct str action) MUST_CHECK;
/* Inside the same fn: the draft's files hang on the response, and it is over. */
enum err response_take_draft(struct db *db, int64_t draft_id, int64_t response_id) MUST_CHECK;
/* Inside the same fn: the bodies of a joint response in place of those before. */
enum err response_put_bodies(struct db *db, int64_t response_id,
                             const struct response_body *body, size_t n) MUST_CHECK;
/*
 * Inside the same fn: the answers in place of those before. With keep_earlier (after closing,
 * or a correction of what staff typed) the earlier text stays in answer_earlier with the
 * reason.
 */
struct response_rewrite {
    int64_t response_id;
    const struct response_answer *answer;
    size_t n_answers;
    bool keep_earlier;
    struct str reason, by_role;
    int64_t now_s;
};
enum err response_rewrite_answers(struct db *db, struct arena *a,
                                  const struct response_rewrite *x) MUST_CHECK;

#endif
