/*
 * routes_people.c: the rooms of people: signing in, one's own account, looking after accounts
 * and roles. In which order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "app/people_pages.h"
#include "modules/bodies/body.h"
#include "modules/people/account.h"
#include "modules/people/enter.h"
#include "modules/people/kept_form.h"
#include "modules/people/mailed_link.h"
#include "modules/people/own_account_pages.h"
#include "modules/people/own_details_pages.h"
#include "modules/people/own_factor_pages.h"
#include "modules/people/own_password_pages.h"
#include "modules/people/own_session_pages.h"
#include "modules/people/sign_in_pages.h"

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- a person's own account (modules/people/own_*_pages.c) --- */
static const struct route rows_of_own_account[] = {
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
};
const struct route_room own_account_room = ROOM(rows_of_own_account);

/* --- looking after people (app/people_pages.h) --- */
static const struct route rows_of_people_desk[] = {
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
};
const struct route_room people_desk_room = ROOM(rows_of_people_desk);

/* --- signing in (modules/people/sign_in_pages.h). Open: who signs in is nobody yet; guesses are held up by back-off
 *     (security.md S16), mails by their own limits (S6, S18) --- */
static const struct route rows_of_sign_in[] = {
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
};
const struct route_room sign_in_room = ROOM(rows_of_sign_in);
/* clang-format on */
