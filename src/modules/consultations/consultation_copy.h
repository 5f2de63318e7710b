/*
 * consultation_copy.h: a new consultation begun from an earlier one (3.7): everything but its
 * dates and its answers, with sections, questions and their routing, papers as texts and links.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_COPY_H
#define MODULES_CONSULTATIONS_CONSULTATION_COPY_H

#include "modules/consultations/consultation.h"

extern const struct sql_list consultation_copy_sql;

/* The fields of `to` that come from `from`; id, reference, slug, stage and dates do not. */
void consultation_copy_fields(struct consultation *to, const struct consultation *from);
/* The privacy notice that a new one begins with. */
struct str consultation_privacy_default(struct arena *a, struct str partnership_name);
/* Inside a store_write fn, which leaves the record: papers, sections and questions of `from`
 * become those of `to`, which has none. Files stay where they are, and papers are not open
 * to comment until somebody says so. */
enum err consultation_copy_parts(struct db *db, struct arena *a, int64_t from, int64_t to,
                                 int64_t now_s) MUST_CHECK;

#endif
