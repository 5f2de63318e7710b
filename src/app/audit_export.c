/*
 * audit_export.c: the record as CSV (features 7.3; security.md S7, S24, S41, S49).
 */
#include "app/audit_pages.h"

#include "app/audit_rows.h"
#include "app/house.h"
#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "core/web/spool.h"
#include "modules/audit/audit_say.h"
#include "modules/audit/audit_words.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#define SLICE_ROWS 500 /* of one read */
#define SLICE_ARENA_BYTES (16 * MIB)
#define EXPORT_MS 60000 /* some five million records */
#define MARK "\xEF\xBB\xBF"

/* --- the ticket --- */

struct ticket {
    int64_t account_id, until_s;
    struct str filters; /* short hash of the list's address */
};

static struct str hash_of_path(struct arena *a, struct str path)
{
    struct hash h = hash_of(path);
    return hash_hex(a, &h, 16);
}

static struct str ticket_text(struct ctx *c, const struct ticket *t)
{
    return str_printf(c->arena, "audit|%lld|%lld|%.*s", (long long)t->account_id,
                      (long long)t->until_s, STR_ARG(t->filters));
}

static bool ticket_read(struct ctx *c, struct ticket *out)
{
    struct str text = { 0 }, what, account, until;
    return ctx_unseal(c, param_str(c, "ticket"), &text) && str_cut(&text, '|', &what) &&
           str_eq(what, STR("audit")) && str_cut(&text, '|', &account) &&
           str_to_i64(account, &out->account_id) && str_cut(&text, '|', &until) &&
           str_to_i64(until, &out->until_s) && str_cut(&text, '|', &out->filters);
}

/* Made for this person and this list, a short while ago. */
static bool has_ticket(struct ctx *c, const struct audit_query *q)
{
    struct ticket t = { 0 };
    return ticket_read(c, &t) && t.account_id == c->visitor->account.id &&
           t.until_s > c->now_s && str_eq(t.filters, hash_of_path(c->arena, q->path));
}

/* --- asking for it --- */

struct exporting {
    struct act act;
    struct str filters;
};

static enum err export_fn(struct db *db, void *arg)
{
    const struct exporting *x = arg;
    struct change change;
    change_begin(&change);
    if (x->filters.n)
        change_text(&change, "filters", STR(""), x->filters);
    return change_record(
        db, &change, &x->act,
        &(struct change_of){ .action = STR("audit.export"), .object_kind = STR("audit") });
}

enum err audit_export(struct ctx *c)
{
    struct audit_query q = { 0 };
    struct arena *a = c->arena;
    const struct str list = STR("/admin/audit");
    enum err e = audit_query_read(c, list, page_new(c, ""), &q);
    if (e)
        return e;
    if (!session_is_proved(&c->visitor->session, c->now_s)) /* it holds names (S19) */
        return ctx_see_other(c, url_query(a, STR("/sign-in/again"), STR("next"), q.path));
    struct str filters = str_sub(q.path, list.n, q.path.n); /* "?who=..." */
    struct exporting x = { ctx_act(c), str_sub(filters, 1, filters.n) };
    e = store_write(c->store, export_fn, &x);
    if (e)
        return e;
    const struct ticket t = { c->visitor->account.id, c->now_s + AUDIT_TICKET_S,
                              hash_of_path(a, q.path) };
    struct str path = str_join(a, STR("/admin/audit.csv"), filters);
    return ctx_see_other(c, url_query(a, path, STR("ticket"), ctx_seal(c, ticket_text(c, &t))));
}

/* --- the file --- */

struct csv_file {
    struct spool out;
    struct ctx row_ctx; /* of the request, with the memory of one slice */
    struct partnership_list partnerships;
};

static void add_text(struct csv_file *f, struct str s)
{
    esc_csv(f->out.text, s);
    buf_char(f->out.text, ',');
}

static struct str partnership_slug(const struct csv_file *f, int64_t id)
{
    for (size_t i = 0; i < f->partnerships.n; i++)
        if (f->partnerships.item[i].id == id)
            return f->partnerships.item[i].slug;
    return (struct str){ 0 };
}

static enum err add_row(struct csv_file *f, const struct audit_row *r)
{
    struct str who;
    enum err e = audit_who(&f->row_ctx, r->actor, &who);
    esc_csv_number(f->out.text, r->number);
    buf_char(f->out.text, ',');
    add_text(f, time_iso(f->row_ctx.arena, r->at_s));
    add_text(f, r->actor);
    add_text(f, who);
    add_text(f, r->action);
    add_text(f, audit_action_words(r->action));
    add_text(f, r->object_kind);
    add_text(f, r->object_id);
    add_text(f, partnership_slug(f, r->partnership_id));
    add_text(f, r->request_id);
    esc_csv(f->out.text, r->detail);
    buf_lit(f->out.text, "\r\n");
    return e ? e : spool_row(&f->out);
}

static void add_head(struct csv_file *f)
{
    static const char *const column[] = { AUDIT_CSV_COLUMNS };
    buf_lit(f->out.text, MARK);
    for (size_t i = 0; i < sizeof column / sizeof column[0]; i++) {
        if (i)
            buf_char(f->out.text, ',');
        esc_csv(f->out.text, str_from(column[i]));
    }
    buf_lit(f->out.text, "\r\n");
}

static enum err add_slice(struct csv_file *f, struct audit_ask *ask, bool *has_more)
{
    struct audit_page part;
    enum err e = audit_list(f->row_ctx.db, f->row_ctx.arena, ask, &part);
    for (size_t i = 0; !e && i < part.n; i++)
        e = add_row(f, &part.row[i]);
    *has_more = part.has_more;
    ask->after = part.next;
    arena_reset(f->row_ctx.arena);
    return e;
}

static enum err fill(struct csv_file *f, const struct audit_filter *filter)
{
    const int64_t until_ms = clock_mono_ms() + EXPORT_MS;
    struct audit_ask ask = { .filter = filter, .max = SLICE_ROWS };
    bool has_more = true;
    enum err e = OK;
    add_head(f);
    while (!e && has_more) {
        e = add_slice(f, &ask, &has_more);
        if (!e && has_more && clock_mono_ms() > until_ms)
            e = ERR_BUSY;
    }
    return e;
}

static enum err make(struct ctx *c, const struct audit_filter *filter)
{
    struct csv_file f = { .row_ctx = *c };
    struct str name = str_printf(c->arena, "audit-%.*s.csv",
                                 STR_ARG(date_iso(c->arena, london_from_s(c->now_s).date)));
    spool_begin(c, &f.out);
    f.row_ctx.arena = arena_new(SLICE_ARENA_BYTES);
    enum err e = partnership_list(c->db, c->arena, &f.partnerships);
    if (!e)
        e = fill(&f, filter);
    if (!e)
        e = spool_send(&f.out, STR("text/csv; charset=utf-8"), name);
    spool_end(&f.out);
    arena_free(f.row_ctx.arena);
    return e;
}

enum err audit_csv_page(struct ctx *c)
{
    struct app *app = c->app;
    struct audit_query q = { 0 };
    enum err e = audit_ask_whole(c);
    if (!e)
        e = audit_query_read(c, STR("/admin/audit"), page_new(c, ""), &q);
    if (e)
        return e;
    if (!has_ticket(c, &q)) /* an address kept too long: its button is on the list */
        return ctx_see_other(c, q.path);
    e = slots_take(&app->costly, c->visitor->account.id);
    if (e)
        return e;
    e = make(c, &q.filter);
    slots_give(&app->costly, c->visitor->account.id);
    return e;
}
