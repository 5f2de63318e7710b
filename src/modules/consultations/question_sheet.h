/*
 * question_sheet.h: the questions on paper (3.11, B.17): to print, as plain text, and as a
 * document; and what was filled in there, read again by its headings.
 *
 * A heading is a line "Question 4." with its words, or "Comment 3." for a paragraph: the number
 * is what it is found by.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_SHEET_H
#define MODULES_CONSULTATIONS_QUESTION_SHEET_H

#include "core/tpl/value.h"
#include "modules/consultations/question.h"

#define SHEET_CHARS 200000 /* of what is pasted back */

struct sheet {
    const struct question_form *form;
    struct str title;
    struct str address; /* of the consultation's page */
    struct str closes;  /* "11:59pm on Friday 11 December 2026" */
};

/* "Question 4"; of a paragraph "Comment 3"; empty: it asks nothing. */
struct str sheet_mark(struct arena *a, const struct question_form *f, const struct question *q);
/* "Choose one", "Choose from 1 to 3", "A whole number": how to answer. */
struct str sheet_how(struct arena *a, const struct question *q);
/* An option as it stands there: "Yes", "5 (Very well)". */
struct str sheet_option(struct arena *a, const struct question *q, size_t i);
/* "Only for those who answered Yes to question 1"; empty: for everybody. */
struct str sheet_route(struct arena *a, const struct question_form *f,
                       const struct question *q);

struct str sheet_text(struct arena *a, const struct sheet *s);
/* For templates: sections [section_title, intro, has_intro, is_equality, questions [id, mark,
 * has_mark, title, hint, has_hint, body, has_body, how, route, has_route, is_required, options,
 * has_options, has_other, is_long, is_short, is_paragraph, paragraph]]; intro and body as
 * typed; of these and of hint their lines without empty ones: intro_lines, body_lines,
 * hint_lines. The body of a paragraph is its text.
 */
void sheet_show(struct arena *a, const struct question_form *f, bool is_html, struct view *v);

/* --- pasted back --- */
struct sheet_part {
    const struct question *q;
    bool was_found;
    struct str value, other; /* as a draft keeps them, to be judged */
    struct str rest;         /* what stood there and was not understood */
};
struct sheet_answers {
    struct sheet_part *part; /* one for each question of the form, in its order */
    size_t n, n_found;
    struct str rest; /* words that stand under no question */
};
/* s: the sheet as it was given out, whose own lines are nobody's words. */
enum err sheet_read(struct arena *a, const struct sheet *s, struct str text,
                    struct sheet_answers *out) MUST_CHECK;

#endif
