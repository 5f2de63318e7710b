/*
 * response_desk.h: the staff's pages of responses (features 3.26, 3.30, 3.31, 3.42): the list
 * of a consultation with its figures, one response, what is decided about it, the file.
 *
 * Coordinators and analysts of every partnership that asks read them (CAP_RESPONSE_READ);
 * deciding and mending is the coordinators' (CAP_RESPONSE_LOG). A foreign one is answered as
 * one that does not exist (S10). How to reach a respondent is shown to coordinators only.
 */
#ifndef MODULES_RESPONSES_RESPONSE_DESK_H
#define MODULES_RESPONSES_RESPONSE_DESK_H

#include "core/web/form.h"
#include "modules/responses/response_find.h"

extern const struct sql_list response_export_sql;

/* The parameters by which the list is filtered, of an address or a form. */
#define RESPONSE_FILTERS(WORD) WORD("status"), WORD("channel"), WORD("counting"), WORD("late")

struct response_desk {
    struct ctx *c;
    struct consultation x;
    struct response r;
    bool may_change;
    struct view *page;
};

/* The response that :reference names, and its consultation; page_new with what all pages of one
 * response show: reference, from, title, response_href. */
enum err response_desk_open(struct ctx *c, enum capability cap,
                            struct response_desk *out) MUST_CHECK;
/* "/coordinator/responses/FIF-7K3M-92Q2/note" for "/note". */
struct str response_desk_path(struct arena *a, struct str receipt, const char *ending);
struct str response_list_path(struct arena *a, struct str consultation_slug);
/* "Kingdom Throughcare": the organisation, the entry, the person, or that there is no name. */
struct str response_from_words(struct arena *a, const struct response_row *r);
struct str response_who_words(struct str who);
struct str response_publish_words(struct str choice);
struct str response_late_words(struct str late);
/* The Tag of a row or page: label and class. What is left out says so before how far it is. */
struct response_tag {
    struct str label;
    const char *tag;
};
struct response_tag response_tag(struct str handling, struct str counting, struct str late);
/* Whether staff can mend what was answered to it: no file, and nothing of equality. */
bool response_answer_is_mended(const struct question *q);
/* "22 Nov 2026" under `date`, "2026-11-22" under `iso`. */
struct str response_day_words(struct arena *a, struct str day); /* of "2026-11-23" */
void response_show_day(struct view *v, symbol date, symbol iso, struct str day,
                       struct arena *a);

enum err response_list_page(struct ctx *c) MUST_CHECK;
enum err response_find_page(struct ctx *c) MUST_CHECK;
enum err response_list_post_page(struct ctx *c) MUST_CHECK; /* the file, looking for likes */
enum err response_csv_page(struct ctx *c) MUST_CHECK;
enum err response_show_page(struct ctx *c) MUST_CHECK;
enum err response_act_page(struct ctx *c) MUST_CHECK;
enum err response_act_post_page(struct ctx *c) MUST_CHECK;
enum err response_alike_page(struct ctx *c) MUST_CHECK;
enum err response_alike_post_page(struct ctx *c) MUST_CHECK;
enum err response_answer_page(struct ctx *c) MUST_CHECK;
enum err response_answer_post_page(struct ctx *c) MUST_CHECK;

#endif
