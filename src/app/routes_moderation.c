/*
 * routes_moderation.c: the room of moderation: the queue, decisions, release, and published
 * responses. In which order it stands: routes.c.
 */
#include "app/route_rows.h"

#include "modules/moderation/moderation_pages.h"

#define PUBLISHED_FILTERS                                                                      \
    Q_LINE("q", PUBLISHED_WORDS_CHARS), Q_WORD("kind"), Q_INT("question", INT64_MAX)
#define QUEUE_FILTERS                                                                          \
    Q_SLUG("partnership"), Q_WORD("state"), Q_INT("question", INT64_MAX), Q_WORD("hints"),     \
        Q_INT("page", MODERATION_FOUND_MAX), Q_WORD("done")

/* clang-format off */
/* --- answers prepared for publication, and published (modules/moderation/moderation_pages.h). "/redact" stands before the desk's :action --- */
static const struct route rows_of_moderation[] = {
{ M_GET,  "/moderation-policy",                  PUBLIC, NO_PARAMS,                        ROUTE_REMEMBER, moderation_policy_page },
{ M_GET,  "/consultations/:slug/responses",      PUBLIC, PARAMS(P_SLUG("slug"), PUBLISHED_FILTERS, Q_INT("page", PUBLISHED_PAGES_MAX)), ROUTE_REMEMBER, published_list_page },
{ M_GET,  "/consultations/:slug/responses.csv",  PUBLIC, PARAMS(P_SLUG("slug")),           ROUTE_REMEMBER | ROUTE_DATA, published_csv_page },
{ M_GET,  "/consultations/:slug/responses.json", PUBLIC, PARAMS(P_SLUG("slug")),           ROUTE_REMEMBER | ROUTE_DATA, published_json_page },
{ M_GET,  "/consultations/:slug/responses/:no",  PUBLIC, PARAMS(P_SLUG("slug"), P_INT("no", INT64_MAX)), 0, published_one_page },
{ M_GET,  "/coordinator/consultations/:slug/moderation", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), QUEUE_FILTERS), 0, moderation_queue_page },
{ M_POST, "/coordinator/consultations/:slug/moderation", MAY(ANSWER_PUBLISH), PARAMS(P_SLUG("slug"), QUEUE_FILTERS, F_WORD("do"), F_WORDS("answer"), F_WORD("way"), F_WORD("reason"), F_WORD("two"), F_WORD("tell")), 0, moderation_queue_post_page },
{ M_GET,  "/r/open/mend",                        LINK(RESPONSE), PARAMS(Q_WORD("done")),   0, mend_page },
{ M_POST, "/r/open/mend",                        LINK(RESPONSE), PARAMS(Q_WORD("done"), F_ANSWERS("q", QUESTION_LONG_MOST)), 0, mend_post_page },
{ M_GET,  "/coordinator/consultations/:slug/release", MAY(RELEASE_SECOND), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, release_page },
{ M_POST, "/coordinator/consultations/:slug/release", MAY(RELEASE_SECOND), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_WORDS("answer"), F_TEXT("words", MODERATION_NOTE_CHARS)), 0, release_post_page },
{ M_GET,  "/coordinator/responses/:reference/redact", MAY(ANSWER_PUBLISH), PARAMS(P_FILE("reference"), Q_WORD("done")), 0, redact_page },
{ M_POST, "/coordinator/responses/:reference/redact", MAY(ANSWER_PUBLISH), PARAMS(P_FILE("reference"), Q_WORD("done"), F_WORD("do"), F_ANSWERS("q", QUESTION_LONG_MOST)), 0, redact_post_page },
};
const struct route_room moderation_room = ROOM(rows_of_moderation);
/* clang-format on */
