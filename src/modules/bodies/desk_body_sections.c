/* desk_body_sections.c: what hangs on the page of one entry, in the order of the page. */
#include "modules/bodies/adjustment_pages.h"
#include "modules/bodies/body_flag_pages.h"
#include "modules/bodies/body_merge_pages.h"
#include "modules/bodies/body_review_pages.h"
#include "modules/bodies/contact_pages.h"
#include "modules/bodies/desk_body_show.h"

/* What the register of charities says otherwise (2.5). */
static enum err flags(struct desk_body *k)
{
    return body_flag_panel(k->desk.c, k->page, k->one.b.id, body_desk_path(&k->desk, "/flags"));
}

/* The entry in the eyes of the page's partnership. */
static struct own_body own_of(const struct desk_body *k)
{
    return (struct own_body){ .own = k->desk.own,
                              .body = k->one.b,
                              .is_accepted = k->one.is_accepted };
}

static enum err timeline(struct desk_body *k)
{
    const struct own_body b = own_of(k);
    return contact_panel(k->desk.c, &b, k->page);
}

static enum err needs(struct desk_body *k)
{
    const struct own_body b = own_of(k);
    return need_panel(k->desk.c, &b, k->page);
}

const desk_body_section desk_body_sections[] = { flags, review_section, timeline,
                                                 needs, merge_section,  NULL };
