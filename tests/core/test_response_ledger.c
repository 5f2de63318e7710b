/* test_response_ledger.c: whatever is decided about responses through the pages, in any order
 * and over again, the figures of the dashboard are those of a ledger that the test keeps beside
 * it (3.42). */
#include "app/house.h"
#include "core/base/clock.h"
#include "modules/responses/response_find.h"
#include "tests/body_help.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#include <string.h>

#define N_RESPONSES 24
#define N_ACTS 160

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
static const char *const channels[] = { "web", "letter", "phone", "email" };
static const char *const countings[] = { "valid", "late_out", "duplicate", "withdrawn",
                                         "not_valid" };

struct entry { /* the ledger's line of one response */
    struct str receipt;
    size_t channel;
    const char *counting;
    bool is_late, is_late_in;
};

static struct core *core;
static struct someone fife;
static struct consultation x;
static int64_t question;
static struct entry entry[N_RESPONSES];
static uint32_t dice = 20261123; /* the same acts in every run */

static uint32_t roll(uint32_t n)
{
    dice = dice * 1664525U + 1013904223U;
    return (dice >> 8) % n;
}

static void make(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    question = help_question(&h, &x, help_section(&h, &x, "Your views", false),
                             (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    for (size_t i = 0; i < N_RESPONSES; i++) {
        struct str said = str_printf(core->arena, "Words of response %zu", i);
        struct response_answer answer = { .question_id = question,
                                          .wording = 1,
                                          .value = said };
        struct response_new new = help_response(x.id, "", &answer);
        entry[i] =
            (struct entry){ .channel = i % 4, .is_late = i % 3 == 0, .counting = "valid" };
        new.response.channel = str_from(channels[i % 4]);
        if (entry[i].is_late) {
            new.response.late = STR("waiting");
            new.response.counting = STR("late_out");
            entry[i].counting = "late_out";
        }
        entry[i].receipt =
            help_response_add(app_store(core->app), core->arena, &new, clock_now_s());
    }
}

/* One decision by its page; its status. */
static int decide(const struct entry *e, const char *page, const char *fields)
{
    struct arena *a = core->arena;
    const char *sql =
        str_z(a, str_printf(a, "SELECT version FROM response WHERE receipt = '%.*s'",
                            STR_ARG(e->receipt)));
    const char *at =
        str_z(a, str_printf(a, "/coordinator/responses/%.*s/%s", STR_ARG(e->receipt), page));
    const char *body =
        str_z(a, str_printf(a, "version=%lld&%s", (long long)core_count(core, sql), fields));
    return core_fill_as(core, &fife, at, body).status;
}

/* A late one is taken in or left out; what is withdrawn, not valid or a duplicate stays so. */
static bool act_late(struct entry *e)
{
    bool in = roll(2);
    if (decide(e, "late", in ? "late=in&words=Posted+in+time" : "late=out&words=Too+late") !=
        303)
        return false;
    e->is_late_in = in;
    if (strcmp(e->counting, "valid") == 0 || strcmp(e->counting, "late_out") == 0)
        e->counting = in ? "valid" : "late_out";
    return true;
}

static bool act_counting(struct entry *e)
{
    static const char *const to[] = { "valid", "not_valid", "duplicate" };
    const char *counting = to[roll(3)];
    struct entry *of = &entry[roll(N_RESPONSES)];
    bool is_duplicate = strcmp(counting, "duplicate") == 0;
    const char *fields = str_z(
        core->arena, str_printf(core->arena, "counting=%s&words=A+reason&of=%.*s", counting,
                                is_duplicate ? (int)of->receipt.n : 0, of->receipt.p));
    bool is_refused = (strcmp(counting, "valid") == 0 && e->is_late && !e->is_late_in) ||
                      (is_duplicate && (of == e || strcmp(of->counting, "duplicate") == 0));
    if (decide(e, "counting", fields) != (is_refused ? 422 : 303))
        return false;
    if (!is_refused)
        e->counting = counting;
    return true;
}

/* --- the figures beside the ledger --- */

static int64_t meant(size_t channel, const char *counting)
{
    int64_t n = 0;
    for (size_t i = 0; i < N_RESPONSES; i++)
        n += (channel == 4 || entry[i].channel == channel) &&
             strcmp(entry[i].counting, counting) == 0;
    return n;
}

static int64_t meant_late_in(void)
{
    int64_t n = 0;
    for (size_t i = 0; i < N_RESPONSES; i++)
        n += entry[i].is_late_in && strcmp(entry[i].counting, "valid") == 0;
    return n;
}

static bool account_fits(const struct response_account *is, size_t channel)
{
    int64_t sum = 0;
    bool fits = true;
    for (size_t k = 0; k < COUNTING__MAX; k++) {
        sum += is->n[k];
        fits = fits && is->n[k] == meant(channel, countings[k]);
    }
    return fits && sum == is->received;
}

static bool figures_fit(void)
{
    struct response_figures f;
    if (response_figures(core->worker->db_all, core->arena, x.id, &f))
        return false;
    bool fits = account_fits(&f.all, 4) && f.all.received == N_RESPONSES &&
                f.all.late_in == meant_late_in();
    for (size_t k = 0; k < f.n_channels; k++)
        for (size_t c = 0; c < 4; c++)
            if (str_eq(f.channel[k].channel, str_from(channels[c])))
                fits = fits && account_fits(&f.channel[k], c);
    return fits;
}

static void test_any_order(void)
{
    bool all_done = true, all_fit = figures_fit();
    size_t n_done = 0;
    for (size_t i = 0; i < N_ACTS && all_done && all_fit; i++) {
        struct entry *e = &entry[roll(N_RESPONSES)];
        if (i % 20 == 0)
            core_sign_in(core, &fife); /* the clock goes on with each form */
        all_done = e->is_late && roll(2) ? act_late(e) : act_counting(e);
        all_fit = figures_fit();
        n_done += all_done && all_fit;
    }
    ok(all_done, "[3.30] [3.42] every decision is taken, or refused with a message");
    is_i64((int64_t)n_done, N_ACTS, "[3.42] after each of them the figures are the ledger's");
    ok(meant(4, "duplicate") > 0 && meant(4, "not_valid") > 0 && meant(4, "late_out") > 0 &&
           meant_late_in() > 0,
       "[3.42] and each column had its part");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    make();
    test_any_order();
    core_stop(core);
    return done_testing();
}
