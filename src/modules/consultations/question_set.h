/*
 * question_set.h: questions saved to be asked again (3.6): a partnership's own sets, and those
 * that come with the program (question_set_words.h), which stand in no table.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_SET_H
#define MODULES_CONSULTATIONS_QUESTION_SET_H

#include "modules/consultations/question_write.h"
#include "modules/framework/framework.h"

extern const struct sql_list question_set_sql;

#define QUESTION_SET_CHARS 80
#define QUESTION_SET_NOTE_CHARS 300
#define QUESTION_SETS_MAX 100 /* of one partnership */

struct question_set {
    int64_t id;     /* 0: comes with the program */
    struct str key; /* "plan", or its number */
    struct str name, note;
    bool is_equality;
    int64_t n_questions;
};

/* Those of the program, then the partnership's by name. */
enum err question_sets_load(struct db *db, struct arena *a, int64_t partnership_id,
                            struct question_set out[QUESTION_SETS_MAX], size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: none, or another partnership's. */
enum err question_set_find(struct db *db, struct arena *a, int64_t partnership_id,
                           struct str key, struct question_set *out) MUST_CHECK;

/* For store_write. */
struct question_set_write {
    struct question_write w; /* its consultation; of a removal none */
    int64_t partnership_id;
    struct question_set set;  /* which; or name and note of a new one */
    int64_t section_id;       /* that is saved; 0: all but equality questions */
    struct outcomes outcomes; /* offered: those that a set of the program asks about */
    bool has_no_questions;    /* out, with ERR_CONFLICT: there is nothing to save */
};
/* Its questions as sections of the consultation, after those that are there. */
enum err question_set_add_fn(struct db *db, void *question_set_write) MUST_CHECK;
enum err question_set_save_fn(struct db *db, void *question_set_write) MUST_CHECK;
enum err question_set_remove_fn(struct db *db, void *question_set_write) MUST_CHECK;

/* --- the sets of the program (question_set_ours.c) --- */
size_t question_set_ours(struct question_set *out, size_t max);
/* As a form of its own. Of the plan: the questions of each outcome. */
enum err question_set_ours_form(struct arena *a, struct str key,
                                const struct outcomes *outcomes,
                                struct question_form *out) MUST_CHECK;

#endif
