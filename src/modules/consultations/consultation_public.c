/*
 * consultation_public.c: the rows that everybody may read, made from the private ones.
 */
#include "modules/consultations/consultation_public.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/question.h"

#include <string.h>

enum {
    Q_PUT,
    Q_DROP_PARTNERSHIPS,
    Q_PUT_PARTNERSHIPS,
    Q_DROP_QUESTIONS,
    Q_PUT_QUESTION,
    Q_DROP_DOCUMENTS,
    Q_PUT_DOCUMENTS,
    Q_IS_PUBLIC,
    Q_CHANGE
};

/* clang-format off */
static const char *const sql[] = {
    [Q_PUT] = "INSERT INTO consultation_public (consultation_id, reference, slug, partnership_id, title, title_key, kind, "
              "summary, overview, why, next, areas, audiences, topics, outcomes, minutes, n_questions, opens_at_s, "
              "closes_at_s, first_closes_at_s, results_by, length_reason, contact_role, contact_email, contact_phone, "
              "post_address, other_ways, privacy, privacy_version, is_invited_only, published_at_s, changed_at_s, "
              "results_at_s, archived_at_s, withdrawn_at_s) "
              "SELECT id, reference, slug, partnership_id, title, $2, kind, iif($5, '', summary), iif($5, '', overview), "
              "iif($5, '', why), iif($5, '', next), areas, iif($5, '', audiences), iif($5, '', topics), "
              "iif($5, '', outcomes), $3, $4, opens_at_s, closes_at_s, coalesce(first_closes_at_s, closes_at_s), results_by, "
              "iif($5, '', length_reason), contact_role, contact_email, contact_phone, iif($5, '', post_address), "
              "iif($5, '', other_ways), iif($5, '', privacy), privacy_version, is_invited_only, published_at_s, changed_at_s, results_at_s, archived_at_s, "
              "CASE stage WHEN 'withdrawn' THEN changed_at_s END FROM consultation WHERE id = $1 "
              "ON CONFLICT (consultation_id) DO UPDATE SET slug = excluded.slug, "
              "partnership_id = excluded.partnership_id, title = excluded.title, title_key = excluded.title_key, "
              "kind = excluded.kind, summary = excluded.summary, overview = excluded.overview, why = excluded.why, "
              "next = excluded.next, areas = excluded.areas, audiences = excluded.audiences, topics = excluded.topics, "
              "outcomes = excluded.outcomes, minutes = excluded.minutes, n_questions = excluded.n_questions, "
              "opens_at_s = excluded.opens_at_s, closes_at_s = excluded.closes_at_s, "
              "first_closes_at_s = excluded.first_closes_at_s, results_by = excluded.results_by, "
              "length_reason = excluded.length_reason, contact_role = excluded.contact_role, "
              "contact_email = excluded.contact_email, contact_phone = excluded.contact_phone, "
              "post_address = excluded.post_address, other_ways = excluded.other_ways, privacy = excluded.privacy, "
              "privacy_version = excluded.privacy_version, is_invited_only = excluded.is_invited_only, "
              "changed_at_s = excluded.changed_at_s, results_at_s = excluded.results_at_s, "
              "archived_at_s = excluded.archived_at_s, "
              "withdrawn_at_s = coalesce(consultation_public.withdrawn_at_s, excluded.withdrawn_at_s)",
    [Q_DROP_PARTNERSHIPS] = "DELETE FROM consultation_public_partnership WHERE consultation_id = $1",
    [Q_PUT_PARTNERSHIPS] = "INSERT INTO consultation_public_partnership (partnership_id, consultation_id) "
                           "SELECT partnership_id, consultation_id FROM consultation_partnership "
                           "WHERE consultation_id = $1",
    [Q_DROP_QUESTIONS] = "DELETE FROM consultation_public_question WHERE consultation_id = $1",
    [Q_PUT_QUESTION] = "INSERT INTO consultation_public_question (question_id, consultation_id, seq, section, "
                       "section_intro, is_equality, type, document_id, paragraph, is_required, only_if, only_if_options, "
                       "title, hint, body, options, has_other, least, most, wording) VALUES ($1, $2, $3, $4, $5, $6, $7, "
                       "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    [Q_DROP_DOCUMENTS] = "DELETE FROM consultation_public_document WHERE consultation_id = $1",
    [Q_PUT_DOCUMENTS] = "INSERT INTO consultation_public_document (document_id, consultation_id, seq, kind, title, language, "
                        "of_document, body, url, n_pages, access_note, is_for_comment, replaced_by, file_code, file_name, "
                        "file_kind, file_bytes) "
                        "SELECT d.id, d.consultation_id, d.seq, d.kind, d.title, d.language, d.of_document, d.body, d.url, "
                        "d.n_pages, d.access_note, d.is_for_comment, d.replaced_by, coalesce(f.code, ''), "
                        "coalesce(d.title || '.' || f.kind, ''), coalesce(f.kind, ''), coalesce(f.n_bytes, 0) FROM consultation_document d "
                        "LEFT JOIN file f ON f.owner_kind = 'document' AND f.owner_id = d.id "
                        "WHERE d.consultation_id = $1 AND d.removed_at_s IS NULL ON CONFLICT DO NOTHING",
    [Q_IS_PUBLIC] = "SELECT is_invited_only FROM consultation_public WHERE consultation_id = $1",
    [Q_CHANGE] = "INSERT INTO consultation_change (consultation_id, kind, subject, old_value, new_value, reason, by_role, "
                 "changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
};
/* clang-format on */
const struct sql_list consultation_public_sql = SQL_LIST("consultation_public", sql);

static enum err put_question(struct db *db, struct arena *a, const struct question_form *form,
                             size_t i)
{
    const struct question *q = &form->question[i];
    const struct question_section *s = &form->section[q->section];
    return db_exec(
        db, sql[Q_PUT_QUESTION],
        BINDS(bi(q->id), bi(form->consultation_id), bi((int64_t)i + 1), bt(s->title),
              bt(s->intro), bi(s->is_equality), bt(str_from(question_type_name(q->type))),
              q->document_id ? bi(q->document_id) : bn(), bi(q->paragraph), bi(q->is_required),
              q->only_if ? bi(q->only_if) : bn(), bt(q->only_if_options), bt(q->title),
              bt(q->hint), bt(q->body), bt(question_options_text(a, q->option, q->n_options)),
              bi(q->has_other), bi(q->least), bi(q->most), bi(q->wording)));
}

/* None of an invited-only consultation: they are for those who were asked. */
static enum err put_questions(struct db *db, struct arena *a, const struct consultation *c,
                              const struct question_form *form)
{
    enum err e = db_exec(db, sql[Q_DROP_QUESTIONS], BINDS(bi(c->id)));
    for (size_t i = 0; !e && !c->is_invited_only && i < form->n; i++)
        e = put_question(db, a, form, i);
    return e;
}

static enum err put_rest(struct db *db, const struct consultation *c)
{
    enum err e = db_exec(db, sql[Q_DROP_PARTNERSHIPS], BINDS(bi(c->id)));
    if (!e)
        e = db_exec(db, sql[Q_PUT_PARTNERSHIPS], BINDS(bi(c->id)));
    if (!e)
        e = db_exec(db, sql[Q_DROP_DOCUMENTS], BINDS(bi(c->id)));
    return e || c->is_invited_only ? e : db_exec(db, sql[Q_PUT_DOCUMENTS], BINDS(bi(c->id)));
}

/* Of an invited-only one title, dates and whom to ask (security.md section 2). */
static enum err put_one(struct db *db, struct arena *a, const struct consultation *c,
                        const struct question_form *form)
{
    bool is_apart = c->is_invited_only;
    struct str words = is_apart
                           ? c->title
                           : str_printf(a, "%.*s %.*s", STR_ARG(c->title), STR_ARG(c->summary));
    int64_t minutes = c->minutes ? c->minutes : question_minutes(form);
    return db_exec(db, sql[Q_PUT],
                   BINDS(bi(c->id), bt(utf8_fold(a, words)), bi(is_apart ? 0 : minutes),
                         bi(is_apart ? 0 : (int64_t)question_count(form)), bi(is_apart)));
}

enum err consultation_public_renew(struct db *db, struct arena *a, int64_t consultation_id)
{
    struct consultation c;
    struct question_form form;
    enum err e = consultation_load(db, a, consultation_id, &c);
    if (e || !c.published_at_s)
        return e;
    e = question_form_load(db, a, c.id, &form);
    if (e)
        return e;
    e = put_one(db, a, &c, &form);
    if (!e)
        e = put_rest(db, &c);
    if (!e)
        e = put_questions(db, a, &c, &form);
    return !e && arena_failed(a) ? ERR_LIMIT : e;
}

/* Tells of dates and of its end, and holds no words of its questions and papers. */
static bool is_of_dates(const char *kind)
{
    static const char *const kinds[] = { "published", "extended", "results_published",
                                         "withdrawn", "archived" };
    size_t i = 0;
    while (i < sizeof kinds / sizeof *kinds && strcmp(kinds[i], kind) != 0)
        i++;
    return i < sizeof kinds / sizeof *kinds;
}

enum err consultation_change_note(struct db *db, const struct consultation_change *x)
{
    int64_t is_apart = 0;
    enum err e = db_one_i64(db, sql[Q_IS_PUBLIC], BINDS(bi(x->consultation_id)), &is_apart);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    struct consultation_change said = *x;
    if (is_apart && !is_of_dates(x->kind)) /* what was asked is for those who were asked */
        said.subject = said.old_value = said.new_value = said.reason = STR("");
    return db_exec(db, sql[Q_CHANGE],
                   BINDS(bi(said.consultation_id), bt(str_from(said.kind)), bt(said.subject),
                         bt(said.old_value), bt(said.new_value), bt(said.reason),
                         bt(said.by_role), bi(said.now_s)));
}
