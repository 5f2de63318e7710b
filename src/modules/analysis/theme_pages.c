/* theme_pages.c: one theme: its words, what it becomes part of, its end, its history. */
#include "modules/analysis/theme_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/theme_words.h"

struct one {
    struct coding k;
    const struct theme *t;
};

static enum err open_one(struct ctx *c, struct one *o)
{
    enum err e = coding_open(c, &o->k);
    o->t = e ? NULL : theme_of(o->k.theme, o->k.n_themes, param_i64(c, "id", 0));
    return e ? e : o->t ? OK : ERR_NOT_FOUND;
}

static struct str event_words(struct arena *a, const struct theme_event *x)
{
    if (str_eq(x->kind, STR("renamed")))
        return str_printf(a, THEME_RENAMED, STR_ARG(x->old_value), STR_ARG(x->new_value));
    if (str_eq(x->kind, STR("merged")))
        return str_printf(a, THEME_MERGED, STR_ARG(x->new_value), (long long)x->n_codes);
    return str_eq(x->kind, STR("made"))      ? STR(THEME_MADE)
           : str_eq(x->kind, STR("defined")) ? STR(THEME_DEFINED)
           : str_eq(x->kind, STR("removed")) ? STR(THEME_REMOVED)
                                             : STR(THEME_RESTORED);
}

static enum err history_view(struct one *o)
{
    struct ctx *c = o->k.c;
    struct theme_event *event = arena_array(c->arena, THEME_EVENTS_MAX, sizeof *event);
    struct list *list = view_list(o->k.page, S(history));
    size_t n = 0;
    enum err e = event ? theme_history(c->db, c->arena, o->t->id, event, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        struct date day = london_from_s(event[i].changed_at_s).date;
        view_str(v, S(what), event_words(c->arena, &event[i]));
        view_str(v, S(old), event[i].old_value);
        view_bool(v, S(was_defined),
                  str_eq(event[i].kind, STR("defined")) && event[i].old_value.n);
        view_str(v, S(reason), event[i].reason);
        view_bool(v, S(has_reason), event[i].reason.n > 0);
        view_str(v, S(role), event[i].by_role);
        view_str(v, S(day), date_long(c->arena, day));
    }
    return e;
}

/* What it can become part of: offered, and asked of no other question. */
static enum err offer_others(struct one *o)
{
    const struct coding *k = &o->k;
    struct form_option *option = arena_array(k->c->arena, k->n_themes + 1, sizeof *option);
    size_t n = 0;
    if (!option)
        return ERR_LIMIT;
    option[n++] = (struct form_option){ .value = STR(""), .label = STR(THEME_CHOOSE) };
    for (size_t i = 0; i < k->n_themes; i++) {
        const struct theme *t = &k->theme[i];
        if (t != o->t && !t->is_ended &&
            (!t->question_id || t->question_id == o->t->question_id))
            option[n++] = (struct form_option){
                .value = str_printf(k->c->arena, "%lld", (long long)t->id),
                .label = t->name,
            };
    }
    view_bool(k->page, S(can_merge), n > 1 && !o->t->outcome.n && !o->t->is_ended);
    form_options(k->f, S(into_field), "into", option, n);
    return OK;
}

static struct str one_path(const struct one *o)
{
    struct arena *a = o->k.c->arena;
    const char *rest = str_z(a, str_printf(a, "/frame/%lld", (long long)o->t->id));
    return coding_path(&o->k, rest ? rest : "/frame");
}

static enum err render_one(struct one *o, int status)
{
    struct coding *k = &o->k;
    bool is_late = status == 409;
    form_set(k->f, "name", o->t->name);
    form_set(k->f, "definition", o->t->definition);
    form_field(k->f, S(name_field), "name");
    form_field_most(k->f, S(definition_field), "definition", THEME_DEFINITION_CHARS);
    form_field_most(k->f, S(reason_field), "reason", THEME_REASON_CHARS);
    view_str(k->page, S(name), o->t->name);
    view_str(k->page, S(definition), o->t->definition);
    view_int(k->page, S(n), o->t->n_answers);
    view_int(k->page, S(version), o->t->version);
    view_bool(k->page, S(is_outcome), o->t->outcome.n > 0);
    view_bool(k->page, S(is_ended), o->t->is_ended);
    view_bool(k->page, S(is_merged), o->t->merged_into != 0);
    view_bool(k->page, S(is_overtaken), is_late);
    view_bool(k->page, S(was_saved), param_str(k->c, "done").n > 0);
    view_str(k->page, S(action), one_path(o));
    page_back(k->c, coding_path(k, "/frame"));
    enum err e = offer_others(o);
    if (!e)
        e = history_view(o);
    return e ? e : form_render_status(k->f, status, "analysis/theme");
}

enum err theme_page(struct ctx *c)
{
    struct one o;
    enum err e = open_one(c, &o);
    return e ? e : render_one(&o, 200);
}

/* The fn of what was asked for; its fields are judged. NULL: no such button. */
static store_write_fn asked_for(struct one *o, struct theme_write *w)
{
    struct form *f = o->k.f;
    struct str what = param_str(o->k.c, "do");
    form_length(f, "reason", THEME_REASON_CHARS, STR(THEME_THE_REASON));
    w->reason = form_value(f, "reason");
    if (str_eq(what, STR("merge"))) {
        form_required(f, "into", STR(THEME_SELECT_INTO));
        w->into = param_i64(o->k.c, "into", 0);
        return theme_merge_fn;
    }
    if (str_eq(what, STR("end")) || str_eq(what, STR("restore")))
        return str_eq(what, STR("end")) ? theme_end_fn : theme_restore_fn;
    form_required(f, "name", STR(THEME_ENTER_NAME));
    form_length(f, "name", THEME_NAME_CHARS, STR(THEME_THE_NAME));
    form_length(f, "definition", THEME_DEFINITION_CHARS, STR(THEME_THE_DEFINITION));
    w->to.name = form_value(f, "name");
    w->to.definition = form_value(f, "definition");
    return str_eq(what, STR("save")) ? theme_change_fn : NULL;
}

enum err theme_post_page(struct ctx *c)
{
    struct one o;
    enum err e = open_one(c, &o);
    if (e)
        return e;
    struct theme_write w = coding_theme_write(&o.k);
    w.to.id = o.t->id;
    w.to.version = param_i64(c, "version", 0);
    store_write_fn fn = asked_for(&o, &w);
    if (!fn)
        return ERR_INVALID;
    if (form_failed(o.k.f))
        return render_one(&o, 422);
    e = form_send_once(o.k.f, fn, &w,
                       url_query(c->arena, one_path(&o), STR("done"), STR("saved")));
    if (w.is_taken)
        form_error(o.k.f, "name", STR(THEME_TAKEN));
    if (e != ERR_CONFLICT)
        return e;
    enum err again = theme_list(c->db, c->arena, o.k.x.id, &o.k.theme, &o.k.n_themes);
    o.t = again ? NULL : theme_of(o.k.theme, o.k.n_themes, w.to.id);
    return o.t ? render_one(&o, w.is_late ? 409 : 422) : again ? again : ERR_NOT_FOUND;
}
