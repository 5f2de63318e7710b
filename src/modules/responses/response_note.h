/*
 * response_note.h: what is written beside a response: notes of the staff, what the respondent
 * was asked and replied, decisions with their reasons. Never changed.
 */
#ifndef MODULES_RESPONSES_RESPONSE_NOTE_H
#define MODULES_RESPONSES_RESPONSE_NOTE_H

#include "modules/responses/response.h"

extern const struct sql_list response_note_sql;

#define RESPONSE_NOTES_MAX 200 /* that are shown */

struct response_note {
    int64_t response_id, by_account; /* 0: the respondent, or the program */
    struct str kind;                 /* note, asked, replied, decision, changed */
    struct str words, by_role, made_on;
};
/* Inside a store_write fn that leaves the record; made_on is set here. */
enum err response_note_add(struct db *db, struct arena *a, const struct response_note *note,
                           int64_t now_s) MUST_CHECK;
/* The newest first. */
enum err response_notes(struct db *db, struct arena *a, int64_t response_id,
                        struct response_note *out, size_t max, size_t *n) MUST_CHECK;

/* An answer with the words of the question as it was asked then, and what it said earlier. */
struct response_earlier {
    int64_t answer_id;
    struct str value, other, reason, by_role, until_on;
};
enum err response_earlier_texts(struct db *db, struct arena *a, int64_t response_id,
                                struct response_earlier *out, size_t max, size_t *n) MUST_CHECK;
/* The title in that version. */
enum err response_question_title(struct db *db, struct arena *a,
                                 const struct response_answer *x, struct str *out) MUST_CHECK;

#endif
