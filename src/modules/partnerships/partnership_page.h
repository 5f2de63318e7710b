/*
 * partnership_page.h: what the pages of one partnership share: the partnership that the address
 * names, its councils, the one that the reader asked for, and the route as view values.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_PAGE_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_PAGE_H

#include "core/web/ctx.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/partnership.h"

struct shown {
    struct partnership p;
    struct area_list areas;
    const struct area *area; /* the council asked for, or the only one; NULL: none of several */
    struct contact_route route;
    bool is_renamed; /* found by a former address: `p` is known, nothing else */
    bool is_shared;  /* covers several councils */
    bool can_send;   /* a message has somewhere to go */
};

/*
 * By the row's parameters slug and area. ERR_NOT_FOUND; but where the slug is that of a council
 * which shares a partnership, or a former one of the partnership, *moved_to is the address that
 * answers instead (empty otherwise).
 */
enum err shown_load(struct ctx *c, struct shown *out, struct str *moved_to) MUST_CHECK;

/* "/partnerships/fife" and an ending: "", "/contact", ".vcf"; ?area= where it matters. */
struct str shown_path(struct ctx *c, const struct shown *s, const char *ending);
/* "Fife council area"; "East Ayrshire, North Ayrshire and South Ayrshire council areas" */
struct str shown_covers(struct arena *a, const struct area_list *areas);
/* "From dgppp.org.uk, November 2026. Not yet confirmed by the partnership" */
struct str source_line(struct arena *a, struct str source, struct str on);

/* What templates/partnership/show and card have in common. */
void shown_view(struct ctx *c, const struct shown *s, struct view *v);
/* steps, others: lists of templates/partnership/step. */
void shown_view_steps(struct ctx *c, const struct shown *s, struct view *v);

/* "0131 496 0123" with spaces that do not break, and "tel:+441314960123". */
struct str phone_shown(struct arena *a, struct str phone);
struct str phone_link(struct arena *a, struct str phone);
/* What a step's link is called: where it leads. */
struct str step_link_label(struct ctx *c, const struct route_step *s);
/* "fife.gov.uk" of "https://www.fife.gov.uk/x" */
struct str host_of(struct str url);

/* The text, or null where it is empty. */
void view_text(struct view *v, symbol name, struct str s);

#endif
