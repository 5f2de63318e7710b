#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_overtaken.h"
#include "modules/consultations/question_words.h"
#include "modules/people/visitor.h"

#define LINE_BYTES ((size_t)16 * 1024)

struct str build_path(const struct build *k, const char *ending)
{
    struct str at = url_path(k->c->arena, "/coordinator/consultations/%/questions", k->x.slug);
    return str_join(k->c->arena, at, str_from(ending));
}

struct str build_place(const struct build *k, const char *format, int64_t id)
{
    const char *z =
        str_z(k->c->arena, str_printf(k->c->arena, "%s%lld", format, (long long)id));
    return z ? build_path(k, z) : (struct str){ NULL, 0 };
}

struct str build_place_to_remove(const struct build *k, const char *format, int64_t id)
{
    return str_join(k->c->arena, build_place(k, format, id), STR("/remove"));
}

struct str build_name(const struct build *k, const struct question *q)
{
    size_t n = question_number(&k->form, q);
    return n ? str_printf(k->c->arena, QUESTION_NAMED, n, STR_ARG(q->title)) : q->title;
}

const struct question_section *build_section(const struct build *k, int64_t id)
{
    return question_section_of(&k->form, id);
}

enum err build_open(struct ctx *c, struct build *k)
{
    *k = (struct build){ .c = c };
    enum err e = consultation_load_for(c, CAP_CONSULTATION_EDIT, param_str(c, "slug"), &k->x);
    if (!e)
        e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (e)
        return e;
    k->is_answered = question_has_responses(c->db, k->x.id);
    k->is_closed =
        k->x.published_at_s && consultation_state(&k->x, c->now_s) >= CONSULTATION_CLOSED;
    k->page = page_new(c, "");
    k->f = form_new(c, k->page);
    view_str(k->page, S(consultation_title), k->x.title);
    view_str(k->page, S(questions_href), build_path(k, ""));
    k->overtaken = overtaken_none(k->page, build_path(k, ""));
    setup_show_asked(c, &k->x, k->page);
    view_bool(k->page, S(is_answered), k->is_answered);
    view_bool(k->page, S(is_closed), k->is_closed);
    return k->f ? OK : ERR_LIMIT;
}

struct question_write build_write(const struct build *k)
{
    return (struct question_write){ .arena = k->c->arena,
                                    .act = ctx_act(k->c),
                                    .by_role = STR(QUESTION_BY_ROLE),
                                    .consultation_id = k->x.id };
}

/* The field beside which it is said why nothing was written. */
static const char *place_of(const struct question_write *w, store_write_fn fn)
{
    bool is_change = fn == question_change_fn;
    if (w->refused == QUESTION_NEEDS_REASON)
        return "reason";
    if (w->refused == QUESTION_IS_KEPT_APART)
        return is_change ? "section" : "equality";
    if (is_change && (w->refused == QUESTION_OPTION_CHOSEN || w->refused == QUESTION_IS_NEEDED))
        return w->q.type == QUESTION_SCALE ? "steps" : "options";
    return "do";
}

enum err build_send(struct build *k, store_write_fn fn, struct question_write *w,
                    struct str there)
{
    enum err e = form_send_once(k->f, fn, w, there);
    k->is_late = e == ERR_CONFLICT && w->refused == QUESTION_IS_OVERTAKEN;
    if (k->is_late)
        overtaken_set(&k->overtaken);
    else if (e == ERR_CONFLICT && w->refused)
        form_error(k->f, place_of(w, fn),
                   question_refusal_words(k->c->arena, w->refused, w->which));
    return e;
}

enum err build_render(struct build *k, struct str seen, const char *template_name)
{
    form_set(k->f, "seen", seen);
    view_str(k->page, S(seen_now), k->is_late ? seen : form_value(k->f, "seen"));
    return k->is_late ? form_render_status(k->f, 409, template_name)
                      : form_render(k->f, template_name);
}

/* --- the list --- */

/* "Asked of those who chose: Yes, In part" */
static void show_route(const struct build *k, const struct question *q, struct view *v)
{
    const struct question *from = q->only_if ? question_find(&k->form, q->only_if) : NULL;
    struct buf *b = buf_in(k->c->arena, LINE_BYTES);
    struct str codes = q->only_if_options, code;
    while (from && str_cut(&codes, ';', &code)) {
        if (b->n)
            buf_lit(b, ", ");
        buf_str(b, question_option_label(from, code));
    }
    view_bool(v, S(has_route), from != NULL);
    view_str(v, S(route_options), buf_view(b));
    view_str(v, S(route_name), from ? build_name(k, from) : (struct str){ NULL, 0 });
}

static struct str mark(const struct build *k, const char *what, int64_t id)
{
    return str_printf(k->c->arena, "%s-%lld", what, (long long)id);
}

static void show_question(const struct build *k, size_t i, struct list *into)
{
    const struct question *q = &k->form.question[i];
    bool is_mine = q->type != QUESTION_PARAGRAPH && !k->is_closed;
    struct view *v = list_add(into);
    view_int(v, S(id), q->id);
    view_str(v, S(name), build_name(k, q));
    view_str(v, S(hint), q->hint);
    view_bool(v, S(has_hint), q->hint.n > 0);
    view_str(v, S(type_label), question_type_label(q->type));
    view_bool(v, S(is_required), q->is_required);
    show_route(k, q, v);
    struct list *options = view_list(v, S(options));
    for (size_t o = 0; o < q->n_options; o++)
        list_add_str(options, q->option[o].label.n ? q->option[o].label : q->option[o].code);
    view_bool(v, S(has_options), q->n_options > 0);
    view_bool(v, S(has_other), q->has_other);
    view_bool(v, S(is_open), is_mine);
    view_bool(v, S(can_up), i > 0 && q[-1].section_id == q->section_id);
    view_bool(v, S(can_down), i + 1 < k->form.n && q[1].section_id == q->section_id);
    view_str(v, S(up), mark(k, "up", q->id));
    view_str(v, S(down), mark(k, "down", q->id));
    view_str(v, S(href), build_place(k, "/", q->id));
    view_str(v, S(remove_href), build_place_to_remove(k, "/", q->id));
}

static void show_section(const struct build *k, size_t i, struct list *into)
{
    const struct question_section *s = &k->form.section[i];
    struct view *v = list_add(into);
    struct list *rows = view_list(v, S(questions));
    for (size_t n = 0; n < k->form.n; n++)
        if (k->form.question[n].section_id == s->id)
            show_question(k, n, rows);
    view_int(v, S(section_id), s->id);
    view_str(v, S(section_title), s->title);
    view_bool(v, S(is_equality), s->is_equality);
    view_bool(v, S(has_questions), list_len(rows) > 0);
    view_bool(v, S(section_can_up), i > 0);
    view_bool(v, S(section_can_down), i + 1 < k->form.n_sections);
    view_str(v, S(section_up), mark(k, "section-up", s->id));
    view_str(v, S(section_down), mark(k, "section-down", s->id));
    view_str(v, S(section_href), build_place(k, "/sections/", s->id));
    view_str(v, S(section_remove_href), build_place_to_remove(k, "/sections/", s->id));
    view_str(v, S(add_href),
             url_query(k->c->arena, build_path(k, "/new"), STR("section"),
                       str_printf(k->c->arena, "%lld", (long long)s->id)));
}

static void show_done(struct build *k)
{
    static const char *const words[] = { "added", "saved", "moved", "removed", "set" };
    struct str done = param_str(k->c, "done");
    struct view *v = view_sub(k->page, S(done));
    bool is_any = false;
    const symbol as[] = { S(done_added), S(done_saved), S(done_moved), S(done_removed),
                          S(done_set) };
    for (size_t i = 0; i < sizeof as / sizeof as[0]; i++) {
        bool is = str_eq(done, str_from(words[i]));
        view_bool(v, as[i], is);
        is_any = is_any || is;
    }
    view_bool(k->page, S(is_done), is_any);
}

static enum err render_list(struct build *k)
{
    struct arena *a = k->c->arena;
    struct list *sections = view_list(k->page, S(sections));
    for (size_t i = 0; i < k->form.n_sections; i++)
        show_section(k, i, sections);
    show_done(k);
    view_bool(k->page, S(has_sections), k->form.n_sections > 0);
    view_bool(k->page, S(has_any), question_count(&k->form) > 0);
    view_int(k->page, S(n_questions), (int64_t)question_count(&k->form));
    view_int(k->page, S(minutes), question_minutes(&k->form));
    view_str(k->page, S(action), build_path(k, ""));
    view_str(k->page, S(new_href), build_path(k, "/new"));
    view_str(k->page, S(sets_href), build_path(k, "/sets"));
    view_str(k->page, S(new_section_href), build_path(k, "/sections/new"));
    view_str(k->page, S(consultation_href),
             url_path(a, "/coordinator/consultations/%", k->x.slug));
    page_back(k->c, url_path(a, "/coordinator/consultations/%", k->x.slug));
    return form_render(k->f, "consultations/question_list");
}

enum err question_list_page(struct ctx *c)
{
    struct build k;
    enum err e = build_open(c, &k);
    return e ? e : render_list(&k);
}

/* "section-up-12" as its parts; false: none of ours. */
static bool read_move(struct str word, bool *is_section, bool *is_up, int64_t *id)
{
    *is_section = str_starts(word, STR("section-"));
    if (*is_section)
        word = str_sub(word, sizeof "section-" - 1, word.n);
    *is_up = str_starts(word, STR("up-"));
    if (!*is_up && !str_starts(word, STR("down-")))
        return false;
    return str_to_i64(str_sub(word, str_find_char(word, '-') + 1, word.n), id);
}

enum err question_list_post_page(struct ctx *c)
{
    struct build k;
    bool is_section;
    int64_t id = 0;
    enum err e = build_open(c, &k);
    struct question_write w = build_write(&k);
    if (e || !read_move(param_str(c, "do"), &is_section, &w.is_up, &id))
        return e ? e : ERR_INVALID;
    w.q.id = w.section.id = id;
    struct str there = url_query(c->arena, build_path(&k, ""), STR("done"), STR("moved"));
    there = str_printf(c->arena, "%.*s#%s%lld", STR_ARG(there), is_section ? "s" : "q",
                       (long long)id);
    e = build_send(&k, is_section ? section_move_fn : question_move_fn, &w, there);
    return e == ERR_CONFLICT ? render_list(&k) : e;
}

/* --- removing --- */

static enum err open_remove(struct ctx *c, struct build *k, const struct question **q)
{
    enum err e = build_open(c, k);
    *q = e ? NULL : question_find(&k->form, param_i64(c, "id", 0));
    return e ? e : *q && (*q)->type != QUESTION_PARAGRAPH ? OK : ERR_NOT_FOUND;
}

static enum err render_remove(struct build *k, const struct question *q)
{
    view_str(k->page, S(name), build_name(k, q));
    view_str(k->page, S(action), build_place_to_remove(k, "/", q->id));
    view_bool(k->page, S(is_section), false);
    form_field_most(k->f, S(reason), "reason", QUESTION_REASON_CHARS);
    page_back(k->c, build_path(k, ""));
    return build_render(k, question_mark(k->c->arena, q), "consultations/question_remove");
}

enum err question_remove_page(struct ctx *c)
{
    struct build k;
    const struct question *q;
    enum err e = open_remove(c, &k, &q);
    return e ? e : render_remove(&k, q);
}

enum err question_remove_post_page(struct ctx *c)
{
    struct build k;
    const struct question *q;
    enum err e = open_remove(c, &k, &q);
    if (e)
        return e;
    struct question_write w = build_write(&k);
    w.q.id = q->id;
    w.seen = form_value(k.f, "seen");
    w.reason = form_value(k.f, "reason");
    if (!form_length(k.f, "reason", QUESTION_REASON_CHARS, STR(QUESTION_THE_REASON)))
        return render_remove(&k, q);
    e = build_send(&k, question_remove_fn, &w,
                   url_query(c->arena, build_path(&k, ""), STR("done"), STR("removed")));
    return e == ERR_CONFLICT ? render_remove(&k, k.is_late ? &w.theirs : q) : e;
}
