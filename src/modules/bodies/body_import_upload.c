/*
 * body_import_upload.c: past imports, and a new file.
 */
#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/http/target.h"
#include "core/web/form_date.h"
#include "gen/symbols.h"
#include "modules/bodies/body_import_desk.h"
#include "modules/bodies/body_import_words.h"
#include "modules/people/visitor.h"

#define LIST_SIZE 25

static const struct form_date source_date = { "on_day", "on_month", "on_year" };

static enum err show_past(struct import_page *k)
{
    struct ctx *c = k->c;
    struct body_import *past = arena_array(c->arena, LIST_SIZE + 1, sizeof *past);
    int64_t whose = k->desk.is_admin ? -1 : k->desk.partnership_id;
    int64_t before = c->req->method == METHOD_POST ? 0 : param_i64(c, "before", 0);
    size_t n = 0;
    enum err e = past
                     ? body_import_list(c->db, c->arena, whose, before, LIST_SIZE + 1, past, &n)
                     : ERR_LIMIT;
    if (e)
        return e;
    size_t shown = n > LIST_SIZE ? LIST_SIZE : n;
    struct list *rows = view_list(k->v, S(rows));
    for (size_t i = 0; i < shown; i++)
        import_show(k, &past[i], list_add(rows));
    view_bool(k->v, S(has_rows), shown > 0);
    struct str older = str_printf(c->arena, "%lld", (long long)(n ? past[shown - 1].id : 0));
    view_str(k->v, S(older_href),
             n > LIST_SIZE ? url_query(c->arena, import_path_of(k, 0, ""), STR("before"), older)
                           : (struct str){ NULL, 0 });
    return OK;
}

static enum err show(struct import_page *k)
{
    enum err e = show_past(k);
    if (e)
        return e;
    view_str(k->v, S(action), import_path_of(k, 0, ""));
    form_field(k->f, S(file), "file");
    form_field(k->f, S(source_field), "source");
    form_date_field(k->f, S(source_date), &source_date);
    form_field_most(k->f, S(comment_field), "comment", BODY_IMPORT_COMMENT_CHARS);
    return form_render(k->f, "bodies/import");
}

static enum err open(struct ctx *c, struct import_page *k)
{
    enum err e = import_page_open(c, true, k);
    if (!e)
        k->f = form_new(c, k->v);
    return e ? e : k->f ? OK : ERR_LIMIT;
}

enum err body_import_list_page(struct ctx *c)
{
    struct import_page k;
    enum err e = open(c, &k);
    return e ? e : show(&k);
}

/* --- a file --- */

static const struct field *file_of(const struct ctx *c)
{
    const struct field *f = fields_find(&c->fields, STR("file"));
    return f && f->is_file && (f->value.n || f->file_name.n) ? f : NULL;
}

static bool read_fields(struct import_page *k, struct body_import_new *n)
{
    struct arena *a = k->c->arena;
    struct form *f = k->f;
    struct date on = { 0 };
    if (!file_of(k->c))
        form_error(f, "file", STR(IMPORT_ENTER_FILE));
    form_required(f, "source", STR(IMPORT_ENTER_SOURCE));
    form_length(f, "source", BODY_IMPORT_SOURCE_CHARS, STR(IMPORT_SOURCE_NOUN));
    enum form_date_is is = form_date_read(a, f, &source_date, &on);
    if (is == FORM_DATE_EMPTY)
        form_error(f, "on_day", STR(IMPORT_ENTER_SOURCE_DATE));
    if (is == FORM_DATE_GOOD &&
        date_to_days(on) > date_to_days(london_from_s(k->c->now_s).date))
        form_error(f, "on_day", STR(IMPORT_DATE_AHEAD));
    form_length(f, "comment", BODY_IMPORT_COMMENT_CHARS, STR(IMPORT_COMMENT_NOUN));
    *n = (struct body_import_new){
        .kind = STR("list"),
        .source = form_value(f, "source"),
        .source_on = date_iso(a, on),
        .comment = form_value(f, "comment"),
        .by_role = k->desk.is_admin ? STR(IMPORT_BY_ADMIN) : STR(IMPORT_BY_COORDINATOR),
        .partnership_id = k->desk.partnership_id,
        .by_account = k->c->visitor->account.id,
    };
    return !form_failed(f);
}

/* The last part of a path, as old browsers send it; short enough for a row. */
static struct str base_name(struct str name)
{
    size_t from = name.n;
    while (from && name.p[from - 1] != '/' && name.p[from - 1] != '\\')
        from--;
    return str_sub(name, from, 200);
}

/* What was loaded by a form that had been sent already is not kept twice. */
static void give_up(const struct import_page *k, int64_t id)
{
    const struct act act = ctx_act(k->c);
    struct body_import_step step = { .id = id, .act = &act };
    enum err e = store_write(k->c->store, body_import_give_up_fn, &step);
    if (e) /* the daily sweep finds it */
        log_warn("body_import", "import=%lld error=%s", (long long)id, err_name(e));
}

static enum err ready(struct import_page *k, int64_t id, const struct body_file *file)
{
    const struct act act = ctx_act(k->c);
    struct body_import_step step = { .id = id, .act = &act };
    struct str to = import_path_of(k, id, "/columns");
    if (file->was_windows_1252)
        to = url_query(k->c->arena, to, STR("read"), STR("windows"));
    enum err e = form_send_once(k->f, body_import_ready_fn, &step, to);
    if (!step.is_done)
        give_up(k, id);
    return e == ERR_CONFLICT ? show(k) : e;
}

enum err body_import_upload_page(struct ctx *c)
{
    struct import_page k;
    struct body_import_new n;
    struct body_file file;
    int64_t id = 0;
    enum err e = open(c, &k);
    if (e)
        return e;
    if (!read_fields(&k, &n))
        return show(&k);
    const struct field *f = file_of(c);
    const struct body_import_run run = import_run(&k);
    n.file_name = base_name(f->file_name);
    e = body_import_load(&run, &n, f->value, &file, &id);
    if (e == ERR_INVALID) {
        form_error(k.f, "file", body_file_words(c->arena, &file));
        return show(&k);
    }
    return e ? e : ready(&k, id, &file);
}
