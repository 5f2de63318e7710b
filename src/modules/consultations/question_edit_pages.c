/* question_edit_pages.c: the page of one question, new or to change, by its type. */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_overtaken.h"
#include "modules/consultations/question_words.h"
#include "modules/framework/framework.h"

#define ROUTES_MAX 60 /* answers of earlier questions to choose from */
#define STEPS_MIN 2
#define STEPS_MAX 10
#define OPTIONS_BYTES ((size_t)16 * 1024)

/* One question on its page. */
struct editing {
    struct build b;
    struct question q; /* as it is; of a new one its type and section */
    struct outcomes outcomes;
    struct form_option route[ROUTES_MAX];
    size_t n_routes;
};

static struct str number_or_none(struct arena *a, int64_t n)
{
    return n ? str_printf(a, "%lld", (long long)n) : (struct str){ NULL, 0 };
}

static bool is_choice(enum question_type t)
{
    return t == QUESTION_ONE || t == QUESTION_SEVERAL || t == QUESTION_SCALE;
}

/* --- who is asked: "12_yes" of the questions before it --- */

static struct str route_value(struct arena *a, int64_t id, struct str code)
{
    return str_printf(a, "%lld_%.*s", (long long)id, STR_ARG(code));
}

static void add_routes_of(struct editing *k, const struct question *from)
{
    struct arena *a = k->b.c->arena;
    size_t n = from->n_options + (from->has_other ? 1 : 0);
    for (size_t i = 0; i < n && k->n_routes < ROUTES_MAX; i++) {
        struct str code = i < from->n_options ? from->option[i].code : STR("other");
        k->route[k->n_routes++] = (struct form_option){
            .value = route_value(a, from->id, code),
            .label = question_option_label(from, code),
            .hint = build_name(&k->b, from),
        };
    }
}

static void find_routes(struct editing *k)
{
    const struct question_form *f = &k->b.form;
    const struct question_section *mine = build_section(&k->b, k->q.section_id);
    for (size_t i = 0; i < f->n && f->question[i].id != k->q.id; i++) {
        const struct question_section *its = &f->section[f->question[i].section];
        if (is_choice(f->question[i].type) && mine && its->seq <= mine->seq)
            add_routes_of(k, &f->question[i]);
    }
}

static struct str routes_chosen(struct editing *k)
{
    struct arena *a = k->b.c->arena;
    struct buf *b = buf_in(a, OPTIONS_BYTES);
    struct str codes = k->q.only_if_options, code;
    while (k->q.only_if && str_cut(&codes, ';', &code)) {
        if (b->n)
            buf_char(b, ';');
        buf_str(b, route_value(a, k->q.only_if, code));
    }
    return buf_view(b);
}

/* --- showing --- */

static struct str options_lines(struct arena *a, const struct question *q)
{
    struct buf *b = buf_in(a, OPTIONS_BYTES);
    for (size_t i = 0; i < q->n_options; i++) {
        buf_str(b, q->option[i].label);
        buf_char(b, '\n');
    }
    return buf_view(b);
}

static void prefill(struct editing *k)
{
    struct arena *a = k->b.c->arena;
    struct form *f = k->b.f;
    const struct question *q = &k->q;
    form_set(f, "title", q->title);
    form_set(f, "hint", q->hint);
    form_set(f, "body", q->body);
    form_set(f, "required", q->is_required ? STR("yes") : (struct str){ NULL, 0 });
    form_set(f, "other", q->has_other ? STR("yes") : (struct str){ NULL, 0 });
    form_set(f, "least", number_or_none(a, q->least));
    form_set(f, "most", number_or_none(a, q->most));
    form_set(f, "outcome", outcome_words(a, &k->outcomes, q->outcome));
    form_set(f, "section", number_or_none(a, q->section_id));
    form_set(f, "only", routes_chosen(k));
    if (q->type != QUESTION_SCALE) {
        form_set(f, "options", options_lines(a, q));
        return;
    }
    form_set(f, "steps", number_or_none(a, q->n_options ? (int64_t)q->n_options : 5));
    if (q->n_options) {
        form_set(f, "low", q->option[0].label);
        form_set(f, "high", q->option[q->n_options - 1].label);
    }
}

static void show_choices(struct editing *k)
{
    struct arena *a = k->b.c->arena;
    struct form *f = k->b.f;
    struct form_option section[SECTIONS_MAX], *outcome;
    size_t n = 0, n_outcomes = k->outcomes.n + 1;
    for (; n < k->b.form.n_sections && n < SECTIONS_MAX; n++)
        section[n] = (struct form_option){
            .value = number_or_none(a, k->b.form.section[n].id),
            .label = k->b.form.section[n].title,
        };
    outcome = arena_array(a, n_outcomes, sizeof *outcome);
    for (size_t i = 0; outcome && i < n_outcomes; i++)
        outcome[i] = i ? (struct form_option){ .value = k->outcomes.item[i - 1].word,
                                               .label = str_printf(
                                                   a, "%.*s: %.*s",
                                                   STR_ARG(k->outcomes.item[i - 1].code),
                                                   STR_ARG(k->outcomes.item[i - 1].text)) }
                       : (struct form_option){ .label = STR(QUESTION_NO_OUTCOME) };
    form_options(f, S(section_field), "section", section, n);
    form_options(f, S(outcome_field), "outcome", outcome, outcome ? n_outcomes : 0);
    form_options(f, S(only), "only", k->route, k->n_routes);
    form_options(f, S(required), "required",
                 &(struct form_option){ .value = STR("yes"), .label = STR(QUESTION_REQUIRE) },
                 1);
    form_options(
        f, S(other_field), "other",
        &(struct form_option){ .value = STR("yes"), .label = STR(QUESTION_ALLOW_OTHER) }, 1);
    view_bool(k->b.page, S(has_routes), k->n_routes > 0);
}

static void show_kind(struct editing *k)
{
    enum question_type t = k->q.type;
    struct view *v = k->b.page;
    bool is_words = t == QUESTION_SHORT || t == QUESTION_LONG;
    view_bool(v, S(is_information), t == QUESTION_INFORMATION);
    view_bool(v, S(is_list), t == QUESTION_ONE || t == QUESTION_SEVERAL);
    view_bool(v, S(is_several), t == QUESTION_SEVERAL);
    view_bool(v, S(is_scale), t == QUESTION_SCALE);
    view_bool(v, S(is_number), t == QUESTION_NUMBER);
    view_bool(v, S(is_words), is_words);
    view_bool(v, S(is_new), !k->q.id);
    view_str(v, S(type_label), question_type_label(t));
    view_str(v, S(type), str_from(question_type_name(t)));
    view_str(v, S(name), k->q.id ? build_name(&k->b, &k->q) : (struct str){ NULL, 0 });
}

static enum err render_question(struct editing *k)
{
    struct form *f = k->b.f;
    prefill(k);
    show_kind(k);
    show_choices(k);
    view_str(k->b.page, S(action), k->q.id ? build_place(&k->b, "/", k->q.id) : k->b.c->path);
    form_field(f, S(title_field), "title");
    form_field_most(f, S(hint_field), "hint", QUESTION_HINT_CHARS);
    form_field_most(f, S(body), "body", QUESTION_BODY_CHARS);
    form_field(f, S(options_field), "options");
    form_field(f, S(least), "least");
    form_field(f, S(most), "most");
    form_field(f, S(low), "low");
    form_field(f, S(high), "high");
    form_field(f, S(steps), "steps");
    form_field_most(f, S(reason), "reason", QUESTION_REASON_CHARS);
    page_back(k->b.c, build_path(&k->b, ""));
    return build_render(&k->b,
                        k->q.id ? question_mark(k->b.c->arena, &k->q) : STR(OVERTAKEN_GONE),
                        "consultations/question_edit");
}

/* --- reading --- */

static int64_t read_count(struct form *f, const char *name, int64_t largest)
{
    int64_t n = 0;
    struct str typed = form_value(f, name);
    if (typed.n && (!str_to_i64(typed, &n) || n < -largest || n > largest)) {
        form_error(f, name, STR(QUESTION_WHOLE_NUMBER));
        return 0;
    }
    return n;
}

static void read_limits(struct editing *k, struct question *q)
{
    struct form *f = k->b.f;
    int64_t largest = q->type == QUESTION_SEVERAL ? QUESTION_OPTIONS_MAX
                      : q->type == QUESTION_SHORT ? 1000
                      : q->type == QUESTION_LONG  ? QUESTION_LONG_MOST
                                                  : 1000000000;
    q->least = q->type == QUESTION_SEVERAL || q->type == QUESTION_NUMBER
                   ? read_count(f, "least", largest)
                   : 0;
    bool has_most = q->type == QUESTION_SEVERAL || q->type == QUESTION_NUMBER ||
                    q->type == QUESTION_SHORT || q->type == QUESTION_LONG;
    q->most = has_most ? read_count(f, "most", largest) : 0;
    if (q->type != QUESTION_NUMBER && (q->least < 0 || q->most < 0))
        form_error(f, "most", STR(QUESTION_WHOLE_NUMBER));
    if (q->most && q->least > q->most)
        form_error(f, "most", STR(QUESTION_LIMITS_ORDER));
}

static void read_scale(struct editing *k, struct question *q)
{
    struct form *f = k->b.f;
    struct arena *a = k->b.c->arena;
    int64_t n = read_count(f, "steps", STEPS_MAX);
    form_length(f, "low", QUESTION_OPTION_CHARS, STR(QUESTION_THE_LABEL));
    form_length(f, "high", QUESTION_OPTION_CHARS, STR(QUESTION_THE_LABEL));
    if (n < STEPS_MIN) {
        form_error(f, "steps", STR(QUESTION_STEPS));
        return;
    }
    q->option = arena_array(a, (size_t)n, sizeof *q->option);
    q->n_options = q->option ? (size_t)n : 0;
    for (size_t i = 0; i < q->n_options; i++)
        q->option[i].code = str_printf(a, "%zu", i + 1);
    if (q->n_options) {
        q->option[0].label = form_value(f, "low");
        q->option[q->n_options - 1].label = form_value(f, "high");
    }
}

static void read_options(struct editing *k, struct question *q)
{
    struct form *f = k->b.f;
    struct str typed = form_value(f, "options");
    enum err e = question_options_typed(k->b.c->arena, typed, &k->q, q);
    q->has_other = str_eq(form_value(f, "other"), STR("yes"));
    if (e)
        form_error(f, "options", STR(QUESTION_MANY_OPTIONS));
    else if (q->n_options + (q->has_other ? 1 : 0) < 2)
        form_error(f, "options", STR(QUESTION_TWO_OPTIONS));
    for (size_t i = 0; i < q->n_options; i++)
        if (utf8_length(q->option[i].label) > QUESTION_OPTION_CHARS)
            form_error(f, "options", STR(QUESTION_LONG_OPTION));
}

/* As many as are asked for must be there to choose. */
static void judge_limits(struct editing *k, const struct question *q)
{
    size_t n = q->n_options + (q->has_other ? 1 : 0);
    struct str words = str_printf(k->b.c->arena, QUESTION_LIMITS_OFFERED, n);
    if (n >= 2 && q->least > (int64_t)n)
        form_error(k->b.f, "least", words);
    if (n >= 2 && q->most > (int64_t)n)
        form_error(k->b.f, "most", words);
}

/* All of one question; what is sent is one of what was offered. */
static void read_route(struct editing *k, struct question *q)
{
    struct arena *a = k->b.c->arena;
    struct buf *b = buf_in(a, OPTIONS_BYTES);
    q->only_if = 0;
    for (size_t i = 0; i < k->n_routes; i++) {
        struct str value = k->route[i].value;
        int64_t from = 0;
        size_t cut = str_find_char(value, '_');
        if (!form_chosen(k->b.f, "only", value) || !str_to_i64(str_sub(value, 0, cut), &from))
            continue;
        if (q->only_if && q->only_if != from)
            form_error(k->b.f, "only", STR(QUESTION_ONE_ROUTE));
        if (b->n)
            buf_char(b, ';');
        buf_str(b, str_sub(value, cut + 1, value.n));
        q->only_if = from;
    }
    q->only_if_options = buf_view(b);
}

static void read_question(struct editing *k, struct question *q)
{
    struct form *f = k->b.f;
    int64_t section = 0;
    *q = k->q;
    form_required(f, "title", STR(QUESTION_ENTER_TITLE));
    form_length(f, "title", QUESTION_TITLE_CHARS, STR(QUESTION_THE_TITLE));
    form_length(f, "hint", QUESTION_HINT_CHARS, STR(QUESTION_THE_HINT));
    form_length(f, "body", QUESTION_BODY_CHARS, STR(QUESTION_THE_BODY));
    if (q->type == QUESTION_SCALE)
        read_scale(k, q);
    if (q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL)
        read_options(k, q);
    read_limits(k, q);
    if (q->type == QUESTION_SEVERAL)
        judge_limits(k, q);
    q->title = form_value(f, "title");
    q->hint = form_value(f, "hint");
    q->body = q->type == QUESTION_INFORMATION ? form_value(f, "body") : (struct str){ NULL, 0 };
    q->is_required =
        q->type != QUESTION_INFORMATION && str_eq(form_value(f, "required"), STR("yes"));
    if (str_to_i64(form_value(f, "section"), &section) && build_section(&k->b, section))
        q->section_id = section;
    struct str word = form_value(f, "outcome");
    q->outcome = outcome_choose(k->b.c->arena, &k->outcomes, k->q.outcome, &word, 1);
    read_route(k, q);
    form_length(f, "reason", QUESTION_REASON_CHARS, STR(QUESTION_THE_REASON));
}

static enum err save_question(struct editing *k)
{
    struct question_write w = build_write(&k->b);
    read_question(k, &w.q);
    w.reason = form_value(k->b.f, "reason");
    w.seen = k->q.id ? form_value(k->b.f, "seen") : STR("");
    if (form_failed(k->b.f))
        return render_question(k);
    struct str there = url_query(k->b.c->arena, build_path(&k->b, ""), STR("done"),
                                 k->q.id ? STR("saved") : STR("added"));
    enum err e = build_send(&k->b, k->q.id ? question_change_fn : question_add_fn, &w, there);
    if (k->b.is_late) {
        question_compare(&k->b.overtaken, k->b.c->arena, &k->b.form, &w.q, &w.theirs);
        k->q = w.theirs;
    }
    return e == ERR_CONFLICT ? render_question(k) : e;
}

/* --- pages --- */

static enum err editing_open(struct ctx *c, struct editing *k)
{
    *k = (struct editing){ 0 };
    enum err e = build_open(c, &k->b);
    return e ? e : outcomes_load(c->db, c->arena, &k->outcomes);
}

/* First its type; the page posts nothing for that. */
static enum err render_types(struct editing *k)
{
    static const enum question_type types[] = {
        QUESTION_ONE,    QUESTION_SEVERAL, QUESTION_SCALE, QUESTION_SHORT,      QUESTION_LONG,
        QUESTION_NUMBER, QUESTION_DATE,    QUESTION_FILE,  QUESTION_INFORMATION
    };
    static const char *const hints[] = { QUESTION_ABOUT_ONE,        QUESTION_ABOUT_SEVERAL,
                                         QUESTION_ABOUT_SCALE,      QUESTION_ABOUT_SHORT,
                                         QUESTION_ABOUT_LONG,       QUESTION_ABOUT_NUMBER,
                                         QUESTION_ABOUT_DATE,       QUESTION_ABOUT_FILE,
                                         QUESTION_ABOUT_INFORMATION };
    struct form_option option[sizeof types / sizeof types[0]];
    size_t n = sizeof types / sizeof types[0];
    for (size_t i = 0; i < n; i++)
        option[i] = (struct form_option){ str_from(question_type_name(types[i])),
                                          question_type_label(types[i]), str_from(hints[i]) };
    if (param_has(k->b.c, "go") ||
        param_has(k->b.c, "type")) /* gone on without one, or to one that is not made here */
        form_error(k->b.f, "type", STR(QUESTION_SELECT_TYPE));
    form_options(k->b.f, S(type_field), "type", option, n);
    view_str(k->b.page, S(action), build_path(&k->b, "/new"));
    view_int(k->b.page, S(section_id), k->q.section_id);
    page_back(k->b.c, build_path(&k->b, ""));
    return form_render(k->b.f, "consultations/question_type");
}

/* Comments on paragraphs are made from papers. */
static bool is_type_known(struct ctx *c, enum question_type *t)
{
    return question_type_from(param_str(c, "type"), t) && *t != QUESTION_PARAGRAPH;
}

/* Is it there for comments on the paragraphs of a paper alone? */
static bool is_of_comments(const struct question_form *f, size_t section)
{
    size_t n = 0, n_comments = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->question[i].section == section) {
            n++;
            n_comments += f->question[i].type == QUESTION_PARAGRAPH;
        }
    return n > 0 && n == n_comments;
}

/* The section asked for, else the last one for questions. */
static bool find_section(struct editing *k)
{
    const struct question_form *f = &k->b.form;
    int64_t id = 0;
    for (size_t i = 0; i < f->n_sections; i++)
        if (!is_of_comments(f, i))
            k->q.section_id = f->section[i].id;
    if (str_to_i64(param_str(k->b.c, "section"), &id) && build_section(&k->b, id))
        k->q.section_id = id;
    return k->q.section_id != 0;
}

static enum err new_question(struct ctx *c, struct editing *k)
{
    enum err e = editing_open(c, k);
    if (!e && !find_section(k))
        e = ctx_see_other(c, build_path(&k->b, "/sections/new"));
    else if (!e && !is_type_known(c, &k->q.type))
        e = render_types(k);
    return e;
}

enum err question_new_page(struct ctx *c)
{
    struct editing *k = ARENA_NEW(c->arena, struct editing);
    enum err e = k ? new_question(c, k) : ERR_LIMIT;
    if (e || !k->q.section_id || !is_type_known(c, &k->q.type))
        return e;
    find_routes(k);
    return render_question(k);
}

enum err question_new_post_page(struct ctx *c)
{
    struct editing *k = ARENA_NEW(c->arena, struct editing);
    enum err e = k ? new_question(c, k) : ERR_LIMIT;
    if (e || !k->q.section_id || !is_type_known(c, &k->q.type))
        return e;
    find_routes(k);
    return save_question(k);
}

static enum err open_question(struct ctx *c, struct editing *k)
{
    enum err e = editing_open(c, k);
    const struct question *q = e ? NULL : question_find(&k->b.form, param_i64(c, "id", 0));
    if (!q || q->type == QUESTION_PARAGRAPH)
        return e ? e : ERR_NOT_FOUND;
    k->q = *q;
    find_routes(k);
    return OK;
}

/* It was removed while somebody wrote: what they typed can be kept as a new one. */
static enum err keep_removed(struct editing *k)
{
    if (!form_value(k->b.f, "seen").n || !is_type_known(k->b.c, &k->q.type) || !find_section(k))
        return ERR_NOT_FOUND;
    k->q.id = 0;
    k->n_routes = 0;
    find_routes(k);
    if (str_eq(form_value(k->b.f, "seen"), STR(OVERTAKEN_GONE)))
        return save_question(k);
    overtaken_gone(&k->b.overtaken);
    k->b.is_late = true;
    return render_question(k);
}

enum err question_edit_page(struct ctx *c)
{
    struct editing *k = ARENA_NEW(c->arena, struct editing);
    enum err e = k ? open_question(c, k) : ERR_LIMIT;
    return e ? e : render_question(k);
}

enum err question_edit_post_page(struct ctx *c)
{
    struct editing *k = ARENA_NEW(c->arena, struct editing);
    enum err e = k ? open_question(c, k) : ERR_LIMIT;
    if (!e)
        e = save_question(k);
    return e == ERR_NOT_FOUND && k->b.page ? keep_removed(k) : e;
}
