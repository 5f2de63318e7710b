#include "modules/bodies/desk_body_show.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/body_tag.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

enum err desk_body_open(struct ctx *c, struct desk_body *out)
{
    *out = (struct desk_body){ 0 };
    enum err e = body_desk_open(c, &out->desk);
    if (!e)
        e = body_desk_load(&out->desk, &out->one);
    if (!e)
        e = body_desk_show(&out->desk, false, &out->page);
    if (e)
        return e;
    page_back(c, body_desk_path(&out->desk, ""));
    out->f = form_new(c, out->page);
    return out->f ? OK : ERR_LIMIT;
}

/* --- what is held --- */

static const struct group {
    const char *id, *title, *edit; /* edit: the page that changes it */
    unsigned fields;
} groups[] = {
    { "who", GROUP_WHO, "/edit", BODY_WHO },
    { "work", GROUP_WORK, "/edit/work", BODY_WORK },
    { "areas", GROUP_AREAS, "/edit/areas", BODY_AREAS },
    { "contact", GROUP_CONTACT, "/edit/contact", BODY_CONTACT },
    { "own", GROUP_OWN, "/edit/own", BODY_OWN },
    { "status", GROUP_STATUS, "/edit/status", BODY_STATUS },
};

/* Fields that say nothing here: no community areas of what is no community body, no description
 * of what is named. */
static unsigned fields_of(const struct group *g, const struct body *b)
{
    unsigned fields = g->fields;
    if (!b->is_community)
        fields &= ~BODY_BIT(BF_COMMUNITY_AREAS);
    if (b->is_named)
        fields &= ~BODY_BIT(BF_DESCRIPTION);
    return fields;
}

/* What is not known stands together in one line. */
static unsigned show_missing(const struct body_form *bf, unsigned fields, const struct body *b,
                             struct view *v)
{
    struct buf *missing = buf_in(bf->c->arena, 4096);
    for (enum body_field i = 0; i < BF__MAX; i++) {
        if (!(fields & BODY_BIT(i)) || body_field_words(bf, i, b).n)
            continue;
        if (missing->n)
            buf_lit(missing, ", ");
        buf_str(missing, str_from(body_field_label(i)));
        fields &= ~BODY_BIT(i);
    }
    view_text(v, S(missing), buf_view(missing));
    return fields;
}

static void show_group(struct desk_body *k, const struct body_form *bf, const struct group *g,
                       struct view *v)
{
    bool can_edit = k->one.is_ours && !k->one.b.merged_into;
    view_lit(v, S(id), g->id);
    view_lit(v, S(title), g->title);
    view_text(v, S(change_href),
              can_edit ? body_desk_path_of(&k->desk, k->one.b.id, g->edit) : (struct str){ 0 });
    unsigned known = show_missing(bf, fields_of(g, &k->one.b), &k->one.b, v);
    view_bool(v, S(has_known), known != 0);
    body_form_rows(bf, v, S(rows), known, &k->one.b);
}

static enum err show_groups(struct desk_body *k)
{
    struct body_form bf;
    struct list *list = view_list(k->page, S(groups));
    enum err e = body_form_open(k->desk.c, k->f, 0, &bf);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0] && !e; i++)
        if (groups[i].fields != BODY_OWN || k->one.is_accepted)
            show_group(k, &bf, &groups[i], list_add(list));
    return e;
}

/* --- tags --- */

static void add_tags(struct list *list, const struct body_tag *tag, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_int(v, S(id), tag[i].id);
        view_str(v, S(name), tag[i].name);
    }
}

static enum err show_tags(struct desk_body *k)
{
    struct ctx *c = k->desk.c;
    struct body_tag *tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *tag);
    struct list *tags = view_list(k->page, S(tags)), *known = view_list(k->page, S(known_tags));
    size_t n = 0;
    bool asks = !k->desk.is_admin && !k->one.b.merged_into;
    view_bool(k->page, S(asks_tags), asks);
    form_field(k->f, S(tag), "tag");
    if (!tag)
        return ERR_LIMIT;
    if (!asks)
        return OK;
    enum err e =
        body_tag_list_of(c->db, c->arena, k->one.b.id, k->desk.partnership_id, tag, &n);
    add_tags(tags, tag, n);
    view_bool(k->page, S(has_tags), n > 0);
    if (!e)
        e = body_tag_list(c->db, c->arena, k->desk.partnership_id, tag, &n);
    add_tags(known, tag, n);
    return e;
}

/* --- the page --- */

static void show_done(struct desk_body *k)
{
    static const struct {
        const char *word;
        symbol as;
    } known[] = { { "added", S(done_added) },       { "saved", S(done_saved) },
                  { "tagged", S(done_tagged) },     { "untagged", S(done_untagged) },
                  { "accepted", S(done_accepted) }, { "reviewed", S(done_reviewed) } };
    struct str done = param_str(k->desk.c, "done");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        view_bool(k->page, known[i].as, str_eq(done, str_from(known[i].word)));
}

static enum err show_merged(struct desk_body *k)
{
    struct ctx *c = k->desk.c;
    struct body into = { 0 };
    int64_t id = k->one.b.merged_into;
    enum err e = id ? body_load(c->db, c->arena, id, &into) : OK;
    if (e == ERR_NOT_FOUND)
        e = OK;
    view_bool(k->page, S(is_merged), id != 0);
    view_text(k->page, S(into_name), into.name);
    view_str(k->page, S(into_href), body_desk_path_of(&k->desk, id, ""));
    return e;
}

static void show_head(struct desk_body *k)
{
    const struct body *b = &k->one.b;
    struct view *v = k->page;
    struct arena *a = k->desk.c->arena;
    struct date day;
    bool is_public = b->is_named && !b->merged_into;
    view_str(v, S(body_name), b->name);
    view_str(v, S(state_label), body_word_label(&body_states, b->state));
    view_bool(v, S(is_active), str_eq(b->state, STR("active")));
    view_bool(v, S(is_stale), b->is_stale);
    view_bool(v, S(is_hidden), !b->is_named);
    view_text(v, S(public_href),
              is_public ? url_path(a, "/bodies/%", b->slug) : (struct str){ 0 });
    view_bool(v, S(is_ours), k->one.is_ours);
    view_bool(v, S(asks_accept),
              !k->desk.is_admin && k->one.is_ours && !k->one.is_accepted && !b->merged_into);
    view_text(v, S(people_href), /* who looks after the entry: editor_staff_pages.c */
              b->merged_into ? (struct str){ 0 }
                             : str_printf(a, "/coordinator/bodies/%lld/people%.*s",
                                          (long long)b->id, STR_ARG(k->desk.own.query)));
    view_bool(v, S(asks_review), k->one.is_ours && !b->merged_into);
    view_str(v, S(source), b->source);
    view_text(v, S(source_iso), b->source_on);
    view_text(v, S(source_on),
              date_parse(b->source_on, &day) ? date_long(a, day) : (struct str){ 0 });
    view_str(v, S(action), body_desk_path_of(&k->desk, b->id, ""));
}

enum err desk_body_render(struct desk_body *k, int status)
{
    show_head(k);
    show_done(k);
    enum err e = show_merged(k);
    if (!e)
        e = show_groups(k);
    if (!e)
        e = show_tags(k);
    for (const desk_body_section *s = desk_body_sections; *s && !e; s++)
        e = (*s)(k);
    if (e)
        return e;
    return status ? form_render_status(k->f, status, "bodies/desk_body")
                  : form_render(k->f, "bodies/desk_body");
}

enum err desk_body_page(struct ctx *c)
{
    struct desk_body k;
    enum err e = desk_body_open(c, &k);
    return e ? e : desk_body_render(&k, 0);
}
