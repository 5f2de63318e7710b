/*
 * body_reuse_pages.c: answer once, use many times: what the organisation answered to a like
 * consultation, of another area or year, beside the questions of this one; what is ticked is
 * taken over into the draft (3.21, B.10).
 *
 * Questions are the same when their folded words are; an answer with options is taken over
 * where each chosen option is offered here under the same label.
 */
#include "modules/responses/body_response_pages.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/responses/body_response_words.h"
#include "modules/people/visitor.h"

#define VALUE_BYTES ((size_t)128 * 1024)

struct reusing {
    struct ctx *c;
    struct body_draft d;
    struct draft draft;
    struct consultation x;
    struct body_sent *sent; /* to like consultations */
    size_t n_sent;
    const struct body_sent *from; /* the one that was chosen; NULL: none */
    struct question_form here, there;
    struct response_answer *answer;
    size_t n_answers;
    bool is_sent; /* the form came: it shows what was ticked */
    struct view *v;
    struct form *f;
};

/* One question here and the answer that was given there. */
struct matched {
    const struct question *q, *old;
    const struct response_answer *answer;
    struct str value; /* as it is taken over; empty: it cannot be */
};

/* Official ones of the body to another consultation of the same kind. */
static enum err load_like(struct reusing *k)
{
    struct ctx *c = k->c;
    size_t n = 0;
    k->sent = arena_array(c->arena, BODY_SENT_MAX, sizeof *k->sent);
    enum err e = k->sent
                     ? body_sent_list(c->db, c->arena, k->d.body_id, k->sent, BODY_SENT_MAX, &n)
                     : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++)
        if (str_eq(k->sent[i].kind, k->x.kind) && k->sent[i].consultation_id != k->x.id &&
            !str_eq(k->sent[i].counting, STR("withdrawn")))
            k->sent[k->n_sent++] = k->sent[i];
    for (size_t i = 0; i < k->n_sent && !e; i++)
        if (str_eq(k->sent[i].receipt, param_str(c, "from")))
            k->from = &k->sent[i];
    return e;
}

static enum err load_answers(struct reusing *k)
{
    struct ctx *c = k->c;
    if (!k->from)
        return OK;
    enum err e = question_form_load(c->db, c->arena, k->from->consultation_id, &k->there);
    return e ? e : response_answers(c->db, c->arena, k->from->id, &k->answer, &k->n_answers);
}

static enum err reusing_open(struct ctx *c, struct reusing *k)
{
    *k = (struct reusing){ .c = c };
    enum err e = body_draft_own(c, &k->d);
    if (!e)
        e = draft_load(c->db, c->arena, k->d.id, &k->draft);
    if (!e)
        e = consultation_load(c->db, c->arena, k->d.consultation_id, &k->x);
    if (!e)
        e = question_form_load(c->db, c->arena, k->x.id, &k->here);
    if (!e)
        e = load_like(k);
    if (!e)
        e = load_answers(k);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    page_back(c, str_printf(c->arena, "/body/responses/%lld/share", (long long)k->d.id));
    return k->f ? OK : ERR_LIMIT;
}

/* --- matching --- */

static bool has_options(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL || q->type == QUESTION_SCALE;
}

static struct str code_of_label(const struct question *q, struct str label)
{
    for (size_t i = 0; i < q->n_options; i++)
        if (str_eq(q->option[i].label, label))
            return q->option[i].code;
    return (struct str){ 0 };
}

/* Empty: one of the options is not offered here. */
static struct str carry_over(struct arena *a, const struct matched *m)
{
    struct str rest = m->answer->value, code;
    struct buf *out = buf_in(a, VALUE_BYTES);
    if (m->q->type != m->old->type)
        return (struct str){ 0 };
    if (!has_options(m->q))
        return rest;
    while (str_cut(&rest, ';', &code)) {
        bool is_other = str_eq(code, STR("other")) && m->q->has_other;
        struct str here =
            is_other ? code : code_of_label(m->q, question_option_label(m->old, code));
        if (!here.n)
            return (struct str){ 0 };
        if (out->n)
            buf_char(out, ';');
        buf_str(out, here);
    }
    return buf_view(out);
}

static bool match_one(struct reusing *k, const struct question *q, struct matched *out)
{
    struct arena *a = k->c->arena;
    struct str words = utf8_fold(a, q->title);
    if (q->is_equality || q->type == QUESTION_FILE || q->type == QUESTION_INFORMATION)
        return false;
    for (size_t i = 0; i < k->n_answers; i++) {
        const struct question *old = question_find(&k->there, k->answer[i].question_id);
        if (!old || !str_eq(utf8_fold(a, old->title), words))
            continue;
        *out = (struct matched){ .q = q, .old = old, .answer = &k->answer[i] };
        out->value = carry_over(a, out);
        return true;
    }
    return false;
}

/* --- the page --- */

static void show_sent(struct reusing *k)
{
    struct arena *a = k->c->arena;
    struct list *rows = view_list(k->v, S(earlier));
    for (size_t i = 0; i < k->n_sent; i++) {
        struct view *v = list_add(rows);
        struct date d;
        view_str(v, S(title), k->sent[i].title);
        view_str(v, S(partnership_name), k->sent[i].partnership_name);
        view_str(v, S(received),
                 date_parse(k->sent[i].received_on, &d) ? date_long(a, d)
                                                        : k->sent[i].received_on);
        view_str(v, S(href), url_query(a, k->c->path, STR("from"), k->sent[i].receipt));
        view_bool(v, S(is_current), &k->sent[i] == k->from);
    }
    view_bool(k->v, S(has_earlier), k->n_sent > 0);
}

static bool is_ticked(struct ctx *c, struct str name)
{
    struct str *sent = arena_array(c->arena, QUESTIONS_MAX, sizeof *sent);
    size_t n = sent ? param_list(c, "take", sent, QUESTIONS_MAX) : 0;
    for (size_t i = 0; i < n; i++)
        if (str_eq(sent[i], name))
            return true;
    return false;
}

static void show_match(struct reusing *k, const struct matched *m, struct list *rows)
{
    struct arena *a = k->c->arena;
    struct view *v = list_add(rows);
    struct str name = question_name(a, m->q);
    const char *field = str_z(a, name);
    struct str now = field ? draft_value(&k->draft, field) : (struct str){ 0 };
    view_str(v, S(id), name);
    view_str(v, S(title), question_called(a, m->q));
    view_str(v, S(words), question_answer_words(a, m->old, m->answer->value, m->answer->other));
    view_bool(v, S(can_take), m->value.n > 0);
    view_str(v, S(now),
             now.n ? question_answer_words(a, m->q, now, (struct str){ 0 })
                   : (struct str){ 0 });
    view_bool(v, S(checked), k->is_sent ? is_ticked(k->c, name) : m->value.n > 0 && !now.n);
}

static enum err render_reuse(struct reusing *k)
{
    struct ctx *c = k->c;
    struct view *v = k->v;
    struct list *rows = view_list(v, S(rows)), *fresh = view_list(v, S(fresh));
    for (size_t i = 0; k->from && i < k->here.n; i++) {
        struct matched m;
        if (match_one(k, &k->here.question[i], &m))
            show_match(k, &m, rows);
        else if (k->here.question[i].type != QUESTION_INFORMATION &&
                 !k->here.question[i].is_equality)
            list_add_str(fresh, question_called(c->arena, &k->here.question[i]));
    }
    show_sent(k);
    view_bool(v, S(has_from), k->from != NULL);
    view_bool(v, S(has_rows), list_len(rows) > 0);
    view_bool(v, S(has_fresh), list_len(fresh) > 0);
    view_str(v, S(from_title), k->from ? k->from->title : (struct str){ 0 });
    view_str(v, S(consultation_title), k->x.title);
    view_bool(v, S(is_mine), k->d.lock_account == c->visitor->account.id);
    view_str(v, S(share_href),
             str_printf(c->arena, "/body/responses/%lld/share", (long long)k->d.id));
    view_str(v, S(action),
             k->from ? url_query(c->arena, c->path, STR("from"), k->from->receipt) : c->path);
    return form_render(k->f, "body_response/reuse");
}

enum err body_reuse_page(struct ctx *c)
{
    struct reusing k;
    enum err e = reusing_open(c, &k);
    return e ? e : render_reuse(&k);
}

static size_t take_fields(struct reusing *k, struct draft_field *field)
{
    struct arena *a = k->c->arena;
    size_t n = 0;
    for (size_t i = 0; k->from && i < k->here.n; i++) {
        struct matched m;
        struct str name = question_name(a, &k->here.question[i]);
        if (!match_one(k, &k->here.question[i], &m) || !m.value.n || !is_ticked(k->c, name))
            continue;
        field[n++] = (struct draft_field){ name, m.value };
        if (m.q->has_other)
            field[n++] =
                (struct draft_field){ str_join(a, name, STR("_other")), m.answer->other };
    }
    return n;
}

enum err body_reuse_post_page(struct ctx *c)
{
    struct reusing k;
    enum err e = reusing_open(c, &k);
    if (e)
        return e;
    k.is_sent = true;
    struct draft_field *field = arena_array(c->arena, 2 * QUESTIONS_MAX, sizeof *field);
    if (!field)
        return ERR_LIMIT;
    struct draft_save x = { .id = k.d.id, .field = field, .now_s = c->now_s };
    struct str share = str_printf(c->arena, "/body/responses/%lld/share", (long long)k.d.id);
    if (k.d.lock_account != c->visitor->account.id) /* a colleague's turn: nothing is changed */
        return ctx_see_other(c, share);
    x.n_fields = take_fields(&k, field);
    if (!x.n_fields) {
        form_error(k.f, "take", STR(REUSE_SELECT));
        return render_reuse(&k);
    }
    e = form_send_once(k.f, draft_save_fn, &x, share);
    return e == ERR_CONFLICT ? render_reuse(&k) : e;
}
