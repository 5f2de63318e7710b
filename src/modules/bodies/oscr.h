/*
 * oscr.h: the extract of the Scottish Charity Register that the Office of the Scottish Charity
 * Regulator publishes as CSV: its columns, and what they are to this register.
 *
 * Not taken: addresses and postcodes, which may be those of a trustee's home and say nothing of
 * where a charity works; income in pounds, of which the band is enough. The main operating
 * location is a council area; a geographical spread over more is no list of areas, so nothing
 * is made of it.
 */
#ifndef MODULES_BODIES_OSCR_H
#define MODULES_BODIES_OSCR_H

#include "core/base/buf.h"
#include "modules/partnerships/area.h"

extern const struct sql_list oscr_sql;

#define OSCR_SOURCE "Scottish Charity Register"
#define OSCR_WHOLE_ROWS 20000 /* the register has about 25,000: fewer cannot be all of it */

struct oscr_row {
    size_t line;
    struct str number; /* "SC012345"; empty: not of that form */
    struct str name, known_as, status, form, spread, location, website, income;
    struct str purposes, beneficiaries, activities, objectives;
};

struct oscr; /* a reader of one file */

/* The whole text must stay alive. ERR_INVALID: *why says what is wrong, in words. */
enum err oscr_open(struct arena *a, struct str text, struct oscr **out,
                   struct str *why) MUST_CHECK;
/* The row's texts are valid until the next call; `a` gets its number. false: the end, or an
 * error: see oscr_error. */
bool oscr_next(struct oscr *o, struct arena *a, struct oscr_row *out);
/* Empty when all is well. */
struct str oscr_error(struct oscr *o, struct arena *a);

bool oscr_is_active(const struct oscr_row *row);
/* Made by an enactment: no third sector body (s.37 of the Act). */
bool oscr_is_statutory(const struct oscr_row *row);
struct str oscr_kind(const struct oscr_row *row); /* of list_word body_kind */

/* Council areas by the names that the extract uses. */
struct oscr_areas;
enum err oscr_areas_load(struct db *db, struct arena *a, struct oscr_areas **out) MUST_CHECK;
/* NULL: no council area ("Outwith Scotland"). `scratch` is for folding the name. */
const struct area *oscr_area(const struct oscr_areas *areas, struct arena *scratch,
                             struct str location);

/* What "Purposes" and the like say of it, for choosing rows: some word, folded, begins with one
 * of `words` (folded, ";" between). */
bool oscr_is_about(struct arena *scratch, const struct oscr_row *row, struct str words);

/* The rows to add as a list that body_import reads: its first line, and one row; areas: slugs.
 */
void oscr_list_head(struct buf *out);
void oscr_list_row(struct buf *out, const struct oscr_row *row, struct str areas);

/* Whether an entry's source is that register, so that its licence line has to be shown. */
bool oscr_is_source(struct str source);
/* "© Crown Copyright and database right 2026. Contains information from …" for the year of
 * source_on. */
struct str oscr_attribution(struct arena *a, struct str source_on);

#endif
