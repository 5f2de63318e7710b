/* Importing lists of organisations: files, columns, rows, writing, undoing, and going on after
 * a stop. */
#include "modules/bodies/body_import_rows.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "modules/bodies/body_cells.h"
#include "modules/partnerships/partnership.h"
#include "tests/body_help.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

static struct arena *a;
static struct store *s;
static struct db *db;
static int64_t fife;
static int n_left = -1; /* batches until it is told to stop */

static bool stops(void *arg)
{
    (void)arg;
    return n_left >= 0 && n_left-- == 0;
}

static struct body_import_run run_now(void)
{
    return (struct body_import_run){ .store = s,
                                     .db = db,
                                     .arena = a,
                                     .act = { .actor = STR("cli:0"), .now_s = HELP_NOW_S },
                                     .is_stopping = stops };
}

static int64_t count(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(db, sql, NO_BINDS, &n) == OK ? n : -1;
}

/* --- cells and columns --- */

static void test_cells(void)
{
    const struct str cell[] = { STR("plain"), STR(""), STR("a \"quote\", a\\slash"),
                                STR("two\nlines <b> \xE2\x80\xA8 end"), STR("Dùn Dè") };
    struct buf *out = buf_in(a, 1000);
    struct str back[8];
    body_cells_write(out, cell, 5);
    is_i64((int64_t)body_cells_read(a, buf_view(out), back, 8), 5, "all cells come back");
    for (size_t i = 0; i < 5; i++)
        ok(str_eq(back[i], cell[i]), "cell %zu as it was: %.*s", i, STR_ARG(back[i]));
    is_i64((int64_t)body_cells_read(a, buf_view(out), back, 2), 2,
           "no more than there is room");
    is_i64((int64_t)body_cells_read(a, STR("[\"cut"), back, 8), 1, "a text cut off ends");
}

static void test_columns(void)
{
    const struct str header[] = { STR("Organisation Name"),
                                  STR("Contact name"),
                                  STR("E-mail"),
                                  STR("Scottish Charity No."),
                                  STR("Local authority"),
                                  STR("Post Code"),
                                  STR("Web site"),
                                  STR("What they do"),
                                  STR("Notes") };
    struct body_columns c, again;
    body_columns_guess(a, header, 9, &c);
    is_i64((int64_t)c.at[BODY_COLUMN_NAME], 0, "[2.16] the name is recognised");
    is_i64((int64_t)c.at[BODY_COLUMN_OWN_NAME], 1, "[2.16] apart from that of a person");
    is_i64((int64_t)c.at[BODY_COLUMN_EMAIL], 2, "email");
    is_i64((int64_t)c.at[BODY_COLUMN_CHARITY_NUMBER], 3, "charity number");
    is_i64((int64_t)c.at[BODY_COLUMN_AREAS], 4, "areas");
    is_i64((int64_t)c.at[BODY_COLUMN_POSTCODE], 5, "postcode");
    is_i64((int64_t)c.at[BODY_COLUMN_PURPOSES], 7, "what it does");
    ok(c.at[BODY_COLUMN_TOPICS] == STR_NONE, "what is not there is not guessed");
    body_columns_read(body_columns_text(a, &c), &again);
    ok(memcmp(&c, &again, sizeof c) == 0, "columns are stored and read again");
}

/* --- files --- */

static enum err load(const char *text, size_t n, struct body_file *file, int64_t *id)
{
    const struct body_import_run run = run_now();
    const struct body_import_new new = { .kind = STR("list"),
                                         .file_name = STR("sample.csv"),
                                         .source = STR("Sample TSI, members"),
                                         .source_on = STR("2026-11-01"),
                                         .comment = STR("First try"),
                                         .by_role = STR("Coordinator"),
                                         .partnership_id = fife };
    return body_import_load(&run, &new, (struct str){ text, n }, file, id);
}

static void refused(const char *text, size_t n, enum body_file_wrong wrong, const char *what)
{
    struct body_file file;
    int64_t id = 0;
    enum err e = load(text, n, &file, &id);
    ok(e == ERR_INVALID && file.wrong == wrong, "[2.16] %s: %s %d", what, err_name(e),
       file.wrong);
}

static void test_wrong_files(void)
{
    static const char quote[] = "Name,Area\r\nOne,Fife\r\nTw\"o,Fife\r\n";
    refused("", 0, BODY_FILE_EMPTY, "an empty file");
    refused("  \r\n \n", 6, BODY_FILE_EMPTY, "a file of empty lines");
    refused("PK\x03\x04zip", 7, BODY_FILE_SPREADSHEET, "a spreadsheet");
    refused("a\0b,c", 5, BODY_FILE_NOT_TEXT, "a file of bytes");
    refused("%PDF-1.7\nx", 10, BODY_FILE_NOT_TEXT, "a PDF");
    refused(quote, sizeof quote - 1, BODY_FILE_QUOTES, "a stray quotation mark");
    refused("Name,Area\n\"never closed,Fife\n", 29, BODY_FILE_QUOTES, "an open quotation mark");
    refused("Name;Area\nOne;Fife\n", 19, BODY_FILE_SEPARATOR, "semicolons");
    refused("One,SC012345\nTwo,SC012346\n", 26, BODY_FILE_NO_HEADER, "no line of names");
    refused("Name,Area\n,\n", 12, BODY_FILE_NO_ROWS, "no rows");
    struct buf *wide = buf_in(a, 1 << 20), *many = buf_in(a, 8 << 20);
    for (int i = 0; i < 10000; i++)
        buf_printf(wide, "c%d,", i);
    refused(wide->p, wide->n, BODY_FILE_TOO_MANY_COLUMNS, "10,000 columns");
    buf_lit(many, "Name,Area\n");
    for (int i = 0; i <= BODY_IMPORT_ROWS_MAX; i++)
        buf_printf(many, "Sample %d,Fife\n", i);
    refused(many->p, many->n, BODY_FILE_TOO_MANY_ROWS, "too many rows");
    is_i64(count("SELECT count(*) FROM body_import"), 0, "[2.16] nothing of them is kept");
    struct body_file file;
    int64_t id;
    ok(load(quote, sizeof quote - 1, &file, &id) == ERR_INVALID && file.line == 3,
       "[2.16] with the line: %zu", file.line);
}

/* --- steps --- */

static enum err step(store_write_fn fn, int64_t id)
{
    const struct body_import_run run = run_now();
    struct body_import_step x = { .id = id, .act = &run.act };
    return store_write(s, fn, &x);
}

static enum err match(int64_t id, const char *default_areas)
{
    const struct body_import_run run = run_now();
    struct body_import of;
    enum err e = body_import_find(db, a, id, fife, &of);
    struct body_import_step x = { .id = id,
                                  .act = &run.act,
                                  .columns = of.columns,
                                  .default_areas = str_from(default_areas) };
    return e ? e : store_write(s, body_import_match_fn, &x);
}

static enum err go_on(int64_t id)
{
    const struct body_import_run run = run_now();
    return body_import_go_on(&run, id);
}

static struct body_import find(int64_t id)
{
    struct body_import of = { 0 };
    ok(body_import_find(db, a, id, -1, &of) == OK, "the import is there");
    return of;
}

static int64_t load_and_check(const char *text)
{
    struct body_file file;
    int64_t id = 0;
    ok(load(text, strlen(text), &file, &id) == OK, "the file is loaded");
    ok(step(body_import_ready_fn, id) == OK && match(id, "fife") == OK && go_on(id) == OK,
       "and checked");
    return id;
}

static struct str problem_in_line(int64_t id, int64_t line)
{
    struct body_import_row row;
    size_t n = 0;
    const struct body_import_rows_ask ask = { .import_id = id, .after = line - 1 };
    ok(body_import_rows(db, a, &ask, 1, &row, &n) == OK && n == 1, "line %d", (int)line);
    return row.problem;
}

static void test_rows(void)
{
    int64_t id = load_and_check(
        "Name,Charity number,Area,Email,Postcode,Kind,Problem\r\n"
        "Sample One,SC100001,Fife Council,info@one.example.org,KY1 1LW,Charity,old words\r\n"
        "Sample Two,SC1,S12000047,jo.sample@two.example.org,,,\r\n"
        "Sample Three,,Dundee,,,,\r\n"
        "Sample Four,,Atlantis,,,,\r\n"
        "Sample Five,none,,,,Cathedral,\r\n"
        "Sample One,,,,,,\r\n"
        "Sample Six,,,mairi.sample@six.example.org,ky11aa,,\r\n"
        ",,Fife,,,,\r\n"
        "Sample Seven,,Fife,,,,,,extra\r\n");
    struct body_import of = find(id);
    is_i64(of.state, BODY_IMPORT_CHECKED, "[2.16] checked, and nothing written");
    is_i64((int64_t)of.n_header, 6, "[2.16] the column of problems is left out");
    is_i64(of.n_rows, 9, "nine rows");
    is_i64(of.n_added, 2, "[2.16] two to add");
    is_i64(of.n_failed, 7, "[2.16] seven wrong");
    is_i64(count("SELECT count(*) FROM body"), 0, "[2.16] a dry run");
    ok(str_find(problem_in_line(id, 3),
                STR("charity number: A Scottish charity number is SC")) != STR_NONE,
       "[2.16] [2.4] the number: %.*s", STR_ARG(problem_in_line(id, 3)));
    ok(str_find(problem_in_line(id, 4), STR("Dundee City is not in your partnership")) !=
           STR_NONE,
       "[2.16] an area of others: %.*s", STR_ARG(problem_in_line(id, 4)));
    ok(str_find(problem_in_line(id, 5), STR("“Atlantis” is not a council area")) != STR_NONE,
       "[2.16] an area that is none");
    ok(str_find(problem_in_line(id, 6), STR("“Cathedral” is not a kind")) != STR_NONE,
       "[2.16] a kind that is none");
    ok(str_find(problem_in_line(id, 7), STR("line 2 of the file already")) != STR_NONE,
       "[2.16] the same twice: %.*s", STR_ARG(problem_in_line(id, 7)));
    ok(str_find(problem_in_line(id, 9), STR("Enter the name")) != STR_NONE, "[2.16] no name");
    ok(str_find(problem_in_line(id, 10), STR("more cells")) != STR_NONE,
       "[2.16] cells too many");
    struct buf *csv = buf_in(a, 1 << 16);
    ok(body_import_failed_csv(db, a, &of, csv) == OK &&
           str_find(buf_view(csv), STR("\"Kind\",\"Problem\"")) != STR_NONE &&
           str_find(buf_view(csv), STR("Sample Two")) != STR_NONE &&
           str_find(buf_view(csv), STR("Sample Six")) == STR_NONE,
       "[2.16] the failed rows as a file, with the problem last");
    ok(step(body_import_give_up_fn, id) == OK &&
           step(body_import_give_up_fn, id) == ERR_CONFLICT,
       "given up once");
}

static void test_write_and_undo(void)
{
    int64_t id =
        load_and_check("Name,Charity number,Email,Town,Postcode\n"
                       "Sample Alpha,SC200001,info@alpha.example.org,Kirkcaldy,KY1 1LW\n"
                       "Sample Beta,,mairi.sample@beta.example.org,,\n"
                       "Sample Gamma,,,,\n");
    ok(step(body_import_start_fn, id) == OK, "started");
    ok(step(body_import_start_fn, id) == ERR_CONFLICT, "[S50] (ASVS 2.3.3) once");
    is_i64(count("SELECT count(*) FROM body_public p JOIN body_set t ON t.id = p.set_id WHERE "
                 "t.is_live = 1"),
           0, "seen by nobody yet");
    ok(go_on(id) == OK, "written");
    struct body_import of = find(id);
    is_i64(of.state, BODY_IMPORT_LIVE, "[2.16] in the register");
    is_i64(of.n_added, 3, "three");
    is_i64(count("SELECT count(*) FROM body WHERE own_email = 'mairi.sample@beta.example.org' "
                 "AND contact_email = ''"),
           1, "[2.14] a person's address is not public");
    is_i64(count("SELECT count(*) FROM body WHERE office = 'Kirkcaldy KY1'"), 1,
           "[2.2] the office is a place, apart from the areas");
    int64_t again = load_and_check("Name,Charity number\nThe Alpha Sample,SC200001\nGAMMA "
                                   "sample,\nSample Delta,\n");
    of = find(again);
    ok(of.n_known == 2 && of.n_added == 1, "[2.10] what is there already is known: %lld",
       (long long)of.n_known);
    ok(step(body_import_undo_fn, again) == ERR_CONFLICT, "what is not live is not undone");
    struct body b;
    int64_t gamma = count("SELECT id FROM body WHERE name = 'Sample Gamma'");
    ok(body_load(db, a, gamma, &b) == OK, "one is edited");
    b.website = STR("https://gamma.example.org");
    ok(help_body_change(s, a, &b) == OK, "since");
    ok(step(body_import_undo_fn, id) == OK && go_on(id) == OK, "the import is undone");
    of = find(id);
    is_i64(of.state, BODY_IMPORT_UNDONE, "[2.16] undone");
    is_i64(of.n_kept, 1, "[2.16] but for the one that was edited");
    is_i64(count("SELECT count(*) FROM body"), 1, "which stays");
    is_i64(count("SELECT count(*) FROM body WHERE set_id = 1"), 1,
           "[2.16] as if it had been entered by hand");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH 'alpha'"), 0,
           "the words of the others are gone");
    is_i64(count("SELECT count(*) FROM body_set"), 1, "and their set");
}

/* --- cut off in the middle, and many --- */

static const char *many(size_t n)
{
    struct buf *out = buf_in(a, 32 << 20);
    buf_lit(out, "Name,Charity number,Area,What it does,Email,Website\r\n");
    for (size_t i = 0; i < n; i++)
        buf_printf(
            out,
            "\"Sample organisation %zu %c%c\",SC%06zu,Fife,\"Helps people number %zu to "
            "find work and a home, in Fife\",info@s%zu.example.org,www.s%zu.example.org\r\n",
            i * 7919 % n, (char)('A' + i % 26), (char)('A' + i / 26 % 26), 300000 + i, i, i, i);
    buf_char(out, '\0');
    return out->p;
}

static void test_cut_off(void)
{
    int64_t id = load_and_check(many(1000));
    ok(step(body_import_start_fn, id) == OK, "started");
    n_left = 2;
    ok(go_on(id) == ERR_BUSY, "stopped in the middle");
    n_left = -1;
    int64_t n = count("SELECT count(*) FROM body WHERE name LIKE 'Sample organisation%'");
    ok(n > 0 && n < 1000, "[D2] some are written: %lld", (long long)n);
    is_i64(
        count("SELECT count(*) FROM body b JOIN body_set t ON t.id = b.set_id WHERE t.is_live "
              "= 1 AND b.name LIKE 'Sample organisation%'"),
        0, "[D2] nobody sees them");
    ok(go_on(id) == OK, "gone on with");
    is_i64(
        count("SELECT count(*) FROM body b JOIN body_set t ON t.id = b.set_id WHERE t.is_live "
              "= 1 AND b.name LIKE 'Sample organisation%'"),
        1000, "[D2] each is there once");
    ok(go_on(id) == OK, "[D2] and again does no harm");
    ok(step(body_import_undo_fn, id) == OK, "undone");
    n_left = 2;
    ok(go_on(id) == ERR_BUSY, "stopped while it is removed");
    n_left = -1;
    ok(go_on(id) == OK && find(id).state == BODY_IMPORT_UNDONE, "and ended");
    is_i64(count("SELECT count(*) FROM body WHERE name LIKE 'Sample organisation%'"), 0,
           "all are gone");
}

static void test_sweep(void)
{
    struct body_import_run later = run_now();
    struct body_file file;
    int64_t id = 0;
    ok(load("Name\nSample left\n", 17, &file, &id) == OK, "a load that was never ended");
    later.act.now_s += 2 * 3600;
    ok(body_import_sweep(&later) == OK && find(id).state == BODY_IMPORT_GIVEN_UP,
       "is given up");
    later.act.now_s += (int64_t)31 * 86400;
    ok(body_import_sweep(&later) == OK, "and later");
    is_i64(count("SELECT count(*) FROM body_import_row"), 0,
           "rows of files are not kept for ever");
}

static void timed(const char *what, int64_t since_ms)
{
    printf("# %s: %lld ms\n", what, (long long)(clock_mono_ms() - since_ms));
}

/* As large as the register of charities: only when asked for, it takes a minute under ASan. */
static void measure(size_t n)
{
    const char *text = many(n);
    struct body_file file;
    int64_t id = 0, begun = clock_mono_ms(), t = begun;
    ok(load(text, strlen(text), &file, &id) == OK, "%zu rows are loaded", n);
    timed("load", t);
    t = clock_mono_ms();
    ok(step(body_import_ready_fn, id) == OK && match(id, "fife") == OK && go_on(id) == OK,
       "and checked");
    timed("check", t);
    t = clock_mono_ms();
    ok(step(body_import_start_fn, id) == OK && go_on(id) == OK, "and written");
    timed("write", t);
    timed("all", begun);
    is_i64(find(id).n_added, (int64_t)n, "all of them");
    t = clock_mono_ms();
    ok(step(body_import_undo_fn, id) == OK && go_on(id) == OK, "and undone");
    timed("undo", t);
    printf("# slow writes: %lld\n", (long long)store_stats(s).slow_fns);
}

int main(void)
{
    a = arena_new((size_t)512 << 20);
    const char *dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    help_directory(a, s, db);
    help_framework(a, s, db);
    struct partnership p;
    ok(partnership_find_by_slug(db, a, STR("fife"), &p) == OK, "Fife");
    fife = p.id;
    test_cells();
    test_columns();
    test_wrong_files();
    test_rows();
    test_write_and_undo();
    test_cut_off();
    test_sweep();
    int64_t n_rows = 0;
    if (str_to_i64(str_from(getenv("MEASURE_ROWS")), &n_rows))
        measure((size_t)n_rows);
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
