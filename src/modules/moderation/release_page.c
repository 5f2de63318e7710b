/*
 * release_page.c: where two persons decide: what the first one decided to publish, as it will
 * be read, and the second one's release.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

struct releasing {
    struct ctx *c;
    struct arena *a;
    struct consultation x;
    struct moderation_item item[MODERATION_ROWS];
    size_t n;
    struct view *v;
    struct form *f;
};

static enum err open_release(struct ctx *c, struct releasing *k)
{
    *k = (struct releasing){ .c = c, .a = c->arena };
    enum err e = moderation_open(c, CAP_RELEASE_SECOND, &k->x);
    if (e)
        return e;
    const struct moderation_filter f = { .consultation_id = k->x.id, .state = STR("release") };
    k->v = page_new(c, "");
    page_crumb(c, k->x.title, url_path(k->a, "/coordinator/consultations/%", k->x.slug));
    k->f = form_new(c, k->v);
    return k->f ? moderation_find(c->db, k->a, &f, 0, k->item, &k->n) : ERR_LIMIT;
}

/* The answer, and its mark: of the very words that stand beside the box. */
static struct str key_of(const struct releasing *k, const struct moderation_item *x)
{
    struct str mark = moderation_mark(k->a, x->version, x->state, x->public_text);
    return str_printf(k->a, "%lld-%.*s", (long long)x->answer_id, STR_ARG(mark));
}

static enum err show_release(struct releasing *k, int status)
{
    struct view *v = k->v;
    struct list *rows = view_list(v, S(rows));
    size_t n_mine = 0;
    for (size_t i = 0; i < k->n; i++) {
        const struct moderation_item *x = &k->item[i];
        struct view *row = list_add(rows);
        bool is_mine = x->by_account == k->c->visitor->account.id;
        view_int(row, S(number), (int64_t)i + 1);
        view_str(row, S(key), key_of(k, x));
        view_str(row, S(reference), x->receipt);
        view_str(row, S(question), x->question);
        view_str(row, S(words), message_for_staff(k->a, x->public_text));
        view_bool(row, S(is_mine), is_mine);
        n_mine += is_mine;
    }
    form_field(k->f, S(answer_field), "answer");
    form_field_most(k->f, S(words_field), "words", MODERATION_NOTE_CHARS);
    view_str(v, S(consultation_title), k->x.title);
    view_bool(v, S(has_rows), k->n > 0);
    view_bool(v, S(has_mine), n_mine > 0);
    view_bool(v, S(may_release), n_mine < k->n);
    view_bool(v, S(is_overtaken), status == 409);
    view_bool(v, S(done_saved), str_eq(param_str(k->c, "done"), STR("saved")));
    view_str(v, S(queue_href), moderation_queue_path(k->a, k->x.slug));
    view_str(v, S(action), url_path(k->a, "/coordinator/consultations/%/release", k->x.slug));
    return form_render_status(k->f, status, "moderation/release");
}

enum err release_page(struct ctx *c)
{
    struct releasing *k = ARENA_NEW(c->arena, struct releasing);
    enum err e = k ? open_release(c, k) : ERR_LIMIT;
    return e ? e : show_release(k, 200);
}

/* The chosen ones, as they were shown. is_other: a key that is none. */
static size_t chosen_answers(const struct releasing *k,
                             struct moderation_shown out[MODERATION_ROWS], bool *is_other)
{
    struct str key[MODERATION_ROWS];
    size_t n = param_list(k->c, "answer", key, MODERATION_ROWS), n_out = 0;
    for (size_t i = 0; i < n; i++) {
        struct moderation_shown *x = &out[n_out];
        struct str rest = key[i], id;
        bool is = str_cut(&rest, '-', &id) && str_to_i64(id, &x->answer_id);
        x->mark = rest;
        *is_other |= !is;
        n_out += is;
    }
    return n_out;
}

enum err release_post_page(struct ctx *c)
{
    struct moderation_shown shown[MODERATION_ROWS];
    bool is_other = false;
    struct releasing *k = ARENA_NEW(c->arena, struct releasing);
    enum err e = k ? open_release(c, k) : ERR_LIMIT;
    if (e)
        return e;
    struct moderation_releasing x = { .arena = k->a,
                                      .act = ctx_act(c),
                                      .by_account = c->visitor->account.id,
                                      .consultation_id = k->x.id,
                                      .partnership_id = k->x.partnership_id,
                                      .shown = shown };
    x.n = chosen_answers(k, shown, &is_other);
    if (!x.n && !is_other)
        form_error(k->f, "answer", STR(SELECT_ANSWERS));
    if (str_eq(param_str(c, "do"), STR("back"))) {
        form_required(k->f, "words", STR(ENTER_SEND_BACK));
        form_length(k->f, "words", MODERATION_NOTE_CHARS, STR(SEND_BACK_NOUN));
        x.send_back = form_value(k->f, "words");
    }
    if (form_failed(k->f))
        return show_release(k, 422);
    struct str path = url_path(k->a, "/coordinator/consultations/%/release", k->x.slug);
    e = is_other ? ERR_CONFLICT
                 : form_send_once(k->f, moderation_release_fn, &x,
                                  url_query(k->a, path, STR("done"), STR("saved")));
    return e == ERR_CONFLICT || e == ERR_FORBIDDEN ? show_release(k, 409) : e;
}
