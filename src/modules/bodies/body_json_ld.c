/*
 * body_json_ld.c: an entry as schema.org JSON-LD, for search engines and whoever reads linked
 * data (body_data.h).
 */
#include "modules/bodies/body_data.h"

#include "core/base/arena.h"
#include "modules/bodies/body_data_words.h"
#include "modules/partnerships/partnership_words.h"

static void text_if(struct json *j, const char *key, struct str s)
{
    if (s.n)
        json_text(j, key, s);
}

static void identifier(struct json *j, const char *scheme, const char *name, struct str value)
{
    if (!value.n)
        return;
    json_open(j, NULL, '{');
    json_text(j, "@type", STR("PropertyValue"));
    json_text(j, "propertyID", str_from(scheme));
    json_text(j, "name", str_from(name));
    json_text(j, "value", value);
    json_close(j, '}');
}

/* Schemes of org-id.guide. */
static void identifiers(struct json *j, const struct body_public *x)
{
    if (!x->charity_number.n && !x->company_number.n)
        return;
    json_open(j, "identifier", '[');
    identifier(j, "GB-SC", HSDS_CHARITY, x->charity_number);
    identifier(j, "GB-COH", HSDS_COMPANY, x->company_number);
    json_close(j, ']');
}

static void areas(struct json *j, const struct body_data *d, struct str slugs)
{
    struct str slug;
    json_open(j, "areaServed", '[');
    while (str_cut(&slugs, ';', &slug)) {
        const struct area *area = area_named(&d->labels.areas, slug);
        json_open(j, NULL, '{');
        json_text(j, "@type", STR("AdministrativeArea"));
        json_text(j, "name", area ? area->name : slug);
        text_if(j, "identifier", area ? area->gss : (struct str){ 0 });
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void contact(struct json *j, const struct body_public *x)
{
    if (!x->contact_role.n && !x->contact_email.n && !x->contact_phone.n)
        return;
    json_open(j, "contactPoint", '{');
    json_text(j, "@type", STR("ContactPoint"));
    text_if(j, "contactType", x->contact_role);
    text_if(j, "email", x->contact_email);
    text_if(j, "telephone", x->contact_phone);
    json_close(j, '}');
}

static void organisation(struct json *j, const struct body_data *d, const struct body_public *x,
                         struct str id)
{
    struct str rest = x->other_names, piece;
    json_open(j, NULL, '{');
    json_text(j, "@type", STR("Organization"));
    json_text(j, "@id", id);
    json_text(j, "name", x->name);
    json_open(j, "alternateName", '[');
    while (str_cut(&rest, '\n', &piece))
        if (str_trim(piece).n)
            json_text(j, NULL, str_trim(piece));
    json_close(j, ']');
    text_if(j, "description", x->purposes);
    text_if(j, "url", x->website);
    identifiers(j, x);
    areas(j, d, x->areas);
    rest = x->topics;
    json_open(j, "knowsAbout", '[');
    while (str_cut(&rest, ';', &piece))
        json_text(j, NULL, list_label(&d->labels.topics, piece));
    json_close(j, ']');
    contact(j, x);
    if (x->office.n) {
        json_open(j, "address", '{');
        json_text(j, "@type", STR("PostalAddress"));
        json_text(j, "addressLocality", x->office);
        json_close(j, '}');
    }
    json_close(j, '}');
}

void body_json_ld(struct json *j, struct ctx *c, const struct body_data *d,
                  const struct body_public *x)
{
    struct str page = body_data_url(d->a, d->origin, x->slug);
    struct str id = str_join(d->a, page, STR("#organisation"));
    *j = (struct json){ .b = buf_in(d->a, BODY_DATA_BYTES) };
    json_open(j, NULL, '{');
    json_text(j, "@context", STR("https://schema.org"));
    json_open(j, "@graph", '[');
    json_open(j, NULL, '{');
    json_text(j, "@type", STR("WebPage"));
    json_text(j, "@id", page);
    json_text(j, "url", page);
    json_text(j, "license", STR(DATA_LICENCE_URL));
    json_text(j, "creditText",
              str_printf(d->a, BODY_DATA_ATTRIBUTION, STR_ARG(c->site->service_name)));
    json_text(j, "copyrightNotice", STR(BODY_DATA_OSCR));
    json_text(j, "dateModified", x->changed_on);
    text_if(j, "lastReviewed", x->reviewed_on);
    json_open(j, "about", '{');
    json_text(j, "@id", id);
    json_close(j, '}');
    json_close(j, '}');
    organisation(j, d, x, id);
    json_close(j, ']');
}
