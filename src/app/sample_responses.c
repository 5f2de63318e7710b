/*
 * sample_responses.c: a consultation of Fife that has closed, with 300 responses on all
 * channels, for trying how they are read, published and answered: `cjengage sample
 * --responses`.
 *
 * Words come from data/sample/responses.txt by a row of numbers that is always the same. Among
 * them: late ones that wait for a decision and that were taken in, a dozen that say the same,
 * one that was taken back, a joint response, groups, and people of every choice of publication.
 */
#include "app/sample.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "modules/responses/response.h"

#define N_RESPONSES 300
#define AT_ONCE 10 /* in one write */
#define BANK_MAX 100
#define WORDS_BYTES ((size_t)8 * KIB)
#define DAY_S 86400
#define N_TEXTS 4
#define LOGGED_FROM 210 /* after so many online ones: letters, calls and others */
#define CAMPAIGN_FROM 20
#define CAMPAIGN_N 12
#define N_BODIES_MAX 60
#define JOINT_AT 61 /* an organisation's */
#define BATCH_BYTES ((size_t)4 * MIB)

enum { Q_BODIES };
static const char *const sql[] = {
    [Q_BODIES] =
        "SELECT b.id, b.name, b.slug FROM body_partnership p JOIN body b ON b.id = p.body_id "
        "WHERE p.partnership_id = $1 AND b.state = 'active' ORDER BY p.position LIMIT $2",
};
const struct sql_list sample_responses_sql = SQL_LIST("sample_responses", sql);

static struct str day_of(struct arena *a, int64_t at_s)
{
    return date_iso(a, london_from_s(at_s).date);
}

/* What words are put together from: for each kind of question its sentences. */
struct bank {
    struct str words[BANK_MAX];
    size_t n;
};
enum { BANK_WAY, BANK_WORKS, BANK_ELSE, BANK_CAMPAIGN, BANK__N };
static const char *const bank_names[BANK__N] = { "way", "works", "else", "campaign" };

struct sample_body {
    int64_t id;
    struct str name, slug;
};

struct writing {
    struct sample *s;
    struct arena *arena; /* of one write */
    struct consultation x;
    struct question_form form;
    struct str code;
    struct bank bank[BANK__N];
    struct sample_body body[N_BODIES_MAX];
    size_t n_bodies;
    uint64_t lot;
    size_t from; /* which are written next */
};

/* The same row of numbers each time (xorshift). */
static size_t draw(struct writing *w, size_t below)
{
    w->lot ^= w->lot << 13;
    w->lot ^= w->lot >> 7;
    w->lot ^= w->lot << 17;
    return (size_t)(w->lot % below);
}

static void read_bank(struct writing *w)
{
    struct sample_lines lines = sample_text("responses");
    struct str field[2];
    while (sample_line(&lines, field, 2))
        for (size_t i = 0; i < BANK__N; i++)
            if (str_eq(field[0], str_from(bank_names[i])) && w->bank[i].n < BANK_MAX)
                w->bank[i].words[w->bank[i].n++] = field[1];
}

static enum err read_bodies(struct writing *w)
{
    struct stmt *q =
        db_query(w->s->db, sql[Q_BODIES], BINDS(bi(w->x.partnership_id), bi(N_BODIES_MAX)));
    while (db_row(q)) {
        struct sample_body *b = &w->body[w->n_bodies++];
        *b = (struct sample_body){ .id = db_i64(q, 0),
                                   .name = db_text(q, 1, w->s->arena),
                                   .slug = db_text(q, 2, w->s->arena) };
    }
    return db_done(q, OK);
}

/* --- answers --- */

/* One to three sentences, none twice. */
static struct str some_words(struct writing *w, const struct bank *bank)
{
    static const char *const begins[] = { "",
                                          "We see this every week. ",
                                          "In our town: ",
                                          "From our own work: ",
                                          "I have lived this. ",
                                          "As a family we say: " };
    struct buf *out = buf_in(w->arena, WORDS_BYTES);
    size_t n = 1 + draw(w, 3), first = draw(w, bank->n), step = 1 + draw(w, 4);
    buf_printf(out, "%s", begins[draw(w, sizeof begins / sizeof begins[0])]);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i ? " " : "",
                   STR_ARG(bank->words[(first + i * step) % bank->n]));
    return buf_view(out);
}

static struct str some_options(struct writing *w, const struct question *q)
{
    struct buf *out = buf_in(w->arena, WORDS_BYTES);
    size_t n = q->type == QUESTION_SEVERAL ? 1 + draw(w, 3) : 1, at = draw(w, q->n_options);
    if (draw(w, 3) == 0) /* not all choices are liked alike */
        at = 0;
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i ? ";" : "",
                   STR_ARG(q->option[(at + i) % q->n_options].code));
    return buf_view(out);
}

static struct str place_words(struct writing *w)
{
    static const char *const places[] = { "Kirkcaldy", "Dunfermline", "Glenrothes",
                                          "Leven",     "Cupar",       "The whole of Fife" };
    return str_from(places[draw(w, sizeof places / sizeof places[0])]);
}

static struct str answer_words(struct writing *w, const struct question *q, size_t *n_texts)
{
    static const int of_text[] = { BANK_WAY, BANK_WORKS, BANK_ELSE };
    switch ((int)q->type) {
    case QUESTION_ONE:
    case QUESTION_SEVERAL:
    case QUESTION_SCALE:
        return some_options(w, q);
    case QUESTION_NUMBER:
        return str_printf(w->arena, "%zu", draw(w, 40));
    case QUESTION_LONG:
        return some_words(w, &w->bank[of_text[(*n_texts)++ % 3]]);
    default:
        return place_words(w);
    }
}

static enum err add_answers(struct writing *w, struct response_new *new, bool is_campaign)
{
    size_t n_texts = 0;
    struct response_answer *answer = arena_array(w->arena, w->form.n, sizeof *answer);
    if (!answer)
        return ERR_LIMIT;
    for (size_t i = 0; i < w->form.n; i++) {
        const struct question *q = &w->form.question[i];
        struct str words = answer_words(w, q, &n_texts);
        bool is_left_out = !q->is_required && draw(w, 4) == 0;
        if (is_campaign && q->type == QUESTION_LONG) {
            is_left_out = n_texts != 2;
            words = w->bank[BANK_CAMPAIGN].words[0];
        }
        if (!is_left_out)
            answer[new->n_answers++] = (struct response_answer){ .question_id = q->id,
                                                                 .wording = q->wording,
                                                                 .value = words };
    }
    new->answer = answer;
    return OK;
}

/* --- who, and how it came --- */

static void set_who(struct writing *w, struct response *r, size_t i)
{
    r->who = i % 3 == 1 ? STR("organisation") : STR("individual");
    if (str_eq(r->who, STR("organisation"))) {
        const struct sample_body *b = &w->body[(i / 3) % w->n_bodies];
        bool is_first = i / 3 < w->n_bodies;
        r->body_id = is_first ? b->id : 0;
        r->respondent.organisation =
            is_first ? b->name : str_printf(w->arena, "Sample local group %zu", i);
        r->represents_n = (int64_t)draw(w, 60);
    }
    r->respondent.name = str_printf(w->arena, "Sample person %zu", i);
    r->respondent.email = str_printf(w->arena, "person%zu@sample.example.org", i);
    r->may_contact = draw(w, 3) > 0;
}

static void set_choices(struct writing *w, struct response *r)
{
    static const char *const choices[] = { "publish_with_name", "publish_anonymous",
                                           "publish_anonymous", "do_not_publish" };
    r->publish_choice = str_from(choices[draw(w, sizeof choices / sizeof choices[0])]);
    r->publish_wording = RESPONSE_WORDING;
    r->naming = str_eq(r->who, STR("individual")) ? STR("not_asked") : STR("yes");
    r->privacy_version = w->x.privacy_version;
}

/* Letters, calls, meetings, events and others: logged by staff, and not always asked. */
static void set_channel(struct writing *w, struct response *r, size_t i)
{
    static const char *const channels[] = { "email",  "letter",        "phone",  "meeting",
                                            "event",  "survey_import", "social", "email",
                                            "letter", "phone" };
    r->channel = STR("web");
    if (i < LOGGED_FROM)
        return;
    r->channel = str_from(channels[i % (sizeof channels / sizeof channels[0])]);
    r->entered_by = w->s->coordinator_id;
    r->entered_role = STR("Coordinator");
    r->was_read_back = str_eq(r->channel, STR("phone"));
    r->source_ref = str_printf(w->arena, "Sample box 1, item %zu", i - LOGGED_FROM + 1);
    if (str_eq(r->channel, STR("event")))
        r->who = STR("group");
    if (i % 5 == 0) {
        r->publish_choice = STR("not_asked");
        r->publish_wording = 0;
        r->privacy_version = 0;
    }
}

/* The last few tell apart what a count must tell apart. */
static void set_counting(struct writing *w, struct response *r, size_t i)
{
    r->handling = i % 4 == 0 ? STR("new") : STR("accepted");
    r->counting = STR("valid");
    if (i >= N_RESPONSES - 3) {
        r->late = STR("waiting");
        r->counting = STR("late_out");
    } else if (i >= N_RESPONSES - 5) {
        r->late = STR("in");
        r->late_reason = STR("The letter was posted in time.");
    } else if (i == N_RESPONSES - 6) {
        r->counting = STR("withdrawn");
        r->withdrawn_on = day_of(w->arena, w->x.closes_at_s - DAY_S);
        r->publish_choice = STR("do_not_publish");
    } else if (i == N_RESPONSES - 7) {
        r->counting = STR("not_valid");
        r->counting_reason = STR("Sample advertising, no answer.");
    }
}

static struct str received_on(struct writing *w, const struct response *r, size_t i)
{
    int64_t length = (w->x.closes_at_s - w->x.opens_at_s) / DAY_S;
    int64_t day = r->late.n ? length + 2 : (int64_t)draw(w, (size_t)length);
    if (!r->late.n && i % 3 == 0) /* most come at the end */
        day = length - 1 - (int64_t)draw(w, 5);
    return day_of(w->arena, w->x.opens_at_s + day * DAY_S);
}

static enum err make_one(struct writing *w, size_t i, struct response_new *new)
{
    *new = (struct response_new){ .code = w->code,
                                  .response = { .consultation_id = w->x.id, .is_live = true } };
    struct response *r = &new->response;
    set_who(w, r, i);
    set_choices(w, r);
    set_channel(w, r, i);
    set_counting(w, r, i);
    r->received_on = received_on(w, r, i);
    return add_answers(w, new, i >= CAMPAIGN_FROM && i < CAMPAIGN_FROM + CAMPAIGN_N);
}

/* --- the whole --- */

struct batch {
    struct writing *w;
    struct response_new new[AT_ONCE];
    size_t n;
};

static enum err batch_fn(struct db *db, void *arg)
{
    struct batch *b = arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < b->n; i++)
        e = response_add(db, b->w->arena, &b->new[i], &b->w->s->act);
    return e;
}

/* Three organisations answer together. */
static enum err make_joint(struct writing *w, struct response_new *new)
{
    struct response_body *body = arena_array(w->arena, 3, sizeof *body);
    if (!body || w->n_bodies < 3)
        return ERR_LIMIT;
    for (size_t i = 0; i < 3; i++)
        body[i] = (struct response_body){ .body_id = w->body[i].id,
                                          .name = w->body[i].name,
                                          .agreed = true };
    new->body = body;
    new->n_bodies = 3;
    new->response.is_joint = true;
    return OK;
}

static enum err write_some(struct writing *w)
{
    struct batch b = { .w = w };
    enum err e = OK;
    arena_reset(w->arena);
    for (; !e && b.n < AT_ONCE; b.n++) {
        e = make_one(w, w->from + b.n, &b.new[b.n]);
        if (!e && w->from + b.n == JOINT_AT)
            e = make_joint(w, &b.new[b.n]);
    }
    w->from += b.n;
    return e ? e : store_write(w->s->store, batch_fn, &b);
}

enum err sample_responses(struct sample *s)
{
    struct writing w = { .s = s, .lot = 20261122 };
    enum err e = sample_consultation_closed(s, &w.x);
    if (!e)
        e = question_form_load(s->db, s->arena, w.x.id, &w.form);
    if (!e)
        e = consultation_code(s->db, s->arena, &w.x, &w.code);
    if (!e)
        e = read_bodies(&w);
    if (e)
        return e;
    read_bank(&w);
    w.arena = arena_new(BATCH_BYTES);
    while (!e && w.from < N_RESPONSES)
        e = write_some(&w);
    arena_free(w.arena);
    return e;
}
