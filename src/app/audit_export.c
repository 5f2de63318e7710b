/*
 * audit_export.c: the record as CSV (features 7.3; security.md S7, S24, S41, S49).
 */
#include "app/audit_pages.h"

#include "app/audit_rows.h"
#include "app/house.h"
#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/http/target.h"
#include "modules/audit/audit_say.h"
#include "modules/audit/audit_words.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#include <errno.h>
#include <fcntl.h>

#define SLICE_ROWS 500 /* of one read */
#define SLICE_ARENA_BYTES (16 * MIB)
#define MEMORY_BYTES MIB /* larger ones go to a file without a name */
#define EXPORT_MS 60000  /* some five million records */
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
    struct ctx *c;      /* of the request */
    struct ctx row_ctx; /* the same with the memory of one slice */
    struct buf *text;   /* in memory, until it is too much */
    int fd;
    uint64_t n_bytes; /* in the file */
    struct partnership_list partnerships;
};

static enum err spill(struct csv_file *f)
{
    struct app *app = f->c->app;
    if (f->fd < 0) {
        const char *dir =
            str_z(f->c->arena, str_printf(f->c->arena, "%s/tmp", app->config.data_dir));
        f->fd = dir ? open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    }
    if (f->fd < 0 || !fd_write_all(f->fd, buf_view(f->text))) {
        log_error("audit.export", "error=%s", strerrorname_np(errno));
        return ERR_FULL;
    }
    f->n_bytes += f->text->n;
    buf_clear(f->text);
    return OK;
}

static void add_text(struct csv_file *f, struct str s)
{
    esc_csv(f->text, s);
    buf_char(f->text, ',');
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
    esc_csv_number(f->text, r->number);
    buf_char(f->text, ',');
    add_text(f, time_iso(f->row_ctx.arena, r->at_s));
    add_text(f, r->actor);
    add_text(f, who);
    add_text(f, r->action);
    add_text(f, audit_action_words(r->action));
    add_text(f, r->object_kind);
    add_text(f, r->object_id);
    add_text(f, partnership_slug(f, r->partnership_id));
    add_text(f, r->request_id);
    esc_csv(f->text, r->detail);
    buf_lit(f->text, "\r\n");
    return e ? e : f->text->failed ? ERR_LIMIT : OK;
}

static void add_head(struct csv_file *f)
{
    static const char *const column[] = { AUDIT_CSV_COLUMNS };
    buf_lit(f->text, MARK);
    for (size_t i = 0; i < sizeof column / sizeof column[0]; i++) {
        if (i)
            buf_char(f->text, ',');
        esc_csv(f->text, str_from(column[i]));
    }
    buf_lit(f->text, "\r\n");
}

static enum err add_slice(struct csv_file *f, struct audit_ask *ask, bool *has_more)
{
    struct audit_page part;
    enum err e = audit_list(f->row_ctx.db, f->row_ctx.arena, ask, &part);
    for (size_t i = 0; !e && i < part.n; i++) {
        e = add_row(f, &part.row[i]);
        if (!e && f->text->n > MEMORY_BYTES)
            e = spill(f);
    }
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

static enum err send(struct csv_file *f)
{
    struct ctx *c = f->c;
    struct str name = str_printf(c->arena, "audit-%.*s.csv",
                                 STR_ARG(date_iso(c->arena, london_from_s(c->now_s).date)));
    if (f->fd >= 0 && f->text->n && spill(f))
        return ERR_FULL;
    enum err e = ctx_send_file(c, STR("text/csv; charset=utf-8"),
                               f->fd < 0 ? buf_view(f->text) : (struct str){ 0 }, name);
    if (e || f->fd < 0)
        return e;
    c->resp->fd = f->fd;
    c->resp->fd_from = 0;
    c->resp->fd_len = f->n_bytes;
    f->fd = -1; /* the door's */
    return OK;
}

static enum err make(struct ctx *c, const struct audit_filter *filter)
{
    struct csv_file f = {
        .c = c, .row_ctx = *c, .text = buf_in(c->arena, 2 * MEMORY_BYTES), .fd = -1
    };
    f.row_ctx.arena = arena_new(SLICE_ARENA_BYTES);
    enum err e = partnership_list(c->db, c->arena, &f.partnerships);
    if (!e)
        e = fill(&f, filter);
    if (!e)
        e = send(&f);
    if (f.fd >= 0)
        close(f.fd);
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
