#include "modules/partnerships/dataset.h"

#include "core/base/arena.h"

enum {
    Q_LIVE,
    Q_BEGIN,
    Q_DIE,
    Q_LIVE_NOW,
    Q_DEAD,
    Q_DROP_PARTS,
    Q_DROP_UNITS,
    Q_DROP_PLACES,
    Q_DROP
};

static const char *const sql[] = {
    [Q_LIVE] = "SELECT id, kind, is_exact, n_rows, source, content_hash FROM dataset "
               "WHERE kind = $1 AND is_live = 1",
    [Q_BEGIN] = "INSERT INTO dataset (kind, is_live, is_exact, n_rows, source, content_hash, "
                "imported_at_s) "
                "VALUES ($1, 0, $2, $3, $4, $5, $6) RETURNING id",
    [Q_DIE] = "UPDATE dataset SET is_live = 0 WHERE kind = $1 AND is_live = 1",
    [Q_LIVE_NOW] = "UPDATE dataset SET is_live = 1 WHERE id = $1",
    [Q_DEAD] = "SELECT /*scan*/ id FROM dataset WHERE kind = $1 AND is_live = 0 ORDER BY id",
    [Q_DROP_PARTS] = "DELETE FROM postcode_part WHERE id IN "
                     "(SELECT id FROM postcode_part WHERE dataset_id = $1 LIMIT $2)",
    [Q_DROP_UNITS] = "DELETE FROM postcode_unit WHERE id IN "
                     "(SELECT id FROM postcode_unit WHERE dataset_id = $1 LIMIT $2)",
    [Q_DROP_PLACES] =
        "DELETE FROM place WHERE id IN (SELECT id FROM place WHERE dataset_id = $1 LIMIT $2)",
    [Q_DROP] = "DELETE FROM dataset WHERE id = $1 AND is_live = 0",
};
const struct sql_list dataset_sql = SQL_LIST("dataset", sql);

#define DEAD_MAX 64 /* sets left behind that one import removes */

/* One write of an import: its own step, and the set it belongs to. */
struct step {
    struct import_job *job;
    const struct dataset *d;
    const char *action;
    int64_t id; /* of a new or a dying set */
    dataset_put put;
    void *arg;
    size_t from, n;
    int64_t n_dropped;
};

static enum err step_record(struct db *db, const struct step *s)
{
    char id[24];
    char detail[160];
    int id_len = snprintf(id, sizeof id, "%lld", (long long)s->id);
    int len = snprintf(detail, sizeof detail, "{\"from\":%zu,\"hash\":\"%.*s\",\"rows\":%zu}",
                       s->from, (int)(s->d->content_hash.n < 64 ? s->d->content_hash.n : 64),
                       s->d->content_hash.p, s->n);
    return store_record(db, &(struct store_record){ .actor = s->job->actor,
                                                    .action = str_from(s->action),
                                                    .object_kind = STR("dataset"),
                                                    .object_id = { id, (size_t)id_len },
                                                    .detail = { detail, (size_t)len },
                                                    .at_s = s->job->now_s });
}

enum err dataset_live(struct db *db, struct arena *a, struct str kind, struct dataset *out)
{
    *out = (struct dataset){ 0 };
    struct stmt *s = db_query(db, sql[Q_LIVE], BINDS(bt(kind)));
    bool found = db_row(s);
    if (found)
        *out = (struct dataset){
            .id = db_i64(s, 0),
            .kind = db_text(s, 1, a),
            .is_exact = db_bool(s, 2),
            .n_rows = db_i64(s, 3),
            .source = db_text(s, 4, a),
            .content_hash = db_text(s, 5, a),
        };
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err begin(struct db *db, void *arg)
{
    struct step *s = arg;
    enum err e = db_one_i64(db, sql[Q_BEGIN],
                            BINDS(bt(s->d->kind), bi(s->d->is_exact), bi(s->d->n_rows),
                                  bt(s->d->source), bt(s->d->content_hash), bi(s->job->now_s)),
                            &s->id);
    return e ? e : step_record(db, s);
}

enum err dataset_begin(struct import_job *job, struct dataset *d)
{
    struct step s = { .job = job, .d = d, .action = "import.begin" };
    enum err e = store_write(job->store, begin, &s);
    d->id = s.id;
    return e;
}

static enum err fill(struct db *db, void *arg)
{
    struct step *s = arg;
    for (size_t i = s->from; i < s->from + s->n; i++) {
        enum err e = s->put(db, s->arg, i);
        if (e)
            return e;
    }
    return step_record(db, s);
}

enum err dataset_fill(struct import_job *job, const struct dataset *d, dataset_put put,
                      void *arg, size_t n)
{
    struct step s = {
        .job = job, .d = d, .action = "import.batch", .id = d->id, .put = put, .arg = arg
    };
    for (; s.from < n; s.from += s.n) {
        s.n = n - s.from < IMPORT_BATCH_ROWS ? n - s.from : IMPORT_BATCH_ROWS;
        enum err e = store_write(job->store, fill, &s);
        if (e)
            return e;
        import_progress(job, s.from + s.n, n);
    }
    return OK;
}

static enum err flip(struct db *db, void *arg)
{
    struct step *s = arg;
    enum err e = db_exec(db, sql[Q_DIE], BINDS(bt(s->d->kind)));
    if (!e)
        e = db_exec(db, sql[Q_LIVE_NOW], BINDS(bi(s->d->id)));
    return e ? e : step_record(db, s);
}

static enum err drop(struct db *db, void *arg)
{
    static const int query[] = { Q_DROP_PARTS, Q_DROP_UNITS, Q_DROP_PLACES };
    struct step *s = arg;
    s->n_dropped = 0;
    for (size_t i = 0; i < 3 && s->n_dropped < IMPORT_BATCH_ROWS; i++) {
        enum err e =
            db_exec(db, sql[query[i]], BINDS(bi(s->id), bi(IMPORT_BATCH_ROWS - s->n_dropped)));
        if (e)
            return e;
        s->n_dropped += db_changes(db);
    }
    enum err e = s->n_dropped ? OK : db_exec(db, sql[Q_DROP], BINDS(bi(s->id)));
    return e ? e : step_record(db, s);
}

static enum err sweep(struct import_job *job, const struct dataset *d)
{
    int64_t dead[DEAD_MAX];
    size_t n = 0;
    struct stmt *q = db_query(job->db, sql[Q_DEAD], BINDS(bt(d->kind)));
    while (n < DEAD_MAX && db_row(q))
        dead[n++] = db_i64(q, 0);
    enum err e = db_done(q, OK);
    for (size_t i = 0; i < n && !e; i++) {
        struct step s = {
            .job = job, .d = d, .action = "import.remove", .id = dead[i], .n_dropped = 1
        };
        while (!e && s.n_dropped)
            e = store_write(job->store, drop, &s);
    }
    return e;
}

enum err dataset_flip(struct import_job *job, const struct dataset *d)
{
    struct step s = { .job = job, .d = d, .action = "import.flip", .id = d->id };
    enum err e = store_write(job->store, flip, &s);
    return e ? e : sweep(job, d);
}
