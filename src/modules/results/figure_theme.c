/*
 * figure_theme.c: themes and outcomes, counted in responses that hold them. A response may hold
 * several, so that they do not add up. What counts is the layer agreed of an answer that two
 * coders settled, else the first.
 */
#include "core/base/arena.h"
#include "modules/responses/response_counted.h"
#include "modules/results/figure_inside.h"
#include "modules/results/figure_words.h"

#define OF_RESPONSES                                                                           \
    "FROM response r JOIN answer a ON a.response_id = r.id JOIN answer_code c ON c.answer_id " \
    "= a.id WHERE r.consultation_id = $1 AND " RESPONSE_COUNTED                                \
    " AND c.layer = CASE WHEN EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = "     \
    "a.id AND x.layer = 'agreed') THEN 'agreed' ELSE 'first' END"

enum { Q_THEMES, Q_WHO, Q_QUESTIONS };

static const char *const sql[] = {
    [Q_THEMES] = "SELECT id, name, outcome FROM theme WHERE consultation_id = $1 AND "
                 "removed_at_s IS NULL ORDER BY seq, id LIMIT $2",
    [Q_WHO] = "SELECT c.theme_id, r.who, count(DISTINCT r.id) " OF_RESPONSES
              " GROUP BY c.theme_id, r.who",
    [Q_QUESTIONS] = "SELECT c.theme_id, a.question_id, count(DISTINCT a.id) " OF_RESPONSES
                    " GROUP BY c.theme_id, a.question_id",
};
const struct sql_list figure_theme_sql = SQL_LIST("figure_theme", sql);

static const struct figure_label whos[] = {
    { STR_INIT("individual"), STR_INIT(FIGURE_INDIVIDUALS) },
    { STR_INIT("organisation"), STR_INIT(FIGURE_ORGANISATIONS) },
    { STR_INIT("group"), STR_INIT(FIGURE_GROUPS) },
};
#define N_WHOS (sizeof whos / sizeof whos[0])

struct frame {
    size_t n; /* themes */
    int64_t id[FIGURE_THEMES_MAX];
    struct figure_label label[FIGURE_THEMES_MAX];
    bool is_outcome[FIGURE_THEMES_MAX];
    struct small_table who; /* theme by who, and all */
    struct small_table of;  /* theme by question of the form */
};

static enum err frame_begin(struct figure_work *w, struct frame *f)
{
    struct stmt *s = db_query(w->db, sql[Q_THEMES], BINDS(bi(w->x->id), bi(FIGURE_THEMES_MAX)));
    while (db_row(s)) {
        f->id[f->n] = db_i64(s, 0);
        f->label[f->n] =
            (struct figure_label){ str_printf(w->arena, "theme:%lld", (long long)f->id[f->n]),
                                   db_text(s, 1, w->arena) };
        f->is_outcome[f->n++] = db_text(s, 2, w->arena).n > 0;
    }
    enum err e = db_done(s, OK);
    f->who =
        (struct small_table){ .n_rows = f->n, .n_cols = N_WHOS + 1, .has_total_col = true };
    f->of = (struct small_table){ .n_rows = f->n, .n_cols = w->form.n };
    f->who.cell = arena_array(w->arena, f->n * (N_WHOS + 1) + 1, sizeof *f->who.cell);
    f->of.cell = arena_array(w->arena, f->n * w->form.n + 1, sizeof *f->of.cell);
    return e ? e : f->who.cell && f->of.cell ? OK : ERR_LIMIT;
}

static size_t theme_at(const struct frame *f, int64_t id)
{
    size_t i = 0;
    while (i < f->n && f->id[i] != id)
        i++;
    return i;
}

static enum err frame_read(struct figure_work *w, struct frame *f)
{
    struct stmt *s = db_query(w->db, sql[Q_WHO], BINDS(bi(w->x->id)));
    while (db_row(s)) {
        size_t at = theme_at(f, db_i64(s, 0));
        struct str who = db_text(s, 1, w->arena);
        for (size_t k = 0; at < f->n && k < N_WHOS; k++)
            if (str_eq(whos[k].code, who)) {
                small_cell_at(&f->who, at, k)->n = db_i64(s, 2);
                small_cell_at(&f->who, at, N_WHOS)->n += db_i64(s, 2);
            }
    }
    enum err e = db_done(s, OK);
    if (e)
        return e;
    s = db_query(w->db, sql[Q_QUESTIONS], BINDS(bi(w->x->id)));
    while (db_row(s)) {
        size_t at = theme_at(f, db_i64(s, 0));
        int64_t question = db_i64(s, 1);
        for (size_t k = 0; at < f->n && k < w->form.n; k++)
            if (w->form.question[k].id == question)
                small_cell_at(&f->of, at, k)->n = db_i64(s, 2);
    }
    return db_done(s, OK);
}

/* One question's column of the frame, or its sum of all. */
static void column_hide(struct figure_work *w, struct small_table *s, size_t col)
{
    struct small_table one = { .n_rows = s->n_rows, .n_cols = 1 };
    one.cell = arena_array(w->arena, s->n_rows + 1, sizeof *one.cell);
    for (size_t i = 0; one.cell && i < s->n_rows; i++)
        one.cell[i] = *small_cell_at(s, i, col);
    bool is_kept = one.cell && small_numbers_hide(w->arena, &one);
    for (size_t i = 0; i < s->n_rows; i++)
        small_cell_at(s, i, col)->is_hidden = !is_kept || one.cell[i].is_hidden;
}

/*
 * In how many responses a theme stands, and in how many answers to each question, lie close
 * together: the one is at most the sum of the others, and no less than each. Where one of a
 * theme is hidden, all of it is.
 */
static bool theme_follow(struct figure_work *w, struct frame *f, size_t i)
{
    bool is_hidden = small_cell_at(&f->who, i, N_WHOS)->is_hidden, did = false;
    for (size_t k = 0; k < w->form.n; k++)
        is_hidden |= small_cell_at(&f->of, i, k)->is_hidden;
    for (size_t k = 0; is_hidden && k < w->form.n; k++) {
        struct small_cell *x = small_cell_at(&f->of, i, k);
        did |= x->n > 0 && !x->is_hidden;
        x->is_hidden |= x->n > 0;
    }
    struct small_cell *all = small_cell_at(&f->who, i, N_WHOS);
    did |= is_hidden && !all->is_hidden;
    all->is_hidden |= is_hidden;
    return did;
}

static bool frame_hide(struct figure_work *w, struct frame *f)
{
    bool did = true, is_kept = true;
    for (size_t round = 0; did && round <= f->n; round++) {
        did = false;
        for (size_t k = 0; k < w->form.n; k++)
            column_hide(w, &f->of, k);
        column_hide(w, &f->who, N_WHOS);
        is_kept = small_numbers_hide(w->arena, &f->who);
        for (size_t i = 0; i < f->n; i++)
            did |= theme_follow(w, f, i);
    }
    return is_kept && !did;
}

/* --- tables --- */

struct theme_pick {
    struct str code;
    struct str question;
    const struct small_table *from;
    size_t col, n_cols; /* of `from` */
    int outcome;        /* 1: outcomes alone, 0: themes alone, -1: both */
    int64_t n_answered;
    bool is_answered_hidden;
};

static enum err theme_table(struct figure_work *w, const struct frame *f,
                            const struct theme_pick *p)
{
    size_t rows = 0, at = 0;
    for (size_t i = 0; i < f->n; i++)
        rows += (p->outcome < 0 || f->is_outcome[i] == p->outcome) &&
                small_cell_at(&f->who, i, N_WHOS)->n > 0;
    if (rows == 0)
        return OK;
    struct figure_table *t = figure_new(w, p->code, FIGURE_BARS, rows, p->n_cols);
    if (!t)
        return ERR_LIMIT;
    t->question = p->question;
    t->n_answered = p->n_answered;
    t->is_answered_hidden = p->is_answered_hidden;
    for (size_t i = 0; i < f->n; i++) {
        if ((p->outcome >= 0 && f->is_outcome[i] != p->outcome) ||
            small_cell_at(&f->who, i, N_WHOS)->n == 0)
            continue;
        t->row[at] = f->label[i];
        for (size_t k = 0; k < p->n_cols; k++)
            *small_cell_at(&t->s, at, k) = *small_cell_at(p->from, i, p->col + k);
        at++;
    }
    for (size_t k = 0; p->n_cols > 1 && k < p->n_cols; k++)
        t->col[k] =
            k < N_WHOS ? whos[k] : (struct figure_label){ STR(FIGURE_TOTAL), STR(FIGURE_ALL) };
    t->shape = p->n_cols > 1 ? FIGURE_TABLE : FIGURE_BARS;
    w->out->n++;
    return OK;
}

static bool has_any(const struct small_table *s, size_t col)
{
    for (size_t i = 0; i < s->n_rows; i++)
        if (small_cell_at(s, i, col)->n > 0)
            return true;
    return false;
}

static enum err question_themes(struct figure_work *w, const struct frame *f, size_t k)
{
    const struct question *q = &w->form.question[k];
    struct str name = question_name(w->arena, q);
    const struct figure_table *own = figure_named(w->out, name);
    return theme_table(
        w, f,
        &(struct theme_pick){ .code = str_join(w->arena, STR("themes:"), name),
                              .question = question_called(w->arena, q),
                              .from = &f->of,
                              .col = k,
                              .n_cols = 1,
                              .outcome = -1,
                              .n_answered = own ? own->n_answered : 0,
                              .is_answered_hidden = !own || own->is_answered_hidden });
}

enum err figures_themes(struct figure_work *w)
{
    struct frame *f = ARENA_NEW(w->arena, struct frame);
    enum err e = f ? frame_begin(w, f) : ERR_LIMIT;
    if (!e)
        e = frame_read(w, f);
    if (e || f->n == 0 || !frame_hide(w, f))
        return e;
    struct theme_pick p = {
        .code = STR("themes"), .from = &f->who, .col = N_WHOS, .n_cols = 1
    };
    p.n_answered = w->n_counted;
    e = theme_table(w, f, &p);
    p.code = STR("outcomes");
    p.outcome = 1;
    if (!e)
        e = theme_table(w, f, &p);
    p = (struct theme_pick){ .code = STR("kind:themes"),
                             .from = &f->who,
                             .n_cols = N_WHOS + 1,
                             .outcome = -1,
                             .n_answered = w->n_counted };
    if (!e)
        e = theme_table(w, f, &p);
    for (size_t k = 0; !e && k < w->form.n; k++)
        if (has_any(&f->of, k))
            e = question_themes(w, f, k);
    return e;
}
