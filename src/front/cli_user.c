#include "front/cli_user.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "core/web/ctx.h"
#include "front/cli_args.h"
#include "front/start.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/invite.h"
#include "modules/people/link_address.h"
#include "modules/people/notice.h"
#include "modules/people/person.h"
#include "modules/people/totp.h"

#include <stdio.h>

struct user_run {
    struct start start;
    struct arena *a;
    struct store *store;
    struct db *db;
    struct actor actor;
    struct act act;

    /* as typed */
    const char *email, *role, *name, *partnership, *until;
    bool ends;

    struct account account; /* of the address, but for `invite` and `list` */
    struct grant grant;     /* that the words ask for */
};

/* --- saying why not --- */

static int refuse(const char *why)
{
    return start_refuse(1, str_from(why));
}

static int misused(const char *why)
{
    fprintf(stderr, "cjengage: %s; see cjengage help user\n", why);
    return 2;
}

/* What went wrong, in words. */
static int failed(enum err e)
{
    switch ((int)e) {
    case OK:
        return 0;
    case ERR_INVALID:
        return refuse("the name or the address cannot be used");
    case ERR_GONE:
        return refuse("the account is closed; open it with: cjengage user enable EMAIL");
    case ERR_TOO_MANY:
        return refuse("the person has as many roles as one can have");
    default:
        fprintf(stderr, "cjengage: it could not be done (%s)\n", err_name(e));
        return 1;
    }
}

/* --- words into values --- */

/* The last day in London; 0: no end. */
static int read_until(struct user_run *r, int64_t *until_s)
{
    struct date day;
    *until_s = 0;
    if (!r->until)
        return 0;
    if (!date_parse(str_from(r->until), &day))
        return misused("--until wants a date like 2027-03-31");
    *until_s = london_to_s(date_from_days(date_to_days(day) + 1), 0, 0);
    return *until_s > r->act.now_s ? 0 : misused("--until is a day that is over");
}

static int read_place(struct user_run *r, enum role role, int64_t *id)
{
    struct partnership p;
    bool wants = role_scope(role) == SCOPE_PARTNERSHIP;
    *id = 0;
    if (wants != (r->partnership != NULL))
        return misused(wants ? "this role wants --partnership SLUG"
                             : "this role takes no --partnership");
    if (!wants)
        return 0;
    enum err e = partnership_find_by_slug(r->db, r->a, str_from(r->partnership), &p);
    if (e == ERR_NOT_FOUND)
        return refuse("there is no partnership of that name; its page's address has it: "
                      "/partnerships/SLUG");
    *id = p.id;
    return failed(e);
}

static int read_grant(struct user_run *r)
{
    struct grant *g = &r->grant;
    *g = (struct grant){ .id = rand_id(), .from_s = r->act.now_s };
    if (!r->role || !role_from_name(str_from(r->role), &g->role) ||
        role_scope(g->role) == SCOPE_BODY)
        return misused("ROLE is admin, coordinator, analyst, network_coordinator or "
                       "network_national");
    int code = read_place(r, g->role, &g->partnership_id);
    return code ? code : read_until(r, &g->until_s);
}

static int find_account(struct user_run *r)
{
    enum err e = account_find_by_email(r->db, r->a, str_from(r->email), &r->account);
    return e == ERR_NOT_FOUND ? refuse("no account has that address") : failed(e);
}

static int write_one(struct user_run *r, store_write_fn fn, void *arg)
{
    return failed(store_write(r->store, fn, arg));
}

static void print_link(struct user_run *r, enum link_purpose purpose, struct str key)
{
    printf("%.*s\n", STR_ARG(link_address(r->a, app_site(r->start.app)->origin, purpose, key)));
}

/* --- commands --- */

/* "sample.person" of sample.person@example.org: until the person types their own. */
static struct str name_of(struct user_run *r)
{
    struct str email = str_trim(str_from(r->email));
    return r->name ? str_trim(str_from(r->name)) : str_sub(email, 0, str_find_char(email, '@'));
}

static int invite(struct user_run *r)
{
    int code = read_grant(r);
    struct invite i = { .actor = &r->actor,
                        .act = r->act,
                        .grant = r->grant,
                        .key = rand_key(r->a),
                        .account = { .id = rand_id(),
                                     .name = name_of(r),
                                     .email = str_trim(str_from(r->email)) } };
    rand_bytes(i.account.audit_key.byte, sizeof i.account.audit_key.byte);
    enum err e = code ? OK : store_write(r->store, invite_send_fn, &i);
    if (e == ERR_CONFLICT)
        return refuse("the person has that role already; for a new link: cjengage user link "
                      "EMAIL");
    if (code || e)
        return code ? code : failed(e);
    if (i.is_member)
        printf("The person has an account; the role is given.\n");
    else
        print_link(r, LINK_INVITATION, i.key);
    return 0;
}

struct link_work {
    struct user_run *r;
    struct str key;
};

static enum err link_fn(struct db *db, void *arg)
{
    const struct link_work *w = arg;
    char room[ACCOUNT_SUBJECT_BYTES];
    struct change c;
    int64_t id = w->r->account.id;
    enum err e = link_make(db, &(struct link_new){ .purpose = LINK_SIGN_IN,
                                                   .key = w->key,
                                                   .subject = account_subject(room, id),
                                                   .account_id = id,
                                                   .now_s = w->r->act.now_s });
    if (e)
        return e;
    change_begin(&c);
    return change_record(db, &c, &w->r->act,
                         &(struct change_of){ STR("account.link"), STR("account"), id });
}

static int make_sign_in_link(struct user_run *r)
{
    struct link_work w = { r, rand_key(r->a) };
    if (r->account.closed_at_s)
        return failed(ERR_GONE);
    int code = write_one(r, link_fn, &w);
    if (!code)
        print_link(r, LINK_SIGN_IN, w.key);
    return code;
}

static int show_code(struct user_run *r)
{
    if (!app_site(r->start.app)->is_sample)
        return refuse("codes are shown in a database of sample content only");
    if (!r->account.totp_secret.n)
        return refuse("the person has set up no second factor");
    printf("%.*s\n", STR_ARG(totp_code_text(r->a, r->account.totp_secret, r->act.now_s)));
    return 0;
}

struct reset {
    struct user_run *r;
    struct mail mail; /* tells the person, who may not have asked */
};

static enum err reset_fn(struct db *db, void *arg)
{
    const struct reset *w = arg;
    enum err e = totp_reset(db, w->r->account.id, &w->r->act);
    return e || !w->r->account.totp_secret.n ? e : mail_queue(db, &w->mail);
}

static int reset_factor(struct user_run *r)
{
    struct reset w = { .r = r };
    const struct site *site = app_site(r->start.app);
    const struct notice_from from = { .arena = r->a,
                                      .templates = app_templates(r->start.app),
                                      .origin = site->origin,
                                      .service_name = site->service_name,
                                      .now_s = r->act.now_s };
    const struct notice_of of = { .what = NOTICE_FACTOR_RESET, .account = &r->account };
    enum err e = notice_make(&from, &of, &w.mail);
    if (e)
        return failed(e);
    int code = write_one(r, reset_fn, &w);
    if (!code)
        printf(
            "The second factor is gone. The person sets up a new one at the next sign-in.\n");
    return code;
}

static enum err close_fn(struct db *db, void *arg)
{
    struct user_run *r = arg;
    return account_close(db, r->account.id, &r->act);
}

static int disable(struct user_run *r)
{
    enum err e = store_write(r->store, close_fn, r);
    if (e == ERR_CONFLICT)
        return refuse("this is the only administrator without an end date: make another first");
    if (!e)
        printf("The account is closed.\n");
    return failed(e);
}

static enum err reopen_fn(struct db *db, void *arg)
{
    struct user_run *r = arg;
    return account_reopen(db, r->account.id, &r->act);
}

static int enable(struct user_run *r)
{
    if (!r->account.closed_at_s)
        return refuse("the account is open");
    int code = write_one(r, reopen_fn, r);
    if (!code)
        printf("The account is open again.\n");
    return code;
}

static enum err give_fn(struct db *db, void *arg)
{
    struct user_run *r = arg;
    r->grant.account_id = r->account.id;
    return role_give(db, &r->actor, &r->grant, &r->act);
}

static enum err end_fn(struct db *db, void *arg)
{
    struct user_run *r = arg;
    return role_end(db, &r->actor, r->grant.id, &r->act);
}

/* The grant in force of that role there. */
static int find_grant(struct user_run *r)
{
    struct grant all[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e = person_roles(r->db, r->account.id, r->act.now_s, all, ACTOR_GRANTS_MAX, &n);
    for (size_t i = 0; i < n; i++)
        if (all[i].role == r->grant.role && all[i].partnership_id == r->grant.partnership_id) {
            r->grant.id = all[i].id;
            return failed(e);
        }
    return e ? failed(e) : refuse("the person does not have that role");
}

static int change_role(struct user_run *r)
{
    int code = read_grant(r);
    if (!code && r->ends)
        code = find_grant(r);
    if (code)
        return code;
    enum err e = store_write(r->store, r->ends ? end_fn : give_fn, r);
    if (e == ERR_CONFLICT)
        return refuse(r->ends ? "this is the only administrator without an end date: make "
                                "another first"
                              : "the person has that role already");
    if (e == ERR_NOT_FOUND)
        return failed(ERR_GONE);
    if (!e)
        printf(r->ends ? "The role has ended.\n" : "The role is given.\n");
    return failed(e);
}

/* --- list --- */

static const char *slug_of(struct user_run *r, const struct partnership_list *all, int64_t id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].id == id)
            return str_z(r->a, all->item[i].slug);
    return "?";
}

static enum err print_roles(struct user_run *r, const struct partnership_list *all,
                            int64_t account_id)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e = person_roles(r->db, account_id, r->act.now_s, g, ACTOR_GRANTS_MAX, &n);
    for (size_t i = 0; i < n && !e; i++) {
        printf("%s%.*s", i ? ", " : "", STR_ARG(role_name(g[i].role)));
        if (g[i].partnership_id)
            printf(" %s", slug_of(r, all, g[i].partnership_id));
        if (g[i].until_s)
            printf(" until %.*s",
                   STR_ARG(date_iso(r->a, london_from_s(g[i].until_s - 1).date)));
    }
    return e;
}

static enum err print_people(struct user_run *r, const struct partnership_list *all,
                             const struct person_page *page)
{
    enum err e = OK;
    for (size_t i = 0; i < page->n && !e; i++) {
        const struct account *p = &page->at[i];
        printf("%.*s\t%.*s\t%.*s\t", STR_ARG(p->email), STR_ARG(p->name),
               STR_ARG(person_state_name(person_state_of(p, r->act.now_s))));
        e = print_roles(r, all, p->id);
        printf("\n");
    }
    return e;
}

static int list(struct user_run *r)
{
    struct partnership_list all;
    struct person_page page = { .has_more = true };
    struct person_filter f = { .role = -1, .state = -1, .now_s = r->act.now_s };
    enum err e = partnership_list(r->db, r->a, &all);
    while (!e && page.has_more) {
        e = person_list(r->db, r->a, &f, &page);
        if (!e)
            e = print_people(r, &all, &page);
        f.after = page.n ? page.at[page.n - 1].id : 0;
    }
    return failed(e);
}

/* --- the run --- */

static const struct user_word {
    const char *word;
    int (*run)(struct user_run *r);
    bool wants_email, wants_account, wants_role;
} words[] = {
    { "invite", invite, true, false, false },
    { "link", make_sign_in_link, true, true, false },
    { "code", show_code, true, true, false },
    { "reset-factor", reset_factor, true, true, false },
    { "disable", disable, true, true, false },
    { "enable", enable, true, true, false },
    { "role", change_role, true, true, true },
    { "list", list, false, false, false },
};

static const struct user_word *find_word(const char *word)
{
    for (size_t i = 0; word && i < sizeof words / sizeof words[0]; i++)
        if (str_eq(str_from(words[i].word), str_from(word)))
            return &words[i];
    return NULL;
}

/* Takes its words and options; what is left are settings. */
static int take_words(struct user_run *r, const struct user_word *w, int *argc, char ***argv)
{
    if (w->wants_email && !(r->email = cli_take_word(argc, argv)))
        return misused("an email address is missing");
    if (w->wants_role && !(r->role = cli_take_word(argc, argv)))
        return misused("a role is missing");
    if (!w->wants_role)
        r->role = cli_take_option(argc, *argv, "--role");
    r->name = cli_take_option(argc, *argv, "--name");
    r->partnership = cli_take_option(argc, *argv, "--partnership");
    r->until = cli_take_option(argc, *argv, "--until");
    r->ends = cli_take_flag(argc, *argv, "--end");
    return 0;
}

static int open_store(struct user_run *r)
{
    r->a = r->start.arena;
    r->store = app_store(r->start.app);
    r->actor = (struct actor){ .kind = ACTOR_OPERATOR };
    r->act = (struct act){ .actor = str_printf(r->a, "cli:%u", (unsigned)getuid()),
                           .now_s = clock_now_s() };
    r->db = store_reader_open(r->store, READER_ALL);
    return r->db ? 0 : refuse("the database cannot be read");
}

int user_command(int argc, char **argv)
{
    struct user_run r = { 0 };
    const struct user_word *w = find_word(cli_take_word(&argc, &argv));
    if (!w)
        return misused("user invite, link, code, reset-factor, disable, enable, role or list");
    int code = take_words(&r, w, &argc, &argv);
    if (!code)
        code = start_config(&r.start, argc, argv);
    if (!code)
        code = start_app(&r.start);
    if (!code)
        code = open_store(&r);
    if (!code && w->wants_account)
        code = find_account(&r);
    if (!code)
        code = w->run(&r);
    if (r.db)
        store_reader_close(r.db);
    if (r.start.arena)
        start_end(&r.start);
    return code;
}
