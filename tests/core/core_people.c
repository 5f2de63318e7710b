#include "tests/core/core_people.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "core/store/write.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/account.h"

#include <stdio.h>
#include <stdlib.h>

static const struct act by_operator = { STR_INIT("cli:0"), { 0 }, 0 };

static _Noreturn void bail(const char *what, enum err e)
{
    printf("Bail out! %s: %s\n", what, err_name(e));
    exit(1);
}

struct work {
    struct account_new account;
    struct grant grant;
    struct session_new session;
    struct act act;
    bool adds_account, adds_role, is_half;
};

static enum err work_fn(struct db *db, void *arg)
{
    const struct work *w = arg;
    const struct actor all = { .kind = ACTOR_OPERATOR };
    enum err e = w->adds_account ? account_create(db, &w->account, &w->act) : OK;
    if (!e && w->adds_role)
        e = role_give(db, &all, &w->grant, &w->act);
    return e ? e : session_begin(db, &w->session);
}

static int64_t partnership_id(struct core *core, const char *slug)
{
    struct partnership p;
    enum err e =
        partnership_find_by_slug(core->worker->db_all, core->arena, str_from(slug), &p);
    if (e)
        bail(slug, e);
    return p.id;
}

static void set_role(struct core *core, struct work *w, int64_t account, const char *role,
                     const char *where)
{
    w->adds_role = role != NULL;
    if (!role)
        return;
    w->grant = (struct grant){ .id = rand_id(), .account_id = account, .from_s = w->act.now_s };
    if (!role_from_name(str_from(role), &w->grant.role))
        bail(role, ERR_INVALID);
    if (role_scope(w->grant.role) == SCOPE_PARTNERSHIP)
        w->grant.partnership_id = partnership_id(core, where);
    if (role_scope(w->grant.role) == SCOPE_BODY)
        (void)str_to_i64(str_from(where), &w->grant.body_id);
}

static void set_cookie(struct core *core, struct someone *who)
{
    struct str value = session_value_text(core->arena, &who->session);
    who->cookie =
        str_z(core->arena, str_printf(core->arena, "Cookie: cj=%.*s", STR_ARG(value)));
    who->form =
        str_z(core->arena, str_printf(core->arena,
                                      "%s\nContent-Type: application/x-www-form-urlencoded\n"
                                      "Sec-Fetch-Site: same-origin",
                                      who->cookie));
}

static void run(struct core *core, struct work *w, struct someone *who)
{
    int64_t now_s = clock_now_s();
    rand_bytes(who->session.byte, sizeof who->session.byte);
    w->session = (struct session_new){ .value = who->session,
                                       .number = rand_id(),
                                       .account_id = who->account_id,
                                       .has_factor = !w->is_half,
                                       .is_staff = true,
                                       .device = STR("Sample browser"),
                                       .now_s = now_s };
    enum err e = store_write(app_store(core->app), work_fn, w);
    if (e)
        bail("core_people", e);
    set_cookie(core, who);
}

static struct work work_new(void)
{
    struct work w = { .act = by_operator };
    w.act.now_s = clock_now_s();
    return w;
}

struct someone core_person(struct core *core, const char *name, const char *role,
                           const char *where)
{
    struct someone who = { .account_id = rand_id() };
    struct work w = work_new();
    w.adds_account = true;
    w.account = (struct account_new){
        .id = who.account_id,
        .name = str_printf(core->arena, "Sample %s", name),
        .email = str_printf(core->arena, "%s@example.org", name),
    };
    rand_bytes(w.account.audit_key.byte, sizeof w.account.audit_key.byte);
    set_role(core, &w, who.account_id, role, where);
    run(core, &w, &who);
    return who;
}

void core_give(struct core *core, struct someone *who, const char *role, const char *where)
{
    struct work w = work_new();
    set_role(core, &w, who->account_id, role, where);
    run(core, &w, who);
}

void core_sign_in(struct core *core, struct someone *who)
{
    struct work w = work_new();
    run(core, &w, who);
}

void core_sign_in_half(struct core *core, struct someone *who)
{
    struct work w = work_new();
    w.is_half = true;
    run(core, &w, who);
}

bool core_take_cookie(struct core *core, struct someone *who, const struct answer *a)
{
    for (size_t i = 0; i < a->resp.n_headers; i++) {
        struct str value = a->resp.header[i].value;
        if (!str_eq(a->resp.header[i].name, STR("Set-Cookie")) ||
            !str_starts(value, STR("cj=")))
            continue;
        if (!session_value_parse(str_sub(value, 3, 2 * SESSION_BYTES), &who->session))
            return false;
        set_cookie(core, who);
        return true;
    }
    return false;
}

struct account core_account(struct core *core, const struct someone *who)
{
    struct account account;
    enum err e = account_find(core->worker->db_all, core->arena, who->account_id, &account);
    if (e)
        bail("core_account", e);
    return account;
}

struct str core_mail_to(struct core *core, const char *address)
{
    struct stmt *s = db_query(core->worker->db_all,
                              "SELECT /*scan*/ body FROM outbox WHERE to_address = $1 ORDER BY "
                              "queued_at_s DESC, rowid DESC LIMIT 1",
                              BINDS(bt(str_from(address))));
    struct str text = { 0 };
    if (db_row(s))
        text = db_text(s, 0, core->arena);
    enum err e = db_done(s, OK);
    if (e)
        bail("core_mail_to", e);
    return text;
}

struct answer core_get_as(struct core *core, const struct someone *who, const char *target)
{
    return core_get(core, target, who->cookie);
}

struct answer core_post_as(struct core *core, const struct someone *who, const char *target,
                           const char *form)
{
    return core_ask(core, "POST", target, who->form, str_from(form));
}

struct answer core_fill_as(struct core *core, const struct someone *who, const char *target,
                           const char *fields)
{
    struct answer page = core_get_as(core, who, target);
    struct str tokens = core_tokens(core, page.body);
    clock_set_s(clock_now_s() + 60);
    return core_post_as(
        core, who, target,
        str_z(core->arena, str_printf(core->arena, "%.*s&%s", STR_ARG(tokens), fields)));
}

struct answer core_fill_seen(struct core *core, const struct someone *who, const char *target,
                             const char *fields)
{
    struct str page = core_get_as(core, who, target).body;
    struct str seen = between(page, "name=\"seen\" value=\"", "\"");
    struct str all = str_printf(core->arena, "%s&seen=%.*s", fields, STR_ARG(seen));
    return core_fill_as(core, who, target, str_z(core->arena, all));
}
