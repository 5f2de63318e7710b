/* test_sql.c: every statement of every module prepares against schema.sql, and none scans a
 * table unmarked. */
#include "tests/tap.h"

#include "app/sql_lists.h"
#include "tests/store_help.h"

static struct arena *a;

/* A line of the plan that reads a whole table: "SCAN x", but not by an index alone or of a
 * subquery's rows. */
static bool is_full_scan(struct str line)
{
    return str_starts(line, STR("SCAN ")) && str_find(line, STR("VIRTUAL TABLE")) == STR_NONE &&
           str_find(line, STR("CONSTANT ROW")) == STR_NONE &&
           str_find(line, STR("(subquery")) == STR_NONE;
}

static void test_statement(struct db *db, const struct sql_list *list, size_t i)
{
    const char *sql = list->sql[i];
    struct str plan, line;
    if (!sql)
        return;
    if (!ok(db_prepare_only(db, sql, a, &plan) == OK, "%s %zu prepares", list->name, i)) {
        tap_show("sql", str_from(sql));
        tap_show("error", plan);
        return;
    }
    bool scans = false;
    while (str_cut(&plan, '\n', &line))
        scans = scans || is_full_scan(line);
    if (scans && str_find(str_from(sql), STR("/*scan*/")) == STR_NONE) {
        ok(false, "[S49] %s %zu reads a whole table", list->name, i);
        tap_show("sql", str_from(sql));
    }
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    for (size_t l = 0; l < n_sql_lists; l++) {
        for (size_t i = 0; i < sql_lists[l]->n; i++)
            test_statement(db, sql_lists[l], i);
    }
    ok(is_full_scan(STR("SCAN setting")), "[S49] a full scan would be seen");
    ok(!is_full_scan(STR("SEARCH setting USING INDEX x (name=?)")), "a search is none");
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
