/*
 * reading_settle.c: an answer that two people have read: what each chose, side by side, from
 * which the layer `agreed` is settled; and the page of an answer that is not this person's to
 * read (3.37).
 */
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/analysis/reading_desk.h"
#include "modules/analysis/reading_words.h"

static bool chose(const struct reading_code *code, size_t n, int64_t theme_id)
{
    for (size_t i = 0; i < n; i++)
        if (code[i].theme_id == theme_id)
            return true;
    return false;
}

bool reading_desk_ticks(const struct reading_desk *d, const struct reading_code *x)
{
    return !reading_desk_is(d, "agreed") || d->x.version ||
           (chose(d->of_first, d->n_first, x->theme_id) &&
            chose(d->of_second, d->n_second, x->theme_id));
}

static bool lies_there(const struct reading_desk *d, const struct reading_code *x)
{
    for (size_t i = 0; i < d->n_codes; i++)
        if (d->code[i].theme_id == x->theme_id && d->code[i].start_at == x->start_at &&
            d->code[i].n_chars == x->n_chars)
            return true;
    return false;
}

static void lay(struct reading_desk *d, const struct reading_code *code, size_t n)
{
    for (size_t i = 0; i < n && d->n_codes < READING_CODES_MAX; i++)
        if (!lies_there(d, &code[i]))
            d->code[d->n_codes++] = code[i];
}

enum err reading_settle_load(struct reading_desk *d)
{
    struct ctx *c = d->k.c;
    enum err e =
        reading_codes(c->db, c->arena, d->x.id, STR("first"), &d->of_first, &d->n_first);
    if (!e)
        e = reading_codes(c->db, c->arena, d->x.id, STR("second"), &d->of_second, &d->n_second);
    if (!e && !d->x.version) {
        d->n_codes = 0; /* what was settled before its words changed is settled again */
        lay(d, d->of_first, d->n_first);
        lay(d, d->of_second, d->n_second);
    }
    return e;
}

void reading_settle_view(struct reading_desk *d)
{
    struct list *list = view_list(d->k.page, S(chosen));
    for (size_t i = 0; i < d->k.n_themes && reading_desk_is(d, "agreed"); i++) {
        const struct theme *t = &d->k.theme[i];
        bool by_first = chose(d->of_first, d->n_first, t->id);
        bool by_second = chose(d->of_second, d->n_second, t->id);
        if (!by_first && !by_second)
            continue;
        struct view *v = list_add(list);
        view_str(v, S(name), t->name);
        view_bool(v, S(by_first), by_first);
        view_bool(v, S(by_second), by_second);
        view_bool(v, S(is_different), by_first != by_second);
    }
    view_bool(d->k.page, S(has_chosen), list_len(list) > 0);
}

static struct str bar_words(enum reading_bar bar)
{
    switch (bar) {
    case READING_NOT_DRAWN:
        return STR(READING_IS_NOT_DRAWN);
    case READING_OWN:
        return STR(READING_IS_OWN);
    case READING_OF_OTHER:
        return STR(READING_IS_OF_OTHER);
    case READING_UNSEEN:
        return STR(READING_IS_UNSEEN);
    case READING_STANDS:
        return STR(READING_IS_STANDING);
    default:
        return STR(READING_IS_NOT_BOTH);
    }
}

/* The same answer, in another layer. */
static struct str in_layer(const struct reading_desk *d, const char *layer)
{
    struct reading_desk other = *d;
    other.layer = str_from(layer);
    other.of_question = 0;
    return reading_desk_path(&other, "answer", d->x.id);
}

enum err reading_barred_show(struct reading_desk *d, int status)
{
    struct coding *k = &d->k;
    struct ctx *c = k->c;
    struct str note = form_value(k->f, "note"), extract = form_value(k->f, "extract");
    view_str(k->page, S(why), bar_words(d->bar));
    view_str(k->page, S(question), question_called(c->arena, d->q));
    view_bool(k->page, S(is_unseen), d->bar == READING_UNSEEN);
    view_bool(k->page, S(is_standing), d->bar == READING_STANDS);
    view_str(k->page, S(as_second_href), in_layer(d, "second"));
    view_str(k->page, S(settle_href), in_layer(d, "agreed"));
    view_str(k->page, S(next_href), reading_desk_path(d, "after", d->x.id));
    view_str(k->page, S(second_href), coding_path(k, "/second"));
    view_bool(k->page, S(was_saved), param_str(c, "done").n > 0);
    view_bool(k->page, S(has_typed), note.n || extract.n);
    view_str(k->page, S(note), note);
    view_str(k->page, S(extract), extract);
    page_back(c, coding_path(k, "/second"));
    return ctx_render_status(c, status, "analysis/read_barred", k->page);
}
