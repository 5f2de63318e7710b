/*
 * response_file.c: what files of drafts and responses have in common, and staff who take a copy
 * of one.
 */
#include "modules/responses/response_file.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/files/file_scan.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/responses/response.h"
#include "modules/responses/response_file_words.h"
#include "modules/people/visitor.h"

#define DAY_SECONDS 86400
#define GET_LIFE_S 300 /* of the address that the button leads to */

enum { Q_BYTES, Q_BODY_BYTES };

static const char *const sql[] = {
    [Q_BYTES] = "SELECT (SELECT coalesce(sum(f.n_bytes), 0) FROM response_draft d "
                "JOIN file f ON f.owner_kind = 'draft' AND f.owner_id = d.id "
                "WHERE d.consultation_id = $1 AND d.made_by IS NULL) + "
                "(SELECT coalesce(sum(f.n_bytes), 0) FROM response r "
                "JOIN file f ON f.owner_kind = 'response' AND f.owner_id = r.id "
                "WHERE r.consultation_id = $1 AND r.is_live = 1 AND r.entered_by IS NULL "
                "AND r.is_official = 0)",
    [Q_BODY_BYTES] = "SELECT (SELECT coalesce(sum(f.n_bytes), 0) FROM response_draft d "
                     "JOIN file f ON f.owner_kind = 'draft' AND f.owner_id = d.id "
                     "WHERE d.body_id = $1) + "
                     "(SELECT coalesce(sum(f.n_bytes), 0) FROM response r "
                     "JOIN file f ON f.owner_kind = 'response' AND f.owner_id = r.id "
                     "WHERE r.body_id = $1 AND r.consultation_id = $2 AND r.is_official = 1)",
};
const struct sql_list response_file_sql = SQL_LIST("response_file", sql);

enum err response_file_room(struct db *db, struct arena *a, const struct draft *d,
                            int64_t n_bytes, struct str *fault)
{
    int64_t used = 0;
    *fault = (struct str){ NULL, 0 };
    enum err e = d->body_id
                     ? db_one_i64(db, sql[Q_BODY_BYTES],
                                  BINDS(bi(d->body_id), bi(d->consultation_id)), &used)
                     : db_one_i64(db, sql[Q_BYTES], BINDS(bi(d->consultation_id)), &used);
    uint64_t all = (uint64_t)(used + n_bytes);
    if (!e && d->body_id && all > FILE_BODY_BYTES)
        *fault =
            str_printf(a, RESPOND_FILE_BODY_FULL, STR_ARG(file_size_words(a, FILE_BODY_BYTES)));
    else if (!e && !d->body_id && all > FILE_CONSULTATION_BYTES)
        *fault = STR(RESPOND_FILE_NO_ROOM);
    return e;
}

enum err response_file_record(struct db *db, const struct consultation *x, int64_t now_s,
                              struct str action)
{
    const struct act day = { .actor = STR("public"), .now_s = now_s - now_s % DAY_SECONDS };
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, x->partnership_id);
    return change_record(db, &change, &day,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("consultation"),
                                              .object_id = x->id });
}

void response_file_view(struct ctx *c, const struct file *f, size_t n, struct str base,
                        struct view *v)
{
    struct list *files = view_list(v, S(files));
    for (size_t i = 0; i < n; i++) {
        struct view *item = list_add(files);
        view_str(item, S(name), f[i].name);
        view_str(item, S(code), f[i].code);
        view_str(item, S(words), file_words(c->arena, f[i].kind, f[i].n_bytes, 0));
        view_str(item, S(href),
                 str_printf(c->arena, "%.*s/%.*s", STR_ARG(base), STR_ARG(f[i].code)));
        view_text(item, S(held), file_held_words(file_held(c->site, &f[i])));
    }
    view_bool(v, S(has_files), n > 0);
}

/* --- staff --- */

struct taken {
    struct ctx *c;
    struct response r;
    struct consultation x;
    struct file f;
};

/* The file of a response that the visitor may read; else as if it did not exist. */
static enum err load_taken(struct ctx *c, struct taken *k)
{
    struct str receipt = param_str(c, "ref");
    *k = (struct taken){ .c = c };
    enum err e = response_by_receipt(c->db, c->arena, receipt, &k->r);
    if (!e)
        e = consultation_load(c->db, c->arena, k->r.consultation_id, &k->x);
    if (!e && !consultation_may(c, &k->x, CAP_RESPONSE_READ))
        return ctx_refuse(c);
    if (!e)
        e = file_by_code(c->db, c->arena, param_str(c, "code"), &k->f);
    bool is_its =
        str_eq(k->f.owner_kind, STR("response")) || str_eq(k->f.owner_kind, STR("original"));
    return e ? e : is_its && k->f.owner_id == k->r.id ? OK : ERR_NOT_FOUND;
}

/* For this person and file, for a few minutes. */
static struct str ticket_text(struct ctx *c, const struct file *f, int64_t until_s)
{
    return str_printf(c->arena, "original %lld %lld %lld", (long long)c->visitor->account.id,
                      (long long)f->id, (long long)until_s);
}

static bool has_ticket(struct ctx *c, const struct file *f)
{
    struct str text, last = { NULL, 0 }, rest;
    int64_t until_s = 0;
    if (!ctx_unseal(c, param_str(c, "get"), &text))
        return false;
    rest = text;
    while (str_cut(&rest, ' ', &last))
        ;
    return str_to_i64(last, &until_s) && c->now_s < until_s &&
           str_eq(text, ticket_text(c, f, until_s));
}

enum err response_file_staff_page(struct ctx *c)
{
    struct taken k;
    enum err e = load_taken(c, &k);
    if (e)
        return e;
    if (has_ticket(c, &k.f))
        return file_send(c, &k.f);
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    if (!f)
        return ERR_LIMIT;
    page_back(c, url_path(c->arena, "/coordinator/responses/%", k.r.receipt));
    view_str(v, S(action), c->req->target_raw);
    view_str(v, S(receipt), k.r.receipt);
    view_str(v, S(name), k.f.name);
    view_str(v, S(words), file_words(c->arena, k.f.kind, k.f.n_bytes, 0));
    view_text(v, S(scan), file_scan_words(c->site, &k.f));
    view_bool(v, S(is_free), file_held(c->site, &k.f) == FILE_FREE);
    return form_render(f, "coordinator/response_file");
}

struct taking {
    const struct taken *k;
    struct act act;
};

static enum err take_fn(struct db *db, void *arg)
{
    const struct taking *t = arg;
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "file", t->k->f.id);
    change_of_partnership(&change, t->k->x.partnership_id);
    return change_record(db, &change, &t->act,
                         &(struct change_of){ .action = STR("response.original"),
                                              .object_kind = STR("response"),
                                              .object_id = t->k->r.id });
}

enum err response_file_staff_post_page(struct ctx *c)
{
    struct taken k;
    enum err e = load_taken(c, &k);
    if (e)
        return e;
    if (file_held(c->site, &k.f) != FILE_FREE)
        return file_send(c, &k.f); /* which says why not: no copy, no record of one */
    struct taking t = { .k = &k, .act = ctx_act(c) };
    e = store_write(c->store, take_fn, &t);
    if (e)
        return e;
    struct str ticket = ctx_seal(c, ticket_text(c, &k.f, c->now_s + GET_LIFE_S));
    return ctx_see_other(c, url_query(c->arena, c->path, STR("get"), ticket));
}
