#include "modules/framework/list.h"

#include "core/base/arena.h"
#include "core/base/buf.h"

#define CODES_BYTES ((size_t)64 * 1024)

enum { Q_LIST };

static const char *const sql[] = {
    [Q_LIST] = "SELECT code, label, seq, is_retired, is_edited FROM list_word WHERE list = $1 "
               "ORDER BY seq, code",
};
const struct sql_list list_sql = SQL_LIST("list", sql);

const char *const list_names[] = { "topic", "body_kind", "audience", "resource_kind", NULL };

bool list_is_known(struct str list)
{
    for (size_t i = 0; list_names[i]; i++)
        if (str_eq(list, str_from(list_names[i])))
            return true;
    return false;
}

enum err list_load(struct db *db, struct arena *a, const char *list, struct list_words *out)
{
    *out = (struct list_words){ .item = arena_array(a, LIST_WORDS_MAX, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bt(str_from(list))));
    while (out->n < LIST_WORDS_MAX && db_row(s))
        out->item[out->n++] = (struct list_word){ .code = db_text(s, 0, a),
                                                  .label = db_text(s, 1, a),
                                                  .seq = db_i64(s, 2),
                                                  .is_retired = db_bool(s, 3),
                                                  .is_edited = db_bool(s, 4) };
    return db_done(s, OK);
}

const struct list_word *list_word_of(const struct list_words *words, struct str code)
{
    for (size_t i = 0; i < words->n; i++)
        if (str_eq(words->item[i].code, code))
            return &words->item[i];
    return NULL;
}

struct str list_label(const struct list_words *words, struct str code)
{
    const struct list_word *word = list_word_of(words, code);
    return word ? word->label : code;
}

struct str list_labels(struct arena *a, const struct list_words *words, struct str codes)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    struct str code;
    while (str_cut(&codes, ';', &code)) {
        if (b->n)
            buf_lit(b, ", ");
        buf_str(b, list_label(words, code));
    }
    return buf_view(b);
}

bool list_offers(const struct list_words *words, struct str code)
{
    const struct list_word *word = list_word_of(words, code);
    return word && !word->is_retired;
}

bool list_knows(const struct list_words *words, struct str code)
{
    return list_word_of(words, code) != NULL;
}

bool codes_hold(struct str codes, struct str code)
{
    struct str one;
    while (str_cut(&codes, ';', &one))
        if (str_eq(one, code))
            return true;
    return false;
}

static bool may_stand(const struct list_word *word, struct str kept)
{
    return !word->is_retired || codes_hold(kept, word->code);
}

enum err list_options(struct arena *a, const struct list_words *words, struct str kept,
                      struct list_options *out)
{
    *out = (struct list_options){ .option = arena_array(a, words->n + 1, sizeof *out->option) };
    if (!out->option)
        return ERR_LIMIT;
    for (size_t i = 0; i < words->n; i++)
        if (may_stand(&words->item[i], kept))
            out->option[out->n++] =
                (struct form_option){ words->item[i].code, words->item[i].label, { 0 } };
    return OK;
}

struct str list_choose(struct arena *a, const struct list_words *words, struct str kept,
                       const struct str *chosen, size_t n_chosen)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    for (size_t i = 0; i < words->n; i++) {
        bool is_chosen = false;
        for (size_t k = 0; k < n_chosen; k++)
            is_chosen = is_chosen || str_eq(chosen[k], words->item[i].code);
        if (!is_chosen || !may_stand(&words->item[i], kept))
            continue;
        if (b->n)
            buf_char(b, ';');
        buf_str(b, words->item[i].code);
    }
    return buf_view(b);
}
