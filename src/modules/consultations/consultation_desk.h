/*
 * consultation_desk.h: consultations in the workspace, beside their own pages.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_DESK_H
#define MODULES_CONSULTATIONS_CONSULTATION_DESK_H

#include "modules/consultations/consultation.h"
#include "modules/partnerships/own.h"

extern const struct sql_list consultation_desk_sql;

/* Of a partnership: open_consultations [title, href, closes_words, n_responses] and
 * has_open_consultations, for the home of the workspace. */
enum err consultation_desk_open_ones(struct ctx *c, const struct own *own,
                                     struct view *page) MUST_CHECK;

#endif
