/*
 * routes_results.c: the room of results: writing and reading them. In which order they stand:
 * routes.c.
 */
#include "app/route_rows.h"

#include "modules/results/result_pages.h"

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- results as everybody reads them (modules/results/result_pages.h) --- */
static const struct route rows_of_results[] = {
{ M_GET,  "/consultations/:slug/results.csv",  PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_csv_page },
{ M_GET,  "/consultations/:slug/results.json", PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER | ROUTE_DATA, result_json_page },
{ M_GET,  "/consultations/:slug/results",      PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("version", 1000)), ROUTE_REMEMBER, result_show_page },
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
{ M_GET,  "/coordinator/results/:slug/tables/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership")), ROUTE_WAITS, result_table_page },
{ M_POST, "/coordinator/results/:slug/tables/:table", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), P_SLUG("table"), Q_SLUG("partnership"), F_LINE("finding", RESULT_FINDING_CHARS), F_TEXT("words", RESULT_WORDS_CHARS), F_WORDS("left_out")), 0, result_table_post_page },
};
const struct route_room results_desk_room = ROOM(rows_of_results_desk);
