#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_overtaken.h"
#include "modules/consultations/question_words.h"

static enum err render_section(struct build *k, const struct question_section *s)
{
    view_bool(k->page, S(is_new), !s);
    view_str(k->page, S(action), s ? build_place(k, "/sections/", s->id) : k->c->path);
    form_set(k->f, "title", s ? s->title : (struct str){ NULL, 0 });
    form_set(k->f, "intro", s ? s->intro : (struct str){ NULL, 0 });
    form_set(k->f, "equality", s && s->is_equality ? STR("yes") : (struct str){ NULL, 0 });
    form_field(k->f, S(title_field), "title");
    form_field_most(k->f, S(intro), "intro", SECTION_INTRO_CHARS);
    form_options(k->f, S(equality), "equality",
                 &(struct form_option){ STR("yes"), STR(SECTION_IS_EQUALITY),
                                        STR(SECTION_EQUALITY_HINT) },
                 1);
    page_back(k->c, build_path(k, ""));
    return build_render(k, s ? section_mark(k->c->arena, s) : STR(OVERTAKEN_GONE),
                        "consultations/section_edit");
}

static enum err open_section(struct ctx *c, struct build *k, const struct question_section **s)
{
    enum err e = build_open(c, k);
    *s = e ? NULL : build_section(k, param_i64(c, "id", 0));
    return e || *s ? e : ERR_NOT_FOUND;
}

static enum err save_section(struct build *k, const struct question_section *was)
{
    struct question_write w = build_write(k);
    form_required(k->f, "title", STR(SECTION_ENTER_TITLE));
    form_length(k->f, "title", SECTION_TITLE_CHARS, STR(SECTION_THE_TITLE));
    form_length(k->f, "intro", SECTION_INTRO_CHARS, STR(SECTION_THE_INTRO));
    w.section = (struct question_section){
        .id = was ? was->id : 0,
        .title = form_value(k->f, "title"),
        .intro = form_value(k->f, "intro"),
        .is_equality = str_eq(form_value(k->f, "equality"), STR("yes")),
    };
    w.seen = was ? form_value(k->f, "seen") : STR("");
    if (form_failed(k->f))
        return render_section(k, was);
    enum err e = build_send(k, was ? section_change_fn : section_add_fn, &w,
                            url_query(k->c->arena, build_path(k, ""), STR("done"),
                                      was ? STR("saved") : STR("added")));
    if (!k->is_late)
        return e == ERR_CONFLICT ? render_section(k, was) : e;
    section_compare(&k->overtaken, &w.section, &w.section_theirs);
    return render_section(k, &w.section_theirs);
}

enum err section_new_page(struct ctx *c)
{
    struct build k;
    enum err e = build_open(c, &k);
    return e ? e : render_section(&k, NULL);
}

enum err section_new_post_page(struct ctx *c)
{
    struct build k;
    enum err e = build_open(c, &k);
    return e ? e : save_section(&k, NULL);
}

enum err section_edit_page(struct ctx *c)
{
    struct build k;
    const struct question_section *s;
    enum err e = open_section(c, &k, &s);
    return e ? e : render_section(&k, s);
}

enum err section_edit_post_page(struct ctx *c)
{
    struct build k;
    const struct question_section *s;
    enum err e = open_section(c, &k, &s);
    if (e == ERR_NOT_FOUND && k.page && form_value(k.f, "seen").n) { /* it was removed */
        if (str_eq(form_value(k.f, "seen"), STR(OVERTAKEN_GONE)))
            return save_section(&k, NULL);
        overtaken_gone(&k.overtaken);
        k.is_late = true;
        return render_section(&k, NULL);
    }
    return e ? e : save_section(&k, s);
}

static enum err render_section_remove(struct build *k, const struct question_section *s)
{
    view_str(k->page, S(name), s->title);
    view_str(k->page, S(action), build_place_to_remove(k, "/sections/", s->id));
    view_bool(k->page, S(is_section), true);
    form_field_most(k->f, S(reason), "reason", QUESTION_REASON_CHARS);
    page_back(k->c, build_path(k, ""));
    return build_render(k, section_mark(k->c->arena, s), "consultations/question_remove");
}

enum err section_remove_page(struct ctx *c)
{
    struct build k;
    const struct question_section *s;
    enum err e = open_section(c, &k, &s);
    return e ? e : render_section_remove(&k, s);
}

enum err section_remove_post_page(struct ctx *c)
{
    struct build k;
    const struct question_section *s;
    enum err e = open_section(c, &k, &s);
    if (e)
        return e;
    struct question_write w = build_write(&k);
    w.section.id = s->id;
    e = build_send(&k, section_remove_fn, &w,
                   url_query(c->arena, build_path(&k, ""), STR("done"), STR("removed")));
    return e == ERR_CONFLICT ? render_section_remove(&k, s) : e;
}
