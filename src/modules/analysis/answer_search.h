/*
 * answer_search.h: the answers in words of one consultation, those that count, by filter and by
 * words (3.35). Read one after the other and folded as they come: no index holds what people
 * wrote.
 */
#ifndef MODULES_ANALYSIS_ANSWER_SEARCH_H
#define MODULES_ANALYSIS_ANSWER_SEARCH_H

#include "core/store/db.h"

extern const struct sql_list answer_search_sql;

#define ANSWER_SEARCH_CHARS 100
#define ANSWER_TERMS_MAX 10
#define ANSWER_NO_THEME (-1)

struct answer_filter {
    int64_t consultation_id;
    int64_t question_id;  /* 0: every one */
    struct str who, area; /* empty: any */
    struct str channel;
    int64_t theme_id; /* 0: any; ANSWER_NO_THEME */
};

/* Strings hold until the function returns. */
struct answer_seen {
    int64_t id, question_id, response_id;
    struct str words, who, areas, receipt;
    struct arena *scratch; /* emptied after the function */
};
typedef bool (*answer_fn)(void *arg, const struct answer_seen *x); /* false: enough */
/* By the day they were received, then by question. */
enum err answers_each(struct db *db, const struct answer_filter *f, answer_fn fn,
                      void *arg) MUST_CHECK;

/* What was typed: words, and phrases in quotation marks, folded (utf8_fold). A word finds those
 * that begin with it. */
struct answer_terms {
    struct str at[ANSWER_TERMS_MAX];
    size_t n;
};
void answer_terms_read(struct arena *a, struct str typed, struct answer_terms *out);
/* All of them; none: every text. */
bool answer_terms_fit(struct arena *scratch, const struct answer_terms *t, struct str words);
/* Is that one word of a text among what was looked for? */
bool answer_terms_mark(struct arena *scratch, const struct answer_terms *t, struct str word);

#endif
