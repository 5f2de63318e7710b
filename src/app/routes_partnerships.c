/*
 * routes_partnerships.c: the rooms of partnerships: the directory, their contact routes,
 * messages and mail to subscribers. In which order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "app/partnership_page.h"
#include "modules/partnerships/desk_pages.h"
#include "modules/partnerships/directory_edit.h"
#include "modules/partnerships/directory_pages.h"
#include "modules/partnerships/finder_pages.h"
#include "modules/partnerships/history_pages.h"
#include "modules/partnerships/message.h"
#include "modules/partnerships/message_pages.h"
#include "modules/partnerships/partnership_api.h"
#include "modules/partnerships/partnership_pages.h"
#include "modules/partnerships/route_edit.h"
#include "modules/partnerships/route_pages.h"
#include "modules/partnerships/step_pages.h"
#include "modules/partnerships/subscription_pages.h"
#include "modules/people/mailed_link.h"

/* Fields that several forms of a contact route have. */
#define STEP_FIELDS                                                                            \
    F_LINE("role", STEP_ROLE_CHARS), F_LINE("organisation", STEP_ORGANISATION_CHARS),          \
        F_EMAIL("email"), F_WORD("shared"), F_LINE("phone", 40),                               \
        F_LINE("url", STEP_URL_CHARS), F_TEXT("detail", STEP_DETAIL_CHARS)

#define ROUTE_FOUND                                                                            \
    F_WORD("source"), F_LINE("source_other", STEP_NOTE_CHARS),                                 \
        F_TEXT("evidence", STEP_EVIDENCE_CHARS), F_WORD("seen")

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- the directory (modules/partnerships) --- */
static const struct route rows_of_directory[] = {
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
};
const struct route_room directory_room = ROOM(rows_of_directory);

/* --- partnerships: messages (modules/partnerships/message_pages.c, report_pages.c) --- */
static const struct route rows_of_message[] = {
{ M_GET,  "/partnerships/:slug/contact",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_NOINDEX, contact_page },
{ M_GET,  "/partnerships/:slug/contact/sent", PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_LINE("r", 400)), ROUTE_NOINDEX, contact_sent_page },
/* open: anybody may write to their partnership, without an account [12.1] */
{ M_POST, "/partnerships/:slug/contact",      PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), F_LINE("name", MESSAGE_NAME_CHARS), F_LINE("organisation", MESSAGE_ORGANISATION_CHARS), F_EMAIL("email"), F_TEXT("message", MESSAGE_CHARS), F_WORD("copy"), F_WORD("step"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, contact_post_page },
{ M_GET,  "/partnerships/:slug/report",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area")), ROUTE_NOINDEX, report_page },
{ M_GET,  "/partnerships/:slug/report/sent",  PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_LINE("r", 400)), ROUTE_NOINDEX, report_sent_page },
/* open: anybody may say that a detail is wrong [1.11] */
{ M_POST, "/partnerships/:slug/report",       PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), F_WORD("what"), F_TEXT("details", REPORT_CHARS), F_EMAIL("email"), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, report_post_page },
};
const struct route_room message_room = ROOM(rows_of_message);

/* --- mail about chosen topics and areas, without an account (modules/partnerships/subscription_pages.h) --- */
static const struct route rows_of_subscription[] = {
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
};
const struct route_room subscription_room = ROOM(rows_of_subscription);

/* --- workspace: reports and messages (modules/partnerships/report_desk_pages.c, message_desk_pages.c) --- */
static const struct route rows_of_report_desk[] = {
{ M_GET,  "/coordinator/corrections",            MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, correction_list_page },
{ M_POST, "/coordinator/corrections",            MAY(ROUTE_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40), F_INT("step", INT64_MAX)), 0, bounce_clear_page },
{ M_GET,  "/coordinator/corrections/:reference", MAY(ROUTE_EDIT), PARAMS(P_FILE("reference")), 0, correction_show_page },
{ M_POST, "/coordinator/corrections/:reference", MAY(ROUTE_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_TEXT("reason", ANSWER_CHARS)), 0, correction_answer_page },
{ M_GET,  "/coordinator/messages",               MAY(MESSAGE_READ), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, message_list_page },
{ M_GET,  "/coordinator/messages/:reference",    MAY(MESSAGE_READ), PARAMS(P_FILE("reference")), 0, message_show_page },
{ M_POST, "/coordinator/messages/:reference",    MAY(MESSAGE_READ), PARAMS(P_FILE("reference"), F_WORD("done")), 0, message_mark_page },
};
const struct route_room report_desk_room = ROOM(rows_of_report_desk);

/* --- admin: the directory (modules/partnerships/directory_pages.c, area_pages.c) --- */
static const struct route rows_of_directory_admin[] = {
{ M_GET,  "/admin/partnerships",            MAY(DIRECTORY_EDIT), NO_PARAMS,                0, admin_partnerships_page },
{ M_GET,  "/admin/partnerships/:slug",      MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug")),   0, admin_partnership_page },
{ M_POST, "/admin/partnerships/:slug",      MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug"), F_LINE("short_name", PARTNERSHIP_SHORT_CHARS), F_LINE("address", 80)), 0, admin_partnership_save_page },
{ M_GET,  "/admin/areas",                   MAY(DIRECTORY_EDIT), NO_PARAMS,                0, admin_areas_page },
{ M_GET,  "/admin/areas/:slug",             MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug")),   0, admin_area_page },
{ M_POST, "/admin/areas/:slug",             MAY(DIRECTORY_EDIT), PARAMS(P_SLUG("slug"), F_LINE("column", 10), F_LINE("row", 10), F_SLUG("partnership"), F_SLUG("was"), F_WORD("step")), 0, admin_area_save_page },
};
const struct route_room directory_admin_room = ROOM(rows_of_directory_admin);

/* --- the workspace: a partnership's contact route (modules/partnerships/route_pages.c, step_pages.c, history_pages.c) --- */
static const struct route rows_of_contact_route[] = {
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
};
const struct route_room contact_route_room = ROOM(rows_of_contact_route);
/* clang-format on */
