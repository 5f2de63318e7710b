#include "modules/bodies/body_batch.h"

static bool works_in(const struct body *b, int64_t partnership_id)
{
    for (size_t i = 0; i < b->n_areas; i++)
        if (b->area[i].partnership_id == partnership_id)
            return true;
    return !partnership_id;
}

/* *out.id stays 0 where there is nothing to change: gone, merged, or of other areas. */
static enum err load(struct db *db, const struct body_batch *x, int64_t id, struct body *out,
                     bool *is_accepted)
{
    *is_accepted = false;
    enum err e = x->partnership_id
                     ? body_load_for(db, x->arena, id, x->partnership_id, out, is_accepted)
                     : body_load(db, x->arena, id, out);
    if (e == ERR_NOT_FOUND || (!e && (out->merged_into || !works_in(out, x->partnership_id))))
        *out = (struct body){ 0 };
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err record_accept(struct db *db, const struct body_batch *x, int64_t id)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "partnership", x->partnership_id);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("body.accept"),
                                              .object_kind = STR("body"),
                                              .object_id = id });
}

/* What is done to one entry; not: it stays as it is. */
typedef enum err (*batch_fn)(struct db *db, struct body_batch *x, struct body *b,
                             bool is_accepted, bool *not_needed);

static enum err each(struct db *db, struct body_batch *x, batch_fn one)
{
    enum err e = OK;
    x->n_done = 0;
    for (size_t i = 0; i < x->n && !e; i++) {
        struct body b;
        bool is_accepted, not_needed = false;
        e = load(db, x, x->body_id[i], &b, &is_accepted);
        if (e || !b.id)
            continue;
        e = one(db, x, &b, is_accepted, &not_needed);
        x->n_done += !not_needed;
    }
    return e;
}

static enum err accept(struct db *db, struct body_batch *x, struct body *b, bool is_accepted,
                       bool *not_needed)
{
    *not_needed = is_accepted;
    if (is_accepted)
        return OK;
    enum err e = body_accept(db, b->id, x->partnership_id, x->act.now_s);
    return e ? e : record_accept(db, x, b->id);
}

static enum err say_right(struct db *db, struct body_batch *x, struct body *b, bool is_accepted,
                          bool *not_needed)
{
    (void)is_accepted;
    (void)not_needed;
    b->reviewed_on = x->today;
    b->is_stale = false;
    return body_change(db, x->arena, b, &x->act, STR("body.review"));
}

static enum err make_dormant(struct db *db, struct body_batch *x, struct body *b,
                             bool is_accepted, bool *not_needed)
{
    (void)is_accepted;
    *not_needed = !str_eq(b->state, STR("active"));
    if (*not_needed)
        return OK;
    b->state = STR("dormant");
    return body_change(db, x->arena, b, &x->act, STR("body.change"));
}

enum err body_accept_fn(struct db *db, void *body_batch)
{
    return each(db, body_batch, accept);
}

enum err body_reviewed_fn(struct db *db, void *body_batch)
{
    return each(db, body_batch, say_right);
}

enum err body_dormant_fn(struct db *db, void *body_batch)
{
    return each(db, body_batch, make_dormant);
}
