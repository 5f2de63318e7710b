/*
 * sample.h: the answers that a second person reads too, drawn by lot, and who may read an
 * answer in which layer (3.37). The second reader does not see what the first chose before
 * having chosen; nobody reads an answer both first and second; what both have read stands after
 * an hour, and where they differ a third layer, `agreed`, settles it and is what counts.
 */
#ifndef MODULES_ANALYSIS_SAMPLE_H
#define MODULES_ANALYSIS_SAMPLE_H

#include "modules/audit/change.h"
#include "modules/consultations/question.h"

extern const struct sql_list reading_sample_sql;

#define SAMPLE_DRAW_MAX 500 /* at one time */
#define READING_STANDS_S 3600

struct sample_count {
    int64_t n_drawn, n_second, n_settled;
    bool can_be_drawn; /* are there more? */
};
/* Of answers with words in responses that count. */
enum err sample_count(struct db *db, int64_t consultation_id,
                      struct sample_count *out) MUST_CHECK;
/* Chosen by lot among those that are not drawn yet: at most `n` of them, fewer where there are
 * no more. question_id 0: of every question. */
enum err sample_choose(struct db *db, int64_t consultation_id, int64_t question_id, size_t n,
                       int64_t id[SAMPLE_DRAW_MAX], size_t *n_chosen) MUST_CHECK;

struct sample_write {
    struct act act;
    int64_t consultation_id, partnership_id;
    const int64_t *id; /* of sample_choose */
    size_t n;
};
enum err sample_draw_fn(struct db *db, void *sample_write) MUST_CHECK;
/* Those that no second person has read are no longer asked for. */
enum err sample_take_back_fn(struct db *db, void *sample_write) MUST_CHECK;

/* Who has read an answer. 0: nobody. */
struct reading_stand {
    int64_t first_by, second_by;
    int64_t first_at_s, second_at_s;
    bool is_drawn, is_settled;
};
enum err reading_stand(struct db *db, int64_t answer_id, struct reading_stand *out) MUST_CHECK;

enum reading_bar {
    READING_OPEN,
    READING_NOT_DRAWN, /* second: it is not in the sample */
    READING_OWN,       /* this person reads it in the other layer */
    READING_OF_OTHER,  /* second: another person's */
    READING_UNSEEN,    /* first: hidden until a second person has read it */
    READING_STANDS,    /* both have read it: it is settled now, not read anew */
    READING_NOT_BOTH,  /* agreed: two have not read it yet */
};
enum reading_bar reading_bar(const struct reading_stand *x, struct str layer,
                             int64_t account_id, int64_t now_s);

#endif
