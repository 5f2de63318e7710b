#include "modules/mail/mail.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "modules/mail/mime.h"
#include "modules/mail/send.h"

#define DAY_S 86400
#define MAIL_MAX_BYTES (256 * KIB) /* one mail as it travels */
#define KEEP_S ((int64_t)MAIL_KEEP_DAYS * DAY_S)
#define RUN_ARENA_BYTES (2 * MIB)
#define RUN_MAX 50      /* mails of one run: other jobs want their turn */
#define ERASE_MAX 200   /* rows of one write */
#define CLAIM_S 900     /* a mail being sent that long was left by a process that died */
#define ADDRESS_MAX 254 /* RFC 5321 4.5.3.1.3, without the brackets */

/* Between tries: after the first, the second and so on; then it has failed. */
static const int64_t wait_s[] = { 60, 300, 1800, 7200, 43200 };
#define TRIES_MAX ((int64_t)(sizeof wait_s / sizeof wait_s[0]) + 1)

enum {
    Q_ADD,
    Q_ADD_STATE,
    Q_COUNT_TO,
    Q_STATE,
    Q_GOT_THROUGH,
    Q_DUE,
    Q_CLAIM,
    Q_LOAD,
    Q_END,
    Q_NOTE,
    Q_OLD,
    Q_ERASE_TEXT,
    Q_ERASE_LATER,
    Q_ERASE,
    Q_ERASED,
    Q_FORGET_UNSENT,
    Q_FORGET_DUE,
    Q_FORGET
};

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO outbox (id, kind, object_kind, object_id, to_address, to_key, "
              "is_to_confirmed, reply_to, subject, body, queued_at_s, list_stop, holds_key) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    [Q_ADD_STATE] =
        "INSERT INTO outbox_state (outbox_id, state, n_tries, next_try_at_s, changed_at_s, "
        "error) VALUES ($1, 'queued', 0, $2, $2, '')",
    [Q_COUNT_TO] = "SELECT count(*) FROM outbox WHERE to_key = $1 AND queued_at_s > $2 AND "
                   "is_to_confirmed = 0",
    [Q_STATE] = "SELECT CASE state WHEN 'sent' THEN 2 WHEN 'failed' THEN 3 ELSE 1 END FROM "
                "outbox_state WHERE outbox_id = $1",
    [Q_GOT_THROUGH] = "SELECT count(*) FROM outbox o JOIN outbox_state s ON s.outbox_id = o.id "
                      "WHERE o.to_key = $1 AND s.state = 'sent' AND s.changed_at_s > $2",
    [Q_DUE] = "SELECT count(*) FROM outbox_state WHERE next_try_at_s <= $1",
    [Q_CLAIM] = "UPDATE outbox_state SET state = 'sending', n_tries = n_tries + 1, "
                "next_try_at_s = $2, changed_at_s = $1 WHERE outbox_id = (SELECT outbox_id "
                "FROM outbox_state WHERE next_try_at_s <= $1 ORDER BY next_try_at_s LIMIT 1) "
                "RETURNING outbox_id, n_tries",
    [Q_LOAD] = "SELECT to_address, reply_to, subject, body, queued_at_s, list_stop FROM outbox "
               "WHERE id = $1",
    [Q_END] =
        "SELECT object_kind, object_id, holds_key, kind, to_key FROM outbox WHERE id = $1",
    [Q_NOTE] = "UPDATE outbox_state SET state = $3, next_try_at_s = $4, changed_at_s = $5, "
               "erase_at_s = $6, error = $7 WHERE outbox_id = $1 AND n_tries = $2 AND "
               "state = 'sending'",
    [Q_OLD] = "SELECT count(*) FROM outbox_state WHERE erase_at_s <= $1",
    [Q_ERASE_TEXT] = "UPDATE outbox SET body = '', list_stop = '', holds_key = 0 WHERE id = $1",
    [Q_ERASE_LATER] = "UPDATE outbox_state SET erase_at_s = changed_at_s + $2 WHERE "
                      "outbox_id = $1 AND changed_at_s + $2 > $3",
    [Q_ERASE] = "UPDATE outbox SET to_address = '', to_key = '', reply_to = '', subject = '', "
                "body = '', list_stop = '', holds_key = 0 WHERE id = $1",
    [Q_ERASED] =
        "UPDATE outbox_state SET erase_at_s = NULL WHERE outbox_id = (SELECT outbox_id "
        "FROM outbox_state WHERE erase_at_s <= $1 ORDER BY erase_at_s LIMIT 1) "
        "RETURNING outbox_id",
    [Q_FORGET_UNSENT] =
        "UPDATE outbox_state SET state = 'failed', next_try_at_s = NULL, changed_at_s = $3, "
        "error = 'not_wanted' WHERE state IN ('queued', 'sending') AND outbox_id IN (SELECT id "
        "FROM outbox WHERE to_key = $1 AND object_kind = $2)",
    [Q_FORGET_DUE] = "UPDATE outbox_state SET erase_at_s = NULL WHERE outbox_id IN (SELECT id "
                     "FROM outbox WHERE to_key = $1 AND object_kind = $2)",
    [Q_FORGET] = "UPDATE outbox SET to_address = '', to_key = '', reply_to = '', subject = '', "
                 "body = '', list_stop = '', holds_key = 0 WHERE to_key = $1 AND "
                 "object_kind = $2",
};
const struct sql_list mail_sql = SQL_LIST("mail", sql);

/* --- queueing --- */

bool mail_address_is_valid(struct str address)
{
    size_t at = str_find_char(address, '@');
    if (at == STR_NONE || at == 0 || at + 1 >= address.n || address.n > ADDRESS_MAX)
        return false;
    for (size_t i = 0; i < address.n; i++) {
        char c = address.p[i];
        if (c <= ' ' || c > '~' || (c == '@' && i != at) ||
            str_find_char(STR("\"(),:;<>[\\]"), c) != STR_NONE)
            return false;
    }
    return true;
}

/* Lower case, at most ADDRESS_MAX: by what the mails of a day are counted. */
static struct str address_key(char out[ADDRESS_MAX], struct str address)
{
    size_t n = address.n < ADDRESS_MAX ? address.n : ADDRESS_MAX;
    for (size_t i = 0; i < n; i++) {
        char c = address.p[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return (struct str){ out, n };
}

static enum err count_of_day(struct db *db, struct str key, int64_t now_s, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT_TO], BINDS(bt(key), bi(now_s - DAY_S)), n);
}

bool mail_may_write_to(struct db *db, struct str address, int64_t now_s)
{
    char key[ADDRESS_MAX];
    int64_t n;
    return mail_address_is_valid(address) &&
           count_of_day(db, address_key(key, address), now_s, &n) == OK &&
           n < MAIL_UNCONFIRMED_A_DAY;
}

enum err mail_look(struct db *db, int64_t id, enum mail_state *out)
{
    int64_t state = 0;
    enum err e = db_one_i64(db, sql[Q_STATE], BINDS(bi(id)), &state);
    *out = (enum mail_state)state;
    return e;
}

enum err mail_got_through(struct db *db, struct str to_key, int64_t since_s, bool *out)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_GOT_THROUGH], BINDS(bt(to_key), bi(since_s)), &n);
    *out = n > 0;
    return e;
}

static bool is_one_line(struct str s)
{
    return str_find_char(s, '\r') == STR_NONE && str_find_char(s, '\n') == STR_NONE &&
           str_find_char(s, '\0') == STR_NONE;
}

enum err mail_queue(struct db *db, const struct mail *m)
{
    char room[ADDRESS_MAX];
    struct str key = address_key(room, m->to);
    bool good_reply = !m->reply_to.n || mail_address_is_valid(m->reply_to);
    if (!mail_address_is_valid(m->to) || !good_reply || !is_one_line(m->subject) ||
        !mime_is_address(m->list_stop))
        return ERR_INVALID;
    if (!m->is_to_confirmed) {
        int64_t n = 0;
        enum err e = count_of_day(db, key, m->queued_at_s, &n);
        if (e || n >= MAIL_UNCONFIRMED_A_DAY)
            return e ? e : ERR_TOO_MANY;
    }
    enum err e =
        db_exec(db, sql[Q_ADD],
                BINDS(bi(m->id), bt(m->kind), bt(m->object_kind), bt(m->object_id), bt(m->to),
                      bt(key), bi(m->is_to_confirmed), bt(m->reply_to), bt(m->subject),
                      bt(m->body), bi(m->queued_at_s), bt(m->list_stop), bi(m->holds_key)));
    return e ? e : db_exec(db, sql[Q_ADD_STATE], BINDS(bi(m->id), bi(m->queued_at_s)));
}

enum err mail_forget(struct db *db, struct str address, struct str object_kind, int64_t now_s)
{
    char room[ADDRESS_MAX];
    struct str key = address_key(room, address);
    if (!key.n)
        return ERR_INVALID;
    enum err e = db_exec(db, sql[Q_FORGET_UNSENT], BINDS(bt(key), bt(object_kind), bi(now_s)));
    if (!e)
        e = db_exec(db, sql[Q_FORGET_DUE], BINDS(bt(key), bt(object_kind)));
    return e ? e : db_exec(db, sql[Q_FORGET], BINDS(bt(key), bt(object_kind)));
}

/* --- sending --- */

struct claim {
    int64_t now_s;
    int64_t id, n_tries; /* id 0: nothing is due */
};

static enum err claim_next(struct db *db, void *arg)
{
    struct claim *c = arg;
    c->id = 0;
    struct stmt *s = db_query(db, sql[Q_CLAIM], BINDS(bi(c->now_s), bi(c->now_s + CLAIM_S)));
    while (db_row(s)) {
        c->id = db_i64(s, 0);
        c->n_tries = db_i64(s, 1);
    }
    return db_done(s, OK);
}

struct note {
    const struct claim *claim;
    const struct mail_config *config;
    struct mail_outcome outcome;
    struct arena *a;
    struct str object_kind, object_id, kind, to_key; /* of the mail */
    bool holds_key;
};

static enum err load_end(struct db *db, struct note *n)
{
    struct stmt *s = db_query(db, sql[Q_END], BINDS(bi(n->claim->id)));
    if (db_row(s)) {
        n->object_kind = db_text(s, 0, n->a);
        n->object_id = db_text(s, 1, n->a);
        n->holds_key = db_bool(s, 2);
        n->kind = db_text(s, 3, n->a);
        n->to_key = db_text(s, 4, n->a);
    }
    return db_done(s, OK);
}

/* The room that a mail belongs to hears how it ended. */
static enum err tell_end(struct db *db, const struct note *n)
{
    bool was_refused =
        n->outcome.result == MAIL_REFUSED && str_eq(str_from(n->outcome.error), STR("refused"));
    if (!n->config->on_end || (n->outcome.result != MAIL_SENT && !was_refused))
        return OK;
    return n->config->on_end(db, &(struct mail_end){ .id = n->claim->id,
                                                     .kind = n->kind,
                                                     .to_key = n->to_key,
                                                     .object_kind = n->object_kind,
                                                     .object_id = n->object_id,
                                                     .was_refused = was_refused,
                                                     .now_s = n->claim->now_s });
}

static enum err note_outcome(struct db *db, void *arg)
{
    struct note *n = arg;
    const struct claim *c = n->claim;
    enum mail_result result = n->outcome.result;
    enum err e = load_end(db, n);
    if (e)
        return e;
    bool again = result != MAIL_SENT && result != MAIL_REFUSED && c->n_tries < TRIES_MAX;
    struct str state = again                 ? STR("queued")
                       : result == MAIL_SENT ? STR("sent")
                                             : STR("failed");
    struct bind next = again ? bi(c->now_s + wait_s[c->n_tries - 1]) : bn();
    int64_t keep_s = result == MAIL_SENT && n->holds_key ? 0 : KEEP_S;
    struct bind erase = again ? bn() : bi(c->now_s + keep_s);
    e = db_exec(db, sql[Q_NOTE],
                BINDS(bi(c->id), bi(c->n_tries), bt(state), next, bi(c->now_s), erase,
                      bt(str_from(n->outcome.error))));
    return e || db_changes(db) == 0 ? e : tell_end(db, n);
}

struct run {
    struct store *store;
    struct db *db;
    const struct mail_config *config;
    struct arena *a;
    struct smtp *smtp; /* opened for the first mail */
    int64_t now_s;
};

static enum err load(struct run *run, int64_t id, struct mime_mail *m)
{
    const struct mail_config *c = run->config;
    *m = (struct mime_mail){ .id = id, .from = c->from, .from_name = c->from_name };
    struct stmt *s = db_query(run->db, sql[Q_LOAD], BINDS(bi(id)));
    bool found = db_row(s);
    if (found) {
        m->to = db_text(s, 0, run->a);
        m->reply_to = db_text(s, 1, run->a);
        m->subject = db_text(s, 2, run->a);
        m->body = db_text(s, 3, run->a);
        m->date_s = db_i64(s, 4);
        m->list_stop = db_text(s, 5, run->a);
    }
    if (!m->reply_to.n)
        m->reply_to = c->reply_to;
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static struct mail_outcome hand_over(struct run *run, const struct sending *s)
{
    if (!run->config->smtp_host)
        return eml_write(run->config->folder, s);
    if (!run->smtp)
        run->smtp = smtp_open(run->config);
    if (!run->smtp)
        return (struct mail_outcome){ MAIL_DOWN, "memory" };
    return smtp_send(run->smtp, s);
}

static struct mail_outcome send_one(struct run *run, const struct claim *c)
{
    struct mime_mail m;
    struct buf *out = buf_in(run->a, MAIL_MAX_BYTES);
    enum err e = load(run, c->id, &m);
    if (!e)
        e = mime_write(out, &m);
    if (e == ERR_INVALID || e == ERR_LIMIT)
        return (struct mail_outcome){ MAIL_REFUSED, "format" };
    if (e)
        return (struct mail_outcome){ MAIL_DOWN, "database" };
    const struct sending s = {
        .id = c->id, .at_s = m.date_s, .from = m.from, .to = m.to, .message = buf_view(out)
    };
    return hand_over(run, &s);
}

/* *go_on: there was a mail, and the next may be tried too. */
static enum err run_one(struct run *run, bool *go_on)
{
    struct claim c = { .now_s = run->now_s };
    *go_on = false;
    enum err e = store_write(run->store, claim_next, &c);
    if (e || !c.id)
        return e;
    struct note n = {
        .claim = &c, .config = run->config, .outcome = send_one(run, &c), .a = run->a
    };
    if (n.outcome.result == MAIL_SENT)
        log_info("mail.sent", "mail=%016llx try=%lld", (unsigned long long)c.id,
                 (long long)c.n_tries);
    else
        log_warn("mail.not_sent", "mail=%016llx try=%lld error=%s", (unsigned long long)c.id,
                 (long long)c.n_tries, n.outcome.error);
    *go_on = n.outcome.result != MAIL_DOWN;
    e = store_write(run->store, note_outcome, &n);
    arena_reset(run->a);
    return e;
}

static bool is_stopping(const struct mail_config *c)
{
    return c->is_stopping && c->is_stopping(c->stop_arg);
}

enum err mail_run_due(struct store *store, struct db *db, const struct mail_config *config,
                      int64_t now_s)
{
    int64_t n_due = 0;
    enum err e = db_one_i64(db, sql[Q_DUE], BINDS(bi(now_s)), &n_due);
    if (e || !n_due)
        return e;
    struct run run = { .store = store,
                       .db = db,
                       .config = config,
                       .now_s = now_s,
                       .a = arena_new(RUN_ARENA_BYTES) };
    bool go_on = true;
    for (int i = 0; !e && go_on && i < RUN_MAX && !is_stopping(config); i++)
        e = run_one(&run, &go_on);
    smtp_close(run.smtp);
    arena_free(run.a);
    return e ? e : mail_erase_old(store, db, now_s);
}

/* --- erasing --- */

struct erasing {
    int64_t now_s;
    int64_t n;
};

static enum err erase_one(struct db *db, int64_t now_s, bool *found)
{
    int64_t id = 0;
    enum err e = db_one_i64(db, sql[Q_ERASED], BINDS(bi(now_s)), &id);
    *found = e == OK;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    /* one that held a key: its address is kept as long as others' */
    e = db_exec(db, sql[Q_ERASE_LATER], BINDS(bi(id), bi(KEEP_S), bi(now_s)));
    if (e)
        return e;
    return db_exec(db, sql[db_changes(db) ? Q_ERASE_TEXT : Q_ERASE], BINDS(bi(id)));
}

static enum err erase_batch(struct db *db, void *arg)
{
    struct erasing *x = arg;
    bool found = true;
    enum err e = OK;
    x->n = 0;
    while (!e && x->n < ERASE_MAX && found) {
        e = erase_one(db, x->now_s, &found);
        x->n += found;
    }
    if (e || !x->n)
        return e;
    char detail[40];
    int n = snprintf(detail, sizeof detail, "{\"rows\":%lld}", (long long)x->n);
    return store_record(db, &(struct store_record){ .actor = STR("job"),
                                                    .action = STR("mail.erase"),
                                                    .object_kind = STR("outbox"),
                                                    .detail = { detail, (size_t)n },
                                                    .at_s = x->now_s });
}

enum err mail_erase_old(struct store *store, struct db *db, int64_t now_s)
{
    struct erasing x = { .now_s = now_s, .n = 0 };
    int64_t n_old = 0;
    enum err e = db_one_i64(db, sql[Q_OLD], BINDS(bi(now_s)), &n_old);
    while (!e && n_old > 0) {
        e = store_write(store, erase_batch, &x);
        n_old = x.n ? n_old - x.n : 0;
    }
    return e;
}
