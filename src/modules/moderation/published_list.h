/*
 * published_list.h: published responses as everybody reads them. Public rows alone.
 */
#ifndef MODULES_MODERATION_PUBLISHED_LIST_H
#define MODULES_MODERATION_PUBLISHED_LIST_H

#include "modules/consultations/consultation_shown.h"

struct published_filter {
    int64_t consultation_id, question_id; /* 0: any */
    struct str words;                     /* folded; empty: any */
    struct str kind; /* individual, group, organisation, or a kind of organisation; empty */
};

struct published_one {
    int64_t id, no;
    struct str who, name, kind, body_slug; /* body_slug: of an entry that everybody can read */
};

struct published_words {
    int64_t question_id;
    struct str question, state, text;
};

enum err published_find(struct db *db, struct arena *a, const struct published_filter *f,
                        int64_t skip, int64_t most, struct published_one *out,
                        size_t *n) MUST_CHECK;
enum err published_find_count(struct db *db, const struct published_filter *f,
                              int64_t *n) MUST_CHECK;
/* ERR_NOT_FOUND */
enum err published_by_no(struct db *db, struct arena *a, int64_t consultation_id, int64_t no,
                         struct published_one *out) MUST_CHECK;
/* question_id 0: all, in the order of the form. */
enum err published_answers(struct db *db, struct arena *a, int64_t id, int64_t question_id,
                           struct published_words **out, size_t *n) MUST_CHECK;
/* Kinds of organisations, and questions, that any published one has. */
#define PUBLISHED_KINDS_MAX 60
enum err published_kinds(struct db *db, struct arena *a, int64_t consultation_id,
                         struct str out[PUBLISHED_KINDS_MAX], size_t *n) MUST_CHECK;
enum err published_questions(struct db *db, struct arena *a, int64_t consultation_id,
                             struct published_words **out, size_t *n) MUST_CHECK;

#endif
