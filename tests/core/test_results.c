/* test_results.c: the coordinator writes results and publishes them; everybody reads what was
 * frozen, with small numbers hidden; a correction is a version of its own (modules/results/).
 */
#include "app/house.h"
#include "modules/results/result.h"
#include "tests/core/figure_help.h"

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };

static struct core *core;
static struct someone fife, angus;
static struct help_figures made;
static const char *base, *desk;

static const char *at(const char *of, const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "%s%s", of, ending));
}

static void before_closing(void)
{
    struct answer p = core_get_as(core, &fife, desk);
    ok(p.status == 200 && has(p.body, "Results can be written when the consultation closes"),
       "before it closes no results can be written, and the page says so");
    ok(!has(p.body, "name=\"summary\""), "nor is there a form");
    is_i64(core_get_as(core, &angus, desk).status, 404,
           "coordinators of other partnerships find nothing there");
    p = core_get(core, at(base, "/results"), NULL);
    ok(p.status == 200 && has(p.body, "Results are due by") && has(p.body, "/subscribe"),
       "until results are published their page says when they are due, and offers mail");
    is_i64(core_get(core, at(base, "/results.csv"), NULL).status, 404, "there is no file yet");
}

static void writing(void)
{
    clock_set_s(made.x.closes_at_s + HELP_DAY_S);
    core_sign_in(core, &fife);
    struct answer p = core_fill_as(core, &fife, desk, "title=&summary=&method=&seen=0");
    ok(p.status == 422 && has(p.body, "Enter a title"), "a title is asked for");
    p = core_fill_as(core, &fife, desk,
                     "title=What+people+told+us+about+the+plan&summary=Most+people+**want** "
                     "housing.&method=Two+people+read+them.&seen=0");
    is_i64(p.status, 303, "title, summary and method are kept");
    p = core_fill_as(core, &fife, desk, "title=Another&summary=Words&method=&seen=0");
    ok(p.status == 409 && has(p.body, "Somebody else changed the results") &&
           has(p.body, "value=\"Another\""),
       "whoever was overtaken is told so, and keeps what they typed");
    char table[80];
    snprintf(table, sizeof table, "%s/tables/q%lld", desk, (long long)made.one);
    is_i64(core_fill_as(core, &fife, table,
                        "finding=Nearly+everybody+finds+it+clear&words=A+text+of+ours")
               .status,
           303, "a chart gets its finding and its text");
    snprintf(table, sizeof table, "%s/tables/q%lld", desk, (long long)made.number);
    is_i64(core_fill_as(core, &fife, table, "finding=&words=&left_out=yes").status, 303,
           "another one is left out");
    p = core_get_as(core, &fife, desk);
    ok(has(p.body, "Text written") && has(p.body, "Left out"), "the list of charts says so");
}

static void publishing(void)
{
    struct answer p = core_get_as(core, &fife, at(desk, "/publish"));
    ok(p.status == 200 && has(p.body, "Nearly everybody finds it clear"),
       "before publication all of it is looked over");
    is_i64(core_fill_as(core, &fife, at(desk, "/publish"), "note=").status, 303,
           "and published with one button");
    p = core_get(core, at(base, "/results"), NULL);
    ok(p.status == 200 && has(p.body, "What people told us about the plan") &&
           has(p.body, "Most people <strong>want</strong>") &&
           has(p.body, "Two people read them.") && has(p.body, "A text of ours") &&
           has(p.body, "Nearly everybody finds it clear") && !has(p.body, "How many?"),
       "[3.40] everybody reads the words, and each chart under its finding");
    ok(has(p.body, "How responses came") && has(p.body, "Late, left out") &&
           has(p.body, "Part of a campaign") && has(p.body, "Received"),
       "[3.42] and the accounting of responses by channel");
    ok(has(p.body, "do not add up") && has(p.body, "figures do not stand for everyone"),
       "it says what themes do not add up to, and whom figures do not stand for");
    p = core_get(core, at(base, ""), NULL);
    ok(has(p.body, "Results published") && has(p.body, "/results\""),
       "[3.1] the consultation is one with results, and leads to them");
    p = core_get(core, at(base, "/history"), NULL);
    ok(has(p.body, "Results published"), "and its history says so");
}

/* Numbers of the files beside the ones that are stored, and none of those that are hidden. */
static void files(void)
{
    struct answer csv = core_get(core, at(base, "/results.csv"), NULL);
    ok(csv.status == 200 && has(csv.body, "\r\n") && has(csv.type, "text/csv"),
       "[S7] (ASVS 1.2.10) figures as a table of quoted fields");
    struct figures f;
    enum err e = figures_compute(core->worker->db_all, core->arena, &made.x, &f);
    size_t n_hidden = 0, n_missing = 0, n_told = 0;
    for (size_t i = 0; !e && i < f.n; i++) {
        const struct figure_table *t = &f.table[i];
        if (str_eq(t->code, str_printf(core->arena, "q%lld", (long long)made.number)))
            continue;
        for (size_t k = 0; k < t->s.n_rows * t->s.n_cols; k++) {
            const struct small_cell *x = &t->s.cell[k];
            struct str where = str_printf(
                core->arena, "\"%.*s\",\"%.*s\",\"%.*s\",\"%.*s\",",
                STR_ARG(t->row[k / t->s.n_cols].code), STR_ARG(t->row[k / t->s.n_cols].words),
                STR_ARG(t->col[k % t->s.n_cols].code), STR_ARG(t->col[k % t->s.n_cols].words));
            struct str line = x->is_hidden
                                  ? str_printf(core->arena, "%.*s\"\",\"yes\"", STR_ARG(where))
                                  : str_printf(core->arena, "%.*s\"%lld\",\"no\"",
                                               STR_ARG(where), (long long)x->n);
            n_hidden += x->is_hidden;
            n_missing += !has(csv.body, str_z(core->arena, line));
            n_told +=
                x->is_hidden &&
                has(csv.body, str_z(core->arena, str_printf(core->arena, "%.*s\"%lld\"",
                                                            STR_ARG(where), (long long)x->n)));
        }
    }
    is_i64(n_missing, 0, "[3.42] the file holds what the rows give");
    ok(n_hidden > 20 && n_told < n_hidden / 10, "%zu hidden, %zu as in another table", n_hidden,
       n_told);
    is_i64(core_count(core,
                      "SELECT count(*) FROM result_figure WHERE n BETWEEN 1 AND 4 AND row "
                      "<> 'mean'"),
           0, "[S55] (ASVS 14.2.6) no number under 5 is stored where the public reads");
    struct answer p = core_get(core, at(base, "/results.json"), NULL);
    ok(p.status == 200 && has(p.body, "\"hidden\":true") && has(p.body, "\"number\":null"),
       "[S55] (ASVS 14.2.6) in JSON what is hidden has no number");
    p = core_get(core, at(base, "/results/account.csv"), NULL);
    ok(p.status == 200 && has(p.body, "not_valid"), "each table is a file of its own");
    p = core_get(core, at(base, "/results/who.svg"), NULL);
    ok(p.status == 200 && has(p.type, "image/svg+xml") && has(p.body, "Who responded") &&
           p.body.n < 3072,
       "and a picture with its text, of less than 3 KB");
    is_i64(core_get(core, at(base, "/results/nothing.svg"), NULL).status, 404,
           "of nothing there is none");
}

static void correcting(void)
{
    int64_t was = core_count(core, "SELECT count(*) FROM result_figure");
    struct answer p = core_fill_as(core, &fife, at(desk, "/publish"), "note=");
    ok(p.status == 422 && has(p.body, "Enter what you corrected"),
       "[S56] (ASVS 14.2.7) a correction needs its note");
    is_i64(core_fill_as(core, &fife, desk,
                        "title=What+people+told+us+again&summary=Words&method=&seen=1")
               .status,
           303, "other words are written");
    p = core_get(core, at(base, "/results"), NULL);
    ok(!has(p.body, "told us again"), "which nobody reads yet");
    is_i64(core_fill_as(core, &fife, at(desk, "/publish"), "note=A+wrong+title").status, 303,
           "and published");
    p = core_get(core, at(base, "/results"), NULL);
    ok(has(p.body, "told us again") && has(p.body, "A wrong title") &&
           has(p.body, "/results?version=1"),
       "[S56] (ASVS 14.2.7) the corrected version says what was wrong, and leads to the "
       "earlier");
    p = core_get(core, at(base, "/results?version=1"), NULL);
    ok(p.status == 200 && has(p.body, "told us about the plan") &&
           has(p.body, "These results were corrected later"),
       "[S56] (ASVS 14.2.7) which stays to be read");
    is_i64(core_count(core, "SELECT count(*) FROM result_figure"), was * 2,
           "with figures of its own");
    is_i64(core_get(core, at(base, "/results?version=9"), NULL).status, 404,
           "a version that there is not is not found");
}

static enum err drop_fn(struct db *db, void *arg)
{
    (void)arg;
    enum err e =
        db_exec(db,
                "UPDATE response SET counting = 'withdrawn' WHERE consultation_id = $1 "
                "AND counting = 'valid' AND channel = 'web'",
                BINDS(bi(made.x.id)));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.withdraw"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = 1 });
}

static void frozen(void)
{
    struct str was = core_get(core, at(base, "/results.csv"), NULL).body;
    is_i64(store_write(app_store(core->app), drop_fn, NULL), OK, "many are withdrawn later");
    ok(str_eq(core_get(core, at(base, "/results.csv"), NULL).body, was),
       "[S56] (ASVS 14.2.7) published figures stand as they were");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    help_figures(&h, &made, 240, 9);
    base = str_z(core->arena,
                 str_printf(core->arena, "/consultations/%.*s", STR_ARG(made.x.slug)));
    desk = str_z(core->arena,
                 str_printf(core->arena, "/coordinator/results/%.*s", STR_ARG(made.x.slug)));
    before_closing();
    writing();
    publishing();
    files();
    correcting();
    frozen();
    core_stop(core);
    return done_testing();
}
