#include "modules/partnerships/subscription_mail.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/subscription_words.h"
#include "modules/people/people.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)

struct subscription_post subscription_post_of(struct ctx *c)
{
    return (struct subscription_post){ .a = c->arena,
                                       .templates = c->templates,
                                       .site = c->site,
                                       .link_key = &c->people->link_key,
                                       .now_s = c->now_s };
}

void subscription_choice_show(struct view *v, const struct partnership_list *all,
                              const struct subscription_choice *choice)
{
    struct list *topics = view_list(v, S(topic_labels)), *areas = view_list(v, S(area_labels));
    for (enum topic t = 0; t < TOPIC__MAX; t++)
        if (list_holds(choice->topics, str_from(topic_name(t))))
            view_str(list_add(topics), S(label), str_from(topic_label(t)));
    if (list_holds(choice->areas, STR(SUBSCRIPTION_EVERYWHERE)))
        view_str(list_add(areas), S(label), STR(SUBSCRIBE_EVERYWHERE));
    for (size_t i = 0; i < all->n; i++)
        if (list_holds(choice->areas, all->item[i].slug))
            view_str(list_add(areas), S(label), all->item[i].short_name);
}

static enum err render(const struct subscription_post *p, struct view *v, struct mail *out)
{
    struct buf *text = buf_in(p->a, MAIL_TEXT_BYTES);
    view_str(v, S(service_name), p->site->service_name);
    view_str(v, S(origin), p->site->origin);
    enum err e = tpl_render_text(p->templates, out->kind, v, p->a, text);
    out->id = rand_id();
    out->queued_at_s = p->now_s;
    out->body = buf_view(text);
    out->holds_key = true;
    return e;
}

/* "https://example.scot/subscriptions/stop/KEY" */
static struct str url_of(const struct subscription_post *p, const char *page, struct str key)
{
    return str_printf(p->a, "%.*s/subscriptions/%s/%.*s", STR_ARG(p->site->origin), page,
                      STR_ARG(key));
}

enum err subscription_mail_confirm(const struct subscription_post *p, struct view *v,
                                   const struct subscription_ask *ask, struct mail *out)
{
    *out = (struct mail){ .kind = STR("mail/subscription_confirm"),
                          .object_kind = STR("subscription_request"),
                          .object_id = str_printf(p->a, "%lld", (long long)ask->request.id),
                          .to = ask->request.email,
                          .subject = str_printf(p->a, SUBJECT_CONFIRM,
                                                STR_ARG(p->site->service_name)) };
    view_str(v, S(link), url_of(p, "confirm", ask->key));
    return render(p, v, out);
}

enum err subscription_mail_to(const struct subscription_post *p, struct view *v,
                              const struct subscription *s, struct mail *out)
{
    struct str key = subscription_key(p->a, p->link_key, s->id);
    out->object_kind = STR("subscription");
    out->object_id = str_printf(p->a, "%lld", (long long)s->id);
    out->to = s->email;
    out->is_to_confirmed = true;
    out->list_stop = url_of(p, "stop", key);
    view_str(v, S(stop_url), out->list_stop);
    view_str(v, S(change_url), url_of(p, "open", key));
    return render(p, v, out);
}
