#include "app/audit_pages.h"

#include "app/audit_rows.h"
#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/audit/audit_words.h"
#include "modules/partnerships/own.h"
#include "modules/people/visitor.h"

#define ROW_FIELDS 4 /* of a record in a list; the rest on its own page */

enum err audit_ask_whole(struct ctx *c)
{
    const struct actor *who = &c->visitor->actor;
    bool may = actor_has_role(who, ROLE_ADMIN) && actor_may(who, CAP_AUDIT_READ, 0);
    return may ? OK : ctx_refuse(c);
}

struct listing {
    struct ctx *c;
    struct view *page;
    struct audit_query query;
    struct audit_page found;
    struct audit_place after;
    struct audit_show how;
};

/* Where the page begins. A record that is not there: the newest, and said so. */
static enum err read_place(struct listing *k)
{
    int64_t number = param_i64(k->c, "after", 0);
    view_bool(k->page, S(is_lost), false);
    if (!number)
        return OK;
    enum err e = audit_list_place(k->c->db, number, &k->after);
    if (e != ERR_NOT_FOUND)
        return e;
    k->after = (struct audit_place){ 0 };
    view_bool(k->page, S(is_lost), true);
    return OK;
}

static void show_count(struct listing *k, int64_t n)
{
    struct view *v = k->page;
    view_int(v, S(n_shown), (int64_t)k->found.n);
    view_bool(v, S(is_one), n == 1);
    view_bool(v, S(is_many), n > AUDIT_COUNT_MAX);
    view_bool(v, S(is_further), k->after.number != 0);
    view_int(v, S(n_found), n > AUDIT_COUNT_MAX ? AUDIT_COUNT_MAX : n);
}

static enum err show_rows(struct listing *k)
{
    struct list *rows = view_list(k->page, S(rows));
    enum err e = OK;
    for (size_t i = 0; i < k->found.n && !e; i++)
        e = audit_row_show(k->c, &k->found.row[i], &k->how, list_add(rows));
    view_bool(k->page, S(has_rows), k->found.n > 0);
    return e;
}

/* Next by key; back to the newest. Where nothing more fits among those looked at, the way on is
 * offered all the same (S49). */
static void show_ways(struct listing *k)
{
    struct arena *a = k->c->arena;
    struct str next = str_printf(a, "%lld", (long long)k->found.next.number);
    view_str(k->page, S(next_href),
             k->found.has_more ? url_query(a, k->query.path, STR("after"), next)
                               : (struct str){ 0 });
    view_str(k->page, S(first_href), k->after.number ? k->query.path : (struct str){ 0 });
    view_bool(k->page, S(has_ways), k->found.has_more || k->after.number);
    view_bool(k->page, S(is_own), k->query.is_own);
    view_str(k->page, S(filter_action), k->c->path);
    view_bool(k->page, S(was_cut), k->found.has_more && k->found.n < AUDIT_PAGE_ROWS);
}

static enum err fill(struct listing *k)
{
    struct ctx *c = k->c;
    int64_t n = 0;
    struct audit_ask ask = { .filter = &k->query.filter, .max = AUDIT_PAGE_ROWS };
    enum err e = read_place(k);
    ask.after = k->after;
    if (!e)
        e = audit_list(c->db, c->arena, &ask, &k->found);
    if (!e)
        e = audit_list_count(c->db, c->arena, &k->query.filter, &n);
    if (!e)
        e = show_rows(k);
    show_count(k, n);
    show_ways(k);
    return e;
}

/* --- the whole record --- */

static enum err open_whole(struct listing *k)
{
    struct ctx *c = k->c;
    enum err e = audit_ask_whole(c);
    if (e)
        return e;
    k->page = page_new(c, "");
    k->how = (struct audit_show){ .for_admin = true, .max_fields = ROW_FIELDS };
    return audit_query_read(c, STR("/admin/audit"), k->page, &k->query);
}

enum err audit_list_page(struct ctx *c)
{
    struct listing k = { .c = c };
    enum err e = open_whole(&k);
    if (!e)
        e = audit_query_show(c, &k.query, k.page);
    if (!e)
        e = audit_check_show(c, k.page);
    if (!e)
        e = fill(&k);
    if (e)
        return e;
    view_str(k.page, S(action), k.query.path);
    struct form *tokens = form_new(c, k.page);
    return tokens ? form_render(tokens, "admin/audit") : ERR_LIMIT;
}

enum err audit_post_page(struct ctx *c)
{
    struct str what = param_str(c, "do");
    enum err e = audit_ask_whole(c);
    if (e)
        return e;
    if (str_eq(what, STR("csv")))
        return audit_export(c);
    return str_eq(what, STR("check")) ? audit_check_now(c) : ERR_BAD_REQUEST;
}

/* --- one record --- */

static void show_codes(struct ctx *c, const struct audit_row *r, struct view *v)
{
    struct arena *a = c->arena;
    struct str object = url_query(a, STR("/admin/audit"), STR("kind"), r->object_kind);
    view_str(v, S(action_code), r->action);
    view_str(v, S(who_code), r->actor);
    view_str(v, S(who_href), url_query(a, STR("/admin/audit"), STR("who"), r->actor));
    view_str(v, S(same_href),
             r->object_kind.n && r->object_id.n
                 ? url_query(a, object, STR("object"), r->object_id)
                 : (struct str){ 0 });
    view_str(v, S(request), r->request_id);
    view_str(v, S(request_href),
             url_query(a, STR("/admin/audit"), STR("request"), r->request_id));
    view_str(v, S(object_code), audit_visible(a, r->object_id));
}

enum err audit_record_page(struct ctx *c)
{
    struct audit_row row;
    const struct audit_show how = { .for_admin = true, .max_fields = SIZE_MAX };
    enum err e = audit_ask_whole(c);
    if (!e)
        e = audit_find(c->db, c->arena, param_i64(c, "number", 0), &row);
    if (e)
        return e;
    struct view *page = page_new(c, "");
    page_crumb(c, STR(AUDIT_CRUMB), STR("/admin/audit"));
    e = audit_row_show(c, &row, &how, page);
    if (e)
        return e;
    show_codes(c, &row, page);
    return ctx_render(c, "admin/audit_record", page);
}

/* --- a partnership's own --- */

enum err audit_own_page(struct ctx *c)
{
    struct listing k = { .c = c, .query = { .is_own = true } };
    struct own own;
    enum err e = own_partnership_load(c, CAP_AUDIT_READ, &own);
    if (e)
        return e;
    k.page = page_new(c, "");
    k.how = (struct audit_show){ .max_fields = ROW_FIELDS };
    e = own_partnership_show(c, &own, CAP_AUDIT_READ, k.page);
    struct str base = str_join(c->arena, STR("/coordinator/record"), own.query);
    if (!e)
        e = audit_query_read(c, base, k.page, &k.query);
    k.query.filter.partnership_id = own.partnership.id; /* the list's scope (S10) */
    view_str(k.page, S(partnership_slug), own.partnership.slug);
    if (!e)
        e = audit_query_show(c, &k.query, k.page);
    if (!e)
        e = fill(&k);
    return e ? e : ctx_render(c, "coordinator/record", k.page);
}
