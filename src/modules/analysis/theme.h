/*
 * theme.h: the coding frame of a consultation: what answers are read for (3.36, 3.38). Its
 * standing part are the outcomes of the framework in force when reading began, local ones too;
 * beside them themes of its own, for every question or for one.
 *
 * A theme is never removed: one that ends is no longer offered, one that is merged has handed
 * its codes on, and each change stands in its history with who made it and why.
 */
#ifndef MODULES_ANALYSIS_THEME_H
#define MODULES_ANALYSIS_THEME_H

#include "modules/audit/change.h"
#include "modules/consultations/consultation.h"

extern const struct sql_list theme_sql, theme_write_sql;

#define THEMES_MAX 200 /* of a consultation */
#define THEME_NAME_CHARS 120
#define THEME_DEFINITION_CHARS 1000
#define THEME_REASON_CHARS 400

struct theme {
    int64_t id, consultation_id;
    int64_t question_id; /* of that question alone; 0: of all */
    struct str outcome;  /* "2023:NO1"; empty: a theme of its own */
    struct str name, definition;
    int64_t seq, version;
    int64_t merged_into;
    bool is_ended;
    int64_t n_answers; /* that have it, of the layers that count */
};
/* Outcomes first, then themes in their order; ended ones last. */
enum err theme_list(struct db *db, struct arena *a, int64_t consultation_id, struct theme **out,
                    size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: none of that consultation. */
enum err theme_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                    struct theme *out) MUST_CHECK;
const struct theme *theme_of(const struct theme *all, size_t n, int64_t id); /* NULL: none */

struct theme_event {
    struct str kind, old_value, new_value, reason, by_role;
    int64_t n_codes, changed_at_s;
};
#define THEME_EVENTS_MAX 200
/* Newest first. */
enum err theme_history(struct db *db, struct arena *a, int64_t theme_id,
                       struct theme_event out[THEME_EVENTS_MAX], size_t *n) MUST_CHECK;

/* --- changing it: fns of store_write, each with its record and its line of history --- */

struct theme_write {
    struct arena *arena;
    struct act act;
    int64_t by_account;
    struct str by_role;
    int64_t consultation_id, partnership_id;
    struct theme to; /* id, and version as it was seen */
    int64_t into;    /* of a merge */
    struct str reason;
    const struct theme *standing; /* of theme_begin_fn: outcome, name, definition */
    size_t n_standing;

    bool is_taken; /* out: another theme has that name (ERR_CONFLICT) */
    bool is_late;  /* out: somebody else changed it meanwhile (ERR_CONFLICT) */
};
/* The standing part, once: those that are there already stay as they are. */
enum err theme_begin_fn(struct db *db, void *theme_write) MUST_CHECK;
/* ERR_TOO_MANY: THEMES_MAX. */
enum err theme_add_fn(struct db *db, void *theme_write) MUST_CHECK;
/* Name and definition; those of an outcome stay (ERR_INVALID). */
enum err theme_change_fn(struct db *db, void *theme_write) MUST_CHECK;
/* Its codes become those of `into`; where an answer has both there, the double falls away.
 * ERR_INVALID: an outcome, itself, an ended one, or one of another question. */
enum err theme_merge_fn(struct db *db, void *theme_write) MUST_CHECK;
/* No longer offered: what was coded with it stays. */
enum err theme_end_fn(struct db *db, void *theme_write) MUST_CHECK;
/* Offered again: not of a merged one (ERR_INVALID). */
enum err theme_restore_fn(struct db *db, void *theme_write) MUST_CHECK;

#endif
