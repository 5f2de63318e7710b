/*
 * respond_help.h: a consultation that asks, and browsers that answer it.
 */
#ifndef TESTS_CORE_RESPOND_HELP_H
#define TESTS_CORE_RESPOND_HELP_H

#include "tests/body_help.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"

#include "app/house.h"

static const char *const respond_options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct help_asks h;
static struct consultation asked;
static int64_t q_first, q_long, q_more, q_date, q_age; /* of `asked` */

static inline const char *z_printf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
static inline const char *z_printf(const char *format, ...)
{
    va_list ap;
    struct buf *b = buf_in(core->arena, 65536);
    va_start(ap, format);
    buf_vprintf(b, format, ap);
    va_end(ap);
    return str_z(core->arena, buf_view(b));
}

/* "/consultations/SLUG/respond" and what follows. */
static inline const char *at(const char *below)
{
    return z_printf("/consultations/%.*s/respond%s", STR_ARG(asked.slug), below);
}

static inline const char *q_at(int64_t question)
{
    return z_printf("%s/q%lld", at(""), (long long)question);
}

static inline struct someone browser(void)
{
    return (struct someone){ .cookie = NULL, .form = NULL };
}

static inline struct answer see(struct someone *who, const char *path)
{
    return who->cookie ? core_get_as(core, who, path) : core_get(core, path, NULL);
}

static inline struct answer fill(struct someone *who, const char *path, const char *fields)
{
    struct answer a =
        who->cookie ? core_fill_as(core, who, path, fields) : core_fill(core, path, fields);
    core_take_cookie(core, who, &a);
    return a;
}

static inline struct answer fill_q(struct someone *who, int64_t question, const char *value)
{
    return fill(who, q_at(question), z_printf("q%lld=%s", (long long)question, value));
}

static inline bool leads_to(const struct answer *a, const char *path)
{
    bool is = a->status == 303 && str_starts(a->location, str_from(path));
    if (!is)
        printf("# %d %.*s, not %s\n", a->status, STR_ARG(a->location), path);
    return is;
}

static inline struct someone begin(void)
{
    struct someone who = browser();
    struct answer a = fill(&who, at(""), "");
    ok(leads_to(&a, at("?begun=")) && who.cookie, "[3.14] it begins, without an account");
    return who;
}

/* One required question, a long one, one asked of those who say no, a date, and an age in a
 * section that is kept apart. */
static inline void ask_them(struct consultation *x)
{
    int64_t views = help_section(&h, x, "Your views", false);
    q_first = help_question(&h, x, views,
                            (struct help_ask){ .type = "one",
                                               .title = "Is the draft clear?",
                                               .options = "yes\tYes\nno\tNo\n",
                                               .is_required = true });
    q_more = help_question(&h, x, views,
                           (struct help_ask){ .type = "several",
                                              .title = "What is not clear?",
                                              .options = "words\tThe words\nmap\tThe map\n",
                                              .has_other = true,
                                              .only_if = q_first,
                                              .only_if_options = "no" });
    q_long = help_question(
        &h, x, views,
        (struct help_ask){ .type = "long", .title = "Why do you say this?", .most = 100 });
    q_date = help_question(&h, x, views,
                           (struct help_ask){ .type = "date", .title = "When was it?" });
    int64_t apart = help_section(&h, x, "About equality", true);
    q_age = help_question(&h, x, apart,
                          (struct help_ask){ .type = "one",
                                             .title = "How old are you?",
                                             .options = "young\tUnder 25\nold\t25 or over\n" });
}

static inline void start_respond_with(const char *const *options)
{
    core = core_start_with(options);
    h = help_asks(core->app->store, core->worker->db_all, core->arena);
    asked = help_consultation(&h, "fife", "A sample draft plan");
    ask_them(&asked);
    help_publish(&h, &asked);
}

static inline void start_respond(void)
{
    start_respond_with(respond_options);
}

/* All pages of an individual who gives no name and no address. */
static inline void answer_all(struct someone *who)
{
    fill(who, at("/who"), "who=individual");
    fill(who, at("/you"), "name=&email=");
    fill_q(who, q_first, "yes");
    fill_q(who, q_long, "We+see+it+every+day");
    fill(who, q_at(q_date), "");
    fill_q(who, q_age, "young");
    struct answer a = fill(who, at("/publish"), "publish=publish_anonymous&may_contact=no");
    ok(leads_to(&a, at("/check")), "[3.14] up to the check");
}

#endif
