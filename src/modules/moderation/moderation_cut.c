/*
 * moderation_cut.c: the parts of an answer that are removed: found by their words, wherever
 * they stand.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/moderation/moderation.h"
#include "modules/moderation/moderation_words.h"

const struct consultation_word moderation_reasons[] = {
    { "identifies", REASON_IDENTIFIES },
    { "offensive", REASON_OFFENSIVE },
    { "live_case", REASON_LIVE_CASE },
    { "copyright", REASON_COPYRIGHT },
    { NULL, NULL },
};

struct str moderation_removed(struct str reason)
{
    return str_eq(reason, STR("offensive"))   ? STR(REMOVED_OFFENSIVE)
           : str_eq(reason, STR("live_case")) ? STR(REMOVED_LIVE_CASE)
           : str_eq(reason, STR("copyright")) ? STR(REMOVED_COPYRIGHT)
                                              : STR(REMOVED_IDENTIFIES);
}

/* In its place among those found before; one that overlaps grows. */
static enum err cut_add(struct moderation_item *x, size_t at, size_t n)
{
    size_t i = 0;
    while (i < x->n_cuts && x->cut[i].at + x->cut[i].n < at)
        i++;
    if (i < x->n_cuts && x->cut[i].at <= at + n) {
        size_t end = x->cut[i].at + x->cut[i].n;
        size_t new_end = at + n > end ? at + n : end;
        size_t first = at < x->cut[i].at ? at : x->cut[i].at;
        for (size_t m = i; m + 1 < x->n_cuts; m++)
            x->cut[m] = x->cut[m + 1];
        x->n_cuts--;
        return cut_add(x, first, new_end - first);
    }
    if (x->n_cuts == MODERATION_CUTS_MAX)
        return ERR_LIMIT;
    for (size_t m = x->n_cuts++; m > i; m--)
        x->cut[m] = x->cut[m - 1];
    x->cut[i] = (struct moderation_cut){ at, n };
    return OK;
}

static enum err cut_all(struct moderation_item *x, struct str words, struct str passage,
                        bool *is_there)
{
    size_t from = 0;
    enum err e = OK;
    *is_there = false;
    while (!e) {
        size_t at = str_find(str_sub(words, from, words.n), passage);
        if (at == STR_NONE)
            return OK;
        *is_there = true;
        e = cut_add(x, from + at, passage.n);
        from += at + passage.n;
    }
    return e;
}

enum err moderation_find_cuts(struct arena *a, struct str words, struct str passages,
                              struct moderation_item *out, struct str *missing)
{
    struct str lower = str_lower(a, words), line;
    enum err e = OK;
    *missing = (struct str){ 0 };
    out->words = words;
    out->n_cuts = 0;
    out->cut = arena_array(a, MODERATION_CUTS_MAX, sizeof *out->cut);
    if (!out->cut)
        return ERR_LIMIT;
    while (!e && str_cut(&passages, '\n', &line)) {
        bool is_there = false;
        struct str passage = str_lower(a, str_trim(line));
        if (!passage.n)
            continue;
        e = cut_all(out, lower, passage, &is_there);
        if (!e && !is_there) {
            *missing = str_trim(line);
            e = ERR_INVALID;
        }
    }
    return e;
}

struct str moderation_apply(struct arena *a, const struct moderation_item *x, struct str reason)
{
    struct str mark = moderation_removed(reason);
    struct buf *b = buf_in(a, x->words.n + MODERATION_CUTS_MAX * 80);
    size_t from = 0;
    for (size_t i = 0; i < x->n_cuts; i++) {
        buf_str(b, str_sub(x->words, from, x->cut[i].at - from));
        buf_str(b, mark);
        from = x->cut[i].at + x->cut[i].n;
    }
    buf_str(b, str_sub(x->words, from, x->words.n));
    return buf_view(b);
}

struct str moderation_passages(struct arena *a, const struct moderation_item *x)
{
    struct buf *b = buf_in(a, x->words.n + MODERATION_CUTS_MAX);
    for (size_t i = 0; i < x->n_cuts; i++) {
        struct str rest = str_sub(x->words, x->cut[i].at, x->cut[i].n), line;
        while (str_cut(&rest, '\n', &line)) {
            bool is_new = str_trim(line).n > 0;
            struct str had = buf_view(b), one;
            while (is_new && str_cut(&had, '\n', &one))
                is_new = !str_eq_nocase(one, str_trim(line));
            if (!is_new)
                continue;
            buf_str(b, str_trim(line));
            buf_char(b, '\n');
        }
    }
    return str_trim(buf_view(b));
}
