/*
 * routes_results.c: the rooms of results and of feedback: writing and reading them. In which
 * order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "modules/feedback/feedback_pages.h"
#include "modules/results/quote_pick.h"
#include "modules/results/result_pages.h"

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- results as everybody reads them (modules/results/result_pages.h) --- */
static const struct route rows_of_results[] = {
{ M_GET,  "/consultations/:slug/results.csv",  PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_csv_page },
{ M_GET,  "/consultations/:slug/results.json", PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_json_page },
{ M_GET,  "/consultations/:slug/results",      PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER, result_show_page },
{ M_GET,  "/consultations/:slug/report",       PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER, result_report_page },
{ M_GET,  "/consultations/:slug/report.odt",   PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_report_odt_page },
{ M_GET,  "/consultations/:slug/results/:table.svg", PUBLIC, PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_svg_page },
{ M_GET,  "/consultations/:slug/results/:table.csv", PUBLIC, PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_table_csv_page },
};
const struct route_room results_room = ROOM(rows_of_results);

/* --- writing them --- */
static const struct route rows_of_results_desk[] = {
{ M_GET,  "/coordinator/results/:slug",               MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), ROUTE_WAITS, result_desk_page },
{ M_POST, "/coordinator/results/:slug",               MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_INT("seen", 1000000000), F_LINE("title", RESULT_TITLE_CHARS), F_TEXT("summary", RESULT_TEXT_CHARS), F_TEXT("method", RESULT_TEXT_CHARS), Q_WORD("done")), 0, result_desk_post_page },
{ M_GET,  "/coordinator/results/:slug/publish",       MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), ROUTE_WAITS, result_publish_page },
{ M_POST, "/coordinator/results/:slug/publish",       MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_TEXT("note", RESULT_NOTE_CHARS)), 0, result_publish_post_page },
{ M_GET,  "/coordinator/results/:slug/quotes/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership"), Q_LINE("q", 100), Q_INT("page", QUOTE_PAGES_MAX), Q_WORD("done")), ROUTE_WAITS, quotes_page },
{ M_POST, "/coordinator/results/:slug/quotes/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership"), Q_LINE("q", 100), Q_INT("page", QUOTE_PAGES_MAX), Q_WORD("done"), F_INT("drop", INT64_MAX), F_LINE("answer", 100), F_TEXT("passage", QUOTE_CHARS)), 0, quotes_post_page },
{ M_GET,  "/coordinator/results/:slug/report",        MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), ROUTE_WAITS, result_preview_page },
{ M_GET,  "/coordinator/results/:slug/report.odt",    MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), ROUTE_WAITS, result_preview_odt_page },
{ M_GET,  "/coordinator/results/:slug/tables/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership")), ROUTE_WAITS, result_table_page },
{ M_POST, "/coordinator/results/:slug/tables/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership"), F_LINE("finding", RESULT_FINDING_CHARS), F_TEXT("words", RESULT_WORDS_CHARS), F_WORDS("left_out")), 0, result_table_post_page },
};
const struct route_room results_desk_room = ROOM(rows_of_results_desk);

/* --- you said, we did (modules/feedback/feedback_pages.h) --- */
#define SAID_FILTERS Q_LINE("q", FEEDBACK_SEARCH_CHARS), Q_SLUG("partnership"), Q_WORD("outcome"), Q_WORD("decision")
#define ANSWER_FIELDS F_WORD("seen"), F_INT("theme", 1000000000), F_TEXT("asked", FEEDBACK_ASKED_CHARS), F_TEXT("said", FEEDBACK_SAID_CHARS), F_WORD("decision"), F_TEXT("did", FEEDBACK_DID_CHARS), F_TEXT("reason", FEEDBACK_REASON_CHARS), F_LINE("plan", FEEDBACK_PLAN_CHARS), F_LINE("plan_url", FEEDBACK_URL_CHARS), F_TEXT("why", FEEDBACK_WHY_CHARS)
static const struct route rows_of_feedback[] = {
{ M_GET,  "/you-said",                                PUBLIC, PARAMS(SAID_FILTERS, Q_INT("page", FEEDBACK_PAGES_MAX)), ROUTE_REMEMBER, you_said_page },
{ M_GET,  "/you-said.atom",                           PUBLIC, PARAMS(SAID_FILTERS), ROUTE_REMEMBER | ROUTE_DATA, you_said_feed_page },
};
const struct route_room feedback_room = ROOM(rows_of_feedback);

/* "/new" and "/publish" stand before the number of one */
static const struct route rows_of_feedback_desk[] = {
{ M_GET,  "/coordinator/results/:slug/feedback",         MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, feedback_desk_page },
{ M_POST, "/coordinator/results/:slug/feedback",         MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_INT("up", 1000000000), F_INT("down", 1000000000)), 0, feedback_desk_post_page },
{ M_GET,  "/coordinator/results/:slug/feedback/new",     MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("theme", 1000000000)), 0, feedback_new_page },
{ M_POST, "/coordinator/results/:slug/feedback/new",     MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), ANSWER_FIELDS), 0, feedback_new_post_page },
{ M_GET,  "/coordinator/results/:slug/feedback/publish", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, feedback_publish_page },
{ M_POST, "/coordinator/results/:slug/feedback/publish", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_WORD("seen")), 0, feedback_publish_post_page },
{ M_GET,  "/coordinator/results/:slug/feedback/:id",     MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", 1000000000), Q_SLUG("partnership")), 0, feedback_edit_page },
{ M_POST, "/coordinator/results/:slug/feedback/:id",     MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", 1000000000), Q_SLUG("partnership"), ANSWER_FIELDS), 0, feedback_edit_post_page },
{ M_GET,  "/coordinator/results/:slug/feedback/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", 1000000000), Q_SLUG("partnership")), 0, feedback_remove_page },
{ M_POST, "/coordinator/results/:slug/feedback/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", 1000000000), Q_SLUG("partnership"), F_WORD("seen"), F_TEXT("why", FEEDBACK_WHY_CHARS)), 0, feedback_remove_post_page },
};
const struct route_room feedback_desk_room = ROOM(rows_of_feedback_desk);
