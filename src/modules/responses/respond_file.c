/*
 * respond_file.c: files that answer a question of a draft, on a page of their own: what is
 * typed on the question's page travels in a form without files.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/arrival.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/respond.h"
#include "modules/responses/response_file.h"
#include "modules/responses/response_file_words.h"
#include "modules/people/visitor.h"

struct asked {
    struct ctx *c;
    struct consultation x;
    struct draft draft;
    struct question_form form;
    const struct question *q;
    struct str field; /* "q12" */
    struct file *file;
    size_t n;       /* of the whole draft */
    int64_t n_sent; /* of the sent response that it changes */
    bool takes;     /* before closing; or the answers are late and may be completed */
    struct view *v;
    struct form *f;
};

static struct str asked_path(struct asked *k, const char *below)
{
    struct arena *a = k->c->arena;
    return str_join(
        a, url_path(a, "/consultations/%/respond/%", param_str(k->c, "slug"), k->field),
        str_from(below));
}

/* ERR_LINK: no draft is open in this browser. A question that asks for no file, or is not asked
 * of these answers, is not there. */
static enum err load(struct ctx *c, struct asked *k, bool *is_answered)
{
    struct respond r;
    int64_t n_bytes = 0;
    *k = (struct asked){ .c = c, .field = param_str(c, "step") };
    enum err e = respond_open(c, &r, is_answered);
    if (e || *is_answered)
        return e;
    k->x = r.x;
    k->draft = r.draft;
    k->form = r.form;
    k->takes = respond_takes(&r) || respond_is_late(&r);
    const struct answer_source answers = draft_answers(&k->draft);
    k->q = question_named(&k->form, k->field);
    if (!k->q || k->q->type != QUESTION_FILE ||
        !question_is_asked(&k->form, k->q, &answers, c->arena))
        return ERR_NOT_FOUND;
    if (k->draft.response_id)
        e = file_total(c->db, STR("response"), k->draft.response_id, &k->n_sent, &n_bytes);
    return e ? e : file_list(c->db, c->arena, STR("draft"), k->draft.id, &k->file, &k->n);
}

/* As many as a response may have, with those that were sent before. */
static bool is_full(const struct asked *k)
{
    return (int64_t)k->n + k->n_sent >= FILE_RESPONSE_MAX;
}

/* Those of this question, first. */
static size_t own_files(struct asked *k, struct file *out)
{
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++) {
        if (str_eq(k->file[i].field, k->field))
            out[n++] = k->file[i];
    }
    return n;
}

static enum err open_page(struct ctx *c, struct asked *k, bool *is_answered)
{
    enum err e = load(c, k, is_answered);
    if (e || *is_answered)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show(struct asked *k)
{
    struct ctx *c = k->c;
    struct file *own = arena_array(c->arena, k->n + 1, sizeof *own);
    if (!own)
        return ERR_LIMIT;
    page_back(c, asked_path(k, ""));
    response_file_view(c, own, own_files(k, own), asked_path(k, "/files"), k->v);
    view_bool(k->v, S(noindex), true);
    view_str(k->v, S(title), k->q->title);
    view_str(k->v, S(hint), k->q->hint);
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(action), asked_path(k, "/files"));
    view_str(k->v, S(question_href), asked_path(k, ""));
    view_int(k->v, S(most_files), FILE_RESPONSE_MAX);
    view_str(k->v, S(most_bytes), file_size_words(c->arena, FILE_RESPONSE_BYTES));
    view_bool(k->v, S(may_add), k->takes && !is_full(k));
    view_bool(k->v, S(is_closed), !k->takes);
    form_field(k->f, S(file), "file");
    return form_render(k->f, "respond/files");
}

enum err respond_file_page(struct ctx *c)
{
    struct asked k;
    bool is_answered;
    enum err e = open_page(c, &k, &is_answered);
    return e || is_answered ? e : show(&k);
}

/* --- adding --- */

struct adding {
    const struct asked *k;
    struct file_upload up;
    struct draft_save save;
    int64_t now_s;
    struct str fault; /* why there is no room for it after all */
};

/* What else there is, as it is now: another page of this browser, or another person, may have
 * been quicker than the look before. */
static enum err judge_again(struct db *db, struct adding *x)
{
    const struct asked *k = x->k;
    int64_t n = 0, n_bytes = 0;
    enum err e = file_total(db, STR("draft"), k->draft.id, &n, &n_bytes);
    if (e)
        return e;
    if (n + k->n_sent >= FILE_RESPONSE_MAX)
        x->fault = STR(RESPOND_FILE_TOO_MANY);
    else
        e = response_file_room(db, k->c->arena, &k->draft, x->up.file.n_bytes, &x->fault);
    return e ? e : x->fault.n ? ERR_CONFLICT : OK;
}

static enum err add_fn(struct db *db, void *arg)
{
    struct adding *x = arg;
    enum err e = judge_again(db, x);
    if (!e)
        e = draft_save_fn(db, &x->save);
    if (!e)
        e = file_add(db, &x->up.file);
    return e ? e : response_file_record(db, &x->k->x, x->now_s, STR("draft.file"));
}

static enum err judge(struct asked *k, const struct file_upload *up)
{
    struct str fault = up->fault;
    enum err e = OK;
    if (!fault.n && !up->is_there)
        fault = STR(RESPOND_FILE_CHOOSE);
    else if (!fault.n && is_full(k))
        fault = STR(RESPOND_FILE_TOO_MANY);
    else if (!fault.n)
        e = response_file_room(k->c->db, k->c->arena, &k->draft, up->file.n_bytes, &fault);
    if (fault.n)
        form_error(k->f, "file", fault);
    return e;
}

static enum err add(struct asked *k, const struct file_upload *up)
{
    const struct draft_field field = { .name = k->field, .value = STR("file") };
    struct adding x = { .k = k, .up = *up, .now_s = k->c->now_s };
    x.up.file.owner_kind = STR("draft");
    x.up.file.owner_id = k->draft.id;
    x.up.file.field = k->field;
    x.save = (struct draft_save){
        .id = k->draft.id, .field = &field, .n_fields = 1, .now_s = k->c->now_s
    };
    enum err e = file_send_once(k->c, k->f, &x.up, add_fn, &x, asked_path(k, "/files"));
    if (e == ERR_CONFLICT && x.fault.n)
        form_error(k->f, "file", x.fault);
    return e == ERR_CONFLICT ? show(k) : e;
}

/* --- one of them --- */

static const struct file *file_coded(struct asked *k, struct str code)
{
    for (size_t i = 0; i < k->n; i++) {
        if (str_eq(k->file[i].code, code))
            return &k->file[i];
    }
    return NULL;
}

enum err respond_file_get_page(struct ctx *c)
{
    struct asked k;
    bool is_answered;
    enum err e = load(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    const struct file *f = file_coded(&k, param_str(c, "code"));
    return f ? file_send(c, f) : ERR_NOT_FOUND;
}

struct removing {
    const struct asked *k;
    int64_t file_id;
    struct draft_save save;
    bool is_last;
    int64_t now_s;
};

static enum err remove_fn(struct db *db, void *arg)
{
    struct removing *x = arg;
    enum err e = x->is_last ? draft_save_fn(db, &x->save) : OK;
    if (!e)
        e = file_remove(db, x->file_id);
    return e ? e : response_file_record(db, &x->k->x, x->now_s, STR("draft.file"));
}

/* Of one that is gone already: nothing. */
static enum err remove_one(struct asked *k, const struct file *f)
{
    struct ctx *c = k->c;
    struct file *own = arena_array(c->arena, k->n + 1, sizeof *own);
    const struct draft_field field = { .name = k->field, .value = STR("") };
    struct removing x = { .k = k, .file_id = f ? f->id : 0, .now_s = c->now_s };
    if (!own)
        return ERR_LIMIT;
    x.is_last = own_files(k, own) == 1;
    x.save = (struct draft_save){
        .id = k->draft.id, .field = &field, .n_fields = 1, .now_s = c->now_s
    };
    enum err e = f ? store_write(c->store, remove_fn, &x) : OK;
    if (!e && f)
        e = file_drop(c, f);
    return e ? e : ctx_see_other(c, asked_path(k, "/files"));
}

enum err respond_file_post_page(struct ctx *c)
{
    struct asked k;
    struct file_upload up;
    bool is_answered;
    enum err e = open_page(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    if (!k.takes)
        return show(&k);
    if (param_has(c, "remove"))
        return remove_one(&k, file_coded(&k, param_str(c, "remove")));
    e = file_take(c, "file", FILE_RESPONSE_BYTES, &up);
    if (!e)
        e = judge(&k, &up);
    if (e)
        return e;
    return form_failed(k.f) ? show(&k) : add(&k, &up);
}
