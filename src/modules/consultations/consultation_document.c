#include "modules/consultations/consultation_document.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/paragraph.h"

enum {
    Q_LIST,
    Q_ONE,
    Q_NEXT,
    Q_ADD,
    Q_CHANGE,
    Q_REPLACE,
    Q_MOVE_FORMATS,
    Q_REMOVE,
    Q_FORMATS_ALONE
};

#define COLS                                                                                   \
    "id, consultation_id, seq, coalesce(of_document, 0), n_pages, coalesce(replaced_by, 0), "  \
    "is_for_comment, kind, title, language, url, access_note"

/* clang-format off */
static const char *const sql[] = {
    [Q_LIST] = "SELECT " COLS ", substr(body, 1, 1) FROM consultation_document WHERE consultation_id = $1 "
               "AND removed_at_s IS NULL AND replaced_by IS NULL ORDER BY seq, id LIMIT $2",
    [Q_ONE] = "SELECT " COLS ", body FROM consultation_document WHERE id = $2 AND consultation_id = $1 "
              "AND removed_at_s IS NULL AND replaced_by IS NULL",
    [Q_NEXT] = "SELECT coalesce(replaced_by, 0) FROM consultation_document WHERE id = $2 AND consultation_id = $1",
    [Q_ADD] = "INSERT INTO consultation_document (consultation_id, seq, kind, title, language, of_document, body, url, "
              "n_pages, access_note, is_for_comment, made_at_s) SELECT $1, CASE WHEN $11 > 0 THEN $11 ELSE "
              "coalesce((SELECT max(seq) FROM consultation_document WHERE consultation_id = $1), 0) + 1 END, "
              "$2, $3, $4, $5, $6, $7, $8, $9, $10, $12 RETURNING id",
    [Q_CHANGE] = "UPDATE consultation_document SET kind = $3, title = $4, language = $5, of_document = $6, body = $7, "
                 "url = $8, n_pages = $9, access_note = $10, is_for_comment = $11 WHERE id = $2 AND consultation_id = $1",
    [Q_REPLACE] = "UPDATE consultation_document SET replaced_by = $2 WHERE id = $1",
    [Q_MOVE_FORMATS] = "UPDATE consultation_document SET of_document = $2 WHERE of_document = $1",
    [Q_REMOVE] = "UPDATE consultation_document SET removed_at_s = $3 WHERE id = $2 AND consultation_id = $1 "
                 "AND removed_at_s IS NULL",
    [Q_FORMATS_ALONE] = "UPDATE consultation_document SET of_document = NULL WHERE of_document = $1",
};
/* clang-format on */
const struct sql_list consultation_document_sql = SQL_LIST("consultation_document", sql);

bool document_is_format(struct str kind)
{
    static const char *const formats[] = { "easy_read", "bsl", "large_print", "gaelic",
                                           "translation" };
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (str_eq(kind, str_from(formats[i])))
            return true;
    return false;
}

/* --- reading --- */

static void take(struct stmt *s, struct arena *a, struct consultation_document *d)
{
    *d = (struct consultation_document){ .id = db_i64(s, 0),
                                         .consultation_id = db_i64(s, 1),
                                         .seq = db_i64(s, 2),
                                         .of_document = db_i64(s, 3),
                                         .n_pages = db_i64(s, 4),
                                         .replaced_by = db_i64(s, 5),
                                         .is_for_comment = db_bool(s, 6),
                                         .kind = db_text(s, 7, a),
                                         .title = db_text(s, 8, a),
                                         .language = db_text(s, 9, a),
                                         .url = db_text(s, 10, a),
                                         .access_note = db_text(s, 11, a),
                                         .body = db_text(s, 12, a) };
}

enum err document_list(struct db *db, struct arena *a, int64_t consultation_id,
                       struct consultation_document *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi(DOCUMENTS_MAX)));
    *n = 0;
    while (*n < DOCUMENTS_MAX && db_row(s))
        take(s, a, &out[(*n)++]);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err document_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                       struct consultation_document *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(consultation_id), bi(id)));
    bool found = db_row(s);
    if (found)
        take(s, a, out);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err document_now(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                      struct consultation_document *out)
{
    int64_t next = id;
    enum err e = OK;
    while (!e && next) {
        id = next;
        e = db_one_i64(db, sql[Q_NEXT], BINDS(bi(consultation_id), bi(id)), &next);
    }
    return e ? e : document_load(db, a, consultation_id, id, out);
}

enum err document_mark(struct db *db, struct arena *a, const struct consultation_document *d,
                       struct str *out)
{
    struct file *file = NULL;
    size_t n_files = 0;
    enum err e = file_list(db, a, STR("document"), d->id, &file, &n_files);
    const struct str part[] = { d->kind,
                                d->title,
                                d->language,
                                d->body,
                                d->url,
                                d->access_note,
                                str_printf(a, "%lld", (long long)d->of_document),
                                str_printf(a, "%lld", (long long)d->n_pages),
                                d->is_for_comment ? STR("yes") : STR(""),
                                !e && file && n_files ? file[0].code : STR("") };
    *out = overtaken_mark(a, part, sizeof part / sizeof part[0]);
    return e;
}

static struct str count(struct arena *a, int64_t n)
{
    return n ? str_printf(a, "%lld", (long long)n) : STR("");
}

void document_compare(struct overtaken *o, struct arena *a,
                      const struct consultation_document *mine,
                      const struct consultation_document *theirs)
{
    overtaken_compare(o, PAPER_ROW_KIND, consultation_label(consultation_documents, mine->kind),
                      consultation_label(consultation_documents, theirs->kind));
    overtaken_compare(o, PAPER_ROW_TITLE, mine->title, theirs->title);
    overtaken_compare(o, PAPER_ROW_LANGUAGE, mine->language, theirs->language);
    overtaken_compare(o, PAPER_ROW_TEXT, mine->body, theirs->body);
    overtaken_compare(o, PAPER_ROW_COMMENT, said_yes_or_no(mine->is_for_comment),
                      said_yes_or_no(theirs->is_for_comment));
    overtaken_compare(o, PAPER_ROW_URL, mine->url, theirs->url);
    overtaken_compare(o, PAPER_ROW_PAGES, count(a, mine->n_pages), count(a, theirs->n_pages));
    overtaken_compare(o, PAPER_ROW_NOTE, mine->access_note, theirs->access_note);
}

/* --- writing --- */

static struct bind of_or_null(const struct consultation_document *d)
{
    return d->of_document ? bi(d->of_document) : bn();
}

static enum err add_row(struct db *db, struct consultation_document *d, int64_t now_s)
{
    return db_one_i64(db, sql[Q_ADD],
                      BINDS(bi(d->consultation_id), bt(d->kind), bt(d->title), bt(d->language),
                            of_or_null(d), bt(d->body), bt(d->url), bi(d->n_pages),
                            bt(d->access_note), bi(d->is_for_comment), bi(d->seq), bi(now_s)),
                      &d->id);
}

static enum err change_row(struct db *db, const struct consultation_document *d)
{
    return db_exec(db, sql[Q_CHANGE],
                   BINDS(bi(d->consultation_id), bi(d->id), bt(d->kind), bt(d->title),
                         bt(d->language), of_or_null(d), bt(d->body), bt(d->url),
                         bi(d->n_pages), bt(d->access_note), bi(d->is_for_comment)));
}

/* The old row stays with its address; other formats of it go with the new one. */
static enum err replace_row(struct db *db, struct consultation_document *d, int64_t now_s)
{
    int64_t old = d->id;
    enum err e = add_row(db, d, now_s);
    if (!e)
        e = db_exec(db, sql[Q_REPLACE], BINDS(bi(old), bi(d->id)));
    return e ? e : db_exec(db, sql[Q_MOVE_FORMATS], BINDS(bi(old), bi(d->id)));
}

/* The file that came with it; of one that is replaced the old one, where none came. */
static enum err put_file(struct db *db, const struct document_write *w, int64_t old,
                         int64_t now_id)
{
    struct str kind = STR("document");
    if (!w->file)
        return old && old != now_id ? file_hand_on(db, kind, old, kind, now_id) : OK;
    struct file f = *w->file;
    f.owner_kind = kind;
    f.owner_id = now_id;
    f.field = (struct str){ NULL, 0 };
    enum err e = old == now_id ? file_remove_of(db, kind, old) : OK;
    return e ? e : file_add(db, &f);
}

/* Public rows, public history, record. */
static enum err finish(struct db *db, const struct document_write *w, const char *kind,
                       struct str action)
{
    const struct consultation_change note = { .consultation_id = w->x.id,
                                              .kind = kind,
                                              .subject = w->to.title,
                                              .reason = w->reason,
                                              .by_role = w->by_role,
                                              .now_s = w->act.now_s };
    struct change change;
    enum err e = consultation_public_renew(db, w->arena, w->x.id);
    if (!e)
        e = consultation_change_note(db, &note);
    if (!e)
        e = consultation_ask_again(db, w->arena, w->x.id, &w->act);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "kind", STR(""), w->to.kind);
    change_of_partnership(&change, w->x.partnership_id);
    change_text(&change, "title", STR(""), w->to.title);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ action, STR("consultation"), w->x.id });
}

/* Is it still as the form showed it? */
static enum err check_seen(struct db *db, struct document_write *w,
                           const struct consultation_document *was)
{
    struct str now = { 0 };
    enum err e = w->seen.n ? document_mark(db, w->arena, was, &now) : OK;
    w->is_overtaken = !e && w->seen.n && !str_eq(w->seen, now);
    return w->is_overtaken ? ERR_CONFLICT : e;
}

enum err document_save_fn(struct db *db, void *arg)
{
    struct document_write *w = arg;
    struct consultation_document d = w->to, was = { 0 };
    bool is_new = d.id == 0;
    enum err e = consultation_load(db, w->arena, w->x.id, &w->x); /* published meanwhile? */
    if (!e && !is_new)
        e = document_load(db, w->arena, w->x.id, d.id, &was);
    if (!e && !is_new)
        e = check_seen(db, w, &was);
    if (e)
        return e;
    d.consultation_id = w->x.id;
    if (is_new)
        e = add_row(db, &d, w->act.now_s);
    else if (!w->x.published_at_s)
        e = change_row(db, &d);
    else
        e = replace_row(db, &d, w->act.now_s);
    if (!e)
        e = put_file(db, w, is_new ? 0 : was.id, d.id);
    if (!e && !is_new && d.id != was.id)
        e = questions_of_document(db, w->arena, was.id, w->act.now_s);
    if (!e)
        e = questions_of_document(db, w->arena, d.id, w->act.now_s);
    if (e)
        return e;
    return finish(db, w, is_new ? "document_added" : "document_replaced",
                  is_new ? STR("consultation.add_paper") : STR("consultation.change_paper"));
}

enum err document_remove_fn(struct db *db, void *arg)
{
    struct document_write *w = arg;
    struct consultation_document was = { 0 };
    enum err e = document_load(db, w->arena, w->x.id, w->to.id, &was);
    if (!e)
        e = check_seen(db, w, &was);
    if (e)
        return e;
    e = db_exec(db, sql[Q_REMOVE], BINDS(bi(w->x.id), bi(w->to.id), bi(w->act.now_s)));
    if (!e && !db_changes(db))
        e = ERR_NOT_FOUND;
    if (!e)
        e = db_exec(db, sql[Q_FORMATS_ALONE], BINDS(bi(w->to.id)));
    if (!e)
        e = questions_of_document(db, w->arena, w->to.id, w->act.now_s);
    return e ? e : finish(db, w, "document_removed", STR("consultation.remove_paper"));
}
