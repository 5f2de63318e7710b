/*
 * write.c: the queue before the writer, and the batch that shares one commit.
 *
 * Who writes stands in the queue. If nobody leads, one who waits becomes the leader: takes the
 * lock between processes, begins, and runs the fns of the queue's head one after another, those
 * that come meanwhile too, until the batch is full or its time is up; commits; wakes them all.
 * While it waits for the disk the next ones queue, and the first of them leads next.
 */
#include "core/store/write.h"

#include "core/store/inside.h"

static const char sql_move_version[] =
    "UPDATE content_version SET version = version + 1 WHERE id = 1";

struct waiter {
    struct waiter *next;
    store_write_fn fn;
    void *arg;
    int64_t deadline_ms;
    pthread_cond_t wake;
    enum err result;
    bool is_taken, is_done; /* under the store's mutex */
    bool is_lost;           /* its fn ended the whole transaction: not run again */
    bool changed_public;
};

struct batch {
    struct waiter *waiter[WRITE_BATCH_MAX];
    size_t n;
    int64_t begun_us, begun_work_us;
};

/* --- the writer's connection
 * -------------------------------------------------------------------------- */

enum err writer_open(struct store *s)
{
    int rc = SQLITE_OK;
    if (s->writer)
        return OK;
    s->writer = conn_open(s, true, READER_ALL, &rc);
    if (s->writer)
        return OK;
    log_error("store.writer", "code=%d what=%s", rc, sqlite3_errstr(rc));
    return db_map(rc);
}

/* After a failed COMMIT or checkpoint: a failed fsync is not tried again on the same
 * connection. */
static void writer_drop(struct store *s)
{
    if (s->writer)
        conn_close(s->writer);
    s->writer = NULL;
    s->seen_version = 0;
    s->checkpoint_at = s->config.checkpoint_pages;
}

void writer_close(struct store *s)
{
    INVARIANT(!s->first && !s->is_led);
    if (!s->writer)
        return;
    bool locked = store_lock_take(s->lock, clock_mono_ms() + WRITE_WAIT_MS) == OK;
    if (!locked) /* the checkpoint is left to the next opening */
        sqlite3_db_config(s->writer->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    writer_drop(s);
    if (locked)
        store_lock_give(s->lock);
}

/* --- one fn in its savepoint
 * ---------------------------------------------------------------------------- */

static bool has_transaction(struct db *db)
{
    return !sqlite3_get_autocommit(db->h);
}

/* Foreign keys checked at COMMIT would fail everybody's: they count as this fn's error. */
static bool has_open_keys(struct db *db)
{
    int now = 0, highest = 0;
    sqlite3_db_status(db->h, SQLITE_DBSTATUS_DEFERRED_FKS, &now, &highest, 0);
    return now > 0;
}

static enum err fn_verdict(struct db *db, enum err e)
{
    if (db->open_cursors > 0) {
#ifdef CJ_DEBUG
        die("%d cursors left open by a write", db->open_cursors);
#endif
        db_reset_cursors(db);
    }
    if (e == OK && has_open_keys(db))
        return ERR_CONFLICT;
    if (e == OK && (db->changed_public || db->changed_private) && !db->is_recorded) {
        log_error("write.unrecorded", "a change without its record was refused");
        return ERR_INTERNAL;
    }
    return e;
}

static enum err fn_call(struct store *s, struct waiter *w)
{
    struct db *db = s->writer;
    db->is_recorded = db->changed_public = db->changed_private = false;
    db->fn_rc = SQLITE_OK;
    db->is_in_fn = true;
    const int64_t start_us = clock_mono_us();
    enum err e = w->fn(db, w->arg);
    const int64_t took_ms = (clock_mono_us() - start_us) / 1000;
    db->is_in_fn = false;
    if (took_ms > WRITE_FN_MS) {
        log_warn("write.slow", "ms=%lld", (long long)took_ms);
        pthread_mutex_lock(&s->mutex);
        s->stats.slow_fns++;
        pthread_mutex_unlock(&s->mutex);
    }
    return fn_verdict(db, e);
}

/* False: SQLite has ended the whole transaction (disk full, I/O error, memory). */
static bool run_one(struct store *s, struct waiter *w)
{
    struct db *db = s->writer;
    w->changed_public = false;
    int rc = conn_exec(db, "SAVEPOINT one");
    if (rc == SQLITE_OK) {
        w->result = fn_call(s, w);
        if (has_transaction(db) && w->result != OK)
            rc = conn_exec(db, "ROLLBACK TO one; RELEASE one");
        else if (has_transaction(db))
            rc = conn_exec(db, "RELEASE one");
    } else {
        w->result = db_error(db, rc, "SAVEPOINT");
    }
    if (rc != SQLITE_OK && has_transaction(db))
        conn_exec(db,
                  "ROLLBACK"); /* neither kept nor undone: the batch runs again without it */
    w->is_lost = !has_transaction(db);
    if (w->is_lost && (w->result == OK || db->fn_rc))
        w->result = db->fn_rc ? db_map(db->fn_rc) : ERR_FULL;
    if (!w->is_lost && w->result == OK)
        w->changed_public = db->changed_public;
    return !w->is_lost;
}

/* --- a batch
 * --------------------------------------------------------------------------------------------
 */

static struct waiter *queue_take(struct store *s)
{
    pthread_mutex_lock(&s->mutex);
    struct waiter *w = s->first;
    if (w) {
        s->first = w->next;
        if (!s->first)
            s->last = NULL;
        w->is_taken = true;
        s->stats.waiting--;
    }
    pthread_mutex_unlock(&s->mutex);
    return w;
}

static void queue_remove(struct store *s, struct waiter *w)
{
    struct waiter *before = NULL;
    for (struct waiter *x = s->first; x && x != w; x = x->next)
        before = x;
    if (before)
        before->next = w->next;
    else
        s->first = w->next;
    if (s->last == w)
        s->last = before;
    s->stats.waiting--;
}

/* What this thread has worked: on a busy machine the clock alone would end each batch after a
 * few. */
static int64_t work_us(void)
{
    struct timespec t = { 0 };
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* WRITE_BATCH_MS of work, and by the clock no longer than one fn may hold the writer. */
static bool is_full(const struct batch *b)
{
    const int64_t work_most_us = (int64_t)WRITE_BATCH_MS * 1000;
    const int64_t most_us = (int64_t)WRITE_FN_MS * 1000;
    if (b->n == 0)
        return false;
    return b->n == WRITE_BATCH_MAX || work_us() - b->begun_work_us > work_most_us ||
           clock_mono_us() - b->begun_us > most_us;
}

static enum err begin(struct db *db)
{
    int rc = conn_exec(db, "BEGIN IMMEDIATE");
    return rc == SQLITE_OK ? OK : db_error(db, rc, "BEGIN");
}

static void batch_fail(struct batch *b, enum err e)
{
    for (size_t i = 0; i < b->n; i++) {
        if (b->waiter[i]->result == OK)
            b->waiter[i]->result = e;
    }
}

/* After a fn has ended the transaction: the others again, without it, as often as needed. Each
 * round loses one. */
static enum err batch_rerun(struct store *s, struct batch *b)
{
    bool lost = true;
    pthread_mutex_lock(&s->mutex);
    s->stats.reruns++;
    pthread_mutex_unlock(&s->mutex);
    while (lost) {
        lost = false;
        enum err e = begin(s->writer);
        if (e) { /* nothing stands: who had an error of its own keeps it */
            batch_fail(b, e);
            return e;
        }
        for (size_t i = 0; i < b->n && !lost; i++)
            lost = !b->waiter[i]->is_lost && !run_one(s, b->waiter[i]);
    }
    return OK;
}

/* Fills and runs the batch in the transaction begun. Not OK: no transaction stands, all results
 * are final. */
static enum err batch_run(struct store *s, struct batch *b)
{
    b->begun_us = clock_mono_us();
    b->begun_work_us = work_us();
    while (!is_full(b)) {
        struct waiter *w = queue_take(s);
        if (!w)
            break;
        b->waiter[b->n++] = w;
        if (!run_one(s, w))
            return batch_rerun(s, b);
    }
    return OK;
}

static enum err move_version(struct db *db)
{
    db->is_internal = true;
    enum err e = db_exec(db, sql_move_version, NO_BINDS);
    db->is_internal = false;
    return e;
}

/* COMMIT. Disk full while it writes means for certain that nothing is stored; any other failure
 * may mean either. */
static void batch_commit(struct store *s, struct batch *b)
{
    struct db *db = s->writer;
    bool any = false, changed_public = false;
    for (size_t i = 0; i < b->n; i++) {
        any = any || b->waiter[i]->result == OK;
        changed_public = changed_public || b->waiter[i]->changed_public;
    }
    enum err e = any && changed_public ? move_version(db) : OK;
    if (e || !any) {
        batch_fail(b, e);
        if (has_transaction(db) && conn_exec(db, "ROLLBACK") != SQLITE_OK)
            writer_drop(s);
        return;
    }
    int rc = conn_exec(db, "COMMIT");
    if (rc == SQLITE_OK)
        return;
    log_error("write.commit", "code=%d what=%s writes=%zu", rc, sqlite3_errstr(rc), b->n);
    batch_fail(b, (rc & 0xff) == SQLITE_FULL ? ERR_FULL : ERR_UNSURE);
    if (db_map(rc) == ERR_DAMAGED)
        atomic_store(&s->is_damaged, true);
    writer_drop(s);
}

static void batch_settle(struct store *s, struct batch *b)
{
    pthread_mutex_lock(&s->mutex);
    s->stats.commits++;
    s->stats.writes += (int64_t)b->n;
    if ((int64_t)b->n > s->stats.batch_max)
        s->stats.batch_max = (int64_t)b->n;
    for (size_t i = 0; i < b->n; i++) {
        struct waiter *w = b->waiter[i];
        if (w->result != OK)
            s->stats.rolled_back++;
        w->is_done = true;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&s->mutex);
}

/*
 * Copies the WAL into the database once it has grown by WAL_CHECKPOINT_PAGES, after the batch
 * has its answers. PASSIVE waits for no reader; far over the mark it also tries to cut the
 * file, without waiting either.
 */
static void checkpoint(struct store *s)
{
    struct db *db = s->writer;
    const int step = s->config.checkpoint_pages;
    if (!db)
        return;
    if (db->wal_pages < s->checkpoint_at - step) /* it has begun anew */
        s->checkpoint_at = step;
    if (db->wal_pages < s->checkpoint_at)
        return;
    int pages = 0, moved = 0;
    int mode =
        db->wal_pages > 4 * step ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    sqlite3_busy_timeout(db->h, 0);
    int rc = sqlite3_wal_checkpoint_v2(db->h, NULL, mode, &pages, &moved);
    sqlite3_busy_timeout(db->h, 5000);
    s->checkpoint_at = db->wal_pages + step;
    if (rc == SQLITE_OK || rc == SQLITE_BUSY)
        return;
    db_error(db, rc, "checkpoint");
    writer_drop(s);
}

/* Has another process written since our last batch? */
static void note_foreign(struct store *s)
{
    int64_t version = 0;
    if (store_data_version(s->writer, &version))
        return;
    pthread_mutex_lock(&s->mutex);
    s->foreign += s->seen_version && version != s->seen_version;
    s->seen_version = version;
    pthread_mutex_unlock(&s->mutex);
}

/* One batch. When it cannot begin, only the leader hears of it: the others try for themselves.
 */
static enum err lead(struct store *s, int64_t deadline_ms)
{
    enum err e = store_lock_take(s->lock, deadline_ms);
    if (e)
        return e;
    e = writer_open(s);
    if (e == OK)
        e = begin(s->writer);
    if (e) {
        if (s->writer)
            writer_drop(s);
        store_lock_give(s->lock);
        return e;
    }
    note_foreign(s);
    struct batch b = { .n = 0 };
    if (batch_run(s, &b) == OK)
        batch_commit(s, &b);
    batch_settle(s, &b);
    checkpoint(s);
    store_lock_give(s->lock);
    return OK;
}

/* --- the queue
 * -------------------------------------------------------------------------------------------
 */

static void queue_wait(struct store *s, struct waiter *w)
{
    const struct timespec end = { .tv_sec = w->deadline_ms / 1000,
                                  .tv_nsec = w->deadline_ms % 1000 * 1000000 };
    if (w->is_taken) { /* begun: the answer comes */
        pthread_cond_wait(&w->wake, &s->mutex);
        return;
    }
    pthread_cond_timedwait(&w->wake, &s->mutex, &end);
    if (!w->is_taken && !w->is_done && clock_mono_ms() >= w->deadline_ms) {
        queue_remove(s, w);
        w->result = ERR_BUSY;
        w->is_done = true;
    }
}

/* Leads one batch, or fails alone; then whoever waits first is woken to lead. */
static void queue_lead(struct store *s, struct waiter *w)
{
    s->is_led = true;
    s->leader = pthread_self();
    pthread_mutex_unlock(&s->mutex);
    enum err e = lead(s, w->deadline_ms);
    pthread_mutex_lock(&s->mutex);
    s->is_led = false;
    if (e && !w->is_taken) {
        queue_remove(s, w);
        w->result = e;
        w->is_done = true;
    }
    if (s->first)
        pthread_cond_signal(&s->first->wake);
}

static void waiter_init(struct waiter *w, store_write_fn fn, void *arg)
{
    *w =
        (struct waiter){ .fn = fn, .arg = arg, .deadline_ms = clock_mono_ms() + WRITE_WAIT_MS };
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&w->wake, &attr);
    pthread_condattr_destroy(&attr);
}

enum err store_write(struct store *s, store_write_fn fn, void *arg)
{
    if (store_is_damaged(s))
        return ERR_DAMAGED;
    struct waiter w;
    waiter_init(&w, fn, arg);
    pthread_mutex_lock(&s->mutex);
    INVARIANT(!s->is_led ||
              !pthread_equal(s->leader, pthread_self())); /* a fn does not write by itself */
    if (s->last)
        s->last->next = &w;
    else
        s->first = &w;
    s->last = &w;
    s->stats.waiting++;
    while (!w.is_done) {
        if (!s->is_led && !w.is_taken)
            queue_lead(s, &w);
        else
            queue_wait(s, &w);
    }
    if (!s->is_led &&
        s->first) /* woken to lead just when its time was up: the next one leads */
        pthread_cond_signal(&s->first->wake);
    pthread_mutex_unlock(&s->mutex);
    pthread_cond_destroy(&w.wake);
    return w.result;
}

enum err store_write_step(struct store *s, store_write_fn fn, void *arg)
{
    const struct timespec rest = { .tv_nsec = WRITE_STEP_REST_MS * 1000000L };
    enum err e = store_write(s, fn, arg);
    pthread_mutex_lock(&s->mutex);
    const int64_t mark = s->stats.writes + s->foreign;
    const bool is_alone = mark <= s->step_mark + 1 && !s->first;
    s->step_mark = mark;
    s->stats.rests += !is_alone;
    pthread_mutex_unlock(&s->mutex);
    if (!is_alone)
        nanosleep(&rest, NULL);
    return e;
}

/* --- the record
 * --------------------------------------------------------------------------------------------
 */

enum err store_record(struct db *db, const struct store_record *r)
{
    INVARIANT(db->is_writer && db->is_in_fn);
    if (!db->store->recorder) {
        log_error("write.recorder", "no recorder is set");
        return ERR_INTERNAL;
    }
    enum err e = db->store->recorder(db, r);
    if (e == OK)
        db->is_recorded = true;
    return e;
}
