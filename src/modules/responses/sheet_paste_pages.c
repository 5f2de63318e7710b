#include "modules/responses/sheet_paste_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/draft.h"
#include "modules/consultations/question_sheet_words.h"

struct pasting {
    struct ctx *c;
    struct consultation x;
    struct question_form form;
    struct draft draft;
    struct sheet_answers read;
    struct view *v;
    struct form *f;
};

static struct str respond_at(const struct pasting *k, const char *ending)
{
    struct str at = url_path(k->c->arena, "/consultations/%/respond", k->x.slug);
    return str_join(k->c->arena, at, str_from(ending));
}

static enum err pasting_open(struct ctx *c, struct pasting *k)
{
    *k = (struct pasting){ .c = c };
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), &k->x);
    if (!e)
        e = draft_own(c, k->x.id, &k->draft);
    if (e == ERR_NOT_FOUND && k->x.id) {
        c->sign_in_at = respond_at(k, "");
        return ERR_LINK;
    }
    if (!e)
        e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

/* One question with what was read for it, and what is wrong with that. */
static void show_part(struct pasting *k, const struct sheet_part *p, struct list *into)
{
    struct arena *a = k->c->arena;
    struct question_answer x = { .value = p->value, .other = p->other };
    bool is_file = p->q->type == QUESTION_FILE;
    if (!p->was_found || (!p->value.n && !p->rest.n))
        return;
    question_judge(a, p->q, false, &x);
    struct view *v = list_add(into);
    struct str mark = sheet_mark(a, &k->form, p->q);
    view_str(v, S(mark), mark);
    view_str(v, S(title), p->q->title);
    view_bool(v, S(is_file), is_file);
    view_bool(v, S(has_value), p->value.n > 0 && !is_file);
    view_str(v, S(value),
             x.fault.n ? p->value : question_answer_words(a, p->q, x.value, x.other));
    view_bool(v, S(has_fault), x.fault.n > 0);
    view_str(v, S(fault), x.fault);
    view_bool(v, S(has_rest), p->rest.n > 0);
    view_str(v, S(rest), p->rest);
}

static size_t count_answers(const struct pasting *k)
{
    size_t n = 0;
    for (size_t i = 0; i < k->read.n; i++)
        n += k->read.part[i].value.n > 0 && k->read.part[i].q->type != QUESTION_FILE;
    return n;
}

static enum err render_paste(struct pasting *k)
{
    struct view *v = k->v;
    struct list *parts = view_list(v, S(parts));
    for (size_t i = 0; i < k->read.n; i++)
        show_part(k, &k->read.part[i], parts);
    view_str(v, S(consultation_title), k->x.title);
    view_str(v, S(action), respond_at(k, "/paste"));
    view_str(v, S(respond_href), respond_at(k, ""));
    view_str(v, S(text_href),
             url_path(k->c->arena, "/consultations/%/questions.txt", k->x.slug));
    view_bool(v, S(is_read), k->read.n_found > 0);
    view_bool(v, S(has_answers), count_answers(k) > 0);
    view_int(v, S(n_answers), (int64_t)count_answers(k));
    view_bool(v, S(has_rest), k->read.rest.n > 0);
    view_str(v, S(rest), k->read.rest);
    form_field_most(k->f, S(sheet), "sheet", SHEET_CHARS);
    page_back(k->c, respond_at(k, ""));
    return form_failed(k->f) || k->c->req->method != METHOD_POST
               ? form_render(k->f, "consultations/sheet_paste")
               : form_render_next(k->f, "consultations/sheet_paste");
}

enum err sheet_paste_page(struct ctx *c)
{
    struct pasting k;
    enum err e = pasting_open(c, &k);
    return e ? e : render_paste(&k);
}

/* What was read goes into the draft as typed; what is not on the sheet stays as it was. */
static enum err save_paste(struct pasting *k)
{
    struct arena *a = k->c->arena;
    struct draft_save save = { .id = k->draft.id, .now_s = k->c->now_s };
    struct draft_field *field = arena_array(a, 2 * k->read.n + 1, sizeof *field);
    for (size_t i = 0; field && i < k->read.n; i++) {
        const struct sheet_part *p = &k->read.part[i];
        struct question_answer x = { .value = p->value, .other = p->other };
        if (!p->value.n || p->q->type == QUESTION_FILE)
            continue;
        question_judge(a, p->q, false, &x);
        struct str name = question_name(a, p->q);
        field[save.n_fields++] = (struct draft_field){ name, x.fault.n ? p->value : x.value };
        if (p->q->has_other)
            field[save.n_fields++] =
                (struct draft_field){ str_join(a, name, STR("_other")), p->other };
    }
    save.field = field;
    if (!field)
        return ERR_LIMIT;
    enum err e = form_send_once(k->f, draft_save_fn, &save, respond_at(k, ""));
    return e == ERR_CONFLICT ? render_paste(k) : e;
}

/* The sheet is told from what was written into it. */
enum err sheet_paste_read(struct ctx *c, const struct consultation *x,
                          const struct question_form *form, struct str text,
                          struct sheet_answers *out)
{
    struct str path = url_path(c->arena, "/consultations/%", x->slug);
    const struct sheet given = { .form = form,
                                 .title = x->title,
                                 .address = str_join(c->arena, c->site->origin, path),
                                 .closes =
                                     consultation_closes_words(c->arena, x->closes_at_s) };
    return sheet_read(c->arena, &given, text, out);
}

enum err sheet_paste_post_page(struct ctx *c)
{
    struct pasting k;
    enum err e = pasting_open(c, &k);
    if (!e)
        e = sheet_paste_read(c, &k.x, &k.form, param_str(c, "sheet"), &k.read);
    if (e)
        return e;
    form_required(k.f, "sheet", STR(SHEET_ENTER));
    form_length(k.f, "sheet", SHEET_CHARS, STR(SHEET_THE_SHEET));
    if (!form_failed(k.f) && !k.read.n_found)
        form_error(k.f, "sheet", STR(SHEET_NOTHING));
    if (!form_failed(k.f) && str_eq(param_str(c, "do"), STR("save")))
        return save_paste(&k);
    return render_paste(&k);
}
