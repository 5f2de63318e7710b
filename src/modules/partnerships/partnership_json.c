#include "modules/partnerships/partnership_json.h"

#include "modules/partnerships/dataset.h"
#include "modules/partnerships/partnership_words.h"

static enum err add_attribution(struct ctx *c, struct json *j, const char *kind)
{
    struct dataset live;
    enum err e = dataset_live(c->db, c->arena, str_from(kind), &live);
    if (!e)
        json_text(j, NULL, live.source);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err json_begin(struct ctx *c, struct json *j)
{
    *j = (struct json){ .b = buf_in(c->arena, DATA_MAX_BYTES) };
    json_open(j, NULL, '{');
    json_open(j, "meta", '{');
    json_text(j, "licence", STR(DATA_LICENCE));
    json_text(j, "licence_url", STR(DATA_LICENCE_URL));
    json_open(j, "attribution", '[');
    json_text(j, NULL, str_printf(c->arena, DATA_ATTRIBUTION, STR_ARG(c->site->service_name)));
    enum err e = add_attribution(c, j, "postcodes");
    if (!e)
        e = add_attribution(c, j, "places");
    json_close(j, ']');
    json_text(j, "generated_on", date_iso(c->arena, london_from_s(c->now_s).date));
    json_text(j, "documentation", str_join(c->arena, c->site->origin, STR("/data")));
    json_close(j, '}');
    return e;
}

enum err json_send(struct ctx *c, struct json *j)
{
    json_close(j, '}');
    buf_char(j->b, '\n');
    return ctx_send(c, STR("application/json; charset=utf-8"), buf_view(j->b));
}

static struct str url_of(struct ctx *c, struct str path)
{
    return str_join(c->arena, c->site->origin, path);
}

void json_partnership(struct ctx *c, struct json *j, const char *key,
                      const struct partnership *p)
{
    json_open(j, key, '{');
    json_text(j, "slug", p->slug);
    json_text(j, "name", p->name);
    json_text(j, "short_name", p->short_name);
    json_bool(j, "name_confirmed", p->is_name_confirmed);
    json_text(j, "code", p->code);
    json_text(j, "url", url_of(c, url_path(c->arena, "/partnerships/%", p->slug)));
    json_text(j, "source", p->source);
    json_text(j, "source_on", p->source_on);
    json_close(j, '}');
}

void json_area_fields(struct ctx *c, struct json *j, const struct area *area)
{
    json_text(j, "area", area->slug);
    json_text(j, "name", area->name);
    json_text(j, "name_lang", area->lang);
    json_text(j, "gss", area->gss);
    json_text(j, "code", area->code);
    json_text(j, "council", area->council_name);
    json_text(j, "health_board", area->health_board);
    json_int(j, "population", area->population);
    json_int(j, "population_year", area->population_year);
    json_text(j, "url", url_of(c, area_path(c->arena, area)));
}

static void json_step(struct ctx *c, struct json *j, const struct shown *s,
                      const struct route_step *step)
{
    const struct area *area = area_in(&s->areas, step->area_id);
    bool may_write = step->kind == STEP_COORDINATOR && s->can_send;
    struct str message =
        may_write ? url_of(c, shown_path(c, s, "/contact")) : (struct str){ 0 };
    json_open(j, NULL, '{');
    json_text(j, "kind", str_from(step_kind_name(step->kind)));
    json_text_or_null(j, "area", area ? area->slug : (struct str){ 0 });
    json_text_or_null(j, "role", step->role);
    json_text_or_null(j, "organisation", step->organisation);
    json_text_or_null(j, "phone", step->phone);
    json_text_or_null(j, "website", step->url);
    json_text_or_null(j, "message_url", message);
    json_bool(j, "has_mailbox", step->email.n > 0);
    json_text_or_null(j, "detail", step->detail);
    json_text(j, "source", step->source);
    json_text(j, "source_on", step->source_on);
    json_pieces(j, "seen_in_source", step->confirmed);
    json_bool(j, "confirmed_by_partnership", step->checked_on.n > 0);
    json_text_or_null(j, "checked_on", step->checked_on);
    json_text_or_null(j, "checked_by_role", step->checked_by_role);
    json_close(j, '}');
}

void json_route(struct ctx *c, struct json *j, const struct shown *s)
{
    json_open(j, "route", '[');
    for (size_t i = 0; i < s->route.n_own; i++)
        json_step(c, j, s, &s->route.step[i]);
    json_close(j, ']');
}
