#include "modules/bodies/desk_likely.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/partnerships/partnership_page.h"

struct body_likeness desk_likely_typed(const struct body *b)
{
    return (struct body_likeness){ .name = b->name,
                                   .other_names = b->other_names,
                                   .charity_number = b->charity_number,
                                   .website = b->website,
                                   .email = b->contact_email,
                                   .phone = b->contact_phone,
                                   .except_id = b->id };
}

static void show_whys(struct list *whys, unsigned why)
{
    static const struct {
        enum body_why why;
        const char *words;
    } all[] = { { BODY_SAME_NUMBER, LIKELY_NUMBER },
                { BODY_SAME_NAME, LIKELY_NAME },
                { BODY_SAME_DOMAIN, LIKELY_DOMAIN },
                { BODY_SAME_PHONE, LIKELY_PHONE } };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (why & (unsigned)all[i].why)
            list_add_str(whys, str_from(all[i].words));
}

/* Its page here where this person may see it, else the public one. */
static enum err link_to(const struct body_desk *d, const struct body_match *m, struct str *href)
{
    struct body_desk_one one;
    enum err e = body_desk_load_id(d, m->body_id, &one);
    *href = (struct str){ 0 };
    if (!e)
        *href = body_desk_path_of(d, m->body_id, "");
    else if (e == ERR_NOT_FOUND && m->is_public)
        *href = url_path(d->c->arena, "/bodies/%", m->slug);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err desk_likely_show(const struct body_desk *d, const struct body_likeness *like,
                          struct view *page, size_t *n)
{
    struct body_match match[LIKELY_MAX];
    struct list *list = view_list(page, S(likely));
    *n = 0;
    enum err e = body_likely(d->c->db, d->c->arena, like, match, LIKELY_MAX, n);
    for (size_t i = 0; i < *n && !e; i++) {
        struct view *v = list_add(list);
        struct str href;
        e = link_to(d, &match[i], &href);
        view_str(v, S(name), match[i].name);
        view_text(v, S(href), href);
        view_text(v, S(number), match[i].charity_number);
        view_str(v, S(state_label), body_word_label(&body_states, match[i].state));
        show_whys(view_list(v, S(whys)), match[i].why);
    }
    view_bool(page, S(has_likely), *n > 0);
    return e;
}

void desk_likely_none(struct view *page)
{
    (void)view_list(page, S(likely));
    view_bool(page, S(has_likely), false);
}

enum err desk_likely_page(struct ctx *c)
{
    struct body_desk d;
    size_t n;
    enum err e = body_desk_open(c, &d);
    if (e)
        return e;
    struct view *v = view_in(c->arena);
    const struct body_likeness like = { .name = param_str(c, "name"),
                                        .charity_number = param_str(c, "charity_number"),
                                        .website = param_str(c, "web"),
                                        .phone = param_str(c, "contact_phone") };
    e = desk_likely_show(&d, &like, v, &n);
    return e ? e : ctx_render(c, "bodies/desk_likely_list", v);
}
