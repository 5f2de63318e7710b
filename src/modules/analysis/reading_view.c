/* reading_view.c: an answer on the desk as the page shows it. */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/reading_desk.h"
#include "modules/analysis/reading_words.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"
#include "modules/responses/response_desk.h"

#define LIST_BYTES 8192
#define LABEL_CHARS 160

static bool has_theme(const struct reading_desk *d, int64_t theme_id)
{
    for (size_t i = 0; i < d->n_codes; i++)
        if (d->code[i].theme_id == theme_id)
            return true;
    return false;
}

bool reading_desk_offers(const struct reading_desk *d, const struct theme *t)
{
    bool is_of_it = !t->question_id || t->question_id == d->x.question_id;
    return has_theme(d, t->id) || (is_of_it && !t->is_ended);
}

/* --- the answer and what helps to understand it --- */

static enum err areas_view(struct reading_desk *d)
{
    struct arena *a = d->k.c->arena;
    struct area_list areas;
    struct buf *out = buf_in(a, LIST_BYTES);
    struct str rest = d->x.areas, slug;
    enum err e = area_list(d->k.c->db, a, &areas);
    while (!e && str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&areas, slug);
        if (buf_view(out).n)
            buf_str(out, STR(", "));
        buf_str(out, area ? area->name : slug);
    }
    view_str(d->k.page, S(areas), buf_view(out));
    return e;
}

static enum err context_view(struct reading_desk *d)
{
    struct ctx *c = d->k.c;
    struct view *v = d->k.page;
    struct list_words kinds;
    enum err e = areas_view(d);
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &kinds);
    if (e)
        return e;
    view_str(v, S(question), question_called(c->arena, d->q));
    view_str(v, S(who), response_who_words(d->x.who));
    view_str(v, S(kind), d->x.kind.n ? list_label(&kinds, d->x.kind) : STR(""));
    view_str(v, S(reference), d->x.receipt);
    view_str(v, S(response_href), response_desk_path(c->arena, d->x.receipt, ""));
    return OK;
}

static enum err words_view(struct reading_desk *d)
{
    struct arena *a = d->k.c->arena;
    struct passage *part = arena_array(a, READING_SENTENCES_MAX, sizeof *part);
    struct list *list = view_list(d->k.page, S(sentences));
    size_t n = part ? reading_sentences(d->x.words, part) : 0;
    for (size_t i = 0; i < n; i++)
        view_str(list_add(list), S(words),
                 message_for_staff(a, passage_words(d->x.words, part[i])));
    return part ? OK : ERR_LIMIT;
}

/* --- its themes --- */

static struct str id_words(struct arena *a, int64_t id)
{
    return str_printf(a, "%lld", (long long)id);
}

static struct str whole_codes(const struct reading_desk *d)
{
    struct buf *out = buf_in(d->k.c->arena, LIST_BYTES);
    for (size_t i = 0; i < d->n_codes; i++)
        if (!d->code[i].n_chars && reading_desk_ticks(d, &d->code[i])) {
            buf_str(out, id_words(d->k.c->arena, d->code[i].theme_id));
            buf_char(out, ';');
        }
    return buf_view(out);
}

/* The themes offered, those of the consultation's own first, then outcomes. */
static size_t offer(const struct reading_desk *d, bool outcomes, struct form_option *option)
{
    size_t n = 0;
    for (size_t i = 0; i < d->k.n_themes; i++) {
        const struct theme *t = &d->k.theme[i];
        if ((t->outcome.n > 0) == outcomes && reading_desk_offers(d, t))
            option[n++] = (struct form_option){ .value = id_words(d->k.c->arena, t->id),
                                                .label = t->name,
                                                .hint = outcomes ? STR("") : t->definition };
    }
    return n;
}

static enum err themes_view(struct reading_desk *d)
{
    struct form_option *own = arena_array(d->k.c->arena, THEMES_MAX, sizeof *own);
    struct form_option *outcome = arena_array(d->k.c->arena, THEMES_MAX, sizeof *outcome);
    if (!own || !outcome)
        return ERR_LIMIT;
    size_t n_own = offer(d, false, own), n_outcomes = offer(d, true, outcome);
    const struct form_options_rest rest = { outcome, n_outcomes, n_own };
    form_set(d->k.f, "theme", whole_codes(d));
    struct view *v = form_options(d->k.f, S(theme_field), "theme", own, n_own);
    form_options_more(d->k.f, v, S(outcomes), "theme", &rest);
    view_bool(v, S(has_outcomes), n_outcomes > 0);
    for (size_t i = 0; i < n_own; i++)
        own[i].hint = STR("");
    v = form_options(d->k.f, S(passage_theme_field), "passage_theme", own, n_own);
    form_options_more(d->k.f, v, S(outcomes), "passage_theme", &rest);
    view_bool(v, S(has_outcomes), n_outcomes > 0);
    view_bool(d->k.page, S(has_themes), n_own + n_outcomes > 0);
    return OK;
}

static enum err passages_view(struct reading_desk *d)
{
    struct arena *a = d->k.c->arena;
    struct form_option *option = arena_array(a, READING_CODES_MAX, sizeof *option);
    struct buf *all = buf_in(a, LIST_BYTES);
    size_t n = 0;
    if (!option)
        return ERR_LIMIT;
    for (size_t i = 0; i < d->n_codes; i++) {
        const struct reading_code *x = &d->code[i];
        const struct theme *t = theme_of(d->k.theme, d->k.n_themes, x->theme_id);
        if (!x->n_chars || !t)
            continue;
        struct passage at = { x->start_at,
                              x->n_chars < LABEL_CHARS ? x->n_chars : LABEL_CHARS };
        struct str words = message_for_staff(a, passage_words(d->x.words, at));
        option[n++] = (struct form_option){
            .value = id_words(a, x->id),
            .label = str_printf(a, READING_PASSAGE_LABEL, STR_ARG(t->name), STR_ARG(words)),
        };
        if (!reading_desk_ticks(d, x))
            continue;
        buf_str(all, id_words(a, x->id));
        buf_char(all, ';');
    }
    form_set(d->k.f, "keep", buf_view(all));
    form_options(d->k.f, S(keep_field), "keep", option, n);
    view_bool(d->k.page, S(has_passages), n > 0);
    return OK;
}

static enum err notes_view(struct reading_desk *d)
{
    struct ctx *c = d->k.c;
    struct reading_note *note;
    struct list *list = view_list(d->k.page, S(notes));
    size_t n;
    int64_t of = reading_desk_is(d, "second") ? c->visitor->account.id : 0;
    enum err e = reading_notes(c->db, c->arena, d->x.id, of, &note, &n);
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(list);
        view_bool(v, S(is_extract), note[i].is_extract);
        view_str(v, S(words), message_for_staff(c->arena, note[i].words));
        view_str(v, S(by_role), note[i].by_role);
        response_show_day(v, S(made), S(made_iso), note[i].made_on, c->arena);
    }
    view_bool(d->k.page, S(has_notes), !e && n > 0);
    return e;
}

/* --- the page --- */

static void fields_view(struct reading_desk *d)
{
    struct coding *k = &d->k;
    struct arena *a = k->c->arena;
    form_field_most(k->f, S(passage_field), "passage", READING_PASSAGE_CHARS);
    form_field_most(k->f, S(note_field), "note", READING_NOTE_CHARS);
    form_field_most(k->f, S(extract_field), "extract", READING_NOTE_CHARS);
    view_int(k->page, S(answer), d->x.id);
    view_int(k->page, S(version), d->x.version);
    view_str(k->page, S(seen), hash_hex(a, &d->x.words_hash, HASH_BYTES));
    view_str(k->page, S(action), reading_desk_path(d, "", 0));
    view_bool(k->page, S(is_second), reading_desk_is(d, "second"));
    view_bool(k->page, S(is_settling), reading_desk_is(d, "agreed"));
    view_str(k->page, S(desk_href), coding_path(k, ""));
    view_str(k->page, S(second_href), coding_path(k, "/second"));
    view_str(k->page, S(skip_href), reading_desk_path(d, "after", d->x.id));
    view_bool(k->page, S(is_read), d->x.version > 0 && !d->x.is_changed);
    view_bool(k->page, S(is_again),
              (!reading_desk_is(d, "agreed") && !d->x.version && d->n_codes) ||
                  d->x.is_changed);
    view_bool(k->page, S(is_late), d->is_late);
    view_bool(k->page, S(is_reworded), d->is_reworded);
    view_bool(k->page, S(was_saved), param_str(k->c, "done").n > 0);
    reading_settle_view(d);
    page_back(k->c, coding_path(k, reading_desk_is(d, "first") ? "" : "/second"));
}

enum err reading_desk_show(struct reading_desk *d, int status)
{
    fields_view(d);
    enum err e = context_view(d);
    if (!e)
        e = words_view(d);
    if (!e)
        e = themes_view(d);
    if (!e)
        e = passages_view(d);
    if (!e)
        e = notes_view(d);
    return e ? e : form_render_status(d->k.f, status, "analysis/read");
}
