#include "modules/responses/response_fields.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "gen/symbols.h"

#define CODES_BYTES ((size_t)16 * 1024)
#define OTHER "other"

static bool is_shown(const struct response_fields *k, const struct question *q)
{
    return q->type != QUESTION_INFORMATION && q->type != QUESTION_FILE &&
           !(k->has_no_equality && q->is_equality);
}

static bool is_choice(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL || q->type == QUESTION_SCALE;
}

static const char *field_name(struct arena *a, const struct question *q, const char *ending)
{
    return str_z(a, str_printf(a, "q%lld%s", (long long)q->id, ending));
}

static enum err out_of_memory(const struct response_fields *k)
{
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}

enum err response_fields_open(struct response_fields *k, struct ctx *c, struct form *f,
                              struct view *v, int64_t consultation_id)
{
    *k = (struct response_fields){ .c = c, .f = f, .v = v };
    enum err e = f ? question_form_load(c->db, c->arena, consultation_id, &k->form) : ERR_LIMIT;
    if (e)
        return e;
    k->typed = arena_array(c->arena, k->form.n + 1, sizeof *k->typed);
    return k->typed ? OK : ERR_LIMIT;
}

/* --- what is typed --- */

static struct str posted(struct ctx *c, const char *name)
{
    struct str value[QUESTION_OPTIONS_MAX + 1];
    size_t n = name ? param_list(c, name, value, QUESTION_OPTIONS_MAX + 1) : 0;
    if (n <= 1)
        return n ? value[0] : (struct str){ NULL, 0 };
    struct buf *b = buf_in(c->arena, CODES_BYTES);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(b, ';');
        buf_str(b, value[i]);
    }
    return buf_view(b);
}

static void take_stored(const struct response_fields *k, const struct question *q,
                        struct question_answer *x)
{
    for (size_t i = 0; i < k->n_stored; i++)
        if (k->stored[i].question_id == q->id) {
            x->value = k->stored[i].value;
            x->other = k->stored[i].other;
        }
}

/* A long text is taken as long as it came: nobody can ask a letter to be shorter. */
static void judge(struct response_fields *k, size_t at)
{
    struct arena *a = k->c->arena;
    struct question q = k->form.question[at];
    struct question_answer *x = &k->typed[at];
    if (q.type == QUESTION_LONG || q.type == QUESTION_PARAGRAPH)
        q.most = QUESTION_LONG_MOST;
    struct question_answer cleaned = *x;
    question_judge(a, &q, false, &cleaned);
    if (!cleaned.fault.n) {
        *x = cleaned;
        return;
    }
    x->fault = cleaned.fault; /* what was typed stays as it is */
    x->is_fault_of_other = cleaned.is_fault_of_other;
    const char *name = field_name(a, &q, cleaned.is_fault_of_other ? "_" OTHER : "");
    if (name)
        form_error(k->f, name, cleaned.fault);
}

void response_fields_read(struct response_fields *k)
{
    struct arena *a = k->c->arena;
    bool is_posted = k->c->req->method == METHOD_POST && !k->shows_stored;
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        struct question_answer *x = &k->typed[i];
        *x = (struct question_answer){ .value = { NULL, 0 } };
        if (!is_shown(k, q))
            continue;
        if (!is_posted) {
            take_stored(k, q, x);
            continue;
        }
        x->value = posted(k->c, field_name(a, q, ""));
        if (q->has_other)
            x->other = posted(k->c, field_name(a, q, "_" OTHER));
        judge(k, i);
    }
}

bool response_fields_put(struct response_fields *k, size_t at,
                         const struct question_answer *answer)
{
    const struct question *q = &k->form.question[at];
    struct question_answer *x = &k->typed[at], cleaned = *answer;
    if (!is_shown(k, q))
        return false;
    question_judge(k->c->arena, q, false, &cleaned);
    if (x->value.n)
        return !cleaned.fault.n && str_eq(x->value, cleaned.value) &&
               str_eq(x->other, cleaned.other);
    if (cleaned.fault.n && is_choice(q))
        return false;
    *x = (struct question_answer){ .value = answer->value, .other = answer->other };
    judge(k, at);
    return true;
}

void response_fields_append(struct response_fields *k, int64_t question_id, struct str text)
{
    for (size_t i = 0; i < k->form.n; i++) {
        struct question_answer *x = &k->typed[i];
        const struct str before = x->value;
        if (k->form.question[i].id != question_id || !text.n)
            continue;
        x->value = x->value.n ? str_printf(k->c->arena, "%.*s\n\n%.*s", STR_ARG(x->value),
                                           STR_ARG(text))
                              : text;
        judge(k, i);
        if (x->fault.n) /* shown as it was typed */
            x->value = before;
    }
}

const char *response_fields_first(const struct response_fields *k)
{
    for (size_t i = 0; i < k->form.n; i++)
        if (is_shown(k, &k->form.question[i]))
            return field_name(k->c->arena, &k->form.question[i], "");
    return "q0";
}

size_t response_fields_count(const struct response_fields *k)
{
    size_t n = 0;
    for (size_t i = 0; i < k->form.n; i++)
        n += k->typed[i].value.n > 0;
    return n;
}

enum err response_fields_answers(const struct response_fields *k, struct response_new *out)
{
    struct arena *a = k->c->arena;
    struct response_answer *plain = arena_array(a, k->form.n + k->n_stored + 1, sizeof *plain),
                           *apart = arena_array(a, k->form.n + 1, sizeof *apart);
    if (!plain || !apart)
        return ERR_LIMIT;
    out->n_answers = out->n_equality = 0;
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        const struct response_answer x = { .question_id = q->id,
                                           .wording = q->wording,
                                           .value = k->typed[i].value,
                                           .other = k->typed[i].other };
        if (!x.value.n)
            continue;
        if (q->is_equality)
            apart[out->n_equality++] = x;
        else
            plain[out->n_answers++] = x;
    }
    for (size_t i = 0; i < k->n_stored; i++) {
        const struct question *q = question_find(&k->form, k->stored[i].question_id);
        if (!q || !is_shown(k, q))
            plain[out->n_answers++] = k->stored[i];
    }
    out->answer = plain;
    out->equality = apart;
    return out_of_memory(k);
}

/* --- showing --- */

static bool is_chosen(struct str codes, struct str code)
{
    struct str piece;
    while (str_cut(&codes, ';', &piece))
        if (str_eq(str_trim(piece), code))
            return true;
    return false;
}

struct option_at {
    const struct question *q;
    const struct question_answer *typed;
    struct list *options;
    size_t n;
};

static void show_option(struct arena *a, struct option_at *at, struct str code,
                        struct str label)
{
    struct view *o = list_add(at->options);
    struct str name = question_name(a, at->q);
    view_str(o, S(id), at->n ? str_printf(a, "%.*s-%zu", STR_ARG(name), at->n + 1) : name);
    view_str(o, S(name), name);
    view_str(o, S(value), code);
    view_str(o, S(label), label);
    view_bool(o, S(has_hint), false);
    view_bool(o, S(checked), is_chosen(at->typed->value, code));
    at->n++;
}

static void show_options(struct arena *a, struct view *v, const struct question *q,
                         const struct question_answer *typed)
{
    struct option_at at = { .q = q, .typed = typed, .options = view_list(v, S(options)) };
    for (size_t i = 0; i < q->n_options; i++) {
        struct str label = question_option_offered(a, q, i);
        show_option(a, &at, q->option[i].code, label);
    }
    if (q->has_other)
        show_option(a, &at, STR(OTHER), question_option_label(q, STR(OTHER)));
}

static void show_fault(struct view *v, const struct question_answer *x, bool of_other)
{
    bool is_here = x->fault.n && x->is_fault_of_other == of_other;
    view_bool(v, S(has_error), is_here);
    view_str(v, S(error), is_here ? x->fault : (struct str){ NULL, 0 });
}

static void show_kind(struct view *item, const struct question *q)
{
    bool is_one = q->type == QUESTION_ONE || q->type == QUESTION_SCALE;
    bool is_text = q->type == QUESTION_LONG || q->type == QUESTION_PARAGRAPH;
    view_bool(item, S(is_one), is_one);
    view_bool(item, S(is_several), q->type == QUESTION_SEVERAL);
    view_bool(item, S(is_text), is_text);
    view_bool(item, S(is_date), q->type == QUESTION_DATE);
    view_bool(item, S(is_number), q->type == QUESTION_NUMBER);
    view_bool(item, S(is_line), q->type == QUESTION_SHORT);
    view_bool(item, S(has_other), q->has_other);
    view_str(item, S(hint_text), q->hint);
}

/* A stored date as people type it. */
static struct str shown_value(struct arena *a, const struct question *q,
                              const struct question_answer *x)
{
    struct date d;
    if (q->type != QUESTION_DATE || !date_parse(x->value, &d))
        return x->value;
    return str_printf(a, "%d %d %d", d.day, d.month, d.year);
}

static void show_question(struct response_fields *k, size_t at, struct view *item)
{
    struct arena *a = k->c->arena;
    const struct question *q = &k->form.question[at];
    const struct question_answer *x = &k->typed[at];
    struct str name = question_name(a, q);
    show_kind(item, q);
    view_str(item, S(title), question_called(a, q));
    struct view *field = view_sub(item, S(field));
    view_str(field, S(id), name);
    view_str(field, S(name), name);
    view_str(field, S(value), shown_value(a, q, x));
    view_int(field, S(max), q->type == QUESTION_SHORT && q->most ? q->most : 0);
    if (q->type == QUESTION_LONG || q->type == QUESTION_PARAGRAPH)
        view_int(field, S(max), QUESTION_LONG_MOST);
    show_fault(field, x, false);
    if (is_choice(q))
        show_options(a, field, q, x);
    if (!q->has_other)
        return;
    struct view *other = view_sub(item, S(other_field));
    struct str other_name = str_join(a, name, STR("_" OTHER));
    view_str(other, S(id), other_name);
    view_str(other, S(name), other_name);
    view_str(other, S(value), x->other);
    view_int(other, S(max), QUESTION_OTHER_CHARS);
    show_fault(other, x, true);
}

void response_fields_show(struct response_fields *k)
{
    struct list *plain = view_list(k->v, S(questions)),
                *paragraphs = view_list(k->v, S(paragraphs));
    size_t section = k->form.n_sections, n_paragraphs = 0;
    bool has_words = false;
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        bool is_paragraph = q->type == QUESTION_PARAGRAPH;
        if (!is_shown(k, q))
            continue;
        struct view *item = list_add(is_paragraph ? paragraphs : plain);
        bool begins = !is_paragraph && q->section != section && k->form.n_sections > 1;
        view_str(item, S(section),
                 begins ? k->form.section[q->section].title : (struct str){ NULL, 0 });
        if (!is_paragraph)
            section = q->section;
        n_paragraphs += is_paragraph;
        has_words = has_words || (is_paragraph && k->typed[i].value.n);
        show_question(k, i, item);
    }
    view_bool(k->v, S(has_paragraphs), n_paragraphs > 0);
    view_bool(k->v, S(is_open), has_words);
}

/* --- a page that checks --- */

static void carry(struct list *carried, struct str name, struct str value)
{
    struct view *v = list_add(carried);
    view_str(v, S(name), name);
    view_str(v, S(value), value);
}

void response_fields_say(struct response_fields *k)
{
    struct arena *a = k->c->arena;
    struct list *answers = view_list(k->v, S(answers)), *carried = view_list(k->v, S(carried));
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        const struct question_answer *x = &k->typed[i];
        struct str name = question_name(a, q), codes = x->value, code;
        if (!x->value.n)
            continue;
        struct view *v = list_add(answers);
        view_str(v, S(title), question_called(a, q));
        view_str(v, S(words), question_answer_words(a, q, x->value, x->other));
        if (q->type != QUESTION_SEVERAL)
            carry(carried, name, x->value);
        while (q->type == QUESTION_SEVERAL && str_cut(&codes, ';', &code))
            carry(carried, name, code);
        if (x->other.n)
            carry(carried, str_join(a, name, STR("_" OTHER)), x->other);
    }
}
