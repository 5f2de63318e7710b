#include "front/cli_list.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/limits.h"
#include "front/start.h"
#include "modules/bodies/body_import_words.h"
#include "modules/partnerships/area.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#define FAILED_BYTES (128 * MIB)
#define SHOWN_MAX 50 /* wrong rows told one by one */

static int failed(enum err e)
{
    if (!e)
        return 0;
    if (e == ERR_CONFLICT)
        return start_refuse(1, STR("another import is being written, or this one is over"));
    if (e == ERR_NOT_FOUND)
        return start_refuse(1, STR("there is no such import"));
    fprintf(stderr, "cjengage: it could not be done (%s)\n", err_name(e));
    return 1;
}

static void show_progress(void *arg, size_t done, size_t all)
{
    const struct cli_list *r = arg;
    if (r->is_terminal)
        fprintf(stderr, "%zu of %zu rows\r", done, all);
}

/* --- the file --- */

static int load(struct cli_list *r)
{
    struct body_file file = { 0 };
    const struct body_import_new n = { .kind = STR("list"),
                                       .file_name = r->name,
                                       .source = str_from(r->source),
                                       .source_on = str_from(r->source_on),
                                       .comment = str_from(r->comment),
                                       .by_role = STR(IMPORT_BY_OPERATOR) };
    enum err e = body_import_load(&r->run, &n, r->text, &file, &r->id);
    if (e == ERR_INVALID) {
        struct str why = body_file_words(r->arena, &file);
        fprintf(stderr, "cjengage: %.*s: %.*s\n", STR_ARG(r->name), STR_ARG(why));
        return 1;
    }
    if (!e && file.was_windows_1252)
        fprintf(stderr, "%.*s is not UTF-8: read as Windows-1252\n", STR_ARG(r->name));
    return failed(e);
}

/* --- steps --- */

static int step(struct cli_list *r, store_write_fn fn, struct body_import_step *s)
{
    s->id = r->id;
    s->act = &r->run.act;
    return failed(store_write(r->run.store, fn, s));
}

static struct str slugs(const struct cli_list *r)
{
    return r->areas ? str_replace_char(r->arena, str_from(r->areas), ',', ';')
                    : (struct str){ NULL, 0 };
}

int cli_list_check_areas(struct cli_list *r)
{
    struct area_list all;
    struct str rest = slugs(r), slug;
    enum err e = area_list(r->run.db, r->arena, &all);
    while (!e && str_cut(&rest, ';', &slug))
        if (!area_named(&all, slug))
            return start_refuse(
                1, str_printf(r->arena, "there is no council area %.*s", STR_ARG(slug)));
    return failed(e);
}

static int check(struct cli_list *r, struct body_import *out)
{
    struct body_import_step s = { .default_areas = slugs(r) };
    int code = step(r, body_import_ready_fn, &s);
    if (!code)
        code = failed(body_import_find(r->run.db, r->arena, r->id, -1, out));
    if (code)
        return code;
    body_columns_guess(r->arena, out->header, out->n_header, &s.columns);
    if (s.columns.at[BODY_COLUMN_NAME] == STR_NONE)
        return start_refuse(1, STR("no column is called name, so nothing can be added"));
    code = step(r, body_import_match_fn, &s);
    if (!code)
        code = failed(body_import_go_on(&r->run, r->id));
    return code ? code : failed(body_import_find(r->run.db, r->arena, r->id, -1, out));
}

static int write_all(struct cli_list *r, struct body_import *out)
{
    struct body_import_step s = { 0 };
    int code = step(r, body_import_start_fn, &s);
    if (!code)
        code = failed(body_import_go_on(&r->run, r->id));
    return code ? code : failed(body_import_find(r->run.db, r->arena, r->id, -1, out));
}

static int give_up(struct cli_list *r)
{
    struct body_import_step s = { 0 };
    return step(r, body_import_give_up_fn, &s);
}

/* --- what is wrong --- */

static void show_failed(struct cli_list *r, const struct body_import *of)
{
    struct body_import_row row[SHOWN_MAX];
    const struct body_import_rows_ask ask = { of->id, 0, BODY_ROW_FAILED };
    size_t n = 0;
    if (body_import_rows(r->run.db, r->arena, &ask, SHOWN_MAX, row, &n))
        return;
    for (size_t i = 0; i < n; i++) {
        struct str rest = row[i].problem, line;
        while (str_cut(&rest, '\n', &line))
            fprintf(stderr, "line %lld: %.*s\n", (long long)row[i].line, STR_ARG(line));
    }
    if (of->n_failed > SHOWN_MAX)
        fprintf(stderr, "and %lld more\n", (long long)of->n_failed - SHOWN_MAX);
}

static int write_failed(struct cli_list *r, const struct body_import *of)
{
    struct buf *out = buf_in(r->arena, FAILED_BYTES);
    int code = failed(body_import_failed_csv(r->run.db, r->arena, of, out));
    int fd = code ? -1 : open(r->failed, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (!code && (fd < 0 || !fd_write_all(fd, buf_view(out)))) {
        fprintf(stderr, "cjengage: %s: %s\n", r->failed, strerrordesc_np(errno));
        code = 1;
    }
    if (fd >= 0)
        close(fd);
    return code;
}

static int tell_failed(struct cli_list *r, const struct body_import *of)
{
    if (!of->n_failed)
        return 0;
    show_failed(r, of);
    return r->failed ? write_failed(r, of) : 0;
}

/* --- the run --- */

static void say_counts(const struct cli_list *r, const struct body_import *i, int64_t ms)
{
    bool was_written = i->state == BODY_IMPORT_LIVE;
    if (r->is_terminal)
        fprintf(stderr, "\n");
    printf("%lld rows: %lld %s, %lld in the register already, %lld wrong\n",
           (long long)i->n_rows, (long long)i->n_added, was_written ? "added" : "to add",
           (long long)i->n_known, (long long)i->n_failed);
    if (was_written)
        printf("Import %lld", (long long)i->id);
    else
        printf("Nothing was changed%s", r->is_dry ? ": a dry run" : "");
    printf(" in %lld.%lld s\n", (long long)(ms / 1000), (long long)(ms % 1000 / 100));
}

int cli_list_import(struct cli_list *r)
{
    struct body_import i = { 0 };
    int64_t from_ms = clock_mono_ms();
    int code = cli_list_check_areas(r);
    if (!code)
        code = load(r);
    if (code)
        return code;
    code = check(r, &i);
    if (!code)
        code = tell_failed(r, &i);
    bool is_refused = !code && i.n_failed && !r->takes_good && !r->is_dry;
    if (code || is_refused || r->is_dry) {
        int gone = give_up(r);
        code = code ? code : gone;
    } else {
        code = write_all(r, &i);
    }
    if (!code)
        say_counts(r, &i, clock_mono_ms() - from_ms);
    if (!code && is_refused)
        return start_refuse(1, STR("nothing was added: mend the wrong rows, or leave them out "
                                   "with --good-rows"));
    return code;
}

int cli_list_undo(struct cli_list *r)
{
    struct body_import_step s = { 0 };
    struct body_import i = { 0 };
    if (!str_to_i64(str_from(r->undo), &r->id))
        return start_refuse(2, STR("--undo takes the number of an import"));
    int code = step(r, body_import_undo_fn, &s);
    if (!code)
        code = failed(body_import_go_on(&r->run, r->id));
    if (!code)
        code = failed(body_import_find(r->run.db, r->arena, r->id, -1, &i));
    if (!code)
        printf("Import %lld is undone; %lld entries stay because they were changed since\n",
               (long long)i.id, (long long)i.n_kept);
    return code;
}

int cli_list_open(struct cli_list *r, struct start *start)
{
    struct store *store = app_store(start->app);
    int64_t now_s = clock_now_s();
    r->is_terminal = isatty(STDERR_FILENO);
    r->run = (struct body_import_run){
        .store = store,
        .db = store_reader_open(store, READER_ALL),
        .arena = r->arena,
        .act = { .actor = str_printf(r->arena, "cli:%u", (unsigned)getuid()), .now_s = now_s },
        .progress = show_progress,
        .progress_arg = r,
    };
    if (!r->source_on)
        r->source_on = str_z(r->arena, date_iso(r->arena, london_from_s(now_s).date));
    return r->run.db ? 0 : start_refuse(1, STR("the database cannot be read"));
}

void cli_list_close(struct cli_list *r)
{
    if (r->run.db)
        store_reader_close(r->run.db);
    arena_free(r->arena);
}
