/* consultation_setup_new.c: beginning a consultation, empty or from an earlier one (3.7). */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_copy.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/own.h"
#include "modules/people/visitor.h"

#define COPIES_MAX 60
#define NOTHING "nothing"

struct starting {
    struct ctx *c;
    struct own own;
    struct view *page;
    struct form *f;
    struct consultation *earlier;
    size_t n_earlier;
    struct consultation x;         /* the new one */
    struct consultation_copy copy; /* from 0: begun empty */
    struct act act;
};

static enum err start_open(struct ctx *c, struct starting *k)
{
    *k = (struct starting){ .c = c };
    enum err e = own_partnership_load(c, CAP_CONSULTATION_EDIT, &k->own);
    k->earlier = e ? NULL : arena_array(c->arena, COPIES_MAX, sizeof *k->earlier);
    if (!k->earlier)
        return e ? e : ERR_LIMIT;
    e = consultation_list(c->db, c->arena, k->own.partnership.id, k->earlier, COPIES_MAX,
                          &k->n_earlier);
    if (e)
        return e;
    k->page = page_new(c, "");
    k->f = form_new(c, k->page);
    struct str list = str_join(c->arena, STR("/coordinator/consultations"), k->own.query);
    page_back(c, list);
    view_str(k->page, S(back_href), list);
    view_str(k->page, S(action),
             str_join(c->arena, STR("/coordinator/consultations/new"), k->own.query));
    view_str(k->page, S(partnership_name), k->own.partnership.name);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show(struct starting *k)
{
    struct form_option option[COPIES_MAX + 1] = { { STR(NOTHING), STR(NEW_NOTHING), { 0 } } };
    for (size_t i = 0; i < k->n_earlier; i++)
        option[i + 1] = (struct form_option){ k->earlier[i].slug,
                                              str_printf(k->c->arena, "%.*s, %.*s",
                                                         STR_ARG(k->earlier[i].title),
                                                         STR_ARG(k->earlier[i].reference)),
                                              { 0 } };
    form_set(k->f, "from", STR(NOTHING));
    form_field(k->f, S(title_field), "title");
    consultation_kind_field(k->f);
    form_options(k->f, S(from), "from", option, k->n_earlier + 1);
    view_bool(k->page, S(has_earlier), k->n_earlier > 0);
    return form_render(k->f, "consultations/setup_new");
}

enum err consultation_new_page(struct ctx *c)
{
    struct starting k;
    enum err e = start_open(c, &k);
    return e ? e : show(&k);
}

/* All areas of the partnership; those of an earlier one come with it. */
static enum err take_areas(struct starting *k)
{
    struct area_list list;
    struct arena *a = k->c->arena;
    enum err e = area_list_of(k->c->db, a, k->own.partnership.id, &list);
    for (size_t i = 0; !e && i < list.n; i++)
        k->x.areas =
            i ? str_printf(a, "%.*s;%.*s", STR_ARG(k->x.areas), STR_ARG(list.item[i].slug))
              : list.item[i].slug;
    return e;
}

static void take_earlier(struct starting *k)
{
    struct str from = form_value(k->f, "from"), kind = k->x.kind;
    for (size_t i = 0; i < k->n_earlier; i++) {
        const struct consultation *e = &k->earlier[i];
        if (!str_eq(e->slug, from))
            continue;
        consultation_copy_fields(&k->x, e);
        k->x.n_partnerships = e->n_partnerships;
        for (size_t p = 0; p < e->n_partnerships; p++)
            k->x.partnership[p] = e->partnership[p];
        k->x.kind = kind;
        k->copy.from = e->id;
    }
    if (from.n && !k->copy.from && !str_eq(from, STR(NOTHING)))
        form_error(k->f, "from", STR(NEW_SELECT_FROM));
}

static enum err start_fn(struct db *db, void *arg)
{
    struct starting *k = arg;
    struct consultation x = k->x;
    enum err e = consultation_add(db, k->c->arena, &x, &k->act);
    k->copy.to = x.id;
    return e || !k->copy.from ? e : consultation_copy_parts(db, &k->copy);
}

static enum err fill(struct starting *k)
{
    struct form *f = k->f;
    k->act = ctx_act(k->c);
    k->copy.arena = k->c->arena;
    k->copy.now_s = k->c->now_s;
    k->x = (struct consultation){ .partnership_id = k->own.partnership.id,
                                  .title = form_value(f, "title"),
                                  .kind = form_value(f, "kind"),
                                  .made_by = k->c->visitor->account.id };
    k->x.privacy = consultation_privacy_default(k->c->arena, k->own.partnership.name);
    form_required(f, "title", STR(ABOUT_ENTER_TITLE));
    form_length(f, "title", CONSULTATION_TITLE_CHARS, STR(ABOUT_TITLE));
    if (!consultation_knows(consultation_kinds, k->x.kind))
        form_error(f, "kind", STR(ABOUT_SELECT_KIND));
    enum err e = take_areas(k);
    if (!e)
        take_earlier(k);
    return e ? e : consultation_slug_free(k->c->db, k->c->arena, k->x.title, 0, &k->x.slug);
}

enum err consultation_new_post_page(struct ctx *c)
{
    struct starting k;
    enum err e = start_open(c, &k);
    if (!e)
        e = fill(&k);
    if (e)
        return e;
    if (form_failed(k.f))
        return show(&k);
    e = k.copy.from ? consultation_copy_files(c, &k.copy) : OK;
    if (e)
        return e;
    e = form_send_once(k.f, start_fn, &k,
                       url_path(c->arena, "/coordinator/consultations/%", k.x.slug));
    return e == ERR_CONFLICT ? show(&k) : e;
}
