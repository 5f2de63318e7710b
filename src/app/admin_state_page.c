/*
 * admin_state_page.c: /admin, the state of the service: what is wrong first, with what to do.
 */
#include "app/admin_pages.h"
#include "app/admin_view.h"
#include "app/admin_warnings.h"
#include "app/admin_words.h"
#include "app/house.h"
#include "gen/symbols.h"

static void show_figures(struct ctx *c, const struct state *s, struct view *v)
{
    struct arena *a = c->arena;
    view_str(v, S(disk_free),
             s->disk_bytes ? admin_bytes(a, s->disk_free_bytes) : STR(ADMIN_UNKNOWN));
    view_str(v, S(disk_all), s->disk_bytes ? admin_bytes(a, s->disk_bytes) : STR(""));
    view_str(v, S(database_size), admin_bytes(a, s->database_bytes));
    view_str(v, S(backup_at), admin_when(c, s->backup_at_s));
    view_str(v, S(chain_at), admin_when(c, s->chain_at_s));
    view_str(v, S(daily_at), admin_when(c, s->daily_at_s));
    view_str(v, S(mails_waiting), admin_count(a, s->mails_waiting));
    view_str(v, S(mails_failed), admin_count(a, s->mails_failed));
    view_str(v, S(jobs_failed), admin_count(a, s->jobs_failed));
}

static void show_program(struct ctx *c, const struct state *s, struct view *v)
{
    const struct app *app = c->app;
    const struct platform *p = &app->platform;
    struct arena *a = c->arena;
    view_int(v, S(schema_number), s->schema);
    view_str(v, S(started_at), admin_when(c, s->started_at_s));
    view_str(v, S(up_for), admin_span(a, s->up_s));
    view_int(v, S(hashing), s->hashing);
    view_str(v, S(sandbox),
             p->has_sandbox ? str_printf(a, SANDBOX_ON, p->sandbox_abi) : STR(SANDBOX_OFF));
    struct list *libraries = view_list(v, S(libraries));
    for (size_t i = 0; i < p->n_libraries; i++) {
        struct view *one = list_add(libraries);
        view_lit(one, S(name), p->library[i].name);
        view_lit(one, S(version), p->library[i].have);
    }
    view_bool(v, S(has_libraries), p->n_libraries > 0);
}

enum err admin_state_page(struct ctx *c)
{
    struct state s;
    enum err e = state_gather(c, &s);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    admin_warnings_show(c, &s, v);
    show_figures(c, &s, v);
    show_program(c, &s, v);
    return ctx_render(c, "admin/state", v);
}
