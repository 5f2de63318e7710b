/*
 * consultation_view.h: how consultations stand on public pages: labels of their codes, when
 * they open and close, a row of a list.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_VIEW_H
#define MODULES_CONSULTATIONS_CONSULTATION_VIEW_H

#include "modules/bodies/body_view.h"
#include "modules/consultations/consultation_shown.h"

/* The lists by whose words codes are shown; public tables, read once a page. */
struct consultation_labels {
    struct body_labels all; /* topics, outcomes, areas */
    struct list_words audiences;
};
enum err consultation_labels_load(struct db *db, struct arena *a,
                                  struct consultation_labels *out) MUST_CHECK;

/* "Closes in 19 days", "11:59pm on Friday 11 December 2026", for <time>. */
struct consultation_when {
    struct str words, full, iso;
};
struct consultation_when consultation_when(struct arena *a, const struct consultation_shown *x,
                                           int64_t now_s);
/* Whole days in Scotland from now to then: 0 today, 1 tomorrow. */
int64_t consultation_days_to(int64_t now_s, int64_t then_s);
/* Closed, neither results nor what happened because of them published, and the day promised is
 * past (B.13, 3.53). */
bool consultation_is_overdue(const struct consultation_shown *x, int64_t now_s);
/* "6 questions, about 15 minutes"; empty: nothing is known of its questions. */
struct str consultation_asks(struct arena *a, const struct consultation_shown *x);

/* A row: href, title, summary, reference, partnership, areas_line, state_label, state_tag,
 * when, when_full, when_iso, asks (empty: not known), is_invited_only, results (the day
 * promised, once it is closed; or null), results_iso, is_overdue. */
void consultation_row_view(struct ctx *c, const struct consultation_labels *labels,
                           const struct consultation_shown *x, struct view *v);
/* state_label and state_tag: "Opens on 5 October 2026" of one that is to come. */
void consultation_state_view(struct ctx *c, const struct consultation_shown *x, struct view *v);

#endif
