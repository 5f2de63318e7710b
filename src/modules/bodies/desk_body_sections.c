/* desk_body_sections.c: what hangs on the page of one entry, in the order of the page. */
#include "modules/bodies/desk_body_show.h"

#include "modules/bodies/body_flag_pages.h"

/* What the register of charities says otherwise (2.5). */
static enum err flags(struct desk_body *k)
{
    return body_flag_panel(k->desk.c, k->page, k->one.b.id, body_desk_path(&k->desk, "/flags"));
}

const desk_body_section desk_body_sections[] = { flags, NULL };
