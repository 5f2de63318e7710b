/*
 * body_import_show.c: one import as its state asks for: progress, check, report; its rows; what
 * is done with it.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_import_desk.h"
#include "modules/bodies/body_import_words.h"
#include "modules/framework/list.h"
#include "modules/people/visitor.h"

#define FIRST_ROWS 20
#define ROWS_PAGE 50
#define CSV_BYTES_MAX ((size_t)8 * 1024 * 1024)

/* --- rows --- */

struct row_shower {
    struct import_page *k;
    struct body_reader *reader;
    struct list_words kinds;
};

static enum err shower_open(struct import_page *k, struct row_shower *s)
{
    *s = (struct row_shower){ .k = k };
    enum err e = list_load(k->c->db, k->c->arena, "body_kind", &s->kinds);
    return e ? e : body_reader_open(k->c->db, k->c->arena, &k->of, &s->reader);
}

static struct str area_names(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, 4096);
    for (size_t i = 0; i < b->n_areas; i++)
        buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(b->area[i].name));
    return buf_view(out);
}

static void show_problems(struct view *v, struct str text)
{
    struct list *problems = view_list(v, S(problems));
    struct str line;
    while (str_cut(&text, '\n', &line))
        list_add_str(problems, line);
}

/* As the entry will be, and what becomes of it. */
static enum err show_row(const struct row_shower *s, const struct body_import_row *row,
                         struct view *v)
{
    struct arena *a = s->k->c->arena;
    struct buf *unsaid = buf_in(a, 16384);
    struct body b = { 0 };
    enum err e = body_reader_read(s->reader, a, row, &b, unsaid);
    if (e)
        return e;
    bool links =
        row->outcome == BODY_ROW_KNOWN || (row->body_id && s->k->of.state == BODY_IMPORT_LIVE);
    view_int(v, S(line), row->line);
    view_str(v, S(name), b.name);
    view_str(v, S(charity_number), b.charity_number);
    view_str(v, S(kind), list_label(&s->kinds, b.kind));
    view_str(v, S(areas), area_names(a, &b));
    view_str(v, S(contact), b.contact_email.n ? b.contact_email : b.contact_phone);
    view_bool(v, S(is_add), row->outcome == BODY_ROW_ADD);
    view_bool(v, S(is_known), row->outcome == BODY_ROW_KNOWN);
    view_bool(v, S(is_failed), row->outcome == BODY_ROW_FAILED);
    view_str(v, S(body_href),
             links && row->body_id ? body_desk_path_of(&s->k->desk, row->body_id, "")
                                   : (struct str){ NULL, 0 });
    show_problems(v, row->problem);
    return OK;
}

static enum err show_rows(const struct row_shower *s, const struct body_import_rows_ask *ask,
                          size_t max, symbol as, size_t *n, int64_t *last)
{
    struct ctx *c = s->k->c;
    struct body_import_row *row = arena_array(c->arena, max, sizeof *row);
    struct list *rows = view_list(s->k->v, as);
    enum err e = row ? body_import_rows(c->db, c->arena, ask, max, row, n) : ERR_LIMIT;
    for (size_t i = 0; i < *n && !e; i++)
        e = show_row(s, &row[i], list_add(rows));
    *last = !e && *n ? row[*n - 1].line : 0;
    return e;
}

/* --- one import --- */

static void show_links(struct import_page *k)
{
    view_str(k->v, S(action), import_path(k, ""));
    view_str(k->v, S(columns_href), import_path(k, "/columns"));
    view_str(k->v, S(failed_href), import_path(k, "/failed.csv"));
    view_str(k->v, S(undo_href), import_path(k, "/undo"));
    view_str(k->v, S(state_href), import_path(k, "/state.json"));
    view_str(k->v, S(imports_href), import_path_of(k, 0, ""));
    struct str rows = import_path(k, "/rows");
    view_str(k->v, S(failed_rows_href),
             url_query(k->c->arena, rows, STR("show"), STR("failed")));
    view_str(k->v, S(known_rows_href), url_query(k->c->arena, rows, STR("show"), STR("known")));
    view_str(k->v, S(added_rows_href), url_query(k->c->arena, rows, STR("show"), STR("add")));
}

static enum err show_progress(struct import_page *k)
{
    view_bool(k->v, S(is_checking), k->of.state == BODY_IMPORT_CHECKING);
    view_bool(k->v, S(is_writing), k->of.state == BODY_IMPORT_WRITING);
    view_str(k->v, S(words), import_progress_words(k->c->arena, &k->of));
    return ctx_render(k->c, "bodies/import_progress", k->v);
}

static enum err show_check(struct import_page *k)
{
    struct row_shower s;
    const struct body_import_rows_ask first = { .import_id = k->of.id };
    const struct body_import_rows_ask failed = { .import_id = k->of.id,
                                                 .outcome = BODY_ROW_FAILED };
    size_t n = 0, n_failed = 0;
    int64_t last = 0;
    enum err e = shower_open(k, &s);
    if (!e)
        e = show_rows(&s, &first, FIRST_ROWS, S(rows), &n, &last);
    if (!e)
        e = show_rows(&s, &failed, ROWS_PAGE, S(failed_rows), &n_failed, &last);
    if (e)
        return e;
    view_int(k->v, S(n_first), (int64_t)n);
    view_int(k->v, S(n_failed_shown), (int64_t)n_failed);
    view_bool(k->v, S(has_more_failed), (int64_t)n_failed < k->of.n_failed);
    if (!k->f)
        k->f = form_new(k->c, k->v);
    return form_render(k->f, "bodies/import_check");
}

static enum err show_report(struct import_page *k)
{
    view_bool(k->v, S(is_live), k->of.state == BODY_IMPORT_LIVE);
    view_bool(k->v, S(is_undone), k->of.state == BODY_IMPORT_UNDONE);
    view_bool(k->v, S(is_given_up), k->of.state == BODY_IMPORT_GIVEN_UP);
    view_bool(k->v, S(can_undo),
              k->of.state == BODY_IMPORT_LIVE && str_eq(k->of.kind, STR("list")));
    return ctx_render(k->c, "bodies/import_report", k->v);
}

static enum err show_state(struct import_page *k)
{
    show_links(k);
    switch (k->of.state) {
    case BODY_IMPORT_MATCHING:
        return ctx_see_other(k->c, import_path(k, "/columns"));
    case BODY_IMPORT_CHECKING:
    case BODY_IMPORT_WRITING:
    case BODY_IMPORT_UNDOING:
        return show_progress(k);
    case BODY_IMPORT_CHECKED:
        return show_check(k);
    case BODY_IMPORT_LIVE:
    case BODY_IMPORT_UNDONE:
    case BODY_IMPORT_GIVEN_UP:
    case BODY_IMPORT_FAILED:
        return show_report(k);
    case BODY_IMPORT_LOADING:
    case BODY_IMPORT_STATE__MAX:
        break;
    }
    return ERR_NOT_FOUND;
}

enum err body_import_show_page(struct ctx *c)
{
    struct import_page k;
    enum err e = import_page_load(c, &k);
    return e ? e : show_state(&k);
}

/* --- "Add", "Give up" --- */

/* It has gone on in another tab; or another import is just being written. */
static enum err show_conflict(struct import_page *k)
{
    struct ctx *c = k->c;
    enum err e = body_import_find(c->db, c->arena, k->of.id, -1, &k->of);
    if (e)
        return e;
    if (k->of.state != BODY_IMPORT_CHECKED)
        return ctx_see_other(c, import_path(k, ""));
    show_links(k);
    form_error(k->f, "do",
               k->of.n_added ? STR(IMPORT_ANOTHER_IS_WRITTEN) : STR(IMPORT_NOTHING_TO_ADD));
    return show_check(k);
}

enum err body_import_do_page(struct ctx *c)
{
    struct import_page k;
    enum err e = import_page_load(c, &k);
    if (e)
        return e;
    k.f = form_new(c, k.v);
    if (!k.f)
        return ERR_LIMIT;
    const struct act act = ctx_act(c);
    struct body_import_step step = import_step(&k, &act);
    struct str what = form_value(k.f, "do");
    bool writes = str_eq(what, STR("write"));
    if (k.of.state != BODY_IMPORT_CHECKED || (!writes && !str_eq(what, STR("give_up"))))
        return ctx_see_other(c, import_path(&k, ""));
    e = form_send_once(k.f, writes ? body_import_start_fn : body_import_give_up_fn, &step,
                       import_path(&k, ""));
    if (e == ERR_CONFLICT)
        return show_conflict(&k);
    if (!e && step.is_done && writes)
        import_go_on_if_small(&k);
    return e;
}

/* --- rows, as a page and as a file --- */

static enum body_row_outcome outcome_asked(struct ctx *c)
{
    struct str show = param_str(c, "show");
    return str_eq(show, STR("known"))    ? BODY_ROW_KNOWN
           : str_eq(show, STR("failed")) ? BODY_ROW_FAILED
                                         : BODY_ROW_ADD;
}

enum err body_import_rows_page(struct ctx *c)
{
    struct import_page k;
    struct row_shower s;
    size_t n = 0;
    int64_t last = 0;
    enum err e = import_page_load(c, &k);
    const struct body_import_rows_ask ask = { .import_id = k.of.id,
                                              .after = param_i64(c, "after", 0),
                                              .outcome = outcome_asked(c) };
    if (!e)
        e = shower_open(&k, &s);
    if (!e)
        e = show_rows(&s, &ask, ROWS_PAGE, S(rows), &n, &last);
    if (e)
        return e;
    show_links(&k);
    struct str show = ask.outcome == BODY_ROW_ADD     ? STR("add")
                      : ask.outcome == BODY_ROW_KNOWN ? STR("known")
                                                      : STR("failed");
    struct str next = url_query(c->arena, import_path(&k, "/rows"), STR("show"), show);
    next =
        url_query(c->arena, next, STR("after"), str_printf(c->arena, "%lld", (long long)last));
    view_bool(k.v, S(has_rows), n > 0);
    view_bool(k.v, S(shows_known), ask.outcome == BODY_ROW_KNOWN);
    view_bool(k.v, S(shows_failed), ask.outcome == BODY_ROW_FAILED);
    view_str(k.v, S(next_href), n == ROWS_PAGE ? next : (struct str){ NULL, 0 });
    return ctx_render(c, "bodies/import_rows", k.v);
}

enum err body_import_failed_page(struct ctx *c)
{
    struct import_page k;
    enum err e = import_page_load(c, &k);
    struct buf *out = buf_in(c->arena, CSV_BYTES_MAX);
    if (!e)
        e = body_import_failed_csv(c->db, c->arena, &k.of, out);
    return e ? e
             : ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(out),
                             str_printf(c->arena, IMPORT_FAILED_FILE, (long long)k.of.id));
}

/* For the live region of the progress page. */
enum err body_import_state_page(struct ctx *c)
{
    struct import_page k;
    enum err e = import_page_load(c, &k);
    if (e)
        return e;
    struct str words = import_progress_words(c->arena, &k.of);
    struct buf *out = buf_in(c->arena, 4096);
    buf_printf(out, "{\"done\":%s,\"words\":", words.n ? "false" : "true");
    esc_json(out, words.n ? words : str_from(import_state_label(k.of.state)));
    buf_lit(out, "}\n");
    return ctx_send(c, STR("application/json"), buf_view(out));
}

/* --- undo: a page of its own --- */

static enum err show_undo(struct import_page *k)
{
    show_links(k);
    view_str(k->v, S(action), import_path(k, "/undo"));
    return form_render(k->f, "bodies/import_undo");
}

static enum err open_undo(struct ctx *c, struct import_page *k)
{
    enum err e = import_page_load(c, k);
    if (e)
        return e;
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static bool can_undo(const struct import_page *k)
{
    return k->of.state == BODY_IMPORT_LIVE && str_eq(k->of.kind, STR("list"));
}

enum err body_import_undo_page(struct ctx *c)
{
    struct import_page k;
    enum err e = open_undo(c, &k);
    if (e)
        return e;
    return can_undo(&k) ? show_undo(&k) : ctx_see_other(c, import_path(&k, ""));
}

enum err body_import_undo_post_page(struct ctx *c)
{
    struct import_page k;
    enum err e = open_undo(c, &k);
    if (e)
        return e;
    if (!can_undo(&k))
        return ctx_see_other(c, import_path(&k, ""));
    const struct act act = ctx_act(c);
    struct body_import_step step = import_step(&k, &act);
    e = form_send_once(k.f, body_import_undo_fn, &step, import_path(&k, ""));
    if (e == ERR_CONFLICT)
        return ctx_see_other(c, import_path(&k, ""));
    if (!e && step.is_done)
        import_go_on_if_small(&k);
    return e;
}
