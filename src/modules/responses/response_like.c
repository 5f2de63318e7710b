#include "modules/responses/response_like.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/responses/response_desk_words.h"

#include <stdlib.h>

#define ROWS_OF_BAND (LIKE_HASHES / LIKE_BANDS)
#define WORDS_MAX 100000

enum { Q_LIKES, Q_DECIDE_ONE, Q_DECIDE_OPEN };

static const char *const sql[] = {
    [Q_LIKES] =
        "SELECT r.id, l.share, r.receipt, r.received_on, l.why, l.state FROM response_like l "
        "JOIN response r ON r.id = l.other_id WHERE l.response_id = $1 AND r.is_live = 1 UNION "
        "ALL SELECT r.id, l.share, r.receipt, r.received_on, l.why, l.state FROM response_like "
        "l JOIN response r ON r.id = l.response_id WHERE l.other_id = $1 AND r.is_live = 1 "
        "ORDER BY 2 DESC, 3 LIMIT $2",
    [Q_DECIDE_ONE] = "UPDATE response_like SET state = $3 WHERE (response_id = $1 AND other_id "
                     "= $2) OR (response_id = $2 AND other_id = $1)",
    [Q_DECIDE_OPEN] = "UPDATE response_like SET state = $2 WHERE state = 'open' AND "
                      "(response_id = $1 OR other_id = $1)",
};
const struct sql_list response_like_sql = SQL_LIST("response_like", sql);

/* --- runs of words --- */

struct runs {
    uint64_t *at; /* sorted, each once */
    size_t n, n_words;
};

static uint64_t mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static uint64_t word_hash(struct str word)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < word.n; i++)
        h = (h ^ (unsigned char)word.p[i]) * 0x100000001B3u;
    return mix(h);
}

static size_t count_words(struct str folded)
{
    struct str word;
    size_t n = 0;
    while (n < WORDS_MAX && str_cut(&folded, ' ', &word))
        n++;
    return n;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_once(struct runs *r)
{
    size_t kept = 0;
    qsort(r->at, r->n, sizeof *r->at, by_value);
    for (size_t i = 0; i < r->n; i++)
        if (!kept || r->at[kept - 1] != r->at[i])
            r->at[kept++] = r->at[i];
    r->n = kept;
}

/* Each run is told by its words' hashes, mixed in their order. */
static enum err runs_of(struct arena *a, struct str folded, struct runs *out)
{
    uint64_t last[LIKE_RUN] = { 0 };
    struct str word;
    *out = (struct runs){ .n_words = count_words(folded) };
    out->at = arena_array(a, out->n_words + 1, sizeof *out->at);
    if (!out->at)
        return ERR_LIMIT;
    for (size_t i = 0; i < out->n_words && str_cut(&folded, ' ', &word); i++) {
        uint64_t h = 0;
        last[i % LIKE_RUN] = word_hash(word);
        for (size_t k = 1; k <= LIKE_RUN; k++)
            h = mix(h ^ last[(i + k) % LIKE_RUN]);
        if (i + 1 >= LIKE_RUN)
            out->at[out->n++] = h;
    }
    sort_once(out);
    return OK;
}

/* --- what a text is told by --- */

static void least_hashes(const struct runs *r, struct like_print *out)
{
    for (size_t k = 0; k < LIKE_HASHES; k++) {
        uint64_t salt = mix(k + 1);
        out->least[k] = UINT32_MAX;
        for (size_t i = 0; i < r->n; i++) {
            uint32_t v = (uint32_t)(mix(r->at[i] ^ salt) >> 32);
            out->least[k] = v < out->least[k] ? v : out->least[k];
        }
    }
}

enum err like_print_of(struct arena *a, struct str text, struct like_print *out)
{
    struct runs r;
    struct str folded = utf8_fold(a, text);
    enum err e = runs_of(a, folded, &r);
    *out = (struct like_print){ .n_words = r.n_words, .hash = hash_of(folded) };
    if (!e && r.n_words >= LIKE_WORDS_LEAST)
        least_hashes(&r, out);
    return e;
}

int64_t like_band(const struct like_print *p, size_t band)
{
    uint64_t h = band;
    for (size_t i = 0; i < ROWS_OF_BAND; i++)
        h = mix(h ^ p->least[band * ROWS_OF_BAND + i]);
    return (int64_t)(band << 56 | h >> 8);
}

static int64_t share_of(const struct runs *x, const struct runs *y)
{
    size_t both = 0, i = 0, j = 0;
    while (i < x->n && j < y->n) {
        if (x->at[i] == y->at[j])
            both++;
        bool steps_x = x->at[i] <= y->at[j], steps_y = y->at[j] <= x->at[i];
        i += steps_x;
        j += steps_y;
    }
    size_t all = x->n + y->n - both;
    return all ? (int64_t)(both * 100 / all) : 0;
}

enum err like_compare(struct arena *a, struct str one, struct str two, enum like_kind *kind,
                      int64_t *share)
{
    struct runs x = { 0 }, y = { 0 };
    struct str fold_one = utf8_fold(a, one), fold_two = utf8_fold(a, two);
    *kind = LIKE_NOT;
    *share = 0;
    if (fold_one.n && str_eq(fold_one, fold_two)) {
        *kind = LIKE_SAME_TEXT;
        *share = 100;
        return OK;
    }
    enum err e = runs_of(a, fold_one, &x);
    if (!e)
        e = runs_of(a, fold_two, &y);
    if (e || x.n_words < LIKE_WORDS_LEAST || y.n_words < LIKE_WORDS_LEAST)
        return e;
    *share = share_of(&x, &y);
    *kind = *share >= LIKE_SHARE ? LIKE_NEAR : LIKE_NOT;
    return OK;
}

/* --- stored --- */

enum err response_likes(struct db *db, struct arena *a, int64_t response_id,
                        struct response_likeness *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIKES], BINDS(bi(response_id), bi(RESPONSE_LIKES_MAX)));
    *n = 0;
    while (*n < RESPONSE_LIKES_MAX && db_row(s))
        out[(*n)++] = (struct response_likeness){ .id = db_i64(s, 0),
                                                  .share = db_i64(s, 1),
                                                  .receipt = db_text(s, 2, a),
                                                  .received_on = db_text(s, 3, a),
                                                  .why = db_text(s, 4, a),
                                                  .state = db_text(s, 5, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

struct str response_like_words(struct arena *a, const struct response_likeness *like)
{
    if (str_eq(like->why, STR("same_text")))
        return STR(ALIKE_SAME_TEXT);
    if (str_eq(like->why, STR("same_body")))
        return STR(ALIKE_SAME_BODY);
    return str_printf(a, ALIKE_NEAR, (long long)like->share);
}

enum err response_like_decide(struct db *db, const struct response_like_set *x)
{
    return x->other_id
               ? db_exec(db, sql[Q_DECIDE_ONE],
                         BINDS(bi(x->response_id), bi(x->other_id), bt(x->state)))
               : db_exec(db, sql[Q_DECIDE_OPEN], BINDS(bi(x->response_id), bt(x->state)));
}
