/*
 * reading.h: the reading desk: answers in words are read one after the other, each with the
 * themes it has, in the whole or in a passage of it (3.32-3.34, 3.37).
 *
 * Read are the open words of responses that count (response_counted.h). A reading stands in a
 * layer: `first`, and of a sample `second`, by another person who does not see the first.
 * Where the words of an answer change its readings fall away (response_change.c), and it comes
 * to be read again.
 */
#ifndef MODULES_ANALYSIS_READING_H
#define MODULES_ANALYSIS_READING_H

#include "core/base/hash.h"
#include "modules/audit/change.h"
#include "modules/consultations/question.h"

extern const struct sql_list reading_sql, reading_write_sql;

#define READING_CODES_MAX 200 /* of one answer, in one layer */
#define READING_NOTES_MAX 50
#define READING_NOTE_CHARS 2000
#define READING_PASSAGE_CHARS 2000
#define READING_ANALYSTS_MAX 50

/* An answer on the desk: the words, and what helps to understand them. No identities. */
struct reading_answer {
    int64_t id, question_id, response_id;
    struct str words;
    struct hash words_hash;
    struct str who, kind /* of the body; empty */, areas /* slugs */, receipt, received_on;
    int64_t version; /* of the reading; 0: not read */
    int64_t by_account;
    bool is_changed; /* since it was read */
};
/* Has the question words to be read? */
bool reading_has_words(const struct question *q);
/* ERR_NOT_FOUND: not of that consultation, without words, or of a response that does not
 * count. */
enum err reading_load(struct db *db, struct arena *a, struct str layer, int64_t consultation_id,
                      int64_t answer_id, struct reading_answer *out) MUST_CHECK;

/* What is read next: the first after that answer that has no reading, then from the start. */
struct reading_next {
    int64_t consultation_id, question_id; /* 0: response by response */
    const struct reading_answer *after;   /* NULL: from the start */
    struct str layer;   /* second: of the sample; agreed: where both differ, not settled yet */
    int64_t by_account; /* what this person reads in the other layer is left out */
};
/* *id 0: everything is read. */
enum err reading_next(struct db *db, const struct reading_next *x, int64_t *id) MUST_CHECK;

struct reading_code {
    int64_t id, theme_id;
    int64_t start_at, n_chars; /* characters; n_chars 0: of the whole answer */
};
enum err reading_codes(struct db *db, struct arena *a, int64_t answer_id, struct str layer,
                       struct reading_code **out, size_t *n) MUST_CHECK;

struct reading_note {
    int64_t id;
    bool is_extract;
    struct str words, by_role, made_on;
};
/* by_account 0: of everybody. */
enum err reading_notes(struct db *db, struct arena *a, int64_t answer_id, int64_t by_account,
                       struct reading_note **out, size_t *n) MUST_CHECK;

/* How far each question's answers are read; `out` as form->question. */
struct reading_progress {
    int64_t n_read, n_all;
};
enum err reading_progress(struct db *db, const struct question_form *form,
                          struct reading_progress *out) MUST_CHECK;
struct reading_analyst {
    int64_t account_id, n_read;
    struct str name;
};
/* Who has read how many in that layer, most first. */
enum err reading_analysts(struct db *db, struct arena *a, int64_t consultation_id,
                          struct str layer, struct reading_analyst out[READING_ANALYSTS_MAX],
                          size_t *n) MUST_CHECK;

/* --- passages --- */

#define READING_SENTENCES_MAX 400
struct passage {
    int64_t start_at, n_chars;
};
/* The sentences of a text, one after the other, without the spaces between. */
size_t reading_sentences(struct str text, struct passage out[READING_SENTENCES_MAX]);
struct str passage_words(struct str text, struct passage p);
/* What was typed for a passage: "2", "2 to 4", "2-4" by number of sentence, else words that
 * stand in the text. False: neither. */
bool reading_passage(struct str text, struct str typed, struct passage *out);

/* --- the write --- */

struct reading_write {
    struct arena *arena;
    struct act act;
    int64_t by_account;
    struct str by_role;
    int64_t consultation_id, partnership_id, answer_id;
    struct str layer;
    int64_t version;        /* as it was seen */
    struct hash words_hash; /* of the words that were seen */
    const struct reading_code *code;
    size_t n_codes;
    struct str note, extract; /* to be added; empty: none */

    bool is_late;    /* out: somebody else read it meanwhile (ERR_CONFLICT) */
    bool is_changed; /* out: its words are others now (ERR_CONFLICT) */
    bool is_barred;  /* out: not that person's to read in that layer (ERR_CONFLICT; sample.h) */
};
enum err reading_save_fn(struct db *db, void *reading_write) MUST_CHECK;

#endif
