/*
 * ctx.h: a handler's view of one request.
 *
 * Handlers read straight down: parameters in, domain calls, view values out, template name.
 * Everything reachable from here lives until the request ends.
 */
#ifndef CORE_WEB_CTX_H
#define CORE_WEB_CTX_H

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/http/req.h"
#include "core/http/resp.h"
#include "core/http/form.h"
#include "core/store/write.h"
#include "core/tpl/tpl.h"
#include "core/web/route.h"

/* What every page knows of the site: from the configuration and the public setting table,
 * immutable per request. */
struct site {
    struct str origin;       /* "https://example.scot", no slash at the end */
    struct str service_name; /* "Community Justice Engagement" */
    struct str tagline;      /* "Third sector and community voices in local plans" */
    struct str contact_mail; /* operator's; empty when unset */
    struct str footer_line;  /* "This is not a Scottish Government website." */
    struct str build_id;     /* short, for ETags and the foot of staff pages */
    bool is_https;
    bool is_sample;   /* a database of marked sample content */
    bool scans_files; /* clamd_socket is set: nobody gets a file before its scan */
    /* addresses of the static files that the shell names */
    struct str css_ds, css_site, js_site, favicon_svg, favicon_ico, apple_icon, icons_svg,
        share_png;
};

struct params;  /* declared, cleaned values: param.h */
struct visitor; /* who asks: modules/people/visitor.h */
struct people;  /* what signing in needs: modules/people/people.h */

/* One entry of the navigation of signed-in pages. */
struct nav_entry {
    struct str href, label;
    bool is_current;
};

struct ctx {
    struct arena *arena;
    const struct req *req;
    struct resp *resp;
    const struct route *route;
    struct db *db;       /* reading; public tables only on a remembered route */
    struct store *store; /* for store_write; NULL on a remembered route */
    const struct site *site;
    struct params *params;
    struct tpl_set *templates;
    const struct hash_key *form_key; /* keys: CSRF tokens and form_ids */
    const char *tmp_dir;             /* for files without a name (spool.h) */
    struct str actor;                /* "public", "account:12": for records */
    struct str request_id;           /* of a POST: for records; else empty */
    const struct visitor *visitor;   /* never NULL in a handler */
    struct people *people;
    struct str person_name; /* of who is signed in; empty: nobody */
    struct str sign_in_at;  /* ERR_SIGN_IN: where that is asked, with the way back; ERR_LINK:
                               where to ask for a new link */
    bool was_refused; /* an object that exists, but not for this person: for the record (S41) */
    struct str token_binding;       /* what a form's token is bound to; empty: its form_id */
    const struct nav_entry *navend; /* the end of the main navigation (app/appnav.c) */
    size_t n_navend;
    const struct nav_entry *appnav; /* side navigation of signed-in pages */
    size_t n_appnav;
    struct str appnav_label;
    int64_t now_s;         /* the clock when the request was dispatched */
    int64_t valid_until_s; /* of a remembered page: handlers lower it with ctx_valid_until */
    struct str path;       /* own path, for canonical links and aria-current */
    struct str incident;   /* 8 signs, set when something unexpected was logged */
    struct view *page;     /* the open page's view: set by page_new */
    struct list *crumbs, *alternates; /* of that page */
    struct str form_id;               /* the posted one, checked; or the one just made */
    int64_t
        token_issued_s; /* when the posted form was made, by its checked token; 0 without one */
    struct fields
        fields;    /* the posted fields as parsed: for the page that keeps what was typed */
    bool has_form; /* shows a form_id: private, no-cache */
    bool ignored_query; /* the query held a declared name with a refused value */
    /* --- for app/ only --- */
    void *app;
    struct str etag;      /* of a 200: 304 when the client has it */
    bool can_range;       /* a file: Range is answered */
    bool is_rememberable; /* this answer may be kept ready, under: */
    struct str remember_key;
    int64_t version, epoch;
#ifdef CJ_TEST
    int64_t began_us, rendering_us,
        gzip_us; /* where a page made afresh spends its time: make bench */
#endif
};

/* --- declared parameters (param.c). Asking for an undeclared name dies in debug builds. --- */
struct str param_str(struct ctx *c, const char *name); /* empty when absent */
bool param_has(struct ctx *c, const char *name);       /* present and not empty */
int64_t param_i64(struct ctx *c, const char *name, int64_t otherwise);
size_t param_list(struct ctx *c, const char *name, struct str *out,
                  size_t max); /* repeatable ones */
/* True when the query held a declared name whose value was refused: "ignored, and said so". */
bool param_ignored(struct ctx *c, const char *name);

/* --- answers --- */
/* Renders a template with the page's view; sets 200 unless a status was set before. */
enum err ctx_render(struct ctx *c, const char *template_name, struct view *v) MUST_CHECK;
enum err ctx_render_status(struct ctx *c, int status, const char *template_name,
                           struct view *v) MUST_CHECK;
/* 303 to one of our own paths (security.md S29: the only maker of Location), or 301. */
enum err ctx_see_other(struct ctx *c, struct str path) MUST_CHECK;
enum err ctx_moved(struct ctx *c, struct str path) MUST_CHECK;
/* Bytes made by the handler: JSON, CSV, SVG, text. type holds the charset where it has one. */
enum err ctx_send(struct ctx *c, struct str type, struct str body) MUST_CHECK;
/* As a download: attachment with an ASCII file name. */
enum err ctx_send_file(struct ctx *c, struct str type, struct str body,
                       struct str file_name) MUST_CHECK;
/* Data whose bytes follow from `version` and the address alone: sets its ETag. True: who asks
 * has it, and an empty body is enough. */
bool ctx_is_known(struct ctx *c, struct str version);
/* A remembered page shows something that changes then: its valid_until is at most that (0 is
 * ignored). */
void ctx_valid_until(struct ctx *c, int64_t s);

/*
 * A short text of ours carried in an address so that nobody can read or forge it, as hex: the
 * receipt number on a "sent" page. Opens nothing.
 */
struct str ctx_seal(struct ctx *c, struct str text);
bool ctx_unseal(struct ctx *c, struct str hex, struct str *text);

/* Answers as if the object did not exist (S10), and has the refusal recorded. */
enum err ctx_refuse(struct ctx *c) MUST_CHECK;

/* What a form's token is bound to: the session, else the form_id (security.md S25). */
struct str ctx_token_binding(const struct ctx *c);

/* --- the page shell (page.c) --- */
/* A new page: the view with everything layout.mustache needs. nav: "home", "partnerships",
 * "guidance", "" … */
struct view *page_new(struct ctx *c, const char *nav);
/* Breadcrumbs from the outside in, without the current page; call once per step. */
void page_crumb(struct ctx *c, struct str label, struct str href);
/* A Back link instead of breadcrumbs (forms). */
void page_back(struct ctx *c, struct str href);
/* <link rel="alternate">: type, title, href. */
void page_alternate(struct ctx *c, struct str type, struct str title, struct str href);
/* Under a long list, for partial/pages: the first page, the last, and the neighbours of the one
 * shown. base: the list with its filter, which is its first page. */
struct page_steps {
    struct str base;
    int64_t now, last; /* last 0: an empty list */
};
void page_steps(struct ctx *c, struct view *v, const struct page_steps *x);

#endif
