/*
 * paragraph.h: a document that is open to comment, paragraph by paragraph (3.12): each is a
 * question of its own, whose words are the paragraph.
 */
#ifndef MODULES_CONSULTATIONS_PARAGRAPH_H
#define MODULES_CONSULTATIONS_PARAGRAPH_H

#include "modules/consultations/question.h"

extern const struct sql_list paragraph_sql;

#define PARAGRAPHS_MAX 300 /* of one document; what is left stands in the last */

/* The paragraphs of Markdown, as pieces of it: a heading with what follows it, a list with what
 * stands before it, a fenced block whole; lines across are left out. */
size_t document_paragraphs(struct str markdown, struct str *out, size_t max);

/*
 * Inside the fn that saves the document and leaves the record, before the public rows are
 * renewed: makes its paragraphs questions, in a section of their own. When the document changes
 * a paragraph that stayed keeps its comments, one that was reworded gets its new words (a new
 * version where there are responses), one that went is hidden. Of a document that is not open
 * to comment, or removed: none are left.
 */
enum err questions_of_document(struct db *db, struct arena *a, int64_t document_id,
                               int64_t now_s) MUST_CHECK;

#endif
