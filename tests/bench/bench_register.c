/*
 * bench_register.c: what searching the register costs.
 *
 *   bench_register DB N
 *
 * Fills the register of a database that has the real council areas with N made-up organisations
 * (words drawn so that few are common and most are rare), then measures the processor time of
 * 1,000 searches of each kind, beside the one bare statement that finds the same: no count, no
 * ranking, no page of ten. One line a kind on standard output.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/store/write.h"
#include "modules/bodies/body_public.h"
#include "modules/bodies/body_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BATCH 500
#define AREAS 64
#define WORDS 12000
#define SEARCHES 1000
#define PLACE_STEP ((int64_t)1 << 38)

static uint64_t state = 88172645463325252U;

static uint64_t draw(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

static const char *const common[] = {
    "community", "support", "people",    "families", "recovery", "advice",  "housing",
    "young",     "women",   "health",    "justice",  "prison",   "release", "victims",
    "mental",    "group",   "trust",     "centre",   "scotland", "project", "service",
    "local",     "network", "volunteer", "garden",   "sport",    "arts",    "learning",
};
#define N_COMMON (sizeof common / sizeof common[0])
static const char *const topics[] = { "thousing", "tfamilies", "thealth",
                                      "twomen",   "tvictims",  "temployability" };

static void add_word(struct buf *out, uint64_t which)
{
    static const char *const syllable[] = { "ba", "ke", "li", "mo", "nu", "ra", "se",
                                            "ti", "do", "fu", "ga", "he", "po", "wy" };
    for (uint64_t rest = which + 14; rest; rest /= 14)
        buf_str(out, str_from(syllable[rest % 14]));
    buf_char(out, ' ');
}

/* Few words are in many texts: the square of an even draw. */
static void add_text(struct buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (draw(10) < 3) {
            buf_printf(out, "%s ", common[draw(N_COMMON)]);
            continue;
        }
        uint64_t at = draw(WORDS);
        add_word(out, at * at / WORDS);
    }
}

/* --- filling --- */

enum {
    Q_AREAS,
    Q_BODY,
    Q_AREA,
    Q_PARTNERSHIP,
    Q_PUBLIC,
    Q_PUBLIC_PARTNERSHIP,
    Q_WORDS,
    Q_AUDIT,
    Q_BARE,
    Q_HAVE
};
static const char *const sql[] = {
    [Q_AREAS] = "SELECT /*scan*/ id, partnership_id, slug FROM area ORDER BY id",
    [Q_BODY] =
        "INSERT INTO body (id, set_id, position, slug, name, sort_key, other_names, kind, "
        "company_number, purposes, grounds, is_community, topics, outcomes, size_band, "
        "languages, "
        "website, office, contact_role, contact_email, contact_phone, own_name, own_email, "
        "own_phone, audit_key, is_named, description, consent, consent_on, state, source, "
        "source_on, reviewed_on, is_stale, version, created_at_s, changed_at_s) VALUES ($1, 1, "
        "$2, $3, $4, $4, '', 'charity', '', $5, '', 0, '', '', 'unknown', '', '', '', '', '', "
        "'', "
        "'', '', '', zeroblob(32), 1, '', 'not_asked', '', 'active', 'Made up for measuring', "
        "'2026-11-22', '', 0, 1, 0, 0)",
    [Q_AREA] =
        "INSERT INTO body_area (body_id, area_id, is_involved, is_community) VALUES ($1, "
        "$2, 1, 0)",
    [Q_PARTNERSHIP] = "INSERT INTO body_partnership (partnership_id, position, body_id) VALUES "
                      "($1, $2, $3) ON CONFLICT DO NOTHING",
    [Q_PUBLIC] =
        "INSERT INTO body_public (body_id, set_id, position, slug, name, other_names, kind, "
        "charity_number, company_number, purposes, grounds, is_community, topics, outcomes, "
        "areas, "
        "languages, website, office, contact_role, contact_email, contact_phone, state, "
        "source, "
        "source_on, reviewed_on, is_stale, changed_on) VALUES ($1, 1, $2, $3, $4, '', "
        "'charity', "
        "'', '', $5, '', 0, '', '', $6, '', '', '', '', '', '', 'active', 'Made up', "
        "'2026-11-22', "
        "'', 0, '2026-11-22')",
    [Q_PUBLIC_PARTNERSHIP] = "INSERT INTO body_public_partnership (partnership_id, position, "
                             "body_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    [Q_WORDS] =
        "INSERT INTO body_search (rowid, name, words, own, terms) VALUES ($1, $2, $3, '', "
        "$4)",
    [Q_AUDIT] = "INSERT INTO audit (number, at_s, actor, action, object_kind, object_id, "
                "request_id, detail, hash) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM "
                "audit), 0, 'cli:0', $1, 'body', '', '', '', zeroblob(32))",
    [Q_BARE] = "SELECT s.rowid, p.name, p.slug FROM body_search s JOIN body_public p ON "
               "p.position = s.rowid WHERE s.body_search MATCH $1 ORDER BY s.rowid LIMIT 10",
    [Q_HAVE] = "SELECT coalesce(max(id), 0) FROM body",
};

static struct place {
    int64_t area_id, partnership_id;
    struct str slug;
} area[AREAS];
static size_t n_areas;

struct filling {
    struct arena *arena;
    int64_t from, to; /* ids */
};

static enum err recorder(struct db *db, const struct store_record *r)
{
    return db_exec(db, sql[Q_AUDIT], BINDS(bt(r->action)));
}

static enum err add_areas(struct db *db, int64_t id, int64_t position, struct buf *slugs,
                          struct buf *terms)
{
    uint64_t kind = draw(20);
    size_t n = kind == 0 ? n_areas : kind < 6 ? 2 + draw(3) : 1, first = draw(n_areas);
    enum err e = OK;
    for (size_t i = 0; !e && i < n; i++) {
        const struct place *at = &area[(first + i) % n_areas];
        buf_printf(slugs, "%s%.*s", i ? ";" : "", STR_ARG(at->slug));
        buf_printf(terms, "a%lld p%lld qa%lld qp%lld ", (long long)at->area_id,
                   (long long)at->partnership_id, (long long)at->area_id,
                   (long long)at->partnership_id);
        e = db_exec(db, sql[Q_AREA], BINDS(bi(id), bi(at->area_id)));
        if (!e)
            e = db_exec(db, sql[Q_PARTNERSHIP],
                        BINDS(bi(at->partnership_id), bi(position), bi(id)));
    }
    return e;
}

static enum err add_public_areas(struct db *db, int64_t id, int64_t position, struct str slugs)
{
    struct str slug;
    enum err e = OK;
    while (!e && str_cut(&slugs, ';', &slug))
        for (size_t i = 0; !e && i < n_areas; i++)
            if (str_eq(area[i].slug, slug))
                e = db_exec(db, sql[Q_PUBLIC_PARTNERSHIP],
                            BINDS(bi(area[i].partnership_id), bi(position), bi(id)));
    return e;
}

struct words_row {
    int64_t position;
    struct str name, words, terms;
};

static enum err add_one(struct db *db, struct arena *a, int64_t id, struct words_row *row)
{
    struct buf *name = buf_in(a, 4096), *text = buf_in(a, 8192), *slugs = buf_in(a, 8192);
    struct buf *terms = buf_in(a, 8192);
    const int64_t position = id * PLACE_STEP;
    buf_printf(name, "sample %07lld ", (long long)id);
    add_text(name, 3);
    add_text(text, 30);
    buf_printf(terms, "pub kcharity zactive s1 gservice %s %s ", topics[draw(6)],
               topics[draw(6)]);
    struct str slug = str_printf(a, "sample-%lld", (long long)id);
    enum err e =
        db_exec(db, sql[Q_BODY],
                BINDS(bi(id), bi(position), bt(slug), bt(buf_view(name)), bt(buf_view(text))));
    if (!e)
        e = add_areas(db, id, position, slugs, terms);
    if (!e)
        e = db_exec(db, sql[Q_PUBLIC],
                    BINDS(bi(id), bi(position), bt(slug), bt(buf_view(name)),
                          bt(buf_view(text)), bt(buf_view(slugs))));
    if (!e)
        e = add_public_areas(db, id, position, buf_view(slugs));
    *row = (struct words_row){ position, buf_view(name), buf_view(text), buf_view(terms) };
    return e;
}

/* Last: the text index puts down what it holds whenever another table is written to. */
static enum err add_words_rows(struct db *db, const struct words_row *row, size_t n)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < n; i++)
        e = db_exec(
            db, sql[Q_WORDS],
            BINDS(bi(row[i].position), bt(row[i].name), bt(row[i].words), bt(row[i].terms)));
    return e;
}

static enum err fill_fn(struct db *db, void *arg)
{
    struct filling *f = arg;
    enum err e = OK;
    arena_reset(f->arena);
    struct words_row row[BATCH];
    size_t n = 0;
    for (int64_t id = f->from; !e && id < f->to; id++)
        e = add_one(db, f->arena, id, &row[n++]);
    if (!e)
        e = add_words_rows(db, row, n);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("body.add"),
                                                        .object_kind = STR("body") });
}

static void fill(struct store *s, struct db *db, struct arena *keep, int64_t n)
{
    struct stmt *q = db_query(db, sql[Q_AREAS], NO_BINDS);
    while (n_areas < AREAS && db_row(q))
        area[n_areas++] = (struct place){ db_i64(q, 0), db_i64(q, 1), db_text(q, 2, keep) };
    int64_t have = 0;
    if (db_done(q, OK) || db_one_i64(db, sql[Q_HAVE], NO_BINDS, &have) || !n_areas)
        die("no council areas");
    struct arena *a = arena_new(64 * MIB);
    for (int64_t id = have + 1; id <= n; id += BATCH) {
        struct filling f = { a, id, id + BATCH > n + 1 ? n + 1 : id + BATCH };
        if (store_write(s, fill_fn, &f))
            die("filling stopped at %lld", (long long)id);
    }
    arena_free(a);
}

/* --- measuring --- */

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct kind {
    const char *label;
    int n_common, n_rare; /* words */
    bool has_area, has_topic;
};
static const struct kind kinds[] = {
    { "area", 0, 0, true, false },
    { "area, topic", 0, 0, true, true },
    { "area, a common word", 1, 0, true, false },
    { "area, a rarer word", 0, 1, true, false },
    { "area, two words", 1, 1, true, false },
    { "no filter", 0, 0, false, false },
    { "a common word", 1, 0, false, false },
};

struct asked {
    struct body_filter filter;
    struct str bare; /* the same as one expression */
};

static struct asked ask_one(struct arena *a, const struct kind *k)
{
    struct buf *words = buf_in(a, 1000), *bare = buf_in(a, 2000);
    const struct place *at = &area[draw(n_areas)];
    struct asked out = { .filter = { .is_public = true } };
    for (int i = 0; i < k->n_common; i++)
        buf_printf(words, "%s ", common[draw(N_COMMON)]);
    for (int i = 0; i < k->n_rare; i++)
        add_word(words, draw(WORDS / 4));
    out.filter.words = str_trim(buf_view(words));
    struct str rest = out.filter.words, word;
    while (str_cut(&rest, ' ', &word))
        buf_printf(bare, "{name words} : \"%.*s\" AND ", STR_ARG(word));
    buf_lit(bare, "terms : \"pub\"");
    if (k->has_area) {
        out.filter.area_id = at->area_id;
        buf_printf(bare, " AND terms : \"a%lld\"", (long long)at->area_id);
    }
    if (k->has_topic) {
        out.filter.topic = STR("housing");
        buf_lit(bare, " AND terms : \"thousing\"");
    }
    out.bare = buf_view(bare);
    return out;
}

/* The search, and the ten entries it shows. */
static size_t search(struct db *db, struct arena *a, const struct asked *x)
{
    struct body_hits hits;
    const struct body_page page = { .page = 1, .size = 10 };
    if (body_search(db, a, &x->filter, &page, &hits))
        die("a search failed");
    for (size_t i = 0; i < hits.n; i++) {
        struct body_public p;
        if (body_public_load(db, a, hits.item[i].body_id, &p))
            die("an entry is missing");
    }
    return hits.n_found;
}

static void bare_search(struct db *db, struct arena *a, const struct asked *x)
{
    struct stmt *s = db_query(db, sql[Q_BARE], BINDS(bt(x->bare)));
    while (db_row(s))
        (void)db_text(s, 1, a);
    if (db_done(s, OK))
        die("the bare statement failed");
}

static void measure(struct db *db, struct arena *a, const struct kind *k)
{
    double ours = 0, bare = 0;
    size_t found = 0;
    for (int i = 0; i < SEARCHES; i++) {
        arena_reset(a);
        struct asked x = ask_one(a, k);
        double t0 = cpu_ms();
        found += search(db, a, &x);
        double t1 = cpu_ms();
        bare_search(db, a, &x);
        ours += t1 - t0;
        bare += cpu_ms() - t1;
    }
    printf("  %-22s %7.2f s, bare SQL %7.2f s, %6.1f found\n", k->label, ours / 1e3, bare / 1e3,
           (double)found / SEARCHES);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct arena *keep = arena_new(64 * MIB), *a = arena_new(64 * MIB);
    struct store *s = NULL;
    struct str why;
    int64_t n = 0;
    if (argc != 3 || !str_to_i64(str_from(argv[2]), &n))
        die("bench_register DB N");
    if (store_open(&(struct store_config){ .path = argv[1] }, keep, &s, &why))
        die("store: %.*s", STR_ARG(why));
    store_set_recorder(s, recorder);
    struct db *db = store_reader_open(s, READER_ALL);
    fill(s, db, keep, n);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        measure(db, a, &kinds[i]);
    store_reader_close(db);
    store_close(s);
    arena_free(a);
    arena_free(keep);
    return 0;
}
