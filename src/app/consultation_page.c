#include "app/consultation_page.h"

#include "modules/consultations/consultation_pages.h"
#include "modules/feedback/feedback_pages.h"

enum err consultation_show_page(struct ctx *c)
{
    struct view *v;
    int64_t consultation_id = 0;
    enum err e = consultation_show_fill(c, &v, &consultation_id);
    if (e || !v)
        return e;
    e = feedback_panel(c, v, consultation_id);
    return e ? e : ctx_render(c, "consultations/show", v);
}
