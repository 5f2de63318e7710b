#include "modules/consultations/question_sheet_pages.h"

#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_shown.h"
#include "modules/consultations/question_sheet.h"
#include "modules/consultations/question_sheet_words.h"
#include "modules/work/odt.h"

struct sheet_asked {
    struct consultation_shown x;
    struct question_form form;
    struct sheet sheet;
    bool is_moved;
};

static struct str path_of(struct ctx *c, const struct sheet_asked *k, const char *ending)
{
    struct str at = url_path(c->arena, "/consultations/%", k->x.slug);
    return str_join(c->arena, at, str_from(ending));
}

/* `ending` of its own address, for one that has moved. */
static enum err sheet_open(struct ctx *c, const char *ending, struct sheet_asked *k)
{
    struct str slug = param_str(c, "slug");
    *k = (struct sheet_asked){ 0 };
    enum err e = consultation_shown_by_slug(c->db, c->arena, slug, c->now_s, &k->x);
    if (!e && k->x.withdrawn_at_s)
        e = ERR_GONE;
    if (!e && !str_eq(k->x.slug, slug)) {
        k->is_moved = true;
        return ctx_moved(c, path_of(c, k, ending));
    }
    if (!e)
        e = question_form_public(c->db, c->arena, k->x.id, &k->form);
    k->sheet = (struct sheet){
        .form = &k->form,
        .title = k->x.title,
        .address = e ? (struct str){ NULL, 0 }
                     : str_join(c->arena, c->site->origin, path_of(c, k, "")),
        .closes =
            e ? (struct str){ NULL, 0 } : consultation_closes_words(c->arena, k->x.closes_at_s),
    };
    return e;
}

static void show_head(const struct sheet_asked *k, struct view *v)
{
    view_str(v, S(consultation_title), k->x.title);
    view_str(v, S(closes), k->sheet.closes);
    view_str(v, S(address), k->sheet.address);
}

enum err question_sheet_page(struct ctx *c)
{
    struct sheet_asked k;
    enum err e = sheet_open(c, "/questions", &k);
    if (e || k.is_moved)
        return e;
    struct view *v = page_new(c, "consultations");
    show_head(&k, v);
    view_bool(v, S(is_invited_only), k.x.is_invited_only);
    view_bool(v, S(has_questions), k.form.n > 0);
    view_int(v, S(n_questions), (int64_t)question_count(&k.form));
    view_int(v, S(minutes), k.x.minutes);
    view_str(v, S(consultation_href), path_of(c, &k, ""));
    view_str(v, S(other_ways_href), path_of(c, &k, "/other-ways"));
    view_str(v, S(text_href), path_of(c, &k, "/questions.txt"));
    view_str(v, S(odt_href), path_of(c, &k, "/questions.odt"));
    sheet_show(c->arena, &k.form, true, v);
    page_crumb(c, STR(SHEET_HOME), STR("/"));
    page_crumb(c, STR(SHEET_CONSULTATIONS), STR("/consultations"));
    page_crumb(c, k.x.title, path_of(c, &k, ""));
    return ctx_render(c, "consultations/sheet", v);
}

static struct str file_name(struct ctx *c, const struct sheet_asked *k, const char *ending)
{
    return str_printf(c->arena, "questions-%.*s%s", STR_ARG(k->x.slug), ending);
}

/* There is nothing to fill in of an invited-only consultation. */
enum err question_sheet_text_page(struct ctx *c)
{
    struct sheet_asked k;
    enum err e = sheet_open(c, "/questions.txt", &k);
    if (!e && !k.is_moved && !k.form.n)
        e = ERR_NOT_FOUND;
    if (e || k.is_moved)
        return e;
    return ctx_send_file(c, STR("text/plain; charset=utf-8"), sheet_text(c->arena, &k.sheet),
                         file_name(c, &k, ".txt"));
}

enum err question_sheet_odt_page(struct ctx *c)
{
    struct sheet_asked k;
    struct str bytes;
    enum err e = sheet_open(c, "/questions.odt", &k);
    if (!e && !k.is_moved && !k.form.n)
        e = ERR_NOT_FOUND;
    if (e || k.is_moved)
        return e;
    struct view *v = view_in(c->arena);
    show_head(&k, v);
    view_str(v, S(odt_title), k.x.title);
    struct list *how = view_list(v, S(how_lines));
    struct str text = STR(SHEET_HOW_TEXT), line;
    while (str_cut(&text, '\n', &line))
        list_add_str(how, line);
    sheet_show(c->arena, &k.form, false, v);
    const struct odt odt = { c->templates, STR("consultations/sheet_odt"), v };
    e = odt_write(c->arena, &odt, &bytes);
    return e ? e : ctx_send_file(c, STR(ODT_MEDIA), bytes, file_name(c, &k, ".odt"));
}
