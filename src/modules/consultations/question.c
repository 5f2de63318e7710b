/*
 * question.c: loading the form of a consultation.
 */
#include "modules/consultations/question.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation_words.h"

enum { Q_SECTIONS, Q_QUESTIONS, Q_PUBLIC };

/* clang-format off */
static const char *const sql[] = {
    [Q_SECTIONS] = "SELECT id, seq, title, intro, is_equality FROM question_section WHERE consultation_id = $1 "
                   "ORDER BY seq LIMIT $2",
    [Q_QUESTIONS] = "SELECT q.id, q.section_id, q.seq, q.type, coalesce(q.document_id, 0), q.paragraph, q.is_required, "
                    "coalesce(q.only_if, 0), q.only_if_options, q.outcome, q.wording, w.title, w.hint, w.body, w.options, "
                    "w.has_other, w.least, w.most FROM question_section s JOIN question q ON q.section_id = s.id "
                    "JOIN question_wording w ON w.question_id = q.id AND w.version = q.wording "
                    "WHERE s.consultation_id = $1 AND q.removed_at_s IS NULL ORDER BY s.seq, q.seq LIMIT $2",
    [Q_PUBLIC] = "SELECT question_id, 0, seq, type, coalesce(document_id, 0), paragraph, is_required, "
                 "coalesce(only_if, 0), only_if_options, '', wording, title, hint, body, options, has_other, least, most, "
                 "section, section_intro, is_equality FROM consultation_public_question WHERE consultation_id = $1 "
                 "ORDER BY seq LIMIT $2",
};
/* clang-format on */
const struct sql_list question_sql = SQL_LIST("question", sql);

static const struct {
    const char *name, *label;
} types[QUESTION_TYPE__MAX] = {
    [QUESTION_ONE] = { "one", QUESTION_TYPE_ONE },
    [QUESTION_SEVERAL] = { "several", QUESTION_TYPE_SEVERAL },
    [QUESTION_SCALE] = { "scale", QUESTION_TYPE_SCALE },
    [QUESTION_SHORT] = { "short", QUESTION_TYPE_SHORT },
    [QUESTION_LONG] = { "long", QUESTION_TYPE_LONG },
    [QUESTION_NUMBER] = { "number", QUESTION_TYPE_NUMBER },
    [QUESTION_DATE] = { "date", QUESTION_TYPE_DATE },
    [QUESTION_FILE] = { "file", QUESTION_TYPE_FILE },
    [QUESTION_INFORMATION] = { "information", QUESTION_TYPE_INFORMATION },
    [QUESTION_PARAGRAPH] = { "paragraph", QUESTION_TYPE_PARAGRAPH },
};

const char *question_type_name(enum question_type t)
{
    return types[t].name;
}

struct str question_type_label(enum question_type t)
{
    return str_from(types[t].label);
}

bool question_type_from(struct str name, enum question_type *out)
{
    for (enum question_type t = 0; t < QUESTION_TYPE__MAX; t++) {
        if (str_eq(name, str_from(types[t].name))) {
            *out = t;
            return true;
        }
    }
    return false;
}

/* --- loading --- */

static enum err load_sections(struct db *db, struct arena *a, struct question_form *f)
{
    f->section = arena_array(a, QUESTIONS_MAX, sizeof *f->section);
    if (!f->section)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_SECTIONS], BINDS(bi(f->consultation_id), bi(QUESTIONS_MAX)));
    while (db_row(s))
        f->section[f->n_sections++] = (struct question_section){ .id = db_i64(s, 0),
                                                                 .seq = db_i64(s, 1),
                                                                 .title = db_text(s, 2, a),
                                                                 .intro = db_text(s, 3, a),
                                                                 .is_equality = db_bool(s, 4) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

static enum err take_question(struct stmt *s, struct arena *a, struct question *q)
{
    *q = (struct question){ .id = db_i64(s, 0),
                            .section_id = db_i64(s, 1),
                            .seq = db_i64(s, 2),
                            .document_id = db_i64(s, 4),
                            .paragraph = db_i64(s, 5),
                            .is_required = db_bool(s, 6),
                            .only_if = db_i64(s, 7),
                            .only_if_options = db_text(s, 8, a),
                            .outcome = db_text(s, 9, a),
                            .wording = db_i64(s, 10),
                            .title = db_text(s, 11, a),
                            .hint = db_text(s, 12, a),
                            .body = db_text(s, 13, a),
                            .has_other = db_bool(s, 15),
                            .least = db_i64(s, 16),
                            .most = db_i64(s, 17) };
    if (!question_type_from(db_text(s, 3, a), &q->type))
        return ERR_INTERNAL;
    return question_options_read(a, db_text(s, 14, a), q);
}

static void take_section(struct question_form *f, struct question *q)
{
    for (size_t i = 0; i < f->n_sections; i++) {
        if (f->section[i].id == q->section_id) {
            q->section = i;
            q->is_equality = f->section[i].is_equality;
        }
    }
}

enum err question_form_load(struct db *db, struct arena *a, int64_t consultation_id,
                            struct question_form *out)
{
    *out = (struct question_form){ .consultation_id = consultation_id };
    enum err e = load_sections(db, a, out);
    out->question = arena_array(a, QUESTIONS_MAX, sizeof *out->question);
    if (e || !out->question)
        return e ? e : ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_QUESTIONS], BINDS(bi(consultation_id), bi(QUESTIONS_MAX)));
    while (!e && db_row(s)) {
        struct question *q = &out->question[out->n++];
        e = take_question(s, a, q);
        take_section(out, q);
    }
    return db_done(s, !e && arena_failed(a) ? ERR_LIMIT : e);
}

/* Sections of the public rows: a new one where its title changes. */
static void take_public_section(struct question_form *f, struct question *q, struct str title,
                                struct str intro)
{
    if (!f->n_sections || !str_eq(f->section[f->n_sections - 1].title, title)) {
        f->section[f->n_sections] = (struct question_section){
            .seq = (int64_t)f->n_sections + 1,
            .title = title,
            .intro = intro,
            .is_equality = q->is_equality,
        };
        f->n_sections++;
    }
    q->section = f->n_sections - 1;
}

enum err question_form_public(struct db *db, struct arena *a, int64_t consultation_id,
                              struct question_form *out)
{
    *out = (struct question_form){ .consultation_id = consultation_id };
    out->section = arena_array(a, QUESTIONS_MAX, sizeof *out->section);
    out->question = arena_array(a, QUESTIONS_MAX, sizeof *out->question);
    if (!out->question || !out->section)
        return ERR_LIMIT;
    enum err e = OK;
    struct stmt *s = db_query(db, sql[Q_PUBLIC], BINDS(bi(consultation_id), bi(QUESTIONS_MAX)));
    while (!e && db_row(s)) {
        struct question *q = &out->question[out->n++];
        e = take_question(s, a, q);
        q->is_equality = db_bool(s, 20);
        take_public_section(out, q, db_text(s, 18, a), db_text(s, 19, a));
    }
    return db_done(s, !e && arena_failed(a) ? ERR_LIMIT : e);
}

/* --- finding --- */

const struct question_section *question_section_of(const struct question_form *f, int64_t id)
{
    for (size_t i = 0; i < f->n_sections; i++)
        if (f->section[i].id == id)
            return &f->section[i];
    return NULL;
}

const struct question *question_find(const struct question_form *f, int64_t id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->question[i].id == id)
            return &f->question[i];
    return NULL;
}

const struct question *question_named(const struct question_form *f, struct str name)
{
    int64_t id = 0;
    if (name.n < 2 || name.p[0] != 'q' || !str_to_i64(str_sub(name, 1, name.n), &id))
        return NULL;
    return question_find(f, id);
}

struct str question_name(struct arena *a, const struct question *q)
{
    return str_printf(a, "q%lld", (long long)q->id);
}
