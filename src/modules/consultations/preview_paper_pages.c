/*
 * preview_paper_pages.c: a paper of a consultation before it opens, for whoever looks at the
 * draft: by a link, or in the workspace (3.8). What is signed off can be read whole. The same
 * pages show the papers of an invited-only one to who was invited.
 */
#include "modules/consultations/consultation_preview.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_document.h"
#include "modules/files/file_scan.h"
#include "modules/partnerships/partnership_page.h"

struct shown_paper {
    struct consultation_document d;
    struct file *file;
    size_t n_files;
};

static enum err load_paper(struct ctx *c, const struct previewed *p, struct shown_paper *k)
{
    *k = (struct shown_paper){ .n_files = 0 };
    enum err e = document_load(c->db, c->arena, p->x.id, param_i64(c, "id", 0), &k->d);
    return e ? e : file_list(c->db, c->arena, STR("document"), k->d.id, &k->file, &k->n_files);
}

enum err preview_show_paper(struct ctx *c, const struct previewed *p)
{
    struct shown_paper k;
    const struct consultation_document *d = &k.d;
    enum err e = load_paper(c, p, &k);
    if (e)
        return e;
    struct arena *a = c->arena;
    struct view *v = page_new(c, "");
    struct str none = { NULL, 0 };
    page_back(c, p->at);
    view_str(v, S(consultation_title), p->x.title);
    view_bool(v, S(is_invited), p->is_invited);
    view_str(v, S(title), d->title);
    view_str(v, S(kind), consultation_label(consultation_documents, d->kind));
    view_str(v, S(language), d->language);
    view_html(v, S(body), md_render(a, d->body, md_shift_to(d->body, 2), false));
    view_text(v, S(url), url_is_http(d->url) ? d->url : none);
    view_text(v, S(access_note), d->access_note);
    view_text(v, S(file_words),
              k.n_files ? file_words(a, k.file[0].kind, k.file[0].n_bytes, d->n_pages) : none);
    view_text(v, S(scan), k.n_files ? file_held_words(file_held(c->site, &k.file[0])) : none);
    view_str(v, S(file_href),
             str_printf(a, "%.*s/papers/%lld/file", STR_ARG(p->at), (long long)d->id));
    view_str(v, S(preview_href), p->at);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "consultations/preview_paper", v);
}

/* By the paper's title: what its author called it is theirs. */
enum err preview_send_paper(struct ctx *c, const struct previewed *p)
{
    struct shown_paper k;
    enum err e = load_paper(c, p, &k);
    if (!e && !k.n_files)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    k.file[0].name =
        str_printf(c->arena, "%.*s.%.*s", STR_ARG(k.d.title), STR_ARG(k.file[0].kind));
    return file_send(c, &k.file[0]);
}

/* --- before it opens --- */

static enum err by_link(struct ctx *c,
                        enum err (*show)(struct ctx *c, const struct previewed *p))
{
    struct previewed p;
    bool is_over;
    enum err e = preview_by_link(c, &p, &is_over);
    if (e)
        return e;
    return is_over ? preview_link_is_over(c) : show(c, &p);
}

static enum err at_desk(struct ctx *c,
                        enum err (*show)(struct ctx *c, const struct previewed *p))
{
    struct previewed p;
    enum err e = preview_at_desk(c, &p);
    return e ? e : show(c, &p);
}

enum err preview_paper_page(struct ctx *c)
{
    return by_link(c, preview_show_paper);
}

enum err preview_paper_file(struct ctx *c)
{
    return by_link(c, preview_send_paper);
}

enum err preview_paper_desk_page(struct ctx *c)
{
    return at_desk(c, preview_show_paper);
}

enum err preview_paper_desk_file(struct ctx *c)
{
    return at_desk(c, preview_send_paper);
}
