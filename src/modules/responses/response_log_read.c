/* response_log_read.c: what staff typed of a response, as a response. */
#include "modules/responses/response_log.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/web/form_date.h"
#include "modules/consultations/event.h"
#include "modules/responses/response_log_words.h"
#include "modules/people/visitor.h"

#define SLUGS_BYTES 4096

enum { Q_EVENTS };

/* clang-format off */
static const char *const sql[] = {
    [Q_EVENTS] = "SELECT e.id, e.starts_at_s, e.title, (SELECT coalesce(sum(h.n), 0) FROM event_headcount h "
                 "WHERE h.event_id = e.id), coalesce((SELECT r.receipt FROM response r WHERE r.event_id = e.id "
                 "AND r.consultation_id = $1 AND r.is_live = 1 AND r.counting <> 'withdrawn' LIMIT 1), '') "
                 "FROM consultation_partnership p JOIN event e ON e.partnership_id = p.partnership_id "
                 "WHERE p.consultation_id = $1 AND e.state <> 'cancelled' AND e.starts_at_s <= $2 "
                 "AND (e.consultation_id IS NULL OR e.consultation_id = $1) ORDER BY e.starts_at_s DESC LIMIT $3",
};
/* clang-format on */
const struct sql_list response_log_sql = SQL_LIST("response_log", sql);

static const struct form_date received = { "received_day", "received_month", "received_year" };

enum err response_log_events(struct response_log *k)
{
    struct ctx *c = k->c;
    k->event = arena_array(c->arena, LOG_EVENTS_MAX, sizeof *k->event);
    if (!k->event)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(c->db, sql[Q_EVENTS], BINDS(bi(k->x.id), bi(c->now_s), bi(LOG_EVENTS_MAX)));
    while (k->n_events < LOG_EVENTS_MAX && db_row(s))
        k->event[k->n_events++] = (struct log_event){ .id = db_i64(s, 0),
                                                      .starts_at_s = db_i64(s, 1),
                                                      .title = db_text(s, 2, c->arena),
                                                      .n_people = db_i64(s, 3),
                                                      .receipt = db_text(s, 4, c->arena) };
    return db_done(s, arena_failed(c->arena) ? ERR_LIMIT : OK);
}

/* --- how it came --- */

static bool is_value(struct response_log *k, const char *name, const char *value)
{
    return str_eq(form_value(k->f, name), str_from(value));
}

/* Codes that the form offers and nothing else. */
static void take_code(struct response_log *k, const char *name,
                      const struct consultation_word *list, struct str message)
{
    if (form_required(k->f, name, message) && !consultation_knows(list, form_value(k->f, name)))
        form_error(k->f, name, STR(LOG_OFFERED));
}

static void take_late(struct response_log *k, struct response *r)
{
    struct str late = form_value(k->f, "late");
    bool is_decided = str_eq(late, STR("in")) || str_eq(late, STR("out"));
    if (!k->is_late)
        return;
    if (!is_decided && !str_eq(late, STR("waiting")))
        form_error(k->f, "late", STR(LOG_SELECT_LATE));
    if (is_decided)
        form_required(k->f, "late_reason", STR(LOG_ENTER_LATE_REASON));
    form_length(k->f, "late_reason", RESPONSE_REASON_CHARS, STR(LOG_LATE_NOUN));
    r->late = late;
    r->late_reason = form_value(k->f, "late_reason");
    r->counting = str_eq(late, STR("in")) ? STR("valid") : STR("late_out");
}

static void take_date(struct response_log *k, struct response *r)
{
    struct arena *a = k->c->arena;
    struct date on, today = london_from_s(k->c->now_s).date;
    enum form_date_is is = form_date_read(a, k->f, &received, &on);
    if (is == FORM_DATE_EMPTY)
        form_error(k->f, received.day, STR(LOG_ENTER_DATE));
    if (is != FORM_DATE_GOOD)
        return;
    int64_t day = date_to_days(on);
    if (day > date_to_days(today)) {
        form_error(k->f, received.day, STR(LOG_DATE_AHEAD));
        return;
    }
    r->received_on = date_iso(a, on);
    /* the last minute that counts belongs to the last day */
    k->is_late = day > date_to_days(london_from_s(k->x.closes_at_s - 1).date);
    k->is_early = day < date_to_days(london_from_s(k->x.opens_at_s).date);
    take_late(k, r);
}

static void take_read_back(struct response_log *k, struct response *r)
{
    bool is_spoken = str_eq(r->channel, STR("phone")) || str_eq(r->channel, STR("meeting"));
    if (is_spoken)
        form_required(k->f, "read_back", STR(LOG_SELECT_READ_BACK));
    r->was_read_back = is_spoken && is_value(k, "read_back", "yes");
}

static void take_how(struct response_log *k, struct response *r)
{
    take_code(k, "channel", consultation_channels, STR(LOG_SELECT_CHANNEL));
    r->channel = form_value(k->f, "channel");
    if (str_eq(r->channel, STR("web")) || str_eq(r->channel, STR("survey_import")))
        form_error(k->f, "channel", STR(LOG_OFFERED));
    take_date(k, r);
    form_length(k->f, "source_ref", RESPONSE_SOURCE_CHARS, STR(LOG_NOUN_SOURCE));
    r->source_ref = form_value(k->f, "source_ref");
    take_read_back(k, r);
}

/* --- an event --- */

/* Who was there stands in the response too; what was said, where nothing else is typed. */
static enum err take_present(struct response_log *k, int64_t event_id)
{
    struct ctx *c = k->c;
    struct event event;
    struct event_presence *present = arena_array(c->arena, EVENT_BODIES_MAX, sizeof *present);
    size_t n = 0;
    enum err e = present ? event_load(c->db, c->arena, event_id, &event) : ERR_LIMIT;
    if (!e)
        e = event_present(c->db, c->arena, event_id, present, &n);
    for (size_t i = 0; !e && i < n && i < RESPONSE_BODIES_MAX; i++)
        k->body[k->new.n_bodies++] =
            (struct response_body){ .body_id = present[i].body_id, .name = present[i].name };
    k->new.body = k->body;
    if (!e)
        k->themes = event.themes;
    return e;
}

static enum err take_event(struct response_log *k, struct response *r)
{
    int64_t id = 0;
    struct str typed = form_value(k->f, "event");
    if (!typed.n || !str_to_i64(typed, &id) || !id)
        return OK;
    for (size_t i = 0; i < k->n_events; i++) {
        const struct log_event *e = &k->event[i];
        if (e->id != id)
            continue;
        if (e->receipt.n)
            form_error(k->f, "event",
                       str_printf(k->c->arena, LOG_EVENT_TAKEN, STR_ARG(e->receipt)));
        r->event_id = id;
        if (!r->represents_n)
            r->represents_n = e->n_people;
        return take_present(k, id);
    }
    form_error(k->f, "event", STR(LOG_EVENT_GONE));
    return OK;
}

/* --- from whom --- */

static bool knows_who(struct str who)
{
    return str_eq(who, STR("individual")) || str_eq(who, STR("organisation")) ||
           str_eq(who, STR("group"));
}

static enum err find_matches(struct response_log *k, struct str number)
{
    struct ctx *c = k->c;
    const struct body_likeness like = { .name = form_value(k->f, "organisation"),
                                        .charity_number = number };
    return body_likely(c->db, c->arena, &like, k->match, LOG_MATCHES_MAX, &k->n_matches);
}

/* Which entry of the register: asked where some are like the name or number that was typed. */
static enum err take_body(struct response_log *k, struct response *r)
{
    struct ctx *c = k->c;
    struct str number, pick = form_value(k->f, "body_pick");
    if (!body_charity_number(c->arena, form_value(k->f, "number"), &number)) {
        form_error(k->f, "number", STR(LOG_NUMBER_FORM));
        return OK;
    }
    if (!r->respondent.organisation.n && !number.n)
        return OK;
    enum err e = find_matches(k, number);
    bool is_answered = str_eq(pick, STR("none"));
    for (size_t i = 0; !e && i < k->n_matches; i++)
        if (str_eq(pick, k->match[i].slug)) {
            r->body_id = k->match[i].body_id;
            is_answered = true;
            if (!r->respondent.organisation.n)
                r->respondent.organisation = k->match[i].name;
        }
    if (!e && k->n_matches && !is_answered)
        form_error(k->f, "body_pick", STR(LOG_SELECT_BODY));
    return e;
}

static void take_areas(struct response_log *k, struct response *r)
{
    struct buf *out = buf_in(k->c->arena, SLUGS_BYTES);
    for (size_t i = 0; i < k->areas.n; i++)
        if (form_chosen(k->f, "areas", k->areas.item[i].slug))
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(k->areas.item[i].slug));
    r->areas = buf_view(out);
}

static void take_people(struct response_log *k, struct response *r)
{
    struct str typed = form_value(k->f, "represents");
    int64_t n = 0;
    bool is_good = !typed.n || (str_to_i64(typed, &n) && n >= 0 && n <= LOG_REPRESENTS_MAX);
    if (!is_good)
        form_error(k->f, "represents", STR(LOG_PEOPLE_FORM));
    form_length(k->f, "gathered", RESPONSE_GATHERED_CHARS, STR(LOG_NOUN_GATHERED));
    r->represents_n = is_good ? n : 0;
    r->gathered = form_value(k->f, "gathered");
}

static void take_contact(struct response_log *k, struct respondent *p)
{
    form_length(k->f, "name", RESPONSE_NAME_CHARS, STR(LOG_NOUN_NAME));
    form_length(k->f, "organisation", RESPONSE_ORGANISATION_CHARS, STR(LOG_NOUN_ORGANISATION));
    form_length(k->f, "role_title", RESPONSE_ROLE_CHARS, STR(LOG_NOUN_ROLE));
    form_email(k->f, "email", STR(LOG_EMAIL_FORM));
    form_length(k->f, "phone", RESPONSE_PHONE_CHARS, STR(LOG_NOUN_PHONE));
    form_length(k->f, "address", RESPONSE_ADDRESS_CHARS, STR(LOG_NOUN_ADDRESS));
    p->name = form_value(k->f, "name");
    p->organisation = form_value(k->f, "organisation");
    p->role_title = form_value(k->f, "role_title");
    p->email = form_value(k->f, "email");
    p->phone = form_value(k->f, "phone");
    p->address = form_value(k->f, "address");
}

static enum err take_whom(struct response_log *k, struct response *r)
{
    if (form_required(k->f, "who", STR(LOG_SELECT_WHO)) && !knows_who(form_value(k->f, "who")))
        form_error(k->f, "who", STR(LOG_OFFERED));
    r->who = form_value(k->f, "who");
    take_contact(k, &r->respondent);
    take_areas(k, r);
    take_people(k, r);
    enum err e = take_event(k, r);
    if (e || str_eq(r->who, STR("individual")))
        return e;
    if (str_eq(r->who, STR("organisation")) && !form_value(k->f, "number").n)
        form_required(k->f, "organisation", STR(LOG_ENTER_ORGANISATION));
    return take_body(k, r);
}

/* --- what they say, and agree to --- */

static struct str whole_text(struct response_log *k)
{
    return k->letter.n || response_fields_count(&k->fields) ? k->letter : k->themes;
}

/* Last of all: a form that comes back shows it in its own box. */
static void take_letter(struct response_log *k)
{
    struct str text = whole_text(k);
    const struct question *q = question_named(&k->fields.form, form_value(k->f, "letter_to"));
    form_length(k->f, "letter", QUESTION_LONG_MOST, STR(LOG_NOUN_LETTER));
    if (text.n && !q)
        form_error(k->f, "letter_to", STR(LOG_SELECT_QUESTION));
    if (text.n && q && !form_failed(k->f))
        response_fields_append(&k->fields, q->id, text);
}

static enum err take_answers(struct response_log *k)
{
    k->letter = form_value(k->f, "letter");
    response_fields_read(&k->fields);
    enum err e = response_log_sheet(k);
    if (!e && !response_fields_count(&k->fields) && !whole_text(k).n)
        form_error(k->f, "letter", STR(LOG_ENTER_ANSWER));
    return e;
}

static void take_consent(struct response_log *k, struct response *r)
{
    struct str naming = form_value(k->f, "naming");
    take_code(k, "publish", consultation_choices, STR(LOG_SELECT_PUBLISH));
    r->publish_choice = form_value(k->f, "publish");
    r->publish_wording = RESPONSE_WORDING;
    r->naming = consultation_knows(consultation_namings, naming) ? naming : STR("not_asked");
    r->may_contact = is_value(k, "may_contact", "yes");
}

enum err response_log_read(struct response_log *k)
{
    struct response *r = &k->new.response;
    k->new = (struct response_new){ .response = { .consultation_id = k->x.id,
                                                  .handling = STR("new"),
                                                  .counting = STR("valid"),
                                                  .entered_by = k->c->visitor->account.id,
                                                  .entered_role = STR(LOG_BY_ROLE),
                                                  .is_live = true } };
    take_how(k, r);
    enum err e = take_whom(k, r);
    if (!e)
        e = take_answers(k);
    if (e)
        return e;
    take_consent(k, r);
    if (!k->has_unplaced) /* else the form comes back, with the whole text in its own box */
        take_letter(k);
    return form_failed(k->f) ? OK : response_fields_answers(&k->fields, &k->new);
}

enum err response_log_reread(struct response_log *k)
{
    struct str number;
    bool has_matches = form_value(k->f, "body_pick").n &&
                       body_charity_number(k->c->arena, form_value(k->f, "number"), &number);
    k->is_late = form_value(k->f, "late").n || form_value(k->f, "late_reason").n;
    k->letter = form_value(k->f, "letter");
    response_fields_read(&k->fields);
    enum err e = has_matches ? find_matches(k, number) : OK;
    return e ? e : response_log_sheet(k);
}
