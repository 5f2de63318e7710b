#include "modules/consultations/consultation_copy.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/question_write.h"

#define PAPERS_MAX 200 /* of one consultation */

enum { Q_PAPERS, Q_PAPER, Q_PAPER_OF };

/* clang-format off */
static const char *const sql[] = {
    [Q_PAPERS] = "SELECT id, coalesce(of_document, 0) FROM consultation_document WHERE consultation_id = $1 "
                 "AND removed_at_s IS NULL AND replaced_by IS NULL AND (body <> '' OR url <> '') ORDER BY seq, id LIMIT $2",
    [Q_PAPER] = "INSERT INTO consultation_document (consultation_id, seq, kind, title, language, body, url, n_pages, "
                "access_note, is_for_comment, made_at_s) SELECT $2, seq, kind, title, language, body, url, n_pages, "
                "access_note, 0, $3 FROM consultation_document WHERE id = $1 RETURNING id",
    [Q_PAPER_OF] = "UPDATE consultation_document SET of_document = $2 WHERE id = $1",
};
/* clang-format on */
const struct sql_list consultation_copy_sql = SQL_LIST("consultation_copy", sql);

struct str consultation_privacy_default(struct arena *a, struct str partnership_name)
{
    return str_printf(a, PRIVACY_DEFAULT, STR_ARG(partnership_name));
}

void consultation_copy_fields(struct consultation *to, const struct consultation *from)
{
    to->kind = from->kind;
    to->summary = from->summary;
    to->overview = from->overview;
    to->why = from->why;
    to->next = from->next;
    to->areas = from->areas;
    to->audiences = from->audiences;
    to->topics = from->topics;
    to->outcomes = from->outcomes;
    to->minutes = from->minutes;
    to->contact_role = from->contact_role;
    to->contact_email = from->contact_email;
    to->contact_phone = from->contact_phone;
    to->post_address = from->post_address;
    to->other_ways = from->other_ways;
    to->privacy = from->privacy;
    to->is_invited_only = from->is_invited_only;
    to->needs_second = from->needs_second;
    to->copied_from = from->id;
}

struct paper {
    int64_t old, old_of, new;
};
struct papers {
    struct paper *at;
    size_t n;
};

static enum err load_papers(struct db *db, struct arena *a, int64_t from, struct papers *out)
{
    *out = (struct papers){ .at = arena_array(a, PAPERS_MAX, sizeof *out->at) };
    if (!out->at)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_PAPERS], BINDS(bi(from), bi(PAPERS_MAX)));
    while (out->n < PAPERS_MAX && db_row(s))
        out->at[out->n++] = (struct paper){ db_i64(s, 0), db_i64(s, 1), 0 };
    return db_done(s, OK);
}

/* The id in the new one; 0: none, or it was not copied. */
static int64_t new_of(const struct papers *papers, int64_t old)
{
    for (size_t i = 0; old && i < papers->n; i++)
        if (papers->at[i].old == old)
            return papers->at[i].new;
    return 0;
}

static enum err copy_papers(struct db *db, struct arena *a, const struct question_copy *x)
{
    struct papers papers;
    enum err e = load_papers(db, a, x->from, &papers);
    for (size_t i = 0; !e && i < papers.n; i++)
        e = db_one_i64(db, sql[Q_PAPER], BINDS(bi(papers.at[i].old), bi(x->to), bi(x->now_s)),
                       &papers.at[i].new);
    for (size_t i = 0; !e && i < papers.n; i++) {
        int64_t of = new_of(&papers, papers.at[i].old_of);
        e = of ? db_exec(db, sql[Q_PAPER_OF], BINDS(bi(papers.at[i].new), bi(of))) : OK;
    }
    return e;
}

enum err consultation_copy_parts(struct db *db, struct arena *a, int64_t from, int64_t to,
                                 int64_t now_s)
{
    const struct question_copy x = { .arena = a, .from = from, .to = to, .now_s = now_s };
    enum err e = copy_papers(db, a, &x);
    return e ? e : question_copy_all(db, &x);
}
