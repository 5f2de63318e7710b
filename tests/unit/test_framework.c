/* test_framework.c: the lists and the sets of outcomes: as they are shipped, again, and after
 * people changed them. */
#include "tests/tap.h"

#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "tests/directory_help.h"

static struct arena *a;
static struct store *s;
static struct db *db;
static struct str lists, framework;

typedef enum err (*importer)(struct import_job *job, const struct import_file *file);

static enum err import(importer run, struct import_job *job, struct str text)
{
    const struct import_file file = { STR("file.csv"), text };
    *job = help_job(a, s, db);
    return run(job, &file);
}

/* `text` with the first `from` put as `to`. */
static struct str changed(struct str text, const char *from, const char *to)
{
    size_t at = str_find(text, str_from(from));
    if (at == STR_NONE)
        die("the test's text \"%s\" is not in the file", from);
    struct buf *b = buf_in(a, text.n + 1000);
    buf_str(b, str_sub(text, 0, at));
    buf_str(b, str_from(to));
    buf_str(b, str_sub(text, at + str_from(from).n, STR_NONE));
    return buf_view(b);
}

static bool says(const struct buf *b, const char *text)
{
    return str_find(buf_view(b), str_from(text)) != STR_NONE;
}

static enum err set_fn(struct db *writing, void *sql)
{
    enum err e = db_exec(writing, *(const char *const *)sql, NO_BINDS);
    return e ? e
             : store_record(writing, &(struct store_record){ .actor = STR("job"),
                                                             .action = STR("test.set"),
                                                             .object_kind = STR("test") });
}

static void set(const char *sql)
{
    if (store_write(s, set_fn, &sql) != OK)
        die("%s", sql);
}

static struct list_words words_of(const char *list)
{
    struct list_words w;
    if (list_load(db, a, list, &w) != OK)
        die("list %s", list);
    return w;
}

/* --- lists --- */

static void test_shipped_lists(void)
{
    struct import_job job;
    is_i64(import(list_import, &job, lists), OK, "the shipped lists come in");
    is_i64((int64_t)words_of("topic").n, 23, "23 topics");
    is_i64((int64_t)words_of("body_kind").n, 14, "14 kinds of bodies");
    is_i64((int64_t)words_of("audience").n, 9, "9 audiences");
    is_i64((int64_t)words_of("resource_kind").n, 11, "11 kinds of resources");
    struct list_words topics = words_of("topic");
    is_str(topics.item[0].code, "diversion", "in the order of the file");
    is_str(list_label(&topics, STR("substance_use")), "Alcohol and drugs", "with their words");
    is_str(list_label(&topics, STR("no_such")), "no_such", "an unknown code stands as it is");
    is_str(list_labels(a, &topics, STR("housing;health")), "Housing, Health", "several");
    is_i64(import(list_import, &job, lists), OK, "once more");
    ok(job.n_added + job.n_changed + job.n_removed == 0 && job.n_unchanged == 57,
       "changes nothing");
}

static void test_forms(void)
{
    struct list_options options;
    set("UPDATE list_word SET is_retired = 1, is_edited = 1 WHERE list = 'topic' AND code = "
        "'women'");
    struct list_words topics = words_of("topic");
    ok(!list_offers(&topics, STR("women")) && list_knows(&topics, STR("women")),
       "a retired word is known and not offered");
    ok(list_offers(&topics, STR("housing")) && !list_knows(&topics, STR("no_such")),
       "the others are as they were");
    ok(list_options(a, &topics, STR(""), &options) == OK && options.n == 22,
       "a form offers 22");
    ok(list_options(a, &topics, STR("housing;women"), &options) == OK && options.n == 23,
       "and 23 where the retired one is chosen already");
    const struct str chosen[] = { STR("women"), STR("housing"), STR("nonsense"),
                                  STR("diversion"), STR("housing") };
    is_str(list_choose(a, &topics, STR(""), chosen, 5), "diversion;housing",
           "what may be chosen, in order, each once");
    is_str(list_choose(a, &topics, STR("women"), chosen, 5), "diversion;housing;women",
           "a retired word stays where it stood");
}

static void test_lists_after_edits(void)
{
    struct import_job job;
    set("UPDATE list_word SET label = 'Home and housing', is_edited = 1 WHERE list = 'topic' "
        "AND code = 'housing'");
    struct str next = changed(lists, "topic,health,Health", "topic,health,Health and care");
    next = changed(next, "topic,engagement,Engagement and participation\n",
                   "topic,rural,Rural places\n");
    is_i64(import(list_import, &job, next), OK, "a newer file over edited words");
    struct list_words topics = words_of("topic");
    is_str(list_label(&topics, STR("housing")), "Home and housing", "what was edited stays");
    ok(says(job.out, "left as it was set here: word housing"), "and the import says so");
    is_str(list_label(&topics, STR("health")), "Health and care", "other words are changed");
    is_str(topics.item[topics.n - 1].code, "rural", "a new word comes at the end");
    ok(!list_offers(&topics, STR("engagement")) && list_knows(&topics, STR("engagement")),
       "a word that the file lost is retired, not removed");
    ok(!list_offers(&topics, STR("women")), "and what an administrator retired stays retired");
    is_i64((int64_t)words_of("audience").n, 9, "other lists stay");
}

static void test_wrong_lists(void)
{
    static const struct {
        const char *from, *to, *says;
    } wrong[] = {
        { "topic,arrest,", "topics,arrest,", "line 3: \"topics\" is no list" },
        { "topic,arrest,", "topic,Arrest!,", "line 3: \"Arrest!\" is not a code" },
        { "topic,arrest,", "topic,diversion,",
          "line 3: the code \"diversion\" is also on line 2" },
        { "topic,arrest,Arrest and police custody", "topic,arrest,",
          "line 3: \"label\" is empty" },
        { "list,code,", "list,cod,", "line 1: there is no column \"code\"" },
        { "topic,arrest,", "topic,\"arrest\"x,",
          "line 3: text after the closing quotation mark" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct import_job job;
        enum err e = import(list_import, &job, changed(lists, wrong[i].from, wrong[i].to));
        ok(e == ERR_INVALID && says(job.errors, wrong[i].says), "refused: %s", wrong[i].says);
    }
}

/* --- outcomes --- */

static void test_shipped_framework(void)
{
    struct import_job job;
    struct framework_versions versions;
    struct framework_items items;
    struct outcomes all;
    is_i64(import(framework_import, &job, framework), OK, "[P.15] the shipped sets come in");
    ok(framework_versions_load(db, a, &versions) == OK && versions.n == 2,
       "[P.15] two national sets");
    const struct framework_version *v = framework_version_of(&versions, STR("2023"));
    ok(v && v->is_current, "[P.15] the one of 2023 is current");
    is_str(v->name, "Community Justice Performance Framework 2023", "with its name");
    ok(framework_items_load(db, a, v->id, &items) == OK && items.n == 24,
       "[P.15] nine outcomes and fifteen indicators");
    const struct framework_item *item = framework_item_of(&items, STR("NI2"));
    ok(item && item->kind == ITEM_INDICATOR && str_eq(item->parent, STR("NO2")) &&
           str_eq(item->data_source_hint, STR("Police Scotland")),
       "an indicator under its outcome, with its source");
    ok(outcomes_load(db, a, &all) == OK && all.n == 9, "[P.15] nine outcomes are offered");
    is_str(outcome_label(&all, STR("2023:NO1")),
           "More people successfully complete diversion from prosecution", "by their keys");
    is_str(outcome_of(&all, STR("2023-no8"))->key, "2023:NO8", "and by their words in forms");
    is_i64(import(framework_import, &job, framework), OK, "once more");
    ok(job.n_added + job.n_changed + job.n_removed == 0 && job.n_unchanged == 41,
       "changes nothing");
}

static void test_other_version(void)
{
    struct import_job job;
    struct outcomes all;
    struct outcome_options options;
    struct str text = STR("code,kind,parent,framework_version,seq,text,unit,data_source_hint,"
                          "verified\nO1,national_outcome,,2016,1,An older outcome,,,no\n");
    is_i64(import(framework_import, &job, text), OK, "[P.15] an older set comes beside them");
    ok(outcomes_load(db, a, &all) == OK && all.n == 10 && !all.item[9].is_offered,
       "[P.15] and is known, not offered");
    ok(outcome_options(a, &all, STR(""), &options) == OK && options.n == 9,
       "a form offers nine");
    ok(outcome_options(a, &all, STR("2016:O1"), &options) == OK && options.n == 10,
       "and what was chosen from an older set");
    const struct str chosen[] = { STR("2016-o1"), STR("2023-no3"), STR("2023-no99") };
    is_str(outcome_choose(a, &all, STR(""), chosen, 3), "2023:NO3", "what may be chosen");
    is_str(outcome_choose(a, &all, STR("2016:O1"), chosen, 3), "2023:NO3;2016:O1",
           "what stood there stays");
    is_str(outcome_words(a, &all, STR("2016:O1;2023:NO1")), "2016-o1;2023-no1",
           "back to the words of a form");
    set("UPDATE framework_version SET is_current = (code = '2016')");
    set("UPDATE framework_item SET text = 'Set here', is_edited = 1 WHERE code = 'NO1'");
    is_i64(import(framework_import, &job, framework), OK, "the shipped file again");
    ok(outcomes_load(db, a, &all) == OK && all.item[0].is_offered &&
           str_eq(all.item[0].key, STR("2016:O1")),
       "[P.15] leaves the choice of the current set");
    is_str(outcome_label(&all, STR("2023:NO1")), "Set here", "and what was edited");
}

static void test_wrong_framework(void)
{
    static const struct {
        const char *from, *to, *says;
    } wrong[] = {
        { "A2,aim", "A 2,aim", "line 3: \"A 2\" is not the code of an item" },
        { "A2,aim", "a1,aim", "line 3: the code \"a1\" is also on line 2" },
        { "A2,aim", "A2,goal", "line 3: \"goal\" is not one of aim" },
        { "A2,aim,,2022", "A2,aim,,20-22", "line 3: \"20-22\" is not the code of a set" },
        { "A2,aim,,2022,2", "A2,aim,,2022,two", "line 3: \"seq\" is \"two\"" },
        { "PA1,priority_action,A1", "PA1,priority_action,A9",
          "line 6: \"A9\" stands above it" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct import_job job;
        enum err e =
            import(framework_import, &job, changed(framework, wrong[i].from, wrong[i].to));
        ok(e == ERR_INVALID && says(job.errors, wrong[i].says), "refused: %s", wrong[i].says);
    }
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    lists = help_read(a, "data/lists.csv");
    framework = help_read(a, "data/framework.csv");
    test_shipped_lists();
    test_forms();
    test_lists_after_edits();
    test_wrong_lists();
    test_shipped_framework();
    test_other_version();
    test_wrong_framework();
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
