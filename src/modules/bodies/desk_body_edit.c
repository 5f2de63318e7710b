#include "modules/bodies/desk_body_edit.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/desk_likely.h"
#include "modules/people/visitor.h"

static const struct part {
    const char *ending, *title;
    unsigned fields;
} parts[] = {
    { "/edit", EDIT_WHO, BODY_WHO },           { "/edit/work", EDIT_WORK, BODY_WORK },
    { "/edit/areas", EDIT_AREAS, BODY_AREAS }, { "/edit/contact", EDIT_CONTACT, BODY_CONTACT },
    { "/edit/own", EDIT_OWN, BODY_OWN },       { "/edit/status", EDIT_STATUS, BODY_STATUS },
};
#define N_PARTS (sizeof parts / sizeof parts[0])

struct editing {
    struct ctx *c;
    struct body_desk desk;
    struct body_desk_one one;
    const struct part *part;
    struct view *page;
    struct body_form bf;
};

static const struct part *part_of(struct str path)
{
    for (size_t i = 0; i < N_PARTS; i++)
        if (str_ends(path, str_from(parts[i].ending)))
            return &parts[i];
    return NULL;
}

static enum err edit_open(struct ctx *c, struct editing *k)
{
    *k = (struct editing){ .c = c, .part = part_of(c->path) };
    enum err e = k->part ? body_desk_open(c, &k->desk) : ERR_NOT_FOUND;
    if (!e)
        e = body_desk_load_to_edit(&k->desk, &k->one);
    if (!e && k->part->fields == BODY_OWN && !k->one.is_accepted)
        e = ctx_refuse(c);
    if (!e)
        e = body_desk_show(&k->desk, false, &k->page);
    if (e)
        return e;
    page_back(c, body_desk_path_of(&k->desk, k->one.b.id, ""));
    e = body_form_open(c, form_new(c, k->page), k->part->fields, &k->bf);
    k->bf.partnership_id = k->desk.partnership_id;
    return e;
}

/* --- showing --- */

static enum err show(struct editing *k)
{
    struct view *v = k->page;
    view_str(v, S(body_name), k->one.b.name);
    view_lit(v, S(part_title), k->part->title);
    view_str(v, S(action), body_desk_path_of(&k->desk, k->one.b.id, k->part->ending));
    view_str(v, S(body_href), body_desk_path_of(&k->desk, k->one.b.id, ""));
    view_bool(v, S(is_contact), k->part->fields == BODY_CONTACT);
    view_bool(v, S(is_own), k->part->fields == BODY_OWN);
    form_field(k->bf.f, S(seen), "seen");
    return body_form_show(&k->bf, &k->one.b);
}

static enum err render(struct editing *k)
{
    (void)view_list(k->page, S(compared));
    view_bool(k->page, S(is_overtaken), false);
    view_null(k->page, S(seen_now));
    enum err e = show(k);
    return e ? e : form_render(k->bf.f, "bodies/desk_edit");
}

enum err desk_body_edit_page(struct ctx *c)
{
    struct editing k;
    enum err e = edit_open(c, &k);
    if (e)
        return e;
    body_form_fill(&k.bf, &k.one.b);
    form_set(k.bf.f, "seen", body_form_seen(c->arena, k.part->fields, &k.one.b));
    desk_likely_none(k.page);
    return render(&k);
}

/* --- saving --- */

struct edit_write {
    struct editing *k;
    struct act act;
    struct str seen;
    const struct body *typed; /* judged */
    bool is_overtaken;
    struct body theirs;
};

/* What others changed meanwhile elsewhere in the entry stays; what they changed in the same
 * fields is shown. */
static enum err edit_fn(struct db *db, void *arg)
{
    struct edit_write *x = arg;
    const struct editing *k = x->k;
    struct arena *a = k->c->arena;
    struct body_desk_one one;
    bool is_accepted = false;
    enum err e = k->desk.is_admin ? body_load(db, a, k->one.b.id, &one.b)
                                  : body_load_for(db, a, k->one.b.id, k->desk.partnership_id,
                                                  &one.b, &is_accepted);
    if (e)
        return e;
    x->is_overtaken =
        one.b.merged_into || !str_eq(body_form_seen(a, k->part->fields, &one.b), x->seen);
    if (x->is_overtaken) {
        x->theirs = one.b;
        return ERR_CONFLICT;
    }
    body_form_copy(&k->bf, &one.b, x->typed);
    return body_change(db, a, &one.b, &x->act, STR("body.change"));
}

static void compare(struct editing *k, const struct body *mine, const struct body *theirs)
{
    struct list *rows = view_list(k->page, S(compared));
    for (enum body_field i = 0; i < BF__MAX; i++) {
        if (!(k->part->fields & BODY_BIT(i)))
            continue;
        struct str a = body_field_words(&k->bf, i, mine),
                   b = body_field_words(&k->bf, i, theirs);
        if (!a.n && !b.n)
            continue;
        struct view *row = list_add(rows);
        view_lit(row, S(label), body_field_label(i));
        view_str(row, S(mine), a);
        view_str(row, S(theirs), b);
        view_bool(row, S(differs), !str_eq(a, b));
    }
}

/* Both versions, and the form as typed: sent again it stands over theirs. */
static enum err show_overtaken(struct editing *k, const struct body *mine,
                               const struct body *theirs)
{
    if (theirs->merged_into)
        return ctx_see_other(k->c, body_desk_path_of(&k->desk, k->one.b.id, ""));
    compare(k, mine, theirs);
    view_bool(k->page, S(is_overtaken), true);
    view_str(k->page, S(seen_now), body_form_seen(k->c->arena, k->part->fields, theirs));
    desk_likely_none(k->page);
    enum err e = show(k);
    return e ? e : form_render_status(k->bf.f, 409, "bodies/desk_edit");
}

/* It works in none of the partnership's areas any more: its page here may be gone with them. */
static bool moves_away(const struct editing *k, const struct body *typed)
{
    if (k->desk.is_admin || !(k->part->fields & BODY_BIT(BF_AREAS)))
        return false;
    for (size_t i = 0; i < typed->n_areas; i++) {
        const struct area *area = area_in(&k->bf.areas, typed->area[i].area_id);
        if (area && area->partnership_id == k->desk.partnership_id)
            return false;
    }
    return true;
}

static enum err save(struct editing *k, const struct body *typed)
{
    struct ctx *c = k->c;
    struct edit_write x = {
        .k = k, .act = ctx_act(c), .seen = form_value(k->bf.f, "seen"), .typed = typed
    };
    struct str done =
        moves_away(k, typed)
            ? url_query(c->arena, body_desk_path(&k->desk, ""), STR("done"), STR("moved"))
            : url_query(c->arena, body_desk_path_of(&k->desk, k->one.b.id, ""), STR("done"),
                        STR("saved"));
    enum err e = form_send_once(k->bf.f, edit_fn, &x, done);
    if (e == ERR_CONFLICT && x.is_overtaken)
        return show_overtaken(k, typed, &x.theirs);
    desk_likely_none(k->page);
    return e == ERR_CONFLICT ? render(k) : e;
}

/* Of a changed name, number or website; once seen, "anyway" goes on. */
static enum err look_for_others(struct editing *k, const struct body *typed, size_t *n)
{
    const struct body *was = &k->one.b;
    bool is_other = !str_eq(was->name, typed->name) ||
                    !str_eq(was->charity_number, typed->charity_number) ||
                    !str_eq(was->website, typed->website);
    *n = 0;
    if (k->part->fields != BODY_WHO || !is_other || form_failed(k->bf.f) ||
        str_eq(param_str(k->c, "step"), STR("anyway"))) {
        desk_likely_none(k->page);
        return OK;
    }
    const struct body_likeness like = desk_likely_typed(typed);
    return desk_likely_show(&k->desk, &like, k->page, n);
}

enum err desk_body_edit_post_page(struct ctx *c)
{
    struct editing k;
    size_t n_likely = 0;
    enum err e = edit_open(c, &k);
    if (e)
        return e;
    struct body typed = k.one.b;
    e = body_form_read(&k.bf, &typed);
    if (!e)
        e = body_form_judge(&k.bf, &typed);
    if (!e)
        e = look_for_others(&k, &typed, &n_likely);
    if (e)
        return e;
    return form_failed(k.bf.f) || n_likely ? render(&k) : save(&k, &typed);
}
