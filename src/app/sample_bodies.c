/*
 * sample_bodies.c: about 300 entries for the register of a sample database: every activity of
 * data/sample in some areas, in every kind and state, and some that work everywhere.
 */
#include "app/sample.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "modules/bodies/body.h"
#include "modules/partnerships/area.h"

#define LINES_MAX 40
#define AREAS_OF_ONE 3
#define BATCH 10 /* entries a write: well under its 50 ms */
#define BATCH_BYTES (2 * MIB)
#define DAY_S 86400
#define STALE_DAYS 500 /* since the last review: longer than a year and its reminders */

enum activity_field { A_NOUN, A_TOPICS, A_GROUNDS, A_PURPOSES, A_N };
enum form_field { F_ENDING, F_KIND, F_NUMBER, F_COMMUNITY, F_SIZE, F_N };
enum national_field { N_NAME, N_TOPICS, N_GROUNDS, N_PURPOSES, N_SIZE, N_N };

struct maker {
    struct sample *s;
    struct area_list areas;
    struct str activity[LINES_MAX][A_N];
    size_t n_activities;
    struct str form[LINES_MAX][F_N];
    size_t n_forms;
    size_t n; /* entries so far: gives each its numbers and state */

    struct body body[BATCH];
    size_t n_batch;
    int64_t first_id;
};

static struct str days_ago(struct maker *m, size_t days)
{
    int64_t at_s = m->s->act.now_s - (int64_t)days * DAY_S;
    return date_iso(m->s->arena, london_from_s(at_s).date);
}

/* --- writing --- */

static enum err batch_fn(struct db *db, void *arg)
{
    struct maker *m = arg;
    struct arena *a = arena_new(BATCH_BYTES);
    enum err e = OK;
    for (size_t i = 0; !e && i < m->n_batch; i++)
        e = body_add(db, a, &m->body[i], &m->s->act);
    arena_free(a);
    return e;
}

static enum err write_batch(struct maker *m)
{
    enum err e = m->n_batch ? store_write(m->s->store, batch_fn, m) : OK;
    if (!e && m->n_batch && !m->first_id)
        m->first_id = m->body[0].id;
    m->s->n_bodies += m->n_batch;
    m->n_batch = 0;
    return e;
}

static enum err put(struct maker *m, struct body *b)
{
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n_faults = 0;
    enum err e = body_judge(m->s->db, m->s->arena, b, fault, &n_faults);
    if (e || n_faults)
        return e ? e : ERR_INVALID;
    rand_bytes(b->audit_key.byte, sizeof b->audit_key.byte);
    m->body[m->n_batch++] = *b;
    m->n++;
    return m->n_batch == BATCH ? write_batch(m) : OK;
}

/* --- one entry --- */

static void set_contact(struct maker *m, struct body *b)
{
    struct arena *a = m->s->arena;
    int n = (int)m->n;
    if (n % 7 != 6)
        b->website = str_printf(a, "https://www.sample-%03d.example.org", n);
    b->contact_role = n % 3 ? STR("Office") : STR("Development worker");
    b->contact_email = str_printf(a, "office@sample-%03d.example.org", n);
    /* numbers that Ofcom keeps for drama */
    b->contact_phone = str_printf(a, "01632 960 %03d", n % 1000);
    b->own_name = STR("Sample contact");
    b->own_email = str_printf(a, "contact@sample-%03d.example.org", n);
}

static void set_state(struct maker *m, struct body *b)
{
    static const struct str consent[] = { STR_INIT("given"), STR_INIT("given"),
                                          STR_INIT("public_source"), STR_INIT("asked"),
                                          STR_INIT("not_asked") };
    size_t n = m->n;
    b->is_stale = n % 11 == 3;
    b->state = n % 37 == 5 ? STR("dormant") : n % 61 == 7 ? STR("closed") : STR("active");
    b->reviewed_on = days_ago(m, b->is_stale ? STALE_DAYS + n : n * 13 % 300);
    b->consent = consent[n % 5];
    b->consent_on = n % 5 < 2 ? b->reviewed_on : (struct str){ NULL, 0 };
    b->source = n % 2 ? STR("Sample list of members") : STR("Entered by a sample coordinator");
    b->source_on = days_ago(m, 40);
}

static void set_areas(struct maker *m, struct body *b, size_t from, size_t n)
{
    b->area = arena_array(m->s->arena, n, sizeof *b->area);
    for (size_t i = 0; b->area && i < n; i++) {
        const struct area *of = &m->areas.item[(from + i) % m->areas.n];
        b->area[b->n_areas++] = (struct body_area){ .area_id = of->id,
                                                    .partnership_id = of->partnership_id,
                                                    .slug = of->slug,
                                                    .name = of->name,
                                                    .is_involved = b->grounds.n > 0,
                                                    .is_community = b->is_community };
    }
}

static enum err put_local(struct maker *m, size_t i, size_t j)
{
    struct str *what = m->activity[i], *form = m->form[(i * 3 + j) % m->n_forms];
    const struct area *area = &m->areas.item[j];
    bool wants_community = what[A_GROUNDS].n == 0;
    for (size_t k = 0; k < m->n_forms; k++) {
        form = m->form[(i * 3 + j + k) % m->n_forms];
        if (str_eq(form[F_COMMUNITY], STR("yes")) == wants_community)
            break;
    }
    struct body b = { .set_id = BODY_SET_ENTERED,
                      .is_named = true,
                      .is_community = wants_community,
                      .kind = form[F_KIND],
                      .size_band = form[F_SIZE],
                      .topics = what[A_TOPICS],
                      .grounds = what[A_GROUNDS],
                      .purposes = what[A_PURPOSES],
                      .office = (i + j) % 5 ? area->name : STR("Edinburgh") };
    b.name = str_printf(m->s->arena, "Sample %.*s %.*s %.*s", STR_ARG(area->name),
                        STR_ARG(what[A_NOUN]), STR_ARG(form[F_ENDING]));
    if (str_eq(form[F_NUMBER], STR("yes")))
        b.charity_number = str_printf(m->s->arena, "SC09%04d", (int)m->n);
    if (str_find(what[A_TOPICS], STR("domestic_abuse")) != STR_NONE && m->n % 4 == 0) {
        b.is_named = false;
        b.description = STR("a support group for women");
    }
    set_contact(m, &b);
    set_state(m, &b);
    set_areas(m, &b, j, (i + j) % 18 == 0 ? AREAS_OF_ONE : (i + j) % 6 == 0 ? 2 : 1);
    return put(m, &b);
}

static enum err put_national(struct maker *m, const struct str field[N_N])
{
    struct body b = { .set_id = BODY_SET_ENTERED,
                      .is_named = true,
                      .name = field[N_NAME],
                      .kind = STR("charity"),
                      .size_band = field[N_SIZE],
                      .topics = field[N_TOPICS],
                      .grounds = field[N_GROUNDS],
                      .purposes = field[N_PURPOSES],
                      .office = STR("Edinburgh"),
                      .charity_number = str_printf(m->s->arena, "SC09%04d", (int)m->n) };
    set_contact(m, &b);
    set_state(m, &b);
    b.state = STR("active");
    set_areas(m, &b, 0, m->areas.n);
    return put(m, &b);
}

/* --- all --- */

static size_t read_lines(const char *name, struct str *field, size_t n_fields)
{
    struct sample_lines lines = sample_text(name);
    size_t n = 0;
    while (n < LINES_MAX && sample_line(&lines, field + n * n_fields, n_fields))
        n++;
    return n;
}

static enum err put_all(struct maker *m)
{
    struct str national[N_N];
    struct sample_lines lines = sample_text("national");
    enum err e = OK;
    while (!e && sample_line(&lines, national, N_N))
        e = put_national(m, national);
    for (size_t i = 0; i < m->n_activities; i++)
        for (size_t j = 0; !e && j < m->areas.n; j++)
            if ((i * 7 + j * 5) % 13 < 5)
                e = put_local(m, i, j);
    return e ? e : write_batch(m);
}

enum err sample_bodies(struct sample *s, int64_t *body_of_editor)
{
    struct maker *m = ARENA_NEW(s->arena, struct maker);
    if (!m)
        return ERR_LIMIT;
    m->s = s;
    m->n_activities = read_lines("activities", m->activity[0], A_N);
    m->n_forms = read_lines("forms", m->form[0], F_N);
    enum err e = area_list(s->db, s->arena, &m->areas);
    if (!e && (!m->areas.n || !m->n_activities || !m->n_forms))
        e = ERR_NOT_FOUND;
    if (!e)
        e = put_all(m);
    *body_of_editor = m->first_id;
    return e;
}
