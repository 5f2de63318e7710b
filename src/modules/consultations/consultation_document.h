/*
 * consultation_document.h: the papers of a consultation: Markdown first, links, files, and
 * other formats of another paper as labelled versions (8.7). Once it is published a replaced
 * paper stays, and points to what stands in its place.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_DOCUMENT_H
#define MODULES_CONSULTATIONS_CONSULTATION_DOCUMENT_H

#include "modules/consultations/consultation_public.h"
#include "modules/consultations/overtaken.h"
#include "modules/files/file.h"

extern const struct sql_list consultation_document_sql;

#define DOCUMENT_BODY_CHARS 150000 /* of a plan; Markdown takes at most 200 KB */
#define DOCUMENT_NOTE_CHARS 200
#define DOCUMENT_LANGUAGE_CHARS 40
#define DOCUMENT_URL_CHARS 400
#define DOCUMENTS_MAX 100 /* of one consultation */

struct consultation_document {
    int64_t id, consultation_id, seq, of_document /* 0: none */, n_pages, replaced_by;
    struct str kind, title, language, body, url, access_note;
    bool is_for_comment;
};

/* Is it another format of a paper: easy read, BSL, large print, Gaelic, translation? */
bool document_is_format(struct str kind);

/* Those in force, in their order; of the text its first sign alone. */
enum err document_list(struct db *db, struct arena *a, int64_t consultation_id,
                       struct consultation_document *out, size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: none of that consultation, or taken away, or replaced. */
enum err document_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                       struct consultation_document *out) MUST_CHECK;

/* The one that stands in the place of an earlier one now; ERR_NOT_FOUND: it was taken away, or
 * never there. */
enum err document_now(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                      struct consultation_document *out) MUST_CHECK;
/* A mark of all that its form shows, its file too (overtaken.h). */
enum err document_mark(struct db *db, struct arena *a, const struct consultation_document *d,
                       struct str *out) MUST_CHECK;
/* Both as rows of the page. */
void document_compare(struct overtaken *o, struct arena *a,
                      const struct consultation_document *mine,
                      const struct consultation_document *theirs);

/* --- for store_write --- */
struct document_write {
    struct arena *arena;
    struct act act;
    struct consultation x;
    struct consultation_document to; /* id 0: a new one */
    const struct file *file;         /* staged, in place of the one before; NULL: none */
    struct str reason, by_role;      /* once it is published, for the public history */
    struct str seen;                 /* document_mark of what was shown; empty: not judged */
    bool is_overtaken;               /* out, with ERR_CONFLICT */
};
/* A new one, or a change: of a draft in its place, else as a new row that replaces the old, and
 * takes its file where there is no other. Paragraphs open to comment are made anew (3.12). */
enum err document_save_fn(struct db *db, void *document_write);
enum err document_remove_fn(struct db *db, void *document_write);

#endif
