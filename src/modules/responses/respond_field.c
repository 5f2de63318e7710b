/*
 * respond_field.c: the page of a question, or of the paragraphs of a document: its fields, what
 * was typed there, and whether that is a good answer.
 */
#include "core/base/arena.h"
#include "core/md/md.h"
#include "core/web/form_date.h"
#include "gen/symbols.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define CHOICES_MAX 64
#define CHOICES_BYTES 4096

/* Names of the fields of a question: they live as long as the request. */
struct names {
    const char *value, *other;
    struct form_date date;
};

static const char *with_end(struct arena *a, struct str name, const char *end)
{
    const char *z = str_z(a, str_join(a, name, str_from(end)));
    return z ? z : ""; /* the arena has failed: dispatch sees it */
}

static struct names names_of(struct arena *a, const struct question *q)
{
    struct str name = question_name(a, q);
    return (struct names){ .value = with_end(a, name, ""),
                           .other = with_end(a, name, "_other"),
                           .date = { .day = with_end(a, name, "_day"),
                                     .month = with_end(a, name, "_month"),
                                     .year = with_end(a, name, "_year") } };
}

void respond_typed_add(struct respond_typed *t, const char *name, struct str value)
{
    if (t->n < t->max)
        t->field[t->n++] = (struct draft_field){ str_from(name), value };
}

/* --- showing --- */

static enum err show_options(struct respond *k, const struct question *q, symbol as)
{
    struct arena *a = k->c->arena;
    struct names n = names_of(a, q);
    struct form_option *option = arena_array(a, q->n_options + 1, sizeof *option);
    size_t n_options = q->n_options;
    if (!option)
        return ERR_LIMIT;
    for (size_t i = 0; i < q->n_options; i++)
        option[i] = (struct form_option){ .value = q->option[i].code,
                                          .label = question_option_offered(a, q, i) };
    if (q->has_other)
        option[n_options++] =
            (struct form_option){ .value = STR("other"), .label = STR(RESPOND_OTHER) };
    form_set(k->f, n.value, draft_value(&k->draft, n.value));
    form_options(k->f, as, n.value, option, n_options);
    if (!q->has_other)
        return OK;
    form_set(k->f, n.other, draft_value(&k->draft, n.other));
    form_field(k->f, S(other), n.other);
    return OK;
}

/* "27 3 2026", "27//2026" or "2026-03-27" as it is stored, in three pieces again. */
static void set_date(struct respond *k, const struct form_date *d, struct str value)
{
    struct arena *a = k->c->arena;
    struct date real;
    struct str part[3] = { value, { 0 }, { 0 } };
    if (date_parse(value, &real)) {
        part[0] = str_printf(a, "%d", real.day);
        part[1] = str_printf(a, "%d", real.month);
        part[2] = str_printf(a, "%d", real.year);
    } else {
        char sign = str_find_char(value, '/') != STR_NONE ? '/' : ' ';
        for (size_t i = 0; i < 2 && str_cut(&value, sign, &part[i]); i++)
            part[i + 1] = value;
    }
    form_set(k->f, d->day, part[0]);
    form_set(k->f, d->month, part[1]);
    form_set(k->f, d->year, part[2]);
}

static void show_text(struct respond *k, const struct question *q, symbol as)
{
    struct names n = names_of(k->c->arena, q);
    bool is_short = q->type == QUESTION_SHORT;
    size_t most = q->most > 0 && q->type != QUESTION_NUMBER ? (size_t)q->most
                  : is_short                                ? QUESTION_SHORT_CHARS
                                                            : QUESTION_LONG_CHARS;
    form_set(k->f, n.value, draft_value(&k->draft, n.value));
    form_field_most(k->f, as, n.value, most);
}

/* Templates ask for all of them: those of other types are nothing. */
static void show_no_other_field(struct respond *k, const struct question *q)
{
    static const struct {
        symbol name;
        unsigned types;
    } fields[] = {
        { S(choice), 1u << QUESTION_ONE | 1u << QUESTION_SCALE },
        { S(choices), 1u << QUESTION_SEVERAL },
        { S(line), 1u << QUESTION_SHORT },
        { S(number), 1u << QUESTION_NUMBER },
        { S(words), 1u << QUESTION_LONG },
        { S(date), 1u << QUESTION_DATE },
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!(fields[i].types & 1u << q->type))
            view_null(k->v, fields[i].name);
    bool is_choice =
        q->type == QUESTION_ONE || q->type == QUESTION_SCALE || q->type == QUESTION_SEVERAL;
    if (!is_choice || !q->has_other)
        view_null(k->v, S(other));
}

/* Which there are: adding them has a page of its own. */
static enum err show_files(struct respond *k, const struct question *q, const char *field)
{
    struct arena *a = k->c->arena;
    struct str names, name;
    struct list *added = view_list(k->v, S(added));
    enum err e = draft_file_names(k->c->db, a, &k->draft, str_from(field), &names);
    view_bool(k->v, S(has_added), names.n > 0);
    while (!e && str_cut(&names, ';', &name))
        view_str(list_add(added), S(name), name);
    view_bool(k->v, S(is_file), true);
    view_str(k->v, S(files_href),
             respond_path(k, str_z(a, str_printf(a, "/q%lld/files", (long long)q->id))));
    return e;
}

static enum err show_field(struct respond *k, const struct question *q)
{
    struct names n = names_of(k->c->arena, q);
    switch (q->type) {
    case QUESTION_ONE:
    case QUESTION_SCALE:
        return show_options(k, q, S(choice));
    case QUESTION_SEVERAL:
        return show_options(k, q, S(choices));
    case QUESTION_SHORT:
        show_text(k, q, S(line));
        break;
    case QUESTION_NUMBER:
        show_text(k, q, S(number));
        break;
    case QUESTION_LONG:
    case QUESTION_PARAGRAPH:
        show_text(k, q, S(words));
        break;
    case QUESTION_DATE:
        set_date(k, &n.date, draft_value(&k->draft, n.value));
        form_date_field(k->f, S(date), &n.date);
        break;
    case QUESTION_FILE:
        return show_files(k, q, n.value);
    case QUESTION_INFORMATION:
    case QUESTION_TYPE__MAX:
        break;
    }
    return OK;
}

static void show_information(struct respond *k, const struct question *q, struct list *infos)
{
    struct view *v = list_add(infos);
    view_str(v, S(title), q->title);
    view_html(v, S(text), md_render(k->c->arena, q->body, 2, false));
}

/* Each paragraph with its box, open where there is something in it. */
static void show_paragraph(struct respond *k, const struct question *q, struct list *rows)
{
    struct names n = names_of(k->c->arena, q);
    struct view *v = list_add(rows);
    form_set(k->f, n.value, draft_value(&k->draft, n.value));
    struct view *field = form_field_most(k->f, S(comment), n.value, QUESTION_LONG_CHARS);
    view_view(v, S(comment), field);
    view_int(v, S(paragraph), q->paragraph);
    view_html(v, S(text), md_render(k->c->arena, q->title, md_shift_to(q->title, 2), false));
    view_bool(v, S(is_open), form_value(k->f, n.value).n > 0);
}

static struct str title_of(struct respond *k, const struct question *q)
{
    bool is_plain = q->is_required || q->type == QUESTION_INFORMATION;
    return is_plain ? q->title : str_printf(k->c->arena, RESPOND_OPTIONAL, STR_ARG(q->title));
}

enum err respond_question_show(struct respond *k, const struct respond_step *s)
{
    const struct question *last = &k->form.question[s->to - 1];
    struct list *infos = view_list(k->v, S(infos)), *rows = view_list(k->v, S(paragraphs));
    bool is_info = last->type == QUESTION_INFORMATION;
    for (size_t i = s->from; i + 1 < s->to; i++)
        if (k->form.question[i].type == QUESTION_INFORMATION)
            show_information(k, &k->form.question[i], infos);
    view_bool(k->v, S(is_file), false);
    view_null(k->v, S(files_href));
    view_str(k->v, S(hint), last->hint);
    view_str(k->v, S(contact_email), k->x.contact_email);
    view_bool(k->v, S(is_equality), last->is_equality);
    view_str(k->v, S(question), title_of(k, last));
    view_html(k->v, S(text),
              is_info ? md_render(k->c->arena, last->body, 1, false) : (struct str){ 0 });
    if (s->kind == RESPOND_STEP_QUESTION) {
        show_no_other_field(k, last);
        return show_field(k, last);
    }
    for (size_t i = s->from; i < s->to; i++)
        if (k->form.question[i].type == QUESTION_PARAGRAPH)
            show_paragraph(k, &k->form.question[i], rows);
    return OK;
}

/* --- what was typed --- */

static struct str joined_choices(struct respond *k, const char *name)
{
    struct str choice[CHOICES_MAX];
    struct buf *out = buf_in(k->c->arena, CHOICES_BYTES);
    size_t n = param_list(k->c, name, choice, CHOICES_MAX);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i ? ";" : "", STR_ARG(choice[i]));
    return buf_view(out);
}

/* In one piece, as question_judge reads it; a part that is missing stays visible. */
static struct str joined_date(struct respond *k, const struct form_date *d)
{
    struct str day = str_trim(param_str(k->c, d->day)),
               month = str_trim(param_str(k->c, d->month)),
               year = str_trim(param_str(k->c, d->year));
    if (!day.n && !month.n && !year.n)
        return (struct str){ 0 };
    char sign = day.n && month.n && year.n ? ' ' : '/';
    return str_printf(k->c->arena, "%.*s%c%.*s%c%.*s", STR_ARG(day), sign, STR_ARG(month), sign,
                      STR_ARG(year));
}

static struct str typed_value(struct respond *k, const struct question *q,
                              const struct names *n)
{
    if (q->type == QUESTION_SEVERAL)
        return joined_choices(k, n->value);
    return q->type == QUESTION_DATE ? joined_date(k, &n->date) : param_str(k->c, n->value);
}

enum err respond_question_take(struct respond *k, const struct respond_step *s,
                               struct respond_typed *t)
{
    for (size_t i = s->from; i < s->to; i++) {
        const struct question *q = &k->form.question[i];
        struct names n = names_of(k->c->arena, q);
        respond_typed_add(t, n.value, typed_value(k, q, &n));
        if (q->has_other)
            respond_typed_add(t, n.other, param_str(k->c, n.other));
    }
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}

/* --- is it good? --- */

static struct draft_field *typed_named(struct respond_typed *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->field[i].name, str_from(name)))
            return &t->field[i];
    return NULL;
}

static void judge_one(struct respond *k, const struct question *q, struct respond_typed *t)
{
    struct names n = names_of(k->c->arena, q);
    struct draft_field *value = typed_named(t, n.value), *other = typed_named(t, n.other);
    struct question_answer x = { .value = value ? value->value : (struct str){ 0 },
                                 .other = other ? other->value : (struct str){ 0 } };
    if (q->type == QUESTION_FILE || q->type == QUESTION_INFORMATION)
        return;
    question_judge(k->c->arena, q, true, &x);
    if (x.fault.n) {
        form_error(k->f,
                   x.is_fault_of_other        ? n.other
                   : q->type == QUESTION_DATE ? n.date.day
                                              : n.value,
                   x.fault);
        return;
    }
    if (value)
        value->value = x.value;
    if (other)
        other->value = x.other;
}

enum err respond_question_judge(struct respond *k, const struct respond_step *s,
                                struct respond_typed *t)
{
    for (size_t i = s->from; i < s->to; i++)
        judge_one(k, &k->form.question[i], t);
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}
