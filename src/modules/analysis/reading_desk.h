/*
 * reading_desk.h: what the files of the reading desk share: the answer that lies on it, and the
 * page that shows it. Part of modules/analysis.
 */
#ifndef MODULES_ANALYSIS_READING_DESK_H
#define MODULES_ANALYSIS_READING_DESK_H

#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/sample.h"

struct reading_desk {
    struct coding k;
    struct str layer; /* first, second, agreed */
    struct reading_stand stand;
    enum reading_bar bar; /* why it may not be read by this person in this layer */
    struct reading_code *of_first, *of_second; /* agreed: what each of the two chose */
    size_t n_first, n_second;
    int64_t of_question; /* answers to that question alone; 0: response by response */
    bool is_done;        /* nothing is left to be read */
    struct reading_answer x;
    const struct question *q;
    struct reading_code *code; /* as stored */
    size_t n_codes;

    struct passage new_passage; /* of a posted form */
    struct reading_code *new_code;
    size_t n_new;
    bool is_late, is_reworded; /* it was not stored, as somebody else was first */
};
bool reading_desk_is(const struct reading_desk *d, const char *layer);
/* Agreed, before anything is: what the two chose lies on the desk, and themes that both chose
 * are ticked. Else everything that lies there is. */
bool reading_desk_ticks(const struct reading_desk *d, const struct reading_code *x);
/* What the two readers chose, and both as they lie on the desk. */
enum err reading_settle_load(struct reading_desk *d) MUST_CHECK;
void reading_settle_view(struct reading_desk *d);
/* Why it is not to be read, and where to go; with a note that was typed. */
enum err reading_barred_show(struct reading_desk *d, int status) MUST_CHECK;
/* The desk's address with one more parameter; id 0: without. */
struct str reading_desk_path(const struct reading_desk *d, const char *name, int64_t id);
/* Does the desk offer that theme with this answer? Also one that ended, where it stands. */
bool reading_desk_offers(const struct reading_desk *d, const struct theme *t);
enum err reading_desk_show(struct reading_desk *d, int status) MUST_CHECK;

#endif
