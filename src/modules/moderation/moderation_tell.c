/*
 * moderation_tell.c: who is to be told, and the mail.
 */
#include "modules/moderation/moderation_tell.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/mail/mail.h"
#include "modules/moderation/mend.h"
#include "modules/moderation/moderation_words.h"
#include "modules/people/link_session.h"
#include "modules/people/visitor.h"
#include "modules/responses/own_response.h"
#include "modules/responses/published.h"
#include "modules/responses/response_rows.h"

#define MAIL_BYTES ((size_t)64 * 1024)

enum { Q_MAY, Q_CANNOT, Q_IDS, Q_ONE, Q_ONE_MAY, Q_TOLD };

/* Decided to be less than it was, for good, and its author does not know. */
#define TO_TELL                                                                                \
    "FROM moderation m JOIN response r ON r.id = m.response_id "                               \
    "LEFT JOIN respondent p ON p.response_id = r.id "                                          \
    "LEFT JOIN moderation_choice g ON g.consultation_id = m.consultation_id "                  \
    "WHERE m.state <> 'approved' AND m.told_on = '' AND " RESPONSE_RELEASABLE                  \
    " AND (m.state = 'withheld' OR m.released_at_s IS NOT NULL OR "                            \
    "coalesce(g.needs_release, 0) = 0) "
#define CAN "r.may_contact = 1 AND coalesce(p.email, '') <> ''"
#define ALL_READ                                                                               \
    "AND NOT EXISTS (SELECT 1 FROM answer a JOIN question q ON q.id = a.question_id "          \
    "JOIN question_section s ON s.id = q.section_id "                                          \
    "LEFT JOIN moderation o ON o.answer_id = a.id WHERE a.response_id = r.id AND "             \
    "s.is_equality = 0 AND o.answer_id IS NULL AND " OPEN_WORDS " <> '') "

/* clang-format off */
static const char *const sql[] = {
    [Q_MAY] = "SELECT count(DISTINCT r.id) " TO_TELL "AND m.consultation_id = $1 AND " CAN " " ALL_READ,
    [Q_CANNOT] = "SELECT count(DISTINCT r.id) " TO_TELL "AND m.consultation_id = $1 AND NOT (" CAN ")",
    [Q_IDS] = "SELECT DISTINCT r.id " TO_TELL "AND m.consultation_id = $1 AND " CAN " " ALL_READ "ORDER BY r.id LIMIT $2",
    [Q_ONE] = "SELECT count(*) " TO_TELL "AND m.response_id = $1",
    [Q_ONE_MAY] = "SELECT count(*) " TO_TELL "AND m.response_id = $1 AND " CAN " " ALL_READ,
    [Q_TOLD] = "UPDATE moderation SET told_on = $3 WHERE answer_id = $1 AND version = $2 AND told_on = ''",
};
/* clang-format on */
const struct sql_list moderation_tell_sql = SQL_LIST("moderation_tell", sql);

enum err moderation_tell_counts(struct db *db, int64_t consultation_id, struct tell_counts *out)
{
    enum err e = db_one_i64(db, sql[Q_MAY], BINDS(bi(consultation_id)), &out->may);
    return e ? e : db_one_i64(db, sql[Q_CANNOT], BINDS(bi(consultation_id)), &out->cannot);
}

enum err moderation_tell_one(struct db *db, int64_t response_id, int64_t *n, bool *may)
{
    int64_t n_may = 0;
    enum err e = db_one_i64(db, sql[Q_ONE], BINDS(bi(response_id)), n);
    if (!e)
        e = db_one_i64(db, sql[Q_ONE_MAY], BINDS(bi(response_id)), &n_may);
    *may = n_may > 0;
    return e;
}

/* --- the mail of one response --- */

struct telling {
    struct ctx *c;
    struct arena *a;
    const struct consultation *x;
    struct act act;
    struct response r;
    struct moderation_item *item;
    size_t n;
    struct hash key;
    struct mail mail;
    struct str today;
};

static bool is_to_tell(const struct moderation_item *x)
{
    return x->version && !str_eq(x->state, STR("approved")) && !x->told_on.n;
}

static enum err tell_fn(struct db *db, void *arg)
{
    const struct telling *k = arg;
    struct change change;
    int64_t n = 0;
    bool may = false;
    enum err e = moderation_tell_one(db, k->r.id, &n, &may);
    if (!e && !may)
        e = ERR_CONFLICT;
    for (size_t i = 0; !e && i < k->n; i++) {
        if (!is_to_tell(&k->item[i]))
            continue;
        e = db_exec(db, sql[Q_TOLD],
                    BINDS(bi(k->item[i].answer_id), bi(k->item[i].version), bt(k->today)));
        if (!e && db_changes(db) == 0)
            e = ERR_CONFLICT;
        n--;
    }
    if (!e && n) /* one more is to be told of by now */
        e = ERR_CONFLICT;
    if (!e)
        e = mail_queue(db, &k->mail);
    if (!e)
        e = own_key_set(db, k->r.id, &k->key);
    if (e)
        return e;
    change_begin(&change);
    return response_record(db, &change,
                           &(struct response_record){ .response = &k->r,
                                                      .act = &k->act,
                                                      .action = STR("moderation.tell") });
}

static void say_answers(const struct telling *k, struct view *v)
{
    struct list *answers = view_list(v, S(answers));
    for (size_t i = 0; i < k->n; i++) {
        const struct moderation_item *x = &k->item[i];
        if (!is_to_tell(x))
            continue;
        struct view *one = list_add(answers);
        bool is_withheld = str_eq(x->state, STR("withheld"));
        view_str(one, S(question), x->question);
        view_str(one, S(decided), is_withheld ? STR(TOLD_WITHHELD) : STR(TOLD_REMOVED));
        view_str(one, S(reason), consultation_label(moderation_reasons, x->reason));
        view_str(one, S(note), x->note);
    }
}

static enum err write_mail(struct telling *k, struct str key)
{
    struct ctx *c = k->c;
    struct view *v = view_in(k->a);
    struct buf *text = buf_in(k->a, MAIL_BYTES);
    struct date last = date_from_days(date_to_days(london_from_s(c->now_s).date) + MEND_DAYS);
    struct str reply = k->x->contact_email;
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(consultation_title), k->x->title);
    view_str(v, S(reference), k->r.receipt);
    view_str(v, S(until), date_long(k->a, last));
    view_str(v, S(url),
             str_printf(k->a, "%.*s/r/%.*s", STR_ARG(c->site->origin), STR_ARG(key)));
    view_str(v, S(contact_role), k->x->contact_role);
    say_answers(k, v);
    enum err e = tpl_render_text(c->templates, STR("mail/response_moderated"), v, k->a, text);
    k->mail =
        (struct mail){ .id = rand_id(),
                       .queued_at_s = c->now_s,
                       .kind = STR("mail/response_moderated"),
                       .object_kind = STR("consultation"),
                       .object_id = str_printf(k->a, "%lld", (long long)k->x->id),
                       .to = k->r.respondent.email,
                       .reply_to = mail_address_is_valid(reply) ? reply : (struct str){ 0 },
                       .subject = str_printf(k->a, SUBJECT_RESPONSE_MODERATED,
                                             STR_ARG(k->x->reference)),
                       .body = buf_view(text),
                       .holds_key = true };
    return e;
}

/* is_told: false where the mail cannot go today, or something changed meanwhile. */
static enum err tell_response(struct ctx *c, const struct consultation *x, int64_t id,
                              bool *is_told)
{
    struct telling k = { .c = c, .a = c->arena, .x = x, .act = ctx_act(c) };
    struct str key = rand_key(k.a);
    k.key = link_key_hash(key);
    k.today = date_iso(k.a, london_from_s(c->now_s).date);
    enum err e = response_load(c->db, k.a, id, &k.r);
    if (!e && k.r.consultation_id != x->id)
        e = ERR_NOT_FOUND;
    if (!e)
        e = moderation_items(c->db, k.a, id, &k.item, &k.n);
    if (!e)
        e = write_mail(&k, key);
    if (!e)
        e = store_write(c->store, tell_fn, &k);
    *is_told = !e;
    return e == ERR_CONFLICT || e == ERR_TOO_MANY || e == ERR_INVALID ? OK : e;
}

enum err moderation_tell(struct ctx *c, const struct consultation *x, int64_t response_id,
                         int64_t *n)
{
    int64_t id[TELL_AT_ONCE] = { response_id };
    size_t n_ids = response_id ? 1 : 0;
    enum err e = OK;
    *n = 0;
    if (!response_id) {
        struct stmt *s = db_query(c->db, sql[Q_IDS], BINDS(bi(x->id), bi(TELL_AT_ONCE)));
        while (n_ids < TELL_AT_ONCE && db_row(s))
            id[n_ids++] = db_i64(s, 0);
        e = db_done(s, OK);
    }
    for (size_t i = 0; !e && i < n_ids; i++) {
        bool is_told = false;
        e = tell_response(c, x, id[i], &is_told);
        *n += is_told;
    }
    return e;
}
