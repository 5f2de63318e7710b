/*
 * response_show_page.c: one response as staff read it: who, how it came, every answer with what
 * it said earlier, what looks like it, notes and history.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/files/file_scan.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/responses/response_like.h"
#include "modules/responses/read_back.h"
#include "modules/responses/response_note.h"
#include "modules/files/file.h"
#include "modules/partnerships/message_page.h"

#define EARLIER_MAX 200
#define LIST_BYTES 4096

struct show_page {
    struct response_desk d;
    struct arena *a;
    struct question_form form;
    struct response_answer *answer;
    size_t n_answers;
    struct response_earlier *earlier;
    size_t n_earlier;
};

static struct str for_staff(const struct show_page *k, struct str typed)
{
    return message_for_staff(k->a, typed);
}

/* --- who, and how it came --- */

static void show_who(struct show_page *k)
{
    const struct response *r = &k->d.r;
    const struct respondent *p = &r->respondent;
    struct view *v = k->d.page;
    view_str(v, S(who), response_who_words(r->who));
    view_str(v, S(name), for_staff(k, p->name));
    view_str(v, S(organisation), for_staff(k, p->organisation));
    view_str(v, S(role_title), for_staff(k, p->role_title));
    view_bool(v, S(shows_contact), k->d.may_change);
    view_str(v, S(email), p->email);
    view_str(v, S(phone), for_staff(k, p->phone));
    view_str(v, S(address), for_staff(k, p->address));
    view_bool(v, S(may_contact), r->may_contact);
    view_int(v, S(represents_n), r->represents_n);
    view_str(v, S(gathered), for_staff(k, r->gathered));
    view_str(v, S(areas), str_replace_char(k->a, r->areas, ';', ' '));
    view_str(v, S(publish), consultation_label(consultation_choices, r->publish_choice));
    view_str(v, S(naming), consultation_label(consultation_namings, r->naming));
    view_bool(v, S(is_official), r->is_official);
    view_bool(v, S(is_joint), r->is_joint);
}

static void show_how(struct show_page *k)
{
    const struct response *r = &k->d.r;
    struct view *v = k->d.page;
    view_str(v, S(channel), consultation_label(consultation_channels, r->channel));
    response_show_day(v, S(received), S(received_iso), r->received_on, k->a);
    response_show_day(v, S(entered), S(entered_iso), r->entered_on, k->a);
    view_bool(v, S(is_logged), r->entered_by != 0);
    view_str(v, S(entered_role), r->entered_role);
    view_str(v, S(source_ref), for_staff(k, r->source_ref));
    view_bool(v, S(was_read_back), r->was_read_back);
    response_show_day(v, S(confirmed), S(confirmed_iso), r->confirmed_on, k->a);
    response_show_day(v, S(corrected), S(corrected_iso), r->corrected_on, k->a);
    view_bool(v, S(is_read_back_asked),
              r->entered_by && (r->was_read_back || r->confirmed_on.n || r->corrected_on.n));
}

static void show_standing(struct show_page *k)
{
    const struct response *r = &k->d.r;
    const struct response_tag tag = response_tag(r->handling, r->counting, r->late);
    struct view *v = k->d.page;
    view_str(v, S(tag_label), tag.label);
    view_lit(v, S(tag), tag.tag);
    view_str(v, S(status), consultation_label(consultation_handlings, r->handling));
    view_str(v, S(counting), consultation_label(consultation_countings, r->counting));
    view_str(v, S(counting_reason), for_staff(k, r->counting_reason));
    view_str(v, S(late), response_late_words(r->late));
    view_str(v, S(late_reason), for_staff(k, r->late_reason));
    view_bool(v, S(is_late_waiting), str_eq(r->late, STR("waiting")));
    view_bool(v, S(is_identity_check), str_eq(r->handling, STR("identity_check")));
    response_show_day(v, S(withdrawn), S(withdrawn_iso), r->withdrawn_on, k->a);
    view_bool(v, S(may_change), k->d.may_change);
}

static enum err show_links(struct show_page *k)
{
    struct response other;
    struct body b;
    const struct response *r = &k->d.r;
    struct ctx *c = k->d.c;
    enum err e = r->body_id ? body_load(c->db, k->a, r->body_id, &b) : ERR_NOT_FOUND;
    if (e && e != ERR_NOT_FOUND)
        return e;
    view_str(k->d.page, S(body_name), e ? (struct str){ 0 } : b.name);
    view_str(k->d.page, S(body_href),
             e ? (struct str){ 0 }
               : str_printf(k->a, "/coordinator/bodies/%lld", (long long)r->body_id));
    e = r->duplicate_of ? response_load(c->db, k->a, r->duplicate_of, &other) : ERR_NOT_FOUND;
    view_str(k->d.page, S(duplicate_of), e ? (struct str){ 0 } : other.receipt);
    view_str(k->d.page, S(duplicate_href),
             e ? (struct str){ 0 } : response_desk_path(k->a, other.receipt, ""));
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err show_campaign_and_bodies(struct show_page *k)
{
    struct response_campaign *all = arena_array(k->a, RESPONSE_CAMPAIGNS_MAX, sizeof *all);
    struct response_body *body;
    size_t n = 0, n_bodies = 0;
    if (!all)
        return ERR_LIMIT;
    enum err e = response_campaigns(k->d.c->db, k->a, k->d.x.id, all, &n);
    if (!e)
        e = response_bodies(k->d.c->db, k->a, k->d.r.id, &body, &n_bodies);
    if (e)
        return e;
    struct list *bodies = view_list(k->d.page, S(bodies));
    for (size_t i = 0; i < n_bodies; i++) {
        struct view *v = list_add(bodies);
        view_str(v, S(name), for_staff(k, body[i].name));
        view_bool(v, S(agreed), body[i].agreed);
    }
    view_bool(k->d.page, S(has_bodies), n_bodies > 0);
    for (size_t i = 0; i < n; i++)
        if (all[i].id == k->d.r.campaign_id)
            view_str(k->d.page, S(campaign), for_staff(k, all[i].name));
    if (!k->d.r.campaign_id)
        view_str(k->d.page, S(campaign), (struct str){ 0 });
    return OK;
}

/* --- answers --- */

static const struct response_answer *answer_of(const struct show_page *k, int64_t question_id)
{
    for (size_t i = 0; i < k->n_answers; i++)
        if (k->answer[i].question_id == question_id)
            return &k->answer[i];
    return NULL;
}

static void show_earlier(struct show_page *k, const struct question *q,
                         const struct response_answer *x, struct view *v)
{
    struct list *list = view_list(v, S(earlier));
    for (size_t i = 0; x && i < k->n_earlier; i++) {
        const struct response_earlier *e = &k->earlier[i];
        if (e->answer_id != x->id)
            continue;
        struct view *o = list_add(list);
        struct str words = q ? question_answer_words(k->a, q, e->value, e->other) : e->value;
        view_str(o, S(words), for_staff(k, words));
        view_str(o, S(reason), for_staff(k, e->reason));
        view_str(o, S(by_role), e->by_role);
        response_show_day(o, S(until), S(until_iso), e->until_on, k->a);
    }
    view_bool(v, S(has_earlier), list_len(list) > 0);
}

static enum err show_answer(struct show_page *k, const struct question *q,
                            const struct response_answer *x, struct list *to)
{
    struct question asked = q ? *q : (struct question){ 0 };
    bool is_old = x && (!q || x->wording != q->wording);
    enum err e = is_old ? response_question_title(k->d.c->db, k->a, x, &asked.title) : OK;
    if (e)
        return e;
    struct view *v = list_add(to);
    struct str words = !x  ? (struct str){ 0 }
                       : q ? question_answer_words(k->a, q, x->value, x->other)
                           : x->value;
    view_str(v, S(title), question_called(k->a, &asked));
    view_bool(v, S(is_old), is_old);
    view_str(v, S(words), for_staff(k, words));
    bool is_mended = k->d.may_change && response_answer_is_mended(q);
    struct str at = is_mended ? str_printf(k->a, "/answers/%lld", (long long)q->id) : STR("");
    view_str(v, S(edit_href),
             is_mended ? response_desk_path(k->a, k->d.r.receipt, str_z(k->a, at))
                       : (struct str){ 0 });
    show_earlier(k, q, x, v);
    return OK;
}

static bool is_shown(const struct show_page *k, const struct question *q)
{
    bool has_one = answer_of(k, q->id) != NULL;
    return !q->is_equality && q->type != QUESTION_INFORMATION &&
           (has_one || q->type != QUESTION_PARAGRAPH);
}

static enum err show_answers(struct show_page *k)
{
    struct list *list = view_list(k->d.page, S(answers));
    enum err e = OK;
    for (size_t i = 0; !e && i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        if (is_shown(k, q))
            e = show_answer(k, q, answer_of(k, q->id), list);
    }
    for (size_t i = 0; !e && i < k->n_answers; i++)
        if (!question_find(&k->form, k->answer[i].question_id))
            e = show_answer(k, NULL, &k->answer[i], list);
    return e;
}

/* --- files, what looks like it, notes --- */

/* What came with it, and the original of one that staff typed. */
static enum err show_files(struct show_page *k)
{
    static const struct str kinds[] = { STR_INIT("response"), STR_INIT("original") };
    struct list *list = view_list(k->d.page, S(files));
    size_t n = 0, n_all = 0;
    enum err e = OK;
    for (size_t kind = 0; !e && kind < 2; kind++) {
        struct file *file;
        e = file_list(k->d.c->db, k->a, kinds[kind], k->d.r.id, &file, &n);
        n_all += e ? 0 : n;
        for (size_t i = 0; !e && i < n; i++) {
            struct view *v = list_add(list);
            const char *at = str_z(k->a, str_join(k->a, STR("/files/"), file[i].code));
            view_str(v, S(name), for_staff(k, file[i].name));
            view_str(v, S(words), file_words(k->a, file[i].kind, file[i].n_bytes, 0));
            view_text(v, S(scan), file_scan_words(k->d.c->site, &file[i]));
            view_str(v, S(href), response_desk_path(k->a, k->d.r.receipt, at));
        }
    }
    view_bool(k->d.page, S(has_files), n_all > 0);
    return e;
}

static enum err show_likes(struct show_page *k)
{
    struct response_likeness *like = arena_array(k->a, RESPONSE_LIKES_MAX, sizeof *like);
    size_t n = 0, n_open = 0;
    enum err e = like ? response_likes(k->d.c->db, k->a, k->d.r.id, like, &n) : ERR_LIMIT;
    if (e)
        return e;
    struct list *list = view_list(k->d.page, S(likes));
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(reference), like[i].receipt);
        view_str(v, S(href), response_desk_path(k->a, like[i].receipt, ""));
        view_str(v, S(why), response_like_words(k->a, &like[i]));
        view_bool(v, S(is_open), str_eq(like[i].state, STR("open")));
        view_bool(v, S(is_duplicate), str_eq(like[i].state, STR("duplicate")));
        view_bool(v, S(is_campaign), str_eq(like[i].state, STR("campaign")));
        n_open += str_eq(like[i].state, STR("open"));
    }
    view_bool(k->d.page, S(has_likes), n > 0);
    view_int(k->d.page, S(n_likes), (int64_t)n);
    view_bool(k->d.page, S(is_one_like), n == 1);
    view_bool(k->d.page, S(has_open_likes), n_open > 0);
    return OK;
}

static struct str note_kind(struct str kind)
{
    return str_eq(kind, STR("asked"))      ? STR(NOTE_KIND_ASKED)
           : str_eq(kind, STR("replied"))  ? STR(NOTE_KIND_REPLIED)
           : str_eq(kind, STR("decision")) ? STR(NOTE_KIND_DECISION)
           : str_eq(kind, STR("changed"))  ? STR(NOTE_KIND_CHANGED)
                                           : STR(NOTE_KIND_NOTE);
}

static enum err show_notes(struct show_page *k)
{
    struct response_note *note = arena_array(k->a, RESPONSE_NOTES_MAX, sizeof *note);
    size_t n = 0;
    enum err e = note
                     ? response_notes(k->d.c->db, k->a, k->d.r.id, note, RESPONSE_NOTES_MAX, &n)
                     : ERR_LIMIT;
    if (e)
        return e;
    struct list *list = view_list(k->d.page, S(notes));
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(kind), note_kind(note[i].kind));
        view_str(v, S(words), for_staff(k, note[i].words));
        view_str(v, S(by_role), note[i].by_role);
        response_show_day(v, S(made), S(made_iso), note[i].made_on, k->a);
    }
    view_bool(k->d.page, S(has_notes), n > 0);
    return OK;
}

/* --- the page --- */

static enum err load_answers(struct show_page *k)
{
    struct db *db = k->d.c->db;
    k->earlier = arena_array(k->a, EARLIER_MAX, sizeof *k->earlier);
    if (!k->earlier)
        return ERR_LIMIT;
    enum err e = question_form_load(db, k->a, k->d.x.id, &k->form);
    if (!e)
        e = response_answers(db, k->a, k->d.r.id, &k->answer, &k->n_answers);
    return e ? e
             : response_earlier_texts(db, k->a, k->d.r.id, k->earlier, EARLIER_MAX,
                                      &k->n_earlier);
}

static void show_ways(struct show_page *k)
{
    static const struct {
        const char *ending;
        symbol as;
    } ways[] = { { "/status", S(status_action) }, { "/counting", S(counting_href) },
                 { "/late", S(late_href) },       { "/ask", S(ask_href) },
                 { "/note", S(note_href) },       { "/alike", S(alike_href) } };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        view_str(k->d.page, ways[i].as,
                 response_desk_path(k->a, k->d.r.receipt, ways[i].ending));
    read_back_panel(k->d.c, k->d.page, &k->d.r);
    view_bool(k->d.page, S(done_saved), str_eq(param_str(k->d.c, "done"), STR("saved")));
    view_bool(k->d.page, S(done_asked), str_eq(param_str(k->d.c, "done"), STR("asked")));
    view_bool(k->d.page, S(done_held), str_eq(param_str(k->d.c, "done"), STR("held")));
}

static enum err show_form(struct show_page *k)
{
    struct form_option *option = arena_array(k->a, 8, sizeof *option);
    struct form *f = form_new(k->d.c, k->d.page);
    size_t n = 0;
    if (!option || !f)
        return ERR_LIMIT;
    for (const struct consultation_word *w = consultation_handlings; w->code; w++)
        option[n++] =
            (struct form_option){ .value = str_from(w->code), .label = str_from(w->label) };
    form_set(f, "status", k->d.r.handling);
    form_options(f, S(status_field), "status", option, n);
    view_int(k->d.page, S(version), k->d.r.version);
    return form_render(f, "coordinator/response");
}

enum err response_show_page(struct ctx *c)
{
    struct show_page k = { .a = c->arena };
    enum err e = response_desk_open(c, CAP_RESPONSE_READ, &k.d);
    if (!e)
        e = load_answers(&k);
    if (e)
        return e;
    show_who(&k);
    show_how(&k);
    show_standing(&k);
    show_ways(&k);
    e = show_links(&k);
    if (!e)
        e = show_campaign_and_bodies(&k);
    if (!e)
        e = show_answers(&k);
    if (!e)
        e = show_files(&k);
    if (!e)
        e = show_likes(&k);
    if (!e)
        e = show_notes(&k);
    return e ? e : show_form(&k);
}
