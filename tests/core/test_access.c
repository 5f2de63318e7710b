/*
 * test_access.c: every route as every role, also with an object of a neighbouring partnership,
 * held against the matrix of people/access_words.h (security.md section 2); and docs/access.md,
 * whose table of addresses is made here from the route table: `make access` writes it, to be
 * reviewed by hand.
 */
#include "tests/core/angus_help.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "core/web/token.h"
#include "modules/people/link_session.h"
#include "modules/people/totp.h"
#include "modules/people/visitor.h"

#define PAGE "docs/access.md"
#define PAGE_BYTES (256 * 1024)
#define MARK "<!-- addresses -->\n"

enum outcome { LET_IN, TO_SIGN_IN, TO_LINK, REFUSED };
static const char *const outcome_words[] = { "let in", "led to sign in",
                                             "told that its link is not open", "refused" };

enum { NOBODY, HALF, NO_ROLE, FIRST_ROLE, N_PEOPLE = FIRST_ROLE + ROLE__MAX };

static struct core *core;
static struct someone people[N_PEOPLE];

/* --- who walks --- */

struct enrolment {
    int64_t account_id;
    struct str secret, typed;
};

static enum err enrol_fn(struct db *db, void *arg)
{
    const struct enrolment *n = arg;
    const struct act act = { STR("cli:0"), { 0 }, clock_now_s() };
    return totp_enrol(db, &(struct totp_enrol){ n->account_id, n->secret, n->typed, 0 }, &act);
}

/* Has a second factor and has not shown it. */
static struct someone half_signed_in(void)
{
    struct someone who = core_person(core, "half", "coordinator", "fife");
    struct enrolment n = { .account_id = who.account_id,
                           .secret = STR("12345678901234567890") };
    n.typed = totp_code_text(core->arena, n.secret, clock_now_s());
    is_i64(store_write(app_store(core->app), enrol_fn, &n), OK, "a second factor is set up");
    core_sign_in_half(core, &who);
    return who;
}

static void make_people(void)
{
    people[NOBODY] = (struct someone){ .cookie = NULL };
    people[HALF] = half_signed_in();
    const char *own_body = str_z(
        core->arena,
        str_printf(core->arena, "%lld",
                   (long long)body_help_add(core, body_help_sample("Sample of Fife"), "fife")));
    people[NO_ROLE] = core_person(core, "none", NULL, NULL);
    for (enum role r = 0; r < ROLE__MAX; r++) {
        const char *name = str_z(core->arena, role_name(r));
        people[FIRST_ROLE + r] =
            core_person(core, name, name, role_scope(r) == SCOPE_BODY ? own_body : "fife");
    }
}

static const char *who_is(size_t i)
{
    static const char *const first[] = { "nobody", "half signed in", "without a role" };
    return i < FIRST_ROLE ? first[i]
                          : str_z(core->arena, role_name((enum role)(i - FIRST_ROLE)));
}

/* --- what the matrix says --- */

static enum outcome wanted(const struct route *r, size_t who)
{
    switch (r->access) {
    case ACCESS_PUBLIC:
        return LET_IN;
    case ACCESS_SESSION:
        return who == NOBODY ? TO_SIGN_IN : LET_IN;
    case ACCESS_ACCOUNT:
        return who == NOBODY || who == HALF ? TO_SIGN_IN : LET_IN;
    case ACCESS_ROLE:
        if (who == NOBODY || who == HALF)
            return TO_SIGN_IN;
        if (who == NO_ROLE)
            return REFUSED;
        return access_reach((enum capability)r->capability,
                            (enum holder)(HOLDER_ROLES + who - FIRST_ROLE)) == REACH_NO
                   ? REFUSED
                   : LET_IN;
    case ACCESS_LINK:
        return TO_LINK; /* nobody here has opened one, and no role does */
    case ACCESS_NONE:
        break;
    }
    return REFUSED;
}

/* --- asking --- */

static struct str value_for(const struct param_spec *s)
{
    return s->kind == KIND_INT   ? STR("1")
           : s->kind == KIND_KEY ? STR("abcdefghijklmnopqrstuvwxyz")
                                 : STR("fife");
}

static const struct param_spec *spec_of(const struct route *r, struct str name)
{
    for (const struct param_spec *s = r->param; s < r->param + PARAMS_MAX && s->name; s++)
        if (str_eq(str_from(s->name), name))
            return s;
    return NULL;
}

/* An address that fits the row, names replaced. */
static const char *address(const struct route *r)
{
    struct buf *b = buf_in(core->arena, 1000);
    struct str rest = str_sub(str_from(r->pattern), 1, 1000), segment;
    while (str_cut(&rest, '/', &segment)) {
        buf_char(b, '/');
        if (!segment.n || segment.p[0] != ':') {
            buf_str(b, segment);
            continue;
        }
        struct str name = str_sub(segment, 1, segment.n), ending = { 0 };
        size_t dot = str_find_char(name, '.');
        if (dot != STR_NONE)
            ending = str_sub(name, dot, name.n);
        name = str_sub(name, 0, dot);
        if (str_ends(name, STR("*")))
            name = str_sub(name, 0, name.n - 1);
        const struct param_spec *s = spec_of(r, name);
        buf_str(b, s ? value_for(s) : STR("fife"));
        buf_str(b, ending);
    }
    return b->n ? str_z(core->arena, buf_view(b)) : "/";
}

static enum outcome outcome_of(const struct answer *a)
{
    bool leads =
        a->status == 303 && (str_starts(a->location, STR("/sign-in?next=")) ||
                             str_starts(a->location, STR("/sign-in/code?next=")) ||
                             str_starts(a->location, STR("/account/second-factor?next=")));
    if (leads || (a->status == 403 && has(a->body, "<h1>Sign in again</h1>")))
        return TO_SIGN_IN;
    /* of a page of answering: where that consultation is answered */
    bool asks_link = a->status == 303 && str_starts(a->location, STR("/consultations/")) &&
                     str_ends(a->location, STR("/respond"));
    for (size_t i = 0; i < LINK_KIND__MAX && a->status == 303; i++)
        asks_link |= str_eq(a->location, str_from(link_kind_again((enum link_kind)i)));
    /* where a draft is begun; there is no such consultation, so that no handler leads there */
    asks_link |= a->status == 303 && str_eq(a->location, STR("/consultations/fife/respond"));
    if (asks_link || (a->status == 403 && has(a->body, "<h1>This page was closed</h1>")))
        return TO_LINK;
    return a->status == 403 && has(a->body, "You cannot see this page") ? REFUSED : LET_IN;
}

static struct answer ask(const struct route *r, const struct someone *who, const char *at)
{
    if (r->method == M_GET)
        return who->cookie ? core_get_as(core, who, at) : core_get(core, at, NULL);
    return who->form ? core_post_as(core, who, at, "x=1") : core_post(core, at, "x=1");
}

/* No row may have made somebody another kind of visitor: the rows after it would not be walked
 * by who is meant. */
static void check_people(const struct route *r)
{
    size_t n_same = 0;
    for (size_t i = 0; i < N_PEOPLE; i++) {
        if (i == NOBODY) {
            n_same++;
            continue;
        }
        struct answer a = core_get_as(core, &people[i], "/account");
        bool is_same = outcome_of(&a) == (i == HALF ? TO_SIGN_IN : LET_IN);
        n_same += is_same;
        if (!is_same)
            printf("# %s: %d\n", who_is(i), a.status);
    }
    ok(n_same == N_PEOPLE, "[S9] everybody is who they were after %s %s",
       r->method == M_GET ? "GET" : "POST", r->pattern);
}

static void walk(const struct route *r)
{
    const char *at = address(r);
    bool is_admin_page = str_starts(str_from(r->pattern), STR("/admin"));
    for (size_t i = 0; i < N_PEOPLE; i++) {
        struct answer a = ask(r, &people[i], at);
        enum outcome is = outcome_of(&a), should = wanted(r, i);
        ok(is == should, "[S9] [S13] (ASVS 8.2.1, 8.3.1) %s %s: %s is %s",
           r->method == M_GET ? "GET" : "POST", r->pattern, who_is(i), outcome_words[should]);
        if (is != should)
            printf("# was %s: %d\n", outcome_words[is], a.status);
        if (is_admin_page && i != FIRST_ROLE + ROLE_ADMIN)
            ok(a.status != 200, "[S10] %s shows nothing to %s", r->pattern, who_is(i));
    }
    check_people(r);
}

/* --- an object of a neighbouring partnership --- */

/* Fields with a token that is right for this person and row. */
static const char *tokens_for(const struct route *r, const struct someone *who)
{
    struct arena *a = core->arena;
    struct hash h = hash_of(session_value_text(a, &who->session));
    struct str token = token_make(a, &core->app->form_key, str_from(r->pattern),
                                  hash_hex(a, &h, 32), clock_now_s() - 60);
    return str_z(a,
                 str_printf(a, "csrf=%.*s&form_id=%.*s", STR_ARG(token), STR_ARG(rand_key(a))));
}

static struct answer ask_well(const struct route *r, const struct someone *who, const char *at)
{
    return r->method == M_GET ? core_get_as(core, who, at)
                              : core_post_as(core, who, at, tokens_for(r, who));
}

static void check_foreign(const struct route *r, const char *at)
{
    const struct someone *fife = &people[FIRST_ROLE + ROLE_COORDINATOR];
    if (wanted(r, FIRST_ROLE + ROLE_COORDINATOR) != LET_IN)
        return;
    struct answer a = ask_well(r, fife, at);
    ok(a.status == 404, "[S10] (ASVS 8.2.2, 8.4.1) %s %s: Angus is not Fife's: %d",
       r->method == M_GET ? "GET" : "POST", at, a.status);
    ok(has(a.body, "Page not found"), "[S10] with the page of what does not exist");
}

/*
 * For each row open to roles whose path holds an object: a query that gives the address of one
 * of Angus's. A row that is missing here fails.
 */
static const struct object {
    const char *pattern; /* the beginning of the row's pattern, up to its first name */
    const char *sql; /* one text: what stands in place of that name; NULL: whole scope only */
} objects[] = {
    { "/admin/", NULL },
    { "/coordinator/bodies/lists/", "SELECT CAST(min(id) AS TEXT) FROM saved_list" },
    { "/body/people/requests/", "SELECT reference FROM body_claim" },
    { "/body/responses/",
      "SELECT /*scan*/ CAST(id AS TEXT) FROM body WHERE name = 'Sample of Angus'" },
    { "/body/people/", "SELECT /*scan*/ CAST(g.id AS TEXT) FROM role_grant g JOIN body b ON "
                       "b.id = g.body_id WHERE b.name = 'Sample of Angus'" },
    { "/coordinator/claims/", "SELECT reference FROM body_claim" },
    { "/coordinator/bodies/",
      "SELECT /*scan*/ CAST(id AS TEXT) FROM body WHERE name = 'Sample of Angus'" },
    { "/coordinator/events/", "SELECT CAST(min(id) AS TEXT) FROM event" },
    { "/coordinator/corrections/", "SELECT reference FROM correction_report" },
    { "/coordinator/suggestions/", "SELECT /*scan*/ reference FROM body_suggestion LIMIT 1" },
    { "/coordinator/interest/", "SELECT reference FROM expression_of_interest" },
    { "/coordinator/messages/", "SELECT reference FROM message" },
    { "/coordinator/partnership/steps/",
      "SELECT CAST(min(t.id) AS TEXT) FROM route_step t JOIN partnership p ON p.id = "
      "t.partnership_id WHERE p.slug = 'angus'" },
    { "/coordinator/partnership/history/", "SELECT CAST(min(id) AS TEXT) FROM route_change" },
    { "/coordinator/consultations/", "SELECT slug FROM consultation" },
    { "/coordinator/responses/", "SELECT receipt FROM response" },
    { "/coordinator/results/", "SELECT slug FROM consultation" },
    { "/coordinator/plans/", "SELECT CAST(min(id) AS TEXT) FROM plan" },
    { "/coordinator/question-sets/", "SELECT CAST(min(id) AS TEXT) FROM question_set" },
};

static const struct object *object_of(const struct route *r)
{
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++)
        if (str_starts(str_from(r->pattern), str_from(objects[i].pattern)))
            return &objects[i];
    return NULL;
}

/* The first parameter is the object; what comes after it is "1". */
static const char *foreign_address(const struct route *r, const struct object *o)
{
    struct str id = { 0 }, pattern = str_from(r->pattern);
    struct buf *b = buf_in(core->arena, 1000);
    if (db_one_text(core->worker->db_all, o->sql, NO_BINDS, core->arena, &id) || !id.n)
        return NULL;
    for (size_t i = 0, n = 0; i < pattern.n; i++) {
        if (pattern.p[i] != ':') {
            buf_char(b, pattern.p[i]);
            continue;
        }
        buf_str(b, n++ ? STR("1") : id);
        while (i + 1 < pattern.n && pattern.p[i + 1] != '/' && pattern.p[i + 1] != '.')
            i++;
    }
    return str_z(core->arena, buf_view(b));
}

static void check_object(const struct route *r)
{
    bool has_object = str_find_char(str_from(r->pattern), ':') != STR_NONE;
    const struct object *o = object_of(r);
    if (!has_object)
        return;
    if (!ok(o != NULL, "[S10] %s: an object of Angus is known for it", r->pattern) || !o->sql)
        return;
    const char *at = foreign_address(r, o);
    if (ok(at != NULL, "[S10] %s: and found", r->pattern))
        check_foreign(r, at);
}

static void check_neighbour(const struct route *r)
{
    if (r->access != ACCESS_ROLE)
        return;
    check_object(r);
    const struct param_spec *s = spec_of(r, STR("partnership"));
    if (!s || s->in != IN_QUERY || str_find_char(str_from(r->pattern), ':') != STR_NONE)
        return;
    check_foreign(
        r, str_z(core->arena, str_printf(core->arena, "%s?partnership=angus", address(r))));
}

/* --- another organisation, for the editor of one --- */

static void check_other_body(const struct route *r)
{
    const struct param_spec *s = spec_of(r, STR("body"));
    const struct object *o = object_of(r);
    if (!s || s->in != IN_QUERY)
        return;
    bool has_object = str_find_char(str_from(r->pattern), ':') != STR_NONE;
    const char *path = has_object && o && o->sql ? foreign_address(r, o) : address(r);
    const char *at =
        str_z(core->arena, str_printf(core->arena, "%s?body=sample-of-angus", path));
    struct answer a = ask_well(r, &people[FIRST_ROLE + ROLE_BODY_EDITOR], at);
    ok(a.status == 404 && has(a.body, "Page not found"),
       "[S10] (ASVS 8.2.2, 8.4.1) %s %s: another organisation is not the editor's: %d",
       r->method == M_GET ? "GET" : "POST", at, a.status);
}

/* --- docs/access.md --- */

static struct str roles_of(const struct route *r)
{
    struct buf *b = buf_in(core->arena, 2000);
    for (enum role role = 0; role < ROLE__MAX; role++) {
        enum reach reach =
            access_reach((enum capability)r->capability, (enum holder)(HOLDER_ROLES + role));
        if (reach == REACH_NO)
            continue;
        buf_printf(b, "%s%s %.*s", b->n ? ", " : "", reach == REACH_OWN ? "◐" : "●",
                   STR_ARG(role_name(role)));
    }
    return buf_view(b);
}

static void write_row(struct buf *out, const struct route *r)
{
    const char *method = r->method == M_GET ? "GET" : "POST";
    const char *proved =
        r->flags & ROUTE_PROVED ? "; within 15 minutes of showing who one is" : "";
    buf_printf(out, "| %s | `%s` | ", method, r->pattern);
    if (r->access == ACCESS_PUBLIC)
        buf_printf(out, "everybody");
    else if (r->access == ACCESS_SESSION)
        buf_printf(out, "who has begun to sign in");
    else if (r->access == ACCESS_ACCOUNT)
        buf_printf(out, "who is signed in");
    else if (r->access == ACCESS_LINK)
        buf_printf(out, "who has opened its private link, or begun its form");
    else
        buf_printf(out, "%.*s", STR_ARG(roles_of(r)));
    buf_printf(out, "%s | ", proved);
    if (r->access == ACCESS_ROLE)
        buf_str(out, access_what((enum capability)r->capability));
    buf_printf(out, " |\n");
}

static struct str table(void)
{
    struct buf *out = buf_in(core->arena, PAGE_BYTES);
    buf_printf(out, "| method | address | who | right |\n|---|---|---|---|\n");
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));)
        if (!(r->flags & ROUTE_STATIC))
            write_row(out, r);
    return buf_view(out);
}

static struct str read_page(void)
{
    char *page = arena_alloc(core->arena, PAGE_BYTES);
    FILE *f = fopen(PAGE, "r");
    size_t n = f && page ? fread(page, 1, PAGE_BYTES, f) : 0;
    if (f)
        fclose(f);
    return (struct str){ page, n };
}

/* What stands before the mark, then the table. */
static struct str page_now(void)
{
    struct str page = read_page();
    size_t at = str_find(page, str_from(MARK));
    if (at == STR_NONE)
        return page;
    return str_join(core->arena, str_sub(page, 0, at + strlen(MARK)), table());
}

static int write_page(void)
{
    struct str page = page_now();
    FILE *f = fopen(PAGE, "w");
    bool is_written = f && fwrite(page.p, 1, page.n, f) == page.n;
    return (f ? fclose(f) : 1) || !is_written;
}

static void for_each_row(void (*look)(const struct route *))
{
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));)
        look(r);
}

int main(int argc, char **argv)
{
    static const char *const options[] = { "--contact-mail",
                                           "desk@cj.example",
                                           "--limit-posts",
                                           "0",
                                           "--limit-searches",
                                           "0",
                                           "--limit-pages",
                                           "0",
                                           NULL };
    core = core_start_with(options);
    if (argc > 1 && strcmp(argv[1], "--write") == 0) {
        int failed = write_page();
        core_stop(core);
        return failed;
    }
    make_people();
    angus_fill(core);
    for_each_row(walk);
    for_each_row(check_neighbour);
    for_each_row(check_other_body);
    ok(str_eq(read_page(), page_now()) && str_find(read_page(), str_from(MARK)) != STR_NONE,
       "[S9] docs/access.md is made from the route table (make access)");
    core_stop(core);
    return done_testing();
}
