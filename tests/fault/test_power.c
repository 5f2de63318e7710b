/* test_power.c: every power cut that the log of the disk allows: nothing acknowledged is lost
 * [D1] [D2]. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "modules/audit/audit.h"
#include "tests/fault/power.h"
#include "tests/fault/small_schema.h"
#include "tests/store_help.h"

#define N_WRITES 24
#define N_LARGE 6 /* every so many writes one of several pages */
#define LARGE_BYTES (20 * KIB)
#define CHECKPOINT_PAGES 25 /* so that some fall among these few writes */

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 8 } };

static struct store *power_store(const char *path, bool sync_off, const char *vfs)
{
    struct store_config config = small_config(path);
    config.vfs = vfs;
    config.checkpoint_pages = CHECKPOINT_PAGES;
    config.sync_off = sync_off;
    struct store *s = help_open(a, &config);
    store_set_recorder(s, audit_record);
    return s;
}

static struct help_write write_number(int i, const char *big)
{
    return (struct help_write){ .name = str_printf(a, "w%d", i),
                                .value = i % N_LARGE == 0 ? (struct str){ big, LARGE_BYTES }
                                                          : STR("some words") };
}

/* The writes 1..N_WRITES, each marked in the log when it has been acknowledged. */
static struct record *run_writes(struct store *s, const char *path)
{
    char *big = arena_alloc(a, LARGE_BYTES);
    struct record *r = record_start(path);
    int n_ok = 0;
    for (int i = 1; i <= N_WRITES; i++) {
        memset(big, 'a' + i % 26, LARGE_BYTES);
        struct help_write w = write_number(i, big);
        n_ok += store_write(s, help_set, &w) == OK;
        record_mark(r, i);
    }
    record_stop(r);
    is_i64(n_ok, N_WRITES, "writes are acknowledged");
    return r;
}

/* Opens what a power cut left, and looks whether writes 1..n are there, whole, with their
 * records. */
static void look(const char *path, int n, struct arena *own, struct power_outcome *out)
{
    struct store *s = NULL;
    struct str why;
    struct store_config config = small_config(path);
    config.vfs = SHIM_NAME;
    config.create = false;
    out->points++;
    if (store_open(&config, own, &s, &why) != OK) {
        out->damaged++;
        return;
    }
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_verdict v;
    int64_t last = help_count(
        db, "SELECT coalesce(max(cast(substr(name, 2) AS INTEGER)), 0) FROM setting");
    int64_t rows = help_count(db, "SELECT count(*) FROM setting"),
            records = help_count(db, "SELECT count(*) FROM audit");
    out->lost += last < n;
    out->halves += rows != last || records != last || audit_verify(db, &key, NULL, &v) != OK;
    store_reader_close(db);
    store_close(s);
}

static void test_full(void)
{
    const char *path = help_path(a, dir, "full.db");
    struct store *s = power_store(path, false, SHIM_NAME);
    struct record *r = run_writes(s, path);
    store_close(s);
    ok(record_database_writes(r) > 20, "with checkpoints among them");
    struct power_outcome out = power_cut_everywhere(
        r, &(struct power_test){ help_path(a, dir, "cut.db"), look, false });
    ok(out.points > 500, "[D1] %d power cuts over %zu events on the disk", out.points,
       record_length(r));
    is_i64(out.lost, 0, "[D1] no acknowledged write is lost by any of them");
    is_i64(out.damaged, 0, "[D1] every one leaves a sound database");
    is_i64(out.halves, 0,
           "[D2] every write is whole, with its record and an unbroken chain, or absent");
    record_free(r);
}

/* The same with synchronous=OFF: were nothing found here, the test above would prove nothing.
 */
static void test_off(void)
{
    const char *path = help_path(a, dir, "off.db");
    store_close(power_store(path, false, NULL));
    struct store *s = power_store(path, true, SHIM_NAME);
    struct record *r = run_writes(s, path);
    store_close(s);
    struct power_outcome out = power_cut_everywhere(
        r, &(struct power_test){ help_path(a, dir, "cut.db"), look, false });
    ok(out.lost + out.damaged > 0,
       "[D1] with synchronous=OFF losses are found: %d lost, %d damaged of %d", out.lost,
       out.damaged, out.points);
    record_free(r);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    audit_set_key(&key);
    shim_register();
    test_full();
    test_off();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
