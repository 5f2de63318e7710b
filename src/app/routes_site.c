/*
 * routes_site.c: the rooms of the site itself: home, search, guidance, trust pages, the record,
 * keeping the service. In which order they stand: routes.c.
 */
#include "app/route_rows.h"

#include "app/admin_pages.h"
#include "app/assets.h"
#include "app/audit_pages.h"
#include "app/coordinator_page.h"
#include "app/guidance_pages.h"
#include "app/home_page.h"
#include "app/search_page.h"
#include "app/site_pages.h"
#include "modules/framework/framework.h"
#include "modules/framework/framework_pages.h"
#include "modules/framework/list.h"
#include "modules/framework/list_pages.h"

/* Those of an item of a set of outcomes. */
#define FRAMEWORK_ITEM_FIELDS                                                                  \
    F_WORD("kind"), F_LINE("code", FRAMEWORK_NAME_CHARS),                                      \
        F_LINE("parent", FRAMEWORK_NAME_CHARS), F_LINE("seq", 10),                             \
        F_TEXT("text", FRAMEWORK_TEXT_CHARS), F_LINE("unit", FRAMEWORK_UNIT_CHARS),            \
        F_LINE("source", FRAMEWORK_SOURCE_CHARS), F_WORD("verified"), F_WORD("seen")

/* clang-format off */
/* method  pattern                          access         parameters                     flags            handler */

/* --- home and search (app/home_page.c, app/search_page.c) --- */
static const struct route rows_of_home[] = {
{ M_GET,  "/",                              PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  home_page },
{ M_GET,  "/search",                        PUBLIC, PARAMS(Q_LINE("q", 100)),      ROUTE_SEARCH | ROUTE_NOINDEX, search_page },
};
const struct route_room home_room = ROOM(rows_of_home);

/* --- workspace: home (app/coordinator_page.c) --- */
static const struct route rows_of_coordinator[] = {
{ M_GET,  "/coordinator",                   MAY(ANSWER_TAG), PARAMS(Q_SLUG("partnership")), 0, coordinator_home_page },
};
const struct route_room coordinator_room = ROOM(rows_of_coordinator);

/* --- the record of changes (app/audit_pages.c) --- */
static const struct route rows_of_audit[] = {
{ M_GET,  "/coordinator/record",                 MAY(AUDIT_READ), PARAMS(Q_SLUG("partnership"), AUDIT_OWN_PARAMS, Q_INT("after", INT64_MAX)), 0, audit_own_page },
{ M_GET,  "/admin/audit",                        MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, Q_INT("after", INT64_MAX), Q_WORD("checked")), 0, audit_list_page },
/* leads to the file, or walks the chain; the record of an export holds its filters */
{ M_POST, "/admin/audit",                        MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, F_WORD("do")), 0, audit_post_page },
{ M_GET,  "/admin/audit.csv",                    MAY(AUDIT_READ), PARAMS(AUDIT_PARAMS, Q_SEALED("ticket")), ROUTE_WAITS, audit_csv_page },
{ M_GET,  "/admin/audit/:number",                MAY(AUDIT_READ), PARAMS(P_INT("number", INT64_MAX)), 0, audit_record_page },
};
const struct route_room audit_room = ROOM(rows_of_audit);

/* --- keeping the service: its state, due work and mail, settings (app/admin_*_page.c) --- */
static const struct route rows_of_admin[] = {
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
};
const struct route_room admin_room = ROOM(rows_of_admin);

/* --- guidance: our own articles (app/guidance_pages.c, data/guidance) --- */
static const struct route rows_of_guidance[] = {
{ M_GET,  "/guidance",                      PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  guidance_list_page },
{ M_GET,  "/guidance/:slug",                PUBLIC, PARAMS(P_SLUG("slug")),        ROUTE_REMEMBER,  guidance_show_page },
};
const struct route_room guidance_room = ROOM(rows_of_guidance);

/* --- trust pages (app/site_pages.c) --- */
static const struct route rows_of_trust[] = {
{ M_GET,  "/about",                         PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/accessibility",                 PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/privacy",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/cookies",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/contact",                       PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
{ M_GET,  "/data",                          PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  site_page },
};
const struct route_room trust_room = ROOM(rows_of_trust);

/* --- discovery (app/site_pages.c) --- */
static const struct route rows_of_discovery[] = {
{ M_GET,  "/sitemap.xml",                   PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  sitemap_page },
{ M_GET,  "/robots.txt",                    PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  robots_page },
{ M_GET,  "/.well-known/security.txt",      PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  security_txt_page },
{ M_GET,  "/opensearch.xml",                PUBLIC, NO_PARAMS,                     ROUTE_REMEMBER,  opensearch_page },
};
const struct route_room discovery_room = ROOM(rows_of_discovery);

/* --- static files (app/assets.c) --- */
static const struct route rows_of_static[] = {
{ M_GET,  "/favicon.ico",                   PUBLIC, NO_PARAMS,                     ROUTE_STATIC,    favicon_page },
{ M_GET,  "/static/:file*",                 PUBLIC, PARAMS(P_FILE("file")),        ROUTE_STATIC,    static_file_page },
};
const struct route_room static_room = ROOM(rows_of_static);
/* clang-format on */
