#include "app/audit_rows.h"

#include "app/routes.h"
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/audit/audit_say.h"
#include "modules/audit/audit_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

struct str audit_visible(struct arena *a, struct str text)
{
    return message_for_staff(a, text);
}

/* --- names, as they are now --- */

static enum err account_words(struct ctx *c, int64_t id, struct str *words)
{
    struct account account;
    enum err e = account_find(c->db, c->arena, id, &account);
    if (e && e != ERR_NOT_FOUND)
        return e;
    *words = e                ? STR(AUDIT_PERSON_UNKNOWN)
             : account.name.n ? audit_visible(c->arena, account.name)
                              : STR(AUDIT_PERSON_ERASED);
    return OK;
}

enum err audit_who(struct ctx *c, struct str actor, struct str *words)
{
    int64_t id = audit_actor_account(actor);
    if (id)
        return account_words(c, id, words);
    *words = audit_visible(c->arena, audit_actor_words(c->arena, actor));
    return OK;
}

static enum err find_partnership(struct ctx *c, int64_t id, struct partnership *out,
                                 bool *found)
{
    struct partnership_list all = { 0 };
    enum err e = partnership_list(c->db, c->arena, &all);
    *found = false;
    for (size_t i = 0; i < all.n && !e; i++)
        if (all.item[i].id == id) {
            *out = all.item[i];
            *found = true;
        }
    return e;
}

enum err audit_partnership(struct ctx *c, int64_t id, struct str *words)
{
    struct partnership p;
    bool found = false;
    *words = (struct str){ 0 };
    if (!id)
        return OK;
    enum err e = find_partnership(c, id, &p, &found);
    *words = found ? p.short_name : str_printf(c->arena, "%lld", (long long)id);
    return e;
}

/* --- what was changed, and its page --- */

enum err audit_object(struct ctx *c, const struct audit_row *r, struct str *words)
{
    int64_t id = 0;
    *words = audit_visible(c->arena, r->object_id);
    if (!str_to_i64(r->object_id, &id))
        return OK;
    if (str_eq(r->object_kind, STR("account")))
        return account_words(c, id, words);
    if (str_eq(r->object_kind, STR("partnership")))
        return audit_partnership(c, id, words);
    if (!id)
        *words = (struct str){ 0 };
    return OK;
}

/* A page that is built and that this person may open. */
static bool is_page_for(const struct ctx *c, struct str path)
{
    struct match m = routes_match(METHOD_GET, path);
    return m.route && (m.route->access == ACCESS_PUBLIC ||
                       (m.route->access == ACCESS_ROLE &&
                        visitor_has(c->visitor, (enum capability)m.route->capability)));
}

static enum err object_path(struct ctx *c, const struct audit_row *r,
                            const struct audit_show *how, struct str *path)
{
    struct partnership p;
    int64_t id = 0;
    bool found = false;
    enum err e = OK;
    *path = (struct str){ 0 };
    if (!str_to_i64(r->object_id, &id))
        return OK;
    if (how->for_admin && str_eq(r->object_kind, STR("account")))
        *path = url_path(c->arena, "/admin/people/%", r->object_id);
    if (how->for_admin && str_eq(r->object_kind, STR("job")))
        *path = STR("/admin/jobs");
    if (str_eq(r->object_kind, STR("partnership"))) {
        e = find_partnership(c, id, &p, &found);
        if (found)
            *path = url_path(c->arena, "/partnerships/%", p.slug);
    }
    if (path->n && !is_page_for(c, *path))
        *path = (struct str){ 0 };
    return e;
}

/* --- what changed --- */

static struct str moment(struct arena *a, struct str seconds)
{
    int64_t s = 0;
    if (!str_to_i64(seconds, &s))
        return seconds;
    struct civil t = london_from_s(s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_long(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

static struct str shown(struct arena *a, const struct audit_show *how,
                        const struct audit_field *f, struct str value)
{
    if (how->in_words && !f->is_time)
        value = how->in_words(how->arg, f->name, value);
    return f->is_time ? moment(a, value) : audit_visible(a, value);
}

static void show_field(struct ctx *c, const struct audit_show *how, const struct audit_field *f,
                       struct view *v)
{
    const bool is_keyed = f->kind == AUDIT_FIELD_KEYED;
    view_str(v, S(words), audit_visible(c->arena, f->words));
    view_bool(v, S(is_value), f->kind == AUDIT_FIELD_VALUE);
    view_bool(v, S(is_set), f->kind == AUDIT_FIELD_SET);
    view_bool(v, S(is_emptied), f->kind == AUDIT_FIELD_EMPTIED);
    view_bool(v, S(is_changed), f->kind == AUDIT_FIELD_CHANGED);
    view_bool(v, S(is_same), f->kind == AUDIT_FIELD_SAME);
    view_bool(v, S(is_keyed), is_keyed);
    view_bool(v, S(is_other), f->kind == AUDIT_FIELD_OTHER);
    view_str(v, S(old), is_keyed ? (struct str){ 0 } : shown(c->arena, how, f, f->old));
    view_str(v, S(now), is_keyed ? (struct str){ 0 } : shown(c->arena, how, f, f->now));
}

/* A partnership stands in its own place; numbers and fingerprints say nothing in a list. */
static bool is_shown(const struct audit_field *f, bool in_list)
{
    return !str_eq(f->name, STR("partnership")) &&
           !(in_list && (str_eq(f->name, STR("grant")) || str_eq(f->name, STR("hash"))));
}

static enum err show_fields(struct ctx *c, const struct audit_row *r,
                            const struct audit_show *how, struct view *v)
{
    const size_t max = how->max_fields;
    struct audit_field *f = arena_array(c->arena, AUDIT_FIELDS_MAX, sizeof *f);
    if (!f)
        return ERR_LIMIT;
    size_t n = audit_detail_read(c->arena, r->detail, f, AUDIT_FIELDS_MAX), n_shown = 0;
    int64_t n_more = 0;
    struct list *fields = view_list(v, S(fields));
    for (size_t i = 0; i < n; i++) {
        if (!is_shown(&f[i], max != SIZE_MAX))
            continue;
        if (n_shown == max)
            n_more++;
        else
            show_field(c, how, &f[i], list_add(fields));
        n_shown += n_shown < max;
    }
    view_bool(v, S(has_fields), n_shown > 0);
    view_bool(v, S(has_more_fields), n_more > 0);
    view_int(v, S(n_more), n_more);
    return OK;
}

/* --- a record --- */

static void show_when(struct ctx *c, int64_t at_s, struct view *v)
{
    struct civil t = london_from_s(at_s);
    view_str(v, S(when_iso), time_iso(c->arena, at_s));
    view_str(v, S(when_date), date_short(c->arena, t.date));
    view_str(v, S(when_time), time_of_day(c->arena, t));
}

enum err audit_row_show(struct ctx *c, const struct audit_row *r, const struct audit_show *how,
                        struct view *v)
{
    struct str who, object, path, where;
    struct str number = str_printf(c->arena, "%lld", (long long)r->number);
    enum err e = audit_who(c, r->actor, &who);
    if (!e)
        e = audit_object(c, r, &object);
    if (!e)
        e = object_path(c, r, how, &path);
    if (!e)
        e = audit_partnership(c, r->partnership_id, &where);
    if (e)
        return e;
    view_str(v, S(number), number);
    view_str(v, S(href),
             how->for_admin ? url_path(c->arena, "/admin/audit/%", number) : (struct str){ 0 });
    show_when(c, r->at_s, v);
    view_str(v, S(who), who);
    view_str(v, S(action), audit_visible(c->arena, audit_action_words(r->action)));
    view_str(v, S(kind), audit_visible(c->arena, audit_kind_words(r->object_kind)));
    view_bool(v, S(has_object), object.n > 0);
    view_str(v, S(object), object);
    view_str(v, S(object_href), path);
    view_str(v, S(partnership), where);
    return show_fields(c, r, how, v);
}
