#include "modules/bodies/interest_draft.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/rand.h"

#define KEEP_S 86400
#define SWEEP_MAX 200 /* rows of one write */
#define FIELDS_BYTES ((size_t)256 * 1024)

enum { Q_ONE, Q_ADD, Q_SAVE, Q_SENT, Q_SWEEP };

static const char *const sql[] = {
    [Q_ONE] = "SELECT fields, is_sent, begun_at_s FROM interest_draft WHERE id = $1",
    [Q_ADD] = "INSERT INTO interest_draft (id, fields, is_sent, begun_at_s, touched_at_s) "
              "VALUES ($1, $2, 0, $3, $3)",
    [Q_SAVE] = "UPDATE interest_draft SET fields = $2, touched_at_s = $3 WHERE id = $1 AND "
               "is_sent = 0",
    [Q_SENT] = "UPDATE interest_draft SET fields = '', is_sent = 1, touched_at_s = $2 WHERE "
               "id = $1 AND is_sent = 0",
    [Q_SWEEP] = "DELETE FROM interest_draft WHERE id IN (SELECT id FROM interest_draft WHERE "
                "touched_at_s <= $1 ORDER BY touched_at_s LIMIT $2)",
};
const struct sql_list interest_draft_sql = SQL_LIST("interest_draft", sql);

static const char *const names[INTEREST_FIELD__MAX] = {
    [INTEREST_NAME] = "name",
    [INTEREST_CHARITY_NUMBER] = "charity_number",
    [INTEREST_SITE] = "site",
    [INTEREST_DESCRIBED_AS] = "described_as",
    [INTEREST_SAID] = "said",
    [INTEREST_WHAT] = "what",
    [INTEREST_GROUNDS] = "grounds",
    [INTEREST_AREAS] = "areas",
    [INTEREST_HOW] = "how",
    [INTEREST_NEEDS] = "needs",
    [INTEREST_CHANNEL] = "channel",
    [INTEREST_CONTACT_NAME] = "contact_name",
    [INTEREST_CONTACT_ROLE] = "contact_role",
    [INTEREST_CONTACT_EMAIL] = "contact_email",
    [INTEREST_CONTACT_PHONE] = "contact_phone",
    [INTEREST_CONTACT_ADDRESS] = "contact_address",
};

const char *interest_field_name(enum interest_field field)
{
    return names[field];
}

static enum err take_fields(struct arena *a, struct str text, struct interest_draft *out)
{
    struct fields all;
    enum err e = form_parse_urlencoded(a, text, &all);
    for (enum interest_field i = 0; !e && i < INTEREST_FIELD__MAX; i++) {
        const struct field *f = fields_find(&all, str_from(names[i]));
        if (f)
            out->value[i] = f->value;
    }
    return e;
}

enum err interest_draft_load(struct db *db, struct arena *a, int64_t id,
                             struct interest_draft *out)
{
    struct str text = { 0 };
    *out = (struct interest_draft){ .id = id };
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id)));
    bool found = db_row(s);
    if (found) {
        text = db_text(s, 0, a);
        out->is_sent = db_bool(s, 1);
        out->begun_at_s = db_i64(s, 2);
    }
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    return e ? e : take_fields(a, text, out);
}

static struct str as_posted(struct arena *a, const struct interest_draft *draft)
{
    struct buf *out = buf_in(a, FIELDS_BYTES);
    for (enum interest_field i = 0; i < INTEREST_FIELD__MAX; i++) {
        if (!draft->value[i].n)
            continue;
        buf_printf(out, "%s%s=", out->n ? "&" : "", names[i]);
        esc_url(out, draft->value[i]);
    }
    return buf_view(out);
}

struct interest_draft_save interest_draft_saving(struct ctx *c,
                                                 const struct interest_draft *draft)
{
    struct interest_draft_save x = { .id = draft->id ? draft->id : rand_id(),
                                     .fields = as_posted(c->arena, draft),
                                     .is_new = !draft->id,
                                     .now_s = c->now_s };
    link_session_prepare(c, LINK_KIND_INTEREST_DRAFT, 0, x.id, &x.open);
    return x;
}

enum err interest_draft_save_fn(struct db *db, void *interest_draft_save)
{
    const struct interest_draft_save *x = interest_draft_save;
    if (!x->is_new)
        return db_exec(db, sql[Q_SAVE], BINDS(bi(x->id), bt(x->fields), bi(x->now_s)));
    enum err e = db_exec(db, sql[Q_ADD], BINDS(bi(x->id), bt(x->fields), bi(x->now_s)));
    return e ? e : link_session_begin(db, &x->open);
}

enum err interest_draft_sent(struct db *db, int64_t id, int64_t now_s)
{
    return db_exec(db, sql[Q_SENT], BINDS(bi(id), bi(now_s)));
}

enum err interest_draft_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(now_s - KEEP_S), bi(SWEEP_MAX)));
}
