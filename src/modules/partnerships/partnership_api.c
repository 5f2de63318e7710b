#include "modules/partnerships/partnership_api.h"

#include "core/base/esc.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/partnership_json.h"
#include "modules/partnerships/partnership_words.h"
#include "modules/partnerships/message.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */

/* --- lists --- */

enum err partnership_list_data_page(struct ctx *c)
{
    struct partnership_list all;
    struct area_list areas;
    struct json j;
    enum err e = json_begin(c, &j);
    if (!e)
        e = partnership_list(c->db, c->arena, &all);
    if (!e)
        e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    json_open(&j, "data", '[');
    for (size_t i = 0; i < all.n; i++) {
        json_open(&j, NULL, '{');
        json_partnership(c, &j, "partnership", &all.item[i]);
        json_open(&j, "areas", '[');
        for (size_t k = 0; k < areas.n; k++) {
            if (areas.item[k].partnership_id != all.item[i].id)
                continue;
            json_open(&j, NULL, '{');
            json_area_fields(c, &j, &areas.item[k]);
            json_close(&j, '}');
        }
        json_close(&j, ']');
        json_close(&j, '}');
    }
    json_close(&j, ']');
    return json_send(c, &j);
}

enum err area_list_data_page(struct ctx *c)
{
    struct area_list areas;
    struct json j;
    enum err e = json_begin(c, &j);
    if (!e)
        e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    json_open(&j, "data", '[');
    for (size_t i = 0; i < areas.n; i++) {
        const struct area *area = &areas.item[i];
        json_open(&j, NULL, '{');
        json_area_fields(c, &j, area);
        json_text(&j, "partnership", area->partnership_slug);
        json_text(&j, "partnership_name", area->partnership_name);
        json_text(&j, "source", area->source);
        json_text(&j, "source_on", area->source_on);
        json_pieces(&j, "seen_in_source", area->confirmed);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    return json_send(c, &j);
}

static void csv_row(struct buf *b, const struct str *field, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(b, ',');
        esc_csv(b, field[i]);
    }
    buf_lit(b, "\r\n");
}
#define CSV_ROW(b, ...)                                                                        \
    csv_row((b), (const struct str[]){ __VA_ARGS__ },                                          \
            sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))

/* A row for each council area: what a spreadsheet wants to sort and filter. */
enum err partnership_list_csv_page(struct ctx *c)
{
    struct area_list areas;
    struct route_checks checks;
    enum err e = area_list(c->db, c->arena, &areas);
    if (!e)
        e = route_checks_load(c->db, c->arena, &checks);
    if (e)
        return e;
    struct buf *b = buf_in(c->arena, DATA_MAX_BYTES);
    buf_lit(b, MARK);
    CSV_ROW(b, STR("gss"), STR("code"), STR("area"), STR("name"), STR("council"),
            STR("health_board"), STR("partnership"), STR("partnership_name"), STR("url"),
            STR("source"), STR("source_on"), STR("seen_in_source"), STR("contact_checked_on"),
            STR("contact_checked_by_role"), STR("licence"));
    for (size_t i = 0; i < areas.n; i++) {
        const struct area *x = &areas.item[i];
        const struct route_checked *check = route_checked_of(&checks, x->partnership_id);
        CSV_ROW(b, x->gss, x->code, x->slug, x->name, x->council_name, x->health_board,
                x->partnership_slug, x->partnership_name,
                str_join(c->arena, c->site->origin, area_path(c->arena, x)), x->source,
                x->source_on, x->confirmed, check ? check->on : (struct str){ 0 },
                check ? check->by_role : (struct str){ 0 }, STR(DATA_LICENCE_URL));
    }
    return ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(b),
                         STR("partnerships.csv"));
}

/* --- one partnership --- */

enum err partnership_show_data_page(struct ctx *c)
{
    struct shown s;
    struct json j;
    struct str moved_to;
    enum err e = shown_load(c, &s, &moved_to);
    if (!e)
        e = json_begin(c, &j);
    if (e)
        return s.is_renamed ? ctx_moved(c, moved_to) : e;
    json_open(&j, "data", '{');
    json_partnership(c, &j, "partnership", &s.p);
    json_open(&j, "areas", '[');
    for (size_t i = 0; i < s.areas.n && !e; i++) {
        struct partner_list partners;
        e = partner_list(c->db, c->arena, s.areas.item[i].id, &partners);
        json_open(&j, NULL, '{');
        json_area_fields(c, &j, &s.areas.item[i]);
        json_open(&j, "statutory_partners", '[');
        for (size_t k = 0; k < partners.n; k++) {
            const struct partner *p = &partners.item[k];
            json_open(&j, NULL, '{');
            json_text(&j, "class", p->class);
            json_text_or_null(&j, "represents", p->represents);
            json_text(&j, "name", p->name);
            json_text_or_null(&j, "detail", p->detail);
            json_bool(&j, "seen_in_source", p->is_confirmed);
            json_close(&j, '}');
        }
        json_close(&j, ']');
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_route(c, &j, &s);
    json_close(&j, '}');
    return e ? e : json_send(c, &j);
}

/* --- the look-up --- */

static enum err refuse(struct ctx *c, int status, const char *code, const char *words)
{
    struct json j = { .b = buf_in(c->arena, DATA_MAX_BYTES) };
    json_open(&j, NULL, '{');
    json_open(&j, "error", '{');
    json_int(&j, "status", status);
    json_text(&j, "code", str_from(code));
    json_text(&j, "message", str_from(words));
    json_text(&j, "documentation", str_join(c->arena, c->site->origin, STR("/data")));
    json_close(&j, '}');
    enum err e = json_send(c, &j);
    c->resp->status = status;
    return e;
}

/* One council: how likely, its partnership, the route with its own steps first. */
static enum err json_candidate(struct ctx *c, struct json *j, const struct area *area,
                               double share)
{
    struct shown s = { .area = area };
    enum err e = partnership_find_by_slug(c->db, c->arena, area->partnership_slug, &s.p);
    if (!e)
        e = area_list_of(c->db, c->arena, s.p.id, &s.areas);
    if (!e)
        e = contact_route_load(c->db, c->arena, s.p.id, area->id, c->now_s, &s.route);
    if (e)
        return e;
    s.is_shared = s.areas.n > 1;
    s.can_send = message_is_offered(s.route.mailbox, c->site->contact_mail);
    json_open(j, NULL, '{');
    json_area_fields(c, j, area);
    json_share(j, "share", share);
    json_partnership(c, j, "partnership", &s.p);
    json_route(c, j, &s);
    json_close(j, '}');
    return OK;
}

static enum err route_by_area(struct ctx *c, struct json *j, struct str slug)
{
    struct area area;
    enum err e = area_find_by_slug(c->db, c->arena, slug, &area);
    if (e == ERR_NOT_FOUND)
        return refuse(c, 404, "unknown_area", DATA_NO_AREA);
    if (e)
        return e;
    json_open(j, "data", '{');
    json_text(j, "basis", STR("area"));
    json_open(j, "candidates", '[');
    e = json_candidate(c, j, &area, 1);
    json_close(j, ']');
    json_close(j, '}');
    return e ? e : json_send(c, j);
}

static enum err route_found(struct ctx *c, struct json *j, const struct find_result *r)
{
    static const char *const basis[] = { "postcode", "sector", "outward_code" };
    struct area_list areas;
    enum err e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    json_open(j, "data", '{');
    json_text(j, "basis", str_from(basis[r->basis]));
    json_text_or_null(j, "note",
                      r->postcode.is_at_border ? STR(DATA_BORDER) : (struct str){ 0 });
    json_open(j, "candidates", '[');
    for (size_t i = 0; i < r->n && !e; i++) {
        const struct area *area = area_in(&areas, r->item[i].area_id);
        if (area)
            e = json_candidate(c, j, area, r->item[i].share);
    }
    json_close(j, ']');
    json_close(j, '}');
    return e ? e : json_send(c, j);
}

static enum err route_by_postcode(struct ctx *c, struct json *j, struct str typed)
{
    struct find_result r;
    enum err e = finder_find(c->db, c->arena, typed, &r);
    if (e)
        return e;
    /* No cache on the way may keep a postcode (security.md S23). */
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    if (r.is_postcode && (r.kind == FIND_ONE || r.kind == FIND_SEVERAL))
        return route_found(c, j, &r);
    if (r.kind == FIND_NOT_SCOTTISH)
        return refuse(c, 404, "not_scottish", DATA_NOT_SCOTTISH);
    if (r.kind == FIND_NOT_IN_DATA)
        return refuse(c, 404, "unknown_postcode", DATA_NOT_IN_DATA);
    return refuse(c, 400, "malformed_postcode", DATA_MALFORMED);
}

enum err route_data_page(struct ctx *c)
{
    struct json j;
    enum err e = json_begin(c, &j);
    if (e)
        return e;
    if (param_has(c, "area"))
        return route_by_area(c, &j, param_str(c, "area"));
    if (param_has(c, "postcode"))
        return route_by_postcode(c, &j, param_str(c, "postcode"));
    if (param_ignored(c, "area"))
        return refuse(c, 404, "unknown_area", DATA_NO_AREA);
    if (param_ignored(c, "postcode"))
        return refuse(c, 400, "malformed_postcode", DATA_MALFORMED);
    return refuse(c, 400, "nothing_asked", DATA_ASK);
}
