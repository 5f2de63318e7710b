#include "modules/consultations/question_inside.h"
#include "modules/consultations/question_overtaken.h"
#include "modules/consultations/question_words.h"

enum {
    Q_LAST,
    Q_ADD,
    Q_CHANGE,
    Q_PLACE,
    Q_HAS_HIDDEN,
    Q_NEXT_SEQ,
    Q_HIDDEN,
    Q_REHOME,
    Q_REMOVE
};

/* clang-format off */
static const char *const sql[] = {
    [Q_LAST] = "SELECT coalesce(max(seq), 0) + 1 FROM question_section WHERE consultation_id = $1",
    [Q_ADD] = "INSERT INTO question_section (consultation_id, seq, title, intro, is_equality) VALUES ($1, $2, $3, $4, $5) "
              "RETURNING id",
    [Q_CHANGE] = "UPDATE question_section SET title = $3, intro = $4, is_equality = $5 WHERE id = $1 AND "
                 "consultation_id = $2",
    [Q_PLACE] = "UPDATE question_section SET seq = $2 WHERE id = $1",
    [Q_HAS_HIDDEN] = "SELECT 1 FROM question WHERE section_id = $1 LIMIT 1",
    [Q_NEXT_SEQ] = "SELECT coalesce(max(seq), 0) + 1 FROM question WHERE section_id = $1",
    [Q_HIDDEN] = "SELECT id FROM question WHERE section_id = $1 ORDER BY seq LIMIT 1",
    [Q_REHOME] = "UPDATE question SET section_id = $2, seq = $3 WHERE id = $1",
    [Q_REMOVE] = "DELETE FROM question_section WHERE id = $1 AND consultation_id = $2",
};
/* clang-format on */
const struct sql_list section_write_sql = SQL_LIST("section_write", sql);

static enum err end(struct db *db, struct question_write *w, const struct question_written *x,
                    struct question_said said)
{
    said.kind = STR("question_section");
    return question_write_end(db, w, x, &said);
}

enum err section_put(struct db *db, int64_t consultation_id, struct question_section *s)
{
    enum err e = db_one_i64(db, sql[Q_LAST], BINDS(bi(consultation_id)), &s->seq);
    return e ? e
             : db_one_i64(db, sql[Q_ADD],
                          BINDS(bi(consultation_id), bi(s->seq), bt(s->title), bt(s->intro),
                                bi(s->is_equality)),
                          &s->id);
}

enum err section_add_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    if (!e && x.form.n_sections >= SECTIONS_MAX)
        e = question_refuse(w, QUESTION_NO_ROOM, STR(""));
    if (!e)
        e = section_put(db, w->consultation_id, &w->section);
    return e ? e
             : end(db, w, &x,
                   (struct question_said){ .action = STR("question.add_section"),
                                           .id = w->section.id,
                                           .new = w->section.title });
}

enum err section_change_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    const struct question_section *s = &w->section;
    enum err e = question_write_begin(db, w, &x);
    const struct question_section *was = e ? NULL : question_section_of(&x.form, s->id);
    if (!was)
        return e ? e : ERR_NOT_FOUND;
    if (w->seen.n && !str_eq(w->seen, section_mark(w->arena, was))) {
        w->section_theirs = *was;
        return question_refuse(w, QUESTION_IS_OVERTAKEN, STR(""));
    }
    if (x.is_answered && s->is_equality != was->is_equality)
        return question_refuse(w, QUESTION_IS_KEPT_APART, STR(""));
    e = db_exec(db, sql[Q_CHANGE],
                BINDS(bi(s->id), bi(w->consultation_id), bt(s->title), bt(s->intro),
                      bi(s->is_equality)));
    return e ? e
             : end(db, w, &x,
                   (struct question_said){ .action = STR("question.change_section"),
                                           .id = s->id,
                                           .public_kind = "details_changed",
                                           .subject = STR(QUESTION_SECTION_SUBJECT),
                                           .old = was->title,
                                           .new = s->title });
}

enum err section_move_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    const struct question_section *s = e ? NULL : question_section_of(&x.form, w->section.id);
    if (!s)
        return e ? e : ERR_NOT_FOUND;
    size_t i = (size_t)(s - x.form.section);
    if (w->is_up ? i == 0 : i + 1 >= x.form.n_sections)
        return OK;
    const struct question_section *other = w->is_up ? s - 1 : s + 1;
    e = db_exec(db, sql[Q_PLACE], BINDS(bi(s->id), bi(-1)));
    if (!e)
        e = db_exec(db, sql[Q_PLACE], BINDS(bi(other->id), bi(s->seq)));
    if (!e)
        e = db_exec(db, sql[Q_PLACE], BINDS(bi(s->id), bi(other->seq)));
    if (!e)
        e = question_check_order(db, w);
    return e ? e
             : end(db, w, &x,
                   (struct question_said){ .action = STR("question.move_section"),
                                           .id = s->id,
                                           .old = s->title,
                                           .new = s->title });
}

/* Hidden questions keep their answers: they go to another section. */
static enum err rehome(struct db *db, int64_t from, int64_t to)
{
    int64_t id, seq = 0;
    enum err e = OK;
    while (!e && (e = db_one_i64(db, sql[Q_HIDDEN], BINDS(bi(from)), &id)) == OK) {
        e = db_one_i64(db, sql[Q_NEXT_SEQ], BINDS(bi(to)), &seq);
        if (!e)
            e = db_exec(db, sql[Q_REHOME], BINDS(bi(id), bi(to), bi(seq)));
    }
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err section_remove_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    int64_t one;
    enum err e = question_write_begin(db, w, &x);
    const struct question_section *s = e ? NULL : question_section_of(&x.form, w->section.id);
    if (!s)
        return e ? e : ERR_NOT_FOUND;
    for (size_t i = 0; i < x.form.n; i++)
        if (x.form.question[i].section_id == s->id)
            return question_refuse(w, SECTION_NOT_EMPTY, STR(""));
    e = db_one_i64(db, sql[Q_HAS_HIDDEN], BINDS(bi(s->id)), &one);
    if (e == ERR_NOT_FOUND)
        e = OK;
    else if (!e && x.form.n_sections < 2)
        e = question_refuse(w, SECTION_NOT_EMPTY, STR(""));
    else if (!e)
        e = rehome(db, s->id, x.form.section[s == x.form.section ? 1 : 0].id);
    if (!e)
        e = db_exec(db, sql[Q_REMOVE], BINDS(bi(s->id), bi(w->consultation_id)));
    return e ? e
             : end(db, w, &x,
                   (struct question_said){ .action = STR("question.remove_section"),
                                           .id = s->id,
                                           .old = s->title });
}
