#include "modules/invitations/invited_job.h"

#include "core/base/arena.h"
#include "modules/invitations/invited_mail.h"

#define CONSULTATIONS_MAX 200 /* open at one time and with invitations */

enum { Q_OPEN };
static const char *const sql[] = {
    [Q_OPEN] = "SELECT x.id FROM consultation x WHERE x.stage = 'published' AND x.closes_at_s "
               "> $1 AND x.opens_at_s <= $1 AND EXISTS (SELECT 1 FROM invitation i WHERE "
               "i.consultation_id = x.id) ORDER BY x.closes_at_s LIMIT $2",
};
const struct sql_list invited_job_sql = SQL_LIST("invited_job", sql);

struct run {
    const struct job_env *env;
    const struct hash_key *link_key;
    struct consultation x;
    struct invited *all;
    struct invited_item *item;
};

static enum err add_item(struct run *r, const struct invited *row, size_t *n)
{
    const struct job_env *env = r->env;
    struct invited_letter letter = { .arena = env->arena,
                                     .db = env->db,
                                     .templates = env->templates,
                                     .site = env->site,
                                     .link_key = r->link_key,
                                     .x = &r->x,
                                     .now_s = env->now_s };
    struct body b;
    struct invited_address to;
    enum err e = body_load(env->db, env->arena, row->body_id, &b);
    if (!e)
        e = invited_address(env->db, env->arena, &b, env->now_s, &to);
    if (e || to.why_not.n || row->way == INVITED_REFUSED || row->way == INVITED_BY_HAND)
        return e == ERR_NOT_FOUND ? OK : e;
    e = invited_letter_open(&letter, row->partnership_id);
    if (!e)
        e = invited_item_again(&letter, row, to.is_confirmed, &r->item[*n]);
    *n += !e;
    return e;
}

static enum err write_part(struct run *r, size_t n)
{
    const struct job_env *env = r->env;
    struct invited_batch b = { .act = { .actor = STR("job"), .now_s = env->now_s },
                               .consultation_id = r->x.id,
                               .partnership_id = r->x.partnership_id,
                               .today = date_iso(env->arena, london_from_s(env->now_s).date),
                               .item = r->item,
                               .n = n };
    return n ? store_write(env->store, invited_remind_fn, &b) : OK;
}

static enum err remind_one(struct run *r, int64_t consultation_id)
{
    const struct job_env *env = r->env;
    size_t n_all = 0, n = 0;
    enum err e = consultation_load(env->db, env->arena, consultation_id, &r->x);
    if (!e)
        e = invited_list(env->db, env->arena, r->x.id, r->all, INVITED_MAX, &n_all);
    for (size_t i = 0; i < n_all && !e; i++) {
        if (!invited_is_due(&r->x, &r->all[i], env->now_s))
            continue;
        e = add_item(r, &r->all[i], &n);
        if (!e && n == INVITED_PART) {
            e = write_part(r, n);
            n = 0;
        }
    }
    return e ? e : write_part(r, n);
}

enum err invited_remind_due(const struct job_env *env, const struct hash_key *link_key)
{
    int64_t id[CONSULTATIONS_MAX];
    size_t n = 0;
    struct run r = { .env = env, .link_key = link_key };
    r.all = arena_array(env->arena, INVITED_MAX, sizeof *r.all);
    r.item = arena_array(env->arena, INVITED_PART, sizeof *r.item);
    if (!r.all || !r.item)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(env->db, sql[Q_OPEN], BINDS(bi(env->now_s), bi(CONSULTATIONS_MAX)));
    while (n < CONSULTATIONS_MAX && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n && !e && !(env->is_stopping && env->is_stopping(env->stop_arg));
         i++)
        e = remind_one(&r, id[i]);
    return e;
}
