/*
 * draft.h: a response that is being written, kept on the server from the first page on
 * (features 3.14, 3.15). State: writing it leaves no record.
 *
 * It belongs to whoever holds its key (mailed, or written down) or the browser that began it
 * (link_session.h, LINK_KIND_DRAFT with the consultation as scope); an organisation's to its
 * editors and the colleagues they named. It is kept until the later of 30 days after the last
 * touch and 14 days after closing.
 *
 * Fields, by name: "q12" and "q12_other" for questions; and of the built-in pages
 *   who             individual, organisation, group
 *   name organisation body (slug of the register) role_title email phone
 *   areas           slugs
 *   represents_n gathered joint (names, a line each: "slug<tab>name<tab>1")
 *   publish may_contact naming privacy (the version that was shown)
 *   copy            "yes": mail the answers to the address (S6)
 *   mailed          the number of the link that was mailed (draft_remind.h)
 * Checkboxes have ";" between.
 */
#ifndef MODULES_RESPONSES_DRAFT_H
#define MODULES_RESPONSES_DRAFT_H

#include "modules/responses/response.h"
#include "modules/people/link_session.h"

extern const struct sql_list draft_sql, draft_gather_sql;

#define DRAFT_FIELDS_MAX 900
#define DRAFT_KEEP_S ((int64_t)30 * 86400)
#define DRAFT_KEEP_CLOSED_S ((int64_t)14 * 86400)

struct draft_field {
    struct str name, value;
};

struct draft {
    int64_t id, consultation_id;
    struct str email;
    int64_t response_id; /* that it changes; 0: a new one */
    int64_t body_id;     /* colleagues write it together; 0: one person's */
    int64_t made_by, signed_by, invitation_id;
    int64_t lock_account, lock_at_s;
    int64_t save_no;
    int64_t begun_at_s, touched_at_s;
    struct hash key;           /* of the link that opens it now */
    struct draft_field *field; /* by name */
    size_t n_fields;
};

/* ERR_NOT_FOUND: none, or kept no longer. With its fields. */
enum err draft_load(struct db *db, struct arena *a, int64_t id, struct draft *out) MUST_CHECK;
enum err draft_by_key(struct db *db, struct arena *a, struct str key,
                      struct draft *out) MUST_CHECK;
/* That of this browser for the consultation. */
enum err draft_own(struct ctx *c, int64_t consultation_id, struct draft *out) MUST_CHECK;
struct str draft_value(const struct draft *d, const char *field); /* empty: none */
/* Was that page saved once, be it empty? */
bool draft_has(const struct draft *d, const char *field);
struct answer_source draft_answers(const struct draft *d);

/* --- inside a store_write fn --- */
struct draft_new {
    int64_t id; /* rand_id() */
    int64_t consultation_id;
    struct hash key;
    int64_t response_id, body_id, made_by, invitation_id; /* 0: none */
    const struct draft_field *field;                      /* to begin with */
    size_t n_fields;
    struct link_session_new open; /* kind 0 scope 0 object 0: not opened in a browser */
    bool is_opened;
    int64_t now_s;
};
enum err draft_add(struct db *db, const struct draft_new *new) MUST_CHECK;
enum err draft_add_fn(struct db *db, void *draft_new) MUST_CHECK; /* alone in its write */
/*
 * One page, or one field by autosave. save_no 0: "Save and continue", which always holds;
 * else a number that rises: one not above the newest is dropped, and *was_dropped says so.
 */
struct draft_save {
    int64_t id;
    const struct draft_field *field;
    size_t n_fields;
    int64_t save_no;
    int64_t now_s;
    bool was_dropped; /* out */
};
enum err draft_save_fn(struct db *db, void *draft_save) MUST_CHECK;
/* A new key: the link that was mailed or written down before opens nothing any more; a browser
 * that has the draft open keeps it. */
struct draft_key {
    int64_t id;
    struct hash key;
    struct str email;  /* where it goes; empty: it is shown, and the address stays as it was */
    struct str mailed; /* the number that a mailed one was made from */
    int64_t now_s;
};
enum err draft_set_key(struct db *db, const struct draft_key *x) MUST_CHECK;
/* Opens a known one in a browser: draft_new's id and open. */
enum err draft_open_fn(struct db *db, void *draft_new) MUST_CHECK;
/* That of a sent response which is being changed. ERR_NOT_FOUND: none. */
enum err draft_of_response(struct db *db, int64_t response_id, int64_t *id) MUST_CHECK;
/* It was sent or given up: its fields, people and files go (files that were handed on stay).
 * Browsers may still point at it: they find nothing, which a second press of "Send" can bear.
 */
enum err draft_end(struct db *db, int64_t id) MUST_CHECK;
/* Removes what is kept long enough, in rounds. For the daily job. */
enum err draft_sweep(struct store *store, int64_t now_s) MUST_CHECK;

/*
 * The draft as a response: answers of the questions that were asked, judged; equality answers
 * apart. `fault`: names of the fields at fault with their message, for the check page; n_faults
 * 0: it can be sent. Files of "file" questions are counted as answers.
 */
struct draft_fault {
    struct str field, message;
};
struct draft_outcome {
    struct response_new new;
    struct draft_fault *fault;
    size_t n_faults;
};
enum err draft_gather(struct db *db, struct arena *a, const struct draft *d,
                      const struct consultation *x, const struct question_form *form,
                      struct draft_outcome *out) MUST_CHECK;
/* The names of the files that answer a question, with those of the sent response that it
 * changes, ";" between: they count as the answer. */
enum err draft_file_names(struct db *db, struct arena *a, const struct draft *d,
                          struct str field, struct str *out) MUST_CHECK;

#endif
