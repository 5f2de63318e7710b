/*
 * respond_view.c: the answers as people read them, section by section, with what could become
 * public beside each: the check page, the page after sending, the copy by mail.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define NAMES_BYTES 4096

struct showing {
    struct respond *k;
    struct list *rows;
    const struct respond_step *step;
};

static struct str change_href(const struct showing *w)
{
    return url_query(w->k->c->arena, respond_step_path(w->k, w->step), STR("back"),
                     STR("check"));
}

static struct view *add_row(const struct showing *w, struct str label, struct str words)
{
    struct view *v = list_add(w->rows);
    view_str(v, S(label), label);
    view_str(v, S(words), words);
    view_bool(v, S(is_empty), !words.n);
    view_str(v, S(href), change_href(w));
    view_str(v, S(public_words), (struct str){ 0 });
    return v;
}

static struct str value(const struct respond *k, const char *field)
{
    return draft_value(&k->draft, field);
}

/* --- what could become public --- */

static struct str public_words(struct respond *k, bool is_equality)
{
    struct str choice = value(k, "publish");
    if (is_equality)
        return STR(RESPOND_PUBLIC_APART);
    if (str_eq(choice, STR("publish_anonymous")))
        return STR(RESPOND_PUBLIC_UNNAMED);
    if (!str_eq(choice, STR("publish_with_name")))
        return choice.n ? STR(RESPOND_PUBLIC_NOT) : (struct str){ 0 };
    struct str name = value(k, respond_is_individual(k) ? "name" : "organisation");
    return str_printf(k->c->arena, RESPOND_PUBLIC_NAMED, STR_ARG(name));
}

/* --- about you, publishing --- */

static enum err area_names(struct respond *k, struct str *out)
{
    struct area_list all;
    struct buf *b = buf_in(k->c->arena, NAMES_BYTES);
    enum err e = area_list(k->c->db, k->c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (list_holds(value(k, "areas"), all.item[i].slug))
            buf_printf(b, "%s%.*s", b->n ? ", " : "", STR_ARG(all.item[i].name));
    *out = buf_view(b);
    return e;
}

static enum err body_name(struct respond *k, struct str *out)
{
    struct body b;
    int64_t id = 0;
    *out = (struct str){ 0 };
    enum err e = body_id_by_slug(k->c->db, value(k, "body"), &id);
    if (!e)
        e = body_load(k->c->db, k->c->arena, id, &b);
    if (!e)
        *out = b.name;
    return e == ERR_NOT_FOUND ? OK : e;
}

static void show_you(const struct showing *w)
{
    struct respond *k = w->k;
    bool is_one = respond_is_individual(k);
    bool is_group = str_eq(value(k, "who"), STR("group"));
    if (!is_one)
        add_row(w, is_group ? STR(RESPOND_ROW_GROUP) : STR(RESPOND_ROW_ORGANISATION),
                value(k, "organisation"));
    add_row(w, STR(RESPOND_ROW_NAME), value(k, "name"));
    if (!is_one)
        add_row(w, STR(RESPOND_ROW_ROLE), value(k, "role_title"));
    add_row(w, STR(RESPOND_ROW_EMAIL), value(k, "email"));
    if (value(k, "email").n && value(k, "copy").n) /* not known any more once it was sent */
        add_row(w, STR(RESPOND_ROW_COPY), STR(RESPOND_YES));
}

static enum err show_built_in(const struct showing *w)
{
    struct respond *k = w->k;
    struct str words = { 0 };
    enum err e = OK;
    switch (w->step->kind) {
    case RESPOND_STEP_WHO:
        add_row(w, STR(RESPOND_ROW_WHO), respond_who_words(value(k, "who")));
        break;
    case RESPOND_STEP_YOU:
        show_you(w);
        break;
    case RESPOND_STEP_BODY:
        e = body_name(k, &words);
        add_row(w, STR(RESPOND_ROW_BODY), words.n ? words : STR(RESPOND_NONE_OF_THESE));
        break;
    case RESPOND_STEP_AREAS:
        e = area_names(k, &words);
        add_row(w, STR(RESPOND_ROW_AREAS), words);
        break;
    case RESPOND_STEP_VIEWS:
        add_row(w, STR(RESPOND_ROW_PEOPLE), value(k, "represents_n"));
        add_row(w, STR(RESPOND_ROW_GATHERED), value(k, "gathered"));
        break;
    case RESPOND_STEP_PUBLISH:
        add_row(w, STR(RESPOND_ROW_PUBLISH), respond_publish_words(k, value(k, "publish")));
        add_row(w, STR(RESPOND_ROW_CONTACT),
                str_eq(value(k, "may_contact"), STR("yes")) ? STR(RESPOND_YES)
                : value(k, "may_contact").n                 ? STR(RESPOND_NO)
                                                            : (struct str){ 0 });
        break;
    case RESPOND_STEP_NAMING:
        add_row(w, STR(RESPOND_ROW_NAMING), respond_naming_words(value(k, "naming")));
        break;
    case RESPOND_STEP_QUESTION:
    case RESPOND_STEP_PARAGRAPHS:
        break;
    }
    return e;
}

/* --- questions --- */

static struct str paragraph_label(struct respond *k, const struct question *q)
{
    return q->type == QUESTION_PARAGRAPH
               ? str_printf(k->c->arena, RESPOND_ROW_PARAGRAPH, (long long)q->paragraph)
               : q->title;
}

/* Those of a draft as they are now; a sent one holds their names. */
static enum err file_words(struct respond *k, struct str field, struct str stored,
                           struct str *out)
{
    struct str names = stored, name;
    struct buf *b = buf_in(k->c->arena, NAMES_BYTES);
    enum err e =
        k->draft.id ? draft_file_names(k->c->db, k->c->arena, &k->draft, field, &names) : OK;
    while (!e && str_cut(&names, ';', &name))
        buf_printf(b, "%s%.*s", b->n ? ", " : "", STR_ARG(name));
    *out = buf_view(b);
    return e;
}

static enum err show_question(const struct showing *w, const struct question *q)
{
    struct respond *k = w->k;
    struct arena *a = k->c->arena;
    struct str name = question_name(a, q);
    const char *field = str_z(a, name), *other = str_z(a, str_join(a, name, STR("_other")));
    if (!field || !other)
        return ERR_LIMIT;
    struct str words = question_answer_words(a, q, value(k, field), value(k, other));
    enum err e = q->type == QUESTION_FILE ? file_words(k, name, value(k, field), &words) : OK;
    if (e)
        return e;
    if (q->type == QUESTION_INFORMATION || (q->type == QUESTION_PARAGRAPH && !words.n))
        return OK;
    struct view *v = add_row(w, paragraph_label(k, q), words);
    if (words.n)
        view_str(v, S(public_words), public_words(k, q->is_equality));
    return OK;
}

static enum err show_step(const struct showing *w)
{
    const struct respond_step *s = w->step;
    enum err e = OK;
    if (s->kind != RESPOND_STEP_QUESTION && s->kind != RESPOND_STEP_PARAGRAPHS)
        return show_built_in(w);
    size_t before = list_len(w->rows);
    for (size_t i = s->from; !e && i < s->to; i++)
        e = show_question(w, &w->k->form.question[i]);
    bool is_bare = s->kind == RESPOND_STEP_PARAGRAPHS && list_len(w->rows) == before;
    if (!e && is_bare)
        add_row(w, STR(RESPOND_ROW_COMMENTS), (struct str){ 0 });
    return e;
}

static bool is_equality_step(const struct respond *k, const struct respond_step *s)
{
    return s->section > 0 && s->section <= k->form.n_sections &&
           k->form.section[s->section - 1].is_equality;
}

enum err respond_view_answers(struct respond *k, struct view *v)
{
    struct list *sections = view_list(v, S(sections));
    struct showing w = { .k = k };
    size_t section = SIZE_MAX;
    enum err e = OK;
    for (size_t i = 0; !e && i < k->n_steps; i++) {
        w.step = &k->step[i];
        if (!k->draft.id && is_equality_step(k, w.step)) /* sent: they stand apart */
            continue;
        if (w.step->section != section) {
            section = w.step->section;
            struct view *one = list_add(sections);
            view_str(one, S(title), respond_section_title(k, section));
            view_bool(one, S(is_equality), is_equality_step(k, w.step));
            w.rows = view_list(one, S(rows));
        }
        e = show_step(&w);
    }
    return e;
}
