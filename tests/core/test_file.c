/* Files: added to a response that is being written, taken away, published with a paper, copied
 * by staff. */
#include "tests/core/file_help.h"

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
static struct someone fife, angus;

/* --- tests --- */

static void adding(void)
{
    struct answer a = core_get_as(core, &draft, files_at);
    ok(a.status == 200 && has(a.body, "Your own report") && has(a.body, "smaller than 20 MB") &&
           has(a.body, "You can add 5 files") && has(a.body, "not added a file yet"),
       "[3.24] the limits are told before choosing: %d", a.status);
    struct str form =
        form_of(a.body, "../Our %22views%22 \xC3\xA0.pdf", sample_pdf(core->arena));
    a = post_form(form);
    ok(a.status == 303 && n_files() == 1, "[3.24] a file is taken: %d", a.status);
    a = post_form(form);
    ok(a.status == 303 && n_files() == 1, "[S25] sent twice, kept once: %d", a.status);
    is_str(core_text(core, "SELECT value FROM response_draft_field"), "file",
           "[3.24] the draft knows that the question is answered");
    a = core_get_as(core, &draft, files_at);
    ok(has(a.body, "Our %22views%22") || has(a.body, "Our &quot;views&quot; \xC3\xA0.pdf"),
       "[3.24] it stands in the list by its name, without a folder");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'draft.file' AND "
                            "object_kind = 'consultation' AND at_s % 86400 = 0"),
           1, "[S41] the record holds consultation and day");
}

static void refusing(void)
{
    struct answer a = upload("a.svg", STR("<svg/>"));
    ok(a.status == 422 && has(a.body, "Choose a PDF, Word"), "[S37] (ASVS 5.2.2) no SVG: %d",
       a.status);
    a = upload("a.pdf", sample_png(core->arena, 2, 2));
    ok(a.status == 422 && has(a.body, "The file is not what its name says"),
       "[S38] no picture as PDF: %d", a.status);
    a = upload("", STR(""));
    ok(a.status == 422 && has(a.body, "Choose a file"), "[3.24] nothing chosen: %d", a.status);
    struct buf *large = buf_in(core->arena, 22 * MEGA);
    buf_str(large, sample_pdf(core->arena));
    buf_reserve(large, 21 * MEGA);
    while (large->n <= 20 * MEGA)
        buf_lit(large, "% a long line to make the file large\n");
    a = upload("a.pdf", buf_view(large));
    ok(a.status == 422 && has(a.body, "The file must be smaller than 20 MB"),
       "[S37] (ASVS 5.2.1) more than 20 MB: %d", a.status);
    is_i64(n_files(), 1, "none of them is there");
}

static void reading(void)
{
    const char *at = said("#/", str_from(files_at));
    at = said("#", str_printf(core->arena, "%s%s", at, code_of("pdf")));
    struct answer a = core_get_as(core, &draft, at);
    ok(a.status == 200 && str_eq(a.body, sample_pdf(core->arena)),
       "[3.24] its sender gets it back, byte for byte: %d", a.status);
    is_str(a.type, "application/pdf", "[S39] (ASVS 3.2.1) with our own type");
    is_str(resp_header(&a.resp, STR("Content-Disposition")),
           "attachment; filename=\"Our _views_ _.pdf\"; "
           "filename*=UTF-8''Our%20%22views%22%20%C3%A0.pdf",
           "[S39] (ASVS 5.4.1) as an attachment, its name in both forms");
    is_str(resp_header(&a.resp, STR("Content-Security-Policy")), "default-src 'none'; sandbox",
           "[S39] in a sandbox");
    is_str(resp_header(&a.resp, STR("X-Content-Type-Options")), "nosniff",
           "[S39] (ASVS 5.4.2) not to be guessed at");
    struct someone mine = draft, other;
    int64_t my_draft = draft_id;
    begin_draft(&other);
    draft_id = my_draft;
    ok(core_get_as(core, &other, at).status == 404 && core_get(core, at, NULL).status != 200,
       "[S39] (ASVS 5.3.1) its address opens nothing to anybody else");
    draft = mine;
}

static void large_and_many(void)
{
    struct buf *large = buf_in(core->arena, 8 * MEGA);
    buf_str(large, sample_pdf(core->arena));
    while (large->n < 3 * MEGA + 17)
        buf_printf(large, "%% line %zu\n", large->n);
    struct answer a = upload("large.pdf", buf_view(large));
    ok(a.status == 303 && core_count(core, "SELECT max(n_chunks) FROM file") == 13,
       "[3.24] a large one stands in chunks: %d", a.status);
    is_i64(core_count(core, "SELECT max(length(bytes)) FROM file_chunk"), 256 * 1024,
           "[S39] of 256 KiB");
    for (int i = 0; i < 3; i++)
        upload("more.png", sample_png(core->arena, 2, 2));
    is_i64(n_files(), 5, "[3.24] five files");
    a = core_get_as(core, &draft, files_at);
    ok(has(a.body, "as many as there can be") && !has(a.body, "type=\"file\""),
       "[S37] no more are offered");
}

static void removing(void)
{
    struct str code = core_text(core, "SELECT code FROM file WHERE name = 'large.pdf' "
                                      "/*scan*/");
    const char *at = said("#", str_printf(core->arena, "%s/%.*s", files_at, STR_ARG(code)));
    struct answer a = core_fill_as(core, &draft, files_at, said("remove=#", code));
    ok(a.status == 303 && n_files() == 4, "[3.24] one is taken away: %d", a.status);
    ok(core_get_as(core, &draft, at).status == 404, "[3.24] and is not there any more");
    int64_t tomorrow = clock_now_s() + 86400;
    ok(!file_sweep(app_store(core->app), core->worker->db_all, tomorrow) &&
           core_count(core, "SELECT /*scan*/ count(*) FROM file_chunk WHERE file_id NOT IN "
                            "(SELECT id FROM file)") == 0 &&
           core_count(core, "SELECT count(*) FROM file_chunk") == 4,
       "[3.24] its bytes are swept, with those of files that were never kept");
}

static void staff(void)
{
    const struct response sent = send_draft(0);
    const char *at = said("#", str_printf(core->arena, "/coordinator/responses/%.*s/files/%s",
                                          STR_ARG(sent.receipt), code_of("png")));
    struct answer a = core_get_as(core, &fife, at);
    ok(a.status == 200 && has(a.body, "Not scanned") && has(a.body, "Download the file"),
       "[S40] (ASVS 5.4.3) staff are told that it was not scanned: %d", a.status);
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.original'"), 0,
           "looking at the page leaves no record");
    a = core_fill_as(core, &fife, at, "");
    ok(a.status == 303 &&
           core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.original'") ==
               1,
       "[S41] a copy leaves its record: %d", a.status);
    a = core_get_as(core, &fife, str_z(core->arena, a.location));
    ok(a.status == 200 && str_eq(a.type, STR("image/png")), "[3.24] and is there: %d",
       a.status);
    ok(core_get_as(core, &angus, at).status == 404, "[S10] (ASVS 8.2.2) not for another area");
}

struct paper {
    int64_t id;
    struct file file;
};

static enum err add_paper_fn(struct db *db, void *arg)
{
    struct paper *p = arg;
    enum err e = db_exec(db,
                         "UPDATE file SET owner_kind = 'document', owner_id = $2 WHERE id = "
                         "$1",
                         BINDS(bi(p->file.id), bi(p->id)));
    if (!e)
        e = consultation_public_renew(db, core->arena, x.id);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = clock_now_s() });
}

static void papers(void)
{
    struct paper p = { .id = help_document(&h, &x, "Sample draft plan",
                                           "# Housing\n\nA home within 4 weeks.\n") };
    if (file_by_code(core->worker->db_all, core->arena, str_from(code_of("png")), &p.file) ||
        store_write(app_store(core->app), add_paper_fn, &p))
        die("no paper");
    const char *at = with_number("/documents/#", p.id);
    struct answer a = core_get(core, at, NULL);
    ok(a.status == 200 && has(a.body, "Sample draft plan") && has(a.body, "Housing\n</h2>") &&
           has(a.body, "Download"),
       "[3.4] a paper is a page, with its file: %d", a.status);

    a = core_get(core, with_number("/documents/#/file", p.id), NULL);
    ok(a.status == 200 && str_eq(a.type, STR("image/png")) &&
           str_starts(a.body, STR("\x89PNG")) && !has(a.body, SAMPLE_NOTE) &&
           has(resp_header(&a.resp, STR("Content-Disposition")), "Sample draft plan.png"),
       "[S39] the file goes to whoever may see the page, without what its picture told: %d",
       a.status);
    ok(core_get(core, "/documents/999999", NULL).status == 404 &&
           core_get(core, "/documents/999999/file", NULL).status == 404,
       "a paper that is not there");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    make();
    adding();
    refusing();
    reading();
    large_and_many();
    removing();
    staff();
    papers();
    core_stop(core);
    return done_testing();
}
