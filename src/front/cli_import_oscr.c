#include "front/cli_import_oscr.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "front/cli_args.h"
#include "front/cli_file.h"
#include "front/cli_list.h"
#include "front/start.h"
#include "modules/bodies/oscr.h"
#include "modules/bodies/reconcile.h"

#include <stdio.h>

#define FILE_MAX_BYTES (256 * MIB) /* the register of today has some 30 MB */
#define ROW_BYTES (4 * MIB)
#define SHOWN_MAX 50

struct oscr_run {
    struct cli_list list; /* of what is added */
    struct str text;      /* of the extract */
    bool is_whole, adds;
    struct str areas, about; /* ";" between; about: folded */
    size_t n_no_area;
};

static int misused(const char *why)
{
    fprintf(stderr, "cjengage: %s; see cjengage help import\n", why);
    return 2;
}

/* --- comparing --- */

static void show_found(const struct reconcile *r)
{
    for (size_t i = 0; i < r->n_found && i < SHOWN_MAX; i++) {
        const struct body_flag_new *f = &r->found[i];
        printf("%.*s: %.*s: ours \"%.*s\", theirs \"%.*s\"\n",
               STR_ARG(body_flag_kind_name(f->kind)), STR_ARG(r->found_name[i]),
               STR_ARG(f->ours), STR_ARG(f->theirs));
    }
    if (r->n_found > SHOWN_MAX)
        printf("and %zu more\n", r->n_found - SHOWN_MAX);
}

static int compare(struct oscr_run *o)
{
    struct cli_list *l = &o->list;
    struct reconcile r = { .store = l->run.store,
                           .db = l->run.db,
                           .arena = l->arena,
                           .act = l->run.act,
                           .text = o->text,
                           .file_name = l->name,
                           .source_on = str_from(l->source_on),
                           .by_role = STR("Operator"),
                           .is_whole = o->is_whole,
                           .is_dry = l->is_dry };
    enum err e = reconcile(&r);
    if (e == ERR_INVALID)
        return start_refuse(
            1, str_printf(l->arena, "%.*s: %.*s", STR_ARG(l->name), STR_ARG(r.why)));
    if (e) {
        fprintf(stderr, "cjengage: it could not be done (%s)\n", err_name(e));
        return 1;
    }
    show_found(&r);
    printf("%lld charities in the file; of %lld entries with a charity number %zu differ",
           (long long)r.n_rows, (long long)r.n_known, r.n_found);
    if (!l->is_dry)
        printf(", %zu of them to decide anew; %lld settled", r.n_new, (long long)r.n_settled);
    printf("; %lld are not in the file\n", (long long)r.n_missing);
    return 0;
}

/* --- adding --- */

static bool is_wanted(struct oscr_run *o, struct arena *scratch, const struct oscr_row *row,
                      const struct area *area)
{
    return row->number.n && oscr_is_active(row) && !oscr_is_statutory(row) &&
           (!o->areas.n || (area && list_holds(o->areas, area->slug))) &&
           (!o->about.n || oscr_is_about(scratch, row, o->about));
}

static enum err choose(struct oscr_run *o, struct buf *out)
{
    struct arena *scratch = arena_new(ROW_BYTES);
    struct arena *a = o->list.arena;
    struct oscr_areas *areas;
    struct oscr *file;
    struct oscr_row row;
    struct str why;
    enum err e = oscr_areas_load(o->list.run.db, a, &areas);
    if (!e)
        e = oscr_open(a, o->text, &file, &why);
    oscr_list_head(out);
    while (!e && oscr_next(file, scratch, &row)) {
        const struct area *area = oscr_area(areas, scratch, row.location);
        bool is_chosen = is_wanted(o, scratch, &row, area);
        if (is_chosen && area)
            oscr_list_row(out, &row, area->slug);
        o->n_no_area += is_chosen && !area;
        arena_reset(scratch);
    }
    arena_free(scratch);
    return e ? e : out->failed ? ERR_LIMIT : OK;
}

static int add(struct oscr_run *o)
{
    struct buf *out = buf_in(o->list.arena, BODY_IMPORT_BYTES_MAX);
    enum err e = choose(o, out);
    if (e == ERR_LIMIT)
        return start_refuse(1, STR("too many charities at once: choose fewer areas or words"));
    if (e)
        return start_refuse(1, STR("the file could not be read again"));
    if (o->n_no_area)
        printf("%zu work in no single council area and are left out\n", o->n_no_area);
    o->list.text = buf_view(out);
    o->list.areas = NULL;
    return cli_list_import(&o->list);
}

/* --- the run --- */

static int take_words(struct oscr_run *o, const char **file, int *argc, char ***argv)
{
    struct date day;
    struct cli_list *l = &o->list;
    l->source = OSCR_SOURCE;
    l->source_on = cli_take_option(argc, *argv, "--source-on");
    l->areas = cli_take_option(argc, *argv, "--areas");
    l->failed = cli_take_option(argc, *argv, "--failed");
    l->is_dry = cli_take_flag(argc, *argv, "--dry-run");
    l->takes_good = true; /* a charity that does not fit is told and left out */
    o->about = str_from(cli_take_option(argc, *argv, "--about"));
    o->is_whole = cli_take_flag(argc, *argv, "--whole");
    o->adds = cli_take_flag(argc, *argv, "--add");
    *file = cli_take_word(argc, argv);
    if (!*file)
        return misused("import oscr takes one file");
    if (l->source_on && !date_parse(str_from(l->source_on), &day))
        return misused("--source-on wants a date like 2026-11-22");
    if (o->adds != (l->areas || o->about.n))
        return misused("--add goes with --areas or --about, so that only charities that matter "
                       "are added");
    return 0;
}

/* "prison, Victims" as "prison;victims". */
static struct str fold_words(struct arena *a, struct str words)
{
    struct buf *out = buf_in(a, 4 * KIB);
    struct str word;
    while (str_cut(&words, ',', &word)) {
        if (out->n)
            buf_char(out, ';');
        buf_str(out, utf8_fold(a, word));
    }
    return buf_view(out);
}

static int run(struct oscr_run *o, struct start *start, const char *file)
{
    struct cli_list *l = &o->list;
    l->arena = arena_new(2 * LIST_ARENA_BYTES);
    int code = cli_list_open(l, start);
    l->name = cli_file_name(file);
    o->about = fold_words(l->arena, o->about);
    if (l->areas)
        o->areas = str_replace_char(l->arena, str_from(l->areas), ',', ';');
    if (!code)
        code = cli_list_check_areas(l);
    if (!code)
        code = cli_read_file(l->arena, file, FILE_MAX_BYTES, &o->text);
    if (!code)
        code = compare(o);
    if (!code && o->adds)
        code = add(o);
    else if (!code && l->is_dry)
        printf("Nothing was changed: a dry run\n");
    cli_list_close(l);
    return code;
}

int import_oscr_command(int argc, char **argv)
{
    struct start start = { 0 };
    struct oscr_run o = { 0 };
    const char *file = NULL;
    int code = take_words(&o, &file, &argc, &argv);
    if (!code)
        code = start_config(&start, argc, argv);
    if (!code)
        code = start_app(&start);
    if (!code)
        code = run(&o, &start, file);
    if (start.arena)
        start_end(&start);
    return code;
}
