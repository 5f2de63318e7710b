/*
 * draft_gather.c: a draft as the response that it makes, and what stands in its way.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/web/form.h"
#include "modules/bodies/body.h"
#include "modules/responses/draft.h"
#include "modules/invitations/invited.h"
#include "modules/responses/respond_words.h"
#include "modules/partnerships/area.h"

#define PEOPLE_MOST 10000000
#define ABOUT_FAULTS_MAX 16

enum { Q_FILES };

static const char *const sql[] = {
    [Q_FILES] = "SELECT name FROM file WHERE owner_kind = 'draft' AND owner_id = $1 AND field "
                "= $2 UNION ALL SELECT name FROM file WHERE owner_kind = 'response' AND "
                "owner_id = $3 AND field = $2 ORDER BY name",
};
const struct sql_list draft_gather_sql = SQL_LIST("draft_gather", sql);

enum err draft_file_names(struct db *db, struct arena *a, const struct draft *d,
                          struct str field, struct str *out)
{
    struct buf *b = buf_in(a, 4096);
    struct stmt *s =
        db_query(db, sql[Q_FILES], BINDS(bi(d->id), bt(field), bi(d->response_id)));
    while (db_row(s)) {
        if (b->n)
            buf_char(b, ';');
        buf_str(b, db_text(s, 0, a));
    }
    *out = buf_view(b);
    return db_done(s, OK);
}

struct gathering {
    struct db *db;
    struct arena *a;
    const struct draft *d;
    const struct consultation *x;
    const struct question_form *form;
    struct draft_outcome *out;
    struct response_answer *answer, *equality;
};

static void add_fault(struct gathering *g, struct str field, struct str message)
{
    g->out->fault[g->out->n_faults++] = (struct draft_fault){ field, message };
}

static struct str value_of(const struct gathering *g, const char *field)
{
    return str_trim(draft_value(g->d, field));
}

static bool is_yes(const struct gathering *g, const char *field)
{
    return str_eq(value_of(g, field), STR("yes"));
}

/* --- about you --- */

static struct str line_of(struct gathering *g, const char *field, size_t most, struct str noun)
{
    struct str value = value_of(g, field);
    size_t n = utf8_length(value);
    if (n > most)
        add_fault(g, str_from(field), form_too_long(g->a, noun, most, n));
    return value;
}

static void gather_person(struct gathering *g)
{
    struct response *r = &g->out->new.response;
    struct respondent *p = &r->respondent;
    r->who = value_of(g, "who");
    bool is_one = str_eq(r->who, STR("individual"));
    if (!is_one && !str_eq(r->who, STR("organisation")) && !str_eq(r->who, STR("group")))
        add_fault(g, STR("who"), STR(RESPOND_SELECT_WHO));
    p->name = line_of(g, "name", RESPONSE_NAME_CHARS, STR(RESPOND_NAME_NOUN));
    if (!is_one) {
        p->organisation = line_of(g, "organisation", RESPONSE_ORGANISATION_CHARS,
                                  STR(RESPOND_ORGANISATION_NOUN));
        p->role_title = line_of(g, "role_title", RESPONSE_ROLE_CHARS, STR(RESPOND_ROLE_NOUN));
    }
    p->phone = value_of(g, "phone");
    p->email = value_of(g, "email");
    if (p->email.n && !form_is_email(p->email))
        add_fault(g, STR("email"), STR(RESPOND_EMAIL_FORM));
    else if (!p->email.n && is_yes(g, "copy"))
        add_fault(g, STR("email"), STR(RESPOND_EMAIL_FOR_COPY));
    else if (!p->email.n && is_yes(g, "may_contact"))
        add_fault(g, STR("email"), STR(RESPOND_EMAIL_FOR_CONTACT));
}

static void gather_areas(struct gathering *g)
{
    struct str rest = value_of(g, "areas"), slug;
    g->out->new.response.areas = rest;
    while (str_cut(&rest, ';', &slug))
        if (!list_holds(g->x->areas, slug)) {
            add_fault(g, STR("areas"), STR(RESPOND_AREA_UNKNOWN));
            return;
        }
}

static void gather_views(struct gathering *g)
{
    struct response *r = &g->out->new.response;
    struct str n = value_of(g, "represents_n");
    if (str_eq(r->who, STR("individual")))
        return;
    bool is_number = str_to_i64(n, &r->represents_n) && r->represents_n >= 0 &&
                     r->represents_n <= PEOPLE_MOST;
    if (n.n && !is_number) {
        r->represents_n = 0;
        add_fault(g, STR("represents_n"), STR(RESPOND_PEOPLE_NUMBER));
    }
    r->gathered = line_of(g, "gathered", RESPONSE_GATHERED_CHARS, STR(RESPOND_GATHERED_NOUN));
}

/* The entry that the person said it is; a body's own draft is that body's. */
static enum err gather_body(struct gathering *g)
{
    struct response *r = &g->out->new.response;
    struct str slug = value_of(g, "body");
    r->body_id = g->d->body_id;
    r->is_official = g->d->body_id != 0;
    if (r->body_id || !slug.n || !str_eq(r->who, STR("organisation")))
        return OK;
    enum err e = body_id_by_slug(g->db, slug, &r->body_id);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e; /* "none" is no address */
    struct invited by = { 0 };
    e = g->d->invitation_id ? invited_load(g->db, g->a, g->d->invitation_id, &by) : OK;
    if (by.body_id != r->body_id) /* whoever typed it says so, and nothing shows it */
        r->handling = STR("identity_check");
    return e == ERR_NOT_FOUND ? OK : e;
}

/* "slug<tab>name<tab>1", a line each */
static enum err gather_joint(struct gathering *g)
{
    struct response_new *new = &g->out->new;
    struct str rest = draft_value(g->d, "joint"), line;
    struct response_body *body = arena_array(g->a, RESPONSE_BODIES_MAX, sizeof *body);
    if (!body)
        return ERR_LIMIT;
    new->body = body;
    while (new->n_bodies < RESPONSE_BODIES_MAX && str_cut(&rest, '\n', &line)) {
        struct str slug = { 0 }, name = { 0 };
        struct response_body *b = &body[new->n_bodies];
        if (!str_cut(&line, '\t', &slug) || !str_cut(&line, '\t', &name) || !name.n)
            continue;
        *b = (struct response_body){ .name = name, .agreed = str_eq(line, STR("1")) };
        enum err e = slug.n ? body_id_by_slug(g->db, slug, &b->body_id) : OK;
        if (e && e != ERR_NOT_FOUND)
            return e;
        new->n_bodies++;
    }
    new->response.is_joint = new->n_bodies > 0;
    return OK;
}

/* --- publishing --- */

static void name_for_publishing(struct gathering *g)
{
    const struct response *r = &g->out->new.response;
    const struct respondent *p = &r->respondent;
    if (!str_eq(r->publish_choice, STR("publish_with_name")))
        return;
    bool is_one = str_eq(r->who, STR("individual"));
    if (is_one && !p->name.n)
        add_fault(g, STR("name"), STR(RESPOND_ENTER_NAME));
    else if (!is_one && !p->organisation.n)
        add_fault(g, STR("organisation"),
                  str_eq(r->who, STR("group")) ? STR(RESPOND_ENTER_GROUP)
                                               : STR(RESPOND_ENTER_ORGANISATION));
}

static void gather_choices(struct gathering *g)
{
    struct response *r = &g->out->new.response;
    struct str naming = value_of(g, "naming");
    r->publish_choice = value_of(g, "publish");
    r->publish_wording = RESPONSE_WORDING;
    bool is_chosen = consultation_knows(consultation_choices, r->publish_choice) &&
                     !str_eq(r->publish_choice, STR("not_asked"));
    if (!is_chosen)
        add_fault(g, STR("publish"), STR(RESPOND_SELECT_PUBLISH));
    name_for_publishing(g);
    bool is_named = !str_eq(r->who, STR("individual")) && naming.n &&
                    consultation_knows(consultation_namings, naming);
    r->naming = is_named ? naming : STR("not_asked");
    r->may_contact = is_yes(g, "may_contact");
    if (!str_to_i64(value_of(g, "privacy"), &r->privacy_version))
        r->privacy_version = g->x->privacy_version;
}

/* --- answers --- */

static enum err gather_answer(struct gathering *g, const struct question *q)
{
    struct response_new *new = &g->out->new;
    struct str field = question_name(g->a, q);
    const char *name = str_z(g->a, field),
               *other = str_z(g->a, str_join(g->a, field, STR("_other")));
    if (!name || !other)
        return ERR_LIMIT;
    struct question_answer x = { .value = draft_value(g->d, name),
                                 .other = draft_value(g->d, other) };
    enum err e =
        q->type == QUESTION_FILE ? draft_file_names(g->db, g->a, g->d, field, &x.value) : OK;
    if (e)
        return e;
    question_judge(g->a, q, true, &x);
    if (x.fault.n) {
        add_fault(g, x.is_fault_of_other ? str_from(other) : field, x.fault);
        return OK;
    }
    if (!x.value.n)
        return OK;
    const struct response_answer one = {
        .question_id = q->id, .wording = q->wording, .value = x.value, .other = x.other
    };
    if (q->is_equality)
        g->equality[new->n_equality++] = one;
    else
        g->answer[new->n_answers++] = one;
    return OK;
}

static enum err gather_answers(struct gathering *g)
{
    const struct question_form *f = g->form;
    struct answer_source from = draft_answers(g->d);
    g->answer = arena_array(g->a, f->n + 1, sizeof *g->answer);
    g->equality = arena_array(g->a, f->n + 1, sizeof *g->equality);
    if (!g->answer || !g->equality)
        return ERR_LIMIT;
    enum err e = OK;
    for (size_t i = 0; !e && i < f->n; i++) {
        const struct question *q = &f->question[i];
        /* of a sent one they stand apart already */
        bool is_done = q->is_equality && g->d->response_id;
        if (q->type != QUESTION_INFORMATION && !is_done && question_is_asked(f, q, &from, g->a))
            e = gather_answer(g, q);
    }
    g->out->new.answer = g->answer;
    g->out->new.equality = g->equality;
    return e;
}

enum err draft_gather(struct db *db, struct arena *a, const struct draft *d,
                      const struct consultation *x, const struct question_form *form,
                      struct draft_outcome *out)
{
    struct gathering g = { .db = db, .a = a, .d = d, .x = x, .form = form, .out = out };
    *out = (struct draft_outcome){ .new = { .response = { .consultation_id = d->consultation_id,
                                                          .channel = STR("web"),
                                                          .handling = STR("new"),
                                                          .counting = STR("valid"),
                                                          .invitation_id = d->invitation_id,
                                                          .is_live = true },
                                            .draft_id = d->id },
                                   .fault = arena_array(a, form->n + ABOUT_FAULTS_MAX,
                                                        sizeof *out->fault) };
    if (!out->fault)
        return ERR_LIMIT;
    gather_person(&g);
    gather_areas(&g);
    gather_views(&g);
    enum err e = gather_body(&g);
    if (!e)
        e = gather_joint(&g);
    if (!e)
        e = gather_answers(&g);
    if (!e)
        gather_choices(&g);
    if (!e)
        e = consultation_code(db, a, x, &out->new.code);
    return e ? e : arena_failed(a) ? ERR_LIMIT : OK;
}
