/*
 * consultation_document.h: the papers of a consultation: Markdown first, links, files, and
 * other formats of another paper as labelled versions (8.7). Once it is published a replaced
 * paper stays, and points to what stands in its place.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_DOCUMENT_H
#define MODULES_CONSULTATIONS_CONSULTATION_DOCUMENT_H

#include "modules/consultations/consultation_public.h"
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

/* --- for store_write --- */
struct document_write {
    struct arena *arena;
    struct act act;
    struct consultation x;
    struct consultation_document to; /* id 0: a new one */
    const struct file *file;         /* staged, in place of the one before; NULL: none */
    struct str reason, by_role;      /* once it is published, for the public history */
};
/* A new one, or a change: of a draft in its place, else as a new row that replaces the old, and
 * takes its file where there is no other. Paragraphs open to comment are made anew (3.12). */
enum err document_save_fn(struct db *db, void *document_write);
enum err document_remove_fn(struct db *db, void *document_write);

#endif
