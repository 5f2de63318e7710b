/*
 * routes_plans.c: the room of plans: cycles, whom they involve, who would be left out. In which
 * order the rooms stand: routes.c.
 */
#include "app/route_rows.h"

#include "modules/bodies/contact_event.h"
#include "modules/bodies/desk_filter.h"
#include "modules/plans/plan_body.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_public_pages.h"
#include "modules/plans/plan_publish.h"

#define PLAN_FIELDS                                                                            \
    F_LINE("title", PLAN_TITLE_CHARS), F_TEXT("summary", PLAN_SUMMARY_CHARS),                  \
        F_LINE("url", PLAN_URL_CHARS), F_LINE("tries", 4), F_WORDS("area"), F_WORD("reason"),  \
        F_LINE("start_day", 10), F_LINE("start_month", 20), F_LINE("start_year", 10),          \
        F_LINE("end_day", 10), F_LINE("end_month", 20), F_LINE("end_year", 10),                \
        F_LINE("publish_day", 10), F_LINE("publish_month", 20), F_LINE("publish_year", 10),    \
        F_INT("version", INT64_MAX)
#define PLAN_TRY_FIELDS                                                                        \
    F_WORD("what"), F_WORD("channel"), F_LINE("try_day", 10), F_LINE("try_month", 20),         \
        F_LINE("try_year", 10), F_WORD("delivery"), F_TEXT("summary", CONTACT_SUMMARY_CHARS),  \
        F_WORD("answer")

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- what everybody reads of plans (modules/plans/plan_public_pages.h) --- */
static const struct route rows_of_public_plans[] = {
{ M_GET,  "/plans",                           PUBLIC, NO_PARAMS, ROUTE_REMEMBER, plans_public_page },
{ M_GET,  "/plans/:id",                       PUBLIC, PARAMS(P_INT("id", INT64_MAX)), ROUTE_REMEMBER, plan_public_page },
{ M_GET,  "/partnerships/:slug/plans",        PUBLIC, PARAMS(P_SLUG("slug")), ROUTE_REMEMBER, plans_of_partnership_page },
};
const struct route_room public_plans_room = ROOM(rows_of_public_plans);

/* --- plan cycles (modules/plans/plan_pages.h) --- */
static const struct route rows_of_plans[] = {
{ M_GET,  "/coordinator/plans",               MAY(PLAN_DECIDE), PARAMS(Q_SLUG("partnership"), Q_WORD("done")), 0, plan_list_page },
{ M_GET,  "/coordinator/plans/new",           MAY(PLAN_DECIDE), PARAMS(Q_SLUG("partnership"), Q_WORD("made"), Q_WORD("done")), 0, plan_new_page },
{ M_POST, "/coordinator/plans/new",           MAY(PLAN_DECIDE), PARAMS(Q_SLUG("partnership"), Q_WORD("made"), Q_WORD("done"), PLAN_FIELDS), 0, plan_new_post_page },
{ M_GET,  "/coordinator/plans/:id",           MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_show_page },
{ M_POST, "/coordinator/plans/:id",           MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("stage"), F_INT("version", INT64_MAX)), 0, plan_show_post_page },
{ M_GET,  "/coordinator/plans/:id/edit",      MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_edit_page },
{ M_POST, "/coordinator/plans/:id/edit",      MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), PLAN_FIELDS), 0, plan_edit_post_page },
{ M_GET,  "/coordinator/plans/:id/dates/:step", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_LINE("step", 20), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_date_page },
{ M_POST, "/coordinator/plans/:id/dates/:step", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_LINE("step", 20), Q_SLUG("partnership"), Q_WORD("done"), F_LINE("due_day", 10), F_LINE("due_month", 20), F_LINE("due_year", 10), F_LINE("done_day", 10), F_LINE("done_month", 20), F_LINE("done_year", 10)), 0, plan_date_post_page },
/* the long list */
{ M_GET,  "/coordinator/plans/:id/bodies",    MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("status"), Q_WORD("likely"), Q_LINE("words", 100), Q_INT("page", 1000), Q_WORD("done")), 0, plan_bodies_page },
{ M_POST, "/coordinator/plans/:id/bodies",    MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("status"), Q_WORD("likely"), Q_LINE("words", 100), Q_INT("page", 1000), Q_WORD("done"), F_WORD("do"), F_WORDS("body"), F_TEXT("reason", PLAN_REASON_CHARS)), 0, plan_bodies_post_page },
{ M_GET,  "/coordinator/plans/:id/bodies/add", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("to"), Q_WORD("from"), Q_WORD("choose"), Q_WORD("done"), DESK_FILTERS), ROUTE_WAITS, plan_add_page },
{ M_POST, "/coordinator/plans/:id/bodies/add", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("to"), Q_WORD("from"), Q_WORD("choose"), Q_WORD("done"), DESK_FILTERS), 0, plan_add_post_page },
{ M_GET,  "/coordinator/plans/:id/bodies/:body", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_INT("body", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_body_page },
{ M_POST, "/coordinator/plans/:id/bodies/:body", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_INT("body", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_INT("version", INT64_MAX), F_WORD("likely"), F_LINE("likely_reason", PLAN_REASON_CHARS), F_WORD("act"), F_LINE("act_reason", PLAN_REASON_CHARS), F_LINE("took_part", PLAN_PART_CHARS), F_LINE("stages", PLAN_PART_CHARS), F_WORD("naming"), F_LINE("except_reason", PLAN_REASON_CHARS), F_LINE("suitable_reason", PLAN_REASON_CHARS)), 0, plan_body_post_page },
{ M_GET,  "/coordinator/plans/:id/bodies/:body/try", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_INT("body", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_try_page },
{ M_POST, "/coordinator/plans/:id/bodies/:body/try", MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), P_INT("body", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), PLAN_TRY_FIELDS), 0, plan_try_post_page },
/* what is still to be done */
{ M_GET,  "/coordinator/plans/:id/efforts",   MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_efforts_page },
{ M_POST, "/coordinator/plans/:id/efforts",   MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORDS("body"), PLAN_TRY_FIELDS), 0, plan_efforts_post_page },
{ M_GET,  "/coordinator/plans/:id/missing",   MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_missing_page },
{ M_GET,  "/coordinator/plans/:id/publish",   MAY(PLAN_SIGN), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_publish_page },
{ M_POST, "/coordinator/plans/:id/publish",   MAY(PLAN_SIGN), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_LINE("url", PLAN_URL_CHARS), F_LINE("published_day", 10), F_LINE("published_month", 20), F_LINE("published_year", 10), F_INT("version", INT64_MAX)), 0, plan_publish_post_page },
{ M_GET,  "/coordinator/plans/:id/copies",    MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, plan_copies_page },
{ M_POST, "/coordinator/plans/:id/copies",    MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_INT("copy", INT64_MAX), F_WORD("what"), F_WORD("how"), F_LINE("sent_day", 10), F_LINE("sent_month", 20), F_LINE("sent_year", 10), F_TEXT("note", PLAN_NOTE_CHARS)), 0, plan_copies_post_page },
{ M_POST, "/coordinator/plans/:id/missing",   MAY(PLAN_DECIDE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORDS("body"), PLAN_TRY_FIELDS), 0, plan_missing_post_page },
};
const struct route_room plans_room = ROOM(rows_of_plans);
/* clang-format on */
