/*
 * question.h: the form of a consultation: sections of questions, who is asked which, and what
 * is a good answer. One place for the builder, the respondent's pages, staff who log a
 * response, files brought in, and the sheet on paper.
 *
 * A question is "q12" in forms, files and addresses (12: its id). Words stand in versions
 * (question_wording): once the consultation has responses a change makes a new version, which
 * the public history tells (3.10).
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_H
#define MODULES_CONSULTATIONS_QUESTION_H

#include "modules/consultations/consultation.h"

extern const struct sql_list question_sql;

#define QUESTIONS_MAX 400 /* of one consultation, paragraphs too */
#define QUESTION_OPTIONS_MAX 40
#define QUESTION_TITLE_CHARS 400
#define QUESTION_HINT_CHARS 1000
#define QUESTION_BODY_CHARS 8000
#define QUESTION_OPTION_CHARS 200
#define QUESTION_SHORT_CHARS 200 /* of an answer, where the question sets no limit */
#define QUESTION_LONG_CHARS 4000
#define QUESTION_LONG_MOST 20000
#define QUESTION_OTHER_CHARS 200

enum question_type {
    QUESTION_ONE,
    QUESTION_SEVERAL,
    QUESTION_SCALE,
    QUESTION_SHORT,
    QUESTION_LONG,
    QUESTION_NUMBER,
    QUESTION_DATE,
    QUESTION_FILE,
    QUESTION_INFORMATION, /* no answer */
    QUESTION_PARAGRAPH,   /* a comment on a paragraph of a document (3.12) */
    QUESTION_TYPE__MAX
};
const char *question_type_name(enum question_type t); /* "several": as stored */
struct str question_type_label(enum question_type t); /* "Choose several" */
bool question_type_from(struct str name, enum question_type *out);

struct question_option {
    struct str code, label;
};

struct question {
    int64_t id, section_id, document_id, paragraph;
    size_t section; /* index in the form */
    int64_t seq;
    enum question_type type;
    bool is_required, is_equality;
    int64_t only_if; /* id of an earlier question; 0: always asked */
    struct str only_if_options;
    struct str outcome;
    int64_t wording; /* version */
    struct str title, hint, body;
    struct question_option *option;
    size_t n_options;
    bool has_other; /* "Something else", whose code is "other" */
    int64_t least, most;
};

struct question_section {
    int64_t id, seq;
    struct str title, intro;
    bool is_equality;
};

struct question_form {
    int64_t consultation_id;
    struct question_section *section;
    size_t n_sections;
    struct question
        *question; /* in the order in which they are asked; removed ones are not there */
    size_t n;
};

/* Private rows: for drafts, previews, respondents and staff. Public pages read the rows of
 * consultation_public.h with question_form_public. */
enum err question_form_load(struct db *db, struct arena *a, int64_t consultation_id,
                            struct question_form *out) MUST_CHECK;
enum err question_form_public(struct db *db, struct arena *a, int64_t consultation_id,
                              struct question_form *out) MUST_CHECK;
/* NULL: none. By its name "q12". */
const struct question *question_find(const struct question_form *f, int64_t id);
const struct question *question_named(const struct question_form *f, struct str name);
struct str question_name(struct arena *a, const struct question *q); /* "q12" */
/* NULL: no such section, no such answer to choose ("other" is none). */
const struct question_section *question_section_of(const struct question_form *f, int64_t id);
const struct question_option *question_option_of(const struct question *q, struct str code);
/* "yes\tYes\nno\tNo\n" and back. */
enum err question_options_read(struct arena *a, struct str stored,
                               struct question *q) MUST_CHECK;
struct str question_options_text(struct arena *a, const struct question_option *o, size_t n);
/* The label of an option; of a scale or an unknown one the code itself. */
struct str question_option_label(const struct question *q, struct str code);
/* What a question is called in a list. Of a paragraph, whose title is its Markdown, number and
 * beginning: "Paragraph 3: Help on release. Nobody leaves custody…". */
struct str question_called(struct arena *a, const struct question *q);
/* The i-th as it is offered: a step of a scale with its number, "1 – Very hard". */
struct str question_option_offered(struct arena *a, const struct question *q, size_t i);
/* Minutes that answering takes, at least 1 (8.10). */
int64_t question_minutes(const struct question_form *f);
/* Those that are asked for an answer: no information, no paragraphs. */
size_t question_count(const struct question_form *f);
/* "Question 4": its place among those, as everybody counts them; 0: it has no number. */
size_t question_number(const struct question_form *f, const struct question *q);

/* --- answers --- */

/* Answers by name of field, as in a draft or a posted form: "q12", "q12_other". */
struct answer_source {
    struct str (*get)(void *arg, const char *field);
    void *arg;
};
/* Is it asked of whoever gave these answers? Also false when the question that it hangs on is
 * not asked. */
bool question_is_asked(const struct question_form *f, const struct question *q,
                       const struct answer_source *answers, struct arena *a);

/*
 * A typed answer, cleaned: option codes in the order of the question, a number without spaces,
 * a date as YYYY-MM-DD. `fault` is empty, or what is wrong in the words of interface.md section
 * 5: "Your answer must be 4,000 characters or fewer. You have written 4,212". An empty answer
 * is a fault only with `ask_required` and a required question. Files are judged where they are
 * uploaded: value is then not empty when there is one.
 */
struct question_answer {
    struct str value, other; /* in and out */
    struct str fault;        /* out */
    bool is_fault_of_other;  /* out: it stands at the words of "Something else" */
};
void question_judge(struct arena *a, const struct question *q, bool ask_required,
                    struct question_answer *x);
/* As people read it: "Housing on release, Something else: …"; "27 March 2026"; words as they
 * are. */
struct str question_answer_words(struct arena *a, const struct question *q, struct str value,
                                 struct str other);

#endif
