/*
 * body_share_pages.c: one draft of an organisation, for its editors: who is writing, the words
 * so far, who signs off (3.20).
 */
#include "modules/responses/body_response_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/responses/body_response_words.h"
#include "modules/people/editor.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)

struct sharing {
    struct ctx *c;
    struct body body;
    struct body_draft d;
    struct editor_list *editors;
    int64_t me;
    bool is_free, is_open;
    struct view *v;
    struct form *f;
};

static enum err sharing_open(struct ctx *c, struct sharing *k)
{
    *k = (struct sharing){ .c = c, .me = c->visitor->account.id };
    k->editors = ARENA_NEW(c->arena, struct editor_list);
    enum err e = k->editors ? body_draft_own(c, &k->d) : ERR_LIMIT;
    if (!e)
        e = body_load(c->db, c->arena, k->d.body_id, &k->body);
    if (!e)
        e = editor_list(c->db, c->arena, k->d.body_id, c->now_s, k->editors);
    if (e)
        return e;
    k->is_free = body_draft_is_free(&k->d, k->me, c->now_s);
    k->is_open = c->now_s < k->d.closes_at_s;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    page_back(c, str_printf(c->arena, "/body/responses?body=%.*s", STR_ARG(k->body.slug)));
    return k->f ? OK : ERR_LIMIT;
}

/* --- the page --- */

static enum err show_words(struct sharing *k)
{
    struct ctx *c = k->c;
    struct draft d;
    struct question_form form;
    struct list *rows = view_list(k->v, S(answers));
    enum err e = draft_load(c->db, c->arena, k->d.id, &d);
    if (!e)
        e = question_form_load(c->db, c->arena, k->d.consultation_id, &form);
    for (size_t i = 0; !e && i < form.n; i++) {
        const struct question *q = &form.question[i];
        struct str name = question_name(c->arena, q);
        const char *field = str_z(c->arena, name),
                   *other = str_z(c->arena, str_join(c->arena, name, STR("_other")));
        struct str value = field ? draft_value(&d, field) : (struct str){ 0 };
        if (!value.n || q->is_equality)
            continue;
        if (q->type == QUESTION_FILE)
            e = draft_file_names(c->db, c->arena, &d, name, &value);
        struct view *v = list_add(rows);
        view_str(v, S(title), question_called(c->arena, q));
        view_str(v, S(words),
                 question_answer_words(c->arena, q, value,
                                       other ? draft_value(&d, other) : (struct str){ 0 }));
    }
    view_bool(k->v, S(has_answers), list_len(rows) > 0);
    return e;
}

static void show_people(struct sharing *k)
{
    struct arena *a = k->c->arena;
    struct form_option *option = arena_array(a, EDITORS_MAX, sizeof *option);
    struct list *people = view_list(k->v, S(people));
    for (size_t i = 0; option && i < k->editors->n; i++) {
        const struct editor *e = &k->editors->at[i];
        struct view *v = list_add(people);
        option[i] = (struct form_option){ str_printf(a, "%lld", (long long)e->grant.account_id),
                                          e->name,
                                          { 0 } };
        view_str(v, S(name), e->name);
        view_bool(v, S(is_you), e->grant.account_id == k->me);
        view_bool(v, S(signs), e->grant.account_id == k->d.signed_by);
        view_bool(v, S(writes),
                  e->grant.account_id == k->d.lock_account &&
                      !(k->is_free && k->d.lock_account != k->me));
    }
    form_set(k->f, "signer", str_printf(a, "%lld", (long long)k->d.signed_by));
    form_options(k->f, S(signer), "signer", option, option ? k->editors->n : 0);
    view_bool(k->v, S(is_alone), k->editors->n < 2);
    view_str(k->v, S(people_href),
             str_printf(a, "/body/people/invite?body=%.*s", STR_ARG(k->body.slug)));
}

static enum err render_share(struct sharing *k, int status)
{
    struct ctx *c = k->c;
    struct arena *a = c->arena;
    struct view *v = k->v;
    struct str done = param_str(c, "done");
    view_str(v, S(consultation_title), k->d.title);
    view_str(v, S(body_name), k->body.name);
    view_str(v, S(consultation_href), url_path(a, "/consultations/%", k->d.slug));
    view_str(v, S(closes), consultation_closes_words(a, k->d.closes_at_s));
    view_bool(v, S(is_open), k->is_open);
    view_bool(v, S(is_free), k->is_free);
    view_bool(v, S(is_mine), k->d.lock_account == k->me);
    view_bool(v, S(is_change), k->d.response_id != 0);
    view_str(v, S(writer), k->d.lock_name);
    view_str(v, S(since), time_of_day(a, london_from_s(k->d.lock_at_s)));
    view_str(v, S(signer_name), k->d.signed_name);
    view_bool(v, S(signs), k->d.signed_by == k->me);
    view_bool(v, S(was_named), str_eq(done, STR("named")));
    view_bool(v, S(must_wait), str_eq(done, STR("wait")));
    view_str(v, S(action), c->path);
    view_str(v, S(joint_href), url_path(a, "/consultations/%/together", k->d.slug));
    view_str(v, S(reuse_href), str_printf(a, "/body/responses/%lld/reuse", (long long)k->d.id));
    show_people(k);
    enum err e = show_words(k);
    if (e)
        return e;
    return status ? form_render_status(k->f, status, "body_response/share")
                  : form_render(k->f, "body_response/share");
}

enum err body_share_page(struct ctx *c)
{
    struct sharing k;
    enum err e = sharing_open(c, &k);
    return e ? e : render_share(&k, 0);
}

/* --- writing, in turns --- */

static struct str form_path(const struct sharing *k, bool is_check)
{
    return url_path(k->c->arena,
                    is_check ? "/consultations/%/respond/check" : "/consultations/%/respond",
                    k->d.slug);
}

static enum err take_turn(struct sharing *k, bool takes_over, bool is_check)
{
    struct ctx *c = k->c;
    struct link_session_new open;
    link_session_prepare(c, LINK_KIND_DRAFT, k->d.consultation_id, k->d.id, &open);
    struct body_turn x = { .id = k->d.id,
                           .account_id = k->me,
                           .now_s = c->now_s,
                           .takes_over = takes_over,
                           .open = &open };
    enum err e = store_write(c->store, body_turn_fn, &x);
    if (e)
        return e == ERR_CONFLICT ? render_share(k, 409) : e;
    return link_session_lead(c, &open, form_path(k, is_check));
}

static enum err stop_writing(struct sharing *k)
{
    struct body_turn x = { .id = k->d.id, .account_id = k->me };
    enum err e = store_write(k->c->store, body_stop_fn, &x);
    return e ? e : ctx_see_other(k->c, k->c->path);
}

/* Beside the organisation's: a response of one's own, by the same browser. */
static enum err answer_alone(struct sharing *k)
{
    struct ctx *c = k->c;
    struct draft_new x = { .id = rand_id(),
                           .consultation_id = k->d.consultation_id,
                           .key = link_key_hash(rand_key(c->arena)),
                           .is_opened = true,
                           .now_s = c->now_s };
    link_session_prepare(c, LINK_KIND_DRAFT, k->d.consultation_id, x.id, &x.open);
    enum err e = store_write(c->store, draft_add_fn, &x);
    if (e)
        return e;
    return link_session_lead(c, &x.open, form_path(k, false));
}

/* --- signing off --- */

static enum err make_mail(struct sharing *k, const struct editor *to, struct mail *out)
{
    struct ctx *c = k->c;
    struct view *v = view_in(c->arena);
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(person), c->visitor->account.name);
    view_str(v, S(consultation_title), k->d.title);
    view_str(v, S(body_name), k->body.name);
    view_str(v, S(closes), consultation_closes_words(c->arena, k->d.closes_at_s));
    view_str(v, S(url), str_join(c->arena, c->site->origin, c->path));
    enum err e = tpl_render_text(c->templates, STR("mail/body_sign_off"), v, c->arena, text);
    *out = (struct mail){ .id = rand_id(),
                          .queued_at_s = c->now_s,
                          .kind = STR("mail/body_sign_off"),
                          .object_kind = STR("consultation"),
                          .object_id =
                              str_printf(c->arena, "%lld", (long long)k->d.consultation_id),
                          .to = to->email,
                          .is_to_confirmed = true,
                          .subject = STR(SUBJECT_BODY_SIGN),
                          .body = buf_view(text) };
    return e;
}

static const struct editor *chosen_signer(const struct sharing *k)
{
    int64_t id = 0;
    bool is_number = str_to_i64(form_value(k->f, "signer"), &id);
    for (size_t i = 0; is_number && i < k->editors->n; i++)
        if (k->editors->at[i].grant.account_id == id)
            return &k->editors->at[i];
    return NULL;
}

static enum err name_signer(struct sharing *k)
{
    struct ctx *c = k->c;
    const struct editor *to = chosen_signer(k);
    struct body_sign x = { .act = ctx_act(c),
                           .id = k->d.id,
                           .body_id = k->d.body_id,
                           .consultation_id = k->d.consultation_id };
    if (!to) {
        form_error(k->f, "signer", STR(BODY_SELECT_SIGNER));
        return render_share(k, 0);
    }
    x.account_id = to->grant.account_id;
    enum err e = x.account_id == k->me ? OK : make_mail(k, to, &x.mail);
    if (!e)
        e = form_send_once(k->f, body_sign_fn, &x,
                           url_query(c->arena, c->path, STR("done"), STR("named")));
    return e == ERR_CONFLICT ? render_share(k, 0) : e;
}

enum err body_share_post_page(struct ctx *c)
{
    struct sharing k;
    enum err e = sharing_open(c, &k);
    if (e)
        return e;
    struct str pressed = form_value(k.f, "do");
    if (str_eq(pressed, STR("write")))
        return take_turn(&k, false, false);
    if (str_eq(pressed, STR("check")))
        return take_turn(&k, false, true);
    if (str_eq(pressed, STR("take")))
        return take_turn(&k, true, false);
    if (str_eq(pressed, STR("stop")))
        return stop_writing(&k);
    if (str_eq(pressed, STR("alone")))
        return answer_alone(&k);
    return str_eq(pressed, STR("sign")) ? name_signer(&k) : ERR_BAD_REQUEST;
}
