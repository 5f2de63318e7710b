/* response_log.c: the pages on which staff log a response. */
#include "modules/responses/response_log.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/responses/response_log_words.h"
#include "modules/partnerships/own.h"
#include "modules/people/visitor.h"

#define LIST_MAX 100
#define NEW_PATH "/coordinator/responses/new"

static struct str with_consultation(struct ctx *c, const char *path, struct str slug)
{
    return url_query(c->arena, str_from(path), STR("consultation"), slug);
}

/* --- which consultation --- */

static void show_choice(struct ctx *c, const struct consultation *x, struct view *v)
{
    enum consultation_state state = consultation_state(x, c->now_s);
    view_str(v, S(href), with_consultation(c, NEW_PATH, x->slug));
    view_str(v, S(title), x->title);
    view_str(v, S(state_label), consultation_state_label(state));
    view_lit(v, S(tag), consultation_state_tag(state));
}

static enum err show_choices(struct ctx *c)
{
    struct own own;
    struct consultation *x = arena_array(c->arena, LIST_MAX, sizeof *x);
    struct view *v = page_new(c, "");
    size_t n = 0, shown = 0;
    enum err e = x ? own_partnership_load(c, CAP_RESPONSE_LOG, &own) : ERR_LIMIT;
    if (!e)
        e = own_partnership_show(c, &own, CAP_RESPONSE_LOG, v);
    if (!e)
        e = consultation_list(c->db, c->arena, own.partnership.id, x, LIST_MAX, &n);
    if (e)
        return e;
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < n; i++) {
        if (!x[i].published_at_s)
            continue;
        show_choice(c, &x[i], list_add(rows));
        shown++;
    }
    view_bool(v, S(has_rows), shown > 0);
    return ctx_render(c, "responses/log_choose", v);
}

/* --- the form --- */

/* The council areas that the consultation is about; without any, those of whoever asks. */
static enum err log_areas(struct response_log *k)
{
    struct area_list all;
    struct arena *a = k->c->arena;
    enum err e = area_list(k->c->db, a, &all);
    k->areas.item = e ? NULL : arena_array(a, all.n + 1, sizeof *k->areas.item);
    if (e || !k->areas.item)
        return e ? e : ERR_LIMIT;
    for (size_t i = 0; i < all.n; i++) {
        bool is_ours = list_holds(k->x.areas, all.item[i].slug);
        for (size_t j = 0; !k->x.areas.n && j < k->x.n_partnerships; j++)
            is_ours = is_ours || all.item[i].partnership_id == k->x.partnership[j];
        if (is_ours)
            k->areas.item[k->areas.n++] = all.item[i];
    }
    return OK;
}

static enum err log_open(struct ctx *c, struct response_log *k)
{
    *k = (struct response_log){ .c = c };
    enum err e =
        consultation_load_for(c, CAP_RESPONSE_LOG, param_str(c, "consultation"), &k->x);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    page_back(c, with_consultation(c, "/coordinator/responses", k->x.slug));
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(action), with_consultation(c, NEW_PATH, k->x.slug));
    view_str(k->v, S(list_href), with_consultation(c, "/coordinator/responses", k->x.slug));
    view_str(k->v, S(imports_href),
             url_path(c->arena, "/coordinator/consultations/%/imports", k->x.slug));
    view_bool(k->v, S(can_log), k->x.published_at_s != 0);
    e = response_fields_open(&k->fields, c, k->f, k->v, k->x.id);
    if (!e)
        e = log_areas(k);
    return e ? e : response_log_events(k);
}

static enum err show_form(struct response_log *k)
{
    response_log_show(k);
    return form_render(k->f, "responses/log");
}

enum err response_log_page(struct ctx *c)
{
    struct response_log k;
    if (!param_has(c, "consultation"))
        return show_choices(c);
    enum err e = log_open(c, &k);
    if (e)
        return e;
    response_fields_read(&k.fields);
    return show_form(&k);
}

/* --- storing it --- */

struct log_write {
    struct response_log *k;
    struct act act;
};

static enum err log_fn(struct db *db, void *arg)
{
    struct log_write *x = arg;
    struct response_log *k = x->k;
    enum err e = response_add(db, k->c->arena, &k->new, &x->act);
    if (!e)
        e = body_answered(db, k->c->arena, &k->new.response, &x->act);
    if (e || !k->original.is_there)
        return e;
    k->original.file.owner_kind = STR("original");
    k->original.file.owner_id = k->new.response.id;
    return file_add(db, &k->original.file);
}

static enum err show_check(struct response_log *k, bool is_next)
{
    response_log_check(k);
    return is_next ? form_render_next(k->f, "responses/log_check")
                   : form_render(k->f, "responses/log_check");
}

static enum err log_store(struct response_log *k)
{
    struct ctx *c = k->c;
    struct log_write x = { k, ctx_act(c) };
    struct str to = with_consultation(c, "/coordinator/responses/logged", k->x.slug);
    enum err e = file_take(c, "file", FILE_RESPONSE_BYTES, &k->original);
    if (!e && k->original.fault.n) {
        form_error(k->f, "file", k->original.fault);
        return show_check(k, false);
    }
    if (!e)
        e = consultation_code(c->db, c->arena, &k->x, &k->new.code);
    if (!e)
        e = response_receipt(c->db, c->arena, k->new.code, &k->new.response.receipt);
    if (e)
        return e;
    to = url_query(c->arena, to, STR("r"), ctx_seal(c, k->new.response.receipt));
    e = file_send_once(c, k->f, &k->original, log_fn, &x, to);
    return e == ERR_CONFLICT ? show_form(k) : e;
}

enum err response_log_post_page(struct ctx *c)
{
    struct response_log k;
    if (!param_has(c, "consultation"))
        return ERR_NOT_FOUND;
    enum err e = log_open(c, &k);
    if (!e && !k.x.published_at_s)
        e = ERR_NOT_FOUND;
    struct str step = param_str(c, "step");
    /* Enter in a line presses the first button, "Read the sheet": without a sheet it checks */
    bool only_reads = str_eq(step, STR("sheet")) && param_str(c, "sheet").n;
    if (!e)
        e = only_reads ? response_log_reread(&k) : response_log_read(&k);
    if (e)
        return e;
    if (form_failed(k.f))
        return show_form(&k);
    if (only_reads || k.has_unplaced || str_eq(step, STR("change"))) {
        response_log_show(&k);
        return form_render_next(k.f, "responses/log");
    }
    if (str_eq(step, STR("send")))
        return log_store(&k);
    return show_check(&k, true);
}

enum err response_logged_page(struct ctx *c)
{
    struct consultation x;
    struct response r;
    struct str receipt;
    enum err e = consultation_load_for(c, CAP_RESPONSE_LOG, param_str(c, "consultation"), &x);
    if (!e && !ctx_unseal(c, param_str(c, "r"), &receipt))
        e = ERR_NOT_FOUND;
    if (!e)
        e = response_by_receipt(c->db, c->arena, receipt, &r);
    if (!e && r.consultation_id != x.id)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct str show = url_path(c->arena, "/coordinator/responses/%", receipt);
    view_str(v, S(consultation), x.title);
    view_str(v, S(receipt), receipt);
    view_str(v, S(show_href), show);
    view_str(v, S(read_back_href), str_join(c->arena, show, STR("/read-back")));
    view_str(v, S(again_href), with_consultation(c, NEW_PATH, x.slug));
    view_str(v, S(list_href), with_consultation(c, "/coordinator/responses", x.slug));
    return ctx_render(c, "responses/log_done", v);
}
