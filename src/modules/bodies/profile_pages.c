/*
 * profile_pages.c: the entry of one's own organisation: what it says, and each part to change.
 * Two editors at once are both told (interface.md 4.7).
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/home_body.h"
#include "modules/bodies/profile_words.h"
#include "modules/people/visitor.h"

#define BODY_NAMING (BODY_BIT(BF_NAMED) | BODY_BIT(BF_DESCRIPTION))

static const struct part {
    const char *path, *title, *note;
    unsigned fields;
} parts[] = {
    { "/body/profile/who", PROFILE_WHO, "", BODY_WHO },
    { "/body/profile/work", PROFILE_WORK, "", BODY_WORK },
    { "/body/profile/areas", PROFILE_AREAS, PROFILE_AREAS_NOTE, BODY_AREAS },
    { "/body/profile/contact", PROFILE_CONTACT, PROFILE_CONTACT_NOTE, BODY_CONTACT },
    { "/body/profile/own", PROFILE_OWN, PROFILE_OWN_NOTE, BODY_OWN },
    { "/body/profile/naming", PROFILE_NAMING, PROFILE_NAMING_NOTE, BODY_NAMING },
};
#define N_PARTS (sizeof parts / sizeof parts[0])
#define ALL_FIELDS (BODY_WHO | BODY_WORK | BODY_AREAS | BODY_CONTACT | BODY_OWN | BODY_NAMING)

struct profile {
    struct ctx *c;
    struct home_body h;
    const struct part *part; /* NULL: all of them */
    struct view *v;
    struct body_form bf;
};

static const struct part *part_of(struct str path)
{
    for (size_t i = 0; i < N_PARTS; i++)
        if (str_eq(path, str_from(parts[i].path)))
            return &parts[i];
    return NULL;
}

static enum err open(struct ctx *c, struct profile *k)
{
    *k = (struct profile){ .c = c, .part = part_of(c->path) };
    enum err e = home_body_load(c, CAP_BODY_EDIT, &k->h);
    if (e)
        return e;
    k->v = home_body_view(c, &k->h);
    page_back(c, home_path(c, &k->h, k->part ? "/body/profile" : "/body"));
    struct form *f = form_new(c, k->v);
    unsigned fields = k->part ? k->part->fields : ALL_FIELDS;
    return f ? body_form_open(c, f, fields, &k->bf) : ERR_LIMIT;
}

/* --- what it says --- */

enum err profile_page(struct ctx *c)
{
    struct profile k;
    enum err e = open(c, &k);
    if (e)
        return e;
    struct list *list = view_list(k.v, S(parts));
    for (size_t i = 0; i < N_PARTS; i++) {
        struct view *v = list_add(list);
        view_lit(v, S(part_title), parts[i].title);
        view_lit(v, S(part_note), parts[i].note);
        view_str(v, S(change_href), home_path(c, &k.h, parts[i].path));
        body_form_rows(&k.bf, v, S(rows), parts[i].fields, &k.h.body);
    }
    view_bool(k.v, S(is_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_str(k.v, S(home_href), home_path(c, &k.h, "/body"));
    return ctx_render(c, "bodies/profile", k.v);
}

/* --- a part to change --- */

static enum err show(struct profile *k)
{
    struct view *v = k->v;
    view_lit(v, S(part_title), k->part->title);
    view_lit(v, S(part_note), k->part->note);
    view_str(v, S(action), home_path(k->c, &k->h, k->part->path));
    view_str(v, S(back_href), home_path(k->c, &k->h, "/body/profile"));
    view_bool(v, S(is_contact), k->part->fields == BODY_CONTACT);
    view_bool(v, S(is_own), k->part->fields == BODY_OWN);
    form_field(k->bf.f, S(seen), "seen");
    return body_form_show(&k->bf, &k->h.body);
}

static enum err render(struct profile *k)
{
    (void)view_list(k->v, S(compared));
    view_bool(k->v, S(is_overtaken), false);
    view_null(k->v, S(seen_now));
    enum err e = show(k);
    return e ? e : form_render(k->bf.f, "bodies/profile_edit");
}

enum err profile_edit_page(struct ctx *c)
{
    struct profile k;
    enum err e = open(c, &k);
    if (e)
        return e;
    body_form_fill(&k.bf, &k.h.body);
    form_set(k.bf.f, "seen", body_form_seen(c->arena, k.part->fields, &k.h.body));
    return render(&k);
}

struct profile_write {
    struct profile *k;
    struct act act;
    struct str seen;
    const struct body *typed; /* judged */
    bool is_overtaken;
    struct body theirs;
};

/* What others changed elsewhere in the entry stays; what they changed in the same fields is
 * shown. */
static enum err write_fn(struct db *db, void *arg)
{
    struct profile_write *x = arg;
    const struct profile *k = x->k;
    struct arena *a = k->c->arena;
    struct body now;
    if (!actor_may_for_body(&k->c->visitor->actor, CAP_BODY_EDIT, k->h.body.id))
        return ERR_NOT_FOUND;
    enum err e = body_load(db, a, k->h.body.id, &now);
    if (e)
        return e;
    x->is_overtaken =
        now.merged_into || !str_eq(body_form_seen(a, k->part->fields, &now), x->seen);
    x->theirs = now;
    if (x->is_overtaken)
        return ERR_CONFLICT;
    body_form_copy(&k->bf, &now, x->typed);
    return body_change(db, a, &now, &x->act, STR("body.change"));
}

static void compare(struct profile *k, const struct body *mine, const struct body *theirs)
{
    struct list *rows = view_list(k->v, S(compared));
    for (enum body_field i = 0; i < BF__MAX; i++) {
        struct str own = body_field_words(&k->bf, i, mine);
        struct str other = body_field_words(&k->bf, i, theirs);
        if (!(k->part->fields & BODY_BIT(i)) || (!own.n && !other.n))
            continue;
        struct view *row = list_add(rows);
        view_lit(row, S(label), body_field_label(i));
        view_str(row, S(mine), own);
        view_str(row, S(theirs), other);
        view_bool(row, S(differs), !str_eq(own, other));
    }
}

/* Both versions, and the form as typed: sent again it stands over theirs. */
static enum err show_overtaken(struct profile *k, const struct profile_write *x)
{
    if (x->theirs.merged_into)
        return ctx_see_other(k->c, STR("/body"));
    compare(k, x->typed, &x->theirs);
    view_bool(k->v, S(is_overtaken), true);
    view_str(k->v, S(seen_now), body_form_seen(k->c->arena, k->part->fields, &x->theirs));
    enum err e = show(k);
    return e ? e : form_render_status(k->bf.f, 409, "bodies/profile_edit");
}

enum err profile_edit_post_page(struct ctx *c)
{
    struct profile k;
    enum err e = open(c, &k);
    if (e)
        return e;
    struct body typed = k.h.body;
    e = body_form_read(&k.bf, &typed);
    if (!e)
        e = body_form_judge(&k.bf, &typed);
    if (e)
        return e;
    if (form_failed(k.bf.f))
        return render(&k);
    struct profile_write x = {
        .k = &k, .act = ctx_act(c), .seen = form_value(k.bf.f, "seen"), .typed = &typed
    };
    struct str done =
        url_query(c->arena, home_path(c, &k.h, "/body/profile"), STR("done"), STR("saved"));
    e = form_send_once(k.bf.f, write_fn, &x, done);
    if (e == ERR_CONFLICT && x.is_overtaken)
        return show_overtaken(&k, &x);
    return e == ERR_CONFLICT ? render(&k) : e;
}
