/* question_inside.h: what the files that write questions share; for nobody else. */
#ifndef MODULES_CONSULTATIONS_QUESTION_INSIDE_H
#define MODULES_CONSULTATIONS_QUESTION_INSIDE_H

#include "modules/consultations/question_write.h"

struct question_written {
    struct consultation consultation;
    struct question_form form; /* before */
    bool is_answered;          /* the consultation has responses */
};

/* What is said of a change: in the record, and once the consultation is published in public. */
struct question_said {
    struct str action, kind;
    int64_t id;
    const char *public_kind; /* NULL: the public is not told */
    struct str subject, old, new;
};

enum err question_write_begin(struct db *db, struct question_write *w,
                              struct question_written *x) MUST_CHECK;
enum err question_write_end(struct db *db, struct question_write *w,
                            const struct question_written *x,
                            const struct question_said *said) MUST_CHECK;
/* Is it still as the form showed it? Else refused, with what stands there. */
enum err question_check_seen(struct question_write *w, const struct question *was) MUST_CHECK;
/* Each question after the one it hangs on, as the rows stand now. */
enum err question_check_order(struct db *db, struct question_write *w) MUST_CHECK;
enum err question_refuse(struct question_write *w, enum question_refusal why,
                         struct str which) MUST_CHECK;

#endif
