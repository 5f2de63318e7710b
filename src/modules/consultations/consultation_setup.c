#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_news.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/consultation_told.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"

const struct setup_task_row setup_tasks[SETUP__MAX] = {
    [SETUP_ABOUT] = { "/about", TASK_ABOUT },
    [SETUP_PARTNERSHIPS] = { "/partnerships", TASK_PARTNERSHIPS },
    [SETUP_DATES] = { "/dates", TASK_DATES },
    [SETUP_PAPERS] = { "/papers", TASK_PAPERS },
    [SETUP_QUESTIONS] = { "/questions", TASK_QUESTIONS },
    [SETUP_WAYS] = { "/contact", TASK_WAYS },
    [SETUP_PRIVACY] = { "/privacy", TASK_PRIVACY },
    [SETUP_WHO] = { "/who", TASK_WHO },
};

struct str setup_path(const struct setup *k, const char *ending)
{
    struct arena *a = k->c->arena;
    return str_join(a, url_path(a, "/coordinator/consultations/%", k->x.slug),
                    str_from(ending));
}

struct str setup_by_role(const struct setup *k)
{
    return route_by_role(&k->c->visitor->actor, k->x.partnership_id);
}

/* --- opening --- */

static enum err load_lead(struct setup *k)
{
    struct partnership_list all;
    enum err e = partnership_list(k->c->db, k->c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].id == k->x.partnership_id)
            k->lead = all.item[i];
    return e;
}

void setup_show_asked(struct ctx *c, const struct consultation *x, struct view *page)
{
    struct str at = url_path(c->arena, "/coordinator/consultations/%", x->slug);
    view_bool(page, S(is_waiting), str_eq(x->stage, STR("waiting")));
    view_bool(page, S(was_asked),
              x->asked_by && x->needs_second && str_eq(x->stage, STR("draft")));
    view_str(page, S(publish_href), str_join(c->arena, at, STR("/publish")));
}

enum err setup_open(struct ctx *c, enum capability cap, struct setup *k)
{
    *k = (struct setup){ .c = c };
    enum err e = consultation_load_for(c, cap, param_str(c, "slug"), &k->x);
    if (!e)
        e = load_lead(k);
    if (e)
        return e;
    k->is_published = k->x.published_at_s > 0;
    k->page = page_new(c, "");
    view_str(k->page, S(partnership_name), k->lead.name);
    view_str(k->page, S(consultation_title), k->x.title);
    view_str(k->page, S(base_href), setup_path(k, ""));
    setup_show_asked(c, &k->x, k->page);
    k->f = form_new(c, k->page);
    return k->f ? OK : ERR_LIMIT;
}

static struct str version_text(const struct setup *k)
{
    return str_printf(k->c->arena, "%lld", (long long)k->x.version);
}

enum err setup_open_step(struct ctx *c, const char *label, const char *ending, struct setup *k)
{
    enum err e = setup_open(c, CAP_CONSULTATION_EDIT, k);
    if (!e && str_eq(k->x.stage, STR("withdrawn")))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    page_back(c, setup_path(k, ""));
    view_lit(k->page, S(task), label);
    view_str(k->page, S(action), setup_path(k, ending));
    view_bool(k->page, S(asks_reason), false);
    form_set(k->f, "seen", version_text(k));
    k->overtaken = overtaken_none(k->page, setup_path(k, ""));
    return OK;
}

enum err setup_open_task(struct ctx *c, enum setup_task task, struct setup *k)
{
    enum err e = setup_open_step(c, setup_tasks[task].label, setup_tasks[task].ending, k);
    if (!e)
        view_bool(k->page, S(asks_reason), k->is_published);
    return e;
}

/* --- showing --- */

/* An overtaken form is about what stands there now, with the words of this person. */
enum err setup_render(struct setup *k, const char *template_name)
{
    if (k->is_overtaken)
        overtaken_set(&k->overtaken);
    if (k->is_gone)
        overtaken_gone(&k->overtaken);
    view_str(k->page, S(seen_now),
             k->is_overtaken ? k->seen_now
             : k->is_gone    ? STR(OVERTAKEN_GONE)
                             : form_value(k->f, "seen"));
    form_field_most(k->f, S(reason), "reason", CONSULTATION_REASON_CHARS);
    return k->is_overtaken || k->is_gone ? form_render_status(k->f, 409, template_name)
                                         : form_render(k->f, template_name);
}

void setup_judge_reason(struct setup *k)
{
    if (!k->is_published)
        return;
    form_required(k->f, "reason", STR(SETUP_ENTER_REASON));
    form_length(k->f, "reason", CONSULTATION_REASON_CHARS, STR(SETUP_REASON));
}

/* --- keeping --- */

enum err setup_write_fn(struct db *db, void *arg)
{
    struct setup_write *x = arg;
    struct consultation to = x->to;
    x->is_overtaken = false;
    enum err e = consultation_change(db, x->arena, &to, &x->act, x->action);
    x->is_overtaken = e == ERR_CONFLICT;
    if (!e && x->note.kind)
        e = consultation_change_note(db, &x->note);
    for (size_t i = 0; !e && i < x->n_mails; i++)
        e = mail_queue(db, &x->mail[i]);
    if (!e && x->is_extended)
        e = consultation_news_extended(db, x->arena, &to, x->act.now_s);
    return e ? e : consultation_news_plan(db, x->arena, &to, x->act.now_s);
}

struct setup_write setup_write_of(const struct setup *k, const struct consultation *to,
                                  struct str action)
{
    struct setup_write x = {
        .arena = k->c->arena, .act = ctx_act(k->c), .to = *to, .action = action
    };
    x.note.consultation_id = to->id;
    x.note.by_role = setup_by_role(k);
    x.note.now_s = k->c->now_s;
    return x;
}

/* The version that the person saw decides; of an overtaken one the new version is loaded. */
enum err setup_write(struct setup *k, struct setup_write *x, struct str there)
{
    int64_t seen = 0;
    if (str_to_i64(form_value(k->f, "seen"), &seen))
        x->to.version = seen;
    enum err e = form_send_once(k->f, setup_write_fn, x, there);
    k->is_overtaken = e == ERR_CONFLICT && x->is_overtaken;
    if (!k->is_overtaken)
        return e;
    enum err again = consultation_load(k->c->db, k->c->arena, k->x.id, &k->x);
    k->seen_now = version_text(k);
    if (!again)
        again = setup_compare(k, &x->to);
    return again ? again : ERR_CONFLICT;
}

enum err setup_save(struct setup *k, const struct consultation *to, enum setup_task task)
{
    struct setup_write x = setup_write_of(k, to, STR("consultation.change"));
    struct arena *a = k->c->arena;
    consultation_take_back(&x.to);
    if (k->is_published) {
        bool is_privacy = task == SETUP_PRIVACY;
        x.note.kind = is_privacy ? "privacy_changed" : "details_changed";
        x.note.subject = str_from(setup_tasks[task].label);
        x.note.reason = form_value(k->f, "reason");
        if (!is_privacy)
            consultation_tell(a, &k->x, to, &x.note);
    }
    struct str there = url_path(a, "/coordinator/consultations/%", x.to.slug);
    return setup_write(k, &x, url_query(a, there, STR("done"), STR("saved")));
}
