/* consultation_setup_papers.c: the papers of a consultation, and its other formats (3.4, 8.7).
 */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/files/file_scan.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define PAGES_MOST 5000
#define NO_PAPER "none"

struct papers {
    struct setup k;
    struct consultation_document *all;
    size_t n;
    struct consultation_document was; /* id 0: a new one */
    struct file *file;                /* that it has */
    size_t n_files;
    struct file_upload upload; /* that came now */
    struct str mark;           /* of the one as it is */
};

/* --- opening --- */

static enum err load_file(struct papers *p)
{
    struct ctx *c = p->k.c;
    enum err e = file_list(c->db, c->arena, STR("document"), p->was.id, &p->file, &p->n_files);
    return e ? e : document_mark(c->db, c->arena, &p->was, &p->mark);
}

static enum err papers_open(struct ctx *c, bool is_one, struct papers *p)
{
    *p = (struct papers){ .n = 0 };
    enum err e = setup_open_task(c, SETUP_PAPERS, &p->k);
    p->all = e ? NULL : arena_array(c->arena, DOCUMENTS_MAX, sizeof *p->all);
    if (!p->all)
        return e ? e : ERR_LIMIT;
    e = document_list(c->db, c->arena, p->k.x.id, p->all, &p->n);
    if (!e && is_one)
        e = document_load(c->db, c->arena, p->k.x.id, param_i64(c, "id", 0), &p->was);
    if (!e && is_one)
        e = load_file(p);
    if (e)
        return e;
    view_bool(p->k.page, S(is_new), !is_one);
    view_bool(p->k.page, S(is_published), p->k.is_published);
    return OK;
}

/* The same where it may have been replaced or taken away while somebody wrote: the one that
 * stands in its place, or none, for which is_gone. */
static enum err papers_open_now(struct ctx *c, struct papers *p)
{
    enum err e = papers_open(c, true, p);
    if (e != ERR_NOT_FOUND || !p->all || !form_value(p->k.f, "seen").n)
        return e;
    e = document_now(c->db, c->arena, p->k.x.id, param_i64(c, "id", 0), &p->was);
    bool is_gone = e == ERR_NOT_FOUND;
    view_bool(p->k.page, S(is_new), is_gone);
    view_bool(p->k.page, S(is_published), p->k.is_published);
    p->k.is_gone = is_gone && !str_eq(form_value(p->k.f, "seen"), STR(OVERTAKEN_GONE));
    return is_gone ? OK : e ? e : load_file(p);
}

static struct str paper_path(const struct papers *p, int64_t id, const char *ending)
{
    return str_printf(p->k.c->arena, "%.*s/%lld%s", STR_ARG(setup_path(&p->k, "/papers")),
                      (long long)id, ending);
}

/* --- the list --- */

static struct str title_of(const struct papers *p, int64_t id)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->all[i].id == id)
            return p->all[i].title;
    return (struct str){ 0 };
}

static enum err show_row(const struct papers *p, const struct consultation_document *d,
                         struct view *v)
{
    struct ctx *c = p->k.c;
    struct file *file;
    size_t n_files = 0;
    enum err e = file_list(c->db, c->arena, STR("document"), d->id, &file, &n_files);
    view_str(v, S(title), d->title);
    view_str(v, S(kind), consultation_label(consultation_documents, d->kind));
    view_str(v, S(language), d->language);
    view_str(v, S(of_title), title_of(p, d->of_document));
    view_bool(v, S(has_text), d->body.n > 0);
    view_str(v, S(url), d->url);
    view_bool(v, S(is_for_comment), d->is_for_comment);
    view_str(v, S(href), paper_path(p, d->id, ""));
    view_str(v, S(remove_href), paper_path(p, d->id, "/remove"));
    view_str(v, S(file_words),
             !e && n_files ? file_words(c->arena, file[0].kind, file[0].n_bytes, d->n_pages)
                           : (struct str){ 0 });
    view_text(v, S(scan),
              !e && n_files ? file_scan_words(c->site, &file[0]) : (struct str){ 0 });
    return e;
}

enum err consultation_papers_page(struct ctx *c)
{
    struct papers p;
    enum err e = papers_open(c, false, &p);
    if (e)
        return e;
    struct list *rows = view_list(p.k.page, S(papers));
    struct str done = param_str(c, "done");
    for (size_t i = 0; !e && i < p.n; i++)
        e = show_row(&p, &p.all[i], list_add(rows));
    view_bool(p.k.page, S(has_papers), p.n > 0);
    view_int(p.k.page, S(n_papers), (int64_t)p.n);
    view_bool(p.k.page, S(was_saved), str_eq(done, STR("saved")));
    view_bool(p.k.page, S(was_removed), str_eq(done, STR("removed")));
    view_str(p.k.page, S(new_href), setup_path(&p.k, "/papers/new"));
    return e ? e : form_render(p.k.f, "consultations/setup_papers");
}

/* --- one --- */

/* A page below the list: with a heading of its own, and the list behind it. */
static void show_step(struct papers *p, const char *heading, struct str action)
{
    page_back(p->k.c, setup_path(&p->k, "/papers"));
    view_str(p->k.page, S(theirs_href), setup_path(&p->k, "/papers"));
    view_lit(p->k.page, S(task), heading);
    view_str(p->k.page, S(action), action);
}

static void show_of(struct papers *p)
{
    struct form_option option[DOCUMENTS_MAX + 1] = {
        { STR(NO_PAPER), STR(PAPER_NONE), { 0 } }
    };
    size_t n = 1;
    for (size_t i = 0; i < p->n; i++)
        if (!document_is_format(p->all[i].kind) && p->all[i].id != p->was.id)
            option[n++] = (struct form_option){ str_printf(p->k.c->arena, "%lld",
                                                           (long long)p->all[i].id),
                                                p->all[i].title,
                                                { 0 } };
    form_options(p->k.f, S(of), "of", option, n);
}

static enum err show_paper(struct papers *p)
{
    static const struct form_option comment = { STR_INIT("yes"),
                                                STR_INIT(PAPER_COMMENT),
                                                { 0 } };
    struct form_option kind[16];
    struct form *f = p->k.f;
    size_t n = 0;
    for (; n < 16 && consultation_documents[n].code; n++)
        kind[n] = (struct form_option){ str_from(consultation_documents[n].code),
                                        str_from(consultation_documents[n].label),
                                        { 0 } };
    form_options(f, S(kind), "kind", kind, n);
    form_field(f, S(title_field), "title");
    show_of(p);
    form_field(f, S(language), "language");
    form_field_most(f, S(body), "body", DOCUMENT_BODY_CHARS);
    form_field(f, S(url), "url");
    form_field(f, S(n_pages), "n_pages");
    form_field(f, S(access_note), "access_note");
    form_options(f, S(comment), "comment", &comment, 1);
    form_field(f, S(file_field), "file");
    view_str(p->k.page, S(file_name), p->n_files ? p->file[0].name : (struct str){ 0 });
    view_str(p->k.page, S(file_words),
             p->n_files ? file_words(p->k.c->arena, p->file[0].kind, p->file[0].n_bytes, 0)
                        : (struct str){ 0 });
    view_text(p->k.page, S(scan),
              p->n_files ? file_scan_words(p->k.c->site, &p->file[0]) : (struct str){ 0 });
    show_step(p, p->was.id ? PAPER_CHANGE : PAPER_ADD,
              p->was.id ? paper_path(p, p->was.id, "") : p->k.c->path);
    return setup_render(&p->k, "consultations/setup_paper");
}

static void fill_paper(struct papers *p)
{
    struct form *f = p->k.f;
    struct arena *a = p->k.c->arena;
    const struct consultation_document *d = &p->was;
    form_set(f, "kind", d->kind);
    form_set(f, "title", d->title);
    form_set(f, "of",
             d->of_document ? str_printf(a, "%lld", (long long)d->of_document) : STR(NO_PAPER));
    form_set(f, "language", d->language);
    form_set(f, "body", d->body);
    form_set(f, "url", d->url);
    if (d->n_pages)
        form_set(f, "n_pages", str_printf(a, "%lld", (long long)d->n_pages));
    form_set(f, "access_note", d->access_note);
    form_set(f, "comment", d->is_for_comment ? STR("yes") : (struct str){ 0 });
    form_set(f, "seen", p->mark);
}

static enum err open_and_show(struct ctx *c, bool is_one)
{
    struct papers p;
    enum err e = papers_open(c, is_one, &p);
    if (e)
        return e;
    fill_paper(&p);
    return show_paper(&p);
}

enum err consultation_paper_new_page(struct ctx *c)
{
    return open_and_show(c, false);
}

enum err consultation_paper_page(struct ctx *c)
{
    return open_and_show(c, true);
}

/* --- keeping --- */

/* Another format says of which paper; a paper of its own is none of another. */
static void read_of(struct papers *p, struct consultation_document *to)
{
    int64_t id = 0;
    bool is_format = document_is_format(to->kind);
    bool is_known = str_to_i64(form_value(p->k.f, "of"), &id) && title_of(p, id).n > 0;
    to->of_document = is_format && is_known ? id : 0;
    if (is_format && !is_known)
        form_error(p->k.f, "of", STR(PAPER_SELECT_OF));
}

static void read_rest(struct papers *p, struct consultation_document *to)
{
    struct form *f = p->k.f;
    struct str pages = form_value(f, "n_pages");
    to->n_pages = 0;
    if (pages.n &&
        (!str_to_i64(pages, &to->n_pages) || to->n_pages < 1 || to->n_pages > PAGES_MOST))
        form_error(f, "n_pages", STR(PAPER_PAGES));
    to->access_note = form_value(f, "access_note");
    form_length(f, "access_note", DOCUMENT_NOTE_CHARS, STR(PAPER_NOTE));
    to->is_for_comment = form_chosen(f, "comment", STR("yes"));
    if (to->is_for_comment && !to->body.n)
        form_error(f, "body", STR(PAPER_COMMENT_TEXT));
}

static void read_paper(struct papers *p, struct consultation_document *to)
{
    struct form *f = p->k.f;
    *to = (struct consultation_document){ .id = p->was.id,
                                          .seq = p->was.seq,
                                          .kind = form_value(f, "kind"),
                                          .title = form_value(f, "title"),
                                          .language = form_value(f, "language"),
                                          .body = form_value(f, "body"),
                                          .url = form_value(f, "url") };
    if (!consultation_knows(consultation_documents, to->kind))
        form_error(f, "kind", STR(PAPER_SELECT_KIND));
    form_required(f, "title", STR(PAPER_ENTER_TITLE));
    form_length(f, "title", CONSULTATION_TITLE_CHARS, STR(PAPER_TITLE));
    read_of(p, to);
    if (str_eq(to->kind, STR("translation")))
        form_required(f, "language", STR(PAPER_ENTER_LANGUAGE));
    form_length(f, "body", DOCUMENT_BODY_CHARS, STR(PAPER_TEXT));
    if (to->url.n && !url_is_http(to->url))
        form_error(f, "url", STR(PAPER_URL_FORM));
    if (!to->body.n && !to->url.n && !p->n_files && !p->upload.is_there)
        form_error(f, "body", STR(PAPER_ENTER_TEXT));
    read_rest(p, to);
}

static struct document_write write_of(const struct papers *p)
{
    return (struct document_write){ .arena = p->k.c->arena,
                                    .act = ctx_act(p->k.c),
                                    .x = p->k.x,
                                    .reason = form_value(p->k.f, "reason"),
                                    .seen = p->was.id ? form_value(p->k.f, "seen") : STR(""),
                                    .by_role = setup_by_role(&p->k) };
}

/* What stands there now beside what was typed. */
static enum err show_overtaken(struct papers *p, const struct consultation_document *mine)
{
    struct ctx *c = p->k.c;
    enum err e = document_now(c->db, c->arena, p->k.x.id, p->was.id, &p->was);
    p->k.is_gone = e == ERR_NOT_FOUND;
    if (p->k.is_gone) {
        p->was = (struct consultation_document){ 0 };
        view_bool(p->k.page, S(is_new), true);
        return show_paper(p);
    }
    struct str file = p->upload.is_there ? p->upload.file.name : (struct str){ 0 };
    if (!e)
        e = load_file(p);
    if (e)
        return e;
    p->k.is_overtaken = true;
    p->k.seen_now = p->mark;
    document_compare(&p->k.overtaken, c->arena, mine, &p->was);
    if (file.n)
        overtaken_compare(&p->k.overtaken, PAPER_ROW_FILE, file,
                          p->n_files ? p->file[0].name : (struct str){ 0 });
    return show_paper(p);
}

static enum err save(struct ctx *c, bool is_one)
{
    struct papers p;
    enum err e = is_one ? papers_open_now(c, &p) : papers_open(c, false, &p);
    if (e || p.k.is_gone)
        return e ? e : show_paper(&p);
    struct document_write w = write_of(&p);
    e = file_take(c, "file", FILE_RESPONSE_BYTES, &p.upload);
    if (e)
        return e;
    if (p.upload.fault.n)
        form_error(p.k.f, "file", p.upload.fault);
    w.file = p.upload.is_there ? &p.upload.file : NULL;
    read_paper(&p, &w.to);
    setup_judge_reason(&p.k);
    if (form_failed(p.k.f))
        return show_paper(&p);
    struct str there =
        url_query(c->arena, setup_path(&p.k, "/papers"), STR("done"), STR("saved"));
    e = file_send_once(c, p.k.f, &p.upload, document_save_fn, &w, there);
    if (w.is_overtaken || (e == ERR_NOT_FOUND && is_one))
        return show_overtaken(&p, &w.to);
    return e == ERR_CONFLICT ? show_paper(&p) : e;
}

enum err consultation_paper_new_post_page(struct ctx *c)
{
    return save(c, false);
}

enum err consultation_paper_post_page(struct ctx *c)
{
    return save(c, true);
}

/* --- taking away --- */

static enum err show_remove(struct papers *p)
{
    form_set(p->k.f, "seen", p->mark);
    view_str(p->k.page, S(paper_title), p->was.title);
    show_step(p, PAPER_REMOVE, paper_path(p, p->was.id, "/remove"));
    return setup_render(&p->k, "consultations/setup_paper_remove");
}

static enum err show_overtaken_remove(struct papers *p)
{
    struct consultation_document before = p->was;
    struct ctx *c = p->k.c;
    enum err e = document_load(c->db, c->arena, p->k.x.id, p->was.id, &p->was);
    if (!e)
        e = load_file(p);
    if (e)
        return e;
    p->k.is_overtaken = true;
    p->k.seen_now = p->mark;
    document_compare(&p->k.overtaken, c->arena, &before, &p->was);
    return show_remove(p);
}

enum err consultation_paper_remove_page(struct ctx *c)
{
    struct papers p;
    enum err e = papers_open(c, true, &p);
    return e ? e : show_remove(&p);
}

enum err consultation_paper_remove_post_page(struct ctx *c)
{
    struct papers p;
    enum err e = papers_open(c, true, &p);
    if (e)
        return e;
    struct document_write w = write_of(&p);
    w.to = p.was;
    setup_judge_reason(&p.k);
    if (form_failed(p.k.f))
        return show_remove(&p);
    struct str there =
        url_query(c->arena, setup_path(&p.k, "/papers"), STR("done"), STR("removed"));
    e = form_send_once(p.k.f, document_remove_fn, &w, there);
    return w.is_overtaken ? show_overtaken_remove(&p) : e == ERR_CONFLICT ? show_remove(&p) : e;
}
