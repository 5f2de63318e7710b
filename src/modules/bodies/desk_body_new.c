/* desk_body_new.c: a new entry, entered by staff. */
#include "modules/bodies/desk_body_edit.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/desk_likely.h"
#include "modules/people/visitor.h"

struct adding {
    struct ctx *c;
    struct body_desk desk;
    struct view *page;
    struct body_form bf;
};

static enum err new_open(struct ctx *c, struct adding *k)
{
    *k = (struct adding){ .c = c };
    enum err e = body_desk_open(c, &k->desk);
    if (!e)
        e = body_desk_show(&k->desk, false, &k->page);
    if (e)
        return e;
    page_back(c, body_desk_path(&k->desk, ""));
    e = body_form_open(c, form_new(c, k->page), BODY_NEW, &k->bf);
    k->bf.partnership_id = k->desk.partnership_id;
    return e;
}

static enum err render(struct adding *k, bool is_looked, bool asks_anyway)
{
    static const struct body nothing;
    view_bool(k->page, S(asks_anyway), asks_anyway);
    view_str(k->page, S(action), body_desk_path(&k->desk, "/new"));
    view_str(k->page, S(likely_action), body_desk_path(&k->desk, "/likely"));
    view_bool(k->page, S(is_looked), is_looked);
    enum err e = body_form_show(&k->bf, &nothing);
    if (e)
        return e;
    return is_looked ? form_render_next(k->bf.f, "bodies/desk_new")
                     : form_render(k->bf.f, "bodies/desk_new");
}

/* The coordinator's own areas are ticked to begin with. */
static void tick_own_areas(struct adding *k)
{
    struct buf *slugs = buf_in(k->c->arena, 4096);
    for (size_t i = 0; i < k->bf.areas.n && k->desk.partnership_id; i++) {
        if (k->bf.areas.item[i].partnership_id != k->desk.partnership_id)
            continue;
        if (slugs->n)
            buf_char(slugs, ';');
        buf_str(slugs, k->bf.areas.item[i].slug);
    }
    form_set(k->bf.f, "areas", buf_view(slugs));
}

/* What somebody suggested (suggestion_desk_pages.c). */
static void take_suggested(struct adding *k)
{
    static const char *const names[] = { "name", "charity_number", "web" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (param_has(k->c, names[i]))
            form_set(k->bf.f, names[i], param_str(k->c, names[i]));
}

enum err desk_body_new_page(struct ctx *c)
{
    struct adding k;
    enum err e = new_open(c, &k);
    if (e)
        return e;
    tick_own_areas(&k);
    take_suggested(&k);
    desk_likely_none(k.page);
    return render(&k, false, false);
}

/* --- sending --- */

struct add_write {
    struct arena *arena;
    struct act act;
    int64_t partnership_id;
    const struct body *typed;
};

static enum err add_fn(struct db *db, void *arg)
{
    struct add_write *x = arg;
    struct body b = *x->typed;
    enum err e = body_add(db, x->arena, &b, &x->act);
    if (!e && x->partnership_id)
        e = body_accept(db, b.id, x->partnership_id, x->act.now_s);
    return e;
}

static void check_areas(struct adding *k, const struct body *b)
{
    bool is_ours = k->desk.is_admin || !b->n_areas; /* none: judged already */
    for (size_t i = 0; i < b->n_areas; i++)
        is_ours = is_ours || b->area[i].partnership_id == k->desk.partnership_id;
    if (!is_ours)
        form_error(k->bf.f, "areas", STR(EDIT_NO_AREA));
}

static enum err read_typed(struct adding *k, struct body *b)
{
    *b = (struct body){ .is_named = true,
                        .size_band = STR("unknown"),
                        .consent = STR("not_asked"),
                        .state = STR("active"),
                        .source = body_desk_source(&k->desk),
                        .source_on = body_desk_today(&k->desk) };
    enum err e = body_form_read(&k->bf, b);
    if (!e)
        e = body_form_judge(&k->bf, b);
    check_areas(k, b);
    return e;
}

static enum err add(struct adding *k, const struct body *b)
{
    struct ctx *c = k->c;
    struct add_write x = { .arena = c->arena,
                           .act = ctx_act(c),
                           .partnership_id = k->desk.partnership_id,
                           .typed = b };
    /* its number is not known before it is stored: the list, by its name */
    struct str done = url_query(c->arena, body_desk_path(&k->desk, ""), STR("words"), b->name);
    enum err e = form_send_once(k->bf.f, add_fn, &x,
                                url_query(c->arena, done, STR("done"), STR("added")));
    return e == ERR_CONFLICT ? render(k, false, false) : e;
}

enum err desk_body_new_post_page(struct ctx *c)
{
    struct adding k;
    struct body b;
    size_t n_likely = 0;
    enum err e = new_open(c, &k);
    if (e)
        return e;
    struct str step = param_str(c, "step");
    bool looks = str_eq(step, STR("look"));
    e = read_typed(&k, &b);
    if (looks) /* only to see whether it is there: what is missing is not said yet */
        k.bf.f = form_new(c, k.page);
    const struct body_likeness like = desk_likely_typed(&b);
    if (!e && (looks || !str_eq(step, STR("anyway"))))
        e = desk_likely_show(&k.desk, &like, k.page, &n_likely);
    else
        desk_likely_none(k.page);
    if (e)
        return e;
    return looks || n_likely || form_failed(k.bf.f) ? render(&k, looks, n_likely && !looks)
                                                    : add(&k, &b);
}
