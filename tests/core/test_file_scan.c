/* Files and the virus scanner: the real clamd, away at first, then there; what each person who
 * could ask for a file sees and gets before, and after. */
#include "tests/core/file_help.h"

#include "app/jobs.h"
#include "modules/files/file_scan.h"
#include "tests/core/core_clamd.h"

#define HOUR_S 3600
#define IS_BEING_CHECKED "It is being checked for viruses"
#define INFECTED "The virus scanner found something harmful"

static struct someone fife, admin;
static struct clamd_of_test scanner;

static void work_at(int64_t at_s)
{
    clock_set_s(at_s);
    is_i64(jobs_run_once(core->app), OK, "due work is done");
}

static int64_t n_scan(const char *state)
{
    return core_count(
        core, said("SELECT /*scan*/ count(*) FROM file WHERE scan = '#'", str_from(state)));
}

static const char *draft_file(const char *kind)
{
    return str_z(core->arena, str_printf(core->arena, "%s/%s", files_at, code_of(kind)));
}

static struct str warnings(void)
{
    core_sign_in(core, &admin);
    return core_get_as(core, &admin, "/admin").body;
}

/* --- it is away --- */

static void away(void)
{
    struct answer a = upload("report.pdf", sample_pdf(core->arena));
    ok(a.status == 303 && n_scan("waiting") == 1, "[3.24] a file is taken: %d", a.status);
    work_at(clock_now_s() + 5);
    is_i64(n_scan("waiting"), 1, "[S40] (ASVS 5.4.3) without the scanner it waits");
    a = core_get_as(core, &draft, files_at);
    ok(has(a.body, "report.pdf") && has(a.body, IS_BEING_CHECKED) &&
           !has(a.body, draft_file("pdf")),
       "[S40] its sender sees that it is being checked, and no link");
    a = core_get_as(core, &draft, draft_file("pdf"));
    ok(a.status == 404 && has(a.body, "This file is being checked") && !has(a.body, "%PDF"),
       "[S40] (ASVS 5.4.3) its address gives no byte of it: %d", a.status);
    ok(!has(warnings(), "checked for viruses"), "an hour has not passed");
}

static int64_t next_look_s(void)
{
    return core_count(core, "SELECT min(next_at_s) FROM job WHERE kind = 'file_scan'");
}

static void away_for_long(void)
{
    int64_t began_s = clock_now_s();
    int n = 0;
    for (; clock_now_s() < began_s + 2 * HOUR_S; n++)
        work_at(next_look_s());
    ok(n > 12 && n < 25, "[S40] it is asked again, soon at first, then every ten minutes: %d",
       n);
    is_i64(core_count(core, "SELECT count(*) FROM job WHERE kind = 'file_scan' AND "
                            "state = 'failed'"),
           0, "[S40] and never given up");
    struct str page = warnings();
    ok(has(page, "1 file that somebody sent has not been checked for viruses") &&
           has(page, "clamd_socket"),
       "[S40] who keeps the service is warned after an hour");
    page = core_get_as(core, &admin, "/admin/jobs").body;
    ok(has(page, "The virus scanner did not answer"), "[12.4] and told why");
}

/* --- what hangs on a response, a paper --- */

static void nobody_gets_it(const struct response *r, const char *kind, const char *page_words,
                           const char *list_words)
{
    const char *page = said("/coordinator/responses/#", r->receipt);
    const char *at =
        str_z(core->arena, str_printf(core->arena, "%s/files/%s", page, code_of(kind)));
    core_sign_in(core, &fife);
    struct answer a = core_get_as(core, &fife, page);
    ok(a.status == 200 && has(a.body, list_words),
       "[S40] the coordinator reads beside a %s how it stands: %d", kind, a.status);
    a = core_get_as(core, &fife, at);
    ok(a.status == 200 && has(a.body, list_words) && !has(a.body, "Download the file"),
       "[S40] and is offered no copy: %d", a.status);
    const char *good =
        str_z(core->arena, str_printf(core->arena, "%s/files/%s", page, code_of("pdf")));
    struct str form = core_tokens(core, core_get_as(core, &fife, good).body);
    clock_set_s(clock_now_s() + 60);
    a = core_post_as(core, &fife, at, str_z(core->arena, form));
    ok(a.status == 404 && has(a.body, page_words) &&
           core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.original'") ==
               0,
       "[S40] (ASVS 5.4.3) asked for all the same, none is given: %d", a.status);
}

struct paper {
    int64_t id;
    struct file file;
};

static struct store_record some_record(void)
{
    return (struct store_record){ .actor = STR("cli:0"),
                                  .action = STR("consultation.change"),
                                  .object_kind = STR("consultation"),
                                  .at_s = clock_now_s() };
}

static enum err make_paper_fn(struct db *db, void *arg)
{
    struct paper *p = arg;
    const struct store_record r = some_record();
    enum err e = db_exec(db,
                         "UPDATE file SET owner_kind = 'document', owner_id = $2 WHERE id = "
                         "$1",
                         BINDS(bi(p->file.id), bi(p->id)));
    if (!e)
        e = consultation_public_renew(db, core->arena, x.id);
    return e ? e : store_record(db, &r);
}

static void back(void)
{
    clamd_run(&scanner, NULL);
    work_at(next_look_s());
    is_i64(n_scan("clean"), 1, "[S40] (ASVS 5.4.3) the scanner is back: it is called clean");
    struct answer a = core_get_as(core, &draft, draft_file("pdf"));
    ok(a.status == 200 && str_eq(a.body, sample_pdf(core->arena)),
       "[S40] and is there, byte for byte: %d", a.status);
    a = core_get_as(core, &draft, files_at);
    ok(has(a.body, draft_file("pdf")) && !has(a.body, IS_BEING_CHECKED), "[S40] with its link");
    ok(!has(warnings(), "checked for viruses"), "the warning is gone");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'file.scan' AND actor = "
                            "'job' AND object_id = '' AND at_s % 86400 = 0 /*scan*/"),
           1, "[S41] the record holds the day, and not which file");
}

static void infected(void)
{
    struct answer a = upload("notes.txt", clamd_sample());
    ok(a.status == 303, "[3.24] its kind is right: %d", a.status);
    work_at(clock_now_s() + 5);
    is_i64(n_scan("infected"), 1, "[S40] (ASVS 5.4.3) the real scanner knows it");
    a = core_get_as(core, &draft, files_at);
    ok(has(a.body, "notes.txt") && has(a.body, INFECTED) && !has(a.body, draft_file("txt")) &&
           has(a.body, "Remove"),
       "[S40] its sender reads why nobody can open it, and can remove it");
    a = core_get_as(core, &draft, draft_file("txt"));
    ok(a.status == 404 && has(a.body, "This file cannot be opened") && !has(a.body, "EICAR"),
       "[S40] (ASVS 5.4.3) its address gives no byte of it: %d", a.status);
    ok(has(warnings(), "something harmful in 1 file"), "[S40] who keeps the service is told");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'file.scan' AND detail "
                            "LIKE '%Sample.Test%' /*scan*/"),
           1, "[S41] the record says what was found");
}

static enum err begin_fn(struct db *db, void *arg)
{
    return link_session_begin(db, arg);
}

/* Who sent it, by the private link. */
static struct someone open_own(const struct response *r)
{
    struct someone who = { .account_id = 0 };
    struct link_session_new open = { .number = rand_id(),
                                     .is_fresh = true,
                                     .kind = LINK_KIND_RESPONSE,
                                     .scope = x.id,
                                     .object_id = r->id,
                                     .now_s = clock_now_s() };
    rand_bytes(&open.value, sizeof open.value);
    if (store_write(app_store(core->app), begin_fn, &open))
        die("no link session");
    who.cookie = said("Cookie: cj=#", session_value_text(core->arena, &open.value));
    return who;
}

static void sender_reads(const struct response *r, const char *kind, const char *page_words,
                         const char *list_words)
{
    struct someone who = open_own(r);
    const char *at = said("/r/open/files/#", str_from(code_of(kind)));
    struct answer a = core_get_as(core, &who, "/r/open");
    ok(a.status == 200 && has(a.body, list_words) && !has(a.body, at),
       "[S40] whoever sent a %s reads how it stands, without a link to it: %d", kind, a.status);
    a = core_get_as(core, &who, at);
    ok(a.status == 404 && has(a.body, page_words), "[S40] (ASVS 5.4.3) nor gets it: %d",
       a.status);
}

static void others(void)
{
    upload("photo.png", sample_png(core->arena, 2, 2));
    const struct response r = send_draft(0);
    nobody_gets_it(&r, "png", "This file is being checked", IS_BEING_CHECKED);
    nobody_gets_it(&r, "txt", "This file cannot be opened", INFECTED);
    sender_reads(&r, "png", "This file is being checked", IS_BEING_CHECKED);
    sender_reads(&r, "txt", "This file cannot be opened", INFECTED);
}

static void papers(void)
{
    struct paper p = { .id = help_document(&h, &x, "Sample draft plan", "# Housing\n") };
    if (file_by_code(core->worker->db_all, core->arena, str_from(code_of("png")), &p.file) ||
        store_write(app_store(core->app), make_paper_fn, &p))
        die("no paper");
    struct ctx c = { .arena = core->arena,
                     .site = app_site(core->app),
                     .store = app_store(core->app),
                     .now_s = clock_now_s() };
    struct file copy;
    is_i64(file_copy(&c, &p.file, &copy), ERR_NOT_FOUND,
           "[S40] what waits is copied to no other consultation");
    const char *at = with_number("/documents/#/file", p.id);
    struct answer a = core_get(core, at, NULL);
    ok(a.status == 404 && has(a.body, "This file is being checked") &&
           !str_starts(a.body, STR("\x89PNG")),
       "[S40] (ASVS 5.4.3) the public gets no byte of a paper that waits: %d", a.status);
    core_sign_in(core, &fife);
    const char *preview =
        str_z(core->arena,
              str_printf(core->arena, "/coordinator/consultations/%.*s/preview/papers/%lld",
                         STR_ARG(x.slug), (long long)p.id));
    a = core_get_as(core, &fife, preview);
    ok(a.status == 200 && has(a.body, IS_BEING_CHECKED) && !has(a.body, "/file\""),
       "[S40] who looks at the draft reads so too: %d", a.status);
    a = core_get_as(core, &fife,
                    str_z(core->arena, str_join(core->arena, str_from(preview), STR("/file"))));
    ok(a.status == 404 && has(a.body, "This file is being checked"),
       "[S40] (ASVS 5.4.3) and gets no byte: %d", a.status);
    const char *desk = said("/coordinator/consultations/#/papers", x.slug);
    ok(has(core_get_as(core, &fife, desk).body, IS_BEING_CHECKED),
       "[S40] its author reads that it is being checked");
    work_at(clock_now_s() + 5);
    a = core_get(core, at, NULL);
    ok(a.status == 200 && str_eq(a.type, STR("image/png")), "[S40] and then it is there: %d",
       a.status);
    ok(!has(core_get_as(core, &fife, desk).body, IS_BEING_CHECKED), "[S40] for both");
}

/* --- files of before, too large ones, and the setting taken away --- */

static enum err forget_scans_fn(struct db *db, void *arg)
{
    const struct store_record r = some_record();
    (void)arg;
    enum err e = db_exec(db, "UPDATE file SET scan = 'not_scanned' WHERE kind = 'pdf' /*scan*/",
                         NO_BINDS);
    return e ? e : store_record(db, &r);
}

static void from_before(void)
{
    if (store_write(app_store(core->app), forget_scans_fn, NULL))
        die("not written");
    struct file f;
    if (file_by_code(core->worker->db_all, core->arena, str_from(code_of("pdf")), &f))
        die("no file");
    is_i64(file_held(app_site(core->app), &f), FILE_WAITS,
           "[S40] what came before the scanner was set waits too");
    work_at(next_look_s());
    is_i64(n_scan("not_scanned"), 0, "[S40] and is looked at");
}

static void too_large(void)
{
    clamd_stop(&scanner);
    clamd_run(&scanner, "1M");
    begin_draft(&draft);
    struct buf *large = buf_in(core->arena, 8 * MEGA);
    buf_str(large, sample_pdf(core->arena));
    while (large->n < 3 * MEGA)
        buf_printf(large, "%% line %zu\n", large->n);
    upload("large.pdf", buf_view(large));
    upload("views.txt", STR("Sample views.\n"));
    work_at(clock_now_s() + 5);
    is_i64(n_scan("waiting"), 1,
           "[S40] one that the scanner refuses waits, and keeps no other from its scan");
    is_str(core_text(core, "SELECT last_error FROM job WHERE kind = 'file_scan' AND subject = "
                           "'again' AND state = 'waiting'"),
           "", "it will be tried again");
    work_at(clock_now_s() + 90);
    is_str(core_text(core, "SELECT last_error FROM job WHERE kind = 'file_scan' AND subject = "
                           "'again' AND state = 'waiting'"),
           "scanner_refused", "and the reason is kept");
}

static void no_scanner_any_more(void)
{
    core->config.clamd_socket = NULL;
    core_restart(core);
    work_at(next_look_s());
    is_i64(n_scan("waiting"), 0, "[S40] where no scanner is set nothing waits for one");
    is_i64(n_scan("not_scanned"), 1, "[S40] and staff read that it was not scanned");
    struct answer a = core_get_as(core, &draft, files_at);
    ok(has(a.body, "large.pdf</a>"), "[S40] its sender gets it back: %d", a.status);
}

int main(void)
{
    clamd_prepare(&scanner);
    const char *const options[] = {
        "--limit-posts", "0", "--limit-pages", "0", "--clamd-socket", scanner.socket_path, NULL
    };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    admin = core_person(core, "admin", "admin", NULL);
    clock_set_s(clock_now_s());
    make();
    away();
    away_for_long();
    back();
    infected();
    others();
    papers();
    from_before();
    too_large();
    no_scanner_any_more();
    core_stop(core);
    clamd_remove(&scanner);
    return done_testing();
}
