/*
 * response_fields.h: all questions of a consultation on one page: for staff who type what came
 * another way (3.25), and for whoever corrects what staff typed (3.27). The same questions and
 * the same judge as respondents have; nothing is required, for a letter answers what it likes.
 */
#ifndef MODULES_RESPONSES_RESPONSE_FIELDS_H
#define MODULES_RESPONSES_RESPONSE_FIELDS_H

#include "core/web/form.h"
#include "modules/responses/response.h"

struct response_fields {
    struct ctx *c;
    struct form *f;
    struct view *v;
    struct question_form form;
    struct question_answer *typed;        /* by question of the form */
    const struct response_answer *stored; /* shown where nothing was posted */
    size_t n_stored;
    bool shows_stored;    /* also where something was posted */
    bool has_no_equality; /* those questions are not asked here */
};

/* The route of a POST declares F_ANSWERS("q", QUESTION_LONG_MOST). */
enum err response_fields_open(struct response_fields *k, struct ctx *c, struct form *f,
                              struct view *v, int64_t consultation_id) MUST_CHECK;
/* Posted answers, or the stored ones; cleaned and judged, each fault said beside its field. */
void response_fields_read(struct response_fields *k);
/* An answer for the question at that place of the form, where its field is empty. False: it is
 * not asked here, another answer stands there, or no choice fits it. */
bool response_fields_put(struct response_fields *k, size_t at,
                         const struct question_answer *answer);
/* A text for that question, below what is typed there: judged again. */
void response_fields_append(struct response_fields *k, int64_t question_id, struct str text);
/* Those that are answered, equality ones apart; and stored ones of questions not shown here. */
enum err response_fields_answers(const struct response_fields *k,
                                 struct response_new *out) MUST_CHECK;
/* Where to say that there is no answer at all. */
const char *response_fields_first(const struct response_fields *k);
size_t response_fields_count(const struct response_fields *k); /* answered */
/* `questions` and `paragraphs`, for templates/responses/fields; has_paragraphs. */
void response_fields_show(struct response_fields *k);
/* `answers` [title, words] and `carried` [name, value]: of a page that checks. */
void response_fields_say(struct response_fields *k);

#endif
