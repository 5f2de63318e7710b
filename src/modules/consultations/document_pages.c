#include "modules/consultations/document_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/files/file.h"
#include "modules/partnerships/partnership_page.h"

#define FORMATS_MAX 40

enum { Q_ONE, Q_FORMATS };

#define COLS                                                                                   \
    "d.document_id, coalesce(d.of_document, 0), coalesce(d.replaced_by, 0), d.n_pages, "       \
    "d.file_bytes, d.kind, d.title, d.language, d.url, d.access_note, d.file_kind, "           \
    "d.file_code, d.body, d.is_for_comment, c.slug, c.title, coalesce(c.withdrawn_at_s, 0)"
#define FROM                                                                                   \
    " FROM consultation_public_document d "                                                    \
    "JOIN consultation_public c ON c.consultation_id = d.consultation_id "

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS FROM "WHERE d.document_id = $1",
    [Q_FORMATS] = "SELECT " COLS FROM "WHERE d.consultation_id = "
                  "(SELECT consultation_id FROM consultation_public_document "
                  "WHERE document_id = $1) AND d.of_document = $1 AND d.replaced_by IS NULL "
                  "ORDER BY d.seq, d.document_id LIMIT $2",
};
const struct sql_list document_sql = SQL_LIST("document", sql);

struct document {
    int64_t id, of_document, replaced_by, n_pages, n_bytes;
    struct str kind, title, language, url, access_note, file_kind, file_code, body;
    bool is_for_comment;
    struct str slug, consultation;
    bool is_withdrawn;
};

static void read_row(struct stmt *q, struct arena *a, struct document *d)
{
    *d = (struct document){ .id = db_i64(q, 0),
                            .of_document = db_i64(q, 1),
                            .replaced_by = db_i64(q, 2),
                            .n_pages = db_i64(q, 3),
                            .n_bytes = db_i64(q, 4),
                            .kind = db_text(q, 5, a),
                            .title = db_text(q, 6, a),
                            .language = db_text(q, 7, a),
                            .url = db_text(q, 8, a),
                            .access_note = db_text(q, 9, a),
                            .file_kind = db_text(q, 10, a),
                            .file_code = db_text(q, 11, a),
                            .body = db_text(q, 12, a),
                            .is_for_comment = db_bool(q, 13),
                            .slug = db_text(q, 14, a),
                            .consultation = db_text(q, 15, a),
                            .is_withdrawn = db_i64(q, 16) > 0 };
}

/* ERR_GONE: its consultation was taken back. */
static enum err load(struct ctx *c, int64_t id, struct document *out)
{
    *out = (struct document){ .id = 0 };
    struct stmt *q = db_query(c->db, sql[Q_ONE], BINDS(bi(id)));
    bool is_there = db_row(q);
    if (is_there)
        read_row(q, c->arena, out);
    enum err e = db_done(q, is_there ? OK : ERR_NOT_FOUND);
    return e ? e : out->is_withdrawn ? ERR_GONE : OK;
}

static struct str path_to(struct ctx *c, int64_t id, const char *below)
{
    return id ? str_printf(c->arena, "/documents/%lld%s", (long long)id, below)
              : (struct str){ NULL, 0 };
}

static void fill(struct ctx *c, const struct document *d, struct view *v)
{
    struct arena *a = c->arena;
    bool is_page = d->body.n || d->file_code.n;
    struct str label = consultation_label(consultation_documents, d->kind);
    if (d->language.n)
        label = str_printf(a, "%.*s: %.*s", STR_ARG(label), STR_ARG(d->language));
    view_str(v, S(title), d->title);
    view_str(v, S(kind), label);
    view_text(v, S(href),
              is_page               ? path_to(c, d->id, "")
              : url_is_http(d->url) ? d->url
                                    : (struct str){ NULL, 0 });
    view_bool(v, S(is_elsewhere), !is_page);
    view_bool(v, S(has_text), d->body.n > 0);
    view_text(v, S(file),
              d->file_code.n ? file_words(a, d->file_kind, d->n_bytes, d->n_pages)
                             : (struct str){ NULL, 0 });
    view_text(v, S(access_note), d->access_note);
    view_bool(v, S(is_for_comment), d->is_for_comment);
}

static enum err formats_view(struct ctx *c, const struct document *d, struct view *v)
{
    struct list *formats = view_list(v, S(formats));
    struct stmt *q = db_query(c->db, sql[Q_FORMATS], BINDS(bi(d->id), bi(FORMATS_MAX)));
    while (db_row(q)) {
        struct document other;
        read_row(q, c->arena, &other);
        fill(c, &other, list_add(formats));
    }
    view_bool(v, S(has_formats), list_len(formats) > 0);
    return db_done(q, OK);
}

/* Of which it is another format. */
static enum err original_view(struct ctx *c, const struct document *d, struct view *v)
{
    struct document first = { 0 };
    enum err e = d->of_document ? load(c, d->of_document, &first) : OK;
    view_text(v, S(of_title), first.title);
    view_text(v, S(of_href), path_to(c, first.id, ""));
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err document_show_page(struct ctx *c)
{
    struct document d;
    enum err e = load(c, param_i64(c, "id", 0), &d);
    if (e)
        return e;
    struct view *v = page_new(c, "consultations");
    struct str consultation = url_path(c->arena, "/consultations/%", d.slug);
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(NAV_CONSULTATIONS_HERE), STR("/consultations"));
    page_crumb(c, d.consultation, consultation);
    fill(c, &d, v);
    view_html(v, S(body), md_render(c->arena, d.body, md_shift_to(d.body, 2), false));
    view_text(v, S(file_href), d.file_code.n ? path_to(c, d.id, "/file") : d.file_code);
    view_text(v, S(url), url_is_http(d.url) ? d.url : (struct str){ NULL, 0 });
    view_text(v, S(newer_href), path_to(c, d.replaced_by, ""));
    view_str(v, S(consultation), d.consultation);
    view_str(v, S(consultation_href), consultation);
    view_str(v, S(ways_href), str_join(c->arena, consultation, STR("/other-ways")));
    e = formats_view(c, &d, v);
    if (!e)
        e = original_view(c, &d, v);
    return e ? e : ctx_render(c, "consultations/document", v);
}

enum err document_file_page(struct ctx *c)
{
    struct document d;
    struct file f;
    enum err e = load(c, param_i64(c, "id", 0), &d);
    if (!e)
        e = d.file_code.n ? file_by_code(c->db, c->arena, d.file_code, &f) : ERR_NOT_FOUND;
    if (!e && (!str_eq(f.owner_kind, STR("document")) || f.owner_id != d.id))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    f.name = str_printf(c->arena, "%.*s.%.*s", STR_ARG(d.title), STR_ARG(f.kind));
    return file_send(c, &f); /* by the paper's title: what its author called it is theirs */
}
