/*
 * file_help.h: a consultation that asks for files, a draft open in a browser, and files sent to
 * it as a form sends them.
 */
#ifndef TESTS_CORE_FILE_HELP_H
#define TESTS_CORE_FILE_HELP_H

#include "app/house.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "tests/core/core_people.h"

#include "modules/consultations/consultation_public.h"
#include "modules/responses/draft.h"
#include "modules/files/file.h"
#include "tests/consultation_help.h"
#include "tests/file_samples.h"

#define BOUNDARY "sample-boundary"
#define MEGA ((size_t)1024 * 1024)

static struct core *core;
static struct someone draft; /* the browser that has it open */
static struct help_asks h;
static struct consultation x;
static int64_t question, draft_id;
static const char *files_at;

static inline const char *said(const char *format, struct str a)
{
    size_t gap = str_find_char(str_from(format), '#');
    struct str f = str_from(format);
    return str_z(core->arena,
                 str_printf(core->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(f, 0, gap)),
                            STR_ARG(a), STR_ARG(str_sub(f, gap + 1, f.n))));
}

static inline const char *with_number(const char *format, int64_t n)
{
    return said(format, str_printf(core->arena, "%lld", (long long)n));
}

/* --- a draft in a browser --- */

static inline enum err add_draft_fn(struct db *db, void *arg)
{
    return draft_add(db, arg);
}

static inline void begin_draft(struct someone *who)
{
    struct draft_new new = {
        .id = rand_id(), .consultation_id = x.id, .is_opened = true, .now_s = clock_now_s()
    };
    rand_bytes(&new.key, sizeof new.key);
    rand_bytes(&new.open.value, sizeof new.open.value);
    new.open.number = rand_id();
    new.open.is_fresh = true;
    new.open.kind = LINK_KIND_DRAFT;
    new.open.scope = x.id;
    new.open.object_id = draft_id = new.id;
    new.open.now_s = new.now_s;
    if (store_write(app_store(core->app), add_draft_fn, &new))
        die("no draft");
    who->cookie = said("Cookie: cj=#", session_value_text(core->arena, &new.open.value));
    who->form = said("#\nSec-Fetch-Site: same-origin\n"
                     "Content-Type: application/x-www-form-urlencoded",
                     str_from(who->cookie));
}

static inline void make(void)
{
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "Sample plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    question = help_question(&h, &x, views,
                             (struct help_ask){ .type = "file", .title = "Your own report" });
    help_question(&h, &x, views, (struct help_ask){ .type = "short", .title = "Your town" });
    help_publish(&h, &x);
    begin_draft(&draft);
    files_at =
        str_z(core->arena, str_printf(core->arena, "/consultations/%.*s/respond/q%lld/files",
                                      STR_ARG(x.slug), (long long)question));
}

/* --- sending files --- */

static inline void part(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n",
               name);
    buf_str(out, value);
    buf_lit(out, "\r\n");
}

static inline struct str form_of(struct str page, const char *name, struct str bytes)
{
    struct buf *out = buf_in(core->arena, bytes.n + 8192);
    part(out, "csrf", between(page, "name=\"csrf\" value=\"", "\""));
    part(out, "form_id", between(page, "name=\"form_id\" value=\"", "\""));
    buf_printf(out,
               "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
               "filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n",
               name);
    buf_str(out, bytes);
    buf_lit(out, "\r\n--" BOUNDARY "--\r\n");
    return buf_view(out);
}

static inline struct answer post_form(struct str body)
{
    struct str headers = str_printf(core->arena,
                                    "%s\nSec-Fetch-Site: same-origin\n"
                                    "Content-Type: multipart/form-data; boundary=" BOUNDARY,
                                    draft.cookie);
    return core_ask(core, "POST", files_at, str_z(core->arena, headers), body);
}

static inline struct answer upload(const char *name, struct str bytes)
{
    return post_form(form_of(core_get_as(core, &draft, files_at).body, name, bytes));
}

static inline int64_t n_files(void)
{
    return core_count(core, "SELECT count(*) FROM file");
}

/* The code of the first one of that kind. */
static inline const char *code_of(const char *kind)
{
    const char *query =
        said("SELECT /*scan*/ min(code) FROM file WHERE kind = '#'", str_from(kind));
    return said("#", core_text(core, query));
}

static inline enum err hand_on_fn(struct db *db, void *arg)
{
    const struct response *r = arg;
    enum err e = file_hand_on(db, STR("draft"), draft_id, STR("response"), r->id);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.send"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = clock_now_s() });
}

static inline enum err add_response_fn(struct db *db, void *arg)
{
    return response_add(db, core->arena, arg,
                        &(struct act){ .actor = STR("public"), .now_s = clock_now_s() });
}

/* The draft's files are those of a response from now on; body_id 0: of nobody in the register.
 */
static inline struct response send_draft(int64_t body_id)
{
    struct response_new new = {
        .response = { .consultation_id = x.id,
                      .who = body_id ? STR("organisation") : STR("individual"),
                      .body_id = body_id,
                      .is_official = body_id != 0,
                      .publish_choice = STR("do_not_publish"),
                      .publish_wording = 1,
                      .naming = STR("no"),
                      .channel = STR("web"),
                      .received_on = date_iso(core->arena, london_from_s(clock_now_s()).date),
                      .is_live = true,
                      .handling = STR("new"),
                      .counting = STR("valid") },
        .code = STR("FIF"),
    };
    if (store_write(app_store(core->app), add_response_fn, &new) ||
        store_write(app_store(core->app), hand_on_fn, &new.response))
        die("no response");
    return new.response;
}

#endif
