/*
 * response_export.c: the responses of a consultation as CSV (security.md S7, S24, S41, S49). It
 * is asked for by a button, whose POST leaves the record and leads to the file by a sealed
 * ticket for that person; analysts get it without who sent what.
 */
#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "core/web/spool.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/people/visitor.h"
#include "modules/work/job.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */
#define TICKET_S 600
#define SLICE_ROWS 100
#define SLICE_BYTES (64 * MIB)
#define EXPORT_MS 60000
#define BODIES_BYTES 16384

enum { Q_SLICE, Q_CAMPAIGN };

static const char *const sql[] = {
    [Q_SLICE] = "SELECT id, received_on FROM response WHERE consultation_id = $1 AND is_live = "
                "1 AND (received_on, id) > ($2, $3) ORDER BY received_on, id LIMIT $4",
    [Q_CAMPAIGN] = "SELECT name FROM campaign WHERE id = $1",
};
const struct sql_list response_export_sql = SQL_LIST("response_export", sql);

/* --- asking for it --- */

struct posting {
    struct act act;
    const struct consultation *x;
    bool has_identities;
};

static enum err export_fn(struct db *db, void *arg)
{
    const struct posting *p = arg;
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "identities", p->has_identities);
    change_of_partnership(&change, p->x->partnership_id);
    return change_record(db, &change, &p->act,
                         &(struct change_of){ .action = STR("response.export"),
                                              .object_kind = STR("consultation"),
                                              .object_id = p->x->id });
}

static enum err alike_fn(struct db *db, void *arg)
{
    const struct posting *p = arg;
    char subject[40];
    int n = snprintf(subject, sizeof subject, "consultation:%lld", (long long)p->x->id);
    return job_queue(db, &(struct job_new){ .kind = STR("response_alike"),
                                            .subject = { subject, (size_t)n },
                                            .due_at_s = p->act.now_s,
                                            .now_s = p->act.now_s });
}

static struct str ticket_text(struct ctx *c, int64_t consultation_id, int64_t until_s)
{
    return str_printf(c->arena, "responses|%lld|%lld|%lld", (long long)c->visitor->account.id,
                      (long long)consultation_id, (long long)until_s);
}

static bool has_ticket(struct ctx *c, int64_t consultation_id)
{
    struct str text, rest, piece;
    int64_t until_s = 0;
    if (!ctx_unseal(c, param_str(c, "ticket"), &text))
        return false;
    rest = text;
    while (str_cut(&rest, '|', &piece))
        if (!str_to_i64(piece, &until_s))
            until_s = 0;
    return until_s > c->now_s && str_eq(text, ticket_text(c, consultation_id, until_s));
}

static enum err ask_for_file(struct ctx *c, const struct consultation *x)
{
    struct arena *a = c->arena;
    struct posting p = { .act = ctx_act(c),
                         .x = x,
                         .has_identities = consultation_may(c, x, CAP_RESPONSE_LOG) };
    if (!consultation_may(c, x, CAP_RESPONSE_EXPORT))
        return ctx_refuse(c);
    if (p.has_identities && !session_is_proved(&c->visitor->session, c->now_s)) /* S19 */
        return ctx_see_other(c, url_query(a, STR("/sign-in/again"), STR("next"),
                                          response_list_path(a, x->slug)));
    enum err e = store_write(c->store, export_fn, &p);
    if (e)
        return e;
    struct str path =
        url_query(a, STR("/coordinator/responses.csv"), STR("consultation"), x->slug);
    return ctx_see_other(c, url_query(a, path, STR("ticket"),
                                      ctx_seal(c, ticket_text(c, x->id, c->now_s + TICKET_S))));
}

static enum err look_for_likes(struct ctx *c, const struct consultation *x)
{
    struct posting p = { .act = ctx_act(c), .x = x };
    if (!consultation_may(c, x, CAP_RESPONSE_LOG))
        return ctx_refuse(c);
    enum err e = store_write(c->store, alike_fn, &p);
    return e ? e
             : ctx_see_other(c, url_query(c->arena, response_list_path(c->arena, x->slug),
                                          STR("done"), STR("searched")));
}

enum err response_list_post_page(struct ctx *c)
{
    struct consultation x;
    enum err e = consultation_load_for(c, CAP_RESPONSE_READ, param_str(c, "consultation"), &x);
    if (e)
        return e;
    if (str_eq(param_str(c, "do"), STR("csv")))
        return ask_for_file(c, &x);
    return str_eq(param_str(c, "do"), STR("alike"))
               ? look_for_likes(c, &x)
               : ctx_see_other(c, response_list_path(c->arena, x.slug));
}

/* --- the file --- */

struct export
{
    struct ctx *c;
    struct ctx slice; /* with the memory of a slice */
    struct consultation x;
    struct question_form form;
    bool has_identities;
    struct spool out;
    bool is_first; /* cell of its row */
};

static void cell(struct export *k, struct str s)
{
    if (!k->is_first)
        buf_char(k->out.text, ',');
    esc_csv(k->out.text, s);
    k->is_first = false;
}

static void who_cell(struct export *k, struct str s)
{
    if (k->has_identities)
        cell(k, s);
}

static void number_cell(struct export *k, int64_t n)
{
    cell(k, n ? str_printf(k->slice.arena, "%lld", (long long)n) : (struct str){ 0 });
}

static void yes_cell(struct export *k, bool is)
{
    cell(k, is ? STR("yes") : STR("no"));
}

static bool has_column(const struct question *q)
{
    return !q->is_equality && q->type != QUESTION_INFORMATION;
}

static void add_head(struct export *k)
{
    static const char *const who[] = { "name",           "organisation",  "role_title",
                                       "email",          "phone",         "address",
                                       "register_entry", "together_with", "gathered",
                                       "source" };
    static const char *const rest[] = {
        "who",         "areas",        "represents_n", "publish",      "naming_in_statement",
        "may_contact", "official",     "joint",        "channel",      "received_on",
        "entered_on",  "entered_role", "read_back",    "confirmed_on", "corrected_on",
        "status",      "counting",     "late",         "campaign",     "duplicate_of",
        "withdrawn_on"
    };
    buf_lit(k->out.text, MARK);
    k->is_first = true;
    cell(k, STR("reference"));
    for (size_t i = 0; i < sizeof who / sizeof who[0]; i++)
        who_cell(k, str_from(who[i]));
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        cell(k, str_from(rest[i]));
    for (size_t i = 0; i < k->form.n; i++)
        if (has_column(&k->form.question[i]))
            cell(k, str_printf(k->c->arena, "q%lld %.*s", (long long)k->form.question[i].id,
                               STR_ARG(question_called(k->c->arena, &k->form.question[i]))));
    buf_lit(k->out.text, "\r\n");
}

static enum err joined_names(struct export *k, const struct response *r, struct str *out)
{
    struct response_body *body;
    struct buf *b = buf_in(k->slice.arena, BODIES_BYTES);
    size_t n;
    enum err e = response_bodies(k->slice.db, k->slice.arena, r->id, &body, &n);
    for (size_t i = 0; !e && i < n; i++) {
        if (i)
            buf_char(b, ';');
        buf_str(b, body[i].name);
    }
    *out = buf_view(b);
    return e;
}

static enum err add_who_cells(struct export *k, const struct response *r)
{
    const struct respondent *p = &r->respondent;
    struct str together;
    enum err e = joined_names(k, r, &together);
    const struct str text[] = { p->name,  p->organisation, p->role_title,
                                p->email, p->phone,        p->address };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
        who_cell(k, text[i]);
    who_cell(k, r->body_id ? str_printf(k->slice.arena, "%lld", (long long)r->body_id)
                           : (struct str){ 0 });
    who_cell(k, together);
    who_cell(k, r->gathered);   /* staff and respondents name people there: */
    who_cell(k, r->source_ref); /* "Letter of …" */
    return e;
}

/* The campaign's name, the receipt of the response that counts. */
static enum err names_of(struct export *k, const struct response *r, struct str *campaign,
                         struct str *of)
{
    struct response other = { 0 };
    enum err e = r->campaign_id
                     ? db_one_text(k->slice.db, sql[Q_CAMPAIGN], BINDS(bi(r->campaign_id)),
                                   k->slice.arena, campaign)
                     : OK;
    if (!e && r->duplicate_of)
        e = response_load(k->slice.db, k->slice.arena, r->duplicate_of, &other);
    *of = other.receipt;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err add_standing_cells(struct export *k, const struct response *r)
{
    struct str campaign = { 0 }, of;
    enum err e = names_of(k, r, &campaign, &of);
    cell(k, r->who);
    cell(k, r->areas);
    number_cell(k, r->represents_n);
    cell(k, r->publish_choice);
    cell(k, r->naming);
    yes_cell(k, r->may_contact);
    yes_cell(k, r->is_official);
    yes_cell(k, r->is_joint);
    const struct str came[] = { r->channel, r->received_on, r->entered_on, r->entered_role };
    for (size_t i = 0; i < sizeof came / sizeof came[0]; i++)
        cell(k, came[i]);
    yes_cell(k, r->was_read_back);
    const struct str rest[] = {
        r->confirmed_on, r->corrected_on, r->handling, r->counting,
        r->late,         campaign,        of,          r->withdrawn_on
    };
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        cell(k, rest[i]);
    return e;
}

static enum err add_answer_cells(struct export *k, const struct response *r)
{
    struct response_answer *x;
    size_t n;
    enum err e = response_answers(k->slice.db, k->slice.arena, r->id, &x, &n);
    for (size_t i = 0; !e && i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        struct str words = { 0 };
        for (size_t j = 0; j < n; j++)
            if (x[j].question_id == q->id)
                words = question_answer_words(k->slice.arena, q, x[j].value, x[j].other);
        if (q->type == QUESTION_FILE && !k->has_identities && words.n)
            words = STR(EXPORT_HAS_FILE); /* a file is often called after its sender */
        if (has_column(q))
            cell(k, words);
    }
    return e;
}

static enum err add_response(struct export *k, int64_t id)
{
    struct response r;
    enum err e = response_load(k->slice.db, k->slice.arena, id, &r);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e; /* gone meanwhile */
    k->is_first = true;
    cell(k, r.receipt);
    e = add_who_cells(k, &r);
    if (!e)
        e = add_standing_cells(k, &r);
    if (!e)
        e = add_answer_cells(k, &r);
    if (e)
        return e;
    buf_lit(k->out.text, "\r\n");
    return spool_row(&k->out);
}

struct position {
    struct str day; /* received */
    int64_t id;
};

static enum err add_slice(struct export *k, struct position *at, bool *has_more)
{
    int64_t id[SLICE_ROWS];
    size_t n = 0;
    struct stmt *s = db_query(k->slice.db, sql[Q_SLICE],
                              BINDS(bi(k->x.id), bt(at->day), bi(at->id), bi(SLICE_ROWS)));
    while (n < SLICE_ROWS && db_row(s)) {
        id[n++] = db_i64(s, 0);
        at->day = db_text(s, 1, k->c->arena);
    }
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++)
        e = add_response(k, id[i]);
    at->id = n ? id[n - 1] : 0;
    *has_more = n == SLICE_ROWS;
    arena_reset(k->slice.arena);
    return e;
}

static enum err fill_file(struct export *k)
{
    const int64_t until_ms = clock_mono_ms() + EXPORT_MS;
    struct position at = { 0 };
    bool has_more = true;
    enum err e = OK;
    add_head(k);
    while (!e && has_more) {
        e = add_slice(k, &at, &has_more);
        if (!e && has_more && clock_mono_ms() > until_ms)
            e = ERR_BUSY;
    }
    return e;
}

enum err response_csv_page(struct ctx *c)
{
    struct export k = { .c = c };
    enum err e =
        consultation_load_for(c, CAP_RESPONSE_EXPORT, param_str(c, "consultation"), &k.x);
    if (!e && !has_ticket(c, k.x.id)) /* made for somebody else, or old: asked for anew */
        return ctx_see_other(c, response_list_path(c->arena, k.x.slug));
    if (!e)
        e = question_form_load(c->db, c->arena, k.x.id, &k.form);
    if (e)
        return e;
    k.has_identities = consultation_may(c, &k.x, CAP_RESPONSE_LOG);
    struct str name = str_printf(c->arena, "responses-%.*s.csv", STR_ARG(k.x.reference));
    spool_begin(c, &k.out);
    k.slice = *c;
    k.slice.arena = arena_new(SLICE_BYTES);
    e = fill_file(&k);
    if (!e)
        e = spool_send(&k.out, STR("text/csv; charset=utf-8"), name);
    spool_end(&k.out);
    arena_free(k.slice.arena);
    return e;
}
