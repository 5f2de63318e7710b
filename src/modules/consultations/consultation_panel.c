/*
 * consultation_panel.c: what pages that gather from several rooms show of consultations.
 */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"

#define CARDS 3
#define PANEL_ROWS 5

enum err consultation_home_panel(struct ctx *c, struct view *v)
{
    struct consultation_shown_list open;
    struct consultation_labels labels;
    const struct consultation_filter f = { .state = STR("open") };
    enum err e = consultation_list_shown(c, &f, &open);
    if (!e)
        e = consultation_labels_load(c->db, c->arena, &labels);
    if (e)
        return e;
    struct list *cards = view_list(v, S(consultations));
    for (size_t i = 0; i < open.n && i < CARDS; i++)
        consultation_row_view(c, &labels, &open.item[i], list_add(cards));
    view_bool(v, S(has_open_consultations), open.n > 0);
    view_str(v, S(n_open_words),
             open.n == 1 ? STR(HOME_OPEN_ONE)
                         : str_printf(c->arena, HOME_OPEN_MANY, (long long)open.n));
    return OK;
}

enum err consultation_panel(struct ctx *c, struct view *v, int64_t partnership_id,
                            struct str slug)
{
    struct consultation_shown_list all;
    struct consultation_labels labels;
    const struct consultation_filter f = { .partnership_id = partnership_id };
    enum err e = consultation_list_shown(c, &f, &all);
    if (!e)
        e = consultation_labels_load(c->db, c->arena, &labels);
    if (e)
        return e;
    struct list *rows = view_list(v, S(consultations));
    size_t n_now = 0;
    bool has_open = false;
    for (size_t i = 0; i < all.n; i++) {
        const struct consultation_shown *x = &all.item[i];
        if (x->state != CONSULTATION_OPEN && x->state != CONSULTATION_FORTHCOMING)
            continue;
        has_open |= x->state == CONSULTATION_OPEN;
        if (n_now++ < PANEL_ROWS)
            consultation_row_view(c, &labels, x, list_add(rows));
    }
    view_bool(v, S(has_consultations), n_now > 0);
    view_bool(v, S(has_open_consultations), has_open);
    view_bool(v, S(has_any_consultation), all.n > 0);
    view_str(v, S(consultations_href),
             url_path(c->arena, "/partnerships/%/consultations", slug));
    view_str(v, S(consultations_ics),
             url_query(c->arena, STR("/consultations.ics"), STR("partnership"), slug));
    view_str(v, S(consultations_atom),
             url_query(c->arena, STR("/consultations.atom"), STR("partnership"), slug));
    return OK;
}
