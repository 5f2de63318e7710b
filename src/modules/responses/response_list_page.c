/*
 * response_list_page.c: the responses of one consultation: figures, filters, a page of rows,
 * the accounting by channel.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/own.h"

#define CHOICES_MAX 60
#define DAY_SECONDS 86400

struct list_page {
    struct ctx *c;
    struct own own;
    struct consultation x;
    bool has_one;
    struct response_filter f;
    bool is_search;
    int64_t number, n; /* page; rows that fit */
    struct str after;  /* a receipt: the rows that follow it; empty: by page */
    struct view *v;
    struct form *form;
};

/* --- which consultation --- */

static bool is_asked(const struct consultation *x)
{
    return str_eq(x->stage, STR("published"));
}

/* The newest that is open; else the newest that was published. */
static const struct consultation *usual(const struct consultation *list, size_t n,
                                        int64_t now_s)
{
    const struct consultation *best = NULL;
    for (size_t i = 0; i < n; i++) {
        if (consultation_state(&list[i], now_s) == CONSULTATION_OPEN)
            return &list[i];
        if (!best && is_asked(&list[i]))
            best = &list[i];
    }
    return best;
}

static void show_choices(struct list_page *k, const struct consultation *list, size_t n)
{
    struct list *others = view_list(k->v, S(choices));
    size_t shown = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_asked(&list[i]))
            continue;
        struct view *o = list_add(others);
        view_str(o, S(name), list[i].title);
        view_str(o, S(href), response_list_path(k->c->arena, list[i].slug));
        view_bool(o, S(is_current), k->has_one && list[i].id == k->x.id);
        shown++;
    }
    view_bool(k->v, S(has_choices), shown > 1);
}

/* A person who reads the responses of no partnership finds nothing here (S10). */
static enum err choose(struct list_page *k)
{
    struct ctx *c = k->c;
    struct consultation *list = arena_array(c->arena, CHOICES_MAX, sizeof *list);
    size_t n = 0;
    if (!list)
        return ERR_LIMIT;
    enum err e = own_partnership_load(c, CAP_RESPONSE_READ, &k->own);
    if (!e)
        e = consultation_list(c->db, c->arena, k->own.partnership.id, list, CHOICES_MAX, &n);
    if (e)
        return e;
    const struct consultation *now = usual(list, n, c->now_s);
    struct str slug = param_str(c, "consultation");
    k->has_one = slug.n || now;
    if (slug.n)
        e = consultation_load_for(c, CAP_RESPONSE_READ, slug, &k->x);
    else if (now)
        k->x = *now;
    if (e)
        return e;
    k->v = page_new(c, "");
    show_choices(k, list, n);
    return own_partnership_show(c, &k->own, CAP_RESPONSE_READ, k->v);
}

/* --- filters --- */

/* What can be asked for under Status beside how far the staff are. */
static const struct consultation_word readings[] = {
    { "waiting", RESPONSE_STATUS_WAITING },
    { "confirmed", RESPONSE_READ_CONFIRMED },
    { "corrected", RESPONSE_READ_CORRECTED },
    { "unanswered", RESPONSE_READ_UNANSWERED },
    { NULL, NULL },
};

static struct str reading_label(struct str code)
{
    for (const struct consultation_word *w = readings; w->code; w++)
        if (str_eq(code, str_from(w->code)))
            return str_from(w->label);
    return (struct str){ NULL, 0 };
}

static bool has_code(struct ctx *c, const char *name, const struct consultation_word *list)
{
    return consultation_knows(list, param_str(c, name));
}

static void read_filter(struct list_page *k)
{
    struct ctx *c = k->c;
    struct response_filter *f = &k->f;
    struct str status = param_str(c, "status"), late = param_str(c, "late");
    f->consultation_id = k->x.id;
    if (has_code(c, "status", consultation_handlings) || reading_label(status).n)
        f->status = status;
    if (has_code(c, "channel", consultation_channels))
        f->channel = param_str(c, "channel");
    if (has_code(c, "counting", consultation_countings))
        f->counting = param_str(c, "counting");
    if (response_late_words(late).n)
        f->late = late;
    f->campaign_id = param_i64(c, "campaign", 0);
}

static struct str filter_path(const struct list_page *k)
{
    struct arena *a = k->c->arena;
    const struct response_filter *f = &k->f;
    const struct {
        struct str name, value;
    } part[] = { { STR("status"), f->status },
                 { STR("channel"), f->channel },
                 { STR("counting"), f->counting },
                 { STR("late"), f->late } };
    struct str path = response_list_path(a, k->x.slug);
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        if (part[i].value.n)
            path = url_query(a, path, part[i].name, part[i].value);
    if (f->campaign_id)
        path = url_query(a, path, STR("campaign"),
                         str_printf(a, "%lld", (long long)f->campaign_id));
    return path;
}

static void add_choice(struct list *options, struct str value, struct str label, bool is_chosen)
{
    struct view *o = list_add(options);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), is_chosen);
}

static struct list *add_words(struct list_page *k, symbol as,
                              const struct consultation_word *list, struct str chosen)
{
    struct list *options = view_list(k->v, as);
    add_choice(options, STR(""), STR(RESPONSE_ANY), !chosen.n);
    for (; list->code; list++)
        add_choice(options, str_from(list->code), str_from(list->label),
                   str_eq(chosen, str_from(list->code)));
    return options;
}

static enum err show_campaigns(struct list_page *k)
{
    struct ctx *c = k->c;
    struct response_campaign *all = arena_array(c->arena, RESPONSE_CAMPAIGNS_MAX, sizeof *all);
    size_t n = 0;
    if (!all)
        return ERR_LIMIT;
    enum err e = response_campaigns(c->db, c->arena, k->x.id, all, &n);
    struct list *options = view_list(k->v, S(campaign_options));
    add_choice(options, STR(""), STR(RESPONSE_ANY), !k->f.campaign_id);
    for (size_t i = 0; i < n; i++)
        add_choice(options, str_printf(c->arena, "%lld", (long long)all[i].id),
                   message_for_staff(c->arena, all[i].name), all[i].id == k->f.campaign_id);
    view_bool(k->v, S(has_campaigns), n > 0);
    return e;
}

static void show_filter(struct list_page *k)
{
    static const char *const late[] = { "waiting", "in", "out" };
    const struct response_filter *f = &k->f;
    struct list *status = add_words(k, S(status_options), consultation_handlings, f->status);
    for (const struct consultation_word *w = readings; w->code; w++)
        add_choice(status, str_from(w->code), str_from(w->label),
                   str_eq(f->status, str_from(w->code)));
    add_words(k, S(channel_options), consultation_channels, f->channel);
    add_words(k, S(counting_options), consultation_countings, f->counting);
    struct list *lates = view_list(k->v, S(late_options));
    add_choice(lates, STR(""), STR(RESPONSE_ANY), !f->late.n);
    for (size_t i = 0; i < sizeof late / sizeof late[0]; i++)
        add_choice(lates, str_from(late[i]), response_late_words(str_from(late[i])),
                   str_eq(f->late, str_from(late[i])));
    bool has_more = f->counting.n || f->late.n || f->campaign_id;
    view_bool(k->v, S(has_more), has_more);
    view_bool(k->v, S(is_filtered), has_more || f->status.n || f->channel.n || k->is_search);
    view_str(k->v, S(clear_href), response_list_path(k->c->arena, k->x.slug));
    view_str(k->v, S(find_action),
             url_query(k->c->arena, STR("/coordinator/responses/find"), STR("consultation"),
                       k->x.slug));
}

/* --- figures --- */

static void show_account(struct view *v, const struct response_account *x, struct str label)
{
    view_str(v, S(label), label);
    view_int(v, S(received), x->received);
    view_int(v, S(n_valid), x->n[COUNTING_IS_VALID]);
    view_int(v, S(n_late_out), x->n[COUNTING_IS_LATE_OUT]);
    view_int(v, S(n_duplicate), x->n[COUNTING_IS_DUPLICATE]);
    view_int(v, S(n_withdrawn), x->n[COUNTING_IS_WITHDRAWN]);
    view_int(v, S(n_not_valid), x->n[COUNTING_IS_NOT_VALID]);
    view_int(v, S(n_late_in), x->late_in);
    view_int(v, S(n_campaign), x->in_campaign);
}

static void show_days_left(struct list_page *k)
{
    int64_t left_s = k->x.closes_at_s - k->c->now_s;
    bool is_open = consultation_state(&k->x, k->c->now_s) == CONSULTATION_OPEN;
    int64_t days = (left_s + DAY_SECONDS - 1) / DAY_SECONDS;
    view_int(k->v, S(days_left), is_open ? days : 0);
    view_bool(k->v, S(is_last_day), is_open && days == 1);
}

static struct str status_path(struct list_page *k, const char *status)
{
    struct arena *a = k->c->arena;
    return url_query(a, response_list_path(a, k->x.slug), STR("status"), str_from(status));
}

static void show_read_back(struct list_page *k, const struct response_figures *f)
{
    view_bool(k->v, S(has_read_back), f->n_confirmed + f->n_corrected + f->n_unanswered > 0);
    view_int(k->v, S(n_confirmed), f->n_confirmed);
    view_int(k->v, S(n_corrected), f->n_corrected);
    view_int(k->v, S(n_unanswered), f->n_unanswered);
    view_str(k->v, S(confirmed_href), status_path(k, "confirmed"));
    view_str(k->v, S(corrected_href), status_path(k, "corrected"));
    view_str(k->v, S(unanswered_href), status_path(k, "unanswered"));
}

static enum err show_figures(struct list_page *k)
{
    struct response_figures f;
    struct ctx *c = k->c;
    enum err e = response_figures(c->db, c->arena, k->x.id, &f);
    if (e)
        return e;
    view_int(k->v, S(n_responses), f.all.received);
    view_bool(k->v, S(is_one_response), f.all.received == 1);
    view_int(k->v, S(n_bodies), f.n_bodies);
    view_int(k->v, S(n_register), f.n_register);
    view_int(k->v, S(n_waiting), f.n_waiting);
    view_str(k->v, S(waiting_href), status_path(k, "waiting"));
    show_read_back(k, &f);
    view_int(k->v, S(n_people), f.n_people);
    view_int(k->v, S(n_once), f.n_once);
    struct list *accounts = view_list(k->v, S(accounts));
    for (size_t i = 0; i < f.n_channels; i++)
        show_account(list_add(accounts), &f.channel[i],
                     consultation_label(consultation_channels, f.channel[i].channel));
    show_account(view_sub(k->v, S(account_total)), &f.all, STR(RESPONSE_ALL_CHANNELS));
    show_days_left(k);
    return OK;
}

static void show_head(struct list_page *k)
{
    struct ctx *c = k->c;
    enum consultation_state state = consultation_state(&k->x, c->now_s);
    view_str(k->v, S(reference), k->x.reference);
    view_str(k->v, S(state_label), consultation_state_label(state));
    view_lit(k->v, S(state_tag), consultation_state_tag(state));
    view_str(k->v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_bool(k->v, S(is_closed), k->x.closes_at_s && k->x.closes_at_s <= c->now_s);
    view_bool(k->v, S(may_log), consultation_may(c, &k->x, CAP_RESPONSE_LOG));
    view_bool(k->v, S(may_export), consultation_may(c, &k->x, CAP_RESPONSE_EXPORT));
    view_str(
        k->v, S(log_href),
        url_query(c->arena, STR("/coordinator/responses/new"), STR("consultation"), k->x.slug));
    view_str(k->v, S(post_action), response_list_path(c->arena, k->x.slug));
    view_bool(k->v, S(done_searched), str_eq(param_str(c, "done"), STR("searched")));
}

/* --- rows --- */

static void show_row(struct list_page *k, const struct response_row *r, struct view *v)
{
    struct arena *a = k->c->arena;
    const struct response_tag tag = response_tag(r->handling, r->counting, r->late);
    view_str(v, S(reference), r->receipt);
    view_str(v, S(href), response_desk_path(a, r->receipt, ""));
    view_str(v, S(from_words), response_from_words(a, r));
    view_str(v, S(who), response_who_words(r->who));
    response_show_day(v, S(received), S(received_iso), r->received_on, a);
    view_str(v, S(channel), consultation_label(consultation_channels, r->channel));
    view_str(v, S(publish), response_publish_words(r->publish_choice));
    view_str(v, S(tag_label), tag.label);
    view_lit(v, S(tag), tag.tag);
    view_bool(v, S(is_late_in), str_eq(r->late, STR("in")));
}

static struct str after_path(const struct list_page *k, struct str receipt)
{
    return url_query(k->c->arena, filter_path(k), STR("after"), receipt);
}

static void add_rows(struct list_page *k, const struct response_row *row, size_t n)
{
    struct list *rows = view_list(k->v, S(rows));
    for (size_t i = 0; i < n; i++)
        show_row(k, &row[i], list_add(rows));
    view_bool(k->v, S(has_rows), n > 0);
    view_bool(k->v, S(is_beyond), k->after.n > 0);
    view_str(k->v, S(newest_href), filter_path(k));
}

static enum err show_rows(struct list_page *k, struct response_row *row)
{
    struct ctx *c = k->c;
    int64_t skip = (k->number - 1) * RESPONSE_ROWS;
    size_t n_rows = 0;
    enum err e = response_find_count(c->db, &k->f, &k->n);
    if (!e)
        e = response_find(c->db, c->arena, &k->f, skip, row, &n_rows);
    if (e)
        return e;
    bool is_many = k->n > RESPONSE_FOUND_MAX;
    int64_t known = is_many ? RESPONSE_FOUND_MAX : k->n;
    int64_t last = known ? (known + RESPONSE_ROWS - 1) / RESPONSE_ROWS : 1;
    if (k->number > last)
        return ERR_NOT_FOUND;
    add_rows(k, row, n_rows);
    view_int(k->v, S(from), skip + 1);
    view_int(k->v, S(to), skip + (int64_t)n_rows);
    view_str(k->v, S(count),
             is_many ? STR(RESPONSE_MANY) : str_printf(c->arena, "%lld", (long long)k->n));
    view_bool(k->v, S(is_one), k->n == 1);
    view_bool(k->v, S(is_cut), k->is_search && k->n > RESPONSE_ROWS);
    page_steps(c, k->v,
               &(struct page_steps){ .base = filter_path(k), .now = k->number, .last = last });
    if (k->is_search)
        view_bool(k->v, S(has_pages), false);
    if (is_many && k->number == last) /* the first 1,000 end here */
        view_str(k->v, S(next_href), after_path(k, row[n_rows - 1].receipt));
    return OK;
}

/* By key: neither counted nor skipped over. */
static enum err show_rows_after(struct list_page *k, struct response_row *row)
{
    size_t n = 0;
    enum err e = response_find_after(k->c->db, k->c->arena, &k->f, k->after, row, &n);
    if (e)
        return e;
    bool has_more = n > RESPONSE_ROWS;
    add_rows(k, row, has_more ? RESPONSE_ROWS : n);
    view_bool(k->v, S(is_cut), false);
    view_list(k->v, S(pages));
    view_bool(k->v, S(has_pages), has_more);
    view_str(k->v, S(prev_href), (struct str){ 0 });
    if (has_more)
        view_str(k->v, S(next_href), after_path(k, row[RESPONSE_ROWS - 1].receipt));
    return OK;
}

/* --- the pages --- */

static enum err show_list(struct list_page *k)
{
    view_bool(k->v, S(has_one), k->has_one);
    view_str(k->v, S(consultation_title), k->has_one ? k->x.title : (struct str){ 0 });
    if (!k->has_one)
        return OK;
    show_head(k);
    show_filter(k);
    enum err e = show_campaigns(k);
    if (!e)
        e = show_figures(k);
    struct response_row *row = arena_array(k->c->arena, RESPONSE_ROWS + 1, sizeof *row);
    if (!e && !row)
        e = ERR_LIMIT;
    if (e)
        return e;
    return k->after.n ? show_rows_after(k, row) : show_rows(k, row);
}

enum err response_list_page(struct ctx *c)
{
    struct list_page k = { .c = c, .number = param_i64(c, "page", 1) };
    enum err e = k.number < 1 ? ERR_NOT_FOUND : choose(&k);
    if (e)
        return e;
    k.form = form_new(c, k.v);
    if (!k.form)
        return ERR_LIMIT;
    read_filter(&k);
    if (param_has(c, "after") && !receipt_parse(c->arena, param_str(c, "after"), &k.after))
        return ERR_NOT_FOUND;
    e = show_list(&k);
    form_field(k.form, S(q), "q");
    return e ? e : form_render(k.form, "coordinator/responses");
}

/* A name is posted, so that it stands in no address (S23). Without one: the filtered list. */
enum err response_find_page(struct ctx *c)
{
    struct list_page k = { .c = c, .number = 1 };
    struct str typed = param_str(c, "q");
    enum err e = choose(&k);
    if (e)
        return e;
    if (!k.has_one)
        return ERR_NOT_FOUND;
    read_filter(&k);
    if (!typed.n)
        return ctx_see_other(c, filter_path(&k));
    k.is_search = true;
    if (!receipt_parse(c->arena, typed, &k.f.receipt))
        k.f.name_key = utf8_fold(c->arena, typed);
    k.form = form_new(c, k.v);
    if (!k.form)
        return ERR_LIMIT;
    e = show_list(&k);
    form_field(k.form, S(q), "q");
    return e ? e : form_render_next(k.form, "coordinator/responses");
}
