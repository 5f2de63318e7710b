/*
 * consultation_copy.h: a new consultation begun from an earlier one (3.7): everything but its
 * dates and its answers, with sections, questions and their routing, papers with their files
 * and other formats.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_COPY_H
#define MODULES_CONSULTATIONS_CONSULTATION_COPY_H

#include "modules/consultations/consultation.h"
#include "modules/files/file.h"

extern const struct sql_list consultation_copy_sql;

/* The fields of `to` that come from `from`; id, reference, slug, stage and dates do not. */
void consultation_copy_fields(struct consultation *to, const struct consultation *from);
/* The privacy notice that a new one begins with. */
struct str consultation_privacy_default(struct arena *a, struct str partnership_name);
/* Files of the papers of `from`, copied and seen by nobody yet. */
struct copied_file {
    int64_t document_id; /* of `from` */
    struct file file;
};
struct consultation_copy {
    struct arena *arena;
    int64_t from, to, now_s;
    struct copied_file *file;
    size_t n_files;
};
/* Before the handler's write: copies the files. */
enum err consultation_copy_files(struct ctx *c, struct consultation_copy *x) MUST_CHECK;
/* Inside a store_write fn, which leaves the record: papers, sections and questions of `from`
 * become those of `to`, which has none. Sections of comments on a paper stand last. */
enum err consultation_copy_parts(struct db *db, const struct consultation_copy *x) MUST_CHECK;

#endif
