/*
 * routes_consultations.c: the rooms of consultations and events: what everybody sees, setting
 * up, questions. In which order they stand: routes.c.
 */
#include "app/consultation_page.h"
#include "app/route_rows.h"

#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_preview.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/consultations/document_pages.h"
#include "modules/consultations/event.h"
#include "modules/consultations/event_pages.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_set.h"
#include "modules/consultations/question_set_pages.h"
#include "modules/consultations/question_sheet_pages.h"

/* A question on its page, of whatever type (modules/consultations/question_edit_pages.c). */
#define QUESTION_FIELDS                                                                        \
    F_WORD("do"), F_WORD("seen"), F_LINE("title", QUESTION_TITLE_CHARS),                       \
        F_TEXT("hint", QUESTION_HINT_CHARS), F_TEXT("body", QUESTION_BODY_CHARS),              \
        F_TEXT("options", QUESTION_OPTIONS_MAX *QUESTION_OPTION_CHARS), F_WORD("other"),       \
        F_LINE("least", 20), F_LINE("most", 20), F_LINE("low", QUESTION_OPTION_CHARS),         \
        F_LINE("high", QUESTION_OPTION_CHARS), F_LINE("steps", 20), F_WORD("required"),        \
        F_WORD("section"), F_WORD("outcome"), F_WORDS("only"),                                 \
        F_TEXT("reason", QUESTION_REASON_CHARS), F_WORD("type")

/* Of each task of setting a consultation up. */
#define SETUP_FIELDS F_LINE("seen", 20), F_TEXT("reason", CONSULTATION_REASON_CHARS)

/* Of a paper of a consultation. */
#define PAPER_FIELDS                                                                           \
    SETUP_FIELDS, F_WORD("kind"), F_LINE("title", CONSULTATION_TITLE_CHARS), F_WORD("of"),     \
        F_LINE("language", DOCUMENT_LANGUAGE_CHARS), F_TEXT("body", DOCUMENT_BODY_CHARS),      \
        F_LINE("url", DOCUMENT_URL_CHARS), F_LINE("n_pages", 10),                              \
        F_LINE("access_note", DOCUMENT_NOTE_CHARS), F_WORD("comment"), F_LINE("file", 200)

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

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- consultations and events, as everybody sees them (modules/consultations/consultation_pages.h, event_pages.h) --- */
static const struct route rows_of_consultation[] = {
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
{ M_GET,  "/partnerships/:slug/consultations", PUBLIC, PARAMS(P_SLUG("slug"), Q_SLUG("area"), Q_WORD("state"), Q_INT("year", 9999), Q_INT("page", CONSULTATION_PAGES_MAX)), ROUTE_REMEMBER, partnership_consultations_page },
{ M_GET,  "/events",                        PUBLIC, PARAMS(Q_SLUG("area"), Q_WORD("when")), ROUTE_REMEMBER, event_index_page },
{ M_GET,  "/events.json",                   PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_index_data_page },
{ M_GET,  "/events.atom",                   PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_feed_page },
{ M_GET,  "/events.ics",                    PUBLIC, PARAMS(Q_SLUG("area")),        ROUTE_REMEMBER | ROUTE_DATA, event_calendar_page },
{ M_GET,  "/events/:slug.ics",              PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER | ROUTE_DATA, event_show_calendar_page },
{ M_GET,  "/events/:slug",                  PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, event_show_page },
};
const struct route_room consultation_room = ROOM(rows_of_consultation);

/* --- events, announced and recorded (modules/consultations/event_pages.h) --- */
static const struct route rows_of_event_desk[] = {
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
};
const struct route_room event_desk_room = ROOM(rows_of_event_desk);

/* --- setting consultations up and publishing them (modules/consultations/consultation_setup*.c, consultation_desk*.c) --- */
static const struct route rows_of_setup[] = {
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
};
const struct route_room setup_room = ROOM(rows_of_setup);

/* --- saved sets of questions (modules/consultations/question_set_pages.c) --- */
static const struct route rows_of_question_set[] = {
{ M_GET,  "/coordinator/question-sets",     MAY(CONSULTATION_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("done")), 0, question_sets_page },
{ M_GET,  "/coordinator/question-sets/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_set_remove_page },
{ M_POST, "/coordinator/question-sets/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_set_remove_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sets", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, question_set_use_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sets", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do"), F_WORD("set"), F_WORDS("outcomes"), F_WORD("section"), F_LINE("name", QUESTION_SET_CHARS), F_TEXT("note", QUESTION_SET_NOTE_CHARS)), 0, question_set_use_post_page },
};
const struct route_room question_set_room = ROOM(rows_of_question_set);

/* --- the questions on paper (modules/consultations/question_sheet_pages.c) --- */
static const struct route rows_of_question_sheet[] = {
{ M_GET,  "/consultations/:slug/questions", PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER, question_sheet_page },
{ M_GET,  "/consultations/:slug/questions.txt", PUBLIC, PARAMS(P_SLUG("slug")),    ROUTE_REMEMBER | ROUTE_DATA, question_sheet_text_page },
{ M_GET,  "/consultations/:slug/questions.odt", PUBLIC, PARAMS(P_SLUG("slug")),    ROUTE_REMEMBER | ROUTE_DATA, question_sheet_odt_page },
};
const struct route_room question_sheet_room = ROOM(rows_of_question_sheet);

/* --- the questions of a consultation, to build (modules/consultations/question_build.h) --- */
static const struct route rows_of_question[] = {
{ M_GET,  "/coordinator/consultations/:slug/questions", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done")), 0, question_list_page },
{ M_POST, "/coordinator/consultations/:slug/questions", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("done"), F_WORD("do")), 0, question_list_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), Q_WORD("section"), Q_WORD("type"), Q_WORD("go")), 0, question_new_page },
{ M_POST, "/coordinator/consultations/:slug/questions/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), QUESTION_FIELDS), 0, question_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_edit_page },
{ M_POST, "/coordinator/consultations/:slug/questions/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), QUESTION_FIELDS), 0, question_edit_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, question_remove_page },
{ M_POST, "/coordinator/consultations/:slug/questions/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_WORD("seen"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, question_remove_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership")), 0, section_new_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/new", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), Q_SLUG("partnership"), F_WORD("do"), F_WORD("seen"), F_LINE("title", SECTION_TITLE_CHARS), F_TEXT("intro", SECTION_INTRO_CHARS), F_WORD("equality"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_new_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, section_edit_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/:id", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_WORD("seen"), F_LINE("title", SECTION_TITLE_CHARS), F_TEXT("intro", SECTION_INTRO_CHARS), F_WORD("equality"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_edit_post_page },
{ M_GET,  "/coordinator/consultations/:slug/questions/sections/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, section_remove_page },
{ M_POST, "/coordinator/consultations/:slug/questions/sections/:id/remove", MAY(CONSULTATION_EDIT), PARAMS(P_SLUG("slug"), P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_WORD("do"), F_WORD("seen"), F_TEXT("reason", QUESTION_REASON_CHARS)), 0, section_remove_post_page },
};
const struct route_room question_room = ROOM(rows_of_question);
/* clang-format on */
