#include "app/sample.h"

#include "app/settings.h"
#include "core/base/arena.h"
#include "core/base/embedded_text.h"
#include "core/base/hash_password.h"
#include "core/base/rand.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/account.h"
#include "modules/people/role.h"
#include "modules/people/totp.h"

#define PASSWORD_GROUPS 4 /* of 4 signs of 5 bits: 80 bits */

enum { Q_ACCOUNT, Q_BODY, Q_KIND };

static const char *const sql[] = {
    [Q_ACCOUNT] = "SELECT id FROM account LIMIT 1 /*scan*/",
    [Q_BODY] = "SELECT id FROM body LIMIT 1 /*scan*/",
    [Q_KIND] = "SELECT seq FROM list_word WHERE list = 'body_kind' AND code = 'charity'",
};
const struct sql_list sample_sql = SQL_LIST("sample", sql);

/* --- texts --- */

struct sample_lines sample_text(const char *name)
{
    for (size_t i = 0; i < n_sample_embedded; i++)
        if (str_eq(sample_embedded[i].name, str_from(name)))
            return (struct sample_lines){ sample_embedded[i].text };
    return (struct sample_lines){ { NULL, 0 } };
}

bool sample_line(struct sample_lines *lines, struct str *field, size_t n_fields)
{
    struct str line;
    while (str_cut(&lines->rest, '\n', &line)) {
        if (!line.n || str_starts(line, STR("#")))
            continue;
        for (size_t i = 0; i < n_fields; i++)
            if (!str_cut(&line, '|', &field[i]))
                field[i] = (struct str){ NULL, 0 };
        return true;
    }
    return false;
}

/* --- people --- */

static const struct person {
    struct sample_person shown;
    enum role role;
    const char *partnership;
} people[] = {
    { { "admin@example.org", "Sample administrator", "administrator" }, ROLE_ADMIN, NULL },
    { { "second.admin@example.org", "Sample second administrator", "administrator" },
      ROLE_ADMIN,
      NULL },
    { { "coordinator.fife@example.org", "Sample coordinator", "coordinator of Fife" },
      ROLE_COORDINATOR,
      "fife" },
    { { "coordinator.angus@example.org", "Sample coordinator in Angus",
        "coordinator of Angus" },
      ROLE_COORDINATOR,
      "angus" },
    { { "editor@example.org", "Sample editor", "editor of an organisation" },
      ROLE_BODY_EDITOR,
      NULL },
    { { "analyst.fife@example.org", "Sample analyst", "analyst of Fife" },
      ROLE_ANALYST,
      "fife" },
};
#define THE_COORDINATOR 2
#define N_PEOPLE (sizeof people / sizeof people[0])

const struct sample_person *sample_person(size_t i, bool has_responses)
{
    bool is = i < N_PEOPLE && (has_responses || people[i].role != ROLE_ANALYST);
    return is ? &people[i].shown : NULL;
}

struct person_new {
    struct account_new account;
    struct grant grant;
    struct str hash, secret, code;
    const struct act *act;
};

static enum err person_fn(struct db *db, void *arg)
{
    const struct person_new *p = arg;
    const struct actor operator= { .kind = ACTOR_OPERATOR };
    const struct totp_enrol enrol = { .account_id = p->account.id,
                                      .secret = p->secret,
                                      .typed = p->code };
    enum err e = account_create(db, &p->account, p->act);
    if (!e)
        e = role_give(db, &operator, & p->grant, p->act);
    if (!e)
        e = account_set_password(db, p->account.id, p->hash, 0, p->act);
    return e ? e : totp_enrol(db, &enrol, p->act);
}

static enum err make_person(struct sample *s, const struct person *p, struct str hash,
                            int64_t body_id)
{
    struct partnership in = { 0 };
    char *secret = arena_alloc(s->arena, TOTP_SECRET_BYTES);
    enum err e = secret ? OK : ERR_LIMIT;
    if (!e && p->partnership)
        e = partnership_find_by_slug(s->db, s->arena, str_from(p->partnership), &in);
    if (e)
        return e;
    struct person_new n = { .account = { .id = rand_id(),
                                         .name = str_from(p->shown.name),
                                         .email = str_from(p->shown.email) },
                            .hash = hash,
                            .secret = { secret, TOTP_SECRET_BYTES },
                            .act = &s->act };
    rand_bytes(n.account.audit_key.byte, sizeof n.account.audit_key.byte);
    rand_bytes(secret, TOTP_SECRET_BYTES);
    n.code = totp_code_text(s->arena, n.secret, s->act.now_s - TOTP_STEP_S);
    n.grant = (struct grant){ .id = rand_id(),
                              .account_id = n.account.id,
                              .role = p->role,
                              .is_lead = p->role == ROLE_BODY_EDITOR,
                              .partnership_id = in.id,
                              .body_id = p->role == ROLE_BODY_EDITOR ? body_id : 0,
                              .from_s = s->act.now_s };
    if (p == &people[THE_COORDINATOR])
        s->coordinator_id = n.account.id;
    return store_write(s->store, person_fn, &n);
}

static struct str draw_password(struct arena *a)
{
    struct str key = rand_key(a);
    struct str out = str_sub(key, 0, 4);
    for (size_t i = 1; i < PASSWORD_GROUPS; i++)
        out = str_printf(a, "%.*s-%.*s", STR_ARG(out), STR_ARG(str_sub(key, i * 4, 4)));
    return out;
}

static enum err make_people(struct sample *s, int64_t body_of_editor)
{
    char hash[HASH_PASSWORD_BYTES];
    s->password = draw_password(s->arena);
    enum err e = arena_failed(s->arena) ? ERR_LIMIT : hash_password(s->password, hash);
    hash_password_rest();
    for (size_t i = 0; !e && i < N_PEOPLE; i++)
        if (s->has_responses || people[i].role != ROLE_ANALYST)
            e = make_person(s, &people[i], str_from(hash), body_of_editor);
    return e;
}

/* --- the whole --- */

static enum err is_empty(struct sample *s)
{
    int64_t any = 0;
    enum err e = db_one_i64(s->db, sql[Q_ACCOUNT], NO_BINDS, &any);
    if (e == ERR_NOT_FOUND)
        e = db_one_i64(s->db, sql[Q_BODY], NO_BINDS, &any);
    if (e != ERR_NOT_FOUND)
        return e ? e : ERR_CONFLICT;
    return db_one_i64(s->db, sql[Q_KIND], NO_BINDS, &any);
}

static enum err mark_fn(struct db *db, void *arg)
{
    return settings_mark_sample(db, arg);
}

enum err sample_load(struct sample *s)
{
    int64_t body_of_editor = 0;
    enum err e = is_empty(s);
    if (!e)
        e = store_write(s->store, mark_fn, &s->act);
    if (!e)
        e = sample_bodies(s, &body_of_editor);
    if (!e)
        e = sample_work(s);
    if (!e)
        e = sample_consultations(s);
    if (!e)
        e = sample_events(s);
    if (!e)
        e = make_people(s, body_of_editor);
    return e || !s->has_responses ? e : sample_responses(s);
}
