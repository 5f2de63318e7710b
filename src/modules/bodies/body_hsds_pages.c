/*
 * body_hsds_pages.c: the read side of Open Referral's API, HSDS 3.0 (docs.openreferral.org,
 * "API reference"): lists in pages with total_items to contents, single objects by id. Every
 * answer holds "meta" besides: licence and attribution.
 */
#include "core/base/arena.h"
#include "modules/bodies/body_data_pages.h"
#include "modules/bodies/body_data_words.h"
#include "modules/bodies/body_hsds.h"

#define PER_PAGE 50 /* unless asked for otherwise */
#define JSON_TYPE STR("application/json; charset=utf-8")
#define HSDS_PROFILE "https://docs.openreferral.org/en/v3.0/hsds/"
#define HSDS_OPENAPI                                                                           \
    "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"

typedef void (*hsds_put)(struct json *j, const struct body_data *d, const struct body_public *x,
                         bool is_full);

static void begin(struct ctx *c, struct json *j)
{
    *j = (struct json){ .b = buf_in(c->arena, BODY_DATA_BYTES) };
    json_open(j, NULL, '{');
}

static enum err finish(struct ctx *c, struct json *j)
{
    json_open(j, "meta", '{');
    body_data_licence(c, j);
    json_close(j, '}');
    return body_data_send(c, j, JSON_TYPE);
}

static enum err not_found(struct ctx *c, const char *code, const char *words)
{
    struct json j;
    begin(c, &j);
    json_open(&j, "error", '{');
    json_int(&j, "status", 404);
    json_text(&j, "code", str_from(code));
    json_text(&j, "message", str_from(words));
    json_close(&j, '}');
    c->resp->status = 404;
    return finish(c, &j);
}

enum err hsds_root_page(struct ctx *c)
{
    struct json j;
    begin(c, &j);
    json_text(&j, "version", STR("3.0"));
    json_text(&j, "profile", STR(HSDS_PROFILE));
    json_text(&j, "openapi_url", STR(HSDS_OPENAPI));
    return finish(c, &j);
}

/* --- lists --- */

struct page_of {
    int64_t number, per_page, n_items, n_pages;
    struct body_public *item;
    size_t n;
};

/* Page 1 of nothing is an empty page; any other beyond the end is none. */
static enum err page_load(struct ctx *c, struct page_of *p)
{
    int64_t before = 0;
    *p = (struct page_of){ .number = param_i64(c, "page", 1),
                           .per_page = param_i64(c, "per_page", PER_PAGE) };
    p->number = p->number ? p->number : 1;
    p->per_page = p->per_page ? p->per_page : PER_PAGE;
    p->item = arena_array(c->arena, (size_t)p->per_page, sizeof *p->item);
    if (!p->item)
        return ERR_LIMIT;
    enum err e = body_data_count(c->db, &p->n_items);
    p->n_pages = (p->n_items + p->per_page - 1) / p->per_page;
    if (e || (p->number == 1 && !p->n_items))
        return e;
    if (p->number > p->n_pages)
        return ERR_NOT_FOUND;
    e = body_data_before(c->db, (p->number - 1) * p->per_page, &before);
    if (e)
        return e;
    return body_public_list(c->db, c->arena, before, (size_t)p->per_page, p->item, &p->n);
}

static enum err list_page(struct ctx *c, hsds_put put)
{
    struct page_of p;
    struct body_data d;
    struct json j;
    enum err e = page_load(c, &p);
    if (e == ERR_NOT_FOUND)
        return not_found(c, BODY_DATA_CODE_NO_PAGE, BODY_DATA_NO_PAGE);
    if (!e)
        e = body_data_load(c, &d);
    if (e)
        return e;
    begin(c, &j);
    json_int(&j, "total_items", p.n_items);
    json_int(&j, "total_pages", p.n_pages);
    json_int(&j, "page_number", p.number);
    json_int(&j, "size", (int64_t)p.n);
    json_bool(&j, "first_page", p.number == 1);
    json_bool(&j, "last_page", p.number >= p.n_pages);
    json_bool(&j, "empty", p.n == 0);
    json_open(&j, "contents", '[');
    for (size_t i = 0; i < p.n; i++) {
        json_open(&j, NULL, '{');
        put(&j, &d, &p.item[i], false);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    return finish(c, &j);
}

enum err hsds_services_page(struct ctx *c)
{
    return list_page(c, hsds_service);
}

enum err hsds_organizations_page(struct ctx *c)
{
    return list_page(c, hsds_organization);
}

/* --- single objects: the members of the object themselves, and meta --- */

static enum err one_page(struct ctx *c, enum hsds_kind kind, hsds_put put)
{
    struct body_public x;
    struct body_data d;
    struct json j;
    int64_t id = 0;
    bool is_ours = hsds_id_read(c->site->origin, kind, param_str(c, "id"), &id);
    enum err e = is_ours ? body_public_load(c->db, c->arena, id, &x) : ERR_NOT_FOUND;
    if (e == ERR_NOT_FOUND)
        return not_found(c, BODY_DATA_CODE_NO_BODY, BODY_DATA_NO_BODY);
    if (!e)
        e = body_data_load(c, &d);
    if (e)
        return e;
    begin(c, &j);
    put(&j, &d, &x, true);
    return finish(c, &j);
}

enum err hsds_service_page(struct ctx *c)
{
    return one_page(c, HSDS_SERVICE, hsds_service);
}

enum err hsds_organization_page(struct ctx *c)
{
    return one_page(c, HSDS_ORGANIZATION, hsds_organization);
}
