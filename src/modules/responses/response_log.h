/*
 * response_log.h: staff log a response given by email, letter, phone, at a meeting or event, on
 * social media (3.25, 3.26, 3.29, B.8): on the form that respondents have, with how and when it
 * came, where the original is, and who typed it.
 *
 * CAP_RESPONSE_LOG in one of the partnerships that ask. An event is one response, with the
 * organisations that were there; people are counted at the event.
 */
#ifndef MODULES_RESPONSES_RESPONSE_LOG_H
#define MODULES_RESPONSES_RESPONSE_LOG_H

#include "modules/bodies/body.h"
#include "modules/consultations/question_sheet.h"
#include "modules/responses/response_fields.h"
#include "modules/files/file.h"
#include "modules/partnerships/area.h"

extern const struct sql_list response_log_sql;

#define LOG_MATCHES_MAX 6
#define LOG_EVENTS_MAX 100
#define LOG_REPRESENTS_MAX 10000000

struct log_event {
    int64_t id, starts_at_s, n_people;
    struct str title, receipt; /* receipt of its response; empty: none yet */
};

/* One form, from fields to response. */
struct response_log {
    struct ctx *c;
    struct consultation x;
    struct view *v;
    struct form *f;
    struct response_fields fields;
    struct area_list areas; /* of the consultation */
    struct log_event *event;
    size_t n_events;
    struct body_match match[LOG_MATCHES_MAX];
    size_t n_matches;
    bool is_late, is_early;
    struct response_new new;
    struct response_body body[RESPONSE_BODIES_MAX]; /* present at the event */
    struct file_upload original;
    struct str themes; /* what was said there */
    /* of a question sheet that was pasted */
    bool has_sheet, has_unplaced; /* unplaced: for the whole text */
    size_t n_read;
    struct str letter; /* the whole text: as typed, and what was not placed */
};

/* --- response_log_read.c --- */
enum err response_log_events(struct response_log *k) MUST_CHECK;
/* Judges all that was posted into k->new; faults stand in the form. */
enum err response_log_read(struct response_log *k) MUST_CHECK;
/* The answers alone, and which fields some forms have and others do not: for the form that is
 * shown again before it is judged. */
enum err response_log_reread(struct response_log *k) MUST_CHECK;
/* --- response_log_sheet.c --- */
/* A question sheet that was filled in elsewhere (B.17), after the fields were read: its answers
 * go into empty fields; what stands elsewhere or is not understood goes into the whole text. */
enum err response_log_sheet(struct response_log *k) MUST_CHECK;
/* --- response_log_show.c --- */
void response_log_show(struct response_log *k);  /* the form */
void response_log_check(struct response_log *k); /* what was typed, to be checked */

enum err response_log_page(struct ctx *c) MUST_CHECK;
enum err response_log_post_page(struct ctx *c) MUST_CHECK;
enum err response_logged_page(struct ctx *c) MUST_CHECK;

#endif
