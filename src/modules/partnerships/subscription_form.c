#include "modules/partnerships/subscription_form.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/subscription_words.h"

#define SENT_MAX 64
#define CHOICE_BYTES 4096

static void show_topics(struct subscription_form *k)
{
    struct form_option option[TOPIC__MAX];
    size_t n = 0;
    for (enum topic t = 0; t < TOPIC__MAX; t++)
        if (topic_is_built(t))
            option[n++] = (struct form_option){ .value = str_from(topic_name(t)),
                                                .label = str_from(topic_label(t)) };
    form_options(k->f, S(topics), "topics", option, n);
}

/* Those that are `first`, or those that are not, from A to Z. */
static size_t take_areas(struct subscription_form *k, bool is_first, struct form_option *option)
{
    size_t n = 0;
    for (size_t i = 0; i < k->all.n && n < AREAS_MAX; i++) {
        const struct partnership *p = &k->all.item[i];
        if (list_holds(k->first, p->slug) == is_first)
            option[n++] = (struct form_option){ .value = p->slug, .label = p->short_name };
    }
    return n;
}

static bool is_sent_elsewhere(struct subscription_form *k)
{
    struct str sent[SENT_MAX];
    bool is_post = k->c->req->method == METHOD_POST;
    size_t n = is_post ? param_list(k->c, "areas", sent, SENT_MAX) : 0;
    for (size_t i = 0; i < n; i++)
        if (!list_holds(k->first, sent[i]) && !str_eq(sent[i], STR(SUBSCRIPTION_EVERYWHERE)))
            return true;
    return false;
}

void subscription_form_show(struct subscription_form *k)
{
    struct form_option *option = arena_array(k->c->arena, 2 * AREAS_MAX + 1, sizeof *option);
    show_topics(k);
    if (!option)
        return;
    size_t n = take_areas(k, true, option);
    option[n++] = (struct form_option){ .value = STR(SUBSCRIPTION_EVERYWHERE),
                                        .label = STR(SUBSCRIBE_EVERYWHERE) };
    struct view *v = form_options(k->f, S(areas), "areas", option, n);
    struct form_options_rest rest = { .option = option + n, .before = n };
    rest.n = take_areas(k, false, option + n);
    form_options_more(k->f, v, S(others), "areas", &rest);
    view_bool(v, S(has_others), rest.n > 0);
    view_bool(v, S(others_open), is_sent_elsewhere(k));
}

static void add_word(struct buf *list, struct str word)
{
    if (list->n)
        buf_char(list, ';');
    buf_str(list, word);
}

static bool holds(const struct str *sent, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(sent[i], word))
            return true;
    return false;
}

struct subscription_choice subscription_form_choice(struct subscription_form *k)
{
    struct arena *a = k->c->arena;
    struct buf *topics = buf_in(a, CHOICE_BYTES), *areas = buf_in(a, CHOICE_BYTES);
    struct str sent[SENT_MAX], everywhere = STR(SUBSCRIPTION_EVERYWHERE);
    size_t n = param_list(k->c, "topics", sent, SENT_MAX);
    for (enum topic t = 0; t < TOPIC__MAX; t++)
        if (topic_is_built(t) && holds(sent, n, str_from(topic_name(t))))
            add_word(topics, str_from(topic_name(t)));
    n = param_list(k->c, "areas", sent, SENT_MAX);
    bool is_everywhere = holds(sent, n, everywhere);
    for (size_t i = 0; !is_everywhere && i < k->all.n; i++)
        if (holds(sent, n, k->all.item[i].slug))
            add_word(areas, k->all.item[i].slug);
    return (struct subscription_choice){ .topics = buf_view(topics),
                                         .areas =
                                             is_everywhere ? everywhere : buf_view(areas) };
}

bool subscription_form_check(struct subscription_form *k,
                             const struct subscription_choice *choice)
{
    if (!choice->topics.n)
        form_error(k->f, "topics", STR(SUBSCRIBE_SELECT_TOPIC));
    if (!choice->areas.n)
        form_error(k->f, "areas", STR(SUBSCRIBE_SELECT_AREA));
    return !form_failed(k->f);
}
