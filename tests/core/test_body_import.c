/* test_body_import.c: a list of organisations by web page, from the file to the undo. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/jobs.h"
#include "core/base/limits.h"

#define IMPORT "/coordinator/bodies/import"
#define BOUNDARY "sample-boundary"

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
static struct core *core;
static struct someone fife, angus, admin, analyst;

static const char *said(const char *format, struct str a)
{
    size_t gap = str_find_char(str_from(format), '#');
    struct str f = str_from(format);
    return str_z(core->arena,
                 str_printf(core->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(f, 0, gap)),
                            STR_ARG(a), STR_ARG(str_sub(f, gap + 1, f.n))));
}

static void part(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n",
               name);
    buf_str(out, value);
    buf_lit(out, "\r\n");
}

static struct answer send_form(const struct someone *who, const char *at, struct str body)
{
    struct str headers = str_printf(core->arena,
                                    "%s\nSec-Fetch-Site: same-origin\n"
                                    "Content-Type: multipart/form-data; boundary=" BOUNDARY,
                                    who->cookie);
    return core_ask(core, "POST", at, str_z(core->arena, headers), body);
}

/* The form of a file with the tokens of the page. */
static struct str form_of(struct str page, const char *file_name, struct str file)
{
    struct buf *out = buf_in(core->arena, file.n + 8192);
    part(out, "csrf", between(page, "name=\"csrf\" value=\"", "\""));
    part(out, "form_id", between(page, "name=\"form_id\" value=\"", "\""));
    buf_printf(out,
               "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
               "filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n",
               file_name);
    buf_str(out, file);
    buf_lit(out, "\r\n");
    part(out, "source", STR("Sample TSI, members"));
    part(out, "on_day", STR("1"));
    part(out, "on_month", STR("11"));
    part(out, "on_year", STR("2026"));
    part(out, "comment", STR("For the new plan"));
    buf_lit(out, "--" BOUNDARY "--\r\n");
    return buf_view(out);
}

static struct answer upload(const struct someone *who, const char *at, struct str file)
{
    struct answer page = core_get_as(core, who, at);
    return send_form(who, at, form_of(page.body, "members.csv", file));
}

/* Loads a file and goes to its columns; the address of the import. */
static const char *load(const struct someone *who, struct str file)
{
    struct answer a = upload(who, IMPORT, file);
    struct str number = between(a.location, IMPORT "/", "/columns");
    ok(a.status == 303 && number.n, "[2.16] a file is loaded: %d", a.status);
    return said(IMPORT "/#", number);
}

/* The fields of the columns page as they stand, with what is chosen. */
static struct answer match(const struct someone *who, const char *at, const char *more)
{
    const char *columns = said("#/columns", str_from(at));
    struct answer page = core_get_as(core, who, columns);
    struct buf *fields = buf_in(core->arena, 8192);
    struct str rest = page.body;
    ok(page.status == 200, "[2.16] the columns are asked for: %d", page.status);
    for (;;) {
        size_t from = str_find(rest, STR("<select"));
        if (from == STR_NONE)
            break;
        rest = str_sub(rest, from + 7, STR_NONE);
        struct str one = str_sub(rest, 0, str_find(rest, STR("</select>")));
        struct str name = between(one, "name=\"", "\"");
        size_t chosen = str_find(one, STR("\" selected"));
        size_t open = chosen == STR_NONE ? 0 : chosen;
        while (open && one.p[open - 1] != '"')
            open--;
        struct str value =
            chosen == STR_NONE ? (struct str){ 0 } : str_sub(one, open, chosen - open);
        buf_printf(fields, "&%.*s=%.*s", STR_ARG(name), STR_ARG(value));
    }
    struct str form =
        str_printf(core->arena, "%.*s%.*s%s", STR_ARG(core_tokens(core, page.body)),
                   STR_ARG(buf_view(fields)), more);
    return core_post_as(core, who, columns, str_z(core->arena, form));
}

static struct answer press(const struct someone *who, const char *at, const char *what)
{
    struct answer page = core_get_as(core, who, at);
    struct str form =
        str_printf(core->arena, "%.*s&do=%s", STR_ARG(core_tokens(core, page.body)), what);
    return core_post_as(core, who, at, str_z(core->arena, form));
}

/* --- the list of a TSI: 600 rows, 14 of them wrong --- */

#define ROWS 600
#define WRONG_EVERY 43 /* rows 0, 43, … 559: 14 of 600 */

static bool is_wrong(int i)
{
    return i % WRONG_EVERY == 0 && i / WRONG_EVERY < 14;
}

static struct str tsi_list(void)
{
    struct buf *out = buf_in(core->arena, 1 << 20);
    buf_lit(out, "Organisation,Charity No,What they do,Council area,Email,Town,Post code\r\n");
    for (int i = 0; i < ROWS; i++)
        buf_printf(out,
                   "\"Sample helpers of street %d\",%s%05d,\"Helps, %d\",Fife,"
                   "info@s%d.example.org,Kirkcaldy,KY1 1LW\r\n",
                   i, is_wrong(i) ? "XC0" : "SC0", 10000 + i, i, i);
    return buf_view(out);
}

/* As somebody mends it in a spreadsheet program: the same file, the number right. */
static struct str mended(struct str csv)
{
    struct buf *out = buf_in(core->arena, 1 << 20);
    for (size_t at; (at = str_find(csv, STR("XC0"))) != STR_NONE;) {
        buf_str(out, str_sub(csv, 0, at));
        buf_lit(out, "SC0");
        csv = str_sub(csv, at + 3, STR_NONE);
    }
    buf_str(out, csv);
    return buf_view(out);
}

static int64_t n_live(void)
{
    return core_count(core, "SELECT count(*) FROM body_public p JOIN body_set t ON "
                            "t.id = p.set_id WHERE t.is_live = 1");
}

static void test_list(void)
{
    struct answer a = core_get_as(core, &fife, IMPORT);
    ok(a.status == 200 && has(a.body, "No list has been imported yet"),
       "[2.16] nothing was imported, and the page says so: %d", a.status);
    const char *at = load(&fife, tsi_list());
    a = core_get_as(core, &fife, said("#/columns", str_from(at)));
    ok(has(a.body, "Charity No: XC010000"), "[2.16] columns with an example of their cells");
    a = match(&fife, at, "");
    ok(a.status == 303 &&
           str_eq(a.location, str_from(said("#?partnership=fife", str_from(at)))),
       "[2.16] the guessed columns are taken: %d %.*s", a.status, STR_ARG(a.location));
    a = core_get_as(core, &fife, at);
    ok(has(a.body, "Add 586 to the register") && has(a.body, "The first 20 rows") &&
           has(a.body, "14 of 14 rows with errors"),
       "[2.16] checked: 586 to add, 14 wrong, the first 20 as they will be");
    ok(has(a.body, "A Scottish charity number is SC and 6 digits"),
       "[2.16] with what is wrong");
    is_i64(core_count(core, "SELECT count(*) FROM body"), 0, "[2.16] a dry run adds nothing");
    struct answer csv = core_get_as(core, &fife, said("#/failed.csv", str_from(at)));
    ok(csv.status == 200 && has(csv.body, "\"Problem\"") && has(csv.type, "text/csv"),
       "[2.16] the rows that failed as CSV");
    a = press(&fife, at, "write");
    is_i64(a.status, 303, "[2.16] they are added");
    a = core_get_as(core, &fife, at);
    ok(has(a.body, "586 added to the register"), "[2.16] the report says so");
    is_i64(n_live(), 586, "[2.16] and everybody can read them");
    at = load(&fife, mended(csv.body));
    a = match(&fife, at, "");
    a = core_get_as(core, &fife, at);
    ok(has(a.body, "Add 14 to the register") && !has(a.body, "Rows with errors"),
       "[2.16] the mended file is read with the same columns, its last one passed over");
    ok(press(&fife, at, "write").status == 303 && n_live() == 600,
       "[2.16] now all 600 are there");
    a = core_get_as(core, &fife, IMPORT);
    ok(has(a.body, "For the new plan") && has(a.body, "Sample fife") &&
           has(a.body, "In the register"),
       "[2.16] past imports with who, when and the comment");
    a = core_get(core, "/bodies/sample-helpers-of-street-1", NULL);
    ok(a.status == 200 && has(a.body, "Sample TSI, members"),
       "[2.16] an entry names its source");
}

static void test_again(void)
{
    const char *at = load(&fife, tsi_list());
    ok(match(&fife, at, "").status == 303, "the same list again");
    struct answer a = core_get_as(core, &fife, at);
    ok(has(a.body, "586, left as they are") && !has(a.body, "value=\"write\""),
       "[2.10] what is in the register already is left as it is");
    a = core_get_as(core, &fife, said("#/rows?show=known", str_from(at)));
    ok(a.status == 200 && has(a.body, "Left as it is: in the register already") &&
           has(a.body, "after="),
       "[2.10] and listed");
    ok(press(&fife, at, "give_up").status == 303 &&
           has(core_get_as(core, &fife, at).body, "was given up"),
       "[2.16] an import can be given up");
}

/* --- two tabs, and the same form twice --- */

static void test_twice(void)
{
    struct answer page = core_get_as(core, &fife, IMPORT);
    struct str form = form_of(page.body, "two.csv", STR("Name,Area\r\nSample Twice,Fife\r\n"));
    struct answer one = send_form(&fife, IMPORT, form), two = send_form(&fife, IMPORT, form);
    ok(one.status == 303 && two.status == 303 && str_eq(one.location, two.location),
       "[S50] (ASVS 2.3.3, 2.3.4) a form sent twice loads one list");
    const char *at = said(IMPORT "/#", between(one.location, IMPORT "/", "/columns"));
    ok(match(&fife, at, "").status == 303, "its columns");
    struct answer check = core_get_as(core, &fife, at), other = core_get_as(core, &fife, at);
    struct str a = core_tokens(core, check.body), b = core_tokens(core, other.body);
    int64_t before = n_live();
    one =
        core_post_as(core, &fife, at,
                     str_z(core->arena, str_printf(core->arena, "%.*s&do=write", STR_ARG(a))));
    two =
        core_post_as(core, &fife, at,
                     str_z(core->arena, str_printf(core->arena, "%.*s&do=write", STR_ARG(b))));
    ok(one.status == 303 && two.status == 303 && n_live() == before + 1,
       "[S50] (ASVS 15.4.2) two tabs add it once");
    ok(core_get_as(core, &fife, said("#/columns", str_from(at))).status == 303,
       "an earlier page leads to the one of now");
}

/* --- files that are none --- */

static void refused(struct str file, const char *words, const char *what)
{
    struct answer a = upload(&fife, IMPORT, file);
    ok(a.status == 422 && has(a.body, words) && has(a.body, "For the new plan"),
       "[2.16] %s ends in a clear page with what was typed: %d", what, a.status);
}

static void test_files(void)
{
    int64_t before =
        core_count(core, "SELECT count(*) FROM body_import WHERE state <> 'given_up'");
    struct buf *wide = buf_in(core->arena, 1 << 20), *long_one = buf_in(core->arena, 80 << 20);
    for (int i = 0; i < 10000; i++)
        buf_printf(wide, "column %d,", i);
    refused(STR(""), "The file is empty", "an empty file");
    refused(STR("PK\x03\x04zzzz"), "This is a spreadsheet file", "a zip file");
    refused(STR("Name,Area\r\nOne,Fife\r\nTw\"o,Fife\r\n"), "Line 3 of the file cannot be read",
            "broken quoting");
    refused(buf_view(wide), "more than 200 columns", "10,000 columns");
    refused(STR("One,SC012345\r\nTwo,SC012346\r\n"), "must hold the names of its columns",
            "a file without names of columns");
    refused(STR("\x89PNG\r\n\x1a\n\0\0"), "is not a CSV file", "a picture");
    while (long_one->n < UPLOAD_MAX_BYTES)
        buf_lit(long_one, "Sample row after row after row after row after row,Fife\r\n");
    struct answer a = upload(&fife, IMPORT, buf_view(long_one));
    is_i64(a.status, 413, "[2.16] [S34] a file over the limit");
    is_i64(core_count(core, "SELECT count(*) FROM body_import WHERE state <> 'given_up'"),
           before, "[2.16] nothing of them is kept");
    const char *at = load(&fife, STR("Name,Area\r\nSample Caf\xE9 \x80,Fife\r\n"));
    a = core_get_as(core, &fife, said("#/columns?read=windows", str_from(at)));
    ok(has(a.body, "we read it as Windows text") && has(a.body, "Sample Café €"),
       "[2.16] Latin-1 is read as Windows text, and said");
    struct buf *two = buf_in(core->arena, 4 << 20);
    buf_lit(two, "Name,Area\r\n");
    while (two->n < 2 * MIB)
        buf_printf(two, "Sample long row number %zu of a file that comes in a file,Fife\r\n",
                   two->n);
    load(&fife, buf_view(two));
}

/* --- whose --- */

static void test_whose(void)
{
    const char *at =
        load(&angus, STR("Name,Area\r\nSample Ours,Angus\r\nSample Theirs,Fife\r\n"));
    struct answer a = match(&angus, at, "");
    a = core_get_as(core, &angus, at);
    ok(has(a.body, "Fife is not in your partnership") && has(a.body, "Add 1 to the register"),
       "[7.2] a coordinator brings in the own areas only");
    is_i64(core_get_as(core, &fife, at).status, 404,
           "[S10] (ASVS 8.2.2) another partnership's import is not there");
    is_i64(core_get_as(core, &fife, said("#/failed.csv", str_from(at))).status, 404,
           "[S10] (ASVS 8.2.2) nor are its rows");
    is_i64(core_get_as(core, &analyst, IMPORT).status, 403, "an analyst imports nothing");
    a = upload(&admin, "/admin/bodies/import",
               STR("Name,Area\r\nSample National,All of Scotland\r\n"));
    const char *all = said("/admin/bodies/import/#",
                           between(a.location, "/admin/bodies/import/", "/columns"));
    ok(match(&admin, all, "").status == 303 && press(&admin, all, "write").status == 303,
       "[7.2] an administrator brings in any area");
    is_i64(core_count(core,
                      "SELECT count(*) FROM body_area ba JOIN body b ON b.id = ba.body_id "
                      "WHERE b.name = 'Sample National'"),
           32, "[7.2] all of them");
}

/* --- columns, progress, undo --- */

static void test_columns(void)
{
    const char *at = load(&fife, STR("First,Second\r\nSample Odd,Fife\r\n"));
    struct answer a = match(&fife, at, "");
    ok(a.status == 422 &&
           has(a.body, "href=\"#col_name\">Select the column that holds the names"),
       "[2.16] without the names nothing can be checked: %d", a.status);
    struct answer page = core_get_as(core, &fife, said("#/columns", str_from(at)));
    a = core_post_as(
        core, &fife, said("#/columns", str_from(at)),
        str_z(core->arena, str_printf(core->arena, "%.*s&col_name=1&col_kind=1&areas=fife",
                                      STR_ARG(core_tokens(core, page.body)))));
    ok(a.status == 422 && has(a.body, "is selected for"), "[2.16] one column is one thing");
    page = core_get_as(core, &fife, said("#/columns", str_from(at)));
    a = core_post_as(core, &fife, said("#/columns", str_from(at)),
                     str_z(core->arena, str_printf(core->arena, "%.*s&col_name=1&areas=fife",
                                                   STR_ARG(core_tokens(core, page.body)))));
    ok(a.status == 303 && has(core_get_as(core, &fife, at).body, "Add 1 to the register"),
       "[2.16] columns as somebody chooses, areas for all rows");
}

static struct str many(void)
{
    struct buf *out = buf_in(core->arena, 4 << 20);
    buf_lit(out, "Name,Area\r\n");
    for (int i = 0; i < 1500; i++)
        buf_printf(out, "Sample crowd %d of the hall,Fife\r\n", i);
    return buf_view(out);
}

static void test_job(void)
{
    const char *at = load(&fife, many());
    int64_t before = n_live();
    match(&fife, at, "");
    struct answer a = core_get_as(core, &fife, at);
    ok(has(a.body, "0 of 1500 rows are checked") && has(a.body, ">Check again</a>") &&
           has(a.body, "data-progress=\""),
       "[2.16] a long list is checked by a job, and the page says how far it is");
    a = core_get_as(core, &fife, said("#/state.json", str_from(at)));
    ok(has(a.body, "{\"done\":false,\"words\":\"0 of 1500 rows are checked\"}"),
       "[2.16] the script can ask the same: %.*s", STR_ARG(a.body));
    core_mails(core);
    a = core_get_as(core, &fife, at);
    ok(has(a.body, "Add 1500 to the register"), "[2.16] then it is checked");
    press(&fife, at, "write");
    ok(has(core_get_as(core, &fife, at).body, "0 of 1500 organisations are added") &&
           n_live() == before,
       "[2.16] it is added by a job, seen by nobody meanwhile");
    core_mails(core);
    ok(n_live() == before + 1500 &&
           has(core_get_as(core, &fife, at).body, "1500 added to the register"),
       "[2.16] then all at once");
    a = core_get_as(core, &fife, said("#/undo", str_from(at)));
    ok(a.status == 200 && has(a.body, "It added 1500 to the register"),
       "[2.16] the undo is asked on a page of its own");
    ok(core_fill_as(core, &fife, said("#/undo", str_from(at)), "").status == 303, "undone");
    core_mails(core);
    a = core_get_as(core, &fife, at);
    ok(n_live() == before && has(a.body, "The import was undone"), "[2.16] and all are gone");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    admin = core_person(core, "admin", "admin", NULL);
    test_list();
    test_again();
    test_twice();
    test_files();
    test_whose();
    test_columns();
    test_job();
    core_stop(core);
    return done_testing();
}
