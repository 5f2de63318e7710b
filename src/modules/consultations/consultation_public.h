/*
 * consultation_public.h: what everybody may read of consultations. Remembered pages, feeds and
 * files for the public read these rows and nothing else; of an invited-only consultation there
 * are title, dates and whom to ask, and nothing of what it asks: not in its history either.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_PUBLIC_H
#define MODULES_CONSULTATIONS_CONSULTATION_PUBLIC_H

#include "modules/consultations/consultation.h"

extern const struct sql_list consultation_public_sql, consultation_public_mend_sql;

/* Inside a store_write fn that leaves the record: makes the rows of a published consultation
 * anew from its private ones (consultation, questions, documents, files). Of a draft: nothing.
 */
enum err consultation_public_renew(struct db *db, struct arena *a,
                                   int64_t consultation_id) MUST_CHECK;

/* Once, when the database is opened: rows of invited-only ones that an earlier version of the
 * program wrote with words of what is asked are made anew, one write each. */
enum err consultation_public_mend(struct store *store, int64_t now_s) MUST_CHECK;

/* --- the public history (B.23, 7.4) --- */
struct consultation_change {
    int64_t consultation_id;
    const char *kind; /* "extended": of the CHECK in schema.sql */
    struct str subject, old_value, new_value, reason, by_role;
    int64_t now_s;
};
/* Inside the fn of the change that it tells of, after consultation_change. Of a draft: nothing.
 * Feeds and calendars take each for a change: every public change leaves one. */
enum err consultation_change_note(struct db *db,
                                  const struct consultation_change *x) MUST_CHECK;

#endif
