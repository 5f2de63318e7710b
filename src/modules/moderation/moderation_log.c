/*
 * moderation_log.c: what was decided, by whom and when, without a word of any answer (12.5):
 * for coordinators as CSV; and the rules that everybody can read (12.4).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "core/http/target.h"
#include "modules/moderation/moderation_count.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_words.h"
#include "modules/people/visitor.h"

#define LOG_BYTES (32 * MIB)
#define MARK "\xEF\xBB\xBF"

enum { Q_LOG };

/* clang-format off */
static const char *const sql[] = {
    [Q_LOG] = "SELECT g.id, g.changed_at_s, r.receipt, g.question_id, g.kind, g.reason, g.n_cuts, g.is_bulk, "
              "coalesce(u.name, ''), g.by_role FROM moderation_change g JOIN response r ON r.id = g.response_id "
              "LEFT JOIN account u ON u.id = g.by_account WHERE g.consultation_id = $1 ORDER BY g.id",
};
/* clang-format on */
const struct sql_list moderation_log_sql = SQL_LIST("moderation_log", sql);

static const char *const columns[] = {
    "consultation", "date",          "response",        "question", "what",
    "reason",       "parts_removed", "several_at_once", "by",       "role"
};
#define N_COLUMNS (sizeof columns / sizeof columns[0])

static void log_row(struct ctx *c, struct buf *b, const struct consultation *x, struct stmt *s)
{
    struct arena *a = c->arena;
    const struct str cell[N_COLUMNS] = {
        x->reference,
        date_iso(a, london_from_s(db_i64(s, 1)).date),
        db_text(s, 2, a),
        str_printf(a, "q%lld", (long long)db_i64(s, 3)),
        db_text(s, 4, a),
        db_text(s, 5, a),
        str_printf(a, "%lld", (long long)db_i64(s, 6)),
        db_bool(s, 7) ? STR("yes") : STR("no"),
        db_text(s, 8, a),
        db_text(s, 9, a),
    };
    esc_csv_row(b, cell, N_COLUMNS);
}

static enum err log_export_fn(struct db *db, void *arg)
{
    const struct moderation_choosing *x = arg;
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, x->partnership_id);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("moderation.export"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}

/* Asked for by a button: names of colleagues leave the site, which is recorded (S24, S41). */
enum err moderation_log_send(struct ctx *c, const struct consultation *x)
{
    struct str name[N_COLUMNS];
    struct buf *b = buf_in(c->arena, LOG_BYTES);
    if (!session_is_proved(&c->visitor->session, c->now_s)) /* S19 */
        return ctx_see_other(c, url_query(c->arena, STR("/sign-in/again"), STR("next"),
                                          moderation_queue_path(c->arena, x->slug)));
    struct moderation_choosing of = { .act = ctx_act(c),
                                      .consultation_id = x->id,
                                      .partnership_id = x->partnership_id };
    enum err e = store_write(c->store, log_export_fn, &of);
    if (e)
        return e;
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(b, MARK);
    esc_csv_row(b, name, N_COLUMNS);
    struct stmt *s = db_query(c->db, sql[Q_LOG], BINDS(bi(x->id)));
    while (db_row(s))
        log_row(c, b, x, s);
    e = db_done(s, arena_failed(c->arena) ? ERR_LIMIT : OK);
    return e ? e
             : ctx_send_file(
                   c, STR("text/csv; charset=utf-8"), buf_view(b),
                   str_printf(c->arena, "moderation-%.*s.csv", STR_ARG(x->reference)));
}

enum err moderation_policy_page(struct ctx *c)
{
    struct view *v = page_new(c, "consultations");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_CONSULTATIONS), STR("/consultations"));
    enum err e = moderation_counts_show(c, 0, v);
    return e ? e : ctx_render(c, "moderation/policy", v);
}
