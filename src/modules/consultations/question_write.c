#include "modules/consultations/question_write.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/consultation_public.h"
#include "modules/consultations/question_inside.h"
#include "modules/consultations/question_overtaken.h"
#include "modules/consultations/question_words.h"

#define WORDS_BYTES ((size_t)64 * 1024)

enum { Q_ADD, Q_WORDING, Q_REWORD, Q_CHANGE, Q_PLACE, Q_LAST, Q_REMOVE, Q_CHOSEN, Q_ANSWERED };

/* clang-format off */
static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO question (consultation_id, section_id, seq, type, document_id, paragraph, is_required, only_if, "
              "only_if_options, outcome, wording) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) RETURNING id",
    [Q_WORDING] = "INSERT INTO question_wording (question_id, version, title, hint, body, options, has_other, least, most, "
                  "reason, made_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    [Q_REWORD] = "UPDATE question_wording SET title = $3, hint = $4, body = $5, options = $6, has_other = $7, least = $8, "
                 "most = $9 WHERE question_id = $1 AND version = $2",
    [Q_CHANGE] = "UPDATE question SET type = $3, is_required = $4, only_if = $5, only_if_options = $6, outcome = $7, "
                 "wording = $8 WHERE id = $1 AND consultation_id = $2",
    [Q_PLACE] = "UPDATE question SET section_id = $2, seq = $3 WHERE id = $1",
    [Q_LAST] = "SELECT coalesce(max(seq), 0) + 1 FROM question WHERE section_id = $1",
    [Q_REMOVE] = "UPDATE question SET removed_at_s = $3 WHERE id = $1 AND consultation_id = $2",
    [Q_CHOSEN] = "SELECT 1 FROM answer WHERE question_id = $1 AND ';' || value || ';' LIKE $2 UNION ALL "
                 "SELECT 1 FROM equality_answer WHERE question_id = $1 AND ';' || value || ';' LIKE $2 LIMIT 1",
    [Q_ANSWERED] = "SELECT 1 FROM response WHERE consultation_id = $1 AND is_live = 1 LIMIT 1",
};
/* clang-format on */
const struct sql_list question_write_sql = SQL_LIST("question_write", sql);

/* --- what is there --- */

bool question_has_responses(struct db *db, int64_t consultation_id)
{
    int64_t one;
    return db_one_i64(db, sql[Q_ANSWERED], BINDS(bi(consultation_id)), &one) != ERR_NOT_FOUND;
}

bool question_option_is_chosen(struct db *db, struct arena *a, int64_t question_id,
                               struct str code)
{
    int64_t one;
    struct str like = str_printf(a, "%%;%.*s;%%", STR_ARG(code));
    return db_one_i64(db, sql[Q_CHOSEN], BINDS(bi(question_id), bt(like)), &one) !=
           ERR_NOT_FOUND;
}

enum err question_refuse(struct question_write *w, enum question_refusal why, struct str which)
{
    w->refused = why;
    w->which = which;
    return ERR_CONFLICT;
}

enum err question_write_begin(struct db *db, struct question_write *w,
                              struct question_written *x)
{
    w->refused = QUESTION_WRITTEN;
    enum err e = consultation_load(db, w->arena, w->consultation_id, &x->consultation);
    if (!e && x->consultation.published_at_s &&
        consultation_state(&x->consultation, w->act.now_s) >= CONSULTATION_CLOSED)
        e = question_refuse(w, QUESTION_IS_CLOSED, STR(""));
    if (!e)
        e = question_form_load(db, w->arena, w->consultation_id, &x->form);
    x->is_answered = !e && question_has_responses(db, w->consultation_id);
    return e;
}

enum err question_check_order(struct db *db, struct question_write *w)
{
    struct question_form f;
    enum err e = question_form_load(db, w->arena, w->consultation_id, &f);
    for (size_t i = 0; i < f.n && !e; i++) {
        bool is_after = !f.question[i].only_if;
        for (size_t k = 0; k < i && !is_after; k++)
            is_after = f.question[k].id == f.question[i].only_if;
        bool is_gone = !question_find(&f, f.question[i].only_if);
        if (!is_after && !is_gone)
            e = question_refuse(w, QUESTION_OUT_OF_ORDER, f.question[i].title);
    }
    return e;
}

enum err question_write_end(struct db *db, struct question_write *w,
                            const struct question_written *x, const struct question_said *said)
{
    struct change change;
    enum err e = consultation_public_renew(db, w->arena, w->consultation_id);
    if (!e && said->public_kind)
        e = consultation_change_note(
            db, &(struct consultation_change){ .consultation_id = w->consultation_id,
                                               .kind = said->public_kind,
                                               .subject = said->subject,
                                               .old_value = said->old,
                                               .new_value = said->new,
                                               .reason = w->reason,
                                               .by_role = w->by_role,
                                               .now_s = w->act.now_s });
    if (!e)
        e = consultation_ask_again(db, w->arena, w->consultation_id, &w->act);
    if (e)
        return e;
    change_begin(&change);
    change_new_i64(&change, "consultation", w->consultation_id);
    change_of_partnership(&change, x->consultation.partnership_id);
    change_text(&change, "reason", STR(""), w->reason);
    change_text(&change, "words", said->old, said->new);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ said->action, said->kind, said->id });
}

/* --- rows --- */

static struct bind number_or_null(int64_t id)
{
    return id ? bi(id) : bn();
}

static enum err insert_words(struct db *db, struct arena *a, const struct question *q,
                             struct str reason, int64_t now_s)
{
    return db_exec(db, sql[Q_WORDING],
                   BINDS(bi(q->id), bi(q->wording), bt(q->title), bt(q->hint), bt(q->body),
                         bt(question_options_text(a, q->option, q->n_options)),
                         bi(q->has_other), bi(q->least), bi(q->most), bt(reason), bi(now_s)));
}

enum err question_put(struct db *db, struct arena *a, struct question *q,
                      const struct question_place *at)
{
    q->section_id = at->section_id;
    q->wording = 1;
    enum err e = db_one_i64(db, sql[Q_LAST], BINDS(bi(at->section_id)), &q->seq);
    if (!e)
        e = db_one_i64(db, sql[Q_ADD],
                       BINDS(bi(at->consultation_id), bi(at->section_id), bi(q->seq),
                             bt(str_from(question_type_name(q->type))),
                             number_or_null(q->document_id), bi(q->paragraph),
                             bi(q->is_required), number_or_null(q->only_if),
                             bt(q->only_if_options), bt(q->outcome)),
                       &q->id);
    return e ? e : insert_words(db, a, q, STR(""), at->now_s);
}

enum err question_put_words(struct db *db, struct arena *a, struct question *q,
                            struct str reason, int64_t now_s)
{
    if (reason.n) {
        q->wording++;
        return insert_words(db, a, q, reason, now_s);
    }
    return db_exec(db, sql[Q_REWORD],
                   BINDS(bi(q->id), bi(q->wording), bt(q->title), bt(q->hint), bt(q->body),
                         bt(question_options_text(a, q->option, q->n_options)),
                         bi(q->has_other), bi(q->least), bi(q->most)));
}

/* --- adding --- */

static struct str subject_of(struct question_write *w, const struct question_form *f,
                             const struct question *q)
{
    size_t n = question_number(f, q);
    return n ? str_printf(w->arena, QUESTION_SUBJECT, n) : str_dup(w->arena, q->title);
}

enum err question_add_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    if (!e && !question_section_of(&x.form, w->q.section_id))
        e = ERR_NOT_FOUND;
    if (!e && x.form.n >= QUESTIONS_MAX)
        e = question_refuse(w, QUESTION_NO_ROOM, STR(""));
    if (!e)
        e = question_put(
            db, w->arena, &w->q,
            &(struct question_place){ w->consultation_id, w->q.section_id, w->act.now_s });
    if (!e)
        e = question_check_order(db, w);
    if (!e)
        e = question_form_load(db, w->arena, w->consultation_id, &x.form);
    const struct question *q = e ? NULL : question_find(&x.form, w->q.id);
    if (e || !q)
        return e ? e : ERR_INTERNAL;
    return question_write_end(db, w, &x,
                              &(struct question_said){ .action = STR("question.add"),
                                                       .kind = STR("question"),
                                                       .id = q->id,
                                                       .public_kind = "question_changed",
                                                       .subject = subject_of(w, &x.form, q),
                                                       .new = q->title });
}

/* --- changing --- */

/* All the words of a question, to be compared and shown: title, hint, text, answers offered. */
static struct str all_words(struct arena *a, const struct question *q)
{
    struct buf *b = buf_in(a, WORDS_BYTES);
    buf_str(b, q->title);
    const struct str more[] = { q->hint, q->body };
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        if (more[i].n)
            buf_char(b, '\n');
        buf_str(b, more[i]);
    }
    for (size_t i = 0; i < q->n_options; i++) {
        const struct question_option *o = &q->option[i];
        buf_lit(b, "\n- ");
        buf_str(b, o->label.n ? o->label : o->code);
    }
    if (q->has_other)
        buf_lit(b, "\n- " QUESTION_OTHER_LABEL);
    return buf_view(b);
}

static bool has_option(const struct question *q, const struct question_option *o)
{
    const struct question_option *same = question_option_of(q, o->code);
    return same && str_eq(same->label, o->label);
}

/* What answers rest on may not move under them. section: in which it is to stand; answers to
 * equality questions lie elsewhere than others. */
static enum err check_frozen(struct db *db, struct question_write *w,
                             const struct question *was, const struct question_section *section)
{
    const struct question *q = &w->q;
    if (section->is_equality != was->is_equality)
        return question_refuse(w, QUESTION_IS_KEPT_APART, STR(""));
    if (q->type != was->type || q->is_required != was->is_required ||
        q->only_if != was->only_if || !str_eq(q->only_if_options, was->only_if_options))
        return question_refuse(w, QUESTION_IS_FROZEN, STR(""));
    for (size_t i = 0; i < was->n_options; i++)
        if (!has_option(q, &was->option[i]) &&
            question_option_is_chosen(db, w->arena, was->id, was->option[i].code))
            return question_refuse(w, QUESTION_OPTION_CHOSEN, was->option[i].label);
    if (was->has_other && !q->has_other &&
        question_option_is_chosen(db, w->arena, was->id, STR("other")))
        return question_refuse(w, QUESTION_OPTION_CHOSEN, STR(QUESTION_OTHER_LABEL));
    return OK;
}

static bool offers_code(const struct question *q, struct str code)
{
    return question_option_of(q, code) || (q->has_other && str_eq(code, STR("other")));
}

/* Every option that another question asks for must still be offered. */
static enum err check_needed(struct question_write *w, const struct question_form *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct question *other = &f->question[i];
        struct str codes = other->only_if_options, code;
        if (other->only_if != w->q.id)
            continue;
        while (str_cut(&codes, ';', &code))
            if (!offers_code(&w->q, code))
                return question_refuse(w, QUESTION_IS_NEEDED, other->title);
    }
    return OK;
}

static enum err write_question(struct db *db, struct question_write *w,
                               const struct question *was, bool are_words_new)
{
    struct question *q = &w->q;
    enum err e = OK;
    q->wording = was->wording;
    if (are_words_new)
        e = question_put_words(db, w->arena, q, w->reason, w->act.now_s);
    if (!e)
        e = db_exec(db, sql[Q_CHANGE],
                    BINDS(bi(q->id), bi(w->consultation_id),
                          bt(str_from(question_type_name(q->type))), bi(q->is_required),
                          number_or_null(q->only_if), bt(q->only_if_options), bt(q->outcome),
                          bi(q->wording)));
    int64_t seq = was->seq;
    if (!e && q->section_id != was->section_id) {
        e = db_one_i64(db, sql[Q_LAST], BINDS(bi(q->section_id)), &seq);
        if (!e)
            e = db_exec(db, sql[Q_PLACE], BINDS(bi(q->id), bi(q->section_id), bi(seq)));
    }
    return e ? e : question_check_order(db, w);
}

enum err question_check_seen(struct question_write *w, const struct question *was)
{
    if (!w->seen.n || str_eq(w->seen, question_mark(w->arena, was)))
        return OK;
    w->theirs = *was;
    return question_refuse(w, QUESTION_IS_OVERTAKEN, STR(""));
}

enum err question_change_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    const struct question *was = e ? NULL : question_find(&x.form, w->q.id);
    const struct question_section *section =
        was ? question_section_of(&x.form, w->q.section_id) : NULL;
    if (!section)
        return e ? e : ERR_NOT_FOUND;
    e = question_check_seen(w, was);
    if (e)
        return e;
    struct str old = all_words(w->arena, was), new = all_words(w->arena, &w->q);
    bool is_reworded = !str_eq(old, new) || w->q.least != was->least || w->q.most != was->most;
    if (x.is_answered)
        e = check_frozen(db, w, was, section);
    else
        w->reason = STR("");
    if (!e)
        e = check_needed(w, &x.form);
    if (!e && x.is_answered && is_reworded && !w->reason.n)
        e = question_refuse(w, QUESTION_NEEDS_REASON, STR(""));
    if (!e)
        e = write_question(db, w, was, is_reworded);
    return e ? e
             : question_write_end(db, w, &x,
                                  &(struct question_said){
                                      .action = STR("question.change"),
                                      .kind = STR("question"),
                                      .id = was->id,
                                      .public_kind = is_reworded ? "question_changed" : NULL,
                                      .subject = subject_of(w, &x.form, was),
                                      .old = old,
                                      .new = new });
}

/* --- moving and removing --- */

/* The one beside it in its section, NULL at the end. */
static const struct question *neighbour(const struct question_form *f, const struct question *q,
                                        bool is_up)
{
    size_t i = (size_t)(q - f->question);
    if (is_up ? i == 0 : i + 1 >= f->n)
        return NULL;
    const struct question *other = is_up ? q - 1 : q + 1;
    return other->section_id == q->section_id ? other : NULL;
}

enum err question_move_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    const struct question *q = e ? NULL : question_find(&x.form, w->q.id);
    if (!q)
        return e ? e : ERR_NOT_FOUND;
    const struct question *other = neighbour(&x.form, q, w->is_up);
    if (!other)
        return OK;
    e = db_exec(db, sql[Q_PLACE], BINDS(bi(q->id), bi(q->section_id), bi(-1)));
    if (!e)
        e = db_exec(db, sql[Q_PLACE], BINDS(bi(other->id), bi(q->section_id), bi(q->seq)));
    if (!e)
        e = db_exec(db, sql[Q_PLACE], BINDS(bi(q->id), bi(q->section_id), bi(other->seq)));
    if (!e)
        e = question_check_order(db, w);
    return e ? e
             : question_write_end(db, w, &x,
                                  &(struct question_said){ .action = STR("question.move"),
                                                           .kind = STR("question"),
                                                           .id = q->id,
                                                           .old = q->title,
                                                           .new = q->title });
}

enum err question_remove_fn(struct db *db, void *question_write)
{
    struct question_write *w = question_write;
    struct question_written x;
    enum err e = question_write_begin(db, w, &x);
    const struct question *q = e ? NULL : question_find(&x.form, w->q.id);
    if (!q)
        return e ? e : ERR_NOT_FOUND;
    e = question_check_seen(w, q);
    if (e)
        return e;
    for (size_t i = 0; i < x.form.n; i++)
        if (x.form.question[i].only_if == q->id)
            return question_refuse(w, QUESTION_IS_NEEDED, x.form.question[i].title);
    if (x.is_answered && !w->reason.n)
        return question_refuse(w, QUESTION_NEEDS_REASON, STR(""));
    e = db_exec(db, sql[Q_REMOVE], BINDS(bi(q->id), bi(w->consultation_id), bi(w->act.now_s)));
    return e ? e
             : question_write_end(db, w, &x,
                                  &(struct question_said){ .action = STR("question.remove"),
                                                           .kind = STR("question"),
                                                           .id = q->id,
                                                           .public_kind = "question_removed",
                                                           .subject = subject_of(w, &x.form, q),
                                                           .old = all_words(w->arena, q) });
}
