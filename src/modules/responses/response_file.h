/*
 * response_file.h: files of responses (feature 3.24): a respondent adds and removes them on a
 * page of their own below the question that asks for them; staff take copies, which leaves a
 * record (security.md S41).
 */
#ifndef MODULES_RESPONSES_RESPONSE_FILE_H
#define MODULES_RESPONSES_RESPONSE_FILE_H

#include "modules/consultations/consultation.h"
#include "modules/files/file.h"
#include "modules/responses/draft.h"

extern const struct sql_list response_file_sql;

/* Is there room for a file of so many bytes in that draft? What came without an account to the
 * consultation, drafts too; of an organisation its drafts of all consultations and what it sent
 * to this one. *fault: words for beside the field; empty: yes. */
enum err response_file_room(struct db *db, struct arena *a, const struct draft *d,
                            int64_t n_bytes, struct str *fault) MUST_CHECK;
/* Inside a fn: the record of a file that somebody without an account adds or takes away:
 * consultation and day, nothing more. action: "draft.file". */
enum err response_file_record(struct db *db, const struct consultation *x, int64_t now_s,
                              struct str action) MUST_CHECK;
/* files [name, code, words, href], has_files. base: "/r/open/files": their codes follow. */
void response_file_view(struct ctx *c, const struct file *f, size_t n, struct str base,
                        struct view *v);

/* --- pages --- */
/* "/consultations/{c}/respond/q12/files" */
enum err respond_file_page(struct ctx *c);
enum err respond_file_post_page(struct ctx *c);
enum err respond_file_get_page(struct ctx *c);
/* "/coordinator/responses/{ref}/files/{code}": a button, whose POST leaves the record and leads
 * to the file by a sealed address */
enum err response_file_staff_page(struct ctx *c);
enum err response_file_staff_post_page(struct ctx *c);

#endif
