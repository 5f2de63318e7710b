/*
 * test_plan_fact.c: the tables of docs/plan-status.md against the code, every line and every
 * pair that stands in none.
 */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "modules/plans/plan_fact.h"

#include <stdio.h>

static struct arena *arena;
static struct str doc;

static struct str file_text(const char *path)
{
    size_t max = 65536;
    char *text = arena_alloc(arena, max);
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, max, f) : 0;
    if (f)
        fclose(f);
    return (struct str){ text, n };
}

#define CELLS 4
struct line {
    struct str cell[CELLS];
};

/* The lines of the table under that heading. */
static size_t table(const char *heading, struct line *out, size_t max)
{
    size_t n = 0, at = str_find(doc, str_from(heading));
    struct str rest = at == STR_NONE ? STR("") : str_sub(doc, at + 3, doc.n), line;
    while (str_cut(&rest, '\n', &line) && !str_starts(line, STR("## "))) {
        struct str piece, cells = line;
        size_t i = 0;
        if (!str_starts(line, STR("| ")) || str_starts(line, STR("|-")))
            continue;
        str_cut(&cells, '|', &piece);
        for (; i < CELLS && str_cut(&cells, '|', &piece); i++)
            out[n].cell[i] = str_trim(piece);
        if (++n == max)
            break;
    }
    for (size_t i = 1; i < n; i++) /* without the heads */
        out[i - 1] = out[i];
    return n ? n - 1 : 0;
}

static const struct line *legal(const struct line *all, size_t n, struct str from,
                                struct str does)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].cell[0], from) && str_eq(all[i].cell[1], does))
            return &all[i];
    return NULL;
}

/* Tries that meet what a line asks for, and tries that do not. */
static const struct plan_tries enough = { .n_channels = 2, .n_refused = 1 }, none = { 0 };

static void test_one(const struct line *x, enum plan_act does, enum participation from)
{
    enum participation to;
    struct str name = str_printf(arena, "%.*s, %.*s", STR_ARG(participation_name(from)),
                                 STR_ARG(plan_act_name(does)));
    const char *title = str_z(arena, str_printf(arena, "[P.2] %.*s", STR_ARG(name)));
    enum plan_refusal may = plan_act_may(does, from, &enough, 2, &to);
    if (!x) {
        is_i64(may, PLAN_NOT_FROM_THERE, title);
        return;
    }
    ok(may == PLAN_MAY && str_eq(participation_name(to), x->cell[2]), "%s", title);
    bool is_asked_for = x->cell[3].n > 0;
    may = plan_act_may(does, from, &none, 2, &to);
    is_i64(may,
           !is_asked_for                      ? PLAN_MAY
           : str_eq(x->cell[3], STR("tries")) ? PLAN_TOO_FEW_TRIES
                                              : PLAN_NONE_REFUSED,
           title);
}

static void test_participation(void)
{
    struct line all[40];
    size_t n = table("## How participation changes", all, 40);
    is_i64((int64_t)n, 18, "[P.2] the ways of participation in the document");
    for (int does = 0; does < PLAN_ACTS; does++)
        for (int from = 0; from < PART__MAX; from++)
            test_one(legal(all, n, participation_name((enum participation)from),
                           plan_act_name((enum plan_act)does)),
                     (enum plan_act)does, (enum participation)from);
}

static void test_consultation(void)
{
    struct line all[10];
    size_t n = table("## Consultation on the draft", all, 10);
    is_i64((int64_t)n, 5, "[P.2] the lines of consultation");
    for (int bits = 0; bits < 16; bits++) {
        struct plan_tries t = { .has_replied = bits & 1,
                                .is_draft_delivered = (bits & 2) != 0,
                                .n_draft_channels = bits >> 2 };
        t.has_draft = t.is_draft_delivered || t.n_draft_channels > 0;
        const char *channels = t.n_draft_channels >= 2 ? "enough"
                               : t.n_draft_channels    ? "some"
                                                       : "none";
        for (size_t i = 0; i < n; i++) {
            const struct str *c = all[i].cell;
            bool fits = (str_eq(c[0], STR("yes")) == t.has_replied) &&
                        (str_eq(c[1], STR("any")) ||
                         str_eq(c[1], STR("yes")) == t.is_draft_delivered) &&
                        (str_eq(c[2], STR("any")) || str_eq(c[2], str_from(channels)));
            if (!fits)
                continue;
            ok(str_eq(consulted_name(plan_consulted_of(&t, 2)), c[3]),
               "[P.2] consultation of case %d", bits);
            break;
        }
    }
}

static bool fits(struct str cell, struct str is)
{
    return str_eq(cell, STR("any")) || str_eq(cell, is);
}

static void test_status(void)
{
    struct line all[20];
    size_t n = table("## The status", all, 20);
    is_i64((int64_t)n, 10, "[P.2] the lines of the status");
    for (int i = 0; i < 2 * PART__MAX * CONS__MAX; i++) {
        bool is_suitable = i % 2;
        enum participation p = (enum participation)(i / 2 % PART__MAX);
        enum consulted c = (enum consulted)(i / 2 / PART__MAX);
        const struct line *x = all;
        while (x < all + n && !(fits(x->cell[0], is_suitable ? STR("yes") : STR("no")) &&
                                fits(x->cell[1], participation_name(p)) &&
                                fits(x->cell[2], consulted_name(c))))
            x++;
        enum plan_status status = plan_status_of(is_suitable, p, c);
        ok(x < all + n && str_eq(plan_status_name(status), x->cell[3]),
           "[P.2] status of %.*s, %.*s", STR_ARG(participation_name(p)),
           STR_ARG(consulted_name(c)));
        bool is_reached = str_eq(plan_status_name(status), STR("participating")) ||
                          str_eq(plan_status_name(status), STR("consulted"));
        is_i64(plan_status_is_missing(status), is_suitable && !is_reached,
               "[P.9] in scope, and neither taking part nor consulted: missing");
    }
}

int main(void)
{
    arena = arena_new(1 << 20);
    doc = file_text("docs/plan-status.md");
    ok(doc.n > 0, "docs/plan-status.md");
    test_participation();
    test_consultation();
    test_status();
    arena_free(arena);
    return done_testing();
}
