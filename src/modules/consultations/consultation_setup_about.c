/* consultation_setup_about.c: what a consultation is about (3.4). */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

#define MINUTES_MOST 240
#define CHOICES_MAX 64

struct about {
    struct setup k;
    struct area_list areas; /* of the partnerships that ask */
    struct list_words audiences, topics;
    struct outcomes outcomes;
};

/* --- opening and showing --- */

static enum err load_areas(struct about *b)
{
    struct area_list all;
    struct ctx *c = b->k.c;
    enum err e = area_list(c->db, c->arena, &all);
    b->areas.item = e ? NULL : arena_array(c->arena, all.n + 1, sizeof *all.item);
    for (size_t i = 0; b->areas.item && i < all.n; i++)
        for (size_t p = 0; p < b->k.x.n_partnerships; p++)
            if (all.item[i].partnership_id == b->k.x.partnership[p])
                b->areas.item[b->areas.n++] = all.item[i];
    return e ? e : b->areas.item ? OK : ERR_LIMIT;
}

static enum err about_open(struct ctx *c, struct about *b)
{
    *b = (struct about){ 0 };
    enum err e = setup_open_task(c, SETUP_ABOUT, &b->k);
    if (!e)
        e = load_areas(b);
    if (!e)
        e = list_load(c->db, c->arena, "audience", &b->audiences);
    if (!e)
        e = list_load(c->db, c->arena, "topic", &b->topics);
    return e ? e : outcomes_load(c->db, c->arena, &b->outcomes);
}

static void fill(struct about *b)
{
    const struct consultation *x = &b->k.x;
    struct form *f = b->k.f;
    struct arena *a = b->k.c->arena;
    form_set(f, "title", x->title);
    form_set(f, "ending", x->slug);
    form_set(f, "kind", x->kind);
    form_set(f, "summary", x->summary);
    form_set(f, "overview", x->overview);
    form_set(f, "why", x->why);
    form_set(f, "next", x->next);
    form_set(f, "areas", x->areas);
    form_set(f, "audiences", x->audiences);
    form_set(f, "topics", x->topics);
    form_set(f, "outcomes", outcome_words(a, &b->outcomes, x->outcomes));
    if (x->minutes)
        form_set(f, "minutes", str_printf(a, "%lld", (long long)x->minutes));
}

static void show_areas(struct about *b)
{
    struct form_option option[AREAS_MAX];
    size_t n = 0;
    for (; n < b->areas.n && n < AREAS_MAX; n++)
        option[n] = (struct form_option){ b->areas.item[n].slug, b->areas.item[n].name, { 0 } };
    form_options(b->k.f, S(areas), "areas", option, n);
}

static enum err show_lists(struct about *b)
{
    struct arena *a = b->k.c->arena;
    struct list_options audiences, topics;
    struct outcome_options outcomes;
    enum err e = list_options(a, &b->audiences, b->k.x.audiences, &audiences);
    if (!e)
        e = list_options(a, &b->topics, b->k.x.topics, &topics);
    if (!e)
        e = outcome_options(a, &b->outcomes, b->k.x.outcomes, &outcomes);
    if (e)
        return e;
    form_options(b->k.f, S(audiences), "audiences", audiences.option, audiences.n);
    form_options(b->k.f, S(topics), "topics", topics.option, topics.n);
    form_options(b->k.f, S(outcomes), "outcomes", outcomes.option, outcomes.n);
    return OK;
}

void consultation_kind_field(struct form *f)
{
    struct form_option option[8];
    size_t n = 0;
    for (; n < 8 && consultation_kinds[n].code; n++)
        option[n] = (struct form_option){ str_from(consultation_kinds[n].code),
                                          str_from(consultation_kinds[n].label),
                                          { 0 } };
    form_options(f, S(kind), "kind", option, n);
}

static enum err show(struct about *b)
{
    struct form *f = b->k.f;
    form_field(f, S(title_field), "title");
    form_field(f, S(ending), "ending");
    view_bool(b->k.page, S(is_published), b->k.is_published);
    view_str(b->k.page, S(slug), b->k.x.slug);
    consultation_kind_field(f);
    form_field_most(f, S(summary), "summary", CONSULTATION_SUMMARY_CHARS);
    form_field_most(f, S(overview), "overview", CONSULTATION_TEXT_CHARS);
    form_field_most(f, S(why), "why", CONSULTATION_TEXT_CHARS);
    form_field_most(f, S(next), "next", CONSULTATION_TEXT_CHARS);
    form_field(f, S(minutes), "minutes");
    show_areas(b);
    enum err e = show_lists(b);
    return e ? e : setup_render(&b->k, "consultations/setup_about");
}

enum err consultation_about_page(struct ctx *c)
{
    struct about b;
    enum err e = about_open(c, &b);
    if (e)
        return e;
    fill(&b);
    return show(&b);
}

/* --- reading --- */

/* The slugs that are among those of the partnerships, ";" between. */
static struct str chosen_areas(struct about *b)
{
    struct arena *a = b->k.c->arena;
    struct str out = { 0 };
    for (size_t i = 0; i < b->areas.n; i++) {
        struct str slug = b->areas.item[i].slug;
        if (form_chosen(b->k.f, "areas", slug))
            out = out.n ? str_printf(a, "%.*s;%.*s", STR_ARG(out), STR_ARG(slug)) : slug;
    }
    return out;
}

static struct str chosen_words(struct about *b, const struct list_words *words,
                               const char *name, struct str kept)
{
    struct str sent[CHOICES_MAX];
    size_t n = param_list(b->k.c, name, sent, CHOICES_MAX);
    return list_choose(b->k.c->arena, words, kept, sent, n);
}

static void read_lists(struct about *b, struct consultation *to)
{
    struct str sent[CHOICES_MAX];
    size_t n = param_list(b->k.c, "outcomes", sent, CHOICES_MAX);
    to->areas = chosen_areas(b);
    to->audiences = chosen_words(b, &b->audiences, "audiences", b->k.x.audiences);
    to->topics = chosen_words(b, &b->topics, "topics", b->k.x.topics);
    to->outcomes = outcome_choose(b->k.c->arena, &b->outcomes, b->k.x.outcomes, sent, n);
    if (b->k.is_published && !to->areas.n)
        form_error(b->k.f, "areas", STR(ABOUT_AREAS));
    if (b->k.is_published && !to->audiences.n)
        form_error(b->k.f, "audiences", STR(ABOUT_AUDIENCES));
}

/* What a published one is called in addresses stays. */
static enum err read_ending(struct about *b, struct consultation *to)
{
    struct form *f = b->k.f;
    struct str typed = form_value(f, "ending"), free_one;
    if (b->k.is_published)
        return OK;
    if (!form_required(f, "ending", STR(ABOUT_ENTER_SLUG)))
        return OK;
    enum err e = consultation_slug_free(b->k.c->db, b->k.c->arena, typed, b->k.x.id, &free_one);
    if (e)
        return e;
    bool is_longer = str_starts(free_one, typed) && free_one.n > typed.n;
    if (!str_eq(free_one, typed))
        form_error(f, "ending", is_longer ? STR(ABOUT_SLUG_TAKEN) : STR(ABOUT_SLUG_FORM));
    to->slug = typed;
    return OK;
}

static void read_minutes(struct about *b, struct consultation *to)
{
    struct str typed = form_value(b->k.f, "minutes");
    to->minutes = 0;
    if (typed.n &&
        (!str_to_i64(typed, &to->minutes) || to->minutes < 1 || to->minutes > MINUTES_MOST))
        form_error(b->k.f, "minutes", STR(ABOUT_MINUTES));
}

/* What the public page cannot do without may not be emptied. */
static void judge_text(struct about *b, const char *name, size_t most, struct str noun)
{
    struct form *f = b->k.f;
    form_length(f, name, most, noun);
    if (b->k.is_published)
        form_required(f, name, str_printf(b->k.c->arena, ABOUT_STAYS, STR_ARG(noun)));
}

static void read_texts(struct about *b, struct consultation *to)
{
    struct form *f = b->k.f;
    to->title = form_value(f, "title");
    to->kind = form_value(f, "kind");
    to->summary = form_value(f, "summary");
    to->overview = form_value(f, "overview");
    to->why = form_value(f, "why");
    to->next = form_value(f, "next");
    if (!consultation_knows(consultation_kinds, to->kind))
        form_error(f, "kind", STR(ABOUT_SELECT_KIND));
    judge_text(b, "summary", CONSULTATION_SUMMARY_CHARS, STR(ABOUT_SUMMARY));
    judge_text(b, "overview", CONSULTATION_TEXT_CHARS, STR(ABOUT_OVERVIEW));
    judge_text(b, "why", CONSULTATION_TEXT_CHARS, STR(ABOUT_WHY));
    judge_text(b, "next", CONSULTATION_TEXT_CHARS, STR(ABOUT_NEXT));
}

enum err consultation_about_post_page(struct ctx *c)
{
    struct about b;
    enum err e = about_open(c, &b);
    if (e)
        return e;
    struct consultation to = b.k.x;
    /* in the order of the page, as the errors then stand */
    form_required(b.k.f, "title", STR(ABOUT_ENTER_TITLE));
    form_length(b.k.f, "title", CONSULTATION_TITLE_CHARS, STR(ABOUT_TITLE));
    e = read_ending(&b, &to);
    if (e)
        return e;
    read_texts(&b, &to);
    read_lists(&b, &to);
    read_minutes(&b, &to);
    setup_judge_reason(&b.k);
    if (form_failed(b.k.f))
        return show(&b);
    e = setup_save(&b.k, &to, SETUP_ABOUT);
    return e == ERR_CONFLICT ? show(&b) : e;
}
