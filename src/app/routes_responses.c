/*
 * routes_responses.c: the rooms of responses: answering, invitations, what comes another way,
 * the list staff work with. In which order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "modules/bodies/desk_filter.h"
#include "modules/consultations/question_sheet.h"
#include "modules/invitations/invited.h"
#include "modules/invitations/invited_pages.h"
#include "modules/responses/coverage_pages.h"
#include "modules/people/mailed_link.h"
#include "modules/responses/body_response_pages.h"
#include "modules/responses/own_response.h"
#include "modules/responses/read_back.h"
#include "modules/responses/respond.h"
#include "modules/responses/response.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_file.h"
#include "modules/responses/response_import.h"
#include "modules/responses/response_log.h"
#include "modules/responses/sheet_paste_pages.h"

/* A response that staff log (modules/responses/response_log.h). */
#define RESPONSE_LOG_FIELDS                                                                    \
    F_WORD("channel"), F_LINE("received_day", 20), F_LINE("received_month", 20),               \
        F_LINE("received_year", 20), F_WORD("late"),                                           \
        F_TEXT("late_reason", RESPONSE_REASON_CHARS),                                          \
        F_LINE("source_ref", RESPONSE_SOURCE_CHARS), F_WORD("read_back"), F_LINE("event", 20), \
        F_WORD("who"), F_LINE("organisation", RESPONSE_ORGANISATION_CHARS),                    \
        F_LINE("number", 20), F_SLUG("body_pick"), F_LINE("name", RESPONSE_NAME_CHARS),        \
        F_LINE("role_title", RESPONSE_ROLE_CHARS), F_EMAIL("email"),                           \
        F_LINE("phone", RESPONSE_PHONE_CHARS), F_TEXT("address", RESPONSE_ADDRESS_CHARS),      \
        F_WORDS("areas"), F_LINE("represents", 20),                                            \
        F_TEXT("gathered", RESPONSE_GATHERED_CHARS), F_TEXT("letter", QUESTION_LONG_MOST),     \
        F_WORD("letter_to"), F_TEXT("sheet", SHEET_CHARS), F_ANSWERS("q", QUESTION_LONG_MOST), \
        F_WORD("publish"), F_WORD("naming"), F_WORD("may_contact"), F_LINE("file", 200),       \
        F_WORD("step")

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- answering without an account (modules/responses/respond.h) --- */
static const struct route rows_of_respond[] = {
{ M_GET,  "/consultations/:slug/respond/:step/files", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step")), ROUTE_NOINDEX, respond_file_page },
{ M_POST, "/consultations/:slug/respond/:step/files", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), F_LINE("file", 200), F_KEY("remove")), ROUTE_UPLOAD | ROUTE_NOINDEX, respond_file_post_page },
{ M_GET,  "/consultations/:slug/respond/:step/files/:code", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), P_KEY("code")), ROUTE_WAITS | ROUTE_NOINDEX, respond_file_get_page },
{ M_GET,  "/consultations/:slug/respond",         PUBLIC, PARAMS(P_SLUG("slug"), Q_SEALED("begun")), ROUTE_NOINDEX, respond_start_page },
/* anybody may answer an open consultation (3.14) */
{ M_POST, "/consultations/:slug/respond",         PUBLIC, PARAMS(P_SLUG("slug"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_BEGINS | ROUTE_NOINDEX, respond_start_post_page },
{ M_GET,  "/consultations/:slug/respond/save",    LINK(DRAFT), PARAMS(P_SLUG("slug"), Q_SEALED("r")), 0, respond_save_page },
{ M_POST, "/consultations/:slug/respond/save",    LINK(DRAFT), PARAMS(P_SLUG("slug"), Q_SEALED("r"), F_EMAIL("email"), F_WORD("do")), 0, respond_save_post_page },
{ M_GET,  "/consultations/:slug/respond/late",    LINK(DRAFT), PARAMS(P_SLUG("slug")), 0, respond_late_page },
{ M_POST, "/consultations/:slug/respond/late",    LINK(DRAFT), PARAMS(P_SLUG("slug"), F_TEXT("reason", RESPONSE_REASON_CHARS)), 0, respond_late_post_page },
{ M_GET,  "/consultations/:slug/respond/check",   LINK(DRAFT), PARAMS(P_SLUG("slug")), 0, respond_check_page },
{ M_POST, "/consultations/:slug/respond/check",   LINK(DRAFT), PARAMS(P_SLUG("slug"), F_LINE("website", 200)), ROUTE_FINAL, respond_check_post_page },
{ M_GET,  "/consultations/:slug/respond/sent",    LINK(DRAFT), PARAMS(P_SLUG("slug"), Q_SEALED("r")), 0, respond_sent_page },
{ M_GET,  "/consultations/:slug/respond/paste", LINK(DRAFT), PARAMS(P_SLUG("slug")), 0, sheet_paste_page },
{ M_POST, "/consultations/:slug/respond/paste", LINK(DRAFT), PARAMS(P_SLUG("slug"), F_WORD("do"), F_TEXT("sheet", SHEET_CHARS)), 0, sheet_paste_post_page },
{ M_GET,  "/consultations/:slug/respond/:step",   LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), Q_WORD("back")), 0, respond_step_page },
{ M_POST, "/consultations/:slug/respond/:step",   LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), Q_WORD("back"), F_WORD("do"), RESPOND_FIELDS), ROUTE_SAVES, respond_step_post_page },
{ M_POST, RESPOND_AUTOSAVE,                       LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), F_INT("no", 1000000000), RESPOND_FIELDS), ROUTE_SAVES, respond_autosave_page },
{ M_GET,  "/r",                                   PUBLIC, NO_PARAMS,                    ROUTE_NOINDEX, own_ask_page },
/* whoever lost the link to a response has no account (S51) */
{ M_POST, "/r",                                   PUBLIC, PARAMS(F_LINE("receipt", 40), F_EMAIL("email"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, own_ask_post_page },
{ M_GET,  "/r/sent",                              PUBLIC, NO_PARAMS,                    ROUTE_NOINDEX, own_ask_sent_page },
{ M_GET,  "/r/open",                              LINK(RESPONSE), PARAMS(Q_WORD("done")), 0, own_open_page },
{ M_GET,  "/r/open/change",                       LINK(RESPONSE), NO_PARAMS,            0, own_change_page },
{ M_POST, "/r/open/change",                       LINK(RESPONSE), NO_PARAMS,            0, own_change_post_page },
{ M_GET,  "/r/open/files/:code",                  LINK(RESPONSE), PARAMS(P_KEY("code")), ROUTE_WAITS, own_file_page },
{ M_GET,  "/r/open/publish",                      LINK(RESPONSE), NO_PARAMS,            0, own_publish_page },
{ M_POST, "/r/open/publish",                      LINK(RESPONSE), PARAMS(F_WORD("publish")), 0, own_publish_post_page },
{ M_GET,  "/r/open/withdraw",                     LINK(RESPONSE), NO_PARAMS,            0, own_withdraw_page },
{ M_POST, "/r/open/withdraw",                     LINK(RESPONSE), NO_PARAMS,            0, own_withdraw_post_page },
{ M_GET,  "/r/open/reply",                        LINK(RESPONSE), NO_PARAMS,            0, own_reply_page },
{ M_POST, "/r/open/reply",                        LINK(RESPONSE), PARAMS(F_TEXT("reply", OWN_RESPONSE_REPLY_CHARS)), 0, own_reply_post_page },
{ M_GET,  "/r/:key",                              PUBLIC, PARAMS(P_KEY("key")),       ROUTE_NOINDEX, respond_key_page },
/* the key in the address says whose it is (S51) */
{ M_POST, "/r/:key",                              PUBLIC, PARAMS(P_KEY("key"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, respond_key_post_page },
};
const struct route_room respond_room = ROOM(rows_of_respond);

/* --- organisations that are asked to answer (modules/invitations/invited_pages.h) --- */
static const struct route rows_of_invited[] = {
{ M_GET,  "/coordinator/consultations/:slug/coverage", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("by"), Q_LINE("value", 60)), ROUTE_WAITS, coverage_page },
{ M_GET,  "/coordinator/consultations/:slug/invitations", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40), Q_WORD("done"), Q_INT("n", INVITED_MAX)), 0, invited_list_page },
{ M_GET,  "/coordinator/consultations/:slug/invitations.csv", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("show")), ROUTE_WAITS, invited_csv_page },
{ M_GET,  "/coordinator/consultations/:slug/invitations/new", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("to"), Q_WORD("from"), Q_WORD("choose"), DESK_FILTERS), 0, invited_new_page },
{ M_POST, "/coordinator/consultations/:slug/invitations/new", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("to"), Q_WORD("from"), Q_WORD("choose"), DESK_FILTERS, F_WORDS("body")), 0, invited_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/invitations/remind", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, invited_remind_page },
{ M_POST, "/coordinator/consultations/:slug/invitations/remind", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, invited_remind_post_page },
{ M_GET,  "/coordinator/consultations/:slug/invitations/other", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("organisation", INT64_MAX)), 0, invited_other_page },
{ M_POST, "/coordinator/consultations/:slug/invitations/other", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_INT("organisation", INT64_MAX), F_WORD("channel"), F_LINE("on_day", 20), F_LINE("on_month", 20), F_LINE("on_year", 20), F_TEXT("note", INVITED_REASON_CHARS)), 0, invited_other_post_page },
{ M_GET,  "/invited/:key",                    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, invited_key_page },
/* open: the key in its address is the right to it */
{ M_POST, "/invited/:key",                    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_WORD("do"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, invited_key_post_page },
{ M_GET,  "/consultations/:slug/together",    LINK(DRAFT), PARAMS(P_SLUG("slug"), Q_WORD("done")), ROUTE_NOINDEX, body_joint_page },
{ M_POST, "/consultations/:slug/together",    LINK(DRAFT), PARAMS(P_SLUG("slug"), Q_WORD("done"), F_WORD("do"), F_LINE("partner", RESPONSE_ORGANISATION_CHARS), F_WORD("agreed"), F_INT("remove", RESPONSE_BODIES_MAX)), ROUTE_NOINDEX, body_joint_post_page },
/* open: each asks whether the visitor may answer it, by a link, an organisation or a role */
{ M_GET,  "/consultations/:slug/invited",     PUBLIC, PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_show_page },
{ M_GET,  "/consultations/:slug/invited/papers/:id", PUBLIC, PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX)), ROUTE_NOINDEX, invited_paper_page },
{ M_GET,  "/consultations/:slug/invited/papers/:id/file", PUBLIC, PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX)), ROUTE_NOINDEX | ROUTE_WAITS, invited_paper_file_page },
{ M_GET,  "/consultations/:slug/invited/questions", PUBLIC, PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_sheet_page },
{ M_GET,  "/consultations/:slug/invited/questions.txt", PUBLIC, PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_sheet_text_page },
{ M_GET,  "/consultations/:slug/invited/questions.odt", PUBLIC, PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_sheet_odt_page },
{ M_GET,  "/consultations/:slug/decline",     LINK(INVITATION), PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_decline_page },
{ M_POST, "/consultations/:slug/decline",     LINK(INVITATION), PARAMS(P_SLUG("slug"), F_TEXT("reason", INVITED_REASON_CHARS)), ROUTE_NOINDEX, invited_decline_post_page },
};
const struct route_room invited_room = ROOM(rows_of_invited);

/* --- an organisation's responses (modules/responses/body_response_pages.h) --- */
static const struct route rows_of_body_response[] = {
{ M_GET,  "/body/responses",                  MAY(RESPONSE_OWN), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, body_response_list_page },
{ M_POST, "/body/responses",                  MAY(RESPONSE_OWN), PARAMS(Q_SLUG("body"), F_SLUG("consultation"), F_LINE("change", 20), F_LINE("open", 20)), ROUTE_NOINDEX, body_response_begin_page },
{ M_GET,  "/body/responses/:id/reuse",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_LINE("from", 40)), ROUTE_NOINDEX, body_reuse_page },
{ M_POST, "/body/responses/:id/reuse",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_LINE("from", 40), F_WORDS("take")), ROUTE_NOINDEX, body_reuse_post_page },
{ M_GET,  "/body/responses/:id/share",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done")), ROUTE_NOINDEX, body_share_page },
{ M_POST, "/body/responses/:id/share",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done"), F_WORD("do"), F_INT("signer", INT64_MAX)), ROUTE_NOINDEX, body_share_post_page },
};
const struct route_room body_response_room = ROOM(rows_of_body_response);

/* --- responses that come another way (modules/responses/response_log.h) --- */
static const struct route rows_of_response_log[] = {
{ M_GET,  "/coordinator/responses/new",     MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation")), 0, response_log_page },
{ M_POST, "/coordinator/responses/new",     MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), RESPONSE_LOG_FIELDS), ROUTE_UPLOAD, response_log_post_page },
{ M_GET,  "/coordinator/responses/logged",  MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), Q_SEALED("r")), 0, response_logged_page },
};
const struct route_room response_log_room = ROOM(rows_of_response_log);

/* --- answers brought in as a file (modules/responses/response_import.h) --- */
static const struct route rows_of_response_import[] = {
{ M_GET,  "/coordinator/consultations/:slug/imports", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, response_import_list_page },
{ M_POST, "/coordinator/consultations/:slug/imports", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_LINE("file", 200), F_LINE("source", RESPONSE_IMPORT_SOURCE_CHARS), F_TEXT("comment", RESPONSE_IMPORT_COMMENT_CHARS)), ROUTE_UPLOAD, response_import_list_post_page },
{ M_GET,  "/coordinator/consultations/:slug/imports/:id", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("columns")), 0, response_import_page },
{ M_POST, "/coordinator/consultations/:slug/imports/:id", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("columns"), F_WORD("do"), F_ANSWERS("q", 10), F_LINE("col_name", 10), F_LINE("col_organisation", 10), F_LINE("col_number", 10), F_LINE("col_email", 10), F_LINE("col_received", 10), F_LINE("col_publish", 10), F_LINE("col_source", 10)), 0, response_import_post_page },
{ M_GET,  "/coordinator/consultations/:slug/imports/:id/failed.csv", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), ROUTE_WAITS, response_import_failed_page },
};
const struct route_room response_import_room = ROOM(rows_of_response_import);

/* --- whoever said it checks what staff typed (modules/responses/read_back.h) --- */
static const struct route rows_of_read_back[] = {
{ M_GET,  "/coordinator/responses/:reference/read-back", MAY(RESPONSE_LOG), PARAMS(P_LINE("reference", 20), Q_SLUG("partnership")), 0, read_back_send_page },
{ M_POST, "/coordinator/responses/:reference/read-back", MAY(RESPONSE_LOG), PARAMS(P_LINE("reference", 20), Q_SLUG("partnership"), F_EMAIL("email"), F_WORD("do")), 0, read_back_send_post_page },
{ M_GET,  "/read-back/correct",             LINK(READ_BACK), NO_PARAMS,            ROUTE_NOINDEX,   read_back_correct_page },
{ M_POST, "/read-back/correct",             LINK(READ_BACK), PARAMS(F_ANSWERS("q", QUESTION_LONG_MOST), F_WORD("publish")), ROUTE_NOINDEX, read_back_correct_post_page },
{ M_GET,  "/read-back/:key",                PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, read_back_key_page },
/* open: the key of the private link says who may (S51) */
{ M_POST, "/read-back/:key",                PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, read_back_key_post_page },
{ M_GET,  "/read-back",                     LINK(READ_BACK), NO_PARAMS,            ROUTE_NOINDEX,   read_back_page },
{ M_POST, "/read-back",                     LINK(READ_BACK), PARAMS(F_WORD("publish")), ROUTE_NOINDEX, read_back_post_page },
};
const struct route_room read_back_room = ROOM(rows_of_read_back);

/* --- workspace: responses to consultations (modules/responses/response_desk.h). "responses/new" and the like stand before :reference --- */
static const struct route rows_of_response_desk[] = {
{ M_GET,  "/coordinator/responses", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), RESPONSE_FILTERS(Q_WORD), Q_INT("campaign", INT64_MAX), Q_INT("page", 40), Q_LINE("after", 20), Q_WORD("done")), 0, response_list_page },
{ M_POST, "/coordinator/responses", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), F_WORD("do")), 0, response_list_post_page },
{ M_GET,  "/coordinator/responses.csv", MAY(RESPONSE_EXPORT), PARAMS(Q_SLUG("consultation"), Q_SEALED("ticket")), ROUTE_WAITS | ROUTE_COSTLY, response_csv_page },
/* a name is posted, so that it stands in no history or log (security.md S23); it changes nothing */
{ M_POST, "/coordinator/responses/find", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), F_LINE("q", 100), RESPONSE_FILTERS(F_WORD), F_INT("campaign", INT64_MAX), F_WORD("done")), ROUTE_NO_TOKEN | ROUTE_SEARCH, response_find_page },
{ M_GET,  "/coordinator/responses/:reference", MAY(RESPONSE_READ), PARAMS(P_FILE("reference"), Q_WORD("done")), 0, response_show_page },
{ M_GET,  "/coordinator/responses/:reference/alike", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference")), 0, response_alike_page },
{ M_POST, "/coordinator/responses/:reference/alike", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), F_INT("version", INT64_MAX), F_WORD("what"), F_LINE("of", 20), F_WORD("campaign"), F_LINE("name", RESPONSE_CAMPAIGN_CHARS), F_WORD("once"), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_alike_post_page },
{ M_GET,  "/coordinator/responses/:reference/answers/:question", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_INT("question", INT64_MAX)), 0, response_answer_page },
{ M_POST, "/coordinator/responses/:reference/answers/:question", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_INT("question", INT64_MAX), F_INT("version", INT64_MAX), F_ANSWERS("q", QUESTION_LONG_MOST), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_answer_post_page },
{ M_GET,  "/coordinator/responses/:reference/:action", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_SLUG("action")), 0, response_act_page },
{ M_POST, "/coordinator/responses/:reference/:action", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_SLUG("action"), F_INT("version", INT64_MAX), F_WORD("status"), F_WORD("counting"), F_WORD("late"), F_LINE("of", 20), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_act_post_page },
{ M_GET,  "/coordinator/responses/:ref/files/:code", MAY(RESPONSE_READ), PARAMS(P_LINE("ref", 20), P_KEY("code"), Q_SLUG("partnership"), Q_SEALED("get")), ROUTE_WAITS, response_file_staff_page },
{ M_POST, "/coordinator/responses/:ref/files/:code", MAY(RESPONSE_READ), PARAMS(P_LINE("ref", 20), P_KEY("code"), Q_SLUG("partnership"), Q_SEALED("get")), 0, response_file_staff_post_page },
};
const struct route_room response_desk_room = ROOM(rows_of_response_desk);
/* clang-format on */
