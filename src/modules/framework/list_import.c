#include "modules/framework/list_import.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "modules/framework/framework_words.h"
#include "modules/framework/list.h"
#include "modules/work/import_table.h"
#include "modules/work/import_words.h"

#define LISTS_MAX 8 /* list_names */
#define ROWS_MAX (LISTS_MAX * LIST_WORDS_MAX)

enum { L_LIST, L_CODE, L_LABEL, L__N };
static const char *const column[L__N] = { "list", "code", "label" };

enum { Q_PUT };

static const char *const sql[] = {
    [Q_PUT] = "INSERT INTO list_word (list, code, label, seq, is_retired, is_edited) VALUES "
              "($1, $2, $3, $4, $5, 0) ON CONFLICT (list, code) DO UPDATE SET label = $3, "
              "seq = $4, is_retired = $5",
};
const struct sql_list list_import_sql = SQL_LIST("list_import", sql);

struct put {
    struct str list;
    struct list_word word;
};

struct plan {
    struct import_job *job;
    struct import_table table;
    struct put *put;
    size_t n;
    struct str hash;
};

/* --- checking --- */

static bool is_code(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= LIST_CODE_CHARS;
}

static void check_line(struct import_job *job, struct str file, const struct import_table *t,
                       size_t i)
{
    const struct import_line *at = &t->item[i];
    if (!list_is_known(at->field[L_LIST]))
        import_fail(job, file, at->line, IMPORT_BAD_LIST, STR_ARG(at->field[L_LIST]));
    if (!is_code(at->field[L_CODE]))
        import_fail(job, file, at->line, IMPORT_BAD_WORD, STR_ARG(at->field[L_CODE]));
    if (utf8_length(at->field[L_LABEL]) > LIST_LABEL_CHARS)
        import_fail(job, file, at->line, IMPORT_LONG_TEXT, column[L_LABEL], LIST_LABEL_CHARS);
    for (size_t k = 0; k < i; k++)
        if (str_eq(t->item[k].field[L_LIST], at->field[L_LIST]) &&
            str_eq(t->item[k].field[L_CODE], at->field[L_CODE]))
            import_fail(job, file, at->line, IMPORT_TWICE, column[L_CODE],
                        STR_ARG(at->field[L_CODE]), t->item[k].line);
}

/* --- what is to be done --- */

static bool is_edited_list(const struct list_words *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (words->item[i].is_edited)
            return true;
    return false;
}

static void put(struct plan *p, struct str list, const struct list_word *word)
{
    p->put[p->n++] = (struct put){ list, *word };
}

static void plan_stored(struct plan *p, struct str list, const struct list_word *was,
                        const struct list_word *wanted)
{
    struct import_job *job = p->job;
    bool is_same_label = str_eq(was->label, wanted->label);
    if (was->is_edited && !is_same_label)
        buf_printf(job->out, IMPORT_EDITED, FRAMEWORK_WORD, STR_ARG(was->code), FRAMEWORK_LABEL,
                   STR_ARG(was->label), STR_ARG(wanted->label));
    if (was->is_edited || (is_same_label && was->seq == wanted->seq && !was->is_retired)) {
        job->n_unchanged++;
        return;
    }
    if (!is_same_label)
        buf_printf(job->out, IMPORT_CHANGED, FRAMEWORK_WORD, STR_ARG(was->code),
                   FRAMEWORK_LABEL, STR_ARG(wanted->label), STR_ARG(was->label));
    job->n_changed++;
    put(p, list, wanted);
}

static void plan_new(struct plan *p, struct str list, const struct list_word *wanted)
{
    buf_printf(p->job->out, IMPORT_ADDED, FRAMEWORK_WORD, STR_ARG(wanted->code));
    p->job->n_added++;
    put(p, list, wanted);
}

/* Words of the list that the file has no more. */
static void plan_retired(struct plan *p, struct str list, const struct list_words *stored)
{
    for (size_t i = 0; i < stored->n; i++) {
        struct list_word word = stored->item[i];
        bool is_there = word.is_edited || word.is_retired;
        for (size_t k = 0; k < p->table.n && !is_there; k++)
            is_there = str_eq(p->table.item[k].field[L_LIST], list) &&
                       str_eq(p->table.item[k].field[L_CODE], word.code);
        if (is_there)
            continue;
        buf_printf(p->job->out, IMPORT_RETIRED, STR_ARG(word.code));
        p->job->n_removed++;
        word.is_retired = true;
        put(p, list, &word);
    }
}

static enum err plan_list(struct plan *p, struct str file, const char *name)
{
    struct list_words stored;
    struct str list = str_from(name);
    enum err e = list_load(p->job->db, p->job->arena, name, &stored);
    bool keeps_order = !e && is_edited_list(&stored);
    size_t n_new = 0;
    int64_t seq = 0, last = stored.n ? stored.item[stored.n - 1].seq : 0;
    for (size_t i = 0; i < p->table.n && !e; i++) {
        const struct str *field = p->table.item[i].field;
        if (!str_eq(field[L_LIST], list))
            continue;
        const struct list_word *was = list_word_of(&stored, field[L_CODE]);
        struct list_word wanted = { .code = field[L_CODE], .label = field[L_LABEL] };
        seq++;
        wanted.seq = !keeps_order ? seq : was ? was->seq : ++last;
        if (was)
            plan_stored(p, list, was, &wanted);
        else
            plan_new(p, list, &wanted);
        n_new += !was;
    }
    if (!e && seq)
        plan_retired(p, list, &stored);
    if (stored.n + n_new <= LIST_WORDS_MAX)
        return e;
    import_fail(p->job, file, 0, IMPORT_LONG_LIST, name, LIST_WORDS_MAX);
    return ERR_INVALID;
}

/* --- writing --- */

static enum err apply(struct db *db, void *arg)
{
    const struct plan *p = arg;
    for (size_t i = 0; i < p->n; i++) {
        const struct list_word *word = &p->put[i].word;
        enum err e = db_exec(db, sql[Q_PUT],
                             BINDS(bt(p->put[i].list), bt(word->code), bt(word->label),
                                   bi(word->seq), bi(word->is_retired)));
        if (e)
            return e;
    }
    struct str detail =
        str_printf(p->job->arena, "{\"hash\":\"%.*s\",\"rows\":%zu}", STR_ARG(p->hash), p->n);
    return store_record(db, &(struct store_record){ .actor = p->job->actor,
                                                    .action = STR("import.lists"),
                                                    .object_kind = STR("list_word"),
                                                    .detail = detail,
                                                    .at_s = p->job->now_s });
}

enum err list_import(struct import_job *job, const struct import_file *file)
{
    const struct import_columns columns = { column, L__N, L__N };
    struct plan p = { .job = job,
                      .put = arena_array(job->arena, 2 * ROWS_MAX, sizeof(struct put)) };
    if (!p.put)
        return ERR_LIMIT;
    enum err e = import_table_read(job, file, &columns, ROWS_MAX, &p.table);
    for (size_t i = 0; i < p.table.n; i++)
        check_line(job, file->name, &p.table, i);
    if (e || job->n_errors)
        return e ? e : ERR_INVALID;
    for (size_t i = 0; list_names[i] && !e; i++)
        e = plan_list(&p, file->name, list_names[i]);
    if (e)
        return e;
    buf_printf(job->out, IMPORT_COUNTS, "lists", job->n_added, job->n_changed, job->n_removed,
               job->n_unchanged);
    struct hash h = hash_of(file->text);
    p.hash = hash_hex(job->arena, &h, 16);
    return job->dry_run || !p.n ? OK : store_write(job->store, apply, &p);
}
