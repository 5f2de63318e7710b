/*
 * feedback_help.h: a closed consultation of Fife with a coding frame, and answers of its
 * partnership written as the pages write them; one include a program.
 */
#ifndef TESTS_CORE_FEEDBACK_HELP_H
#define TESTS_CORE_FEEDBACK_HELP_H

#include "core/base/clock.h"
#include "app/house.h"
#include "modules/feedback/feedback.h"
#include "modules/people/visitor.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"

#define DAY ((int64_t)HELP_DAY_S)

static struct core *core;
static struct help_asks h;
static struct consultation x;
static struct someone fife, angus;

/* The clock of the test and of what it writes. */
static inline void at(int64_t now_s)
{
#ifdef CJ_TEST
    clock_set_s(now_s);
#endif
    h.now_s = now_s;
}

static inline void written(void)
{
    atomic_fetch_add(&core->app->generation, 1);
}

struct theme_help {
    int64_t consultation_id, id;
    const char *name, *outcome;
};

static inline enum err theme_help_fn(struct db *db, void *arg)
{
    struct theme_help *t = arg;
    enum err e = db_one_i64(
        db,
        "INSERT INTO theme (consultation_id, outcome, name, definition, seq, version) VALUES "
        "($1, $2, $3, '', (SELECT count(*) + 1 FROM theme WHERE consultation_id = $1), 1) "
        "RETURNING id",
        BINDS(bi(t->consultation_id), bt(str_from(t->outcome)), bt(str_from(t->name))), &t->id);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = h.now_s });
}

static inline int64_t theme_made(const char *name, const char *outcome)
{
    struct theme_help t = { .consultation_id = x.id, .name = name, .outcome = outcome };
    if (store_write(h.store, theme_help_fn, &t))
        die("no theme %s", name);
    return t.id;
}

/* The coordinator of Fife, for writes without a page. */
static inline struct actor feedback_actor(void)
{
    struct actor a = { 0 };
    bool lacks_factor = false;
    const struct actor_ask ask = { fife.account_id, h.now_s, true };
    is_i64(actor_load(core->worker->db_all, core->arena, &ask, &a, &lacks_factor), OK,
           "the coordinator is known");
    return a;
}

/* A write of feedback.h; w as it is afterwards. */
static inline enum err feedback_did(store_write_fn fn, struct feedback_write *w)
{
    const struct actor who = feedback_actor();
    w->actor = &who;
    w->arena = core->arena;
    w->by_role = STR("coordinator");
    w->consultation_id = x.id;
    w->act = (struct act){ .actor = STR("public"), .now_s = h.now_s };
    enum err e = store_write(h.store, fn, w);
    w->actor = NULL;
    written();
    return e;
}

static inline struct feedback_item item_of(int64_t theme_id, const char *decision)
{
    return (struct feedback_item){ .theme_id = theme_id,
                                   .you_said = STR("People asked for *housing on release*."),
                                   .decision = str_from(decision),
                                   .we_did = STR("We begin a **housing protocol** in April."),
                                   .plan_reference = STR("Action 2.4"),
                                   .plan_url = STR("https://example.org/plan#2.4") };
}

static inline struct feedback_item item_now(int64_t id)
{
    struct feedback_item i = { 0 };
    is_i64(feedback_load(core->worker->db_all, core->arena, id, &i), OK, "the answer is there");
    return i;
}

static inline int64_t item_added(struct feedback_item to)
{
    struct feedback_write w = { .to = to };
    is_i64(feedback_did(feedback_save_fn, &w), OK, "an answer is written");
    return core_count(core, "SELECT max(id) FROM feedback_item");
}

static inline struct str mark_of(int64_t id)
{
    const struct feedback_item i = item_now(id);
    return feedback_mark(core->arena, &i, 1);
}

static inline enum err item_published(int64_t id)
{
    struct feedback_write w = { .to = { .id = id }, .seen = mark_of(id) };
    return feedback_did(feedback_publish_fn, &w);
}

/* Fife asked until two days ago. */
static inline void feedback_start(void)
{
    static const char *const options[] = {
        "--limit-searches", "0", "--limit-pages", "0", "--limit-posts", "0", NULL
    };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    h = help_asks(core->app->store, core->worker->db_all, core->arena);
    int64_t now_s = clock_now_s();
    at(now_s);
    x = help_consultation(&h, "fife", "Sample draft plan");
    help_publish(&h, &x);
    written();
}

static inline void feedback_closes(void)
{
    at(x.closes_at_s + 2 * DAY);
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    written();
}

#endif
