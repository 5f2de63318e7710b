/*
 * response_import_pages.c: past imports and a new file, which column is what, the dry run, and
 * what came of it.
 */
#include "modules/responses/response_import.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/log.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/response_import_tie.h"
#include "modules/responses/response_import_words.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define PAST_MAX 100
#define SHOWN_MAX 20
#define LOAD_ARENA_BYTES ((size_t)128 * 1024 * 1024)
#define FAILED_BYTES ((size_t)64 * 1024 * 1024)

struct answers_page {
    struct ctx *c;
    struct consultation x;
    struct question_form form;
    struct response_import of;
    struct response_columns columns;
    struct view *v;
    struct form *f;
    struct str list_path, path;
};

/* --- opening --- */

static enum err answers_open(struct ctx *c, struct answers_page *k)
{
    *k = (struct answers_page){ .c = c };
    enum err e = consultation_load_for(c, CAP_RESPONSE_LOG, param_str(c, "slug"), &k->x);
    if (!e)
        e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    k->list_path = url_path(c->arena, "/coordinator/consultations/%/imports", k->x.slug);
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(action), c->path);
    view_str(k->v, S(list_href), k->list_path);
    view_bool(k->v, S(can_import), k->x.published_at_s != 0 && k->form.n > 0);
    return k->f ? OK : ERR_LIMIT;
}

static struct str import_href(const struct answers_page *k, int64_t id)
{
    return str_printf(k->c->arena, "%.*s/%lld", STR_ARG(k->list_path), (long long)id);
}

static enum err answers_load(struct ctx *c, struct answers_page *k)
{
    enum err e = answers_open(c, k);
    if (!e)
        e = response_import_find(c->db, c->arena, param_i64(c, "id", 0), k->x.id, &k->of);
    if (!e)
        e = response_columns_read(c->arena, &k->form, k->of.columns, &k->columns);
    if (e)
        return e;
    k->path = import_href(k, k->of.id);
    page_back(c, k->list_path);
    return OK;
}

static struct response_import_run run_of(const struct answers_page *k)
{
    return (struct response_import_run){ k->c->store, k->c->db, ctx_act(k->c) };
}

static const char *answers_state(struct str state)
{
    return str_eq(state, STR("matching"))  ? ANSWERS_IS_MATCHING
           : str_eq(state, STR("checked")) ? ANSWERS_IS_CHECKED
           : str_eq(state, STR("writing")) ? ANSWERS_IS_WRITING
           : str_eq(state, STR("live"))    ? ANSWERS_IS_LIVE
           : str_eq(state, STR("undone"))  ? ANSWERS_IS_UNDONE
                                           : ANSWERS_IS_GIVEN_UP;
}

static void show_import(const struct answers_page *k, const struct response_import *of,
                        struct view *v)
{
    struct arena *a = k->c->arena;
    struct date day = london_from_s(of->made_at_s).date;
    view_str(v, S(href), import_href(k, of->id));
    view_str(v, S(file_name), of->file_name);
    view_str(v, S(source), of->source);
    view_text(v, S(comment), of->comment);
    view_str(v, S(by_role), of->by_role);
    view_str(v, S(made_on), date_long(a, day));
    view_str(v, S(made_iso), date_iso(a, day));
    view_lit(v, S(state_label), answers_state(of->state));
    view_int(v, S(n_rows), of->n_rows);
    view_int(v, S(n_added), of->n_added);
    view_int(v, S(n_failed), of->n_failed);
}

/* --- past ones, and a new file --- */

static enum err show_list(struct answers_page *k)
{
    struct ctx *c = k->c;
    struct response_import *past = arena_array(c->arena, PAST_MAX, sizeof *past);
    struct list *rows = view_list(k->v, S(rows));
    size_t n = 0;
    enum err e =
        past ? response_import_list(c->db, c->arena, k->x.id, past, PAST_MAX, &n) : ERR_LIMIT;
    if (e)
        return e;
    for (size_t i = 0; i < n; i++)
        show_import(k, &past[i], list_add(rows));
    view_bool(k->v, S(has_rows), n > 0);
    page_back(c, url_path(c->arena, "/coordinator/consultations/%", k->x.slug));
    form_field(k->f, S(file), "file");
    form_field(k->f, S(source_field), "source");
    form_field_most(k->f, S(comment_field), "comment", RESPONSE_IMPORT_COMMENT_CHARS);
    return form_render(k->f, "responses/import");
}

enum err response_import_list_page(struct ctx *c)
{
    struct answers_page k;
    enum err e = answers_open(c, &k);
    return e ? e : show_list(&k);
}

static struct str last_part(struct str name)
{
    size_t from = name.n;
    while (from && name.p[from - 1] != '/' && name.p[from - 1] != '\\')
        from--;
    return str_sub(name, from, name.n - from > 200 ? from + 200 : name.n);
}

static enum err stage_file(struct answers_page *k, const struct field *file, int64_t *id)
{
    struct ctx *c = k->c;
    struct response_import_load l = {
        .store = c->store,
        .a = arena_new(LOAD_ARENA_BYTES),
        .act = ctx_act(c),
        .form = &k->form,
        .to = { .consultation_id = k->x.id,
                .file_name = last_part(file->file_name),
                .source = form_value(k->f, "source"),
                .comment = form_value(k->f, "comment"),
                .by_role = STR(ANSWERS_BY_ROLE),
                .by_account = c->visitor->account.id },
    };
    enum err e = response_import_load(&l, file->value);
    *id = l.to.id;
    if (e == ERR_INVALID)
        form_error(k->f, "file", str_printf(c->arena, "%.*s", STR_ARG(l.fault)));
    arena_free(l.a);
    return e;
}

enum err response_import_list_post_page(struct ctx *c)
{
    struct answers_page k;
    enum err e = answers_open(c, &k);
    if (!e && !k.x.published_at_s)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    const struct field *file = fields_find(&c->fields, STR("file"));
    bool is_there = file && file->is_file && (file->value.n || file->file_name.n);
    struct response_import_step step = { .act = ctx_act(c) };
    if (!is_there)
        form_error(k.f, "file", STR(ANSWERS_ENTER_FILE));
    form_required(k.f, "source", STR(ANSWERS_ENTER_SOURCE));
    form_length(k.f, "source", RESPONSE_IMPORT_SOURCE_CHARS, STR(ANSWERS_NOUN_SOURCE));
    form_length(k.f, "comment", RESPONSE_IMPORT_COMMENT_CHARS, STR(ANSWERS_NOUN_COMMENT));
    if (form_failed(k.f))
        return show_list(&k);
    e = stage_file(&k, file, &step.id);
    if (e)
        return e == ERR_INVALID ? show_list(&k) : e;
    e = form_send_once(k.f, response_import_ready_fn, &step, import_href(&k, step.id));
    return e == ERR_CONFLICT ? show_list(&k) : e;
}

/* --- columns --- */

static void add_choice(struct answers_page *k, struct list *options, int at, int now)
{
    struct arena *a = k->c->arena;
    struct view *o = list_add(options);
    view_str(o, S(value), at < 0 ? STR("") : str_printf(a, "%d", at + 1));
    view_str(o, S(label), at < 0 ? STR(ANSWERS_COLUMN_NONE) : k->of.header[at]);
    view_bool(o, S(checked), at == now);
}

static void show_column(struct answers_page *k, struct list *columns, struct str name,
                        struct str title, int now)
{
    struct view *v = list_add(columns);
    view_str(v, S(id), name);
    view_str(v, S(name), name);
    view_str(v, S(title), title);
    view_bool(v, S(has_error), false);
    struct list *options = view_list(v, S(options));
    for (int at = -1; at < (int)k->of.n_header; at++)
        add_choice(k, options, at, now);
}

static enum err show_match(struct answers_page *k)
{
    struct arena *a = k->c->arena;
    struct list *columns = view_list(k->v, S(columns));
    show_import(k, &k->of, k->v);
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        if (q->type != QUESTION_INFORMATION && q->type != QUESTION_FILE)
            show_column(k, columns, question_name(a, q), question_called(a, q),
                        k->columns.of_question[i]);
    }
    for (int i = 0; i < RESPONSE_COLUMN__MAX; i++)
        show_column(k, columns,
                    str_printf(a, "col_%s", response_column_name((enum response_column)i)),
                    str_from(response_column_label((enum response_column)i)), k->columns.of[i]);
    return form_render(k->f, "responses/import_columns");
}

/* The number chosen for that field, from 0; -1: no column. */
static int chosen_column(struct answers_page *k, struct str name)
{
    const char *z = str_z(k->c->arena, name);
    int64_t n = z ? param_i64(k->c, z, 0) : 0;
    return n > 0 && n <= (int64_t)k->of.n_header ? (int)n - 1 : -1;
}

static bool is_twice(struct answers_page *k, bool *seen, int at)
{
    bool was = at >= 0 && seen[at];
    if (at >= 0)
        seen[at] = true;
    (void)k;
    return was;
}

static void read_columns(struct answers_page *k)
{
    struct arena *a = k->c->arena;
    bool seen[RESPONSE_IMPORT_COLUMNS] = { false }, twice = false, has_question = false;
    const char *first = k->form.n ? str_z(a, question_name(a, &k->form.question[0])) : "q0";
    for (size_t i = 0; i < k->form.n; i++) {
        int at = chosen_column(k, question_name(a, &k->form.question[i]));
        twice = is_twice(k, seen, at) || twice;
        has_question = has_question || at >= 0;
        k->columns.of_question[i] = at;
    }
    for (int i = 0; i < RESPONSE_COLUMN__MAX; i++) {
        const char *name = response_column_name((enum response_column)i);
        int at = chosen_column(k, str_printf(a, "col_%s", name));
        twice = is_twice(k, seen, at) || twice;
        k->columns.of[i] = at;
    }
    if (!has_question)
        form_error(k->f, first, STR(ANSWERS_SELECT_QUESTION));
    else if (twice)
        form_error(k->f, first, STR(ANSWERS_TWICE));
}

/* Leads on to the page of the import, which shows how far it is. */
static enum err do_step(struct answers_page *k, store_write_fn fn, struct str columns)
{
    struct response_import_step step = { .id = k->of.id,
                                         .act = ctx_act(k->c),
                                         .columns = columns };
    enum err e = form_send_once(k->f, fn, &step, k->path);
    return e == ERR_CONFLICT ? ctx_see_other(k->c, k->path) : e;
}

static enum err match(struct answers_page *k)
{
    const struct response_import_run run = run_of(k);
    read_columns(k);
    if (form_failed(k->f))
        return show_match(k);
    enum err e = do_step(k, response_import_match_fn,
                         response_columns_text(k->c->arena, &k->form, &k->columns));
    return e ? e : response_import_check(&run, k->of.id);
}

/* --- the dry run, and what came of it --- */

static void show_problems(struct list *failed, const struct response_import_row *row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(failed);
        struct list *problems = view_list(v, S(problems));
        struct str rest = row[i].problem, piece;
        view_int(v, S(line), row[i].line);
        while (str_cut(&rest, '\n', &piece))
            list_add_str(problems, piece);
    }
}

static const char *untied_words(enum response_tie_how how)
{
    return how == RESPONSE_TIE_SEVERAL ? ANSWERS_TIE_SEVERAL
           : how == RESPONSE_TIE_APART ? ANSWERS_TIE_APART
                                       : ANSWERS_TIE_UNKNOWN;
}

/* Which rows are of an organisation of the register: of the dry run, or of what was added. */
static enum err show_ties(struct answers_page *k)
{
    struct ctx *c = k->c;
    bool is_checked = str_eq(k->of.state, STR("checked"));
    struct response_tie_count *ties = ARENA_NEW(c->arena, struct response_tie_count);
    struct list *untied = view_list(k->v, S(untied_rows));
    enum err e = ties ? OK : ERR_LIMIT;
    if (!e && is_checked)
        e = response_tie_count(c->db, c->arena, &k->of, &k->columns, ties);
    else if (!e)
        e = response_tie_stored(c->db, k->of.id, &ties->n[RESPONSE_TIE_BODY]);
    if (e)
        return e;
    for (size_t i = 0; i < ties->n_shown; i++) {
        struct view *v = list_add(untied);
        view_int(v, S(line), ties->untied[i].line);
        view_str(v, S(name), ties->untied[i].tie.name);
        view_lit(v, S(why), untied_words(ties->untied[i].tie.how));
    }
    view_int(k->v, S(n_tied), ties->n[RESPONSE_TIE_BODY]);
    view_int(k->v, S(n_untied),
             ties->n[RESPONSE_TIE_UNKNOWN] + ties->n[RESPONSE_TIE_SEVERAL] +
                 ties->n[RESPONSE_TIE_APART]);
    view_int(k->v, S(n_untied_shown), (int64_t)ties->n_shown);
    view_bool(k->v, S(has_untied), ties->n_shown > 0);
    return OK;
}

static enum err show_report(struct answers_page *k)
{
    struct ctx *c = k->c;
    struct response_import_row *row = arena_array(c->arena, SHOWN_MAX, sizeof *row);
    const struct response_rows_ask ask = { k->of.id, 0, true, SHOWN_MAX };
    size_t n = 0;
    enum err e = row ? response_import_rows(c->db, c->arena, &ask, row, &n) : ERR_LIMIT;
    if (e)
        return e;
    show_import(k, &k->of, k->v);
    show_problems(view_list(k->v, S(failed_rows)), row, n);
    view_bool(k->v, S(has_failed), n > 0);
    view_int(k->v, S(n_shown), (int64_t)n);
    view_int(k->v, S(n_good), k->of.n_rows - k->of.n_failed);
    view_bool(k->v, S(is_one_good), k->of.n_rows - k->of.n_failed == 1);
    view_bool(k->v, S(is_checked), str_eq(k->of.state, STR("checked")));
    view_bool(k->v, S(is_writing), str_eq(k->of.state, STR("writing")));
    view_bool(k->v, S(is_live), str_eq(k->of.state, STR("live")));
    view_bool(k->v, S(is_undone), str_eq(k->of.state, STR("undone")));
    view_str(k->v, S(failed_href), str_join(c->arena, k->path, STR("/failed.csv")));
    e = show_ties(k);
    return e ? e : form_render(k->f, "responses/import_report");
}

enum err response_import_page(struct ctx *c)
{
    struct answers_page k;
    enum err e = answers_load(c, &k);
    if (e)
        return e;
    bool matches = str_eq(k.of.state, STR("matching")) || param_has(c, "columns");
    return matches ? show_match(&k) : show_report(&k);
}

static enum err write_now(struct answers_page *k, store_write_fn fn)
{
    const struct response_import_run run = run_of(k);
    enum err e = do_step(k, fn, (struct str){ NULL, 0 });
    enum err later = e ? OK : response_import_go_on(&run, k->of.id);
    if (later) /* the job goes on with it */
        log_warn("response_import", "import=%lld error=%s", (long long)k->of.id,
                 err_name(later));
    return e;
}

enum err response_import_post_page(struct ctx *c)
{
    struct answers_page k;
    struct str what = param_str(c, "do");
    enum err e = answers_load(c, &k);
    if (e)
        return e;
    if (str_eq(what, STR("match")))
        return match(&k);
    if (str_eq(what, STR("write")))
        return write_now(&k, response_import_start_fn);
    if (str_eq(what, STR("undo")))
        return write_now(&k, response_import_undo_fn);
    if (str_eq(what, STR("give_up")))
        return write_now(&k, response_import_give_up_fn);
    return ctx_see_other(c, k.path);
}

/* The failed rows again, with what is wrong in a last column. */
enum err response_import_failed_page(struct ctx *c)
{
    struct answers_page k;
    enum err e = answers_load(c, &k);
    struct response_import_row *row = arena_array(c->arena, RESPONSE_IMPORT_ROWS, sizeof *row);
    size_t n = 0;
    if (!e && !row)
        e = ERR_LIMIT;
    const struct response_rows_ask ask = { k.of.id, 0, true, RESPONSE_IMPORT_ROWS };
    if (!e)
        e = response_import_rows(c->db, c->arena, &ask, row, &n);
    if (e)
        return e;
    struct buf *out = buf_in(c->arena, FAILED_BYTES);
    for (size_t i = 0; i < k.of.n_header; i++) {
        esc_csv(out, k.of.header[i]);
        buf_char(out, ',');
    }
    buf_lit(out, ANSWERS_PROBLEM "\r\n");
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < k.of.n_header; j++) {
            esc_csv(out, j < row[i].n_cells ? row[i].cell[j] : STR(""));
            buf_char(out, ',');
        }
        esc_csv(out, row[i].problem);
        buf_lit(out, "\r\n");
    }
    return ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(out),
                         str_printf(c->arena, ANSWERS_FAILED_FILE, (long long)k.of.id));
}
