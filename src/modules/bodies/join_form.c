#include "modules/bodies/join_form.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_search.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/claim_words.h"

#define FOUND_MAX 8   /* entries to choose from */
#define VALUES_MAX 64 /* of one field: council areas */
#define LIST_BYTES 2000
#define NONE "none"

static const char *const step_names[JOIN__MAX] = {
    [JOIN_FIND] = "find",   [JOIN_FOUND] = "found", [JOIN_NEW] = "new",
    [JOIN_WORK] = "work",   [JOIN_AREAS] = "areas", [JOIN_YOU] = "you",
    [JOIN_CHECK] = "check",
};

static const char *const templates[JOIN__MAX] = {
    [JOIN_FIND] = "bodies/join_find",   [JOIN_FOUND] = "bodies/join_found",
    [JOIN_NEW] = "bodies/join_new",     [JOIN_WORK] = "bodies/join_work",
    [JOIN_AREAS] = "bodies/join_areas", [JOIN_YOU] = "bodies/join_you",
    [JOIN_CHECK] = "bodies/join_check",
};

static const struct {
    const char *name;
    enum join_step step;
} fields[] = {
    { "q", JOIN_FIND },     { "body", JOIN_FOUND },  { "name", JOIN_NEW },
    { "number", JOIN_NEW }, { "kind", JOIN_WORK },   { "site", JOIN_WORK },
    { "what", JOIN_WORK },  { "areas", JOIN_AREAS }, { "person", JOIN_YOU },
    { "role", JOIN_YOU },   { "email", JOIN_YOU },   { "words", JOIN_YOU },
};
#define N_FIELDS (sizeof fields / sizeof fields[0])

bool join_step_from(struct str word, enum join_step *out)
{
    for (enum join_step s = 0; s < JOIN__MAX; s++)
        if (str_eq(word, str_from(step_names[s]))) {
            *out = s;
            return true;
        }
    return false;
}

enum join_step join_next(const struct join *k, enum join_step step)
{
    switch (step) {
    case JOIN_FIND:
        return JOIN_FOUND;
    case JOIN_FOUND:
        return k->is_new ? JOIN_NEW : JOIN_YOU;
    case JOIN_NEW:
        return JOIN_WORK;
    case JOIN_WORK:
        return JOIN_AREAS;
    case JOIN_AREAS:
        return JOIN_YOU;
    case JOIN_YOU:
    case JOIN_CHECK:
    case JOIN__MAX:
        break;
    }
    return JOIN_CHECK;
}

enum err join_open(struct ctx *c, struct join *k)
{
    *k = (struct join){ .c = c };
    bool is_post = c->req->method == METHOD_POST;
    struct str slug = param_str(c, is_post ? "body" : "entry");
    k->is_new = is_post && str_eq(slug, STR(NONE));
    enum err e = slug.n && !k->is_new ? body_public_by_slug(c->db, c->arena, slug, &k->entry)
                                      : ERR_NOT_FOUND;
    k->has_entry = !e;
    if (e == ERR_NOT_FOUND)
        e = slug.n && !k->is_new ? ERR_NOT_FOUND : OK;
    if (!e)
        e = area_list(c->db, c->arena, &k->areas);
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &k->kinds);
    if (e)
        return e;
    k->v = page_new(c, "partnerships");
    k->f = form_new(c, k->v);
    if (k->has_entry)
        form_set(k->f, "body", k->entry.slug);
    view_str(k->v, S(entry_name), k->entry.name);
    view_bool(k->v, S(has_entry), k->has_entry);
    return k->f ? OK : ERR_LIMIT;
}

/* --- checks --- */

static void check_new(struct join *k)
{
    struct str number;
    form_required(k->f, "name", STR(JOIN_ENTER_NAME));
    form_length(k->f, "name", BODY_NAME_CHARS, STR(JOIN_NAME));
    if (!body_charity_number(k->c->arena, form_value(k->f, "number"), &number))
        form_error(k->f, "number", STR(JOIN_NUMBER_FORM));
}

static void check_work(struct join *k)
{
    struct str site = form_value(k->f, "site");
    bool has_space = str_find_char(site, ' ') != STR_NONE;
    bool has_dot = str_find_char(site, '.') != STR_NONE;
    if (!list_offers(&k->kinds, form_value(k->f, "kind")))
        form_error(k->f, "kind", STR(JOIN_SELECT_KIND));
    form_required(k->f, "what", STR(JOIN_ENTER_WHAT));
    form_length(k->f, "what", CLAIM_WHAT_CHARS, STR(JOIN_WHAT));
    if (site.n && (has_space || !has_dot))
        form_error(k->f, "site", STR(JOIN_SITE_FORM));
}

static void check_you(struct join *k)
{
    form_required(k->f, "person", STR(JOIN_ENTER_PERSON));
    form_length(k->f, "person", CLAIM_NAME_CHARS, STR(JOIN_PERSON));
    form_required(k->f, "role", STR(JOIN_ENTER_ROLE));
    form_length(k->f, "role", CLAIM_ROLE_CHARS, STR(JOIN_ROLE));
    form_required(k->f, "email", STR(JOIN_ENTER_EMAIL));
    form_email(k->f, "email", STR(JOIN_EMAIL_FORM));
    form_length(k->f, "words", CLAIM_WORDS_CHARS, STR(JOIN_WORDS));
}

bool join_check(struct join *k, enum join_step step)
{
    switch (step) {
    case JOIN_FIND:
        form_required(k->f, "q", STR(JOIN_ENTER_FIND));
        break;
    case JOIN_FOUND:
        if (!k->has_entry && !k->is_new)
            form_error(k->f, "body", STR(JOIN_SELECT_ENTRY));
        break;
    case JOIN_NEW:
        check_new(k);
        break;
    case JOIN_WORK:
        check_work(k);
        break;
    case JOIN_AREAS:
        if (!join_areas(k).n)
            form_error(k->f, "areas", STR(JOIN_SELECT_AREAS));
        break;
    case JOIN_YOU:
        check_you(k);
        break;
    case JOIN_CHECK:
    case JOIN__MAX:
        break;
    }
    return !form_failed(k->f);
}

struct str join_areas(struct join *k)
{
    struct str sent[VALUES_MAX];
    struct buf *out = buf_in(k->c->arena, LIST_BYTES);
    bool is_post = k->c->req->method == METHOD_POST;
    size_t n = is_post ? param_list(k->c, "areas", sent, VALUES_MAX) : 0;
    for (size_t i = 0; i < k->areas.n; i++)
        for (size_t j = 0; j < n; j++)
            if (str_eq(sent[j], k->areas.item[i].slug)) {
                buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(sent[j]));
                break;
            }
    return buf_view(out);
}

/* --- what was found --- */

struct found {
    struct body_public at[FOUND_MAX];
    size_t n;
};

static enum err add_found(struct join *k, int64_t body_id, struct found *to)
{
    struct body_public one;
    for (size_t i = 0; i < to->n; i++)
        if (to->at[i].body_id == body_id)
            return OK;
    if (to->n == FOUND_MAX)
        return OK;
    enum err e = body_public_load(k->c->db, k->c->arena, body_id, &one);
    if (!e)
        to->at[to->n++] = one;
    return e == ERR_NOT_FOUND ? OK : e;
}

/* Public ones only: a number or name that is kept private is not there (S10). */
static enum err find_like(struct join *k, const struct body_likeness *like, struct found *to)
{
    struct body_match match[FOUND_MAX];
    size_t n = 0;
    enum err e = body_likely(k->c->db, k->c->arena, like, match, FOUND_MAX, &n);
    for (size_t i = 0; !e && i < n; i++)
        if (match[i].is_public)
            e = add_found(k, match[i].body_id, to);
    return e;
}

static enum err find_words(struct join *k, struct str words, struct found *to)
{
    struct body_hits hits = { 0 };
    const struct body_filter filter = { .words = words, .is_public = true };
    const struct body_page page = { .page = 1, .size = FOUND_MAX };
    enum err e = body_search(k->c->db, k->c->arena, &filter, &page, &hits);
    for (size_t i = 0; !e && i < hits.n; i++)
        e = add_found(k, hits.item[i].body_id, to);
    return e;
}

static enum err find(struct join *k, struct found *to)
{
    struct str typed = form_value(k->f, "q"), number;
    to->n = 0;
    if (body_charity_number(k->c->arena, typed, &number) && number.n)
        return find_like(k, &(struct body_likeness){ .charity_number = number }, to);
    enum err e = find_like(k, &(struct body_likeness){ .name = typed }, to);
    return e ? e : find_words(k, typed, to);
}

static enum err show_found(struct join *k)
{
    struct form_option option[FOUND_MAX + 1];
    struct found *found = ARENA_NEW(k->c->arena, struct found);
    if (!found)
        return ERR_LIMIT;
    enum err e = find(k, found);
    if (e)
        return e;
    for (size_t i = 0; i < found->n; i++) {
        const struct body_public *b = &found->at[i];
        option[i] = (struct form_option){ b->slug, b->name, b->office };
        if (b->charity_number.n)
            option[i].hint =
                str_printf(k->c->arena, JOIN_HINT_NUMBER, STR_ARG(b->charity_number));
    }
    option[found->n] = (struct form_option){ STR(NONE), STR(JOIN_NONE), STR(JOIN_NONE_HINT) };
    form_options(k->f, S(body), "body", option, found->n + 1);
    view_bool(k->v, S(has_found), found->n > 0);
    view_str(k->v, S(typed), form_value(k->f, "q"));
    return OK;
}

/* --- pages --- */

static enum err show_work(struct join *k)
{
    struct list_options kinds;
    enum err e = list_options(k->c->arena, &k->kinds, STR(""), &kinds);
    if (e)
        return e;
    form_options(k->f, S(kind), "kind", kinds.option, kinds.n);
    form_field(k->f, S(site), "site");
    form_field_most(k->f, S(what), "what", CLAIM_WHAT_CHARS);
    return OK;
}

static enum err show_areas(struct join *k)
{
    struct form_option *option = arena_array(k->c->arena, k->areas.n + 1, sizeof *option);
    if (!option)
        return ERR_LIMIT;
    for (size_t i = 0; i < k->areas.n; i++)
        option[i] = (struct form_option){ k->areas.item[i].slug, k->areas.item[i].name, { 0 } };
    form_options(k->f, S(areas), "areas", option, k->areas.n);
    return OK;
}

static void show_you(struct join *k)
{
    form_field(k->f, S(person), "person");
    form_field(k->f, S(role), "role");
    form_field(k->f, S(email), "email");
    form_field_most(k->f, S(words), "words", CLAIM_WORDS_CHARS);
}

static enum err show_check(struct join *k)
{
    struct str rest = join_areas(k), slug;
    struct list *areas = view_list(k->v, S(area_names));
    while (str_cut(&rest, ';', &slug))
        if (area_named(&k->areas, slug))
            list_add_str(areas, area_named(&k->areas, slug)->name);
    form_field(k->f, S(name), "name");
    form_field(k->f, S(number), "number");
    form_field(k->f, S(site), "site");
    form_field(k->f, S(what), "what");
    view_str(k->v, S(kind_label), list_label(&k->kinds, form_value(k->f, "kind")));
    view_str(k->v, S(entry_number), k->entry.charity_number);
    show_you(k);
    return OK;
}

static enum err show(struct join *k, enum join_step step)
{
    switch (step) {
    case JOIN_FIND:
        form_field(k->f, S(q), "q");
        return OK;
    case JOIN_FOUND:
        return show_found(k);
    case JOIN_NEW:
        form_field(k->f, S(name), "name");
        form_field(k->f, S(number), "number");
        return OK;
    case JOIN_WORK:
        return show_work(k);
    case JOIN_AREAS:
        return show_areas(k);
    case JOIN_YOU:
        show_you(k);
        return OK;
    case JOIN_CHECK:
    case JOIN__MAX:
        break;
    }
    return show_check(k);
}

/* What the other pages asked, to be sent on. */
static void keep(struct join *k, enum join_step step)
{
    struct list *kept = view_list(k->v, S(kept));
    bool is_post = k->c->req->method == METHOD_POST;
    for (size_t i = 0; i < N_FIELDS; i++) {
        struct str value[VALUES_MAX] = { form_value(k->f, fields[i].name) };
        size_t n = is_post ? param_list(k->c, fields[i].name, value, VALUES_MAX) : 1;
        for (size_t j = 0; j < n && fields[i].step != step; j++) {
            if (!value[j].n)
                continue;
            struct view *v = list_add(kept);
            view_lit(v, S(name), fields[i].name);
            view_str(v, S(value), value[j]);
        }
    }
}

enum err join_render(struct join *k, enum join_step step)
{
    enum err e = show(k, step);
    if (e)
        return e;
    keep(k, step);
    view_lit(k->v, S(action), "/body/join");
    return form_failed(k->f) || k->is_refused ? form_render(k->f, templates[step])
                                              : form_render_next(k->f, templates[step]);
}
