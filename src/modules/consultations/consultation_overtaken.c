/*
 * consultation_overtaken.c: what two coordinators changed at once of the tasks of a
 * consultation, side by side.
 */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

#include <stddef.h>

#define NAMES_BYTES ((size_t)8 * 1024)

/* What its words are a code of; WORDS: they are words. */
enum words_of { WORDS, KIND, AREAS, AUDIENCES, TOPICS, OUTCOMES, DATE };

static const struct {
    size_t at; /* a struct str of struct consultation */
    const char *label;
    enum words_of of;
} rows[] = {
    { offsetof(struct consultation, title), ROW_TITLE, WORDS },
    { offsetof(struct consultation, slug), ROW_ADDRESS, WORDS },
    { offsetof(struct consultation, kind), ROW_KIND, KIND },
    { offsetof(struct consultation, summary), ROW_SUMMARY, WORDS },
    { offsetof(struct consultation, overview), ROW_OVERVIEW, WORDS },
    { offsetof(struct consultation, why), ROW_WHY, WORDS },
    { offsetof(struct consultation, next), ROW_NEXT, WORDS },
    { offsetof(struct consultation, areas), ROW_AREAS, AREAS },
    { offsetof(struct consultation, audiences), ROW_AUDIENCES, AUDIENCES },
    { offsetof(struct consultation, topics), ROW_TOPICS, TOPICS },
    { offsetof(struct consultation, outcomes), ROW_OUTCOMES, OUTCOMES },
    { offsetof(struct consultation, results_by), ROW_RESULTS, DATE },
    { offsetof(struct consultation, length_reason), ROW_REASON, WORDS },
    { offsetof(struct consultation, contact_role), ROW_CONTACT, WORDS },
    { offsetof(struct consultation, contact_email), ROW_EMAIL, WORDS },
    { offsetof(struct consultation, contact_phone), ROW_PHONE, WORDS },
    { offsetof(struct consultation, post_address), ROW_POST, WORDS },
    { offsetof(struct consultation, other_ways), ROW_WAYS, WORDS },
    { offsetof(struct consultation, privacy), ROW_PRIVACY, WORDS },
};

struct naming {
    struct arena *arena;
    struct area_list areas;
    struct list_words audiences, topics;
    struct outcomes outcomes;
};

static enum err naming_load(struct ctx *c, struct naming *n)
{
    *n = (struct naming){ .arena = c->arena };
    enum err e = area_list(c->db, c->arena, &n->areas);
    if (!e)
        e = list_load(c->db, c->arena, "audience", &n->audiences);
    if (!e)
        e = list_load(c->db, c->arena, "topic", &n->topics);
    return e ? e : outcomes_load(c->db, c->arena, &n->outcomes);
}

static struct str area_name(const struct naming *n, struct str slug)
{
    const struct area *area = area_named(&n->areas, slug);
    return area ? area->name : slug;
}

/* "Fife, Angus" */
static struct str names(const struct naming *n, struct str codes, enum words_of of)
{
    struct buf *b = buf_in(n->arena, NAMES_BYTES);
    struct str code;
    while (str_cut(&codes, ';', &code)) {
        if (b->n)
            buf_lit(b, ", ");
        buf_str(b, of == AREAS ? area_name(n, code) : outcome_label(&n->outcomes, code));
    }
    return buf_view(b);
}

static struct str words(const struct naming *n, struct str s, enum words_of of)
{
    struct date d;
    switch (of) {
    case KIND:
        return consultation_label(consultation_kinds, s);
    case AREAS:
    case OUTCOMES:
        return names(n, s, of);
    case AUDIENCES:
        return list_labels(n->arena, &n->audiences, s);
    case TOPICS:
        return list_labels(n->arena, &n->topics, s);
    case DATE:
        return date_parse(s, &d) ? date_long(n->arena, d) : s;
    case WORDS:
        break;
    }
    return s;
}

static struct str asking(const struct setup *k, const struct consultation *x)
{
    struct partnership_list all;
    struct buf *b = buf_in(k->c->arena, NAMES_BYTES);
    if (partnership_list(k->c->db, k->c->arena, &all))
        return STR("");
    for (size_t i = 0; i < all.n; i++)
        for (size_t p = 0; p < x->n_partnerships; p++)
            if (all.item[i].id == x->partnership[p]) {
                buf_str(b, b->n ? STR(", ") : STR(""));
                buf_str(b, all.item[i].short_name);
            }
    return buf_view(b);
}

static struct str minutes(struct arena *a, const struct consultation *x)
{
    return x->minutes ? str_printf(a, "%lld", (long long)x->minutes) : STR("");
}

static struct str opens(struct arena *a, const struct consultation *x)
{
    return x->opens_at_s ? consultation_opens_words(a, x->opens_at_s) : STR("");
}

static struct str closes(struct arena *a, const struct consultation *x)
{
    return x->closes_at_s ? consultation_closes_words(a, x->closes_at_s) : STR("");
}

static struct str who(const struct consultation *x)
{
    return x->is_invited_only ? STR(WHO_INVITED) : STR(WHO_EVERYBODY);
}

static struct str publisher(const struct consultation *x)
{
    return x->needs_second ? STR(WHO_TWO) : STR(WHO_ONE);
}

enum err setup_compare(struct setup *k, const struct consultation *mine)
{
    struct arena *a = k->c->arena;
    struct overtaken *o = &k->overtaken;
    const struct consultation *theirs = &k->x;
    struct naming n;
    enum err e = naming_load(k->c, &n);
    for (size_t i = 0; !e && i < sizeof rows / sizeof rows[0]; i++) {
        const struct str *left = (const void *)((const char *)mine + rows[i].at);
        const struct str *right = (const void *)((const char *)theirs + rows[i].at);
        overtaken_compare(o, rows[i].label, words(&n, *left, rows[i].of),
                          words(&n, *right, rows[i].of));
    }
    overtaken_compare(o, ROW_MINUTES, minutes(a, mine), minutes(a, theirs));
    overtaken_compare(o, ROW_PARTNERSHIPS, asking(k, mine), asking(k, theirs));
    overtaken_compare(o, ROW_OPENS, opens(a, mine), opens(a, theirs));
    overtaken_compare(o, ROW_CLOSES, closes(a, mine), closes(a, theirs));
    overtaken_compare(o, ROW_WHO, who(mine), who(theirs));
    overtaken_compare(o, ROW_SECOND, publisher(mine), publisher(theirs));
    return e;
}
