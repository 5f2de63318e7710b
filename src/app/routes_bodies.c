/*
 * routes_bodies.c: the rooms of organisations: the register for everybody and for staff,
 * joining, offers to be involved. In which order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "app/body_history_page.h"
#include "app/body_home_page.h"
#include "app/people_pages.h"
#include "modules/bodies/adjustment_pages.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_data_pages.h"
#include "modules/bodies/body_flag_pages.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/body_import_pages.h"
#include "modules/bodies/body_merge_pages.h"
#include "modules/bodies/body_pages.h"
#include "modules/bodies/body_review_pages.h"
#include "modules/bodies/body_tag.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/contact_pages.h"
#include "modules/bodies/desk_body_edit.h"
#include "modules/bodies/desk_body_show.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/bodies/desk_filter.h"
#include "modules/bodies/desk_likely.h"
#include "modules/bodies/desk_list_page.h"
#include "modules/bodies/home_pages.h"
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_pages.h"
#include "modules/bodies/join_pages.h"
#include "modules/bodies/saved_list.h"
#include "modules/bodies/saved_list_pages.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/suggestion_pages.h"
#include "modules/partnerships/desk_pages.h"
#include "modules/people/account.h"
#include "modules/people/mailed_link.h"

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

#define CLAIM_FIELDS F_WORD("decision"), F_WORD("entry"), F_TEXT("reason", CLAIM_REASON_CHARS)

/* What is asked of whoever wants to look after an entry. */
#define JOIN_FIELDS                                                                            \
    F_LINE("q", JOIN_FIND_CHARS), F_SLUG("body"), F_LINE("name", BODY_NAME_CHARS),             \
        F_LINE("number", 20), F_WORD("kind"), F_LINE("site", BODY_URL_CHARS),                  \
        F_TEXT("what", CLAIM_WHAT_CHARS), F_WORDS("areas"),                                    \
        F_LINE("person", CLAIM_NAME_CHARS), F_LINE("role", CLAIM_ROLE_CHARS),                  \
        F_EMAIL("email"), F_TEXT("words", CLAIM_WORDS_CHARS)

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- the register as data (modules/bodies/body_data_pages.c, body_hsds_pages.c) --- */
static const struct route rows_of_register_data[] = {
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
};
const struct route_room register_data_room = ROOM(rows_of_register_data);

/* --- the public register (modules/bodies/body_pages.h) --- */
static const struct route rows_of_register[] = {
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
};
const struct route_room register_room = ROOM(rows_of_register);

/* --- asking to be involved (modules/bodies/interest_pages.h) --- */
static const struct route rows_of_interest[] = {
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
};
const struct route_room interest_room = ROOM(rows_of_interest);

/* --- joining: look after the entry of one's organisation (modules/bodies/join_pages.h) --- */
static const struct route rows_of_join[] = {
{ M_GET,  "/body/join",                         PUBLIC, PARAMS(Q_SLUG("entry")),     ROUTE_NOINDEX, join_page },
/* open: nobody has an account before they ask to look after an entry [2.6] */
{ M_POST, "/body/join",                         PUBLIC, PARAMS(F_WORD("step"), JOIN_FIELDS, F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, join_post_page },
{ M_GET,  "/body/join/sent",                    PUBLIC, PARAMS(Q_LINE("r", 400)),    ROUTE_NOINDEX, join_sent_page },
{ M_GET,  "/body/join/confirm/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX)), ROUTE_NOINDEX, join_confirm_page },
/* open: the key of the mailed link says who may (S18) */
{ M_POST, "/body/join/confirm/:key",            PUBLIC, PARAMS(P_LINE("key", LINK_KEY_MAX), F_LINE("website", 200)), ROUTE_OPEN_POST | ROUTE_NOINDEX, join_confirm_post_page },
};
const struct route_room join_room = ROOM(rows_of_join);

/* --- an organisation's own pages (modules/bodies/home_pages.h) --- */
static const struct route rows_of_own_body[] = {
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
};
const struct route_room own_body_room = ROOM(rows_of_own_body);

/* --- requests to look after entries, for those who decide (modules/bodies/claim_pages.c) --- */
static const struct route rows_of_claim[] = {
{ M_GET,  "/coordinator/claims",                MAY(BODY_APPROVE), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, claim_list_page },
{ M_GET,  "/coordinator/claims/:reference",     MAY(BODY_APPROVE), PARAMS(P_FILE("reference")), 0, claim_show_page },
{ M_POST, "/coordinator/claims/:reference",     MAY(BODY_APPROVE), PARAMS(P_FILE("reference"), CLAIM_FIELDS), 0, claim_decide_page },
{ M_GET,  "/admin/claims",                      MAY(BODY_APPROVE), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, claim_list_page },
{ M_GET,  "/admin/claims/:reference",           MAY(BODY_APPROVE), PARAMS(P_FILE("reference")), 0, claim_show_page },
{ M_POST, "/admin/claims/:reference",           MAY(BODY_APPROVE), PARAMS(P_FILE("reference"), CLAIM_FIELDS), 0, claim_decide_page },
{ M_GET,  "/coordinator/bodies/:id/people",     MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_LINE("done", DONE_CHARS)), 0, editor_staff_page },
{ M_POST, "/coordinator/bodies/:id/people",     MAY(BODY_APPROVE), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_LINE("done", DONE_CHARS), F_INT("editor", PERSON_ID_MAX)), 0, editor_staff_post_page },
};
const struct route_room claim_room = ROOM(rows_of_claim);

/* --- what the register of charities says otherwise (modules/bodies/body_flag_pages.h) --- */
static const struct route rows_of_body_flag[] = {
{ M_GET,  "/coordinator/bodies/flags",           MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS), 0, body_flag_list_page },
{ M_POST, "/coordinator/bodies/flags",           MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS, F_INT("take", INT64_MAX), F_INT("leave", INT64_MAX)), 0, body_flag_decide_page },
{ M_GET,  "/admin/bodies/flags",                 MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS), 0, body_flag_list_page },
{ M_POST, "/admin/bodies/flags",                 MAY(BODY_EDIT), PARAMS(BODY_FLAG_PARAMS, F_INT("take", INT64_MAX), F_INT("leave", INT64_MAX)), 0, body_flag_decide_page },
};
const struct route_room body_flag_room = ROOM(rows_of_body_flag);

/* --- the timeline of an organisation, and what is due (modules/bodies/contact_pages.h) --- */
static const struct route rows_of_contact[] = {
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
};
const struct route_room contact_room = ROOM(rows_of_contact);

/* --- what an organisation needs to take part (modules/bodies/adjustment_pages.h) --- */
static const struct route rows_of_adjustment[] = {
{ M_GET,  "/coordinator/bodies/:id/needs",               MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), Q_WORD("done")), 0, need_list_page },
{ M_GET,  "/coordinator/bodies/:id/needs/new",           MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership")), 0, need_new_page },
{ M_POST, "/coordinator/bodies/:id/needs/new",           MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), Q_SLUG("partnership"), F_TEXT("request", ADJUSTMENT_REQUEST_CHARS)), 0, need_new_post_page },
{ M_GET,  "/coordinator/bodies/:id/needs/:need",         MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), P_INT("need", INT64_MAX), Q_SLUG("partnership")), 0, need_show_page },
{ M_POST, "/coordinator/bodies/:id/needs/:need",         MAY(BODY_NEEDS), PARAMS(P_INT("id", INT64_MAX), P_INT("need", INT64_MAX), Q_SLUG("partnership"), F_WORD("state"), F_TEXT("response", ADJUSTMENT_RESPONSE_CHARS), F_WORD("seen")), 0, need_answer_page },
};
const struct route_room adjustment_room = ROOM(rows_of_adjustment);

/* --- workspace: offers to be involved (modules/bodies/interest_desk_pages.c) --- */
static const struct route rows_of_interest_desk[] = {
{ M_GET,  "/coordinator/interest",               MAY(INTEREST_READ), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, interest_list_page },
{ M_GET,  "/coordinator/interest/:reference",    MAY(INTEREST_READ), PARAMS(P_FILE("reference"), Q_SLUG("partnership")), 0, interest_show_page },
{ M_GET,  "/coordinator/interest/:reference/:answer", MAY(INTEREST_READ), PARAMS(P_FILE("reference"), P_SLUG("answer"), Q_SLUG("partnership")), 0, interest_answer_page },
{ M_POST, "/coordinator/interest/:reference/:answer", MAY(INTEREST_READ), PARAMS(P_FILE("reference"), P_SLUG("answer"), Q_SLUG("partnership"), F_WORD("entry"), F_WORD("kind"), F_TEXT("words", INTEREST_WORDS_CHARS)), 0, interest_answer_post_page },
};
const struct route_room interest_desk_room = ROOM(rows_of_interest_desk);

/* --- organisations that somebody named (modules/bodies/suggestion_pages.h) --- */
static const struct route rows_of_suggestion[] = {
{ M_GET,  "/coordinator/suggestions",            MAY(BODY_EDIT), PARAMS(Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40)), 0, suggestion_list_page },
{ M_GET,  "/coordinator/suggestions/:reference", MAY(BODY_EDIT), PARAMS(P_FILE("reference")), 0, suggestion_show_page },
{ M_POST, "/coordinator/suggestions/:reference", MAY(BODY_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_WORD("entry"), F_TEXT("reason", SUGGESTION_REASON_CHARS)), 0, suggestion_answer_page },
{ M_GET,  "/admin/suggestions",                  MAY(BODY_EDIT), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, suggestion_list_page },
{ M_GET,  "/admin/suggestions/:reference",       MAY(BODY_EDIT), PARAMS(P_FILE("reference")), 0, suggestion_show_page },
{ M_POST, "/admin/suggestions/:reference",       MAY(BODY_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_WORD("entry"), F_TEXT("reason", SUGGESTION_REASON_CHARS)), 0, suggestion_answer_page },
{ M_GET,  "/admin/corrections",                  MAY(ROUTE_EDIT), PARAMS(Q_WORD("show"), Q_INT("page", 40)), 0, correction_list_page },
{ M_GET,  "/admin/corrections/:reference",       MAY(ROUTE_EDIT), PARAMS(P_FILE("reference")), 0, correction_show_page },
{ M_POST, "/admin/corrections/:reference",       MAY(ROUTE_EDIT), PARAMS(P_FILE("reference"), F_WORD("answer"), F_TEXT("reason", ANSWER_CHARS)), 0, correction_answer_page },
};
const struct route_room suggestion_room = ROOM(rows_of_suggestion);

/* --- importing a list (modules/bodies/body_import_pages.h) --- */
static const struct route rows_of_body_import[] = {
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
};
const struct route_room body_import_room = ROOM(rows_of_body_import);

/* --- the register as staff keep it (modules/bodies/desk_*.c): a coordinator's areas, and all of Scotland --- */
static const struct route rows_of_register_desk[] = {
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
};
const struct route_room register_desk_room = ROOM(rows_of_register_desk);
/* clang-format on */
