/*
 * join_pages.c: claim the entry of an organisation, or ask for one: the question pages and the
 * page that says what happens next.
 */
#include "modules/bodies/join_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_mail.h"
#include "modules/bodies/join_form.h"
#include "modules/people/visitor.h"

#define SENT_MARK "claim "
#define EVERYWHERE "SCO"

/* --- sending --- */

static struct str areas_of(struct join *k, const struct body *b)
{
    struct str out = { 0 };
    for (size_t i = 0; i < b->n_areas; i++)
        out = str_printf(k->c->arena, "%.*s%s%.*s", STR_ARG(out), i ? ";" : "",
                         STR_ARG(b->area[i].slug));
    return out;
}

/* A number that the register has without showing it: whoever decides sees which entry it is,
 * and the person who asks does not learn of it (S10). */
static enum err find_hidden(struct join *k, struct claim *claim)
{
    struct body_match match[1];
    struct body body;
    size_t n = 0;
    if (!claim->charity_number.n)
        return OK;
    struct body_likeness like = { .charity_number = claim->charity_number };
    enum err e = body_likely(k->c->db, k->c->arena, &like, match, 1, &n);
    if (e || !n || !(match[0].why & BODY_SAME_NUMBER))
        return e;
    e = body_load(k->c->db, k->c->arena, match[0].body_id, &body);
    claim->body_id = body.id;
    claim->areas = areas_of(k, &body);
    return e;
}

static void fill_new(struct join *k, struct claim *claim)
{
    struct form *f = k->f;
    claim->new_name = form_value(f, "name");
    (void)body_charity_number(k->c->arena, form_value(f, "number"), &claim->charity_number);
    claim->kind = form_value(f, "kind");
    claim->site = form_value(f, "site");
    claim->what = form_value(f, "what");
    claim->areas = join_areas(k);
}

static struct str code_of(struct join *k, const struct claim *claim)
{
    struct str rest = k->has_entry ? k->entry.areas : claim->areas, first = { 0 };
    (void)str_cut(&rest, ';', &first);
    const struct area *area = area_named(&k->areas, first);
    return area ? area->code : STR(EVERYWHERE);
}

static enum err fill(struct join *k, struct claim *claim)
{
    struct ctx *c = k->c;
    *claim = (struct claim){ .id = rand_id(),
                             .person_name = form_value(k->f, "person"),
                             .role_title = form_value(k->f, "role"),
                             .email = form_value(k->f, "email"),
                             .words = form_value(k->f, "words") };
    if (k->has_entry) {
        claim->body_id = k->entry.body_id;
        claim->body_name = k->entry.name;
        claim->body_slug = k->entry.slug;
    } else {
        fill_new(k, claim);
    }
    enum err e = claim_new_reference(c->db, c->arena, code_of(k, claim), &claim->reference);
    if (!e && !k->has_entry)
        e = find_hidden(k, claim);
    return e ? e
             : claim_choose_proof(c->db, c->arena, k->has_entry ? &k->entry : NULL, c->now_s,
                                  claim);
}

static enum err add_mails(struct join *k, struct claim_send *s)
{
    struct claim_mail_of of = { .what = CLAIM_MAIL_RECEIVED, .to = s->claim.email };
    if (s->claim.state == CLAIM_UNCONFIRMED) {
        of.what = CLAIM_MAIL_LINK;
        of.key = s->key;
        return claim_mail_add(k->c, &s->claim, &of, &s->mails);
    }
    enum err e = claim_mail_add(k->c, &s->claim, &of, &s->mails);
    return e ? e : claim_mail_deciders(k->c, &s->claim, &s->mails);
}

static enum err send(struct join *k)
{
    struct ctx *c = k->c;
    struct claim_send *s = ARENA_NEW(c->arena, struct claim_send);
    if (!s)
        return ERR_LIMIT;
    *s = (struct claim_send){ .key = rand_key(c->arena), .act = ctx_act(c) };
    enum err e = fill(k, &s->claim);
    if (!e)
        e = add_mails(k, s);
    if (e)
        return e;
    char mark = s->claim.state == CLAIM_UNCONFIRMED ? 'u'
                : s->claim.proof == CLAIM_BY_LEAD   ? 'l'
                : s->claim.partnership_id           ? 'c'
                                                    : 'a';
    struct str text =
        str_printf(c->arena, SENT_MARK "%c%.*s", mark, STR_ARG(s->claim.reference));
    return form_send_once(
        k->f, claim_send_fn, s,
        str_printf(c->arena, "/body/join/sent?r=%.*s", STR_ARG(ctx_seal(c, text))));
}

/* --- pages --- */

enum err join_page(struct ctx *c)
{
    struct join k;
    enum err e = join_open(c, &k);
    if (e)
        return e;
    return join_render(&k, k.has_entry ? JOIN_YOU : JOIN_FIND);
}

/* The first step on the way to `last` whose fields are not right. */
static bool is_right_to(struct join *k, enum join_step last, enum join_step *wrong)
{
    enum join_step step = k->has_entry ? JOIN_FOUND : JOIN_FIND;
    while (step != JOIN_CHECK) {
        *wrong = step;
        if (!join_check(k, step))
            return false;
        if (step == last)
            return true;
        step = join_next(k, step);
    }
    return true;
}

static enum err check_and_send(struct join *k)
{
    enum join_step wrong;
    if (!is_right_to(k, JOIN_YOU, &wrong))
        return join_render(k, wrong);
    k->is_refused = !form_looks_human(k->f);
    enum err e = k->is_refused ? ERR_CONFLICT : send(k);
    k->is_refused = true;
    return e == ERR_CONFLICT ? join_render(k, JOIN_CHECK) : e;
}

enum err join_post_page(struct ctx *c)
{
    struct join k;
    enum join_step step, wrong;
    struct str word = param_str(c, "step"), back = STR("to-");
    enum err e = join_open(c, &k);
    if (e)
        return e;
    if (str_eq(word, STR("send")))
        return check_and_send(&k);
    if (str_starts(word, back) && join_step_from(str_sub(word, back.n, word.n), &step))
        return join_render(&k, step);
    if (!join_step_from(word, &step))
        step = JOIN_FIND;
    return is_right_to(&k, step, &wrong) ? join_render(&k, join_next(&k, step))
                                         : join_render(&k, wrong);
}

enum err join_sent_page(struct ctx *c)
{
    struct str text, mark = STR(SENT_MARK);
    bool is_ours = ctx_unseal(c, param_str(c, "r"), &text);
    if (is_ours && str_starts(text, STR(JOIN_DONE_MARK)))
        return join_done_show(c, text);
    if (!is_ours || !str_starts(text, mark) || text.n <= mark.n)
        return ctx_see_other(c, STR("/body/join")); /* nothing was sent: it must not say so */
    struct view *v = page_new(c, "partnerships");
    char who = text.p[mark.n];
    view_str(v, S(reference), str_sub(text, mark.n + 1, text.n));
    view_bool(v, S(by_link), who == 'u');
    view_bool(v, S(by_lead), who == 'l');
    view_bool(v, S(by_admin), who == 'a');
    view_bool(v, S(by_coordinator), who == 'c');
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "bodies/join_sent", v);
}
