/* response_log_show.c: the form for logging a response, and what was typed, to be checked. */
#include "modules/responses/response_log.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/web/form_date.h"
#include "gen/symbols.h"
#include "modules/responses/response_log_words.h"
#include "modules/partnerships/partnership_page.h"

#define NAMES_BYTES 4096

static const struct form_date received = { "received_day", "received_month", "received_year" };

#define MAX_OPTIONS (LOG_EVENTS_MAX + QUESTIONS_MAX)

struct choices {
    struct form_option option[MAX_OPTIONS];
    size_t n;
};

static void choose(struct choices *x, struct str value, struct str label)
{
    if (x->n < MAX_OPTIONS)
        x->option[x->n++] = (struct form_option){ .value = value, .label = label };
}

static void choose_words(struct choices *x, const struct consultation_word *w)
{
    for (; w->code; w++)
        choose(x, str_from(w->code), str_from(w->label));
}

/* --- the form --- */

static void show_channel(struct response_log *k, struct choices *x)
{
    x->n = 0;
    for (const struct consultation_word *w = consultation_channels; w->code; w++) {
        struct str code = str_from(w->code);
        if (!str_eq(code, STR("web")) && !str_eq(code, STR("survey_import")))
            choose(x, code, str_from(w->label));
    }
    form_options(k->f, S(channel), "channel", x->option, x->n);
}

static void show_yes_no(struct response_log *k, struct choices *x, symbol as, const char *name)
{
    x->n = 0;
    choose(x, STR("yes"), STR(LOG_YES));
    choose(x, STR("no"), STR(LOG_NO));
    form_options(k->f, as, name, x->option, x->n);
}

static void show_late(struct response_log *k, struct choices *x)
{
    x->n = 0;
    choose(x, STR("waiting"), STR(LOG_LATE_WAITING));
    choose(x, STR("in"), STR(LOG_LATE_IN));
    choose(x, STR("out"), STR(LOG_LATE_OUT));
    view_bool(k->v, S(is_late), k->is_late);
    form_options(k->f, S(late_field), "late", x->option, x->n);
    form_field_most(k->f, S(late_reason), "late_reason", RESPONSE_REASON_CHARS);
}

static struct str event_label(struct arena *a, const struct log_event *e)
{
    struct str day = date_long(a, london_from_s(e->starts_at_s).date);
    return str_printf(a, LOG_EVENT_OPTION, STR_ARG(e->title), STR_ARG(day));
}

static void show_events(struct response_log *k, struct choices *x)
{
    struct arena *a = k->c->arena;
    x->n = 0;
    choose(x, STR(""), STR(LOG_NO_EVENT));
    for (size_t i = 0; i < k->n_events; i++)
        choose(x, str_printf(a, "%lld", (long long)k->event[i].id),
               event_label(a, &k->event[i]));
    view_bool(k->v, S(has_events), k->n_events > 0);
    form_options(k->f, S(event_field), "event", x->option, x->n);
}

static void show_how(struct response_log *k, struct choices *x)
{
    show_channel(k, x);
    form_date_field(k->f, S(received), &received);
    show_late(k, x);
    form_field_most(k->f, S(source_ref), "source_ref", RESPONSE_SOURCE_CHARS);
    show_yes_no(k, x, S(read_back), "read_back");
    show_events(k, x);
}

static void show_matches(struct response_log *k, struct choices *x)
{
    struct arena *a = k->c->arena;
    x->n = 0;
    for (size_t i = 0; i < k->n_matches; i++) {
        const struct body_match *m = &k->match[i];
        choose(x, m->slug,
               m->charity_number.n ? str_printf(a, LOG_BODY_OPTION, STR_ARG(m->name),
                                                STR_ARG(m->charity_number))
                                   : m->name);
    }
    choose(x, STR("none"), STR(LOG_NO_BODY));
    view_bool(k->v, S(has_matches), k->n_matches > 0);
    form_options(k->f, S(body_pick), "body_pick", x->option, x->n);
}

static void show_whom(struct response_log *k, struct choices *x)
{
    struct form *f = k->f;
    x->n = 0;
    choose(x, STR("individual"), STR(LOG_WHO_INDIVIDUAL));
    choose(x, STR("organisation"), STR(LOG_WHO_ORGANISATION));
    choose(x, STR("group"), STR(LOG_WHO_GROUP));
    form_options(f, S(who), "who", x->option, x->n);
    form_field(f, S(organisation), "organisation");
    form_field(f, S(number), "number");
    show_matches(k, x);
    form_field(f, S(name), "name");
    form_field(f, S(role_title), "role_title");
    form_field(f, S(email), "email");
    form_field(f, S(phone), "phone");
    form_field_most(f, S(address), "address", RESPONSE_ADDRESS_CHARS);
    x->n = 0;
    for (size_t i = 0; i < k->areas.n; i++)
        choose(x, k->areas.item[i].slug, k->areas.item[i].name);
    view_bool(k->v, S(has_areas), k->areas.n > 1);
    form_options(f, S(areas_field), "areas", x->option, x->n);
    form_field(f, S(represents), "represents");
    form_field_most(f, S(gathered), "gathered", RESPONSE_GATHERED_CHARS);
}

/* Those that take a whole text; the first of them is chosen to begin with. */
static void show_letter(struct response_log *k, struct choices *x)
{
    struct arena *a = k->c->arena;
    x->n = 0;
    for (size_t i = 0; i < k->fields.form.n; i++) {
        const struct question *q = &k->fields.form.question[i];
        if (q->type == QUESTION_LONG)
            choose(x, question_name(a, q), q->title);
    }
    struct view *letter = form_field_most(k->f, S(letter), "letter", QUESTION_LONG_MOST);
    struct view *sheet = form_field_most(k->f, S(sheet), "sheet", SHEET_CHARS);
    if (k->has_sheet) { /* it stands in the fields now */
        view_str(letter, S(value), k->letter);
        view_str(sheet, S(value), STR(""));
    }
    form_options(k->f, S(letter_to), "letter_to", x->option, x->n);
}

static void show_consent(struct response_log *k, struct choices *x)
{
    x->n = 0;
    choose_words(x, consultation_choices);
    form_options(k->f, S(publish), "publish", x->option, x->n);
    x->n = 0;
    choose(x, STR("not_asked"), consultation_label(consultation_namings, STR("not_asked")));
    for (const struct consultation_word *w = consultation_namings; w->code; w++)
        if (!str_eq(str_from(w->code), STR("not_asked")))
            choose(x, str_from(w->code), str_from(w->label));
    form_options(k->f, S(naming), "naming", x->option, x->n);
    show_yes_no(k, x, S(may_contact), "may_contact");
}

static void show_read(struct response_log *k)
{
    view_bool(k->v, S(has_sheet), k->has_sheet);
    view_bool(k->v, S(has_unplaced), k->has_unplaced);
    view_bool(k->v, S(is_one), k->n_read == 1);
    view_int(k->v, S(n_answers), (int64_t)k->n_read);
}

void response_log_show(struct response_log *k)
{
    struct arena *a = k->c->arena;
    struct choices *x = ARENA_NEW(a, struct choices);
    if (!x)
        return;
    struct str closes = consultation_closes_words(a, k->x.closes_at_s);
    bool is_over = k->c->now_s >= k->x.closes_at_s;
    view_str(k->v, S(closes_words),
             str_printf(a, is_over ? LOG_CLOSED : LOG_CLOSES, STR_ARG(closes)));
    show_read(k);
    show_how(k, x);
    show_whom(k, x);
    show_letter(k, x);
    show_consent(k, x);
    response_fields_show(&k->fields);
}

/* --- to be checked --- */

struct said {
    struct response_log *k;
    struct list *rows, *carried;
};

static void say(const struct said *s, const char *key, struct str value)
{
    if (!value.n)
        return;
    struct view *v = list_add(s->rows);
    view_lit(v, S(key), key);
    view_str(v, S(value), value);
}

static struct str who_label(struct str who)
{
    return str_eq(who, STR("individual"))     ? STR(LOG_WHO_INDIVIDUAL)
           : str_eq(who, STR("organisation")) ? STR(LOG_WHO_ORGANISATION)
                                              : STR(LOG_WHO_GROUP);
}

static struct str late_label(struct arena *a, const struct response *r)
{
    struct str words = str_eq(r->late, STR("in"))    ? STR(LOG_LATE_IN)
                       : str_eq(r->late, STR("out")) ? STR(LOG_LATE_OUT)
                       : r->late.n                   ? STR(LOG_LATE_WAITING)
                                                     : STR("");
    return r->late_reason.n
               ? str_printf(a, LOG_EVENT_OPTION, STR_ARG(words), STR_ARG(r->late_reason))
               : words;
}

static struct str day_words(struct arena *a, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_long(a, d) : iso;
}

static void say_how(const struct said *s, const struct response *r)
{
    struct response_log *k = s->k;
    struct arena *a = k->c->arena;
    bool is_spoken = str_eq(r->channel, STR("phone")) || str_eq(r->channel, STR("meeting"));
    say(s, LOG_ROW_CHANNEL, consultation_label(consultation_channels, r->channel));
    say(s, LOG_ROW_RECEIVED, day_words(a, r->received_on));
    say(s, LOG_ROW_LATE, late_label(a, r));
    say(s, LOG_ROW_SOURCE, r->source_ref);
    if (is_spoken)
        say(s, LOG_ROW_READ_BACK, r->was_read_back ? STR(LOG_YES) : STR(LOG_NO));
    for (size_t i = 0; i < k->n_events; i++)
        if (r->event_id && k->event[i].id == r->event_id)
            say(s, LOG_ROW_EVENT, event_label(a, &k->event[i]));
}

static struct str area_names(struct response_log *k, struct str slugs)
{
    struct buf *out = buf_in(k->c->arena, NAMES_BYTES);
    for (size_t i = 0; i < k->areas.n; i++)
        if (list_holds(slugs, k->areas.item[i].slug))
            buf_printf(out, "%s%.*s", out->n ? ", " : "", STR_ARG(k->areas.item[i].name));
    return buf_view(out);
}

static void say_whom(const struct said *s, const struct response *r)
{
    struct response_log *k = s->k;
    const struct respondent *p = &r->respondent;
    say(s, LOG_ROW_WHO, who_label(r->who));
    say(s, LOG_ROW_ORGANISATION, p->organisation);
    for (size_t i = 0; i < k->n_matches; i++)
        if (r->body_id && k->match[i].body_id == r->body_id)
            say(s, LOG_ROW_BODY, k->match[i].name);
    say(s, LOG_ROW_NAME, p->name);
    say(s, LOG_ROW_ROLE, p->role_title);
    say(s, LOG_ROW_EMAIL, p->email);
    say(s, LOG_ROW_PHONE, p->phone);
    say(s, LOG_ROW_ADDRESS, p->address);
    say(s, LOG_ROW_AREAS, area_names(k, r->areas));
    if (r->represents_n)
        say(s, LOG_ROW_PEOPLE, str_printf(k->c->arena, "%lld", (long long)r->represents_n));
    say(s, LOG_ROW_GATHERED, r->gathered);
}

static void say_consent(const struct said *s, const struct response *r)
{
    say(s, LOG_ROW_PUBLISH, consultation_label(consultation_choices, r->publish_choice));
    say(s, LOG_ROW_NAMING, consultation_label(consultation_namings, r->naming));
    say(s, LOG_ROW_CONTACT, r->may_contact ? STR(LOG_YES) : STR(LOG_NO));
}

static void carry_field(const struct said *s, const char *name, struct str value)
{
    if (!value.n)
        return;
    struct view *v = list_add(s->carried);
    view_lit(v, S(name), name);
    view_str(v, S(value), value);
}

/* The whole text stands in its answer by now. */
static void carry_all(const struct said *s)
{
    static const char *const names[] = {
        "channel",      "received_day", "received_month", "received_year", "late",
        "late_reason",  "source_ref",   "read_back",      "event",         "who",
        "organisation", "number",       "body_pick",      "name",          "role_title",
        "email",        "phone",        "address",        "represents",    "gathered",
        "publish",      "naming",       "may_contact"
    };
    struct response_log *k = s->k;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        carry_field(s, names[i], form_value(k->f, names[i]));
    for (size_t i = 0; i < k->areas.n; i++)
        if (form_chosen(k->f, "areas", k->areas.item[i].slug))
            carry_field(s, "areas", k->areas.item[i].slug);
}

void response_log_check(struct response_log *k)
{
    const struct response *r = &k->new.response;
    struct list *bodies = view_list(k->v, S(bodies));
    response_fields_say(&k->fields); /* makes `carried` */
    struct said s = { .k = k, .rows = view_list(k->v, S(rows)) };
    s.carried = view_list(k->v, S(more_carried));
    show_read(k);
    say_how(&s, r);
    say_whom(&s, r);
    say_consent(&s, r);
    carry_all(&s);
    for (size_t i = 0; i < k->new.n_bodies; i++)
        list_add_str(bodies, k->body[i].name);
    form_field(k->f, S(file), "file");
    view_bool(k->v, S(has_bodies), k->new.n_bodies > 0);
    view_bool(k->v, S(is_event), r->event_id != 0);
    view_bool(k->v, S(is_early), k->is_early);
}
