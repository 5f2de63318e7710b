/*
 * body_joint_pages.c: several organisations answer together (3.22): their names, from the
 * register or as typed, and that each has agreed. Stored in the draft's field "joint"; the
 * response counts once.
 */
#include "modules/responses/body_response_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/responses/body_response_words.h"

#define JOINT_BYTES ((size_t)32 * 1024)
#define LIKELY_MAX 8

struct joining {
    struct ctx *c;
    struct consultation x;
    struct draft d;
    struct str line[RESPONSE_BODIES_MAX]; /* "slug<tab>name<tab>1" */
    size_t n;
    struct view *v;
    struct form *f;
};

static enum err joining_open(struct ctx *c, struct joining *k, bool *is_answered)
{
    *k = (struct joining){ .c = c };
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), &k->x);
    if (!e)
        e = draft_own(c, k->x.id, &k->d);
    if (!e)
        e = body_draft_guard(c, &k->d, is_answered);
    if (e || *is_answered)
        return e;
    struct str rest = draft_value(&k->d, "joint"), line;
    while (k->n < RESPONSE_BODIES_MAX && str_cut(&rest, '\n', &line))
        if (line.n)
            k->line[k->n++] = line;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    page_back(c, url_path(c->arena, "/consultations/%/respond", k->x.slug));
    return k->f ? OK : ERR_LIMIT;
}

static void show_line(struct joining *k, size_t i, struct list *rows)
{
    struct str rest = k->line[i], slug, name;
    struct view *v = list_add(rows);
    if (!str_cut(&rest, '\t', &slug) || !str_cut(&rest, '\t', &name))
        name = k->line[i];
    view_str(v, S(name), name);
    view_int(v, S(number), (int64_t)i + 1);
    view_bool(v, S(is_known), slug.n > 0);
    view_bool(v, S(has_agreed), str_eq(rest, STR("1")));
}

static enum err render_joint(struct joining *k)
{
    struct ctx *c = k->c;
    struct list *rows = view_list(k->v, S(rows));
    for (size_t i = 0; i < k->n; i++)
        show_line(k, i, rows);
    form_field(k->f, S(partner), "partner");
    view_bool(k->v, S(agreed_checked), form_chosen(k->f, "agreed", STR("yes")));
    view_bool(k->v, S(has_rows), k->n > 0);
    view_int(k->v, S(n), (int64_t)k->n);
    view_str(k->v, S(consultation_title), k->x.title);
    view_str(k->v, S(respond_href), url_path(c->arena, "/consultations/%/respond", k->x.slug));
    view_str(k->v, S(action), c->path);
    return form_render(k->f, "body_response/joint");
}

enum err body_joint_page(struct ctx *c)
{
    struct joining k;
    bool is_answered = false;
    enum err e = joining_open(c, &k, &is_answered);
    return e || is_answered ? e : render_joint(&k);
}

/* The entry of the public register that has that very name; empty: none. */
static enum err slug_of(struct joining *k, struct str name, struct str *out)
{
    struct ctx *c = k->c;
    struct body_match match[LIKELY_MAX];
    const struct body_likeness like = { .name = name };
    size_t n = 0;
    *out = (struct str){ 0 };
    enum err e = body_likely(c->db, c->arena, &like, match, LIKELY_MAX, &n);
    for (size_t i = 0; i < n && !e && !out->n; i++)
        if (match[i].is_public && str_eq_nocase(match[i].name, name))
            *out = match[i].slug;
    return e;
}

static enum err save_joint(struct joining *k, size_t without, struct str added)
{
    struct ctx *c = k->c;
    struct buf *b = buf_in(c->arena, JOINT_BYTES);
    for (size_t i = 0; i < k->n; i++)
        if (i + 1 != without) {
            buf_str(b, k->line[i]);
            buf_char(b, '\n');
        }
    buf_str(b, added);
    const struct draft_field field = { STR("joint"), str_trim(buf_view(b)) };
    struct draft_save x = { .id = k->d.id, .field = &field, .n_fields = 1, .now_s = c->now_s };
    if (b->failed)
        return ERR_LIMIT;
    enum err e = store_write(c->store, draft_save_fn, &x);
    return e ? e : ctx_see_other(c, c->path);
}

static enum err add_partner(struct joining *k)
{
    struct ctx *c = k->c;
    struct str name = str_replace_char(c->arena, form_value(k->f, "partner"), '\t', ' '), slug;
    form_required(k->f, "partner", STR(JOINT_ENTER_NAME));
    form_length(k->f, "partner", RESPONSE_ORGANISATION_CHARS, STR(JOINT_NAME_NOUN));
    if (k->n == RESPONSE_BODIES_MAX)
        form_error(k->f, "partner", STR(JOINT_TOO_MANY));
    if (form_failed(k->f))
        return render_joint(k);
    enum err e = slug_of(k, name, &slug);
    bool agreed = str_eq(form_value(k->f, "agreed"), STR("yes"));
    return e ? e
             : save_joint(k, 0,
                          str_printf(c->arena, "%.*s\t%.*s\t%d\n", STR_ARG(slug), STR_ARG(name),
                                     agreed));
}

enum err body_joint_post_page(struct ctx *c)
{
    struct joining k;
    bool is_answered = false;
    enum err e = joining_open(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    int64_t remove = param_i64(c, "remove", 0);
    if (remove > 0 && (size_t)remove <= k.n)
        return save_joint(&k, (size_t)remove, (struct str){ 0 });
    return add_partner(&k);
}
