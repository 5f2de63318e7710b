/* test_role.c: roles, their scopes and dates, and the matrix. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "modules/people/link.h"
#include "modules/people/session.h"
#include "tests/people_help.h"

#define DAY_S ((int64_t)86400)
#define BODY 70

static struct arena *a;

PEOPLE_FN(give_one, role_give(db, &help.actor, &help.grant, &help.act))
PEOPLE_FN(end_one, role_end(db, &help.actor, help.id, &help.act))

static const struct actor on_server = { .kind = ACTOR_OPERATOR };

static enum err give(const struct actor *by, struct grant g)
{
    help.actor = *by;
    help.grant = g;
    return help_run(give_one);
}

static enum err end(const struct actor *by, int64_t grant)
{
    help.actor = *by;
    help.id = grant;
    return help_run(end_one);
}

static struct actor actor_at(int64_t account, int64_t now_s, bool has_factor)
{
    struct actor actor;
    bool lacks;
    const struct actor_ask ask = { account, now_s, has_factor };
    is_i64(actor_load(help.db, a, &ask, &actor, &lacks), OK, "the person's roles are read");
    return actor;
}

static struct actor actor_of(int64_t account)
{
    return actor_at(account, HELP_NOW_S, true);
}

static struct grant in_partnership(int64_t id, int64_t account, enum role role, int64_t where)
{
    return (struct grant){ .id = id,
                           .account_id = account,
                           .role = role,
                           .partnership_id = where,
                           .from_s = HELP_NOW_S };
}

static enum err set_secret(struct db *db, void *arg)
{
    (void)arg;
    const struct store_record r = { .actor = STR("job"), .action = STR("x") };
    enum err e = db_exec(db, "UPDATE account SET totp_secret = $1 WHERE id = 1",
                         BINDS(bb(STR("12345678901234567890"))));
    return e ? e : store_record(db, &r);
}

/* Bodies to be editor of: 1 to BODIES, and BODY. */
#define BODIES 40
static enum err add_bodies(struct db *db, void *arg)
{
    (void)arg;
    enum err e = OK;
    for (int64_t i = 1; i <= BODIES + 1 && !e; i++)
        e = db_exec(db,
                    "INSERT INTO body (id, set_id, position, slug, name, sort_key, "
                    "other_names, kind, company_number, purposes, grounds, is_community, "
                    "topics, outcomes, size_band, languages, website, office, contact_role, "
                    "contact_email, contact_phone, own_name, own_email, own_phone, audit_key, "
                    "is_named, description, consent, consent_on, state, source, source_on, "
                    "reviewed_on, is_stale, version, created_at_s, changed_at_s) VALUES ($1, "
                    "1, $1, 'sample-' || $1, 'Sample', 'sample', '', 'group', '', '', '', 0, "
                    "'', '', 'unknown', '', '', '', '', '', '', '', '', '', zeroblob(32), 1, "
                    "'', 'given', '', 'active', 'test', '', '', 0, 1, 1, 1)",
                    BINDS(bi(i > BODIES ? BODY : i)));
    const struct store_record r = { .actor = STR("job"), .action = STR("body.add") };
    return e ? e : store_record(db, &r);
}

static void test_half(void)
{
    give(&on_server,
         (struct grant){ 11, 1, ROLE_BODY_EDITOR, .body_id = BODY, .from_s = HELP_NOW_S });
    is_i64((int64_t)actor_at(1, HELP_NOW_S, false).n_grants, 1,
           "an editor needs no second factor");
    is_i64(help_run(set_secret), OK, "but has set one up");
    is_i64((int64_t)actor_at(1, HELP_NOW_S, false).n_grants, 0,
           "[S17] then half a sign-in gives no role");
    is_i64((int64_t)actor_at(1, HELP_NOW_S, true).n_grants, 1, "[S17] a whole one does");
}

static void test_names(void)
{
    enum role r;
    for (enum role i = 0; i < ROLE__MAX; i++)
        ok(role_from_name(role_name(i), &r) && r == i, "[7.1] %.*s", STR_ARG(role_name(i)));
    ok(!role_from_name(STR(""), &r) && !role_from_name(STR("ADMIN"), &r) &&
           !role_from_name(STR("root"), &r),
       "no other names");
    ok(role_needs_factor(ROLE_ADMIN) && role_needs_factor(ROLE_COORDINATOR) &&
           role_needs_factor(ROLE_ANALYST) && !role_needs_factor(ROLE_BODY_EDITOR),
       "[S17] who needs a second factor");
}

static void test_scope(void)
{
    is_i64(give(&on_server, in_partnership(11, 1, ROLE_COORDINATOR, HELP_FIFE)), OK,
           "a coordinator for Fife");
    is_i64(give(&on_server, in_partnership(12, 1, ROLE_ANALYST, HELP_ANGUS)), OK,
           "[7.2] who is analyst in Angus too");
    const struct actor p = actor_of(1);
    int64_t where[4];
    is_i64((int64_t)p.n_grants, 2, "[7.2] holds both");
    ok(actor_may(&p, CAP_ROUTE_EDIT, HELP_FIFE), "[7.2] edits Fife's route");
    ok(!actor_may(&p, CAP_ROUTE_EDIT, HELP_ANGUS), "[7.2] and not that of Angus");
    ok(!actor_may(&p, CAP_ROUTE_EDIT, 0) && !actor_may(&p, CAP_ROUTE_EDIT, -1) &&
           !actor_may(&p, CAP_ROUTE_EDIT, 3),
       "nor that of nowhere");
    ok(actor_may(&p, CAP_RESPONSE_READ, HELP_ANGUS), "but reads its answers");
    ok(!actor_may_for_body(&p, CAP_BODY_EDIT, HELP_FIFE),
       "a partnership's number is no body's");
    is_i64((int64_t)actor_partnerships(&p, CAP_ROUTE_EDIT, where, 4), 1, "lists hold Fife");
    is_i64(where[0], HELP_FIFE, "only");
    is_i64((int64_t)actor_partnerships(&p, CAP_RESPONSE_READ, where, 4), 2, "or both");
    is_i64((int64_t)actor_partnerships(&p, CAP_RESPONSE_READ, where, 1), 1, "as there is room");
    ok(!actor_may(&p, CAP_SETTINGS, 0) && !actor_may(&p, CAP_NETWORK_READ, 0),
       "no role implies another");
}

static void test_kinds(void)
{
    const struct actor public = { 0 }, link = { .kind = ACTOR_LINK };
    struct actor forged = { .kind = ACTOR_PUBLIC };
    const struct grant admin = { .id = 1, .account_id = 1, .role = ROLE_ADMIN };
    forged.grant = &admin;
    forged.n_grants = 1;
    for (size_t i = 0; i < CAP__MAX; i++) {
        bool open = access_reach((enum capability)i, HOLDER_PUBLIC) == REACH_ALL;
        ok(actor_may(&public, (enum capability)i, HELP_FIFE) == open &&
               actor_may(&link, (enum capability)i, HELP_FIFE) == open &&
               actor_may(&forged, (enum capability)i, HELP_FIFE) == open,
           "without an account: %.*s: %s", STR_ARG(access_what((enum capability)i)),
           open ? "yes" : "no");
    }
    ok(actor_may(&on_server, CAP_PEOPLE, 0) && actor_may(&on_server, CAP_SETTINGS, 0),
       "the operator has people and settings");
    ok(!actor_may(&on_server, CAP_RESPONSE_READ, HELP_FIFE), "and reads no answers");
}

static void test_admin(void)
{
    is_i64(give(&on_server, (struct grant){ 11, 1, ROLE_ADMIN, .from_s = HELP_NOW_S }), OK,
           "an administrator");
    const struct actor p = actor_of(1);
    ok(actor_may(&p, CAP_ROUTE_EDIT, HELP_FIFE) && actor_may(&p, CAP_PEOPLE, 0),
       "edits every route, and people");
    ok(!actor_may(&p, CAP_RESPONSE_READ, HELP_FIFE), "[S10] reads no answers");
    ok(!actor_may(&p, CAP_CLOSED_SESSION, 0) && !actor_may(&p, CAP_NETWORK_READ, 0),
       "[S12] and is not in the network");
    is_i64(give(&p, (struct grant){ 12, 1, ROLE_NETWORK_COORDINATOR, .from_s = HELP_NOW_S }),
           ERR_FORBIDDEN, "[S12] nor makes oneself so");
    const struct actor plain = actor_at(1, HELP_NOW_S, false);
    is_i64((int64_t)plain.n_grants, 0, "[S17] without the second factor there is no such role");
    bool lacks = false;
    struct actor again;
    const struct actor_ask ask = { 1, HELP_NOW_S, false };
    ok(actor_load(help.db, a, &ask, &again, &lacks) == OK && lacks, "and that is said");
}

static void test_closed_session(void)
{
    give(&on_server, (struct grant){ 11, 1, ROLE_NETWORK_COORDINATOR, .from_s = HELP_NOW_S });
    struct actor p = actor_of(1);
    ok(actor_may(&p, CAP_CLOSED_SESSION, 0), "a co-ordinator of the network may be let in");
    p = actor_at(1, HELP_NOW_S, false);
    ok(!actor_may(&p, CAP_CLOSED_SESSION, 0), "[S17] with the second factor only");
    ok(actor_may(&p, CAP_NETWORK_READ, 0), "which papers do not ask for");
    ok(actor_may(&p, CAP_AUDIT_READ, 0) && !actor_may(&p, CAP_AUDIT_READ, HELP_FIFE),
       "[S10] the network's records are not Fife's");
    give(&on_server, (struct grant){ 12, 1, ROLE_NETWORK_NATIONAL, .from_s = HELP_NOW_S });
    give(&on_server, (struct grant){ 13, 1, ROLE_ADMIN, .from_s = HELP_NOW_S });
    give(&on_server, in_partnership(14, 1, ROLE_COORDINATOR, HELP_FIFE));
    p = actor_of(1);
    is_i64((int64_t)p.n_grants, 4, "who holds everything");
    ok(!actor_may(&p, CAP_CLOSED_SESSION, 0), "[S12] and is national never enters");
    is_i64(end(&p, 12), ERR_NOT_FOUND, "[S12] nor lays that down alone");
}

static void test_dates(void)
{
    struct grant g = in_partnership(11, 1, ROLE_COORDINATOR, HELP_FIFE);
    g.from_s = HELP_NOW_S + DAY_S;
    g.until_s = HELP_NOW_S + 2 * DAY_S;
    is_i64(give(&on_server, g), OK, "a role for tomorrow");
    is_i64((int64_t)actor_of(1).n_grants, 0, "is none today");
    is_i64((int64_t)actor_at(1, g.from_s - 1, true).n_grants, 0, "until its second");
    is_i64((int64_t)actor_at(1, g.from_s, true).n_grants, 1, "then it is");
    is_i64((int64_t)actor_at(1, g.until_s - 1, true).n_grants, 1, "to its last second");
    is_i64((int64_t)actor_at(1, g.until_s, true).n_grants, 0, "[7.9] and ends by itself");
    is_i64(end(&on_server, 11), OK, "ended before it begins");
    is_i64((int64_t)actor_at(1, g.from_s, true).n_grants, 0, "it never does");
    is_i64(end(&on_server, 11), ERR_NOT_FOUND, "nor is it ended again");
    is_i64(give(&on_server, in_partnership(12, 1, ROLE_COORDINATOR, HELP_FIFE)), OK, "a role");
    is_i64(give(&on_server, in_partnership(13, 1, ROLE_COORDINATOR, HELP_FIFE)), ERR_CONFLICT,
           "is not given twice");
    is_i64(end(&on_server, 12), OK, "ended");
    is_i64((int64_t)actor_of(1).n_grants, 0, "[S13] it stops at that second");
    is_i64(end(&on_server, 12), ERR_NOT_FOUND, "once");
    is_i64(give(&on_server, in_partnership(14, 1, ROLE_COORDINATOR, HELP_FIFE)), OK,
           "and can be given again");
    struct grant all[8];
    size_t n = 0;
    is_i64(role_list(help.db, 1, all, 8, &n), OK, "the list");
    is_i64((int64_t)n, 3, "keeps the history");
}

static enum err open_doors(struct db *db, void *arg)
{
    (void)arg;
    const struct session_new s = { .number = 7, .account_id = 1, .now_s = HELP_NOW_S };
    const struct link_new l = { .purpose = LINK_SIGN_IN,
                                .key = STR("0123456789abcdefghjkmnpqrs"),
                                .subject = STR("account:1"),
                                .account_id = 1,
                                .now_s = HELP_NOW_S };
    enum err e = session_begin(db, &s);
    return e ? e : link_make(db, &l);
}

static void test_doors(void)
{
    help_run(open_doors);
    is_i64(give(&on_server, in_partnership(11, 1, ROLE_ANALYST, HELP_FIFE)), OK, "a new role");
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 0,
           "[S19] asks for a new sign-in");
    is_i64(help_count(help.db, "SELECT count(*) FROM one_time_link"), 1, "links stay");
    is_i64(end(&on_server, 11), OK, "its end");
    is_i64(help_count(help.db, "SELECT count(*) FROM one_time_link"), 0,
           "[S18] kills all links");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE object_id = '1' AND detail = "
                               "'{\"from_s\":1795344780,\"grant\":11,\"partnership\":1,"
                               "\"role\":[\"\",\"analyst\"]}'"),
           1, "[S41] the record says which role and where");
    is_i64(help_count(help.db,
                      "SELECT count(*) FROM audit WHERE action = 'role.end' AND "
                      "instr(detail, '[\"analyst\",\"\"],\"until_s\":1795344780') > 0"),
           1, "[S41] and its end");
}

static void test_fit(void)
{
    const struct grant bad[] = {
        { 11, 1, ROLE_COORDINATOR, .from_s = HELP_NOW_S },
        { 11, 1, ROLE_ADMIN, .partnership_id = HELP_FIFE, .from_s = HELP_NOW_S },
        { 11, 1, ROLE_BODY_EDITOR, .partnership_id = HELP_FIFE, .from_s = HELP_NOW_S },
        { 11, 1, ROLE_NETWORK_NATIONAL, .body_id = BODY, .from_s = HELP_NOW_S },
        { 11, 1, ROLE_ADMIN, .is_lead = true, .from_s = HELP_NOW_S },
        { 0, 1, ROLE_ADMIN, .from_s = HELP_NOW_S },
        { 11, 1, ROLE_ADMIN, .from_s = HELP_NOW_S, .until_s = HELP_NOW_S },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_i64(give(&on_server, bad[i]), ERR_INVALID, "scope and dates have to fit the role");
    is_i64(give(&on_server, in_partnership(11, 1, ROLE_COORDINATOR, 99)), ERR_CONFLICT,
           "the partnership has to be there");
    is_i64(give(&on_server, in_partnership(11, 99, ROLE_COORDINATOR, HELP_FIFE)), ERR_NOT_FOUND,
           "and the person");
    is_i64(help_count(help.db, "SELECT count(*) FROM role_grant"), 0, "nothing was given");
    for (int64_t i = 0; i < ACTOR_GRANTS_MAX; i++)
        if (give(&on_server, (struct grant){ 100 + i, 1, ROLE_BODY_EDITOR, .body_id = i + 1,
                                             .from_s = HELP_NOW_S }))
            die("grant");
    is_i64((int64_t)actor_of(1).n_grants, ACTOR_GRANTS_MAX, "all that fit are in force");
    is_i64(give(&on_server, (struct grant){ 99, 1, ROLE_ADMIN, .from_s = HELP_NOW_S }),
           ERR_TOO_MANY, "and there are no more than can be read");
}

static void test_give(void)
{
    give(&on_server, in_partnership(11, 1, ROLE_COORDINATOR, HELP_FIFE));
    give(&on_server, in_partnership(12, 2, ROLE_ANALYST, HELP_FIFE));
    const struct actor coordinator = actor_of(1), analyst = actor_of(2);
    const struct actor nobody = { 0 };
    is_i64(give(&coordinator, in_partnership(21, 3, ROLE_ANALYST, HELP_FIFE)), OK,
           "a coordinator invites analysts");
    is_i64(give(&coordinator, in_partnership(22, 3, ROLE_ANALYST, HELP_ANGUS)), ERR_FORBIDDEN,
           "[7.2] not of another partnership");
    is_i64(give(&coordinator, in_partnership(22, 3, ROLE_COORDINATOR, HELP_FIFE)),
           ERR_FORBIDDEN, "nor coordinators");
    is_i64(give(&coordinator, in_partnership(22, 1, ROLE_ANALYST, HELP_FIFE)), ERR_FORBIDDEN,
           "nor oneself");
    is_i64(give(&analyst, in_partnership(22, 3, ROLE_ANALYST, HELP_FIFE)), ERR_FORBIDDEN,
           "an analyst invites nobody");
    is_i64(give(&nobody, (struct grant){ 22, 3, ROLE_ADMIN, .from_s = HELP_NOW_S }),
           ERR_FORBIDDEN, "nor does the public");
    is_i64(end(&analyst, 11), ERR_NOT_FOUND, "[S10] another's role is as good as absent");
    is_i64(end(&coordinator, 999), ERR_NOT_FOUND, "[S10] as one that is");
    is_i64(end(&analyst, 12), OK, "one's own can be laid down");
    is_i64(end(&coordinator, 21), OK, "and that of one's analysts ended");
    struct grant lead = {
        31, 1, ROLE_BODY_EDITOR, true, .body_id = BODY, .from_s = HELP_NOW_S
    };
    is_i64(give(&on_server, lead), OK, "a leading editor");
    const struct actor editor = actor_of(1);
    ok(actor_may_for_body(&editor, CAP_BODY_EDIT, BODY) &&
           !actor_may_for_body(&editor, CAP_BODY_EDIT, BODY + 1),
       "edits that body and no other");
    is_i64(give(&editor, (struct grant){ 32, 3, ROLE_BODY_EDITOR, .body_id = BODY,
                                         .from_s = HELP_NOW_S }),
           OK, "invites others to it");
    const struct actor second = actor_of(3);
    is_i64(give(&second, (struct grant){ 33, 2, ROLE_BODY_EDITOR, .body_id = BODY,
                                         .from_s = HELP_NOW_S }),
           ERR_FORBIDDEN, "who do not");
}

static void test_last(void)
{
    give(&on_server, (struct grant){ 11, 1, ROLE_ADMIN, .from_s = HELP_NOW_S });
    is_i64(end(&on_server, 11), ERR_CONFLICT, "the last administrator stays");
    give(&on_server,
         (struct grant){ 12, 2, ROLE_ADMIN, .from_s = HELP_NOW_S, .until_s = HELP_NOW_S + 10 });
    is_i64(end(&on_server, 11), ERR_CONFLICT, "also beside one for a while");
    is_i64(end(&on_server, 12), OK, "which ends when it has to");
    give(&on_server, (struct grant){ 13, 2, ROLE_ADMIN, .from_s = HELP_NOW_S });
    const struct actor p = actor_of(1);
    is_i64(end(&p, 11), OK, "with a second one the first may go");
}

static void test_matrix(void)
{
    struct buf *out = buf_in(a, 65536);
    access_write(out);
    struct str text = buf_view(out), line;
    ok(str_starts(text, STR("| action | public | link | body_editor | coordinator | analyst | "
                            "network_coordinator | network_national | admin |\n|---|")),
       "the matrix as a table");
    ok(str_find(text,
                STR("| edit contact route of a partnership |  |  |  | ◐ |  |  |  | ● |")) !=
           STR_NONE,
       "with its signs");
    size_t n = 0, wrong = 0;
    while (str_cut(&text, '\n', &line)) {
        size_t bars = 0;
        for (size_t i = 0; i < line.n; i++)
            bars += line.p[i] == '|';
        wrong += bars != HOLDER__MAX + 2;
        n++;
    }
    is_i64((int64_t)n, CAP__MAX + 2, "a line each");
    is_i64((int64_t)wrong, 0, "of as many cells");
    for (size_t h = 0; h < HOLDER__MAX; h++)
        ok(h == HOLDER_ROLES + ROLE_NETWORK_COORDINATOR ||
               access_reach(CAP_CLOSED_SESSION, (enum holder)h) == REACH_NO,
           "[S12] the closed session is one column's");
    is_i64(access_reach((enum capability)CAP__MAX, HOLDER_PUBLIC), REACH_NO,
           "[S9] what is not in the table is refused");
}

/* docs/access.md holds the table to the letter; reviewed by hand when it changes. */
static void test_page(void)
{
    struct buf *out = buf_in(a, 65536);
    char *page = arena_alloc(a, 65536);
    FILE *f = fopen("docs/access.md", "r");
    size_t n = f ? fread(page, 1, 65536, f) : 0;
    if (f)
        fclose(f);
    access_write(out);
    if (!ok(str_find((struct str){ page, n }, buf_view(out)) != STR_NONE,
            "docs/access.md is made from the matrix"))
        printf("# it should hold:\n%.*s", STR_ARG(buf_view(out)));
}

static void with_people(void (*test)(void))
{
    const char *dir = help_dir(a);
    help_people(a, dir);
    if (help_account(1, "one@example.scot") || help_account(2, "two@example.scot") ||
        help_account(3, "three@example.scot"))
        die("accounts");
    if (help_run(add_bodies))
        die("bodies");
    test();
    help_people_end();
    help_remove(a, dir);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    rand_init();
    test_names();
    test_kinds();
    test_matrix();
    test_page();
    with_people(test_scope);
    with_people(test_admin);
    with_people(test_closed_session);
    with_people(test_dates);
    with_people(test_doors);
    with_people(test_fit);
    with_people(test_give);
    with_people(test_last);
    with_people(test_half);
    arena_free(a);
    return done_testing();
}
