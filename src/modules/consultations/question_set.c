#include "modules/consultations/question_set.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/question_inside.h"

enum { Q_ALL, Q_ITEMS, Q_COUNT, Q_ADD, Q_ADD_ITEM, Q_DROP_ITEMS, Q_DROP };

/* clang-format off */
static const char *const sql[] = {
    [Q_ALL] = "SELECT s.id, s.name, s.note, s.is_equality, (SELECT count(*) FROM question_set_item i WHERE i.set_id = s.id) "
              "FROM question_set s WHERE s.partnership_id = $1 ORDER BY s.name, s.id LIMIT $2",
    [Q_ITEMS] = "SELECT seq, section, type, is_required, only_if_seq, only_if_options, outcome, title, hint, body, options, "
                "has_other, least, most FROM question_set_item WHERE set_id = $1 ORDER BY seq LIMIT $2",
    [Q_COUNT] = "SELECT count(*) FROM question_set WHERE partnership_id = $1",
    [Q_ADD] = "INSERT INTO question_set (partnership_id, name, note, is_equality, made_at_s) VALUES ($1, $2, $3, $4, $5) "
              "RETURNING id",
    [Q_ADD_ITEM] = "INSERT INTO question_set_item (set_id, seq, section, type, is_required, only_if_seq, only_if_options, "
                   "outcome, title, hint, body, options, has_other, least, most) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                   "$10, $11, $12, $13, $14, $15)",
    [Q_DROP_ITEMS] = "DELETE FROM question_set_item WHERE set_id = $1",
    [Q_DROP] = "DELETE FROM question_set WHERE id = $1 AND partnership_id = $2",
};
/* clang-format on */
const struct sql_list question_set_sql = SQL_LIST("question_set", sql);

enum err question_sets_load(struct db *db, struct arena *a, int64_t partnership_id,
                            struct question_set out[QUESTION_SETS_MAX], size_t *n)
{
    *n = question_set_ours(out, QUESTION_SETS_MAX);
    struct stmt *s = db_query(db, sql[Q_ALL], BINDS(bi(partnership_id), bi(QUESTION_SETS_MAX)));
    while (*n < QUESTION_SETS_MAX && db_row(s)) {
        out[*n] = (struct question_set){ .id = db_i64(s, 0),
                                         .name = db_text(s, 1, a),
                                         .note = db_text(s, 2, a),
                                         .is_equality = db_bool(s, 3),
                                         .n_questions = db_i64(s, 4) };
        out[*n].key = str_printf(a, "%lld", (long long)out[*n].id);
        (*n)++;
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err question_set_find(struct db *db, struct arena *a, int64_t partnership_id,
                           struct str key, struct question_set *out)
{
    size_t n = 0;
    struct question_set *all = arena_array(a, QUESTION_SETS_MAX, sizeof *all);
    enum err e = all ? question_sets_load(db, a, partnership_id, all, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++)
        if (str_eq(all[i].key, key)) {
            *out = all[i];
            return OK;
        }
    return e ? e : ERR_NOT_FOUND;
}

/* --- a set as a form of its own: ids are the places of its questions --- */

static enum err take_item(struct stmt *s, struct arena *a, struct question_form *f,
                          bool is_equality)
{
    struct str section = db_text(s, 1, a);
    size_t last = f->n_sections ? f->n_sections - 1 : 0;
    if (f->n >= QUESTIONS_MAX || f->n_sections >= SECTIONS_MAX)
        return OK;
    if (!f->n_sections || !str_eq(f->section[last].title, section))
        f->section[f->n_sections++] =
            (struct question_section){ .title = section, .is_equality = is_equality };
    struct question *q = &f->question[f->n++];
    *q = (struct question){ .id = db_i64(s, 0),
                            .section = f->n_sections - 1,
                            .is_required = db_bool(s, 3),
                            .only_if = db_i64(s, 4),
                            .only_if_options = db_text(s, 5, a),
                            .outcome = db_text(s, 6, a),
                            .title = db_text(s, 7, a),
                            .hint = db_text(s, 8, a),
                            .body = db_text(s, 9, a),
                            .has_other = db_bool(s, 11),
                            .least = db_i64(s, 12),
                            .most = db_i64(s, 13) };
    if (!question_type_from(db_text(s, 2, a), &q->type))
        return ERR_INTERNAL;
    return question_options_read(a, db_text(s, 10, a), q);
}

static enum err load_set(struct db *db, struct question_set_write *x, struct question_form *f)
{
    struct arena *a = x->w.arena;
    if (!x->set.id)
        return question_set_ours_form(a, x->set.key, &x->outcomes, f);
    *f = (struct question_form){ .section = arena_array(a, SECTIONS_MAX, sizeof *f->section),
                                 .question =
                                     arena_array(a, QUESTIONS_MAX, sizeof *f->question) };
    enum err e = f->section && f->question ? OK : ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_ITEMS], BINDS(bi(x->set.id), bi(QUESTIONS_MAX)));
    while (!e && db_row(s))
        e = take_item(s, a, f, x->set.is_equality);
    return db_done(s, e);
}

enum err question_set_add_fn(struct db *db, void *question_set_write)
{
    struct question_set_write *x = question_set_write;
    struct question_written written;
    struct question_form f;
    struct question_set found = { 0 };
    enum err e = question_write_begin(db, &x->w, &written);
    if (!e)
        e = question_set_find(db, x->w.arena, x->partnership_id, x->set.key, &found);
    if (!e) {
        x->set = found;
        e = load_set(db, x, &f);
    }
    if (!e && (written.form.n + f.n > QUESTIONS_MAX ||
               written.form.n_sections + f.n_sections > SECTIONS_MAX))
        e = question_refuse(&x->w, QUESTION_NO_ROOM, STR(""));
    if (!e)
        e = question_put_form(
            db, x->w.arena, &f,
            &(struct question_place){ x->w.consultation_id, 0, x->w.act.now_s });
    return e ? e
             : question_write_end(db, &x->w, &written,
                                  &(struct question_said){ .action = STR("question.add_set"),
                                                           .kind = STR("question_set"),
                                                           .id = x->set.id,
                                                           .public_kind = "question_changed",
                                                           .new = x->set.name });
}

/* --- saving --- */

static bool is_saved(const struct question_set_write *x, const struct question *q)
{
    if (q->type == QUESTION_PARAGRAPH)
        return false;
    return x->section_id ? q->section_id == x->section_id : !q->is_equality;
}

static enum err save_items(struct db *db, struct question_set_write *x,
                           const struct question_form *f)
{
    enum err e = OK;
    int64_t *seq = arena_array(x->w.arena, f->n + 1, sizeof *seq), n = 0;
    for (size_t i = 0; seq && i < f->n && !e; i++) {
        const struct question *q = &f->question[i];
        int64_t from = 0;
        if (!is_saved(x, q))
            continue;
        seq[i] = ++n;
        for (size_t k = 0; k < i; k++)
            from = f->question[k].id == q->only_if ? seq[k] : from;
        e = db_exec(db, sql[Q_ADD_ITEM],
                    BINDS(bi(x->set.id), bi(n), bt(f->section[q->section].title),
                          bt(str_from(question_type_name(q->type))), bi(q->is_required),
                          bi(from), bt(from ? q->only_if_options : (struct str){ NULL, 0 }),
                          bt(q->outcome), bt(q->title), bt(q->hint), bt(q->body),
                          bt(question_options_text(x->w.arena, q->option, q->n_options)),
                          bi(q->has_other), bi(q->least), bi(q->most)));
    }
    return !seq ? ERR_LIMIT : e;
}

static enum err record_set(struct db *db, const struct question_set_write *x, struct str action)
{
    struct change change;
    change_begin(&change);
    change_text(&change, "name", STR(""), x->set.name);
    change_of_partnership(&change, x->partnership_id);
    return change_record(db, &change, &x->w.act,
                         &(struct change_of){ action, STR("question_set"), x->set.id });
}

enum err question_set_save_fn(struct db *db, void *question_set_write)
{
    struct question_set_write *x = question_set_write;
    struct question_form f;
    int64_t n = 0, n_items = 0;
    enum err e = question_form_load(db, x->w.arena, x->w.consultation_id, &f);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(x->partnership_id)), &n);
    if (!e && n >= QUESTION_SETS_MAX - 10)
        e = ERR_TOO_MANY;
    x->set.is_equality = false;
    for (size_t i = 0; i < f.n && !e; i++) {
        n_items += is_saved(x, &f.question[i]);
        if (is_saved(x, &f.question[i]) && f.question[i].is_equality)
            x->set.is_equality = true;
    }
    x->has_no_questions = !e && !n_items;
    if (x->has_no_questions)
        e = ERR_CONFLICT;
    if (!e)
        e = db_one_i64(db, sql[Q_ADD],
                       BINDS(bi(x->partnership_id), bt(x->set.name), bt(x->set.note),
                             bi(x->set.is_equality), bi(x->w.act.now_s)),
                       &x->set.id);
    if (!e)
        e = save_items(db, x, &f);
    return e ? e : record_set(db, x, STR("question.save_set"));
}

enum err question_set_remove_fn(struct db *db, void *question_set_write)
{
    struct question_set_write *x = question_set_write;
    struct question_set found;
    enum err e = question_set_find(db, x->w.arena, x->partnership_id, x->set.key, &found);
    if (e || !found.id)
        return e ? e : ERR_NOT_FOUND;
    x->set = found;
    e = db_exec(db, sql[Q_DROP_ITEMS], BINDS(bi(found.id)));
    if (!e)
        e = db_exec(db, sql[Q_DROP], BINDS(bi(found.id), bi(x->partnership_id)));
    return e ? e : record_set(db, x, STR("question.remove_set"));
}
