/* response_import_row.c: which column is what, and a row as a response. */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/web/form.h"
#include "core/web/form_date.h"
#include "modules/responses/response_import.h"
#include "modules/responses/response_import_words.h"

#define TEXT_BYTES ((size_t)64 * 1024)
#define OTHER "other"

static const struct {
    const char *name, *label;
    struct str guess[3]; /* folded */
} columns[RESPONSE_COLUMN__MAX] = {
    [RESPONSE_COLUMN_NAME] = { "name", ANSWERS_COLUMN_NAME, { STR_INIT("name") } },
    [RESPONSE_COLUMN_ORGANISATION] = { "organisation",
                                       ANSWERS_COLUMN_ORGANISATION,
                                       { STR_INIT("organisation"), STR_INIT("organization") } },
    [RESPONSE_COLUMN_NUMBER] = { "number",
                                 ANSWERS_COLUMN_NUMBER,
                                 { STR_INIT("charity number"),
                                   STR_INIT("scottish charity number"),
                                   STR_INIT("charity no") } },
    [RESPONSE_COLUMN_EMAIL] = { "email",
                                ANSWERS_COLUMN_EMAIL,
                                { STR_INIT("email"), STR_INIT("email address") } },
    [RESPONSE_COLUMN_RECEIVED] = { "received",
                                   ANSWERS_COLUMN_RECEIVED,
                                   { STR_INIT("date received"), STR_INIT("date"),
                                     STR_INIT("received") } },
    [RESPONSE_COLUMN_PUBLISH] = { "publish",
                                  ANSWERS_COLUMN_PUBLISH,
                                  { STR_INIT("publication"), STR_INIT("publish") } },
    [RESPONSE_COLUMN_SOURCE] = { "source",
                                 ANSWERS_COLUMN_SOURCE,
                                 { STR_INIT("reference"), STR_INIT("source") } },
};

const char *response_column_name(enum response_column x)
{
    return columns[x].name;
}

const char *response_column_label(enum response_column x)
{
    return columns[x].label;
}

/* --- columns --- */

static enum err no_columns(struct arena *a, const struct question_form *form,
                           struct response_columns *out)
{
    out->of_question = arena_array(a, form->n + 1, sizeof *out->of_question);
    for (int i = 0; i < RESPONSE_COLUMN__MAX; i++)
        out->of[i] = -1;
    for (size_t i = 0; out->of_question && i < form->n; i++)
        out->of_question[i] = -1;
    return out->of_question ? OK : ERR_LIMIT;
}

static int guess_at(struct arena *a, const struct str *header, size_t n, struct str folded)
{
    for (size_t i = 0; folded.n && i < n; i++)
        if (str_eq(utf8_fold(a, header[i]), folded))
            return (int)i;
    return -1;
}

enum err response_columns_guess(struct arena *a, const struct question_form *form,
                                const struct str *header, size_t n,
                                struct response_columns *out)
{
    enum err e = no_columns(a, form, out);
    if (e)
        return e;
    for (size_t i = 0; i < RESPONSE_COLUMN__MAX; i++)
        for (size_t k = 0; k < 3 && out->of[i] < 0; k++)
            out->of[i] = guess_at(a, header, n, columns[i].guess[k]);
    for (size_t i = 0; i < form->n; i++) {
        const struct question *q = &form->question[i];
        int at = guess_at(a, header, n, utf8_fold(a, q->title));
        out->of_question[i] = at >= 0 ? at : guess_at(a, header, n, question_name(a, q));
    }
    return arena_failed(a) ? ERR_LIMIT : OK;
}

static void put_column(struct buf *b, struct str name, int at)
{
    if (at >= 0)
        buf_printf(b, "%s\"%.*s\":%d", b->n > 1 ? "," : "", STR_ARG(name), at);
}

struct str response_columns_text(struct arena *a, const struct question_form *form,
                                 const struct response_columns *x)
{
    struct buf *b = buf_in(a, TEXT_BYTES);
    buf_char(b, '{');
    for (size_t i = 0; i < RESPONSE_COLUMN__MAX; i++)
        put_column(b, str_from(columns[i].name), x->of[i]);
    for (size_t i = 0; i < form->n; i++)
        put_column(b, question_name(a, &form->question[i]), x->of_question[i]);
    buf_char(b, '}');
    return buf_view(b);
}

/* Of ours: names without quotation marks inside, whole numbers. */
static int column_in(struct arena *a, struct str text, struct str name)
{
    int64_t n = -1;
    struct str mark = str_printf(a, "\"%.*s\":", STR_ARG(name)), piece;
    size_t at = str_find(text, mark);
    if (at == STR_NONE)
        return -1;
    struct str rest = str_sub(text, at + mark.n, text.n);
    if (!str_cut(&rest, ',', &piece))
        return -1;
    if (piece.n && piece.p[piece.n - 1] == '}')
        piece.n--;
    return str_to_i64(piece, &n) && n >= 0 && n < RESPONSE_IMPORT_COLUMNS ? (int)n : -1;
}

enum err response_columns_read(struct arena *a, const struct question_form *form,
                               struct str text, struct response_columns *out)
{
    enum err e = no_columns(a, form, out);
    if (e)
        return e;
    for (size_t i = 0; i < RESPONSE_COLUMN__MAX; i++)
        out->of[i] = column_in(a, text, str_from(columns[i].name));
    for (size_t i = 0; i < form->n; i++)
        out->of_question[i] = column_in(a, text, question_name(a, &form->question[i]));
    return arena_failed(a) ? ERR_LIMIT : OK;
}

/* --- a row --- */

struct reading {
    const struct response_reader *r;
    struct arena *a;
    const struct response_import_row *row;
    struct buf *problem;
};

static struct str cell_of(const struct response_import_row *row, int at)
{
    return at >= 0 && (size_t)at < row->n_cells ? row->cell[at] : (struct str){ NULL, 0 };
}

static struct str cell_at(const struct reading *x, int at)
{
    return cell_of(x->row, at);
}

struct response_named response_row_named(const struct response_columns *x,
                                         const struct response_import_row *row)
{
    return (struct response_named){ cell_of(row, x->of[RESPONSE_COLUMN_NUMBER]),
                                    cell_of(row, x->of[RESPONSE_COLUMN_ORGANISATION]) };
}

static void problem(const struct reading *x, struct str where, struct str words)
{
    if (x->problem->n)
        buf_char(x->problem, '\n');
    buf_str(x->problem, str_printf(x->a, ANSWERS_ROW, STR_ARG(where), STR_ARG(words)));
}

static struct str column_text(const struct reading *x, enum response_column column, size_t most)
{
    struct str s = cell_at(x, x->r->columns.of[column]);
    if (utf8_length(s) > most)
        problem(x, str_from(columns[column].label), STR(ANSWERS_ROW_LONG));
    return s;
}

/* A code of the question, by the code itself or its label; empty: neither. */
static struct str option_code(const struct reading *x, const struct question *q,
                              struct str typed)
{
    struct str folded = utf8_fold(x->a, typed);
    for (size_t i = 0; i < q->n_options; i++) {
        const struct question_option *o = &q->option[i];
        if (str_eq(o->code, typed) || (o->label.n && str_eq(utf8_fold(x->a, o->label), folded)))
            return o->code;
    }
    return (struct str){ NULL, 0 };
}

static void take_choice(const struct reading *x, const struct question *q,
                        struct question_answer *out, struct str piece)
{
    struct str code = option_code(x, q, piece);
    if (!code.n && q->has_other) {
        code = STR(OTHER);
        out->other = str_eq(piece, code) ? out->other : piece;
    }
    if (!code.n) {
        problem(x, q->title, str_printf(x->a, ANSWERS_ROW_OPTION, STR_ARG(piece)));
        return;
    }
    out->value =
        out->value.n ? str_printf(x->a, "%.*s;%.*s", STR_ARG(out->value), STR_ARG(code)) : code;
}

static bool has_options(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL || q->type == QUESTION_SCALE;
}

static void read_answer(const struct reading *x, const struct question *q, struct str cell,
                        struct question_answer *out)
{
    struct question judged = *q;
    struct str rest = cell, piece;
    *out = (struct question_answer){ .value = { NULL, 0 } };
    if (!has_options(q))
        out->value = cell;
    else if (q->type != QUESTION_SEVERAL || option_code(x, q, cell).n)
        take_choice(x, q, out, cell);
    else
        while (str_cut(&rest, ';', &piece))
            if (str_trim(piece).n)
                take_choice(x, q, out, str_trim(piece));
    if (q->type == QUESTION_LONG || q->type == QUESTION_PARAGRAPH)
        judged.most = QUESTION_LONG_MOST;
    question_judge(x->a, &judged, false, out);
    if (out->fault.n)
        problem(x, q->title, out->fault);
}

static enum err read_answers(const struct reading *x, struct response_new *out)
{
    const struct question_form *form = x->r->form;
    struct response_answer *plain = arena_array(x->a, form->n + 1, sizeof *plain),
                           *apart = arena_array(x->a, form->n + 1, sizeof *apart);
    if (!plain || !apart)
        return ERR_LIMIT;
    for (size_t i = 0; i < form->n; i++) {
        const struct question *q = &form->question[i];
        struct str cell = cell_at(x, x->r->columns.of_question[i]);
        struct question_answer typed;
        if (!cell.n || q->type == QUESTION_INFORMATION || q->type == QUESTION_FILE)
            continue;
        read_answer(x, q, cell, &typed);
        const struct response_answer answer = { .question_id = q->id,
                                                .wording = q->wording,
                                                .value = typed.value,
                                                .other = typed.other };
        if (q->is_equality)
            apart[out->n_equality++] = answer;
        else
            plain[out->n_answers++] = answer;
    }
    out->answer = plain;
    out->equality = apart;
    if (!out->n_answers && !x->problem->n)
        buf_lit(x->problem, ANSWERS_ROW_EMPTY);
    return OK;
}

/* Without a date: today, or the last day that counts where that is over. */
static void read_date(const struct reading *x, struct response *r)
{
    struct str cell = cell_at(x, x->r->columns.of[RESPONSE_COLUMN_RECEIVED]);
    struct date on, today = london_from_s(x->r->now_s).date,
                    last = london_from_s(x->r->x->closes_at_s - 1).date;
    const struct str label = STR(ANSWERS_COLUMN_RECEIVED);
    bool is_over = date_to_days(today) > date_to_days(last);
    if (!cell.n) {
        r->received_on = date_iso(x->a, is_over ? last : today);
        return;
    }
    struct str fault = form_date_from_text(x->a, cell, &on);
    if (!fault.n && date_to_days(on) > date_to_days(today))
        fault = STR(ANSWERS_ROW_AHEAD);
    if (fault.n) {
        problem(x, label, fault);
        return;
    }
    r->received_on = date_iso(x->a, on);
    if (date_to_days(on) > date_to_days(last)) {
        r->late = STR("waiting");
        r->counting = STR("late_out");
    }
}

static void read_publish(const struct reading *x, struct response *r)
{
    struct str cell = cell_at(x, x->r->columns.of[RESPONSE_COLUMN_PUBLISH]);
    struct str folded = utf8_fold(x->a, cell);
    r->publish_choice = STR("not_asked");
    if (!cell.n)
        return;
    for (const struct consultation_word *w = consultation_choices; w->code; w++)
        if (str_eq(cell, str_from(w->code)) ||
            str_eq(folded, utf8_fold(x->a, str_from(w->label)))) {
            r->publish_choice = str_from(w->code);
            return;
        }
    problem(x, STR(ANSWERS_COLUMN_PUBLISH),
            str_printf(x->a, ANSWERS_ROW_PUBLISH, STR_ARG(cell)));
}

static void read_who(const struct reading *x, struct response *r)
{
    struct respondent *p = &r->respondent;
    p->name = column_text(x, RESPONSE_COLUMN_NAME, RESPONSE_NAME_CHARS);
    p->organisation = column_text(x, RESPONSE_COLUMN_ORGANISATION, RESPONSE_ORGANISATION_CHARS);
    p->email = column_text(x, RESPONSE_COLUMN_EMAIL, 254);
    r->source_ref = column_text(x, RESPONSE_COLUMN_SOURCE, RESPONSE_SOURCE_CHARS);
    bool has_number = cell_at(x, x->r->columns.of[RESPONSE_COLUMN_NUMBER]).n > 0;
    r->who = p->organisation.n || has_number ? STR("organisation") : STR("individual");
    if (p->email.n && !form_is_email(p->email))
        problem(x, STR(ANSWERS_COLUMN_EMAIL),
                str_printf(x->a, ANSWERS_ROW_EMAIL, STR_ARG(p->email)));
}

enum err response_row_read(const struct response_reader *r, struct arena *a,
                           const struct response_import_row *row, struct response_new *out,
                           struct str *problem_words)
{
    const struct reading x = { r, a, row, buf_in(a, TEXT_BYTES) };
    struct response *to = &out->response;
    *out = (struct response_new){ .response = { .consultation_id = r->x->id,
                                                .publish_wording = RESPONSE_WORDING,
                                                .naming = STR("not_asked"),
                                                .channel = STR("survey_import"),
                                                .handling = STR("new"),
                                                .counting = STR("valid"),
                                                .entered_role = STR(ANSWERS_BY_ROLE) } };
    read_who(&x, to);
    read_date(&x, to);
    read_publish(&x, to);
    enum err e = read_answers(&x, out);
    *problem_words = buf_view(x.problem);
    return e ? e : arena_failed(a) ? ERR_LIMIT : OK;
}
