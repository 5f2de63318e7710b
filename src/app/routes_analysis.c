/*
 * routes_analysis.c: the room of analysis: the coding frame, the reading desk. In which order
 * the rooms stand: routes.c.
 */
#include "app/route_rows.h"

#include "modules/analysis/answer_search.h"
#include "modules/analysis/coding_export.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/reading_pages.h"
#include "modules/analysis/search_pages.h"
#include "modules/analysis/second_pages.h"
#include "modules/analysis/theme.h"
#include "modules/analysis/theme_pages.h"

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- the coding frame (modules/analysis/theme_pages.h) --- */
static const struct route rows_of_coding[] = {
{ M_GET,  "/coordinator/consultations/:slug/coding/frame", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, theme_frame_page },
{ M_POST, "/coordinator/consultations/:slug/coding/frame", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_LINE("name", THEME_NAME_CHARS), F_TEXT("definition", THEME_DEFINITION_CHARS), F_INT("question", INT64_MAX)), 0, theme_frame_post_page },
{ M_GET,  "/coordinator/consultations/:slug/coding/frame/:id", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, theme_page },
{ M_POST, "/coordinator/consultations/:slug/coding/frame/:id", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_INT("version", INT64_MAX), F_LINE("name", THEME_NAME_CHARS), F_TEXT("definition", THEME_DEFINITION_CHARS), F_TEXT("reason", THEME_REASON_CHARS), F_INT("into", INT64_MAX)), 0, theme_post_page },
/* the reading desk (modules/analysis/reading_pages.h) */
{ M_GET,  "/coordinator/consultations/:slug/coding", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, reading_desk_page },
{ M_POST, "/coordinator/consultations/:slug/coding", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_WORD("do")), 0, coding_export_post_page },
{ M_GET,  "/coordinator/consultations/:slug/coding/read", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("question", INT64_MAX), Q_INT("answer", INT64_MAX), Q_INT("after", INT64_MAX), Q_WORD("layer"), Q_WORD("done")), 0, reading_answer_page },
{ M_POST, "/coordinator/consultations/:slug/coding/read", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("question", INT64_MAX), Q_INT("after", INT64_MAX), Q_WORD("layer"), Q_WORD("done"), F_INT("answer", INT64_MAX), F_INT("version", INT64_MAX), F_LINE("seen", 64), F_WORDS("theme"), F_WORDS("keep"), F_TEXT("passage", READING_PASSAGE_CHARS), F_WORDS("passage_theme"), F_TEXT("note", READING_NOTE_CHARS), F_TEXT("extract", READING_NOTE_CHARS), F_WORD("do")), 0, reading_answer_post_page },
/* looking through answers (modules/analysis/search_pages.h) */
{ M_GET,  "/coordinator/consultations/:slug/coding/search", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_LINE("q", ANSWER_SEARCH_CHARS), Q_INT("question", INT64_MAX), Q_WORD("who"), Q_SLUG("area"), Q_WORD("channel"), Q_WORD("theme"), Q_INT("page", 2000)), ROUTE_WAITS, answer_search_page },
{ M_GET,  "/coordinator/consultations/:slug/coding/words", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_LINE("q", ANSWER_SEARCH_CHARS), Q_INT("question", INT64_MAX), Q_WORD("who"), Q_SLUG("area"), Q_WORD("channel"), Q_WORD("theme")), ROUTE_WAITS, answer_words_page },
{ M_GET,  "/coordinator/consultations/:slug/coding/cross", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("row"), Q_WORD("col"), Q_LINE("q", ANSWER_SEARCH_CHARS), Q_INT("question", INT64_MAX), Q_WORD("who"), Q_SLUG("area"), Q_WORD("channel"), Q_WORD("theme")), ROUTE_WAITS, cross_table_page },
{ M_GET,  "/coordinator/consultations/:slug/coding/cross.csv", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("row"), Q_WORD("col"), Q_LINE("q", ANSWER_SEARCH_CHARS), Q_INT("question", INT64_MAX), Q_WORD("who"), Q_SLUG("area"), Q_WORD("channel"), Q_WORD("theme")), ROUTE_WAITS, cross_table_csv_page },
/* the second reading of a sample (modules/analysis/second_pages.h) */
{ M_GET,  "/coordinator/consultations/:slug/coding/second", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("page", 1000), Q_WORD("done")), ROUTE_WAITS, second_reading_page },
{ M_POST, "/coordinator/consultations/:slug/coding/second", MAY(ANSWER_TAG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("page", 1000), Q_WORD("done"), F_WORD("do"), F_LINE("n", 10), F_INT("question", INT64_MAX)), 0, second_reading_post_page },
};
const struct route_room coding_room = ROOM(rows_of_coding);
/* clang-format on */
