/*
 * outcome.c: the outcomes of all sets, as what is marked with them needs them (framework.h).
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"

#define KEYS_BYTES ((size_t)64 * 1024)
#define OUTCOMES_MAX 1000 /* of all versions */

enum { Q_OUTCOMES };

static const char *const sql[] = {
    [Q_OUTCOMES] = "SELECT /*scan*/ v.code, i.code, i.text, v.name, v.is_current FROM "
                   "framework_item i JOIN framework_version v ON v.id = i.version_id WHERE "
                   "i.kind = 'national_outcome' ORDER BY v.is_current DESC, v.code DESC, "
                   "i.seq, i.code",
};
const struct sql_list outcome_sql = SQL_LIST("outcome", sql);

enum err outcomes_load(struct db *db, struct arena *a, struct outcomes *out)
{
    *out = (struct outcomes){ .item = arena_array(a, OUTCOMES_MAX, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_OUTCOMES], NO_BINDS);
    while (out->n < OUTCOMES_MAX && db_row(s)) {
        struct str version = db_text(s, 0, a), code = db_text(s, 1, a);
        out->item[out->n++] = (struct outcome){
            .key = str_printf(a, "%.*s:%.*s", STR_ARG(version), STR_ARG(code)),
            .word = str_lower(a, str_printf(a, "%.*s-%.*s", STR_ARG(version), STR_ARG(code))),
            .code = code,
            .text = db_text(s, 2, a),
            .version_name = db_text(s, 3, a),
            .is_offered = db_bool(s, 4),
        };
    }
    return db_done(s, OK);
}

const struct outcome *outcome_of(const struct outcomes *all, struct str key_or_word)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->item[i].key, key_or_word) || str_eq(all->item[i].word, key_or_word))
            return &all->item[i];
    return NULL;
}

struct str outcome_label(const struct outcomes *all, struct str key)
{
    const struct outcome *x = outcome_of(all, key);
    return x ? x->text : key;
}

static bool may_stand(const struct outcome *x, struct str kept)
{
    return x->is_offered || codes_hold(kept, x->key);
}

enum err outcome_options(struct arena *a, const struct outcomes *all, struct str kept,
                         struct outcome_options *out)
{
    *out =
        (struct outcome_options){ .option = arena_array(a, all->n + 1, sizeof *out->option) };
    if (!out->option)
        return ERR_LIMIT;
    for (size_t i = 0; i < all->n; i++) {
        const struct outcome *x = &all->item[i];
        if (may_stand(x, kept))
            out->option[out->n++] =
                (struct form_option){ x->word, x->text,
                                      x->is_offered ? (struct str){ 0 } : x->version_name };
    }
    return OK;
}

static void add_piece(struct buf *b, struct str piece)
{
    if (b->n)
        buf_char(b, ';');
    buf_str(b, piece);
}

struct str outcome_choose(struct arena *a, const struct outcomes *all, struct str kept,
                          const struct str *word, size_t n_words)
{
    struct buf *b = buf_in(a, KEYS_BYTES);
    for (size_t i = 0; i < all->n; i++) {
        bool is_chosen = false;
        for (size_t k = 0; k < n_words; k++)
            is_chosen = is_chosen || str_eq(word[k], all->item[i].word);
        if (is_chosen && may_stand(&all->item[i], kept))
            add_piece(b, all->item[i].key);
    }
    return buf_view(b);
}

struct str outcome_words(struct arena *a, const struct outcomes *all, struct str keys)
{
    struct buf *b = buf_in(a, KEYS_BYTES);
    struct str key;
    while (str_cut(&keys, ';', &key)) {
        const struct outcome *x = outcome_of(all, key);
        if (x)
            add_piece(b, x->word);
    }
    return buf_view(b);
}
