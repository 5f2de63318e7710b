/*
 * sample_consultations.c: two consultations of Fife for a sample database, one open and one
 * that opens later, with questions and a paper to comment on.
 */
#include "app/sample.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/consultations/consultation_copy.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/question_write.h"
#include "modules/partnerships/partnership.h"

#define DAY_S 86400
#define SECTIONS_OF_ONE 10

enum consultation_field {
    K_OPENS,
    K_CLOSES,
    K_RESULTS,
    K_KIND,
    K_TITLE,
    K_SUMMARY,
    K_OVERVIEW,
    K_WHY,
    K_NEXT,
    K_N
};
enum question_field { L_SECTION, L_TYPE, L_REQUIRED, L_TITLE, L_HINT, L_OPTIONS, L_ONLY, L_N };

struct consultation_new {
    struct arena *arena;
    const struct act *act;
    const char *questions; /* of data/sample */
    struct consultation x;
};

static struct date day_after(const struct sample *s, int64_t days)
{
    return london_from_s(s->act.now_s + days * DAY_S).date;
}

/* --- questions --- */

struct sections {
    struct question_section at[SECTIONS_OF_ONE];
    size_t n;
};

/* The section of that name, made when it comes first. */
static enum err section_of(struct db *db, int64_t consultation_id, struct sections *all,
                           struct str title, int64_t *id)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->at[i].title, title)) {
            *id = all->at[i].id;
            return OK;
        }
    if (all->n == SECTIONS_OF_ONE)
        return ERR_LIMIT;
    struct question_section *s = &all->at[all->n++];
    *s = (struct question_section){ .title = title };
    enum err e = section_put(db, consultation_id, s);
    *id = s->id;
    return e;
}

static enum err add_question(struct db *db, const struct consultation_new *n,
                             const struct str f[L_N], struct sections *sections,
                             int64_t *before)
{
    struct question q = { .title = f[L_TITLE], .hint = f[L_HINT] };
    struct question_place at = { n->x.id, 0, n->act->now_s };
    if (!question_type_from(f[L_TYPE], &q.type))
        return ERR_INVALID;
    q.is_required = str_eq(f[L_REQUIRED], STR("1"));
    q.only_if = f[L_ONLY].n ? *before : 0;
    q.only_if_options = f[L_ONLY];
    q.most = q.type == QUESTION_SEVERAL ? 3 : 0;
    enum err e = section_of(db, n->x.id, sections, f[L_SECTION], &at.section_id);
    if (!e)
        e = question_options_typed(
            n->arena, str_replace_char(n->arena, f[L_OPTIONS], ';', '\n'), NULL, &q);
    if (!e)
        e = question_put(db, n->arena, &q, &at);
    *before = q.id;
    return e;
}

static enum err add_questions(struct db *db, const struct consultation_new *n)
{
    struct sample_lines lines = sample_text(n->questions);
    struct sections sections = { .n = 0 };
    struct str field[L_N];
    int64_t before = 0;
    enum err e = OK;
    while (!e && sample_line(&lines, field, L_N))
        e = add_question(db, n, field, &sections, &before);
    return e;
}

/* --- the paper --- */

static enum err add_paper(struct db *db, const struct consultation_new *n)
{
    struct str rest = sample_text("paper").rest, line, body = { 0 };
    while (str_cut(&rest, '\n', &line))
        if (line.n && !str_starts(line, STR("# ")))
            body = str_printf(n->arena, "%.*s%.*s\n\n", STR_ARG(body), STR_ARG(line));
    struct document_write w = { .arena = n->arena,
                                .act = *n->act,
                                .x = n->x,
                                .by_role = STR("coordinator"),
                                .to = { .kind = STR("plan_draft"),
                                        .title = STR("Sample draft plan"),
                                        .body = body,
                                        .is_for_comment = true } };
    return document_save_fn(db, &w);
}

/* --- one --- */

static enum err consultation_fn(struct db *db, void *arg)
{
    struct consultation_new *into = arg, n = *into;
    enum err e = consultation_add(db, n.arena, &n.x, n.act);
    if (!e)
        e = add_questions(db, &n);
    if (!e && str_eq(n.x.kind, STR("plan_draft")))
        e = add_paper(db, &n);
    if (e)
        return e;
    n.x.stage = STR("published");
    n.x.published_at_s = n.x.opens_at_s < n.act->now_s ? n.x.opens_at_s : n.act->now_s;
    n.x.first_closes_at_s = n.x.closes_at_s;
    into->x.id = n.x.id;
    return consultation_change(db, n.arena, &n.x, n.act, STR("consultation.publish"));
}

static enum err add_one(struct sample *s, const struct str f[K_N], const char *questions,
                        struct consultation *out)
{
    int64_t opens = 0, closes = 0, results = 0;
    struct partnership fife;
    if (!str_to_i64(f[K_OPENS], &opens) || !str_to_i64(f[K_CLOSES], &closes) ||
        !str_to_i64(f[K_RESULTS], &results))
        return ERR_INVALID;
    enum err e = partnership_find_by_slug(s->db, s->arena, STR("fife"), &fife);
    if (e)
        return e;
    struct consultation_new n = {
        .arena = s->arena,
        .act = &s->act,
        .questions = questions,
        .x = { .partnership_id = fife.id,
               .kind = f[K_KIND],
               .title = f[K_TITLE],
               .summary = f[K_SUMMARY],
               .overview = f[K_OVERVIEW],
               .why = f[K_WHY],
               .next = f[K_NEXT],
               .areas = STR("fife"),
               .audiences = STR("third_sector;community_bodies;public"),
               .topics = STR("throughcare;planning"),
               .contact_role = STR("Sample coordinator"),
               .contact_email = STR("justice@example.org"),
               .opens_at_s =
                   consultation_opens_from(day_after(s, opens), CONSULTATION_OPENS_MINUTE),
               .closes_at_s =
                   consultation_closes_from(day_after(s, closes), CONSULTATION_CLOSES_MINUTE),
               .results_by = date_iso(s->arena, day_after(s, results)) }
    };
    n.x.privacy = consultation_privacy_default(s->arena, STR("Fife"));
    e = store_write(s->store, consultation_fn, &n);
    return e || !out ? e : consultation_load(s->db, s->arena, n.x.id, out);
}

enum err sample_consultations(struct sample *s)
{
    struct sample_lines lines = sample_text("consultations");
    struct str field[K_N];
    enum err e = OK;
    while (!e && sample_line(&lines, field, K_N))
        e = add_one(s, field, "questions", NULL);
    return e;
}

enum err sample_consultation_closed(struct sample *s, struct consultation *out)
{
    struct sample_lines lines = sample_text("closed");
    struct str field[K_N];
    return sample_line(&lines, field, K_N) ? add_one(s, field, "closed_questions", out)
                                           : ERR_INVALID;
}
