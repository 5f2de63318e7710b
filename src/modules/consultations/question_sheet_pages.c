#include "modules/consultations/question_sheet_pages.h"

#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_shown.h"
#include "modules/consultations/question_sheet.h"
#include "modules/consultations/question_sheet_words.h"
#include "modules/work/odt.h"

struct sheet_asked {
    struct str title, slug;
    struct str at; /* its address; those of the files begin with it */
    struct str consultation_href;
    int64_t minutes;
    bool is_shut; /* it is for those who were invited, and this is the page of everybody */
    struct question_form form;
    struct sheet sheet;
    bool is_moved;
};

static struct str path_of(struct ctx *c, struct str slug, const char *ending)
{
    return str_join(c->arena, url_path(c->arena, "/consultations/%", slug), str_from(ending));
}

static void sheet_fill(struct ctx *c, struct sheet_asked *k, int64_t closes_at_s)
{
    k->sheet = (struct sheet){
        .form = &k->form,
        .title = k->title,
        .address = str_join(c->arena, c->site->origin, path_of(c, k->slug, "")),
        .closes = consultation_closes_words(c->arena, closes_at_s),
    };
}

/* `ending` of its own address, for one that has moved. */
static enum err sheet_open(struct ctx *c, const char *ending, struct sheet_asked *k)
{
    struct str slug = param_str(c, "slug");
    struct consultation_shown x;
    *k = (struct sheet_asked){ .is_moved = false };
    enum err e = consultation_shown_by_slug(c->db, c->arena, slug, c->now_s, &x);
    if (!e && x.withdrawn_at_s)
        e = ERR_GONE;
    if (e)
        return e;
    if (!str_eq(x.slug, slug)) {
        k->is_moved = true;
        return ctx_moved(c, path_of(c, x.slug, ending));
    }
    k->title = x.title;
    k->slug = x.slug;
    k->at = path_of(c, x.slug, "/questions");
    k->consultation_href = path_of(c, x.slug, "");
    k->minutes = x.minutes;
    k->is_shut = x.is_invited_only;
    e = question_form_public(c->db, c->arena, x.id, &k->form);
    if (!e)
        sheet_fill(c, k, x.closes_at_s);
    return e;
}

static void show_head(const struct sheet_asked *k, struct view *v)
{
    view_str(v, S(consultation_title), k->title);
    view_str(v, S(closes), k->sheet.closes);
    view_str(v, S(address), k->sheet.address);
}

static enum err show_sheet(struct ctx *c, const struct sheet_asked *k)
{
    struct view *v = page_new(c, "consultations");
    show_head(k, v);
    view_bool(v, S(is_invited_only), k->is_shut);
    view_bool(v, S(has_questions), k->form.n > 0);
    view_int(v, S(n_questions), (int64_t)question_count(&k->form));
    view_int(v, S(minutes), k->minutes);
    view_str(v, S(consultation_href), k->consultation_href);
    view_str(v, S(other_ways_href), path_of(c, k->slug, "/other-ways"));
    view_str(v, S(text_href), str_join(c->arena, k->at, STR(".txt")));
    view_str(v, S(odt_href), str_join(c->arena, k->at, STR(".odt")));
    sheet_show(c->arena, &k->form, true, v);
    page_crumb(c, STR(SHEET_HOME), STR("/"));
    page_crumb(c, STR(SHEET_CONSULTATIONS), STR("/consultations"));
    page_crumb(c, k->title, k->consultation_href);
    return ctx_render(c, "consultations/sheet", v);
}

static struct str file_name(struct ctx *c, const struct sheet_asked *k, const char *ending)
{
    return str_printf(c->arena, "questions-%.*s%s", STR_ARG(k->slug), ending);
}

/* There is nothing to fill in of an invited-only consultation, for everybody. */
static enum err send_text(struct ctx *c, const struct sheet_asked *k)
{
    return k->form.n ? ctx_send_file(c, STR("text/plain; charset=utf-8"),
                                     sheet_text(c->arena, &k->sheet), file_name(c, k, ".txt"))
                     : ERR_NOT_FOUND;
}

static enum err send_odt(struct ctx *c, const struct sheet_asked *k)
{
    struct str bytes;
    if (!k->form.n)
        return ERR_NOT_FOUND;
    struct view *v = view_in(c->arena);
    show_head(k, v);
    view_str(v, S(odt_title), k->title);
    struct list *how = view_list(v, S(how_lines));
    struct str text = STR(SHEET_HOW_TEXT), line;
    while (str_cut(&text, '\n', &line))
        list_add_str(how, line);
    sheet_show(c->arena, &k->form, false, v);
    const struct odt odt = { c->templates, STR("consultations/sheet_odt"), v };
    enum err e = odt_write(c->arena, &odt, &bytes);
    return e ? e : ctx_send_file(c, STR(ODT_MEDIA), bytes, file_name(c, k, ".odt"));
}

/* --- for everybody --- */

enum err question_sheet_page(struct ctx *c)
{
    struct sheet_asked k;
    enum err e = sheet_open(c, "/questions", &k);
    return e || k.is_moved ? e : show_sheet(c, &k);
}

enum err question_sheet_text_page(struct ctx *c)
{
    struct sheet_asked k;
    enum err e = sheet_open(c, "/questions.txt", &k);
    return e || k.is_moved ? e : send_text(c, &k);
}

enum err question_sheet_odt_page(struct ctx *c)
{
    struct sheet_asked k;
    enum err e = sheet_open(c, "/questions.odt", &k);
    return e || k.is_moved ? e : send_odt(c, &k);
}

/* --- for those who were invited --- */

enum err question_sheet_invited(struct ctx *c, const struct consultation *x, struct str base,
                                enum question_sheet_as as)
{
    struct sheet_asked k = { .title = x->title,
                             .slug = x->slug,
                             .at = str_join(c->arena, base, STR("/questions")),
                             .consultation_href = base };
    enum err e = question_form_load(c->db, c->arena, x->id, &k.form);
    if (e)
        return e;
    k.minutes = x->minutes ? x->minutes : question_minutes(&k.form);
    sheet_fill(c, &k, x->closes_at_s);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return as == QUESTION_SHEET_PAGE   ? show_sheet(c, &k)
           : as == QUESTION_SHEET_TEXT ? send_text(c, &k)
                                       : send_odt(c, &k);
}
