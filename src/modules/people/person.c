#include "modules/people/person.h"

#include "core/base/arena.h"
#include "core/base/buf.h"

#define DAY_S 86400

/* Where a person stands, as a number of enum person_state; $5 is when the sleeping began. */
#define STATE                                                                                  \
    "CASE WHEN a.closed_at_s IS NOT NULL THEN 3 WHEN a.last_sign_in_at_s IS NULL THEN 0 "      \
    "WHEN a.last_sign_in_at_s <= $5 THEN 2 ELSE 1 END"
#define WANTED                                                                                 \
    "a.email_key IS NOT NULL AND (lower(a.name) LIKE $4 ESCAPE '\\' OR a.email_key LIKE $4 "   \
    "ESCAPE '\\') AND " STATE " BETWEEN $6 AND $7 "
#define HOLDS                                                                                  \
    "AND EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = a.id AND "                    \
    "(g.until_s IS NULL OR (g.until_s > $8 AND g.until_s > g.from_s)) AND "
#define COLS                                                                                   \
    "a.id, a.name, a.email, a.created_at_s, a.last_sign_in_at_s, a.warned_at_s, "              \
    "a.closed_at_s"
#define LIST(with)                                                                             \
    "SELECT " COLS " FROM account a WHERE lower(a.name) >= $1 AND "                            \
    "(lower(a.name), a.id) > ($1, $2) AND " WANTED with                                        \
    "ORDER BY lower(a.name), a.id LIMIT $3"
/* Counted to an end: $3. $1 and $2 as in the list, which they are the same binds of. */
#define COUNT(with)                                                                            \
    "SELECT count(*) FROM (SELECT 1 FROM account a WHERE lower(a.name) >= $1 AND "             \
    "(lower(a.name), a.id) > ($1, $2) "                                                        \
    "AND " WANTED with "LIMIT $3)"
#define WITH_ROLE HOLDS "g.role = $9) "
#define WITH_PLACE HOLDS "g.partnership_id = $9) "
#define WITH_BOTH HOLDS "g.role = $9 AND g.partnership_id = $10) "

enum {
    Q_LIST,
    Q_LIST_ROLE,
    Q_LIST_PLACE,
    Q_LIST_BOTH,
    Q_COUNT,
    Q_COUNT_ROLE,
    Q_COUNT_PLACE,
    Q_COUNT_BOTH,
    Q_AFTER,
    Q_GIVER,
    Q_MAIL,
    Q_ADMINS
};

static const char *const sql[] = {
    [Q_LIST] = LIST(""),
    [Q_LIST_ROLE] = LIST(WITH_ROLE),
    [Q_LIST_PLACE] = LIST(WITH_PLACE),
    [Q_LIST_BOTH] = LIST(WITH_BOTH),
    [Q_COUNT] = COUNT(""),
    [Q_COUNT_ROLE] = COUNT(WITH_ROLE),
    [Q_COUNT_PLACE] = COUNT(WITH_PLACE),
    [Q_COUNT_BOTH] = COUNT(WITH_BOTH),
    [Q_AFTER] = "SELECT lower(name) FROM account WHERE id = $1",
    [Q_GIVER] = "SELECT actor FROM audit WHERE object_kind = 'account' AND object_id = $1 AND "
                "action = 'role.give' AND detail LIKE $2 ORDER BY number LIMIT 1",
    [Q_MAIL] = "SELECT s.state FROM outbox o JOIN outbox_state s ON s.outbox_id = o.id WHERE "
               "o.object_kind = 'account' AND o.object_id = $1 AND o.kind = $2 "
               "ORDER BY o.queued_at_s DESC, o.id LIMIT 1",
    [Q_ADMINS] = "SELECT count(DISTINCT g.account_id) FROM role_grant g JOIN account a ON "
                 "a.id = g.account_id WHERE g.role = 'admin' AND g.account_id <> $1 AND "
                 "a.closed_at_s IS NULL AND g.from_s <= $2 AND "
                 "(g.until_s IS NULL OR g.until_s > $2)",
};
const struct sql_list person_sql = SQL_LIST("person", sql);

/* --- states --- */

static const struct str state_names[PERSON__MAX] = {
    [PERSON_INVITED] = STR_INIT("invited"),
    [PERSON_ACTIVE] = STR_INIT("active"),
    [PERSON_SLEEPING] = STR_INIT("dormant"),
    [PERSON_CLOSED] = STR_INIT("closed"),
};

struct str person_state_name(enum person_state state)
{
    return state_names[state];
}

bool person_state_from(struct str name, enum person_state *out)
{
    for (enum person_state s = 0; s < PERSON__MAX; s++)
        if (str_eq(name, state_names[s])) {
            *out = s;
            return true;
        }
    return false;
}

static int64_t asleep_since(int64_t now_s)
{
    return now_s - (int64_t)DORMANT_WARN_DAYS * DAY_S;
}

enum person_state person_state_of(const struct account *account, int64_t now_s)
{
    if (account->closed_at_s)
        return PERSON_CLOSED;
    if (!account->last_sign_in_at_s)
        return PERSON_INVITED;
    return account->last_sign_in_at_s <= asleep_since(now_s) ? PERSON_SLEEPING : PERSON_ACTIVE;
}

/* --- the list --- */

/* "%fi\_fe%": what LIKE reads as any text with that in it. */
static struct str pattern(struct arena *a, struct str words)
{
    struct buf *b = buf_in(a, 4 * (words.n + 1));
    struct str low = str_lower(a, words);
    buf_char(b, '%');
    for (size_t i = 0; i < low.n; i++) {
        if (low.p[i] == '%' || low.p[i] == '_' || low.p[i] == '\\')
            buf_char(b, '\\');
        buf_char(b, low.p[i]);
    }
    if (words.n)
        buf_char(b, '%');
    return buf_view(b);
}

enum which { ANY, ROLE_ONLY, PLACE_ONLY, BOTH };

static enum which which_of(const struct person_filter *f)
{
    bool place = f->partnership_id != 0;
    return f->role < 0 ? (place ? PLACE_ONLY : ANY) : place ? BOTH : ROLE_ONLY;
}

/* Binds $1 to $10, of which the statement takes the first so many. */
#define BINDS_MAX 10
static struct binds binds_of(const struct person_filter *f, struct bind b[BINDS_MAX],
                             struct str like)
{
    static const size_t n[] = { [ANY] = 7, [ROLE_ONLY] = 9, [PLACE_ONLY] = 9, [BOTH] = 10 };
    bool any = f->state < 0;
    enum which which = which_of(f);
    b[0] = bt(STR(""));
    b[1] = bi(0);
    b[2] = bi(PERSON_COUNT_MAX + 1);
    b[3] = bt(like);
    b[4] = bi(asleep_since(f->now_s));
    b[5] = bi(any ? 0 : f->state);
    b[6] = bi(any ? PERSON__MAX : f->state);
    b[7] = bi(f->now_s);
    b[8] = which == PLACE_ONLY ? bi(f->partnership_id)
                               : bt(f->role < 0 ? STR("") : role_name((enum role)f->role));
    b[9] = bi(f->partnership_id);
    return (struct binds){ b, n[which] };
}

static void from_row(struct account *out, struct stmt *s, struct arena *a)
{
    *out = (struct account){ .id = db_i64(s, 0),
                             .name = db_text(s, 1, a),
                             .email = db_text(s, 2, a),
                             .created_at_s = db_i64(s, 3),
                             .last_sign_in_at_s = db_i64(s, 4),
                             .warned_at_s = db_i64(s, 5),
                             .closed_at_s = db_i64(s, 6) };
}

enum err person_list(struct db *db, struct arena *a, const struct person_filter *f,
                     struct person_page *out)
{
    struct bind b[BINDS_MAX];
    struct str from = STR("");
    *out = (struct person_page){ 0 };
    struct binds binds = binds_of(f, b, pattern(a, f->words));
    enum err e = db_one_i64(db, sql[Q_COUNT + which_of(f)], binds, &out->n_all);
    if (!e && f->after)
        e = db_one_text(db, sql[Q_AFTER], BINDS(bi(f->after)), a, &from);
    if (e)
        return e;
    b[0] = bt(from);
    b[1] = bi(f->after);
    b[2] = bi(PERSON_PAGE + 1);
    struct stmt *s = db_query(db, sql[Q_LIST + which_of(f)], binds);
    while (!out->has_more && db_row(s)) {
        out->has_more = out->n == PERSON_PAGE;
        if (!out->has_more)
            from_row(&out->at[out->n++], s, a);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- roles --- */

bool grant_is_over(const struct grant *g, int64_t now_s)
{
    return g->until_s && (g->until_s <= now_s || g->until_s <= g->from_s);
}

enum err person_roles(struct db *db, int64_t account_id, int64_t now_s, struct grant *out,
                      size_t max, size_t *n)
{
    struct grant all[2 * ACTOR_GRANTS_MAX];
    size_t n_all = 0;
    enum err e = role_list(db, account_id, all, 2 * ACTOR_GRANTS_MAX, &n_all);
    *n = 0;
    for (size_t i = n_all; i > 0 && *n < max; i--)
        if (!grant_is_over(&all[i - 1], now_s))
            out[(*n)++] = all[i - 1];
    return e;
}

enum err person_giver(struct db *db, struct arena *a, const struct grant *g, struct str *out)
{
    struct str id = str_printf(a, "%lld", (long long)g->account_id);
    struct str mark = str_printf(a, "%%\"grant\":%lld%%", (long long)g->id);
    enum err e = db_one_text(db, sql[Q_GIVER], BINDS(bt(id), bt(mark)), a, out);
    if (e == ERR_NOT_FOUND)
        *out = (struct str){ NULL, 0 };
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err person_mail_state(struct db *db, struct arena *a, int64_t account_id, struct str kind,
                           struct str *out)
{
    struct str id = str_printf(a, "%lld", (long long)account_id);
    enum err e = db_one_text(db, sql[Q_MAIL], BINDS(bt(id), bt(kind)), a, out);
    if (e == ERR_NOT_FOUND)
        *out = (struct str){ NULL, 0 };
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err person_admins_but(struct db *db, int64_t account_id, int64_t now_s, int64_t *n)
{
    return db_one_i64(db, sql[Q_ADMINS], BINDS(bi(account_id), bi(now_s)), n);
}
