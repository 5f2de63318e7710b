/*
 * consultation_help.h: consultations for tests: one with sensible values in one line, with
 * sections and questions, published when the test says so. For databases with the real
 * directory in them.
 *
 *   struct help_asks h = help_asks(store, db, arena);
 *   struct consultation x = help_consultation(&h, "fife", "A sample draft plan");
 *   int64_t about = help_section(&h, &x, "Your views", false);
 *   int64_t q1 = help_question(&h, &x, about, (struct help_ask){ .type = "one", .title =
 *       "Is it clear?", .options = "yes\tYes\nno\tNo\n", .is_required = true });
 *   help_publish(&h, &x);
 */
#ifndef TESTS_CONSULTATION_HELP_H
#define TESTS_CONSULTATION_HELP_H

#include "modules/consultations/question.h"
#include "modules/partnerships/partnership.h"
#include "tests/store_help.h"

#define HELP_DAY_S 86400

struct help_asks {
    struct store *store;
    struct db *db;
    struct arena *a;
    int64_t now_s; /* the clock; change it to write at another time */
};

static inline struct help_asks help_asks(struct store *s, struct db *db, struct arena *a)
{
    return (struct help_asks){ s, db, a, clock_now_s() };
}

struct help_ask {
    const char *type, *title;
    const char *hint, *body, *options; /* NULL: none. "yes\tYes\nno\tNo\n" */
    const char *only_if_options;
    int64_t only_if, document_id, paragraph, least, most;
    bool is_required, has_other;
};

struct help_ask_write {
    struct help_asks *h;
    struct consultation *x;
    struct str action;
    const char *title; /* of a section or document */
    const char *body;
    bool is_equality;
    int64_t section_id, id;
    const struct help_ask *ask;
};

static inline struct act help_asks_act(const struct help_asks *h)
{
    return (struct act){ .actor = STR("cli:0"), .now_s = h->now_s };
}

static inline enum err help_asks_record(struct db *db, const struct help_ask_write *w)
{
    return store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                    .action = STR("consultation.change"),
                                                    .object_kind = STR("consultation"),
                                                    .at_s = w->h->now_s });
}

static inline void help_asks_write(struct help_ask_write *w, store_write_fn fn)
{
    enum err e = store_write(w->h->store, fn, w);
    if (e)
        die("consultation: %s", err_name(e));
}

static inline enum err help_consultation_fn(struct db *db, void *arg)
{
    struct help_ask_write *w = arg;
    const struct act act = help_asks_act(w->h);
    return consultation_add(db, w->h->a, w->x, &act);
}

/* A draft of that partnership, open from yesterday for 28 days once it is published. */
static inline struct consultation help_consultation(struct help_asks *h, const char *where,
                                                    const char *title)
{
    struct partnership p;
    if (partnership_find_by_slug(h->db, h->a, str_from(where), &p) != OK)
        die("no partnership %s", where);
    struct consultation x = { .title = str_from(title),
                              .partnership_id = p.id,
                              .kind = STR("plan_draft"),
                              .summary = STR("A sample consultation."),
                              .overview = STR("What this is about."),
                              .why = STR("Why your views matter."),
                              .next = STR("What happens next."),
                              .areas = p.slug,
                              .contact_role = STR("Sample coordinator"),
                              .contact_email = STR("views@example.org"),
                              .privacy = STR("The council keeps your answers."),
                              .opens_at_s = h->now_s - HELP_DAY_S,
                              .closes_at_s = h->now_s + 27 * (int64_t)HELP_DAY_S,
                              .n_partnerships = 1 };
    x.partnership[0] = p.id;
    x.results_by = date_iso(h->a, london_from_s(x.closes_at_s + 60 * (int64_t)HELP_DAY_S).date);
    struct help_ask_write w = { .h = h, .x = &x };
    help_asks_write(&w, help_consultation_fn);
    return x;
}

static inline enum err help_change_fn(struct db *db, void *arg)
{
    struct help_ask_write *w = arg;
    const struct act act = help_asks_act(w->h);
    struct consultation to = *w->x;
    enum err e = consultation_change(db, w->h->a, &to, &act, w->action);
    if (!e)
        *w->x = to;
    return e;
}

/* After changes of x's fields: closes_at_s, is_invited_only … */
static inline void help_change(struct help_asks *h, struct consultation *x)
{
    struct help_ask_write w = { .h = h, .x = x, .action = STR("consultation.change") };
    help_asks_write(&w, help_change_fn);
}

static inline void help_publish(struct help_asks *h, struct consultation *x)
{
    x->stage = STR("published");
    x->published_at_s = h->now_s;
    x->first_closes_at_s = x->closes_at_s;
    struct help_ask_write w = { .h = h, .x = x, .action = STR("consultation.publish") };
    help_asks_write(&w, help_change_fn);
}

/* --- its form --- */

static inline enum err help_section_fn(struct db *db, void *arg)
{
    struct help_ask_write *w = arg;
    enum err e = db_one_i64(
        db,
        "INSERT INTO question_section (consultation_id, seq, title, intro, is_equality) VALUES "
        "($1, (SELECT coalesce(max(seq), 0) + 1 FROM question_section WHERE consultation_id = "
        "$1), $2, '', $3) RETURNING id",
        BINDS(bi(w->x->id), bt(str_from(w->title)), bi(w->is_equality)), &w->id);
    return e ? e : help_asks_record(db, w);
}

static inline int64_t help_section(struct help_asks *h, struct consultation *x,
                                   const char *title, bool is_equality)
{
    struct help_ask_write w = { .h = h, .x = x, .title = title, .is_equality = is_equality };
    help_asks_write(&w, help_section_fn);
    return w.id;
}

static inline enum err help_question_fn(struct db *db, void *arg)
{
    struct help_ask_write *w = arg;
    const struct help_ask *q = w->ask;
    enum err e = db_one_i64(
        db,
        "INSERT INTO question (consultation_id, section_id, seq, type, document_id, paragraph, "
        "is_required, only_if, only_if_options, outcome, wording) VALUES ($1, $2, (SELECT "
        "coalesce(max(seq), 0) + 1 FROM question WHERE section_id = $2), $3, $4, $5, $6, $7, "
        "$8, '', 1) RETURNING id",
        BINDS(bi(w->x->id), bi(w->section_id), bt(str_from(q->type)),
              q->document_id ? bi(q->document_id) : bn(), bi(q->paragraph), bi(q->is_required),
              q->only_if ? bi(q->only_if) : bn(), bt(str_from(q->only_if_options))),
        &w->id);
    if (!e)
        e = db_exec(db,
                    "INSERT INTO question_wording (question_id, version, title, hint, body, "
                    "options, has_other, least, most, reason, made_at_s) VALUES ($1, 1, $2, "
                    "$3, $4, $5, $6, $7, $8, '', $9)",
                    BINDS(bi(w->id), bt(str_from(q->title)), bt(str_from(q->hint)),
                          bt(str_from(q->body)), bt(str_from(q->options)), bi(q->has_other),
                          bi(q->least), bi(q->most), bi(w->h->now_s)));
    return e ? e : help_asks_record(db, w);
}

/* Its id: the field is "q" and that number. */
static inline int64_t help_question(struct help_asks *h, struct consultation *x,
                                    int64_t section_id, struct help_ask ask)
{
    struct help_ask_write w = { .h = h, .x = x, .section_id = section_id, .ask = &ask };
    help_asks_write(&w, help_question_fn);
    return w.id;
}

static inline enum err help_document_fn(struct db *db, void *arg)
{
    struct help_ask_write *w = arg;
    enum err e = db_one_i64(
        db,
        "INSERT INTO consultation_document (consultation_id, seq, kind, title, language, body, "
        "url, n_pages, access_note, is_for_comment, made_at_s) VALUES ($1, (SELECT "
        "coalesce(max(seq), 0) + 1 FROM consultation_document WHERE consultation_id = $1), "
        "'plan_draft', $2, '', $3, '', 0, '', 1, $4) RETURNING id",
        BINDS(bi(w->x->id), bt(str_from(w->title)), bt(str_from(w->body)), bi(w->h->now_s)),
        &w->id);
    return e ? e : help_asks_record(db, w);
}

/* A draft plan open to comment; its paragraphs are questions of their own (type "paragraph").
 */
static inline int64_t help_document(struct help_asks *h, struct consultation *x,
                                    const char *title, const char *body)
{
    struct help_ask_write w = { .h = h, .x = x, .title = title, .body = body };
    help_asks_write(&w, help_document_fn);
    return w.id;
}

#endif
