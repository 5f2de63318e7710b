#include "front/cli_import.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "front/cli_file.h"
#include "front/cli_import_bodies.h"
#include "front/cli_import_oscr.h"
#include "front/start.h"
#include "modules/framework/framework_import.h"
#include "modules/framework/list_import.h"
#include "modules/partnerships/directory_import.h"
#include "modules/partnerships/place_import.h"
#include "modules/partnerships/postcode_import.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#define IMPORT_ARENA_BYTES (1024 * MIB) /* all of Code-Point Open is about 160 MB */
#define FILE_MAX_BYTES (512 * MIB)
#define FILES_MAX 512

struct run {
    struct start start;
    struct arena *arena;
    struct import_job job;
    struct import_file file[FILES_MAX];
    size_t n_files;
    bool is_terminal;
};

/* --- files --- */

static int refuse_file(const char *path, const char *why)
{
    fprintf(stderr, "cjengage: %s: %s\n", path, why);
    return 1;
}

static int add_file(struct run *r, const char *path)
{
    struct import_file *file = &r->file[r->n_files];
    if (r->n_files == FILES_MAX)
        return refuse_file(path, "one file too many");
    if (cli_read_file(r->arena, path, FILE_MAX_BYTES, &file->text))
        return 1;
    file->name = str_dup(r->arena, cli_file_name(path));
    r->n_files++;
    return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_csv(const struct dirent *d)
{
    return str_ends(str_from(d->d_name), STR(".csv"));
}

/* A file, or every .csv of a directory. */
static int add_path(struct run *r, const char *path)
{
    struct stat st;
    struct dirent **entry = NULL;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return add_file(r, path);
    int n = scandir(path, &entry, is_csv, by_name);
    int code = n > 0 ? 0 : refuse_file(path, "holds no .csv file");
    for (int i = 0; i < n; i++) {
        const char *one =
            str_z(r->arena, str_printf(r->arena, "%s/%s", path, entry[i]->d_name));
        if (!code && one)
            code = add_file(r, one);
        free(entry[i]);
    }
    free(entry);
    return code;
}

/* The sector and outward code tables where they lie beside areas.csv. */
static int add_beside(struct run *r, const char *path)
{
    static const char *const name[] = { "outcodes.csv", "postcode_sectors.csv" };
    struct str p = str_from(path);
    struct str dir = str_sub(p, 0, p.n - cli_file_name(path).n);
    int code = 0;
    for (size_t i = 0; i < 2 && !code; i++) {
        const char *one = str_z(r->arena, str_join(r->arena, dir, str_from(name[i])));
        struct stat st;
        if (one && stat(one, &st) == 0)
            code = add_file(r, one);
    }
    return code;
}

/* --- the run --- */

static void show_progress(void *arg, size_t done, size_t all)
{
    const struct run *r = arg;
    const char *end = r->is_terminal ? "\r" : "\n";
    if (all)
        fprintf(stderr, "%zu of %zu rows written%s", done, all, end);
    else
        fprintf(stderr, "%zu rows read%s", done, end);
}

static enum err import_areas_with(struct run *r, struct import_job *job)
{
    enum err e = directory_import(job, &r->file[0]);
    if (!e && r->n_files > 1)
        e = postcode_import_parts(job, &r->file[1], r->n_files - 1);
    return e;
}

/* Nothing changes on any error, also not on one in the tables beside the areas: all are read
 * first. */
static enum err import_areas(struct run *r)
{
    struct import_job trial = r->job;
    trial.dry_run = true;
    import_job_begin(&trial);
    enum err e = import_areas_with(r, &trial);
    if (e || r->job.dry_run) {
        r->job = trial;
        return e;
    }
    return import_areas_with(r, &r->job);
}

static enum err import_postcodes(struct run *r)
{
    if (postcode_is_parts_file(r->file[0].text))
        return postcode_import_parts(&r->job, r->file, r->n_files);
    return postcode_import_exact(&r->job, r->file, r->n_files);
}

static enum err import_places(struct run *r)
{
    return place_import(&r->job, r->file, r->n_files);
}

static enum err import_lists(struct run *r)
{
    return list_import(&r->job, r->file);
}

static enum err import_framework(struct run *r)
{
    return framework_import(&r->job, r->file);
}

static const struct kind {
    const char *name;
    enum err (*run)(struct run *r);
    bool takes_many, takes_beside;
} KIND[] = {
    { "areas", import_areas, .takes_beside = true },
    { "lists", import_lists, false, false },
    { "framework", import_framework, false, false },
    { "postcodes", import_postcodes, .takes_many = true },
    { "places", import_places, .takes_many = true },
};

static void print(FILE *to, const struct buf *b)
{
    struct str s = buf_view(b);
    if (s.n)
        fwrite(s.p, 1, s.n, to);
}

static int run_import(struct run *r, const struct kind *kind)
{
    struct import_job *job = &r->job;
    int64_t from_ms = clock_mono_ms();
    job->store = app_store(r->start.app);
    job->db = store_reader_open(job->store, READER_ALL);
    job->now_s = clock_now_s();
    job->arena = r->arena;
    job->actor = str_printf(r->arena, "cli:%u", (unsigned)getuid());
    job->progress = show_progress;
    job->progress_arg = r;
    import_job_begin(job);
    enum err e = job->db ? kind->run(r) : ERR_INTERNAL;
    if (job->db)
        store_reader_close(job->db);
    if (r->is_terminal)
        fprintf(stderr, "\n");
    print(stderr, job->errors);
    if (e) {
        fprintf(stderr, "cjengage: nothing was imported: %zu errors (%s)\n", job->n_errors,
                err_name(e));
        return 1;
    }
    print(stdout, job->out);
    int64_t ms = clock_mono_ms() - from_ms;
    printf("%s in %lld.%lld s\n", job->dry_run ? "Nothing was changed: a dry run" : "Done",
           (long long)(ms / 1000), (long long)(ms % 1000 / 100));
    return 0;
}

/* Takes --dry-run and the files (everything before the first option) off the arguments; what is
 * left are settings. */
static int take_arguments(struct run *r, const struct kind *kind, int argc, char **argv,
                          int *n_options)
{
    int n = 0;
    size_t n_paths = 0;
    int code = 0;
    for (int i = 0; i < argc && !code; i++) {
        struct str word = str_from(argv[i]);
        if (str_eq(word, STR("--dry-run"))) {
            r->job.dry_run = true;
        } else if (n == 0 && !str_starts(word, STR("--"))) {
            code = add_path(r, argv[i]);
            if (!code && kind->takes_beside)
                code = add_beside(r, argv[i]);
            n_paths++;
        } else {
            argv[n++] = argv[i];
        }
    }
    *n_options = n;
    if (!code && (!n_paths || (!kind->takes_many && n_paths > 1))) {
        fprintf(stderr, "cjengage: import %s takes %s\n", kind->name,
                kind->takes_many ? "files" : "one file");
        return 2;
    }
    return code;
}

int import_command(int argc, char **argv)
{
    const struct kind *kind = NULL;
    if (argc > 0 && str_eq(str_from(argv[0]), STR("bodies")))
        return import_bodies_command(argc - 1, argv + 1);
    if (argc > 0 && str_eq(str_from(argv[0]), STR("oscr")))
        return import_oscr_command(argc - 1, argv + 1);
    for (size_t i = 0; argc > 0 && i < sizeof KIND / sizeof KIND[0]; i++)
        if (str_eq(str_from(argv[0]), str_from(KIND[i].name)))
            kind = &KIND[i];
    if (!kind) {
        fprintf(
            stderr,
            "cjengage: import areas, lists, framework, postcodes, places, bodies or oscr; see "
            "cjengage help import\n");
        return 2;
    }
    struct arena *a = arena_new(IMPORT_ARENA_BYTES);
    struct run *r = ARENA_NEW(a, struct run);
    int n_options = 0;
    int code = 2;
    if (r) {
        r->arena = a;
        r->is_terminal = isatty(STDERR_FILENO);
        code = take_arguments(r, kind, argc - 1, argv + 1, &n_options);
        if (!code)
            code = start_config(&r->start, n_options, argv + 1);
        if (r->start.arena && !code) {
            r->start.config.create = !r->job.dry_run && kind->run == import_areas;
            code = start_app(&r->start);
        }
        if (!code)
            code = run_import(r, kind);
        if (r->start.arena)
            start_end(&r->start);
    }
    arena_free(a);
    return code;
}
