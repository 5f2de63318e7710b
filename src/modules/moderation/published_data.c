/*
 * published_data.c: published responses as open data (3.49): a row or object an answer, from
 * the public rows alone (security.md S7, S53).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/framework/list.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/published_list.h"
#include "modules/partnerships/json_out.h"
#include "modules/partnerships/partnership_words.h"

#define DATA_BYTES (64 * MIB)
#define DATA_RESPONSES 200 /* of one reading */
#define MARK "\xEF\xBB\xBF"

struct published_out {
    struct ctx *c;
    struct consultation_shown x;
    struct list_words kinds;
    struct buf *b;
    struct json j;
    bool is_json;
};

static const char *const columns[] = { "consultation", "response", "url",      "who",
                                       "kind",         "name",     "question", "question_text",
                                       "state",        "answer",   "licence" };
#define N_COLUMNS (sizeof columns / sizeof columns[0])

static struct str url_of(const struct published_out *k, const struct published_one *x)
{
    return str_printf(k->c->arena, "%.*s/consultations/%.*s/responses/%lld",
                      STR_ARG(k->c->site->origin), STR_ARG(k->x.slug), (long long)x->no);
}

static void csv_answer(struct published_out *k, const struct published_one *x,
                       const struct published_words *w)
{
    struct arena *a = k->c->arena;
    const struct str cell[N_COLUMNS] = { k->x.reference,
                                         str_printf(a, "%lld", (long long)x->no),
                                         url_of(k, x),
                                         x->who,
                                         x->kind,
                                         x->name,
                                         str_printf(a, "q%lld", (long long)w->question_id),
                                         w->question,
                                         w->state,
                                         w->text,
                                         STR(DATA_LICENCE_URL) };
    esc_csv_row(k->b, cell, N_COLUMNS);
}

static void json_response(struct published_out *k, const struct published_one *x,
                          const struct published_words *w, size_t n)
{
    struct json *j = &k->j;
    json_open(j, NULL, '{');
    json_int(j, "response", x->no);
    json_text(j, "url", url_of(k, x));
    json_text(j, "who", x->who);
    json_text_or_null(j, "kind", x->kind);
    json_text_or_null(j, "name", x->name);
    json_open(j, "answers", '[');
    for (size_t i = 0; i < n; i++) {
        json_open(j, NULL, '{');
        json_text(j, "question", str_printf(k->c->arena, "q%lld", (long long)w[i].question_id));
        json_text(j, "question_text", w[i].question);
        json_text(j, "state", w[i].state);
        json_text(j, "answer", w[i].text);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

static enum err add_response(struct published_out *k, const struct published_one *x)
{
    struct published_words *w;
    size_t n = 0;
    enum err e = published_answers(k->c->db, k->c->arena, x->id, 0, &w, &n);
    if (!e && k->is_json)
        json_response(k, x, w, n);
    for (size_t i = 0; !e && !k->is_json && i < n; i++)
        csv_answer(k, x, &w[i]);
    return e ? e : arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}

static enum err add_all(struct published_out *k)
{
    const struct published_filter f = { .consultation_id = k->x.id };
    struct published_one *one = arena_array(k->c->arena, DATA_RESPONSES, sizeof *one);
    enum err e = one ? OK : ERR_LIMIT;
    size_t n = DATA_RESPONSES;
    for (int64_t skip = 0; !e && n == DATA_RESPONSES; skip += DATA_RESPONSES) {
        e = published_find(k->c->db, k->c->arena, &f, skip, DATA_RESPONSES, one, &n);
        for (size_t i = 0; !e && i < n; i++)
            e = add_response(k, &one[i]);
    }
    return e;
}

static enum err open_out(struct ctx *c, const char *pattern, struct published_out *k,
                         struct str *moved_to)
{
    *k = (struct published_out){ .c = c };
    enum err e = consultation_open_shown(c, pattern, &k->x, moved_to);
    if (!e && k->x.state == CONSULTATION_WITHDRAWN)
        e = ERR_GONE;
    k->b = buf_in(c->arena, DATA_BYTES);
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
    return e;
}

enum err published_csv_page(struct ctx *c)
{
    struct published_out k;
    struct str moved_to, name[N_COLUMNS];
    enum err e = open_out(c, "/consultations/%/responses.csv", &k, &moved_to);
    if (e || moved_to.n)
        return e ? e : ctx_moved(c, moved_to);
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(k.b, MARK);
    esc_csv_row(k.b, name, N_COLUMNS);
    e = add_all(&k);
    return e ? e
             : ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(k.b),
                             str_printf(c->arena, "published-responses-%.*s.csv",
                                        STR_ARG(k.x.reference)));
}

enum err published_json_page(struct ctx *c)
{
    struct published_out k;
    struct str moved_to;
    enum err e = open_out(c, "/consultations/%/responses.json", &k, &moved_to);
    if (e || moved_to.n)
        return e ? e : ctx_moved(c, moved_to);
    k.is_json = true;
    k.j = (struct json){ .b = k.b };
    json_open(&k.j, NULL, '{');
    json_open(&k.j, "meta", '{');
    json_text(&k.j, "licence", STR(DATA_LICENCE));
    json_text(&k.j, "licence_url", STR(DATA_LICENCE_URL));
    json_text(&k.j, "generated_on", date_iso(c->arena, london_from_s(c->now_s).date));
    json_text(&k.j, "documentation", str_join(c->arena, c->site->origin, STR("/data")));
    json_close(&k.j, '}');
    json_text(&k.j, "consultation", k.x.reference);
    json_text(&k.j, "title", k.x.title);
    json_open(&k.j, "data", '[');
    e = add_all(&k);
    json_close(&k.j, ']');
    json_close(&k.j, '}');
    buf_char(k.b, '\n');
    return e ? e : ctx_send(c, STR("application/json; charset=utf-8"), buf_view(k.b));
}
