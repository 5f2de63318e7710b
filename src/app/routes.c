/*
 * routes.c: every page of the site, grouped by room. Read it as the table of contents.
 *
 * A row holds the guards: method, who may, which parameters with their types and limits, and
 * flags. The first row that fits answers, so addresses with a fixed word or an ending stand
 * before those with a name in their place.
 */
#include "app/routes.h"

#include "app/admin_pages.h"
#include "app/assets.h"
#include "app/audit_pages.h"
#include "app/body_history_page.h"
#include "app/body_home_page.h"
#include "app/coordinator_page.h"
#include "app/guidance_pages.h"
#include "app/home_page.h"
#include "app/partnership_page.h"
#include "app/people_pages.h"
#include "app/search_page.h"
#include "app/site_pages.h"
#include "modules/bodies/adjustment_pages.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_flag_pages.h"
#include "modules/bodies/body_data_pages.h"
#include "modules/bodies/body_import_pages.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/home_pages.h"
#include "modules/bodies/join_pages.h"
#include "modules/bodies/contact_pages.h"
#include "modules/responses/response_desk.h"
#include "modules/framework/framework_edit.h"
#include "modules/framework/framework_pages.h"
#include "modules/framework/list_edit.h"
#include "modules/framework/list_pages.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/body_pages.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/suggestion_pages.h"
#include "modules/bodies/body_merge_pages.h"
#include "modules/bodies/body_review_pages.h"
#include "modules/bodies/body_tag.h"
#include "modules/bodies/desk_body_edit.h"
#include "modules/bodies/desk_body_show.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/bodies/desk_filter.h"
#include "modules/bodies/desk_likely.h"
#include "modules/bodies/desk_list_page.h"
#include "modules/bodies/saved_list.h"
#include "modules/bodies/saved_list_pages.h"
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_pages.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_preview.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/event.h"
#include "modules/consultations/document_pages.h"
#include "modules/consultations/event_pages.h"
#include "modules/responses/response_file.h"
#include "modules/responses/body_response_pages.h"
#include "modules/invitations/invited.h"
#include "modules/responses/response.h"
#include "modules/invitations/invited_pages.h"
#include "modules/responses/own_response.h"
#include "modules/responses/respond.h"
#include "modules/people/link_session.h"
#include "modules/partnerships/desk_pages.h"
#include "modules/partnerships/directory_edit.h"
#include "modules/partnerships/directory_pages.h"
#include "modules/partnerships/finder_pages.h"
#include "modules/partnerships/history_pages.h"
#include "modules/partnerships/message.h"
#include "modules/partnerships/message_pages.h"
#include "modules/partnerships/partnership_api.h"
#include "modules/partnerships/partnership_pages.h"
#include "modules/partnerships/subscription_pages.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_set.h"
#include "modules/consultations/question_set_pages.h"
#include "modules/consultations/question_sheet.h"
#include "modules/consultations/question_sheet_pages.h"
#include "modules/responses/sheet_paste_pages.h"
#include "modules/partnerships/route_edit.h"
#include "modules/partnerships/route_pages.h"
#include "modules/partnerships/step_pages.h"
#include "modules/responses/read_back.h"
#include "modules/responses/response_import.h"
#include "modules/responses/response_log.h"
#include "modules/people/account.h"
#include "modules/people/enter.h"
#include "modules/people/kept_form.h"
#include "modules/people/mailed_link.h"
#include "modules/people/own_account_pages.h"
#include "modules/people/own_details_pages.h"
#include "modules/people/own_factor_pages.h"
#include "modules/people/own_password_pages.h"
#include "modules/people/own_session_pages.h"
#include "modules/people/role.h"
#include "modules/people/sign_in_pages.h"

/* The column "access": everybody; whoever has begun to sign in; whoever is signed in; whoever
 * has that right in people/access_words.h somewhere (for which object, the handler asks). */
#define PUBLIC ACCESS_PUBLIC, 0
#define SESSION ACCESS_SESSION, 0
#define ACCOUNT ACCESS_ACCOUNT, 0
#define MAY(right) ACCESS_ROLE, CAP_##right
/* whoever has opened the private link of that kind, or begun that form, in this browser */
#define LINK(kind) ACCESS_LINK, LINK_KIND_##kind

/* A question on its page, of whatever type (modules/consultations/question_edit_pages.c). */
#define QUESTION_FIELDS                                                                        \
    F_WORD("do"), F_LINE("title", QUESTION_TITLE_CHARS), F_TEXT("hint", QUESTION_HINT_CHARS),  \
        F_TEXT("body", QUESTION_BODY_CHARS),                                                   \
        F_TEXT("options", QUESTION_OPTIONS_MAX *QUESTION_OPTION_CHARS), F_WORD("other"),       \
        F_LINE("least", 20), F_LINE("most", 20), F_LINE("low", QUESTION_OPTION_CHARS),         \
        F_LINE("high", QUESTION_OPTION_CHARS), F_LINE("steps", 20), F_WORD("required"),        \
        F_WORD("section"), F_WORD("outcome"), F_WORDS("only"),                                 \
        F_TEXT("reason", QUESTION_REASON_CHARS), F_WORD("type")

/* Fields that several forms of a contact route have. */
#define STEP_FIELDS                                                                            \
    F_LINE("role", STEP_ROLE_CHARS), F_LINE("organisation", STEP_ORGANISATION_CHARS),          \
        F_EMAIL("email"), F_WORD("shared"), F_LINE("phone", 40),                               \
        F_LINE("url", STEP_URL_CHARS), F_TEXT("detail", STEP_DETAIL_CHARS)
#define ROUTE_FOUND                                                                            \
    F_WORD("source"), F_LINE("source_other", STEP_NOTE_CHARS),                                 \
        F_TEXT("evidence", STEP_EVIDENCE_CHARS), F_WORD("seen")
/* Of each task of setting a consultation up. */
#define SETUP_FIELDS F_LINE("seen", 20), F_TEXT("reason", CONSULTATION_REASON_CHARS)

/* Of a paper of a consultation. */
#define PAPER_FIELDS                                                                           \
    SETUP_FIELDS, F_WORD("kind"), F_LINE("title", CONSULTATION_TITLE_CHARS), F_WORD("of"),     \
        F_LINE("language", DOCUMENT_LANGUAGE_CHARS), F_TEXT("body", DOCUMENT_BODY_CHARS),      \
        F_LINE("url", DOCUMENT_URL_CHARS), F_LINE("n_pages", 10),                              \
        F_LINE("access_note", DOCUMENT_NOTE_CHARS), F_WORD("comment"), F_LINE("file", 200)

/* Of an entry of a timeline. */
#define CONTACT_FIELDS                                                                         \
    F_WORD("type"), F_WORD("direction"), F_LINE("day", 20), F_LINE("month", 20),               \
        F_LINE("year", 20), F_TEXT("summary", CONTACT_SUMMARY_CHARS),                          \
        F_TEXT("outcome", CONTACT_OUTCOME_CHARS), F_LINE("next_step", CONTACT_STEP_CHARS),     \
        F_LINE("next_day", 20), F_LINE("next_month", 20), F_LINE("next_year", 20),             \
        F_WORD("seen")

/* Filters of the public register as data. */
#define BODY_DATA_FILTERS                                                                      \
    Q_LINE("q", BODY_QUERY_CHARS), Q_SLUG("area"), Q_SLUG("partnership"), Q_WORD("topic"),     \
        Q_WORD("outcome"), Q_WORD("ground"), Q_WORD("kind")
/* Filters of public consultations, on the page and in its files. */
#define CONSULTATION_FILTERS                                                                   \
    Q_LINE("q", CONSULTATION_WORDS_CHARS), Q_SLUG("area"), Q_SLUG("partnership"),              \
        Q_WORD("topic"), Q_WORD("state"), Q_WORD("closing"), Q_INT("year", 9999)
/* Those of an event. */
#define EVENT_FIELDS                                                                           \
    F_LINE("title", EVENT_TITLE_CHARS), F_LINE("day", 20), F_LINE("month", 20),                \
        F_LINE("year", 20), F_LINE("starts", 20), F_LINE("ends", 20),                          \
        F_LINE("place", EVENT_LINE_CHARS), F_LINE("online", EVENT_LINE_CHARS),                 \
        F_TEXT("access_note", EVENT_NOTE_CHARS), F_TEXT("booking", EVENT_NOTE_CHARS),          \
        F_TEXT("summary", EVENT_SUMMARY_CHARS), F_SLUG("consultation"), F_WORD("public"),      \
        F_WORD("seen")
/* Those of an item of a set of outcomes. */
#define FRAMEWORK_ITEM_FIELDS                                                                  \
    F_WORD("kind"), F_LINE("code", FRAMEWORK_NAME_CHARS),                                      \
        F_LINE("parent", FRAMEWORK_NAME_CHARS), F_LINE("seq", 10),                             \
        F_TEXT("text", FRAMEWORK_TEXT_CHARS), F_LINE("unit", FRAMEWORK_UNIT_CHARS),            \
        F_LINE("source", FRAMEWORK_SOURCE_CHARS), F_WORD("verified"), F_WORD("seen")

#define CLAIM_FIELDS F_WORD("decision"), F_WORD("entry"), F_TEXT("reason", CLAIM_REASON_CHARS)

/* A response that staff log (modules/responses/response_log.h). */
#define RESPONSE_LOG_FIELDS                                                                    \
    F_WORD("channel"), F_LINE("received_day", 20), F_LINE("received_month", 20),               \
        F_LINE("received_year", 20), F_WORD("late"), F_TEXT("late_reason", RESPONSE_REASON_CHARS), \
        F_LINE("source_ref", RESPONSE_SOURCE_CHARS), F_WORD("read_back"), F_LINE("event", 20), \
        F_WORD("who"), F_LINE("organisation", RESPONSE_ORGANISATION_CHARS),                    \
        F_LINE("number", 20), F_SLUG("body_pick"), F_LINE("name", RESPONSE_NAME_CHARS),        \
        F_LINE("role_title", RESPONSE_ROLE_CHARS), F_EMAIL("email"),                           \
        F_LINE("phone", RESPONSE_PHONE_CHARS), F_TEXT("address", RESPONSE_ADDRESS_CHARS),      \
        F_WORDS("areas"), F_LINE("represents", 20),                                            \
        F_TEXT("gathered", RESPONSE_GATHERED_CHARS), F_TEXT("letter", QUESTION_LONG_MOST),     \
        F_WORD("letter_to"), F_ANSWERS("q", QUESTION_LONG_MOST), F_WORD("publish"),            \
        F_WORD("naming"), F_WORD("may_contact"), F_LINE("file", 200), F_WORD("step")

/* What is asked of whoever wants to look after an entry. */
#define JOIN_FIELDS                                                                            \
    F_LINE("q", JOIN_FIND_CHARS), F_SLUG("body"), F_LINE("name", BODY_NAME_CHARS),             \
        F_LINE("number", 20), F_WORD("kind"), F_LINE("site", BODY_URL_CHARS),                  \
        F_TEXT("what", CLAIM_WHAT_CHARS), F_WORDS("areas"),                                    \
        F_LINE("person", CLAIM_NAME_CHARS), F_LINE("role", CLAIM_ROLE_CHARS),                  \
        F_EMAIL("email"), F_TEXT("words", CLAIM_WORDS_CHARS)

/* clang-format off */
const struct route routes[] = {
/* method  pattern                          access         parameters                     flags            handler */

/* --- home and search (app/home_page.c, app/search_page.c) --- */
{ M_GET,  "/",                              PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  home_page },
{ M_GET,  "/search",                        PUBLIC, PARAMS(Q_LINE("q", 100)),      ROUTE_SEARCH | ROUTE_NOINDEX, search_page },

/* --- the register as data (modules/bodies/body_data_pages.c, body_hsds_pages.c) --- */
{ M_GET,  "/bodies.csv",                    PUBLIC, PARAMS(BODY_DATA_FILTERS),     ROUTE_WAITS | ROUTE_DATA | ROUTE_SEARCH, body_list_csv_page },
{ M_GET,  "/bodies.json",                   PUBLIC, PARAMS(BODY_DATA_FILTERS, Q_INT("after", INT64_MAX)), ROUTE_DATA | ROUTE_SEARCH, body_list_data_page },
{ M_GET,  "/bodies.atom",                   PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, body_feed_page },
{ M_GET,  "/bodies/:slug.json",             PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, body_show_data_page },
{ M_GET,  "/bodies/:slug.jsonld",           PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, body_show_ld_page },
{ M_GET,  "/api/v1",                        PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, hsds_root_page },
{ M_GET,  "/api/v1/services",               PUBLIC, PARAMS(Q_INT("page", 1000000), Q_INT("per_page", 100)), ROUTE_DATA, hsds_services_page },
{ M_GET,  "/api/v1/services/:id",           PUBLIC, PARAMS(P_FILE("id")),          ROUTE_DATA, hsds_service_page },
{ M_GET,  "/api/v1/organizations",          PUBLIC, PARAMS(Q_INT("page", 1000000), Q_INT("per_page", 100)), ROUTE_DATA, hsds_organizations_page },
{ M_GET,  "/api/v1/organizations/:id",      PUBLIC, PARAMS(P_FILE("id")),          ROUTE_DATA, hsds_organization_page },

/* --- the directory (modules/partnerships) --- */
/* The finder posts, so that no postcode stands in a history or log; it changes nothing. */
{ M_GET,  "/partnerships/find",             PUBLIC, PARAMS(Q_LINE("q", 100)),      ROUTE_SEARCH | ROUTE_NOINDEX, finder_page },
{ M_POST, "/partnerships/find",             PUBLIC, PARAMS(F_LINE("q", 100)),      ROUTE_OPEN_POST | ROUTE_NO_TOKEN | ROUTE_SEARCH | ROUTE_NOINDEX, finder_page },
{ M_GET,  "/partnerships",                  PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  partnership_list_page },
{ M_GET,  "/partnerships.json",             PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, partnership_list_data_page },
{ M_GET,  "/partnerships.csv",              PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, partnership_list_csv_page },
{ M_GET,  "/partnerships/:slug.json",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_REMEMBER | ROUTE_DATA, partnership_show_data_page },
{ M_GET,  "/partnerships/:slug.vcf",        PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_REMEMBER | ROUTE_DATA, partnership_vcard_page },
{ M_GET,  "/partnerships/:slug/history.atom", PUBLIC, PARAMS(P_SLUG("slug")),      ROUTE_REMEMBER | ROUTE_DATA, route_history_feed_page },
{ M_GET,  "/partnerships/:slug/history",    PUBLIC, PARAMS(P_SLUG("slug"), Q_INT("page", 40)), ROUTE_REMEMBER, route_history_page },
{ M_GET,  "/partnerships/:slug",            PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_REMEMBER, partnership_show_page },
{ M_GET,  "/partnerships/:slug/card",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_REMEMBER | ROUTE_NOINDEX, partnership_card_page },
{ M_GET,  "/map.svg",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  partnership_map_page },
{ M_GET,  "/api/v1/route",                  PUBLIC, PARAMS(Q_LINE("postcode", 40), Q_SLUG("area")), ROUTE_DATA | ROUTE_SEARCH, route_data_page },
{ M_GET,  "/api/v1/partnerships",           PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, partnership_list_data_page },
{ M_GET,  "/api/v1/areas",                  PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER | ROUTE_DATA, area_list_data_page },

/* --- the public register (modules/bodies/body_pages.h) --- */
{ M_GET,  "/bodies",                        PUBLIC, PARAMS(Q_LINE("q", BODY_QUERY_CHARS), Q_SLUG("area"), Q_SLUG("partnership"), Q_WORD("topic"), Q_WORD("outcome"), Q_WORD("ground"), Q_WORD("kind"), Q_INT("page", BODY_PAGES_MAX), Q_INT("after", INT64_MAX)), ROUTE_SEARCH, body_list_page },
{ M_GET,  "/bodies/review/done",            PUBLIC, PARAMS(Q_LINE("r", 400)),      ROUTE_NOINDEX, review_done_page },
{ M_GET,  "/bodies/review/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, review_page },
/* open: the key of the mailed link says who may (S18); so with the one below */
{ M_POST, "/bodies/review/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_WORD("answer"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, review_post_page },
{ M_GET,  "/bodies/review/:key/changed",    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, review_changed_page },
{ M_POST, "/bodies/review/:key/changed",    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_TEXT("words", REVIEW_CHANGED_CHARS), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, review_changed_post_page },
{ M_GET,  "/bodies/suggest",                PUBLIC, NO_PARAMS,                     ROUTE_NOINDEX,   suggest_page },
/* open: anybody may say that an organisation is missing [2.9] */
{ M_POST, "/bodies/suggest",                PUBLIC, PARAMS(F_LINE("name", BODY_NAME_CHARS), F_LINE("charity_number", 20), F_LINE("web", BODY_URL_CHARS), F_WORDS("areas"), F_TEXT("words", SUGGESTION_WORDS_CHARS), F_EMAIL("email"), F_WORD("anyway"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, suggest_post_page },
{ M_GET,  "/bodies/suggest/sent",           PUBLIC, PARAMS(Q_LINE("r", 400)),      ROUTE_NOINDEX,   suggest_sent_page },
{ M_GET,  "/bodies/:slug",                  PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER,  body_show_page },

/* --- consultations and events, as everybody sees them (modules/consultations/consultation_pages.h, event_pages.h) --- */
{ M_GET,  "/consultations",                 PUBLIC, PARAMS(CONSULTATION_FILTERS, Q_INT("page", CONSULTATION_PAGES_MAX)), ROUTE_REMEMBER, consultation_index_page },
{ M_GET,  "/consultations.json",            PUBLIC, PARAMS(CONSULTATION_FILTERS, Q_INT("page", CONSULTATION_PAGES_MAX)), ROUTE_REMEMBER | ROUTE_DATA, consultation_index_data_page },
{ M_GET,  "/consultations.csv",             PUBLIC, PARAMS(CONSULTATION_FILTERS),  ROUTE_REMEMBER | ROUTE_DATA, consultation_index_csv_page },
{ M_GET,  "/consultations.atom",            PUBLIC, PARAMS(CONSULTATION_FILTERS),  ROUTE_REMEMBER | ROUTE_DATA, consultation_feed_page },
{ M_GET,  "/consultations.ics",             PUBLIC, PARAMS(CONSULTATION_FILTERS),  ROUTE_REMEMBER | ROUTE_DATA, consultation_calendar_page },
{ M_GET,  "/api/v1/consultations",          PUBLIC, PARAMS(CONSULTATION_FILTERS, Q_INT("page", CONSULTATION_PAGES_MAX)), ROUTE_REMEMBER | ROUTE_DATA, consultation_index_data_page },
{ M_GET,  "/consultations/:slug.json",      PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, consultation_show_data_page },
{ M_GET,  "/consultations/:slug.ics",       PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, consultation_show_calendar_page },
{ M_GET,  "/consultations/:slug",           PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, consultation_show_page },
{ M_GET,  "/consultations/:slug/other-ways", PUBLIC, PARAMS(P_SLUG("slug")),       ROUTE_REMEMBER, consultation_other_ways_page },
{ M_GET,  "/consultations/:slug/history",   PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, consultation_history_page },
{ M_GET,  "/documents/:id",                 PUBLIC, PARAMS(P_INT("id", DOCUMENT_ID_MAX)), ROUTE_REMEMBER, document_show_page },
{ M_GET,  "/documents/:id/file",            PUBLIC, PARAMS(P_INT("id", DOCUMENT_ID_MAX)), ROUTE_WAITS, document_file_page },
{ M_GET,  "/consultations/:slug/respond/:step/files", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step")), ROUTE_NOINDEX, respond_file_page },
{ M_POST, "/consultations/:slug/respond/:step/files", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), F_LINE("file", 200), F_KEY("remove")), ROUTE_UPLOAD | ROUTE_NOINDEX, respond_file_post_page },
{ M_GET,  "/consultations/:slug/respond/:step/files/:code", LINK(DRAFT), PARAMS(P_SLUG("slug"), P_SLUG("step"), P_KEY("code")), ROUTE_WAITS | ROUTE_NOINDEX, respond_file_get_page },
{ M_GET,  "/coordinator/responses/:ref/files/:code", MAY(RESPONSE_READ), PARAMS(P_LINE("ref", 20), P_KEY("code"), Q_SLUG("partnership"), Q_SEALED("get")), ROUTE_WAITS, response_file_staff_page },
{ M_POST, "/coordinator/responses/:ref/files/:code", MAY(RESPONSE_READ), PARAMS(P_LINE("ref", 20), P_KEY("code"), Q_SLUG("partnership"), Q_SEALED("get")), 0, response_file_staff_post_page },
{ M_GET,  "/partnerships/:slug/consultations", PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_WORD("state"), Q_INT("year", 9999), Q_INT("page", CONSULTATION_PAGES_MAX)), ROUTE_REMEMBER, partnership_consultations_page },
{ M_GET,  "/events",                        PUBLIC, PARAMS(Q_SLUG("area"), Q_WORD("when")), ROUTE_REMEMBER, event_index_page },
{ M_GET,  "/events.json",                   PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_index_data_page },
{ M_GET,  "/events.atom",                   PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_feed_page },
{ M_GET,  "/events.ics",                    PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_calendar_page },
{ M_GET,  "/events/:slug.ics",              PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, event_show_calendar_page },
{ M_GET,  "/events/:slug",                  PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, event_show_page },

/* --- partnerships: messages (modules/partnerships/message_pages.c, report_pages.c) --- */
{ M_GET,  "/partnerships/:slug/contact",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_NOINDEX, contact_page },
{ M_GET,  "/partnerships/:slug/contact/sent", PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_LINE("r", 400)), ROUTE_NOINDEX, contact_sent_page },
/* open: anybody may write to their partnership, without an account [12.1] */
{ M_POST, "/partnerships/:slug/contact",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), F_LINE("name", MESSAGE_NAME_CHARS), F_LINE("organisation", MESSAGE_ORGANISATION_CHARS), F_EMAIL("email"), F_TEXT("message", MESSAGE_CHARS), F_WORD("copy"), F_WORD("step"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, contact_post_page },
{ M_GET,  "/partnerships/:slug/report",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_NOINDEX, report_page },
{ M_GET,  "/partnerships/:slug/report/sent",  PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_LINE("r", 400)), ROUTE_NOINDEX, report_sent_page },
/* open: anybody may say that a detail is wrong [1.11] */
{ M_POST, "/partnerships/:slug/report",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), F_WORD("what"), F_TEXT("details", REPORT_CHARS), F_EMAIL("email"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, report_post_page },

/* --- mail about chosen topics and areas, without an account (modules/partnerships/subscription_pages.h) --- */
{ M_GET,  "/partnerships/:slug/subscribe",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_NOINDEX, subscribe_page },
{ M_GET,  "/partnerships/:slug/subscribe/sent", PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_LINE("r", 400)), ROUTE_NOINDEX, subscribe_sent_page },
/* open: anybody may ask for mail, without an account [11.1] */
{ M_POST, "/partnerships/:slug/subscribe",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), F_WORDS("topics"), F_WORDS("areas"), F_EMAIL("email"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, subscribe_post_page },
{ M_GET,  "/subscriptions/confirm/:key",        PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)),      ROUTE_NOINDEX,   subscription_confirm_page },
/* open: the key of the mailed link says who may (S18); so with the two below */
{ M_POST, "/subscriptions/confirm/:key",        PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, subscription_confirm_post_page },
{ M_GET,  "/subscriptions/open/:key",           PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)),      ROUTE_NOINDEX,   subscription_open_page },
{ M_POST, "/subscriptions/open/:key",           PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_WORDS("topics"), F_WORDS("areas"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, subscription_open_post_page },
{ M_GET,  "/subscriptions/stop/:key",           PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)),      ROUTE_NOINDEX,   subscription_stop_page },
/* open, and without a token: a mail provider posts here for its reader, knowing nothing but the address (RFC 8058) */
{ M_POST, "/subscriptions/stop/:key",           PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("List-Unsubscribe", 40)), ROUTE_OPEN_POST | ROUTE_NO_TOKEN | ROUTE_NOINDEX, subscription_stop_post_page },
{ M_GET,  "/subscriptions/done",                PUBLIC, PARAMS(Q_LINE("r", 400)),  ROUTE_NOINDEX,   subscription_done_page },

/* --- answering without an account (modules/responses/respond.h) --- */
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

/* --- asking to be involved (modules/bodies/interest_pages.h) --- */
{ M_GET,  "/interest",                        PUBLIC, PARAMS(Q_SLUG("area")),        0, interest_start_page },
/* open: any organisation may ask, without an account [P.17] */
{ M_POST, "/interest",                        PUBLIC, PARAMS(Q_SLUG("area"), F_WORD("do"), F_LINE("website", 200)), ROUTE_OPEN_POST, interest_start_post_page },
{ M_GET,  "/interest/who",                    LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/who",                    LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_LINE("name", BODY_NAME_CHARS), F_LINE("charity_number", 20), F_LINE("site", BODY_URL_CHARS), F_LINE("described_as", BODY_DESCRIPTION_CHARS)), 0, interest_question_post_page },
{ M_GET,  "/interest/which",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/which",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_SLUG("said")), 0, interest_question_post_page },
{ M_GET,  "/interest/what",                   LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/what",                   LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_TEXT("what", INTEREST_WHAT_CHARS), F_WORDS("grounds")), 0, interest_question_post_page },
{ M_GET,  "/interest/areas",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/areas",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_WORDS("areas")), 0, interest_question_post_page },
{ M_GET,  "/interest/how",                    LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/how",                    LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_WORDS("how")), 0, interest_question_post_page },
{ M_GET,  "/interest/needs",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/needs",                  LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_TEXT("needs", INTEREST_NEEDS_CHARS)), 0, interest_question_post_page },
{ M_GET,  "/interest/contact",                LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back")), 0, interest_question_page },
{ M_POST, "/interest/contact",                LINK(INTEREST_DRAFT), PARAMS(Q_WORD("back"), F_WORD("channel"), F_LINE("contact_name", INTEREST_PERSON_CHARS), F_LINE("contact_role", BODY_ROLE_CHARS), F_EMAIL("contact_email"), F_LINE("contact_phone", BODY_PHONE_CHARS), F_TEXT("contact_address", INTEREST_ADDRESS_CHARS)), 0, interest_question_post_page },
{ M_GET,  "/interest/check",                  LINK(INTEREST_DRAFT), NO_PARAMS,       0, interest_check_page },
{ M_POST, "/interest/check",                  LINK(INTEREST_DRAFT), PARAMS(F_LINE("website", 200)), 0, interest_check_post_page },
{ M_GET,  "/interest/sent",                   LINK(INTEREST), PARAMS(Q_LINE("r", 500)), 0, interest_sent_page },
/* what the private link opens; its key stands in no address but the one that was mailed (S51) */
{ M_GET,  "/interest/open",                   LINK(INTEREST), NO_PARAMS,             0, interest_open_page },
{ M_GET,  "/interest/open/reply",             LINK(INTEREST), PARAMS(Q_SLUG("area")), 0, interest_reply_page },
{ M_POST, "/interest/open/reply",             LINK(INTEREST), PARAMS(Q_SLUG("area"), F_TEXT("reply", INTEREST_WORDS_CHARS)), 0, interest_reply_post_page },
{ M_GET,  "/interest/open/withdraw",          LINK(INTEREST), PARAMS(Q_SLUG("area")), 0, interest_withdraw_page },
{ M_POST, "/interest/open/withdraw",          LINK(INTEREST), PARAMS(Q_SLUG("area")), 0, interest_withdraw_post_page },
{ M_GET,  "/interest/open/areas",             LINK(INTEREST), NO_PARAMS,             0, interest_more_page },
{ M_POST, "/interest/open/areas",             LINK(INTEREST), PARAMS(F_WORDS("areas")), 0, interest_more_post_page },
{ M_GET,  "/interest/again",                  PUBLIC, NO_PARAMS,                     ROUTE_NOINDEX, interest_again_page },
/* open: who has lost the link has nothing else; the answer is the same for all (S51) */
{ M_POST, "/interest/again",                  PUBLIC, PARAMS(F_LINE("reference", 40), F_EMAIL("email"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, interest_again_post_page },
{ M_GET,  "/interest/again/sent",             PUBLIC, NO_PARAMS,                     ROUTE_NOINDEX, interest_again_sent_page },
/* an organisation's own, for those who look after its entry: opens it as its link does */
{ M_GET,  "/body/interest",                   MAY(BODY_EDIT), NO_PARAMS,             0, interest_body_page },
{ M_POST, "/body/interest",                   MAY(BODY_EDIT), PARAMS(F_LINE("reference", 40)), 0, interest_body_open_page },
{ M_GET,  "/interest/:key",                   PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, interest_key_page },
/* open: the key of the mailed link says who may (S51) */
{ M_POST, "/interest/:key",                   PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, interest_key_post_page },
/* --- joining: look after the entry of one's organisation (modules/bodies/join_pages.h) --- */
{ M_GET,  "/body/join",                         PUBLIC, PARAMS(Q_SLUG("entry")),     ROUTE_NOINDEX, join_page },
/* open: nobody has an account before they ask to look after an entry [2.6] */
{ M_POST, "/body/join",                         PUBLIC, PARAMS(F_WORD("step"), JOIN_FIELDS, F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, join_post_page },
{ M_GET,  "/body/join/sent",                    PUBLIC, PARAMS(Q_LINE("r", 400)),    ROUTE_NOINDEX, join_sent_page },
{ M_GET,  "/body/join/confirm/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, join_confirm_page },
/* open: the key of the mailed link says who may (S18) */
{ M_POST, "/body/join/confirm/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, join_confirm_post_page },

/* --- an organisation's own pages (modules/bodies/home_pages.h) --- */
{ M_GET,  "/body",                              ACCOUNT, PARAMS(Q_SLUG("body"), Q_WORD("done")), ROUTE_NOINDEX, body_home_page },
{ M_POST, "/body",                              MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), Q_WORD("done")), ROUTE_NOINDEX, body_home_post_page },
{ M_GET,  "/body/profile",                      MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), Q_WORD("done")), ROUTE_NOINDEX, profile_page },
{ M_GET,  "/body/profile/who",                  MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/who",                  MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), BODY_WHO_FIELDS, F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/profile/work",                 MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/work",                 MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), BODY_WORK_FIELDS, F_WORDS("outcomes"), F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/profile/areas",                MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/areas",                MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), BODY_AREA_FIELDS, F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/profile/contact",              MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/contact",              MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), BODY_CONTACT_FIELDS, F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/profile/own",                  MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/own",                  MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), BODY_OWN_FIELDS, F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/profile/naming",               MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, profile_edit_page },
{ M_POST, "/body/profile/naming",               MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), F_WORD("named"), F_LINE("description", BODY_DESCRIPTION_CHARS), F_WORD("seen")), ROUTE_NOINDEX, profile_edit_post_page },
{ M_GET,  "/body/needs",                        MAY(BODY_NEEDS), PARAMS(Q_SLUG("body"), Q_WORD("done")), ROUTE_NOINDEX, home_needs_page },
{ M_POST, "/body/needs",                        MAY(BODY_NEEDS), PARAMS(Q_SLUG("body"), Q_WORD("done"), F_TEXT("request", ADJUSTMENT_REQUEST_CHARS)), ROUTE_NOINDEX, home_needs_post_page },
{ M_GET,  "/body/history",                      MAY(AUDIT_READ), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, body_history_page },
{ M_GET,  "/body/people",                       MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), Q_LINE("done", DONE_CHARS)), ROUTE_NOINDEX, editor_list_page },
{ M_POST, "/body/people",                       MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), Q_LINE("done", DONE_CHARS), F_INT("editor", PERSON_ID_MAX)), ROUTE_NOINDEX, editor_again_post_page },
{ M_GET,  "/body/people/invite",                MAY(BODY_EDIT), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, editor_invite_page },
{ M_POST, "/body/people/invite",                MAY(BODY_EDIT), PARAMS(Q_SLUG("body"), F_LINE("name", ACCOUNT_NAME_MAX), F_EMAIL("email")), ROUTE_NOINDEX, editor_invite_post_page },
{ M_GET,  "/body/people/requests/:reference",   MAY(BODY_EDIT), PARAMS(P_FILE("reference"), Q_SLUG("body")), ROUTE_NOINDEX, claim_show_page },
{ M_POST, "/body/people/requests/:reference",   MAY(BODY_EDIT), PARAMS(P_FILE("reference"), Q_SLUG("body"), CLAIM_FIELDS), ROUTE_NOINDEX, claim_decide_page },
{ M_GET,  "/body/people/:editor/end",           MAY(BODY_EDIT), PARAMS(P_INT("editor", PERSON_ID_MAX), Q_SLUG("body")), ROUTE_NOINDEX, editor_end_page },
{ M_POST, "/body/people/:editor/end",           MAY(BODY_EDIT), PARAMS(P_INT("editor", PERSON_ID_MAX), Q_SLUG("body"), F_WORD("go")), ROUTE_NOINDEX, editor_end_post_page },
{ M_GET,  "/body/people/:editor/lead",          MAY(BODY_EDIT), PARAMS(P_INT("editor", PERSON_ID_MAX), Q_SLUG("body")), ROUTE_NOINDEX, editor_lead_page },
{ M_POST, "/body/people/:editor/lead",          MAY(BODY_EDIT), PARAMS(P_INT("editor", PERSON_ID_MAX), Q_SLUG("body"), F_WORD("go")), ROUTE_NOINDEX, editor_lead_post_page },
/* --- requests to look after entries, for those who decide (modules/bodies/claim_pages.c) --- */
{ M_GET,  "/coordinator/claims",                MAY(BODY_APPROVE), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, claim_list_page },
{ M_GET,  "/coordinator/claims/:reference",     MAY(BODY_APPROVE), PARAMS(P_FILE("reference")), 0, claim_show_page },
{ M_POST, "/coordinator/claims/:reference",     MAY(BODY_APPROVE), PARAMS(P_FILE("reference"), CLAIM_FIELDS), 0, claim_decide_page },
{ M_GET,  "/admin/claims",                      MAY(BODY_APPROVE), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, claim_list_page },
{ M_GET,  "/admin/claims/:reference",           MAY(BODY_APPROVE), PARAMS(P_FILE("reference")), 0, claim_show_page },
{ M_POST, "/admin/claims/:reference",           MAY(BODY_APPROVE), PARAMS(P_FILE("reference"), CLAIM_FIELDS), 0, claim_decide_page },
{ M_GET,  "/coordinator/bodies/:id/people",     MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_LINE("done", DONE_CHARS)), 0, editor_staff_page },
{ M_POST, "/coordinator/bodies/:id/people",     MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_LINE("done", DONE_CHARS), F_INT("editor", PERSON_ID_MAX)), 0, editor_staff_post_page },

/* --- organisations that are asked to answer (modules/invitations/invited_pages.h) --- */
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
{ M_GET,  "/consultations/:slug/decline",     LINK(INVITATION), PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, invited_decline_page },
{ M_POST, "/consultations/:slug/decline",     LINK(INVITATION), PARAMS(P_SLUG("slug"), F_TEXT("reason", INVITED_REASON_CHARS)), ROUTE_NOINDEX, invited_decline_post_page },

/* --- an organisation's responses (modules/responses/body_response_pages.h) --- */
{ M_GET,  "/body/responses",                  MAY(RESPONSE_OWN), PARAMS(Q_SLUG("body")), ROUTE_NOINDEX, body_response_list_page },
{ M_POST, "/body/responses",                  MAY(RESPONSE_OWN), PARAMS(Q_SLUG("body"), F_SLUG("consultation")), ROUTE_NOINDEX, body_response_begin_page },
{ M_GET,  "/body/responses/:id/reuse",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_LINE("from", 40)), ROUTE_NOINDEX, body_reuse_page },
{ M_POST, "/body/responses/:id/reuse",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_LINE("from", 40), F_WORDS("take")), ROUTE_NOINDEX, body_reuse_post_page },
{ M_GET,  "/body/responses/:id/share",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done")), ROUTE_NOINDEX, body_share_page },
{ M_POST, "/body/responses/:id/share",        MAY(RESPONSE_OWN), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done"), F_WORD("do"), F_INT("signer", INT64_MAX)), ROUTE_NOINDEX, body_share_post_page },

/* --- a person's own account (modules/people/own_*_pages.c) --- */
{ M_GET,  "/account",                         ACCOUNT, PARAMS(Q_WORD("done")),       ROUTE_NOINDEX, own_account_page },
{ M_GET,  "/account/name",                    ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX, own_name_page },
{ M_POST, "/account/name",                    ACCOUNT, PARAMS(F_LINE("name", ACCOUNT_NAME_MAX)), ROUTE_NOINDEX, own_name_post_page },
{ M_GET,  "/account/email",                   ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX | ROUTE_PROVED, own_email_page },
{ M_POST, "/account/email",                   ACCOUNT, PARAMS(F_EMAIL("email")),     ROUTE_NOINDEX | ROUTE_PROVED, own_email_post_page },
{ M_GET,  "/account/email/sent",              ACCOUNT, PARAMS(Q_SEALED("to")),       ROUTE_NOINDEX, own_email_sent_page },
{ M_GET,  "/account/email/confirm/:key",      ACCOUNT, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, own_email_confirm_page },
{ M_POST, "/account/email/confirm/:key",      ACCOUNT, PARAMS(P_LINE("key", LINK_KEY_MAX), F_WORD("confirm")), ROUTE_NOINDEX, own_email_confirm_post_page },
{ M_GET,  "/account/password",                ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX, own_password_page },
{ M_POST, "/account/password",                ACCOUNT, PARAMS(F_SECRET("current"), F_SECRET("password")), ROUTE_NOINDEX | ROUTE_HASH, own_password_post_page },
{ M_GET,  "/account/sessions",                ACCOUNT, PARAMS(Q_WORD("done")),       ROUTE_NOINDEX, own_session_page },
{ M_POST, "/account/sessions",                ACCOUNT, PARAMS(F_WORD("session"), Q_WORD("done")), ROUTE_NOINDEX, own_session_post_page },
{ M_GET,  "/account/roles/:id/give-up",       ACCOUNT, PARAMS(P_INT("id", INT64_MAX)), ROUTE_NOINDEX, own_role_page },
{ M_POST, "/account/roles/:id/give-up",       ACCOUNT, PARAMS(P_INT("id", INT64_MAX), F_WORD("confirm")), ROUTE_NOINDEX, own_role_post_page },
{ M_GET,  "/account/second-factor",           ACCOUNT, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, own_factor_page },
{ M_GET,  "/account/second-factor/set-up",    ACCOUNT, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX | ROUTE_PROVED, own_factor_set_up_page },
{ M_POST, "/account/second-factor/set-up",    ACCOUNT, PARAMS(F_LINE("code", FACTOR_CODE_CHARS), F_SEALED("pending"), F_LINE("next", NEXT_MAX)), ROUTE_NOINDEX | ROUTE_PROVED, own_factor_set_up_post_page },
{ M_GET,  "/account/second-factor/codes",     ACCOUNT, PARAMS(Q_SEALED("shown"), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, own_codes_page },
{ M_GET,  "/account/second-factor/new-codes", ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX | ROUTE_PROVED, own_new_codes_page },
{ M_POST, "/account/second-factor/new-codes", ACCOUNT, PARAMS(F_LINE("next", NEXT_MAX)), ROUTE_NOINDEX | ROUTE_PROVED, own_new_codes_post_page },
/* the first steps of whoever accepted an invitation */
{ M_GET,  "/account/welcome",                 ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX, own_welcome_page },
{ M_GET,  "/account/welcome/name",            ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX, own_name_page },
{ M_POST, "/account/welcome/name",            ACCOUNT, PARAMS(F_LINE("name", ACCOUNT_NAME_MAX)), ROUTE_NOINDEX, own_name_post_page },
{ M_GET,  "/account/welcome/password",        ACCOUNT, NO_PARAMS,                    ROUTE_NOINDEX, own_password_page },
{ M_POST, "/account/welcome/password",        ACCOUNT, PARAMS(F_SECRET("current"), F_SECRET("password")), ROUTE_NOINDEX | ROUTE_HASH, own_password_post_page },

/* --- workspace: home (app/coordinator_page.c) --- */
{ M_GET,  "/coordinator",                   MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership")), 0, coordinator_home_page },

/* --- workspace: reports and messages (modules/partnerships/report_desk_pages.c, message_desk_pages.c) --- */
{ M_GET,  "/coordinator/corrections",            MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, correction_list_page },
{ M_POST, "/coordinator/corrections",            MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40), F_INT("step", INT64_MAX)), 0, bounce_clear_page },
{ M_GET,  "/coordinator/corrections/:reference", MAY(ROUTE_EDIT), PARAMS(P_FILE("reference")), 0, correction_show_page },
{ M_POST, "/coordinator/corrections/:reference", MAY(ROUTE_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_TEXT("reason", ANSWER_CHARS)), 0, correction_answer_page },
{ M_GET,  "/coordinator/messages",               MAY(MESSAGE_READ), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, message_list_page },
{ M_GET,  "/coordinator/messages/:reference",    MAY(MESSAGE_READ), PARAMS(P_FILE("reference")), 0, message_show_page },
{ M_POST, "/coordinator/messages/:reference",    MAY(MESSAGE_READ), PARAMS(P_FILE("reference"), F_WORD("done")), 0, message_mark_page },

/* --- what the register of charities says otherwise (modules/bodies/body_flag_pages.h) --- */
{ M_GET,  "/coordinator/bodies/flags",           MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS), 0, body_flag_list_page },
{ M_POST, "/coordinator/bodies/flags",           MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS, F_INT("take", INT64_MAX), F_INT("leave", INT64_MAX)), 0, body_flag_decide_page },
{ M_GET,  "/admin/bodies/flags",                 MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS), 0, body_flag_list_page },
{ M_POST, "/admin/bodies/flags",                 MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS, F_INT("take", INT64_MAX), F_INT("leave", INT64_MAX)), 0, body_flag_decide_page },

/* --- events, announced and recorded (modules/consultations/event_pages.h) --- */
{ M_GET,  "/coordinator/events",            MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done"), Q_INT("page", 40)), 0, event_desk_list_page },
{ M_GET,  "/coordinator/events/new",        MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership")), 0, event_new_page },
{ M_POST, "/coordinator/events/new",        MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), EVENT_FIELDS), 0, event_new_post_page },
{ M_GET,  "/coordinator/events/:id",        MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, event_desk_show_page },
{ M_GET,  "/coordinator/events/:id/edit",   MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, event_edit_page },
{ M_POST, "/coordinator/events/:id/edit",   MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), EVENT_FIELDS), 0, event_edit_post_page },
{ M_GET,  "/coordinator/events/:id/cancel", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, event_cancel_page },
{ M_POST, "/coordinator/events/:id/cancel", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_TEXT("reason", EVENT_REASON_CHARS), F_WORD("seen")), 0, event_cancel_post_page },
{ M_GET,  "/coordinator/events/:id/held",   MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, event_held_page },
{ M_POST, "/coordinator/events/:id/held",   MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_TEXT("present", 20000), F_LINE("n_lived_experience", 20), F_LINE("n_family", 20), F_LINE("n_victim", 20), F_LINE("n_third_sector", 20), F_LINE("n_community", 20), F_LINE("n_partner_staff", 20), F_LINE("n_elected", 20), F_LINE("n_other", 20), F_TEXT("themes", EVENT_THEMES_CHARS), F_WORD("seen")), 0, event_held_post_page },

/* --- setting consultations up and publishing them (modules/consultations/consultation_setup*.c, consultation_desk*.c) --- */
{ M_GET,  "/coordinator/consultations",     MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership")), 0, consultation_list_desk_page },
{ M_GET,  "/coordinator/consultations/new", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership")), 0, consultation_new_page },
{ M_POST, "/coordinator/consultations/new", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), F_LINE("title", CONSULTATION_TITLE_CHARS), F_WORD("kind"), F_SLUG("from")), 0, consultation_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug", MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), Q_WORD("done")), 0, consultation_show_desk_page },
{ M_GET,  "/coordinator/consultations/:slug/about", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_about_page },
{ M_POST, "/coordinator/consultations/:slug/about", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_LINE("title", CONSULTATION_TITLE_CHARS), F_LINE("ending", CONSULTATION_SLUG_CHARS), F_WORD("kind"), F_TEXT("summary", CONSULTATION_SUMMARY_CHARS), F_TEXT("overview", CONSULTATION_TEXT_CHARS), F_TEXT("why", CONSULTATION_TEXT_CHARS), F_TEXT("next", CONSULTATION_TEXT_CHARS), F_WORDS("areas"), F_WORDS("audiences"), F_WORDS("topics"), F_WORDS("outcomes"), F_LINE("minutes", 10)), 0, consultation_about_post_page },
{ M_GET,  "/coordinator/consultations/:slug/partnerships", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_partnerships_page },
{ M_POST, "/coordinator/consultations/:slug/partnerships", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_WORDS("partnerships")), 0, consultation_partnerships_post_page },
{ M_GET,  "/coordinator/consultations/:slug/dates", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_dates_page },
{ M_POST, "/coordinator/consultations/:slug/dates", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_LINE("opens_day", 20), F_LINE("opens_month", 20), F_LINE("opens_year", 20), F_LINE("opens_time", 20), F_LINE("closes_day", 20), F_LINE("closes_month", 20), F_LINE("closes_year", 20), F_LINE("closes_time", 20), F_LINE("results_day", 20), F_LINE("results_month", 20), F_LINE("results_year", 20), F_TEXT("length", CONSULTATION_REASON_CHARS)), 0, consultation_dates_post_page },
{ M_GET,  "/coordinator/consultations/:slug/contact", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_ways_page },
{ M_POST, "/coordinator/consultations/:slug/contact", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_LINE("contact_role", CONSULTATION_LINE_CHARS), F_EMAIL("contact_email"), F_WORD("shared"), F_LINE("contact_phone", 40), F_TEXT("post_address", CONSULTATION_ADDRESS_CHARS), F_TEXT("other_ways", CONSULTATION_TEXT_CHARS)), 0, consultation_ways_post_page },
{ M_GET,  "/coordinator/consultations/:slug/privacy", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_privacy_page },
{ M_POST, "/coordinator/consultations/:slug/privacy", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_TEXT("privacy", CONSULTATION_TEXT_CHARS)), 0, consultation_privacy_post_page },
{ M_GET,  "/coordinator/consultations/:slug/who", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_who_page },
{ M_POST, "/coordinator/consultations/:slug/who", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_WORD("who"), F_WORD("second")), 0, consultation_who_post_page },
{ M_GET,  "/coordinator/consultations/:slug/papers", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), Q_WORD("done")), 0, consultation_papers_page },
{ M_GET,  "/coordinator/consultations/:slug/papers/new", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_paper_new_page },
{ M_POST, "/coordinator/consultations/:slug/papers/new", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), PAPER_FIELDS), ROUTE_UPLOAD, consultation_paper_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/papers/:id", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX)), 0, consultation_paper_page },
{ M_POST, "/coordinator/consultations/:slug/papers/:id", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX), PAPER_FIELDS), ROUTE_UPLOAD, consultation_paper_post_page },
{ M_GET,  "/coordinator/consultations/:slug/papers/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX)), 0, consultation_paper_remove_page },
{ M_POST, "/coordinator/consultations/:slug/papers/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX), SETUP_FIELDS), 0, consultation_paper_remove_post_page },
{ M_GET,  "/coordinator/consultations/:slug/publish", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_publish_page },
{ M_POST, "/coordinator/consultations/:slug/publish", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_WORD("do")), 0, consultation_publish_post_page },
{ M_GET,  "/coordinator/consultations/:slug/extend", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_extend_page },
{ M_POST, "/coordinator/consultations/:slug/extend", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_LINE("closes_day", 20), F_LINE("closes_month", 20), F_LINE("closes_year", 20), F_LINE("closes_time", 20), F_LINE("results_day", 20), F_LINE("results_month", 20), F_LINE("results_year", 20)), 0, consultation_extend_post_page },
{ M_GET,  "/coordinator/consultations/:slug/withdraw", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_withdraw_page },
{ M_POST, "/coordinator/consultations/:slug/withdraw", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS), 0, consultation_withdraw_post_page },
{ M_GET,  "/coordinator/consultations/:slug/archive", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, consultation_archive_page },
{ M_POST, "/coordinator/consultations/:slug/archive", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS), 0, consultation_archive_post_page },
{ M_GET,  "/coordinator/consultations/:slug/previews", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), Q_SEALED("made"), Q_WORD("done")), 0, preview_list_page },
{ M_POST, "/coordinator/consultations/:slug/previews", MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), SETUP_FIELDS, F_LINE("note", PREVIEW_NOTE_CHARS), F_LINE("days", 10), F_INT("end", INT64_MAX)), 0, preview_list_post_page },
{ M_GET,  "/coordinator/consultations/:slug/preview", MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership"), P_SLUG("slug")), 0, preview_show_desk_page },
{ M_GET,  "/coordinator/consultations/:slug/preview/papers/:id", MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX)), 0, preview_paper_desk_page },
{ M_GET,  "/coordinator/consultations/:slug/preview/papers/:id/file", MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership"), P_SLUG("slug"), P_INT("id", INT64_MAX)), ROUTE_WAITS, preview_paper_desk_file },
{ M_GET,  "/consultations/:slug/preview/papers/:id", LINK(PREVIEW), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX)), ROUTE_NOINDEX, preview_paper_page },
{ M_GET,  "/consultations/:slug/preview/papers/:id/file", LINK(PREVIEW), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX)), ROUTE_NOINDEX | ROUTE_WAITS, preview_paper_file },
{ M_GET,  "/preview/:key",                  PUBLIC, PARAMS(P_KEY("key")), ROUTE_NOINDEX, preview_key_page },
/* whoever holds the mailed link: it begins a link session and changes nothing else */
{ M_POST, "/preview/:key",                  PUBLIC, PARAMS(P_KEY("key")), ROUTE_OPEN_POST | ROUTE_NOINDEX, preview_key_post_page },
{ M_GET,  "/consultations/:slug/preview",   LINK(PREVIEW), PARAMS(P_SLUG("slug")), ROUTE_NOINDEX, preview_show_page },

/* --- the timeline of an organisation, and what is due (modules/bodies/contact_pages.h) --- */
{ M_GET,  "/coordinator/due",                            MAY(BODY_TIMELINE), PARAMS(Q_SLUG("partnership"), Q_INT("page", 40), Q_INT("marked", INT64_MAX)), 0, due_list_page },
{ M_POST, "/coordinator/due",                            MAY(BODY_TIMELINE), PARAMS(Q_SLUG("partnership"), Q_INT("page", 40), F_INT("event", INT64_MAX)), 0, due_done_page },
{ M_GET,  "/coordinator/bodies/:id/timeline",            MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("kind"), Q_INT("page", 40), Q_WORD("done")), 0, contact_list_page },
{ M_GET,  "/coordinator/bodies/:id/timeline/new",        MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("as")), 0, contact_new_page },
{ M_POST, "/coordinator/bodies/:id/timeline/new",        MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), CONTACT_FIELDS), 0, contact_new_post_page },
{ M_GET,  "/coordinator/bodies/:id/timeline/:event",     MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, contact_show_page },
{ M_POST, "/coordinator/bodies/:id/timeline/:event",     MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership"), F_WORD("done_now")), 0, contact_done_page },
{ M_GET,  "/coordinator/bodies/:id/timeline/:event/edit", MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership")), 0, contact_edit_page },
{ M_POST, "/coordinator/bodies/:id/timeline/:event/edit", MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership"), CONTACT_FIELDS), 0, contact_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/timeline/:event/remove", MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership")), 0, contact_remove_page },
{ M_POST, "/coordinator/bodies/:id/timeline/:event/remove", MAY(BODY_TIMELINE), PARAMS(P_INT("id", INT64_MAX), P_INT("event", INT64_MAX), Q_SLUG("partnership"), F_WORD("seen")), 0, contact_remove_post_page },

/* --- what an organisation needs to take part (modules/bodies/adjustment_pages.h) --- */
{ M_GET,  "/coordinator/bodies/:id/needs",               MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, need_list_page },
{ M_GET,  "/coordinator/bodies/:id/needs/new",           MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, need_new_page },
{ M_POST, "/coordinator/bodies/:id/needs/new",           MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_TEXT("request", ADJUSTMENT_REQUEST_CHARS)), 0, need_new_post_page },
{ M_GET,  "/coordinator/bodies/:id/needs/:need",         MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), P_INT("need", INT64_MAX), Q_SLUG("partnership")), 0, need_show_page },
{ M_POST, "/coordinator/bodies/:id/needs/:need",         MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), P_INT("need", INT64_MAX), Q_SLUG("partnership"), F_WORD("state"), F_TEXT("response", ADJUSTMENT_RESPONSE_CHARS), F_WORD("seen")), 0, need_answer_page },

/* --- workspace: offers to be involved (modules/bodies/interest_desk_pages.c) --- */
{ M_GET,  "/coordinator/interest",               MAY(INTEREST_READ), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, interest_list_page },
{ M_GET,  "/coordinator/interest/:reference",    MAY(INTEREST_READ), PARAMS(P_FILE("reference"), Q_SLUG("partnership")), 0, interest_show_page },
{ M_GET,  "/coordinator/interest/:reference/:answer", MAY(INTEREST_READ), PARAMS(P_FILE("reference"), P_SLUG("answer"), Q_SLUG("partnership")), 0, interest_answer_page },
{ M_POST, "/coordinator/interest/:reference/:answer", MAY(INTEREST_READ), PARAMS(P_FILE("reference"), P_SLUG("answer"), Q_SLUG("partnership"), F_WORD("entry"), F_WORD("kind"), F_TEXT("words", INTEREST_WORDS_CHARS)), 0, interest_answer_post_page },
/* --- the record of changes (app/audit_pages.c) --- */
{ M_GET,  "/coordinator/record",                 MAY(AUDIT_READ), PARAMS(Q_SLUG("partnership"), AUDIT_OWN_PARAMS, Q_INT("after", INT64_MAX)), 0, audit_own_page },
{ M_GET,  "/admin/audit",                        MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, Q_INT("after", INT64_MAX), Q_WORD("checked")), 0, audit_list_page },
/* leads to the file, or walks the chain; the record of an export holds its filters */
{ M_POST, "/admin/audit",                        MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, F_WORD("do")), 0, audit_post_page },
{ M_GET,  "/admin/audit.csv",                    MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, Q_SEALED("ticket")), ROUTE_WAITS, audit_csv_page },
{ M_GET,  "/admin/audit/:number",                MAY(AUDIT_READ), PARAMS(P_INT("number", INT64_MAX)), 0, audit_record_page },
/* --- organisations that somebody named (modules/bodies/suggestion_pages.h) --- */
{ M_GET,  "/coordinator/suggestions",            MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, suggestion_list_page },
{ M_GET,  "/coordinator/suggestions/:reference", MAY(BODY_EDIT), PARAMS(P_FILE("reference")), 0, suggestion_show_page },
{ M_POST, "/coordinator/suggestions/:reference", MAY(BODY_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_WORD("entry"), F_TEXT("reason", SUGGESTION_REASON_CHARS)), 0, suggestion_answer_page },
{ M_GET,  "/admin/suggestions",                  MAY(BODY_EDIT), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, suggestion_list_page },
{ M_GET,  "/admin/suggestions/:reference",       MAY(BODY_EDIT), PARAMS(P_FILE("reference")), 0, suggestion_show_page },
{ M_POST, "/admin/suggestions/:reference",       MAY(BODY_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_WORD("entry"), F_TEXT("reason", SUGGESTION_REASON_CHARS)), 0, suggestion_answer_page },

{ M_GET,  "/admin/corrections",                  MAY(ROUTE_EDIT), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, correction_list_page },
{ M_GET,  "/admin/corrections/:reference",       MAY(ROUTE_EDIT), PARAMS(P_FILE("reference")), 0, correction_show_page },
{ M_POST, "/admin/corrections/:reference",       MAY(ROUTE_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_TEXT("reason", ANSWER_CHARS)), 0, correction_answer_page },

/* --- looking after people (app/people_pages.h) --- */
{ M_GET,  "/coordinator/team",              MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), Q_INT("after", PERSON_ID_MAX), Q_LINE("done", DONE_CHARS)), 0, team_page },
{ M_POST, "/coordinator/team",              MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), F_INT("person", PERSON_ID_MAX)), 0, team_again_post_page },
{ M_GET,  "/coordinator/team/invite",       MAY(PEOPLE), PARAMS(Q_SLUG("partnership")), 0, team_invite_page },
{ M_POST, "/coordinator/team/invite",       MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), F_LINE("name", ACCOUNT_NAME_MAX), F_EMAIL("email"), F_LINE("until_day", 10), F_LINE("until_month", 20), F_LINE("until_year", 10), F_WORD("step"), F_LINE("website", 200)), 0, team_invite_post_page },
{ M_GET,  "/coordinator/team/invited",      MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), Q_LINE("r", DONE_CHARS)), 0, team_invited_page },
{ M_GET,  "/coordinator/team/end",          MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), Q_INT("person", PERSON_ID_MAX), Q_INT("grant", PERSON_ID_MAX)), 0, team_end_page },
{ M_POST, "/coordinator/team/end",          MAY(PEOPLE), PARAMS(Q_SLUG("partnership"), Q_INT("person", PERSON_ID_MAX), Q_INT("grant", PERSON_ID_MAX), F_WORD("go")), 0, team_end_post_page },
{ M_GET,  "/admin/people",                  MAY(PEOPLE), PARAMS(Q_WORD("role"), Q_SLUG("partnership"), Q_WORD("state"), Q_INT("after", PERSON_ID_MAX)), 0, people_page },
/* a name is posted, so that it stands in no history or log (security.md S23); it changes nothing */
{ M_POST, "/admin/people/find",             MAY(PEOPLE), PARAMS(F_LINE("q", 100)), ROUTE_NO_TOKEN | ROUTE_SEARCH, people_find_page },
{ M_GET,  "/admin/people/invite",           MAY(PEOPLE), NO_PARAMS,                0,               people_invite_page },
{ M_POST, "/admin/people/invite",           MAY(PEOPLE), PARAMS(F_LINE("name", ACCOUNT_NAME_MAX), F_EMAIL("email"), F_WORD("role"), F_SLUG("partnership"), F_LINE("organisation", BODY_NAME_CHARS), F_LINE("until_day", 10), F_LINE("until_month", 20), F_LINE("until_year", 10), F_WORD("step"), F_LINE("website", 200)), 0, people_invite_post_page },
{ M_GET,  "/admin/people/invited",          MAY(PEOPLE), PARAMS(Q_LINE("r", DONE_CHARS)), 0,        people_invited_page },
{ M_GET,  "/admin/people/:id",              MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), Q_LINE("done", DONE_CHARS)), 0, person_page },
{ M_POST, "/admin/people/:id",              MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX)), 0,     person_again_post_page },
{ M_GET,  "/admin/people/:id/give",         MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX)), 0,     person_give_page },
{ M_POST, "/admin/people/:id/give",         MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), F_WORD("role"), F_SLUG("partnership"), F_LINE("organisation", BODY_NAME_CHARS), F_LINE("until_day", 10), F_LINE("until_month", 20), F_LINE("until_year", 10)), 0, person_give_post_page },
{ M_GET,  "/admin/people/:id/roles/:grant/end", MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), P_INT("grant", PERSON_ID_MAX)), 0, person_end_page },
{ M_POST, "/admin/people/:id/roles/:grant/end", MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), P_INT("grant", PERSON_ID_MAX), F_WORD("go")), 0, person_end_post_page },
{ M_GET,  "/admin/people/:id/close",        MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX)), 0,     person_close_page },
{ M_POST, "/admin/people/:id/close",        MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), F_WORD("go")), 0, person_close_post_page },
{ M_GET,  "/admin/people/:id/reopen",       MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX)), 0,     person_reopen_page },
{ M_POST, "/admin/people/:id/reopen",       MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), F_WORD("go")), 0, person_reopen_post_page },
{ M_GET,  "/admin/people/:id/sign-out",     MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX)), 0,     person_sign_out_page },
{ M_POST, "/admin/people/:id/sign-out",     MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), F_WORD("go")), 0, person_sign_out_post_page },
{ M_GET,  "/admin/people/:id/second-factor", MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), Q_LINE("done", DONE_CHARS)), ROUTE_PROVED, person_factor_page },
{ M_POST, "/admin/people/:id/second-factor", MAY(PEOPLE), PARAMS(P_INT("id", PERSON_ID_MAX), F_TEXT("reason", PEOPLE_REASON_CHARS), F_WORD("go"), Q_LINE("done", DONE_CHARS)), ROUTE_PROVED, person_factor_post_page },
{ M_GET,  "/second-factor-reset",           PUBLIC, PARAMS(Q_LINE("r", DONE_CHARS)), ROUTE_NOINDEX,   factor_reset_sent_page },
{ M_GET,  "/second-factor-reset/:key",      PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, factor_reset_page },
/* open: who presses it has lost the second factor and cannot sign in; the link is the key (S18) */
{ M_POST, "/second-factor-reset/:key",      PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_OPEN_POST | ROUTE_NOINDEX, factor_reset_post_page },
/* --- admin: the directory (modules/partnerships/directory_pages.c, area_pages.c) --- */
{ M_GET,  "/admin/partnerships",            MAY(DIRECTORY_EDIT), NO_PARAMS,                0, admin_partnerships_page },
{ M_GET,  "/admin/partnerships/:slug",      MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug")),   0, admin_partnership_page },
{ M_POST, "/admin/partnerships/:slug",      MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug"), F_LINE("short_name", PARTNERSHIP_SHORT_CHARS), F_LINE("address", 80)), 0, admin_partnership_save_page },
{ M_GET,  "/admin/areas",                   MAY(DIRECTORY_EDIT), NO_PARAMS,                0, admin_areas_page },
{ M_GET,  "/admin/areas/:slug",             MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug")),   0, admin_area_page },
{ M_POST, "/admin/areas/:slug",             MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug"), F_LINE("column", 10), F_LINE("row", 10), F_SLUG("partnership"), F_SLUG("was"), F_WORD("step")), 0, admin_area_save_page },

/* --- keeping the service: its state, due work and mail, settings (app/admin_*_page.c) --- */
{ M_GET,  "/admin",                         MAY(SETTINGS), NO_PARAMS,              0,               admin_state_page },
{ M_GET,  "/admin/jobs",                    MAY(SETTINGS), PARAMS(Q_WORD("state"), Q_INT("page", 40), Q_WORD("done")), 0, admin_jobs_page },
{ M_POST, "/admin/jobs",                    MAY(SETTINGS), PARAMS(Q_WORD("state"), Q_INT("page", 40), Q_WORD("done"), F_INT("job", INT64_MAX), F_INT("mail", INT64_MAX)), 0, admin_jobs_post_page },
{ M_GET,  "/admin/lists",                   MAY(SETTINGS), NO_PARAMS,              0,               admin_lists_page },
{ M_GET,  "/admin/lists/:list",             MAY(SETTINGS), PARAMS(P_SLUG("list"), Q_WORD("done")), 0, admin_list_page },
{ M_POST, "/admin/lists/:list",             MAY(SETTINGS), PARAMS(P_SLUG("list"), Q_WORD("done"), F_LINE("do", 60)), 0, admin_list_move_page },
{ M_GET,  "/admin/lists/:list/new",         MAY(SETTINGS), PARAMS(P_SLUG("list")),  0,               admin_list_new_page },
{ M_POST, "/admin/lists/:list/new",         MAY(SETTINGS), PARAMS(P_SLUG("list"), F_LINE("label", LIST_LABEL_CHARS), F_WORD("offered"), F_WORD("seen")), 0, admin_list_new_post_page },
{ M_GET,  "/admin/lists/:list/words/:word", MAY(SETTINGS), PARAMS(P_SLUG("list"), P_FILE("word")), 0, admin_list_word_page },
{ M_POST, "/admin/lists/:list/words/:word", MAY(SETTINGS), PARAMS(P_SLUG("list"), P_FILE("word"), F_LINE("label", LIST_LABEL_CHARS), F_WORD("offered"), F_WORD("seen")), 0, admin_list_word_post_page },
{ M_GET,  "/admin/framework",               MAY(SETTINGS), PARAMS(Q_WORD("done")),  0,               admin_framework_page },
{ M_GET,  "/admin/framework/new",           MAY(SETTINGS), NO_PARAMS,              0,               admin_framework_new_page },
{ M_POST, "/admin/framework/new",           MAY(SETTINGS), PARAMS(F_LINE("code", FRAMEWORK_NAME_CHARS), F_LINE("name", FRAMEWORK_NAME_CHARS), F_LINE("seen", FRAMEWORK_NAME_CHARS)), 0, admin_framework_new_post_page },
{ M_GET,  "/admin/framework/:version",      MAY(SETTINGS), PARAMS(P_SLUG("version"), Q_WORD("done")), 0, admin_framework_set_page },
{ M_POST, "/admin/framework/:version",      MAY(SETTINGS), PARAMS(P_SLUG("version"), Q_WORD("done")), 0, admin_framework_choose_page },
{ M_GET,  "/admin/framework/:version/name", MAY(SETTINGS), PARAMS(P_SLUG("version")), 0,             admin_framework_name_page },
{ M_POST, "/admin/framework/:version/name", MAY(SETTINGS), PARAMS(P_SLUG("version"), F_LINE("name", FRAMEWORK_NAME_CHARS), F_LINE("seen", FRAMEWORK_NAME_CHARS)), 0, admin_framework_name_post_page },
{ M_GET,  "/admin/framework/:version/items/new", MAY(SETTINGS), PARAMS(P_SLUG("version")), 0,        admin_framework_item_new_page },
{ M_POST, "/admin/framework/:version/items/new", MAY(SETTINGS), PARAMS(P_SLUG("version"), FRAMEWORK_ITEM_FIELDS), 0, admin_framework_item_new_post_page },
{ M_GET,  "/admin/framework/:version/items/:item", MAY(SETTINGS), PARAMS(P_SLUG("version"), P_FILE("item")), 0, admin_framework_item_page },
{ M_POST, "/admin/framework/:version/items/:item", MAY(SETTINGS), PARAMS(P_SLUG("version"), P_FILE("item"), FRAMEWORK_ITEM_FIELDS), 0, admin_framework_item_post_page },
{ M_GET,  "/admin/settings",                MAY(SETTINGS), PARAMS(Q_WORD("done")), 0,               admin_settings_page },
{ M_POST, "/admin/settings",                MAY(SETTINGS), PARAMS(Q_WORD("done"), F_LINE("service_name", ADMIN_NAME_CHARS), F_LINE("tagline", ADMIN_LINE_CHARS), F_LINE("footer_line", ADMIN_LINE_CHARS), F_EMAIL("contact_mail"), F_EMAIL("reply_to"), F_LINE("limit_posts", 20), F_LINE("limit_searches", 20), F_LINE("limit_pages", 20), F_TEXT("trusted_ranges", ADMIN_RANGES_CHARS), F_WORD("seen")), ROUTE_PROVED, admin_settings_post_page },
{ M_GET,  "/admin/settings/mail-test",      MAY(SETTINGS), PARAMS(Q_INT("mail", INT64_MAX)), 0,     admin_mail_test_page },
{ M_POST, "/admin/settings/mail-test",      MAY(SETTINGS), NO_PARAMS,              0,               admin_mail_test_post_page },

/* --- the workspace: a partnership's contact route (modules/partnerships/route_pages.c, step_pages.c, history_pages.c) --- */
{ M_GET,  "/coordinator/partnership",           MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done")), 0, route_edit_page },
{ M_POST, "/coordinator/partnership",           MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_WORD("seen")), 0, route_edit_post_page },
{ M_GET,  "/coordinator/partnership/name",      MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership")), 0, route_name_page },
{ M_POST, "/coordinator/partnership/name",      MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), F_LINE("name", STEP_ORGANISATION_CHARS), ROUTE_FOUND), 0, route_name_post_page },
{ M_GET,  "/coordinator/partnership/steps/new", MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership")), 0, step_new_page },
{ M_POST, "/coordinator/partnership/steps/new", MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), F_WORD("kind"), F_SLUG("area"), STEP_FIELDS, ROUTE_FOUND), 0, step_new_post_page },
{ M_GET,  "/coordinator/partnership/steps/:id", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, step_edit_page },
{ M_POST, "/coordinator/partnership/steps/:id", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), STEP_FIELDS, ROUTE_FOUND), 0, step_edit_post_page },
{ M_GET,  "/coordinator/partnership/steps/:id/remove", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, step_remove_page },
{ M_POST, "/coordinator/partnership/steps/:id/remove", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), ROUTE_FOUND), 0, step_remove_post_page },
{ M_GET,  "/coordinator/partnership/history",   MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_INT("page", 40)), 0, route_changes_page },
{ M_GET,  "/coordinator/partnership/history/:id", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, route_change_page },
{ M_POST, "/coordinator/partnership/history/:id", MAY(ROUTE_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("seen")), 0, route_change_post_page },

/* --- importing a list (modules/bodies/body_import_pages.h) --- */
{ M_GET,  "/coordinator/bodies/import", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_INT("before", INT64_MAX)), 0, body_import_list_page },
{ M_GET,  "/admin/bodies/import", MAY(BODY_EDIT), PARAMS(Q_INT("before", INT64_MAX)), 0, body_import_list_page },
{ M_POST, "/coordinator/bodies/import", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), BODY_IMPORT_UPLOAD_PARAMS), ROUTE_UPLOAD, body_import_upload_page },
{ M_POST, "/admin/bodies/import", MAY(BODY_EDIT), PARAMS(BODY_IMPORT_UPLOAD_PARAMS), ROUTE_UPLOAD, body_import_upload_page },
{ M_GET,  "/coordinator/bodies/import/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, body_import_show_page },
{ M_GET,  "/admin/bodies/import/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, body_import_show_page },
{ M_POST, "/coordinator/bodies/import/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do")), 0, body_import_do_page },
{ M_POST, "/admin/bodies/import/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), F_WORD("do")), 0, body_import_do_page },
{ M_GET,  "/coordinator/bodies/import/:id/columns", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("read")), 0, body_import_columns_page },
{ M_GET,  "/admin/bodies/import/:id/columns", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_WORD("read")), 0, body_import_columns_page },
{ M_POST, "/coordinator/bodies/import/:id/columns", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("read"), BODY_IMPORT_COLUMN_PARAMS, F_WORDS("areas")), 0, body_import_match_page },
{ M_POST, "/admin/bodies/import/:id/columns", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_WORD("read"), BODY_IMPORT_COLUMN_PARAMS, F_WORDS("areas")), 0, body_import_match_page },
{ M_GET,  "/coordinator/bodies/import/:id/rows", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("show"), Q_INT("after", INT64_MAX)), 0, body_import_rows_page },
{ M_GET,  "/admin/bodies/import/:id/rows", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_WORD("show"), Q_INT("after", INT64_MAX)), 0, body_import_rows_page },
{ M_GET,  "/coordinator/bodies/import/:id/failed.csv", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), ROUTE_WAITS, body_import_failed_page },
{ M_GET,  "/admin/bodies/import/:id/failed.csv", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), ROUTE_WAITS, body_import_failed_page },
{ M_GET,  "/coordinator/bodies/import/:id/state.json", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, body_import_state_page },
{ M_GET,  "/admin/bodies/import/:id/state.json", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, body_import_state_page },
{ M_GET,  "/coordinator/bodies/import/:id/undo", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, body_import_undo_page },
{ M_GET,  "/admin/bodies/import/:id/undo", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, body_import_undo_page },
{ M_POST, "/coordinator/bodies/import/:id/undo", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, body_import_undo_post_page },
{ M_POST, "/admin/bodies/import/:id/undo", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, body_import_undo_post_page },

/* --- the register as staff keep it (modules/bodies/desk_*.c): a coordinator's areas, and all of Scotland --- */
{ M_GET,  "/coordinator/bodies", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), DESK_FILTERS, Q_INT("page", 40), Q_INT("after", INT64_MAX), Q_WORD("done")), 0, desk_list_page },
{ M_GET,  "/admin/bodies", MAY(BODY_EDIT), PARAMS(DESK_FILTERS, Q_INT("page", 40), Q_INT("after", INT64_MAX), Q_WORD("done")), 0, desk_list_page },
{ M_GET,  "/coordinator/bodies.csv", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), DESK_FILTERS), ROUTE_WAITS, desk_csv_page },
{ M_GET,  "/admin/bodies.csv", MAY(BODY_EDIT), PARAMS(DESK_FILTERS), ROUTE_WAITS, desk_csv_page },
{ M_POST, "/coordinator/bodies", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), F_LINE("query", DESK_QUERY_CHARS), F_WORDS("body"), F_WORD("action"), F_LINE("tag", BODY_TAG_CHARS), F_INT("list", INT64_MAX), F_LINE("list_name", SAVED_LIST_CHARS), F_WORD("step")), 0, desk_bulk_page },
{ M_POST, "/admin/bodies", MAY(BODY_EDIT), PARAMS(F_LINE("query", DESK_QUERY_CHARS), F_WORDS("body"), F_WORD("action"), F_LINE("tag", BODY_TAG_CHARS), F_INT("list", INT64_MAX), F_LINE("list_name", SAVED_LIST_CHARS), F_WORD("step")), 0, desk_bulk_page },
{ M_GET,  "/coordinator/bodies/lists", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_LINE("query", DESK_QUERY_CHARS), Q_WORD("done")), 0, saved_lists_page },
{ M_POST, "/coordinator/bodies/lists", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done"), F_LINE("name", SAVED_LIST_CHARS), F_LINE("filter", DESK_QUERY_CHARS)), 0, saved_lists_post_page },
{ M_GET,  "/coordinator/bodies/lists/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_INT("page", 40), Q_WORD("done")), 0, saved_list_page },
{ M_POST, "/coordinator/bodies/lists/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_INT("page", 40), Q_WORD("done"), F_LINE("name", SAVED_LIST_CHARS), F_WORD("do"), F_WORDS("body")), 0, saved_list_post_page },
{ M_GET,  "/coordinator/bodies/new", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_LINE("name", BODY_NAME_CHARS), Q_LINE("charity_number", 20), Q_LINE("web", BODY_URL_CHARS)), 0, desk_body_new_page },
{ M_GET,  "/admin/bodies/new", MAY(BODY_EDIT), PARAMS(Q_LINE("name", BODY_NAME_CHARS), Q_LINE("charity_number", 20), Q_LINE("web", BODY_URL_CHARS)), 0, desk_body_new_page },
{ M_POST, "/coordinator/bodies/new", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), BODY_NAME_FIELDS, BODY_WORK_FIELDS, F_WORDS("areas"), BODY_CONTACT_FIELDS, F_WORD("step")), 0, desk_body_new_post_page },
{ M_POST, "/admin/bodies/new", MAY(BODY_EDIT), PARAMS(BODY_NAME_FIELDS, BODY_WORK_FIELDS, F_WORDS("areas"), BODY_CONTACT_FIELDS, F_WORD("step")), 0, desk_body_new_post_page },
/* posted, so that no number stands in a log; it changes nothing */
{ M_POST, "/coordinator/bodies/likely", MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), F_LINE("name", BODY_NAME_CHARS), F_LINE("charity_number", 20), F_LINE("web", BODY_URL_CHARS), F_LINE("contact_phone", BODY_PHONE_CHARS)), ROUTE_NO_TOKEN | ROUTE_SEARCH, desk_likely_page },
{ M_POST, "/admin/bodies/likely", MAY(BODY_EDIT), PARAMS(F_LINE("name", BODY_NAME_CHARS), F_LINE("charity_number", 20), F_LINE("web", BODY_URL_CHARS), F_LINE("contact_phone", BODY_PHONE_CHARS)), ROUTE_NO_TOKEN | ROUTE_SEARCH, desk_likely_page },
{ M_GET,  "/coordinator/bodies/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, desk_body_page },
{ M_GET,  "/admin/bodies/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done")), 0, desk_body_page },
{ M_POST, "/coordinator/bodies/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_LINE("tag", BODY_TAG_CHARS)), 0, desk_body_post_page },
{ M_POST, "/admin/bodies/:id", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_WORD("done"), F_WORD("do"), F_LINE("tag", BODY_TAG_CHARS)), 0, desk_body_post_page },
{ M_GET,  "/coordinator/bodies/:id/merge", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_LINE("q", 100)), ROUTE_SEARCH, merge_choose_page },
{ M_GET,  "/admin/bodies/:id/merge", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_LINE("q", 100)), ROUTE_SEARCH, merge_choose_page },
{ M_GET,  "/coordinator/bodies/:id/merge/:other", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), P_INT("other", INT64_MAX), Q_SLUG("partnership")), 0, merge_check_page },
{ M_GET,  "/admin/bodies/:id/merge/:other", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), P_INT("other", INT64_MAX)), 0, merge_check_page },
{ M_POST, "/coordinator/bodies/:id/merge/:other", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), P_INT("other", INT64_MAX), Q_SLUG("partnership"), MERGE_FIELDS), 0, merge_post_page },
{ M_POST, "/admin/bodies/:id/merge/:other", MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), P_INT("other", INT64_MAX), MERGE_FIELDS), 0, merge_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_GET,  "/admin/bodies/:id/edit", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_WHO_FIELDS, F_WORD("step"), F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_POST, "/admin/bodies/:id/edit", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), BODY_WHO_FIELDS, F_WORD("step"), F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit/work", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_GET,  "/admin/bodies/:id/edit/work", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit/work", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_WORK_FIELDS, F_WORDS("outcomes"), F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_POST, "/admin/bodies/:id/edit/work", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), BODY_WORK_FIELDS, F_WORDS("outcomes"), F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit/areas", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_GET,  "/admin/bodies/:id/edit/areas", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit/areas", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_AREA_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_POST, "/admin/bodies/:id/edit/areas", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), BODY_AREA_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit/contact", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_GET,  "/admin/bodies/:id/edit/contact", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit/contact", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_CONTACT_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_POST, "/admin/bodies/:id/edit/contact", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), BODY_CONTACT_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit/own", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit/own", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_OWN_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_GET,  "/coordinator/bodies/:id/edit/status", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, desk_body_edit_page },
{ M_GET,  "/admin/bodies/:id/edit/status", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX)), 0, desk_body_edit_page },
{ M_POST, "/coordinator/bodies/:id/edit/status", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), BODY_STATUS_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },
{ M_POST, "/admin/bodies/:id/edit/status", MAY(BODY_EDIT), PARAMS(P_INT("id", INT64_MAX), BODY_STATUS_FIELDS, F_WORD("seen")), 0, desk_body_edit_post_page },

/* --- saved sets of questions (modules/consultations/question_set_pages.c) --- */
{ M_GET,  "/coordinator/question-sets",     MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done")), 0, question_sets_page },
{ M_GET,  "/coordinator/question-sets/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_set_remove_page },
{ M_POST, "/coordinator/question-sets/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_set_remove_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sets", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, question_set_use_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sets", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_WORD("set"), F_WORD("section"), F_LINE("name", QUESTION_SET_CHARS), F_TEXT("note", QUESTION_SET_NOTE_CHARS)), 0, question_set_use_post_page },

/* --- the questions on paper (modules/consultations/question_sheet_pages.c) --- */
{ M_GET,  "/consultations/:slug/questions", PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, question_sheet_page },
{ M_GET,  "/consultations/:slug/questions.txt", PUBLIC, PARAMS(P_SLUG("slug")),    ROUTE_REMEMBER | ROUTE_DATA, question_sheet_text_page },
{ M_GET,  "/consultations/:slug/questions.odt", PUBLIC, PARAMS(P_SLUG("slug")),    ROUTE_REMEMBER | ROUTE_DATA, question_sheet_odt_page },

/* --- the questions of a consultation, to build (modules/consultations/question_build.h) --- */
{ M_GET,  "/coordinator/consultations/:slug/questions", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, question_list_page },
{ M_POST, "/coordinator/consultations/:slug/questions", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do")), 0, question_list_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("section"), Q_WORD("type"), Q_WORD("go")), 0, question_new_page },
{ M_POST, "/coordinator/consultations/:slug/questions/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), QUESTION_FIELDS), 0, question_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_edit_page },
{ M_POST, "/coordinator/consultations/:slug/questions/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), QUESTION_FIELDS), 0, question_edit_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_remove_page },
{ M_POST, "/coordinator/consultations/:slug/questions/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, question_remove_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, section_new_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_WORD("do"), F_LINE("title", SECTION_TITLE_CHARS), F_TEXT("intro", SECTION_INTRO_CHARS), F_WORD("equality"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, section_edit_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_LINE("title", SECTION_TITLE_CHARS), F_TEXT("intro", SECTION_INTRO_CHARS), F_WORD("equality"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_edit_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, section_remove_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_remove_post_page },
/* --- responses that come another way (modules/responses/response_log.h) --- */
{ M_GET,  "/coordinator/responses/new",     MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation")), 0, response_log_page },
{ M_POST, "/coordinator/responses/new",     MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), RESPONSE_LOG_FIELDS), ROUTE_UPLOAD, response_log_post_page },
{ M_GET,  "/coordinator/responses/logged",  MAY(RESPONSE_LOG), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), Q_SEALED("r")), 0, response_logged_page },

/* --- answers brought in as a file (modules/responses/response_import.h) --- */
{ M_GET,  "/coordinator/consultations/:slug/imports", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, response_import_list_page },
{ M_POST, "/coordinator/consultations/:slug/imports", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_LINE("file", 200), F_LINE("source", RESPONSE_IMPORT_SOURCE_CHARS), F_TEXT("comment", RESPONSE_IMPORT_COMMENT_CHARS)), ROUTE_UPLOAD, response_import_list_post_page },
{ M_GET,  "/coordinator/consultations/:slug/imports/:id", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("columns")), 0, response_import_page },
{ M_POST, "/coordinator/consultations/:slug/imports/:id", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("columns"), F_WORD("do"), F_ANSWERS("q", 10), F_LINE("col_name", 10), F_LINE("col_organisation", 10), F_LINE("col_email", 10), F_LINE("col_received", 10), F_LINE("col_publish", 10), F_LINE("col_source", 10)), 0, response_import_post_page },
{ M_GET,  "/coordinator/consultations/:slug/imports/:id/failed.csv", MAY(RESPONSE_LOG), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), ROUTE_WAITS, response_import_failed_page },

/* --- whoever said it checks what staff typed (modules/responses/read_back.h) --- */
{ M_GET,  "/coordinator/responses/:reference/read-back", MAY(RESPONSE_LOG), PARAMS(P_LINE("reference", 20), Q_SLUG("partnership")), 0, read_back_send_page },
{ M_POST, "/coordinator/responses/:reference/read-back", MAY(RESPONSE_LOG), PARAMS(P_LINE("reference", 20), Q_SLUG("partnership"), F_EMAIL("email"), F_WORD("do")), 0, read_back_send_post_page },
{ M_GET,  "/read-back/correct",             LINK(READ_BACK), NO_PARAMS,            ROUTE_NOINDEX,   read_back_correct_page },
{ M_POST, "/read-back/correct",             LINK(READ_BACK), PARAMS(F_ANSWERS("q", QUESTION_LONG_MOST), F_WORD("publish")), ROUTE_NOINDEX, read_back_correct_post_page },
{ M_GET,  "/read-back/:key",                PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, read_back_key_page },
/* open: the key of the private link says who may (S51) */
{ M_POST, "/read-back/:key",                PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, read_back_key_post_page },
{ M_GET,  "/read-back",                     LINK(READ_BACK), NO_PARAMS,            ROUTE_NOINDEX,   read_back_page },
{ M_POST, "/read-back",                     LINK(READ_BACK), PARAMS(F_WORD("publish")), ROUTE_NOINDEX, read_back_post_page },

/* --- workspace: responses to consultations (modules/responses/response_desk.h). "responses/new" and the like stand before :reference --- */
{ M_GET,  "/coordinator/responses", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), RESPONSE_FILTERS(Q_WORD), Q_INT("campaign", INT64_MAX), Q_INT("page", 40), Q_WORD("done")), 0, response_list_page },
{ M_POST, "/coordinator/responses", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), F_WORD("do")), 0, response_list_post_page },
{ M_GET,  "/coordinator/responses.csv", MAY(RESPONSE_EXPORT), PARAMS(Q_SLUG("consultation"), Q_SEALED("ticket")), ROUTE_WAITS, response_csv_page },
/* a name is posted, so that it stands in no history or log (security.md S23); it changes nothing */
{ M_POST, "/coordinator/responses/find", MAY(RESPONSE_READ), PARAMS(Q_SLUG("partnership"), Q_SLUG("consultation"), F_LINE("q", 100), RESPONSE_FILTERS(F_WORD), F_INT("campaign", INT64_MAX), F_WORD("done")), ROUTE_NO_TOKEN | ROUTE_SEARCH, response_find_page },
{ M_GET,  "/coordinator/responses/:reference", MAY(RESPONSE_READ), PARAMS(P_FILE("reference"), Q_WORD("done")), 0, response_show_page },
{ M_GET,  "/coordinator/responses/:reference/alike", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference")), 0, response_alike_page },
{ M_POST, "/coordinator/responses/:reference/alike", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), F_INT("version", INT64_MAX), F_WORD("what"), F_LINE("of", 20), F_WORD("campaign"), F_LINE("name", RESPONSE_CAMPAIGN_CHARS), F_WORD("once"), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_alike_post_page },
{ M_GET,  "/coordinator/responses/:reference/answers/:question", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_INT("question", INT64_MAX)), 0, response_answer_page },
{ M_POST, "/coordinator/responses/:reference/answers/:question", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_INT("question", INT64_MAX), F_INT("version", INT64_MAX), F_ANSWERS("q", QUESTION_LONG_MOST), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_answer_post_page },
{ M_GET,  "/coordinator/responses/:reference/:action", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_SLUG("action")), 0, response_act_page },
{ M_POST, "/coordinator/responses/:reference/:action", MAY(RESPONSE_LOG), PARAMS(P_FILE("reference"), P_SLUG("action"), F_INT("version", INT64_MAX), F_WORD("status"), F_WORD("counting"), F_WORD("late"), F_LINE("of", 20), F_TEXT("words", RESPONSE_REASON_CHARS)), 0, response_act_post_page },

/* --- guidance: our own articles (app/guidance_pages.c, data/guidance) --- */
{ M_GET,  "/guidance",                      PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  guidance_list_page },
{ M_GET,  "/guidance/:slug",                PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER,  guidance_show_page },

/* --- trust pages (app/site_pages.c) --- */
{ M_GET,  "/about",                         PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/accessibility",                 PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/privacy",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/cookies",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/contact",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/data",                          PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },

/* --- discovery (app/site_pages.c) --- */
{ M_GET,  "/sitemap.xml",                   PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  sitemap_page },
{ M_GET,  "/robots.txt",                    PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  robots_page },
{ M_GET,  "/.well-known/security.txt",      PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  security_txt_page },
{ M_GET,  "/opensearch.xml",                PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  opensearch_page },

/* --- signing in (modules/people/sign_in_pages.h). Open: who signs in is nobody yet; guesses are held up by back-off
 *     (security.md S16), mails by their own limits (S6, S18) --- */
{ M_GET,  "/sign-in",                       PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, sign_in_page },
{ M_POST, "/sign-in",                       PUBLIC, PARAMS(F_EMAIL("email"), F_SECRET("password"), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_HASH | ROUTE_NOINDEX, sign_in_post_page },
{ M_GET,  "/sign-in/link",                  PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, link_ask_page },
{ M_POST, "/sign-in/link",                  PUBLIC, PARAMS(F_EMAIL("email"), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_NOINDEX, link_ask_post_page },
{ M_GET,  "/sign-in/sent",                  PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, link_sent_page },
{ M_GET,  "/sign-in/link/:key",             PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, link_open_page },
{ M_POST, "/sign-in/link/:key",             PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_NOINDEX, link_open_post_page },
{ M_GET,  "/sign-in/code",                  SESSION, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, code_page },
{ M_POST, "/sign-in/code",                  SESSION, PARAMS(F_SECRET("code"), F_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, code_post_page },
{ M_GET,  "/sign-in/recovery",              SESSION, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, recovery_page },
{ M_POST, "/sign-in/recovery",              SESSION, PARAMS(F_SECRET("code"), F_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, recovery_post_page },
{ M_GET,  "/sign-in/again",                 ACCOUNT, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, again_page },
{ M_POST, "/sign-in/again",                 ACCOUNT, PARAMS(F_SECRET("password"), F_WORD("how"), F_LINE("next", NEXT_MAX)), ROUTE_HASH | ROUTE_NOINDEX, again_post_page },
{ M_GET,  "/sign-in/kept",                  ACCOUNT, PARAMS(Q_INT("n", KEPT_FORM_MAX), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, kept_page },
{ M_POST, "/sign-in/kept",                  ACCOUNT, PARAMS(F_KEY("kept"), F_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, kept_post_page },
{ M_GET,  "/sign-out",                      PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, sign_out_page },
/* its handler asks for the token wherever there is a session to end: one that is over is no reason to refuse the button */
{ M_POST, "/sign-out",                      PUBLIC, PARAMS(F_LINE("csrf", 200)),   ROUTE_OPEN_POST | ROUTE_NO_TOKEN | ROUTE_NOINDEX, sign_out_post_page },
{ M_GET,  "/reset",                         PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, reset_ask_page },
{ M_POST, "/reset",                         PUBLIC, PARAMS(F_EMAIL("email"), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_NOINDEX, reset_ask_post_page },
{ M_GET,  "/reset/sent",                    PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, reset_sent_page },
{ M_GET,  "/reset/done",                    PUBLIC, PARAMS(Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, reset_done_page },
{ M_GET,  "/reset/:key",                    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, reset_open_page },
{ M_POST, "/reset/:key",                    PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_SECRET("password"), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_HASH | ROUTE_NOINDEX, reset_open_post_page },
{ M_GET,  "/invitation/:key",               PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, invitation_page },
{ M_POST, "/invitation/:key",               PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_NOINDEX, invitation_post_page },
{ M_GET,  "/first-admin/:key",              PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), Q_LINE("next", NEXT_MAX)), ROUTE_NOINDEX, first_admin_page },
{ M_POST, "/first-admin/:key",              PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("name", ACCOUNT_NAME_MAX), F_EMAIL("email"), F_SECRET("password"), F_LINE("next", NEXT_MAX)), ROUTE_OPEN_POST | ROUTE_HASH | ROUTE_NOINDEX, first_admin_post_page },

/* --- static files (app/assets.c) --- */
{ M_GET,  "/favicon.ico",                   PUBLIC, NO_PARAMS,                     ROUTE_STATIC,    favicon_page },
{ M_GET,  "/static/:file*",                 PUBLIC, PARAMS(P_FILE("file")),        ROUTE_STATIC,    static_file_page },
};
/* clang-format on */

const size_t n_routes = sizeof routes / sizeof routes[0];
