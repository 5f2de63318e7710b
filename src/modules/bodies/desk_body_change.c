/* desk_body_change.c: the buttons of the page of one entry: tags, taking it in, "it is right".
 */
#include "modules/bodies/desk_body_show.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/body_batch.h"
#include "modules/bodies/body_tag.h"
#include "modules/people/visitor.h"

static struct str done_path(struct desk_body *k, const char *done)
{
    return url_query(k->desk.c->arena, body_desk_path_of(&k->desk, k->one.b.id, ""),
                     STR("done"), str_from(done));
}

/* --- tags --- */

static struct body_tag_change tag_change(struct desk_body *k)
{
    return (struct body_tag_change){ .arena = k->desk.c->arena,
                                     .act = ctx_act(k->desk.c),
                                     .partnership_id = k->desk.partnership_id,
                                     .body_id = &k->one.b.id,
                                     .n = 1 };
}

static enum err add_tag(struct desk_body *k)
{
    struct body_tag_change x = tag_change(k);
    form_required(k->f, "tag", STR(TAG_ENTER));
    form_length(k->f, "tag", BODY_TAG_CHARS, STR(TAG_WORDS));
    if (form_failed(k->f))
        return desk_body_render(k, 0);
    x.name = form_value(k->f, "tag");
    enum err e = form_send_once(k->f, body_tag_fn, &x, done_path(k, "tagged"));
    if (e == ERR_TOO_MANY)
        form_error(k->f, "tag", STR(TAG_MANY));
    return e == ERR_TOO_MANY || e == ERR_CONFLICT ? desk_body_render(k, 0) : e;
}

static enum err take_tag(struct desk_body *k, int64_t tag_id)
{
    struct body_tag_change x = tag_change(k);
    x.tag_id = tag_id;
    enum err e = form_send_once(k->f, body_untag_fn, &x, done_path(k, "untagged"));
    return e == ERR_CONFLICT ? desk_body_render(k, 0) : e;
}

/* --- taken in, checked --- */

static enum err mark(struct desk_body *k, bool accepts)
{
    struct body_batch x = { .arena = k->desk.c->arena,
                            .act = ctx_act(k->desk.c),
                            .partnership_id = k->desk.partnership_id,
                            .body_id = &k->one.b.id,
                            .n = 1,
                            .today = body_desk_today(&k->desk) };
    enum err e = form_send_once(k->f, accepts ? body_accept_fn : body_reviewed_fn, &x,
                                done_path(k, accepts ? "accepted" : "reviewed"));
    return e == ERR_CONFLICT ? desk_body_render(k, 0) : e;
}

enum err desk_body_post_page(struct ctx *c)
{
    struct desk_body k;
    enum err e = desk_body_open(c, &k);
    if (e)
        return e;
    struct str pressed = form_value(k.f, "do"), word;
    int64_t tag_id = 0;
    bool may_change = k.one.is_ours && !k.one.b.merged_into;
    if (str_eq(pressed, STR("tag")) && !k.desk.is_admin && !k.one.b.merged_into)
        return add_tag(&k);
    if (str_eq(pressed, STR("accept")) && !k.desk.is_admin && may_change)
        return mark(&k, true);
    if (str_eq(pressed, STR("review")) && may_change)
        return mark(&k, false);
    if (!k.desk.is_admin && str_cut(&pressed, '-', &word) && str_eq(word, STR("untag")) &&
        str_to_i64(pressed, &tag_id) && tag_id > 0)
        return take_tag(&k, tag_id);
    return ERR_BAD_REQUEST;
}
