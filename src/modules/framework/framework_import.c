#include "modules/framework/framework_import.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "modules/framework/framework.h"
#include "modules/framework/framework_words.h"
#include "modules/work/import_table.h"
#include "modules/work/import_words.h"

#define ROWS_MAX 2000
#define SEQ_MAX 9999

enum { F_CODE, F_KIND, F_VERSION, F_SEQ, F_TEXT, F_VERIFIED, F_PARENT, F_UNIT, F_SOURCE, F__N };
static const char *const column[F__N] = { "code",   "kind", "framework_version",
                                          "seq",    "text", "verified",
                                          "parent", "unit", "data_source_hint" };

enum { Q_ADD_VERSION, Q_CHOOSE, Q_PUT };

static const char *const sql[] = {
    [Q_ADD_VERSION] = "INSERT INTO framework_version (code, name, is_current) VALUES ($1, $2, "
                      "0) ON CONFLICT (code) DO NOTHING",
    [Q_CHOOSE] = "UPDATE framework_version SET is_current = 1 WHERE code = $1 AND NOT EXISTS "
                 "(SELECT /*scan*/ 1 FROM framework_version o WHERE o.is_current = 1)",
    [Q_PUT] =
        "INSERT INTO framework_item (version_id, kind, code, parent, seq, text, unit, "
        "data_source_hint, is_verified) VALUES ((SELECT id FROM framework_version WHERE code = "
        "$1), $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (version_id, code) DO UPDATE SET "
        "kind = $2, parent = $4, seq = $5, text = $6, unit = $7, data_source_hint = $8, "
        "is_verified = $9 WHERE framework_item.is_edited = 0",
};
const struct sql_list framework_import_sql = SQL_LIST("framework_import", sql);

struct plan {
    struct import_job *job;
    struct import_table table;
    size_t *put; /* places in the table */
    size_t n;
    struct str version[FRAMEWORK_VERSIONS_MAX]; /* of the file, each once */
    size_t n_versions;
    struct str newest; /* with outcomes */
    struct str hash;
};

/* --- checking --- */

static bool stands_above(const struct import_table *t, struct str parent)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->item[i].field[F_CODE], parent))
            return true;
    return !parent.n;
}

static void check_twice(struct import_job *job, struct str file, const struct import_table *t,
                        size_t i)
{
    const struct import_line *at = &t->item[i];
    for (size_t k = 0; k < i; k++)
        if (str_eq(t->item[k].field[F_VERSION], at->field[F_VERSION]) &&
            str_eq_nocase(t->item[k].field[F_CODE], at->field[F_CODE]))
            import_fail(job, file, at->line, IMPORT_TWICE, column[F_CODE],
                        STR_ARG(at->field[F_CODE]), t->item[k].line);
}

static void check_line(struct import_job *job, struct str file, const struct import_table *t,
                       size_t i)
{
    const struct import_line *at = &t->item[i];
    const struct str *f = at->field;
    enum item_kind kind;
    int64_t seq = -1;
    if (!framework_item_code_is_right(f[F_CODE]))
        import_fail(job, file, at->line, IMPORT_BAD_ITEM, STR_ARG(f[F_CODE]));
    if (!framework_version_code_is_right(f[F_VERSION]))
        import_fail(job, file, at->line, IMPORT_BAD_VERSION, STR_ARG(f[F_VERSION]));
    if (!item_kind_from_name(f[F_KIND], &kind))
        import_fail(job, file, at->line, IMPORT_BAD_KIND, STR_ARG(f[F_KIND]));
    if (!str_to_i64(f[F_SEQ], &seq) || seq < 0 || seq > SEQ_MAX)
        import_fail(job, file, at->line, IMPORT_BAD_NUMBER, column[F_SEQ], STR_ARG(f[F_SEQ]),
                    (long long)SEQ_MAX);
    if (utf8_length(f[F_TEXT]) > FRAMEWORK_TEXT_CHARS)
        import_fail(job, file, at->line, IMPORT_LONG_TEXT, column[F_TEXT],
                    FRAMEWORK_TEXT_CHARS);
    if (!str_eq(f[F_VERIFIED], STR("yes")) && !str_eq(f[F_VERIFIED], STR("no")))
        import_fail(job, file, at->line, IMPORT_BAD_YES, STR_ARG(f[F_VERIFIED]));
    if (!stands_above(t, f[F_PARENT]))
        import_fail(job, file, at->line, IMPORT_NO_PARENT, STR_ARG(f[F_PARENT]));
    check_twice(job, file, t, i);
}

/* --- what is to be done --- */

static bool has_version(const struct plan *p, struct str code)
{
    for (size_t i = 0; i < p->n_versions; i++)
        if (str_eq(p->version[i], code))
            return true;
    return false;
}

static void collect_versions(struct plan *p)
{
    for (size_t i = 0; i < p->table.n; i++) {
        const struct str *f = p->table.item[i].field;
        if (!has_version(p, f[F_VERSION]) && p->n_versions < FRAMEWORK_VERSIONS_MAX)
            p->version[p->n_versions++] = f[F_VERSION];
        if (str_eq(f[F_KIND], str_from(item_kind_name(ITEM_OUTCOME))) &&
            str_cmp(f[F_VERSION], p->newest) > 0)
            p->newest = f[F_VERSION];
    }
}

static bool is_same(const struct framework_item *was, const struct str *f)
{
    int64_t seq = 0;
    return str_to_i64(f[F_SEQ], &seq) && was->seq == seq &&
           str_eq(str_from(item_kind_name(was->kind)), f[F_KIND]) &&
           str_eq(was->code, f[F_CODE]) && str_eq(was->parent, f[F_PARENT]) &&
           str_eq(was->text, f[F_TEXT]) && str_eq(was->unit, f[F_UNIT]) &&
           str_eq(was->data_source_hint, f[F_SOURCE]) &&
           was->is_verified == str_eq(f[F_VERIFIED], STR("yes"));
}

static void plan_item(struct plan *p, const struct import_line *at,
                      const struct framework_item *was)
{
    struct import_job *job = p->job;
    const struct str *f = at->field;
    bool is_same_text = was && str_eq(was->text, f[F_TEXT]);
    if (was && was->is_edited && !is_same_text)
        buf_printf(job->out, IMPORT_EDITED, FRAMEWORK_ITEM, STR_ARG(was->code), FRAMEWORK_TEXT,
                   STR_ARG(was->text), STR_ARG(f[F_TEXT]));
    if (was && (was->is_edited || is_same(was, f))) {
        job->n_unchanged++;
        return;
    }
    if (!was) {
        buf_printf(job->out, IMPORT_ADDED, FRAMEWORK_ITEM, STR_ARG(f[F_CODE]));
        job->n_added++;
    } else {
        if (!is_same_text)
            buf_printf(job->out, IMPORT_CHANGED, FRAMEWORK_ITEM, STR_ARG(f[F_CODE]),
                       FRAMEWORK_TEXT, STR_ARG(f[F_TEXT]), STR_ARG(was->text));
        job->n_changed++;
    }
    p->put[p->n++] = (size_t)(at - p->table.item);
}

/* Nothing is taken away; what the file has no more is said. */
static void say_left(struct plan *p, struct str version, const struct framework_items *stored)
{
    for (size_t i = 0; i < stored->n; i++) {
        bool is_there = stored->item[i].is_edited;
        for (size_t k = 0; k < p->table.n && !is_there; k++)
            is_there = str_eq(p->table.item[k].field[F_VERSION], version) &&
                       str_eq_nocase(p->table.item[k].field[F_CODE], stored->item[i].code);
        if (!is_there)
            buf_printf(p->job->out, IMPORT_LEFT, STR_ARG(version),
                       STR_ARG(stored->item[i].code));
    }
}

static enum err plan_version(struct plan *p, const struct framework_versions *known,
                             struct str code)
{
    const struct framework_version *v = framework_version_of(known, code);
    struct framework_items stored;
    enum err e = framework_items_load(p->job->db, p->job->arena, v ? v->id : 0, &stored);
    for (size_t i = 0; i < p->table.n && !e; i++) {
        const struct import_line *at = &p->table.item[i];
        if (str_eq(at->field[F_VERSION], code))
            plan_item(p, at, framework_item_of(&stored, at->field[F_CODE]));
    }
    if (!e)
        say_left(p, code, &stored);
    return e;
}

/* --- writing --- */

static struct str name_of(struct arena *a, struct str version)
{
    if (str_eq(version, STR("2022")))
        return STR(FRAMEWORK_NAME_2022);
    if (str_eq(version, STR("2023")))
        return STR(FRAMEWORK_NAME_2023);
    return str_printf(a, FRAMEWORK_NAME_OTHER, STR_ARG(version));
}

static enum err put_item(struct db *db, const struct str *f)
{
    int64_t seq = 0;
    return str_to_i64(f[F_SEQ], &seq)
               ? db_exec(db, sql[Q_PUT],
                         BINDS(bt(f[F_VERSION]), bt(f[F_KIND]), bt(f[F_CODE]), bt(f[F_PARENT]),
                               bi(seq), bt(f[F_TEXT]), bt(f[F_UNIT]), bt(f[F_SOURCE]),
                               bi(str_eq(f[F_VERIFIED], STR("yes")))))
               : ERR_INVALID;
}

static enum err apply(struct db *db, void *arg)
{
    const struct plan *p = arg;
    enum err e = OK;
    for (size_t i = 0; i < p->n_versions && !e; i++)
        e = db_exec(db, sql[Q_ADD_VERSION],
                    BINDS(bt(p->version[i]), bt(name_of(p->job->arena, p->version[i]))));
    for (size_t i = 0; i < p->n && !e; i++)
        e = put_item(db, p->table.item[p->put[i]].field);
    if (!e && p->newest.n)
        e = db_exec(db, sql[Q_CHOOSE], BINDS(bt(p->newest)));
    if (e)
        return e;
    struct str detail =
        str_printf(p->job->arena, "{\"hash\":\"%.*s\",\"rows\":%zu}", STR_ARG(p->hash), p->n);
    return store_record(db, &(struct store_record){ .actor = p->job->actor,
                                                    .action = STR("import.framework"),
                                                    .object_kind = STR("framework_version"),
                                                    .detail = detail,
                                                    .at_s = p->job->now_s });
}

static enum err plan_all(struct plan *p)
{
    struct framework_versions known;
    enum err e = framework_versions_load(p->job->db, p->job->arena, &known);
    collect_versions(p);
    for (size_t i = 0; i < p->n_versions && !e; i++)
        e = plan_version(p, &known, p->version[i]);
    return e;
}

enum err framework_import(struct import_job *job, const struct import_file *file)
{
    const struct import_columns columns = { column, F__N, F_PARENT };
    struct plan p = { .job = job, .put = arena_array(job->arena, ROWS_MAX, sizeof *p.put) };
    if (!p.put)
        return ERR_LIMIT;
    enum err e = import_table_read(job, file, &columns, ROWS_MAX, &p.table);
    for (size_t i = 0; i < p.table.n; i++)
        check_line(job, file->name, &p.table, i);
    if (e || job->n_errors)
        return e ? e : ERR_INVALID;
    e = plan_all(&p);
    if (e)
        return e;
    buf_printf(job->out, IMPORT_COUNTS, "framework", job->n_added, job->n_changed,
               job->n_removed, job->n_unchanged);
    struct hash h = hash_of(file->text);
    p.hash = hash_hex(job->arena, &h, 16);
    return job->dry_run || !p.n ? OK : store_write(job->store, apply, &p);
}
