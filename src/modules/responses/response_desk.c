/*
 * response_desk.c: what the staff's pages of responses share.
 */
#include "modules/responses/response_desk.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/response_desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

struct str response_desk_path(struct arena *a, struct str receipt, const char *ending)
{
    struct str path = url_path(a, "/coordinator/responses/%", receipt);
    return str_join(a, path, str_from(ending));
}

struct str response_list_path(struct arena *a, struct str consultation_slug)
{
    return url_query(a, STR("/coordinator/responses"), STR("consultation"), consultation_slug);
}

struct str response_from_words(struct arena *a, const struct response_row *r)
{
    struct str name = r->organisation.n ? r->organisation
                      : r->body.n       ? r->body
                      : r->name.n       ? r->name
                                        : STR(RESPONSE_NO_NAME);
    return message_for_staff(a, name);
}

struct str response_who_words(struct str who)
{
    return str_eq(who, STR("organisation")) ? STR(RESPONSE_IS_ORGANISATION)
           : str_eq(who, STR("group"))      ? STR(RESPONSE_IS_GROUP)
                                            : STR(RESPONSE_IS_INDIVIDUAL);
}

struct str response_publish_words(struct str choice)
{
    return str_eq(choice, STR("publish_with_name"))   ? STR(RESPONSE_WITH_NAME)
           : str_eq(choice, STR("publish_anonymous")) ? STR(RESPONSE_WITHOUT_NAME)
           : str_eq(choice, STR("do_not_publish"))    ? STR(RESPONSE_NOT_PUBLISHED)
                                                      : STR(RESPONSE_NOT_ASKED);
}

struct str response_late_words(struct str late)
{
    return str_eq(late, STR("waiting")) ? STR(RESPONSE_LATE_WAITING)
           : str_eq(late, STR("in"))    ? STR(RESPONSE_LATE_IN)
           : str_eq(late, STR("out"))   ? STR(RESPONSE_LATE_OUT)
                                        : (struct str){ 0 };
}

static const char *tag_of(struct str handling)
{
    static const struct {
        const char *code, *tag;
    } tags[] = { { "new", "ds_tag--blue" },
                 { "in_review", "ds_tag--blue" },
                 { "clarify", "ds_tag--yellow" },
                 { "identity_check", "ds_tag--red" },
                 { "accepted", "ds_tag--green" } };
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_eq(handling, str_from(tags[i].code)))
            return tags[i].tag;
    return "ds_tag--grey";
}

struct response_tag response_tag(struct str handling, struct str counting, struct str late)
{
    if (str_eq(late, STR("waiting")))
        return (struct response_tag){ STR(RESPONSE_LATE_WAITING), "ds_tag--yellow" };
    if (!str_eq(counting, STR("valid")))
        return (struct response_tag){ consultation_label(consultation_countings, counting),
                                      "ds_tag--grey" };
    return (struct response_tag){ consultation_label(consultation_handlings, handling),
                                  tag_of(handling) };
}

struct str response_day_words(struct arena *a, struct str day)
{
    struct date d;
    return date_parse(day, &d) ? date_short(a, d) : day;
}

void response_show_day(struct view *v, symbol date, symbol iso, struct str day, struct arena *a)
{
    view_str(v, date, response_day_words(a, day));
    view_str(v, iso, day);
}

/* --- one response --- */

static void show_shell(struct response_desk *d)
{
    struct arena *a = d->c->arena;
    const struct response *r = &d->r;
    const struct response_row row = { .name = r->respondent.name,
                                      .organisation = r->respondent.organisation };
    page_crumb(d->c, d->x.title, response_list_path(a, d->x.slug));
    view_str(d->page, S(reference), r->receipt);
    view_str(d->page, S(from_words), response_from_words(a, &row));
    view_str(d->page, S(consultation_title), d->x.title);
    view_str(d->page, S(response_href), response_desk_path(a, r->receipt, ""));
}

enum err response_desk_open(struct ctx *c, enum capability cap, struct response_desk *out)
{
    struct str receipt;
    *out = (struct response_desk){ .c = c };
    if (!receipt_parse(c->arena, param_str(c, "reference"), &receipt))
        return ERR_NOT_FOUND;
    enum err e = response_by_receipt(c->db, c->arena, receipt, &out->r);
    if (!e)
        e = consultation_load(c->db, c->arena, out->r.consultation_id, &out->x);
    if (e)
        return e;
    if (!consultation_may(c, &out->x, cap))
        return ctx_refuse(c);
    out->may_change = consultation_may(c, &out->x, CAP_RESPONSE_LOG);
    out->page = page_new(c, "");
    show_shell(out);
    return OK;
}
