#include "modules/files/file_scan.h"

#include "core/base/arena.h"
#include "core/base/log.h"
#include "modules/files/clamd.h"
#include "modules/files/file_words.h"

#define AT_ONCE 50
#define CHUNK_ARENA_BYTES (2 * FILE_CHUNK_BYTES)
#define DAY_S 86400
#define RUN_MS 300000 /* then other work has its turn */
#define AGAIN_LEAST_S 60
#define AGAIN_MOST_S 600

enum { Q_DUE, Q_CHUNK, Q_NOTE, Q_LET_GO, Q_LOOK };

static const char *const sql[] = {
    [Q_DUE] = "SELECT id, owner_kind, n_chunks, content_hash FROM file WHERE id > $1 AND "
              "scan IN ('waiting', 'not_scanned') ORDER BY id LIMIT $2",
    [Q_CHUNK] = "SELECT bytes FROM file_chunk WHERE file_id = $1 AND n = $2",
    [Q_NOTE] = "UPDATE file SET scan = $2 WHERE id = $1 AND scan IN ('waiting', 'not_scanned')",
    /* the setting was taken away: once, and few wait */
    [Q_LET_GO] = "UPDATE file SET scan = 'not_scanned' WHERE scan = 'waiting' /*scan*/",
    /* short rows, looked at by one page that few open */
    [Q_LOOK] = "SELECT coalesce(sum(scan = 'waiting'), 0), "
               "coalesce(sum(scan = 'waiting' AND made_on < $1), 0), "
               "coalesce(sum(scan = 'infected' AND made_on >= $2), 0) FROM file /*scan*/",
};
const struct sql_list file_scan_sql = SQL_LIST("file_scan", sql);

/* --- what it means for who asks --- */

enum file_held file_held(const struct site *site, const struct file *f)
{
    if (str_eq(f->scan, STR("infected")))
        return FILE_INFECTED;
    bool is_clean = str_eq(f->scan, STR("clean")) ||
                    (str_eq(f->scan, STR("not_scanned")) && !site->scans_files);
    return is_clean ? FILE_FREE : FILE_WAITS;
}

struct str file_held_words(enum file_held held)
{
    if (held == FILE_FREE)
        return (struct str){ NULL, 0 };
    return held == FILE_WAITS ? STR(FILE_WORDS_WAITS) : STR(FILE_WORDS_INFECTED);
}

struct str file_scan_words(const struct site *site, const struct file *f)
{
    enum file_held held = file_held(site, f);
    return held == FILE_FREE && str_eq(f->scan, STR("not_scanned"))
               ? STR(FILE_WORDS_NOT_SCANNED)
               : file_held_words(held);
}

/* --- one file --- */

struct due {
    int64_t id, n_chunks;
    struct str owner_kind;
    struct hash content_hash;
};

struct scan {
    struct job_env *env;
    struct clamd_how how;
    struct arena *chunk; /* of one at a time */
    struct due due[AT_ONCE];
    size_t n_due;
    int64_t until_ms;
    size_t n_left;   /* those without a verdict */
    bool is_away;    /* the scanner */
    const char *why; /* the last of them was left */
};

/* Its bytes to the scanner, chunk by chunk. *is_whole: they are those that were taken. */
static enum err hand_over(struct scan *s, const struct due *f, struct clamd *to, bool *is_whole)
{
    struct hash_run run;
    bool goes_on = true;
    enum err e = OK;
    hash_begin(&run);
    for (int64_t n = 0; n < f->n_chunks && goes_on && !e; n++) {
        struct stmt *q = db_query(s->env->db, sql[Q_CHUNK], BINDS(bi(f->id), bi(n)));
        struct str bytes = db_row(q) ? db_blob(q, 0, s->chunk) : (struct str){ NULL, 0 };
        e = db_done(q, arena_failed(s->chunk) ? ERR_LIMIT : OK);
        hash_more(&run, bytes);
        goes_on = !e && clamd_more(to, bytes);
        arena_reset(s->chunk);
    }
    struct hash h = hash_end(&run);
    *is_whole = goes_on && hash_equal(&h, &f->content_hash);
    return e;
}

struct noting {
    const struct due *file;
    struct str scan, found;
    int64_t now_s;
};

/* The record of a respondent's file holds the day and neither file nor response: S41. */
static enum err record(struct db *db, const struct noting *n)
{
    const struct due *f = n->file;
    bool is_ours =
        str_eq(f->owner_kind, STR("document")) || str_eq(f->owner_kind, STR("original"));
    const struct act act = { .actor = STR("job"),
                             .now_s = is_ours ? n->now_s : n->now_s - n->now_s % DAY_S };
    struct change change;
    change_begin(&change);
    if (n->found.n)
        change_text(&change, "found", (struct str){ 0 }, n->found);
    change_text(&change, "scan", (struct str){ 0 }, n->scan);
    return change_record(db, &change, &act,
                         &(struct change_of){ .action = STR("file.scan"),
                                              .object_kind = STR("file"),
                                              .object_id = is_ours ? f->id : 0 });
}

/* Of one that was taken away meanwhile: nothing. */
static enum err note_fn(struct db *db, void *arg)
{
    const struct noting *n = arg;
    enum err e = db_exec(db, sql[Q_NOTE], BINDS(bi(n->file->id), bt(n->scan)));
    return e || !db_changes(db) ? e : record(db, n);
}

static enum err note(struct scan *s, const struct due *f, struct str scan, struct str found)
{
    struct noting n = { .file = f, .scan = scan, .found = found, .now_s = s->env->now_s };
    if (found.n)
        log_warn("file.infected", "file=%lld found=%.*s", (long long)f->id, STR_ARG(found));
    return store_write(s->env->store, note_fn, &n);
}

static void leave(struct scan *s, const struct due *f, const char *why, struct str words)
{
    s->n_left++;
    s->why = why;
    log_warn("file.scan", "file=%lld error=%s said=%.*s", (long long)f->id, why,
             STR_ARG(words));
}

/* One that is removed at this moment has no bytes: left, and not there the next time. */
static enum err scan_one(struct scan *s, const struct due *f)
{
    struct clamd to;
    bool is_whole = false;
    enum err e = clamd_open(&to, &s->how) ? hand_over(s, f, &to, &is_whole) : OK;
    enum clamd_verdict verdict = e ? CLAMD_AWAY : clamd_end(&to);
    struct str words = clamd_words(&to);
    s->is_away = verdict == CLAMD_AWAY;
    if (s->is_away)
        leave(s, f, "scanner_away", words);
    else if (verdict == CLAMD_INFECTED)
        e = note(s, f, STR("infected"), words);
    else if (verdict == CLAMD_REFUSED)
        leave(s, f, "scanner_refused", words);
    else if (!is_whole)
        leave(s, f, "damaged", words);
    else
        e = note(s, f, STR("clean"), (struct str){ NULL, 0 });
    clamd_close(&to);
    return e;
}

/* --- all that are due --- */

static enum err find_due(struct scan *s, int64_t after)
{
    struct stmt *q = db_query(s->env->db, sql[Q_DUE], BINDS(bi(after), bi(AT_ONCE)));
    s->n_due = 0;
    while (db_row(q)) {
        struct due *f = &s->due[s->n_due++];
        *f = (struct due){ .id = db_i64(q, 0),
                           .owner_kind = db_text(q, 1, s->env->arena),
                           .n_chunks = db_i64(q, 2) };
        struct str hash = db_blob(q, 3, s->env->arena);
        for (size_t i = 0; i < hash.n && i < HASH_BYTES; i++)
            f->content_hash.byte[i] = (unsigned char)hash.p[i];
    }
    return db_done(q, arena_failed(s->env->arena) ? ERR_LIMIT : OK);
}

static bool has_time(struct scan *s)
{
    const struct clamd_how *how = &s->how;
    return clock_mono_ms() < s->until_ms &&
           !(how->is_stopping && how->is_stopping(how->stop_arg));
}

/* *is_done: none is left that was not asked about. */
static enum err scan_all(struct scan *s, bool *is_done)
{
    int64_t after = INT64_MIN;
    *is_done = false;
    while (!*is_done) {
        enum err e = find_due(s, after);
        for (size_t i = 0; i < s->n_due && !e; i++) {
            if (s->is_away || !has_time(s))
                return OK;
            after = s->due[i].id;
            e = scan_one(s, &s->due[i]);
        }
        if (e)
            return e;
        *is_done = s->n_due < AT_ONCE;
    }
    return OK;
}

static enum err again_fn(struct db *db, void *arg)
{
    return job_queue(db, arg);
}

/* The longer it lasts, the longer until it is asked again. */
static enum err ask_again(struct scan *s, struct str subject)
{
    struct job_env *env = s->env;
    int64_t since_s = 0;
    struct job_new n = { .kind = STR(FILE_SCAN_JOB),
                         .subject = STR(FILE_SCAN_AGAIN),
                         .now_s = env->now_s };
    enum err e = job_wanted_since(env->db, n.kind, n.subject, &since_s);
    int64_t wait_s = since_s ? (env->now_s - since_s) / 2 : 0;
    n.due_at_s = env->now_s + (wait_s < AGAIN_LEAST_S  ? AGAIN_LEAST_S
                               : wait_s > AGAIN_MOST_S ? AGAIN_MOST_S
                                                       : wait_s);
    if (e)
        return e;
    env->why = s->why;
    if (!str_eq(subject, n.subject))
        return since_s ? OK : store_write(env->store, again_fn, &n);
    env->again_at_s = n.due_at_s;
    return OK;
}

struct letting {
    int64_t now_s;
};

static enum err let_go_fn(struct db *db, void *arg)
{
    const struct letting *x = arg;
    const struct due nobodys = { .owner_kind = STR("") };
    enum err e = db_exec(db, sql[Q_LET_GO], NO_BINDS);
    if (e || !db_changes(db))
        return e;
    return record(db, &(struct noting){
                          .file = &nobodys, .scan = STR("not_scanned"), .now_s = x->now_s });
}

enum err file_scan_due(struct job_env *env, struct str subject, const char *socket_path)
{
    bool is_done = false;
    if (!socket_path)
        return store_write(env->store, let_go_fn, &(struct letting){ env->now_s });
    struct scan *s = ARENA_NEW(env->arena, struct scan);
    if (!s)
        return ERR_LIMIT;
    *s = (struct scan){ .env = env,
                        .how = { socket_path, env->is_stopping, env->stop_arg },
                        .chunk = arena_new(CHUNK_ARENA_BYTES),
                        .until_ms = clock_mono_ms() + RUN_MS };
    enum err e = scan_all(s, &is_done);
    arena_free(s->chunk);
    return e || (is_done && !s->n_left) ? e : ask_again(s, subject);
}

/* --- its state --- */

enum err file_scan_look(struct db *db, struct arena *a, int64_t now_s,
                        struct file_scan_state *out)
{
    int64_t since_s = 0, n_old = 0;
    struct str hour_ago = date_iso(a, london_from_s(now_s - FILE_SCAN_SLOW_S).date);
    struct str week_ago =
        date_iso(a, london_from_s(now_s - (int64_t)FILE_SCAN_SHOWN_DAYS * DAY_S).date);
    *out = (struct file_scan_state){ 0 };
    struct stmt *q = db_query(db, sql[Q_LOOK], BINDS(bt(hour_ago), bt(week_ago)));
    if (db_row(q)) {
        out->n_waiting = db_i64(q, 0);
        n_old = db_i64(q, 1);
        out->n_infected = db_i64(q, 2);
    }
    enum err e = db_done(q, OK);
    if (!e)
        e = job_wanted_since(db, STR(FILE_SCAN_JOB), STR(FILE_SCAN_AGAIN), &since_s);
    /* Which day is all that is known of a file; since when the scanner is asked, to the second.
     */
    out->is_slow = out->n_waiting && (n_old || (since_s && now_s - since_s > FILE_SCAN_SLOW_S));
    return e;
}
