#include "app/partnership_page.h"

#include "modules/bodies/body_pages.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/partnerships/partnership_pages.h"

enum err partnership_show_page(struct ctx *c)
{
    struct partnership_shown shown;
    enum err e = partnership_show_fill(c, &shown);
    if (e || !shown.v)
        return e;
    e = body_panel(c, shown.v, shown.partnership_id, shown.slug);
    if (!e)
        e = consultation_panel(c, shown.v, shown.partnership_id, shown.slug);
    if (!e)
        e = feedback_newest_panel(c, shown.v, shown.partnership_id, shown.slug);
    return e ? e : ctx_render(c, "partnership/show", shown.v);
}
