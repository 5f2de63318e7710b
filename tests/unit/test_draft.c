/* Drafts of responses: kept field by field, found by key, late autosaves, how long they are
 * kept. */
#include "modules/responses/draft.h"

#include "core/base/clock.h"
#include "core/base/rand.h"
#include "tests/consultation_help.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

static struct arena *a;
static struct store *s;
static struct db *db;
static struct help_asks h;

static int64_t count(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(db, sql, NO_BINDS, &n) == OK ? n : -1;
}

static struct draft_new begin(const struct consultation *x, struct str key, int64_t now_s)
{
    static const struct draft_field first[] = { { STR_INIT("who"), STR_INIT("organisation") },
                                                { STR_INIT("areas"), STR_INIT("") } };
    struct draft_new new = { .id = rand_id(),
                             .consultation_id = x->id,
                             .key = link_key_hash(key),
                             .field = first,
                             .n_fields = 2,
                             .now_s = now_s };
    ok(store_write(s, draft_add_fn, &new) == OK, "[3.15] a draft is begun");
    return new;
}

static struct draft_save save(int64_t id, const char *field, const char *value, int64_t no)
{
    const struct draft_field one = { str_from(field), str_from(value) };
    struct draft_save x = {
        .id = id, .field = &one, .n_fields = 1, .save_no = no, .now_s = HELP_NOW_S
    };
    ok(store_write(s, draft_save_fn, &x) == OK, "[3.15] %s is saved", field);
    return x;
}

static void test_fields(const struct consultation *x)
{
    struct draft d;
    struct str key = rand_key(a);
    struct draft_new new = begin(x, key, HELP_NOW_S);
    save(new.id, "q12", "yes", 0);
    save(new.id, "q2", "Words\nin lines", 0);
    ok(draft_by_key(db, a, key, &d) == OK && d.id == new.id, "[S51] it is found by its key");
    ok(draft_by_key(db, a, rand_key(a), &d) == ERR_NOT_FOUND, "[S51] and by no other");
    ok(draft_load(db, a, new.id, &d) == OK, "[3.15] and by its id");
    is_str(draft_value(&d, "q12"), "yes", "[3.15] what was typed is there");
    is_str(draft_value(&d, "q2"), "Words\nin lines", "[3.15] as it was typed");
    ok(draft_has(&d, "areas") && !draft_value(&d, "areas").n, "an empty page counts as seen");
    ok(!draft_has(&d, "q3"), "one that nobody saved does not");
    struct answer_source from = draft_answers(&d);
    is_str(from.get(from.arg, "who"), "organisation", "it gives its answers by name");
}

static void test_order(const struct consultation *x)
{
    struct draft d;
    struct draft_new new = begin(x, rand_key(a), HELP_NOW_S);
    ok(!save(new.id, "q1", "first", 1).was_dropped, "[S25] an autosave counts");
    ok(!save(new.id, "q1", "second", 2).was_dropped, "[S25] and the next");
    ok(save(new.id, "q1", "late", 1).was_dropped, "[S25] a lower number is dropped");
    ok(save(new.id, "q1", "again", 2).was_dropped, "[S25] and the same one");
    ok(!save(new.id, "q1", "page", 0).was_dropped, "a saved page always holds");
    ok(save(new.id, "q1", "from before", 3).was_dropped,
       "[S25] an autosave that was on its way before the page was saved is dropped");
    ok(draft_load(db, a, new.id, &d) == OK, "it is there");
    is_str(draft_value(&d, "q1"), "page", "with the words of the page");
    ok(!save(new.id, "q1", "later", d.save_no + 1).was_dropped, "[S25] and goes on from there");
    struct draft_save none = { .id = rand_id(), .now_s = HELP_NOW_S };
    ok(store_write(s, draft_save_fn, &none) == ERR_NOT_FOUND, "no draft, nothing to save");
}

static enum err set_key_fn(struct db *d, void *arg)
{
    return draft_set_key(d, arg);
}

static void test_key(const struct consultation *x)
{
    struct draft d;
    struct str first = rand_key(a), second = rand_key(a);
    struct draft_new new = begin(x, first, HELP_NOW_S);
    struct draft_key k = { .id = new.id,
                           .key = link_key_hash(second),
                           .email = STR("sample@example.org"),
                           .now_s = HELP_NOW_S };
    ok(store_write(s, set_key_fn, &k) == OK, "[3.15] a new key");
    ok(draft_by_key(db, a, first, &d) == ERR_NOT_FOUND, "[S51] the one before opens nothing");
    ok(draft_by_key(db, a, second, &d) == OK, "[S51] the new one does");
    is_str(d.email, "sample@example.org", "and where it went is known");
}

static void close_at(struct consultation *x, int64_t closes_at_s)
{
    x->closes_at_s = closes_at_s;
    help_change(&h, x);
}

static void test_kept(struct consultation *x)
{
    const int64_t day = 86400, begun = HELP_NOW_S;
    int64_t before = count("SELECT count(*) FROM response_draft");
    ok(before > 0, "there are drafts");
    close_at(x, begun + 40 * day);
    ok(draft_sweep(s, begun + 53 * day) == OK, "the daily sweep");
    is_i64(count("SELECT count(*) FROM response_draft"), before,
           "kept for 14 days after closing, which is later than 30 days after the last touch");
    close_at(x, begun + 5 * day);
    ok(draft_sweep(s, begun + 29 * day) == OK, "the daily sweep");
    is_i64(count("SELECT count(*) FROM response_draft"), before,
           "kept for 30 days after the last touch, which is later here");
    ok(draft_sweep(s, begun + 31 * day) == OK, "the daily sweep");
    is_i64(count("SELECT count(*) FROM response_draft"), 0, "then all of them go");
    is_i64(count("SELECT count(*) FROM response_draft_field"), 0, "with their words");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'draft.erase'"), 1,
           "which is recorded by number alone");
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    clock_set_s(HELP_NOW_S);
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    help_directory(a, s, db);
    h = help_asks(s, db, a);
    struct consultation x = help_consultation(&h, "fife", "A sample draft plan");
    help_publish(&h, &x);
    test_fields(&x);
    test_order(&x);
    test_key(&x);
    test_kept(&x);
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
