#include "modules/consultations/consultation_copy.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/paragraph.h"
#include "modules/consultations/question_write.h"

enum { Q_PAPERS, Q_PAPER, Q_PAPER_OF };

/* clang-format off */
static const char *const sql[] = {
    [Q_PAPERS] = "SELECT id, coalesce(of_document, 0), body <> '' OR url <> '', is_for_comment FROM consultation_document "
                 "WHERE consultation_id = $1 AND removed_at_s IS NULL AND replaced_by IS NULL ORDER BY seq, id LIMIT $2",
    [Q_PAPER] = "INSERT INTO consultation_document (consultation_id, seq, kind, title, language, body, url, n_pages, "
                "access_note, is_for_comment, made_at_s) SELECT $2, seq, kind, title, language, body, url, n_pages, "
                "access_note, is_for_comment, $3 FROM consultation_document WHERE id = $1 RETURNING id",
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

/* --- files --- */

enum err consultation_copy_files(struct ctx *c, struct consultation_copy *x)
{
    struct consultation_document *all = arena_array(c->arena, DOCUMENTS_MAX, sizeof *all);
    size_t n = 0;
    x->file = arena_array(c->arena, DOCUMENTS_MAX, sizeof *x->file);
    x->n_files = 0;
    enum err e = all && x->file ? document_list(c->db, c->arena, x->from, all, &n) : ERR_LIMIT;
    for (size_t i = 0; !e && i < n; i++) {
        struct copied_file *to = &x->file[x->n_files];
        struct file *file;
        size_t n_files = 0;
        e = file_list(c->db, c->arena, STR("document"), all[i].id, &file, &n_files);
        enum err copied = e || !n_files ? ERR_NOT_FOUND : file_copy(c, &file[0], &to->file);
        to->document_id = all[i].id;
        x->n_files += copied == OK;
        if (!e && copied != ERR_NOT_FOUND)
            e = copied;
    }
    return e;
}

static const struct file *file_of(const struct consultation_copy *x, int64_t document_id)
{
    for (size_t i = 0; i < x->n_files; i++)
        if (x->file[i].document_id == document_id)
            return &x->file[i].file;
    return NULL;
}

/* --- papers --- */

struct paper {
    int64_t old, old_of, new; /* new 0: not copied, there would be nothing to read */
    bool has_words, is_for_comment;
};
struct papers {
    struct paper *at;
    size_t n;
};

static enum err load_papers(struct db *db, struct arena *a, int64_t from, struct papers *out)
{
    *out = (struct papers){ .at = arena_array(a, DOCUMENTS_MAX, sizeof *out->at) };
    if (!out->at)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_PAPERS], BINDS(bi(from), bi(DOCUMENTS_MAX)));
    while (out->n < DOCUMENTS_MAX && db_row(s))
        out->at[out->n++] = (struct paper){ .old = db_i64(s, 0),
                                            .old_of = db_i64(s, 1),
                                            .has_words = db_bool(s, 2),
                                            .is_for_comment = db_bool(s, 3) };
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

static enum err copy_paper(struct db *db, const struct consultation_copy *x, struct paper *p)
{
    const struct file *copied = file_of(x, p->old);
    if (!p->has_words && !copied)
        return OK;
    enum err e =
        db_one_i64(db, sql[Q_PAPER], BINDS(bi(p->old), bi(x->to), bi(x->now_s)), &p->new);
    if (e || !copied)
        return e;
    struct file f = *copied;
    f.owner_id = p->new;
    return file_add(db, &f);
}

static enum err copy_papers(struct db *db, const struct consultation_copy *x,
                            struct papers *papers)
{
    enum err e = load_papers(db, x->arena, x->from, papers);
    for (size_t i = 0; !e && i < papers->n; i++)
        e = copy_paper(db, x, &papers->at[i]);
    for (size_t i = 0; !e && i < papers->n; i++) {
        int64_t of = new_of(papers, papers->at[i].old_of), new = papers->at[i].new;
        e = of && new ? db_exec(db, sql[Q_PAPER_OF], BINDS(bi(new), bi(of))) : OK;
    }
    return e;
}

enum err consultation_copy_parts(struct db *db, const struct consultation_copy *x)
{
    const struct question_copy questions = {
        .arena = x->arena, .from = x->from, .to = x->to, .now_s = x->now_s
    };
    struct papers papers;
    enum err e = copy_papers(db, x, &papers);
    if (!e)
        e = question_copy_all(db, &questions);
    for (size_t i = 0; !e && i < papers.n; i++)
        if (papers.at[i].new &&papers.at[i].is_for_comment)
            e = questions_of_document(db, x->arena, papers.at[i].new, x->now_s);
    return e;
}
