#include "app/home_page.h"

#include "gen/symbols.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/event_pages.h"
#include "modules/partnerships/finder_view.h"
#include "modules/partnerships/map_view.h"

enum err home_page(struct ctx *c)
{
    struct view *v = page_new(c, "home");
    enum err e = finder_view_fill(c, v, (struct str){ 0 }, (struct str){ 0 });
    if (!e)
        e = map_view_fill(c, v);
    if (!e)
        e = consultation_home_panel(c, v);
    if (!e)
        e = event_home_panel(c, v);
    return e ? e : ctx_render(c, "home", v);
}
