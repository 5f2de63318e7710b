/*
 * moderation.h: what a coordinator decides about each open answer of somebody who agreed to
 * publication (features 3.43-3.45, 12.2; security.md S53): keep as written, remove parts, do
 * not publish. The answer itself is never touched; what is decided is kept beside it, with who
 * did it, and is undone the same way.
 */
#ifndef MODULES_MODERATION_MODERATION_H
#define MODULES_MODERATION_MODERATION_H

#include "core/base/hash.h"
#include "modules/consultations/consultation.h"
#include "modules/responses/response.h"

extern const struct sql_list moderation_sql;
extern const struct sql_list moderation_find_sql;
extern const struct sql_list moderation_release_sql;

#define MODERATION_CUTS_MAX 200
#define MODERATION_NOTE_CHARS 1000
#define MODERATION_ROWS 20 /* of a page of the queue */
#define MODERATION_FOUND_MAX 2000

/* Why words are not public. */
extern const struct consultation_word moderation_reasons[];
struct str moderation_removed(struct str reason); /* "[removed: could identify a person]" */

/* A part of an answer: bytes of its words. */
struct moderation_cut {
    size_t at, n;
};

struct moderation_item {
    int64_t answer_id, question_id, response_id, version /* 0: not decided */;
    int64_t by_account, decided_at_s;
    bool is_released, is_published;
    struct str receipt, question, words;
    struct str state, reason, note, public_text; /* state empty: not decided */
    struct str by_name, by_role;
    struct str sent_back;                       /* why the other person sent it back; empty */
    struct str told_on;                         /* its author; empty: not yet */
    struct str mend_state, mend_words, mend_on; /* the author's other words; mend.h */
    struct moderation_cut *cut;
    size_t n_cuts;
};

/* All open answers of a response, in the order of the form. */
enum err moderation_items(struct db *db, struct arena *a, int64_t response_id,
                          struct moderation_item **out, size_t *n) MUST_CHECK;

/* --- parts that are removed --- */

/*
 * Every place where one of the passages (a line each; capital letters do not matter) stands in
 * the words: rising, apart. `missing`: the first passage that stands nowhere; then ERR_INVALID.
 * ERR_LIMIT: more than MODERATION_CUTS_MAX places.
 */
enum err moderation_find_cuts(struct arena *a, struct str words, struct str passages,
                              struct moderation_item *out, struct str *missing) MUST_CHECK;
/* The words without them, each replaced by what moderation_removed says. */
struct str moderation_apply(struct arena *a, const struct moderation_item *x,
                            struct str reason);
/* The removed passages, each once, a line each: what the form shows again. */
struct str moderation_passages(struct arena *a, const struct moderation_item *x);

/* --- deciding --- */

struct moderation_decision {
    int64_t answer_id, question_id, version; /* version: as it was seen */
    struct hash seen;                        /* of the words that were read */
    struct str state;                        /* approved, redacted, withheld; empty: undone */
    struct str reason, note, public_text;
    bool takes_mend;             /* public_text: the author's other words */
    struct moderation_item item; /* its cuts, in its words */
};

struct moderation_deciding {
    struct arena *arena;
    struct act act;
    int64_t by_account;
    struct response r;
    const struct moderation_decision *decision;
    size_t n;
    bool is_bulk;
};
/* Inside store_write. ERR_CONFLICT: an answer, a decision or the sender's choice is another by
 * now. */
enum err moderation_decide_fn(struct db *db, void *moderation_deciding) MUST_CHECK;
/* The same of several responses: all or none. */
struct moderation_bulk {
    struct moderation_deciding *each;
    size_t n;
};
enum err moderation_bulk_fn(struct db *db, void *moderation_bulk) MUST_CHECK;

/* --- the queue --- */

struct moderation_filter {
    int64_t consultation_id, question_id; /* 0: any */
    struct str state; /* to_read, mended, approved, redacted, withheld, release; empty: all */
    bool has_hints;
};
enum err moderation_find(struct db *db, struct arena *a, const struct moderation_filter *f,
                         int64_t skip, struct moderation_item *out /* MODERATION_ROWS */,
                         size_t *n) MUST_CHECK;
/* The receipt of another response with an answer to read; empty: none. */
enum err moderation_next(struct db *db, struct arena *a, int64_t consultation_id,
                         int64_t not_response_id, struct str *receipt) MUST_CHECK;

struct moderation_counts {
    int64_t to_read, approved, redacted, withheld, to_release, mended;
};
enum err moderation_counts(struct db *db, int64_t consultation_id,
                           struct moderation_counts *out) MUST_CHECK;
/* counts: of that consultation. */
enum err moderation_find_count(struct db *db, const struct moderation_filter *f,
                               const struct moderation_counts *counts, int64_t *n) MUST_CHECK;

/* What waits in a partnership, of consultations that closed in the year before. to_release:
 * not decided by that account. */
struct moderation_due {
    int64_t partnership_id, account_id, now_s;
};
enum err moderation_due_to_read(struct db *db, const struct moderation_due *x,
                                int64_t *n) MUST_CHECK;
enum err moderation_due_release(struct db *db, const struct moderation_due *x,
                                int64_t *n) MUST_CHECK;
enum err moderation_due_mended(struct db *db, const struct moderation_due *x,
                               int64_t *n) MUST_CHECK;

/* --- two persons --- */

enum err moderation_needs_release(struct db *db, int64_t consultation_id, bool *out) MUST_CHECK;
/* A decision as it was shown: of its state, version and the words that will be public. */
struct moderation_shown {
    int64_t answer_id;
    struct str mark;
};
struct str moderation_mark(struct arena *a, int64_t version, struct str state,
                           struct str public_text);
struct moderation_releasing {
    struct arena *arena;
    struct act act;
    int64_t by_account, consultation_id, partnership_id;
    const struct moderation_shown *shown;
    size_t n;
    struct str send_back; /* why; empty: released */
};
/* Inside store_write: all or none. ERR_FORBIDDEN: one of them was decided by the same person;
 * ERR_CONFLICT: one of them would be public in other words than those that were shown. */
enum err moderation_release_fn(struct db *db, void *moderation_releasing) MUST_CHECK;
struct moderation_choosing {
    struct act act;
    int64_t consultation_id, partnership_id;
    bool needs_release;
};
enum err moderation_choose_fn(struct db *db, void *moderation_choosing) MUST_CHECK;

#endif
