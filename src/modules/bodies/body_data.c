#include "modules/bodies/body_data.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/http/target.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_data_words.h"
#include "modules/partnerships/partnership_words.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */

enum { Q_COUNT, Q_COUNT_HIDDEN, Q_BEFORE, Q_BEFORE_LIVE, Q_CHANGED };

/* Page numbers are what Open Referral asks for. Both counts and both steps walk an index, not
 * the entries, unless an import that nobody sees yet stands among them. */
static const char *const sql[] = {
    [Q_COUNT] = "SELECT /*scan*/ count(*) FROM body_public",
    [Q_COUNT_HIDDEN] =
        "SELECT count(*) FROM body_public WHERE set_id IN (SELECT id FROM body_set "
        "WHERE is_live = 0 AND id > 0)",
    [Q_BEFORE] =
        "SELECT /*scan*/ position FROM body_public ORDER BY position LIMIT 1 OFFSET $1",
    [Q_BEFORE_LIVE] =
        "SELECT /*scan*/ position FROM body_public WHERE set_id NOT IN (SELECT id FROM "
        "body_set WHERE is_live = 0 AND id > 0) ORDER BY position LIMIT 1 OFFSET $1",
    [Q_CHANGED] = "SELECT p.body_id FROM body_public p JOIN body_set t ON t.id = p.set_id AND "
                  "t.is_live = 1 WHERE p.changed_on > '' ORDER BY p.changed_on DESC, p.body_id "
                  "DESC LIMIT $1",
};
const struct sql_list body_data_sql = SQL_LIST("body_data", sql);

enum err body_data_load(struct ctx *c, struct body_data *out)
{
    *out = (struct body_data){ .a = c->arena, .origin = c->site->origin };
    return body_labels_load(c->db, c->arena, &out->labels);
}

struct str body_data_url(struct arena *a, struct str origin, struct str slug)
{
    return str_join(a, origin, url_path(a, "/bodies/%", slug));
}

enum err body_data_count(struct db *db, int64_t *n)
{
    int64_t hidden = 0;
    enum err e = db_one_i64(db, sql[Q_COUNT], NO_BINDS, n);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT_HIDDEN], NO_BINDS, &hidden);
    *n -= hidden;
    return e;
}

enum err body_data_before(struct db *db, int64_t n_passed, int64_t *position)
{
    int64_t hidden = 0;
    enum err e = db_one_i64(db, sql[Q_COUNT_HIDDEN], NO_BINDS, &hidden);
    if (e)
        return e;
    e = hidden ? db_one_i64(db, sql[Q_BEFORE_LIVE], BINDS(bi(n_passed)), position)
               : db_one_i64(db, sql[Q_BEFORE], BINDS(bi(n_passed)), position);
    *position -= 1;
    return e;
}

enum err body_data_changed(struct db *db, struct arena *a, size_t max, struct body_public *out,
                           size_t *n)
{
    int64_t *id = arena_array(a, max, sizeof *id);
    size_t n_ids = 0;
    *n = 0;
    if (!id)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_CHANGED], BINDS(bi((int64_t)max)));
    while (n_ids < max && db_row(s))
        id[n_ids++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n_ids && !e; i++)
        e = body_public_load(db, a, id[i], &out[(*n)++]);
    return e;
}

/* --- CSV --- */

static const char *const columns[] = { "slug",           "name",         "other_names",
                                       "kind",           "kind_label",   "charity_number",
                                       "company_number", "purposes",     "grounds",
                                       "community_body", "topics",       "outcomes",
                                       "areas",          "languages",    "website",
                                       "office",         "contact_role", "contact_email",
                                       "contact_phone",  "state",        "source",
                                       "source_on",      "reviewed_on",  "review_overdue",
                                       "changed_on",     "url",          "licence" };
#define N_COLUMNS (sizeof columns / sizeof columns[0])

void body_csv_head(struct buf *b)
{
    struct str name[N_COLUMNS];
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(b, MARK);
    esc_csv_row(b, name, N_COLUMNS);
}

static struct str yes_no(bool is)
{
    return is ? STR("yes") : STR("no");
}

void body_csv_row(struct buf *b, const struct body_data *d, struct arena *a,
                  const struct body_public *x)
{
    const struct str cell[N_COLUMNS] = {
        x->slug,
        x->name,
        str_replace_char(a, x->other_names, '\n', ';'),
        x->kind,
        list_label(&d->labels.kinds, x->kind),
        x->charity_number,
        x->company_number,
        x->purposes,
        x->grounds,
        yes_no(x->is_community),
        x->topics,
        x->outcomes,
        x->areas,
        x->languages,
        x->website,
        x->office,
        x->contact_role,
        x->contact_email,
        x->contact_phone,
        x->state,
        x->source,
        x->source_on,
        x->reviewed_on,
        yes_no(x->is_stale),
        x->changed_on,
        body_data_url(a, d->origin, x->slug),
        STR(DATA_LICENCE_URL),
    };
    esc_csv_row(b, cell, N_COLUMNS);
}

/* --- JSON --- */

static void json_word(struct json *j, const char *key, struct str code, struct str label)
{
    json_open(j, key, '{');
    json_text(j, "code", code);
    json_text(j, "label", label);
    json_close(j, '}');
}

static void json_lines(struct json *j, const char *key, struct str lines)
{
    struct str line;
    json_open(j, key, '[');
    while (str_cut(&lines, '\n', &line))
        if (str_trim(line).n)
            json_text(j, NULL, str_trim(line));
    json_close(j, ']');
}

static void json_about(struct json *j, const struct body_data *d, const struct body_public *x)
{
    struct str rest = x->grounds, code;
    json_open(j, "grounds", '[');
    while (str_cut(&rest, ';', &code))
        json_word(j, NULL, code, body_word_label(&body_grounds, code));
    json_close(j, ']');
    json_bool(j, "is_community_body", x->is_community);
    rest = x->topics;
    json_open(j, "topics", '[');
    while (str_cut(&rest, ';', &code))
        json_word(j, NULL, code, list_label(&d->labels.topics, code));
    json_close(j, ']');
    rest = x->outcomes;
    json_open(j, "outcomes", '[');
    while (str_cut(&rest, ';', &code))
        json_word(j, NULL, code, outcome_label(&d->labels.outcomes, code));
    json_close(j, ']');
}

static void json_areas(struct json *j, const struct body_data *d, struct str slugs)
{
    struct str slug;
    json_open(j, "areas", '[');
    while (str_cut(&slugs, ';', &slug)) {
        const struct area *area = area_named(&d->labels.areas, slug);
        json_open(j, NULL, '{');
        json_text(j, "area", slug);
        json_text(j, "name", area ? area->name : slug);
        json_text_or_null(j, "gss", area ? area->gss : (struct str){ 0 });
        json_close(j, '}');
    }
    json_close(j, ']');
}

void body_json(struct json *j, const char *key, const struct body_data *d,
               const struct body_public *x)
{
    json_open(j, key, '{');
    json_text(j, "slug", x->slug);
    json_text(j, "name", x->name);
    json_lines(j, "other_names", x->other_names);
    json_text(j, "url", body_data_url(d->a, d->origin, x->slug));
    json_word(j, "kind", x->kind, list_label(&d->labels.kinds, x->kind));
    json_text_or_null(j, "charity_number", x->charity_number);
    json_text_or_null(j, "company_number", x->company_number);
    json_text_or_null(j, "purposes", x->purposes);
    json_about(j, d, x);
    json_areas(j, d, x->areas);
    json_text_or_null(j, "languages", x->languages);
    json_text_or_null(j, "website", x->website);
    json_text_or_null(j, "office", x->office);
    json_open(j, "contact", '{');
    json_text_or_null(j, "role", x->contact_role);
    json_text_or_null(j, "email", x->contact_email);
    json_text_or_null(j, "phone", x->contact_phone);
    json_close(j, '}');
    json_text(j, "state", x->state);
    json_text(j, "source", x->source);
    json_text_or_null(j, "source_on", x->source_on);
    json_text_or_null(j, "reviewed_on", x->reviewed_on);
    json_bool(j, "review_overdue", x->is_stale);
    json_text(j, "changed_on", x->changed_on);
    json_close(j, '}');
}

/* --- licence --- */

void body_data_headers(struct ctx *c)
{
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
}

void body_data_licence(struct ctx *c, struct json *j)
{
    json_text(j, "licence", STR(DATA_LICENCE));
    json_text(j, "licence_url", STR(DATA_LICENCE_URL));
    json_open(j, "attribution", '[');
    json_text(j, NULL,
              str_printf(c->arena, BODY_DATA_ATTRIBUTION, STR_ARG(c->site->service_name)));
    json_text(j, NULL, STR(BODY_DATA_OSCR));
    json_close(j, ']');
    json_text(j, "generated_on", date_iso(c->arena, london_from_s(c->now_s).date));
    json_text(j, "documentation", str_join(c->arena, c->site->origin, STR("/data")));
}

void body_data_begin(struct ctx *c, struct json *j)
{
    *j = (struct json){ .b = buf_in(c->arena, BODY_DATA_BYTES) };
    json_open(j, NULL, '{');
    json_open(j, "meta", '{');
    body_data_licence(c, j);
}

enum err body_data_send(struct ctx *c, struct json *j, struct str type)
{
    json_close(j, '}');
    buf_char(j->b, '\n');
    body_data_headers(c);
    return ctx_send(c, type, buf_view(j->b));
}
