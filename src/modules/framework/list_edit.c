#include "modules/framework/list_edit.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

#define SEEN_BYTES 16
#define WORD_BYTES 120
#define CODE_STEM_CHARS 36 /* leaves room for "_2" behind it */

enum { Q_ADD, Q_SAVE, Q_PLACE };

static const char *const sql[] = {
    [Q_ADD] =
        "INSERT INTO list_word (list, code, label, seq, is_edited) VALUES ($1, $2, $3, $4, 1)",
    [Q_SAVE] = "UPDATE list_word SET label = $3, is_retired = $4, is_edited = 1 WHERE list = "
               "$1 AND code = $2",
    [Q_PLACE] = "UPDATE list_word SET seq = $3, is_edited = CASE WHEN $4 = 1 THEN 1 ELSE "
                "is_edited END WHERE list = $1 AND code = $2",
};
const struct sql_list list_edit_sql = SQL_LIST("list_edit", sql);

struct str list_word_seen(struct arena *a, const struct list_word *word)
{
    const struct str part[] = { word->code, word->label,
                                word->is_retired ? STR("retired") : STR("offered") };
    struct hash h = hash_parts(NULL, part, 3);
    return hash_hex(a, &h, SEEN_BYTES);
}

const struct list_word *list_word_reading(struct arena *a, const struct list_words *words,
                                          struct str label, struct str code)
{
    struct str folded = utf8_fold(a, label);
    for (size_t i = 0; i < words->n; i++)
        if (!str_eq(words->item[i].code, code) &&
            str_eq(utf8_fold(a, words->item[i].label), folded))
            return &words->item[i];
    return NULL;
}

static enum err record(struct db *db, const struct list_edit *x, const struct list_word *was,
                       const struct list_word *now, const char *action)
{
    char word[WORD_BYTES];
    int n = snprintf(word, sizeof word, "%s:%.*s", x->list, STR_ARG(now->code));
    struct change change;
    change_begin(&change);
    change_text(&change, "is_retired", was->is_retired ? STR("1") : STR("0"),
                now->is_retired ? STR("1") : STR("0"));
    change_text(&change, "label", was->label, now->label);
    change_i64(&change, "seq", was->seq, now->seq);
    change_text(&change, "word", (struct str){ 0 }, (struct str){ word, (size_t)n });
    return change_record(
        db, &change, &x->act,
        &(struct change_of){ .action = str_from(action), .object_kind = STR("list_word") });
}

static enum err load(struct db *db, struct list_edit *x, struct list_words *words)
{
    x->is_overtaken = x->is_taken = x->is_full = false;
    if (!actor_may(x->actor, CAP_SETTINGS, 0))
        return ERR_NOT_FOUND;
    return list_load(db, x->arena, x->list, words);
}

static bool is_taken(struct list_edit *x, const struct list_words *words)
{
    const struct list_word *same = list_word_reading(x->arena, words, x->label, x->code);
    x->is_taken = same != NULL;
    if (same)
        x->now = *same;
    return x->is_taken;
}

/* --- adding --- */

/* "Peer support & mentoring" gives "peer_support_and_mentoring"; a code that is taken gets a
 * number behind it. */
static struct str make_code(struct arena *a, const struct list_words *words, struct str label)
{
    struct str folded = utf8_fold(a, label);
    struct buf *b = buf_in(a, CODE_STEM_CHARS);
    for (size_t i = 0; i < folded.n && b->n < CODE_STEM_CHARS; i++) {
        char c = folded.p[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain || (b->n && b->p[b->n - 1] != '_'))
            buf_char(b, is_plain ? c : '_');
    }
    struct str stem = b->n ? buf_view(b) : STR("word");
    if (stem.p[stem.n - 1] == '_')
        stem.n--;
    struct str code = stem;
    for (int i = 2; list_word_of(words, code); i++)
        code = str_printf(a, "%.*s_%d", STR_ARG(stem), i);
    return code;
}

enum err list_word_add_fn(struct db *db, void *list_edit)
{
    struct list_edit *x = list_edit;
    struct list_words words;
    x->code = (struct str){ 0 };
    enum err e = load(db, x, &words);
    if (e)
        return e;
    x->is_full = words.n == LIST_WORDS_MAX;
    if (x->is_full || is_taken(x, &words))
        return ERR_CONFLICT;
    x->code = make_code(x->arena, &words, x->label);
    const struct list_word none = { 0 };
    const struct list_word now = { .code = x->code,
                                   .label = x->label,
                                   .seq = words.n ? words.item[words.n - 1].seq + 1 : 1 };
    e = db_exec(db, sql[Q_ADD],
                BINDS(bt(str_from(x->list)), bt(now.code), bt(now.label), bi(now.seq)));
    return e ? e : record(db, x, &none, &now, "list.add");
}

/* --- changing --- */

enum err list_word_save_fn(struct db *db, void *list_edit)
{
    struct list_edit *x = list_edit;
    struct list_words words;
    enum err e = load(db, x, &words);
    const struct list_word *was = e ? NULL : list_word_of(&words, x->code);
    if (!was)
        return e ? e : ERR_NOT_FOUND;
    x->is_overtaken = !str_eq(x->seen, list_word_seen(x->arena, was));
    if (x->is_overtaken)
        x->now = *was;
    if (x->is_overtaken || is_taken(x, &words))
        return ERR_CONFLICT;
    struct list_word now = *was;
    now.label = x->label;
    now.is_retired = x->is_retired;
    if (str_eq(now.label, was->label) && now.is_retired == was->is_retired)
        return OK;
    e = db_exec(db, sql[Q_SAVE],
                BINDS(bt(str_from(x->list)), bt(x->code), bt(now.label), bi(now.is_retired)));
    return e ? e : record(db, x, was, &now, "list.change");
}

/* --- moving --- */

/* Every word gets the number of its place, so that no two share one. */
static enum err place_all(struct db *db, const struct list_edit *x,
                          const struct list_words *words)
{
    enum err e = OK;
    for (size_t i = 0; i < words->n && !e; i++) {
        const struct list_word *word = &words->item[i];
        bool is_moved = str_eq(word->code, x->code);
        if (word->seq != (int64_t)i + 1 || is_moved)
            e = db_exec(
                db, sql[Q_PLACE],
                BINDS(bt(str_from(x->list)), bt(word->code), bi((int64_t)i + 1), bi(is_moved)));
    }
    return e;
}

enum err list_word_move_fn(struct db *db, void *list_edit)
{
    struct list_edit *x = list_edit;
    struct list_words words;
    enum err e = load(db, x, &words);
    const struct list_word *at = e ? NULL : list_word_of(&words, x->code);
    if (!at)
        return e ? e : ERR_NOT_FOUND;
    size_t from = (size_t)(at - words.item);
    if (x->up ? from == 0 : from + 1 == words.n)
        return OK;
    size_t to = x->up ? from - 1 : from + 1;
    const struct list_word was = words.item[from];
    words.item[from] = words.item[to];
    words.item[to] = was;
    e = place_all(db, x, &words);
    struct list_word now = was;
    now.seq = (int64_t)to + 1;
    return e ? e : record(db, x, &was, &now, "list.change");
}
