#include "modules/bodies/desk_bulk.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/body_batch.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/desk_rows.h"
#include "modules/bodies/saved_list.h"
#include "modules/people/visitor.h"

enum bulk { BULK_TAG, BULK_UNTAG, BULK_GROUP, BULK_REVIEW, BULK_DORMANT, BULK__MAX };

static const struct bulk_action {
    struct str word, label;
    bool is_own; /* needs a partnership */
    const char *done;
} actions[BULK__MAX] = {
    [BULK_TAG] = { STR_INIT("tag"), STR_INIT(BULK_TAG_LABEL), true, "tagged" },
    [BULK_UNTAG] = { STR_INIT("untag"), STR_INIT(BULK_UNTAG_LABEL), true, "untagged" },
    [BULK_GROUP] = { STR_INIT("group"), STR_INIT(BULK_GROUP_LABEL), true, "grouped" },
    [BULK_REVIEW] = { STR_INIT("review"), STR_INIT(BULK_REVIEW_LABEL), false, "reviewed" },
    [BULK_DORMANT] = { STR_INIT("dormant"), STR_INIT(BULK_DORMANT_LABEL), false, "dormant" },
};

void desk_bulk_actions(const struct body_desk *d, struct view *page, struct str chosen)
{
    struct list *list = view_list(page, S(actions));
    for (size_t i = 0; i < BULK__MAX; i++) {
        if (actions[i].is_own && d->is_admin)
            continue;
        struct view *v = list_add(list);
        view_str(v, S(value), actions[i].word);
        view_str(v, S(label), actions[i].label);
        view_bool(v, S(checked), str_eq(actions[i].word, chosen));
    }
}

size_t desk_ticked(struct ctx *c, int64_t *out, size_t max)
{
    struct str sent[BODY_BATCH_MAX];
    size_t n = 0, n_sent = param_list(c, "body", sent, BODY_BATCH_MAX);
    for (size_t i = 0; i < n_sent && n < max; i++)
        if (str_to_i64(sent[i], &out[n]) && out[n] > 0)
            n++;
    return n;
}

struct bulking {
    struct ctx *c;
    struct body_desk desk;
    struct view *page;
    struct form *f;
    enum bulk action;
    struct str back; /* query of the list */
    int64_t id[BODY_BATCH_MAX];
    size_t n;
};

static enum bulk action_of(const struct body_desk *d, struct str word)
{
    enum bulk i = 0;
    while (i < BULK__MAX && !str_eq(actions[i].word, word))
        i++;
    return i < BULK__MAX && actions[i].is_own && d->is_admin ? BULK__MAX : i;
}

static enum err bulk_open(struct ctx *c, struct bulking *k)
{
    *k = (struct bulking){ .c = c };
    enum err e = body_desk_open(c, &k->desk);
    if (!e)
        e = body_desk_show(&k->desk, false, &k->page);
    if (e)
        return e;
    k->f = form_new(c, k->page);
    if (!k->f)
        return ERR_LIMIT;
    k->back = form_value(k->f, "query");
    if (!desk_query_is_clean(k->back))
        return ERR_BAD_REQUEST;
    k->action = action_of(&k->desk, form_value(k->f, "action"));
    k->n = desk_ticked(c, k->id, BODY_BATCH_MAX);
    page_back(c, desk_query_path(&k->desk, k->back));
    return OK;
}

/* --- the check page --- */

static enum err show_tags(struct bulking *k)
{
    struct ctx *c = k->c;
    struct body_tag *tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *tag);
    struct list *known = view_list(k->page, S(known_tags));
    size_t n = 0;
    enum err e = !tag ? ERR_LIMIT
                 : k->desk.is_admin
                     ? OK
                     : body_tag_list(c->db, c->arena, k->desk.partnership_id, tag, &n);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(known);
        view_int(v, S(id), tag[i].id);
        view_str(v, S(name), tag[i].name);
    }
    form_field(k->f, S(tag), "tag");
    return e;
}

static enum err show_lists(struct bulking *k)
{
    struct ctx *c = k->c;
    struct saved_list *list = arena_array(c->arena, SAVED_LISTS_MAX, sizeof *list);
    struct form_option *option = arena_array(c->arena, SAVED_LISTS_MAX + 1, sizeof *option);
    size_t n = 0, n_options = 1;
    if (!list || !option)
        return ERR_LIMIT;
    enum err e = k->desk.is_admin
                     ? OK
                     : saved_list_all(c->db, c->arena, k->desk.partnership_id, list, &n);
    option[0] = (struct form_option){ { 0 }, STR(BULK_NEW_GROUP), { 0 } };
    for (size_t i = 0; i < n; i++)
        if (list[i].is_group)
            option[n_options++] = (struct form_option){
                str_printf(c->arena, "%lld", (long long)list[i].id), list[i].name, { 0 }
            };
    form_options(k->f, S(list), "list", option, n_options);
    view_bool(k->page, S(has_groups), n_options > 1);
    form_field(k->f, S(list_name), "list_name");
    return e;
}

static enum err render(struct bulking *k, bool is_first)
{
    struct view *v = k->page;
    view_str(v, S(action), body_desk_path(&k->desk, ""));
    view_str(v, S(back_href), desk_query_path(&k->desk, k->back));
    view_str(v, S(query), k->back);
    view_str(v, S(action_word), actions[k->action].word);
    view_str(v, S(action_label), actions[k->action].label);
    view_bool(v, S(is_tag), k->action == BULK_TAG || k->action == BULK_UNTAG);
    view_bool(v, S(is_group), k->action == BULK_GROUP);
    view_int(v, S(n), (int64_t)k->n);
    view_bool(v, S(is_one), k->n == 1);
    enum err e = desk_rows_show(&k->desk, k->id, k->n, v);
    if (!e)
        e = show_tags(k);
    if (!e)
        e = show_lists(k);
    if (e)
        return e;
    return is_first ? form_render_next(k->f, "bodies/desk_bulk")
                    : form_render(k->f, "bodies/desk_bulk");
}

/* --- doing it --- */

static struct str done_path(const struct bulking *k)
{
    return url_query(k->c->arena, desk_query_path(&k->desk, k->back), STR("done"),
                     str_from(actions[k->action].done));
}

static enum err do_tag(struct bulking *k)
{
    struct body_tag_change x = { .arena = k->c->arena,
                                 .act = ctx_act(k->c),
                                 .partnership_id = k->desk.partnership_id,
                                 .body_id = k->id,
                                 .n = k->n,
                                 .name = form_value(k->f, "tag") };
    form_required(k->f, "tag", STR(TAG_ENTER));
    form_length(k->f, "tag", BODY_TAG_CHARS, STR(TAG_WORDS));
    if (form_failed(k->f))
        return render(k, false);
    bool is_gone = k->action == BULK_UNTAG;
    enum err e = form_send_once(k->f, is_gone ? body_untag_fn : body_tag_fn, &x, done_path(k));
    if (e == ERR_TOO_MANY)
        form_error(k->f, "tag", STR(TAG_MANY));
    if (e == ERR_NOT_FOUND && is_gone)
        form_error(k->f, "tag", STR(TAG_UNKNOWN));
    return form_failed(k->f) || e == ERR_CONFLICT ? render(k, false) : e;
}

static enum err do_group(struct bulking *k)
{
    struct saved_list_change x = { .arena = k->c->arena,
                                   .act = ctx_act(k->c),
                                   .partnership_id = k->desk.partnership_id,
                                   .is_group = true,
                                   .name = form_value(k->f, "list_name"),
                                   .by_role = STR(LIST_BY_COORDINATOR),
                                   .body_id = k->id,
                                   .n = k->n };
    bool is_new = !str_to_i64(form_value(k->f, "list"), &x.id) || !x.id;
    if (is_new) {
        form_required(k->f, "list_name", STR(LIST_ENTER_NAME));
        form_length(k->f, "list_name", SAVED_LIST_CHARS, STR(LIST_NAME_WORDS));
    }
    if (form_failed(k->f))
        return render(k, false);
    enum err e =
        form_send_once(k->f, is_new ? saved_list_add_fn : saved_list_put_fn, &x, done_path(k));
    if (e == ERR_CONFLICT && x.is_taken)
        form_error(k->f, "list_name", STR(LIST_TAKEN));
    if (e == ERR_TOO_MANY)
        form_error(k->f, is_new ? "list_name" : "list", STR(LIST_MANY));
    return form_failed(k->f) || e == ERR_CONFLICT ? render(k, false) : e;
}

static enum err do_batch(struct bulking *k)
{
    struct body_batch x = { .arena = k->c->arena,
                            .act = ctx_act(k->c),
                            .partnership_id = k->desk.partnership_id,
                            .body_id = k->id,
                            .n = k->n,
                            .today = body_desk_today(&k->desk) };
    enum err e = form_send_once(
        k->f, k->action == BULK_REVIEW ? body_reviewed_fn : body_dormant_fn, &x, done_path(k));
    return e == ERR_CONFLICT ? render(k, false) : e;
}

enum err desk_bulk_page(struct ctx *c)
{
    struct bulking k;
    enum err e = bulk_open(c, &k);
    if (e)
        return e;
    if (k.action == BULK__MAX || !k.n) /* nothing ticked: the list again, which says so */
        return ctx_see_other(c, url_query(c->arena, desk_query_path(&k.desk, k.back),
                                          STR("done"), STR("nothing")));
    if (!str_eq(form_value(k.f, "step"), STR("do")))
        return render(&k, true);
    switch (k.action) {
    case BULK_TAG:
    case BULK_UNTAG:
        return do_tag(&k);
    case BULK_GROUP:
        return do_group(&k);
    case BULK_REVIEW:
    case BULK_DORMANT:
    case BULK__MAX:
        break;
    }
    return do_batch(&k);
}
