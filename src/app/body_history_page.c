#include "app/body_history_page.h"

#include "app/app_words.h"
#include "app/audit_rows.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/audit/audit_say.h"
#include "modules/bodies/body_view.h"
#include "modules/bodies/home_body.h"
#include "modules/people/editor.h"
#include "modules/people/visitor.h"

#define FIELDS_SHOWN 12

/* What belongs to the entry; what a partnership notes for itself is none of it. */
static bool is_of_entry(struct str action)
{
    static const struct str actions[] = {
        STR_INIT("body.add"),   STR_INIT("body.change"),  STR_INIT("body.review"),
        STR_INIT("body.merge"), STR_INIT("body.overdue"),
    };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (str_eq(action, actions[i]))
            return true;
    return false;
}

/* By role: people of elsewhere are not named here. */
static struct str who(struct ctx *c, const struct editor_list *editors, struct str actor)
{
    int64_t id = audit_actor_account(actor);
    if (str_starts(actor, STR("cli:")))
        return STR(HISTORY_OPERATOR);
    if (!id)
        return audit_actor_words(c->arena, actor);
    if (id == c->visitor->account.id)
        return STR(HISTORY_YOU);
    for (size_t i = 0; i < editors->n; i++)
        if (editors->at[i].grant.account_id == id)
            return editors->at[i].name;
    return STR(HISTORY_STAFF);
}

struct words {
    struct ctx *c;
    struct body_labels labels;
};

static struct str in_words(void *arg, struct str field, struct str value)
{
    const struct words *w = arg;
    return body_value_words(w->c->arena, &w->labels, field, value);
}

static enum err show(struct words *w, const struct editor_list *editors,
                     const struct audit_row *r, struct view *v)
{
    struct ctx *c = w->c;
    const struct audit_show how = { .max_fields = FIELDS_SHOWN,
                                    .in_words = in_words,
                                    .arg = w };
    enum err e = audit_row_show(c, r, &how, v);
    view_str(v, S(who), who(c, editors, r->actor));
    return e;
}

enum err body_history_page(struct ctx *c)
{
    struct home_body h;
    struct audit_page records;
    struct words w = { .c = c };
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    enum err e = editors ? home_body_load(c, CAP_AUDIT_READ, &h) : ERR_LIMIT;
    if (!e)
        e = editor_list(c->db, c->arena, h.body.id, c->now_s, editors);
    if (!e)
        e = audit_history(c->db, c->arena, STR("body"),
                          str_printf(c->arena, "%lld", (long long)h.body.id), &records);
    if (!e)
        e = body_labels_load(c->db, c->arena, &w.labels);
    if (e)
        return e;
    struct view *v = home_body_view(c, &h);
    page_back(c, home_path(c, &h, "/body"));
    struct list *rows = view_list(v, S(records));
    for (size_t i = 0; i < records.n && !e; i++)
        if (is_of_entry(records.row[i].action))
            e = show(&w, editors, &records.row[i], list_add(rows));
    view_bool(v, S(has_records), list_len(rows) > 0);
    return e ? e : ctx_render(c, "bodies/history", v);
}
