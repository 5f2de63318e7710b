/*
 * sample.h: plainly marked content for an empty database, for trying the service and for tests:
 * `cjengage sample`.
 *
 * The database is marked first: every page of it then says that its content is made up, and
 * `cjengage user code` shows codes. Everybody's address ends in example.org, every name begins
 * with "Sample". The same directory and the same day make the same content; the password and
 * the keys are drawn anew.
 */
#ifndef APP_SAMPLE_H
#define APP_SAMPLE_H

#include "modules/consultations/consultation.h"

extern const struct sql_list sample_sql, sample_work_sql, sample_events_sql,
    sample_responses_sql;

struct sample {
    struct store *store;
    struct db *db; /* reading */
    struct arena *arena;
    struct act act;
    bool has_responses; /* a closed consultation too, with 300 responses, and an analyst */

    int64_t coordinator_id; /* of Fife: who logged some of them */
    /* out */
    struct str password; /* everybody's */
    size_t n_bodies;
};

/* ERR_CONFLICT: there are accounts or entries of the register already. ERR_NOT_FOUND: there is
 * no directory yet (council areas), or no list of kinds of organisations. */
enum err sample_load(struct sample *s) MUST_CHECK;

/* One after the other (the analyst last: not without responses): the address, and the role in
 * words. NULL after the last. */
struct sample_person {
    const char *email, *name, *what;
};
const struct sample_person *sample_person(size_t i, bool has_responses);

/* sample_bodies.c: the register, and the entry that the editor looks after. */
enum err sample_bodies(struct sample *s, int64_t *body_of_editor) MUST_CHECK;
/* sample_work.c: timelines of some entries of Fife, and two entries made one. */
enum err sample_work(struct sample *s) MUST_CHECK;
/* sample_consultations.c: one that is open and one that is forthcoming, in Fife. */
enum err sample_consultations(struct sample *s) MUST_CHECK;
/* One that has closed; the caller brings the responses. */
enum err sample_consultation_closed(struct sample *s, struct consultation *out) MUST_CHECK;
/* sample_responses.c: that one, with 300 responses on all channels. */
enum err sample_responses(struct sample *s) MUST_CHECK;
/* sample_events.c: events of Fife about the first of them. */
enum err sample_events(struct sample *s) MUST_CHECK;
/* The lines of a text of data/sample that are not notes. */
struct sample_lines {
    struct str rest;
};
struct sample_lines sample_text(const char *name);
bool sample_line(struct sample_lines *lines, struct str *field, size_t n_fields);

#endif
