/*
 * figure_help.h: consultations with responses drawn by lot, and a ledger of them kept beside.
 * Rows are inserted as they stand, hundreds in one write: what is tested is the reading of
 * them.
 */
#ifndef TESTS_CORE_FIGURE_HELP_H
#define TESTS_CORE_FIGURE_HELP_H

#include "core/base/clock.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"

#define HELP_FIGURES_MAX 320
#define HELP_THEMES 6

struct help_counted { /* one response in the ledger */
    int channel, counting, who, one, scale, several, only, number, theme[HELP_THEMES];
    bool is_late_in, is_joint, is_campaign;
};

struct help_figures {
    struct help_asks *asks;
    struct consultation x;
    int64_t one, several, scale, words, only, number, equality, theme[HELP_THEMES], campaign;
    size_t n;
    struct help_counted item[HELP_FIGURES_MAX];
    int64_t at; /* ids already used */
    bool is_once;
    int rare; /* in how many of 100 something rare is drawn */
};

static const char *const help_channels[] = { "web", "email", "letter", "event" };
static const char *const help_countings[] = { "valid", "late_out", "duplicate", "withdrawn",
                                              "not_valid" };
static const char *const help_whos[] = { "individual", "organisation", "group" };
static const char *const help_ones[] = { "", "yes", "no", "water" };

static uint32_t help_dice = 20261123;

static inline int help_roll(int n)
{
    help_dice = help_dice * 1664525U + 1013904223U;
    return (int)((help_dice >> 8) % (uint32_t)n);
}

/* 0 mostly; else up to most. */
static inline int help_rare(const struct help_figures *f, int most)
{
    return help_roll(100) < f->rare ? 1 + help_roll(most) : 0;
}

static inline struct help_counted help_counted(const struct help_figures *f)
{
    struct help_counted x = { .channel = help_rare(f, 3),
                              .counting = help_rare(f, 4),
                              .who = help_rare(f, 2),
                              .one = help_roll(10) ? 1 + help_rare(f, 2) : 0,
                              .scale = help_roll(12) ? 1 + help_roll(5) : 0,
                              .several = help_roll(32),
                              .number = help_roll(4) ? 1 + help_roll(90) : 0,
                              .is_joint = help_rare(f, 1) && help_roll(2),
                              .is_campaign = help_roll(100) < f->rare / 2 };
    if (x.one == 1)
        x.only = 1 + help_rare(f, 2);
    x.is_late_in = x.counting == 0 && help_rare(f, 1);
    for (int i = 0; i < HELP_THEMES; i++)
        x.theme[i] = i < 2 ? help_roll(2) : help_rare(f, 1) && help_roll(i) < 2;
    return x;
}

static inline enum err help_answer_in(struct db *db, struct help_figures *f, int64_t response,
                                      int64_t question, const char *value)
{
    if (!*value)
        return OK;
    return db_exec(db,
                   "INSERT INTO answer (id, response_id, question_id, wording, value, other) "
                   "VALUES ($1, $2, $3, 1, $4, '')",
                   BINDS(bi(++f->at), bi(response), bi(question), bt(str_from(value))));
}

static inline enum err help_codes_in(struct db *db, struct help_figures *f,
                                     const struct help_counted *x, int64_t response)
{
    bool any = false;
    for (int i = 0; i < HELP_THEMES; i++)
        any |= x->theme[i];
    if (!any)
        return OK;
    enum err e = help_answer_in(db, f, response, f->words, "Words");
    int64_t answer = f->at;
    for (int i = 0; !e && i < HELP_THEMES; i++)
        if (x->theme[i])
            e = db_exec(db,
                        "INSERT INTO answer_code (id, answer_id, theme_id, layer, start_at, "
                        "n_chars) VALUES ($1, $2, $3, 'first', 0, 0)",
                        BINDS(bi(++f->at), bi(answer), bi(f->theme[i])));
    return e;
}

static inline enum err help_counted_in(struct db *db, struct help_figures *f,
                                       const struct help_counted *x)
{
    char several[16] = "", number[16] = "";
    const char scale[2] = { x->scale ? (char)('0' + x->scale) : 0, 0 };
    for (int i = 0, at = 0; i < 5; i++)
        if (x->several >> i & 1) {
            if (at)
                several[at++] = ';';
            several[at++] = (char)('a' + i);
        }
    if (x->number)
        snprintf(number, sizeof number, "%d", x->number);
    int64_t id = ++f->at;
    struct str day = date_iso(
        f->asks->a, london_from_s(f->asks->now_s - help_roll(40) * (int64_t)HELP_DAY_S).date);
    enum err e = db_exec(
        db,
        "INSERT INTO response (id, consultation_id, receipt, who, areas, represents_n, "
        "gathered, publish_choice, publish_wording, naming, may_contact, privacy_version, "
        "channel, received_on, entered_on, entered_role, source_ref, was_read_back, "
        "confirmed_on, corrected_on, is_live, handling, counting, counting_reason, late, "
        "late_reason, is_official, is_joint, campaign_id, withdrawn_on, version) VALUES ($1, "
        "$2, 'FIG-' || $1, $3, '', 0, '', 'do_not_publish', 1, 'no', 0, 1, $4, $5, $5, '', '', "
        "0, '', '', 1, 'new', $6, '', $7, '', 0, $8, $9, '', 1)",
        BINDS(bi(id), bi(f->x.id), bt(str_from(help_whos[x->who])),
              bt(str_from(help_channels[x->channel])), bt(day),
              bt(str_from(help_countings[x->counting])),
              bt(x->counting == 1 ? STR("out")
                 : x->is_late_in  ? STR("in")
                                  : STR("")),
              bi(x->is_joint), x->is_campaign ? bi(f->campaign) : bn()));
    if (!e)
        e = help_answer_in(db, f, id, f->one, help_ones[x->one]);
    if (!e)
        e = help_answer_in(db, f, id, f->only, help_ones[x->only]);
    if (!e)
        e = help_answer_in(db, f, id, f->several, several);
    if (!e)
        e = help_answer_in(db, f, id, f->scale, scale);
    if (!e)
        e = help_answer_in(db, f, id, f->number, number);
    return e ? e : help_codes_in(db, f, x, id);
}

static inline enum err help_figures_fn(struct db *db, void *arg)
{
    struct help_figures *f = arg;
    f->is_once = help_roll(100) < 50;
    enum err e = db_one_i64(db,
                            "INSERT INTO campaign (consultation_id, name, is_counted_once, "
                            "by_role, made_at_s) VALUES ($1, 'Sample letters', $2, "
                            "'coordinator', 1) RETURNING id",
                            BINDS(bi(f->x.id), bi(f->is_once)), &f->campaign);
    for (int i = 0; !e && i < HELP_THEMES; i++)
        e = db_one_i64(db,
                       "INSERT INTO theme (consultation_id, outcome, name, definition, seq, "
                       "version) VALUES ($1, $2, 'Theme ' || $3, '', $3, 1) RETURNING id",
                       BINDS(bi(f->x.id), bt(i % 3 == 2 ? STR("2023:NO1") : STR("")), bi(i)),
                       &f->theme[i]);
    for (size_t i = 0; !e && i < f->n; i++) {
        f->item[i] = help_counted(f);
        e = help_counted_in(db, f, &f->item[i]);
    }
    for (int i = 0; !e && i < 12; i++)
        e = db_exec(db,
                    "INSERT INTO equality_answer (id, consultation_id, question_id, wording, "
                    "value, other, day) VALUES ($1, $2, $3, 1, $4, '', '2026-11-20')",
                    BINDS(bi(++f->at), bi(f->x.id), bi(f->equality),
                          bt(str_from(help_ones[i < 9 ? 1 : 2]))));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.log"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = 1 });
}

#define HELP_YES_NO "yes\tYes\nno\tNo\nwater\tIt depends\n"

/* A consultation with n responses, `rare` of 100 of each rare kind. */
static inline void help_figures(struct help_asks *h, struct help_figures *f, size_t n, int rare)
{
    *f = (struct help_figures){ .asks = h, .n = n, .rare = rare };
    f->x = help_consultation(h, "fife", "A sample draft plan");
    int64_t about = help_section(h, &f->x, "Your views", false);
    int64_t you = help_section(h, &f->x, "About you", true);
    f->at = f->x.id * 1000000;
    f->one = help_question(
        h, &f->x, about,
        (struct help_ask){ .type = "one", .title = "Is it clear?", .options = HELP_YES_NO });
    static const struct help_ask asks[] = {
        { .type = "several",
          .title = "What comes first?",
          .options = "a\tHousing\nb\tHealth\nc\tWork\nd\tMoney\ne\tFamilies\n" },
        { .type = "scale",
          .title = "How well does it describe what you see?",
          .options = "1\tNot at all\n2\t\n3\t\n4\t\n5\tVery well\n" },
        { .type = "long", .title = "What is missing?" },
        { .type = "number", .title = "How many?" },
    };
    f->several = help_question(h, &f->x, about, asks[0]);
    f->scale = help_question(h, &f->x, about, asks[1]);
    f->words = help_question(h, &f->x, about, asks[2]);
    struct help_ask only = { .type = "one", .title = "Is the order right?" };
    only.options = HELP_YES_NO;
    only.only_if = f->one;
    only.only_if_options = "yes";
    only.is_required = true;
    f->only = help_question(h, &f->x, about, only);
    f->number = help_question(h, &f->x, about, asks[3]);
    f->equality = help_question(
        h, &f->x, you,
        (struct help_ask){ .type = "one", .title = "Your age", .options = HELP_YES_NO });
    help_publish(h, &f->x);
    enum err e = store_write(h->store, help_figures_fn, f);
    if (e)
        die("figures: %s", err_name(e));
}

#endif
