#include "modules/bodies/body_merge_pages.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/body_merge_words.h"
#include "modules/bodies/body_search.h"
#include "modules/bodies/desk_likely.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"

#define FOUND_MAX 10
#define OPTION_CHARS 300 /* of a text beside its radio */

static const struct {
    const char *ask;
    enum body_field field; /* whose words are shown; BF__MAX: all parts in a line */
} asks[MERGE__MAX] = {
    [MERGE_NAME] = { MERGE_ASK_NAME, BF_NAME },
    [MERGE_KIND] = { MERGE_ASK_KIND, BF_KIND },
    [MERGE_CHARITY] = { MERGE_ASK_CHARITY, BF_CHARITY },
    [MERGE_COMPANY] = { MERGE_ASK_COMPANY, BF_COMPANY },
    [MERGE_PURPOSES] = { MERGE_ASK_PURPOSES, BF_PURPOSES },
    [MERGE_SIZE] = { MERGE_ASK_SIZE, BF_SIZE },
    [MERGE_LANGUAGES] = { MERGE_ASK_LANGUAGES, BF_LANGUAGES },
    [MERGE_WEBSITE] = { MERGE_ASK_WEBSITE, BF_WEB },
    [MERGE_OFFICE] = { MERGE_ASK_OFFICE, BF_OFFICE },
    [MERGE_CONTACT] = { MERGE_ASK_CONTACT, BF__MAX },
    [MERGE_OWN] = { MERGE_ASK_OWN, BF__MAX },
};

static const char *number_text(struct ctx *c, const char *before, int64_t id)
{
    return str_z(c->arena, str_printf(c->arena, "%s%lld", before, (long long)id));
}

/* --- choosing the other one --- */

/* May be merged with the entry of the page, here and by this person. */
static enum err is_choice(const struct desk_body *k, int64_t id, struct body_desk_one *out,
                          bool *is)
{
    enum err e = body_desk_load_id(&k->desk, id, out);
    *is = !e && id != k->one.b.id && out->is_ours && !out->b.merged_into &&
          body_merge_may(&k->desk.c->visitor->actor, &k->one.b, &out->b);
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err add_choice(const struct desk_body *k, struct list *list, int64_t id)
{
    struct body_desk_one other;
    struct ctx *c = k->desk.c;
    bool is = false;
    enum err e = is_choice(k, id, &other, &is);
    if (e || !is)
        return e;
    struct str areas = { 0 };
    for (size_t i = 0; i < other.b.n_areas; i++)
        areas = i ? str_printf(c->arena, "%.*s, %.*s", STR_ARG(areas),
                               STR_ARG(other.b.area[i].name))
                  : other.b.area[i].name;
    struct view *v = list_add(list);
    view_str(v, S(name), other.b.name);
    view_str(v, S(href),
             body_desk_path_of(&k->desk, k->one.b.id, number_text(c, "/merge/", id)));
    view_text(v, S(number), other.b.charity_number);
    view_str(v, S(areas), areas);
    return OK;
}

static enum err show_likely(const struct desk_body *k)
{
    struct body_match match[LIKELY_MAX];
    struct body_likeness like = desk_likely_typed(&k->one.b);
    struct list *list = view_list(k->page, S(likely));
    size_t n = 0;
    enum err e = body_likely(k->desk.c->db, k->desk.c->arena, &like, match, LIKELY_MAX, &n);
    for (size_t i = 0; i < n && !e; i++)
        e = add_choice(k, list, match[i].body_id);
    view_bool(k->page, S(has_likely), list_len(list) > 0);
    return e;
}

static enum err show_found(const struct desk_body *k)
{
    struct ctx *c = k->desk.c;
    struct body_filter filter = { .words = param_str(c, "q"),
                                  .partnership_id = k->desk.partnership_id };
    struct body_page page = { .page = 1, .size = FOUND_MAX };
    struct body_hits hits = { 0 };
    struct list *list = view_list(k->page, S(found));
    enum err e = filter.words.n ? body_search(c->db, c->arena, &filter, &page, &hits) : OK;
    for (size_t i = 0; i < hits.n && !e; i++)
        e = add_choice(k, list, hits.item[i].body_id);
    view_str(k->page, S(q), filter.words);
    view_bool(k->page, S(has_found), list_len(list) > 0);
    view_bool(k->page, S(is_search), filter.words.n > 0);
    return e;
}

/* The entry of the address; ERR_NOT_FOUND: not to be merged by this person. */
static enum err merge_open(struct ctx *c, struct desk_body *k)
{
    enum err e = desk_body_open(c, k);
    if (e)
        return e;
    if (!k->one.is_ours || !body_merge_may(&c->visitor->actor, &k->one.b, &k->one.b))
        return ctx_refuse(c);
    page_back(c, body_desk_path_of(&k->desk, k->one.b.id, ""));
    view_str(k->page, S(body_name), k->one.b.name);
    return k->one.b.merged_into ? ERR_NOT_FOUND : OK;
}

enum err merge_choose_page(struct ctx *c)
{
    struct desk_body k;
    enum err e = merge_open(c, &k);
    if (!e)
        e = show_likely(&k);
    if (!e)
        e = show_found(&k);
    if (e)
        return e;
    view_str(k.page, S(filter_action), c->path);
    view_text(k.page, S(partnership_slug), k.desk.own.partnership.slug);
    return form_render(k.f, "bodies/merge_choose");
}

/* --- side by side --- */

struct merging {
    struct desk_body k;
    struct body_desk_one other;
    struct body_form bf;
};

static enum err open_both(struct ctx *c, struct merging *m)
{
    bool is = false;
    enum err e = merge_open(c, &m->k);
    if (!e)
        e = is_choice(&m->k, param_i64(c, "other", 0), &m->other, &is);
    if (!e && !is)
        return ctx_refuse(c);
    if (!e)
        e = body_form_open(c, m->k.f, 0, &m->bf);
    return e;
}

/* What is not public of both is for a coordinator who took both in. */
static bool sees_own(const struct merging *m)
{
    return m->k.one.is_accepted && m->other.is_accepted;
}

static void show_side(struct merging *m, symbol as, const struct body *b)
{
    unsigned fields = BODY_WHO | BODY_WORK | BODY_AREAS | BODY_CONTACT | BODY_STATUS;
    struct view *v = view_sub(m->k.page, as);
    view_str(v, S(name), b->name);
    body_form_rows(&m->bf, v, S(rows), sees_own(m) ? fields | BODY_OWN : fields, b);
}

static struct str option_text(struct merging *m, enum merge_field f, const struct body *b)
{
    struct arena *a = m->k.desk.c->arena;
    struct str s = asks[f].field == BF__MAX ? merge_field_text(a, b, f)
                                            : body_field_words(&m->bf, asks[f].field, b);
    size_t at = 0;
    for (size_t n = 0; at < s.n && n < OPTION_CHARS; n++)
        utf8_next(s, &at);
    return at < s.n ? str_join(a, str_sub(s, 0, at), STR("…")) : s;
}

static bool asks_field(struct merging *m, enum merge_field f)
{
    return (f != MERGE_OWN || sees_own(m)) &&
           merge_field_clashes(m->k.desk.c->arena, &m->k.one.b, &m->other.b, f);
}

static void show_choices(struct merging *m)
{
    struct list *choices = view_list(m->k.page, S(choices));
    for (enum merge_field f = 0; f < MERGE__MAX; f++) {
        const char *name = merge_field_name(f);
        struct form_option option[2] = {
            { STR("this"), option_text(m, f, &m->k.one.b), STR("") },
            { STR("other"), option_text(m, f, &m->other.b), STR("") },
        };
        if (!asks_field(m, f))
            continue;
        struct view *v = list_add(choices);
        view_lit(v, S(ask), asks[f].ask);
        view_view(v, S(choice), form_options(m->k.f, S(choice), name, option, 2));
    }
    view_bool(m->k.page, S(has_choices), list_len(choices) > 0);
}

static struct str seen_now(const struct merging *m)
{
    return str_printf(m->k.desk.c->arena, "%lld-%lld", (long long)m->k.one.b.version,
                      (long long)m->other.b.version);
}

static enum err show_check(struct merging *m, bool is_overtaken)
{
    struct ctx *c = m->k.desk.c;
    struct view *v = m->k.page;
    int64_t id = m->k.one.b.id, other = m->other.b.id;
    show_side(m, S(stays), &m->k.one.b);
    show_side(m, S(goes), &m->other.b);
    show_choices(m);
    form_field_most(m->k.f, S(reason), "reason", MERGE_REASON_CHARS);
    view_str(v, S(seen_now), seen_now(m));
    view_bool(v, S(is_overtaken), is_overtaken);
    view_str(v, S(action), body_desk_path_of(&m->k.desk, id, number_text(c, "/merge/", other)));
    view_str(v, S(swap_href),
             body_desk_path_of(&m->k.desk, other, number_text(c, "/merge/", id)));
    view_str(v, S(choose_href), body_desk_path_of(&m->k.desk, id, "/merge"));
    return is_overtaken ? form_render_status(m->k.f, 409, "bodies/merge_check")
                        : form_render(m->k.f, "bodies/merge_check");
}

enum err merge_check_page(struct ctx *c)
{
    struct merging m;
    enum err e = open_both(c, &m);
    if (e)
        return e;
    for (enum merge_field f = 0; f < MERGE__MAX; f++)
        form_set(m.k.f, merge_field_name(f), STR("this"));
    return show_check(&m, false);
}

/* --- merging --- */

static struct str by_role(const struct merging *m)
{
    struct ctx *c = m->k.desk.c;
    const struct partnership *p = &m->k.desk.own.partnership;
    struct str role = route_by_role(&c->visitor->actor, p->id);
    return p->id ? str_printf(c->arena, "%.*s, %.*s", STR_ARG(role), STR_ARG(p->short_name))
                 : role;
}

enum err merge_post_page(struct ctx *c)
{
    struct merging m;
    enum err e = open_both(c, &m);
    if (e)
        return e;
    struct form *f = m.k.f;
    struct body_merge x = { .actor = &c->visitor->actor,
                            .act = ctx_act(c),
                            .arena = c->arena,
                            .into_id = m.k.one.b.id,
                            .from_id = m.other.b.id,
                            .into_version = m.k.one.b.version,
                            .from_version = m.other.b.version,
                            .reason = form_value(f, "reason"),
                            .by_role = by_role(&m) };
    for (enum merge_field i = 0; i < MERGE__MAX; i++)
        x.takes[i] =
            asks_field(&m, i) && str_eq(form_value(f, merge_field_name(i)), STR("other"));
    form_required(f, "reason", STR(MERGE_ENTER_REASON));
    form_length(f, "reason", MERGE_REASON_CHARS, STR(MERGE_REASON));
    if (form_failed(f))
        return show_check(&m, false);
    if (!str_eq(form_value(f, "seen"), seen_now(&m)))
        return show_check(&m, true);
    e = form_send_once(f, body_merge_fn, &x,
                       url_query(c->arena, body_desk_path_of(&m.k.desk, x.into_id, ""),
                                 STR("done"), STR("merged")));
    return e == ERR_CONFLICT ? show_check(&m, x.is_overtaken) : e;
}

/* --- the trace --- */

static void show_merged(struct desk_body *k, struct view *v, const struct body_merged *m)
{
    struct ctx *c = k->desk.c;
    view_str(v, S(from_name), m->from_name);
    view_str(v, S(from_href), body_desk_path_of(&k->desk, m->from_id, ""));
    view_str(v, S(reason), m->reason);
    view_str(v, S(by), m->by_role);
    desk_date(c, v, (struct desk_date){ S(on), S(on_iso) }, m->merged_at_s);
}

enum err merge_section(struct desk_body *k)
{
    struct ctx *c = k->desk.c;
    struct body_merged *item = arena_array(c->arena, MERGES_MAX, sizeof *item), gone;
    struct list *list = view_list(k->page, S(merged));
    size_t n = 0;
    view_null(k->page, S(merged_away));
    enum err e = item ? body_merged_list(c->db, c->arena, k->one.b.id, item, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++)
        show_merged(k, list_add(list), &item[i]);
    view_bool(k->page, S(has_merged), n > 0);
    view_bool(k->page, S(done_merged), str_eq(param_str(c, "done"), STR("merged")));
    bool may = k->one.is_ours && !k->one.b.merged_into &&
               body_merge_may(&c->visitor->actor, &k->one.b, &k->one.b);
    view_text(k->page, S(merge_href),
              may ? body_desk_path_of(&k->desk, k->one.b.id, "/merge") : (struct str){ 0 });
    if (e || !k->one.b.merged_into)
        return e;
    e = body_merged_find(c->db, c->arena, k->one.b.id, &gone);
    if (!e)
        show_merged(k, view_sub(k->page, S(merged_away)), &gone);
    return e == ERR_NOT_FOUND ? OK : e;
}
