/*
 * event_held_pages.c: recording an event that was held (P.8): organisations of the register
 * with how many of their people came, how many people of which kind, what was said. Names of
 * participants are not asked for.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_search.h"
#include "modules/consultations/event_desk.h"
#include "modules/consultations/event_pages.h"
#include "modules/consultations/event_shown.h"
#include "modules/consultations/event_words.h"

#define HITS 20 /* entries that a typed name is compared with */

struct held {
    struct event_desk k;
    struct event_presence present[EVENT_BODIES_MAX];
    size_t n_present;
    int64_t heads[EVENT_KIND__MAX];
};

static const struct {
    const char *field;
    symbol as;
} heads[EVENT_KIND__MAX] = {
    [EVENT_LIVED_EXPERIENCE] = { "n_lived_experience", S(n_lived_experience) },
    [EVENT_FAMILY] = { "n_family", S(n_family) },
    [EVENT_VICTIM] = { "n_victim", S(n_victim) },
    [EVENT_THIRD_SECTOR] = { "n_third_sector", S(n_third_sector) },
    [EVENT_COMMUNITY] = { "n_community", S(n_community) },
    [EVENT_PARTNER_STAFF] = { "n_partner_staff", S(n_partner_staff) },
    [EVENT_ELECTED] = { "n_elected", S(n_elected) },
    [EVENT_OTHER] = { "n_other", S(n_other) },
};

/* Of one that is not called off, from its beginning on. */
static enum err held_open(struct ctx *c, struct held *x)
{
    *x = (struct held){ 0 };
    enum err e = event_desk_open(c, false, &x->k);
    if (!e && (str_eq(x->k.e.state, STR("cancelled")) || x->k.e.starts_at_s > c->now_s))
        e = ERR_NOT_FOUND;
    if (!e)
        view_str(x->k.v, S(times), event_times(c->arena, x->k.e.starts_at_s, x->k.e.ends_at_s));
    return e;
}

static enum err held_show(struct held *x, int status)
{
    struct form *f = x->k.f;
    form_field(f, S(present), "present");
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        form_field(f, heads[i].as, heads[i].field);
    form_field_most(f, S(themes), "themes", EVENT_THEMES_CHARS);
    return event_desk_render(&x->k, status, "events/desk_held");
}

static enum err held_fill(struct held *x, struct str *present)
{
    struct ctx *c = x->k.c;
    struct form *f = x->k.f;
    struct buf *lines = buf_in(c->arena, 32768);
    enum err e = event_present(c->db, c->arena, x->k.e.id, x->present, &x->n_present);
    if (!e)
        e = event_heads(c->db, c->arena, x->k.e.id, x->heads);
    for (size_t i = 0; i < x->n_present; i++) {
        buf_str(lines, x->present[i].name);
        if (x->present[i].n_people)
            buf_printf(lines, "; %lld", (long long)x->present[i].n_people);
        buf_char(lines, '\n');
    }
    *present = buf_view(lines);
    form_set(f, "present", *present);
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        if (x->heads[i])
            form_set(f, heads[i].field, str_printf(c->arena, "%lld", (long long)x->heads[i]));
    form_set(f, "themes", x->k.e.themes);
    form_set(f, "seen", str_printf(c->arena, "%lld", (long long)x->k.e.version));
    return e;
}

/* --- which organisation is meant --- */

struct meant {
    int64_t body_id;
    size_t n; /* entries of exactly that name or number */
    struct str nearest;
};

/* The entry of that name or charity number; else the likeliest of the search. */
static enum err find_body(struct ctx *c, struct str typed, struct meant *out)
{
    struct body_hits hits;
    struct body b;
    const struct body_filter filter = { .words = typed };
    const struct body_page page = { .page = 1, .size = HITS };
    struct str folded = utf8_fold(c->arena, typed);
    *out = (struct meant){ 0 };
    enum err e = body_search(c->db, c->arena, &filter, &page, &hits);
    for (size_t i = 0; !e && i < hits.n; i++) {
        e = body_load(c->db, c->arena, hits.item[i].body_id, &b);
        if (e)
            return e == ERR_NOT_FOUND ? OK : e;
        if (!out->nearest.n)
            out->nearest = b.name;
        if (!str_eq(utf8_fold(c->arena, b.name), folded) &&
            !(b.charity_number.n && str_eq_nocase(b.charity_number, typed)))
            continue;
        out->body_id = b.id;
        out->n++;
    }
    return e;
}

/* "Sample Hub; 3": the name, and after the last semicolon how many came. */
static bool split_line(struct str line, struct str *name, int64_t *n)
{
    size_t at = line.n;
    while (at > 0 && line.p[at - 1] != ';')
        at--;
    *name = str_trim(at ? str_sub(line, 0, at - 1) : line);
    *n = 0;
    return !at || (str_to_i64(str_trim(str_sub(line, at, STR_NONE)), n) && *n >= 0 &&
                   *n <= EVENT_PEOPLE_MAX);
}

static void say(struct held *x, const char *format, struct str name)
{
    struct arena *a = x->k.c->arena;
    size_t at = str_find(str_from(format), STR("%.*s"));
    struct str all = str_from(format);
    struct str before = str_sub(all, 0, at), after = str_sub(all, at + 4, STR_NONE);
    form_error(x->k.f, "present", str_join(a, str_join(a, before, name), after));
}

static enum err read_line(struct held *x, struct str line)
{
    struct ctx *c = x->k.c;
    struct str name;
    struct meant meant;
    int64_t n;
    bool is_good = split_line(line, &name, &n);
    if (!is_good || !name.n) {
        say(x, EVENT_BODY_NUMBER, name.n ? name : line);
        return OK;
    }
    enum err e = find_body(c, name, &meant);
    if (e)
        return e;
    if (meant.n == 1 && x->n_present < EVENT_BODIES_MAX)
        x->present[x->n_present++] = (struct event_presence){ meant.body_id, name, n };
    else if (meant.n == 1)
        form_error(x->k.f, "present", STR(EVENT_BODIES_TOO_MANY));
    else if (meant.n > 1)
        say(x, EVENT_BODY_MANY, name);
    else if (meant.nearest.n)
        form_error(
            x->k.f, "present",
            str_printf(c->arena, EVENT_BODY_MEANT, STR_ARG(name), STR_ARG(meant.nearest)));
    else
        say(x, EVENT_BODY_UNKNOWN, name);
    return OK;
}

static enum err read_present(struct held *x)
{
    struct str rest = form_value(x->k.f, "present"), line;
    enum err e = OK;
    while (!e && !form_failed(x->k.f) && str_cut(&rest, '\n', &line))
        if (str_trim(line).n)
            e = read_line(x, str_trim(line));
    return e;
}

static int64_t read_heads(struct held *x)
{
    int64_t all = 0;
    for (size_t i = 0; i < EVENT_KIND__MAX; i++) {
        struct str typed = str_trim(form_value(x->k.f, heads[i].field));
        x->heads[i] = 0;
        if (typed.n && (!str_to_i64(typed, &x->heads[i]) || x->heads[i] < 0 ||
                        x->heads[i] > EVENT_PEOPLE_MAX)) {
            x->heads[i] = 0;
            form_error(x->k.f, heads[i].field, STR(EVENT_HEADS_NUMBER));
        }
        all += x->heads[i];
    }
    return all;
}

/* How many of each kind and which organisations the other one wrote down. */
static enum err held_overtaken(struct held *x, const struct event_edit *mine)
{
    struct arena *a = x->k.c->arena;
    struct overtaken *o = &x->k.overtaken;
    struct str present;
    enum err e = held_fill(x, &present);
    if (e)
        return e;
    overtaken_compare(o, EVENT_ROW_PRESENT, str_trim(form_value(x->k.f, "present")),
                      str_trim(present));
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        overtaken_compare(o, event_kinds[i].label,
                          str_printf(a, "%lld", (long long)mine->heads[i]),
                          str_printf(a, "%lld", (long long)x->heads[i]));
    return held_show(x, 409);
}

/* --- pages --- */

enum err event_held_page(struct ctx *c)
{
    struct str present;
    struct held *x = ARENA_NEW(c->arena, struct held);
    enum err e = x ? held_open(c, x) : ERR_LIMIT;
    if (!e)
        e = held_fill(x, &present);
    return e ? e : held_show(x, 0);
}

enum err event_held_post_page(struct ctx *c)
{
    struct held *x = ARENA_NEW(c->arena, struct held);
    enum err e = x ? held_open(c, x) : ERR_LIMIT;
    if (!e)
        e = read_present(x);
    if (e)
        return e;
    struct event_desk *k = &x->k;
    int64_t n_people = read_heads(x);
    form_length(k->f, "themes", EVENT_THEMES_CHARS, STR(EVENT_THEMES));
    if (!form_failed(k->f) && !n_people && !x->n_present)
        form_error(k->f, "present", STR(EVENT_ENTER_WHO_CAME));
    if (form_failed(k->f))
        return held_show(x, 0);
    struct event_edit edit = event_desk_edit(k);
    edit.to.themes = form_value(k->f, "themes");
    edit.present = x->present;
    edit.n_present = x->n_present;
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        edit.heads[i] = x->heads[i];
    e = form_send_once(k->f, event_held_fn, &edit,
                       url_query(c->arena, event_desk_path(k, ""), STR("done"), STR("held")));
    if (e == ERR_CONFLICT && edit.is_overtaken) {
        e = event_desk_overtaken(k, &edit.to);
        return e ? e : held_overtaken(x, &edit);
    }
    return e == ERR_CONFLICT ? held_show(x, 0) : e;
}
