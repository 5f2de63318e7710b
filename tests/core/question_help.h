/*
 * question_help.h: a consultation of Fife with questions of the test's own, written as the
 * pages write them; one include a program.
 */
#ifndef TESTS_CORE_QUESTION_HELP_H
#define TESTS_CORE_QUESTION_HELP_H

#include "app/app.h"
#include "app/house.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/question_write.h"
#include "tests/core/core_people.h"

#define CONSULTATION_DAY_S ((int64_t)86400)

static struct core *core;

/* A write of the program itself, which its pages see at once. */
static inline enum err question_help_write(store_write_fn fn, void *arg)
{
    enum err e = store_write(app_store(core->app), fn, arg);
    atomic_fetch_add(&core->app->generation, 1);
    return e;
}

static inline struct act question_act(void)
{
    return (struct act){ .actor = STR("public"), .now_s = clock_now_s() };
}

struct consultation_help {
    struct consultation c;
    bool is_change;
};

static inline enum err consultation_help_fn(struct db *db, void *arg)
{
    struct consultation_help *h = arg;
    struct act act = question_act();
    return h->is_change
               ? consultation_change(db, core->arena, &h->c, &act, STR("consultation.change"))
               : consultation_add(db, core->arena, &h->c, &act);
}

/* A draft of that title in Fife; opens in a day where nothing else is said. */
static inline struct consultation consultation_made(const char *title)
{
    struct consultation_help h = { .c = { .title = str_from(title),
                                          .kind = STR("plan_draft"),
                                          .opens_at_s = clock_now_s() - CONSULTATION_DAY_S,
                                          .closes_at_s =
                                              clock_now_s() + 30 * CONSULTATION_DAY_S,
                                          .results_by = STR("2027-03-31") } };
    h.c.partnership_id = core_count(core, "SELECT id FROM partnership WHERE slug = 'fife'");
    is_i64(question_help_write(consultation_help_fn, &h), OK, "a consultation is made");
    return h.c;
}

/* Open from now on. */
static inline void consultation_opened(int64_t id)
{
    struct consultation_help h = { .is_change = true };
    enum err e = consultation_load(core->worker->db_all, core->arena, id, &h.c);
    h.c.stage = STR("published");
    h.c.published_at_s = clock_now_s();
    if (!e)
        e = question_help_write(consultation_help_fn, &h);
    is_i64(e, OK, "the consultation is published");
}

/* What a function of question_write.h did; w as it is afterwards. */
static inline enum err question_written_by(store_write_fn fn, struct question_write *w)
{
    w->arena = core->arena;
    w->act = question_act();
    w->by_role = STR("Coordinator");
    return question_help_write(fn, w);
}

static inline int64_t section_made(int64_t consultation_id, const char *title, bool is_equality)
{
    struct question_write w = { .consultation_id = consultation_id,
                                .section = { .title = str_from(title),
                                             .is_equality = is_equality } };
    is_i64(question_written_by(section_add_fn, &w), OK, "a section is made");
    return w.section.id;
}

/* The question with what is said of it; its id. */
static inline int64_t question_made(int64_t consultation_id, struct question q,
                                    const char *options)
{
    struct question_write w = { .consultation_id = consultation_id, .q = q };
    enum err e = question_options_typed(core->arena, str_from(options), NULL, &w.q);
    if (!e)
        e = question_written_by(question_add_fn, &w);
    is_i64(e, OK, "a question is made");
    return w.q.id;
}

static inline struct question_form question_form_of(int64_t consultation_id)
{
    struct question_form f = { 0 };
    is_i64(question_form_load(core->worker->db_all, core->arena, consultation_id, &f), OK,
           "the form is loaded");
    return f;
}

#endif
