#include "modules/bodies/body_flag_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/body_flag.h"
#include "modules/bodies/oscr.h"
#include "modules/bodies/oscr_words.h"
#include "modules/partnerships/desk.h"
#include "modules/people/visitor.h"

#define PANEL_MAX 6

static const char *kind_label(enum body_flag_kind kind)
{
    static const char *const label[FLAG_KIND__MAX] = {
        [FLAG_KIND_REMOVED] = FLAG_REMOVED,
        [FLAG_KIND_RENAMED] = FLAG_RENAMED,
        [FLAG_KIND_MOVED] = FLAG_MOVED,
    };
    return kind < FLAG_KIND__MAX ? label[kind] : "";
}

static const char *state_label(const struct body_flag *f)
{
    switch (f->state) {
    case FLAG_IS_OPEN:
        return FLAG_OPEN;
    case FLAG_IS_TAKEN:
        return FLAG_TAKEN;
    case FLAG_IS_LEFT:
        break;
    }
    return f->is_by_person ? FLAG_LEFT : FLAG_SETTLED;
}

static struct str long_date(struct ctx *c, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_long(c->arena, d) : iso;
}

/* In the same part of the site as the list. */
static struct str entry_href(struct ctx *c, int64_t body_id)
{
    struct str id = str_printf(c->arena, "%lld", (long long)body_id);
    if (str_starts(c->path, STR("/admin/")))
        return url_path(c->arena, "/admin/bodies/%", id);
    struct str href = url_path(c->arena, "/coordinator/bodies/%", id);
    return param_has(c, "partnership")
               ? url_query(c->arena, href, STR("partnership"), param_str(c, "partnership"))
               : href;
}

static void show_flag(struct ctx *c, const struct body_flag *f, struct view *v)
{
    view_int(v, S(id), f->id);
    view_str(v, S(name), f->body_name);
    view_str(v, S(href), entry_href(c, f->body_id));
    view_lit(v, S(kind), kind_label(f->kind));
    view_str(v, S(ours), f->ours);
    view_str(v, S(theirs), f->theirs);
    view_bool(v, S(is_open), f->state == FLAG_IS_OPEN);
    view_lit(v, S(state_label), state_label(f));
    view_str(v, S(source), f->source);
    view_str(v, S(source_date), long_date(c, f->source_on));
    desk_date(c, v, (struct desk_date){ S(decided), S(decided_iso) }, f->decided_at_s);
}

/* --- the list --- */

struct listing {
    struct desk d;
    struct desk_ask ask;
    struct form *f;
};

static enum err open_list(struct ctx *c, struct listing *l)
{
    enum err e = desk_open(c, CAP_BODY_EDIT, &l->d);
    if (!e)
        e = desk_ask_read(c, &l->d, &l->ask);
    if (e)
        return e;
    l->f = form_new(c, l->d.page);
    return l->f ? OK : ERR_LIMIT;
}

static void show_done(struct ctx *c, const struct listing *l)
{
    struct str done = param_str(c, "done");
    view_bool(l->d.page, S(is_done), str_eq(done, STR("taken")) || str_eq(done, STR("left")));
    view_lit(l->d.page, S(done), str_eq(done, STR("taken")) ? FLAG_DONE_TAKEN : FLAG_DONE_LEFT);
}

static enum err fill_list(struct ctx *c, struct listing *l)
{
    struct body_flag *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    const struct body_flag_ask ask = { .partnership_id = l->ask.partnership_id,
                                       .shows_all = !l->ask.is_waiting_only,
                                       .skip = (size_t)l->ask.first,
                                       .max = DESK_PAGE_ROWS };
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? body_flag_count(c->db, &ask, &n) : ERR_LIMIT;
    if (!e)
        e = desk_pages(c, &l->d, &l->ask, n);
    if (!e)
        e = body_flag_list(c->db, c->arena, &ask, row, &n_rows);
    struct list *rows = view_list(l->d.page, S(rows));
    struct str newest = { NULL, 0 };
    for (size_t i = 0; !e && i < n_rows; i++) {
        show_flag(c, &row[i], list_add(rows));
        newest = str_cmp(row[i].source_on, newest) > 0 ? row[i].source_on : newest;
    }
    view_str(l->d.page, S(action), c->req->target_raw);
    view_str(l->d.page, S(attribution),
             newest.n ? oscr_attribution(c->arena, newest) : (struct str){ NULL, 0 });
    return e;
}

static const char *template_of(const struct listing *l)
{
    return l->d.is_admin ? "admin/body_flags" : "coordinator/body_flags";
}

enum err body_flag_list_page(struct ctx *c)
{
    struct listing l = { 0 };
    enum err e = open_list(c, &l);
    if (!e)
        e = fill_list(c, &l);
    if (e)
        return e;
    show_done(c, &l);
    return form_render(l.f, template_of(&l));
}

/* --- deciding --- */

static enum err decide_fn(struct db *db, void *arg)
{
    enum err e = body_flag_decide(db, arg);
    return e == ERR_CONFLICT ? OK : e; /* somebody was faster: the list shows what they did */
}

static struct str list_path(struct ctx *c, const struct listing *l, const char *done)
{
    struct str path = c->path;
    if (!l->d.is_admin)
        path = url_query(c->arena, path, STR("partnership"), l->d.own.partnership.slug);
    return url_query(c->arena, path, STR("done"), str_from(done));
}

enum err body_flag_decide_page(struct ctx *c)
{
    struct listing l = { 0 };
    enum err e = open_list(c, &l);
    if (e)
        return e;
    int64_t take = param_i64(c, "take", 0), leave = param_i64(c, "leave", 0);
    struct body_flag_decision d = { .id = take ? take : leave,
                                    .partnership_id = l.ask.partnership_id,
                                    .account_id = c->visitor->account.id,
                                    .is_taken = take != 0,
                                    .act = ctx_act(c) };
    if (!d.id)
        return ERR_NOT_FOUND;
    e = form_send_once(l.f, decide_fn, &d, list_path(c, &l, take ? "taken" : "left"));
    if (e == ERR_NOT_FOUND)
        return ctx_refuse(c);
    if (e != ERR_INVALID && e != ERR_CONFLICT)
        return e;
    if (e == ERR_INVALID)
        form_error(l.f, "take", STR(FLAG_CANNOT_TAKE));
    e = fill_list(c, &l);
    show_done(c, &l);
    return e ? e : form_render(l.f, template_of(&l));
}

/* --- on an entry's page --- */

enum err body_flag_panel(struct ctx *c, struct view *page, int64_t body_id, struct str list)
{
    struct body_flag flag[PANEL_MAX];
    size_t n = 0;
    enum err e = body_flag_list_of(c->db, c->arena, body_id, flag, PANEL_MAX, &n);
    struct list *flags = view_list(page, S(flags));
    for (size_t i = 0; !e && i < n; i++)
        show_flag(c, &flag[i], list_add(flags));
    view_bool(page, S(has_flags), n > 0);
    view_str(page, S(flags_href), list);
    view_str(page, S(flags_attribution),
             n ? oscr_attribution(c->arena, flag[n - 1].source_on) : (struct str){ NULL, 0 });
    return e;
}
