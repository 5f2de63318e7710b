/* test_consultation_mend.c: public rows of invited-only consultations that an earlier version
 * of the program wrote with what is asked: opening the database makes them anew, once. */
#include "tests/core/core.h"
#include "tests/consultation_help.h"

#include "app/house.h"

static struct core *core;

/* As rows stood before: overview, a question, a paper, a change of the question. */
static enum err leak_fn(struct db *db, void *arg)
{
    static const char *const rows[] = {
        "UPDATE consultation_public SET overview = 'Sample overview', summary = 'Sample', "
        "n_questions = 1, title_key = title_key || ' sample' WHERE consultation_id = $1",
        "INSERT INTO consultation_public_question (question_id, consultation_id, seq, section, "
        "section_intro, is_equality, type, document_id, paragraph, is_required, only_if, "
        "only_if_options, title, hint, body, options, has_other, least, most, wording) SELECT "
        "id, $1, 1, 'Sample', '', 0, type, NULL, 0, 0, NULL, '', 'What is missing?', '', '', "
        "'', 0, 0, 0, 1 FROM question WHERE consultation_id = $1 LIMIT 1",
        "INSERT INTO consultation_change (consultation_id, kind, subject, old_value, "
        "new_value, reason, by_role, changed_at_s) VALUES ($1, 'question_changed', 'Question "
        "1', 'What is missing?', 'Sample words', 'Sample reason', 'coordinator', 1)",
    };
    const int64_t *id = arg;
    enum err e = OK;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && !e; i++)
        e = db_exec(db, rows[i], BINDS(bi(*id)));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = clock_now_s() });
}

static struct consultation published(struct help_asks *h, const char *title, bool is_apart)
{
    struct consultation x = help_consultation(h, "fife", title);
    int64_t section = help_section(h, &x, "Your views", false);
    (void)help_question(h, &x, section,
                        (struct help_ask){ .type = "long", .title = "What is missing?" });
    x.is_invited_only = is_apart;
    x.overview = STR("Sample overview of everybody");
    help_publish(h, &x);
    return x;
}

int main(void)
{
    core = core_start();
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    struct consultation apart = published(&h, "A sample plan apart", true);
    (void)published(&h, "A sample plan", false);
    static const char n_told[] = "SELECT count(*) FROM audit WHERE action = "
                                 "'consultation.mend_public'";
    core_restart(core);
    is_i64(core_count(core, n_told), 0, "where nothing is wrong nothing is written");
    is_i64(store_write(app_store(core->app), leak_fn, &apart.id), OK, "rows as they once were");
    ok(has(core_get(core, "/consultations/a-sample-plan-apart", NULL).body, "Sample overview"),
       "its public page tells too much");
    core_restart(core);
    struct str page = core_get(core, "/consultations/a-sample-plan-apart", NULL).body;
    ok(has(page, "A sample plan apart") && !has(page, "Sample overview"),
       "[3.13] once the database was opened it tells title and dates");
    page = core_get(core, "/consultations/a-sample-plan-apart/history", NULL).body;
    ok(!has(page, "What is missing?") && !has(page, "Sample reason"),
       "[3.13] [B.23] nor does its history tell what is asked");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM consultation_public_question q JOIN "
                            "consultation_public p ON p.consultation_id = q.consultation_id "
                            "WHERE p.is_invited_only = 1"),
           0, "[3.13] its questions are in no public row");
    ok(has(core_get(core, "/consultations/a-sample-plan", NULL).body,
           "Sample overview of everybody"),
       "one for everybody stays as it is");
    is_i64(core_count(core, n_told), 1, "[S41] with a record");
    core_restart(core);
    is_i64(core_count(core, n_told), 1, "and once only");
    core_stop(core);
    return done_testing();
}
