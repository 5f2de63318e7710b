/*
 * question_write.h: making and changing the questions of a consultation (3.5, 3.10).
 *
 * Until the consultation has responses a change is made in place. Once it has, what people
 * answered stays what they were asked: other words are a new version with a reason, told in the
 * public history; type, routing, whether it is required and options that somebody chose are
 * frozen; a removed question is hidden and its answers stay. From closing on nothing changes. A
 * question hangs on earlier ones only, so that no ring can be made.
 *
 * The functions are for store_write; each leaves its record, and the public rows follow.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_WRITE_H
#define MODULES_CONSULTATIONS_QUESTION_WRITE_H

#include "modules/consultations/question.h"

extern const struct sql_list question_write_sql, section_write_sql;

#define SECTION_TITLE_CHARS 120
#define SECTION_INTRO_CHARS 4000
#define SECTIONS_MAX 60

/* Why nothing was written: ERR_CONFLICT with one of these. */
enum question_refusal {
    QUESTION_WRITTEN,
    QUESTION_IS_CLOSED,     /* the consultation has closed */
    QUESTION_NEEDS_REASON,  /* it has responses, and the words change */
    QUESTION_IS_FROZEN,     /* type, routing, required: it has responses */
    QUESTION_IS_KEPT_APART, /* to or from the equality questions: it has responses */
    QUESTION_OPTION_CHOSEN, /* an option that somebody chose; `which` */
    QUESTION_OUT_OF_ORDER,  /* another would stand before the one it hangs on; `which` */
    QUESTION_IS_NEEDED,     /* another hangs on it, or on an option of it; `which` */
    QUESTION_NO_ROOM,
    SECTION_NOT_EMPTY,
    QUESTION_IS_OVERTAKEN, /* `seen` is not what stands there now: theirs, section_theirs */
};
struct str question_refusal_words(struct arena *a, enum question_refusal why, struct str which);

struct question_write {
    struct arena *arena;
    struct act act;
    struct str by_role; /* "Coordinator": for the public history */
    int64_t consultation_id;
    struct question q;               /* of a new one id and wording are set */
    struct question_section section; /* the same, for the functions of sections */
    struct str reason;
    bool is_up;      /* of a move */
    struct str seen; /* question_mark or section_mark of what was shown; empty: not judged */
    struct question theirs;                 /* out, with QUESTION_IS_OVERTAKEN */
    struct question_section section_theirs; /* the same */
    enum question_refusal refused;
    struct str which;
};
enum err question_add_fn(struct db *db, void *question_write) MUST_CHECK;
/* q as loaded, with changes; in another section it stands last. */
enum err question_change_fn(struct db *db, void *question_write) MUST_CHECK;
/* One place up or down in its section; at the end of it nothing happens. */
enum err question_move_fn(struct db *db, void *question_write) MUST_CHECK;
enum err question_remove_fn(struct db *db, void *question_write) MUST_CHECK;
enum err section_add_fn(struct db *db, void *question_write) MUST_CHECK;
/* Equality questions are kept apart from the first answer on: that is frozen too. */
enum err section_change_fn(struct db *db, void *question_write) MUST_CHECK;
enum err section_move_fn(struct db *db, void *question_write) MUST_CHECK;
enum err section_remove_fn(struct db *db, void *question_write) MUST_CHECK; /* an empty one */

/*
 * Options as typed, one a line, with their codes: an option keeps the code that it has in
 * `before` (NULL: none), also when it was only reworded. Empty and repeated lines are left out.
 * ERR_TOO_MANY: more than QUESTION_OPTIONS_MAX.
 */
enum err question_options_typed(struct arena *a, struct str typed,
                                const struct question *before, struct question *q) MUST_CHECK;
/* Does anybody's answer hold it? */
bool question_option_is_chosen(struct db *db, struct arena *a, int64_t question_id,
                               struct str code);
bool question_has_responses(struct db *db, int64_t consultation_id);

/* Inside a fn that leaves the record: the sections and questions of another consultation, with
 * their present words. Comments on paragraphs are made from the documents: not copied. */
struct question_copy {
    struct arena *arena;
    int64_t from, to, now_s;
};
enum err question_copy_all(struct db *db, const struct question_copy *x) MUST_CHECK;

/* --- for files that write questions in a fn of their own --- */
struct question_place {
    int64_t consultation_id, section_id, now_s;
};
/* A row at the end of that section with its first words; q->id and wording are set. */
enum err question_put(struct db *db, struct arena *a, struct question *q,
                      const struct question_place *at) MUST_CHECK;
/* All of a form, whose ids are its own: sections and questions, after those that are there. */
enum err question_put_form(struct db *db, struct arena *a, const struct question_form *f,
                           const struct question_place *at) MUST_CHECK;
enum err section_put(struct db *db, int64_t consultation_id,
                     struct question_section *s) MUST_CHECK; /* the last one; id is set */
/* New words: in place, or with a reason as the next version. */
enum err question_put_words(struct db *db, struct arena *a, struct question *q,
                            struct str reason, int64_t now_s) MUST_CHECK;

#endif
