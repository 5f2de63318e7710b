#include "modules/bodies/body_view.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_form_words.h"
#include "modules/bodies/body_page_words.h"
#include "modules/bodies/body_pages.h"

#define SUMMARY_CHARS 220
#define PARTS_MAX 24
#define AREAS_NAMED_MAX 3 /* more are counted */
#define LINE_BYTES 1024
#define LIST_WORDS_BYTES 8192 /* of a list of codes in words */
#define PANEL_ROWS 5

enum err body_labels_load(struct db *db, struct arena *a, struct body_labels *out)
{
    *out = (struct body_labels){ 0 };
    enum err e = list_load(db, a, "topic", &out->topics);
    if (!e)
        e = list_load(db, a, "body_kind", &out->kinds);
    if (!e)
        e = outcomes_load(db, a, &out->outcomes);
    return e ? e : area_list(db, a, &out->areas);
}

struct str body_areas_line(struct arena *a, const struct body_labels *labels, struct str areas)
{
    struct str rest = areas, slug;
    size_t n = 0, i = 0;
    while (str_cut(&rest, ';', &slug))
        n++;
    if (n == labels->areas.n && n)
        return STR(AREAS_ALL);
    if (n > AREAS_NAMED_MAX)
        return str_printf(a, AREAS_SOME, n);
    struct buf *out = buf_in(a, LINE_BYTES);
    for (rest = areas; str_cut(&rest, ';', &slug); i++) {
        const struct area *area = area_named(&labels->areas, slug);
        if (i)
            buf_str(out, i + 1 < n ? STR(", ") : STR(AREAS_AND));
        buf_str(out, area ? area->name : slug);
    }
    return buf_view(out);
}

static void parts_view(struct ctx *c, struct str text, const struct search_words *words,
                       size_t max_chars, struct list *parts)
{
    struct search_part part[PARTS_MAX];
    size_t n = search_parts(c->arena, text, words, max_chars, part, PARTS_MAX);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(parts);
        view_str(v, S(text), part[i].text);
        view_bool(v, S(is_match), part[i].is_match);
    }
}

void body_date_view(struct ctx *c, struct view *v, symbol shown, symbol iso, struct str date)
{
    struct date d;
    view_null(v, shown);
    view_null(v, iso);
    if (!date_parse(date, &d))
        return;
    view_str(v, shown, date_long(c->arena, d));
    view_str(v, iso, date);
}

void body_row_view(struct ctx *c, const struct body_labels *labels, const struct body_public *p,
                   const struct search_words *words, struct view *v)
{
    view_str(v, S(href), url_path(c->arena, "/bodies/%", p->slug));
    parts_view(c, p->name, words, BODY_NAME_CHARS, view_list(v, S(title_parts)));
    parts_view(c, p->purposes, words, SUMMARY_CHARS, view_list(v, S(summary_parts)));
    view_bool(v, S(has_summary), p->purposes.n > 0);
    view_str(v, S(kind), list_label(&labels->kinds, p->kind));
    view_bool(v, S(is_charity), p->charity_number.n > 0);
    view_str(v, S(charity_number), p->charity_number);
    view_str(v, S(areas_line), body_areas_line(c->arena, labels, p->areas));
    view_bool(v, S(has_areas), p->areas.n > 0);
    view_bool(v, S(is_stale), p->is_stale);
    body_date_view(c, v, S(reviewed), S(reviewed_iso), p->reviewed_on);
    bool is_active = str_eq(p->state, STR("active"));
    view_str(v, S(state_label), is_active ? STR("") : body_word_label(&body_states, p->state));
}

enum err body_panel(struct ctx *c, struct view *v, int64_t partnership_id, struct str slug)
{
    struct body_public first[PANEL_ROWS];
    struct list_words kinds;
    size_t n = 0;
    struct list *bodies = view_list(v, S(bodies));
    enum err e = body_public_list_of(c->db, c->arena, partnership_id, 0, PANEL_ROWS, first, &n);
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &kinds);
    for (size_t i = 0; !e && i < n; i++) {
        struct view *one = list_add(bodies);
        view_str(one, S(href), url_path(c->arena, "/bodies/%", first[i].slug));
        view_str(one, S(name), first[i].name);
        view_str(one, S(kind), list_label(&kinds, first[i].kind));
    }
    view_bool(v, S(has_bodies), n > 0);
    view_str(v, S(bodies_href), url_query(c->arena, STR("/bodies"), STR("partnership"), slug));
    return e;
}

/* --- the record of an entry --- */

static struct str code_words(const struct body_labels *labels, struct str field,
                             struct str code)
{
    if (str_eq(field, STR("areas"))) {
        const struct area *area = area_named(&labels->areas, code);
        return area ? area->name : code;
    }
    if (str_eq(field, STR("topics")))
        return list_label(&labels->topics, code);
    if (str_eq(field, STR("kind")))
        return list_label(&labels->kinds, code);
    if (str_eq(field, STR("outcomes")))
        return outcome_label(&labels->outcomes, code);
    if (str_eq(field, STR("grounds")))
        return body_word_label(&body_grounds, code);
    if (str_eq(field, STR("size_band")))
        return body_word_label(&body_size_bands, code);
    if (str_eq(field, STR("consent")))
        return body_word_label(&body_consents, code);
    return str_eq(field, STR("state")) ? body_word_label(&body_states, code) : code;
}

static bool is_list(struct str field)
{
    return str_eq(field, STR("areas")) || str_eq(field, STR("topics")) ||
           str_eq(field, STR("outcomes")) || str_eq(field, STR("grounds"));
}

struct str body_value_words(struct arena *a, const struct body_labels *labels, struct str field,
                            struct str value)
{
    struct date day;
    if (str_starts(field, STR("is_")))
        return str_eq(value, STR("1")) ? STR(FORM_YES) : STR(FORM_NO);
    if (str_ends(field, STR("_on")) && date_parse(value, &day))
        return date_long(a, day);
    if (!is_list(field))
        return code_words(labels, field, value);
    struct buf *out = buf_in(a, LIST_WORDS_BYTES);
    struct str code;
    while (str_cut(&value, ';', &code)) {
        if (out->n)
            buf_lit(out, ", ");
        buf_str(out, code_words(labels, field, code));
    }
    return buf_view(out);
}
