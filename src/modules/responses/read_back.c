#include "modules/responses/read_back.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/read_back_words.h"
#include "modules/responses/response_note.h"
#include "modules/people/link_session.h"

enum { Q_KEY };

static const char *const sql[] = {
    [Q_KEY] = "UPDATE response SET key_hash = $2 WHERE id = $1",
};
const struct sql_list read_back_sql = SQL_LIST("read_back", sql);

/* --- what the record of a response says of it --- */

static struct str read_back_said(struct arena *a, const struct response *r)
{
    struct date d;
    bool is_corrected = r->corrected_on.n > 0;
    struct str day = is_corrected ? r->corrected_on : r->confirmed_on;
    if (!day.n)
        return STR(READ_BACK_OPEN);
    if (date_parse(day, &d))
        day = date_long(a, d);
    return is_corrected ? str_printf(a, READ_BACK_CORRECTED, STR_ARG(day))
                        : str_printf(a, READ_BACK_CONFIRMED, STR_ARG(day));
}

void read_back_panel(struct ctx *c, struct view *v, const struct response *r)
{
    bool is_typed = r->entered_by != 0;
    bool can_ask = is_typed && !r->confirmed_on.n && !r->corrected_on.n && !r->withdrawn_on.n;
    struct str path = url_path(c->arena, "/coordinator/responses/%/read-back", r->receipt);
    view_bool(v, S(has_read_back), is_typed);
    view_str(v, S(read_back_words), read_back_said(c->arena, r));
    view_str(v, S(read_back_href), can_ask ? path : (struct str){ NULL, 0 });
}

/* --- writing --- */

static struct response_note note_of(const struct response *r, const char *kind,
                                    const char *words, const char *by_role)
{
    return (struct response_note){ .response_id = r->id,
                                   .kind = str_from(kind),
                                   .words = str_from(words),
                                   .by_role = str_from(by_role) };
}

enum err read_back_link_fn(struct db *db, void *read_back_link)
{
    struct read_back_link *x = read_back_link;
    const struct response_note note =
        note_of(&x->to, "asked", x->mail ? READ_BACK_NOTE_SENT : READ_BACK_NOTE_PRINTED,
                READ_BACK_STAFF);
    enum err e = response_change(db, &x->to, &x->act, STR("response.read_back"));
    if (!e)
        e = db_exec(db, sql[Q_KEY], BINDS(bi(x->to.id), bb(hash_view(&x->key))));
    if (!e)
        e = link_session_end(db, LINK_KIND_READ_BACK, x->to.id);
    if (!e)
        e = link_session_end(db, LINK_KIND_RESPONSE, x->to.id);
    if (!e && x->mail)
        e = mail_queue(db, x->mail);
    return e ? e : response_note_add(db, x->arena, &note, x->act.now_s);
}

enum err read_back_reply_fn(struct db *db, void *read_back_reply)
{
    struct read_back_reply *x = read_back_reply;
    const struct response_note note =
        note_of(&x->to, x->answer ? "changed" : "replied",
                x->answer ? READ_BACK_NOTE_CORRECTED : READ_BACK_NOTE_RIGHT, READ_BACK_ROLE);
    const struct response_rewrite rewrite = { .response_id = x->to.id,
                                              .answer = x->answer,
                                              .n_answers = x->n_answers,
                                              .keep_earlier = true,
                                              .reason = STR(READ_BACK_REASON),
                                              .by_role = STR(READ_BACK_ROLE),
                                              .now_s = x->act.now_s };
    enum err e = x->answer ? response_rewrite_answers(db, x->arena, &rewrite) : OK;
    if (!e)
        e = response_change(db, &x->to, &x->act,
                            x->answer ? STR("response.correct") : STR("response.confirm"));
    return e ? e : response_note_add(db, x->arena, &note, x->act.now_s);
}
