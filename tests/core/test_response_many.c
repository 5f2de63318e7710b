/* test_response_many.c: costly work on responses, and lists of more than a thousand. */
#include "tests/core/response_desk_help.h"

#include <string.h>

static void test_costly(void)
{
    struct answer a = core_fill_as(core, &fife, list_at(""), "do=csv");
    const char *file = str_z(core->arena, a.location);
    struct slots *costly = &core->app->costly;
    ok(slots_take(costly, fife.account_id) == OK, "an export is running");
    is_i64(core_get_as(core, &fife, file).status, 429,
           "[S49] (ASVS 15.2.2) responses as CSV: one at a time for a person");
    slots_give(costly, fife.account_id);
    ok(slots_take(costly, 1001) == OK && slots_take(costly, 1002) == OK, "two others run");
    is_i64(core_get_as(core, &fife, file).status, 429, "[S49] two in all");
    slots_give(costly, 1001);
    slots_give(costly, 1002);
    is_i64(core_get_as(core, &fife, file).status, 200, "[S49] then it is given");
    is_i64(core_get_as(core, &fife, file).status, 200, "[S49] and it gave its place back");
}

static struct str next_after(struct str page)
{
    const char *from = str_z(core->arena, page);
    const char *mark = from ? strstr(from, "after=") : NULL;
    if (!mark)
        return (struct str){ 0 };
    mark += strlen("after=");
    return (struct str){ mark, strcspn(mark, "\"&") };
}

#define ROW_BEGINS "data-label=\"Reference\"><a href=\"/coordinator/responses/"
#define RECEIPT_CHARS 13

/* The receipts of a page's rows, added to those seen so far. */
static size_t take_receipts(struct str page, struct str *seen, size_t n)
{
    const char *p = str_z(core->arena, page);
    while (p && (p = strstr(p, ROW_BEGINS)) != NULL) {
        p += strlen(ROW_BEGINS);
        seen[n++] = (struct str){ p, RECEIPT_CHARS };
    }
    return n;
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static size_t n_different(struct str *seen, size_t n)
{
    size_t different = n > 0;
    qsort(seen, n, sizeof *seen, by_text);
    for (size_t i = 1; i < n; i++)
        different += !str_eq(seen[i], seen[i - 1]);
    return different;
}

/* Twelve hundred more of one day, then all of the list read by its links: each once. */
static void test_long_list(void)
{
    enum { MORE = 1200, PAGES = 40, MOST = 1400 };
    for (int i = 0; i < MORE; i++) {
        struct response_new new =
            help_response(x.id, "Sample Many", words("As the others say"));
        new.response.received_on = STR("2026-10-01");
        add(&new);
    }
    struct str *seen = arena_array(core->arena, MOST, sizeof *seen), key;
    size_t n = 0;
    struct answer a = { 0 };
    for (int page = 1; page <= PAGES; page++) {
        a = core_get_as(core, &fife,
                        list_at(str_z(core->arena, str_printf(core->arena, "&page=%d", page))));
        n = take_receipts(a.body, seen, n);
    }
    ok(a.status == 200 && has(a.body, "Showing 976 to 1000 of more than 1,000"),
       "[S49] (ASVS 15.2.2) responses: no list counts beyond its first 1,000 matches");
    for (key = next_after(a.body); key.n && n < MOST - PAGES; key = next_after(a.body)) {
        const char *ending =
            str_z(core->arena, str_printf(core->arena, "&after=%.*s", STR_ARG(key)));
        a = core_get_as(core, &fife, list_at(ending));
        n = take_receipts(a.body, seen, n);
        ok(a.status == 200 && has(a.body, "Responses after the first 1,000") &&
               has(a.body, "Back to the newest"),
           "[S49] what comes after them, where one is, and the way back");
    }
    is_i64((int64_t)n, count("SELECT count(*) FROM response"), "[S49] to the oldest");
    is_i64((int64_t)n_different(seen, n), (int64_t)n, "[S49] and each once");
    is_i64(core_get_as(core, &fife, list_at("&after=FIF-0000-0000")).status, 404,
           "[S49] a key of no response");
}

int main(void)
{
    response_desk_begin();
    test_costly();
    test_long_list();
    core_stop(core);
    return done_testing();
}
