/*
 * suggestion_desk_pages.c: organisations that somebody named: the list, one of them, its
 * answer.
 */
#include "modules/bodies/suggestion_pages.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/suggestion_words.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

#define MATCHES_MAX 10
#define MAIL_TEXT_BYTES ((size_t)16 * 1024)

static bool is_admin_page(const struct ctx *c)
{
    return str_starts(c->path, STR("/admin/"));
}

static struct str suggestion_path(struct ctx *c, struct str reference)
{
    return url_path(c->arena,
                    is_admin_page(c) ? "/admin/suggestions/%" : "/coordinator/suggestions/%",
                    reference);
}

static const char *state_label(enum suggestion_state state)
{
    static const char *const label[SUGGESTION_STATE__MAX] = {
        [SUGGESTION_NEW] = SUGGESTION_NEW_LABEL,
        [SUGGESTION_ADDED] = SUGGESTION_ADDED_LABEL,
        [SUGGESTION_THERE] = SUGGESTION_THERE_LABEL,
        [SUGGESTION_DECLINED] = SUGGESTION_DECLINED_LABEL,
    };
    return state < SUGGESTION_STATE__MAX ? label[state] : "";
}

/* --- the list --- */

static void show_row(struct ctx *c, const struct suggestion *s, struct view *v)
{
    view_str(v, S(href), suggestion_path(c, s->reference));
    view_str(v, S(name), message_for_staff(c->arena, s->name));
    view_str(v, S(partnership), s->partnership_name);
    desk_date(c, v, (struct desk_date){ S(received), S(received_iso) }, s->received_at_s);
    view_lit(v, S(state_label), state_label(s->state));
    view_bool(v, S(is_new), s->state == SUGGESTION_NEW);
}

enum err suggestion_list_page(struct ctx *c)
{
    struct desk d;
    struct desk_ask ask;
    struct suggestion *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? desk_open(c, CAP_BODY_EDIT, &d) : ERR_LIMIT;
    if (!e)
        e = desk_ask_read(c, &d, &ask);
    if (!e)
        e = suggestion_count(c->db, &ask, &n);
    if (!e)
        e = desk_pages(c, &d, &ask, n);
    if (!e)
        e = suggestion_list(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct list *rows = view_list(d.page, S(rows));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, &row[i], list_add(rows));
    if (d.is_admin)
        view_null(d.page, S(partnership_name));
    return ctx_render(c, d.is_admin ? "bodies/suggestions_admin" : "bodies/suggestions",
                      d.page);
}

/* --- one --- */

struct answering {
    struct ctx *c;
    struct suggestion s;
    struct view *v;
    struct form *f;
    struct form_option entry[MATCHES_MAX]; /* that it may be */
    size_t n_entries;
};

/* Entries that it may be, of those that may be seen here. */
static enum err find_entries(struct answering *k)
{
    struct ctx *c = k->c;
    struct body_match match[MATCHES_MAX];
    size_t n = 0;
    const struct body_likeness like = { .name = k->s.name,
                                        .charity_number = k->s.charity_number,
                                        .website = k->s.website };
    enum err e = body_likely(c->db, c->arena, &like, match, MATCHES_MAX, &n);
    for (size_t i = 0; !e && i < n; i++) {
        struct body b;
        bool is_accepted, may = match[i].is_public || is_admin_page(c);
        if (!may)
            may = body_load_for(c->db, c->arena, match[i].body_id, k->s.partnership_id, &b,
                                &is_accepted) == OK;
        if (may)
            k->entry[k->n_entries++] = (struct form_option){
                str_printf(c->arena, "%lld", (long long)match[i].body_id),
                match[i].name,
                match[i].charity_number,
            };
    }
    return e;
}

static enum err show_became(struct answering *k)
{
    struct ctx *c = k->c;
    struct body b;
    struct str base = is_admin_page(c) ? STR("/admin/bodies/") : STR("/coordinator/bodies/");
    view_null(k->v, S(entry_name));
    view_null(k->v, S(entry_href));
    enum err e = k->s.body_id ? body_load(c->db, c->arena, k->s.body_id, &b) : ERR_NOT_FOUND;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    struct str href = str_printf(c->arena, "%.*s%lld", STR_ARG(base), (long long)b.id);
    view_str(k->v, S(entry_name), b.is_named ? b.name : b.description);
    view_str(k->v, S(entry_href),
             is_admin_page(c) || !k->s.partnership_slug.n
                 ? href
                 : url_query(c->arena, href, STR("partnership"), k->s.partnership_slug));
    return OK;
}

/* Where it is added, with what was typed. */
static struct str add_href(struct answering *k)
{
    struct arena *a = k->c->arena;
    const struct suggestion *s = &k->s;
    struct str url = is_admin_page(k->c) ? STR("/admin/bodies/new")
                                         : url_query(a, STR("/coordinator/bodies/new"),
                                                     STR("partnership"), s->partnership_slug);
    url = url_query(a, url, STR("name"), s->name);
    if (s->charity_number.n)
        url = url_query(a, url, STR("charity_number"), s->charity_number);
    return s->website.n ? url_query(a, url, STR("web"), s->website) : url;
}

static enum err show(struct answering *k)
{
    struct ctx *c = k->c;
    const struct suggestion *s = &k->s;
    struct view *v = k->v;
    struct list *areas = view_list(v, S(areas));
    struct str rest = s->areas, slug;
    while (str_cut(&rest, ';', &slug)) {
        struct area area;
        if (area_find_by_slug(c->db, c->arena, slug, &area) == OK)
            list_add_str(areas, area.name);
    }
    view_bool(v, S(has_areas), list_len(areas) > 0);
    view_str(v, S(reference), s->reference);
    view_str(v, S(action), suggestion_path(c, s->reference));
    view_str(v, S(add_href), add_href(k));
    view_str(v, S(name), message_for_staff(c->arena, s->name));
    view_str(v, S(charity_number), s->charity_number);
    view_str(v, S(website), s->website);
    view_str(v, S(words), message_for_staff(c->arena, s->words));
    view_str(v, S(received_at), desk_moment(c->arena, s->received_at_s));
    view_bool(v, S(has_email), s->email.n > 0);
    view_bool(v, S(is_erased), s->is_erased);
    view_bool(v, S(is_new), s->state == SUGGESTION_NEW);
    view_lit(v, S(state_label), state_label(s->state));
    view_str(v, S(answered_at),
             s->answered_at_s ? desk_moment(c->arena, s->answered_at_s) : STR(""));
    view_str(v, S(answered_by), s->answered_name);
    view_str(v, S(told), message_for_staff(c->arena, s->reason));
    view_bool(v, S(was_first), false);
    view_bool(v, S(has_entries), k->n_entries > 0);
    return show_became(k);
}

static enum err open(struct ctx *c, struct answering *k)
{
    *k = (struct answering){ .c = c };
    enum err e = suggestion_find(c->db, c->arena, desk_reference(c), &k->s);
    if (!e)
        e = desk_ask_for(c, CAP_BODY_EDIT, k->s.partnership_id);
    if (!e)
        e = find_entries(k);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, is_admin_page(c) ? STR("/admin/suggestions")
                                  : url_query(c->arena, STR("/coordinator/suggestions"),
                                              STR("partnership"), k->s.partnership_slug));
    k->f = form_new(c, k->v);
    return k->f ? show(k) : ERR_LIMIT;
}

static enum err render(struct answering *k)
{
    static const struct form_option answers[] = {
        { STR_INIT("added"), STR_INIT(SUGGESTION_ADD), STR_INIT(SUGGESTION_ADD_HINT) },
        { STR_INIT("already_there"), STR_INIT(SUGGESTION_IS_THERE), { 0 } },
        { STR_INIT("declined"), STR_INIT(SUGGESTION_DECLINE), { 0 } },
    };
    form_options(k->f, S(answer), "answer", answers, 3);
    form_options(k->f, S(entry), "entry", k->entry, k->n_entries);
    form_field_most(k->f, S(reason), "reason", SUGGESTION_REASON_CHARS);
    return form_render(k->f, "bodies/suggestion");
}

enum err suggestion_show_page(struct ctx *c)
{
    struct answering *k = ARENA_NEW(c->arena, struct answering);
    enum err e = k ? open(c, k) : ERR_LIMIT;
    return e ? e : render(k);
}

/* --- the answer --- */

static int64_t chosen_entry(struct answering *k)
{
    struct str typed = form_value(k->f, "entry");
    int64_t id = 0;
    for (size_t i = 0; i < k->n_entries; i++)
        if (str_eq(typed, k->entry[i].value))
            (void)str_to_i64(typed, &id);
    return id;
}

static bool is_filled_in(struct answering *k, struct suggestion_answer *x)
{
    struct form *f = k->f;
    x->state = suggestion_state_from(form_value(f, "answer"));
    x->reason = form_value(f, "reason");
    bool is_known = x->state == SUGGESTION_ADDED || x->state == SUGGESTION_THERE;
    if (!is_known && x->state != SUGGESTION_DECLINED)
        form_error(f, "answer", STR(SUGGESTION_SELECT));
    if (is_known)
        x->body_id = chosen_entry(k);
    if (is_known && !x->body_id)
        form_error(f, "entry", STR(SUGGESTION_SELECT_ENTRY));
    if (x->state == SUGGESTION_DECLINED)
        form_required(f, "reason", STR(SUGGESTION_ENTER_REASON));
    form_length(f, "reason", SUGGESTION_REASON_CHARS, STR(SUGGESTION_REASON));
    return !form_failed(f);
}

static enum err make_mail(struct answering *k, struct suggestion_answer *x)
{
    struct ctx *c = k->c;
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    struct view *v = view_in(c->arena);
    struct body b = { 0 };
    enum err e = x->body_id ? body_load(c->db, c->arena, x->body_id, &b) : OK;
    bool is_shown = x->body_id && b.is_named;
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(reference), k->s.reference);
    view_str(v, S(received_at), desk_moment(c->arena, k->s.received_at_s));
    view_bool(v, S(is_added), x->state == SUGGESTION_ADDED);
    view_bool(v, S(is_there), x->state == SUGGESTION_THERE);
    view_bool(v, S(is_declined), x->state == SUGGESTION_DECLINED);
    view_str(v, S(told), x->reason);
    view_str(v, S(entry_url),
             is_shown
                 ? str_join(c->arena, c->site->origin, url_path(c->arena, "/bodies/%", b.slug))
                 : STR(""));
    if (!e)
        e = tpl_render_text(c->templates, STR("mail/suggestion_answered"), v, c->arena, text);
    x->mail = (struct mail){
        .id = rand_id(),
        .queued_at_s = c->now_s,
        .kind = STR("mail/suggestion_answered"),
        .object_kind = STR("body_suggestion"),
        .object_id = str_printf(c->arena, "%lld", (long long)k->s.id),
        .to = k->s.email,
        .subject = str_printf(c->arena, SUBJECT_SUGGESTION_ANSWERED, STR_ARG(k->s.reference)),
        .body = buf_view(text),
    };
    return e;
}

/* Somebody answered first: theirs stands and is shown. */
static enum err show_first(struct answering *k)
{
    struct ctx *c = k->c;
    enum err e = suggestion_find(c->db, c->arena, k->s.reference, &k->s);
    if (!e)
        e = show(k);
    if (e)
        return e;
    view_bool(k->v, S(was_first), true);
    return ctx_render_status(c, 409, "bodies/suggestion", k->v);
}

enum err suggestion_answer_page(struct ctx *c)
{
    struct answering *k = ARENA_NEW(c->arena, struct answering);
    enum err e = k ? open(c, k) : ERR_LIMIT;
    if (e)
        return e;
    struct suggestion_answer x = { .actor = &c->visitor->actor,
                                   .act = ctx_act(c),
                                   .suggestion_id = k->s.id,
                                   .partnership_id = k->s.partnership_id };
    if (!is_filled_in(k, &x))
        return render(k);
    e = k->s.email.n ? make_mail(k, &x) : OK;
    if (!e)
        e = form_send_once(k->f, suggestion_answer_fn, &x, suggestion_path(c, k->s.reference));
    if (e == ERR_CONFLICT)
        return x.was_answered ? show_first(k) : render(k);
    return e;
}
