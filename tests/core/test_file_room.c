/* How much room files may take: of an organisation, of a consultation, and nothing at all of
 * what was refused or taken away again. */
#include "tests/core/body_help.h"

#include "tests/core/file_help.h"

#define RESPONSES "/body/responses"
#define ROOM_BYTES ((int64_t)200 * 1024 * 1024)

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
static struct someone lead, anybody;
static const char *share; /* where colleagues read the draft */

static int64_t n_chunks(void)
{
    return core_count(core, "SELECT count(*) FROM file_chunk");
}

struct sizing {
    int64_t n_bytes;
    const char *owner_kind;
};

static enum err size_fn(struct db *db, void *arg)
{
    const struct sizing *s = arg;
    enum err e = db_exec(db, "UPDATE file SET n_bytes = $1 WHERE owner_kind = $2 /*scan*/",
                         BINDS(bi(s->n_bytes), bt(str_from(s->owner_kind))));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = clock_now_s() });
}

/* As if each of them were as large as that. */
static void each_has(int64_t n_bytes, const char *owner_kind)
{
    struct sizing s = { n_bytes, owner_kind };
    if (store_write(app_store(core->app), size_fn, &s))
        die("not written");
}

/* The question's own page. */
static const char *question_at(void)
{
    return str_z(core->arena, str_sub(str_from(files_at), 0, strlen(files_at) - 6));
}

static struct str small(void)
{
    return STR("Sample views.\n");
}

/* --- an organisation's --- */

static void begin_together(void)
{
    int64_t body = body_help_add(core, body_help_sample("Sample Trust"), "fife");
    lead = core_person(core, "lead", "body_editor",
                       str_z(core->arena, str_printf(core->arena, "%lld", (long long)body)));
    core_sign_in(core, &lead);
    struct answer a = core_fill_as(core, &lead, RESPONSES, said("consultation=#", x.slug));
    share = str_z(core->arena, a.location);
    a = core_fill_as(core, &lead, share, "do=write");
    ok(a.status == 303 && has(a.location, "/respond"), "an editor writes: %d", a.status);
    draft = lead;
    draft_id = core_count(core, "SELECT id FROM response_draft WHERE body_id IS NOT NULL");
}

static void of_a_body(void)
{
    begin_together();
    ok(upload("one.txt", small()).status == 303 && upload("two.txt", small()).status == 303,
       "[3.24] an organisation adds files");
    ok(has(core_get_as(core, &lead, share).body, "one.txt, two.txt"),
       "[3.20] colleagues read which");
    ok(has(core_get_as(core, &lead, question_at()).body, "<li>two.txt</li>"),
       "[3.24] and whoever writes, beside the question");
    each_has(ROOM_BYTES / 2 - (int64_t)small().n / 2, "draft");
    struct answer a = upload("last.txt", small());
    ok(a.status == 303 && n_files() == 3, "[S37] up to its limit, to the byte: %d", a.status);
    int64_t before = n_chunks();
    a = upload("more.txt", small());
    ok(a.status == 422 && has(a.body, "Your organisation can keep 200 MB of files") &&
           n_files() == 3,
       "[S37] (ASVS 5.2.4) and no byte more, said at the field: %d", a.status);
    is_i64(n_chunks(), before, "[S37] what is refused takes no room");
    begin_draft(&anybody);
    draft = anybody;
    ok(upload("own.txt", small()).status == 303,
       "[S37] others are not kept from answering by it");
    draft = lead;
}

static void sent_by_a_body(void)
{
    draft_id = core_count(core, "SELECT id FROM response_draft WHERE body_id IS NOT NULL");
    send_draft(core_count(core, "SELECT id FROM body WHERE name = 'Sample Trust' /*scan*/"));
    struct answer a = upload("after.txt", small());
    ok(a.status == 422 && has(a.body, "Your organisation can keep"),
       "[S37] what it has sent to this consultation counts: %d", a.status);
    is_i64(core_count(core, "SELECT count(*) FROM file WHERE owner_kind = 'draft' /*scan*/"), 1,
           "only the other person's is in a draft");
}

/* --- a consultation's --- */

static void of_a_consultation(void)
{
    draft = anybody;
    each_has(ROOM_BYTES - (int64_t)small().n, "draft");
    struct answer a = upload("last.txt", small());
    ok(a.status == 303,
       "[S37] what organisations sent takes none of the room of everybody else: %d", a.status);
    a = upload("more.txt", small());
    ok(a.status == 422 && has(a.body, "This consultation cannot take more files here"),
       "[S37] (ASVS 5.2.4) 200 MB a consultation without an account: %d", a.status);
    each_has(1000, "draft");
}

/* --- what takes no room --- */

static void goes_at_once(void)
{
    int64_t before = n_chunks();
    struct answer a = upload("again.txt", small());
    ok(a.status == 303 && n_chunks() == before + 1, "[3.24] added: %d", a.status);
    struct str code =
        core_text(core, "SELECT code FROM file WHERE name = 'again.txt' /*scan*/");
    a = core_fill_as(core, &draft, files_at, said("remove=#", code));
    ok(a.status == 303 && n_chunks() == before,
       "[S37] adding and removing again and again takes no room: %d", a.status);
}

static void sent_twice(void)
{
    struct str page = core_get_as(core, &draft, files_at).body;
    struct str form = form_of(page, "twice.txt", small());
    int64_t before = n_chunks(), before_files = n_files();
    for (int i = 0; i < 3; i++)
        post_form(form);
    ok(n_files() == before_files + 1 && n_chunks() == before + 1,
       "[S25] sent three times it is kept once, and its bytes too");
    struct answer a = post_form(form_of(page, "other.txt", STR("Other views.\n")));
    ok(a.status == 409 || a.status == 422,
       "[S25] the same form with another file is asked about: %d", a.status);
    is_i64(n_chunks(), before + 1, "[S37] and what was staged for it is gone");
}

int main(void)
{
    core = core_start_with(options);
    make();
    of_a_body();
    sent_by_a_body();
    of_a_consultation();
    goes_at_once();
    sent_twice();
    core_stop(core);
    return done_testing();
}
