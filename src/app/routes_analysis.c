/*
 * routes_analysis.c: the room of analysis: the coding frame. In which order the rooms stand:
 * routes.c.
 */
#include "app/route_rows.h"

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
};
const struct route_room coding_room = ROOM(rows_of_coding);
/* clang-format on */
