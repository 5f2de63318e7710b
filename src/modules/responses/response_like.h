/*
 * response_like.h: responses that are alike (features 3.31; workflows.md, Definitions of the
 * counts): the same text; near duplicates, by runs of five words; from the same body. They are
 * linked for a person to decide, never merged.
 *
 * Candidates for near duplicates come from a stored MinHash, whose parts ("bands") are looked
 * up; each candidate is then compared word by word. A daily job looks at what came since, and a
 * coordinator's button at one consultation: nothing is told by when a response came.
 */
#ifndef MODULES_RESPONSES_RESPONSE_LIKE_H
#define MODULES_RESPONSES_RESPONSE_LIKE_H

#include "modules/responses/response.h"
#include "modules/work/job_run.h"

extern const struct sql_list response_like_sql;
extern const struct sql_list response_like_job_sql;

#define LIKE_WORDS_LEAST 30 /* of a near duplicate, on the folded form */
#define LIKE_RUN 5          /* words */
#define LIKE_SHARE 80       /* per cent of all runs of both that both have */
#define LIKE_HASHES 96
#define LIKE_BANDS 24 /* of 4 values: at a share of 80 one in 300,000 pairs is missed */

/* What is told by: of a text as typed. */
struct like_print {
    size_t n_words;
    struct hash hash;            /* of the folded text */
    uint32_t least[LIKE_HASHES]; /* MinHash; not set under LIKE_WORDS_LEAST */
};
enum err like_print_of(struct arena *a, struct str text, struct like_print *out) MUST_CHECK;
/* The band's number and hash, together. */
int64_t like_band(const struct like_print *p, size_t band);

enum like_kind { LIKE_NOT, LIKE_SAME_TEXT, LIKE_NEAR };
/* Two texts as typed: share in per cent, rounded down. */
enum err like_compare(struct arena *a, struct str one, struct str two, enum like_kind *kind,
                      int64_t *share) MUST_CHECK;

/* --- stored --- */

#define RESPONSE_LIKES_MAX 200

struct response_likeness {
    int64_t id, share;
    struct str receipt, received_on;
    struct str why;   /* same_text, near, same_body */
    struct str state; /* open, duplicate, campaign, apart */
};
/* What is like that response, the likest first. */
enum err response_likes(struct db *db, struct arena *a, int64_t response_id,
                        struct response_likeness *out, size_t *n) MUST_CHECK;
struct str response_like_words(struct arena *a, const struct response_likeness *like);
/* Inside a store_write fn that leaves the record: its links with one other, or (0) with all
 * that are open, get that state. */
struct response_like_set {
    int64_t response_id, other_id;
    struct str state;
};
enum err response_like_decide(struct db *db, const struct response_like_set *x) MUST_CHECK;

/* The jobs: all consultations, daily; "consultation:7" when a coordinator asks. */
enum err response_like_all_job(struct job_env *env, struct str subject) MUST_CHECK;
enum err response_like_one_job(struct job_env *env, struct str subject) MUST_CHECK;

#endif
