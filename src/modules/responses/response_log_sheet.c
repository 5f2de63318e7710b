/*
 * response_log_sheet.c: a question sheet that was filled in elsewhere and came by mail, read
 * into the form by which staff log a response (B.17). Nothing that staff typed is replaced.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/question_sheet_words.h"
#include "modules/responses/response_log.h"
#include "modules/responses/response_log_words.h"
#include "modules/responses/sheet_paste_pages.h"

#define REST_BYTES ((size_t)1024 * 1024)

/* Below the number and words of its question, as on the sheet. */
static void keep_rest(struct response_log *k, const struct sheet_part *p, struct str words,
                      struct buf *rest)
{
    struct arena *a = k->c->arena;
    struct str mark = sheet_mark(a, &k->fields.form, p->q);
    buf_printf(rest, "%s%.*s. %.*s\n%.*s\n", rest->n ? "\n" : "", STR_ARG(mark),
               STR_ARG(question_called(a, p->q)), STR_ARG(words));
}

static void place(struct response_log *k, size_t at, const struct sheet_part *p,
                  struct buf *rest)
{
    const struct question_answer answer = { .value = p->value, .other = p->other };
    bool is_placed = p->value.n && response_fields_put(&k->fields, at, &answer);
    k->n_read += is_placed;
    if (p->value.n && !is_placed)
        keep_rest(k, p, question_answer_words(k->c->arena, p->q, p->value, p->other), rest);
    if (p->rest.n)
        keep_rest(k, p, p->rest, rest);
}

/* Below what stands there. */
static void add_to_letter(struct response_log *k, struct str rest)
{
    struct arena *a = k->c->arena;
    k->has_unplaced = rest.n > 0;
    if (rest.n && k->letter.n)
        k->letter = str_printf(a, "%.*s\n\n%.*s", STR_ARG(k->letter), STR_ARG(rest));
    else if (rest.n)
        k->letter = str_dup(a, rest);
}

enum err response_log_sheet(struct response_log *k)
{
    struct sheet_answers read;
    struct str sheet = form_value(k->f, "sheet");
    if (!sheet.n || !form_length(k->f, "sheet", SHEET_CHARS, STR(SHEET_THE_SHEET)))
        return OK;
    enum err e = sheet_paste_read(k->c, &k->x, &k->fields.form, sheet, &read);
    if (!e && !read.n_found)
        form_error(k->f, "sheet", STR(SHEET_NOTHING));
    if (e || !read.n_found)
        return e;
    struct buf *rest = buf_in(k->c->arena, REST_BYTES);
    for (size_t i = 0; i < read.n; i++)
        place(k, i, &read.part[i], rest);
    if (read.rest.n)
        buf_printf(rest, "%s%.*s\n", rest->n ? "\n" : "", STR_ARG(read.rest));
    if (!k->n_read && !rest->n)
        form_error(k->f, "sheet", STR(LOG_SHEET_EMPTY));
    k->has_sheet = k->n_read || rest->n;
    add_to_letter(k, str_trim(buf_view(rest)));
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}
