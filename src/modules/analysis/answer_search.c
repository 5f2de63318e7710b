#include "modules/analysis/answer_search.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

#define SCRATCH_BYTES (8 * MIB) /* an answer and what it becomes */

enum { Q_EACH };

#define COUNTING_LAYER                                                                         \
    "CASE WHEN EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = a.id AND x.layer = " \
    "'agreed') THEN 'agreed' ELSE 'first' END"

static const char *const sql[] = {
    [Q_EACH] =
        "SELECT a.id, a.question_id, r.id, " OPEN_WORDS
        ", r.who, r.areas, r.receipt FROM response r CROSS JOIN answer a ON a.response_id = "
        "r.id CROSS JOIN question q ON q.id = a.question_id WHERE r.consultation_id = $1 AND "
        "($2 = 0 OR a.question_id = $2) AND ($3 = '' OR r.who = $3) AND ($4 = '' OR instr(';' "
        "|| r.areas || ';', ';' || $4 || ';') > 0) AND ($5 = '' OR r.channel = $5) AND "
        "q.removed_at_s IS NULL AND " OPEN_WORDS " <> '' AND " RESPONSE_COUNTED
        " AND ($6 <= 0 OR EXISTS (SELECT 1 FROM answer_code c WHERE c.answer_id = a.id AND "
        "c.theme_id = $6 AND c.layer = " COUNTING_LAYER
        ")) AND ($6 >= 0 OR NOT EXISTS (SELECT 1 FROM answer_code c WHERE c.answer_id = a.id "
        "AND c.layer = " COUNTING_LAYER ")) ORDER BY r.received_on, r.id, a.question_id",
};
const struct sql_list answer_search_sql = SQL_LIST("answer_search", sql);

enum err answers_each(struct db *db, const struct answer_filter *f, answer_fn fn, void *arg)
{
    struct arena *scratch = arena_new(SCRATCH_BYTES);
    if (!scratch)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_EACH],
                              BINDS(bi(f->consultation_id), bi(f->question_id), bt(f->who),
                                    bt(f->area), bt(f->channel), bi(f->theme_id)));
    bool goes_on = true;
    while (goes_on && db_row(s)) {
        const struct answer_seen x = { .id = db_i64(s, 0),
                                       .question_id = db_i64(s, 1),
                                       .response_id = db_i64(s, 2),
                                       .words = db_text(s, 3, scratch),
                                       .who = db_text(s, 4, scratch),
                                       .areas = db_text(s, 5, scratch),
                                       .receipt = db_text(s, 6, scratch),
                                       .scratch = scratch };
        goes_on = fn(arg, &x);
        arena_reset(scratch);
    }
    enum err e = db_done(s, OK);
    arena_free(scratch);
    return e;
}

/* --- words --- */

static void add_term(struct arena *a, struct answer_terms *t, struct str piece)
{
    struct str folded = utf8_fold(a, piece);
    if (folded.n && t->n < ANSWER_TERMS_MAX)
        t->at[t->n++] = str_printf(a, " %.*s", STR_ARG(folded));
}

void answer_terms_read(struct arena *a, struct str typed, struct answer_terms *out)
{
    struct str rest = typed, piece;
    *out = (struct answer_terms){ 0 };
    for (bool is_phrase = false; str_cut(&rest, '"', &piece); is_phrase = !is_phrase) {
        struct str word;
        if (is_phrase)
            add_term(a, out, piece);
        while (!is_phrase && str_cut(&piece, ' ', &word))
            add_term(a, out, word);
    }
}

bool answer_terms_fit(struct arena *scratch, const struct answer_terms *t, struct str words)
{
    if (!t->n)
        return true;
    struct str folded = utf8_fold(scratch, words);
    struct str text = str_printf(scratch, " %.*s", STR_ARG(folded));
    for (size_t i = 0; i < t->n; i++)
        if (str_find(text, t->at[i]) == STR_NONE)
            return false;
    return true;
}

bool answer_terms_mark(struct arena *scratch, const struct answer_terms *t, struct str word)
{
    struct str folded = utf8_fold(scratch, word);
    for (size_t i = 0; i < t->n && folded.n; i++) {
        struct str rest = str_trim(t->at[i]), piece;
        while (str_cut(&rest, ' ', &piece))
            if (str_starts(folded, piece))
                return true;
    }
    return false;
}
