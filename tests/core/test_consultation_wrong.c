/* test_consultation_wrong.c: each page of setting a consultation up, filled in wrongly: the
 * message stands at its field, in the order of the page, and nothing typed is lost. And the
 * dates that ask for a reason. */
#include "tests/core/question_help.h"

static struct someone fife;

#define ONE "/coordinator/consultations/sample-plan"
#define LONG_CHARS 20100

static const char *with_seen(const char *fields)
{
    return str_z(core->arena,
                 str_printf(core->arena, "%s&seen=%lld", fields,
                            (long long)core_count(core, "SELECT version FROM consultation")));
}

static struct answer fill_one(const char *ending, const char *fields)
{
    const char *at = str_z(core->arena, str_printf(core->arena, ONE "%s", ending));
    return core_fill_as(core, &fife, at, with_seen(fields));
}

/* --- each page --- */

struct wrong {
    const char *ending, *fields;
    const char *at[4];   /* fields at fault, in the order of the page */
    const char *kept[6]; /* what must stand in the page again */
};

static const struct wrong wrongs[] = {
    { "/about",
      "title=&ending=Not+Good&kind=other&summary=Kept+summary&overview=Kept+%3Coverview%3E&why="
      "Kept+why&next=Kept+next&areas=fife&audiences=public&topics=housing&minutes=500",
      { "title", "ending", "minutes", NULL },
      { "value=\"Not Good\"", "Kept summary</textarea>", "Kept &lt;overview&gt;</textarea>",
        "value=\"500\"", "value=\"housing\" checked", "value=\"other\" checked" } },
    { "/dates",
      "opens_day=31&opens_month=2&opens_year=2027&opens_time=9.15am&closes_day=x&closes_month="
      "3&closes_year=2027&closes_time=soon&results_day=1&results_month=&results_year=2027&"
      "length=Kept+reason",
      { "opens_day", "closes_day", "closes_time", "results_day" },
      { "value=\"31\"", "value=\"9.15am\"", "value=\"x\"", "value=\"soon\"",
        "Kept reason</textarea>", NULL } },
    { "/contact",
      "contact_role=&contact_email=jane.smith%40example.org&contact_phone=12&post_address=Kept+"
      "House&other_ways=Kept+ways",
      { "contact_role", "contact_email", "contact_phone", NULL },
      { "value=\"jane.smith@example.org\"", "value=\"12\"", "Kept House</textarea>",
        "Kept ways</textarea>", NULL } },
    { "/privacy", "privacy=", { "privacy", NULL }, { NULL } },
    { "/who", "who=nobody&second=", { "who", "second", NULL }, { NULL } },
    { "/papers/new",
      "kind=translation&title=&of=none&language=&body=Kept+words&url=ftp%3A//x&n_pages=many&"
      "access_note=Kept+note&comment=yes",
      { "title", "of", "language", "url" },
      { "value=\"translation\" checked", "Kept words</textarea>", "value=\"ftp://x\"",
        "value=\"many\"", "value=\"Kept note\"", "value=\"yes\" checked" } },
    { "/previews", "note=&days=90", { "note", "days", NULL }, { "value=\"90\"", NULL } },
    { "/questions/sections/new",
      "title=&intro=Kept+intro&equality=yes",
      { "title", NULL },
      { "Kept intro</textarea>", "value=\"yes\" checked", NULL } },
    { "/questions/new?type=several",
      "type=several&title=&hint=Kept+hint&options=Only+one&least=9&most=4&required=yes",
      { "title", "options", "most", NULL },
      { "Kept hint</textarea>", "Only one</textarea>", "value=\"9\"", "value=\"4\"",
        "value=\"yes\" checked", NULL } },
    { "/questions/new?type=scale",
      "type=scale&title=Kept+question&hint=&steps=99&low=Kept+low&high=Kept+high",
      { "steps", NULL },
      { "value=\"Kept question\"", "value=\"99\"", "value=\"Kept low\"", "value=\"Kept high\"",
        NULL } },
    { "/questions/sets", "do=add&set=unheard", { "set", NULL }, { NULL } },
    { "/questions/sets",
      "do=save&name=&note=Kept+note&section=",
      { "name", NULL },
      { "Kept note</textarea>", NULL } },
};

static void test_one(const struct wrong *w)
{
    struct answer a = fill_one(w->ending, w->fields);
    size_t before = 0;
    is_i64(a.status, 422, w->ending);
    size_t list = str_find(a.body, STR("There is a problem"));
    for (size_t i = 0; i < 4 && w->at[i] && list != STR_NONE; i++) {
        struct str link = str_printf(core->arena, "href=\"#%s", w->at[i]);
        struct str there = str_printf(core->arena, "id=\"%s", w->at[i]);
        size_t at = str_find(a.body, link);
        ok(at != STR_NONE && at > before && has(a.body, str_z(core->arena, there)),
           "[8.3] %s: %s is named in its place, and leads to it", w->ending, w->at[i]);
        before = at == STR_NONE ? before : at;
        ok(has(a.body,
               str_z(core->arena, str_printf(core->arena, "id=\"%s-error\"", w->at[i]))),
           "[8.3] %s: the message stands at %s", w->ending, w->at[i]);
    }
    for (size_t i = 0; i < 6 && w->kept[i]; i++)
        ok(has(a.body, w->kept[i]), "[8.3] %s: %s is still there", w->ending, w->kept[i]);
}

/* Too long is told with how long it is, and stands there whole. */
static void test_long(void)
{
    struct buf *b = buf_in(core->arena, 3 * LONG_CHARS);
    buf_lit(b, "privacy=");
    for (size_t i = 0; i < LONG_CHARS; i++)
        buf_char(b, i % 10 ? 'x' : '+');
    struct answer a = fill_one("/privacy", str_z(core->arena, buf_view(b)));
    ok(a.status == 422 && has(a.body, "20,000 characters or fewer") &&
           has(a.body, "xxxxxxxxx xxxxxxxxx</textarea>"),
       "[8.3] too long a text is kept whole");
}

/* --- dates that ask for a reason --- */

static const char *window(const char *opens, const char *closes)
{
    int from[3], to[3];
    ok(sscanf(opens, "%d-%d-%d", &from[0], &from[1], &from[2]) == 3 &&
           sscanf(closes, "%d-%d-%d", &to[0], &to[1], &to[2]) == 3,
       "dates");
    return str_z(core->arena,
                 str_printf(core->arena,
                            "opens_day=%d&opens_month=%d&opens_year=%d&opens_time=9am&"
                            "closes_day=%d&closes_month=%d&closes_year=%d&closes_time=",
                            from[2], from[1], from[0], to[2], to[1], to[0]));
}

static void test_reasons(void)
{
    static const struct {
        const char *opens, *closes, *words; /* NULL: none is asked for */
    } windows[] = {
        { "2027-01-11", "2027-02-08", NULL },
        { "2027-01-11", "2027-02-07", "fewer than 4 weeks" },
        { "2027-03-08", "2027-04-05", NULL }, /* the clocks change, Easter is in it */
        { "2027-06-28", "2027-08-09", "Most of it is in July" },
        { "2027-05-31", "2027-08-02", NULL },
        { "2026-12-14", "2027-01-12", "between 20 December and 6 January" },
        { "2026-12-01", "2027-01-26", NULL },
        { "2026-12-28", "2027-01-04", "fewer than 4 weeks" },
    };
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        const char *dates = window(windows[i].opens, windows[i].closes);
        struct answer a = fill_one("/dates", dates);
        if (!windows[i].words) {
            is_i64(a.status, 303, windows[i].opens);
            continue;
        }
        ok(a.status == 422 && has(a.body, windows[i].words) &&
               has(a.body, "Enter why it has these dates"),
           "[3.2] %s to %s: %s", windows[i].opens, windows[i].closes, windows[i].words);
        a = fill_one(
            "/dates",
            str_z(core->arena, str_printf(core->arena, "%s&length=Sample+reason", dates)));
        is_i64(a.status, 303, "with a reason it is kept");
    }
}

/* An opening in the past does not make it longer than it can be. */
static void test_past(void)
{
    struct answer a = fill_one("/dates", window("2026-09-01", "2026-12-05"));
    ok(a.status == 422 && has(a.body, "fewer than 4 weeks") &&
           has(a.body, "opens as soon as it is published"),
       "[3.2] days before today do not count");
    is_i64(
        fill_one("/dates", str_z(core->arena, str_printf(core->arena, "%s&length=Sample+reason",
                                                         window("2026-09-01", "2026-12-05"))))
            .status,
        303, "with a reason it is kept");
    a = core_get_as(core, &fife, ONE "/publish");
    ok(has(a.body, "Its opening date has passed"), "and said before it is published");
    a = fill_one("/dates", window("2026-09-01", "2026-11-01"));
    ok(a.status == 422 && has(a.body, "must be in the future"), "closing in the past is not");
}

int main(void)
{
    core = core_start();
    clock_set_s(london_to_s((struct date){ 2026, 11, 22 }, 12, 0));
    fife = core_person(core, "fife", "coordinator", "fife");
    int64_t id = consultation_made("Sample plan").id;
    int64_t section = section_made(id, "Sample section", false);
    (void)question_made(id,
                        (struct question){ .section_id = section,
                                           .type = QUESTION_LONG,
                                           .title = STR("What is missing?") },
                        "");
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++)
        test_one(&wrongs[i]);
    test_long();
    test_reasons();
    test_past();
    core_stop(core);
    return done_testing();
}
