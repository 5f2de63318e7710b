/*
 * question_overtaken.h: what a form of a question or section showed, and what of it another
 * coordinator changed meanwhile (overtaken.h). Questions have no version of their own: a mark
 * of all their words stands in the form.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_OVERTAKEN_H
#define MODULES_CONSULTATIONS_QUESTION_OVERTAKEN_H

#include "modules/consultations/overtaken.h"
#include "modules/consultations/question.h"

struct str question_mark(struct arena *a, const struct question *q);
struct str section_mark(struct arena *a, const struct question_section *s);

/* Both as rows of the page. form: as it stands now, for names of sections and of questions. */
void question_compare(struct overtaken *o, struct arena *a, const struct question_form *form,
                      const struct question *mine, const struct question *theirs);
void section_compare(struct overtaken *o, const struct question_section *mine,
                     const struct question_section *theirs);

#endif
