/*
 * admin_settings_page.c: /admin/settings: what an administrator may change while the program
 * runs. Passwords and keys stand in files and are on no page.
 */
#include "app/admin_pages.h"
#include "app/admin_words.h"
#include "app/current.h"
#include "app/house.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

#define LIMIT_MAX 100000

struct page {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct settings rows;     /* as they are now */
    struct settings defaults; /* what counts where there is no row */
    struct str seen;          /* stands for the rows: was the form made of these? */
};

static void fill_defaults(struct page *p)
{
    const struct app *app = p->c->app;
    struct arena *a = p->c->arena;
    struct str *value = p->defaults.value;
    value[SETTING_SERVICE_NAME] = app->site.service_name;
    value[SETTING_TAGLINE] = app->site.tagline;
    value[SETTING_FOOTER_LINE] = app->site.footer_line;
    value[SETTING_CONTACT_MAIL] = app->site.contact_mail;
    value[SETTING_REPLY_TO] = str_from(app->config.reply_to);
    value[SETTING_LIMIT_POSTS] = str_printf(a, "%d", app->config.limit_posts);
    value[SETTING_LIMIT_SEARCHES] = str_printf(a, "%d", app->config.limit_searches);
    value[SETTING_LIMIT_PAGES] = str_printf(a, "%d", app->config.limit_pages);
}

static struct str seal_of(struct arena *a, const struct settings *s)
{
    struct str all = { 0 };
    for (enum setting i = 0; i < SETTING__MAX; i++)
        all = str_printf(a, "%.*s%zu:%.*s", STR_ARG(all), s->value[i].n, STR_ARG(s->value[i]));
    struct hash h = hash_of(all);
    return hash_hex(a, &h, 16);
}

static enum err page_open(struct ctx *c, struct page *p)
{
    *p = (struct page){ .c = c };
    enum err e = settings_read(c->db, c->arena, &p->rows);
    if (e)
        return e;
    fill_defaults(p);
    p->seen = seal_of(c->arena, &p->rows);
    p->v = page_new(c, "");
    p->f = form_new(c, p->v);
    if (!p->f)
        return ERR_LIMIT;
    for (enum setting i = 0; i < SETTING__MAX; i++) {
        struct str row = p->rows.value[i];
        form_set(p->f, setting_name(i), row.n ? row : p->defaults.value[i]);
    }
    form_set(p->f, "seen", p->seen);
    return OK;
}

static enum err page_show(struct page *p, bool was_late)
{
    struct form *f = p->f;
    form_field(f, S(service_name_field), "service_name");
    form_field(f, S(tagline_field), "tagline");
    form_field(f, S(footer_line_field), "footer_line");
    form_field(f, S(contact_mail), "contact_mail");
    form_field(f, S(reply_to), "reply_to");
    form_field(f, S(limit_posts), "limit_posts");
    form_field(f, S(limit_searches), "limit_searches");
    form_field(f, S(limit_pages), "limit_pages");
    form_field_most(f, S(trusted_ranges), "trusted_ranges", ADMIN_RANGES_CHARS);
    view_str(p->v, S(seen), was_late ? p->seen : form_value(f, "seen"));
    view_bool(p->v, S(was_late), was_late);
    view_bool(p->v, S(was_saved), str_eq(param_str(p->c, "done"), STR("saved")));
    return form_render(f, "admin/settings");
}

enum err admin_settings_page(struct ctx *c)
{
    struct page p;
    enum err e = page_open(c, &p);
    return e ? e : page_show(&p, false);
}

/* --- saving --- */

static void check_limit(struct form *f, const char *name, const char *message)
{
    int64_t n;
    if (!str_to_i64(form_value(f, name), &n) || n < 0 || n > LIMIT_MAX)
        form_error(f, name, str_from(message));
}

static void check_line(struct form *f, const char *name, const char *enter, const char *noun)
{
    size_t max =
        str_eq(str_from(name), STR("service_name")) ? ADMIN_NAME_CHARS : ADMIN_LINE_CHARS;
    form_required(f, name, str_from(enter));
    form_length(f, name, max, str_from(noun));
}

static void check_mail(struct form *f, const char *name)
{
    struct str value = form_value(f, name);
    if (value.n && !mail_address_is_valid(value))
        form_error(f, name, STR(SETTINGS_EMAIL_FORM));
}

static void check_ranges(struct page *p)
{
    struct address_range range[TRUSTED_RANGES_MAX];
    struct str wrong = { 0 };
    size_t n;
    if (!trusted_ranges_parse(form_value(p->f, "trusted_ranges"), range, &n, &wrong))
        form_error(p->f, "trusted_ranges",
                   str_printf(p->c->arena, SETTINGS_RANGE, STR_ARG(wrong)));
}

static bool is_filled_in(struct page *p)
{
    struct form *f = p->f;
    check_line(f, "service_name", SETTINGS_ENTER_NAME, SETTINGS_NAME);
    check_line(f, "tagline", SETTINGS_ENTER_TAGLINE, SETTINGS_TAGLINE);
    check_line(f, "footer_line", SETTINGS_ENTER_FOOTER, SETTINGS_FOOTER);
    check_mail(f, "contact_mail");
    check_mail(f, "reply_to");
    check_limit(f, "limit_posts", SETTINGS_LIMIT_POSTS);
    check_limit(f, "limit_searches", SETTINGS_LIMIT_SEARCHES);
    check_limit(f, "limit_pages", SETTINGS_LIMIT_PAGES);
    check_ranges(p);
    form_length(f, "trusted_ranges", ADMIN_RANGES_CHARS, STR(SETTINGS_RANGES));
    return !form_failed(f);
}

/* What is the default anyway needs no row, so that it follows the configuration. */
static void read_typed(struct page *p, struct settings *after)
{
    *after = p->rows;
    for (enum setting i = 0; i < SETTING__MAX; i++) {
        struct str typed = form_value(p->f, setting_name(i));
        after->value[i] = str_eq(typed, p->defaults.value[i]) ? STR("") : typed;
    }
}

enum err admin_settings_post_page(struct ctx *c)
{
    struct page p;
    struct settings after;
    enum err e = page_open(c, &p);
    if (e)
        return e;
    bool was_late = !str_eq(form_value(p.f, "seen"), p.seen);
    if (!is_filled_in(&p) || was_late)
        return page_show(&p, was_late);
    read_typed(&p, &after);
    struct settings_change x = { .before = &p.rows, .after = &after, .act = ctx_act(c) };
    e = form_send_once(p.f, settings_change_fn, &x, STR("/admin/settings?done=saved"));
    return e == ERR_CONFLICT ? page_show(&p, false) : e;
}
