#include "modules/people/backoff.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/session.h"

#define TIME_BYTES 8
#define SWEEP_MAX 200 /* rows of one write */

enum { Q_READ, Q_WRITE, Q_FORGET, Q_SWEEP };

static const char *const sql[] = {
    [Q_READ] = "SELECT n_wrong, last_at_s, guesses FROM sign_in_backoff WHERE kind = $1 AND "
               "key_hash = $2",
    [Q_WRITE] = "INSERT INTO sign_in_backoff (kind, key_hash, n_wrong, last_at_s, guesses) "
                "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, key_hash) DO UPDATE SET "
                "n_wrong = excluded.n_wrong, last_at_s = excluded.last_at_s, "
                "guesses = excluded.guesses",
    [Q_FORGET] = "DELETE FROM sign_in_backoff WHERE kind = $1 AND key_hash = $2",
    [Q_SWEEP] = "DELETE FROM sign_in_backoff WHERE (kind, key_hash) IN (SELECT kind, key_hash "
                "FROM sign_in_backoff WHERE last_at_s <= $1 ORDER BY last_at_s LIMIT $2)",
};
const struct sql_list backoff_sql = SQL_LIST("backoff", sql);

struct counter {
    struct str kind;
    struct hash key;
    size_t most; /* guesses in the window */
    bool waits;  /* after some in a row */
    int64_t n_wrong, last_at_s;
    int64_t guess[BACKOFF_ADDRESS_MAX]; /* times, the oldest first */
    size_t n;
};

static void counter_of_person(struct counter *c, const struct backoff_try *t)
{
    struct str device = { NULL, 0 };
    if (t->device)
        device = (struct str){ (const char *)t->device->byte, sizeof t->device->byte };
    *c = (struct counter){ .kind = t->is_factor ? STR("factor")
                                   : t->device  ? STR("device")
                                                : STR("account"),
                           .most = BACKOFF_ACCOUNT_MAX,
                           .waits = true };
    const struct str part[] = { c->kind, t->email_key,
                                t->is_factor ? (struct str){ NULL, 0 } : device };
    c->key = hash_parts(t->key, part, 3);
}

static void counter_of_address(struct counter *c, const struct backoff_try *t)
{
    *c = (struct counter){ .kind = STR("address"), .most = BACKOFF_ADDRESS_MAX };
    const struct str part[] = { c->kind, t->address };
    c->key = hash_parts(t->key, part, 2);
}

static int64_t read_time(const char *p)
{
    uint64_t v = 0;
    for (size_t i = 0; i < TIME_BYTES; i++)
        v = v << 8 | (unsigned char)p[i];
    return (int64_t)v;
}

static void write_time(char *p, int64_t t)
{
    for (size_t i = 0; i < TIME_BYTES; i++)
        p[i] = (char)((uint64_t)t >> (8 * (TIME_BYTES - 1 - i)) & 0xff);
}

/* Only the guesses of the window up to now_s are taken over. */
static void read_guesses(struct counter *c, struct str bytes, int64_t now_s)
{
    for (size_t i = 0; i + TIME_BYTES <= bytes.n && c->n < BACKOFF_ADDRESS_MAX;
         i += TIME_BYTES) {
        int64_t t = read_time(bytes.p + i);
        if (t <= now_s && t > now_s - BACKOFF_WINDOW_S)
            c->guess[c->n++] = t;
    }
}

static enum err counter_read(struct db *db, struct counter *c, int64_t now_s)
{
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    struct stmt *s = db_query(db, sql[Q_READ], BINDS(bt(c->kind), bb(hash_view(&c->key))));
    if (db_row(s)) {
        c->n_wrong = db_i64(s, 0);
        c->last_at_s = db_i64(s, 1);
        read_guesses(c, db_blob(s, 2, a), now_s);
    }
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    arena_free(a);
    return e;
}

static enum err counter_write(struct db *db, const struct counter *c)
{
    char bytes[BACKOFF_ADDRESS_MAX * TIME_BYTES];
    for (size_t i = 0; i < c->n; i++)
        write_time(bytes + i * TIME_BYTES, c->guess[i]);
    return db_exec(db, sql[Q_WRITE],
                   BINDS(bt(c->kind), bb(hash_view(&c->key)), bi(c->n_wrong), bi(c->last_at_s),
                         bb((struct str){ bytes, c->n * TIME_BYTES })));
}

static int64_t wait_after(int64_t n_wrong)
{
    int64_t wait_s = 1;
    for (int64_t i = BACKOFF_FREE; i < n_wrong && wait_s < BACKOFF_WAIT_MAX_S; i++)
        wait_s *= 2;
    return wait_s < BACKOFF_WAIT_MAX_S ? wait_s : BACKOFF_WAIT_MAX_S;
}

static int64_t wait_of(const struct counter *c, int64_t now_s)
{
    int64_t wait_s = 0;
    if (c->waits && c->n_wrong >= BACKOFF_FREE && c->last_at_s <= now_s)
        wait_s = c->last_at_s + wait_after(c->n_wrong) - now_s;
    if (c->n >= c->most) {
        int64_t window_s = c->guess[c->n - c->most] + BACKOFF_WINDOW_S - now_s;
        wait_s = window_s > wait_s ? window_s : wait_s;
    }
    return wait_s > 0 ? wait_s : 0;
}

static enum err count(struct db *db, struct counter *c, int64_t now_s)
{
    c->n_wrong++;
    c->last_at_s = now_s;
    c->guess[c->n++] = now_s; /* there was room: fewer than `most` */
    return counter_write(db, c);
}

/* Both counters as they stand, and the longer of their waits. */
static enum err look(struct db *db, const struct backoff_try *t, struct counter *person,
                     struct counter *address, int64_t *wait_s)
{
    counter_of_person(person, t);
    counter_of_address(address, t);
    enum err e = counter_read(db, person, t->now_s);
    if (!e && t->address.n)
        e = counter_read(db, address, t->now_s);
    int64_t wait_person_s = wait_of(person, t->now_s);
    int64_t wait_address_s = wait_of(address, t->now_s);
    *wait_s = wait_person_s > wait_address_s ? wait_person_s : wait_address_s;
    return e;
}

enum err backoff_wait(struct db *db, const struct backoff_try *t, int64_t *wait_s)
{
    struct counter person, address;
    return look(db, t, &person, &address, wait_s);
}

enum err backoff_take(struct db *db, const struct backoff_try *t, int64_t *wait_s)
{
    struct counter person, address;
    enum err e = look(db, t, &person, &address, wait_s);
    if (e || *wait_s)
        return e;
    e = count(db, &person, t->now_s);
    return e || !t->address.n ? e : count(db, &address, t->now_s);
}

enum err backoff_clear(struct db *db, const struct backoff_try *t)
{
    struct counter c;
    counter_of_person(&c, t);
    enum err e = db_exec(db, sql[Q_FORGET], BINDS(bt(c.kind), bb(hash_view(&c.key))));
    if (e || !t->address.n)
        return e;
    counter_of_address(&c, t);
    e = counter_read(db, &c, t->now_s);
    if (e || !c.n)
        return e;
    c.n--;
    c.n_wrong = c.n_wrong ? c.n_wrong - 1 : 0;
    return counter_write(db, &c);
}

enum err backoff_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(now_s - BACKOFF_KEEP_S), bi(SWEEP_MAX)));
}
